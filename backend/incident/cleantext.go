package incident

import (
	"strings"
	"unicode/utf8"
)

// CleanText makes text from people safe to keep and to show, and is the one
// place that does. NUL, control characters other than line feed and tab, and
// the characters that reorder text (U+202A to U+202E, U+2066 to U+2069) are
// dropped; line ends become \n; broken UTF-8 becomes U+FFFD. What is longer
// than limit runes is cut and ends in "…".
func CleanText(text string, limit int) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var out strings.Builder
	out.Grow(min(len(text), 4*limit))
	kept, lastStart := 0, 0
	for _, r := range text { // a broken byte ranges as U+FFFD
		switch {
		case r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			r = '\n'
		case r == '\n' || r == '\t':
		case r < 0x20 || r >= 0x7f && r < 0xa0 || reorders(r) || r == '\ufeff':
			continue
		}
		if kept == limit {
			if limit == 0 {
				return ""
			}
			return out.String()[:lastStart] + "…"
		}
		lastStart = out.Len()
		out.WriteRune(r)
		kept++
	}
	return out.String()
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
