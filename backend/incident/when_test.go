package incident

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the same zones wherever the tests run
)

func zoneOf(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatalf("load the zone %s: %v", name, err)
	}
	return loc
}

func momentOf(t testing.TB, text string) time.Time {
	t.Helper()
	moment, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t.Fatalf("read the moment: %v", err)
	}
	return moment
}

// The now of the tables is Friday, 20 November 2026, 15:10 in Berlin.
const tableNow = "2026-11-20T14:10:00Z"

func TestParseWhen(t *testing.T) {
	tests := []struct {
		text string
		want string // UTC; "" is not a time
		flag string // "future", "dayback"
	}{
		{"14:05", "2026-11-20T13:05:00Z", ""},
		{" 14:05 ", "2026-11-20T13:05:00Z", ""},
		{"14:05:30", "2026-11-20T13:05:30Z", ""},
		{"14:05:30.25", "2026-11-20T13:05:30.25Z", ""},
		{"14h05", "2026-11-20T13:05:00Z", ""},
		{"14:05h", "2026-11-20T13:05:00Z", ""},
		{"2pm", "2026-11-20T13:00:00Z", ""},
		{"2 PM", "2026-11-20T13:00:00Z", ""},
		{"2:15 pm", "2026-11-20T13:15:00Z", ""},
		{"2:15 p.m.", "2026-11-20T13:15:00Z", ""},
		{"12am", "2026-11-19T23:00:00Z", ""},
		{"12pm", "2026-11-20T11:00:00Z", ""},
		{"noon", "2026-11-20T11:00:00Z", ""},
		{"midnight", "2026-11-19T23:00:00Z", ""},
		{"0:05", "2026-11-19T23:05:00Z", ""},
		// Later than now: up to five minutes is now, more is yesterday.
		{"15:10", "2026-11-20T14:10:00Z", ""},
		{"15:13", "2026-11-20T14:10:00Z", ""},
		{"15:15", "2026-11-20T14:10:00Z", ""},
		{"15:16", "2026-11-19T14:16:00Z", "dayback"},
		{"23:50", "2026-11-19T22:50:00Z", "dayback"},
		// Zones.
		{"14:05 UTC", "2026-11-20T14:05:00Z", ""},
		{"14:05 utc", "2026-11-20T14:05:00Z", ""},
		{"14:05Z", "2026-11-20T14:05:00Z", ""},
		{"14:05 GMT", "2026-11-20T14:05:00Z", ""},
		{"14:05 GMT+2", "2026-11-20T12:05:00Z", ""},
		{"09:05 UTC-5", "2026-11-20T14:05:00Z", ""},
		{"14:05 CET", "2026-11-20T13:05:00Z", ""},
		{"14:05 cest", "2026-11-20T12:05:00Z", ""},
		{"14:05 BST", "2026-11-20T13:05:00Z", ""},
		{"9:05 EST", "2026-11-20T14:05:00Z", ""},
		{"9:05 ET", "2026-11-20T14:05:00Z", ""},
		{"9:05 EDT", "2026-11-20T13:05:00Z", ""},
		{"5:05 PST", "2026-11-20T13:05:00Z", ""},
		{"14:05 PST", "2026-11-19T22:05:00Z", "dayback"},
		{"19:05 IST", "2026-11-20T13:35:00Z", ""},
		{"23:05 JST", "2026-11-20T14:05:00Z", ""},
		{"00:30 AEDT", "2026-11-20T13:30:00Z", ""},
		{"14:05 Europe/Berlin", "2026-11-20T13:05:00Z", ""},
		{"9:05 america/new_york", "2026-11-20T14:05:00Z", ""},
		{"19:35 Asia/Kolkata", "2026-11-20T14:05:00Z", ""},
		{"16:05+02:00", "2026-11-20T14:05:00Z", ""},
		{"16:05 +0200", "2026-11-20T14:05:00Z", ""},
		{"14:05-05:00", "2026-11-19T19:05:00Z", "dayback"},
		// Days.
		{"yesterday 23:50", "2026-11-19T22:50:00Z", ""},
		{"Yesterday at 23:50", "2026-11-19T22:50:00Z", ""},
		{"23:50 yesterday", "2026-11-19T22:50:00Z", ""},
		{"yesterday 23:50 UTC", "2026-11-19T23:50:00Z", ""},
		{"today 09:00", "2026-11-20T08:00:00Z", ""},
		{"today 18:00", "2026-11-20T14:10:00Z", "future"},
		{"monday 9:00", "2026-11-16T08:00:00Z", ""},
		{"Mon 9:00", "2026-11-16T08:00:00Z", ""},
		{"wednesday, 9am", "2026-11-18T08:00:00Z", ""},
		{"friday 9:00", "2026-11-20T08:00:00Z", ""},
		{"friday 18:00", "2026-11-13T17:00:00Z", ""},
		{"last friday 9:00", "2026-11-13T08:00:00Z", ""},
		{"2026-11-19 14:05", "2026-11-19T13:05:00Z", ""},
		{"2026-11-19 at 2pm", "2026-11-19T13:00:00Z", ""},
		{"2026-11-19T14:05", "2026-11-19T13:05:00Z", ""},
		{"2026-11-19T14:05:06Z", "2026-11-19T14:05:06Z", ""},
		{"2026-11-19t14:05:06.789+02:00", "2026-11-19T12:05:06.789Z", ""},
		{"2026-07-01 14:05", "2026-07-01T12:05:00Z", ""},
		{"2026-12-01 14:05", "2026-11-20T14:10:00Z", "future"},
		// Spans.
		{"-12m", "2026-11-20T13:58:00Z", ""},
		{"−12m", "2026-11-20T13:58:00Z", ""},
		{"-1h", "2026-11-20T13:10:00Z", ""},
		{"-1h30m", "2026-11-20T12:40:00Z", ""},
		{"-1h30", "2026-11-20T12:40:00Z", ""},
		{"-1.5h", "2026-11-20T12:40:00Z", ""},
		{"-90 min", "2026-11-20T12:40:00Z", ""},
		{"-30s", "2026-11-20T14:09:30Z", ""},
		{"-2d", "2026-11-18T14:10:00Z", ""},
		{"12 min ago", "2026-11-20T13:58:00Z", ""},
		{"12m ago", "2026-11-20T13:58:00Z", ""},
		{"an hour ago", "2026-11-20T13:10:00Z", ""},
		{"Half an hour ago", "2026-11-20T13:40:00Z", ""},
		{"two hours ago", "2026-11-20T12:10:00Z", ""},
		{"1 h 30 min ago", "2026-11-20T12:40:00Z", ""},
		// Not times.
		{"", "", ""},
		{"14", "", ""},
		{"25:00", "", ""},
		{"14:60", "", ""},
		{"14:05:61", "", ""},
		{"13pm", "", ""},
		{"14:05 pm", "", ""},
		{"0am", "", ""},
		{"v14:05", "", ""},
		{"14:05 Europe/Atlantis", "", ""},
		{"14:05 Europe/../Berlin", "", ""},
		{"14:05 est", "", ""},
		{"14:05 Cet", "", ""},
		{"14:05 XYZ", "", ""},
		{"14:05+15:00", "", ""},
		{"08:05-09:30", "", ""},
		{"14:05-14:20", "", ""},
		{"2026-02-30 14:05", "", ""},
		{"2026-13-01 14:05", "", ""},
		{"2026-11-20", "", ""},
		{"yesterday", "", ""},
		{"monday", "", ""},
		{"404", "", ""},
		{"12m", "", ""},
		{"-12", "", ""},
		{"-0m", "", ""},
		{"-99999d", "", ""},
		{"-1h 2h", "", ""},
		{"14:05 down", "", ""},
		{"\xff14:05", "", ""},
	}
	loc, now := zoneOf(t, "Europe/Berlin"), momentOf(t, tableNow)
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			when, ok := ParseWhen(tt.text, now, loc)
			if tt.want == "" {
				if ok {
					t.Fatalf("ParseWhen(%q) = %v, want no time", tt.text, when.Time)
				}
				return
			}
			if !ok || !when.Time.Equal(momentOf(t, tt.want)) {
				t.Errorf("ParseWhen(%q) = %v, %v; want %s", tt.text, when.Time.UTC(), ok, tt.want)
			}
			flag := ""
			if when.Future {
				flag = "future"
			}
			if when.DayBack {
				flag += "dayback"
			}
			if flag != tt.flag {
				t.Errorf("ParseWhen(%q) flags %q, want %q", tt.text, flag, tt.flag)
			}
		})
	}
}

