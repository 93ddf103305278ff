package comms

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"aircover/backend/incident"
)

// clockTime is a time of day that a text states.
type clockTime struct {
	span                        // the digits, with am or pm
	full         int            // the end of what names a zone, and of a second zone in parentheses
	hour, minute int            // on a 24-hour clock
	zone         *time.Location // nil where none stands with it, or one that is not known here
}

var (
	clockPattern = regexp.MustCompile(`(?i)(\d{1,2})([:.])(\d{2})(?::\d{2}(?:[.,]\d+)?)?(?:` + gap + `?([ap])\.?m\b\.?)?|` +
		`(\d{1,2})` + gap + `?([ap])\.?m\b\.?|(\d{2})(\d{2})`)
	// notClock follows digits that are a length or a ratio.
	notClock     = regexp.MustCompile(`^\s?(?i:hours?|hrs?|h|minutes?|mins?|min|m|seconds?|secs?|s|ratio|odds|%)(?:[^\pL\d]|$)`)
	beforeRatio  = regexp.MustCompile(`(?i)\b(?:ratio|odds|scale|split|aspect)(?: of| is|:)? $`)
	rangeBetween = regexp.MustCompile(`^\s?(?:[/,]|or|(?:-|–|—|to|and|until|till)\s?(?:about |around )?(?:(?:(?i:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|\d{1,2}(?:st|nd|rd|th)?|\d{4}|at),? )*)\s?$`)
	allTimes     = regexp.MustCompile(`(?i)\b(?:all times(?: are)?(?: given)?(?: in)?|times are(?: given)?(?: in)?) \(?([A-Z]{3,5})\b`)
)

