package e2e

import (
	"path/filepath"
	"testing"

	"aircover/build/e2e/wd"
)

// TestByKeyboardAlone declares, logs, writes and sends without a pointer, and
// without looking for the place to type: the focus is where it is needed.
func TestByKeyboardAlone(t *testing.T) {
	serve := wd.StartServe(t, filepath.Join(t.TempDir(), "data"))
	l := &lead{wd.Chromium(t, serve.URL), t}

	l.focused("What is wrong?")
	l.Keys("payments fail sev2" + wd.Enter)
	l.focused("Log line")
	l.Keys("h the new gateway drops every second request" + wd.Enter)
	l.sees("list", "Hypotheses", "the new gateway drops every second request")
	l.focused("Log line")

	l.Chord(wd.Alt, "c") // a check-in
	l.focused("Where are we at?")
	l.Keys("rolling back" + wd.Enter)
	l.sees("list", "Workstreams", "rolling back")
	l.focused("Log line")

	l.does("Move to phase: Remediate")
	l.sees("region", "Status", "Remediate")

	l.Chord(wd.Alt, "3")
	l.ByRole("textbox", "Update for Status page")
	l.Keys("w")
	l.focused("Update for Status page")
	l.Chord(wd.Control, wd.Enter)
	l.sees("region", "Sent to Status page", "next promised for")

	l.Keys(wd.Escape) // up one level: the Room
	l.focused("Log line")
	l.sees("region", "Status", "Page")
	l.Keys("n access to the gateway for @maria")
	l.Chord(wd.Alt, "1")
	l.focused("What is wrong?")
	l.Chord(wd.Alt, "s")
	l.focused("Search")
	l.Keys("gateway")
	l.sees("list", "Search results", "gateway")
	l.Keys(wd.Enter) // opens the first
	l.ByRole("region", "Status")
	l.holds("Log line", "n access to the gateway for @maria") // nothing typed is lost
	l.Chord(wd.Alt, "l")
	l.focused("Log line")
	l.Keys(wd.Enter)
	l.sees("list", "Needs", "access to the gateway", "maria")
}

// TestKeysAreShown opens the sheet of keys and the palette, and closes both.
func TestKeysAreShown(t *testing.T) {
	serve := wd.StartServe(t, filepath.Join(t.TempDir(), "data"))
	l := &lead{wd.Chromium(t, serve.URL), t}
	l.declares("checkout down")

	l.Chord(wd.Control, "/")
	l.ByRole("dialog", "Keys")
	l.Keys(wd.Escape)
	l.Lacks("dialog", "Keys")
	l.focused("Log line")

	l.Chord(wd.Control, "k")
	l.ByRole("combobox", "Find an action")
	l.Keys("no such thing")
	l.WaitText("No action has these words.")
	l.Keys(wd.Escape)
	l.focused("Log line")
	l.holds("Log line", "")
}
