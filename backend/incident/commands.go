package incident

import (
	"slices"
	"unicode/utf8"

	"aircover/backend/fault"
)

// Longest texts, in runes: a title fits a line of the list, a name a badge, a
// reason a paragraph.
const (
	MaxTitle  = 200
	MaxName   = 80
	MaxReason = 2000
	// MaxTimeBox is the longest time box of a task, in minutes: a working day.
	MaxTimeBox = 8 * 60
)

// CheckDeclare refuses a declare line that says nothing, or is a paste.
func CheckDeclare(line string) error {
	const most = 10_000 // bytes; a title and a time, with room for a pasted alert
	switch {
	case CleanText(line, MaxTitle) == "":
		return fault.Field("line", "Type what is wrong first, such as: checkout down since 14:05 sev1.")
	case len(line) > most:
		return fault.Field("line", "That is %d kB; a declaration is one line of up to 10 kB. Nothing was declared. Declare in a few words, and paste the rest into the log.", (len(line)+999)/1000)
	}
	return nil
}

// Declare begins an incident that the lead takes command of. A zero began
// means now.
func Declare(st Stamp, title string, severity Severity, began Time, zone, lead string) ([]Change, error) {
	if !severity.Valid() {
		return nil, fault.Field("line", "There is no SEV%d. Severities go from SEV1, the worst, to SEV4.", int(severity))
	}
	title, err := OneLine("line", "title", title, MaxTitle)
	if err != nil {
		return nil, err
	}
	if began.IsZero() || began.After(st.Now) {
		began = st.Now
	}
	changes := []Change{
		st.Change(Declared{Severity: severity, Began: began, Zone: zone}),
		st.Change(Titled{Title: title}),
		st.Change(DefaultRhythm()),
	}
	if lead != "" {
		changes = append(changes, st.Change(RoleAssigned{Role: Lead, Person: lead}))
	}
	return changes, nil
}

// Retitle gives the incident another title.
func (s *State) Retitle(st Stamp, title string) ([]Change, error) {
	title, err := OneLine("title", "title", title, MaxTitle)
	if err != nil || title == s.Title {
		return nil, err
	}
	return []Change{st.Change(Titled{Title: title})}, nil
}

// ChangeSeverity moves the incident to another severity; the reason may be empty.
func (s *State) ChangeSeverity(st Stamp, severity Severity, why string) ([]Change, error) {
	if !severity.Valid() {
		return nil, fault.Field("severity", "Choose SEV1, SEV2, SEV3 or SEV4.")
	}
	if severity == s.Severity {
		return nil, nil
	}
	why, err := Words("why", why, MaxReason)
	if err != nil {
		return nil, err
	}
	return []Change{st.Change(SeverityChanged{Severity: severity, Why: why})}, nil
}

// ChangePhase moves the incident to another phase, forward or back.
func (s *State) ChangePhase(st Stamp, phase Phase, why string) ([]Change, error) {
	if !phase.Valid() {
		return nil, fault.Field("phase", "Choose identify, diagnose, remediate, verify, learn or closed.")
	}
	if phase == s.Phase {
		return nil, nil
	}
	why, err := Words("why", why, MaxReason)
	if err != nil {
		return nil, err
	}
	return []Change{st.Change(PhaseChanged{Phase: phase, Why: why})}, nil
}

// Assign gives a person a role.
func (s *State) Assign(st Stamp, role Role, person string) ([]Change, error) {
	if !role.Valid() {
		return nil, fault.Field("role", "Choose incident lead, tech lead, comms, scribe or responder.")
	}
	person, err := OneLine("person", "name", person, MaxName)
	if err != nil {
		return nil, err
	}
	if SameName(s.Holders[role], person) || role == Responder && named(s.Responders, person) {
		return nil, nil
	}
	return []Change{st.Change(RoleAssigned{Role: role, Person: person})}, nil
}

// Release takes a person off the incident.
func (s *State) Release(st Stamp, person string) ([]Change, error) {
	if !named(s.People(), person) {
		return nil, fault.New(fault.NotFound, "%s is not on this incident.", person)
	}
	return []Change{st.Change(RoleReleased{Person: person})}, nil
}

// MeetNeed closes a need that was met; how may be empty.
func (s *State) MeetNeed(st Stamp, id, how string) ([]Change, error) {
	how, err := Words("how", how, MaxReason)
	if err != nil {
		return nil, err
	}
	return s.settleNeed(st, NeedSettled{Need: id, Why: how})
}

// DeclineNeed closes a need that will not be met, with the reason.
func (s *State) DeclineNeed(st Stamp, id, why string) ([]Change, error) {
	why, err := OneLine("why", "reason", why, MaxReason)
	if err != nil {
		return nil, err
	}
	return s.settleNeed(st, NeedSettled{Need: id, Declined: true, Why: why})
}

func (s *State) settleNeed(st Stamp, p NeedSettled) ([]Change, error) {
	n := find(s.Needs, p.Need, func(n Need) string { return n.ID })
	switch {
	case n == nil:
		return nil, fault.New(fault.NotFound, "This need is not in the log any more.")
	case !n.Open():
		return nil, fault.New(fault.Conflict, "This need was already closed.")
	}
	return []Change{st.Change(p)}, nil
}

