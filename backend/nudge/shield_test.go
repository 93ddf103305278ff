package nudge_test

import (
	"testing"
	"time"

	"aircover/backend/incident"
	"aircover/backend/nudge"
)

func TestShieldMessage(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := incident.At(time.Date(2026, time.March, 10, 14, 0, 0, 0, time.UTC))
	for _, c := range []struct {
		name   string
		shield nudge.Shield
		want   string
	}{
		{
			"somebody, a promise",
			nudge.Shield{Person: "Ben", Lead: "Ana", Audience: "Executives", Next: now.Add(20 * time.Minute)},
			"Ben works on the fix and reads nothing else for now. Please ask me instead (Ana); I know where it stands. The next update for Executives comes at 15:20 CET.",
		},
		{
			"nobody in particular, nothing promised",
			nudge.Shield{},
			"The responders work on the fix and read nothing else for now. Please ask me instead; I know where it stands.",
		},
		{
			"the outside learns no names",
			nudge.Shield{Person: "Ben", Lead: "Ana", Audience: "Status page", External: true, Next: now.Add(24 * time.Hour)},
			"The responders work on the fix and read nothing else for now. Please ask me instead; I know where it stands. The next update for Status page comes at Wed 15:00 CET.",
		},
		{
			"a promise that has passed is none",
			nudge.Shield{Person: "Ben\nand\u202e more", Lead: "Ana", Next: now.Add(-time.Minute)},
			"Ben and more works on the fix and reads nothing else for now. Please ask me instead (Ana); I know where it stands.",
		},
	} {
		c.shield.Zone = berlin
		if got := c.shield.Message(now); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestEveryRuleHasAnExample(t *testing.T) {
	says := map[string]string{}
	for _, r := range nudge.Rules(nudge.Settings{nudge.Promise: {Minutes: 7}, nudge.LongCommand: {Minutes: 150}}) {
		says[r.ID] = r.Says
	}
	want := map[string]string{
		nudge.FirstNotice: "First notice due in 1 min. The draft is ready.",
		nudge.Promise:     "You promised 15:22. The draft has 2 new facts.",
		nudge.Request:     "30 min × 5 costs 3 h 45. Send the 15:20 update instead?",
		nudge.Need:        "Maria has waited 12 min for access to the database.",
		nudge.Task:        "Ben's 10 minutes are up: replica lag. Ask only if you need it.",
		nudge.CheckIn:     `Payments: nothing heard for 60 min, and 15:20 is promised. Send "nothing new"?`,
		nudge.Interrupted: "3 interruptions in an hour on Ben. Take the next ones yourself?",
		nudge.LongCommand: "You have been in command for 2 h 30. Who takes over, and when?",
		nudge.LongShift:   "Ben has been on for 6 h. Who takes over, and when?",
	}
	for id, text := range says {
		if text != want[id] {
			t.Errorf("%s says %q, want %q", id, text, want[id])
		}
	}
}
