package nudge

import (
	"time"

	"aircover/backend/incident"
)

// exampleNow is a quarter past three of some working day.
var exampleNow = incident.At(time.Date(2026, time.March, 10, 15, 15, 0, 0, time.UTC))

func ago(n int) incident.Time { return exampleNow.Add(-minutes(n)) }

// examples are an occasion of each rule, so that a person who sets the rule
// reads what it says.
var examples = map[string]subject{
	FirstNotice: {audienceName: "Status page", at: ago(-1)},
	Promise:     {audienceName: "Status page", at: ago(-5), promised: true, facts: 2},
	Request:     {text: "all hands", minutes: 30, people: 5, cost: 225, audience: "page", at: ago(-5)},
	Need:        {person: "Maria", text: "access to the database", since: ago(12)},
	Task:        {person: "Ben", text: "replica lag", minutes: 10},
	CheckIn:     {id: "Payments", since: ago(60), at: ago(-5), promised: true, audience: "page"},
	Interrupted: {person: "Ben", minutes: 60},
	LongCommand: {since: ago(4 * 60)},
	LongShift:   {person: "Ben", since: ago(6 * 60)},
}

// says gives the words of an example, at the rule's own number.
func (r rule) says(number int) string {
	s := examples[r.id]
	switch r.id {
	case FirstNotice, Promise:
		s.at = exampleNow.Add(minutes(number))
	case Interrupted:
		s.minutes = number
	case LongCommand, LongShift:
		s.since = ago(number)
	}
	return r.words(clock{now: exampleNow, zone: time.UTC}, s).body
}
