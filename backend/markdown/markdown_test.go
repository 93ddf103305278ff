package markdown

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGoldens(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("testdata", "everything.md"))
	if err != nil {
		t.Fatalf("read the source: %v", err)
	}
	for ending, write := range map[string]func(string) string{"html": HTML, "txt": Plain, "slack": Slack} {
		t.Run(ending, func(t *testing.T) {
			golden := filepath.Join("testdata", "everything."+ending)
			got := strings.TrimRight(write(string(source)), "\n") + "\n"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatalf("write the golden: %v", err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("read the golden: %v", err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", golden, diff)
			}
		})
	}
}

func TestThreeForms(t *testing.T) {
	tests := []struct{ name, md, html, plain, slack string }{
		{"empty", "", "", "", ""},
		{"words", "It is back.", "<p>It is back.</p>\n", "It is back.", "It is back."},
		{"lines stay lines", "a\nb", "<p>a<br>\nb</p>\n", "a\nb", "a\nb"},
		{"strong", "**a** b", "<p><strong>a</strong> b</p>\n", "a b", "*a* b"},
		{"em", "*a* _b_", "<p><em>a</em> <em>b</em></p>\n", "a b", "_a_ _b_"},
		{"strong in strong", "**a __b__**", "<p><strong>a <strong>b</strong></strong></p>\n", "a b", "*a b*"},
		{"strong in a heading", "# a **b**", "<h1>a <strong>b</strong></h1>\n", "a b", "*a b*"},
		{"struck", "~~a~~", "<p><del>a</del></p>\n", "a", "~a~"},
		{"code", "`a<b`", "<p><code>a&lt;b</code></p>\n", "a<b", "`a&lt;b`"},
		{"entities", "a &lt; b & c", "<p>a &lt; b &amp; c</p>\n", "a < b & c", "a &lt; b &amp; c"},
		{"an escaped entity", `\&lt;`, "<p>&amp;lt;</p>\n", "&lt;", "&amp;lt;"},
		{
			"link", "[a](https://x.example/?b=1&c=2)",
			`<p><a href="https://x.example/?b=1&amp;c=2" rel="nofollow noreferrer">a</a></p>` + "\n",
			"a (https://x.example/?b=1&c=2)", "<https://x.example/?b=1&amp;c=2|a>",
		},
		{
			"bare link", "https://x.example/a",
			`<p><a href="https://x.example/a" rel="nofollow noreferrer">https://x.example/a</a></p>` + "\n",
			"https://x.example/a", "<https://x.example/a>",
		},
		{"mail", "<a@x.example>", `<p><a href="mailto:a@x.example" rel="nofollow noreferrer">a@x.example</a></p>` + "\n", "a@x.example", "<mailto:a@x.example>"},
		{"bars in a link", "[a|b>c](https://x.example/|>)", `<p><a href="https://x.example/%7C%3E" rel="nofollow noreferrer">a|b&gt;c</a></p>` + "\n", "a|b>c (https://x.example/%7C%3E)", "<https://x.example/%7C%3E|a¦b&gt;c>"},
		{"list", "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n", "- a\n- b", "• a\n• b"},
		{"numbers", "3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n", "3. a\n4. b", "3. a\n4. b"},
		{"quote", "> a\n> b", "<blockquote>\n<p>a<br>\nb</p>\n</blockquote>\n", "> a\n> b", "> a\n> b"},
		{"fence in code", "~~~\na ``` b\n~~~", "<pre><code>a ``` b\n</code></pre>\n", "a ``` b", "```\na ''' b\n```"},
		{"mentions", "@here @channel <!everyone> <@U1>", "<p>@here @channel &lt;!everyone&gt; &lt;@U1&gt;</p>\n", "@here @channel <!everyone> <@U1>", "@\u2060here @\u2060channel &lt;!everyone&gt; &lt;@U1&gt;"},
		{"reference links are text", "[a]: ops\n\n[a]", "<p>[a]: ops</p>\n<p>[a]</p>\n", "[a]: ops\n\n[a]", "[a]: ops\n\n[a]"},
		{"windows line ends", "a\r\n\r\nb", "<p>a</p>\n<p>b</p>\n", "a\n\nb", "a\n\nb"},
		{"NUL and broken UTF-8", "a\x00b\xff", "<p>ab\ufffd</p>\n", "ab\ufffd", "ab\ufffd"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, form := range []struct{ name, got, want string }{
				{"HTML", HTML(tt.md), tt.html}, {"Plain", Plain(tt.md), tt.plain}, {"Slack", Slack(tt.md), tt.slack},
			} {
				got := strings.ReplaceAll(form.got, "<br/>", "<br>")
				if got != form.want {
					t.Errorf("%s(%q) = %q, want %q", form.name, tt.md, got, form.want)
				}
			}
		})
	}
}

