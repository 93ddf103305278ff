package meeting

import (
	"slices"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// maxRequest is the longest line of a request, in runes: it stands in one line
// of the room.
const maxRequest = 1000

// maxPeople bounds the people of a meeting request.
const maxPeople = 10000

// RequestPlan is a request for a meeting, with its price.
type RequestPlan struct {
	Text        string
	By          string        // who asks; "" for not said
	Minutes     int           // length of the meeting
	People      int           // how many would sit in it
	At          incident.Time // when it would be; zero for not said
	CostMinutes int           // person-minutes, resumption included
	Resumption  int           // minutes per person that CostMinutes counts
}

// Request records a request for a meeting.
func (s *State) Request(st incident.Stamp, plan RequestPlan) ([]incident.Change, error) {
	text, err := incident.OneLine("text", "reason for the meeting", plan.Text, maxRequest)
	switch {
	case err != nil:
		return nil, err
	case plan.Minutes < 1 || plan.Minutes > MaxMinutes:
		return nil, fault.Field("minutes", "A meeting lasts between 1 minute and 8 hours.")
	case plan.People < 1 || plan.People > maxPeople:
		return nil, fault.Field("people", "Say how many people would be in it, from 1 to %d.", maxPeople)
	}
	return []incident.Change{st.Change(MeetingRequested{
		Text: text, By: incident.CleanLine(plan.By, incident.MaxName), Minutes: plan.Minutes, People: plan.People,
		Cost: plan.CostMinutes, Resumption: plan.Resumption, At: plan.At,
	})}, nil
}

// SettleRequest records what came of a request. To hold a meeting takes a
// reason, and nothing else: it is never refused.
func (s *State) SettleRequest(st incident.Stamp, id string, outcome Outcome, because string) ([]incident.Change, error) {
	because, err := incident.Words("because", because, incident.MaxReason)
	if err != nil {
		return nil, err
	}
	request := s.request(id)
	switch {
	case request == nil:
		return nil, fault.New(fault.NotFound, "This meeting request is not in the log any more.")
	case !request.Open():
		return nil, fault.New(fault.Conflict, "This meeting request was already settled.")
	case !slices.Contains([]Outcome{Answered, OnAgenda, Held, Dropped}, outcome):
		return nil, fault.Field("outcome", "Choose answered, agenda, held or dropped.")
	case outcome == Held && because == "":
		return nil, fault.Field("because", "Hold it anyway, because …: write the reason, so that the retro can judge it.")
	}
	if outcome == OnAgenda {
		if _, toCome := s.Sync.Next(st.Now); !toCome {
			return nil, fault.New(fault.Conflict, "There is no sync to put it on. Set one first, or answer with an update.")
		}
	}
	return []incident.Change{st.Change(MeetingSettled{Request: id, Outcome: outcome, Because: because})}, nil
}
