package app

import (
	"slices"
	"testing"
	"time"

	"aircover/backend/fault"
	"aircover/backend/incident"
	"aircover/backend/nudge"
	"aircover/backend/store"
)

func (d *desk) rule(t *testing.T, id string) RuleView {
	t.Helper()
	rules := must(d.nudges.Rules())(t).Rules
	i := slices.IndexFunc(rules, func(r RuleView) bool { return r.ID == id })
	if i < 0 {
		t.Fatalf("no rule %s", id)
	}
	return rules[i]
}

// TestRulesAreSetAndKept over a restart, and speak accordingly.
func TestRulesAreSetAndKept(t *testing.T) {
	dir := t.TempDir()
	d := deskAt(t, dir)
	id := must(d.home.Declare("checkout down sev1", "UTC"))(t)
	must(d.room.Log(id, "n access for @maria"))(t)
	for _, err := range []error{
		d.nudges.SetRule(nudge.Need, false, 0), d.nudges.SetRule(nudge.FirstNotice, true, 3),
		d.nudges.SetPrivate(true), d.nudges.SetSound(false), d.nudges.SetQuiet("23:30", "06:00"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := d.nudges.SetRule(nudge.FirstNotice, true, 999); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("999 minutes: %v", err)
	}
	if err := d.nudges.SetQuiet("late", "07:00"); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a time that is none: %v", err)
	}
	d.after(2)
	if got := d.banner(t); got != "First notice due 14:05" {
		t.Errorf("in private it says %q", got)
	}
	if err := d.app.Close(); err != nil {
		t.Fatal(err)
	}
	d = deskAt(t, dir)
	view := must(d.nudges.Rules())(t)
	if !view.Private || view.Sound || view.QuietFrom != "23:30" || view.QuietTo != "06:00" {
		t.Errorf("%+v", view)
	}
	if need, first := d.rule(t, nudge.Need), d.rule(t, nudge.FirstNotice); need.On || first.Minutes != 3 || first.Playbook != 1 {
		t.Errorf("%+v, %+v", need, first)
	}
	if said := must(d.nudges.Preview(id, nudge.Need, 0))(t); len(said) != 0 {
		t.Errorf("said before its time: %+v", said)
	}
	d.after(20)
	if said := must(d.nudges.Preview(id, nudge.Need, 0))(t); len(said) != 1 || said[0].Title != "maria waits for access" {
		t.Errorf("a preview of the rule that is off: %+v", said)
	}
}

// TestAnUnwantedRuleIsOffered to be switched off, and not again once the lead
// decided.
func TestAnUnwantedRuleIsOffered(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout down sev1", "UTC"))(t)
	for range nudge.OfferAfter {
		must(d.room.Log(id, "n access for @maria"))(t)
	}
	d.after(11)
	for range nudge.OfferAfter {
		if err := d.nudges.Dismiss(id, d.find(t, id, nudge.Need).Key); err != nil {
			t.Fatal(err)
		}
	}
	d.looked(t, func(s NudgeState) bool { return s.Dismissed[nudge.Need] == nudge.OfferAfter })
	if view := must(d.nudges.View())(t); !slices.Equal(view.Unwanted, []string{nudge.Need}) || !d.rule(t, nudge.Need).Offer {
		t.Errorf("offered: %v", view.Unwanted)
	}
	if err := d.nudges.SetRule(nudge.Need, true, 0); err != nil {
		t.Fatal(err)
	}
	d.looked(t, func(s NudgeState) bool { return s.Dismissed[nudge.Need] == 0 })
}

// looked waits until the runner has seen something.
func (d *desk) looked(t *testing.T, seen func(NudgeState) bool) {
	t.Helper()
	d.app.runner.Kick()
	for tick, end := time.NewTicker(5*time.Millisecond), time.After(20*time.Second); ; {
		if seen(d.app.runner.State()) {
			tick.Stop()
			return
		}
		select {
		case <-tick.C:
		case <-end:
			t.Fatalf("never seen; the state is %+v", d.app.runner.State())
		}
	}
}

// TestTheNudgeLog tells what was said and what came of it, also of what was
// overtaken while nobody answered.
func TestTheNudgeLog(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout down sev1", "UTC"))(t)
	need := must(d.room.Log(id, "n access for @maria"))(t)
	d.after(11)
	d.looked(t, func(s NudgeState) bool {
		return slices.ContainsFunc(s.Due, func(n nudge.Nudge) bool { return n.Rule == nudge.Need })
	})
	d.after(1)
	if err := d.work.MeetNeed(id, need, ""); err != nil {
		t.Fatal(err)
	}
	d.looked(t, func(NudgeState) bool {
		overtaken := false
		err := d.app.read(id, func(r *store.Room) error {
			for key, o := range r.Incident.Nudges {
				overtaken = overtaken || nudge.RuleOf(key) == nudge.Need && o.Outcome == incident.Overtaken
			}
			return nil
		})
		return err == nil && overtaken
	})
	log := must(d.nudges.History(id))(t)
	i := slices.IndexFunc(log, func(s SpokenView) bool { return s.Rule == nudge.Need })
	if i < 0 || log[i].Title != "maria waits for access" || log[i].Due == "" || len(log[i].Outcomes) != 1 || log[i].Outcomes[0].Outcome != "overtaken" {
		t.Errorf("%+v", log)
	}
}

// TestPressingABanner does what the button says, and opens the right place.
func TestPressingABanner(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout down sev1", "UTC"))(t)
	must(d.room.Log(id, "n access for @maria"))(t)
	d.after(11)
	need, notice := d.find(t, id, nudge.Need), d.find(t, id, nudge.FirstNotice)
	d.looked(t, func(s NudgeState) bool { return len(s.Due) > 1 })
	cases := []struct {
		name, key, action string
		want              *OpenPlace
	}{
		{"the banner itself", need.Key, "", &OpenPlace{Incident: id, Screen: "room", Subject: need.Subject}},
		{"the banner of an update", notice.Key, "", &OpenPlace{Incident: id, Screen: "updates", Audience: "page"}},
		{"open", notice.Key, nudge.Open, &OpenPlace{Incident: id, Screen: "updates", Audience: "page"}},
		{"decline", need.Key, nudge.Decline, &OpenPlace{Incident: id, Screen: "room", Subject: need.Subject, Focus: "decline"}},
		{"done", need.Key, nudge.Done, nil},
		{"what has passed", need.Key, nudge.Done, nil},
	}
	for _, c := range cases {
		before := len(d.host.opened.all())
		d.app.pressed(id, c.key, c.action)
		opened := d.host.opened.all()[before:]
		if c.want == nil && len(opened) != 0 || c.want != nil && (len(opened) != 1 || opened[0] != *c.want) {
			t.Errorf("%s opens %+v, want %+v", c.name, opened, c.want)
		}
	}
	if room := must(d.room.Get(id))(t); len(room.Needs) != 0 {
		t.Errorf("the button did not act: %+v", room.Needs)
	}
}
