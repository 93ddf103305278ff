package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aircover/backend/fault"
)

// openTest opens a data folder, and closes it with the test.
func openTest(t *testing.T, dir string) (*App, error) {
	t.Helper()
	a, err := Open(dir, &Desktop{})
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a, err
}

func TestStatusOfAFolderThatCannotBeOpened(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	used := t.TempDir()
	if a, err := openTest(t, used); err != nil || !(&Startup{app: a}).Status().OK {
		t.Fatalf("an empty folder: %v", err)
	}

	tests := map[string]struct {
		dir   string
		code  fault.Code
		title string
	}{
		"a file":      {file, fault.Storage, "The data cannot be opened"},
		"below one":   {filepath.Join(file, "data"), fault.Storage, "The data cannot be opened"},
		"in use":      {used, fault.InUse, "Aircover is already open"},
		"a long name": {filepath.Join(used, strings.Repeat("x", 300)), fault.Storage, "The data cannot be opened"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a, err := openTest(t, test.dir)
			if fault.CodeOf(err) != test.code {
				t.Errorf("error %v, want %s", err, test.code)
			}
			status := (&Startup{app: a}).Status()
			if status.OK || status.Title != test.title || status.Message == "" || status.Advice == "" {
				t.Errorf("%+v", status)
			}
			if want := filepath.Join(test.dir, databaseName); status.Path != want {
				t.Errorf("path %s, want %s", status.Path, want)
			}
		})
	}
}

func TestFolderIsFreeAfterClose(t *testing.T) {
	dir := t.TempDir()
	first, err := Open(dir, &Desktop{})
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := openTest(t, dir); err != nil {
		t.Error(err)
	}
}

func TestErrorForm(t *testing.T) {
	dir := t.TempDir()
	a, err := openTest(t, dir)
	if err != nil {
		t.Fatal(err)
	}
	form := func(err error) ErrorView {
		t.Helper()
		text, _ := a.FormatError(err).(string)
		var view ErrorView
		if err := json.Unmarshal([]byte(text), &view); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		return view
	}

	known := fmt.Errorf("declaring: %w", fault.Field("title", "Say what is down."))
	want := ErrorView{Code: fault.Invalid, Message: "Say what is down.", Fields: map[string]string{"title": "Say what is down."}}
	if diff := cmp.Diff(want, form(known)); diff != "" {
		t.Error(diff)
	}

	unknown := form(errors.New("wire cut"))
	if unknown.Code != fault.Internal || len(unknown.Ref) != 6 || !strings.Contains(unknown.Message, unknown.Ref) || strings.Contains(unknown.Message, "wire") {
		t.Errorf("%+v", unknown)
	}
	log, err := os.ReadFile(filepath.Join(dir, logName))
	if err != nil {
		t.Fatal(err)
	}
	if text := string(log); strings.Count(text, "\n") != 1 || !strings.Contains(text, "wire cut") || !strings.Contains(text, unknown.Ref) {
		t.Errorf("the log says %q", text)
	}
}

func TestPanicIsAnError(t *testing.T) {
	method := func() (err error) {
		defer caught(&err)
		panic("wire cut")
	}
	if err := method(); err == nil || !strings.Contains(err.Error(), "wire cut") {
		t.Errorf("%v", err)
	}
}

func TestLogIsPutAsideWhenLarge(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, logName)
	if err := os.WriteFile(path, make([]byte, logLimit+1), 0o600); err != nil {
		t.Fatal(err)
	}
	log, err := openLog(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer log.close()
	for name, size := range map[string]int64{path: 0, path + ".old": logLimit + 1} {
		if info, err := os.Stat(name); err != nil || info.Size() != size {
			t.Errorf("%s: %v %v", name, info, err)
		}
	}
}

// TestADamagedDatabaseIsSetAside goes the way of a lead whose file was damaged:
// the start says so, nothing is deleted, and the app starts empty.
func TestADamagedDatabaseIsSetAside(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, databaseName)
	if err := os.WriteFile(path, []byte(strings.Repeat("not a database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := openTest(t, dir)
	if fault.CodeOf(err) != fault.Damaged {
		t.Fatalf("a damaged database: %v", err)
	}
	startup := &Startup{app: a}
	if again := must(startup.Retry())(t); again.OK || !again.CanSetAside {
		t.Errorf("retried without a change: %+v", again)
	}
	if status := must(startup.SetAside())(t); !status.OK {
		t.Errorf("set aside: %+v", status)
	}
	if _, err := (&Home{a}).Declare("checkout down", "UTC"); err != nil {
		t.Errorf("the fresh database: %v", err)
	}
	aside, err := filepath.Glob(path + ".damaged-*")
	if err != nil || len(aside) != 1 {
		t.Fatalf("the damaged file: %v, %v", aside, err)
	}
	if content, err := os.ReadFile(aside[0]); err != nil || !strings.HasPrefix(string(content), "not a database") {
		t.Errorf("the damaged file holds %.30q, %v", content, err)
	}
}

// TestTwoRetriesOpenOnce makes sure that a second retry does not close what the
// first one opened.
func TestTwoRetriesOpenOnce(t *testing.T) {
	dir := t.TempDir()
	used, err := openTest(t, dir)
	if err != nil {
		t.Fatal(err)
	}
	a, err := openTest(t, dir)
	if fault.CodeOf(err) != fault.InUse {
		t.Fatalf("a folder in use: %v", err)
	}
	if err := used.Close(); err != nil {
		t.Fatal(err)
	}
	var tries sync.WaitGroup
	for range 4 {
		tries.Go(func() {
			if status, err := (&Startup{app: a}).Retry(); err != nil || !status.OK {
				t.Errorf("retried: %+v, %v", status, err)
			}
			if _, err := (&Startup{app: a}).SetAside(); err != nil {
				t.Error(err)
			}
		})
	}
	tries.Wait()
	if _, err := (&Home{a}).Declare("checkout down", "UTC"); err != nil {
		t.Error(err)
	}
	if aside, err := filepath.Glob(filepath.Join(dir, "*.damaged-*")); err != nil || len(aside) != 0 {
		t.Errorf("a sound database was set aside: %v, %v", aside, err)
	}
}
