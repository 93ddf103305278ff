package comms

import (
	"slices"
	"strings"
	"testing"

	"aircover/backend/fault"
	"aircover/backend/incident"

	"github.com/google/go-cmp/cmp"
)

// told declares a SEV1 incident at 14:05 whose only audience is told in a way.
func told(t *testing.T, c Cadence, quiet *Quiet) *room {
	t.Helper()
	r := declare(t, "Checkout fails", incident.SEV1, "Europe/Berlin")
	r.do(r.cs.ChangeAudience(r.stamp(), Audience{
		ID: "own", Name: "Partners in Asia", Quiet: quiet, Cadence: map[incident.Severity]Cadence{incident.SEV1: c},
	}))
	for _, a := range DefaultAudiences() {
		if a.ID != Page {
			r.do(r.cs.RemoveAudience(r.stamp(), a.ID))
		}
	}
	r.do(r.cs.RemoveAudience(r.stamp(), Page))
	return r
}

func TestCadences(t *testing.T) {
	ten := Cadence{Mode: Every, Gaps: []int{10}, Then: 20}
	evening := &Quiet{From: "14:00", To: "18:30"}
	tests := []struct {
		name    string
		cadence Cadence
		quiet   *Quiet
		lead    func(r *room)
		want    string // day and time of what is due
		why     string
	}{
		{"quiet hours", ten, evening, nil, "24 18:30 first", "SEV1: first word within 10 min, moved to the end of their quiet hours (14:00 to 18:30)."},
		{"quiet over midnight", ten, &Quiet{From: "13:00", To: "07:00"}, nil, "25 07:00 first", "SEV1: first word within 10 min, moved to the end of their quiet hours (13:00 to 07:00)."},
		{"quiet ends with its last minute", ten, &Quiet{From: "13:00", To: "14:15"}, nil, "24 14:15 first", "SEV1: first word within 10 min."},
		{"a promise stands in quiet hours", ten, evening, func(r *room) { r.at(5).send("own", Investigating, 60) }, "24 15:10 promised", "Promised at 14:10 CET."},
		{"on change: the first word", Cadence{Mode: OnChange, Gaps: []int{30}}, nil, nil, "24 14:35 first", "SEV1: first word within 30 min."},
		{"on change: nothing changed", Cadence{Mode: OnChange, Gaps: []int{30}}, nil, func(r *room) {
			r.at(5).send("own", Investigating, 0)
			r.at(20).log(incident.Noted{Text: "still looking"})
		}, "", ""},
		{"on change: a fact", Cadence{Mode: OnChange, Gaps: []int{30}}, nil, func(r *room) {
			r.at(5).send("own", Investigating, 0)
			r.at(20).fact(FactWorkaround, "Pay by invoice.")
			r.at(40).phase(incident.Remediate)
		}, "24 14:55", "Changed at 14:25 CET: workaround was put in other words."},
		{"on change: before what was promised", Cadence{Mode: OnChange, Gaps: []int{10}}, nil, func(r *room) {
			r.at(5).send("own", Investigating, 120)
			r.at(20).phase(incident.Diagnose)
			r.at(21).phase(incident.Verify)
		}, "24 14:36", "Changed at 14:26 CET: the state is Monitoring."},
		{"twice a day", Cadence{Mode: AtClock}, nil, nil, "24 16:30 first", "Told at 09:30 and 16:30."},
		{"twice a day, once told", Cadence{Mode: AtClock}, nil, func(r *room) { r.at(100).send("own", Investigating, 0) }, "25 09:30", "Told at 09:30 and 16:30."},
		{"watching", Cadence{Mode: Every, Gaps: []int{10}, Then: 20, Watching: 60}, nil, func(r *room) {
			r.at(5).send("own", Identified, 0)
			r.at(6).phase(incident.Verify)
		}, "24 15:10", "The fix is being watched: every 60 min."},
		{"watching never shortens", Cadence{Mode: Every, Gaps: []int{10}, Then: 90, Watching: 60}, nil, func(r *room) {
			r.at(5).send("own", Identified, 0)
			r.at(6).phase(incident.Verify)
		}, "24 15:40", "SEV1: every 90 min."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := told(t, tt.cadence, tt.quiet)
			if tt.lead != nil {
				tt.lead(r)
			}
			got, why := "", ""
			if due := r.cs.Due(&r.inc); len(due) > 0 {
				got, why = strings.TrimPrefix(dues(r)[0], "own "), due[0].Why
			}
			if got != tt.want || why != tt.why {
				t.Errorf("due %q: %q, want %q: %q", got, why, tt.want, tt.why)
			}
		})
	}
}

