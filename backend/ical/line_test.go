package ical

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	goical "github.com/emersion/go-ical"

	"aircover/backend/fault"
	"aircover/backend/meeting"
)

// FuzzText writes any text as every kind of free text, and reads it back: no
// line may be too long, broken in a wrong place, or new.
func FuzzText(f *testing.F) {
	for _, text := range []string{
		"plain", `\n;,"`, "a\r\nEND:VEVENT\r\n", strings.Repeat(`\`, 200), strings.Repeat("😀", 60), strings.Repeat(" ", 300) + "x",
		"\x00\x1b[31m\u2028\u202e\ufeff", "\xff\xfe", strings.Repeat("é,", 90), "^n^'^^",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := series("UTC", "2026-10-22", "16:45")
		s.Title, s.Note = "T"+text, text
		s.Attendees[0].Email, s.Attendees[1].Name = lead.Email, text
		s.Updates, s.Link = text, "https://x.example/"
		files, err := Write(s, Invite, "", Sender{Name: text, Email: "mara@lab.example"}, stamped)
		if err != nil {
			t.Fatal(err)
		}
		data := files[0].Data
		checkLines(t, data)
		event := onlyEvent(t, data)
		summary, err := event.Props.Text(goical.PropSummary)
		if err != nil || summary != plainText("T"+text) {
			t.Errorf("SUMMARY %q (%v), want %q", summary, err, plainText("T"+text))
		}
		description, err := event.Props.Text(goical.PropDescription)
		if err != nil || description != plainText(s.Description(false)) {
			t.Errorf("DESCRIPTION %q (%v)", description, err)
		}
		if name := event.Props[goical.PropAttendee][1].Params.Get("CN"); name != paramText(text) {
			t.Errorf("CN %q, want %q", name, paramText(text))
		}
		if n := len(event.Props[goical.PropAttendee]); n != 7 {
			t.Errorf("%d attendees", n)
		}
	})
}

// checkLines checks what RFC 5545 section 3.1 says about octets.
func checkLines(t *testing.T, data []byte) {
	t.Helper()
	if !utf8.Valid(data) || !bytes.HasSuffix(data, []byte("\r\n")) {
		t.Fatalf("not UTF-8, or no line end behind the last line: %q", data)
	}
	lines := bytes.Split(bytes.TrimSuffix(data, []byte("\r\n")), []byte("\r\n"))
	for i, line := range lines {
		if len(line) > 75 || len(line) == 0 || bytes.ContainsAny(line, "\r\n") || !utf8.Valid(line) {
			t.Errorf("line %d: %q", i+1, line)
		}
		if line[0] != ' ' {
			continue
		}
		if len(bytes.TrimSpace(line)) == 0 {
			t.Errorf("line %d is blank", i+1)
		}
		before := bytes.TrimPrefix(lines[i-1], []byte(" "))
		if (len(before)-len(bytes.TrimRight(before, `\`)))%2 == 1 {
			t.Errorf("line %d is broken behind a backslash: %q", i, before)
		}
	}
}

func onlyEvent(t *testing.T, data []byte) goical.Event {
	t.Helper()
	decoder := goical.NewDecoder(bytes.NewReader(data))
	cal, err := decoder.Decode()
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	if _, err := decoder.Decode(); !errors.Is(err, io.EOF) {
		t.Fatalf("a second calendar, or %v", err)
	}
	if len(cal.Events()) != 1 {
		t.Fatalf("%d events", len(cal.Events()))
	}
	return cal.Events()[0]
}

func TestReadBack(t *testing.T) {
	s := series("Europe/Berlin", "2026-10-22", "16:45")
	s.EndedOn = "2026-10-31"
	files, err := Write(s, End, "", lead, stamped)
	if err != nil {
		t.Fatal(err)
	}
	event := onlyEvent(t, files[0].Data)
	for name, want := range map[string]string{
		goical.PropUID: s.UID, goical.PropSequence: "3", goical.PropDateTimeStamp: "20261020T090000Z", goical.PropStatus: "CONFIRMED",
		goical.PropDateTimeStart: "20261022T164500", goical.PropDateTimeEnd: "20261022T170000",
		goical.PropRecurrenceRule: "FREQ=DAILY;UNTIL=20261031T225959Z", goical.PropTransparency: "TRANSPARENT",
		"X-MICROSOFT-CDO-BUSYSTATUS": "FREE", goical.PropOrganizer: "mailto:mara@lab.example",
	} {
		if prop := event.Props.Get(name); prop == nil || prop.Value != want {
			t.Errorf("%s: %v, want %s", name, prop, want)
		}
	}
	start, err := event.DateTimeStart(nil)
	if err != nil || !start.Equal(time.Date(2026, 10, 22, 14, 45, 0, 0, time.UTC)) {
		t.Errorf("starts %v (%v)", start, err)
	}
}

func TestWriteRefused(t *testing.T) {
	base := series("Europe/Berlin", "2026-10-22", "16:45")
	nobody := base
	nobody.Attendees = []meeting.Attendee{{Name: "Mara", Role: "incident lead", Email: lead.Email}, {Name: "Priya", Role: "responder"}}
	elsewhere := base
	elsewhere.Zone = "Mars/Olympus"
	for _, c := range []struct {
		name  string
		s     meeting.Series
		op    Op
		day   meeting.Date
		by    Sender
		code  fault.Code
		field string
	}{
		{"no sender", base, Invite, "", Sender{Name: "Mara"}, fault.Invalid, "organizer"},
		{"sender with a line end", base, Invite, "", Sender{Email: "a@b\r\nX:1"}, fault.Invalid, "organizer"},
		{"nobody but the lead", nobody, Invite, "", lead, fault.Invalid, "attendees"},
		{"unknown zone", elsewhere, Invite, "", lead, fault.Invalid, "zone"},
		{"cancel what goes on", base, Cancel, "", lead, fault.Conflict, ""},
		{"update what is cancelled", cancelled(base), Update, "", lead, fault.Conflict, ""},
		{"end without an end", base, End, "", lead, fault.Conflict, ""},
		{"skip what is not skipped", base, Skip, "2026-10-23", lead, fault.Conflict, ""},
		{"move what is not moved", base, Move, "2026-10-23", lead, fault.Conflict, ""},
		{"no such operation", base, "explode", "", lead, fault.Internal, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			files, err := Write(c.s, c.op, c.day, c.by, stamped)
			if fault.CodeOf(err) != c.code || files != nil {
				t.Fatalf("%v, %v, want %s", files, err, c.code)
			}
			if e, _ := errors.AsType[*fault.Error](err); c.field != "" && e.Fields[c.field] == "" {
				t.Errorf("about %v, want %s", e.Fields, c.field)
			}
		})
	}
	// A file for import needs nobody's address.
	files, err := Write(nobody, Import, "", Sender{}, stamped)
	if err != nil || len(files) != 1 || bytes.Contains(files[0].Data, []byte("mailto:")) {
		t.Errorf("%v, %v", files, err)
	}
}
