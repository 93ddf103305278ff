package comms

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aircover/backend/incident"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the goldens anew")

// worked is an incident in which something was found out.
func worked(t *testing.T) *room {
	r := declare(t, "Checkout fails for EU cards", incident.SEV1, "Europe/Berlin")
	r.log(incident.RoleAssigned{Role: incident.TechLead, Person: "Ben Okafor"})
	r.at(3).log(
		incident.EvidenceLogged{Text: "handshake errors on node3 since 14:02"},
		incident.HypothesisOpened{Text: "the replica lags"},
		incident.Noted{Text: "workaround: pay by invoice"},
	)
	supported := r.at(9).log(incident.HypothesisOpened{Text: "an intermediate certificate expired at 14:00"})
	r.at(12).log(
		incident.TaskAssigned{Person: "Chidi", Minutes: 10, Text: "reissue the certificate", Workstream: "Payments"},
		incident.NeedOpened{Text: "access to the CA console", NeedKind: incident.NeedAccess, For: "Chidi"},
		incident.WhereReported{Workstream: "Payments", Text: "found the expired chain"},
	)
	r.fact(FactScope, "cards issued in the EU")
	r.fact(FactWorks, "All other cards and PayPal.")
	r.fact(FactImpact, "about 310 orders per minute fail, 18,000 EUR so far")
	r.log(incident.HypothesisSettled{Hypothesis: supported, Verdict: incident.Supported})
	r.phase(incident.Diagnose)
	return r
}

func TestDrafts(t *testing.T) {
	empty := func(zone string, severity incident.Severity) func(*testing.T) *room {
		return func(t *testing.T) *room { return declare(t, "Checkout fails for EU cards", severity, zone) }
	}
	resolved := func(t *testing.T) *room {
		r := worked(t)
		r.at(50).phase(incident.Verify)
		r.at(85).phase(incident.Learn)
		return r
	}
	tests := []struct {
		name     string
		room     func(*testing.T) *room
		audience string
		state    PublicState
		minute   int
	}{
		{"page-first-notice", empty("Europe/Berlin", incident.SEV1), Page, Investigating, 2},
		{"page-first-notice-utc", empty("UTC", incident.SEV2), Page, Investigating, 2},
		{"page-first-notice-sao-paulo", empty("America/Sao_Paulo", incident.SEV3), Page, Investigating, 2},
		{"page-investigating", worked, Page, Investigating, 14},
		{"page-identified", worked, Page, Identified, 15},
		{"page-identified-no-cause", empty("Europe/Berlin", incident.SEV1), Page, Identified, 20},
		{"page-monitoring", worked, Page, Monitoring, 60},
		{"page-resolved", resolved, Page, Resolved, 86},
		{"page-over-a-day", worked, Page, Identified, 25 * 60},
		{"page-hostile-title", func(t *testing.T) *room {
			return declare(t, "# db-prod-01 down, @ben broke INC-99 <script>", incident.SEV1, "Europe/Berlin")
		}, Page, Investigating, 2},
		{"page-reopened", func(t *testing.T) *room {
			r := resolved(t)
			r.at(86).send(Page, Resolved, 0)
			r.at(120).phase(incident.Diagnose)
			return r
		}, Page, Investigating, 121},
		{"support-first-notice", empty("Europe/Berlin", incident.SEV1), Support, Investigating, 2},
		{"support-identified", worked, Support, Identified, 15},
		{"support-monitoring", worked, Support, Monitoring, 60},
		{"support-resolved", resolved, Support, Resolved, 86},
		{"executives-empty", empty("Europe/Berlin", incident.SEV2), Executives, Investigating, 10},
		{"executives-identified", worked, Executives, Identified, 15},
		{"executives-resolved", resolved, Executives, Resolved, 86},
		{"internal-empty", empty("Europe/Berlin", incident.SEV1), Internal, Investigating, 10},
		{"internal-identified", worked, Internal, Identified, 15},
		{"legal-investigating", worked, Legal, Investigating, 15},
		{"legal-resolved", resolved, Legal, Resolved, 86},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := tt.room(t).at(tt.minute)
			draft, err := Templates{}.Render(&r.inc, &r.cs, tt.audience, tt.state, r.now, incident.Time{})
			if err != nil {
				t.Fatal(err)
			}
			golden(t, tt.name, draft.Text)
			clean(t, r, tt.audience, draft)
		})
	}
}

func TestNothingNew(t *testing.T) {
	r := worked(t)
	r.at(15).send(Page, Identified, 20)
	r.at(15).send(Executives, Identified, 30)
	for audience, minute := range map[string]int{Page: 33, Executives: 44, Support: 33} {
		t.Run(audience, func(t *testing.T) {
			r.at(minute)
			draft, err := Templates{}.NothingNew(&r.inc, &r.cs, audience, r.now, incident.Time{})
			if err != nil {
				t.Fatal(err)
			}
			golden(t, "nothing-new-"+audience, draft.Text)
			clean(t, r, audience, draft)
		})
	}
}

// A fact that is written as a sentence has no label that says the same.
func TestNoLabelTwice(t *testing.T) {
	for fact, want := range map[string]string{
		"cards issued in the EU":                        " Affected: cards issued in the EU. ",
		"cards that were issued in the EU are affected": " Cards that were issued in the EU are affected. ",
	} {
		r := declare(t, "Checkout fails", incident.SEV1, "Europe/Berlin")
		r.fact(FactScope, fact)
		draft, err := Templates{}.Render(&r.inc, &r.cs, Page, Investigating, r.now, incident.Time{})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(draft.Text, want) {
			t.Errorf("no %q in: %s", want, draft.Text)
		}
		clean(t, r, Page, draft)
	}
}

