package meeting

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"aircover/backend/incident"
)

// defaultMinutes is how long a requested meeting lasts where nothing is said:
// what most calendars offer first.
const defaultMinutes = 30

var (
	askerPattern    = regexp.MustCompile(`(?i)^(.{1,80}?)\s+(?:wants?|asks? for|asked for|needs?|requests?|would like|proposes?|suggests?|calls? for)\b`)
	hoursPattern    = regexp.MustCompile(`(?i)\b(\d{1,2})(?:[.,](\d))?\s*(?:h|hours?|hrs?)(?:\s*(\d{1,2})(?:\s*(?:m|mins?|minutes?))?)?\b`)
	minutesPattern  = regexp.MustCompile(`(?i)\b(\d{1,3})[\s-]*(?:m|mins?|minutes?)\b`)
	halfHourPattern = regexp.MustCompile(`(?i)\bhalf an hour\b`)
	anHourPattern   = regexp.MustCompile(`(?i)\ban hour\b`)
	peoplePattern   = regexp.MustCompile(`(?i)\b(\d{1,4})\s+(?:people|persons?|engineers?|responders?|devs?|developers?|of us)\b`)
	timesPattern    = regexp.MustCompile(`(?i)(?:×|\bx)\s*(\d{1,4})\b`)
	clockPattern    = regexp.MustCompile(`(?i)\b([01]?\d|2[0-3])[:.]([0-5]\d)\s*([ap]m)?\b`)
	hourPattern     = regexp.MustCompile(`(?i)\bat\s+([01]?\d|2[0-3])\s*([ap]m)?\b`)
	tomorrowPattern = regexp.MustCompile(`(?i)\btomorrow\b`)
	withPattern     = regexp.MustCompile(`(?i)\bwith\s+([^.;:]+)`)
	everybody       = regexp.MustCompile(`(?i)\b(?:all|every|the (?:team|engineers|responders))\b|\beverybody\b|\beveryone\b`)
)

// ParseRequest reads a line such as "VP wants a call at 15:00, 30 min, all
// engineers". The words stay as they are; what is not said is 30 minutes and
// everybody, which is team people. A time is on the clocks of loc, and the next
// one that comes. The price is left to the caller.
func ParseRequest(line string, now incident.Time, loc *time.Location, team int) RequestPlan {
	line = incident.CleanLine(line, incident.MaxLine)
	plan := RequestPlan{Text: line, Minutes: defaultMinutes, People: max(team, 1)}
	if m := askerPattern.FindStringSubmatch(line); m != nil {
		plan.By = incident.CleanLine(m[1], incident.MaxName)
	}
	plan.At = askedTime(line, now, loc)
	// The clock time is taken out, so that "15:00 30 min" is not read twice.
	rest := clockPattern.ReplaceAllString(line, " ; ")
	if minutes := askedMinutes(rest); minutes > 0 {
		plan.Minutes = min(minutes, MaxMinutes)
	}
	if people := askedPeople(rest); people > 0 {
		plan.People = min(people, maxPeople)
	}
	return plan
}

func askedTime(line string, now incident.Time, loc *time.Location) incident.Time {
	var hour, minute int
	var half string
	if m := clockPattern.FindStringSubmatch(line); m != nil {
		hour, _ = strconv.Atoi(m[1])
		minute, _ = strconv.Atoi(m[2])
		half = m[3]
	} else if m := hourPattern.FindStringSubmatch(line); m != nil {
		hour, _ = strconv.Atoi(m[1])
		half = m[2]
	} else {
		return incident.Time{}
	}
	if hour <= 12 && half != "" {
		hour %= 12
		if strings.EqualFold(half, "pm") {
			hour += 12
		}
	}
	day := DateOf(now.In(loc))
	wall := formatWall(hour*60 + minute)
	if tomorrowPattern.MatchString(line) || !startOf(day, wall, loc).After(now) {
		day = day.Add(1)
	}
	return startOf(day, wall, loc)
}

func askedMinutes(line string) int {
	switch {
	case halfHourPattern.MatchString(line):
		return 30
	case anHourPattern.MatchString(line):
		return 60
	}
	if m := hoursPattern.FindStringSubmatch(line); m != nil {
		hours, _ := strconv.Atoi(m[1])
		tenths, _ := strconv.Atoi("0" + m[2])
		minutes, _ := strconv.Atoi("0" + m[3])
		return hours*60 + tenths*6 + minutes
	}
	if m := minutesPattern.FindStringSubmatch(line); m != nil {
		minutes, _ := strconv.Atoi(m[1])
		return minutes
	}
	return 0
}

// askedPeople counts the people that are named; 0 is everybody.
func askedPeople(line string) int {
	for _, pattern := range []*regexp.Regexp{peoplePattern, timesPattern} {
		if m := pattern.FindStringSubmatch(line); m != nil {
			people, _ := strconv.Atoi(m[1])
			return people
		}
	}
	m := withPattern.FindStringSubmatch(line)
	if m == nil || everybody.MatchString(m[1]) {
		return 0
	}
	return countNames(m[1])
}

// countNames counts the names of "Priya, @tom and Ana, 30 min": capitalised or
// handles, and no more once a part is neither.
func countNames(list string) int {
	count := 0
	for _, part := range strings.Split(strings.NewReplacer(" and ", ",", " & ", ",").Replace(list), ",") {
		first, _ := utf8.DecodeRuneInString(strings.TrimSpace(part))
		if first != '@' && !unicode.IsUpper(first) {
			break
		}
		count++
	}
	return count
}