// readClocks finds every time of day. The times of a range share a zone.
func (d *document) readClocks() []clockTime {
	var clocks []clockTime
	for _, m := range d.match(clockPattern, anyDigit) {
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
	all := d.zoneOfAll(len(clocks) > 0)
	for i := range clocks {
		if i > 0 {
			d.share(&clocks[i], clocks[i-1], clocks[i-1].full, clocks[i].start)
		}
		if clocks[i].bare() {
			clocks[i].zone = all
		}
	}
	return clocks
}

// bare tells whether nothing names a zone for a time.
func (c *clockTime) bare() bool { return c.zone == nil && c.full == c.end }

// zoneOfAll gives the zone that the text states for all its times.
func (d *document) zoneOfAll(any bool) *time.Location {
	if !any {
		return nil
	}
	if m := allTimes.FindStringSubmatch(d.text); m != nil {
		return d.zoneOfLetters(m[1])
	}
	return nil
}

// mostRange is how many bytes may stand between the two times of a range: room
// for a date.
const mostRange = 48

// share gives a time the zone of its neighbour where the text between them
// makes them a range.
func (d *document) share(c *clockTime, neighbour clockTime, from, to int) {
	if c.bare() && neighbour.zone != nil && from <= to && to-from < mostRange && rangeBetween.MatchString(d.text[from:to]) {
		c.zone = neighbour.zone
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
	half := group(4) + group(6)
	c.hour, _ = strconv.Atoi(group(1) + group(5) + group(7))
	c.minute, _ = strconv.Atoi("0" + group(3) + group(8))
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
		notClock.MatchString(head(d.text[c.end:], 16)),
		beforeRatio.MatchString(d.text[max(0, c.start-12):c.start]),
		d.inLink(c.start):
		return c, false
	}
	d.readZone(&c)
	loose := group(7) != "" || group(2) == "." && half == ""
	return c, !loose || d.surely(c)
}

var (
	lowerAfter = regexp.MustCompile(`^` + gap + `?\(?[a-z]`)
	dayBefore  = regexp.MustCompile(`(?i)\b(?:` + monthNames + `)(?: \d{1,2}(?:st|nd|rd|th)?)?,? $`)
)

// surely tells whether digits without a colon (18.30, 1830) are a time: a zone
// stands directly behind them, and they are no year of a date.
func (d *document) surely(c clockTime) bool {
	rest := head(d.text[c.end:], 20)
	if c.zone == nil || offsetAfter.MatchString(rest) || lowerAfter.MatchString(rest) && !utcAfter.MatchString(rest) {
		return false
	}
	digits := d.text[c.start:c.end]
	year, err := strconv.Atoi(digits)
	now := d.ctx.Now.In(d.zone).Year()
	return err != nil || year < now-1 || year > now+1 || !dayBefore.MatchString(d.text[max(0, c.start-20):c.start])
}

// monthNames are the months, in full and in short.
const monthNames = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`

// spaces writes a sentence with plain spaces.
var spaces = strings.NewReplacer("\u00a0", " ", "\u2009", " ", "\u202f", " ")

var (
	isoDate    = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})`)
	numberDate = regexp.MustCompile(`(?i)\b(\d{1,2})([./])(\d{1,2})(?:[./](?:\d{4}|\d{2})?)?,?(?: at| by)? $`)
	dayMonth   = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)? (` + monthNames + `)\b`)
	monthDay   = regexp.MustCompile(`(?i)\b(` + monthNames + `) (\d{1,2})(?:st|nd|rd|th)?\b`)
	dayInWord  = regexp.MustCompile(`(?i)\b(?:((?:day after )?tomorrow)|(today)|(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b`)
)

// mostAhead is how far ahead a time without a date is taken to be: an update is
// stated for later today, not for just before midnight once midnight is past.
const mostAhead = 20 * time.Hour

// moment gives the moment that a stated time means, with the date that its
// sentence states; without one it is today, or the other side of a midnight
// that is near.
func (d *document) moment(c clockTime, sentence string) (time.Time, bool) {
	if c.zone == nil {
		return time.Time{}, false
	}
	if at, ok := d.dated(c, sentence); ok {
		return at, true
	}
	return d.undated(c), true
}

// promised is moment for a time that is to come: where it is past on today's
// date of its own zone, it is today's on that of the incident.
func (d *document) promised(c clockTime) (incident.Time, bool) {
	if c.zone == nil {
		return incident.Time{}, false
	}
	s := d.sentenceSpan(d.sentence(c.start))
	if at, ok := d.dated(c, d.text[s.start:s.end]); ok {
		return incident.At(at), true
	}
	at, now := d.undated(c), d.ctx.Now.Std()
	if !at.After(now) {
		later := c.on(at.Year(), at.Month(), at.Day()+1, now)
		if later.In(d.zone).Format(time.DateOnly) == now.In(d.zone).Format(time.DateOnly) {
			at = later
		}
	}
	return incident.At(at), true
}

// dated gives the moment of a time on the date that its sentence states.
func (d *document) dated(c clockTime, sentence string) (time.Time, bool) {
	now := d.ctx.Now.In(c.zone)
	on := func(year int, month time.Month, day int) (time.Time, bool) { return c.on(year, month, day, now), true }
	sentence = spaces.Replace(sentence)
	number := func(text string) int { n, _ := strconv.Atoi(text); return n }
	if m := isoDate.FindStringSubmatch(sentence); m != nil {
		return on(number(m[1]), time.Month(number(m[2])), number(m[3]))
	}
	if m := numberDate.FindStringSubmatch(spaces.Replace(d.text[max(0, c.start-mostDate):c.start])); m != nil {
		return nearestNumbers(on, now, number(m[1]), number(m[3]), m[2] == "/")
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
			ahead = 1 + strings.Count(strings.ToLower(m[1]), "day after")
		} else if m[3] != "" {
			ahead = (weekdayOf(m[3]) - int(now.Weekday()) + 7) % 7
		}
		return on(now.Year(), now.Month(), now.Day()+ahead)
	}
	return time.Time{}, false
}

// undated gives the moment of a time that is near.
func (d *document) undated(c clockTime) time.Time {
	now := d.ctx.Now.In(c.zone)
	at := c.on(now.Year(), now.Month(), now.Day(), now)
	switch ahead := at.Sub(now); {
	case ahead > mostAhead:
		return c.on(now.Year(), now.Month(), now.Day()-1, now)
	case ahead < -12*time.Hour:
		return c.on(now.Year(), now.Month(), now.Day()+1, now)
	}
	return at
}

// on gives the moment at which the clocks of its zone show a time on a day.
// Where they are put back and show it twice, it is the first that is still to
// come; where they are put forward past it, it is counted from before (RFC 5545
// section 3.3.5).
func (c *clockTime) on(year int, month time.Month, day int, now time.Time) time.Time {
	at := time.Date(year, month, day, c.hour, c.minute, 0, 0, c.zone)
	shown := func(t time.Time) int { return t.Hour()*60 + t.Minute() }
	asked := c.hour*60 + c.minute
	if early := asked - shown(at); early > 0 {
		return at.Add(minutes(early))
	}
	for _, shift := range []time.Duration{-time.Hour, -30 * time.Minute, 30 * time.Minute, time.Hour} {
		other := at.Add(shift)
		if shown(other) != asked {
			continue
		}
		first, second := at, other
		if shift < 0 {
			first, second = other, at
		}
		if first.After(now) {
			return first
		}
		return second
	}
	return at
}

// mostDate is how many bytes in front of a time a date in numbers may take.
const mostDate = 24

// nearestNumbers gives the day that two numbers mean: the day first, or, where
// both is written, the month first if that is nearer to now.
func nearestNumbers(on func(int, time.Month, int) (time.Time, bool), now time.Time, first, second int, both bool) (time.Time, bool) {
	var best time.Time
	for _, date := range [][2]int{{first, second}, {second, first}} {
		if day, month := date[0], date[1]; day >= 1 && day <= 31 && month >= 1 && month <= 12 {
			at, _ := nearestYear(on, now, time.Month(month), day)
			if best.IsZero() || at.Sub(now).Abs() < best.Sub(now).Abs() {
				best = at
			}
		}
		if !both {
			break
		}
	}
	return best, !best.IsZero()
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