// The clocks of Berlin skip 02:00 to 03:00 on 29 March 2026 and show it twice
// on 25 October; Lord Howe moves by half an hour.
func TestParseWhenAcrossClockChanges(t *testing.T) {
	tests := []struct {
		name, zone, now, text, want string
	}{
		{"gap moves forward", "Europe/Berlin", "2026-03-29T10:00:00Z", "02:30", "2026-03-29T01:30:00Z"},
		{"gap, start", "Europe/Berlin", "2026-03-29T10:00:00Z", "02:00", "2026-03-29T01:00:00Z"},
		{"before the gap", "Europe/Berlin", "2026-03-29T10:00:00Z", "01:59", "2026-03-29T00:59:00Z"},
		{"after the gap", "Europe/Berlin", "2026-03-29T10:00:00Z", "03:00", "2026-03-29T01:00:00Z"},
		{"overlap, earlier", "Europe/Berlin", "2026-10-25T10:00:00Z", "02:30", "2026-10-25T00:30:00Z"},
		{"overlap, zone picks later", "Europe/Berlin", "2026-10-25T10:00:00Z", "02:30 CET", "2026-10-25T01:30:00Z"},
		{"overlap, earlier still ahead", "Europe/Berlin", "2026-10-25T00:10:00Z", "02:30", "2026-10-24T00:30:00Z"},
		{"overlap, between the two", "Europe/Berlin", "2026-10-25T01:10:00Z", "02:30", "2026-10-25T00:30:00Z"},
		{"yesterday over the change", "Europe/Berlin", "2026-10-26T10:00:00Z", "yesterday 01:30", "2026-10-24T23:30:00Z"},
		{"the day has 25 hours", "Europe/Berlin", "2026-10-26T22:30:00Z", "yesterday 23:45", "2026-10-25T22:45:00Z"},
		{"Lord Howe, gap", "Australia/Lord_Howe", "2026-10-04T10:00:00Z", "02:15", "2026-10-03T15:45:00Z"},
		{"Lord Howe, overlap", "Australia/Lord_Howe", "2026-04-05T10:00:00Z", "01:45", "2026-04-04T14:45:00Z"},
		{"New York, gap", "America/New_York", "2026-03-08T20:00:00Z", "2:30am", "2026-03-08T07:30:00Z"},
		{"Apia, skipped day", "Pacific/Apia", "2011-12-31T12:00:00Z", "2011-12-30 12:00", "2011-12-30T22:00:00Z"},
		{"leap year's end", "America/New_York", "2028-12-31T20:00:00Z", "14:05", "2028-12-31T19:05:00Z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			when, ok := ParseWhen(tt.text, momentOf(t, tt.now), zoneOf(t, tt.zone))
			if !ok || !when.Time.Equal(momentOf(t, tt.want)) {
				t.Errorf("ParseWhen(%q) = %v, %v; want %s", tt.text, when.Time.UTC(), ok, tt.want)
			}
		})
	}
}

