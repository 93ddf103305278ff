package comms

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"aircover/backend/incident"
)

const (
	// overADay is the age, in minutes, from which the wall clock takes the
	// place of the gaps.
	overADay = 24 * 60
	// slotSlack is how long before a wall-clock time an update stands for it, in
	// minutes: nobody needs the 09:30 again who has read the 09:10.
	slotSlack = 60
	// leastNotice is the least time, in minutes, between a draft and the time it
	// promises.
	leastNotice = 5
	// roundTo is the grid, in minutes, of promised times: 15:20 is kept more
	// easily than 15:17.
	roundTo = 5
)

// latestBy is the wall-clock time by which an open update promises the next
// one where no cadence asks for any: before people go home.
var latestBy = []string{"16:30"}

// Due is when an audience is to hear next.
type Due struct {
	Audience, Name string
	At             incident.Time
	Promised       bool // an update stated this time
	First          bool // this audience was told nothing yet
	External       bool // the outside reads it
	Why            string
}

// Due lists who is to hear next and when, soonest first: at the time promised,
// else when the cadence asks for it. It is empty once the incident is not open.
func (s *State) Due(inc *incident.State) []Due {
	if !inc.Open() {
		return nil
	}
	var dues []Due
	for i := range s.Audiences {
		if due, ok := s.dueFor(inc, &s.Audiences[i]); ok {
			dues = append(dues, due)
		}
	}
	slices.SortStableFunc(dues, func(a, b Due) int { return a.At.Compare(b.At) })
	return dues
}

func (s *State) dueFor(inc *incident.State, a *Audience) (Due, bool) {
	last := s.Last(a.ID)
	due := Due{Audience: a.ID, Name: a.Name, First: last == nil, External: a.External}
	if s.Paused[a.ID] || s.ended(last) {
		return Due{}, false
	}
	due.At, due.Why = s.asked(inc, a, last)
	due.At, due.Why = a.Quiet.spare(due.At, due.Why, inc.Zone)
	promise, ok := s.Promises[a.ID]
	if ok && !(a.Cadence[inc.Severity].Mode == OnChange && !due.At.IsZero() && due.At.Before(promise.At)) {
		due.At, due.Promised = promise.At, true
		due.Why = "Promised at " + shortClock(promise.Made, inc.Zone) + "."
	}
	return due, !due.At.IsZero()
}

// ended tells whether the last update said Resolved, and work has not begun
// again since.
func (s *State) ended(last *Sent) bool {
	return last != nil && !last.State.Open() && last.Seq > s.ReopenedSeq
}

// since is when the cadence of an audience began to count.
func (s *State) since(inc *incident.State) incident.Time {
	since := inc.Declared
	for _, t := range []incident.Time{s.Raised, s.Reopened} {
		if t.After(since) {
			since = t
		}
	}
	return since
}

// asked gives when the cadence asks for the next update, and why; zero where it
// does not ask.
func (s *State) asked(inc *incident.State, a *Audience, last *Sent) (incident.Time, string) {
	c := a.Cadence[inc.Severity]
	from := s.since(inc)
	if last != nil && last.At.After(from) {
		from = last.At
	}
	if len(c.Clock) > 0 && age(inc, from) >= overADay {
		return slot(c.Clock, inc.Zone, from.Add(minutes(slotSlack))), whyClock(c)
	}
	if at, why := s.askedByMode(inc, a, c, last, from); !at.IsZero() {
		return at, why
	}
	if c.Mode == AtClock {
		if last != nil {
			from = from.Add(minutes(slotSlack))
		}
		return slot(c.times(), inc.Zone, from), whyTimes(c)
	}
	if len(c.Clock) > 0 && (c.Mode == Pull || c.Mode == StartAndEnd) {
		return slot(c.Clock, inc.Zone, inc.Declared.Add(minutes(overADay))), whyClock(c)
	}
	return incident.Time{}, ""
}

func (s *State) askedByMode(inc *incident.State, a *Audience, c Cadence, last *Sent, from incident.Time) (incident.Time, string) {
	n := s.count(a.ID, s.since(inc))
	running := int(from.Sub(s.since(inc)) / time.Minute)
	byGap := from.Add(minutes(c.gap(n, running, inc.Phase)))
	switch c.Mode {
	case Every:
		return byGap, whyGap(inc, c, n, running)
	case IfVisible:
		if s.Visible() {
			return byGap, whyGap(inc, c, n, running)
		}
	case WithPage:
		return s.withPage(inc, a, last)
	case OnChange:
		return s.onChange(inc, c, last, byGap)
	case StartAndEnd:
		if n == 0 {
			return byGap, fmt.Sprintf("%s: told at the start, within %d min.", inc.Severity, c.gap(0, 0, inc.Phase))
		}
		if page := s.Last(Page); s.ended(page) {
			return page.At, "Resolved: they hear the end too."
		}
	}
	return incident.Time{}, ""
}

// onChange is due a gap after the first thing that turned since the audience
// was told; the declaration is the first of all.
func (s *State) onChange(inc *incident.State, c Cadence, last *Sent, first incident.Time) (incident.Time, string) {
	if last == nil {
		return first, fmt.Sprintf("%s: first word within %d min.", inc.Severity, c.gap(0, 0, inc.Phase))
	}
	turn, ok := s.turnedSince(last.Seq)
	if !ok {
		return incident.Time{}, ""
	}
	return turn.At.Add(minutes(c.gap(1, 0, inc.Phase))), "Changed at " + shortClock(turn.At, inc.Zone) + ": " + turn.What + "."
}

