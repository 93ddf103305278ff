package comms

import (
	"regexp"
	"strings"

	"znkr.io/diff"
)

// Change is a piece of a text that is not in the one before, in UTF-16 code
// units.
type Change struct{ Start, End int }

// Changes is what is new in a text since another one, word by word.
type Changes struct {
	New     []Change
	Added   int // words that are new
	Removed int // words that are there no longer
}

// wordOrMark is what is compared: words with what is inside them ("14:05",
// "don't"), and marks one by one.
var wordOrMark = regexp.MustCompile(`[\p{L}\p{N}]+(?:[.:,'’/-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]`)

var isWord = regexp.MustCompile(`^[\p{L}\p{N}]`)

// Changed compares two texts of at most MaxLint bytes; what is longer is cut.
// Marks alone are no news.
func Changed(before, now string) Changes {
	before, now = cutText(before), cutText(now)
	at := wordOrMark.FindAllStringIndex(now, -1)
	units := unitOffsets(now)
	var c Changes
	var open *span // a run of what is new, in bytes
	worded := false
	end := func() {
		if open != nil && worded {
			c.New = append(c.New, Change{Start: int(units[open.start]), End: int(units[open.end])})
		}
		open, worded = nil, false
	}
	next := 0
	for _, e := range editsOf(wordOrMark.FindAllString(before, -1), wordOrMark.FindAllString(now, -1)) {
		switch e.Op {
		case diff.Match:
			end()
			next++
		case diff.Delete:
			if isWord.MatchString(e.X) {
				c.Removed++
			}
		case diff.Insert:
			if open == nil {
				open = &span{start: at[next][0]}
			}
			open.end = at[next][1]
			if isWord.MatchString(e.Y) {
				worded = true
				c.Added++
			}
			next++
		}
	}
	end()
	return c
}

// longText is from how many words on a quick comparison has to do: a draft is
// compared while it is typed.
const longText = 4000

func editsOf(before, now []string) []diff.Edit[string] {
	if max(len(before), len(now)) > longText {
		return diff.Edits(before, now, diff.Fast())
	}
	return diff.Edits(before, now)
}

func cutText(text string) string {
	return strings.ToValidUTF8(text[:min(len(text), MaxLint)], "?")
}
