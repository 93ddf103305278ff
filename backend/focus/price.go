// Package focus prices what meetings take from the people who do the work.
package focus

import "fmt"

// DefaultResumption is how many minutes each person needs after a meeting to
// be back in the work. It is an assumption, and shown as one: published figures
// run from 10 to 25.
const DefaultResumption = 15

// Cost is what a meeting takes from everybody together, in person-minutes.
type Cost struct {
	People     int
	Minutes    int // length of the meeting
	Meeting    int // minutes × people
	Resumption int // getting back into the work, of all people
	Total      int
}

// Price gives the cost of a meeting of so many minutes with so many people,
// each of whom needs resumption minutes to be back in the work. Negative
// numbers count as 0.
func Price(people, minutes, resumption int) Cost {
	people, minutes, resumption = max(people, 0), max(minutes, 0), max(resumption, 0)
	c := Cost{People: people, Minutes: minutes, Meeting: people * minutes, Resumption: people * resumption}
	c.Total = c.Meeting + c.Resumption
	return c
}

// String gives the sentence "30 min × 5 costs 3 h 45".
func (c Cost) String() string {
	return fmt.Sprintf("%d min × %d costs %s", c.Minutes, c.People, Span(c.Total))
}

// Span gives minutes in words: "45 min", "3 h", "3 h 45".
func Span(minutes int) string {
	switch hours, rest := minutes/60, minutes%60; {
	case hours == 0:
		return fmt.Sprintf("%d min", rest)
	case rest == 0:
		return fmt.Sprintf("%d h", hours)
	default:
		return fmt.Sprintf("%d h %02d", hours, rest)
	}
}
