package nudge_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/meeting"
	"aircover/backend/nudge"
)

var update = flag.Bool("update", false, "write the goldens anew")

// secrets are the names and the words of people in the scenes of
// TestWords; private words hold none of them.
var secrets = []string{"Ana", "Payments", "database", "replica", "hands", "Status", "Executives", "Checkout", "Support"}

// TestWords writes down what every rule says in every branch.
func TestWords(t *testing.T) {
	sent := func(promise int) func(*room) { return func(r *room) { r.withAudiences().send(1, comms.Page, promise) } }
	facts := func(n int) func(*room) {
		return func(r *room) {
			sent(80)(r)
			for i := range n {
				r.log(2+i, incident.EvidenceLogged{Text: "seen"})
			}
		}
	}
	payments := incident.WhereReported{Workstream: "Payments", Text: "at work"}
	needOf := func(person string) func(*room) {
		return func(r *room) { r.log(0, incident.NeedOpened{Text: "database access.", For: person}) }
	}
	request := func(r *room) {
		r.log(7, meeting.MeetingRequested{Text: "all hands", Minutes: 30, People: 5, Cost: 225})
	}
	notices := func(r *room) { r.withAudiences() }
	silence := func(r *room) { r.log(0, payments) }
	paused := func(r *room) *room { return r.withAudiences().pause(comms.Page, comms.Support) }
	told := comms.UpdateSent{Audience: comms.Executives, State: comms.Investigating, Text: "We look into it."}
	executives := func(r *room) { r.withAudiences().pause(comms.Support).send(1, comms.Page, 50) }
	scenes := []struct {
		name     string
		severity incident.Severity
		setup    func(*room)
		rule     string
		minute   int
	}{
		{"first notice, before", incident.SEV1, notices, nudge.FirstNotice, 4},
		{"first notice, now", incident.SEV1, notices, nudge.FirstNotice, 5},
		{"first notice, late", incident.SEV1, notices, nudge.FirstNotice, 9},
		{"promise, before, 2 facts", incident.SEV4, facts(2), nudge.Promise, 75},
		{"promise, before, 1 fact", incident.SEV4, facts(1), nudge.Promise, 75},
		{"promise, before, no facts", incident.SEV4, facts(0), nudge.Promise, 75},
		{"promise, now", incident.SEV4, facts(2), nudge.Promise, 80},
		{"promise, late", incident.SEV4, facts(2), nudge.Promise, 84},
		{"promise, late by hours", incident.SEV4, facts(2), nudge.Promise, 280},
		{"promise, on another day", incident.SEV4, facts(2), nudge.Promise, 15 * 60},
		{"cadence, now", incident.SEV1, executives, nudge.Promise, 30},
		{"cadence, late", incident.SEV1, executives, nudge.Promise, 34},
		{"cadence, with a fact", incident.SEV1, func(r *room) {
			executives(r)
			r.log(2, incident.EvidenceLogged{Text: "seen"})
		}, nudge.Promise, 30},
		{"request, without an update", incident.SEV4, request, nudge.Request, 7},
		{"request, with an update", incident.SEV4, func(r *room) { sent(30)(r); request(r) }, nudge.Request, 7},
		{"request, with a sync", incident.SEV4, func(r *room) {
			r.at(5, func(st incident.Stamp) ([]incident.Change, error) {
				return r.meetings.SetSync(st, &r.incident, meeting.DefaultPlan(st.Now, &r.incident, "Europe/Berlin"))
			})
			request(r)
		}, nudge.Request, 7},
		{"need of somebody", incident.SEV1, needOf("Ana"), nudge.Need, 12},
		{"need of nobody named", incident.SEV1, needOf(""), nudge.Need, 12},
		{"need, for hours", incident.SEV1, needOf("Ana"), nudge.Need, 200},
		{"time box", incident.SEV4, func(r *room) {
			r.log(0, incident.TaskAssigned{Person: "Ana", Minutes: 10, Text: "replica lag."})
		}, nudge.Task, 10},
		{"time box of a minute", incident.SEV4, func(r *room) {
			r.log(0, incident.TaskAssigned{Person: "Ana", Minutes: 1, Text: "replica lag"})
		}, nudge.Task, 1},
		{"check-in, silence, nothing to send", incident.SEV1, silence, nudge.CheckIn, 60},
		{"check-in, silence of the incident", incident.SEV1, nil, nudge.CheckIn, 60},
		{"check-in, silence, an update expected", incident.SEV2, func(r *room) { silence(r); paused(r).log(100, told) }, nudge.CheckIn, 125},
		{"check-in, silence, an update late", incident.SEV2, func(r *room) { silence(r); paused(r) }, nudge.CheckIn, 125},
		{"check-in, for a promise", incident.SEV1, func(r *room) { silence(r); sent(80)(r) }, nudge.CheckIn, 70},
		{"check-in, for a promise, before twice the rhythm", incident.SEV1, func(r *room) { silence(r); sent(50)(r) }, nudge.CheckIn, 40},
		{"check-in, for a promise that is over", incident.SEV1, func(r *room) { silence(r); sent(50)(r) }, nudge.CheckIn, 70},
		{"check-in, for a promise, of the incident", incident.SEV1, sent(50), nudge.CheckIn, 45},
		{"interruptions", incident.SEV4, func(r *room) { r.interrupt(1, "Ana").interrupt(2, "Ana").interrupt(9, "Ana") }, nudge.Interrupted, 9},
		{"interruptions, in another window", incident.SEV4, func(r *room) {
			r.tuned = nudge.Settings{nudge.Interrupted: {Minutes: 90}}
			r.interrupt(1, "Ana").interrupt(2, "Ana").interrupt(80, "Ana")
		}, nudge.Interrupted, 80},
		{"long in command", incident.SEV4, nil, nudge.LongCommand, 240},
		{"long in command, later", incident.SEV4, nil, nudge.LongCommand, 325},
		{"a long shift", incident.SEV4, func(r *room) { r.role(0, incident.TechLead, "Ana") }, nudge.LongShift, 360},
		{"a long shift, later", incident.SEV4, func(r *room) { r.role(0, incident.TechLead, "Ana") }, nudge.LongShift, 400},
	}
	var got strings.Builder
	for _, s := range scenes {
		r := declare(t, s.severity)
		if s.setup != nil {
			s.setup(r)
		}
		due := r.due(clockTime(s.minute), s.rule)
		if len(due) == 0 {
			t.Fatalf("%s: nothing is due", s.name)
		}
		n := due[0]
		fits(t, n)
		for _, secret := range secrets {
			if strings.Contains(n.Private, secret) {
				t.Errorf("%s: the private words %q hold %q", s.name, n.Private, secret)
			}
		}
		fmt.Fprintf(&got, "# %s\n%s\n%s\nprivate: %s\n", s.name, n.Title, n.Body, n.Private)
		for i, a := range n.Actions {
			fmt.Fprintf(&got, "%s%s (%s)", []string{"", " | "}[min(i, 1)], a.Label, a.ID)
		}
		got.WriteString("\n\n")
	}
	golden(t, "testdata/words.golden", got.String())
}

