package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/notify"
	"aircover/backend/nudge"
	"aircover/backend/store"
)

// watch is a runner on a real store, with a desktop and clocks of the test's.
// The needs in it are due ten minutes after they were asked for.
type watch struct {
	t     *testing.T
	store *store.Store

	mu      sync.Mutex
	rooms   map[string]*watchedRoom
	show    func(context.Context, notify.Banner) error
	banners []timedBanner
	states  []NudgeState
	faults  []error
	wallOff time.Duration // how far the wall clock was moved
	asleep  time.Duration // how long the machine slept in all
	read    func()        // runs before an incident is read

	overtaken []string
}

type watchedRoom struct {
	incident incident.State
	comms    comms.State
}

// timedBanner is a banner, and when it was shown by the clock nobody sets.
type timedBanner struct {
	notify.Banner
	boot time.Duration
}

func newWatch(t *testing.T) *watch {
	t.Helper()
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "aircover.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return &watch{t: t, store: s, rooms: map[string]*watchedRoom{}}
}

// run starts a runner, which the returned function stops.
func (w *watch) run() (*Runner, func()) {
	began := time.Now()
	r := newRunner(runnerParts{
		source: w, store: w.store,
		show: func(ctx context.Context, b notify.Banner) error {
			w.mu.Lock()
			w.banners = append(w.banners, timedBanner{b, time.Since(began) + w.asleep})
			show := w.show
			w.mu.Unlock()
			if show == nil {
				return nil
			}
			return show(ctx, b)
		},
		now: func() time.Time { return w.now().Std() },
		boot: func() time.Duration {
			w.mu.Lock()
			defer w.mu.Unlock()
			return time.Since(began) + w.asleep
		},
		onChange: func(s NudgeState) { w.mu.Lock(); defer w.mu.Unlock(); w.states = append(w.states, s) },
		report:   func(err error) { w.mu.Lock(); defer w.mu.Unlock(); w.faults = append(w.faults, err) },
	})
	r.Start()
	return r, func() {
		w.t.Helper()
		if err := r.Stop(context.Background()); err != nil {
			w.t.Error(err)
		}
	}
}

func (w *watch) now() incident.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return incident.At(time.Now().Add(w.wallOff))
}

// sleep lets the machine sleep: only the wall and the boot clock go on.
func (w *watch) sleep(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.wallOff, w.asleep = w.wallOff+d, w.asleep+d
}

// set moves the wall clock.
func (w *watch) set(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.wallOff += d
}

// pass lets time pass with the machine awake.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func (w *watch) room(id string) *watchedRoom {
	r := w.rooms[id]
	if r == nil {
		r = &watchedRoom{}
		r.incident.Reset()
		r.comms.Reset()
		r.incident.Severity, r.incident.Declared = incident.SEV1, incident.At(time.Now().Add(w.wallOff))
		r.incident.Rhythm.CheckIn = nil
		w.rooms[id] = r
	}
	return r
}

// need asks for something now.
func (w *watch) need(room, id string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r := w.room(room)
	r.incident.Needs = append(r.incident.Needs, incident.Need{ID: id, Text: "access", For: "Ana", Asked: incident.At(time.Now().Add(w.wallOff))})
}

// promise makes one to the status page.
func (w *watch) promise(room string, in time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	r := w.room(room)
	at := incident.At(time.Now().Add(w.wallOff))
	r.comms.Audiences = []comms.Audience{{ID: comms.Page, Name: "Status page", External: true}}
	r.comms.Sent = []comms.Sent{{ID: "sent", Audience: comms.Page, Seq: 9, At: at, State: comms.Investigating}}
	r.comms.Promises[comms.Page] = comms.Promise{Audience: comms.Page, At: at.Add(in), Entry: "sent"}
}

func (w *watch) openIncidents(context.Context) ([]string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var ids []string
	for id := range w.rooms {
		ids = append(ids, id)
	}
	return ids, nil
}

func (w *watch) nudgeInput(_ context.Context, id string, read func(nudge.Input)) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.read != nil {
		w.read()
	}
	r := w.rooms[id]
	read(nudge.Input{ID: id, Number: "INC-" + id, Incident: &r.incident, Comms: &r.comms})
	return nil
}

func (w *watch) overtake(_ context.Context, _ string, keys []string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.overtaken = append(w.overtaken, keys...)
	return nil
}

