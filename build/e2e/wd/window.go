package wd

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Desktop is a display, a session bus, a window manager and a notification
// daemon of a test's own.
type Desktop struct {
	t    testing.TB
	home string
	env  []string
	// daemon shows the banners.
	daemon *Process
	// Downloads is where files for the lead go.
	Downloads string
}

// StartDesktop starts an empty desktop of 1280 × 900.
func StartDesktop(t testing.TB) *Desktop {
	t.Helper()
	Need(t, "Xvfb", "dbus-daemon", "dunst", "dunstctl", "openbox", "import")
	home := t.TempDir()
	env := privateEnv(home)
	_, bus := startReading(t, env, "dbus-daemon", "--session", "--nofork", "--print-address")
	env = append(env, "DBUS_SESSION_BUS_ADDRESS="+bus)
	_, display := startReading(t, env, "Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp")
	env = append(env, "DISPLAY=:"+display)
	d := &Desktop{t: t, home: home, env: env, Downloads: filepath.Join(home, "Downloads")}
	Start(t, env, "openbox")
	d.StartDaemon()
	return d
}

// Command runs a program on the desktop and gives its output.
func (d *Desktop) Command(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = d.env
	text, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("%s: %w: %s", name, err, text)
	}
	return string(text), err
}

// Screenshot writes the whole display as a PNG.
func (d *Desktop) Screenshot(path string) {
	d.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if _, err := d.Command("import", "-window", "root", path); err != nil {
		d.t.Fatal(err)
	}
}

// Notification is one banner that the daemon showed.
type Notification struct{ App, Summary, Body, Urgency string }

// Notifications gives the banners shown so far, newest first, those still on
// the screen included.
func (d *Desktop) Notifications() []Notification {
	d.t.Helper()
	// the history has only what was closed
	if _, err := d.Command("dunstctl", "close-all"); err != nil {
		d.t.Fatal(err)
	}
	text, err := d.Command("dunstctl", "history")
	if err != nil {
		d.t.Fatal(err)
	}
	var history struct {
		Data [][]map[string]struct {
			Data any `json:"data"`
		} `json:"data"`
	}
	if err := json.Unmarshal([]byte(text), &history); err != nil {
		d.t.Fatal(err)
	}
	var shown []Notification
	for _, list := range history.Data {
		for _, item := range list {
			field := func(name string) string { return fmt.Sprint(item[name].Data) }
			shown = append(shown, Notification{field("appname"), field("summary"), field("body"), field("urgency")})
		}
	}
	return shown
}

// Window is the production binary on a desktop.
type Window struct {
	*Process
	*Session
	driver *Process
}

// Binary is the production binary, unmodified.
func Binary(t testing.TB) string {
	t.Helper()
	needFrontend(t)
	Need(t, "gcc", "pkg-config")
	return built(t, "aircover", `go build -tags desktop,production,webkit2_41,sqlite_fts5 -trimpath -ldflags "-s -w" -o "$0" .`)
}

// StartWindow starts the production binary over a data folder, with the shim
// that lets the driver in.
func (d *Desktop) StartWindow(data string) *Window {
	d.t.Helper()
	Need(d.t, "WebKitWebDriver")
	binary := Binary(d.t)
	shim := built(d.t, "automation.so",
		`gcc -shared -fPIC -o "$0" build/e2e/wd/shim/shim.c $(pkg-config --cflags --libs webkit2gtk-4.1)`)
	inspector, port := freePort(d.t), freePort(d.t)
	env := append(d.env[:len(d.env):len(d.env)],
		"LD_PRELOAD="+shim, fmt.Sprintf("WEBKIT_INSPECTOR_SERVER=127.0.0.1:%d", inspector))
	w := &Window{Process: Start(d.t, env, binary, "-data", data)}
	w.driver = Start(d.t, d.env, "WebKitWebDriver", "--host=127.0.0.1",
		fmt.Sprintf("--port=%d", port), fmt.Sprintf("--target=127.0.0.1:%d", inspector))
	w.Session = open(d.t, fmt.Sprintf("http://127.0.0.1:%d", port), map[string]any{})
	return w
}

// StartAgain starts the binary a second time over the same data folder.
func (d *Desktop) StartAgain(data string) *Process {
	d.t.Helper()
	return Start(d.t, d.env, Binary(d.t), "-data", data)
}

// Crash ends the window as kill -9 does, and its driver.
func (w *Window) Crash() {
	w.Process.Kill()
	w.driver.Kill()
}

// Detach ends the driver session and leaves the window alone.
func (w *Window) Detach() {
	_ = send(http.MethodDelete, w.base, nil, nil)
	w.driver.Kill()
}

// Visible says whether the window is on the screen.
func (d *Desktop) Visible() bool {
	_, err := d.windowID()
	return err == nil
}

// CloseWindow closes the window through the window manager, as its cross does.
func (d *Desktop) CloseWindow() {
	d.t.Helper()
	seen := false
	Eventually(d.t, "the window to close", func() error {
		id, err := d.windowID()
		if err != nil && seen {
			return nil
		}
		if err != nil {
			return err
		}
		seen = true
		// until the window manager took the key: it may be new itself
		for _, args := range [][]string{{"windowactivate", "--sync", id}, {"key", "--clearmodifiers", "alt+F4"}} {
			if _, err := d.Command("xdotool", args...); err != nil {
				return err
			}
		}
		return errors.New("it is still on the screen")
	})
}

func (d *Desktop) windowID() (string, error) {
	Need(d.t, "xdotool")
	text, err := d.Command("xdotool", "search", "--onlyvisible", "--classname", "^aircover$")
	return strings.TrimSpace(text), err
}
