package markdown

import (
	"bufio"
	"bytes"
	"cmp"
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	gmhtml "github.com/yuin/goldmark/renderer/html"
)

// style is how a kind of text writes the marks.
type style struct {
	escape                            func(string) string
	strong, em, strike, code, heading string // on both sides; "" is no mark
	fence                             string // above and below code
	bullet                            string
	link                              func(to, label string) string
}

// Plain gives md as plain text: the words without the marks, an address behind
// its link's words, lists with hyphens or numbers, quotes with ">".
func Plain(md string) string {
	doc := read(md)
	if doc.root == nil {
		return strings.TrimSpace(string(doc.source))
	}
	return doc.write(style{
		escape: func(s string) string { return s },
		bullet: "- ",
		link: func(to, label string) string {
			if label == "" || bareAddress(to) == bareAddress(label) {
				return cmp.Or(label, to)
			}
			return label + " (" + strings.TrimPrefix(to, "mailto:") + ")"
		},
	})
}

// Slack gives md as Slack's mrkdwn. &, < and > are escaped, so that nothing in
// it becomes a mention or a link of its own, and "@here", "@channel" and
// "@everyone" are parted by a word joiner (U+2060): pasted, they would ping.
func Slack(md string) string {
	doc := read(md)
	if doc.root == nil {
		return strings.TrimSpace(slackEscape(string(doc.source)))
	}
	return doc.write(style{
		escape: slackEscape, strong: "*", em: "_", strike: "~", code: "`", fence: "```", bullet: "• ", heading: "*",
		link: func(to, label string) string {
			to = strings.ReplaceAll(to, "&", "&amp;")
			label = strings.ReplaceAll(strings.ReplaceAll(label, "|", "¦"), "\n", " ")
			if label == "" || bareAddress(to) == bareAddress(label) {
				return "<" + to + ">"
			}
			return "<" + to + "|" + label + ">"
		},
	})
}

var (
	slackEntities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	slackMentions = strings.NewReplacer("@here", "@\u2060here", "@channel", "@\u2060channel", "@everyone", "@\u2060everyone")
)

func slackEscape(s string) string { return slackMentions.Replace(slackEntities.Replace(s)) }

// bareAddress is what of an address people write.
func bareAddress(s string) string {
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		s = strings.TrimPrefix(s, scheme)
	}
	return strings.TrimSuffix(s, "/")
}

// write gives the document in a style.
func (d document) write(s style) string {
	return strings.TrimSpace(writer{style: s, source: d.source}.blocks(d.root, "\n\n"))
}

// writer writes nodes in a style. inStrong and inEmph tell that the text is within
// such marks already: Slack does not nest them.
type writer struct {
	style
	source           []byte
	inStrong, inEmph bool
}

// blocks writes the children of n with gap between them.
func (w writer) blocks(n ast.Node, gap string) string {
	var parts []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if part := w.block(c); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, gap)
}

func (w writer) block(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Heading:
		w.inStrong = w.heading != ""
		return around(w.heading, w.inline(n))
	case *ast.Blockquote:
		return indented(w.blocks(n, "\n\n"), "> ", "> ")
	case *ast.List:
		return w.list(n)
	case *ast.CodeBlock:
		return w.fenced(string(n.Lines().Value(w.source)))
	case *ast.FencedCodeBlock:
		return w.fenced(string(n.Lines().Value(w.source)))
	case *ast.HTMLBlock:
		return w.escape(strings.TrimRight(rawBlock(n, w.source), "\n"))
	case *ast.ThematicBreak:
		return "---"
	}
	return w.inline(n)
}

func (w writer) list(n *ast.List) string {
	gap := "\n"
	if !n.IsTight {
		gap = "\n\n"
	}
	var items []string
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		mark := w.bullet
		if n.IsOrdered() {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		items = append(items, indented(w.blocks(item, gap), mark, strings.Repeat(" ", len([]rune(mark)))))
	}
	return strings.Join(items, gap)
}

func (w writer) fenced(code string) string {
	code = w.escape(strings.TrimRight(code, "\n"))
	if w.fence == "" {
		return code
	}
	return w.fence + "\n" + strings.ReplaceAll(code, w.fence, "'''") + "\n" + w.fence
}

func (w writer) inline(n ast.Node) string {
	var out strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		out.WriteString(w.span(c))
	}
	return out.String()
}

func (w writer) span(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Text:
		words := w.escape(unescaped(n.Segment.Value(w.source)))
		if n.SoftLineBreak() || n.HardLineBreak() {
			words += "\n"
		}
		return words
	case *ast.String:
		return w.escape(unescaped(n.Value))
	case *ast.CodeSpan:
		return w.codeSpan(n)
	case *ast.Emphasis:
		return w.emphasis(n)
	case *extast.Strikethrough:
		return around(w.strike, w.inline(n))
	case *ast.RawHTML:
		return w.escape(string(n.Segments.Value(w.source)))
	case *ast.Link, *ast.AutoLink:
		return w.linked(n)
	}
	return w.inline(n) // a picture's description among them
}

func (w writer) codeSpan(n *ast.CodeSpan) string {
	var code strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			code.Write(t.Segment.Value(w.source))
		}
	}
	words := w.escape(strings.ReplaceAll(code.String(), "\n", " "))
	if w.code != "" {
		words = strings.ReplaceAll(words, w.code, "'")
	}
	return around(w.code, words)
}

func (w writer) emphasis(n *ast.Emphasis) string {
	mark := w.em
	taken := &w.inEmph
	if n.Level == 2 {
		mark, taken = w.strong, &w.inStrong
	}
	if *taken {
		return w.inline(n)
	}
	*taken = true
	return around(mark, w.inline(n))
}

func (w writer) linked(n ast.Node) string {
	to, label, bare := linkOf(n, w.source)
	if bare {
		label = w.escape(label)
	} else {
		label = w.inline(n)
	}
	if to == "" {
		return label
	}
	return w.link(to, label)
}

// unescaped gives text without its backslashes and with its entities read:
// what goldmark writes as HTML, read back.
func unescaped(raw []byte) string {
	var out bytes.Buffer
	buffered := bufio.NewWriterSize(&out, 2*len(raw)+16)
	gmhtml.DefaultWriter.Write(buffered, raw)
	_ = buffered.Flush() // a bytes.Buffer takes everything
	return html.UnescapeString(out.String())
}

// around puts a mark on both sides of text that is more than space.
func around(mark, text string) string {
	if mark == "" || strings.TrimSpace(text) == "" {
		return text
	}
	return mark + text + mark
}

// indented puts first in front of the first line and rest in front of others.
func indented(text, first, rest string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		mark := rest
		if i == 0 {
			mark = first
		}
		lines[i] = strings.TrimRight(mark+line, " ")
	}
	return strings.Join(lines, "\n")
}
