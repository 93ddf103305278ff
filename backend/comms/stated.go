package comms

import (
	"regexp"

	"aircover/backend/incident"
)

// StatedNext gives the time at which a text announces the next update, so that
// the promise that is kept on record is the one that people read. It is false
// where the text announces none that is still to come.
func StatedNext(text string, ctx LintContext) (incident.Time, bool) {
	d := read(text[:min(len(text), MaxLint)], ctx)
	for _, c := range d.announced() {
		if next, ok := d.promised(c); ok && next.After(ctx.Now) {
			return next, true
		}
	}
	return incident.Time{}, false
}

// opening is how an update says its state: first, and in bold.
var opening = regexp.MustCompile(`^\*\*[^*\n]*?\b(Investigating|Identified|Monitoring|Resolved)\b`)

// StatedState gives the public state that a text opens with; "" where it names
// none.
func StatedState(text string) PublicState {
	if m := opening.FindStringSubmatch(text); m != nil {
		return PublicState(m[1])
	}
	return ""
}
