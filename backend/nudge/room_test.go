package nudge_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/meeting"
	"aircover/backend/nudge"
)

// start is 14:00 in Berlin, where the lead of every test sits.
var start = incident.At(time.Date(2026, 11, 23, 13, 0, 0, 0, time.UTC))

// clockTime gives the moment n minutes after the start.
func clockTime(n int) incident.Time { return start.Add(time.Duration(n) * time.Minute) }

// room is one incident with its journal, to which tests add at given minutes.
type room struct {
	t        *testing.T
	id       string
	journal  *incident.Journal
	incident incident.State
	comms    comms.State
	meetings meeting.State
	tuned    nudge.Settings
	ids      int
}

// declare opens an incident at minute 0.
func declare(t *testing.T, severity incident.Severity) *room {
	r := &room{t: t, id: "room-1"}
	kinds := incident.KindsOf(incident.CoreKinds, comms.Kinds, meeting.Kinds)
	r.journal = incident.Fold(kinds, nil, &r.incident, &r.comms, &r.meetings)
	r.at(0, func(st incident.Stamp) ([]incident.Change, error) {
		return incident.Declare(st, "Checkout fails for EU cards", severity, incident.Time{}, "Europe/Berlin", "Lena")
	})
	return r
}

// withAudiences adds the default audiences at minute 0.
func (r *room) withAudiences() *room {
	return r.at(0, func(st incident.Stamp) ([]incident.Change, error) {
		return comms.Start(st, comms.DefaultAudiences()), nil
	})
}

// at runs a command at a minute.
func (r *room) at(minute int, command func(incident.Stamp) ([]incident.Change, error)) *room {
	r.t.Helper()
	return r.when(clockTime(minute), command)
}

func (r *room) when(now incident.Time, command func(incident.Stamp) ([]incident.Change, error)) *room {
	r.t.Helper()
	st := incident.Stamp{Now: now, Author: "Lena", NewID: func() string { r.ids++; return fmt.Sprintf("id-%03d", r.ids) }}
	changes, err := command(st)
	if err != nil {
		r.t.Fatal(err)
	}
	for _, c := range changes {
		e, err := incident.Seal(r.id, r.journal.Last(), st, c)
		if err != nil {
			r.t.Fatal(err)
		}
		r.journal.Append(e)
	}
	return r
}

// log appends one payload.
func (r *room) log(minute int, p incident.Payload) *room {
	r.t.Helper()
	return r.at(minute, func(st incident.Stamp) ([]incident.Change, error) { return []incident.Change{st.Change(p)}, nil })
}

// send records an update that promises the next one at a minute.
func (r *room) send(minute int, audience string, promise int) *room {
	r.t.Helper()
	return r.at(minute, func(st incident.Stamp) ([]incident.Change, error) {
		return r.comms.MarkSent(st, &r.incident, comms.UpdateSent{
			Audience: audience, State: comms.Investigating, Text: "We look into it.", Next: clockTime(promise),
		})
	})
}

// pause stops the cadence of audiences at minute 0.
func (r *room) pause(audiences ...string) *room {
	for _, id := range audiences {
		r.log(0, comms.AudiencePaused{Audience: id, Paused: true})
	}
	return r
}

func (r *room) interrupt(minute int, person string) *room {
	r.t.Helper()
	return r.log(minute, incident.InterruptionLogged{Person: person, Minutes: 5, Text: "pinged by sales"})
}

func (r *room) role(minute int, role incident.Role, person string) *room {
	r.t.Helper()
	return r.log(minute, incident.RoleAssigned{Role: role, Person: person})
}

// settle records what came of a nudge.
func (r *room) settle(minute int, key string, outcome incident.Outcome, until int) *room {
	r.t.Helper()
	var putOff incident.Time
	if outcome == incident.Snoozed {
		putOff = clockTime(until)
	}
	return r.at(minute, func(st incident.Stamp) ([]incident.Change, error) {
		return r.incident.SettleNudge(st, key, outcome, "", putOff), nil
	})
}

func (r *room) input() nudge.Input {
	return nudge.Input{
		ID: r.id, Number: "INC-42", Incident: &r.incident, Comms: &r.comms, Meetings: &r.meetings,
		Shifts: nudge.ShiftsOf(r.journal), Rules: r.tuned,
	}
}

func (r *room) story() nudge.Story {
	return nudge.Story{ID: r.id, Number: "INC-42", Records: r.journal.Records()}
}

// due lists what one rule has due at a moment.
func (r *room) due(now incident.Time, rule string) []nudge.Nudge {
	r.t.Helper()
	return slices.DeleteFunc(nudge.Due(now, r.input()), func(n nudge.Nudge) bool { return n.Rule != rule })
}

// only gives the one nudge of a rule at a minute.
func (r *room) only(minute int, rule string) nudge.Nudge {
	r.t.Helper()
	due := r.due(clockTime(minute), rule)
	if len(due) != 1 {
		r.t.Fatalf("minute %d: %d nudges of rule %s are due, want 1: %+v", minute, len(due), rule, due)
	}
	return due[0]
}

func (r *room) zone() *time.Location {
	r.t.Helper()
	zone, err := incident.Location(r.incident.Zone)
	if err != nil {
		r.t.Fatal(err)
	}
	return zone
}
