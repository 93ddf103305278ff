package app

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// desk is the app as the frontend sees it, over a real folder, with a clock
// that the test moves.
type desk struct {
	app     *App
	clock   atomic.Int64 // Unix milliseconds
	host    *recordingHost
	home    *Home
	room    *Room
	work    *Work
	updates *Updates
	sync    *Sync
	nudges  *Nudges
	people  *People
}

// set moves the clock, and now reads it; the nudges read it at the same time.
func (d *desk) set(at time.Time) { d.clock.Store(at.UnixMilli()) }
func (d *desk) now() time.Time   { return time.UnixMilli(d.clock.Load()).UTC() }

// recordingHost keeps what went out to the page.
type recordingHost struct {
	mu     sync.Mutex
	events []string
}

func (h *recordingHost) Emit(event string, _ any) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.events = append(h.events, event)
}
func (h *recordingHost) Show() {}
func (h *recordingHost) Hide() {}
func (h *recordingHost) Quit() {}

func newDesk(t *testing.T) *desk { return deskAt(t, t.TempDir()) }

func deskAt(t *testing.T, dir string) *desk {
	t.Helper()
	host := &recordingHost{}
	d := &desk{host: host}
	d.set(time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC))
	a, err := openAt(dir, host, d.now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	a.downloads = t.TempDir()
	d.app = a
	d.home, d.room, d.work, d.updates = &Home{a}, &Room{a}, &Work{a}, &Updates{a}
	d.sync, d.nudges, d.people = &Sync{a}, &Nudges{a}, &People{a}
	return d
}

// must gives the value of a call that has to succeed.
func must[T any](value T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func (v UpdatesView) audience(t *testing.T, id string) AudienceView {
	t.Helper()
	for _, a := range v.Audiences {
		if a.ID == id {
			return a
		}
	}
	t.Fatalf("no audience %s", id)
	return AudienceView{}
}
