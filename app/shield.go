package app

import (
	"time"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/nudge"
	"aircover/backend/store"
)

// ShieldMessages gives what the lead pastes into a chat so that a responder is
// asked nothing there, by audience; the first is for anybody inside. An empty
// person is everybody who works on the fix.
func (n *Nudges) ShieldMessages(id, person string) (messages []ShieldView, err error) {
	defer caught(&err)
	a := n.app
	err = a.read(id, func(r *store.Room) error {
		now := incident.At(a.now())
		messages = []ShieldView{{Name: "Anybody inside", Text: shieldText(r, now, person, comms.Audience{})}}
		for _, audience := range r.Comms.Audiences {
			messages = append(messages, ShieldView{
				Audience: audience.ID, Name: audience.Name, Text: shieldText(r, now, person, audience),
			})
		}
		return nil
	})
	return messages, err
}

// shieldMessage sends the questions of a chat to the lead instead of to the
// responder that an interruption hit.
func shieldMessage(r *store.Room, now incident.Time, interruption string) string {
	person := ""
	for _, i := range r.Incident.Interruptions {
		if i.ID == interruption {
			person = i.Person
		}
	}
	return shieldText(r, now, person, comms.Audience{})
}

// shieldText fills the message in; the zero audience is anybody inside.
func shieldText(r *store.Room, now incident.Time, person string, audience comms.Audience) string {
	s := &r.Incident
	zone, err := incident.Location(s.Zone)
	if err != nil {
		zone = time.UTC
	}
	shield := nudge.Shield{
		Person: person, Lead: s.Lead(), Audience: audience.Name, External: audience.External, Zone: zone,
	}
	for _, due := range r.Comms.Due(s) {
		if due.Promised && due.At.After(now) && (audience.ID == "" || due.Audience == audience.ID) {
			shield.Next = due.At
			break
		}
	}
	return shield.Message(now)
}
