package e2e

import (
	"errors"
	"path/filepath"
	"testing"

	"aircover/build/e2e/wd"
)

// With an incident open, closing the window hides it: the nudges go on. A
// second start brings it back, and a signal to end still ends it.
func TestClosingHidesWhileAnIncidentIsOpen(t *testing.T) {
	desktop := wd.StartDesktop(t)
	data := filepath.Join(t.TempDir(), "data")
	window := desktop.StartWindow(data)
	window.Find("main")
	window.Run(nil, "return window.go.app.Home.Declare('checkout down sev1', 'Europe/Berlin')")

	onScreen := func(want bool) func() error {
		return func() error {
			if desktop.Visible() != want {
				return errors.New("the window is not as it should be")
			}
			return nil
		}
	}
	desktop.CloseWindow()
	wd.Eventually(t, "the window off the screen", onScreen(false))
	if !window.Running() {
		t.Fatalf("the app ended\n%s", window.Stderr)
	}
	_ = desktop.StartAgain(data).Ended(t)
	wd.Eventually(t, "the window back on the screen", onScreen(true))

	desktop.CloseWindow()
	wd.Eventually(t, "the window off the screen again", onScreen(false))
	window.Terminate(t)
	if err := window.Ended(t); err != nil {
		t.Errorf("ended with %v\n%s", err, window.Stderr)
	}
}
