package e2e

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aircover/build/e2e/wd"
)

// onScreen waits until the window is on the screen, or off it.
func onScreen(t *testing.T, desktop *wd.Desktop, want bool) {
	t.Helper()
	wd.Eventually(t, fmt.Sprintf("a window on the screen: %t", want), func() error {
		if desktop.Visible() != want {
			return errors.New("it is not so")
		}
		return nil
	})
}

// incidentShown is the id of the incident in the address.
func (l *lead) incidentShown() string {
	l.t.Helper()
	_, rest, found := strings.Cut(l.URL(), "#/incident/")
	if !found {
		l.t.Fatalf("no incident in %s", l.URL())
	}
	id, _, _ := strings.Cut(rest, "/")
	return id
}

// hears logs, out of the window's sight, when a workstream was last heard of.
func (l *lead) hears(incident, line string) {
	l.t.Helper()
	l.Run(nil, "return window.go.app.Room.Log(...arguments)", incident, line)
}

const longAgo = "-65m w Payments: found the cert chain"

// TestPressedBannerBringsTheWindow presses banners of one incident while the
// window is hidden and shows another: it comes forward at the right place. The
// daemon dies and is started again between the two.
func TestPressedBannerBringsTheWindow(t *testing.T) {
	desktop := wd.StartDesktop(t)
	window := desktop.StartWindow(filepath.Join(t.TempDir(), "data"))
	l := &lead{window.Session, t}
	l.declares("checkout down sev1")
	checkout := l.incidentShown()
	l.goes("Home")
	l.declares("search slow sev3")
	l.sees("region", "Status", "search slow")
	desktop.CloseWindow()
	onScreen(t, desktop, false)
	l.hears(checkout, longAgo)

	desktop.PressBanner("INC-1 · Payments: silent for", "Copy the question")
	onScreen(t, desktop, true)
	l.sees("region", "Status", "checkout down")
	l.WaitText("On the clipboard: Where are we at with Payments, and what do you need?")

	l.goes("Updates")
	l.press("Mark as sent")
	l.sees("region", "Sent to Status page", "next promised for")
	desktop.StartDaemon()
	soon := now(t).Add(4 * time.Minute).Format("15:04")
	l.press("Move")
	l.enter("Next update at", soon)
	l.Lacks("textbox", "Next update at")
	l.goes("Home")
	desktop.CloseWindow()
	onScreen(t, desktop, false)
	desktop.PressBanner("INC-1 · "+soon+" promise: Status page", "Open")
	onScreen(t, desktop, true)
	l.focused("Update for Status page")
	if shown := l.incidentShown(); shown != checkout {
		t.Errorf("it shows %s, not %s", shown, checkout)
	}
}

// TestPressedButtonActs presses a button that says it all: it is done, and the
// window stays where it is.
func TestPressedButtonActs(t *testing.T) {
	desktop := wd.StartDesktop(t)
	window := desktop.StartWindow(filepath.Join(t.TempDir(), "data"))
	l := &lead{window.Session, t}
	l.declares("checkout down sev1")
	checkout := l.incidentShown()
	// with nobody to tell, "Heard" is among the two buttons that a banner has
	l.Run(nil, `const [id] = arguments, { Updates } = window.go.app
		return Updates.View(id).then(view => Promise.all(view.audiences.map(a => Updates.Pause(id, a.id, true)))).then(() => null)`, checkout)
	desktop.CloseWindow()
	onScreen(t, desktop, false)
	l.hears(checkout, longAgo)

	desktop.PressBanner("Payments: silent for", "Heard")
	l.sees("list", "Workstreams", "Payments", "nothing new since")
	l.WaitText("Nothing needs you.")
	if desktop.Visible() {
		t.Error("the window came forward, with nothing to see")
	}
}
