package comms

import (
	"cmp"
	"slices"

	"aircover/backend/incident"
)

// LintSeverity is how much a finding matters. Neither stops a copy.
type LintSeverity string

// The severities of findings.
const (
	LintError   LintSeverity = "E"
	LintWarning LintSeverity = "W"
)

// Finding is one place in a text that a rule is about. Start and End are
// offsets in UTF-16 code units, as JavaScript counts; End is behind the last.
// They are equal where something is missing.
type Finding struct {
	Rule     string       `json:"rule"`
	Severity LintSeverity `json:"severity"`
	Start    int          `json:"start"`
	End      int          `json:"end"`
	Reason   string       `json:"reason"`
	Fix      *Fix         `json:"fix,omitempty"`
}

// Fix replaces the UTF-16 code units from Start to End by Text.
type Fix struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Label string `json:"label"`
}

// LintContext is what a text is held against.
type LintContext struct {
	Audience  string
	Public    bool // it is worded for the outside
	State     PublicState
	NeedsNext bool          // an open update to an audience that was promised a time
	Next      incident.Time // what the update should promise; zero where nothing
	Latest    incident.Time // the latest next update that the cadence allows; zero is any
	Now       incident.Time
	Zone      string   // IANA zone of the incident
	People    []string // names that must not get out
}

// LintContext gives what an update to an audience is held against now. People
// are names beside those of the incident.
func (s *State) LintContext(inc *incident.State, audience string, state PublicState, now incident.Time, people []string) LintContext {
	ctx := LintContext{
		Audience: audience, State: state, Now: now, Zone: inc.Zone, People: slices.Concat(inc.People(), people),
	}
	if a := s.Audience(audience); a != nil {
		ctx.Public = a.Public()
		ctx.Next, _ = s.NextUpdate(inc, audience, now)
		ctx.Latest = ctx.Next
		ctx.NeedsNext = state.Open() && !ctx.Next.IsZero()
	}
	return ctx
}

// MaxLint is how many bytes of a text are read; the rest is not judged.
const MaxLint = 100_000

// Lint judges a text. The findings are in the order of the text; they may
// overlap. Its time grows with the length of the text and no faster.
func Lint(text string, ctx LintContext) []Finding {
	return lint(read(text, ctx), rules)
}

func lint(d *document, rules []rule) []Finding {
	units := unitOffsets(d.text)
	var findings []Finding
	for _, r := range rules {
		if !r.appliesTo(d.ctx) {
			continue
		}
		for _, at := range r.find(d) {
			f := Finding{Rule: r.id, Severity: r.severity, Start: int(units[at.start]), End: int(units[at.end]), Reason: r.reason}
			if r.fix != nil {
				if fix, ok := r.fix(d, at); ok {
					f.Fix = &Fix{Start: int(units[fix.start]), End: int(units[fix.end]), Text: fix.text, Label: fix.label}
				}
			}
			findings = append(findings, f)
		}
	}
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return findings
}

// span is a part of a document, in bytes.
type span struct{ start, end int }

// edit is a replacement of a part of a document, in bytes.
type edit struct {
	span
	text, label string
}

// unitOffsets gives, for every byte offset at which a character starts, and for
// the end, the offset in UTF-16 code units.
func unitOffsets(text string) []int32 {
	offsets := make([]int32, len(text)+1)
	units := int32(0)
	for i, r := range text {
		offsets[i] = units
		if units++; r > 0xffff {
			units++ // a surrogate pair
		}
	}
	offsets[len(text)] = units
	return offsets
}
