package incident

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// When is a point in time that somebody said in words.
type When struct {
	// Time is the moment, never later than the now it was read against.
	Time time.Time
	// Future tells that the words named a moment still to come; Time is then now.
	Future bool
	// DayBack tells that a bare clock time was taken as yesterday's, because
	// today's is still to come.
	DayBack bool
}

// clockTolerance is how far ahead of now a time may lie and still mean now:
// people's watches and laptops differ by minutes.
const clockTolerance = 5 * time.Minute

// ParseWhen reads all of text as a point in time, relative to now and, where
// no zone is said, on the wall clock of loc. It understands
//
//   - clock times: 14:05, 14:05:30, 14h05, 2pm, 2:15 pm, noon, midnight; one
//     that is more than five minutes ahead of now means yesterday's
//   - a day before or after it: today, yesterday, monday (the latest one that
//     is not ahead), last monday (never today), 2026-11-20
//   - a zone after it: Z, UTC, GMT+2, +02:00, Europe/Berlin, and the
//     abbreviations of zoneAbbreviations; the day is then that zone's day
//   - spans back from now: -12m, -1h30m, 12 min ago, an hour ago
//
// A time that the clocks skip is moved forward by the gap; of a time that they
// show twice, the earlier is taken (a zone such as CET or CEST picks either).
// It answers false where text is anything else.
func ParseWhen(text string, now time.Time, loc *time.Location) (When, bool) {
	text = strings.TrimSpace(text)
	when, n, ok := leadingWhen(text, now, loc, true)
	if !ok || n != len(text) {
		return When{}, false
	}
	return when, true
}

var (
	clockPattern    = regexp.MustCompile(`^(\d{1,2})(?:(?::|h)(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?h?)?(?: ?(am\b|pm\b|a\.m\.|p\.m\.))?`)
	dayPattern      = regexp.MustCompile(`^(?:(today|yesterday)|(last )?(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)(?:,? at|,)? +`)
	datePattern     = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})(?:t|(?:,? at|,)? +)`)
	dayAfterPattern = regexp.MustCompile(`^ (today|yesterday)`)
	offsetPattern   = regexp.MustCompile(`^(?: ?(?:utc|gmt))?([+-])(\d{1,2})(?::?(\d{2}))?`)
	spacedOffset    = regexp.MustCompile(`^ ([+-])(\d{2}):?(\d{2})`)
	rangePattern    = regexp.MustCompile(`^-(\d{2}):(\d{2})`)
	agoPattern      = regexp.MustCompile(`^ ?ago`)
)

// leadingWhen reads the point in time that text begins with, and tells how
// many bytes it took. The time must end where a word ends. said tells that the
// words announce a time ("since …"), so that noon, midnight and "14:05
// yesterday" count; in front of a log line they are part of the text.
func leadingWhen(text string, now time.Time, loc *time.Location, said bool) (when When, n int, ok bool) {
	lower := asciiLower(text)
	if when, n, ok = leadingSpan(lower, now); ok {
		return when, n, true
	}
	day, n := leadingDay(lower)
	if n == 0 {
		if day, n = leadingDate(lower); n > 0 && day.kind == dayNone {
			return When{}, 0, false
		}
	}
	clock, used, ok := leadingClock(lower[n:], said)
	if !ok {
		return When{}, 0, false
	}
	n += used
	if day.kind == dayNone && startsRange(lower[n:], clock) {
		return When{}, 0, false
	}
	zone, used := leadingZone(text[n:], now, loc)
	n += used
	if day.kind == dayNone && said {
		if m := dayAfterPattern.FindStringSubmatch(lower[n:]); m != nil && wordEnds(lower[n+len(m[0]):]) {
			day, n = dayNamed(m[1], "", ""), n+len(m[0])
		}
	}
	if !wordEnds(lower[n:]) {
		return When{}, 0, false
	}
	return day.resolve(clock, now, zone), n, true
}

// leadingSpan reads a time said as a span back from now.
func leadingSpan(lower string, now time.Time) (When, int, bool) {
	sign := 0
	for _, minus := range []string{"-", "−", "–"} {
		if strings.HasPrefix(lower, minus) {
			sign = len(minus)
			break
		}
	}
	span, n, ok := leadingDuration(lower[sign:])
	if !ok {
		return When{}, 0, false
	}
	n += sign
	if sign == 0 {
		ago := agoPattern.FindString(lower[n:])
		if ago == "" {
			return When{}, 0, false
		}
		n += len(ago)
	}
	if !wordEnds(lower[n:]) {
		return When{}, 0, false
	}
	return When{Time: now.Add(-span)}, n, true
}

// clockTime is a time of day.
type clockTime struct {
	hour, minute, second, nano int
}

func leadingClock(lower string, said bool) (clock clockTime, n int, ok bool) {
	if said {
		for word, hour := range map[string]int{"noon": 12, "midnight": 0} {
			if strings.HasPrefix(lower, word) {
				return clockTime{hour: hour}, len(word), true
			}
		}
	}
	m := clockPattern.FindStringSubmatch(lower)
	if m == nil || m[2] == "" && m[5] == "" {
		return clockTime{}, 0, false
	}
	clock.hour, _ = strconv.Atoi(m[1])
	clock.minute, _ = strconv.Atoi("0" + m[2])
	clock.second, _ = strconv.Atoi("0" + m[3])
	clock.nano, _ = strconv.Atoi((m[4] + "000000000")[:9])
	if m[5] != "" {
		if clock.hour < 1 || clock.hour > 12 {
			return clockTime{}, 0, false
		}
		clock.hour %= 12
		if m[5][0] == 'p' {
			clock.hour += 12
		}
	}
	if clock.hour > 23 || clock.minute > 59 || clock.second > 59 {
		return clockTime{}, 0, false
	}
	return clock, len(m[0]), true
}

// startsRange tells whether rest, right behind a bare clock time, is the end
// of a range (08:05-09:30) rather than a zone west of Greenwich (14:05-05:00):
// it is where it names a later time.
func startsRange(rest string, from clockTime) bool {
	m := rangePattern.FindStringSubmatch(rest)
	if m == nil {
		return false
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[2])
	return hour*60+minute > from.hour*60+from.minute
}

// wordEnds tells whether a time may end in front of rest: at the end, at a
// space, or at punctuation that itself ends a word.
func wordEnds(rest string) bool {
	rest = strings.TrimLeft(rest, `,.;:!?)]"'`)
	return rest == "" || rest[0] == ' ' || rest[0] == '\n' || rest[0] == '\t'
}

