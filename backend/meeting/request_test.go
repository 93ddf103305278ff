package meeting

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

func TestParseRequest(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := at("2026-11-23T12:00:00Z") // 13:00 in Berlin
	for _, c := range []struct {
		line    string
		by      string
		minutes int
		people  int
		at      string
	}{
		{"VP wants a call at 15:00, 30 min, all engineers", "VP", 30, 5, "2026-11-23T14:00:00Z"},
		{"VP wants a call at 15:00 30 min", "VP", 30, 5, "2026-11-23T14:00:00Z"},
		{"sales asks for an hour with Priya and Tom", "sales", 60, 2, ""},
		{"The CTO would like half an hour at 4pm with everyone", "The CTO", 30, 5, "2026-11-23T15:00:00Z"},
		{"Legal needs 20 minutes tomorrow at 9:30, 3 people", "Legal", 20, 3, "2026-11-24T08:30:00Z"},
		{"status call 12:00, 1h30, 12 people", "", 90, 12, "2026-11-24T11:00:00Z"},
		{"war room 2 h ×8", "", 120, 8, ""},
		{"bridge 1.5h x 4", "", 90, 4, ""},
		{"support proposes a 10-min call with @jun, 15 min max", "support", 10, 1, ""},
		{"quick chat?", "", 30, 5, ""},
		{"board wants 900 min", "board", 480, 5, ""},
		{"all hands at 25:00", "", 30, 5, ""},
		{"", "", 30, 5, ""},
	} {
		t.Run(c.line, func(t *testing.T) {
			want := RequestPlan{Text: c.line, By: c.by, Minutes: c.minutes, People: c.people}
			if c.at != "" {
				want.At = at(c.at)
			}
			if diff := cmp.Diff(want, ParseRequest(c.line, now, berlin, 5), cmp.AllowUnexported(incident.Time{})); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzParseRequest(f *testing.F) {
	f.Add("VP wants a call at 15:00, 30 min, all engineers", 5)
	f.Add("1h 99999 people with A, b", -3)
	f.Fuzz(func(t *testing.T, line string, team int) {
		plan := ParseRequest(line, at("2026-11-23T12:00:00Z"), time.UTC, team)
		if plan.Minutes < 1 || plan.Minutes > MaxMinutes || plan.People < 1 {
			t.Errorf("%+v", plan)
		}
	})
}

func TestRequest(t *testing.T) {
	r := withSync(t)
	ask := func() string {
		changes, err := r.meetings.Request(r.stamp(), RequestPlan{Text: "VP wants a call", By: "VP", Minutes: 30, People: 5, CostMinutes: 225, Resumption: 15})
		return r.must(changes, err)[0].ID
	}
	changes, err := r.meetings.Request(r.stamp(), RequestPlan{Text: " ", Minutes: 30, People: 5})
	r.refused(changes, err, fault.Invalid, "text")
	changes, err = r.meetings.Request(r.stamp(), RequestPlan{Text: "call", People: 5})
	r.refused(changes, err, fault.Invalid, "minutes")
	changes, err = r.meetings.Request(r.stamp(), RequestPlan{Text: "call", Minutes: 30})
	r.refused(changes, err, fault.Invalid, "people")

	id := ask()
	changes, err = r.meetings.SettleRequest(r.stamp(), id, Held, "  ")
	r.refused(changes, err, fault.Invalid, "because")
	changes, err = r.meetings.SettleRequest(r.stamp(), id, "forgotten", "")
	r.refused(changes, err, fault.Invalid, "outcome")
	changes, err = r.meetings.SettleRequest(r.stamp(), "nothing", Dropped, "")
	r.refused(changes, err, fault.NotFound, "")
	changes, err = r.meetings.SettleRequest(r.stamp(), id, Held, "the contract asks for it")
	r.must(changes, err)
	changes, err = r.meetings.SettleRequest(r.stamp(), id, Dropped, "")
	r.refused(changes, err, fault.Conflict, "")

	// The agenda is part of the invitation, so it is a change of the sync.
	changes, err = r.meetings.SettleRequest(r.stamp(), ask(), OnAgenda, "")
	r.must(changes, err)
	if s := r.meetings.Sync; s.Sequence != 1 || !strings.Contains(s.Description(false), "Agenda:\n- VP wants a call\n") {
		t.Errorf("SEQUENCE %d, description %q", s.Sequence, s.Description(false))
	}
	open := ask()
	if list := r.meetings.OpenRequests(); len(list) != 1 || list[0].ID != open {
		t.Errorf("open: %v", list)
	}
	changes, err = r.meetings.CancelSync(r.stamp())
	r.must(changes, err)
	changes, err = r.meetings.SettleRequest(r.stamp(), open, OnAgenda, "")
	r.refused(changes, err, fault.Conflict, "")
	changes, err = r.meetings.SettleRequest(r.stamp(), open, Answered, "")
	r.must(changes, err)

	var said []string
	for _, e := range r.journal.Entries() {
		if strings.HasPrefix(e.Text, "meeting") {
			said = append(said, e.Text)
		}
	}
	want := []string{
		"meeting requested: VP wants a call (30 min × 5)", "meeting held anyway, because the contract asks for it",
		"meeting requested: VP wants a call (30 min × 5)", "meeting request put on the sync's agenda",
		"meeting requested: VP wants a call (30 min × 5)", "meeting request answered with an update",
	}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Error(diff)
	}
}
