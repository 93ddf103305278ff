package comms

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// Limits of the directory of audiences: more than a person reads, and gaps of
// up to a week.
const (
	MaxAudiences = 30
	maxGaps      = 12
	maxTimes     = 8
	maxGap       = 7 * 24 * 60 // minutes
)

var audienceID = regexp.MustCompile(`^[a-z0-9-]{1,40}$`)

// CheckAudiences gives the audiences as they may be kept: names cleaned, times
// of day in order, a cadence for every severity. Faults: Invalid, whose fields
// are those of the first audience with a mistake: name, channel, quiet, and for
// each severity sev1.mode, sev1.gaps, sev1.then, sev1.after, sev1.later,
// sev1.watching, sev1.clock.
func CheckAudiences(all []Audience) ([]Audience, error) {
	if len(all) == 0 {
		return nil, fault.Field("name", "There is no audience. Keep at least one.")
	}
	if len(all) > MaxAudiences {
		return nil, fault.Field("name", "These are %d audiences; the most is %d. Remove one first.", len(all), MaxAudiences)
	}
	page := slices.ContainsFunc(all, func(a Audience) bool { return a.ID == Page })
	out := make([]Audience, 0, len(all))
	for _, a := range all {
		c := checking{page: page}
		a = c.audience(a)
		for _, other := range out {
			if other.ID == a.ID || incident.SameName(other.Name, a.Name) {
				c.wrong("name", "There is an audience called %s already. Choose another name.", a.Name)
			}
		}
		if c.fields != nil {
			return nil, &fault.Error{Code: fault.Invalid, Message: c.first, Fields: c.fields}
		}
		out = append(out, a)
	}
	return out, nil
}

// checking gathers what is wrong with one audience.
type checking struct {
	page   bool // there is a status page
	first  string
	fields map[string]string
}

func (c *checking) wrong(field, format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	if c.fields == nil {
		c.first, c.fields = message, map[string]string{}
	}
	if c.fields[field] == "" {
		c.fields[field] = message
	}
}

func (c *checking) audience(a Audience) Audience {
	a.Name = incident.CleanLine(a.Name, incident.MaxName)
	a.Channel = incident.CleanLine(a.Channel, incident.MaxName)
	if a.Name == "" {
		c.wrong("name", "Give the audience a name.")
	}
	if !audienceID.MatchString(a.ID) {
		c.wrong("name", "This audience has no usable id. Add it anew.")
	}
	if a.External {
		a.PassesOn = false
	}
	a.Quiet = c.quiet(a.Quiet)
	cadence := map[incident.Severity]Cadence{}
	for s := incident.SEV1; s <= incident.SEV4; s++ {
		cadence[s] = c.cadence("sev"+strconv.Itoa(int(s))+".", a.ID, a.Cadence[s])
	}
	a.Cadence = cadence
	return a
}

func (c *checking) quiet(q *Quiet) *Quiet {
	if q == nil || q.From == "" && q.To == "" {
		return nil
	}
	from, okFrom := timeOfDay(q.From)
	to, okTo := timeOfDay(q.To)
	switch {
	case !okFrom || !okTo:
		c.wrong("quiet", "Quiet hours need two times of day, such as 22:00 and 07:00.")
	case from == to:
		c.wrong("quiet", "Quiet hours begin and end at the same time. Choose an end, or leave both empty.")
	}
	return &Quiet{From: from, To: to}
}

func (c *checking) cadence(at, id string, cad Cadence) Cadence {
	if cad.Mode == "" {
		cad.Mode = NoCadence
	}
	known := slices.ContainsFunc(Modes, func(m ModeHelp) bool { return m.Mode == cad.Mode })
	switch {
	case !known:
		c.wrong(at+"mode", "Choose how this audience is told.")
	case cad.Mode == WithPage && id == Page:
		c.wrong(at+"mode", "The status page cannot follow itself. Choose another way.")
	case cad.Mode == WithPage && !c.page:
		c.wrong(at+"mode", "There is no status page to follow. Choose another way.")
	}
	if len(cad.Gaps) > maxGaps {
		c.wrong(at+"gaps", "These are %d gaps; the most is %d.", len(cad.Gaps), maxGaps)
	}
	for _, gap := range cad.Gaps {
		c.minutes(at+"gaps", gap, 1)
	}
	if (cad.Mode == Every || cad.Mode == IfVisible) && len(cad.Gaps) == 0 && cad.Then == 0 {
		c.wrong(at+"gaps", "Give the minutes to the first update, such as 30.")
	}
	c.minutes(at+"then", cad.Then, 0)
	c.minutes(at+"after", cad.After, 0)
	c.minutes(at+"later", cad.Later, 0)
	c.minutes(at+"watching", cad.Watching, 0)
	if (cad.After == 0) != (cad.Later == 0) {
		c.wrong(at+"later", "Give both: after how many minutes, and every how many from then on. Or leave both empty.")
	}
	cad.Gaps = slices.Clone(cad.Gaps)
	cad.Clock = c.clock(at+"clock", cad.Clock)
	return cad
}

func (c *checking) minutes(field string, n, least int) {
	if n < least || n > maxGap {
		c.wrong(field, "Give minutes from %d to %d.", least, maxGap)
	}
}

func (c *checking) clock(field string, clock []string) []string {
	var out []string
	for _, wall := range clock {
		t, ok := timeOfDay(wall)
		if !ok {
			c.wrong(field, "Write times of day, such as 09:30.")
			continue
		}
		out = append(out, t)
	}
	if len(out) > maxTimes {
		c.wrong(field, "These are %d times; the most is %d.", len(out), maxTimes)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// timeOfDay reads "9:30" and gives "09:30".
func timeOfDay(wall string) (string, bool) {
	t, err := time.Parse(wallClock, incident.CleanLine(wall, len(wallClock)+1))
	return t.Format(wallClock), err == nil
}

// followsPage tells whether the audience is told with the status page at any
// severity.
func (a Audience) followsPage() bool {
	for _, c := range a.Cadence {
		if c.Mode == WithPage {
			return true
		}
	}
	return false
}
