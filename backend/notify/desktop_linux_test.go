package notify

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// insideEnv tells the test binary that it runs on the bus of its own.
const insideEnv = "AIRCOVER_NOTIFY_INSIDE"

// TestDesktopReachesADaemon shows banners to a real dunst, on a bus and a
// display of its own, and reads them back from its history.
func TestDesktopReachesADaemon(t *testing.T) {
	if os.Getenv(insideEnv) != "" {
		showToDunst(t)
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
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	inside := exec.CommandContext(ctx, "xvfb-run", "--auto-servernum", "dbus-run-session", "--",
		os.Args[0], "-test.run=^TestDesktopReachesADaemon$", "-test.v")
	inside.Env = append(os.Environ(), insideEnv+"=1", "HOME="+home,
		"XDG_CONFIG_HOME="+filepath.Join(home, "config"), "XDG_RUNTIME_DIR="+home)
	if out, err := inside.CombinedOutput(); err != nil || !bytes.Contains(out, []byte("--- PASS")) {
		t.Fatalf("on a bus of its own: %v\n%s", err, out)
	}
}

func showToDunst(t *testing.T) {
	startDunst(t)
	n := New(Desktop("Aircover", pixel(t)), 20*time.Second)
	banners := []Banner{
		{Title: "Payments <heard> & more", Body: `Send "nothing new" <b>&amp; wait</b>?`},
		{Title: "--help", Body: "-12 min", Critical: true},
	}
	for _, b := range banners {
		if err := n.Show(t.Context(), b); err != nil {
			t.Fatalf("Show(%q): %v", b.Title, err)
		}
		// The history holds what was closed, the newest first.
		if out, err := exec.Command("dunstctl", "close-all").CombinedOutput(); err != nil {
			t.Fatalf("dunstctl close-all: %v\n%s", err, out)
		}
	}
	got := history(t)
	if len(got) != len(banners) {
		t.Fatalf("%d in the history, want %d", len(got), len(banners))
	}
	want := []map[string]string{
		{"appname": "Aircover", "summary": "‐-help", "body": "‐12 min"},
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

// startDunst runs a dunst for the test, and returns once it answers.
func startDunst(t *testing.T) {
	t.Helper()
	var log bytes.Buffer
	dunst := exec.Command("dunst", "-conf", os.DevNull)
	dunst.Stdout, dunst.Stderr = &log, &log
	if err := dunst.Start(); err != nil {
		t.Fatalf("start dunst: %v", err)
	}
	ended := make(chan struct{})
	go func() {
		_ = dunst.Wait()
		close(ended)
	}()
	t.Cleanup(func() {
		_ = dunst.Process.Kill()
		<-ended
	})
	for tick := time.NewTicker(50 * time.Millisecond); ; {
		select {
		case <-ended:
			t.Fatalf("dunst ended: %s", log.String())
		case <-tick.C:
		}
		if exec.Command("dunstctl", "is-paused").Run() == nil {
			tick.Stop()
			return
		}
	}
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
