package comms

import (
	"slices"

	"aircover/backend/incident"
)

// State is what every audience was told and promised, folded from the journal
// of an incident beside incident.State.
type State struct {
	Audiences []Audience
	Sent      []Sent             // in the order of the journal
	Promises  map[string]Promise // by audience; what is promised and not yet kept
	History   []PastPromise      // what became of the promises before
	Paused    map[string]bool    // by audience
	Public    PublicState        // what the outside was told last; "" is nothing yet
	Edited    map[string]Edit    // facts in the lead's words, by name
	Told      []Told             // what was learned inside, in the order in which it was written down

	// Raised is when the severity last became worse, Reopened when work began
	// again after an audience had been told Resolved, and ReopenedSeq its place
	// in the journal. Zero: never.
	Raised      incident.Time
	Reopened    incident.Time
	ReopenedSeq int

	// GradedSeq and MeasuredSeq are the places in the journal at which the
	// severity and the impact or scope were last stated.
	GradedSeq, MeasuredSeq int
	LegalCleared           bool // counsel cleared what is said of security

	Severity incident.Severity // as it is now, to tell a raise from the rest
	Stage    PublicState       // that of the phase, to tell a turn from the rest
	Turns    []Turn            // what changes the words of every update, in the order of the journal
	Titled   string            // id of the entry that gave the title
	Zone     string            // IANA zone of the incident, in which promises are stated
}

// Sent is an update that the lead recorded as sent.
type Sent struct {
	ID, Audience string
	Seq          int
	At           incident.Time
	State        PublicState
	Text         string        // Markdown
	Next         incident.Time // zero where it promised nothing
	Nothing      bool
}

// Promise is the time by which an audience was told that it hears again.
type Promise struct {
	Audience string
	At       incident.Time // what was promised
	Made     incident.Time
	Entry    string // id of the entry that made or moved it
}

// PromiseEnd is what became of a promise.
type PromiseEnd string

// The ends of a promise.
const (
	Kept     PromiseEnd = "kept"     // the next update was sent in time
	Late     PromiseEnd = "late"     // it was sent after the time
	Missed   PromiseEnd = "missed"   // the time passed, and no update came
	Moved    PromiseEnd = "moved"    // another time was given before it passed
	Released PromiseEnd = "released" // the incident was closed before it passed
)

// PastPromise is a promise and what became of it.
type PastPromise struct {
	Promise
	End   PromiseEnd
	Ended incident.Time
}

// Edit is a fact in the lead's words, and the entry that set it.
type Edit struct {
	Text, Entry string
}

// Told is a statement and its place in the journal.
type Told struct {
	Seq int
	incident.Statement
}

// Reset makes s the state of an empty journal.
func (s *State) Reset() {
	*s = State{Promises: map[string]Promise{}, Paused: map[string]bool{}, Edited: map[string]Edit{}}
}

// Apply folds one record into the state.
func (s *State) Apply(r incident.Record) {
	s.turn(r)
	switch p := r.Payload.(type) {
	case AudiencesSet:
		s.Audiences = slices.Clone(p.Audiences)
	case AudienceChanged:
		s.applyChanged(p.Audience)
	case AudienceRemoved:
		s.applyRemoved(r, p.Audience)
	case LegalCleared:
		s.LegalCleared = p.Cleared
	case FactSet:
		if p.Name == FactImpact || p.Name == FactScope {
			s.MeasuredSeq = r.Seq
		}
		if p.Text == "" {
			delete(s.Edited, p.Name)
		} else if definition(p.Name) != nil {
			s.Edited[p.Name] = Edit{Text: p.Text, Entry: r.ID}
		}
	case UpdateSent:
		s.applySent(r, p)
	case PromiseMoved:
		if s.Audience(p.Audience) != nil {
			s.end(p.Audience, r.Occurred, Moved, Missed)
			s.Promises[p.Audience] = Promise{Audience: p.Audience, At: p.Next, Made: r.Occurred, Entry: r.ID}
		}
	case AudiencePaused:
		if s.Audience(p.Audience) == nil {
			return
		}
		if delete(s.Paused, p.Audience); p.Paused {
			s.Paused[p.Audience] = true
		}
	default:
		s.applyIncident(r)
	}
}

