package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aircover/backend/fault"
)

// raw opens a file without the store.
func raw(t *testing.T, path string) *sql.DB {
	t.Helper()
	if err := makeFile(path); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", dsn(path, false))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	return db
}

func TestNewerVersionIsRefused(t *testing.T) {
	d := newDesk(t)
	d.declare("checkout down")
	if _, err := d.write.Exec(`PRAGMA user_version = 99`); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(d.path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(context.Background(), d.path)
	wantFault(t, err, fault.Newer)
	if !strings.Contains(err.Error(), "install the newest") {
		t.Errorf("%q does not say what to do", err)
	}
	after, err := os.ReadFile(d.path)
	if err != nil {
		t.Fatal(err)
	}
	if !cmp.Equal(before, after) {
		t.Error("the file was changed")
	}
}

func TestOpeningAgainChangesNothing(t *testing.T) {
	d := newDesk(t)
	d.declare("checkout down")
	before := append(schema(t, d), contents(t, d)["incidents"]...)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d = openDesk(t, d.path, "again")
	if diff := cmp.Diff(before, append(schema(t, d), contents(t, d)["incidents"]...)); diff != "" {
		t.Error(diff)
	}
}

func TestBrokenStepLeavesNothing(t *testing.T) {
	db := raw(t, filepath.Join(t.TempDir(), "aircover.db"))
	if err := step(context.Background(), db, "CREATE TABLE first (x); CREATE TABLE second (", 7); err == nil {
		t.Fatal("a broken step succeeded")
	}
	var version, tables int
	if err := db.QueryRow(`SELECT user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version`).Scan(&version, &tables); err != nil {
		t.Fatal(err)
	}
	if version != 0 || tables != 0 {
		t.Errorf("version %d, %d tables", version, tables)
	}
}

func schema(t *testing.T, d *desk) []string {
	t.Helper()
	return dump(t, d, `SELECT type, name, sql FROM sqlite_schema ORDER BY type, name`)
}

// TestUpgrade opens a database of every version there was, with its data, and
// expects the newest schema and the same data. The frozen files in testdata are
// dumps of databases as those versions wrote them.
func TestUpgrade(t *testing.T) {
	steps, err := migrations()
	if err != nil {
		t.Fatal(err)
	}
	fresh := newDesk(t)
	for version := 1; version <= len(steps); version++ {
		t.Run(fmt.Sprintf("from %d", version), func(t *testing.T) {
			name := filepath.Join("testdata", fmt.Sprintf("v%d.sql", version))
			frozen, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "aircover.db")
			db := raw(t, path)
			if _, err := db.Exec(string(frozen)); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			d := openDesk(t, path, "upgraded")
			if diff := cmp.Diff(schema(t, fresh), schema(t, d)); diff != "" {
				t.Errorf("schema (-fresh +upgraded):\n%s", diff)
			}
			if err := d.loads("incident-1"); err != nil {
				t.Error(err)
			}
			if got := d.found("replica"); len(got) != 1 {
				t.Errorf("found %v", got)
			}
			draft, there, err := d.Draft(context.Background(), "incident-1", "page")
			if err != nil || !there || draft.Text != "half a sen" {
				t.Errorf("draft %+v, %v", draft, err)
			}
		})
	}
}