// hostile are texts that would run, load or lead somewhere if one wall fell.
var hostile = []string{
	`<script>alert(1)</script>`,
	`<SCRIPT SRC=//evil.example/x.js></SCRIPT>`,
	`<img src=x onerror=alert(1)>`,
	`<svg onload=alert(1)>`,
	`<svg><script>alert(1)</script></svg>`,
	`<iframe src="https://evil.example"></iframe>`,
	`<object data="x"></object><embed src="x">`,
	`<link rel=stylesheet href=//evil.example>`,
	`<style>*{background:url(//evil.example)}</style>`,
	`<meta http-equiv=refresh content="0;url=//evil.example">`,
	`<base href="//evil.example/">`,
	`<form action="//evil.example"><input name=a></form>`,
	`<a href="javascript:alert(1)">x</a>`,
	`<b onmouseover=alert(1)>x</b>`,
	`<div style="background:url(javascript:alert(1))">x</div>`,
	`<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`,
	`<!--<img src="--><img src=x onerror=alert(1)//">`,
	`<![CDATA[<script>alert(1)</script>]]>`,
	`<?php echo 1 ?><script>alert(1)</script>`,
	`<details open ontoggle=alert(1)>x</details>`,
	`<video><source onerror=alert(1)></video>`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
	`<template><script>alert(1)</script></template>`,
	`[x](javascript:alert(1))`,
	`[x](JaVaScRiPt:alert(1))`,
	`[x](java&#115;cript:alert(1))`,
	`[x](java&Tab;script:alert(1))`,
	`[x](&#x6A;avascript:alert(1))`,
	"[x](\x01javascript:alert(1))",
	`[x](<javascript:alert(1)>)`,
	`[x](vbscript:msgbox)`,
	`[x](data:text/html;base64,PHNjcmlwdD4=)`,
	`[x](file:///etc/passwd)`,
	`[x](//evil.example)`,
	`[x](wails://wails/)`,
	`[x](/relative "title\" onclick=alert(1)")`,
	`[x](https://a.example/" onclick="alert(1))`,
	`[x](https://a.example "\" onclick=alert(1) x=\"")`,
	`[x](https://a.example/'onclick='alert(1))`,
	`![x](javascript:alert(1))`,
	`![x](https://evil.example/pixel.png)`,
	`![x" onerror="alert(1)](y)`,
	`<javascript:alert(1)>`,
	`<https://a.example/"onclick=alert(1)>`,
	`[a]: javascript:alert(1)` + "\n\n[a]",
	"```html\" onclick=\"alert(1)\nx\n```",
	"`<script>alert(1)</script>`",
	"    <script>alert(1)</script>",
	`- <img src=x onerror=alert(1)>`,
	`> <script>alert(1)</script>`,
	`# <script>alert(1)</script>`,
	`&lt;script&gt;alert(1)&lt;/script&gt;`,
	`**<script>**alert(1)</script>`,
	`[<img src=x onerror=alert(1)>](https://a.example)`,
	`www.a.example/"onmouseover="alert(1)`,
	`https://a.example/<script>alert(1)</script>`,
	"<scr\x00ipt>alert(1)</scr\x00ipt>",
	strings.Repeat(">", 100) + `<script>alert(1)</script>`,
	strings.Repeat("[", 1000) + `<script>alert(1)</script>`,
}

