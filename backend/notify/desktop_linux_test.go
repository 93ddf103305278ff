package notify

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"aircover/backend/fault"
)

// insideEnv tells the test binary that it runs on the bus of its own.
const insideEnv = "AIRCOVER_NOTIFY_INSIDE"

// choice is the line that the menu of dunst is answered with.
const choice = "Nothing new"

// TestDesktopReachesADaemon shows banners to a real dunst, on a bus and a
// display of its own.
func TestDesktopReachesADaemon(t *testing.T) {
	if os.Getenv(insideEnv) != "" {
		onABusOfItsOwn(t)
		return
	}
	for _, command := range []string{"dbus-run-session", "xvfb-run", "xauth", "dunst", "dunstctl"} {
		if _, err := exec.LookPath(command); err != nil {
			if os.Getenv("AIRCOVER_E2E") == "1" {
				t.Fatalf("%s is not installed, and AIRCOVER_E2E=1 asks for it", command)
			}
			t.Skipf("%s is not installed (Debian: dbus dunst xauth xvfb)", command)
		}
	}
	home := t.TempDir()
	menu := filepath.Join(home, "menu")
	write(t, menu, "#!/bin/sh\ngrep -m1 '"+choice+"'\n", 0o700)
	config := filepath.Join(home, "config", "dunst")
	if err := os.MkdirAll(config, 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(config, "dunstrc"), "[global]\ndmenu = "+menu+"\nicon_position = off\n", 0o600)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	inside := exec.CommandContext(ctx, "xvfb-run", "--auto-servernum", "dbus-run-session", "--",
		os.Args[0], "-test.run=^TestDesktopReachesADaemon$", "-test.v")
	inside.Env = append(os.Environ(), insideEnv+"=1", "HOME="+home,
		"XDG_CONFIG_HOME="+filepath.Join(home, "config"), "XDG_RUNTIME_DIR="+home)
	out, err := inside.CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("--- PASS")) {
		t.Fatalf("on a bus of its own: %v\n%s", err, out)
	}
	t.Logf("%s", out)
}

