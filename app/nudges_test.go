package app

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aircover/backend/incident"
	"aircover/backend/nudge"
	"aircover/backend/store"
)

// banner waits for the next desktop notification after the clock was moved.
func (d *desk) banner(t *testing.T) string {
	t.Helper()
	d.app.runner.Kick()
	select {
	case b := <-d.banners:
		return b.Title
	case <-time.After(20 * time.Second): // generous: two cores, race detector
		t.Fatalf("no banner at %s; due: %+v", d.now(), d.due(t))
		return ""
	}
}

func (d *desk) due(t *testing.T) []NudgeView {
	t.Helper()
	return must(d.nudges.View())(t).Due
}

func (d *desk) find(t *testing.T, id, rule string) NudgeView {
	t.Helper()
	var found nudge.Nudge
	err := d.app.read(id, func(r *store.Room) error {
		due := nudge.Due(incident.At(d.now()), d.app.nudgeInput(r))
		i := slices.IndexFunc(due, func(n nudge.Nudge) bool { return n.Rule == rule })
		if i < 0 {
			t.Fatalf("no nudge %s at %s: %+v", rule, d.now(), due)
		}
		found = due[i]
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d.app.nudgeView(found)
}

func (d *desk) after(minutes int) { d.set(d.now().Add(time.Duration(minutes) * time.Minute)) }

func TestABannerComesAndItsActionsAct(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout down sev1", "Europe/Berlin"))(t)
	d.after(4)
	if got := d.banner(t); got != "15:05 first notice: Status page" {
		t.Errorf("the first banner says %q", got)
	}

	first := d.find(t, id, nudge.FirstNotice)
	answer := must(d.nudges.Act(id, first.Key, nudge.Open))(t)
	if answer.Open != "updates" || answer.Audience != "page" {
		t.Errorf("open leads to %+v", answer)
	}

	must(d.room.Log(id, "n access to the CA console for @maria"))(t)
	must(d.room.Log(id, "a @ben 10m check the replica"))(t)
	d.after(11)
	must(d.nudges.Act(id, d.find(t, id, nudge.Need).Key, nudge.Done))(t)
	must(d.nudges.Act(id, d.find(t, id, nudge.Task).Key, nudge.Extend10))(t)
	room := must(d.room.Get(id))(t)
	if len(room.Needs) != 0 || len(room.Tasks) != 1 || room.Tasks[0].Minutes != 20 {
		t.Errorf("the actions did not act: needs %+v, tasks %+v", room.Needs, room.Tasks)
	}
	if again := must(d.nudges.Act(id, first.Key, nudge.InternalOnly))(t); again.Open != "" {
		t.Errorf("a nudge that was acted on acts again: %+v", again)
	}
}

func TestSnoozeUntilTheNextPromise(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout down sev1", "UTC"))(t)
	page := must(d.updates.View(id))(t).audience(t, "page")
	if err := d.updates.MarkSent(id, "page", page.Draft.State, page.Draft.Text); err != nil {
		t.Fatal(err)
	}
	must(d.room.Log(id, "n access for @maria"))(t)
	d.after(11)
	need := d.find(t, id, nudge.Need)
	if err := d.nudges.Snooze(id, need.Key, 0); err != nil {
		t.Fatal(err)
	}
	err := d.app.read(id, func(r *store.Room) error {
		for _, due := range nudge.Due(incident.At(d.now()), d.app.nudgeInput(r)) {
			if due.Key == need.Key {
				t.Error("a snoozed nudge is due")
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.nudges.Snooze(id, need.Key, -1); err == nil {
		t.Error("a nudge can be put off into the past")
	}
}

func TestThePageIsToldAfterTheCommitOnly(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout down", "UTC"))(t)
	changed := func() int {
		return len(slices.DeleteFunc(d.host.events.all(), func(e string) bool { return e != "changed" }))
	}
	before := changed()
	if _, err := d.room.Log(id, "   "); err == nil {
		t.Fatal("an empty line was logged")
	}
	if changed() != before {
		t.Error("the page was told of a line that was refused")
	}
	must(d.room.Log(id, "e handshake log of node 3"))(t)
	if changed() != before+1 {
		t.Error("the page was not told of a line that was stored")
	}
}

func TestShieldMessagesByAudience(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout down sev1", "Europe/Berlin"))(t)
	page := must(d.updates.View(id))(t).audience(t, "page")
	if err := d.updates.MarkSent(id, "page", page.Draft.State, page.Draft.Text); err != nil {
		t.Fatal(err)
	}
	messages := must(d.nudges.ShieldMessages(id, "Ben"))(t)
	byAudience := map[string]string{}
	for _, m := range messages {
		byAudience[m.Audience] = m.Text
	}
	if messages[0].Audience != "" || !strings.HasPrefix(messages[0].Text, "Ben works on the fix") {
		t.Errorf("the first is %+v", messages[0])
	}
	if got := byAudience["page"]; strings.Contains(got, "Ben") || !strings.Contains(got, "The next update for Status page comes at 15:") {
		t.Errorf("outside it says %q", got)
	}
	if got := byAudience["executives"]; !strings.Contains(got, "Ben") || strings.Contains(got, "next update") {
		t.Errorf("to executives, who were promised nothing, it says %q", got)
	}
}
