// Package markdown is the one way from text that people wrote to HTML, plain
// text and Slack's mrkdwn. All three come from one reading of CommonMark, with
// strikethrough and bare links, and without what could harm: raw HTML is shown
// as text, pictures are their description, links lead to http, https and mailto
// only. Reference links are not read: a short text could name one long address
// without end.
package markdown

import (
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// MaxInput is how much is read, in bytes; what is longer is cut and ends in "…".
const MaxInput = 1_000_000

// What nobody writes by hand is not read as Markdown but shown as it stands:
// reading takes time that grows with the square of these.
const (
	maxDepth    = 24   // quotes and lists that one line opens
	maxIndent   = 200  // columns that they are in
	maxBrackets = 400  // [ and ( and < in one block
	maxMarks    = 2000 // runs of * _ ~ ` & in one block
)

var reader = func() parser.Parser {
	inline := append(parser.DefaultInlineParsers(),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(extension.NewLinkifyParser(
			extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}),
		), 999))
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(inline...),
	)
}()

// document is a text that was read; root is nil where it is shown as it stands.
type document struct {
	root   ast.Node
	source []byte
}

func read(md string) document {
	md = strings.ReplaceAll(strings.ToValidUTF8(md, "\ufffd"), "\x00", "")
	md = strings.ReplaceAll(strings.ReplaceAll(md, "\r\n", "\n"), "\r", "\n")
	if len(md) > MaxInput {
		end := MaxInput - len("…")
		for !utf8.RuneStart(md[end]) {
			end--
		}
		md = md[:end] + "…"
	}
	doc := document{source: []byte(md)}
	if readable(md) {
		doc.root = reader.Parse(text.NewReader(doc.source))
	}
	return doc
}

var container = regexp.MustCompile(`^[ \t]*(?:>|[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$))`)

// readable tells whether md stays within the bounds. A block is a run of lines
// that are not blank, which is at least what the parser takes as one.
func readable(md string) bool {
	brackets, marks, last := 0, 0, byte(0)
	for line := range strings.Lines(md) {
		if strings.Trim(line, " \t\n>") == "" {
			brackets, marks = 0, 0
		}
		if !shallow(strings.TrimRight(line, "\n")) {
			return false
		}
		for i := range len(line) {
			switch c := line[i]; c {
			case '[', '(', '<':
				brackets++
			case '*', '_', '~', '`', '&':
				if c != last {
					marks++
				}
			}
			last = line[i]
		}
		if brackets > maxBrackets || marks > maxMarks {
			return false
		}
	}
	return true
}

// shallow tells whether a line opens few quotes and lists, and none far in.
func shallow(line string) bool {
	columns := 0
	for range maxDepth {
		mark := container.FindString(line)
		if mark == "" {
			return columns <= maxIndent
		}
		columns += len(mark)
		line = line[len(mark):]
	}
	return false
}

// address gives a link's address in a form that is safe anywhere, or "" where
// it leads to anything but the web or a mailbox.
func address(destination []byte) string {
	u, err := url.Parse(strings.TrimSpace(string(destination)))
	if err != nil {
		return ""
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https":
		if u.Host == "" {
			return ""
		}
	case "mailto":
		if u.Opaque == "" {
			return ""
		}
	default:
		return ""
	}
	return unsafeInAddress.Replace(u.String())
}

// unsafeInAddress are the characters that end an address in HTML or in Slack.
var unsafeInAddress = strings.NewReplacer(
	"<", "%3C", ">", "%3E", `"`, "%22", "'", "%27", "|", "%7C", "`", "%60", " ", "%20", "\n", "", "\t", "",
)

// linkOf gives the address and, for a bare link, the text of a link.
func linkOf(n ast.Node, source []byte) (to, label string, bare bool) {
	switch n := n.(type) {
	case *ast.AutoLink:
		label = string(n.Label(source))
		destination := n.URL(source)
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(string(destination)), "mailto:") {
			destination = append([]byte("mailto:"), destination...)
		}
		return address(destination), label, true
	case *ast.Link:
		return address(n.Destination), "", false
	}
	return "", "", false
}