func TestHTMLIsHarmless(t *testing.T) {
	for _, md := range hostile {
		requireHarmless(t, md, HTML(md))
	}
}

func TestHostileTextStaysReadable(t *testing.T) {
	const md = `<script>alert("1")</script>`
	if got, want := Plain(md), md; got != want {
		t.Errorf("Plain = %q, want %q", got, want)
	}
	if got, want := Slack(md), `&lt;script&gt;alert("1")&lt;/script&gt;`; got != want {
		t.Errorf("Slack = %q, want %q", got, want)
	}
	if got := HTML(md); !strings.Contains(got, "&lt;script&gt;alert(") {
		t.Errorf("HTML = %q", got)
	}
}

// requireHarmless reads out as a browser does, and fails the test on any
// element or attribute that is not on the list.
func requireHarmless(t *testing.T, md, out string) {
	t.Helper()
	elements := " html head body p br hr strong em del code pre blockquote ul ol li h1 h2 h3 h4 h5 h6 a "
	root, err := html.Parse(strings.NewReader(out))
	if err != nil {
		t.Fatalf("HTML(%q) does not parse: %v", md, err)
	}
	for n := range root.Descendants() {
		switch n.Type {
		case html.ElementNode:
			if !strings.Contains(elements, " "+n.Data+" ") {
				t.Errorf("HTML(%q) has <%s>: %s", md, n.Data, out)
			}
		case html.CommentNode:
			t.Errorf("HTML(%q) has a comment: %s", md, out)
		}
		for _, a := range n.Attr {
			if !harmlessAttribute(n.Data, a) {
				t.Errorf("HTML(%q) has %s=%q on <%s>", md, a.Key, a.Val, n.Data)
			}
		}
	}
}

func harmlessAttribute(element string, a html.Attribute) bool {
	switch element + " " + a.Key {
	case "a rel", "ol start":
		return true
	case "a href":
		for _, scheme := range []string{"http://", "https://", "mailto:"} {
			if strings.HasPrefix(a.Val, scheme) {
				return true
			}
		}
	}
	return false
}

// Slack's own marks can only come from the three forms that are written.
func requireHarmlessSlack(t *testing.T, md, out string) {
	t.Helper()
	for rest := out; ; {
		_, after, found := strings.Cut(rest, "<")
		if !found {
			return
		}
		inside, _, closed := strings.Cut(after, ">")
		if !closed || !strings.HasPrefix(inside, "http://") && !strings.HasPrefix(inside, "https://") && !strings.HasPrefix(inside, "mailto:") {
			t.Errorf("Slack(%q) has <%s", md, inside)
		}
		rest = after
	}
}

func TestSlackIsHarmless(t *testing.T) {
	for _, md := range hostile {
		requireHarmlessSlack(t, md, Slack(md))
	}
}

func TestLongTextIsCut(t *testing.T) {
	md := strings.Repeat("é", MaxInput)
	for name, got := range map[string]string{"HTML": HTML(md), "Plain": Plain(md), "Slack": Slack(md)} {
		if len(got) > MaxInput+20 || !strings.Contains(got, "é…") || !utf8.ValidString(got) {
			t.Errorf("%s gave %d bytes", name, len(got))
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("testdata", "everything.md"))
	if err != nil {
		t.Fatalf("read the source: %v", err)
	}
	want := HTML(string(source))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				if got := HTML(string(source)); got != want {
					t.Error("two readings differ")
				}
			}
		})
	}
	all.Wait()
}

func FuzzMarkdown(f *testing.F) {
	for _, md := range hostile {
		f.Add(md)
	}
	f.Fuzz(func(t *testing.T, md string) {
		requireHarmless(t, md, HTML(md))
		slack := Slack(md)
		requireHarmlessSlack(t, md, slack)
		if plain := Plain(md); !utf8.ValidString(plain) || !utf8.ValidString(slack) {
			t.Errorf("not UTF-8: %q, %q", plain, slack)
		}
	})
}
