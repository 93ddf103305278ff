package app

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/meeting"
	"aircover/backend/notify"
	"aircover/backend/nudge"
	"aircover/backend/store"
)

// sim plays incidents through the runner on a clock of its own, with a lead
// who reacts, a machine that sleeps and ends, and a wall clock that is set.
type sim struct {
	t     *testing.T
	rnd   *rand.Rand
	lead  simLead
	zone  *time.Location
	quiet nudge.Hours

	began time.Time
	stop  func() // nil while Aircover does not run

	mu      sync.Mutex
	rooms   map[string]*simRoom
	order   []string
	wallOff time.Duration
	asleep  time.Duration
	runner  *Runner
	store   simStore
	*simCheck
}

// simLead is how somebody reacts, as shares of what comes up: to what is not
// done it may be a snooze or a dismissal, else nothing.
type simLead struct{ does, snoozes, dismisses float64 }

var simLeads = map[string]simLead{"everything": {does: 1}, "half": {0.5, 0.25, 0.1}, "never": {}}

// simRoom is one incident.
type simRoom struct {
	id       string
	journal  *incident.Journal
	incident incident.State
	comms    comms.State
	meetings meeting.State
	ids      int
}

// simStore is the delivery state in memory.
type simStore struct {
	banners  map[string]store.Banner
	showings []store.Showing
	settings map[string]string
}

// newSim begins at a moment on the wall clock of a zone.
func newSim(t *testing.T, seed uint64, lead simLead, zone string, wall time.Time) *sim {
	t.Helper()
	loc, err := incident.Location(zone)
	if err != nil {
		t.Fatal(err)
	}
	s := &sim{
		t: t, rnd: rand.New(rand.NewPCG(seed, 11)), lead: lead, zone: loc, began: time.Now(), rooms: map[string]*simRoom{},
		quiet: nudge.Hours{From: night.From, To: night.To, Zone: loc},
		store: simStore{banners: map[string]store.Banner{}, settings: map[string]string{}},
	}
	s.wallOff = wall.Sub(s.began)
	s.simCheck = newSimCheck(s)
	return s
}

// boot is the time since the beginning, by the clock that nobody sets.
func (s *sim) boot() time.Duration { return time.Since(s.began) + s.asleep }

func (s *sim) wall() incident.Time { return incident.At(time.Now().Add(s.wallOff)) }

// start starts Aircover.
func (s *sim) start() {
	r := newRunner(runnerParts{
		source: s, store: s, now: func() time.Time { s.mu.Lock(); defer s.mu.Unlock(); return s.wall().Std() },
		boot:     func() time.Duration { s.mu.Lock(); defer s.mu.Unlock(); return s.boot() },
		show:     func(context.Context, notify.Banner) error { return nil },
		onChange: func(NudgeState) {},
		report:   func(err error) { s.t.Errorf("reported: %v", err) },
	})
	s.turn()
	s.mu.Lock()
	s.runner = r
	s.mu.Unlock()
	r.Start()
	s.stop = func() {
		if err := r.Stop(context.Background()); err != nil {
			s.t.Error(err)
		}
		s.stop = nil
	}
}

// pass lets time pass with the machine awake, and looks at what happened.
func (s *sim) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
	s.observe()
}

// sleep lets the machine sleep.
func (s *sim) sleep(d time.Duration) {
	s.mu.Lock()
	s.wallOff, s.asleep = s.wallOff+d, s.asleep+d
	s.mu.Unlock()
	s.turn()
}

// set moves the wall clock.
func (s *sim) set(d time.Duration) {
	s.mu.Lock()
	s.wallOff += d
	s.mu.Unlock()
	s.turn()
}

// restart ends Aircover, by the lead or otherwise, and starts it again.
func (s *sim) restart(off time.Duration) {
	s.stop()
	time.Sleep(off)
	s.start()
}

// declare opens an incident.
func (s *sim) declare(id string, severity incident.Severity) {
	r := &simRoom{id: id}
	r.journal = incident.Fold(incident.KindsOf(incident.CoreKinds, comms.Kinds, meeting.Kinds), nil, &r.incident, &r.comms, &r.meetings)
	s.mu.Lock()
	s.rooms[id] = r
	s.order = append(s.order, id)
	s.mu.Unlock()
	s.do(id, func(r *simRoom, st incident.Stamp) ([]incident.Change, error) {
		changes, err := incident.Declare(st, "Checkout fails", severity, incident.Time{}, s.zone.String(), "Lena")
		return append(changes, comms.Start(st, comms.DefaultAudiences())...), err
	})
}