// IST and CST mean another zone to those who live in it.
func TestZoneAbbreviationsAreTheReadersOwn(t *testing.T) {
	tests := []struct{ zone, text, want string }{
		{"Europe/Berlin", "12:00 IST", "2026-07-10T06:30:00Z"},
		{"Asia/Kolkata", "12:00 IST", "2026-07-10T06:30:00Z"},
		{"Europe/Dublin", "12:00 IST", "2026-07-10T11:00:00Z"},
		{"Asia/Jerusalem", "12:00 IST", "2026-07-10T10:00:00Z"},
		{"Europe/Berlin", "06:00 CST", "2026-07-10T12:00:00Z"},
		{"Asia/Shanghai", "12:00 CST", "2026-07-10T04:00:00Z"},
		{"Europe/Berlin", "08:00 ET", "2026-07-10T12:00:00Z"},
	}
	now := momentOf(t, "2026-07-10T14:10:00Z")
	for _, tt := range tests {
		when, ok := ParseWhen(tt.text, now, zoneOf(t, tt.zone))
		if !ok || !when.Time.Equal(momentOf(t, tt.want)) {
			t.Errorf("in %s, ParseWhen(%q) = %v, %v; want %s", tt.zone, tt.text, when.Time.UTC(), ok, tt.want)
		}
	}
}

// Every minute of a year's changes reads back as the wall clock said, but for
// those in a gap.
func TestCivilTimeShowsWhatWasSaid(t *testing.T) {
	for _, zone := range []string{
		"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
		"Africa/Casablanca", "America/St_Johns", "Pacific/Chatham", "UTC",
	} {
		loc := zoneOf(t, zone)
		for moment := momentOf(t, "2026-01-01T00:00:00Z"); moment.Year() == 2026; moment = moment.Add(17 * time.Minute) {
			local := moment.In(loc)
			year, month, day := local.Date()
			got := civilTime(civilDate{year, month, day}, clockTime{local.Hour(), local.Minute(), local.Second(), 0}, loc)
			const wall = "2006-01-02 15:04:05"
			if got.Format(wall) != local.Format(wall) || got.After(moment) {
				t.Fatalf("%s: %v came back as %v", zone, local, got)
			}
		}
	}
}

func FuzzParseWhen(f *testing.F) {
	for _, seed := range []string{
		"14:05 Europe/Berlin", "yesterday 23:50 UTC", "-1h30m", "an hour ago", "2026-11-20T14:05:06.1Z", "mon 9:00 IST",
	} {
		f.Add(seed)
	}
	loc, now := zoneOf(f, "Europe/Berlin"), momentOf(f, tableNow)
	f.Fuzz(func(t *testing.T, text string) {
		when, ok := ParseWhen(text, now, loc)
		if ok && (when.Time.IsZero() || when.Time.After(now)) {
			t.Errorf("ParseWhen(%q) = %v", text, when.Time)
		}
		_, n, ok := leadingWhen(text, now, loc, false)
		if ok && (n <= 0 || n > len(text) || strings.TrimSpace(text[:n]) == "") {
			t.Errorf("leadingWhen(%q) took %d bytes", text, n)
		}
	})
}
