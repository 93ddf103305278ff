package comms

import (
	"strings"
	"testing"
	"time"
	"unicode"
)

// typed is what an update of a bad day looks like.
const typed = "We are investigating errors in checkout since 14:05 CET for cards issued in the EU. Some requests failed to complete in 30 minutes. "

// benched has all that a context can hold.
var benched = LintContext{
	Audience: Page, Public: true, External: true, State: Investigating, NeedsNext: true, Next: start, Now: start, Zone: "Europe/Berlin", People: []string{"Ana Ruiz"},
	LastState: Investigating, LastText: typed, MostWords: pageWords, Others: []Other{{Name: "Executives", Text: typed, At: start}},
	Dictionaries: Dictionaries{Codenames: []string{"Bluefin"}, Hosts: []string{"corp.example"}, Customers: []string{"Acme"}, Vendors: []string{"Payfast"}},
}

func fill(part string, size int) string { return strings.Repeat(part, size/len(part)+1)[:size] }

// BenchmarkLint20kB reports the cost of a 20 kB update as a multiple of one
// pass over it that looks at every character.
func BenchmarkLint20kB(b *testing.B) {
	text := fill(typed, 20_000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Lint(text, benched)
	}
	lint := b.Elapsed() / time.Duration(b.N)
	letters, passes, began := 0, 200, time.Now()
	for range passes {
		for _, r := range text {
			if unicode.IsLetter(r) {
				letters++
			}
		}
	}
	b.ReportMetric(float64(lint)/(float64(time.Since(began))/float64(passes)), "passes")
	if letters == 0 {
		b.Fatal("nothing was read")
	}
}

// rounds is how often each size is judged: the best of them is least disturbed
// by what else the machine does.
const rounds = 5

// mostGrowth is what four times the text may cost: four times as much, up to
// three times that where one sentence gets too long for the faster of the two
// ways in which regexp matches. A quadratic rule takes sixteen times as long.
const mostGrowth = 12

// BenchmarkLintLinear judges 10, 20 and 40 kB of prose, and of parts that never
// end a sentence, and fails where the cost grows faster than the text.
func BenchmarkLintLinear(b *testing.B) {
	for _, part := range append([]string{typed}, endless...) {
		b.Run(strings.TrimSpace(head(part, 12)), func(b *testing.B) {
			best := map[int]time.Duration{}
			for b.Loop() {
				for range rounds {
					for _, size := range []int{10_000, 20_000, 40_000} {
						text := fill(part, size)
						began := time.Now()
						Lint(text, benched)
						if took := time.Since(began); best[size] == 0 || took < best[size] {
							best[size] = took
						}
					}
				}
			}
			growth := float64(best[40_000]) / float64(best[10_000])
			b.ReportMetric(growth, "x/4x")
			b.ReportMetric(float64(best[40_000].Microseconds())/1000, "ms/40kB")
			if growth > mostGrowth {
				b.Errorf("four times the text took %.1f times as long (%v, %v, %v)", growth, best[10_000], best[20_000], best[40_000])
			}
		})
	}
}

// BenchmarkRules gives the cost of each rule on a 20 kB update.
func BenchmarkRules(b *testing.B) {
	text := fill(typed, 20_000)
	for _, r := range rules {
		b.Run(r.id, func(b *testing.B) {
			for b.Loop() {
				d := *readOnce(text)
				r.find(&d)
			}
		})
	}
}

var readBefore = map[string]*document{}

// readOnce reads a text the first time, so that a rule is timed alone.
func readOnce(text string) *document {
	if readBefore[text] == nil {
		readBefore[text] = read(text, benched)
	}
	return readBefore[text]
}
