package ical

import (
	"slices"
	"strconv"
	"strings"
	"time"

	goical "github.com/emersion/go-ical"

	"aircover/backend/fault"
	"aircover/backend/meeting"
)

// The forms of a time: on a zone's clocks, and in UTC.
const (
	localForm = "20060102T150405"
	utcForm   = "20060102T150405Z"
)

// writer makes the events of one series.
type writer struct {
	series meeting.Series
	loc    *time.Location
	now    time.Time
	sender *Sender // nil for a file for import
}

func newWriter(s meeting.Series, by Sender, now time.Time) (*writer, error) {
	loc, err := meeting.Location(s.Zone)
	if err != nil {
		return nil, err
	}
	s.Attendees = slices.Clone(s.Attendees)
	for i, a := range s.Attendees {
		if a.Chairs() && a.Email == "" {
			s.Attendees[i].Email = by.Email
		}
	}
	return &writer{series: s, loc: loc, now: now.UTC(), sender: &by}, nil
}

// canSend refuses an invitation that has no sender or would reach nobody.
func (w *writer) canSend() error {
	if !meeting.ValidEmail(w.sender.Email) {
		return fault.Field("organizer", "Add your own e-mail address to send invitations, or save the sync as a file for import.")
	}
	for _, a := range w.addressed() {
		if !strings.EqualFold(a.Email, w.sender.Email) {
			return nil
		}
	}
	return fault.Field("attendees", "Nobody who is invited has an e-mail address. Add one, or save the sync as a file for import.")
}

// addressed lists whom an invitation can be sent to, each address once.
func (w *writer) addressed() []meeting.Attendee {
	var list []meeting.Attendee
	seen := map[string]bool{}
	for _, a := range w.series.Attendees {
		if key := strings.ToLower(a.Email); meeting.ValidEmail(a.Email) && !seen[key] {
			seen[key] = true
			list = append(list, a)
		}
	}
	return list
}

func (w *writer) utc() bool { return slices.Contains(utcNames, w.series.Zone) }

// master is the series itself.
func (w *writer) master() *goical.Component {
	s := &w.series
	e := w.event(s.UID, s.First, s.Wall, s.Cancelled)
	rule := "FREQ=DAILY"
	if until := s.Until(); !until.IsZero() {
		rule += ";UNTIL=" + until.Std().Format(utcForm)
	}
	set(e.Props, goical.PropRecurrenceRule, rule)
	for day := range w.exceptions() {
		e.Props.Add(w.time(goical.PropExceptionDates, day, s.Wall))
	}
	return e
}

// exceptions gives the days that the rule has and the series has not: those
// skipped, and those moved into an event of their own. A calendar rejects an
// exception that is no day of the rule.
func (w *writer) exceptions() func(yield func(meeting.Date) bool) {
	days := slices.Clone(w.series.Skips)
	for _, m := range w.series.Moves {
		if m.Separate {
			days = append(days, m.Day)
		}
	}
	slices.Sort(days)
	days = slices.DeleteFunc(slices.Compact(days), func(d meeting.Date) bool { return !w.series.Within(d) })
	return slices.Values(days)
}

// overrides are the days at another time of the same day.
func (w *writer) overrides() []*goical.Component {
	var events []*goical.Component
	for _, m := range w.series.Moves {
		if !m.Separate && w.series.Within(m.Day) {
			e := w.event(w.series.UID, m.To, m.Wall, w.series.Cancelled)
			e.Props.Set(w.time(goical.PropRecurrenceID, m.Day, w.series.Wall))
			events = append(events, e)
		}
	}
	return events
}

// separate is a day that was moved to another one.
func (w *writer) separate(m meeting.Move) *goical.Component {
	id, host, _ := strings.Cut(w.series.UID, "@")
	return w.event(id+"-"+string(m.Day)+"@"+host, m.To, m.Wall, m.Skipped)
}

