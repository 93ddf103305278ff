package incident

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// dayKind is how a day was said.
type dayKind int

const (
	dayNone dayKind = iota // not at all: a bare clock time
	dayAgo                 // today or yesterday
	dayWeek                // a day of the week
	dayDate                // year, month and day
)

// saidDay is a day as it was said, not yet put on a calendar.
type saidDay struct {
	kind    dayKind
	ago     int          // dayAgo: 0 is today
	weekday time.Weekday // dayWeek
	last    bool         // dayWeek: not today
	date    civilDate    // dayDate
}

// civilDate is a date on some zone's calendar.
type civilDate struct {
	year  int
	month time.Month
	day   int
}

var weekdays = map[string]time.Weekday{
	"sun": time.Sunday, "mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday,
	"thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday,
}

// leadingDay reads a day in words and the space behind it.
func leadingDay(lower string) (saidDay, int) {
	m := dayPattern.FindStringSubmatch(lower)
	if m == nil {
		return saidDay{}, 0
	}
	return dayNamed(m[1], m[2], m[3]), len(m[0])
}

func dayNamed(relative, last, weekday string) saidDay {
	switch {
	case relative == "today":
		return saidDay{kind: dayAgo}
	case relative == "yesterday":
		return saidDay{kind: dayAgo, ago: 1}
	}
	return saidDay{kind: dayWeek, weekday: weekdays[weekday[:3]], last: last != ""}
}

// leadingDate reads a date and the T or space behind it. A date that no
// calendar has takes its bytes but is dayNone.
func leadingDate(lower string) (saidDay, int) {
	m := datePattern.FindStringSubmatch(lower)
	if m == nil {
		return saidDay{}, 0
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	calendar := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if year < 1970 || calendar.Month() != time.Month(month) || calendar.Day() != day {
		return saidDay{}, len(m[0])
	}
	return saidDay{kind: dayDate, date: civilDate{year, time.Month(month), day}}, len(m[0])
}

// resolve puts a day and a clock time on the calendar of loc.
func (d saidDay) resolve(clock clockTime, now time.Time, loc *time.Location) When {
	year, month, day := now.In(loc).Date()
	today := civilDate{year, month, day}
	latest := now.Add(clockTolerance)
	on := func(daysBack int) time.Time {
		date := today
		date.day -= daysBack
		return civilTime(date, clock, loc)
	}
	when := When{}
	switch d.kind {
	case dayNone:
		when.Time = on(0)
		if when.Time.After(latest) {
			when.Time, when.DayBack = on(1), true
		}
	case dayAgo:
		when.Time = on(d.ago)
	case dayWeek:
		back := (int(now.In(loc).Weekday()) - int(d.weekday) + 7) % 7
		if back == 0 && (d.last || on(0).After(latest)) {
			back = 7
		}
		when.Time = on(back)
	case dayDate:
		when.Time = civilTime(d.date, clock, loc)
	}
	if when.Time.After(now) {
		when.Future = when.Time.After(latest)
		when.Time = now
	}
	return when
}

// civilTime gives the moment at which the wall clocks of loc show a date and
// time. Shown twice (clocks go back): the earlier moment. Never shown (clocks
// go forward): as long after the change as the time is after the start of the
// gap. time.Date does neither reliably, so the offsets in force around the
// moment are tried one by one.
func civilTime(date civilDate, clock clockTime, loc *time.Location) time.Time {
	wall := time.Date(date.year, date.month, date.day, clock.hour, clock.minute, clock.second, clock.nano, time.UTC)
	// Offsets lie between -12 h and +14 h, so the moment is within 15 h of wall.
	const reach = 15
	var offsets []int
	for hour := -reach; hour <= reach; hour++ {
		_, offset := wall.Add(time.Duration(hour) * time.Hour).In(loc).Zone()
		if !slices.Contains(offsets, offset) {
			offsets = append(offsets, offset)
		}
	}
	slices.Sort(offsets)
	// The largest offset gives the earliest moment.
	for _, offset := range slices.Backward(offsets) {
		moment := wall.Add(-time.Duration(offset) * time.Second).In(loc)
		if _, in := moment.Zone(); in == offset {
			return moment
		}
	}
	// In a gap the offset in force before it is the smaller one.
	return wall.Add(-time.Duration(offsets[0]) * time.Second).In(loc)
}

// leadingZone reads the zone in front of text, after at most one space, and
// tells how many bytes it took; loc and 0 where there is none.
func leadingZone(text string, now time.Time, loc *time.Location) (*time.Location, int) {
	lower := asciiLower(text)
	for _, pattern := range []*regexp.Regexp{offsetPattern, spacedOffset} {
		m := pattern.FindStringSubmatch(lower)
		if m == nil {
			continue
		}
		hours, _ := strconv.Atoi(m[2])
		rest, _ := strconv.Atoi("0" + m[3])
		if hours > 14 || rest > 59 || !wordEnds(lower[len(m[0]):]) {
			return loc, 0
		}
		seconds := hours*3600 + rest*60
		if m[1] == "-" {
			seconds = -seconds
		}
		return time.FixedZone("", seconds), len(m[0])
	}
	space := 0
	if strings.HasPrefix(text, " ") {
		space = 1
	}
	name := text[space:]
	if end := strings.IndexFunc(name, endsZoneName); end >= 0 {
		name = name[:end]
	}
	if space == 0 && name != "Z" && name != "z" || name == "" {
		return loc, 0
	}
	if zone := zoneNamed(name, now, loc); zone != nil {
		return zone, space + len(name)
	}
	return loc, 0
}

func endsZoneName(r rune) bool {
	isLetter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	isDigit := '0' <= r && r <= '9'
	return !isLetter && !isDigit && r != '/' && r != '_' && r != '-' && r != '+'
}
