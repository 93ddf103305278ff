package incident

import (
	"slices"
	"strings"
)

// State is where an incident stands, folded from its journal.
type State struct {
	Title    string
	Severity Severity
	Phase    Phase
	Zone     string // IANA zone of the lead
	Declared Time
	Began    Time // when the impact began
	Settled  Time // when it entered learn or closed; zero while it is open

	Holders    map[Role]string // lead, tech lead, comms, scribe
	Responders []string        // in the order in which they were first named
	Rhythm     RhythmSet

	Needs         []Need
	Workstreams   []Workstream
	Tasks         []Task
	Hypotheses    []Hypothesis
	Questions     []Question
	Interruptions []Interruption
	Facts         []Statement // evidence, decisions and notes, for what is known
	Nudges        map[string]NudgeOutcome

	Heard Time // the newest entry of any kind
}

// Need is something that somebody waits for.
type Need struct {
	ID, Text   string
	Kind       NeedKind
	For        string // who waits
	Owner      string // who gets it; "" is the incident lead
	Workstream string
	Asked      Time
	Settled    Time // zero while open
	Declined   bool
	Why        string
}

// Open tells whether somebody still waits.
func (n Need) Open() bool { return n.Settled.IsZero() }

// Workstream is one line of work.
type Workstream struct {
	Name    string // "" is the investigation as a whole
	Text    string // what was said last
	Heard   Time
	Nothing bool // the last word was "nothing new"
}

// Task is something that one person does.
type Task struct {
	ID, Person, Text string
	Workstream       string
	Assigned         Time
	Minutes          int  // the time box in all; 0 is none
	Until            Time // the end of the time box; zero for none
	Ended            Time
	Dropped          bool
	Answer           string
}

// Open tells whether the task goes on.
func (t Task) Open() bool { return t.Ended.IsZero() }

// Hypothesis is one answer to "why isn't it working?".
type Hypothesis struct {
	ID, Text string
	Opened   Time
	Verdict  Verdict
	Settled  Time
	Why      string
}

// Question is one that a stakeholder asked.
type Question struct {
	ID, Text string
	By       string // who asked; "" is not said
	Where    string // where it was asked, and where an answer is looked for
	Asked    Time
	Answered Time // zero while open
	Answer   string
}

// Interruption is one that hit a responder, or was taken by the lead.
type Interruption struct {
	ID, Person, Text string
	Minutes          int
	Occurred         Time
	Deflected        bool
}

// Statement is a line of the log that says what is known or was decided.
type Statement struct {
	ID, Kind, Text string
	Occurred       Time
	Rollback       bool
}

// NudgeOutcome is the newest thing that came of a nudge.
type NudgeOutcome struct {
	Outcome Outcome
	At      Time
	Until   Time // for a snooze
	Snoozes int  // how often it was snoozed in all
}

// Reset makes s the state of an empty journal.
func (s *State) Reset() {
	*s = State{Holders: map[Role]string{}, Nudges: map[string]NudgeOutcome{}, Phase: Identify, Rhythm: DefaultRhythm()}
}

// Open tells whether the incident is going on.
func (s *State) Open() bool { return s.Phase.Open() }

// Lead is who has command.
func (s *State) Lead() string { return s.Holders[Lead] }

// OpenNeeds lists what somebody waits for, the longest wait first.
func (s *State) OpenNeeds() []Need {
	var open []Need
	for _, n := range s.Needs {
		if n.Open() {
			open = append(open, n)
		}
	}
	slices.SortStableFunc(open, func(a, b Need) int { return a.Asked.Compare(b.Asked) })
	return open
}

// OpenTasks lists the tasks that go on, in the order of assignment.
func (s *State) OpenTasks() []Task {
	var open []Task
	for _, t := range s.Tasks {
		if t.Open() {
			open = append(open, t)
		}
	}
	return open
}

// People lists everybody with a role, holders first, each once.
func (s *State) People() []string {
	var people []string
	for _, role := range Roles {
		if name := s.Holders[role]; name != "" && !named(people, name) {
			people = append(people, name)
		}
	}
	for _, name := range s.Responders {
		if !named(people, name) {
			people = append(people, name)
		}
	}
	return people
}

// DefaultRhythm gives the minutes of the playbook. A workstream gives a sign
// of life every 30, 60 or 120 minutes, at SEV4 daily; an open need is brought
// up after 10, 20, else 60 minutes.
func DefaultRhythm() RhythmSet {
	return RhythmSet{
		CheckIn: map[Severity]int{SEV1: 30, SEV2: 60, SEV3: 120, SEV4: 24 * 60},
		Need:    map[Severity]int{SEV1: 10, SEV2: 20, SEV3: 60, SEV4: 60},
	}
}

// SameName tells whether two names of people or workstreams are the same to a
// reader in a hurry.
func SameName(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }

func named(names []string, name string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return SameName(n, name) })
}