// do runs a command, as the app does: the runner is kicked after the commit.
func (s *sim) do(id string, command func(*simRoom, incident.Stamp) ([]incident.Change, error)) {
	s.observe()
	s.mu.Lock()
	r := s.rooms[id]
	st := incident.Stamp{Now: s.wall(), Author: "Lena", NewID: func() string { r.ids++; return fmt.Sprintf("%s-%05d", id, r.ids) }}
	changes, err := command(r, st)
	if err != nil {
		s.t.Errorf("a command: %v", err)
	}
	for _, c := range changes {
		e, err := incident.Seal(id, r.journal.Last(), st, c)
		if err != nil {
			s.t.Errorf("seal: %v", err)
		}
		r.journal.Append(e)
	}
	s.changedAt = s.boot()
	runner := s.runner
	s.mu.Unlock()
	if runner != nil {
		runner.Kick()
	}
	synctest.Wait()
	s.observe()
}

func (s *sim) log(id string, p incident.Payload) {
	s.do(id, func(_ *simRoom, st incident.Stamp) ([]incident.Change, error) {
		return []incident.Change{st.Change(p)}, nil
	})
}

func (s *sim) input(r *simRoom) nudge.Input {
	return nudge.Input{
		ID: r.id, Number: "INC-" + r.id, Incident: &r.incident, Comms: &r.comms, Meetings: &r.meetings,
		Several: len(s.rooms) > 1, Shifts: nudge.ShiftsOf(r.journal),
	}
}

func (s *sim) openIncidents(context.Context) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var open []string
	for _, id := range s.order {
		if s.rooms[id].incident.Open() {
			open = append(open, id)
		}
	}
	return open, nil
}

func (s *sim) nudgeInput(_ context.Context, id string, read func(nudge.Input)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	read(s.input(s.rooms[id]))
	return nil
}

func (s *sim) overtake(_ context.Context, id string, keys []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.rooms[id]
	for _, key := range nudge.Overtaken(s.input(r), keys) {
		if s.overtaken[key] {
			s.t.Errorf("%s is overtaken twice", key)
		}
		s.overtaken[key] = true
		st := incident.Stamp{Now: s.wall(), Author: "Lena", NewID: func() string { r.ids++; return fmt.Sprintf("%s-%05d", id, r.ids) }}
		for _, c := range r.incident.SettleNudge(st, key, incident.Overtaken, "", r.incident.Nudges[key].Until) {
			e, err := incident.Seal(id, r.journal.Last(), st, c)
			if err != nil {
				return err
			}
			r.journal.Append(e)
		}
	}
	return nil
}

func (s *sim) circumstances(context.Context) nudge.Options {
	return nudge.Options{Quiet: s.quiet, Sound: true}
}

func (s *sim) RecordShowing(_ context.Context, keys []string, shown store.Showing) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shown(keys, shown.Public)
	s.store.showings = append(s.store.showings, shown)
	for _, key := range keys {
		b := s.store.banners[key]
		s.store.banners[key] = store.Banner{Key: key, Showings: b.Showings + 1, Attempted: shown.At}
	}
	return nil
}

func (s *sim) MarkDelivered(context.Context, []string, incident.Time) error { return nil }

func (s *sim) MarkConfirmed(_ context.Context, keys []string, at incident.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, key := range keys {
		if b, ok := s.store.banners[key]; ok {
			b.Confirmed = at
			s.store.banners[key] = b
		}
	}
	return nil
}

func (s *sim) Banners(_ context.Context, keys []string) (map[string]store.Banner, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := map[string]store.Banner{}
	for _, key := range keys {
		if b, ok := s.store.banners[key]; ok {
			found[key] = b
		}
	}
	return found, nil
}

func (s *sim) ShowingsSince(_ context.Context, since incident.Time) ([]store.Showing, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.store.showings), func(o store.Showing) bool { return o.At.Before(since) }), nil
}

func (s *sim) Setting(_ context.Context, key string) (string, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text, set := s.store.settings[key]
	return text, set, nil
}

func (s *sim) SetSetting(_ context.Context, key, value string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.store.settings[key] = value
	return nil
}
