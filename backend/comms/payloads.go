package comms

import (
	"strings"

	"aircover/backend/incident"
)

// AudiencesSet states the audiences and cadences that this incident relies on,
// so that another laptop folds the same.
type AudiencesSet struct {
	Audiences []Audience `json:"audiences"`
}

// FactSet puts a fact in the lead's words. Empty text returns to what the log says.
type FactSet struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// UpdateSent records one update to one audience.
type UpdateSent struct {
	Audience string        `json:"audience"`
	Name     string        `json:"name,omitempty"` // of the audience, when it was sent
	State    PublicState   `json:"state"`
	Text     string        `json:"text"`              // Markdown
	Next     incident.Time `json:"next,omitzero"`     // the promise; zero is none
	Zone     string        `json:"zone,omitempty"`    // IANA zone in which the promise was stated
	Nothing  bool          `json:"nothing,omitempty"` // it said that there is nothing new
}

// PromiseMoved gives an audience another time for its next update.
type PromiseMoved struct {
	Audience string        `json:"audience"`
	Name     string        `json:"name,omitempty"`
	Next     incident.Time `json:"next"`
	Zone     string        `json:"zone,omitempty"`
}

// AudiencePaused stops or resumes an audience's cadence.
type AudiencePaused struct {
	Audience string `json:"audience"`
	Name     string `json:"name,omitempty"`
	Paused   bool   `json:"paused"`
}

// LegalCleared records that counsel cleared what is said of security, or that
// it did so no longer.
type LegalCleared struct {
	Cleared bool `json:"cleared,omitempty"`
}

// The kinds, as they stand in the journal. They never change.

func (AudiencesSet) Kind() string   { return "audiences.set" }
func (FactSet) Kind() string        { return "fact.set" }
func (UpdateSent) Kind() string     { return "update.sent" }
func (PromiseMoved) Kind() string   { return "promise.moved" }
func (AudiencePaused) Kind() string { return "audience.paused" }
func (LegalCleared) Kind() string   { return "legal.cleared" }

// Kinds reads the events of this package.
var Kinds = incident.KindsOf(
	incident.Kind[AudiencesSet](), incident.Kind[FactSet](), incident.Kind[UpdateSent](),
	incident.Kind[PromiseMoved](), incident.Kind[AudiencePaused](),
	incident.Kind[LegalCleared](), incident.Kind[AudienceChanged](), incident.Kind[AudienceRemoved](),
)

// EntryText gives the fact as a line of the log.
func (p FactSet) EntryText() string {
	label := p.Name
	if d := definition(p.Name); d != nil {
		label = d.label
	}
	if p.Text == "" {
		return label + ": as in the log"
	}
	return label + ": " + p.Text
}

// EntryText gives a headline, and below it the words that were sent, so that
// the search finds them.
func (p UpdateSent) EntryText() string {
	line := called(p.Name, p.Audience) + ": " + string(p.State)
	if p.Nothing {
		line = called(p.Name, p.Audience) + ": nothing new"
	}
	if !p.Next.IsZero() {
		line += ". Next " + shortClock(p.Next, p.Zone)
	}
	if p.Text == "" {
		return line
	}
	return line + "\n" + strings.ReplaceAll(p.Text, "**", "")
}

// EntryText gives the move as a line of the log.
func (p PromiseMoved) EntryText() string {
	return called(p.Name, p.Audience) + ": promise moved to " + shortClock(p.Next, p.Zone)
}

// EntryText gives the pause as a line of the log.
func (p AudiencePaused) EntryText() string {
	if p.Paused {
		return called(p.Name, p.Audience) + ": updates paused"
	}
	return called(p.Name, p.Audience) + ": updates resumed"
}

// EntryText gives the clearance as a line of the log.
func (p LegalCleared) EntryText() string {
	if p.Cleared {
		return "Legal cleared what is said of security"
	}
	return "Legal no longer clears what is said of security"
}

func called(name, id string) string {
	if name == "" {
		return id
	}
	return name
}
