package incident

import (
	"cmp"
	"fmt"
	"slices"
)

// Folder is a state that follows a journal. Apply is given effective records
// only, in the order of the journal; it ignores what it does not know and what
// no longer fits, since a journal may have been written by another version.
type Folder interface {
	Reset()
	Apply(r Record)
}

// Journal is the log of one incident in memory, and the states folded from it.
type Journal struct {
	kinds   Kinds
	folders []Folder
	records []Record
	at      map[string]int // event id to its place in records
	entries []Entry        // by occurred, then seq
}

// Fold replays events into the given states. It checks nothing: see Verify.
func Fold(kinds Kinds, events []Event, folders ...Folder) *Journal {
	j := &Journal{kinds: kinds, folders: folders, at: map[string]int{}}
	for _, e := range events {
		j.keep(e)
	}
	j.replay()
	return j
}

// Append takes in one event behind the last one. A compensating event (a
// correction, an undo, a redaction) folds the journal anew.
func (j *Journal) Append(e Event) {
	r := j.keep(e)
	switch r.Payload.(type) {
	case Corrected, Undone, Redacted:
		j.replay()
		return
	}
	j.apply(r)
	if entry, ok := entryOf(r); ok {
		at, _ := slices.BinarySearchFunc(j.entries, entry, compareEntries)
		j.entries = slices.Insert(j.entries, at, entry)
	}
}

// keep records an event as it is; a redaction empties its targets.
func (j *Journal) keep(e Event) Record {
	r := j.kinds.Read(e)
	j.at[e.ID] = len(j.records)
	j.records = append(j.records, r)
	if p, ok := r.Payload.(Redacted); ok {
		for _, id := range p.Targets {
			if at, known := j.at[id]; known {
				j.records[at].Event.Payload, j.records[at].Payload = "", nil
			}
		}
	}
	return r
}

// replay folds every state and the entries anew from what is effective.
func (j *Journal) replay() {
	for _, f := range j.folders {
		f.Reset()
	}
	undone := j.undone()
	corrections := j.corrections(undone)
	j.entries = j.entries[:0:0]
	for _, r := range j.records {
		entry, isEntry := entryOf(r)
		for _, c := range corrections[r.ID] {
			r = corrected(r, c.Payload.(Corrected))
			if now, ok := entryOf(r); ok {
				now.Earlier = append(entry.Earlier, Earlier{Text: entry.Text, Occurred: entry.Occurred, Until: c.Recorded})
				entry = now
			}
		}
		entry.Undone = undone[r.ID]
		if isEntry {
			j.entries = append(j.entries, entry)
		}
		if !undone[r.ID] {
			j.apply(r)
		}
	}
	slices.SortFunc(j.entries, compareEntries)
}

func (j *Journal) apply(r Record) {
	for _, f := range j.folders {
		f.Apply(r)
	}
}

// undone finds which events are taken out. An undo stands behind its target,
// so that one pass from the end sees every undo before what it undoes.
func (j *Journal) undone() map[string]bool {
	out := map[string]bool{}
	for _, r := range slices.Backward(j.records) {
		if p, ok := r.Payload.(Undone); ok && !out[r.ID] {
			out[p.Target] = true
		}
	}
	return out
}

// corrections lists the effective corrections of each event, oldest first.
func (j *Journal) corrections(undone map[string]bool) map[string][]Record {
	out := map[string][]Record{}
	for _, r := range j.records {
		if p, ok := r.Payload.(Corrected); ok && !undone[r.ID] {
			out[p.Target] = append(out[p.Target], r)
		}
	}
	return out
}

// corrected gives the record with the words and the time of a correction.
func corrected(r Record, c Corrected) Record {
	if p, ok := r.Payload.(Correctable); ok {
		r.Payload = p.Corrected(c.Text)
		if !c.Occurred.IsZero() {
			r.Occurred = c.Occurred
		}
	}
	return r
}

// Len is the number of events.
func (j *Journal) Len() int { return len(j.records) }

// Last gives the newest event, or the zero Event of an empty journal.
func (j *Journal) Last() Event {
	if len(j.records) == 0 {
		return Event{}
	}
	return j.records[len(j.records)-1].Event
}

// Record gives one event by its id.
func (j *Journal) Record(id string) (Record, bool) {
	at, ok := j.at[id]
	if !ok {
		return Record{}, false
	}
	return j.records[at], true
}

// Records gives the journal as it was written. It must not be changed.
func (j *Journal) Records() []Record { return j.records }

// Entries gives the log in the order in which things happened. It must not be
// changed.
func (j *Journal) Entries() []Entry { return j.entries }

// CheckChain checks a whole journal: every hash, and that only a redaction has
// emptied a payload. The error names the first event that is wrong.
func CheckChain(events []Event) error {
	var before Event
	redacted := map[string]bool{}
	for _, e := range events {
		if err := e.Check(before); err != nil {
			return err
		}
		before = e
		if e.Kind != (Redacted{}).Kind() {
			continue
		}
		if p, ok := CoreKinds.Read(e).Payload.(Redacted); ok {
			for _, id := range p.Targets {
				redacted[id] = true
			}
		}
	}
	for _, e := range events {
		if e.Redacted() != redacted[e.ID] {
			return fmt.Errorf("event %d and the redactions of this journal do not agree", e.Seq)
		}
	}
	return nil
}

// Entry is one line of the log.
type Entry struct {
	ID       string
	Seq      int
	Occurred Time
	Recorded Time
	Author   string
	Kind     string
	Text     string
	Words    string    // what a correction replaces; "" where nothing can be
	Opaque   bool      // of a kind or version that this program does not know
	Redacted bool      // its words were erased
	Undone   bool      // taken back; shown, and without effect
	Earlier  []Earlier // what it said before it was corrected, oldest first
}

// Earlier is what an entry said before a correction.
type Earlier struct {
	Text     string
	Occurred Time
	Until    Time // when it was corrected
}

// entryOf gives the log line of a record, where it has one.
func entryOf(r Record) (Entry, bool) {
	e := Entry{
		ID: r.ID, Seq: r.Seq, Occurred: r.Occurred, Recorded: r.Recorded, Author: r.Author, Kind: r.Kind,
		Opaque: r.Opaque(), Redacted: r.Redacted(),
	}
	if p, ok := r.Payload.(EntryText); ok {
		e.Text = p.EntryText()
	}
	if p, ok := r.Payload.(Correctable); ok {
		e.Words = p.Words()
	}
	return e, e.Text != "" || e.Opaque || (e.Redacted && r.Kind != (Corrected{}).Kind())
}

func compareEntries(a, b Entry) int {
	return cmp.Or(a.Occurred.Compare(b.Occurred), cmp.Compare(a.Seq, b.Seq))
}