// No time that is proposed lies in the quiet hours.
func TestNextUpdateSparesQuietHours(t *testing.T) {
	quiet := &Quiet{From: "22:00", To: "07:00"}
	for _, m := range Modes {
		r := told(t, Cadence{Mode: Every, Gaps: []int{10}}, quiet)
		if m.Mode == WithPage {
			continue // there is no page here
		}
		a := *r.cs.Audience("own")
		a.Cadence = map[incident.Severity]Cadence{incident.SEV1: {Mode: m.Mode, Gaps: []int{10, 45}, Then: 120, Clock: []string{"09:30", "23:30"}}}
		r.do(r.cs.ChangeAudience(r.stamp(), a))
		for minute := 0; minute < 3*24*60; minute += 47 {
			next, why := r.cs.NextUpdate(&r.inc, "own", r.at(minute).now)
			if _, inside := quiet.end(next, r.inc.Zone); inside && !next.IsZero() {
				t.Fatalf("%s at minute %d: %s (%s)", m.Mode, minute, next, why)
			}
			if why == "" {
				t.Fatalf("%s at minute %d gives no reason", m.Mode, minute)
			}
		}
	}
}

func TestOverrides(t *testing.T) {
	r := declare(t, "Checkout fails", incident.SEV1, "Europe/Berlin")
	r.at(5).send(Executives, Investigating, 30)
	executives := *r.cs.Audience(Executives)
	executives.Name = "The  board"
	id := r.do(r.cs.ChangeAudience(r.stamp(), executives))
	if got := r.cs.Audience(Executives).Name; got != "The board" {
		t.Errorf("the name is %q", got)
	}
	if changes, err := r.cs.ChangeAudience(r.stamp(), *r.cs.Audience(Executives)); err != nil || changes != nil {
		t.Errorf("the same again: %v, %v", changes, err)
	}
	r.do(r.journal.Undo(r.stamp(), id))
	if got := r.cs.Audience(Executives).Name; got != "Executives" {
		t.Errorf("after the undo: %q", got)
	}
	r.do(r.cs.RemoveAudience(r.stamp(), Executives))
	if len(r.cs.Promises) != 0 || len(r.cs.History) != 1 || r.cs.History[0].End != Released {
		t.Errorf("after the removal: %v, %v", r.cs.Promises, r.cs.History)
	}
	if slices.ContainsFunc(r.cs.Due(&r.inc), func(d Due) bool { return d.Audience == Executives }) {
		t.Error("a removed audience is due")
	}
	if _, err := r.cs.RemoveAudience(r.stamp(), Page); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("the page that support follows: %v", err)
	}
	var events []incident.Event
	for _, record := range r.journal.Records() {
		events = append(events, record.Event)
	}
	var inc incident.State
	var again State
	incident.Fold(incident.KindsOf(incident.CoreKinds, Kinds), events, &inc, &again)
	if diff := cmp.Diff(r.cs, again, cmp.Comparer(func(a, b incident.Time) bool { return a == b })); diff != "" {
		t.Errorf("state (-followed +folded):\n%s", diff)
	}
}

