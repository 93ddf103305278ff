package meeting

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

func TestDefaultPlan(t *testing.T) {
	for _, c := range []struct {
		name, now string
		zone      string
		date      Date
		wantZone  string
	}{
		{"three hours in", "2026-11-23T08:00:00Z", "Europe/Berlin", "2026-11-23", "Europe/Berlin"},
		{"in the first two hours", "2026-11-23T06:59:59Z", "Europe/Berlin", "2026-11-24", "Europe/Berlin"},
		{"after two hours", "2026-11-23T07:00:00Z", "Europe/Berlin", "2026-11-23", "Europe/Berlin"},
		{"at 16:45", "2026-11-23T15:45:00Z", "Europe/Berlin", "2026-11-24", "Europe/Berlin"},
		{"another day there", "2026-11-23T13:00:00Z", "Pacific/Auckland", "2026-11-24", "Pacific/Auckland"},
		{"no such zone", "2026-11-23T08:00:00Z", "Mars/Olympus", "2026-11-23", "UTC"},
		{"the zone of one computer", "2026-11-23T08:00:00Z", "Local", "2026-11-23", "UTC"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := declared(t)
			got := DefaultPlan(at(c.now), &r.incident, c.zone)
			want := SyncPlan{
				Title: "Daily sync (optional): Checkout down", Date: c.date, Wall: "16:45", Zone: c.wantZone, Minutes: 15,
				Attendees: []Attendee{
					{Name: "Mara", Role: incident.Lead},
					{Name: "Tomás", Role: incident.TechLead},
					{Name: "Priya", Role: incident.Responder, Optional: true},
					{Name: "Jun", Role: incident.Responder, Optional: true},
				},
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSetSync(t *testing.T) {
	r := withSync(t)
	s := r.meetings.Sync
	if s.UID != incidentID+"-sync@aircover" || s.Sequence != 0 {
		t.Errorf("UID %s, SEQUENCE %d", s.UID, s.Sequence)
	}
	if diff := cmp.Diff([]string{"23 16:45", "24 16:45", "25 16:45"}, r.starts(3)); diff != "" {
		t.Error(diff)
	}
	entries := r.journal.Entries()
	if text := entries[len(entries)-1].Text; text != "sync daily 16:45 Europe/Berlin from 2026-11-23, optional" {
		t.Errorf("the log says %q", text)
	}
}

func TestSetSyncRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*SyncPlan)
		field  string
		says   string
	}{
		{"no title", func(p *SyncPlan) { p.Title = " \x00" }, "title", "title"},
		{"no zone", func(p *SyncPlan) { p.Zone = "" }, "zone", "Europe/Berlin"},
		{"local zone", func(p *SyncPlan) { p.Zone = "Local" }, "zone", "Europe/Berlin"},
		{"path as a zone", func(p *SyncPlan) { p.Zone = "../../etc/passwd" }, "zone", "Europe/Berlin"},
		{"no such day", func(p *SyncPlan) { p.Date = "2026-02-30" }, "date", "2026-11-23"},
		{"no such time", func(p *SyncPlan) { p.Wall = "24:00" }, "wall", "16:45"},
		{"time in words", func(p *SyncPlan) { p.Wall = "4 pm" }, "wall", "16:45"},
		{"signed time", func(p *SyncPlan) { p.Wall = "+1:30" }, "wall", "16:45"},
		{"no length", func(p *SyncPlan) { p.Minutes = 0 }, "minutes", "15"},
		{"a whole day", func(p *SyncPlan) { p.Minutes = 9 * 60 }, "minutes", "8 hours"},
		{"past", func(p *SyncPlan) { p.Wall = "08:59" }, "date", "has passed"},
		{"now", func(p *SyncPlan) { p.Wall = "09:00" }, "date", "has passed"},
		{"link to a file", func(p *SyncPlan) { p.Link = "file:///etc/passwd" }, "link", "https://"},
		{"link with a line end", func(p *SyncPlan) { p.Link = "https://x.example/\r\nX:1" }, "link", "https://"},
		{"address with a line end", func(p *SyncPlan) { p.Attendees[0].Email = "a@b.example\r\nX:1" }, "attendees", "e-mail"},
		{"two addresses", func(p *SyncPlan) { p.Attendees[0].Email = "a@b.example,c@d.example" }, "attendees", "e-mail"},
		{"too many", func(p *SyncPlan) {
			for i := range 201 {
				p.Attendees = append(p.Attendees, Attendee{Name: fmt.Sprint("Responder ", i)})
			}
		}, "attendees", "too many"},
		{"in a gap", func(p *SyncPlan) { p.Wall = "02:30"; p.Date = "2026-11-24" }, "wall", "On Sun 28 Mar 2027 the clocks skip this time in Europe/Berlin, and calendars do not agree about 02:30 then. 03:00 is fine all year."},
		{"in an overlap", func(p *SyncPlan) {
			p.Zone = "America/New_York"
			p.Wall = "01:10"
			p.Date = "2026-11-24"
		}, "wall", "On Sun 7 Nov 2027 the clocks show this time twice in America/New_York, and calendars do not agree about 01:10 then. 00:40 is fine all year."},
		{"into a gap", func(p *SyncPlan) { p.Wall = "01:50"; p.Date = "2026-11-24" }, "wall", "On Sun 28 Mar 2027 the clocks change while it lasts in Europe/Berlin, and calendars do not agree about 01:50 then. 01:40 is fine all year."},
		{"half an hour", func(p *SyncPlan) {
			p.Zone = "Australia/Lord_Howe"
			p.Wall = "02:10"
			p.Date = "2026-11-25"
		}, "wall", "On Sun 3 Oct 2027 the clocks skip this time in Australia/Lord_Howe"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := declared(t)
			changes, err := r.meetings.SetSync(r.stamp(), &r.incident, r.plan(c.change))
			r.refused(changes, err, fault.Invalid, c.field)
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("%q does not say %q", err, c.says)
			}
		})
	}
}

