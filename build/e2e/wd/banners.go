package wd

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// daemonConfig keeps banners on the screen until they are pressed or closed.
const daemonConfig = `[global]
dmenu = %s
icon_position = off
[urgency_normal]
timeout = 0
`

// daemonMenu stands for the person at the daemon's menu of buttons: it takes
// the line that begins as a file says, once.
const daemonMenu = `#!/bin/sh
line=$(grep -m1 -F -f '%[1]s' 2>/dev/null) && rm '%[1]s' && printf '%%s\n' "$line"
`

// StartDaemon starts a notification daemon, in place of the one before, which
// ends as kill -9 ends it.
func (d *Desktop) StartDaemon() {
	d.t.Helper()
	if d.daemon != nil {
		d.daemon.Kill()
	}
	dir := filepath.Join(d.home, "config", "dunst")
	menu := filepath.Join(dir, "menu")
	err := errors.Join(
		os.MkdirAll(dir, 0o700),
		os.WriteFile(menu, fmt.Appendf(nil, daemonMenu, d.choice()), 0o700),
		os.WriteFile(filepath.Join(dir, "dunstrc"), fmt.Appendf(nil, daemonConfig, menu), 0o600),
	)
	if err != nil {
		d.t.Fatal(err)
	}
	d.daemon = Start(d.t, d.env, "dunst")
	Eventually(d.t, "the notification daemon", func() error {
		_, err := d.Command("dunstctl", "is-paused")
		return err
	})
}

// choice is the file that says what to choose from the daemon's menu.
func (d *Desktop) choice() string { return filepath.Join(d.home, "choice") }

// PressBanner waits for a banner whose title begins with some words, and
// presses one of its buttons. A click on the banner itself is its button "Open".
func (d *Desktop) PressBanner(title, button string) {
	d.t.Helper()
	if err := os.WriteFile(d.choice(), fmt.Appendf(nil, "#%s (%s", button, title), 0o600); err != nil {
		d.t.Fatal(err)
	}
	Eventually(d.t, fmt.Sprintf("a banner %q with a button %q", title, button), func() error {
		if _, err := d.Command("dunstctl", "context"); err != nil {
			return err
		}
		if _, err := os.Stat(d.choice()); err == nil {
			return errors.New("the menu does not have it")
		}
		return nil
	})
}
