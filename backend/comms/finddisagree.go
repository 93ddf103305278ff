package comms

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"aircover/backend/incident"
)

// Other is what another audience reads at the same time: its draft, or what it
// was sent.
type Other struct {
	Name string // of the audience
	Text string
	At   incident.Time // when it was sent; that of now for a draft
	// OldSeverity and OldImpact say that the text is from before the severity or
	// the impact changed, so that it may differ in it.
	OldSeverity, OldImpact bool
}

// mostOther is how many bytes of another audience's text are held against this
// one: what they differ in stands at the top.
const mostOther = 4000

// claim is something that two texts may state differently.
type claim struct {
	span
	about string // what it is about; only claims about the same thing can differ
	value float64
	slack float64 // how far another may be off
}

var (
	severityClaim = regexp.MustCompile(`(?i)\bsev(?:erity)?[ -]?([1-4])\b|\bP([1-4])\b`)
	startLead     = regexp.MustCompile(`(?i)\b(?:since|began|begun|started|starting|beginning|onset|start(?: of (?:impact|the \w+))?)(?::|,)?(?: (?:at|on|around|about|approximately|from|today|~))*(?: [\w,]+){0,5} ?$`)
	otherStart    = regexp.MustCompile(`(?i)\b(?:again|normal\w*|recover\w*|restored|stable|healthy|fixed|update\w*|fix|deploy\w*|roll\w*|monitor\w*|work(?:ing|ed)?|look\w*)\b`)
	roughly       = regexp.MustCompile(`(?i)\b(?:about|around|approximately|approx\.|roughly|some|nearly|almost|over|more than|up to|at least|~) ?$`)
	quantity      = regexp.MustCompile(`(?i)(\d+(?:[.,]\d+)*)(?: ?(million|thousand|k\b))?(?: ?(%|percent\b|per cent\b|EUR\b|USD\b|GBP\b|euros?\b|dollars?\b))?(?: of)?((?: (?:all|the|our|these|of|total|affected))*(?: [a-z]+)?)(?: (per|an?|each|every) (minute|hour|second|day))?`)
	impactWord    = regexp.MustCompile(`(?i)\b(?:affect\w*|impact\w*|fail\w*|errors?|unable|cannot|can['’]t|lost|los(?:e|ing|s)|slow\w*|delay\w*|down|degraded|miss\w*|reject\w*|declin\w*|so far)\b`)
	impactHint    = words("affect impact fail error unable cannot can't can’t lost los slow delay down degrad miss reject declin so")
	timeWord      = setOf(`minute minutes min mins hour hours hr hrs second seconds day days week weeks utc gmt cet cest am pm january february march april may june july august september october november december more`)
)

// claims reads what a text says of the severity, the start and the impact.
func (d *document) claims() []claim {
	var out []claim
	for _, m := range d.match(severityClaim, words("sev p1 p2 p3 p4"), anyDigit) {
		out = append(out, claim{span: span{m[0], m[1]}, about: "severity", value: number(d.text, m, 1) + number(d.text, m, 2)})
	}
	for _, c := range d.clocks {
		s := d.sentenceSpan(d.sentence(c.start))
		lead := d.text[max(s.start, c.start-mostLead):c.start]
		at := startLead.FindStringIndex(lead)
		if at == nil || otherStart.MatchString(lead[at[0]:]) || otherStart.MatchString(lead[max(0, at[0]-30):at[0]]) {
			continue
		}
		if moment, ok := d.moment(c, d.near(c.span)); ok {
			slack := 0.0
			if roughly.MatchString(lead) {
				slack = 10
			}
			out = append(out, claim{span{c.start, c.full}, "start", float64(moment.Unix() / 60), slack})
			break
		}
	}
	return append(out, d.quantities()...)
}

