package comms

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aircover/backend/incident"
)

// Fact is one line of the facts block, which every draft is made from.
type Fact struct {
	Name    string   `json:"name"`
	Label   string   `json:"label"`
	Text    string   `json:"text"`    // one statement to a line
	Sources []string `json:"sources"` // ids of the entries it comes from
	Edited  bool     `json:"edited"`  // in the lead's words
	Known   bool     `json:"known"`   // false: Text says that it is not known
}

// Lines gives the statements of the fact.
func (f Fact) Lines() []string {
	return strings.FieldsFunc(f.Text, func(r rune) bool { return r == '\n' })
}

// mostStatements is how many statements of one sort a fact repeats from the
// log, the newest: more is not read under pressure.
const mostStatements = 5

// Facts gives the facts block: what the lead wrote, else what the log says,
// else that it is not known.
func Facts(inc *incident.State, cs *State, _ incident.Time) []Fact {
	facts := make([]Fact, 0, len(factList))
	for _, d := range factList {
		f := Fact{Name: d.name, Label: d.label}
		if edit, ok := cs.Edited[d.name]; ok {
			f.Text, f.Sources, f.Edited, f.Known = edit.Text, []string{edit.Entry}, true, true
		} else if said := fromLog(d.name, inc, cs); len(said) > 0 {
			var lines []string
			for _, s := range said {
				lines = append(lines, s.text)
				f.Known = f.Known || !s.asked
				if s.entry != "" {
					f.Sources = append(f.Sources, s.entry)
				}
			}
			f.Text = strings.Join(lines, "\n")
		} else {
			f.Text = d.unknown
		}
		facts = append(facts, f)
	}
	return facts
}

// said is a statement from the log, and its entry.
type said struct {
	text, entry string
	asked       bool // it says that something is not known
}

func fromLog(name string, inc *incident.State, cs *State) []said {
	switch name {
	case FactSymptom:
		if inc.Title != "" {
			return []said{{text: inline(inc.Title), entry: cs.Titled}}
		}
	case FactKnown:
		return known(inc)
	case FactUnknown:
		return unknown(inc)
	case FactDoing:
		return doing(inc, cs)
	case FactNext:
		return promised(inc, cs)
	default:
		return labelled(name, inc)
	}
	return nil
}

// labelPattern begins a note that states a fact: "workaround: pay by invoice".
var labelPattern = regexp.MustCompile(`(?i)^(impact|scope|affected|works|what works|not affected|workaround|data|decision needed): *(\S.*)`)

var labelled2fact = map[string]string{
	"impact": FactImpact, "scope": FactScope, "affected": FactScope, "works": FactWorks, "what works": FactWorks,
	"not affected": FactWorks, "workaround": FactWorkaround, "data": FactData, "decision needed": FactDecision,
}

// labelOf tells which fact a note states, and in which words.
func labelOf(text string) (name, words string) {
	m := labelPattern.FindStringSubmatch(inline(text))
	if m == nil {
		return "", ""
	}
	return labelled2fact[strings.ToLower(m[1])], m[2]
}

// labelled gives the newest note that states a fact.
func labelled(name string, inc *incident.State) []said {
	for _, s := range slices.Backward(inc.Facts) {
		if of, words := labelOf(s.Text); of == name {
			return []said{{text: words, entry: s.ID}}
		}
	}
	return nil
}

// known lists what was seen, and what became of the hypotheses.
func known(inc *incident.State) []said {
	var seen []said
	for _, s := range inc.Facts {
		if of, _ := labelOf(s.Text); of == "" && s.Kind == (incident.EvidenceLogged{}).Kind() {
			seen = append(seen, said{text: inline(s.Text), entry: s.ID})
		}
	}
	seen = newest(seen)
	for _, h := range inc.Hypotheses {
		switch h.Verdict {
		case incident.Supported:
			seen = append(seen, said{text: "Cause: " + inline(h.Text), entry: h.ID})
		case incident.RuledOut:
			seen = append(seen, said{text: "Ruled out: " + inline(h.Text), entry: h.ID})
		}
	}
	return seen
}

// unknown lists what is still being asked.
func unknown(inc *incident.State) []said {
	var open []said
	supported := false
	for _, h := range inc.Hypotheses {
		switch h.Verdict {
		case incident.Supported:
			supported = true
		case incident.Untested:
			open = append(open, said{text: "Being checked: " + inline(h.Text), entry: h.ID})
		}
	}
	open = newest(open)
	switch {
	case !supported:
		return append([]said{{text: definition(FactUnknown).unknown, asked: true}}, open...)
	case len(open) == 0:
		return []said{{text: "Nothing that we know of."}}
	}
	return open
}

// doing lists where the work is at, who does what, and what was decided.
func doing(inc *incident.State, cs *State) []said {
	var now []said
	for _, w := range inc.Workstreams {
		if w.Text != "" {
			text := incident.WhereReported{Workstream: w.Name, Text: w.Text}.EntryText()
			now = append(now, said{text: inline(text), entry: cs.entryOf(text)})
		}
	}
	for _, t := range inc.OpenTasks() {
		now = append(now, said{text: inline(t.Text) + " (" + inline(t.Person) + ")", entry: t.ID})
	}
	var decided []said
	for _, s := range inc.Facts {
		if of, _ := labelOf(s.Text); of == "" && s.Kind == (incident.Decided{}).Kind() {
			decided = append(decided, said{text: "Decided: " + inline(s.Text), entry: s.ID})
		}
	}
	return append(newest(now), newest(decided)...)
}

// promised lists the promises that stand, soonest first.
func promised(inc *incident.State, cs *State) []said {
	var out []said
	for _, due := range cs.Due(inc) {
		if due.Promised {
			out = append(out, said{text: due.Name + " " + shortClock(due.At, inc.Zone), entry: cs.Promises[due.Audience].Entry})
		}
	}
	return out
}

func newest(all []said) []said { return all[max(0, len(all)-mostStatements):] }

// mostInline is the longest statement that a draft repeats, in runes.
const mostInline = 400

// inline makes a line of the log safe to stand inside a Markdown paragraph or
// list: one line, which does not begin a heading, a quote or a list.
func inline(text string) string {
	return strings.TrimSpace(strings.TrimLeft(incident.CleanLine(text, mostInline), "#>-*+=~`| \t"))
}

// sentence makes a fragment read as a sentence.
func sentence(text string) string {
	if text == "" || strings.ContainsRune(".!?:…", lastRune(text)) {
		return text
	}
	return text + "."
}

// capital gives a plain first word its capital; names and identifiers (iOS,
// node3) stay as they are.
func capital(text string) string {
	word, _, _ := strings.Cut(text, " ")
	if strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLower(r) && r != ':' && r != ',' }) {
		return text
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

func lastRune(text string) rune {
	last, _ := utf8.DecodeLastRuneInString(text)
	return last
}
