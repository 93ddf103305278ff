package comms

import (
	"slices"

	"aircover/backend/incident"
)

// rule is one line of the wording lint.
type rule struct {
	id       string
	severity LintSeverity
	audience ruleAudience
	reason   string
	whole    bool // it judges the update, not a part of it
	find     func(d *document) []span
	note     func(d *document, at span) string       // what this finding adds to the reason; may be nil
	fix      func(d *document, at span) (edit, bool) // nil where a person has to decide
}

// ruleAudience says which updates a rule is about.
type ruleAudience string

const (
	everyUpdate     ruleAudience = "every update"
	publicUpdates   ruleAudience = "worded for the outside"
	externalUpdates ruleAudience = "read by the outside"
	widerUpdates    ruleAudience = "for others than those who work on it"
	promising       ruleAudience = "has to state the next update"
	investigating   ruleAudience = "while Investigating"
	uncleared       ruleAudience = "not cleared by counsel, and not to counsel"
	resolving       ruleAudience = "says Resolved"
	publicSEV1      ruleAudience = "worded for the outside, at SEV1"
)

func (r rule) appliesTo(ctx LintContext) bool {
	switch r.audience {
	case publicUpdates:
		return ctx.Public
	case externalUpdates:
		return ctx.External
	case widerUpdates:
		return ctx.Public || ctx.Audience == Executives
	case promising:
		return ctx.NeedsNext
	case investigating:
		return ctx.State == Investigating
	case uncleared:
		return !ctx.LegalCleared && ctx.Audience != Legal
	case resolving:
		return !ctx.State.Open()
	case publicSEV1:
		return ctx.Public && ctx.Severity == incident.SEV1
	}
	return true
}

// rules is the wording lint, errors first.
var rules = slices.Concat(errorRules, warningRules)
