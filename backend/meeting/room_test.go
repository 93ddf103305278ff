package meeting

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// room is one incident with its journal, stepped by commands.
type room struct {
	t        *testing.T
	now      incident.Time
	ids      int
	events   []incident.Event
	journal  *incident.Journal
	incident incident.State
	meetings State
}

const incidentID = "0199d1c2-7a40-7c31-9d3e-5a1b2c3d4e5f"

var kinds = incident.KindsOf(incident.CoreKinds, Kinds)

// declared is a room at 2026-11-23 09:00 in Berlin, a Monday, three hours after
// its incident was declared.
func declared(t *testing.T) *room {
	r := &room{t: t, now: at("2026-11-23T05:00:00Z")}
	r.journal = incident.Fold(kinds, nil, &r.incident, &r.meetings)
	changes, err := incident.Declare(r.stamp(), "Checkout down", incident.SEV1, incident.Time{}, "Europe/Berlin", "Mara")
	r.must(changes, err)
	for _, p := range []struct {
		role incident.Role
		name string
	}{{incident.TechLead, "Tomás"}, {incident.Responder, "Priya"}, {incident.Responder, "Jun"}} {
		changes, err := r.incident.Assign(r.stamp(), p.role, p.name)
		r.must(changes, err)
	}
	r.now = at("2026-11-23T08:00:00Z")
	return r
}

func at(text string) incident.Time {
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return incident.At(moment)
}

func (r *room) stamp() incident.Stamp {
	return incident.Stamp{Now: r.now, Author: "Mara", NewID: func() string {
		r.ids++
		return fmt.Sprintf("0199d1c2-7a40-7000-8000-%012d", r.ids)
	}}
}

// must appends the changes of a command that must succeed, and checks that the
// state followed event by event is the one folded anew.
func (r *room) must(changes []incident.Change, err error) []incident.Event {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
	var sealed []incident.Event
	for _, c := range changes {
		e, err := incident.Seal(incidentID, r.journal.Last(), r.stamp(), c)
		if err != nil {
			r.t.Fatal(err)
		}
		r.journal.Append(e)
		r.events = append(r.events, e)
		sealed = append(sealed, e)
	}
	var anew State
	incident.Fold(kinds, r.events, &anew)
	if diff := cmp.Diff(anew, r.meetings, cmp.AllowUnexported(incident.Time{})); diff != "" {
		r.t.Fatalf("folded anew (-) and event by event (+):\n%s", diff)
	}
	return sealed
}

// refused checks that a command is refused with a code, about a field ("" for none).
func (r *room) refused(changes []incident.Change, err error, code fault.Code, field string) {
	r.t.Helper()
	if fault.CodeOf(err) != code || changes != nil {
		r.t.Fatalf("got %v, %v, want the code %s", changes, err, code)
	}
	var e *fault.Error
	if e = err.(*fault.Error); field != "" && e.Fields[field] == "" {
		r.t.Fatalf("%q is about %v, want %s", e.Message, e.Fields, field)
	}
}

// plan is the default plan with a change.
func (r *room) plan(change func(*SyncPlan)) SyncPlan {
	p := DefaultPlan(r.now, &r.incident, "Europe/Berlin")
	if change != nil {
		change(&p)
	}
	return p
}

// withSync is a room with a sync daily 16:45 in Berlin from 2026-11-23.
func withSync(t *testing.T) *room {
	r := declared(t)
	changes, err := r.meetings.SetSync(r.stamp(), &r.incident, r.plan(nil))
	r.must(changes, err)
	return r
}

// starts lists the starts of a series from now on for some days.
func (r *room) starts(days int) []string {
	var list []string
	for _, o := range r.meetings.Sync.Occurrences(r.now, r.now.Add(time.Duration(days)*24*time.Hour)) {
		list = append(list, o.Start.In(r.meetings.Sync.location()).Format("02 15:04"))
	}
	return list
}