func fits(t *testing.T, n nudge.Nudge) {
	t.Helper()
	for _, one := range []struct {
		text string
		most int
	}{{n.Title, 60}, {n.Body, 200}, {n.Private, 60}} {
		if runes := utf8.RuneCountInString(one.text); runes > one.most || runes == 0 || strings.Contains(one.text, "\n") {
			t.Errorf("%d characters, want 1 to %d on one line: %q", runes, one.most, one.text)
		}
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("other words (-want +got):\n%s", diff)
	}
}

// TestLongWordsFit: whatever people write, a nudge fits a notification, and
// what is said behind their words is still there.
func TestLongWordsFit(t *testing.T) {
	long := strings.Repeat("ünïcode 長い ", 300)
	r := declare(t, incident.SEV1).withAudiences()
	r.log(0, incident.NeedOpened{Text: long, For: long}).log(0, incident.NeedOpened{Text: long})
	r.log(0, incident.TaskAssigned{Person: long, Minutes: 10, Text: long})
	r.log(0, incident.WhereReported{Workstream: long, Text: long})
	r.log(0, meeting.MeetingRequested{Text: long, Minutes: 30, People: 5, Cost: 225})
	r.log(0, comms.AudiencesSet{Audiences: []comms.Audience{{ID: "x", Name: long, Cadence: comms.DefaultAudiences()[0].Cadence}}})
	r.interrupt(0, long).interrupt(1, long).interrupt(2, long).role(0, incident.TechLead, long)
	in := r.input()
	in.Several = true
	for _, minute := range []int{0, 5, 10, 30, 65, 300, 3000} {
		for _, n := range nudge.Due(clockTime(minute), in) {
			fits(t, n)
			if !strings.HasPrefix(n.Title, "INC-42 · ") || !strings.HasPrefix(n.Private, "INC-42 · ") {
				t.Errorf("does not name its incident: %q, %q", n.Title, n.Private)
			}
			if n.Rule == nudge.Task && !strings.HasSuffix(n.Body, ". Ask only if you need it.") {
				t.Errorf("cut off: %q", n.Body)
			}
		}
	}
}
