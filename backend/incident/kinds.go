package incident

import (
	"encoding/json"
	"maps"
)

// Kinds says how to read the payload of each kind of event.
type Kinds map[string]func(payload string) (Payload, error)

// version is the newest form of every payload that this program knows.
const version = 1

// KindsOf makes the table for the given payload types; their values do not matter.
func KindsOf(readers ...map[string]func(string) (Payload, error)) Kinds {
	kinds := Kinds{}
	for _, reader := range readers {
		maps.Copy(kinds, reader)
	}
	return kinds
}

// Kind makes the table entry of one payload type.
func Kind[P Payload]() map[string]func(string) (Payload, error) {
	var zero P
	return map[string]func(string) (Payload, error){zero.Kind(): func(text string) (Payload, error) {
		var p P
		err := json.Unmarshal([]byte(text), &p)
		return p, err
	}}
}

// Record is an event with its payload read. Payload is nil where the event is
// redacted, or opaque: of an unknown kind, a newer version, or unreadable.
type Record struct {
	Event
	Payload Payload
}

// Opaque tells whether this program cannot read what the event says.
func (r Record) Opaque() bool { return r.Payload == nil && !r.Redacted() }

// Read gives the record of an event.
func (k Kinds) Read(e Event) Record {
	read, known := k[e.Kind]
	if !known || e.Version > version || e.Redacted() {
		return Record{Event: e}
	}
	p, err := read(e.Payload)
	if err != nil {
		return Record{Event: e}
	}
	return Record{Event: e, Payload: p}
}

// EntryText is implemented by payloads that are lines of the log. The text is what
// a person reads; a payload without it (or with empty text) is kept in the
// journal and not shown.
type EntryText interface{ EntryText() string }

// Correctable is implemented by payloads whose text a correction may replace.
type Correctable interface {
	Payload
	// Words gives the text that a correction replaces.
	Words() string
	// Corrected gives the same payload with other words.
	Corrected(text string) Payload
}

// CoreKinds reads the events of this package.
var CoreKinds = KindsOf(
	Kind[Declared](), Kind[Titled](), Kind[SeverityChanged](), Kind[PhaseChanged](),
	Kind[RoleAssigned](), Kind[RoleReleased](), Kind[RhythmSet](),
	Kind[Noted](), Kind[HypothesisOpened](), Kind[HypothesisSettled](), Kind[EvidenceLogged](),
	Kind[Decided](), Kind[NeedOpened](), Kind[NeedSettled](), Kind[WhereReported](),
	Kind[TaskAssigned](), Kind[TaskExtended](), Kind[TaskEnded](),
	Kind[QuestionAsked](), Kind[QuestionAnswered](), Kind[InterruptionLogged](), Kind[Deflected](),
	Kind[NudgeSettled](), Kind[Corrected](), Kind[Undone](), Kind[Redacted](),
)
