package comms

import (
	"regexp"
	"sort"
	"strings"
)

// nextUpdate begins the part of a sentence that announces the next update.
var nextUpdate = regexp.MustCompile(`(?i)\b(?:next|further|another|following) (?:\w+ )?updates?\b|\bupdates? (?:\w+ ){0,3}(?:by|no later than|before)\b|` +
	`(?:\bwill|['’]ll) (?:\w+ ){0,2}update (?:you|again|this|everyone|customers|by|at)\b|` +
	`(?:\bwill|['’]ll) (?:post|share|provide|give|send|publish) (?:\w+ ){0,4}updates?\b|(?:\bwill|['’]ll) (?:post|write|report|share) (?:\w+ ){0,2}?(?:again|back|more)\b|\bhear from us\b|\bnext: |\bthe latest by\b`)

var nextHint = words("update hear next: latest again back more")

// announced lists the times at which the text announces the next update. Of a
// sentence it is the first time behind the announcement.
func (d *document) announced() []clockTime {
	var out []clockTime
	for i, n := 0, 0; n < len(d.ends); n++ {
		at := d.sentenceSpan(n)
		for i < len(d.clocks) && d.clocks[i].start < at.start {
			i++
		}
		if i == len(d.clocks) {
			break
		}
		if d.clocks[i].start >= at.end {
			continue
		}
		if !nextHint.in(d.lower[at.start:at.end]) {
			continue
		}
		says := nextUpdate.FindStringIndex(d.text[at.start:at.end])
		if says == nil {
			continue
		}
		for _, c := range d.clocks[i:] {
			if c.start >= at.end {
				break
			}
			if c.start >= at.start+says[0] {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

func findNoNextUpdate(d *document) []span {
	if len(d.announced()) > 0 {
		return nil
	}
	end := len(strings.TrimRight(d.text, " \t\n"))
	return []span{{end, end}}
}

func fixNoNextUpdate(d *document, at span) (edit, bool) {
	line := "Next update by " + Clock(d.ctx.Next, d.ctx.Zone, d.ctx.Now) + "."
	if at.end > 0 {
		line = "\n\n" + line
	}
	return edit{span: span{at.start, len(d.text)}, text: line + "\n", label: "Add the time"}, !d.ctx.Next.IsZero()
}

func findNextUpdatePast(d *document) []span {
	var out []span
	for _, c := range d.announced() {
		next, ok := d.promised(c)
		if ok && (!next.After(d.ctx.Now) || !d.ctx.Latest.IsZero() && next.After(d.ctx.Latest)) {
			out = append(out, span{c.start, c.full})
		}
	}
	return out
}

func fixNextUpdatePast(d *document, at span) (edit, bool) {
	return edit{span: at, text: Clock(d.ctx.Next, d.ctx.Zone, d.ctx.Now), label: "Set the next time"}, !d.ctx.Next.IsZero()
}

func findTimeWithoutZone(d *document) []span {
	var out []span
	for _, c := range d.clocks {
		if c.zone == nil {
			out = append(out, span{c.start, c.full})
		}
	}
	return out
}

// unknownZone gives what claims to be the zone of a time, and is not known
// here; "" where nothing does.
func (d *document) unknownZone(at span) string {
	i := sort.Search(len(d.clocks), func(i int) bool { return d.clocks[i].start >= at.start })
	if i == len(d.clocks) || d.clocks[i].start != at.start {
		return ""
	}
	unknown, _, _ := strings.Cut(strings.Trim(spaces.Replace(d.text[d.clocks[i].end:d.clocks[i].full]), " ()"), " (")
	return strings.TrimRight(unknown, ")")
}

func noteTimeWithoutZone(d *document, at span) string {
	if unknown := d.unknownZone(at); unknown != "" {
		return "“" + unknown + "” is not known here: write its letters, or its offset as UTC+2."
	}
	return "Name the zone of this time."
}

// fixTimeWithoutZone adds the zone of the incident, which is the lead's own. It
// leaves alone what names another.
func fixTimeWithoutZone(d *document, at span) (edit, bool) {
	letters := zoneLetters(d.ctx.Now.In(d.zone))
	return edit{span: span{at.end, at.end}, text: " " + letters, label: "Add " + letters}, d.unknownZone(at) == ""
}
