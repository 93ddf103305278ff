package comms

// rule is one line of the wording lint.
type rule struct {
	id       string
	severity LintSeverity
	audience ruleAudience
	reason   string
	find     func(d *document) []span
	fix      func(d *document, at span) (edit, bool) // nil where a person has to decide
}

// ruleAudience says which updates a rule is about.
type ruleAudience string

const (
	everyUpdate   ruleAudience = "every update"
	publicUpdates ruleAudience = "worded for the outside"
	promising     ruleAudience = "has to state the next update"
)

func (r rule) appliesTo(ctx LintContext) bool {
	switch r.audience {
	case publicUpdates:
		return ctx.Public
	case promising:
		return ctx.NeedsNext
	}
	return true
}

// rules is the wording lint, errors first. What a rule is about stands in its
// reason, which is what the lead reads.
var rules = []rule{
	{
		id: "no-next-update", severity: LintError, audience: promising,
		reason: "An open update says by when the next one comes, as a time with its zone. People who know when they hear again do not ask.",
		find:   findNoNextUpdate, fix: fixNoNextUpdate,
	},
	{
		id: "next-update-past", severity: LintError, audience: promising,
		reason: "This time has passed, or is later than this audience expects to hear again.",
		find:   findNextUpdatePast, fix: fixNextUpdatePast,
	},
	{
		id: "placeholder", severity: LintError, audience: everyUpdate,
		reason: "A placeholder is left. Fill it in, or say that it is not known yet.",
		find:   findPlaceholder,
	},
	{
		id: "time-without-zone", severity: LintError, audience: everyUpdate,
		reason: "Readers are in several time zones. Name the zone of this time.",
		find:   findTimeWithoutZone, fix: fixTimeWithoutZone,
	},
	{
		id: "person-or-handle", severity: LintError, audience: publicUpdates,
		reason: "Names of people stay inside. Outside, the company speaks.",
		find:   findPeople, fix: fixPeople,
	},
	{
		id: "internal-detail", severity: LintError, audience: publicUpdates,
		reason: "Host names, addresses and tickets mean nothing outside, and help an attacker.",
		find:   findInternalDetail,
	},
	{
		id: "blame", severity: LintError, audience: everyUpdate,
		reason: "This puts the blame on somebody. Say what happened, not who did it.",
		find:   findBlame,
	},
	{
		id: "eta", severity: LintError, audience: publicUpdates,
		reason: "A time of recovery is a promise nobody can keep. Promise the next update instead.",
		find:   findEta, fix: fixSentence,
	},
	{
		id: "relative-time", severity: LintWarning, audience: everyUpdate,
		reason: "Who reads this later cannot tell when it was. Add the time on the clock.",
		find:   findRelativeTime,
	},
	{
		id: "inconvenience", severity: LintWarning, audience: everyUpdate,
		reason: "“Any inconvenience” reads as if nobody had looked. Say what did not work for them, or leave it out.",
		find:   findInconvenience, fix: fixSentence,
	},
}
