package incident

import (
	"slices"
	"time"
)

// Apply folds one record into the state.
func (s *State) Apply(r Record) {
	s.applyCourse(r)
	s.applyPeople(r)
	s.applyWork(r)
	s.applyFindings(r)
	s.applyNoise(r)
	if _, said := r.Payload.(EntryText); said && r.Occurred.After(s.Heard) {
		s.Heard = r.Occurred
	}
}

// applyCourse folds what the incident is and how far it has come.
func (s *State) applyCourse(r Record) {
	if r.Redacted() && r.Kind == (Titled{}).Kind() && s.Title == "" {
		s.Title = "Untitled (redacted)"
	}
	switch p := r.Payload.(type) {
	case Declared:
		s.Severity, s.Zone = p.Severity, p.Zone
		s.Declared, s.Began = r.Occurred, p.Began
	case Titled:
		s.Title = p.Title
	case SeverityChanged:
		s.Severity = p.Severity
	case RhythmSet:
		s.Rhythm = p
	case PhaseChanged:
		s.Phase = p.Phase
		if p.Phase.Open() {
			s.Settled = Time{}
		} else if s.Settled.IsZero() {
			s.Settled = r.Occurred
		}
	}
}

func (s *State) applyPeople(r Record) {
	switch p := r.Payload.(type) {
	case RoleAssigned:
		if p.Role == Responder {
			s.respond(p.Person)
		} else {
			s.Holders[p.Role] = p.Person
		}
	case RoleReleased:
		for role, name := range s.Holders {
			if SameName(name, p.Person) {
				delete(s.Holders, role)
			}
		}
		s.Responders = slices.DeleteFunc(s.Responders, func(n string) bool { return SameName(n, p.Person) })
	}
}

// respond adds a responder who was not yet named.
func (s *State) respond(person string) {
	if person != "" && !named(s.Responders, person) {
		s.Responders = append(s.Responders, person)
	}
}

// applyWork folds workstreams, tasks and needs.
func (s *State) applyWork(r Record) {
	switch p := r.Payload.(type) {
	case WhereReported:
		s.hear(p.Workstream, r.Occurred, func(w *Workstream) {
			if w.Nothing = p.Nothing; !p.Nothing || p.Text != "" {
				w.Text = p.Text
			}
		})
	case TaskAssigned:
		t := Task{ID: r.ID, Person: p.Person, Text: p.Text, Workstream: p.Workstream, Assigned: r.Occurred, Minutes: p.Minutes}
		if p.Minutes > 0 {
			t.Until = r.Occurred.Add(minutes(p.Minutes))
		}
		s.Tasks = append(s.Tasks, t)
		s.respond(p.Person)
	case TaskExtended:
		if t := find(s.Tasks, p.Task, func(t Task) string { return t.ID }); t != nil {
			t.Minutes += p.Minutes
			t.Until = r.Occurred.Add(minutes(p.Minutes))
		}
	case TaskEnded:
		if t := find(s.Tasks, p.Task, func(t Task) string { return t.ID }); t != nil {
			t.Ended, t.Dropped, t.Answer = r.Occurred, p.Dropped, p.Text
			if !p.Dropped && t.Workstream != "" {
				s.hear(t.Workstream, r.Occurred, func(w *Workstream) {})
			}
		}
	case NeedOpened:
		s.Needs = append(s.Needs, Need{
			ID: r.ID, Text: p.Text, Kind: p.NeedKind, For: p.For, Owner: p.Owner, Workstream: p.Workstream, Asked: r.Occurred,
		})
	case NeedSettled:
		if n := find(s.Needs, p.Need, func(n Need) string { return n.ID }); n != nil {
			n.Settled, n.Declined, n.Why = r.Occurred, p.Declined, p.Why
		}
	}
}

// hear notes a sign of life of a workstream, which the first one opens. A
// backdated sign does not replace what was said later.
func (s *State) hear(name string, at Time, say func(*Workstream)) {
	i := slices.IndexFunc(s.Workstreams, func(w Workstream) bool { return SameName(w.Name, name) })
	if i < 0 {
		s.Workstreams = append(s.Workstreams, Workstream{Name: name})
		i = len(s.Workstreams) - 1
	}
	if w := &s.Workstreams[i]; !at.Before(w.Heard) {
		w.Heard = at
		say(w)
	}
}

// applyFindings folds what is thought and known.
func (s *State) applyFindings(r Record) {
	state := func(text string, rollback bool) {
		s.Facts = append(s.Facts, Statement{ID: r.ID, Kind: r.Kind, Text: text, Occurred: r.Occurred, Rollback: rollback})
	}
	switch p := r.Payload.(type) {
	case Noted:
		state(p.Text, false)
	case EvidenceLogged:
		state(p.Text, false)
	case Decided:
		state(p.Text, p.Rollback)
	case HypothesisOpened:
		s.Hypotheses = append(s.Hypotheses, Hypothesis{ID: r.ID, Text: p.Text, Opened: r.Occurred, Verdict: Untested})
	case HypothesisSettled:
		if h := find(s.Hypotheses, p.Hypothesis, func(h Hypothesis) string { return h.ID }); h != nil {
			h.Verdict, h.Settled, h.Why = p.Verdict, r.Occurred, p.Why
			if p.Verdict == Untested {
				h.Settled = Time{}
			}
		}
	}
}

// applyNoise folds what comes from outside: questions, interruptions, nudges.
func (s *State) applyNoise(r Record) {
	switch p := r.Payload.(type) {
	case QuestionAsked:
		s.Questions = append(s.Questions, Question{ID: r.ID, Text: p.Text, By: p.By, Where: p.Where, Asked: r.Occurred})
	case QuestionAnswered:
		if q := find(s.Questions, p.Question, func(q Question) string { return q.ID }); q != nil {
			q.Answered, q.Answer = r.Occurred, p.Text
		}
	case InterruptionLogged:
		s.Interruptions = append(s.Interruptions, Interruption{
			ID: r.ID, Person: p.Person, Text: p.Text, Minutes: p.Minutes, Occurred: r.Occurred,
		})
		s.respond(p.Person)
	case Deflected:
		if i := find(s.Interruptions, p.Interruption, func(i Interruption) string { return i.ID }); i != nil {
			i.Deflected = true
		}
	case NudgeSettled:
		o := NudgeOutcome{Outcome: p.Outcome, At: r.Occurred, Until: p.Until, Snoozes: s.Nudges[p.Key].Snoozes}
		if p.Outcome == Snoozed {
			o.Snoozes++
		}
		s.Nudges[p.Key] = o
	}
}

// find gives the item with the id, to be changed in place; nil where there is
// none, since its event may have been undone or redacted.
func find[T any](items []T, id string, idOf func(T) string) *T {
	for i := range items {
		if idOf(items[i]) == id {
			return &items[i]
		}
	}
	return nil
}

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }
