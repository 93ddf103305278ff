package ical

import (
	"fmt"
	"time"

	goical "github.com/emersion/go-ical"
)

// ruleYears is for how many years a yearly rule must hold: after 28 years every
// date has fallen on every day of the week.
const ruleYears = 28

// listYears is how many years of changes are listed where no rule holds.
const listYears = 10

// distantPast is before every meeting.
var distantPast = time.Date(1970, 1, 2, 0, 0, 0, 0, time.UTC)

// utcNames are the zones that are written as UTC times.
var utcNames = []string{"UTC", "Etc/UTC", "Etc/UCT", "UCT", "Etc/Zulu", "Zulu", "Etc/Universal", "Universal"}

// change is one change of a zone's clocks.
type change struct {
	at       time.Time // UTC
	from, to int       // seconds east of Greenwich
	name     string    // what the zone is called from then on
}

// wall is what the clocks show at the change, before it.
func (c change) wall() time.Time { return c.at.Add(time.Duration(c.from) * time.Second) }

// timezone makes the VTIMEZONE of a zone that is right from a moment on: by two
// yearly rules where they hold for 28 years, else by a list of ten years.
func timezone(loc *time.Location, from time.Time) *goical.Component {
	zone := goical.NewComponent(goical.CompTimezone)
	zone.Props.SetText(goical.PropTimezoneID, loc.String())
	ahead := changes(loc, from, from.AddDate(ruleYears, 0, 0))
	if len(ahead) == 0 {
		name, offset := from.In(loc).Zone()
		zone.Children = append(zone.Children, observance(change{at: distantPast, from: offset, to: offset, name: name}, ""))
		return zone
	}
	all := append(changes(loc, from.AddDate(-1, 0, -1), from), ahead...)
	if len(all) == len(ahead) {
		// No change of the year before says how the clocks stand at first.
		name, offset := from.In(loc).Zone()
		all = append([]change{{at: distantPast, from: offset, to: offset, name: name}}, all...)
	}
	rules, listed := yearly(all, len(all)-len(ahead))
	for _, c := range all[:listed] {
		if c.at.Before(from.AddDate(listYears, 0, 0)) {
			zone.Children = append(zone.Children, observance(c, ""))
		}
	}
	for n, r := range rules {
		zone.Children = append(zone.Children, observance(all[listed+n], r))
	}
	return zone
}

// changes lists the changes of a zone's clocks after from, until to. They are
// found by probing: Time.ZoneBounds is wrong at the end of leap years. No zone
// changes twice in a day.
func changes(loc *time.Location, from, to time.Time) []change {
	const step = 24 * time.Hour
	var found []change
	offset := func(t time.Time) int { _, o := t.In(loc).Zone(); return o }
	for low := from; low.Before(to); low = low.Add(step) {
		was, is := offset(low), offset(low.Add(step))
		if was == is {
			continue
		}
		a, b := low.Unix(), low.Add(step).Unix()
		for b-a > 1 {
			if middle := a + (b-a)/2; offset(time.Unix(middle, 0)) == was {
				a = middle
			} else {
				b = middle
			}
		}
		at := time.Unix(b, 0).UTC()
		name, _ := at.In(loc).Zone()
		found = append(found, change{at: at, from: was, to: is, name: name})
	}
	return found
}

// yearly finds the two rules that give all changes but the first few, at most
// spare, and how many those are. Without such rules, it is all of them.
func yearly(all []change, spare int) (rules []string, listed int) {
	for listed := range spare + 1 {
		first, ok := yearlyRule(everySecond(all[listed:]))
		second, ok2 := yearlyRule(everySecond(all[listed+1:]))
		if ok && ok2 {
			return []string{first, second}, listed
		}
	}
	return nil, len(all)
}

func everySecond(all []change) []change {
	var own []change
	for i := 0; i < len(all); i += 2 {
		own = append(own, all[i])
	}
	return own
}

// yearlyRule finds the rule of changes that come once a year on the same
// weekday: the first, the last, or the one that falls into some seven days of a
// month.
func yearlyRule(own []change) (string, bool) {
	if len(own) < ruleYears || own[0].at.Equal(distantPast) {
		return "", false
	}
	model := own[0].wall()
	lowest, highest, last := 31, 1, true
	for i, c := range own {
		wall := c.wall()
		same := c.from == own[0].from && c.to == own[0].to && wall.Year() == model.Year()+i && wall.Month() == model.Month() &&
			wall.Weekday() == model.Weekday() && clock(wall) == clock(model)
		if !same {
			return "", false
		}
		lowest, highest = min(lowest, wall.Day()), max(highest, wall.Day())
		last = last && wall.AddDate(0, 0, 7).Month() != wall.Month()
	}
	day := [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}[model.Weekday()]
	head := fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=", model.Month())
	switch {
	case last:
		return head + "-1" + day, true
	case highest-lowest != 6:
		return "", false
	case lowest%7 == 1:
		return fmt.Sprintf("%s%d%s", head, lowest/7+1, day), true
	}
	days := fmt.Sprint(lowest)
	for d := lowest + 1; d <= highest; d++ {
		days += fmt.Sprintf(",%d", d)
	}
	return head + day + ";BYMONTHDAY=" + days, true
}

func clock(t time.Time) string { return t.Format("150405") }

// observance writes one change of the clocks. DAYLIGHT is where they are ahead
// of the rest of the year, in Ireland and Morocco too, whose own data calls the
// winter the exception. The rule is an RRULE, or "" for a change that comes once.
func observance(c change, rule string) *goical.Component {
	name := goical.CompTimezoneStandard
	if c.to > c.from {
		name = goical.CompTimezoneDaylight
	}
	child := goical.NewComponent(name)
	set := func(name, value string) {
		prop := goical.NewProp(name)
		prop.Value = value
		child.Props.Set(prop)
	}
	set(goical.PropDateTimeStart, c.wall().Format(localForm))
	set(goical.PropTimezoneOffsetFrom, offsetText(c.from))
	set(goical.PropTimezoneOffsetTo, offsetText(c.to))
	set(goical.PropTimezoneName, c.name)
	if rule != "" {
		set(goical.PropRecurrenceRule, rule)
	}
	return child
}

// offsetText gives seconds east of Greenwich as "+0100".
func offsetText(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	text := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if rest := seconds % 60; rest != 0 {
		text += fmt.Sprintf("%02d", rest)
	}
	return text
}
