// Package meeting is the one optional daily sync of an incident, and the
// requests for every other meeting.
package meeting

import (
	"slices"

	"aircover/backend/incident"
)

// State is what an incident's journal says about its meetings.
type State struct {
	Sync     *Series // nil until the first sync is set; kept when it ends
	Requests []Request
	// Revision is the SEQUENCE that the next change of the sync gets. It only
	// grows, across undone and redacted changes too: a calendar ignores a change
	// whose SEQUENCE is not above the one it knows (RFC 5546 section 2.1.5).
	Revision int
}

// Series is the daily sync.
type Series struct {
	UID       string // the same for every series of one incident
	Sequence  int    // the SEQUENCE of its newest change
	Title     string
	Zone      string // IANA zone that Wall is read in
	First     Date   // the first day, in Zone
	Wall      string // start, "16:45"
	Minutes   int
	Attendees []Attendee
	Link      string  // where to join; "" for none
	Updates   string  // where the written updates appear; "" for not said
	Note      string  // further words for the invitation
	Agenda    []Topic // what was put on the agenda instead of holding a meeting
	Skips     []Date  // days without a sync, ascending
	Moves     []Move  // days whose sync is at another time, ascending by Day
	EndedOn   Date    // the last day; "" while it has no end
	Cancelled bool    // the whole series is off
}

// Attendee is one person of an invitation.
type Attendee struct {
	Name     string        `json:"name"`
	Email    string        `json:"email,omitempty"` // "": named in the text only
	Role     incident.Role `json:"role,omitempty"`
	Optional bool          `json:"optional,omitempty"`
}

// Topic is one line of the agenda.
type Topic struct {
	Request string // the meeting request it came from
	Text    string
}

// Move puts the sync of one day at another time.
type Move struct {
	Day  Date   // the day of the series
	To   Date   // the day it is moved to
	Wall string // start on that day, in the series' zone
	// Separate says that it is an event of its own, since calendars do not agree
	// about an exception on another day. It stays one when it is moved back.
	Separate bool
	Skipped  bool // the separate event is off again
}

// Outcome is what came of a meeting request.
type Outcome string

// The outcomes. "" is an open request.
const (
	Answered Outcome = "answered" // with an update
	OnAgenda Outcome = "agenda"   // put on the agenda of the sync
	Held     Outcome = "held"     // held anyway, with a reason
	Dropped  Outcome = "dropped"
)

// Request is one request for a meeting.
type Request struct {
	ID         string
	Text       string
	By         string // who asks; "" for not said
	Minutes    int
	People     int
	Cost       int           // person-minutes, resumption included
	Resumption int           // minutes per person that Cost counts
	At         incident.Time // when it would be; zero for not said
	Asked      incident.Time
	Outcome    Outcome
	Because    string
	Settled    incident.Time
}

// Open tells whether the request waits for an answer.
func (r Request) Open() bool { return r.Outcome == "" }

// OpenRequests lists the requests that wait for an answer, oldest first.
func (s *State) OpenRequests() []Request {
	var open []Request
	for _, r := range s.Requests {
		if r.Open() {
			open = append(open, r)
		}
	}
	return open
}

// request gives the request with the id, to be changed in place, or nil.
func (s *State) request(id string) *Request {
	i := slices.IndexFunc(s.Requests, func(r Request) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return &s.Requests[i]
}

// moveOf gives the move of one day of the series, to be changed in place, or nil.
func (s *Series) moveOf(day Date) *Move {
	i := slices.IndexFunc(s.Moves, func(m Move) bool { return m.Day == day })
	if i < 0 {
		return nil
	}
	return &s.Moves[i]
}

// Within tells whether a day lies between the first and the last day of the
// series.
func (s *Series) Within(day Date) bool {
	return day >= s.First && (s.EndedOn == "" || day <= s.EndedOn)
}

// Chairs tells whether the person leads the meeting.
func (a Attendee) Chairs() bool { return a.Role == incident.Lead }