// AnswerTask closes a task with what came of it, which may be empty.
func (s *State) AnswerTask(st Stamp, id, text string) ([]Change, error) {
	text, err := Words("answer", text, MaxReason)
	if err != nil {
		return nil, err
	}
	return s.endTask(st, TaskEnded{Task: id, Text: text})
}

// DropTask closes a task that nobody needs any more.
func (s *State) DropTask(st Stamp, id string) ([]Change, error) {
	return s.endTask(st, TaskEnded{Task: id, Dropped: true})
}

func (s *State) endTask(st Stamp, p TaskEnded) ([]Change, error) {
	if err := s.openTask(p.Task); err != nil {
		return nil, err
	}
	return []Change{st.Change(p)}, nil
}

// ExtendTask gives a task more minutes from now on.
func (s *State) ExtendTask(st Stamp, id string, minutes int) ([]Change, error) {
	if err := s.openTask(id); err != nil {
		return nil, err
	}
	if minutes < 1 || minutes > MaxTimeBox {
		return nil, fault.Field("minutes", "Give between 1 and %d minutes.", MaxTimeBox)
	}
	return []Change{st.Change(TaskExtended{Task: id, Minutes: minutes})}, nil
}

func (s *State) openTask(id string) error {
	t := find(s.Tasks, id, func(t Task) string { return t.ID })
	switch {
	case t == nil:
		return fault.New(fault.NotFound, "This task is not in the log any more.")
	case !t.Open():
		return fault.New(fault.Conflict, "This task was already closed.")
	}
	return nil
}

// SettleHypothesis gives a hypothesis a verdict; the reason may be empty.
func (s *State) SettleHypothesis(st Stamp, id string, verdict Verdict, why string) ([]Change, error) {
	h := find(s.Hypotheses, id, func(h Hypothesis) string { return h.ID })
	switch {
	case h == nil:
		return nil, fault.New(fault.NotFound, "This hypothesis is not in the log any more.")
	case !slices.Contains([]Verdict{Untested, Supported, RuledOut}, verdict):
		return nil, fault.Field("verdict", "Choose open, supported or ruled out.")
	case h.Verdict == verdict:
		return nil, nil
	}
	why, err := Words("why", why, MaxReason)
	if err != nil {
		return nil, err
	}
	return []Change{st.Change(HypothesisSettled{Hypothesis: id, Verdict: verdict, Why: why})}, nil
}

// AnswerQuestion answers a stakeholder's question.
func (s *State) AnswerQuestion(st Stamp, id, text string) ([]Change, error) {
	q := find(s.Questions, id, func(q Question) string { return q.ID })
	if q == nil {
		return nil, fault.New(fault.NotFound, "This question is not in the log any more.")
	}
	text, err := Words("answer", text, MaxLine)
	if err != nil {
		return nil, err
	}
	if text == "" {
		return nil, fault.Field("answer", "Write the answer first.")
	}
	return []Change{st.Change(QuestionAnswered{Question: id, Text: text})}, nil
}

// Deflect says that the lead took an interruption.
func (s *State) Deflect(st Stamp, id string) ([]Change, error) {
	i := find(s.Interruptions, id, func(i Interruption) string { return i.ID })
	switch {
	case i == nil:
		return nil, fault.New(fault.NotFound, "This interruption is not in the log any more.")
	case i.Deflected:
		return nil, nil
	}
	return []Change{st.Change(Deflected{Interruption: id})}, nil
}

// CheckIn records the answer to a check-in, in two lines: where a workstream
// is at, and what it needs. Either may be empty; without both it was heard of,
// and there is nothing new.
func (s *State) CheckIn(st Stamp, workstream, where, need string) ([]Change, error) {
	where, err := Words("where", where, MaxLine)
	if err != nil {
		return nil, err
	}
	if need, err = Words("need", need, MaxLine); err != nil {
		return nil, err
	}
	if workstream, err = Words("workstream", workstream, MaxName); err != nil {
		return nil, err
	}
	report := WhereReported{Workstream: workstream, Text: where, Nothing: where == ""}
	changes := []Change{st.Change(report)}
	if need != "" {
		changes = append(changes, st.Change(NeedOpened{
			Text: need, NeedKind: GuessNeedKind(need), Owner: s.Lead(), Workstream: report.Workstream,
		}))
	}
	return changes, nil
}

// SettleNudge records what came of a nudge. Until is for a snooze.
func (s *State) SettleNudge(st Stamp, key string, outcome Outcome, action string, until Time) []Change {
	return []Change{st.Change(NudgeSettled{Key: key, Outcome: outcome, Action: action, Until: until})}
}

// Words cleans a text from people that may be empty. One of more than most
// runes is refused, so that nothing is cut without a word.
func Words(field, text string, most int) (string, error) {
	text = CleanText(text, len(text))
	if n := utf8.RuneCountInString(text); n > most {
		return "", fault.Field(field, "This is %d characters, and %d fit. Shorten it: what you typed is still here.", n, most)
	}
	return text, nil
}

// OneLine is Words for a text that must not be empty and holds no line break.
func OneLine(field, what, text string, most int) (string, error) {
	text = CleanLine(text, len(text))
	if text == "" {
		return "", fault.Field(field, "Type a %s first.", what)
	}
	return Words(field, text, most)
}
