package app

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"aircover/backend/notify"
)

// desk is the app as the frontend sees it, over a real folder, with a clock
// that the test moves.
type desk struct {
	app     *App
	clock   atomic.Int64 // Unix milliseconds
	host    *recordingHost
	banners chan notify.Banner
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

func (d *desk) show(_ context.Context, b notify.Banner) error {
	d.banners <- b
	return nil
}

// recorder keeps what several goroutines add.
type recorder[T any] struct {
	mu   sync.Mutex
	kept []T
}

func (r *recorder[T]) add(one T) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.kept = append(r.kept, one)
}

func (r *recorder[T]) all() []T {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.kept)
}

// recordingHost keeps what went out to the page.
type recordingHost struct {
	events recorder[string]
	opened recorder[OpenPlace]
}

func (h *recordingHost) Emit(event string, data any) {
	h.events.add(event)
	if place, ok := data.(OpenPlace); ok {
		h.opened.add(place)
	}
}

func (h *recordingHost) Show() {}
func (h *recordingHost) Hide() {}
func (h *recordingHost) Quit() {}

func newDesk(t *testing.T) *desk { return deskAt(t, t.TempDir()) }

func deskAt(t *testing.T, dir string) *desk {
	t.Helper()
	host := &recordingHost{}
	d := &desk{host: host, banners: make(chan notify.Banner, 100)}
	d.set(time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC))
	a, err := openIn(dir, host, surroundings{now: d.now, downloads: t.TempDir(), show: d.show})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
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

// write types words into a draft as it stands, and gives what the lint says.
func (d *desk) write(id, audience, state, words string) ([]FindingView, error) {
	draft, err := d.updates.Draft(id, audience, state)
	if err != nil {
		return nil, err
	}
	kept, err := d.updates.Keep(id, audience, state, words, draft.Base)
	return kept.Findings, err
}