func TestSecondSync(t *testing.T) {
	r := withSync(t)
	changes, err := r.meetings.SetSync(r.stamp(), &r.incident, r.plan(nil))
	r.refused(changes, err, fault.Conflict, "")
	if !r.meetings.NeedsRequest("2026-11-23") || r.meetings.NeedsRequest("2026-11-22") {
		t.Error("a day with a sync, and only that, needs a request")
	}
	changes, err = r.meetings.MoveSync(r.stamp(), "2026-11-24", "2026-11-25", "10:00")
	r.refused(changes, err, fault.Conflict, "")

	changes, err = r.meetings.CancelSync(r.stamp())
	r.must(changes, err)
	if r.meetings.NeedsRequest("2026-11-23") {
		t.Error("a cancelled sync needs no request")
	}
	changes, err = r.meetings.SetSync(r.stamp(), &r.incident, r.plan(nil))
	r.must(changes, err)
	if s := r.meetings.Sync; s.Sequence != 2 || s.UID != incidentID+"-sync@aircover" {
		t.Errorf("a sync set anew has the UID %s and SEQUENCE %d", s.UID, s.Sequence)
	}
}

func TestNoSyncOfAClosedIncident(t *testing.T) {
	r := declared(t)
	changes, err := r.incident.ChangePhase(r.stamp(), incident.Closed, "")
	r.must(changes, err)
	changes, err = r.meetings.SetSync(r.stamp(), &r.incident, r.plan(nil))
	r.refused(changes, err, fault.Conflict, "")
}