// applySent folds an update. One that is written down after a later one was
// changes nothing about what is promised now.
func (s *State) applySent(r incident.Record, p UpdateSent) {
	a := s.Audience(p.Audience)
	if a == nil {
		return
	}
	last := s.Last(p.Audience)
	s.Sent = append(s.Sent, Sent{
		ID: r.ID, Audience: p.Audience, Seq: r.Seq, At: r.Occurred, State: p.State, Text: p.Text, Next: p.Next, Nothing: p.Nothing,
	})
	if last != nil && r.Occurred.Before(last.At) {
		return
	}
	s.end(p.Audience, r.Occurred, Kept, Late)
	if !p.Next.IsZero() && p.State.Open() {
		s.Promises[p.Audience] = Promise{Audience: p.Audience, At: p.Next, Made: r.Occurred, Entry: r.ID}
	}
	if a.Public() {
		s.Public = p.State
	}
}

// end closes the promise to an audience, if there is one, with the first end
// where its time has not passed at the given moment, else with the second.
func (s *State) end(audience string, at incident.Time, inTime, after PromiseEnd) {
	promise, ok := s.Promises[audience]
	if !ok {
		return
	}
	delete(s.Promises, audience)
	past := PastPromise{Promise: promise, End: inTime, Ended: at}
	if at.After(promise.At) {
		past.End = after
	}
	s.History = append(s.History, past)
}

// applyIncident folds what the incident's own events mean for the audiences.
func (s *State) applyIncident(r incident.Record) {
	switch p := r.Payload.(type) {
	case incident.Declared:
		s.Severity, s.Zone = p.Severity, p.Zone
	case incident.Titled:
		s.Titled = r.ID
	case incident.SeverityChanged:
		if p.Severity < s.Severity {
			s.Raised = r.Occurred
		}
		s.GradedSeq = r.Seq
		s.Severity = p.Severity
	case incident.PhaseChanged:
		s.applyPhase(r, p.Phase)
	case incident.Noted:
		if of, _ := labelOf(p.Text); of == FactImpact || of == FactScope {
			s.MeasuredSeq = r.Seq
		}
		s.tell(r, p.Text)
	case incident.EvidenceLogged:
		s.tell(r, p.Text)
	case incident.Decided:
		s.tell(r, p.Text)
	case incident.HypothesisOpened:
		s.tell(r, p.Text)
	case incident.HypothesisSettled:
		at := slices.IndexFunc(s.Told, func(t Told) bool { return t.ID == p.Hypothesis })
		if at >= 0 {
			s.tell(r, string(p.Verdict)+": "+s.Told[at].Text)
		}
	case incident.WhereReported:
		if p.Text != "" {
			s.tell(r, p.EntryText())
		}
	}
}

func (s *State) applyPhase(r incident.Record, phase incident.Phase) {
	switch phase {
	case incident.Identify, incident.Diagnose, incident.Remediate:
		final := func(u Sent) bool { return !u.State.Open() && u.Seq > s.ReopenedSeq }
		if slices.ContainsFunc(s.Sent, final) {
			s.Reopened, s.ReopenedSeq = r.Occurred, r.Seq
		}
	case incident.Closed:
		for _, a := range s.Audiences {
			s.end(a.ID, r.Occurred, Released, Missed)
		}
	}
}

func (s *State) tell(r incident.Record, text string) {
	s.Told = append(s.Told, Told{Seq: r.Seq, Statement: incident.Statement{
		ID: r.ID, Kind: r.Kind, Text: text, Occurred: r.Occurred,
	}})
}

// Audience gives the audience with an id; nil where there is none.
func (s *State) Audience(id string) *Audience {
	at := slices.IndexFunc(s.Audiences, func(a Audience) bool { return a.ID == id })
	if at < 0 {
		return nil
	}
	return &s.Audiences[at]
}

// Last gives the newest update to an audience by the time it was sent; nil
// where there is none.
func (s *State) Last(audience string) *Sent {
	var last *Sent
	for i := range s.Sent {
		if u := &s.Sent[i]; u.Audience == audience && (last == nil || !u.At.Before(last.At)) {
			last = u
		}
	}
	return last
}

// NewSince lists what was written down inside after the last update to an
// audience, oldest first: all of it where there was none.
func (s *State) NewSince(_ *incident.State, audience string) []incident.Statement {
	seq := 0
	if last := s.Last(audience); last != nil {
		seq = last.Seq
	}
	var statements []incident.Statement
	for _, t := range s.Told {
		if t.Seq > seq {
			statements = append(statements, t.Statement)
		}
	}
	return statements
}

// entryOf gives the id of the newest statement with these words; "" where there
// is none.
func (s *State) entryOf(text string) string {
	for _, t := range slices.Backward(s.Told) {
		if t.Text == text {
			return t.ID
		}
	}
	return ""
}