func TestCheckAudiences(t *testing.T) {
	if all, err := CheckAudiences(Playbook()); err != nil {
		t.Error(err)
	} else if diff := cmp.Diff(Playbook(), all); diff != "" {
		t.Errorf("the playbook is changed:\n%s", diff)
	}
	every := Cadence{Mode: Every, Gaps: []int{10}}
	tests := map[string]struct {
		audience Audience
		cadence  Cadence
		fields   []string
	}{
		"no name":         {Audience{ID: "a"}, every, []string{"name"}},
		"name taken":      {Audience{ID: "a", Name: "status  PAGE"}, every, []string{"name"}},
		"id":              {Audience{ID: "A/b", Name: "A"}, every, []string{"name"}},
		"mode":            {Audience{ID: "a", Name: "A"}, Cadence{Mode: "often"}, []string{"sev1.mode"}},
		"no gaps":         {Audience{ID: "a", Name: "A"}, Cadence{Mode: Every}, []string{"sev1.gaps"}},
		"gap of nothing":  {Audience{ID: "a", Name: "A"}, Cadence{Mode: Every, Gaps: []int{0}}, []string{"sev1.gaps"}},
		"gap of a year":   {Audience{ID: "a", Name: "A"}, Cadence{Mode: Every, Gaps: []int{1}, Then: 525600}, []string{"sev1.then"}},
		"after what":      {Audience{ID: "a", Name: "A"}, Cadence{Mode: Every, Gaps: []int{5}, After: 120}, []string{"sev1.later"}},
		"time of day":     {Audience{ID: "a", Name: "A"}, Cadence{Mode: AtClock, Clock: []string{"25:00"}}, []string{"sev1.clock"}},
		"quiet":           {Audience{ID: "a", Name: "A", Quiet: &Quiet{From: "22:00"}}, every, []string{"quiet"}},
		"quiet for ever":  {Audience{ID: "a", Name: "A", Quiet: &Quiet{From: "7:00", To: "07:00"}}, every, []string{"quiet"}},
		"all at once":     {Audience{ID: "a", Quiet: &Quiet{To: "x"}}, Cadence{Mode: "often", Then: -1}, []string{"name", "quiet", "sev1.mode", "sev1.then"}},
		"follows itself":  {Audience{ID: Page, Name: "A"}, Cadence{Mode: WithPage}, []string{"sev1.mode"}},
		"nothing is none": {Audience{ID: "a", Name: "A"}, Cadence{}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			tt.audience.Cadence = map[incident.Severity]Cadence{incident.SEV1: tt.cadence}
			all, err := PutAudience(DefaultAudiences(), tt.audience)
			var got []string
			if e, ok := err.(*fault.Error); ok {
				for field := range e.Fields {
					got = append(got, field)
				}
				slices.Sort(got)
			} else if err != nil || len(all) == 0 {
				t.Fatal(all, err)
			}
			if diff := cmp.Diff(tt.fields, got); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCadenceWords(t *testing.T) {
	want := map[string][2]string{
		Page:       {"5, 10, then every 20 min; after 2 h every 60 min; while watching every 60 min; over a day at 09:30 and 16:30", "15, then every 30 min; while watching every 60 min; over a day at 09:30 and 16:30"},
		Support:    {"with the status page; over a day at 09:30 and 16:30", "with the status page; over a day at 09:30 and 16:30"},
		Executives: {"every 30 min; while watching every 60 min; over a day at 09:30 and 16:30", "every 60 min; over a day at 09:30 and 16:30"},
		Internal:   {"pull only; over a day at 16:30", "pull only; over a day at 16:30"},
		Legal:      {"milestones", "milestones"},
	}
	for _, a := range DefaultAudiences() {
		got := [2]string{a.Cadence[incident.SEV1].Words(), a.Cadence[incident.SEV2].Words()}
		if got != want[a.ID] {
			t.Errorf("%s: %q", a.ID, got)
		}
	}
}
