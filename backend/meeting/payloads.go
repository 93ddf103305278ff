package meeting

import (
	"fmt"
	"strings"

	"aircover/backend/incident"
)

// Kinds reads the events of this package.
var Kinds = incident.KindsOf(
	incident.Kind[SyncSet](), incident.Kind[SyncChanged](), incident.Kind[SyncSkipped](), incident.Kind[SyncMoved](),
	incident.Kind[SyncEnded](), incident.Kind[SyncCancelled](),
	incident.Kind[MeetingRequested](), incident.Kind[MeetingSettled](),
)

// SyncSet begins the daily sync.
type SyncSet struct {
	Title     string     `json:"title"`
	Zone      string     `json:"zone"`
	First     Date       `json:"first"`
	Wall      string     `json:"wall"`
	Minutes   int        `json:"minutes"`
	Attendees []Attendee `json:"attendees"`
	Link      string     `json:"link,omitempty"`
	Updates   string     `json:"updates,omitempty"`
	Note      string     `json:"note,omitempty"`
}

// SyncChanged changes the whole series. What is absent stays.
type SyncChanged struct {
	Title     string      `json:"title,omitempty"`
	Zone      string      `json:"zone,omitempty"`
	First     Date        `json:"first,omitempty"` // the first day at the new time
	Wall      string      `json:"wall,omitempty"`
	Minutes   int         `json:"minutes,omitempty"`
	Attendees *[]Attendee `json:"attendees,omitempty"`
	Link      *string     `json:"link,omitempty"`
	Updates   *string     `json:"updates,omitempty"`
	Note      *string     `json:"note,omitempty"`
}

// SyncSkipped takes out the sync of one day of the series.
type SyncSkipped struct {
	Day Date `json:"day"`
}

// SyncMoved puts the sync of one day at another time.
type SyncMoved struct {
	Day  Date   `json:"day"`
	To   Date   `json:"to"`
	Wall string `json:"wall"`
}

// SyncEnded sets the last day of the series.
type SyncEnded struct {
	Last Date `json:"last"`
}

// SyncCancelled takes the whole series off.
type SyncCancelled struct{}

// MeetingRequested records that somebody asks for a meeting, and its price.
type MeetingRequested struct {
	Text       string        `json:"text"`
	By         string        `json:"by,omitempty"`
	Minutes    int           `json:"minutes"`
	People     int           `json:"people"`
	Cost       int           `json:"cost"`       // person-minutes, resumption included
	Resumption int           `json:"resumption"` // minutes per person that Cost counts
	At         incident.Time `json:"at,omitzero"`
}

// MeetingSettled records what came of a request.
type MeetingSettled struct {
	Request string  `json:"request"`
	Outcome Outcome `json:"outcome"`
	Because string  `json:"because,omitempty"`
}

func (SyncSet) Kind() string          { return "sync.set" }
func (SyncChanged) Kind() string      { return "sync.changed" }
func (SyncSkipped) Kind() string      { return "sync.skipped" }
func (SyncMoved) Kind() string        { return "sync.moved" }
func (SyncEnded) Kind() string        { return "sync.ended" }
func (SyncCancelled) Kind() string    { return "sync.cancelled" }
func (MeetingRequested) Kind() string { return "meeting.requested" }
func (MeetingSettled) Kind() string   { return "meeting.settled" }

// The lines of the log.

func (p SyncSet) EntryText() string {
	return fmt.Sprintf("sync daily %s %s from %s, optional", p.Wall, p.Zone, p.First)
}

func (p SyncChanged) EntryText() string {
	var parts []string
	add := func(said bool, text string) {
		if said {
			parts = append(parts, text)
		}
	}
	add(p.Wall != "", p.Wall)
	add(p.Zone != "", p.Zone)
	add(p.First != "", "from "+string(p.First))
	add(p.Minutes != 0, fmt.Sprintf("%d min", p.Minutes))
	add(p.Title != "", "title "+p.Title)
	if p.Attendees != nil {
		parts = append(parts, fmt.Sprintf("%d invited", len(*p.Attendees)))
	}
	add(p.Link != nil, "link")
	add(p.Updates != nil, "where updates appear")
	add(p.Note != nil, "note")
	return "sync changed: " + strings.Join(parts, ", ")
}

func (p SyncSkipped) EntryText() string { return fmt.Sprintf("sync on %s skipped", p.Day) }

func (p SyncMoved) EntryText() string {
	if p.Day == p.To {
		return fmt.Sprintf("sync on %s moved to %s", p.Day, p.Wall)
	}
	return fmt.Sprintf("sync on %s moved to %s, %s", p.Day, p.To, p.Wall)
}

func (p SyncEnded) EntryText() string   { return fmt.Sprintf("sync ends after %s", p.Last) }
func (SyncCancelled) EntryText() string { return "sync cancelled" }

func (p MeetingRequested) EntryText() string {
	return fmt.Sprintf("meeting requested: %s (%d min × %d)", p.Text, p.Minutes, p.People)
}

func (p MeetingSettled) EntryText() string {
	text := map[Outcome]string{
		Answered: "meeting request answered with an update", OnAgenda: "meeting request put on the sync's agenda",
		Held: "meeting held anyway", Dropped: "meeting request dropped",
	}[p.Outcome]
	if p.Because != "" {
		text += ", because " + p.Because
	}
	return text
}

// What a correction replaces: the words of the entry, never its structure.

func (p MeetingRequested) Words() string { return p.Text }
func (p MeetingSettled) Words() string   { return p.Because }

func (p MeetingRequested) Corrected(text string) incident.Payload { p.Text = text; return p }
func (p MeetingSettled) Corrected(text string) incident.Payload   { p.Because = text; return p }
