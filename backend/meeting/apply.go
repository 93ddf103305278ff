package meeting

import (
	"cmp"
	"slices"

	"aircover/backend/incident"
)

// Reset makes s the state of an empty journal.
func (s *State) Reset() { *s = State{} }

// Apply folds one record into the state.
func (s *State) Apply(r incident.Record) {
	switch p := r.Payload.(type) {
	case SyncSet:
		s.set(r, p)
	case incident.Undone:
		// The change taken back is not folded, and may have been sent.
		s.Revision++
		s.revise()
	case incident.Redacted:
		s.Revision += len(p.Targets)
		s.revise()
	case MeetingRequested:
		s.Requests = append(s.Requests, Request{
			ID: r.ID, Text: p.Text, By: p.By, Minutes: p.Minutes, People: p.People,
			Cost: p.Cost, Resumption: p.Resumption, At: p.At, Asked: r.Occurred,
		})
	case MeetingSettled:
		s.settle(r, p)
	default:
		s.applySync(r)
	}
}

// applySync folds a change of a series that is there.
func (s *State) applySync(r incident.Record) {
	if s.Sync == nil {
		return
	}
	switch p := r.Payload.(type) {
	case SyncChanged:
		s.Sync.change(p)
	case SyncSkipped:
		s.Sync.skip(p.Day)
	case SyncMoved:
		s.Sync.move(p)
	case SyncEnded:
		s.Sync.end(p.Last)
	case SyncCancelled:
		s.Sync.Cancelled = true
	default:
		return
	}
	s.revise()
}

// revise gives the series the next SEQUENCE.
func (s *State) revise() {
	if s.Sync != nil {
		s.Sync.Sequence = s.Revision
	}
	s.Revision++
}

// set begins a series. The incident's id makes its UID, so that a series set
// anew takes the place of the one before in every calendar.
func (s *State) set(r incident.Record, p SyncSet) {
	s.Sync = &Series{
		UID: r.Incident + "-sync@aircover", Title: p.Title, Zone: p.Zone, First: p.First, Wall: p.Wall, Minutes: p.Minutes,
		Attendees: slices.Clone(p.Attendees), Link: p.Link, Updates: p.Updates, Note: p.Note,
	}
	s.revise()
}

func (s *State) settle(r incident.Record, p MeetingSettled) {
	request := s.request(p.Request)
	if request == nil {
		return
	}
	request.Outcome, request.Because, request.Settled = p.Outcome, p.Because, r.Occurred
	if p.Outcome == OnAgenda && s.Sync != nil {
		s.Sync.Agenda = append(s.Sync.Agenda, Topic{Request: request.ID, Text: request.Text})
		s.revise()
	}
}

func (s *Series) change(p SyncChanged) {
	s.Title = cmp.Or(p.Title, s.Title)
	s.Zone = cmp.Or(p.Zone, s.Zone)
	s.Wall = cmp.Or(p.Wall, s.Wall)
	s.Minutes = cmp.Or(p.Minutes, s.Minutes)
	if p.Attendees != nil {
		s.Attendees = slices.Clone(*p.Attendees)
	}
	for field, to := range map[*string]*string{&s.Link: p.Link, &s.Updates: p.Updates, &s.Note: p.Note} {
		if to != nil {
			*field = *to
		}
	}
	if p.First != "" {
		s.First = p.First
		s.Skips = slices.DeleteFunc(s.Skips, func(d Date) bool { return !s.Within(d) })
		s.Moves = slices.DeleteFunc(s.Moves, func(m Move) bool { return !m.Separate && !s.Within(m.Day) })
	}
}

// end sets the last day, and takes off what was moved behind it.
func (s *Series) end(last Date) {
	s.EndedOn = last
	for i, m := range s.Moves {
		s.Moves[i].Skipped = m.Skipped || m.Separate && m.To > last
	}
}

// skip takes out one day: as an exception of the series, or where the day is a
// separate event, by taking that off.
func (s *Series) skip(day Date) {
	if m := s.moveOf(day); m != nil {
		if m.Separate {
			m.Skipped = true
			return
		}
		s.Moves = slices.DeleteFunc(s.Moves, func(m Move) bool { return m.Day == day })
	}
	if !slices.Contains(s.Skips, day) {
		s.Skips = append(s.Skips, day)
		slices.Sort(s.Skips)
	}
}

// move puts one day at another time, a skipped one too.
func (s *Series) move(p SyncMoved) {
	s.Skips = slices.DeleteFunc(s.Skips, func(d Date) bool { return d == p.Day })
	if m := s.moveOf(p.Day); m != nil {
		m.To, m.Wall, m.Separate, m.Skipped = p.To, p.Wall, m.Separate || p.To != p.Day, false
		return
	}
	s.Moves = append(s.Moves, Move{Day: p.Day, To: p.To, Wall: p.Wall, Separate: p.To != p.Day})
	slices.SortFunc(s.Moves, func(a, b Move) int { return cmp.Compare(a.Day, b.Day) })
}
