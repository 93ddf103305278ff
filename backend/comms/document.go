package comms

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// document is a text that is being judged, and what several rules look for in it.
type document struct {
	text   string
	lower  string // A to Z lowered, so that places stay the same
	ctx    LintContext
	zone   *time.Location
	ends   []int // where each sentence ends, behind the space that follows it
	links  []span
	clocks []clockTime
	named  map[string]*time.Location // zones by the IANA names that the text has
	people []span
	sought bool // people is filled in
	words  []span
	differ []disagreement
	// compared says that differ is filled in.
	compared bool
}

// read looks through a text of at most MaxLint bytes; what is longer is cut, and
// broken UTF-8 replaced.
func read(text string, ctx LintContext) *document {
	text = strings.ToValidUTF8(text[:min(len(text), MaxLint)], "?")
	d := &document{text: text, lower: asciiLower(text), ctx: ctx, zone: place(ctx.Zone)}
	d.ends = sentenceEnds(text)
	d.links = d.spans(linkPattern, words("http"))
	for i, at := range d.links {
		d.links[i].end = at.start + len(strings.TrimRight(text[at.start:at.end], ".,;:!?"))
	}
	d.clocks = d.readClocks()
	return d
}

var linkPattern = regexp.MustCompile(`(?i)\bhttps?://[^\s<>"'\x60\])]+`)

func asciiLower(text string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, text)
}

// hint is a set of words (in lower case) of which a sentence must have one, or
// else a pattern cannot match in it. Looking for words costs a hundredth of
// looking for a pattern.
type hint []string

func words(list string) hint { return strings.Fields(list) }

var anyDigit = words("0 1 2 3 4 5 6 7 8 9")

func (h hint) in(lower string) bool {
	return slices.ContainsFunc(h, func(word string) bool { return strings.Contains(lower, word) })
}

// match finds a pattern in the sentences that have a word of every hint, and
// gives the places of the match and its groups. A match is within one sentence.
func (d *document) match(pattern *regexp.Regexp, hints ...hint) [][]int {
	var out [][]int
	start := 0
	for _, end := range d.ends {
		lower := d.lower[start:end]
		if lower != "" && !slices.ContainsFunc(hints, func(h hint) bool { return !h.in(lower) }) {
			for _, m := range pattern.FindAllStringSubmatchIndex(d.text[start:end], -1) {
				for i := range m {
					if m[i] >= 0 {
						m[i] += start
					}
				}
				out = append(out, m)
			}
		}
		start = end
	}
	return out
}

// first calls found with each match of a pattern, until it says that it is the
// one, and tells whether there is such a one.
func (d *document) first(found func(at span) bool, pattern *regexp.Regexp, hints ...hint) bool {
	start := 0
	for _, end := range d.ends {
		lower := d.lower[start:end]
		if lower != "" && !slices.ContainsFunc(hints, func(h hint) bool { return !h.in(lower) }) {
			for _, m := range pattern.FindAllStringIndex(d.text[start:end], -1) {
				if found(span{start + m[0], start + m[1]}) {
					return true
				}
			}
		}
		start = end
	}
	return false
}

// has tells whether a pattern matches anywhere.
func (d *document) has(pattern *regexp.Regexp, hints ...hint) bool {
	return d.first(func(span) bool { return true }, pattern, hints...)
}

// spans is match without the groups.
func (d *document) spans(pattern *regexp.Regexp, hints ...hint) []span {
	var out []span
	for _, m := range d.match(pattern, hints...) {
		out = append(out, span{m[0], m[1]})
	}
	return out
}

// inLink tells whether a place is part of a web address.
func (d *document) inLink(at int) bool {
	i := sort.Search(len(d.links), func(i int) bool { return d.links[i].end > at })
	return i < len(d.links) && d.links[i].start <= at
}

// shortened are the words whose full stop does not end a sentence.
var shortened = []string{"a.m.", "p.m.", "e.g.", "i.e.", "approx.", "no."}

// sentenceEnds cuts a text at line ends and behind closing punctuation.
func sentenceEnds(text string) []int {
	var ends []int
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\n':
			ends = append(ends, i+1)
		case c == '.' || c == '!' || c == '?':
			if i+1 < len(text) && text[i+1] != ' ' || endsShortened(text[:i+1]) {
				continue
			}
			for i+1 < len(text) && text[i+1] == ' ' {
				i++
			}
			ends = append(ends, i+1)
		}
	}
	return append(ends, len(text))
}

func endsShortened(head string) bool {
	for _, word := range shortened {
		if start := len(head) - len(word); start >= 0 && strings.EqualFold(head[start:], word) {
			return start == 0 || !wordByte(head[start-1])
		}
	}
	return false
}

// sentence gives the number of the sentence that holds a place.
func (d *document) sentence(at int) int {
	return min(sort.SearchInts(d.ends, at+1), len(d.ends)-1)
}

func (d *document) sentenceSpan(n int) span {
	if n == 0 {
		return span{0, d.ends[0]}
	}
	return span{d.ends[n-1], d.ends[n]}
}

// nearby is how far, in bytes, the words are looked for that go with a place: a
// sentence without an end must not be read again for every place in it.
const nearby = 240

// near gives the part of a place's sentence that is nearby.
func (d *document) near(at span) string {
	s := d.sentenceSpan(d.sentence(at.start))
	return d.text[max(s.start, at.start-nearby):min(s.end, at.end+nearby)]
}

// around gives the byte in front of a span and the one behind it, 0 where there
// is none. Every kind of space is a space.
func (d *document) around(at span) (before, behind byte) {
	if at.start > 0 {
		before = d.text[at.start-1]
		if r, _ := utf8.DecodeLastRuneInString(d.text[:at.start]); unicode.IsSpace(r) && before != '\n' {
			before = ' '
		}
	}
	if at.end < len(d.text) {
		behind = d.text[at.end]
		if r, _ := utf8.DecodeRuneInString(d.text[at.end:]); unicode.IsSpace(r) && behind != '\n' {
			behind = ' '
		}
	}
	return before, behind
}

// wordByte tells whether a byte is part of a word; every byte of a character
// beyond ASCII counts as one.
func wordByte(c byte) bool {
	return c == '_' || c >= 0x80 || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
}
