package meeting

import (
	"slices"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// NeedsRequest tells whether a sync already falls on a day, so that another
// meeting on it is a meeting request.
func (s *State) NeedsRequest(day Date) bool {
	_, taken := s.Sync.on(day, "")
	return taken
}

// secondSync says that a day has its sync, and what to do.
func secondSync(day Date) error {
	return fault.New(fault.Conflict, "There is a sync on %s already. Make this one a meeting request: it is priced, and it can still be held.", say(day))
}

// SetSync begins the daily sync. While one goes on, and on a day that had one,
// it is refused with fault.Conflict: see NeedsRequest.
func (s *State) SetSync(st incident.Stamp, inc *incident.State, plan SyncPlan) ([]incident.Change, error) {
	if !inc.Open() {
		return nil, fault.New(fault.Conflict, "The incident is over, and its sync with it. Reopen it first.")
	}
	plan, err := plan.clean()
	if err != nil {
		return nil, err
	}
	start, err := plan.when()
	if err != nil {
		return nil, err
	}
	if next, goesOn := s.Sync.Next(st.Now); goesOn {
		return nil, secondSync(next.Day)
	}
	if s.NeedsRequest(plan.Date) {
		return nil, secondSync(plan.Date)
	}
	if !start.After(st.Now) {
		return nil, fault.Field("date", "%s on %s has passed. Choose a later day.", plan.Wall, say(plan.Date))
	}
	return []incident.Change{st.Change(SyncSet{
		Title: plan.Title, Zone: plan.Zone, First: plan.Date, Wall: plan.Wall, Minutes: plan.Minutes,
		Attendees: plan.Attendees, Link: plan.Link, Updates: plan.Updates, Note: plan.Note,
	})}, nil
}

// ChangeSync changes the whole series to the plan; see Series.Plan. A new time
// holds from the plan's day, or where that or the old time of that day has
// passed, from the next day. No difference gives no change.
func (s *State) ChangeSync(st incident.Stamp, plan SyncPlan) ([]incident.Change, error) {
	if err := s.goesOn(st.Now); err != nil {
		return nil, err
	}
	plan, err := plan.clean()
	if err != nil {
		return nil, err
	}
	change := difference(s.Sync.Plan(), plan)
	if change.Zone != "" || change.Wall != "" || change.First != "" || change.Minutes != 0 {
		if change.First, err = s.Sync.firstDayOf(plan, st.Now); err != nil {
			return nil, err
		}
	}
	if change == (SyncChanged{}) {
		return nil, nil
	}
	return []incident.Change{st.Change(change)}, nil
}

// firstDayOf finds the first day on which a changed time can hold.
func (s *Series) firstDayOf(plan SyncPlan, now incident.Time) (Date, error) {
	loc, err := Location(plan.Zone)
	if err != nil {
		return "", err
	}
	if _, err := dayAndWall(plan.Date, plan.Wall); err != nil {
		return "", err
	}
	today := DateOf(now.In(loc))
	plan.Date = max(plan.Date, today)
	had, taken := s.on(plan.Date, "")
	if taken && !had.Start.After(now) || !startOf(plan.Date, plan.Wall, loc).After(now) {
		plan.Date = plan.Date.Add(1)
	}
	if s.EndedOn != "" && plan.Date > s.EndedOn {
		return "", fault.New(fault.Conflict, "The last sync is on %s, and no day is left for the change. Set a later last day first.", say(s.EndedOn))
	}
	_, err = plan.when()
	return plan.Date, err
}

// difference says what a plan changes; the day of a new time is not its part.
func difference(was, plan SyncPlan) SyncChanged {
	var c SyncChanged
	text := func(to *string, was, is string) {
		if was != is {
			*to = is
		}
	}
	pointer := func(to **string, was, is string) {
		if was != is {
			*to = &is
		}
	}
	text(&c.Title, was.Title, plan.Title)
	text(&c.Zone, was.Zone, plan.Zone)
	text(&c.Wall, was.Wall, plan.Wall)
	pointer(&c.Link, was.Link, plan.Link)
	pointer(&c.Updates, was.Updates, plan.Updates)
	pointer(&c.Note, was.Note, plan.Note)
	if was.Date != plan.Date {
		c.First = plan.Date
	}
	if was.Minutes != plan.Minutes {
		c.Minutes = plan.Minutes
	}
	if !slices.Equal(was.Attendees, plan.Attendees) {
		c.Attendees = &plan.Attendees
	}
	return c
}

// SkipSync takes out the sync of one day of the series.
func (s *State) SkipSync(st incident.Stamp, day Date) ([]incident.Change, error) {
	if _, err := s.toCome(st.Now, day); err != nil {
		return nil, err
	}
	if err := s.Sync.notTheLast(day, "skip"); err != nil {
		return nil, err
	}
	return []incident.Change{st.Change(SyncSkipped{Day: day})}, nil
}

// MoveSync puts the sync of one day of the series at another time, in the
// series' zone; a day that was skipped takes place again. On a day that has a
// sync of its own it is refused with fault.Conflict: see NeedsRequest.
func (s *State) MoveSync(st incident.Stamp, day, to Date, wall string) ([]incident.Change, error) {
	if err := s.goesOn(st.Now); err != nil {
		return nil, err
	}
	minutes, err := dayAndWall(to, wall)
	if err != nil {
		return nil, err
	}
	loc := s.Sync.location()
	start := startOf(to, wall, loc)
	if !slices.Contains(s.Sync.Skips, day) {
		if was, err := s.toCome(st.Now, day); err != nil || was.Start == start {
			return nil, err
		}
	}
	fine := func(start int) bool { return trouble(to, start, s.Sync.Minutes, loc) == "" }
	if why := trouble(to, minutes, s.Sync.Minutes, loc); why != "" {
		return nil, fault.Field("wall", "On %s %s in %s. %s is fine.", say(to), why, s.Sync.Zone, nearestFine(minutes, fine))
	}
	if !start.After(st.Now) {
		return nil, fault.Field("wall", "%s on %s has passed. Choose a later time.", wall, say(to))
	}
	if _, taken := s.Sync.on(to, day); taken {
		return nil, secondSync(to)
	}
	if to != day {
		if err := s.Sync.notTheLast(day, "move"); err != nil {
			return nil, err
		}
	}
	return []incident.Change{st.Change(SyncMoved{Day: day, To: to, Wall: wall})}, nil
}

// EndSync sets the last day of the series, earlier or later than before.
func (s *State) EndSync(st incident.Stamp, last Date) ([]incident.Change, error) {
	if s.Sync == nil || s.Sync.Cancelled {
		return nil, noSync()
	}
	if !last.Valid() {
		return nil, fault.Field("date", "%q is not a day. Write it as 2026-11-23.", incident.CleanLine(string(last), 40))
	}
	if last == s.Sync.EndedOn {
		return nil, nil
	}
	ended := *s.Sync
	ended.EndedOn = last
	if !ended.hasInstance("") {
		return nil, fault.Field("date", "No sync is on or before %s. Cancel it instead.", say(last))
	}
	return []incident.Change{st.Change(SyncEnded{Last: last})}, nil
}

// CancelSync takes the whole series off.
func (s *State) CancelSync(st incident.Stamp) ([]incident.Change, error) {
	if s.Sync == nil || s.Sync.Cancelled {
		return nil, noSync()
	}
	return []incident.Change{st.Change(SyncCancelled{})}, nil
}

// EndWithIncident ends the sync when the incident does: today is its last day
// where a sync was held or is still to come today, and else it is taken off.
func (s *State) EndWithIncident(st incident.Stamp) []incident.Change {
	if _, goesOn := s.Sync.Next(st.Now); !goesOn {
		return nil
	}
	changes, err := s.EndSync(st, DateOf(st.Now.In(s.Sync.location())))
	if err == nil {
		return changes
	}
	return []incident.Change{st.Change(SyncCancelled{})}
}

func noSync() error { return fault.New(fault.NotFound, "There is no sync. Set one first.") }

// goesOn answers an error where no sync is to come.
func (s *State) goesOn(now incident.Time) error {
	if _, ok := s.Sync.Next(now); !ok {
		return noSync()
	}
	return nil
}

// toCome gives the sync that stands for one day of the series and has not
// begun.
func (s *State) toCome(now incident.Time, day Date) (Occurrence, error) {
	if err := s.goesOn(now); err != nil {
		return Occurrence{}, err
	}
	o, ok := s.Sync.occurrence(day)
	switch {
	case !ok:
		return o, fault.Field("date", "There is no sync on %s.", incident.CleanLine(string(day), 40))
	case !o.Start.After(now):
		return o, fault.Field("date", "The sync of %s has begun already.", say(day))
	}
	return o, nil
}

// notTheLast refuses to take a day out of a series that would be empty then:
// calendars do not agree about one.
func (s *Series) notTheLast(day Date, verb string) error {
	if m := s.moveOf(day); m != nil && m.Separate || s.hasInstance(day) {
		return nil
	}
	return fault.New(fault.Conflict, "%s is the only day of this sync, so there is nothing to %s. Cancel it, and set a new one.", say(day), verb)
}
