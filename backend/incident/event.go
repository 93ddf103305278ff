// Package incident is the domain: an incident is its journal, a chain of
// events, and everything else about it is folded from that.
package incident

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
)

// Event is one record of an incident's journal, as it is stored and shipped.
type Event struct {
	Incident string // UUIDv7 of the incident
	Seq      int    // 1, 2, 3 … within the incident; the fold follows it
	ID       string // UUIDv7
	Occurred Time   // when it happened
	Recorded Time   // when it was written down
	Author   string // who wrote it down
	Kind     string // "note.logged"
	Version  int    // version of the payload's form
	Payload  string // JSON; "" once redacted
	// PayloadHash is the hex SHA-256 of the payload as it was written. It stays
	// when the payload is redacted, so that the chain still holds.
	PayloadHash string
	// Hash is the hex SHA-256 over the event before and every field above but
	// Payload, which PayloadHash stands for.
	Hash string
}

// Redacted tells whether the payload was emptied. No payload is empty text
// when it is written: the shortest JSON object is "{}".
func (e Event) Redacted() bool { return e.Payload == "" }

// Payload is what an event says. Every kind of event has one Go type.
type Payload interface {
	// Kind names the event and must not depend on the value.
	Kind() string
}

// Change is an event that has not been given its place in a journal yet.
type Change struct {
	ID       string // UUIDv7
	Occurred Time
	Payload  Payload
}

// Stamp is what a command is given from outside: the moment, the author, and
// a source of new ids (UUIDv7).
type Stamp struct {
	Now    Time
	Author string
	NewID  func() string
}

// Change makes a change that occurred when the command is given.
func (s Stamp) Change(p Payload) Change { return s.ChangeAt(s.Now, p) }

// ChangeAt makes a change that occurred at another time; the zero time means now.
func (s Stamp) ChangeAt(occurred Time, p Payload) Change {
	if occurred.IsZero() {
		occurred = s.Now
	}
	return Change{ID: s.NewID(), Occurred: occurred, Payload: p}
}

// Seal gives a change its place behind the event before (the zero Event for
// the first one of an incident) and chains it. The incident's id comes from
// id. It fails only for a payload that is not JSON, which is a fault of the
// program.
func Seal(id string, before Event, s Stamp, c Change) (Event, error) {
	text, err := json.Marshal(c.Payload)
	if err != nil {
		return Event{}, fmt.Errorf("write the payload of %s: %w", c.Payload.Kind(), err)
	}
	e := Event{
		Incident: id, Seq: before.Seq + 1, ID: c.ID,
		Occurred: c.Occurred, Recorded: s.Now, Author: s.Author,
		Kind: c.Payload.Kind(), Version: 1, Payload: string(text),
		PayloadHash: digest(string(text)),
	}
	e.Hash = e.chain(before.Hash)
	return e, nil
}

// Check tells whether e is unchanged and follows the event before; the error
// names what does not fit.
func (e Event) Check(before Event) error {
	switch {
	case before.Seq != 0 && e.Incident != before.Incident:
		return fmt.Errorf("event %d belongs to another incident", e.Seq)
	case e.Seq != before.Seq+1:
		return fmt.Errorf("event %d follows event %d", e.Seq, before.Seq)
	case !e.Redacted() && e.PayloadHash != digest(e.Payload):
		return fmt.Errorf("the payload of event %d was changed", e.Seq)
	case e.Hash != e.chain(before.Hash):
		return fmt.Errorf("event %d was changed", e.Seq)
	}
	return nil
}

// chain hashes the event before and every field of e that is never emptied.
// Each field is preceded by its length, so that no two events give one text.
func (e Event) chain(before string) string {
	text := make([]byte, 0, 512)
	for _, field := range [...]string{
		before, e.Incident, strconv.Itoa(e.Seq), e.ID, e.Occurred.String(), e.Recorded.String(),
		e.Author, e.Kind, strconv.Itoa(e.Version), e.PayloadHash,
	} {
		text = strconv.AppendInt(text, int64(len(field)), 10)
		text = append(append(text, ':'), field...)
	}
	return digest(string(text))
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
