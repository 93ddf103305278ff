package incident

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CleanText makes text from people safe to keep and to show, and is the one
// place that does. NUL, control characters other than line feed and tab, and
// the characters that reorder text (U+202A to U+202E, U+2066 to U+2069) are
// dropped; line ends become \n; broken UTF-8 becomes U+FFFD. Space around the
// text goes, except that the first of several lines keeps its indent. What is
// longer than limit runes is cut and ends in "…".
func CleanText(text string, limit int) string {
	return shorten(trimAround(dropHarmful(text)), limit)
}

// CleanLine is CleanText for what fits on one line: line ends, tabs and runs of
// space become one space.
func CleanLine(text string, limit int) string {
	return shorten(strings.Join(strings.Fields(dropHarmful(text)), " "), limit)
}

func dropHarmful(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune { // a broken byte maps as U+FFFD
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			return '\n'
		case r < 0x20 || r >= 0x7f && r < 0xa0 || reorders(r) || r == '\ufeff':
			return -1
		}
		return r
	}, text)
}

func trimAround(text string) string {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	lines := strings.TrimLeftFunc(text, unicode.IsSpace)
	if !strings.Contains(lines, "\n") {
		return lines
	}
	indent := text[:len(text)-len(lines)]
	return indent[strings.LastIndexByte(indent, '\n')+1:] + lines
}

// shorten cuts text to limit runes, the last of them "…".
func shorten(text string, limit int) string {
	if len(text) <= limit || utf8.RuneCountInString(text) <= limit {
		return text
	}
	if limit == 0 {
		return ""
	}
	count := 0
	for at := range text {
		if count == limit-1 {
			return text[:at] + "…"
		}
		count++
	}
	return text
}

// reorders tells whether r makes the text around it run in another direction
// than it is stored.
func reorders(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// cutAtWord shortens text to limit runes, at a space where one is near, and
// tells whether it did. What was cut ends in "…".
func cutAtWord(text string, limit int) (string, bool) {
	if utf8.RuneCountInString(text) <= limit {
		return text, false
	}
	head := []rune(text)[:limit-1]
	cut := string(head)
	if space := strings.LastIndexByte(cut, ' '); space > len(cut)*2/3 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " ,;:") + "…", true
}
