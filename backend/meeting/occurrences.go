package meeting

import (
	"slices"
	"time"

	"aircover/backend/incident"
)

// Occurrence is one sync.
type Occurrence struct {
	Day   Date // the day of the series that it stands for
	Start incident.Time
	End   incident.Time
	Moved bool
}

// longestSpan bounds what Occurrences answers, in days.
const longestSpan = 2 * 366

// Next gives the sync that is on or comes next.
func (s *Series) Next(now incident.Time) (Occurrence, bool) {
	if s == nil || s.Cancelled {
		return Occurrence{}, false
	}
	from, loc := now, s.location()
	if first := startOf(s.First, s.Wall, loc); from.Before(first) {
		from = first.Add(-time.Minute)
	}
	// Every day but the skipped and moved ones has a sync; two more make up for
	// the ends of the span.
	span := time.Duration(len(s.Skips)+len(s.Moves)+2) * 24 * time.Hour
	next := s.Occurrences(from, from.Add(span))
	// A sync may be moved in front of the first day, or far away.
	for _, m := range s.Moves {
		o := s.movedTo(m, loc)
		if !m.Skipped && o.End.After(now) && !slices.Contains(next, o) {
			next = append(next, o)
		}
	}
	if len(next) == 0 {
		return Occurrence{}, false
	}
	return slices.MinFunc(next, func(a, b Occurrence) int { return a.Start.Compare(b.Start) }), true
}

// Occurrences lists the syncs that overlap the time from (inclusive) to to
// (exclusive), by start; at most two years of them. A nil or cancelled series
// has none.
func (s *Series) Occurrences(from, to incident.Time) []Occurrence {
	if s == nil || s.Cancelled || !from.Before(to) {
		return nil
	}
	loc := s.location()
	var all []Occurrence
	keep := func(o Occurrence) {
		if o.End.After(from) && o.Start.Before(to) {
			all = append(all, o)
		}
	}
	first := max(s.First, DateOf(from.In(loc)).Add(-1))
	last := min(DateOf(to.In(loc)), first.Add(longestSpan))
	for day := first; day <= last && s.Within(day); day = day.Add(1) {
		if s.moveOf(day) == nil && !slices.Contains(s.Skips, day) {
			keep(s.at(day, day, s.Wall, loc))
		}
	}
	for _, m := range s.Moves {
		if !m.Skipped && (m.Separate || s.Within(m.Day)) {
			keep(s.movedTo(m, loc))
		}
	}
	slices.SortFunc(all, func(a, b Occurrence) int { return a.Start.Compare(b.Start) })
	return all
}

// Until gives the last second of the last day, in the series' zone: zero while
// the series has no end. Some readers lose the last sync where the rule ends at
// its start.
func (s *Series) Until() incident.Time {
	if s.EndedOn == "" {
		return incident.Time{}
	}
	return startOf(s.EndedOn.Add(1), "00:00", s.location()).Add(-time.Second)
}

func (s *Series) movedTo(m Move, loc *time.Location) Occurrence {
	o := s.at(m.Day, m.To, m.Wall, loc)
	o.Moved = true
	return o
}

func (s *Series) at(day, on Date, wall string, loc *time.Location) Occurrence {
	start := startOf(on, wall, loc)
	return Occurrence{Day: day, Start: start, End: start.Add(time.Duration(s.Minutes) * time.Minute)}
}

// location gives the zone of the series. A zone that this computer does not
// know, in a journal from another one, is read as UTC.
func (s *Series) location() *time.Location {
	loc, err := Location(s.Zone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// on gives the sync that falls on a local day of the series, if one does; but
// leaves out the sync that stands for the day except.
func (s *Series) on(day, except Date) (Occurrence, bool) {
	if s == nil || s.Cancelled {
		return Occurrence{}, false
	}
	noon, loc := incident.At(day.noon()), s.location()
	for _, o := range s.Occurrences(noon.Add(-48*time.Hour), noon.Add(48*time.Hour)) {
		if o.Day != except && DateOf(o.Start.In(loc)) == day {
			return o, true
		}
	}
	return Occurrence{}, false
}

// occurrence gives the sync that stands for one day of the series.
func (s *Series) occurrence(day Date) (Occurrence, bool) {
	if m := s.moveOf(day); m != nil {
		return s.movedTo(*m, s.location()), !m.Skipped && (m.Separate || s.Within(day))
	}
	if !day.Valid() || !s.Within(day) || slices.Contains(s.Skips, day) {
		return Occurrence{}, false
	}
	return s.at(day, day, s.Wall, s.location()), true
}

// hasInstance tells whether the rule of the series has a day that is neither
// skipped nor a separate event, nor the given one.
func (s *Series) hasInstance(but Date) bool {
	for day := s.First; s.Within(day); day = day.Add(1) {
		m := s.moveOf(day)
		if day != but && !slices.Contains(s.Skips, day) && (m == nil || !m.Separate) {
			return true
		}
	}
	return false
}
