package ical

import (
	"bytes"
	"strings"
	"unicode/utf8"

	goical "github.com/emersion/go-ical"
)

// lineLimit is the longest line in octets, without its end (RFC 5545 section 3.1).
const lineLimit = 75

// longestBlank is the longest run of blanks that text keeps: a line of nothing
// but blanks is lost on the way.
const longestBlank = 16

// encode writes a calendar in memory, since the encoder leaves a broken file
// behind where it fails, and folds it.
func encode(cal *goical.Calendar) ([]byte, error) {
	var plain bytes.Buffer
	if err := goical.NewEncoder(&plain).Encode(cal); err != nil {
		return nil, err
	}
	return fold(plain.Bytes()), nil
}

// fold breaks every line of a file at 75 octets: between characters, and never
// behind a backslash, where Google Calendar drops the event.
func fold(plain []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(plain) + len(plain)/32)
	for line := range bytes.Lines(plain) {
		line = bytes.TrimRight(line, "\r\n")
		for limit := lineLimit; len(line) > limit; limit = lineLimit - 1 {
			at := breakAt(line, limit)
			out.Write(line[:at])
			out.WriteString("\r\n ")
			line = line[at:]
		}
		out.Write(line)
		out.WriteString("\r\n")
	}
	return out.Bytes()
}

// breakAt finds where a line of more than limit octets can be broken.
func breakAt(line []byte, limit int) int {
	at := limit
	for at > limit-utf8.UTFMax && !utf8.RuneStart(line[at]) {
		at--
	}
	escapes := 0
	for escapes < at && line[at-1-escapes] == '\\' {
		escapes++
	}
	return at - escapes%2
}

// setText sets a property of free text.
func setText(props goical.Props, name, text string) {
	if text = plainText(text); text != "" {
		props.SetText(name, text)
	}
}

// plainText takes out of text what no calendar file may carry: control
// characters and those that reorder text, the line ends that only some readers
// see, broken UTF-8, long runs of blanks.
func plainText(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\r\n", "\n")
	var out strings.Builder
	blanks := 0
	for _, r := range text {
		switch {
		case r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			r = '\n'
		case r == '\t':
			r = ' '
		case r == '\n':
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == '\ufeff' || reorders(r):
			continue
		}
		if r != ' ' {
			blanks = 0
		} else if blanks++; blanks > longestBlank {
			continue
		}
		out.WriteRune(r)
	}
	return strings.TrimSpace(out.String())
}

// reorders tells whether r makes the text around it run in another direction
// than it is stored.
func reorders(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// paramText makes text safe as the value of a parameter, such as a name: one
// line, and no quotation mark, which a parameter cannot hold. A caret begins an
// escape for some readers (RFC 6868) and is plain for others.
func paramText(text string) string {
	text = strings.NewReplacer("\n", " ", `"`, "'", "^", "ˆ").Replace(plainText(text))
	return strings.Join(strings.Fields(text), " ")
}
