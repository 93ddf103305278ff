package comms

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// clockTime is a time of day that a text states.
type clockTime struct {
	span              // the digits, with am or pm
	full         int  // the end of the zone and of a second zone in parentheses
	hour, minute int  // on a 24-hour clock
	zoned        bool // a zone stands with it
	offset       *int // seconds east of Greenwich; nil where the zone is not known here
}

var (
	clockPattern = regexp.MustCompile(`(?i)(\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?(?:\s?([ap])\.?m\b\.?)?|(\d{1,2})\s?([ap])\.?m\b\.?`)
	// notClock follows digits that are a length or a ratio.
	notClock     = regexp.MustCompile(`^\s?(?i:hours?|hrs?|h|minutes?|mins?|min|m|seconds?|secs?|s|ratio|odds|%)\b`)
	beforeRatio  = regexp.MustCompile(`(?i)\b(?:ratio|odds|scale|split|aspect)(?: of| is|:)? $`)
	offsetAfter  = regexp.MustCompile(`^\s?([+-])(\d{2}):?(\d{2})\b`)
	utcAfter     = regexp.MustCompile(`^\s?\(?(?:UTC|GMT|utc|gmt)(?:\s?([+−-])(\d{1,2})(?::?(\d{2}))?)?\b\)?`)
	lettersAfter = regexp.MustCompile(`^\s?\(?([A-Z]{1,5}|[a-z]{3,4})\b\)?`)
	namedAfter   = regexp.MustCompile(`^\s?\(?(?:[A-Z][a-z]+(?: [A-Z][a-z]+){0,2} [Tt]ime|[A-Z][a-z]+/[A-Z][A-Za-z_]+)\b\)?`)
	secondZone   = regexp.MustCompile(`^ \(\d{1,2}:\d{2} [A-Z]{3,4}\)`)
	rangeBetween = regexp.MustCompile(`^\s?(?:[/,]|or|(?:-|–|—|to|and|until|till)\s?(?:about |around )?(?:(?:(?i:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|\d{1,2}(?:st|nd|rd|th)?|\d{4}|at),? )*)\s?$`)
	allTimes     = regexp.MustCompile(`(?i)\b(?:all times(?: are)?(?: given)?(?: in)?|times are(?: given)?(?: in)?) \(?([A-Z]{3,5})\b`)
)

// zoneHours are the letters of zones and their hours east of Greenwich.
var zoneHours = map[string]float64{
	"UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "SAST": 2,
	"IST": 5.5, "SGT": 8, "HKT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11,
	"NZST": 12, "NZDT": 13, "BRT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
	"PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
}

// zonePlaces are letters that mean another offset in winter and in summer.
var zonePlaces = map[string]string{
	"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
}

// readClocks finds every time of day. The times of a range share a zone.
func (d *document) readClocks() []clockTime {
	var clocks []clockTime
	for _, m := range d.match(clockPattern, anyDigit, words(": am pm a.m p.m")) {
		if len(clocks) > 0 && m[0] < clocks[len(clocks)-1].full {
			continue // part of the zone of the time before
		}
		if c, ok := d.clockAt(m); ok {
			clocks = append(clocks, c)
		}
	}
	for i := len(clocks) - 2; i >= 0; i-- {
		d.share(&clocks[i], clocks[i+1], clocks[i].end, clocks[i+1].start)
	}
	all := len(clocks) > 0 && allTimes.MatchString(d.text)
	for i := range clocks {
		if i > 0 {
			d.share(&clocks[i], clocks[i-1], clocks[i-1].full, clocks[i].start)
		}
		clocks[i].zoned = clocks[i].zoned || all
	}
	return clocks
}

// mostRange is how many bytes may stand between the two times of a range: room
// for a date.
const mostRange = 48

// share gives a time the zone of its neighbour where the text between them
// makes them a range.
func (d *document) share(c *clockTime, neighbour clockTime, from, to int) {
	if !c.zoned && neighbour.zoned && from <= to && to-from < mostRange && rangeBetween.MatchString(d.text[from:to]) {
		c.zoned, c.offset = true, neighbour.offset
	}
}

// clockAt reads one match of clockPattern.
func (d *document) clockAt(m []int) (clockTime, bool) {
	c := clockTime{span: span{m[0], m[1]}}
	group := func(n int) string {
		if m[2*n] < 0 {
			return ""
		}
		return d.text[m[2*n]:m[2*n+1]]
	}
	hour, half := group(1), group(3)
	if hour == "" {
		hour, half = group(4), group(5)
	}
	c.hour, _ = strconv.Atoi(hour)
	c.minute, _ = strconv.Atoi("0" + group(2))
	if half != "" {
		if c.hour < 1 || c.hour > 12 {
			return c, false
		}
		if c.hour %= 12; half == "p" || half == "P" {
			c.hour += 12
		}
	}
	before, behind := d.around(c.span)
	isoTime := before == 'T' && c.start >= 2 && '0' <= d.text[c.start-2] && d.text[c.start-2] <= '9'
	switch {
	case c.hour > 23 || c.minute > 59,
		wordByte(before) && !isoTime, before == '.' || before == ':' || before == '+',
		behind == ':' || wordByte(behind) && behind != 'Z',
		notClock.MatchString(head(d.text[c.end:], 10)),
		beforeRatio.MatchString(d.text[max(0, c.start-12):c.start]),
		d.inLink(c.start):
		return c, false
	}
	d.readZone(&c)
	return c, true
}