func write(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

// onABusOfItsOwn is what runs inside; the bus starts dunst when it is asked for.
func onABusOfItsOwn(t *testing.T) {
	f := newFreedesktop("Aircover", pixel(t), func(context.Context, Banner) error { return errors.New("plain") })
	n := New(f.send, 20*time.Second)
	t.Run("shown", func(t *testing.T) { shown(t, n) })
	t.Run("replaced", func(t *testing.T) { replaced(t, n) })
	t.Run("pressed", func(t *testing.T) { pressed(t, n) })
	t.Run("daemon killed in between", func(t *testing.T) { killed(t, n) })
	t.Run("ten thousand", func(t *testing.T) { tenThousand(t, n) })
	t.Run("bus that ended in between", func(t *testing.T) {
		_ = f.conn.Close()
		show(t, n, Banner{Key: "k", Title: "again"})
	})
	t.Run("daemon that does not answer", silentDaemon)
	t.Run("plain", func(t *testing.T) {
		show(t, New(plainSender(pixel(t)), 20*time.Second), Banner{Title: "--help", Body: "-12 min <b>"})
		dunstctl(t, "close-all")
		if got := history(t)[0]; got["summary"] != "‐-help" || got["body"] != "‐12 min &lt;b&gt;" {
			t.Errorf("%v", got)
		}
	})
}

func show(t *testing.T, n *Notifier, b Banner) {
	t.Helper()
	if err := n.Show(t.Context(), b); err != nil {
		t.Fatalf("Show(%q): %v", b.Title, err)
	}
}

// dunstctl runs a command of dunst's.
func dunstctl(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command("dunstctl", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("dunstctl %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func shown(t *testing.T, n *Notifier) {
	banners := []Banner{
		{Key: "a", Title: "Payments <heard> & more", Body: `Send "nothing new" <b>&amp; wait</b>?`},
		{Key: "b", Title: "--help", Body: "-12 min", Critical: true, Sound: true},
	}
	for _, b := range banners {
		show(t, n, b)
		dunstctl(t, "close-all") // the history holds what was closed, the newest first
	}
	got := history(t)
	if len(got) != len(banners) {
		t.Fatalf("%d in the history, want %d", len(got), len(banners))
	}
	want := []map[string]string{
		{"appname": "Aircover", "summary": "--help", "body": "-12 min"},
		{"appname": "Aircover", "summary": "Payments <heard> & more", "body": `Send "nothing new" &lt;b&gt;&amp;amp; wait&lt;/b&gt;?`},
	}
	for i, fields := range want {
		for name, value := range fields {
			if got[i][name] != value {
				t.Errorf("%s of banner %d is %q, want %q", name, i, got[i][name], value)
			}
		}
	}
}

func replaced(t *testing.T, n *Notifier) {
	for _, b := range []Banner{{Key: "one", Title: "first"}, {Key: "two", Title: "other"}, {Key: "one", Title: "second"}} {
		show(t, n, b)
	}
	if got := dunstctl(t, "count", "displayed"); got != "2" {
		t.Errorf("%s on the screen, want 2", got)
	}
	dunstctl(t, "close-all")
}

// pressed clicks a banner and one of its buttons.
func pressed(t *testing.T, n *Notifier) {
	for command, want := range map[string]string{"action": "", "context": "send-nothing-new"} {
		answers := make(chan string, 1)
		show(t, n, Banner{
			Key: "promise", Title: "15:20 promise", Pressed: func(action string) { answers <- action },
			Actions: []Action{{"open", "Open"}, {"send-nothing-new", choice}, {"move", "Move"}},
		})
		dunstctl(t, command)
		select {
		case got := <-answers:
			if got != want {
				t.Errorf("%s pressed %q, want %q", command, got, want)
			}
		case <-time.After(20 * time.Second): // generous: two cores
			t.Errorf("%s: nobody was told", command)
		}
		dunstctl(t, "close-all")
	}
}

// killed ends the daemon, and the bus starts another.
func killed(t *testing.T, n *Notifier) {
	show(t, n, Banner{Key: "before", Title: "before"})
	bus, err := dial(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	var pid uint32
	if err := bus.BusObject().Call("org.freedesktop.DBus.GetConnectionUnixProcessID", 0, busName).Store(&pid); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(int(pid), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	show(t, n, Banner{Key: "before", Title: "after"})
	if got := dunstctl(t, "count", "displayed"); got != "1" {
		t.Errorf("%s on the screen, want 1", got)
	}
	dunstctl(t, "close-all")
}

// tenThousand leak neither a goroutine nor a file; without AIRCOVER_FULL=1 it
// is a thousand.
func tenThousand(t *testing.T, n *Notifier) {
	show(t, n, Banner{Key: "warm", Title: "warm"})
	goroutines, files := runtime.NumGoroutine(), openFiles(t)
	times := 1000
	if os.Getenv("AIRCOVER_FULL") == "1" {
		times = 10_000
	}
	for i := range times {
		show(t, n, Banner{Key: "storm", Title: "storm", Pressed: func(string) { t.Error(i) }})
	}
	if got := openFiles(t); got > files {
		t.Errorf("%d files are open, %d before", got, files)
	}
	if got := runtime.NumGoroutine(); got > goroutines+2 {
		t.Errorf("%d goroutines, %d before", got, goroutines)
	}
	dunstctl(t, "close-all")
}

// silentDaemon has a bus of its own with a daemon that never answers.
func silentDaemon(t *testing.T) {
	bus, err := dial(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	release := make(chan struct{})
	answer := func() ([]string, *dbus.Error) { <-release; return []string{"actions"}, nil }
	if err := bus.ExportMethodTable(map[string]any{"GetCapabilities": answer}, busPath, busName); err != nil {
		t.Fatal(err)
	}
	const there = dbus.NameFlagReplaceExisting | dbus.NameFlagAllowReplacement
	if _, err := bus.RequestName("org.aircover.Silent", there); err != nil {
		t.Fatal(err)
	}
	f := newFreedesktop("Aircover", nil, func(context.Context, Banner) error { t.Error("sent as a plain one"); return nil })
	f.daemon = "org.aircover.Silent"
	n := New(f.send, 100*time.Millisecond)
	for range 2 { // the second is not refused because of the first
		err := n.Show(t.Context(), Banner{Key: "k"})
		if fault.CodeOf(err) != fault.Unusable || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Show: %v", err)
		}
		for n.hangs() { // the call itself ends a moment later
			runtime.Gosched()
		}
	}
	close(release)
}

// TestABusThatDoesNotSpeak: a socket that accepts and says nothing is given up
// at the deadline, and leaves nothing open.
func TestABusThatDoesNotSpeak(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bus")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+path)
	n := New(newFreedesktop("Aircover", nil, func(context.Context, Banner) error { t.Error("sent as a plain one"); return nil }).send, 100*time.Millisecond)
	if err := n.Show(t.Context(), Banner{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Show: %v", err)
	}
}

// TestNoBus: without one a banner goes out as a plain one.
func TestNoBus(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "none"))
	var got []string
	n := New(newFreedesktop("Aircover", nil, func(_ context.Context, b Banner) error { got = append(got, b.Title); return nil }).send, deadline)
	for _, title := range []string{"one", "two"} {
		if err := n.Show(t.Context(), Banner{Title: title}); err != nil {
			t.Errorf("Show: %v", err)
		}
	}
	if len(got) != 2 {
		t.Errorf("sent %q", got)
	}
}

func openFiles(t *testing.T) int {
	t.Helper()
	files, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(files)
}

// history reads dunst's history: a list of lists of properties with a type.
func history(t *testing.T) []map[string]string {
	t.Helper()
	out, err := exec.Command("dunstctl", "history").Output()
	if err != nil {
		t.Fatalf("dunstctl history: %v", err)
	}
	var read struct {
		Data [][]map[string]struct {
			Data any `json:"data"`
		} `json:"data"`
	}
	if err := json.Unmarshal(out, &read); err != nil || len(read.Data) != 1 {
		t.Fatalf("read the history: %v\n%s", err, out)
	}
	var shown []map[string]string
	for _, properties := range read.Data[0] {
		texts := map[string]string{}
		for name, property := range properties {
			if text, ok := property.Data.(string); ok {
				texts[name] = strings.TrimSpace(text)
			}
		}
		shown = append(shown, texts)
	}
	return shown
}

// pixel gives the smallest icon.
func pixel(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewRGBA(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatalf("draw the icon: %v", err)
	}
	return out.Bytes()
}
