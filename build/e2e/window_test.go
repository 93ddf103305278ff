package e2e

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3"

	"aircover/build/e2e/wd"
)

// TestTheWindow is the main job in the real window, with a real notification
// daemon beside it.
func TestTheWindow(t *testing.T) {
	desktop := wd.StartDesktop(t)
	data := filepath.Join(t.TempDir(), "data")
	window := desktop.StartWindow(data)
	l := &lead{window.Session, t}

	saysWhoTheyAre(l)
	l.declares("checkout down sev1")
	l.logs("e handshake log of node 3")
	l.logs("-65m w payments: found the cert chain")
	l.sees("list", "Workstreams", "payments", "found the cert chain")
	l.sees("list", "Log", "Today")

	isAskedToCheckIn(l, desktop)
	namesTheTechLead(l)
	sendsAnUpdate(l)
	setsTheSync(l, desktop)
	hidesAndComesBack(l, desktop, window, data)

	l.does("Quit Aircover")
	l.WaitText("INC-1 is open, and nobody is prompted once Aircover has ended.")
	l.finds("Quit Aircover")
	_ = l.TryKeys(wd.Enter) // the page goes with it
	if err := window.Ended(t); err != nil {
		t.Errorf("it ended with %v\n%s", err, window.Stderr)
	}
	l.Session = desktop.StartWindow(data).Session
	l.sees("list", "Active incidents", "SEV1", "checkout down", "Status page")
	l.opens()
	l.sees("list", "Log", "handshake log of node 3", "found the cert chain")
	l.sees("list", "Workstreams", "payments")
	l.goes("Updates")
	l.ByRole("region", "Facts")
	l.Keys("1") // the first audience
	l.sees("region", "Sent to Status page", "Investigating")
	l.goes("Sync")
	l.WaitText("optional for engineers")
}

// isAskedToCheckIn waits for the banner and for the same prompt in the Room,
// and answers there.
func isAskedToCheckIn(l *lead, desktop *wd.Desktop) {
	l.t.Helper()
	const title = "payments: silent for 65 min"
	wd.Eventually(l.t, "the check-in on the desktop", func() error {
		shown := desktop.Notifications()
		for _, banner := range shown {
			if banner.App == "Aircover" && banner.Summary == title && strings.Contains(banner.Body, "payments: nothing heard for 65 min") {
				return nil
			}
		}
		return fmt.Errorf("shown were %+v", shown)
	})
	l.ByRole("group", title)
	l.press("Heard")
	l.Lacks("group", title)
	l.sees("list", "Workstreams", "nothing new since")
}

func sendsAnUpdate(l *lead) {
	l.t.Helper()
	l.goes("Updates")
	l.press("Edit Scope: How many are affected is not known yet.")
	l.enter("Scope", "Cards that were issued in the EU are affected.")
	l.has("Update for Status page", "Investigating", "Cards that were issued in the EU are affected.", "Next update by")
	l.ByRole("textbox", "Update for Status page").Type("\n\nOrders that were placed before are safe.")
	l.WaitText("Saved")
	l.choose("Copy as", "Plain text")
	l.WaitText("Copied as plain text.")
	l.press("Mark as sent")
	l.sees("region", "Sent to Status page", "Investigating", "next promised for")
}

func setsTheSync(l *lead, desktop *wd.Desktop) {
	l.t.Helper()
	l.goes("Sync")
	l.enter("E-mail of Ada Lovelace", "ada@example.org")
	l.enter("E-mail of Ana Ruiz", "ana@example.org")
	l.press("Set the sync")
	l.WaitText("Nobody has been told yet.")
	var saved calendars
	saved.save(l, desktop.Downloads, "Save the invitation (.ics)")
	saved.save(l, desktop.Downloads, "Save for import (.ics)")
	saved.validate(l.t)
}

func hidesAndComesBack(l *lead, desktop *wd.Desktop, window *wd.Window, data string) {
	l.t.Helper()
	visible := func(want bool) {
		wd.Eventually(l.t, fmt.Sprintf("a window on the screen: %t", want), func() error {
			if desktop.Visible() != want {
				return errors.New("it is not so")
			}
			return nil
		})
	}
	desktop.CloseWindow()
	visible(false)
	if !window.Running() {
		l.t.Fatalf("the app ended\n%s", window.Stderr)
	}
	_ = desktop.StartAgain(data).Ended(l.t)
	visible(true)
	l.WaitText("optional for engineers") // the page is where it was
}

// TestADatabaseThatCannotBeOpened starts the window over what it cannot use: it
// says what happened, where, and what to do, and changes nothing.
func TestADatabaseThatCannotBeOpened(t *testing.T) {
	newer := func(t *testing.T, path string) {
		db, err := sql.Open("sqlite3", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec("CREATE TABLE later (id); PRAGMA user_version = 1000"); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name   string
		make   func(t *testing.T, path string)
		title  string
		advice string
	}{
		{"newer", newer, "This data was written by a newer Aircover", "Install the newest Aircover"},
		// root, too, cannot write a folder as a file
		{"unwritable", func(t *testing.T, path string) { must(t, os.Mkdir(path, 0o700)) }, "The data cannot be opened", "can be read and written by you"},
		{"damaged", func(t *testing.T, path string) {
			must(t, os.WriteFile(path, []byte(strings.Repeat("not a database ", 1000)), 0o600))
		}, "The database is damaged", "set the damaged file aside"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			must(t, os.Mkdir(data, 0o700))
			path := filepath.Join(data, "aircover.db")
			test.make(t, path)
			desktop := wd.StartDesktop(t)
			window := desktop.StartWindow(data)
			l := &lead{window.Session, t}
			l.WaitText(test.title)
			l.WaitText(path)
			l.WaitText(test.advice)
			l.press("Try again")
			l.WaitText(test.title)
			if test.name != "damaged" {
				l.Lacks("button", "Set the file aside and start empty")
				return
			}
			l.press("Set the file aside and start empty")
			l.declares("checkout down")
			if aside, err := filepath.Glob(path + ".damaged-*"); err != nil || len(aside) != 1 {
				t.Errorf("set aside were %q, %v", aside, err)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