func (w *watch) circumstances(context.Context) nudge.Options { return nudge.Options{} }

// seen gives the banners so far.
func (w *watch) seen(want int) []timedBanner {
	w.t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.banners) != want {
		w.t.Fatalf("%d banners, want %d: %+v", len(w.banners), want, w.banners)
	}
	return w.banners
}

// watched runs a test in a bubble of its own time.
func watched(t *testing.T, test func(*watch)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { test(newWatch(t)) })
}

func TestRunnerShowsOnceAcrossRestarts(t *testing.T) {
	watched(t, func(w *watch) {
		w.need("1", "access")
		_, stop := w.run()
		pass(10*time.Minute - time.Millisecond)
		w.seen(0)
		pass(time.Second)
		w.seen(1)
		for range 3 {
			stop()
			_, stop = w.run()
			pass(30 * time.Minute)
		}
		stop()
		w.seen(1)
	})
}

// TestRunnerRecordsBeforeItShows: a program that ends while the desktop has
// the banner does not show it again.
func TestRunnerRecordsBeforeItShows(t *testing.T) {
	watched(t, func(w *watch) {
		release := make(chan struct{})
		w.show = func(context.Context, notify.Banner) error {
			recorded, err := w.store.ShowingsSince(context.Background(), incident.Time{})
			if err != nil || len(recorded) != 1 {
				t.Errorf("recorded %v, %v", recorded, err)
			}
			<-release
			return nil
		}
		w.need("1", "access")
		_, stop := w.run()
		pass(10*time.Minute + time.Second)
		stop()
		close(release)
		_, stop = w.run()
		pass(time.Hour)
		stop()
		w.seen(1)
	})
}

// TestRunnerConfirmsPublicPromises: one that nobody was seen to see is shown
// once more, across a restart too.
func TestRunnerConfirmsPublicPromises(t *testing.T) {
	for name, confirm := range map[string]bool{"not seen": false, "seen": true} {
		t.Run(name, func(t *testing.T) {
			watched(t, func(w *watch) {
				w.promise("1", 30*time.Minute)
				r, stop := w.run()
				pass(25*time.Minute + time.Second)
				banner := w.seen(1)[0]
				stored, err := w.store.Banners(context.Background(), []string{banner.Key})
				if err != nil || stored[banner.Key].Delivered.IsZero() {
					t.Errorf("not recorded as delivered: %+v, %v", stored, err)
				}
				pass(5 * time.Minute) // now it is the other stage
				banner = w.seen(2)[1]
				if !banner.Critical {
					t.Error("a public promise at its time is not critical")
				}
				if confirm {
					if err := r.Confirm(context.Background(), []string{banner.Key}); err != nil {
						t.Error(err)
					}
				}
				stop()
				_, stop = w.run()
				pass(time.Hour)
				stop()
				w.seen(map[bool]int{false: 3, true: 2}[confirm])
			})
		})
	}
}

// TestRunnerCatchesUpAfterSleep: what became due in several incidents while
// the machine slept is one banner, soon after it wakes.
func TestRunnerCatchesUpAfterSleep(t *testing.T) {
	watched(t, func(w *watch) {
		w.need("1", "access")
		w.need("2", "console")
		_, stop := w.run()
		pass(time.Minute)
		w.sleep(8 * time.Hour)
		pass(15 * time.Second)
		if b := w.seen(1)[0]; b.Title != "2 things are due" {
			t.Errorf("%+v", b)
		}
		pass(time.Hour)
		stop()
		w.seen(1)
	})
}

// TestRunnerNeverWaitsForTheDesktop: while the desktop hangs, the state goes
// on, and the trouble is told once.
func TestRunnerNeverWaitsForTheDesktop(t *testing.T) {
	watched(t, func(w *watch) {
		release := make(chan struct{})
		w.show = func(context.Context, notify.Banner) error { <-release; return nil }
		w.need("1", "access")
		r, stop := w.run()
		pass(10*time.Minute + time.Second)
		w.need("1", "console")
		w.mu.Lock()
		w.rooms["1"].incident.Severity = incident.SEV4
		w.mu.Unlock()
		r.Kick()
		synctest.Wait()
		if due := r.State().Due; len(due) != 0 {
			t.Errorf("the state stands still: %+v", due)
		}
		if r.State().DeliveryProblem != "" {
			t.Error("a problem before the deadline")
		}
		pass(deliveryLimit)
		if r.State().DeliveryProblem == "" {
			t.Error("no problem after the deadline")
		}
		pass(10 * time.Minute)
		told := 0
		for i, s := range w.states {
			if s.DeliveryProblem != "" && (i == 0 || w.states[i-1].DeliveryProblem == "") {
				told++
			}
		}
		if told != 1 {
			t.Errorf("told %d times", told)
		}
		stop() // while the desktop still hangs
		close(release)
	})
}

