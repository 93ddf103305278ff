package nudge

import (
	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/meeting"
)

// Story is the log of one incident, for what the rules would have said along it.
type Story struct {
	ID      string // the incident's id
	Number  string // what people call it
	Records []incident.Record
}

// Said is a nudge at the moment at which it was due first.
type Said struct {
	Nudge
	From incident.Time
}

// The bounds of a replay, of what it says and of what it computes: an incident
// of many days that is written to every other minute stays far below.
const (
	maxSaid = 2000
	maxWork = 200_000 // looks, and nudges found in them
)

// kinds reads the events that the rules go by.
var kinds = incident.KindsOf(incident.CoreKinds, comms.Kinds, meeting.Kinds)

// Preview gives what the rules, so tuned, would have said along a story up to
// now, each nudge once, in that order. It goes by the outcomes that are in the
// log. What is beyond its bounds is left out, the newest first.
func Preview(now incident.Time, story Story, tuned Settings) []Said {
	p := &replay{story: story, said: map[string]bool{}}
	journal := incident.Fold(kinds, nil, &p.incident, &p.comms, &p.meetings)
	in := Input{
		ID: story.ID, Number: story.Number, Incident: &p.incident, Comms: &p.comms, Meetings: &p.meetings, Rules: tuned,
	}
	at := incident.Time{}
	for i, r := range story.Records {
		journal.Append(r.Event)
		at = later(at, r.Recorded)
		until := now
		if i+1 < len(story.Records) {
			until = later(at, story.Records[i+1].Recorded)
		}
		if until == at {
			continue // one step of the log may be several events
		}
		if until.After(now) {
			until = now
		}
		in.Shifts = ShiftsOf(journal)
		if !p.pass(at, until, in) {
			break
		}
	}
	return p.list
}

// replay is a story as far as it was told.
type replay struct {
	story    Story
	incident incident.State
	comms    comms.State
	meetings meeting.State
	said     map[string]bool
	list     []Said
	work     int
}

// pass goes from one event to the next, by way of every moment at which
// something becomes due. It is false at the bounds.
func (p *replay) pass(at, until incident.Time, in Input) bool {
	for !at.After(until) {
		due, next, ahead := Look(at, in)
		if p.work += 1 + len(due); p.work > maxWork {
			return false
		}
		for _, n := range due {
			if p.said[n.Key] {
				continue
			}
			if len(p.list) == maxSaid {
				return false
			}
			p.said[n.Key] = true
			p.list = append(p.list, Said{Nudge: n, From: at})
		}
		if !ahead {
			return true
		}
		at = next.Due
	}
	return true
}
