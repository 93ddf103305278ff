package comms

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"znkr.io/diff"
)

// body is a text cut at its blank lines. Put together again it is the same text.
type body struct {
	head       string // blank lines in front
	paragraphs []string
	between    []string // behind each paragraph but the last
	tail       string   // white space at the end
}

var blankLine = regexp.MustCompile(`\n(?:[ \t]*\n)+`)

func split(text string) body {
	words := strings.TrimRight(text, " \t\n")
	if words == "" {
		return body{head: text}
	}
	b := body{tail: text[len(words):]}
	for strings.HasPrefix(strings.TrimLeft(words, " \t"), "\n") {
		at := strings.IndexByte(words, '\n') + 1
		b.head, words = b.head+words[:at], words[at:]
	}
	from := 0
	for _, at := range blankLine.FindAllStringIndex(words, -1) {
		b.paragraphs = append(b.paragraphs, words[from:at[0]])
		b.between = append(b.between, words[at[0]:at[1]])
		from = at[1]
	}
	b.paragraphs = append(b.paragraphs, words[from:])
	return b
}

// Paragraphs pairs the paragraphs of a text with those of the same text at a
// fixed time. Where the two have not the same shape, each is its own source.
func Paragraphs(text, fixed string) []Paragraph {
	now, then := split(text).paragraphs, split(fixed).paragraphs
	out := make([]Paragraph, len(now))
	for i := range now {
		out[i] = Paragraph{Text: now[i], Source: now[i]}
		if len(now) == len(then) {
			out[i].Source = then[i]
		}
	}
	return out
}

func texts(all []Paragraph) []string {
	out := make([]string, len(all))
	for i, p := range all {
		out[i] = p.Text
	}
	return out
}

func sources(all []Paragraph) []string {
	out := make([]string, len(all))
	for i, p := range all {
		out[i] = p.Source
	}
	return out
}

// writer puts paragraphs together and counts in UTF-16 code units.
type writer struct {
	strings.Builder
	between []string
	units   int
	begun   bool
}

func (w *writer) write(text string) {
	w.WriteString(text)
	w.units += width(text)
}

// gap writes the blank lines behind a paragraph of the text; one blank line
// where there were none.
func (w *writer) gap(word int) {
	switch {
	case !w.begun:
		w.begun = true
	case word >= 0 && word < len(w.between):
		w.write(w.between[word])
	default:
		w.write("\n\n")
	}
}

// width is the length of a text in UTF-16 code units.
func width(text string) int {
	units := utf8.RuneCountInString(text)
	for _, r := range text {
		if r > 0xffff {
			units++ // a surrogate pair
		}
	}
	return units
}

// pair finds for every paragraph of a list its counterpart in another one, in
// the same order: those that are equal, and between two of these those that are
// most alike. It is -1 where there is none.
func pair(from, to []string) []int {
	out := make([]int, len(from))
	i, j := 0, 0
	firstI, firstJ := 0, 0 // since the last pair of equals
	for _, e := range diff.Edits(from, to) {
		switch e.Op {
		case diff.Delete:
			i++
		case diff.Insert:
			j++
		case diff.Match:
			alike(out, from, to, firstI, i, firstJ, j)
			out[i] = j
			i, j = i+1, j+1
			firstI, firstJ = i, j
		}
	}
	alike(out, from, to, firstI, i, firstJ, j)
	return out
}

const (
	// mostAlike bounds the comparisons of everything with everything.
	mostAlike = 10_000
	// unlike is what a pair counts that has no word in common: a paragraph that
	// was written anew still stands in the place of the old one.
	unlike = 0.01
)

// alike pairs from[i:i2] with to[j:j2], in order, so that the pairs have the
// most words in common.
func alike(out []int, from, to []string, i, i2, j, j2 int) {
	for n := i; n < i2; n++ {
		out[n] = -1
		if (i2-i)*(j2-j) > mostAlike && j+n-i < j2 {
			out[n] = j + n - i
		}
	}
	if i == i2 || j == j2 || (i2-i)*(j2-j) > mostAlike {
		return
	}
	a, b := wordSets(from[i:i2]), wordSets(to[j:j2])
	best := make([][]float64, len(a)+1) // of what is left of both
	for n := range best {
		best[n] = make([]float64, len(b)+1)
	}
	scores := make([][]float64, len(a))
	for n := len(a) - 1; n >= 0; n-- {
		scores[n] = make([]float64, len(b))
		for m := len(b) - 1; m >= 0; m-- {
			scores[n][m] = unlike + common(a[n], b[m])
			best[n][m] = max(best[n+1][m], best[n][m+1], best[n+1][m+1]+scores[n][m])
		}
	}
	for n, m := 0, 0; n < len(a) && m < len(b); {
		switch best[n][m] {
		case best[n+1][m+1] + scores[n][m]:
			out[i+n] = j + m
			n, m = n+1, m+1
		case best[n+1][m]:
			n++
		default:
			m++
		}
	}
}

func wordSets(paragraphs []string) []map[string]bool {
	var sets []map[string]bool
	for _, text := range paragraphs {
		set := map[string]bool{}
		for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			set[word] = true
		}
		sets = append(sets, set)
	}
	return sets
}

// common is how many words two sets share, as a part of what both have: 0 to 1.
func common(a, b map[string]bool) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	shared := 0
	for word := range a {
		if b[word] {
			shared++
		}
	}
	return 2 * float64(shared) / float64(len(a)+len(b))
}
