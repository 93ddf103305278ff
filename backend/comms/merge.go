package comms

import "slices"

// Paragraph is a piece of a draft between blank lines.
type Paragraph struct {
	Text string `json:"text"`
	// Source is the paragraph as the facts give it at a fixed time: it differs
	// only where the facts do, while the text follows the clock too.
	Source string `json:"source"`
}

// Merged is a draft that was written by hand, with the facts as they are now.
type Merged struct {
	Text   string
	Pieces []Piece
	// Base is what the text stands on: given to Merge with an edited text, it
	// tells again what the lead changed.
	Base []Paragraph
	// Edited says that something differs from what the facts give, Stale that
	// the facts below something that the lead wrote have changed.
	Edited, Stale bool
}

// Piece is a paragraph of a merged draft.
type Piece struct {
	Start, End int // in UTF-16 code units of the draft
	Edited     bool
	Stale      bool   // edited, and the facts that it came from have changed
	Fresh      string // what the facts give in its place; "" is nothing

	words  string // the paragraph itself
	source string // of Fresh
	base   int    // place in Base; -1 is none
}

// Merge brings the paragraphs of a text that nobody touched up to date. Base is
// what the text was before somebody wrote in it, fresh what the facts give now.
// What the lead wrote stays as it is, what the lead took out stays out.
func Merge(base, fresh []Paragraph, text string) Merged {
	body := split(text)
	m := merging{
		base: base, fresh: fresh, words: body.paragraphs,
		byWords: pair(body.paragraphs, texts(base)), bySource: pair(sources(base), sources(fresh)),
	}
	return m.assemble(m.insert(m.walk()), body)
}

// Settled gives the base once the lead has said that a paragraph, named by its
// words, is right as it stands, whatever the facts say.
func (m Merged) Settled(words string) []Paragraph {
	base := slices.Clone(m.Base)
	at := slices.IndexFunc(m.Pieces, func(p Piece) bool { return p.Stale && p.words == words })
	if at < 0 {
		return base
	}
	p := m.Pieces[at]
	if p.Fresh == "" {
		return slices.Delete(base, p.base, p.base+1)
	}
	base[p.base].Source = p.source
	return base
}

type merging struct {
	base, fresh []Paragraph
	words       []string
	byWords     []int // place in words to place in base; -1 is none
	bySource    []int // place in base to place in fresh; -1 is none
}

// outcome is one paragraph of the merge. Its places are -1 where it has none.
type outcome struct {
	word, base, fresh int
	text              string
	edited            bool
	out               bool // the lead took it out
}

// walk goes through the text and the base at once, and decides on each paragraph.
func (m *merging) walk() []outcome {
	var list []outcome
	next := 0 // in the base
	takenOut := func(to int) {
		for ; next < to; next++ {
			list = append(list, outcome{word: -1, base: next, fresh: m.bySource[next], out: true})
		}
	}
	for j := range m.words {
		if m.byWords[j] >= 0 {
			takenOut(m.byWords[j])
			next++
		}
		if o, ok := m.decide(j); ok {
			list = append(list, o)
		}
	}
	takenOut(len(m.base))
	return list
}

// decide gives what becomes of one paragraph of the text; false where the facts
// no longer give it and nobody touched it.
func (m *merging) decide(j int) (outcome, bool) {
	o := outcome{word: j, base: m.byWords[j], fresh: -1, text: m.words[j], edited: true}
	if o.base < 0 {
		return o, true
	}
	o.edited = o.text != m.base[o.base].Text
	o.fresh = m.bySource[o.base]
	switch {
	case o.fresh < 0:
		return o, o.edited
	case !o.edited:
		o.text = m.fresh[o.fresh].Text
	case o.text == m.fresh[o.fresh].Text:
		o.edited = false
	}
	return o, true
}

// insert puts what the facts say anew behind the paragraph that it follows
// there, unless the lead has emptied the draft. A paragraph of the lead's that
// is word for word what the facts give counts as theirs.
func (m *merging) insert(list []outcome) []outcome {
	if len(m.words) == 0 && len(m.base) > 0 {
		return list
	}
	behind := 0
	for k, f := range m.fresh {
		at := slices.IndexFunc(list, func(o outcome) bool { return o.fresh == k })
		if at < 0 {
			at = slices.IndexFunc(list, func(o outcome) bool { return o.word >= 0 && o.fresh < 0 && o.text == f.Text })
			if at >= 0 {
				list[at].fresh, list[at].edited = k, false
			}
		}
		if at < 0 {
			at = behind
			list = slices.Insert(list, at, outcome{word: -1, base: -1, fresh: k, text: f.Text})
		}
		behind = at + 1
	}
	return list
}

// assemble writes the text with the blank lines that stood in it, and the base
// that it stands on.
func (m *merging) assemble(list []outcome, body body) Merged {
	var merged Merged
	to := writer{between: body.between}
	to.write(body.head)
	last := -1 // the word before
	for _, o := range list {
		base := m.standsOn(o)
		if base != nil {
			merged.Base = append(merged.Base, *base)
		}
		merged.Edited = merged.Edited || o.out || o.edited
		if o.out {
			continue
		}
		to.gap(last)
		p := Piece{Start: to.units, Edited: o.edited, words: o.text, base: -1}
		to.write(o.text)
		p.End = to.units
		if base != nil {
			p.base = len(merged.Base) - 1
		}
		if o.fresh >= 0 {
			p.Fresh, p.source = m.fresh[o.fresh].Text, m.fresh[o.fresh].Source
		}
		p.Stale = o.edited && o.base >= 0 && m.base[o.base].Source != p.source
		merged.Stale = merged.Stale || p.Stale
		merged.Pieces = append(merged.Pieces, p)
		last = o.word
	}
	to.write(body.tail)
	merged.Text = to.String()
	return merged
}

// standsOn gives the paragraph of the new base: the old one below what the lead
// wrote, so that it stays marked, else the fresh one; nil where there is none.
func (m *merging) standsOn(o outcome) *Paragraph {
	switch {
	case o.edited && o.base >= 0:
		return &m.base[o.base]
	case !o.edited && o.fresh >= 0:
		return &m.fresh[o.fresh]
	}
	return nil
}
