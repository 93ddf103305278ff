package comms

import (
	"slices"
	"strings"

	"aircover/backend/incident"
)

// view is what a template may say. Every text is worded for its audience:
// what would not pass the lint there is not in it.
type view struct {
	State    PublicState
	Severity incident.Severity
	Phase    incident.Phase
	Title    string
	Began    string // times with their zones
	BeganAt  string // the same behind a verb: "at 14:05 CET", "on Tue 24 Nov, 14:05 CET"
	Ended    string // "" while it goes on
	LastSent string // when this audience was told last; "" is never
	Next     string // "" where no time is promised

	Public     bool
	CauseKnown bool
	Back       string // that the state goes back; "" where it does not
	Lead       string // "" outside
	TechLead   string

	// Facts as sentences: what is known, else that it is not known.
	Impact, Scope, Works, Workaround, Decision string

	// Of an incident that is over: that it works again, and what that means
	// for data, as sentences.
	Recovered, Data string

	// HasDecision says that a decision is waited for.
	HasDecision bool

	Known, Unknown, Doing, Needs, Timeline, New []string
}

// wordings are how a draft says a fact: the label in front of it, which is left
// out where the fact has the words in says, and the sentence while it is not known.
var wordings = map[string]struct{ label, says, unknown string }{
	FactImpact:     {"Impact: ", "impact", "We are still measuring the impact."},
	FactScope:      {"Affected: ", "affected", "We do not know yet how many are affected."},
	FactWorks:      {"Not affected: ", "not affected", "We have not confirmed yet what still works."},
	FactWorkaround: {"Workaround: ", "workaround", "We know of no workaround yet."},
	FactDecision:   {unknown: "No decision is needed from you now."},
}

// What an update says of data: that it is still being checked until the lead
// has stated it, and where the statement cannot be said here, that it comes.
const (
	dataChecked  = "We are still checking whether any data was lost or exposed."
	dataSeparate = "We will say separately what this means for data."
)

// plainTitle stands for a title that cannot be said outside.
const plainTitle = "A problem with our service"

func newView(inc *incident.State, cs *State, a *Audience, draft Draft, now incident.Time) view {
	w := wording{ctx: cs.LintContext(inc, a.ID, draft.State, now, nil)}
	facts := map[string]Fact{}
	for _, f := range Facts(inc, cs, now) {
		facts[f.Name] = f
	}
	clock := func(t incident.Time) string {
		if t.IsZero() {
			return ""
		}
		return Clock(t, inc.Zone, now)
	}
	v := view{
		State: draft.State, Severity: inc.Severity, Phase: inc.Phase, Public: a.Public(),
		Began: clock(inc.Began), Next: clock(draft.Next),
		CauseKnown: slices.ContainsFunc(inc.Hypotheses, func(h incident.Hypothesis) bool { return h.Verdict == incident.Supported }),
	}
	if v.BeganAt = "at " + v.Began; strings.Contains(v.Began, ", ") {
		v.BeganAt = "on " + v.Began
	}
	if last := cs.Last(a.ID); last != nil {
		v.LastSent = clock(last.At)
	}
	if !draft.State.Open() {
		v.Ended = clock(inc.Settled)
		v.Recovered = "It works again."
		if !inc.Settled.IsZero() {
			v.Recovered = "We have checked that it works again."
		}
	}
	v.Back = back(w.ctx, cs)
	v.Title = w.say(strings.Join(facts[FactSymptom].Lines(), " "))
	if v.Title == "" || !facts[FactSymptom].Known {
		v.Title = plainTitle
	}
	v.Title = strings.TrimRight(v.Title, ".")
	v.Impact, _ = w.fact(facts[FactImpact])
	v.Scope, _ = w.fact(facts[FactScope])
	v.Works, _ = w.fact(facts[FactWorks])
	v.Workaround, _ = w.fact(facts[FactWorkaround])
	v.Data = w.data(facts[FactData])
	v.Decision, v.HasDecision = w.fact(facts[FactDecision])
	if a.Public() {
		// Outside, the log's own lines are not repeated: the lead says what is
		// known, and no cause is named while it is being looked for.
		if facts[FactKnown].Edited && draft.State != Investigating {
			v.Known = w.all(facts[FactKnown].Lines())
		}
		return v
	}
	v.Lead, v.TechLead = inline(inc.Lead()), inline(inc.Holders[incident.TechLead])
	v.Known = w.all(linesIfKnown(facts[FactKnown]))
	v.Unknown = w.all(facts[FactUnknown].Lines())
	v.Doing = w.all(linesIfKnown(facts[FactDoing]))
	for _, n := range inc.OpenNeeds() {
		v.Needs = append(v.Needs, w.all([]string{inline(incident.NeedOpened{Text: n.Text, For: n.For}.EntryText())})...)
	}
	v.Timeline = timeline(inc, w, clock)
	v.New = news(inc, cs, w, a.ID)
	return v
}

