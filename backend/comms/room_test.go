package comms

import (
	"fmt"
	"testing"
	"time"

	"aircover/backend/incident"
)

// room is one incident with its journal, led minute by minute.
type room struct {
	t       *testing.T
	journal *incident.Journal
	inc     incident.State
	cs      State
	now     incident.Time
	ids     int
}

// start is a Tuesday, 14:05 in Berlin.
var start = incident.At(time.Date(2026, 11, 24, 13, 5, 0, 0, time.UTC))

// declare begins an incident in the zone at start.
func declare(t *testing.T, title string, severity incident.Severity, zone string) *room {
	t.Helper()
	r := &room{t: t, now: start}
	kinds := incident.KindsOf(incident.CoreKinds, Kinds)
	r.journal = incident.Fold(kinds, nil, &r.inc, &r.cs)
	changes, err := incident.Declare(r.stamp(), title, severity, r.now, zone, "Ana Ruiz")
	r.do(append(changes, Start(r.stamp(), DefaultAudiences())...), err)
	return r
}

func (r *room) stamp() incident.Stamp {
	return incident.Stamp{Now: r.now, Author: "Ana Ruiz", NewID: func() string {
		r.ids++
		return fmt.Sprintf("id-%03d", r.ids)
	}}
}

// do appends what a command answered and gives the id of its last event.
func (r *room) do(changes []incident.Change, err error) string {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
	id := ""
	for _, c := range changes {
		e, err := incident.Seal("incident", r.journal.Last(), r.stamp(), c)
		if err != nil {
			r.t.Fatal(err)
		}
		r.journal.Append(e)
		id = c.ID
	}
	return id
}

func (r *room) log(payloads ...incident.Payload) string {
	r.t.Helper()
	id := ""
	for _, p := range payloads {
		id = r.do([]incident.Change{r.stamp().Change(p)}, nil)
	}
	return id
}

// at moves the clock to minutes after the declaration.
func (r *room) at(minute int) *room {
	r.now = start.Add(minutes(minute))
	return r
}

// send marks an update as sent, which promises the next after some minutes; 0
// promises nothing.
func (r *room) send(audience string, state PublicState, next int) string {
	r.t.Helper()
	u := UpdateSent{Audience: audience, State: state, Text: "Sent."}
	if next > 0 {
		u.Next = r.now.Add(minutes(next))
	}
	return r.do(r.cs.MarkSent(r.stamp(), &r.inc, u))
}

func (r *room) phase(p incident.Phase) {
	r.t.Helper()
	r.do(r.inc.ChangePhase(r.stamp(), p, ""))
}

func (r *room) fact(name, text string) {
	r.t.Helper()
	r.do(r.cs.SetFact(r.stamp(), name, text))
}
