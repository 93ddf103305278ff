package app

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/nudge"
)

// mostLate is how late a banner may be, from when the rules first allow it.
const mostLate = 15 * time.Second

// simCheck is what a simulation must hold, worked out apart from the plan of
// the banners: times are by the clock that nobody sets.
type simCheck struct {
	s         *sim
	turnedAt  time.Duration // the last sleep, clock step or start
	changedAt time.Duration // the last event
	known     map[string]*simNudge
	showings  map[string]int // of each key
	banners   []simBanner
	lastWall  map[string]incident.Time // of the newest
	overtaken map[string]bool
	promises  map[string]time.Duration // standing public ones, and since when they were seen

	late    time.Duration
	missed  int
	repeats int
}

// simNudge is a nudge that is due.
type simNudge struct {
	nudge.Nudge
	since time.Duration // when it became due
}

type simBanner struct {
	at     time.Duration
	wall   incident.Time
	public bool
	keys   []string
}

func newSimCheck(s *sim) *simCheck {
	return &simCheck{
		s: s, known: map[string]*simNudge{}, showings: map[string]int{}, overtaken: map[string]bool{},
		lastWall: map[string]incident.Time{}, promises: map[string]time.Duration{},
	}
}

// turn notes that the machine slept or started, or that its clock was set.
func (c *simCheck) turn() {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.turnedAt = c.s.boot()
}

// observe looks at what is due now, and at what waits for too long.
func (c *simCheck) observe() {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	c.learn()
	if c.s.stop == nil {
		return
	}
	for _, n := range c.known {
		if since, ok := c.allowed(n); ok && c.waits(n.Nudge) {
			c.lateness(n.Key, c.s.boot()-since)
		}
	}
	c.checkPromises()
}

// learn takes in what is due.
func (c *simCheck) learn() {
	now, wall := c.s.boot(), c.s.wall()
	due := map[string]*simNudge{}
	for _, id := range c.s.order {
		in := c.s.input(c.s.rooms[id])
		for _, n := range nudge.Due(wall, in) {
			one := &simNudge{Nudge: n, since: max(now-wall.Sub(n.Due), c.turnedAt, c.changedAt)}
			if before := c.known[n.Key]; before != nil && before.PutOff == n.PutOff {
				one.since = before.since
			}
			due[n.Key] = one
		}
	}
	c.known = due
}

// waits tells whether a nudge is owed a banner: the first, or one after it was
// put off.
func (c *simCheck) waits(n nudge.Nudge) bool {
	return !n.Quiet && c.showings[n.Key] < 3 && (c.showings[n.Key] == 0 || c.lastWall[n.Key].Before(n.PutOff))
}

// allowed gives from when on the rules allow a banner; false is not now.
func (c *simCheck) allowed(n *simNudge) (time.Duration, bool) {
	since := max(n.since, c.turnedAt)
	if n.Public {
		return since, true
	}
	wall := c.s.wall()
	local := wall.In(c.s.zone)
	if !n.Promised {
		if local.Hour() >= 22 || local.Hour() < 7 {
			return 0, false
		}
		morning := incident.At(time.Date(local.Year(), local.Month(), local.Day(), 7, 0, 0, 0, c.s.zone))
		since = max(since, c.s.boot()-wall.Sub(morning))
	}
	var others []time.Duration
	for _, b := range c.banners {
		since = max(since, b.at+5*time.Minute)
		if !b.public {
			others = append(others, b.at)
		}
	}
	if len(others) >= 6 {
		since = max(since, others[len(others)-6]+time.Hour)
	}
	return since, since <= c.s.boot()
}

func (c *simCheck) lateness(key string, late time.Duration) {
	c.late = max(c.late, late)
	if late > mostLate {
		c.missed++
		c.s.t.Errorf("%s at %s: %s is late by %s", c.s.boot(), c.s.wall(), key, late)
	}
}

// shown takes in a banner before it is shown.
func (c *simCheck) shown(keys []string, public bool) {
	c.learn()
	now := c.s.boot()
	for _, key := range keys {
		n := c.known[key]
		if n == nil {
			c.s.t.Errorf("%s: %s is shown early, or after it was done", c.s.wall(), key)
			continue
		}
		since, ok := c.allowed(n)
		if !ok {
			c.s.t.Errorf("%s: %s breaks the limits", c.s.wall(), key)
		}
		if c.waits(n.Nudge) {
			c.lateness(key, now-since)
		} else {
			c.repeats++
			if b := c.s.store.banners[key]; !n.Public || !b.Confirmed.IsZero() || c.showings[key] != 1 {
				c.s.t.Errorf("%s: %s is shown %d times", c.s.wall(), key, c.showings[key]+1)
			}
		}
		c.showings[key]++
		c.lastWall[key] = c.s.wall()
	}
	c.banners = append(c.banners, simBanner{now, c.s.wall(), public, keys})
}

// checkPromises reads the promises themselves: one that stands at its time was
// shown for that time.
func (c *simCheck) checkPromises() {
	standing := map[string]time.Duration{}
	wall, now := c.s.wall(), c.s.boot()
	for _, id := range c.s.order {
		r := c.s.rooms[id]
		p, ok := r.comms.Promises[comms.Page]
		if !ok || !r.incident.Open() || r.comms.Paused[comms.Page] {
			continue
		}
		key := fmt.Sprintf("%s/%s/%s/%s/%s/now", nudge.Promise, id, comms.Page, p.At, p.Entry)
		standing[key] = now
		if before, ok := c.promises[key]; ok {
			standing[key] = before
		}
		over := now - wall.Sub(p.At)
		done := r.incident.Nudges[key].Outcome
		if now-max(over, standing[key], c.turnedAt, c.changedAt) > mostLate && c.showings[key] == 0 && done == "" {
			c.missed++
			c.s.t.Errorf("%s: the promise %s was missed", wall, key)
		}
	}
	c.promises = standing
}

// checkLimits is for the end: at most six others in every hour, five minutes
// between any two.
func (c *simCheck) checkLimits() (worst int) {
	var others []time.Duration
	for i, b := range c.banners {
		if b.public {
			continue
		}
		if i > 0 && b.at-c.banners[i-1].at < 5*time.Minute {
			c.s.t.Errorf("banners at %s and %s", c.banners[i-1].at, b.at)
		}
		others = append(others, b.at)
		hour := 0
		for _, o := range slices.Backward(others) {
			if b.at-o < time.Hour {
				hour++
			}
		}
		if worst = max(worst, hour); hour > 6 {
			c.s.t.Errorf("%d banners in the hour before %s", hour, b.at)
		}
	}
	return worst
}

// report is one line of the table.
func (c *simCheck) report(name string) string {
	public := 0
	for _, b := range c.banners {
		if b.public {
			public++
		}
	}
	hours := c.s.boot().Hours()
	others := len(c.banners) - public
	return fmt.Sprintf("%-34s %6.1f h %5d public %5d others %5.2f/h, worst hour %d, late %5.1f s, %3d repeats, %d missed, %3d overtaken",
		name, hours, public, others, float64(others)/hours, c.checkLimits(), c.late.Seconds(), c.repeats, c.missed, len(c.overtaken))
}

// ruleCounts says how often each rule was said.
func (c *simCheck) ruleCounts() string {
	counts := map[string]int{}
	for key := range c.showings {
		counts[nudge.RuleOf(key)]++
	}
	var said []string
	for _, r := range nudge.Rules(nil) {
		if counts[r.ID] > 0 {
			said = append(said, fmt.Sprintf("%s %d", r.ID, counts[r.ID]))
		}
	}
	return strings.Join(said, ", ")
}