// instanceOff is one day of the series that does not take place.
func (w *writer) instanceOff(day meeting.Date) *goical.Component {
	e := w.event(w.series.UID, day, w.series.Wall, true)
	e.Props.Set(w.time(goical.PropRecurrenceID, day, w.series.Wall))
	return e
}

// event is what all events have in common.
func (w *writer) event(uid string, day meeting.Date, wall string, off bool) *goical.Component {
	e := goical.NewComponent(goical.CompEvent)
	status := "CONFIRMED"
	if off {
		status = "CANCELLED"
	}
	setText(e.Props, goical.PropUID, uid)
	set(e.Props, goical.PropDateTimeStamp, w.now.Format(utcForm))
	set(e.Props, goical.PropSequence, strconv.Itoa(w.series.Sequence))
	set(e.Props, goical.PropStatus, status)
	e.Props.Set(w.time(goical.PropDateTimeStart, day, wall))
	end := w.time(goical.PropDateTimeEnd, day, wall)
	end.Value = w.later(end.Value, w.series.Minutes)
	e.Props.Set(end)
	setText(e.Props, goical.PropSummary, w.series.Title)
	setText(e.Props, goical.PropDescription, w.series.Description(w.sender == nil))
	setText(e.Props, goical.PropLocation, w.series.Link)
	// Optional: it does not make anybody busy. Outlook reads its own property.
	set(e.Props, goical.PropTransparency, "TRANSPARENT")
	set(e.Props, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
	w.people(e.Props)
	return e
}

// people writes who invites and who is invited. A file for import has neither:
// a calendar would send answers, or refuse the file.
func (w *writer) people(props goical.Props) {
	if w.sender == nil {
		return
	}
	organizer := address(goical.PropOrganizer, w.sender.Name, w.sender.Email)
	props.Set(organizer)
	for _, a := range w.addressed() {
		prop := address(goical.PropAttendee, a.Name, a.Email)
		role, answer := "REQ-PARTICIPANT", "NEEDS-ACTION"
		switch {
		case a.Chairs():
			role, answer = "CHAIR", "ACCEPTED"
		case a.Optional:
			role = "OPT-PARTICIPANT"
		}
		for name, value := range map[string]string{"CUTYPE": "INDIVIDUAL", "ROLE": role, "PARTSTAT": answer, "RSVP": "FALSE"} {
			prop.Params.Set(name, value)
		}
		props.Add(prop)
	}
}

func address(property, name, email string) *goical.Prop {
	prop := goical.NewProp(property)
	prop.Value = "mailto:" + email
	if name = paramText(name); name != "" {
		prop.Params.Set("CN", name)
	}
	return prop
}

// time writes a day and time of day as the series' zone has it.
func (w *writer) time(property string, day meeting.Date, wall string) *goical.Prop {
	prop := goical.NewProp(property)
	prop.Value = strings.NewReplacer("-", "", ":", "").Replace(string(day)+"T"+wall) + "00"
	if w.utc() {
		prop.Value += "Z"
	} else {
		prop.Params.Set(goical.PropTimezoneID, w.loc.String())
	}
	return prop
}

// later gives the time of day some minutes after another. The clocks do not
// change during a meeting: meeting refuses such times.
func (w *writer) later(value string, minutes int) string {
	text, zulu := strings.CutSuffix(value, "Z")
	start, err := time.Parse(localForm, text)
	if err != nil {
		return value
	}
	text = start.Add(time.Duration(minutes) * time.Minute).Format(localForm)
	if zulu {
		text += "Z"
	}
	return text
}

// move gives the move of one day of the series.
func (w *writer) move(day meeting.Date) (meeting.Move, bool) {
	i := slices.IndexFunc(w.series.Moves, func(m meeting.Move) bool { return m.Day == day })
	if i < 0 {
		return meeting.Move{}, false
	}
	return w.series.Moves[i], true
}

// set sets a property whose value is not free text.
func set(props goical.Props, name, value string) {
	prop := goical.NewProp(name)
	prop.Value = value
	props.Set(prop)
}