// TestRunnerHoldsABannerWhileTheDesktopHasOne: a public promise that falls due
// meanwhile is shown as soon as the desktop is free.
func TestRunnerHoldsABannerWhileTheDesktopHasOne(t *testing.T) {
	watched(t, func(w *watch) {
		w.show = func(ctx context.Context, _ notify.Banner) error { <-ctx.Done(); return ctx.Err() }
		w.promise("1", 20*time.Minute)
		w.promise("2", 20*time.Minute+deliveryLimit/2)
		_, stop := w.run()
		pass(15*time.Minute + deliveryLimit - time.Millisecond)
		w.seen(1)
		pass(time.Second)
		stop()
		w.seen(2)
	})
}

// TestRunnerForgetsAProblem once a banner comes through again.
func TestRunnerForgetsAProblem(t *testing.T) {
	watched(t, func(w *watch) {
		w.show = func(context.Context, notify.Banner) error { return errors.New("no daemon") }
		w.need("1", "access")
		r, stop := w.run()
		pass(11 * time.Minute)
		if r.State().DeliveryProblem == "" || len(r.State().Due) != 1 {
			t.Errorf("%+v", r.State())
		}
		w.mu.Lock()
		w.show = nil
		w.mu.Unlock()
		w.need("1", "console")
		pass(11 * time.Minute)
		if p := r.State().DeliveryProblem; p != "" {
			t.Errorf("still %q", p)
		}
		stop()
		w.seen(2)
	})
}

// TestRunnerKeepsTheLimits in a storm, over sleep, restarts and a wall clock
// that is set back and forth.
func TestRunnerKeepsTheLimits(t *testing.T) {
	watched(t, func(w *watch) {
		_, stop := w.run()
		for minute := range 5 * 60 {
			w.need([]string{"1", "2"}[minute%2], fmt.Sprintf("need-%d", minute))
			switch minute {
			case 61:
				w.set(-30 * time.Minute)
			case 121:
				w.set(2 * time.Hour)
			case 150:
				w.sleep(3 * time.Minute)
			case 180:
				w.set(-24 * time.Hour)
			}
			pass(time.Minute)
		}
		stop()
		if len(w.banners) < 15 {
			t.Errorf("only %d banners in five hours", len(w.banners))
		}
		keys := map[string]bool{}
		for i, b := range w.banners {
			if i > 0 && b.boot-w.banners[i-1].boot < 5*time.Minute {
				t.Errorf("banners at %s and %s", w.banners[i-1].boot, b.boot)
			}
			if i >= 6 && b.boot-w.banners[i-6].boot < time.Hour {
				t.Errorf("seven banners from %s to %s", w.banners[i-6].boot, b.boot)
			}
			if keys[b.Key] {
				t.Errorf("%s is shown twice", b.Key)
			}
			keys[b.Key] = true
		}
	})
}

// TestRunnerSurvivesAFault of the program in a rule.
func TestRunnerSurvivesAFault(t *testing.T) {
	watched(t, func(w *watch) {
		w.need("1", "access")
		w.read = func() { panic("a rule fails") }
		_, stop := w.run()
		pass(10*time.Minute + time.Second)
		w.mu.Lock()
		reported := len(w.faults)
		w.read = nil
		w.mu.Unlock()
		if reported == 0 {
			t.Error("nothing was reported")
		}
		pass(tick)
		stop()
		w.seen(1)
	})
}

// TestRunnerLooksWhenAsked, and not only at the next tick.
func TestRunnerLooksWhenAsked(t *testing.T) {
	watched(t, func(w *watch) {
		r, stop := w.run()
		pass(time.Second)
		w.need("1", "access")
		w.set(10 * time.Minute)
		r.Kick()
		r.Kick()
		synctest.Wait()
		w.seen(1)
		if next := r.State().Next; next != nil {
			t.Errorf("next is %+v", next)
		}
		stop()
	})
}
