package incident

import "aircover/backend/fault"

// Correct replaces the words of an entry, and its time where occurred is set.
// Both stay in the journal.
func (j *Journal) Correct(st Stamp, id, text string, occurred Time) ([]Change, error) {
	r, err := j.target(id)
	if err != nil {
		return nil, err
	}
	if _, ok := r.Payload.(Correctable); !ok {
		return nil, fault.New(fault.Conflict, "This entry has no words of its own to correct. Undo it and enter it anew.")
	}
	text, err = Words("text", text, MaxLine)
	if err != nil {
		return nil, err
	}
	if c, ok := r.Payload.(Correctable); ok && c.Words() == text && occurred.IsZero() && !j.isCorrected(id) {
		return nil, nil
	}
	if text == "" {
		return nil, fault.Field("text", "A correction needs words. To take the entry back, undo it.")
	}
	return []Change{st.Change(Corrected{Target: id, Text: text, Occurred: occurred})}, nil
}

// isCorrected tells whether an entry no longer says what was first written.
func (j *Journal) isCorrected(id string) bool { return len(j.corrections(j.undone())[id]) > 0 }

// Undo takes an entry out of the fold. It stays in the journal.
func (j *Journal) Undo(st Stamp, id string) ([]Change, error) {
	r, err := j.target(id)
	if err != nil {
		return nil, err
	}
	if r.declares() {
		return nil, fault.New(fault.Conflict, "The declaration itself cannot be undone. Close the incident instead.")
	}
	if _, ok := r.Payload.(Redacted); ok {
		return nil, fault.New(fault.Conflict, "Redacted words are gone and cannot be brought back.")
	}
	if j.undone()[id] {
		return nil, fault.New(fault.Conflict, "This entry was already undone.")
	}
	return []Change{st.Change(Undone{Target: id})}, nil
}

// UndoLast undoes the newest entry that can be undone.
func (j *Journal) UndoLast(st Stamp) ([]Change, error) {
	undone := j.undone()
	for i := len(j.records) - 1; i >= 0; i-- {
		r := j.records[i]
		switch r.Payload.(type) {
		case nil, Undone, NudgeSettled, Redacted:
			continue
		}
		if !undone[r.ID] && !r.declares() {
			return j.Undo(st, r.ID)
		}
	}
	return nil, fault.New(fault.Conflict, "There is nothing to undo.")
}

// Restore brings an undone entry back.
func (j *Journal) Restore(st Stamp, id string) ([]Change, error) {
	undone := j.undone()
	for i := len(j.records) - 1; i >= 0; i-- {
		if p, ok := j.records[i].Payload.(Undone); ok && p.Target == id && !undone[j.records[i].ID] {
			return []Change{st.Change(Undone{Target: j.records[i].ID})}, nil
		}
	}
	return nil, fault.New(fault.Conflict, "This entry is not undone.")
}

// Redact erases the words of an entry and of its corrections for good. The
// chain of hashes still holds.
func (j *Journal) Redact(st Stamp, id string) ([]Change, error) {
	r, err := j.target(id)
	if err != nil {
		return nil, err
	}
	switch r.Payload.(type) {
	case Declared, Undone, Redacted, RhythmSet:
		return nil, fault.New(fault.Conflict, "This entry holds no words to redact.")
	}
	targets := []string{id}
	for _, c := range j.records {
		if p, ok := c.Payload.(Corrected); ok && p.Target == id {
			targets = append(targets, c.ID)
		}
	}
	return []Change{st.Change(Redacted{Targets: targets})}, nil
}

// declares tells whether the record is part of the declaration, without which
// there is no incident: the first event, the first title, the rhythm.
func (r Record) declares() bool {
	switch r.Payload.(type) {
	case Declared, RhythmSet:
		return true
	case Titled:
		return r.Seq == 2
	}
	return false
}

// target finds an event that a compensating event may be about.
func (j *Journal) target(id string) (Record, error) {
	r, ok := j.Record(id)
	switch {
	case !ok:
		return Record{}, fault.New(fault.NotFound, "This entry is not in the log.")
	case r.Redacted():
		return Record{}, fault.New(fault.Conflict, "The words of this entry were redacted; only its place in the log is left.")
	}
	return r, nil
}
