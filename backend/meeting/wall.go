package meeting

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// Date is a day of the calendar, "2026-11-23". Dates sort as text.
type Date string

const dateLayout = "2006-01-02"

// DateOf gives the day of t in t's own zone.
func DateOf(t time.Time) Date { return Date(t.Format(dateLayout)) }

// Valid tells whether d is a day of the calendar.
func (d Date) Valid() bool {
	t, err := time.Parse(dateLayout, string(d))
	return err == nil && t.Year() >= 1970
}

// Add gives the day n days later.
func (d Date) Add(n int) Date { return DateOf(d.noon().AddDate(0, 0, n)) }

// noon is the middle of the day in UTC, for counting days.
func (d Date) noon() time.Time {
	t, _ := time.Parse(dateLayout, string(d))
	return t.Add(12 * time.Hour)
}

// String gives the day as it is stored.
func (d Date) String() string { return string(d) }

// parseWall reads "16:45" as minutes since midnight.
func parseWall(wall string) (minutes int, ok bool) {
	if len(wall) != 5 || wall[2] != ':' {
		return 0, false
	}
	hour, err := strconv.ParseUint(wall[:2], 10, 8)
	minute, err2 := strconv.ParseUint(wall[3:], 10, 8)
	return int(hour)*60 + int(minute), err == nil && err2 == nil && hour < 24 && minute < 60
}

func formatWall(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

// Location finds an IANA zone, in the system's zone data where there is any.
// Text that is no zone, and "Local", which means another zone on each
// computer, is an error about the field "zone".
func Location(zone string) (*time.Location, error) {
	if zone != "" && zone != "Local" {
		if loc, err := time.LoadLocation(zone); err == nil {
			return loc, nil
		}
	}
	return nil, fault.Field("zone", "%q is not a time zone. Write its name as Europe/Berlin, or UTC.", zone)
}

// moments lists every moment at which the clocks of loc show a day and time of
// day, earliest first: none in a gap, two in an overlap. time.Date resolves
// those inconsistently, so the offsets in force around the moment are tried.
func moments(day Date, minutes int, loc *time.Location) []time.Time {
	wall := day.noon().Add(time.Duration(minutes)*time.Minute - 12*time.Hour)
	// Offsets lie between -12 h and +14 h: the moment is within 15 h of wall.
	const reach = 15
	var offsets []int
	for hour := -reach; hour <= reach; hour += 3 {
		_, offset := wall.Add(time.Duration(hour) * time.Hour).In(loc).Zone()
		if !slices.Contains(offsets, offset) {
			offsets = append(offsets, offset)
		}
	}
	slices.Sort(offsets)
	var found []time.Time
	for _, offset := range slices.Backward(offsets) {
		moment := wall.Add(-time.Duration(offset) * time.Second).In(loc)
		if _, in := moment.Zone(); in == offset {
			found = append(found, moment)
		}
	}
	return found
}

// startOf gives the moment of a start: in an overlap the earlier one, in a gap
// the moment that the clocks show once they have gone forward.
func startOf(day Date, wall string, loc *time.Location) incident.Time {
	minutes, _ := parseWall(wall)
	for range 24 * 60 {
		if found := moments(day, minutes, loc); len(found) > 0 {
			return incident.At(found[0])
		}
		minutes++
	}
	return incident.At(day.noon())
}

// trouble says what is wrong with a meeting at a day and time of day: its start
// or end is skipped or shown twice by the clocks, or they change while it
// lasts. "" is fine. Calendars do not agree about such a meeting.
func trouble(day Date, start, length int, loc *time.Location) string {
	starts, ends := moments(day, start, loc), moments(day, start+length, loc)
	switch {
	case len(starts) == 0:
		return "the clocks skip this time"
	case len(starts) > 1:
		return "the clocks show this time twice"
	case len(ends) != 1 || ends[0].Sub(starts[0]) != time.Duration(length)*time.Minute:
		return "the clocks change while it lasts"
	}
	return ""
}

// yearAhead is how far a series is looked at, in days: clock changes repeat
// from year to year.
const yearAhead = 366

// seriesTrouble finds the first trouble of a daily meeting within a year.
func seriesTrouble(first Date, start, length int, loc *time.Location) (Date, string) {
	for n := range yearAhead {
		if _, before := first.Add(n - 2).noon().In(loc).Zone(); n > 0 {
			// Nearly every day has the offset of the days around it.
			if _, after := first.Add(n + 2).noon().In(loc).Zone(); before == after {
				continue
			}
		}
		if why := trouble(first.Add(n), start, length, loc); why != "" {
			return first.Add(n), why
		}
	}
	return "", ""
}

// nearestFine gives the start closest to the given one, in steps of five
// minutes, that is fine by check; "" where the day has none.
func nearestFine(start int, fine func(start int) bool) string {
	const step, day = 5, 24 * 60
	base := start - start%step
	for away := 0; away < day; away += step {
		for _, candidate := range []int{base + away, base - away} {
			if candidate >= 0 && candidate < day && candidate != start && fine(candidate) {
				return formatWall(candidate)
			}
		}
	}
	return ""
}

// irregularZones change their clocks by the moon or by decree, so that no
// yearly rule holds and Outlook, which reads nothing else, shows wrong times.
var irregularZones = []string{
	"Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "Asia/Gaza", "Asia/Hebron", "Egypt",
}

// ZoneAdvice says, in a sentence, why UTC is the better choice than a zone; ""
// where the zone is fine.
func ZoneAdvice(zone string) string {
	if !slices.Contains(irregularZones, zone) {
		return ""
	}
	return fmt.Sprintf("The clocks of %s follow no yearly rule, and Outlook shows such meetings at a wrong time. UTC is safe.", zone)
}
