package nudge_test

import (
	"fmt"
	"slices"
	"testing"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/nudge"
)

// TestOvertaken: what is done by itself is overtaken, and neither time, nor a
// rule that is switched off, nor what the lead answered is.
func TestOvertaken(t *testing.T) {
	need := func(r *room) { r.log(0, incident.NeedOpened{Text: "access", For: "Ana"}) }
	promise := func(r *room) { r.withAudiences().pause(comms.Support).send(1, comms.Page, 30) }
	cases := []struct {
		name  string
		setup func(*room)
		rule  string
		said  int // the minute at which the rule speaks
		after func(*room)
		gone  bool
	}{
		{"nothing happens", need, nudge.Need, 10, nil, false},
		{"the need is met", need, nudge.Need, 10, func(r *room) { r.log(12, incident.NeedSettled{Need: r.incident.Needs[0].ID}) }, true},
		{"the lead answered", need, nudge.Need, 10, func(r *room) {
			r.settle(11, r.only(10, nudge.Need).Key, incident.Acted, 0).log(11, incident.NeedSettled{Need: r.incident.Needs[0].ID})
		}, false},
		{"the rule is off", need, nudge.Need, 10, func(r *room) { r.tuned = nudge.Settings{nudge.Need: {Off: true}} }, false},
		{"milder, so that it is not due yet", need, nudge.Need, 10, func(r *room) { r.log(11, incident.SeverityChanged{Severity: incident.SEV3}) }, false},
		{"the incident is over", need, nudge.Need, 10, func(r *room) { r.log(12, incident.PhaseChanged{Phase: incident.Learn}) }, true},
		{"the first stage of a promise passes", promise, nudge.Promise, 25, nil, false},
		{"the promise is kept", promise, nudge.Promise, 25, func(r *room) { r.send(27, comms.Page, 60) }, true},
		{"the promise is moved", promise, nudge.Promise, 30, func(r *room) {
			r.log(31, comms.PromiseMoved{Audience: comms.Page, Next: clockTime(50)})
		}, true},
		{"the workstream is heard of", func(r *room) { r.log(0, incident.WhereReported{Workstream: "Payments", Text: "at work"}) }, nudge.CheckIn, 60, func(r *room) {
			r.log(62, incident.WhereReported{Workstream: "Payments", Text: "found it"})
		}, true},
		{"the lead takes the third interruption", func(r *room) { r.interrupt(1, "Ana").interrupt(2, "Ana").interrupt(3, "Ana") }, nudge.Interrupted, 3, func(r *room) {
			r.log(4, incident.Deflected{Interruption: r.incident.Interruptions[2].ID})
		}, true},
		{"an old pile of interruptions", func(r *room) { r.interrupt(1, "Ana").interrupt(2, "Ana").interrupt(3, "Ana") }, nudge.Interrupted, 3, func(r *room) {
			r.log(300, incident.Noted{Text: "later"})
		}, false},
		{"command is handed over", nil, nudge.LongCommand, 240, func(r *room) { r.role(250, incident.Lead, "Max") }, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := declare(t, incident.SEV1)
			if c.setup != nil {
				c.setup(r)
			}
			key := r.only(c.said, c.rule).Key
			if c.after != nil {
				c.after(r)
			}
			if gone := slices.Contains(nudge.Overtaken(r.input(), []string{key}), key); gone != c.gone {
				t.Errorf("overtaken is %v, want %v", gone, c.gone)
			}
			if !c.gone {
				return
			}
			r.settle(400, key, incident.Overtaken, 0)
			if again := nudge.Overtaken(r.input(), []string{key}); len(again) != 0 {
				t.Error("overtaken twice")
			}
		})
	}
}

// TestUndoneBringsANudgeBack: what was overtaken by a mistake that is undone
// speaks again.
func TestUndoneBringsANudgeBack(t *testing.T) {
	r := declare(t, incident.SEV1).log(0, incident.NeedOpened{Text: "access", For: "Ana"})
	key := r.only(10, nudge.Need).Key
	r.log(11, incident.NeedSettled{Need: r.incident.Needs[0].ID})
	met := r.journal.Last().ID
	r.settle(11, key, incident.Overtaken, 0).log(12, incident.Undone{Target: met})
	if back := r.only(12, nudge.Need); back.Key != key {
		t.Errorf("back as %+v", back)
	}
}

func TestDismissals(t *testing.T) {
	r := declare(t, incident.SEV1)
	outcome := func(minute int, rule string, o incident.Outcome) {
		r.settle(minute, fmt.Sprintf("%s/room-1/%d", rule, minute), o, minute+5)
	}
	for minute := range 5 {
		outcome(1+minute, nudge.Need, incident.Dismissed)
		outcome(1+minute, nudge.Task, incident.Dismissed)
	}
	outcome(6, nudge.Need, incident.Overtaken)
	outcome(7, nudge.Task, incident.Acted)
	outcome(8, nudge.Task, incident.Dismissed)
	inARow := func() map[string]int {
		d := nudge.Dismissals{}
		d.Add(r.input())
		return d.InARow()
	}
	if got := inARow(); got[nudge.Need] != nudge.OfferAfter || got[nudge.Task] != 1 {
		t.Errorf("%v", got)
	}
	kept, err := nudge.Settings{}.Tune(clockTime(6), nudge.Need, true, 0)
	if err != nil {
		t.Fatal(err)
	}
	r.tuned = kept
	if got := inARow(); got[nudge.Need] != 0 {
		t.Errorf("asked again after the lead kept the rule: %v", got)
	}
}

