package store

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"aircover/backend/fault"
)

func TestFilesArePrivate(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files have no mode bits on Windows")
	}
	folder := filepath.Join(t.TempDir(), "data")
	path := filepath.Join(folder, "aircover.db")
	d := openDesk(t, path, "id")
	d.declare("checkout down")
	wantModes(t, folder, path)

	// A file that others could read, from a copy or another program.
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range append([]string{""}, sideFiles...) {
		if err := os.Chmod(path+suffix, 0o666); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	d = openDesk(t, path, "again")
	d.declare("search slow")
	wantModes(t, folder, path)
}

// wantModes expects the folder to be 0700, and the database with both files
// beside it to be there and 0600.
func wantModes(t *testing.T, folder, path string) {
	t.Helper()
	for name, want := range map[string]os.FileMode{folder: 0o700, path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600} {
		info, err := os.Stat(name)
		if err != nil {
			t.Error(err)
		} else if info.Mode().Perm() != want {
			t.Errorf("%s has mode %o, want %o", name, info.Mode().Perm(), want)
		}
	}
}

func TestPathsWithSpecialCharacters(t *testing.T) {
	for _, name := range []string{"a b.db", "50%.db", "%41.db", "what?.db", "no#1.db", "x&mode=memory.db", "it's;.db", "Zoë 支払.db"} {
		if runtime.GOOS == "windows" && strings.ContainsAny(name, "?") {
			continue
		}
		folder := t.TempDir()
		d := openDesk(t, filepath.Join(folder, name), "id")
		d.declare("checkout down")
		files, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if !strings.HasPrefix(f.Name(), name) {
				t.Errorf("for %q there is %q", name, f.Name())
			}
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestUnusableFiles(t *testing.T) {
	foreign := func(t *testing.T, path string) {
		db := raw(t, path)
		if _, err := db.Exec(`CREATE TABLE recipes (name)`); err != nil {
			t.Fatal(err)
		}
	}
	write := func(content string) func(*testing.T, string) {
		return func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, test := range []struct {
		name string
		make func(*testing.T, string)
		want fault.Code
	}{
		{"a folder", func(t *testing.T, path string) {
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}, fault.Storage},
		{"text", write(strings.Repeat("not a database\n", 1000)), fault.Damaged},
		{"another program's database", foreign, fault.Damaged},
		{"the first page overwritten", func(t *testing.T, path string) { scribble(t, path, 16, 4000) }, fault.Damaged},
		{"the schema overwritten", func(t *testing.T, path string) { scribble(t, path, 100, 3000) }, fault.Damaged},
		{"cut off", func(t *testing.T, path string) {
			openWith(t, path)
			if err := os.Truncate(path, 5000); err != nil {
				t.Fatal(err)
			}
		}, fault.Damaged},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "aircover.db")
			test.make(t, path)
			_, err := Open(context.Background(), path)
			wantFault(t, err, test.want)
			if !strings.Contains(err.Error(), path) {
				t.Errorf("%q does not say where the file is", err)
			}
		})
	}

	// The folder cannot be made: a file stands in its place.
	blocked := filepath.Join(t.TempDir(), "file")
	write("")(t, blocked)
	_, err := Open(context.Background(), filepath.Join(blocked, "aircover.db"))
	wantFault(t, err, fault.Storage)
}

// openWith makes a database with an incident and closes it.
func openWith(t *testing.T, path string) {
	t.Helper()
	d := openDesk(t, path, "id")
	d.declare("checkout down")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

func scribble(t *testing.T, path string, at int64, n int) {
	t.Helper()
	openWith(t, path)
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte(strings.Repeat("\xa5", n)), at); err != nil {
		t.Fatal(err)
	}
}

func TestSetAsideDeletesNothing(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "aircover.db")
	stamp := "2026-03-04T09:00:00"
	var aside []string
	for _, content := range []string{"first", "second"} {
		for _, suffix := range []string{"", "-wal"} {
			if err := os.WriteFile(path+suffix, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		moved, err := SetAside(path, stamp)
		if err != nil {
			t.Fatal(err)
		}
		aside = append(aside, moved)
	}
	for i, content := range []string{"first", "second"} {
		for _, suffix := range []string{"", "-wal"} {
			got, err := os.ReadFile(aside[i] + suffix)
			if err != nil || string(got) != content {
				t.Errorf("%s holds %q, %v", aside[i]+suffix, got, err)
			}
		}
		if filepath.Dir(aside[i]) != folder || strings.Contains(filepath.Base(aside[i]), ":") {
			t.Errorf("set aside as %q", aside[i])
		}
	}
	d := openDesk(t, path, "id")
	d.declare("checkout down")
	_, err := SetAside(filepath.Join(folder, "none.db"), stamp)
	wantFault(t, err, fault.Storage)
}
