package meeting

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aircover/backend/incident"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestDescription(t *testing.T) {
	plain := Series{Minutes: 15, Attendees: []Attendee{
		{Name: "Mara", Email: "mara@lab.example", Role: incident.Lead},
		{Name: "Tomás", Role: incident.TechLead},
		{Name: "Priya", Role: incident.Responder, Optional: true},
		{Email: "jun@lab.example", Role: incident.Responder, Optional: true},
	}}
	full := plain
	full.Updates, full.Link, full.Note = "on the status page and in #inc-42", "https://meet.example/abc", "Numbers first, please.\nCauses later."
	full.Agenda = []Topic{{Text: "VP: when can we reopen the shop?"}, {Text: "Legal: which data?"}}
	for _, c := range []struct {
		name string
		text string
	}{
		{"plain", plain.Description(false)},
		{"full", full.Description(false)},
		{"full-import", full.Description(true)},
		{"nobody", (&Series{Minutes: 20}).Description(true)},
	} {
		t.Run(c.name, func(t *testing.T) {
			golden := filepath.Join("testdata", "description", c.name+".txt")
			if *update {
				if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, []byte(c.text+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), c.text+"\n"); diff != "" {
				t.Error(diff)
			}
		})
	}
}
