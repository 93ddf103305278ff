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

// rulesBegin and listedSince are the years in which rules and lists begin.
const (
	rulesBegin  = 2000
	listedSince = 2018
)

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
// yearly rules where they held in the year before and hold for 28 years, else by
// a list until ten years later.
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
	rules, ok := yearly(all)
	if !ok {
		zone.Children = listed(loc, from)
		return zone
	}
	for n, r := range rules {
		zone.Children = append(zone.Children, observance(r.back(all[n]), r.text()))
	}
	return zone
}

// listed writes every change by itself.
func listed(loc *time.Location, from time.Time) []*goical.Component {
	since := time.Date(listedSince, 1, 1, 0, 0, 0, 0, time.UTC)
	name, offset := since.In(loc).Zone()
	children := []*goical.Component{observance(change{at: distantPast, from: offset, to: offset, name: name}, "")}
	for _, c := range changes(loc, since, from.AddDate(listYears, 0, 0)) {
		children = append(children, observance(c, ""))
	}
	return children
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

// rule is a change that comes once a year, on the same weekday of a month: the
// last one, or the one of the seven days from a certain day on.
type rule struct {
	month   time.Month
	weekday time.Weekday
	from    int // day of the month; 0 is the last weekday
}

// yearly finds the two rules that give all changes, if there are such.
func yearly(all []change) ([]rule, bool) {
	var own [2][]change
	for i, c := range all {
		own[i%2] = append(own[i%2], c)
	}
	first, ok := ruleOf(own[0])
	second, ok2 := ruleOf(own[1])
	return []rule{first, second}, ok && ok2
}

func ruleOf(own []change) (rule, bool) {
	if len(own) < ruleYears {
		return rule{}, false
	}
	model := own[0].wall()
	lowest, highest, last := 31, 1, true
	for i, c := range own {
		wall := c.wall()
		same := c.from == own[0].from && c.to == own[0].to && wall.Year() == model.Year()+i && wall.Month() == model.Month() &&
			wall.Weekday() == model.Weekday() && clock(wall) == clock(model)
		if !same {
			return rule{}, false
		}
		lowest, highest = min(lowest, wall.Day()), max(highest, wall.Day())
		last = last && wall.AddDate(0, 0, 7).Month() != wall.Month()
	}
	r := rule{month: model.Month(), weekday: model.Weekday(), from: lowest}
	if last {
		r.from = 0
	}
	return r, last || highest-lowest == 6
}

// text is the rule as an RRULE.
func (r rule) text() string {
	day := [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}[r.weekday]
	head := fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=", r.month)
	switch {
	case r.from == 0:
		return head + "-1" + day
	case r.from%7 == 1:
		return fmt.Sprintf("%s%d%s", head, r.from/7+1, day)
	}
	days := fmt.Sprint(r.from)
	for d := r.from + 1; d < r.from+7; d++ {
		days += fmt.Sprintf(",%d", d)
	}
	return head + day + ";BYMONTHDAY=" + days
}

// back gives a change of the rule as it would have been in the year that rules
// begin. Some readers take a zone for UTC that was at +0000 in all the years
// from 2000 to 2020, as London would seem to be where the rule begins later.
func (r rule) back(c change) change {
	wall := c.wall()
	month, from := r.month, r.from
	if from == 0 {
		month, from = month+1, -6 // the first of the last seven days
	}
	day := time.Date(rulesBegin, month, from, wall.Hour(), wall.Minute(), wall.Second(), 0, time.UTC)
	for day.Weekday() != r.weekday {
		day = day.AddDate(0, 0, 1)
	}
	c.at = day.Add(-time.Duration(c.from) * time.Second)
	return c
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
