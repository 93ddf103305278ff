package ical

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	goical "github.com/emersion/go-ical"
	"github.com/teambition/rrule-go"

	"aircover/backend/meeting"
)

// onset is one change that a VTIMEZONE states.
type onset struct {
	at     time.Time
	offset int
}

// onsets reads a VTIMEZONE as a calendar does, until a moment: rules through a
// library that had no part in writing them.
func onsets(t *testing.T, zone *goical.Component, until time.Time) []onset {
	t.Helper()
	var all []onset
	for _, o := range zone.Children {
		start, err := time.Parse(localForm, o.Props.Get(goical.PropDateTimeStart).Value)
		if err != nil {
			t.Fatal(err)
		}
		from, to := seconds(t, o, goical.PropTimezoneOffsetFrom), seconds(t, o, goical.PropTimezoneOffsetTo)
		starts := []time.Time{start}
		if prop := o.Props.Get(goical.PropRecurrenceRule); prop != nil {
			option, err := rrule.StrToROption(prop.Value)
			if err != nil {
				t.Fatal(err)
			}
			option.Dtstart, option.Until = start, until
			rule, err := rrule.NewRRule(*option)
			if err != nil {
				t.Fatal(err)
			}
			if starts = rule.All(); len(starts) == 0 || starts[0] != start {
				t.Errorf("%s does not begin at its own DTSTART %s", prop.Value, start.Format(localForm))
			}
		}
		for _, start := range starts {
			all = append(all, onset{start.Add(-time.Duration(from) * time.Second), to})
		}
	}
	slices.SortFunc(all, func(a, b onset) int { return a.at.Compare(b.at) })
	return all
}

func seconds(t *testing.T, c *goical.Component, name string) int {
	text := c.Props.Get(name).Value
	n, err := strconv.Atoi(text[1:])
	if err != nil || len(text) != 5 {
		t.Fatalf("%s:%s", name, text)
	}
	n = n/100*3600 + n%100*60
	if text[0] == '-' {
		return -n
	}
	return n
}

// agree compares a VTIMEZONE with Go's zone data at every half day of 400 days.
func agree(t *testing.T, name string, from time.Time) {
	t.Helper()
	loc, err := meeting.Location(name)
	if err != nil {
		t.Fatal(err)
	}
	const days = 400
	all := onsets(t, timezone(loc, from), from.AddDate(0, 0, days+2))
	for n := range 2 * days {
		at := from.Add(time.Duration(n) * 12 * time.Hour)
		i := slices.IndexFunc(all, func(o onset) bool { return o.at.After(at) })
		if i < 0 {
			i = len(all)
		}
		if _, want := at.In(loc).Zone(); i == 0 || all[i-1].offset != want {
			t.Fatalf("%s from %s: at %s another offset than %d: %v", name, from.Format(time.DateOnly), at, want, all)
		}
	}
}

func TestTimezone(t *testing.T) {
	zones := []string{
		"Africa/Cairo", "Africa/Casablanca", "Africa/Lagos", "America/Asuncion", "America/Havana", "America/New_York", "America/Nuuk",
		"America/Phoenix", "America/Santiago", "America/Sao_Paulo", "America/St_Johns", "Antarctica/Troll", "Asia/Beirut", "Asia/Gaza",
		"Asia/Jerusalem", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tokyo", "Atlantic/Azores", "Australia/Lord_Howe", "Australia/Sydney",
		"Europe/Berlin", "Europe/Chisinau", "Europe/Dublin", "Europe/London", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Easter",
		"Etc/GMT+5", "UTC",
	}
	for _, zone := range zones {
		t.Run(zone, func(t *testing.T) {
			// Leap years and the days around changes of clocks included.
			for _, from := range []string{"2026-11-22", "2027-03-14", "2027-03-28", "2028-02-29", "2028-12-31", "2030-10-27"} {
				start, err := time.Parse(time.DateOnly, from)
				if err != nil {
					t.Fatal(err)
				}
				agree(t, zone, start)
			}
		})
	}
}

// TestIrregularZones compares the zones that meeting warns of with those that
// need a list, out of the whole database.
func TestIrregularZones(t *testing.T) {
	const database = "/usr/share/zoneinfo"
	table, err := os.ReadFile(filepath.Join(database, "tzdata.zi"))
	if err != nil {
		t.Skipf("no list of zones: %v", err)
	}
	from := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	tried := 0
	for line := range strings.Lines(string(table)) {
		fields := strings.Fields(line)
		var name string
		switch {
		case len(fields) > 1 && fields[0] == "Z":
			name = fields[1]
		case len(fields) == 3 && fields[0] == "L":
			name = fields[2]
		}
		loc, err := meeting.Location(name)
		if name == "" || err != nil {
			continue
		}
		tried++
		listed := len(timezone(loc, from).Children) > 3
		if warned := meeting.ZoneAdvice(name) != ""; warned != listed {
			t.Errorf("%s: warned of %v, listed %v", name, warned, listed)
		}
	}
	if tried < 300 {
		t.Errorf("%d zones tried", tried)
	}
}

func TestTimezoneForms(t *testing.T) {
	for _, c := range []struct {
		zone  string
		rules []string // RRULE, or TZNAME and offset where there is none
	}{
		{"Europe/Berlin", []string{"FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"}},
		{"America/New_York", []string{"FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"}},
		{"America/Santiago", []string{"FREQ=YEARLY;BYMONTH=4;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8", "FREQ=YEARLY;BYMONTH=9;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8"}},
		{"Asia/Kolkata", []string{"IST +0530"}},
		{"Asia/Kathmandu", []string{"+0545 +0545"}},
	} {
		t.Run(c.zone, func(t *testing.T) {
			loc, err := meeting.Location(c.zone)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, o := range timezone(loc, stamped).Children {
				if rule := o.Props.Get(goical.PropRecurrenceRule); rule != nil {
					got = append(got, rule.Value)
				} else {
					got = append(got, o.Props.Get(goical.PropTimezoneName).Value+" "+o.Props.Get(goical.PropTimezoneOffsetTo).Value)
				}
			}
			slices.Sort(got)
			want := slices.Sorted(slices.Values(c.rules))
			if !slices.Equal(got, want) {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}