// readZone reads the zone behind a time.
func (d *document) readZone(c *clockTime) {
	rest := head(d.text[c.end:], 60)
	c.full = c.end
	taken := 0
	if m := utcAfter.FindStringSubmatch(rest); m != nil {
		taken, c.offset = len(m[0]), seconds(m[1], m[2], m[3])
	} else if strings.HasPrefix(rest, "Z") && (len(rest) == 1 || !wordByte(rest[1])) {
		taken, c.offset = 1, new(int)
	} else if m := offsetAfter.FindStringSubmatch(rest); m != nil && !c.before(m[1], m[2], m[3]) {
		taken, c.offset = len(m[0]), seconds(m[1], m[2], m[3])
	} else if m := namedAfter.FindString(rest); m != "" {
		taken = len(m)
	} else if m := lettersAfter.FindStringSubmatch(rest); m != nil {
		offset, known := d.offsetOf(m[1])
		if !known {
			return
		}
		taken, c.offset = len(m[0]), &offset
	}
	if taken == 0 {
		return
	}
	c.zoned, c.full = true, c.end+taken
	c.full += len(secondZone.FindString(head(d.text[c.full:], 16)))
}

// before tells whether what looks like an offset is the end of a range that
// begins with c: it names a later time (08:05-09:30).
func (c *clockTime) before(sign, hours, mins string) bool {
	h, _ := strconv.Atoi(hours)
	m, _ := strconv.Atoi(mins)
	return sign == "-" && h*60+m > c.hour*60+c.minute
}

func seconds(sign, hours, mins string) *int {
	h, _ := strconv.Atoi("0" + hours)
	m, _ := strconv.Atoi("0" + mins)
	offset := h*3600 + m*60
	if sign != "" && sign != "+" {
		offset = -offset
	}
	return &offset
}

// offsetOf gives the offset that letters stand for: what the incident's own
// zone calls so, else what most readers understand.
func (d *document) offsetOf(letters string) (int, bool) {
	upper := strings.ToUpper(letters)
	for _, months := range []int{0, 3, 6, 9} {
		if name, offset := d.ctx.Now.In(d.zone).AddDate(0, months, 0).Zone(); name == upper {
			return offset, true
		}
	}
	if name, ok := zonePlaces[letters]; ok {
		_, offset := d.ctx.Now.In(place(name)).Zone()
		return offset, true
	}
	hours, known := zoneHours[upper]
	return int(hours * 3600), known
}

var (
	isoDate   = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})`)
	dayMonth  = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b`)
	monthDay  = regexp.MustCompile(`(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (\d{1,2})(?:st|nd|rd|th)?\b`)
	dayInWord = regexp.MustCompile(`(?i)\b(?:(tomorrow)|(today)|(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b`)
)

// mostAhead is how far ahead a time without a date is taken to be: an update is
// stated for later today, not for just before midnight once midnight is past.
const mostAhead = 20 * time.Hour

// moment gives the moment that a stated time means, with the date that its
// sentence states; without one it is today, or the other side of a midnight
// that is near.
func (d *document) moment(c clockTime, sentence string) (time.Time, bool) {
	if c.offset == nil {
		return time.Time{}, false
	}
	zone := time.FixedZone("", *c.offset)
	now := d.ctx.Now.In(zone)
	on := func(year int, month time.Month, day int) (time.Time, bool) {
		return time.Date(year, month, day, c.hour, c.minute, 0, 0, zone), true
	}
	number := func(text string) int { n, _ := strconv.Atoi(text); return n }
	if m := isoDate.FindStringSubmatch(sentence); m != nil {
		return on(number(m[1]), time.Month(number(m[2])), number(m[3]))
	}
	if m := dayMonth.FindStringSubmatch(sentence); m != nil {
		return nearestYear(on, now, monthOf(m[2]), number(m[1]))
	}
	if m := monthDay.FindStringSubmatch(sentence); m != nil {
		return nearestYear(on, now, monthOf(m[1]), number(m[2]))
	}
	if m := dayInWord.FindStringSubmatch(sentence); m != nil {
		ahead := 0
		if m[1] != "" {
			ahead = 1
		} else if m[3] != "" {
			ahead = (weekdayOf(m[3]) - int(now.Weekday()) + 7) % 7
		}
		return on(now.Year(), now.Month(), now.Day()+ahead)
	}
	at, _ := on(now.Year(), now.Month(), now.Day())
	switch gap := at.Sub(now); {
	case gap > mostAhead:
		at = at.AddDate(0, 0, -1)
	case gap < -12*time.Hour:
		at = at.AddDate(0, 0, 1)
	}
	return at, true
}

// nearestYear gives a day of the year nearest to now.
func nearestYear(on func(int, time.Month, int) (time.Time, bool), now time.Time, month time.Month, day int) (time.Time, bool) {
	best, _ := on(now.Year(), month, day)
	for _, year := range []int{now.Year() - 1, now.Year() + 1} {
		if other, _ := on(year, month, day); other.Sub(now).Abs() < best.Sub(now).Abs() {
			best = other
		}
	}
	return best, true
}

func monthOf(word string) time.Month {
	return time.Month(strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(word[:3]))/3 + 1)
}

func weekdayOf(word string) int {
	return strings.Index("sunmontuewedthufrisat", strings.ToLower(word[:3])) / 3
}

func head(text string, most int) string { return text[:min(len(text), most)] }