// news lists what was learned inside since the last update to an audience, the
// newest of it; notes are not repeated.
func news(inc *incident.State, cs *State, w wording, audience string) []string {
	var lines []string
	for _, s := range cs.NewSince(inc, audience) {
		if s.Kind != (incident.Noted{}).Kind() {
			lines = append(lines, s.Text)
		}
	}
	return w.all(lines[max(0, len(lines)-mostStatements):])
}

// back says that the state goes back, or inside, and while the cause is looked
// for, that it once did.
func back(ctx LintContext, cs *State) string {
	switch {
	case ctx.MovedBack() && ctx.LastState.Open():
		return "We had reported “" + string(ctx.LastState) + "” too early, and have reopened this."
	case ctx.MovedBack(), cs.ReopenedSeq > 0 && ctx.State.Open() && (ctx.State == Investigating || !ctx.Public):
		return "This problem is back after we had reported it as resolved."
	}
	return ""
}

func linesIfKnown(f Fact) []string {
	if !f.Known {
		return nil
	}
	return f.Lines()
}

// timeline lists what happened, with times and without causes: the beginning,
// the declaration, what was seen and what was decided.
func timeline(inc *incident.State, w wording, clock func(incident.Time) string) []string {
	type line struct {
		at   incident.Time
		text string
	}
	lines := []line{{inc.Began, "the impact began"}, {inc.Declared, "declared as an incident, now " + inc.Severity.String()}}
	for _, s := range inc.Facts {
		switch s.Kind {
		case incident.EvidenceLogged{}.Kind():
			lines = append(lines, line{s.Occurred, w.say(inline(s.Text))})
		case incident.Decided{}.Kind():
			lines = append(lines, line{s.Occurred, w.say("decided: " + inline(s.Text))})
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int { return a.at.Compare(b.at) })
	var out []string
	for _, l := range lines {
		if l.text != "" && !l.at.IsZero() {
			out = append(out, clock(l.at)+": "+l.text)
		}
	}
	return out
}

// wording fits statements to an audience.
type wording struct{ ctx LintContext }

// wordRules are the rules about words, which a part of an update can break.
var wordRules = slices.DeleteFunc(slices.Clone(rules), func(r rule) bool {
	return r.whole || r.audience == promising || r.severity != LintError
})

// say gives a statement as it may be said to the audience: a time gets its
// zone; "" where the words break a rule that only a person can mend.
func (w wording) say(text string) string {
	d := read(text, w.ctx)
	for _, at := range findTimeWithoutZoneReversed(d) {
		fix, _ := fixTimeWithoutZone(d, at)
		text = text[:fix.start] + fix.text + text[fix.end:]
	}
	if len(lint(read(text, w.ctx), wordRules)) > 0 {
		return ""
	}
	return text
}

func findTimeWithoutZoneReversed(d *document) []span {
	found := findTimeWithoutZone(d)
	slices.Reverse(found)
	return found
}

// all gives the statements that may be said, as sentences.
func (w wording) all(lines []string) []string {
	var out []string
	for _, line := range lines {
		if text := w.say(inline(line)); text != "" {
			out = append(out, sentence(capital(text)))
		}
	}
	return out
}

// fact gives a fact as a sentence, and whether it is known.
func (w wording) fact(f Fact) (string, bool) {
	words := wordings[f.Name]
	text := w.say(inline(strings.Join(f.Lines(), " ")))
	if !f.Known || text == "" {
		return words.unknown, false
	}
	if words.label == "" {
		return sentence(text), true
	}
	if strings.Contains(strings.ToLower(text), words.says) {
		return sentence(capital(text)), true
	}
	return words.label + sentence(text), true
}

// data gives what is said of data, as a sentence.
func (w wording) data(f Fact) string {
	if !f.Known {
		return dataChecked
	}
	text := w.say(inline(strings.Join(f.Lines(), " ")))
	if text == "" {
		return dataSeparate
	}
	text = sentence(capital(text))
	if len(findNoDataStatement(read(text, w.ctx))) > 0 {
		text = "Data: " + text
	}
	return text
}