func number(text string, m []int, group int) float64 {
	if m[2*group] < 0 {
		return 0
	}
	digits := text[m[2*group]:m[2*group+1]]
	if at := strings.LastIndexAny(digits, ".,"); at >= 0 && len(digits)-at == 4 {
		digits = strings.NewReplacer(",", "", ".", "").Replace(digits) // 18,000
	}
	value, _ := strconv.ParseFloat(strings.ReplaceAll(digits, ",", "."), 64)
	return value
}

// quantities reads the numbers of sentences about the impact.
func (d *document) quantities() []claim {
	var out []claim
	of, impact := -1, false // the sentence that was looked at last
	for _, m := range d.match(quantity, anyDigit, impactHint) {
		before, _ := d.around(span{m[0], m[1]})
		if n := d.sentence(m[0]); n != of {
			s := d.sentenceSpan(n)
			of, impact = n, impactWord.MatchString(d.text[s.start:s.end])
		}
		if !impact || wordByte(before) || before == ':' || before == '.' || d.inLink(m[0]) {
			continue
		}
		group := func(n int) string {
			if m[2*n] < 0 {
				return ""
			}
			return d.lower[m[2*n]:m[2*n+1]]
		}
		words := strings.Fields(group(4))
		noun := ""
		if len(words) > 0 {
			noun = strings.TrimSuffix(words[len(words)-1], "s")
		}
		unit := strings.TrimSuffix(strings.ReplaceAll(group(3), "per cent", "percent"), "s")
		if unit == "percent" {
			unit = "%"
		}
		if unit == "" && (noun == "" || timeWord[noun] || timeWord[noun+"s"]) || unit != "%" && strings.TrimSpace(unit+noun) == "" {
			continue
		}
		if unit != "" && unit != "%" {
			noun = "" // an amount of money
		}
		value := number(d.text, m, 1) * map[string]float64{"": 1, "k": 1e3, "thousand": 1e3, "million": 1e6}[group(2)]
		out = append(out, claim{span{m[0], max(m[3], m[5], m[7])}, "impact " + unit + " " + noun + " " + group(6), value, value / 10})
	}
	return out
}

// disagreement is a claim, and who was told otherwise.
type disagreement struct {
	span
	name string
}

// disagreements holds what the text claims against the other texts. It is an
// error to say 14:05 here and 14:20 there, not to leave it out.
func (d *document) disagreements() []disagreement {
	if d.compared {
		return d.differ
	}
	d.compared = true
	if len(d.ctx.Others) == 0 {
		return nil
	}
	mine := d.claims()
	for _, other := range d.ctx.Others {
		ctx := LintContext{Now: other.At, Zone: d.ctx.Zone}
		if ctx.Now.IsZero() {
			ctx.Now = d.ctx.Now
		}
		theirs := read(head(other.Text, mostOther), ctx).claims()
		for _, c := range mine {
			about, _, _ := strings.Cut(c.about, " ")
			if about == "severity" && other.OldSeverity || about == "impact" && other.OldImpact || !contradicted(c, theirs) {
				continue
			}
			d.differ = append(d.differ, disagreement{c.span, other.Name})
		}
	}
	return d.differ
}

// contradicted tells whether the others state the same thing, and never so.
func contradicted(c claim, theirs []claim) bool {
	stated := false
	for _, t := range theirs {
		if t.about != c.about {
			continue
		}
		if math.Abs(t.value-c.value) <= max(t.slack, c.slack) {
			return false
		}
		stated = true
	}
	return stated
}

func findDisagreement(d *document) []span {
	var out []span
	for _, x := range d.disagreements() {
		out = append(out, x.span)
	}
	return merged(out)
}

// noteDisagreement names the audiences that were told otherwise.
func noteDisagreement(d *document, at span) string {
	var names []string
	for _, x := range d.disagreements() {
		if x.start >= at.start && x.end <= at.end {
			names = append(names, x.name)
		}
	}
	return "Told otherwise: " + strings.Join(names, ", ") + "."
}
