package comms

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
	"github.com/zricethezav/gitleaks/v8/config"
)

// secretRule is one rule of the gitleaks rule set. Its pattern is compiled
// when a text first has one of its keywords: compiling all of them takes longer
// than judging a text, and most are never asked for.
type secretRule struct {
	ID          string
	Regex       string
	Path        string
	SecretGroup int
	Entropy     float64 // bits per character that a secret has at least
	Keywords    []string
	Allowlists  []secretAllowlist

	pattern func() *regexp.Regexp
}

// secretAllowlist names what looks like a secret and is none.
type secretAllowlist struct {
	Condition   string
	Paths       []string
	RegexTarget string // "match", "line", or the secret itself
	Regexes     []string
	StopWords   []string

	patterns func() []*regexp.Regexp
}

type secretRules struct {
	Rules     []secretRule
	Allowlist secretAllowlist
}

// gitleaks is the rule set that the module comes with. Rules about files of a
// name, and exceptions by file, do not concern a text.
var gitleaks = sync.OnceValue(func() *secretRules {
	set := &secretRules{}
	if err := toml.Unmarshal([]byte(config.DefaultConfig), set); err != nil {
		panic(err) // it is compiled in, and read by a test
	}
	set.Rules = slices.DeleteFunc(set.Rules, func(r secretRule) bool { return r.Path != "" || r.Regex == "" })
	set.Allowlist.prepare()
	for i := range set.Rules {
		r := &set.Rules[i]
		r.pattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(r.Regex) })
		for n, word := range r.Keywords {
			r.Keywords[n] = strings.ToLower(word)
		}
		r.Allowlists = slices.DeleteFunc(r.Allowlists, func(a secretAllowlist) bool { return a.Condition == "AND" && len(a.Paths) > 0 })
		for n := range r.Allowlists {
			r.Allowlists[n].prepare()
		}
	}
	return set
})

func (a *secretAllowlist) prepare() {
	expressions := a.Regexes
	a.patterns = sync.OnceValue(func() []*regexp.Regexp {
		var out []*regexp.Regexp
		for _, expression := range expressions {
			out = append(out, regexp.MustCompile(expression))
		}
		return out
	})
}

func (a *secretAllowlist) allows(secret, match, line string) bool {
	lower := asciiLower(secret)
	if slices.ContainsFunc(a.StopWords, func(word string) bool { return strings.Contains(lower, asciiLower(word)) }) {
		return true
	}
	target := secret
	switch a.RegexTarget {
	case "match":
		target = match
	case "line":
		target = line
	}
	return slices.ContainsFunc(a.patterns(), func(p *regexp.Regexp) bool { return p.MatchString(target) })
}

// leastDense is the shortest run without a space that a secret can be.
const leastDense = 10

// dense tells whether a line has a run that could be a secret: long, without
// spaces, and with a digit. Prose has none, and is passed over.
func dense(line string) bool {
	run, digit := 0, false
	for i := range len(line) {
		switch c := line[i]; {
		case c <= ' ':
			run, digit = 0, false
			continue
		case '0' <= c && c <= '9':
			digit = true
		}
		if run++; run >= leastDense && digit {
			return true
		}
	}
	return false
}

// findSecrets holds every line that could have a secret, and a key in its
// frame of several lines, against the rule set.
func findSecrets(d *document) []span {
	var out []span
	start := 0
	for line := range strings.Lines(d.text) {
		if dense(line) {
			out = append(out, secretsIn(d, span{start, start + len(line)}, "")...)
		}
		start += len(line)
	}
	if framed := "-----begin"; strings.Contains(d.lower, framed) {
		out = append(out, secretsIn(d, span{0, len(d.text)}, framed)...)
	}
	return merged(out)
}

// secretsIn applies the rules that have a keyword in a part of the text; with a
// keyword given, only the rules that have it.
func secretsIn(d *document, in span, only string) []span {
	var out []span
	text, lower := d.text[in.start:in.end], d.lower[in.start:in.end]
	set := gitleaks()
	for i := range set.Rules {
		r := &set.Rules[i]
		if only != "" && !slices.Contains(r.Keywords, only) || len(r.Keywords) > 0 && !hint(r.Keywords).in(lower) {
			continue
		}
		for _, m := range r.pattern().FindAllStringSubmatchIndex(text, -1) {
			at := secretOf(m, r.SecretGroup)
			secret, match := text[at.start:at.end], text[m[0]:m[1]]
			line := text[max(0, m[0]-nearby):min(len(text), m[1]+nearby)]
			allowed := func(a secretAllowlist) bool { return a.allows(secret, match, line) }
			if r.Entropy > 0 && entropy(secret) <= r.Entropy || allowed(set.Allowlist) || slices.ContainsFunc(r.Allowlists, allowed) {
				continue
			}
			out = append(out, span{in.start + at.start, in.start + at.end})
		}
	}
	return out
}

// secretOf gives the place of the secret in a match: the group that the rule
// names, else the first that took part, else all of it.
func secretOf(m []int, group int) span {
	if group > 0 && 2*group+1 < len(m) && m[2*group] >= 0 {
		return span{m[2*group], m[2*group+1]}
	}
	for n := 2; n+1 < len(m); n += 2 {
		if m[n] >= 0 && m[n+1] > m[n] {
			return span{m[n], m[n+1]}
		}
	}
	return span{m[0], m[1]}
}

// entropy is Shannon's, in bits per character.
func entropy(text string) float64 {
	counts := map[rune]int{}
	for _, r := range text {
		counts[r]++
	}
	bits := 0.0
	for _, n := range counts {
		share := float64(n) / float64(len(text))
		bits -= share * math.Log2(share)
	}
	return bits
}

// merged sorts places and joins those that overlap.
func merged(all []span) []span {
	slices.SortFunc(all, func(a, b span) int { return a.start - b.start })
	var out []span
	for _, at := range all {
		if last := len(out) - 1; last >= 0 && at.start < out[last].end {
			out[last].end = max(out[last].end, at.end)
			continue
		}
		out = append(out, at)
	}
	return out
}

func fixSecret(_ *document, at span) (edit, bool) {
	return edit{span: at, text: "[removed]", label: "Take it out"}, true
}
