package app

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// busEnv tells the test binary that it runs on a bus of its own.
const busEnv = "AIRCOVER_WAKE_INSIDE"

// TestLogindWakesTheNudges: the signal at the end of a sleep, and that one
// only, asks for a look; without a system bus nothing happens.
func TestLogindWakesTheNudges(t *testing.T) {
	if os.Getenv(busEnv) != "" {
		wakeByLogind(t)
		return
	}
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path="+t.TempDir()+"/none")
	watchWakes(t.Context(), func() { t.Error("woken by nobody") })
	if _, err := exec.LookPath("dbus-run-session"); err != nil {
		if os.Getenv("AIRCOVER_E2E") == "1" {
			t.Fatal("dbus-run-session is not installed, and AIRCOVER_E2E=1 asks for it")
		}
		t.Skip("dbus-run-session is not installed (Debian: dbus)")
	}
	inside := exec.CommandContext(t.Context(), "dbus-run-session", "--", os.Args[0], "-test.run=^TestLogindWakesTheNudges$", "-test.v")
	inside.Env = append(os.Environ(), busEnv+"=1", "XDG_RUNTIME_DIR="+t.TempDir())
	if out, err := inside.CombinedOutput(); err != nil || !bytes.Contains(out, []byte("--- PASS")) {
		t.Fatalf("on a bus of its own: %v\n%s", err, out)
	}
}

func wakeByLogind(t *testing.T) {
	t.Setenv("DBUS_SYSTEM_BUS_ADDRESS", os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	logind, err := dbus.ConnectSystemBus()
	if err != nil {
		t.Fatal(err)
	}
	defer logind.Close()
	if _, err := logind.RequestName("org.freedesktop.login1", dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	woken, ended := make(chan struct{}, 100), make(chan struct{})
	go func() {
		watchWakes(ctx, func() { woken <- struct{}{} })
		close(ended)
	}()
	say := func(begins bool) {
		if err := logind.Emit("/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep", begins); err != nil {
			t.Fatal(err)
		}
	}
	// it is not known when the watch has begun to listen
	for tick, end := time.NewTicker(10*time.Millisecond), time.After(20*time.Second); len(woken) == 0; {
		say(true)
		say(false)
		select {
		case <-tick.C:
		case <-end:
			t.Fatal("never woken")
		}
	}
	cancel()
	<-ended
}
