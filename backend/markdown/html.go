package markdown

import (
	"bytes"
	"html"
	"regexp"
	"sync"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// HTML gives md as HTML that can stand in any page: the elements of policy and
// nothing else. It never fails; what cannot be read is shown as it stands.
func HTML(md string) string {
	doc := read(md)
	if doc.root == nil {
		return policy().Sanitize("<pre>" + html.EscapeString(string(doc.source)) + "</pre>\n")
	}
	var out bytes.Buffer
	if err := htmlRenderer.Render(&out, doc.source, doc.root); err != nil {
		return policy().Sanitize("<pre>" + html.EscapeString(string(doc.source)) + "</pre>\n")
	}
	return policy().SanitizeReader(&out).String()
}

// policy is the second wall: whatever the renderer wrote, only these elements
// and attributes get through.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li",
		"h1", "h2", "h3", "h4", "h5", "h6")
	p.AllowAttrs("start").Matching(regexp.MustCompile(`^\d{1,9}$`)).OnElements("ol")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto")
	p.RequireParseableURLs(true)
	p.RequireNoFollowOnLinks(true)
	p.RequireNoReferrerOnLinks(true)
	return p
})

var htmlRenderer = renderer.NewRenderer(renderer.WithNodeRenderers(
	util.Prioritized(harmless{}, 100),
	util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
	util.Prioritized(gmhtml.NewRenderer(gmhtml.WithHardWraps()), 1000),
))

// harmless renders what goldmark's own renderer would pass on or drop: raw
// HTML as text, pictures as their description, links only where they may lead.
type harmless struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (harmless) RegisterFuncs(to renderer.NodeRendererFuncRegisterer) {
	to.Register(ast.KindRawHTML, renderRawHTML)
	to.Register(ast.KindHTMLBlock, renderHTMLBlock)
	to.Register(ast.KindImage, renderImage)
	to.Register(ast.KindLink, renderLink)
	to.Register(ast.KindAutoLink, renderLink)
}

func renderRawHTML(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(html.EscapeString(string(n.(*ast.RawHTML).Segments.Value(source))))
	}
	return ast.WalkSkipChildren, nil
}

func renderHTMLBlock(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<pre>" + html.EscapeString(rawBlock(n.(*ast.HTMLBlock), source)) + "</pre>\n")
	}
	return ast.WalkSkipChildren, nil
}

// renderImage leaves the picture out; its description is its children.
func renderImage(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkContinue, nil
}

func renderLink(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	to, label, bare := linkOf(n, source)
	if entering && to != "" {
		_, _ = w.WriteString(`<a href="` + html.EscapeString(to) + `">`)
	}
	if entering && bare {
		_, _ = w.WriteString(html.EscapeString(label))
	}
	if !entering && to != "" {
		_, _ = w.WriteString("</a>")
	}
	return ast.WalkContinue, nil
}

// rawBlock gives the source of an HTML block.
func rawBlock(n *ast.HTMLBlock, source []byte) string {
	raw := string(n.Lines().Value(source))
	if n.HasClosure() {
		raw += string(n.ClosureLine.Value(source))
	}
	return raw
}
