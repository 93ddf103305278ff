// Package ical writes meetings as iCalendar files that every calendar reads.
package ical

import (
	"fmt"
	"slices"
	"strings"
	"time"

	goical "github.com/emersion/go-ical"

	"aircover/backend/fault"
	"aircover/backend/meeting"
)

// Op is what a file tells a calendar.
type Op string

// The operations. Each writes the sync as it is stored, so that the command
// comes first and the file after it.
const (
	Invite Op = "invite" // the whole series, for the first time
	Update Op = "update" // the whole series, changed
	Skip   Op = "skip"   // one day is off
	Move   Op = "move"   // one day is at another time
	End    Op = "end"    // the series has a last day
	Cancel Op = "cancel" // the series is off
	Import Op = "import" // a file for a calendar of one's own, without invitations
)

// Sender is who the invitations come from.
type Sender struct{ Name, Email string }

// File is one file to send or save. A calendar takes one meeting per message,
// so that an operation can take several files, to be sent in their order.
type File struct {
	Name   string // "sync-update.ics"
	Method string // "REQUEST", "CANCEL", or "" for a file for import
	Data   []byte
}

// Write gives the files of an operation. Day is the day of the series that was
// skipped or moved, and is not read otherwise. An invitation without anybody's
// address is an error about the field "organizer" or "attendees"; a series that
// the operation does not fit is fault.Conflict.
func Write(s meeting.Series, op Op, day meeting.Date, by Sender, now time.Time) ([]File, error) {
	w, err := newWriter(s, by, now)
	if err != nil {
		return nil, err
	}
	if op == Import {
		return w.files(w.importFile())
	}
	if err := w.canSend(); err != nil {
		return nil, err
	}
	if s.Cancelled != (op == Cancel) {
		return nil, conflict(op)
	}
	messages, err := w.messages(op, day)
	if err != nil {
		return nil, err
	}
	return w.files(messages...)
}

// conflict says that the series is not as the operation says.
func conflict(op Op) error {
	return fault.New(fault.Conflict, "The sync has changed since: there is nothing to send for %q. Look at it again.", op)
}

// message is one file before it is encoded.
type message struct {
	name, method string
	events       []*goical.Component
}

func (w *writer) messages(op Op, day meeting.Date) ([]message, error) {
	switch op {
	case Invite:
		return []message{w.request("sync-invite")}, nil
	case Update:
		return []message{w.request("sync-update")}, nil
	case End:
		if w.series.EndedOn == "" {
			return nil, conflict(op)
		}
		return append([]message{w.request("sync-end")}, w.separatesOff(func(m meeting.Move) bool { return m.Skipped })...), nil
	case Cancel:
		whole := message{"sync-cancel", "CANCEL", []*goical.Component{w.master()}}
		return append([]message{whole}, w.separatesOff(func(meeting.Move) bool { return true })...), nil
	case Skip:
		return w.skipped(day)
	case Move:
		return w.moved(day)
	}
	return nil, fault.New(fault.Internal, "There is no calendar operation %q.", op)
}

// request is the whole series: calendars expect every exception again.
func (w *writer) request(name string) message {
	return message{name, "REQUEST", append([]*goical.Component{w.master()}, w.overrides()...)}
}

func (w *writer) skipped(day meeting.Date) ([]message, error) {
	name := "sync-skip-" + string(day)
	if m, ok := w.move(day); ok && m.Separate && m.Skipped {
		return []message{{name, "CANCEL", []*goical.Component{w.separate(m)}}}, nil
	}
	if !slices.Contains(w.series.Skips, day) || !w.series.Within(day) {
		return nil, conflict(Skip)
	}
	return []message{w.request(name), w.dayOff(name+"-cancel", day)}, nil
}

func (w *writer) moved(day meeting.Date) ([]message, error) {
	m, ok := w.move(day)
	if !ok || m.Skipped {
		return nil, conflict(Move)
	}
	name := "sync-move-" + string(day)
	if !m.Separate {
		return []message{w.request(name)}, nil
	}
	apart := message{name + "-new", "REQUEST", []*goical.Component{w.separate(m)}}
	if !w.series.Within(day) {
		return []message{apart}, nil
	}
	return []message{w.request(name), w.dayOff(name+"-cancel", day), apart}, nil
}

// dayOff takes one day out for the calendars that read no EXDATE in a change.
func (w *writer) dayOff(name string, day meeting.Date) message {
	return message{name, "CANCEL", []*goical.Component{w.instanceOff(day)}}
}

// separatesOff cancels events that were moved to days of their own.
func (w *writer) separatesOff(which func(meeting.Move) bool) []message {
	var off []message
	for _, m := range w.series.Moves {
		if m.Separate && which(m) {
			m.Skipped = true
			off = append(off, message{"sync-cancel-" + string(m.Day), "CANCEL", []*goical.Component{w.separate(m)}})
		}
	}
	return off
}

// importFile is everything in one file.
func (w *writer) importFile() message {
	w.sender = nil
	events := append([]*goical.Component{w.master()}, w.overrides()...)
	for _, m := range w.series.Moves {
		if m.Separate {
			m.Skipped = m.Skipped || w.series.Cancelled
			events = append(events, w.separate(m))
		}
	}
	return message{name: "sync-import", events: events}
}

// files encodes messages.
func (w *writer) files(messages ...message) ([]File, error) {
	var files []File
	for _, m := range messages {
		cal := goical.NewCalendar()
		setText(cal.Props, goical.PropVersion, "2.0")
		setText(cal.Props, goical.PropProductID, "-//Aircover//Aircover//EN")
		setText(cal.Props, goical.PropCalendarScale, "GREGORIAN")
		setText(cal.Props, goical.PropMethod, m.method)
		if !w.utc() {
			cal.Children = append(cal.Children, timezone(w.loc, earliest(m.events)))
		}
		cal.Children = append(cal.Children, m.events...)
		data, err := encode(cal)
		if err != nil {
			return nil, fault.Wrap(fmt.Errorf("write %s: %w", m.name, err), fault.Internal, "The calendar file could not be written.")
		}
		files = append(files, File{Name: m.name + ".ics", Method: m.method, Data: data})
	}
	return files, nil
}

// earliest gives a moment before every time in the events: their first day,
// less one, since it is a day on some zone's clocks.
func earliest(events []*goical.Component) time.Time {
	var first time.Time
	for _, e := range events {
		for _, name := range []string{goical.PropDateTimeStart, goical.PropRecurrenceID} {
			for _, prop := range e.Props[name] {
				at, err := time.Parse(localForm, strings.TrimSuffix(prop.Value, "Z"))
				if err == nil && (first.IsZero() || at.Before(first)) {
					first = at
				}
			}
		}
	}
	return first.AddDate(0, 0, -1)
}
