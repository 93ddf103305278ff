package comms

import (
	"strings"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// Longest texts: a fact is a paragraph, in runes; an update is as long as the
// lint reads, in bytes.
const (
	MaxFact   = 2000
	MaxUpdate = 100_000
)

// Start gives an incident its audiences. It is appended together with the
// declaration.
func Start(st incident.Stamp, audiences []Audience) []incident.Change {
	return []incident.Change{st.Change(AudiencesSet{Audiences: audiences})}
}

// MarkSent records that the lead sent an update now. Its Next becomes the
// promise to the audience.
func (s *State) MarkSent(st incident.Stamp, inc *incident.State, u UpdateSent) ([]incident.Change, error) {
	return s.MarkSentAt(st, inc, u, st.Now)
}

// MarkSentAt is MarkSent for an update that was sent earlier; the zero time
// means now.
func (s *State) MarkSentAt(st incident.Stamp, _ *incident.State, u UpdateSent, sent incident.Time) ([]incident.Change, error) {
	a, err := s.audience(u.Audience)
	if err != nil {
		return nil, err
	}
	if sent.IsZero() || sent.After(st.Now) {
		sent = st.Now
	}
	if !u.State.Valid() {
		return nil, fault.Field("state", "Choose Investigating, Identified, Monitoring or Resolved.")
	}
	if len(u.Text) > MaxUpdate {
		return nil, fault.New(fault.TooLarge, "This update has %d kB; the most is %d kB. Nothing typed is lost: shorten it, then mark it as sent.",
			len(u.Text)/1000, MaxUpdate/1000)
	}
	u.Text = strings.TrimSpace(incident.CleanText(u.Text, MaxUpdate))
	if u.Text == "" {
		return nil, fault.Field("text", "The update is empty. Write it first.")
	}
	if !u.State.Open() {
		u.Next = incident.Time{}
	}
	if !u.Next.IsZero() && !u.Next.After(sent) {
		return nil, fault.Field("next", "The next update cannot be due before this one is sent. Give a later time.")
	}
	u.Name, u.Zone = a.Name, s.Zone
	return []incident.Change{st.ChangeAt(sent, u)}, nil
}

// MovePromise gives an audience another time for its next update.
func (s *State) MovePromise(st incident.Stamp, audience string, next incident.Time) ([]incident.Change, error) {
	a, err := s.audience(audience)
	if err != nil {
		return nil, err
	}
	if !next.After(st.Now) {
		return nil, fault.Field("next", "This time has passed. Give one that is still to come.")
	}
	if s.Promises[audience].At == next {
		return nil, nil
	}
	return []incident.Change{st.Change(PromiseMoved{Audience: audience, Name: a.Name, Next: next, Zone: s.Zone})}, nil
}

// Pause stops an audience's cadence, or resumes it.
func (s *State) Pause(st incident.Stamp, audience string, paused bool) ([]incident.Change, error) {
	a, err := s.audience(audience)
	if err != nil || s.Paused[audience] == paused {
		return nil, err
	}
	return []incident.Change{st.Change(AudiencePaused{Audience: audience, Name: a.Name, Paused: paused})}, nil
}

// ClearLegal records that counsel cleared what is said of security, or that it
// does so no longer.
func (s *State) ClearLegal(st incident.Stamp, cleared bool) ([]incident.Change, error) {
	if s.LegalCleared == cleared {
		return nil, nil
	}
	return []incident.Change{st.Change(LegalCleared{Cleared: cleared})}, nil
}

// SetFact puts a fact in the lead's words; empty text returns to the log's.
func (s *State) SetFact(st incident.Stamp, name, text string) ([]incident.Change, error) {
	if d := definition(name); d == nil || d.fixed {
		return nil, fault.Field("name", "There is no fact of this name to write.")
	}
	text = strings.TrimSpace(incident.CleanText(text, MaxFact+1))
	if len([]rune(text)) > MaxFact {
		return nil, fault.Field("text", "This fact is over %d characters. Shorten it, and put the rest in the log.", MaxFact)
	}
	if s.Edited[name].Text == text {
		return nil, nil
	}
	return []incident.Change{st.Change(FactSet{Name: name, Text: text})}, nil
}

func (s *State) audience(id string) (*Audience, error) {
	if a := s.Audience(id); a != nil {
		return a, nil
	}
	return nil, fault.New(fault.NotFound, "This incident has no audience of this name.")
}
