package app

import (
	"time"

	"aircover/backend/fault"
	"aircover/backend/ical"
	"aircover/backend/meeting"
	"aircover/backend/store"
)

// SaveFile writes the sync as it stands into the downloads folder, as one or
// more .ics files: op is invite, update, skip, move, end, cancel or import, and
// day the day that a skip or a move is about.
func (s *Sync) SaveFile(id, op, day string) (saved []SavedFile, err error) {
	defer caught(&err)
	a := s.app
	if err := a.unusable(); err != nil {
		return nil, err
	}
	me, err := a.person(a.me())
	if err != nil {
		return nil, err
	}
	var prefix string
	var files []ical.File
	err = a.read(id, func(r *store.Room) error {
		prefix = number(r.Number) + "-"
		if r.Meetings.Sync == nil {
			return fault.New(fault.NotFound, "There is no sync. Set one first.")
		}
		by := ical.Sender{Name: me.Name, Email: me.Email}
		files, err = ical.Write(*r.Meetings.Sync, ical.Op(op), meeting.Date(day), by, a.now().Truncate(time.Second))
		return err
	})
	if err != nil {
		return nil, err
	}
	saved = []SavedFile{}
	for _, f := range files {
		one, err := saveDownload(a.around.downloads, prefix+f.Name, f.Data)
		if err != nil {
			return saved, err
		}
		saved = append(saved, one)
	}
	return saved, nil
}