// asciiLower lowers A to Z only, so that positions stay the same.
func asciiLower(s string) string {
	lower := []byte(s)
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
	return string(lower)
}

var (
	durationPart  = regexp.MustCompile(`^(\d{1,5})(?:[.,](\d{1,2}))? ?(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)`)
	durationWords = regexp.MustCompile(`^(an?|one|half an?|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty) (minute|min|hour|day)s?`)
	bareMinutes   = regexp.MustCompile(`^\d{2}`)
)

var countWords = map[string]float64{
	"a": 1, "an": 1, "one": 1, "half a": 0.5, "half an": 0.5, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
	"seven": 7, "eight": 8, "nine": 9, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30,
}

// longestSpan bounds a span said in words: an incident is not a year old.
const longestSpan = 366 * 24 * time.Hour

// leadingDuration reads the span that lower (in lower case) begins with, such
// as 10m, 90 min, 1h30m, 1h30, 1.5 h, "an hour". Days have 24 hours. It must
// be more than nothing and at most 366 days, and end where a word ends.
func leadingDuration(lower string) (span time.Duration, n int, ok bool) {
	if m := durationWords.FindStringSubmatch(lower); m != nil {
		span, n = time.Duration(countWords[m[1]]*float64(unitOf(m[2]))), len(m[0])
		return span, n, wordEnds(lower[n:])
	}
	last := longestSpan + 1 // units must get smaller: "1h 2h" is two things
	for {
		gap := 0
		if n > 0 && strings.HasPrefix(lower[n:], " ") {
			gap = 1
		}
		m := durationPart.FindStringSubmatch(lower[n+gap:])
		if m == nil || unitOf(m[3]) >= last || gap > 0 && !wordEnds(lower[n+gap+len(m[0]):]) {
			break
		}
		amount, _ := strconv.ParseFloat(m[1]+"."+m[2]+"0", 64)
		last = unitOf(m[3])
		span += time.Duration(amount * float64(last))
		n += gap + len(m[0])
		if rest := bareMinutes.FindString(lower[n:]); last == time.Hour && rest != "" && wordEnds(lower[n+len(rest):]) {
			amount, _ := strconv.Atoi(rest)
			return span + time.Duration(amount)*time.Minute, n + len(rest), amount < 60
		}
	}
	return span, n, span > 0 && span <= longestSpan && wordEnds(lower[n:])
}

// unitOf gives the length of a unit that durationPart or durationWords matched.
func unitOf(word string) time.Duration {
	switch word[0] {
	case 's':
		return time.Second
	case 'm':
		return time.Minute
	case 'h':
		return time.Hour
	}
	return 24 * time.Hour
}