// passOn is how long, in minutes, the lead has to pass on what the status page
// was just told: nobody is late in the second in which the page is updated.
const passOn = 5

// withPage is due when the status page is, and soon after where the page has
// said more than this audience knows.
func (s *State) withPage(inc *incident.State, a *Audience, last *Sent) (incident.Time, string) {
	page := s.Audience(Page)
	if page == nil || page.ID == a.ID {
		return incident.Time{}, ""
	}
	said := s.Last(Page)
	if said != nil && (last == nil || last.At.Before(said.At)) {
		return said.At.Add(minutes(passOn)), "The status page was updated at " + shortClock(said.At, inc.Zone) + "."
	}
	due, ok := s.dueFor(inc, page)
	if !ok {
		return incident.Time{}, ""
	}
	return due.At, "Together with the status page."
}

// Visible tells whether the outside is known to notice: it was told something,
// or the lead stated an impact.
func (s *State) Visible() bool { return s.Public != "" || s.Edited[FactImpact].Text != "" }

// count is how many updates an audience was sent from a moment on.
func (s *State) count(audience string, since incident.Time) int {
	n := 0
	for _, u := range s.Sent {
		if u.Audience == audience && !u.At.Before(since) {
			n++
		}
	}
	return n
}

// NextUpdate gives the time that an update sent now should promise for the one
// after it, and why: what the cadence asks for, rounded up to a full five
// minutes. It is zero for an audience that looks when it likes.
func (s *State) NextUpdate(inc *incident.State, audience string, now incident.Time) (incident.Time, string) {
	a := s.Audience(audience)
	if a == nil {
		return incident.Time{}, ""
	}
	at, why := s.nextByCadence(inc, a, now)
	return a.Quiet.spare(at, why, inc.Zone)
}

func (s *State) nextByCadence(inc *incident.State, a *Audience, now incident.Time) (incident.Time, string) {
	audience, c := a.ID, a.Cadence[inc.Severity]
	if len(c.Clock) > 0 && age(inc, now) >= overADay {
		return slot(c.Clock, inc.Zone, now.Add(minutes(slotSlack))), whyClock(c)
	}
	n := s.count(audience, s.since(inc)) + 1
	running := int(now.Sub(s.since(inc)) / time.Minute)
	gap := max(c.gap(n, running, inc.Phase), leastNotice)
	switch c.Mode {
	case Every, IfVisible:
		return roundUp(now.Add(minutes(gap))), whyGap(inc, c, n, running)
	case AtClock:
		return slot(c.times(), inc.Zone, now.Add(minutes(slotSlack))), whyTimes(c)
	case StartAndEnd:
		return roundUp(now.Add(minutes(gap))), "When it is resolved, and by then at the latest."
	case Pull:
		return incident.Time{}, "They look when they like; no time is promised."
	case WithPage:
		if promise, ok := s.Promises[Page]; ok && !promise.At.Before(now.Add(minutes(leastNotice))) {
			return promise.At, "Together with the status page."
		}
		if a.ID != Page && s.Audience(Page) != nil {
			next, _ := s.NextUpdate(inc, Page, now)
			return next, "Together with the status page."
		}
	}
	return slot(latestBy, inc.Zone, now.Add(minutes(slotSlack))), "When something changes, and by then at the latest."
}

// slot gives the first moment, not before from, at which the clocks of the zone
// show one of the times.
func slot(clock []string, zone string, from incident.Time) incident.Time {
	loc := place(zone)
	day := from.In(loc)
	var first incident.Time
	for ahead := range 3 { // a third day, since clocks may skip a time of day
		for _, wall := range clock {
			t, err := time.Parse(wallClock, wall)
			if err != nil {
				continue
			}
			at := incident.At(time.Date(day.Year(), day.Month(), day.Day()+ahead, t.Hour(), t.Minute(), 0, 0, loc))
			if !at.Before(from) && (first.IsZero() || at.Before(first)) {
				first = at
			}
		}
	}
	return first
}

func roundUp(t incident.Time) incident.Time {
	grid := minutes(roundTo)
	down := incident.At(t.Std().Truncate(grid))
	if down.Before(t) {
		return down.Add(grid)
	}
	return down
}

// age is how many minutes after the declaration t is.
func age(inc *incident.State, t incident.Time) int { return int(t.Sub(inc.Declared) / time.Minute) }

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }

func whyGap(inc *incident.State, c Cadence, n, running int) string {
	gap := c.gap(n, running, inc.Phase)
	switch {
	case c.watches(n, inc.Phase) && gap == c.Watching:
		return fmt.Sprintf("The fix is being watched: every %d min.", gap)
	case n == 0:
		return fmt.Sprintf("%s: first word within %d min.", inc.Severity, gap)
	case c.After > 0 && running >= c.After:
		return fmt.Sprintf("%s: every %d min after the first %d min.", inc.Severity, gap, c.After)
	case n < len(c.Gaps):
		return fmt.Sprintf("%s: then after %d min.", inc.Severity, gap)
	}
	return fmt.Sprintf("%s: every %d min.", inc.Severity, gap)
}

func whyTimes(c Cadence) string {
	return "Told at " + strings.Join(c.times(), " and ") + "."
}

func whyClock(c Cadence) string { return "Over a day: at " + strings.Join(c.Clock, " and ") + "." }
