package comms

import (
	"fmt"
	"slices"
	"testing"

	"aircover/backend/fault"
	"aircover/backend/incident"

	"github.com/google/go-cmp/cmp"
)

// dues writes what is due as "page 14:10 first", in the zone of the incident.
func dues(r *room) []string {
	var out []string
	for _, d := range r.cs.Due(&r.inc) {
		line := d.Audience + " " + d.At.In(place(r.inc.Zone)).Format("2 15:04")
		if d.Promised {
			line += " promised"
		}
		if d.First {
			line += " first"
		}
		out = append(out, line)
		if d.Why == "" {
			r.t.Errorf("%s gives no reason", line)
		}
	}
	return out
}

func TestDue(t *testing.T) {
	tests := []struct {
		name     string
		severity incident.Severity
		lead     func(r *room)
		want     []string
	}{
		{"SEV1 at first", incident.SEV1, func(*room) {}, []string{
			"page 24 14:10 first", "support 24 14:10 first", "executives 24 14:35 first", "internal 25 16:30 first",
		}},
		{"SEV2 at first", incident.SEV2, func(*room) {}, []string{
			"page 24 14:20 first", "support 24 14:20 first", "executives 24 15:05 first", "internal 25 16:30 first",
		}},
		{"SEV3 is not visible", incident.SEV3, func(*room) {}, []string{
			"support 24 15:05 first", "executives 24 15:05 first", "internal 25 16:30 first",
		}},
		{"SEV3 with an impact", incident.SEV3, func(r *room) { r.fact(FactImpact, "exports are slow") }, []string{
			"page 24 15:05 first", "support 24 15:05 first", "executives 24 15:05 first", "internal 25 16:30 first",
		}},
		{"SEV4", incident.SEV4, func(*room) {}, nil},
		{"after the first notice 10, support catches up", incident.SEV1, func(r *room) { r.at(4).send(Page, Investigating, 0) }, []string{
			"support 24 14:14 first", "page 24 14:19", "executives 24 14:35 first", "internal 25 16:30 first",
		}},
		{"then every 20", incident.SEV1, func(r *room) {
			for _, minute := range []int{4, 14, 34} {
				r.at(minute).send(Page, Investigating, 0)
				r.send(Support, Investigating, 0)
			}
		}, []string{"executives 24 14:35 first", "page 24 14:59", "support 24 14:59", "internal 25 16:30 first"}},
		{"after two hours every 60", incident.SEV1, func(r *room) {
			r.at(121).send(Page, Identified, 0)
			r.send(Support, Identified, 0)
			r.send(Executives, Identified, 0)
		}, []string{"executives 24 16:36", "page 24 17:06", "support 24 17:06", "internal 25 16:30 first"}},
		{"over a day", incident.SEV1, func(r *room) {
			r.at(24*60+30).send(Page, Identified, 0)
			r.send(Support, Identified, 0)
			r.send(Executives, Identified, 0)
		}, []string{"page 25 16:30", "support 25 16:30", "executives 25 16:30", "internal 25 16:30 first"}},
		{"an update just before stands for the time of day", incident.SEV1, func(r *room) {
			r.at(24*60+100).send(Page, Identified, 0)
			r.do(r.cs.Pause(r.stamp(), Support, true))
			r.do(r.cs.Pause(r.stamp(), Executives, true))
		}, []string{"internal 25 16:30 first", "page 26 09:30"}},
		{"the promise counts, not the cadence", incident.SEV1, func(r *room) {
			r.at(4).send(Page, Investigating, 30)
			r.send(Support, Investigating, 40)
		}, []string{"executives 24 14:35 first", "page 24 14:39 promised", "support 24 14:49 promised", "internal 25 16:30 first"}},
		{"a moved promise", incident.SEV1, func(r *room) {
			r.at(4).send(Executives, Investigating, 30)
			r.do(r.cs.MovePromise(r.stamp(), Executives, start.Add(minutes(60))))
		}, []string{"page 24 14:10 first", "support 24 14:10 first", "executives 24 15:05 promised", "internal 25 16:30 first"}},
		{"paused", incident.SEV1, func(r *room) {
			r.do(r.cs.Pause(r.stamp(), Page, true))
			r.do(r.cs.Pause(r.stamp(), Executives, true))
		}, []string{"internal 25 16:30 first"}},
		{"Resolved ends it", incident.SEV1, func(r *room) {
			r.at(30).send(Page, Resolved, 0)
			r.send(Support, Resolved, 0)
			r.send(Executives, Resolved, 0)
		}, []string{"internal 25 16:30 first"}},
		{"SEV3: the end too", incident.SEV3, func(r *room) {
			r.at(30).send(Page, Investigating, 0)
			r.send(Executives, Investigating, 0)
			r.send(Support, Investigating, 0)
			r.at(90).send(Page, Resolved, 0)
		}, []string{"support 24 15:35", "executives 24 15:35", "internal 25 16:30 first"}},
		{"work begins again", incident.SEV1, func(r *room) {
			r.at(30).send(Page, Resolved, 0)
			r.send(Support, Resolved, 0)
			r.phase(incident.Verify)
			r.at(90).phase(incident.Diagnose)
		}, []string{"page 24 15:40", "support 24 15:40", "executives 24 16:05 first", "internal 25 16:30 first"}},
		{"the severity rises", incident.SEV3, func(r *room) {
			r.do(r.inc.ChangeSeverity(r.at(180).stamp(), incident.SEV1, ""))
		}, []string{"page 24 17:10 first", "support 24 17:10 first", "executives 24 17:35 first", "internal 25 16:30 first"}},
		{"over", incident.SEV1, func(r *room) { r.phase(incident.Learn) }, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := declare(t, "Checkout fails", tt.severity, "Europe/Berlin")
			tt.lead(r)
			if diff := cmp.Diff(tt.want, dues(r)); diff != "" {
				t.Errorf("due (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNextUpdate(t *testing.T) {
	tests := []struct {
		name     string
		severity incident.Severity
		audience string
		minute   int
		lead     func(r *room)
		want     string
	}{
		{"page, first notice", incident.SEV1, Page, 3, nil, "24 14:20"},
		{"page, second", incident.SEV1, Page, 14, func(r *room) { r.at(4).send(Page, Investigating, 0) }, "24 14:40"},
		{"page, after two hours", incident.SEV1, Page, 121, nil, "24 17:10"},
		{"page, over a day", incident.SEV1, Page, 25 * 60, nil, "25 16:30"},
		{"page, over a day, late", incident.SEV1, Page, 26 * 60, nil, "26 09:30"},
		{"support with the page", incident.SEV1, Support, 5, func(r *room) { r.at(4).send(Page, Investigating, 14) }, "24 14:23"},
		{"support alone", incident.SEV2, Support, 5, nil, "24 14:40"},
		{"executives", incident.SEV1, Executives, 10, nil, "24 14:45"},
		{"executives at SEV3", incident.SEV3, Executives, 10, nil, "24 18:15"},
		{"internal", incident.SEV1, Internal, 10, nil, ""},
		{"legal", incident.SEV1, Legal, 10, nil, "24 16:30"},
		{"page at SEV4", incident.SEV4, Page, 10, nil, "24 16:30"},
		{"nobody", incident.SEV1, "nobody", 10, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := declare(t, "Checkout fails", tt.severity, "Europe/Berlin")
			if tt.lead != nil {
				tt.lead(r)
			}
			r.at(tt.minute)
			next, _ := r.cs.NextUpdate(&r.inc, tt.audience, r.now)
			got := ""
			if !next.IsZero() {
				got = next.In(place(r.inc.Zone)).Format("2 15:04")
			}
			if got != tt.want {
				t.Errorf("next update %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPromises(t *testing.T) {
	ends := func(r *room) []string {
		var out []string
		for _, p := range r.cs.History {
			out = append(out, fmt.Sprintf("%s %s %s", p.Audience, p.At.In(place(r.inc.Zone)).Format("15:04"), p.End))
		}
		return out
	}
	r := declare(t, "Checkout fails", incident.SEV1, "Europe/Berlin")
	r.at(5).send(Page, Investigating, 10)
	r.at(15).send(Page, Investigating, 20) // to the minute
	r.at(36).send(Page, Identified, 20)    // a minute late
	r.do(r.cs.MovePromise(r.at(40).stamp(), Page, start.Add(minutes(70))))
	r.do(r.cs.MovePromise(r.at(71).stamp(), Page, start.Add(minutes(90))))
	r.at(40).send(Executives, Investigating, 30)
	r.at(80).send(Support, Identified, 60)
	// An older update that is written down late does not touch what stands now.
	r.at(85)
	r.do(r.cs.MarkSentAt(r.stamp(), &r.inc, UpdateSent{
		Audience: Page, State: Investigating, Text: "Forgotten.", Next: start.Add(minutes(12)),
	}, start.Add(minutes(10))))
	if got := r.cs.Promises[Page].At; got != start.Add(minutes(90)) {
		t.Errorf("the page is promised %s", got)
	}
	r.phase(incident.Closed)
	want := []string{
		"page 14:20 kept", "page 14:40 late", "page 15:01 moved", "page 15:15 missed",
		"page 15:35 released", "support 16:25 released", "executives 15:15 missed",
	}
	if diff := cmp.Diff(want, ends(r)); diff != "" {
		t.Errorf("promises (-want +got):\n%s", diff)
	}
	if len(r.cs.Promises) != 0 {
		t.Errorf("promises stand after the end: %v", r.cs.Promises)
	}
}

func TestUndoAndRedaction(t *testing.T) {
	r := declare(t, "Checkout fails", incident.SEV1, "Europe/Berlin")
	r.at(5).send(Page, Investigating, 10)
	id := r.at(12).send(Page, Identified, 20)
	if r.cs.Public != Identified || r.cs.Promises[Page].At != start.Add(minutes(32)) {
		t.Fatalf("told %s, promised %v", r.cs.Public, r.cs.Promises)
	}
	r.do(r.journal.Undo(r.stamp(), id))
	if r.cs.Public != Investigating || r.cs.Promises[Page].At != start.Add(minutes(15)) || len(r.cs.History) != 0 {
		t.Errorf("after the undo: told %s, promised %v, history %v", r.cs.Public, r.cs.Promises, r.cs.History)
	}
	r.do(r.journal.Restore(r.stamp(), id))
	r.do(r.journal.Redact(r.stamp(), id))
	if len(r.cs.Sent) != 1 || r.cs.Promises[Page].At != start.Add(minutes(15)) {
		t.Errorf("after the redaction: sent %d, promised %v", len(r.cs.Sent), r.cs.Promises)
	}
}

// The state of a journal that is followed equals the one folded anew, and an
// audience that is not there changes nothing.
func TestFoldIgnoresTheUnknown(t *testing.T) {
	r := worked(t)
	r.at(20).send(Page, Identified, 20)
	before := r.cs.Due(&r.inc)
	r.log(
		UpdateSent{Audience: "nobody", State: Investigating, Text: "x", Next: start.Add(minutes(30))},
		PromiseMoved{Audience: "nobody", Next: start.Add(minutes(30))}, AudiencePaused{Audience: "nobody", Paused: true},
		FactSet{Name: "nothing", Text: "x"},
	)
	if diff := cmp.Diff(before, r.cs.Due(&r.inc), cmp.Comparer(func(a, b incident.Time) bool { return a == b })); diff != "" {
		t.Errorf("due (-before +after):\n%s", diff)
	}
	if len(r.cs.Sent) != 1 || len(r.cs.Promises) != 1 || len(r.cs.Paused) != 0 {
		t.Errorf("kept: %v %v %v", r.cs.Sent, r.cs.Promises, r.cs.Paused)
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

func TestNewSince(t *testing.T) {
	r := declare(t, "Checkout fails", incident.SEV1, "Europe/Berlin")
	r.log(incident.EvidenceLogged{Text: "one"})
	r.at(5).send(Page, Investigating, 10)
	h := r.log(incident.HypothesisOpened{Text: "the replica lags"})
	// Backdated to before the update, but written down after it.
	r.do([]incident.Change{r.stamp().ChangeAt(start, incident.Noted{Text: "two"})}, nil)
	r.log(incident.HypothesisSettled{Hypothesis: h, Verdict: incident.RuledOut}, incident.WhereReported{Workstream: "DB", Nothing: true})
	texts := func(audience string) (out []string) {
		for _, s := range r.cs.NewSince(&r.inc, audience) {
			out = append(out, s.Text)
		}
		return out
	}
	if diff := cmp.Diff([]string{"the replica lags", "two", "ruled out: the replica lags"}, texts(Page)); diff != "" {
		t.Error(diff)
	}
	if got := texts(Executives); len(got) != 4 {
		t.Errorf("executives: %q", got)
	}
}

func TestFacts(t *testing.T) {
	r := declare(t, "Checkout fails", incident.SEV1, "Europe/Berlin")
	get := func(name string) Fact {
		facts := Facts(&r.inc, &r.cs, r.now)
		return facts[slices.IndexFunc(facts, func(f Fact) bool { return f.Name == name })]
	}
	for name, want := range map[string]string{
		FactUnknown: "The cause is not known yet.", FactWorkaround: "No workaround is known yet.", FactNext: "No time is promised.",
	} {
		if f := get(name); f.Text != want || f.Known || f.Edited || len(f.Sources) != 0 {
			t.Errorf("%+v", f)
		}
	}
	if f := get(FactSymptom); f.Text != "Checkout fails" || !f.Known || len(f.Sources) != 1 {
		t.Errorf("%+v", f)
	}
	note := r.log(incident.Noted{Text: "Workaround:  pay by invoice"})
	if f := get(FactWorkaround); f.Text != "pay by invoice" || !f.Known || !slices.Equal(f.Sources, []string{note}) {
		t.Errorf("%+v", f)
	}
	r.fact(FactWorkaround, "Pay by invoice, or later.")
	if f := get(FactWorkaround); f.Text != "Pay by invoice, or later." || !f.Edited {
		t.Errorf("%+v", f)
	}
	r.fact(FactWorkaround, "")
	if f := get(FactWorkaround); f.Text != "pay by invoice" || f.Edited {
		t.Errorf("%+v", f)
	}
	where := r.log(incident.WhereReported{Workstream: "DB", Text: "restoring"})
	if f := get(FactDoing); f.Text != "DB: restoring" || !slices.Equal(f.Sources, []string{where}) {
		t.Errorf("%+v", f)
	}
	r.at(5).send(Page, Investigating, 15)
	if f := get(FactNext); f.Text != "Status page 14:25 CET" {
		t.Errorf("%+v", f)
	}
}

func TestRefusals(t *testing.T) {
	r := declare(t, "Checkout fails", incident.SEV1, "Europe/Berlin")
	sent := func(u UpdateSent) error {
		_, err := r.cs.MarkSent(r.stamp(), &r.inc, u)
		return err
	}
	_, moved := r.cs.MovePromise(r.stamp(), Page, r.now)
	_, paused := r.cs.Pause(r.stamp(), "nobody", true)
	_, fixed := r.cs.SetFact(r.stamp(), FactNext, "x")
	_, long := r.cs.SetFact(r.stamp(), FactScope, fmt.Sprintf("%03000d", 1))
	for name, tt := range map[string]struct {
		err  error
		want fault.Code
	}{
		"audience": {sent(UpdateSent{Audience: "nobody", State: Resolved, Text: "x"}), fault.NotFound},
		"state":    {sent(UpdateSent{Audience: Page, State: "Fine", Text: "x"}), fault.Invalid},
		"empty":    {sent(UpdateSent{Audience: Page, State: Resolved, Text: " \n"}), fault.Invalid},
		"size":     {sent(UpdateSent{Audience: Page, State: Resolved, Text: fmt.Sprintf("%0100001d", 1)}), fault.TooLarge},
		"past":     {sent(UpdateSent{Audience: Page, State: Identified, Text: "x", Next: r.now}), fault.Invalid},
		"moved":    {moved, fault.Invalid}, "paused": {paused, fault.NotFound}, "fixed": {fixed, fault.Invalid}, "long": {long, fault.Invalid},
	} {
		if got := fault.CodeOf(tt.err); got != tt.want {
			t.Errorf("%s: %q, want %q (%v)", name, got, tt.want, tt.err)
		}
	}
}

func TestStateFor(t *testing.T) {
	r := declare(t, "x", incident.SEV1, "UTC")
	for phase, want := range map[incident.Phase]PublicState{
		incident.Identify: Investigating, incident.Diagnose: Investigating, incident.Remediate: Identified,
		incident.Verify: Monitoring, incident.Learn: Resolved, incident.Closed: Resolved,
	} {
		r.inc.Phase = phase
		if got := StateFor(&r.inc); got != want {
			t.Errorf("%s: %s, want %s", phase, got, want)
		}
	}
	r.inc.Phase, r.inc.Hypotheses = incident.Diagnose, []incident.Hypothesis{{Verdict: incident.Supported}}
	if got := StateFor(&r.inc); got != Identified {
		t.Errorf("with a supported hypothesis: %s", got)
	}
}