// TestPreview: every nudge once, when it was due, with the words of then; and
// nothing of a rule that is off.
func TestPreview(t *testing.T) {
	r := declare(t, incident.SEV1).withAudiences().pause(comms.Support, comms.Executives)
	r.log(2, incident.NeedOpened{Text: "access", For: "Ana"})
	r.send(4, comms.Page, 30).send(28, comms.Page, 60)
	said := func(tuned nudge.Settings) []string {
		var list []string
		for _, s := range nudge.Preview(clockTime(45), r.story(), tuned) {
			list = append(list, fmt.Sprintf("%s %s", s.From.In(r.zone()).Format("15:04"), s.Title))
		}
		return list
	}
	want := []string{
		"14:04 14:05 first notice: Status page", "14:12 Ana waits for access", "14:25 14:30 promise: Status page",
	}
	if got := said(nil); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	tuned := nudge.Settings{nudge.Need: {Off: true}, nudge.CheckIn: {Off: true}, nudge.Promise: {Minutes: 20}}
	want = []string{"14:04 14:05 first notice: Status page", "14:10 14:30 promise: Status page", "14:40 15:00 promise: Status page"}
	if got := said(tuned); !slices.Equal(got, want) {
		t.Errorf("tuned: %q", got)
	}
}

// TestLog: what was said and what came of it, also where its words are not
// known any more.
func TestLog(t *testing.T) {
	r := declare(t, incident.SEV1).log(0, incident.NeedOpened{Text: "access", For: "Ana"})
	key := r.only(10, nudge.Need).Key
	r.settle(11, key, incident.Snoozed, 16).settle(17, key, incident.Acted, 0)
	log := nudge.Log(clockTime(20), r.story(), nil)
	if len(log) != 1 || log[0].Key != key || log[0].Title != "Ana waits for access" || log[0].From != clockTime(10) || len(log[0].Outcomes) != 2 ||
		log[0].Outcomes[0].Until != clockTime(16) || log[0].Outcomes[1].Outcome != incident.Acted {
		t.Errorf("%+v", log)
	}
	log = nudge.Log(clockTime(20), r.story(), nudge.Settings{nudge.Need: {Off: true}})
	if len(log) != 1 || log[0].Rule != nudge.Need || log[0].Title != "" || len(log[0].Outcomes) != 2 {
		t.Errorf("with the rule off: %+v", log)
	}
	if got := nudge.IncidentOf(key); got != "room-1" {
		t.Errorf("the key is of incident %q", got)
	}
}

// TestTune: within bounds, the playbook's number is none of one's own.
func TestTune(t *testing.T) {
	for _, c := range []struct {
		id      string
		minutes int
		ok      bool
	}{
		{nudge.Promise, 0, true},
		{nudge.Promise, 10, true},
		{nudge.Promise, 61, false},
		{nudge.Promise, -1, false},
		{nudge.Need, 0, true},
		{nudge.Need, 5, false},
		{"no such rule", 0, false},
	} {
		tuned, err := nudge.Settings{}.Tune(clockTime(0), c.id, false, c.minutes)
		if (err == nil) != c.ok {
			t.Errorf("%s, %d min: %v", c.id, c.minutes, err)
		}
		if c.ok && (!tuned[c.id].Off || tuned[c.id].Minutes != c.minutes) {
			t.Errorf("%s: %+v", c.id, tuned)
		}
	}
	tuned, err := nudge.Settings{}.Tune(clockTime(0), nudge.Promise, true, 5)
	if err != nil || tuned[nudge.Promise].Minutes != 0 {
		t.Errorf("the playbook's number: %+v, %v", tuned, err)
	}
	for _, rule := range nudge.Rules(nudge.Settings{nudge.Promise: {Minutes: 9000}}) {
		if rule.Minutes > rule.Most || rule.Name == "" || rule.When == "" || !rule.On {
			t.Errorf("%+v", rule)
		}
	}
}

// TestPreviewIsBounded: a story of nothing but trouble ends.
func TestPreviewIsBounded(t *testing.T) {
	r := declare(t, incident.SEV1)
	for minute := range 2100 {
		r.log(minute, incident.NeedOpened{Text: "access", For: "Ana"})
	}
	if got := len(nudge.Preview(clockTime(9000), r.story(), nil)); got < 100 || got > 2000 {
		t.Errorf("%d were said", got)
	}
}
