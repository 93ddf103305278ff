package comms

import (
	"slices"
	"strings"

	"aircover/backend/incident"
)

// Turn is something after which the words of an update are other ones: the
// public state, the severity, the cause, or a fact in the lead's words.
type Turn struct {
	Seq  int
	At   incident.Time
	What string
}

// turn notes a record that is one.
func (s *State) turn(r incident.Record) {
	switch p := r.Payload.(type) {
	case incident.Declared:
		s.Stage = Investigating
	case incident.SeverityChanged:
		s.turned(r, "the severity is "+p.Severity.String())
	case incident.PhaseChanged:
		if stage := stageOf(p.Phase); stage != s.Stage {
			s.Stage = stage
			s.turned(r, "the state is "+string(stage))
		}
	case incident.HypothesisSettled:
		if p.Verdict == incident.Supported {
			s.turned(r, "a cause is supported")
		}
	case FactSet:
		if d := definition(p.Name); d != nil {
			s.turned(r, strings.ToLower(d.label)+" was put in other words")
		}
	}
}

func (s *State) turned(r incident.Record, what string) {
	s.Turns = append(s.Turns, Turn{Seq: r.Seq, At: r.Occurred, What: what})
}

// turnedSince gives the first turn behind a place in the journal.
func (s *State) turnedSince(seq int) (Turn, bool) {
	at := slices.IndexFunc(s.Turns, func(t Turn) bool { return t.Seq > seq })
	if at < 0 {
		return Turn{}, false
	}
	return s.Turns[at], true
}

// stageOf gives the public state of a phase in which no cause is known yet.
func stageOf(phase incident.Phase) PublicState {
	return StateFor(&incident.State{Phase: phase})
}
