package app

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the goldens anew")

// How a lead would enter a line of a real timeline.
var (
	saysCause = regexp.MustCompile(`(?i)\b(identified|caused|due to|because|expire|starvation|misconfig)`)
	saysWork  = regexp.MustCompile(`(?i)\b(start|replac|scal|attempt|deploy|apply|manual|roll|script|working on|solution|joined)`)
	saysOver  = regexp.MustCompile(`(?i)\b(verified|restored|resolved|confirmed working|operational)\b`)
)

// entered is the log line that a lead would type.
func entered(line timelineLine) string {
	switch {
	case saysOver.MatchString(line.text):
		return line.said + " e " + line.text
	case saysCause.MatchString(line.text):
		return line.said + " h " + line.text
	case saysWork.MatchString(line.text):
		return line.said + " w " + line.text
	}
	return line.said + " e " + line.text
}

// TestDraftsOfRealIncidents drafts for every audience at five moments of each
// real incident. No draft has an error of the wording lint; the goldens are what
// a person would send. What comes from the source stands in them as ⟨title⟩ and
// ⟨line 3⟩, since its words are not part of this project.
func TestDraftsOfRealIncidents(t *testing.T) {
	for _, pm := range readPostmortems(t) {
		t.Run(pm.name, func(t *testing.T) {
			t.Parallel()
			got := draftsOf(t, pm)
			golden := filepath.Join("testdata", "drafts", pm.name)
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func draftsOf(t *testing.T, pm postmortem) string {
	d := newDesk(t)
	d.set(pm.lines[0].when.Add(time.Minute))
	if err := d.people.SetMe("Lea"); err != nil {
		t.Fatal(err)
	}
	id := must(d.home.Declare(pm.title+" since "+pm.lines[0].said+" sev1", "UTC"))(t)
	phases := []string{"identify", "diagnose", "remediate", "verify", "learn"}
	var out strings.Builder
	done := 0
	for moment, phase := range phases {
		for upTo := len(pm.lines) * (moment + 1) / len(phases); done < upTo; done++ {
			d.set(maxTime(d.now(), pm.lines[done].when.Add(time.Minute)))
			must(d.room.Log(id, entered(pm.lines[done])))(t)
		}
		if err := d.room.SetPhase(id, phase, ""); err != nil {
			t.Fatal(err)
		}
		for _, a := range must(d.updates.View(id))(t).Audiences {
			for _, f := range a.Draft.Findings {
				if f.Severity == "E" {
					t.Errorf("%s for %s: %s: %s\n%s", phase, a.ID, f.Rule, f.Reason, a.Draft.Text)
				}
			}
			fmt.Fprintf(&out, "# %s, %s, at %s UTC\n\n%s\n", a.Name, phase, d.now().Format("2006-01-02 15:04"), a.Draft.Text)
			if a.ID == "page" || a.ID == "executives" {
				if err := d.updates.MarkSent(id, a.ID, a.Draft.State, a.Draft.Text); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return withoutSource(pm, out.String())
}

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// withoutSource puts a mark in the place of every line of the source, however
// a draft began or ended it.
func withoutSource(pm postmortem, text string) string {
	for i, line := range pm.lines {
		words := strings.Trim(line.text, " .")
		for _, form := range []string{words, upperFirst(words), lowerFirst(words)} {
			text = strings.ReplaceAll(text, form, fmt.Sprintf("⟨line %d⟩", i+1))
		}
	}
	return strings.ReplaceAll(text, pm.title, "⟨title⟩")
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }
