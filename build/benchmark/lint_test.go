package benchmark

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"aircover/backend/comms"
	"aircover/backend/incident"
)

const (
	lintRounds = 30
	lintsEach  = 10
	lintBytes  = 20_000
)

// lint takes the time of judging a long update, as after every pause in
// typing, against one pass over its characters that looks at each.
func lint(t *testing.T, r *report) {
	line := "We are investigating errors in checkout since 14:05 CET for cards issued in the EU. " +
		"Some requests failed to complete in 30 minutes. "
	text := strings.Repeat(line, lintBytes/len(line)+1)[:lintBytes]
	now := incident.At(time.Date(2026, 3, 2, 14, 0, 0, 0, time.UTC))
	ctx := comms.LintContext{
		Public: true, State: comms.Investigating, NeedsNext: true, Next: now, Now: now,
		Zone: "Europe/Berlin", People: []string{"Ana Ruiz"},
	}
	letters := 0
	series := inTurns(lintRounds, lintsEach,
		timed(func() {
			if len(comms.Lint(text, ctx)) == 0 {
				t.Fatal("nothing was found")
			}
		}),
		timed(func() {
			for _, c := range text {
				if unicode.IsLetter(c) {
					letters++
				}
			}
		}),
	)
	if letters == 0 {
		t.Fatal("nothing was read")
	}
	r.row("lint a text of 20 kB", series[0], series[1])
	r.how(fmt.Sprintf("comms.Lint against one pass over the text that looks at every character; medians of %d, %d rounds.", lintsEach, lintRounds))
}