func TestSkipAndMove(t *testing.T) {
	r := withSync(t)
	steps := []struct {
		name string
		do   func() ([]incident.Change, error)
		want []string
	}{
		{"skip", func() ([]incident.Change, error) { return r.meetings.SkipSync(r.stamp(), "2026-11-24") }, []string{"23 16:45", "25 16:45", "26 16:45"}},
		{"move within the day", func() ([]incident.Change, error) {
			return r.meetings.MoveSync(r.stamp(), "2026-11-25", "2026-11-25", "10:00")
		}, []string{"23 16:45", "25 10:00", "26 16:45"}},
		{"move to the free day", func() ([]incident.Change, error) {
			return r.meetings.MoveSync(r.stamp(), "2026-11-26", "2026-11-24", "11:00")
		}, []string{"23 16:45", "24 11:00", "25 10:00"}},
		{"move that again", func() ([]incident.Change, error) {
			return r.meetings.MoveSync(r.stamp(), "2026-11-26", "2026-11-24", "12:00")
		}, []string{"23 16:45", "24 12:00", "25 10:00"}},
		{"the same once more", func() ([]incident.Change, error) {
			return r.meetings.MoveSync(r.stamp(), "2026-11-26", "2026-11-24", "12:00")
		}, []string{"23 16:45", "24 12:00", "25 10:00"}},
		{"skip what was moved", func() ([]incident.Change, error) { return r.meetings.SkipSync(r.stamp(), "2026-11-26") }, []string{"23 16:45", "25 10:00"}},
		{"a skipped day again", func() ([]incident.Change, error) {
			return r.meetings.MoveSync(r.stamp(), "2026-11-24", "2026-11-24", "16:45")
		}, []string{"23 16:45", "24 16:45", "25 10:00"}},
		{"end", func() ([]incident.Change, error) { return r.meetings.EndSync(r.stamp(), "2026-11-24") }, []string{"23 16:45", "24 16:45"}},
		{"end later", func() ([]incident.Change, error) { return r.meetings.EndSync(r.stamp(), "2026-11-25") }, []string{"23 16:45", "24 16:45", "25 10:00"}},
		{"cancel", func() ([]incident.Change, error) { return r.meetings.CancelSync(r.stamp()) }, nil},
	}
	sequence := 0
	for _, step := range steps {
		changes, err := step.do()
		r.must(changes, err)
		sequence += len(changes)
		if got := r.starts(4); !slices.Equal(got[:min(len(got), 3)], step.want) {
			t.Fatalf("%s: %q, want %q", step.name, got, step.want)
		}
		if r.meetings.Sync.Sequence != sequence {
			t.Fatalf("%s: SEQUENCE %d, want %d", step.name, r.meetings.Sync.Sequence, sequence)
		}
	}
}

func TestSkipAndMoveRefused(t *testing.T) {
	r := withSync(t)
	r.now = at("2026-11-24T08:00:00Z")
	for _, c := range []struct {
		name     string
		day, to  Date
		wall     string
		code     fault.Code
		field    string
		skipOnly bool
	}{
		{"a day that has been", "2026-11-23", "", "", fault.Invalid, "date", true},
		{"a day before the first", "2026-11-20", "", "", fault.Invalid, "date", true},
		{"no day", "tomorrow", "", "", fault.Invalid, "date", true},
		{"to the past", "2026-11-25", "2026-11-24", "08:00", fault.Invalid, "wall", false},
		{"to no time", "2026-11-25", "2026-11-25", "25:00", fault.Invalid, "wall", false},
		{"to no day", "2026-11-25", "2026-13-01", "10:00", fault.Invalid, "date", false},
		{"into a gap", "2027-03-28", "2027-03-28", "02:30", fault.Invalid, "wall", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.skipOnly {
				changes, err := r.meetings.SkipSync(r.stamp(), c.day)
				r.refused(changes, err, c.code, c.field)
				return
			}
			changes, err := r.meetings.MoveSync(r.stamp(), c.day, c.to, c.wall)
			r.refused(changes, err, c.code, c.field)
		})
	}
}

func TestTheOnlyDay(t *testing.T) {
	r := withSync(t)
	changes, err := r.meetings.EndSync(r.stamp(), "2026-11-22")
	r.refused(changes, err, fault.Invalid, "date")
	changes, err = r.meetings.EndSync(r.stamp(), "2026-11-23")
	r.must(changes, err)
	changes, err = r.meetings.SkipSync(r.stamp(), "2026-11-23")
	r.refused(changes, err, fault.Conflict, "")
	changes, err = r.meetings.MoveSync(r.stamp(), "2026-11-23", "2026-11-24", "10:00")
	r.refused(changes, err, fault.Conflict, "")
	changes, err = r.meetings.MoveSync(r.stamp(), "2026-11-23", "2026-11-23", "10:00")
	r.must(changes, err)

	r.now = at("2026-11-23T12:00:00Z")
	if _, goesOn := r.meetings.Sync.Next(r.now); goesOn {
		t.Error("an ended sync goes on")
	}
	changes, err = r.meetings.SkipSync(r.stamp(), "2026-11-24")
	r.refused(changes, err, fault.NotFound, "")
	// The day had its sync: a second one on it is a request, the next day is free.
	changes, err = r.meetings.SetSync(r.stamp(), &r.incident, r.plan(nil))
	r.refused(changes, err, fault.Conflict, "")
	changes, err = r.meetings.SetSync(r.stamp(), &r.incident, r.plan(func(p *SyncPlan) { p.Date = "2026-11-24" }))
	r.must(changes, err)
}

