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
	External  bool // the outside reads it as it is
	State     PublicState
	Severity  incident.Severity // 0 where it is not known
	NeedsNext bool              // an open update to an audience that was promised a time
	Next      incident.Time     // what the update should promise; zero where nothing
	Latest    incident.Time     // the latest next update that the cadence allows; zero is any
	Now       incident.Time
	Zone      string   // IANA zone of the incident
	People    []string // names that must not get out

	LastState PublicState // of the last update to this audience; "" is none
	LastText  string      // Markdown
	Others    []Other     // what other audiences read

	Dictionaries Dictionaries
	LegalCleared bool // counsel cleared what is said of security
	Confirmed    bool // it is confirmed that the outside notices
	MostWords    int  // what this audience reads at most; 0 is any
}

// MovedBack tells whether the update says that less is reached than the last
// one to this audience did.
func (c LintContext) MovedBack() bool { return c.LastState.step() > c.State.step() }

// Longest updates that are read, in words, from the playbook.
const (
	pageWords      = 80
	executiveWords = 120
)

// LintContext gives what an update to an audience is held against now. People
// are names beside those of the incident.
func (s *State) LintContext(inc *incident.State, audience string, state PublicState, now incident.Time, people []string) LintContext {
	ctx := LintContext{
		Audience: audience, State: state, Severity: inc.Severity, Now: now, Zone: inc.Zone, People: slices.Concat(inc.People(), people),
		LegalCleared: s.LegalCleared, Confirmed: s.confirmed(inc), Others: s.others(audience),
	}
	if last := s.Last(audience); last != nil {
		ctx.LastState, ctx.LastText = last.State, last.Text
	}
	switch audience {
	case Page:
		ctx.MostWords = pageWords
	case Executives:
		ctx.MostWords = executiveWords
	}
	if a := s.Audience(audience); a != nil {
		ctx.Public, ctx.External = a.Public(), a.External
		ctx.Next, _ = s.NextUpdate(inc, audience, now)
		ctx.Latest = ctx.Next
		ctx.NeedsNext = state.Open() && !ctx.Next.IsZero()
	}
	return ctx
}

// others lists what the other audiences were told last.
func (s *State) others(audience string) []Other {
	var others []Other
	for i := range s.Audiences {
		a := &s.Audiences[i]
		if last := s.Last(a.ID); last != nil && a.ID != audience {
			others = append(others, Other{
				Name: a.Name, Text: last.Text, At: last.At, OldSeverity: last.Seq < s.GradedSeq, OldImpact: last.Seq < s.MeasuredSeq,
			})
		}
	}
	return others
}

// confirmed tells whether an impact that the outside notices is on record.
func (s *State) confirmed(inc *incident.State) bool {
	for _, name := range []string{FactImpact, FactScope} {
		if s.Edited[name].Text != "" || len(labelled(name, inc)) > 0 {
			return true
		}
	}
	return false
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
			if r.note != nil {
				f.Reason += " " + r.note(d, at)
			}
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
