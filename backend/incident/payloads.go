package incident

// Declared begins an incident. It carries no words of people, so that it never
// has to be redacted.
type Declared struct {
	Severity Severity `json:"severity"`
	Began    Time     `json:"began"` // when the impact began
	Zone     string   `json:"zone"`  // IANA zone of the lead, for times in words
}

// Titled names the incident, at first or anew.
type Titled struct {
	Title string `json:"title"`
}

// SeverityChanged moves the incident to another severity.
type SeverityChanged struct {
	Severity Severity `json:"severity"`
	Why      string   `json:"why,omitempty"`
}

// PhaseChanged moves the incident to another phase.
type PhaseChanged struct {
	Phase Phase  `json:"phase"`
	Why   string `json:"why,omitempty"`
}

// RoleAssigned gives a person a role. Every role but Responder has one holder.
type RoleAssigned struct {
	Role   Role   `json:"role"`
	Person string `json:"person"`
}

// RoleReleased takes a person off the incident.
type RoleReleased struct {
	Person string `json:"person"`
}

// RhythmSet states the rhythm that the nudges of this incident rely on, by
// severity, so that another laptop folds the same. Minutes.
type RhythmSet struct {
	CheckIn map[Severity]int `json:"checkIn"` // between two signs of life of a workstream
	Need    map[Severity]int `json:"need"`    // until an open need is brought up
}

// Noted is a plain line of the log.
type Noted struct {
	Text string `json:"text"`
}

// HypothesisOpened answers "why isn't it working?" with something to test.
type HypothesisOpened struct {
	Text string `json:"text"`
}

// Verdict is what became of a hypothesis.
type Verdict string

// The verdicts.
const (
	Untested  Verdict = "open"
	Supported Verdict = "supported"
	RuledOut  Verdict = "ruled out"
)

// HypothesisSettled gives a hypothesis a verdict.
type HypothesisSettled struct {
	Hypothesis string  `json:"hypothesis"`
	Verdict    Verdict `json:"verdict"`
	Why        string  `json:"why,omitempty"`
}

// EvidenceLogged records what was seen.
type EvidenceLogged struct {
	Text string `json:"text"`
}

// Decided records a decision.
type Decided struct {
	Text     string `json:"text"`
	Rollback bool   `json:"rollback,omitempty"`
}

// NeedOpened records what somebody lacks.
type NeedOpened struct {
	Text       string   `json:"text"`
	NeedKind   NeedKind `json:"kind"`
	For        string   `json:"for,omitempty"`        // who waits
	Owner      string   `json:"owner,omitempty"`      // who gets it; "" is the incident lead
	Workstream string   `json:"workstream,omitempty"` // what it holds up
}

// NeedSettled closes a need: met, or declined with a reason.
type NeedSettled struct {
	Need     string `json:"need"`
	Declined bool   `json:"declined,omitempty"`
	Why      string `json:"why,omitempty"`
}

// WhereReported says where a workstream is at. The first report opens the
// workstream; an empty name is the investigation as a whole.
type WhereReported struct {
	Workstream string `json:"workstream"`
	Text       string `json:"text"`
	Nothing    bool   `json:"nothing,omitempty"` // heard of, and nothing new
}

// TaskAssigned gives a person something to do and a time box in minutes; 0 is none.
type TaskAssigned struct {
	Person     string `json:"person"`
	Minutes    int    `json:"minutes,omitempty"`
	Text       string `json:"text"`
	Workstream string `json:"workstream,omitempty"`
}

// TaskExtended adds minutes to a task's time box, counted from when it is said.
type TaskExtended struct {
	Task    string `json:"task"`
	Minutes int    `json:"minutes"`
}

// TaskEnded closes a task: answered, or dropped.
type TaskEnded struct {
	Task    string `json:"task"`
	Dropped bool   `json:"dropped,omitempty"`
	Text    string `json:"text,omitempty"`
}

// QuestionAsked records a stakeholder's question.
type QuestionAsked struct {
	Text  string `json:"text"`
	By    string `json:"by,omitempty"`
	Where string `json:"where,omitempty"` // "#exec-bridge"
}

// QuestionAnswered answers one.
type QuestionAnswered struct {
	Question string `json:"question"`
	Text     string `json:"text"`
}

// InterruptionLogged records that somebody was pulled out of work. Minutes 0
// is "not said".
type InterruptionLogged struct {
	Person  string `json:"person"`
	Minutes int    `json:"minutes,omitempty"`
	Text    string `json:"text"`
}

// Deflected says that the lead took an interruption instead.
type Deflected struct {
	Interruption string `json:"interruption"`
}

// Outcome is what came of a nudge.
type Outcome string

// The outcomes.
const (
	Acted     Outcome = "acted"
	Snoozed   Outcome = "snoozed"
	Dismissed Outcome = "dismissed"
	Overtaken Outcome = "overtaken"
)

// NudgeSettled records what came of a nudge.
type NudgeSettled struct {
	Key     string  `json:"key"`
	Outcome Outcome `json:"outcome"`
	Action  string  `json:"action,omitempty"`
	Until   Time    `json:"until,omitzero"` // for a snooze
}

// Corrected replaces the words, and where Occurred is set the time, of an
// earlier entry. Both stay in the journal.
type Corrected struct {
	Target   string `json:"target"`
	Text     string `json:"text"`
	Occurred Time   `json:"occurred,omitzero"`
}

// Undone takes an earlier event out of the fold. Undoing it brings that back.
type Undone struct {
	Target string `json:"target"`
}

// Redacted says that the words of earlier events were erased: of an entry and
// of its corrections.
type Redacted struct {
	Targets []string `json:"targets"`
}

// The kinds, as they stand in the journal. They never change.

func (Declared) Kind() string           { return "incident.declared" }
func (Titled) Kind() string             { return "incident.titled" }
func (SeverityChanged) Kind() string    { return "severity.changed" }
func (PhaseChanged) Kind() string       { return "phase.changed" }
func (RoleAssigned) Kind() string       { return "role.assigned" }
func (RoleReleased) Kind() string       { return "role.released" }
func (RhythmSet) Kind() string          { return "rhythm.set" }
func (Noted) Kind() string              { return "note.logged" }
func (HypothesisOpened) Kind() string   { return "hypothesis.opened" }
func (HypothesisSettled) Kind() string  { return "hypothesis.settled" }
func (EvidenceLogged) Kind() string     { return "evidence.logged" }
func (Decided) Kind() string            { return "decision.logged" }
func (NeedOpened) Kind() string         { return "need.opened" }
func (NeedSettled) Kind() string        { return "need.settled" }
func (WhereReported) Kind() string      { return "where.reported" }
func (TaskAssigned) Kind() string       { return "task.assigned" }
func (TaskExtended) Kind() string       { return "task.extended" }
func (TaskEnded) Kind() string          { return "task.ended" }
func (QuestionAsked) Kind() string      { return "question.asked" }
func (QuestionAnswered) Kind() string   { return "question.answered" }
func (InterruptionLogged) Kind() string { return "interruption.logged" }
func (Deflected) Kind() string          { return "interruption.deflected" }
func (NudgeSettled) Kind() string       { return "nudge.settled" }
func (Corrected) Kind() string          { return "entry.corrected" }
func (Undone) Kind() string             { return "entry.undone" }
func (Redacted) Kind() string           { return "entry.redacted" }
