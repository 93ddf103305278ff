package comms

import (
	"strings"

	"aircover/backend/incident"
)

// Subject gives the subject of an update by mail: the state, then what is wrong
// in words that the audience may read. Inside, the severity comes first.
func Subject(inc *incident.State, cs *State, audience string, state PublicState, now incident.Time, people []string) string {
	ctx := cs.LintContext(inc, audience, state, now, people)
	title := strings.TrimRight(wording{ctx: ctx}.say(inline(inc.Title)), ".")
	if edit, ok := cs.Edited[FactSymptom]; ok {
		title = strings.TrimRight(wording{ctx: ctx}.say(inline(edit.Text)), ".")
	}
	if title == "" {
		title = plainTitle
	}
	subject := string(state) + ": " + capital(title)
	if !ctx.Public {
		subject = inc.Severity.String() + " " + subject
	}
	return subject
}
