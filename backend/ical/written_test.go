package ical

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aircover/backend/meeting"
)

var update = flag.Bool("update", false, "write the golden files anew")

// lead sends the invitations of the tests.
var lead = Sender{Name: `Mara "Ops" Lindqvist`, Email: "mara@lab.example"}

// stamped is when the files of the tests are written.
var stamped = time.Date(2026, 10, 20, 9, 0, 0, 0, time.UTC)

// series is a sync with names and texts that try to break out of their lines.
func series(zone string, first meeting.Date, wall string) meeting.Series {
	return meeting.Series{
		UID: "0199d1c2-7a40-7c31-9d3e-5a1b2c3d4e5f-sync@aircover", Sequence: 3, Title: `Sync INC-42: Zürich, Ärger; \ Größe 😀`,
		Zone: zone, First: first, Wall: wall, Minutes: 15,
		Attendees: []meeting.Attendee{
			{Name: `Mara "Ops" Lindqvist`, Role: "incident lead"},
			{Name: "Tomás Ñandú", Email: "tomas@lab.example", Role: "tech lead"},
			{Name: "Jürgen 'JJ' Müller; Ops, Süd: Bereitschaft", Email: "jj@lab.example", Role: "responder", Optional: true},
			{Name: "田中 太郎 (インシデント対応チーム・夜間当番・東京オフィス・第三オペレーション室)", Email: "tanaka@lab.example", Role: "responder", Optional: true},
			{Name: "Eve\r\nX-INJECTED:1\nATTENDEE:mailto:x@evil.example ^n^'", Email: "eve@lab.example", Role: "responder", Optional: true},
			{Name: "عليّ \u202eابن", Email: "ali@lab.example", Role: "responder", Optional: true},
			{Email: "noname@lab.example", Role: "responder", Optional: true},
			{Name: "JJ again", Email: "JJ@lab.example", Role: "responder"},
			{Name: "Priya; no address", Role: "responder", Optional: true},
		},
		Link:    "https://meet.example/abc?x=1,2;y=3",
		Updates: "on the status page, and in #inc-42",
		Note:    "Täglich – optional.\r\nEND:VEVENT\nC:\\new\\name\u2028nul\x00 bell\x07 esc\x1b[31m\tTab." + blanks + "•" + smileys,
		Agenda:  []meeting.Topic{{Request: "r1", Text: "VP wants a call, 30 min; all engineers"}},
	}
}

const (
	blanks  = "                                                                                                    "
	smileys = "😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀\\\\\\\\\\\\\\,;,;"
)

// exceptions gives a series a skipped day, one moved within the day, and one
// moved to another day that it leaves free.
func exceptions(s meeting.Series) meeting.Series {
	s.Skips = []meeting.Date{s.First.Add(1), s.First.Add(6)}
	s.Moves = []meeting.Move{
		{Day: s.First.Add(3), To: s.First.Add(3), Wall: "09:15"},
		{Day: s.First.Add(5), To: s.First.Add(6), Wall: "11:00", Separate: true},
	}
	return s
}

func ended(s meeting.Series, last meeting.Date) meeting.Series {
	s.EndedOn = last
	s.Moves = append([]meeting.Move(nil), s.Moves...)
	for i, m := range s.Moves {
		s.Moves[i].Skipped = m.Separate && m.To > last
	}
	return s
}

func cancelled(s meeting.Series) meeting.Series {
	s.Cancelled = true
	return s
}

// place is a zone, and days around one of its clock changes where it has any.
type place struct {
	name, zone string
	first      meeting.Date
	wall       string
}

var places = []place{
	{"berlin", "Europe/Berlin", "2026-10-22", "16:45"},
	{"newyork", "America/New_York", "2027-03-11", "16:45"},
	{"lordhowe", "Australia/Lord_Howe", "2027-04-01", "16:45"},
	{"kolkata", "Asia/Kolkata", "2026-10-22", "16:45"},
	{"utc", "UTC", "2026-10-22", "16:45"},
}

// operation is one use of Write.
type operation struct {
	op     Op
	day    int // days after the first
	change func(meeting.Series) meeting.Series
}

var operations = []operation{
	{op: Invite, change: func(s meeting.Series) meeting.Series { s.Sequence = 0; return s }},
	{op: Update, change: exceptions},
	{op: Skip, day: 1, change: exceptions},
	{op: Move, day: 3, change: exceptions},
	{op: Move, day: 5, change: exceptions},
	{op: End, change: func(s meeting.Series) meeting.Series { return ended(exceptions(s), s.First.Add(5)) }},
	{op: Cancel, change: func(s meeting.Series) meeting.Series { return cancelled(exceptions(s)) }},
	{op: Import, change: exceptions},
}

// written gives the files that the goldens hold: every operation in every place.
func written(t *testing.T) map[string]File {
	t.Helper()
	all := map[string]File{}
	for _, p := range places {
		for _, o := range operations {
			s := o.change(series(p.zone, p.first, p.wall))
			files, err := Write(s, o.op, s.First.Add(o.day), lead, stamped)
			if err != nil {
				t.Fatalf("%s, %s: %v", p.name, o.op, err)
			}
			for _, f := range files {
				all[p.name+"-"+f.Name] = f
			}
		}
	}
	return all
}

func TestWritten(t *testing.T) {
	folder := filepath.Join("testdata", "written")
	files := written(t)
	if *update {
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, f := range files {
			if err := os.WriteFile(filepath.Join(folder, name), f.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	kept, err := filepath.Glob(filepath.Join(folder, "*.ics"))
	if err != nil || len(kept) != len(files) {
		t.Errorf("%d golden files for %d written ones (%v); run with -update and look at the difference", len(kept), len(files), err)
	}
	for name, f := range files {
		want, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Error(err)
		} else if diff := cmp.Diff(string(want), string(f.Data)); diff != "" {
			t.Errorf("%s (-golden +written):\n%s", name, diff)
		}
	}
}
