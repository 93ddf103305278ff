package app

import (
	"errors"

	"aircover/backend/fault"
	"aircover/backend/incident"
	"aircover/backend/store"
)

// Room is the screen of one incident.
type Room struct{ app *App }

// pageSize is how many entries one call gives.
const pageSize = 200

// Get gives the whole screen, with the newest entries of the log.
func (r *Room) Get(id string) (view RoomView, err error) {
	defer caught(&err)
	err = r.app.read(id, func(room *store.Room) error {
		view = roomView(room, r.app.now())
		return nil
	})
	return view, err
}

// Before gives the entries of the log before the one with the given id.
func (r *Room) Before(id, entry string) (page EntryPage, err error) {
	defer caught(&err)
	err = r.app.read(id, func(room *store.Room) error {
		entries := room.Journal.Entries()
		for i, e := range entries {
			if e.ID == entry {
				page = entryPage(room.Journal, entries[:i])
				return nil
			}
		}
		return fault.New(fault.NotFound, "This entry is not in the log.")
	})
	return page, err
}

// Entry gives one entry with all of its text.
func (r *Room) Entry(id, entry string) (view EntryView, err error) {
	defer caught(&err)
	err = r.app.read(id, func(room *store.Room) error {
		for _, e := range room.Journal.Entries() {
			if e.ID == entry {
				view = wholeEntry(e)
				return nil
			}
		}
		return fault.New(fault.NotFound, "This entry is not in the log.")
	})
	return view, err
}

// LineView is what a log line means before it is entered.
type LineView struct {
	Kind     string `json:"kind"`
	Occurred string `json:"occurred"` // "" for now
	Person   string `json:"person"`
	Where    string `json:"where"` // in which channel a question was asked
	Minutes  int    `json:"minutes"`
	Future   bool   `json:"future"` // the time named is still to come; now is taken
	DayBack  bool   `json:"dayBack"`
	Error    string `json:"error"` // why it cannot be entered as it is, else ""; then the rest is empty
}

// Read says what a log line would become. One that is unfinished is no error
// while it is typed: the view says what is missing.
func (r *Room) Read(id, line string) (view LineView, err error) {
	defer caught(&err)
	err = r.app.read(id, func(room *store.Room) error {
		l, err := r.parse(room, line)
		if unfinished, ok := errors.AsType[*fault.Error](err); ok && unfinished.Code == fault.Invalid && unfinished.Fields["line"] != "" {
			view.Error = unfinished.Fields["line"]
			return nil
		}
		if err != nil {
			return err
		}
		view = LineView{
			Kind: string(l.Kind), Occurred: text(incident.At(l.Occurred)), Person: l.Who, Where: l.Where, Minutes: l.Minutes,
			Future: l.Future, DayBack: l.DayBack,
		}
		return nil
	})
	return view, err
}

// parse reads a line on the wall clock of the incident's zone.
func (r *Room) parse(room *store.Room, line string) (incident.LogLine, error) {
	loc, err := location(room.Incident.Zone)
	if err != nil {
		return incident.LogLine{}, err
	}
	return incident.ParseLine(line, r.app.now().In(loc), loc)
}

// Log enters one line into the log and gives the id of the entry.
func (r *Room) Log(id, line string) (entry string, err error) {
	defer caught(&err)
	var who string
	events, err := r.app.do(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		l, err := r.parse(room, line)
		if err != nil {
			return nil, err
		}
		who = l.Who
		return room.Incident.Log(st, l)
	})
	if err != nil {
		return "", err
	}
	r.app.remember(who)
	return events[0].ID, nil
}

// Retitle gives the incident another title.
func (r *Room) Retitle(id, title string) (err error) {
	defer caught(&err)
	return r.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Incident.Retitle(st, title)
	})
}

// SetSeverity moves the incident to another severity, 1 to 4.
func (r *Room) SetSeverity(id string, severity int, why string) (err error) {
	defer caught(&err)
	return r.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Incident.ChangeSeverity(st, incident.Severity(severity), why)
	})
}

// SetPhase moves the incident to another phase. Its sync ends with it.
func (r *Room) SetPhase(id, phase, why string) (err error) {
	defer caught(&err)
	return r.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		changes, err := room.Incident.ChangePhase(st, incident.Phase(phase), why)
		if err != nil || incident.Phase(phase).Open() {
			return changes, err
		}
		return append(changes, room.Meetings.EndWithIncident(st)...), nil
	})
}

// Assign gives a person a role.
func (r *Room) Assign(id, role, person string) (err error) {
	defer caught(&err)
	err = r.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Incident.Assign(st, incident.Role(role), person)
	})
	if err == nil {
		r.app.remember(person)
	}
	return err
}

// Release takes a person off the incident.
func (r *Room) Release(id, person string) (err error) {
	defer caught(&err)
	return r.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Incident.Release(st, person)
	})
}

// CheckIn records where a workstream is at and what it needs; both may be empty.
func (r *Room) CheckIn(id, workstream, where, need string) (err error) {
	defer caught(&err)
	return r.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Incident.CheckIn(st, workstream, where, need)
	})
}

// Correct replaces the words of an entry; both stay in the journal.
func (r *Room) Correct(id, entry, words string) (err error) {
	defer caught(&err)
	return r.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Journal.Correct(st, entry, words, incident.Time{})
	})
}

// Undo takes back an entry; with no id the newest one.
func (r *Room) Undo(id, entry string) (err error) {
	defer caught(&err)
	return r.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		if entry == "" {
			return room.Journal.UndoLast(st)
		}
		return room.Journal.Undo(st, entry)
	})
}

// Restore brings back an entry that was undone.
func (r *Room) Restore(id, entry string) (err error) {
	defer caught(&err)
	return r.app.change(id, func(room *store.Room, st incident.Stamp) ([]incident.Change, error) {
		return room.Journal.Restore(st, entry)
	})
}