func TestChangeSync(t *testing.T) {
	for _, c := range []struct {
		name   string
		now    string
		change func(*SyncPlan)
		want   []string
		says   string
	}{
		{"later today", "2026-11-23T08:00:00Z", func(p *SyncPlan) { p.Wall = "17:30" }, []string{"23 17:30", "24 17:30"}, "sync changed: 17:30, from 2026-11-23"},
		{"to a time that has passed", "2026-11-23T12:00:00Z", func(p *SyncPlan) { p.Wall = "10:00" }, []string{"24 10:00", "25 10:00"}, "sync changed: 10:00, from 2026-11-24"},
		{"after today's was held", "2026-11-23T16:30:00Z", func(p *SyncPlan) { p.Wall = "18:00" }, []string{"24 18:00", "25 18:00"}, "sync changed: 18:00, from 2026-11-24"},
		{"zone", "2026-11-23T08:00:00Z", func(p *SyncPlan) { p.Zone = "UTC" }, []string{"23 16:45", "24 16:45"}, "sync changed: UTC, from 2026-11-23"},
		{"people and words", "2026-11-23T08:00:00Z", func(p *SyncPlan) { p.Attendees = p.Attendees[:2]; p.Link = "https://x.example"; p.Note = "n" }, []string{"23 16:45", "24 16:45"}, "sync changed: 2 invited, link, note"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := withSync(t)
			r.now = at(c.now)
			p := r.meetings.Sync.Plan()
			c.change(&p)
			changes, err := r.meetings.ChangeSync(r.stamp(), p)
			r.must(changes, err)
			if got := r.starts(3); !slices.Equal(got[:2], c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
			if text := changes[0].Payload.(incident.EntryText).EntryText(); text != c.says {
				t.Errorf("the log says %q, want %q", text, c.says)
			}
			if r.meetings.Sync.Sequence != 1 {
				t.Errorf("SEQUENCE %d", r.meetings.Sync.Sequence)
			}
			if changes, err := r.meetings.ChangeSync(r.stamp(), r.meetings.Sync.Plan()); err != nil || changes != nil {
				t.Errorf("no difference gives %v, %v", changes, err)
			}
		})
	}
}

func TestSequenceOnlyGrows(t *testing.T) {
	r := withSync(t)
	changes, err := r.meetings.SkipSync(r.stamp(), "2026-11-24")
	skipped := r.must(changes, err)[0]
	r.must([]incident.Change{r.stamp().Change(incident.Undone{Target: skipped.ID})}, nil)
	if s := r.meetings.Sync; len(s.Skips) != 0 || s.Sequence != 2 {
		t.Fatalf("after the undo: skips %v, SEQUENCE %d", s.Skips, s.Sequence)
	}
	changes, err = r.meetings.SkipSync(r.stamp(), "2026-11-25")
	again := r.must(changes, err)[0]
	if r.meetings.Sync.Sequence != 3 {
		t.Fatalf("after another skip: SEQUENCE %d", r.meetings.Sync.Sequence)
	}
	r.must([]incident.Change{r.stamp().Change(incident.Redacted{Targets: []string{again.ID}})}, nil)
	if r.meetings.Sync.Sequence < 4 {
		t.Fatalf("after a redaction: SEQUENCE %d", r.meetings.Sync.Sequence)
	}
}

func TestNext(t *testing.T) {
	r := withSync(t)
	for _, c := range []struct{ now, start string }{
		{"2026-11-20T00:00:00Z", "2026-11-23T15:45:00Z"},
		{"2026-11-23T15:59:59Z", "2026-11-23T15:45:00Z"}, // still on
		{"2026-11-23T16:00:00Z", "2026-11-24T15:45:00Z"},
		{"2027-03-28T15:00:00Z", "2027-03-29T14:45:00Z"}, // the clocks went forward
		{"2036-01-01T00:00:00Z", "2036-01-01T15:45:00Z"},
	} {
		if o, ok := r.meetings.Sync.Next(at(c.now)); !ok || o.Start != at(c.start) || o.End.Sub(o.Start) != 15*time.Minute {
			t.Errorf("after %s comes %v (%v), want %s", c.now, o, ok, c.start)
		}
	}
	if o, ok := (*Series)(nil).Next(r.now); ok {
		t.Errorf("no sync comes next: %v", o)
	}
}
