package app

import "testing"

func TestClosingTheWindow(t *testing.T) {
	open := true
	window := &Desktop{}
	if window.BeforeClose(t.Context()) {
		t.Error("a window of an app that never opened stays")
	}
	told := 0
	window.KeepOpen, window.Hidden = func() bool { return open }, func() { told++ }
	if !window.BeforeClose(t.Context()) {
		t.Error("with an open incident the app ends")
	}
	if told != 1 {
		t.Errorf("told %d times that it is hidden", told)
	}
	window.Quit()
	if window.BeforeClose(t.Context()) {
		t.Error("Quit does not end the app")
	}

	open = false
	window = &Desktop{KeepOpen: func() bool { return open }}
	if window.BeforeClose(t.Context()) {
		t.Error("with nothing open the app stays")
	}
}