// golden compares a text with its file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "drafts", name+".md")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("draft (-golden +now):\n%s", diff)
	}
}

// clean fails where the lint finds an error in a draft.
func clean(t *testing.T, r *room, audience string, draft Draft) {
	t.Helper()
	for _, f := range Lint(draft.Text, r.cs.LintContext(&r.inc, audience, draft.State, r.now, nil)) {
		if f.Severity == LintWarning {
			t.Logf("%s: %q", f.Rule, draft.Text[:min(len(draft.Text), 40)])
			continue
		}
		t.Errorf("%s at %d: %s\n%s", f.Rule, f.Start, f.Reason, draft.Text)
	}
}

// Every audience, state, severity and zone gives a draft that the lint accepts,
// from an empty log and from a hostile one: every pair of them in every run,
// and all of them together with AIRCOVER_FULL=1.
func TestDraftsAreCompliant(t *testing.T) {
	zones := []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC", "America/Sao_Paulo", "nowhere"}
	titles := []string{"x", hostile}
	times := []int{2, 130, 26 * 60, 30 * 60}
	audiences := DefaultAudiences()
	factors := []int{len(zones), 4, len(titles), len(audiences), len(PublicStates), len(times)}
	choices := pairwise(factors)
	if os.Getenv("AIRCOVER_FULL") == "1" {
		choices = combinations(factors)
	}
	rooms := map[[3]int]*room{}
	for _, c := range choices {
		key := [3]int{c[0], c[1], c[2]}
		r := rooms[key]
		if r == nil {
			r = hostileRoom(t, titles[c[2]], incident.Severity(c[1]+1), zones[c[0]])
			rooms[key] = r
		}
		r.at(times[c[5]])
		audience := audiences[c[3]].ID
		draft, err := Templates{}.Render(&r.inc, &r.cs, audience, PublicStates[c[4]], r.now, incident.Time{})
		if err != nil {
			t.Fatal(err)
		}
		clean(t, r, audience, draft)
	}
}

// hostile is a text that breaks many rules.
const hostile = "at 14:05 @ben from db-prod-01 (10.0.0.7) said human error due to a breach, TBD, back by 16:00, {{.Title}} see https://jira.corp/INC-7\n# <b>"

// hostileRoom is an incident in which every statement is the text, where it is
// hostile.
func hostileRoom(t *testing.T, text string, severity incident.Severity, zone string) *room {
	r := declare(t, strings.ReplaceAll(text, "\n", " "), severity, zone)
	if text != hostile {
		return r
	}
	id := r.at(1).log(incident.HypothesisOpened{Text: text})
	r.log(
		incident.Noted{Text: text}, incident.EvidenceLogged{Text: text}, incident.Decided{Text: text},
		incident.WhereReported{Workstream: text, Text: text}, incident.NeedOpened{Text: text},
		incident.TaskAssigned{Person: "Ben", Text: text}, incident.HypothesisSettled{Hypothesis: id, Verdict: incident.Supported},
	)
	for _, d := range factList {
		if !d.fixed {
			r.fact(d.name, text)
		}
	}
	return r
}

// combinations lists every choice of one value per factor.
func combinations(factors []int) [][]int {
	all := [][]int{{}}
	for _, n := range factors {
		var longer [][]int
		for _, c := range all {
			for v := range n {
				longer = append(longer, append(slices.Clone(c), v))
			}
		}
		all = longer
	}
	return all
}

// pairwise lists choices in which every two values of two factors meet.
func pairwise(factors []int) [][]int {
	all := combinations(factors)
	met := map[[4]int]bool{}
	var chosen [][]int
	for {
		best, most := -1, 0
		for i, c := range all {
			if n := len(pairsOf(c, met)); n > most {
				best, most = i, n
			}
		}
		if best < 0 {
			return chosen
		}
		for _, pair := range pairsOf(all[best], met) {
			met[pair] = true
		}
		chosen = append(chosen, all[best])
	}
}

func pairsOf(c []int, met map[[4]int]bool) [][4]int {
	var fresh [][4]int
	for i := range c {
		for j := range i {
			if pair := [4]int{i, c[i], j, c[j]}; !met[pair] {
				fresh = append(fresh, pair)
			}
		}
	}
	return fresh
}

func TestRenderRefuses(t *testing.T) {
	r := declare(t, "x", incident.SEV1, "UTC")
	for _, tt := range []struct {
		audience string
		state    PublicState
	}{{"nobody", Investigating}, {Page, "Panicking"}} {
		if _, err := (Templates{}).Render(&r.inc, &r.cs, tt.audience, tt.state, r.now, incident.Time{}); err == nil {
			t.Errorf("%v was drafted", tt)
		}
	}
}

// Nobody's name reaches the outside, whatever the log says.
func TestNoNamesOutside(t *testing.T) {
	r := worked(t)
	r.do(r.inc.Retitle(r.stamp(), "Ben says checkout is down"))
	for _, name := range []string{FactScope, FactWorks, FactWorkaround, FactImpact, FactKnown} {
		r.fact(name, fmt.Sprintf("ask chidi or Ana Ruiz about %s", name))
	}
	for _, audience := range []string{Page, Support} {
		for _, state := range PublicStates {
			draft, err := Templates{}.Render(&r.inc, &r.cs, audience, state, r.now, incident.Time{})
			if err != nil {
				t.Fatal(err)
			}
			for _, person := range []string{"Ana", "Ruiz", "Ben", "Okafor", "hidi"} {
				if strings.Contains(draft.Text, person) {
					t.Errorf("%s is told of %s:\n%s", audience, person, draft.Text)
				}
			}
		}
	}
}
