package meeting

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// Limits of a sync.
const (
	// SyncMinutes is how long the daily sync is by default: the playbook's 15.
	SyncMinutes = 15
	// MaxMinutes is the longest meeting, in minutes: a working day.
	MaxMinutes = 8 * 60
	// MaxAttendees bounds an invitation.
	MaxAttendees = 200
	maxTitle     = 200
	maxLink      = 2000
	maxNote      = 4000
	maxEmail     = 254 // RFC 5321 section 4.5.3.1.3
)

// Defaults of a sync.
const (
	// defaultWall is at the end of the working day, where 15 minutes break no
	// two-hour block.
	defaultWall = "16:45"
	// settling is how long after the declaration the first sync defaults to the
	// next day: the first two hours belong to the work.
	settling = 2 * time.Hour
)

// SyncPlan is what the lead says about the daily sync.
type SyncPlan struct {
	Title     string
	Date      Date   // the first day
	Wall      string // start, "16:45"
	Zone      string // IANA zone
	Minutes   int
	Attendees []Attendee
	Link      string // http or https; "" for none
	Updates   string // where the written updates appear; "" for not said
	Note      string
}

// DefaultPlan proposes a sync: 15 minutes at 16:45 in the zone, today, or
// tomorrow where that is over or the incident was declared within two hours.
// The lead is in the chair, the tech lead is invited, responders are optional.
// A zone that is not known gives a plan in UTC.
func DefaultPlan(now incident.Time, inc *incident.State, zone string) SyncPlan {
	loc, err := Location(zone)
	if err != nil {
		zone, loc = "UTC", time.UTC
	}
	first := DateOf(now.In(loc))
	if now.Sub(inc.Declared) < settling || !startOf(first, defaultWall, loc).After(now) {
		first = first.Add(1)
	}
	return SyncPlan{
		Title: incident.CleanLine("Daily sync (optional): "+inc.Title, maxTitle),
		Date:  first, Wall: defaultWall, Zone: zone, Minutes: SyncMinutes, Attendees: invited(inc),
	}
}

func invited(inc *incident.State) []Attendee {
	attendees := []Attendee{}
	for _, name := range inc.People() {
		a := Attendee{Name: name, Role: incident.Responder, Optional: true}
		switch {
		case incident.SameName(name, inc.Holders[incident.Lead]):
			a.Role, a.Optional = incident.Lead, false
		case incident.SameName(name, inc.Holders[incident.TechLead]):
			a.Role, a.Optional = incident.TechLead, false
		}
		attendees = append(attendees, a)
	}
	return attendees
}

// Plan gives the series as a plan, to be changed and given to ChangeSync.
func (s *Series) Plan() SyncPlan {
	return SyncPlan{
		Title: s.Title, Date: s.First, Wall: s.Wall, Zone: s.Zone, Minutes: s.Minutes,
		Attendees: slices.Clone(s.Attendees), Link: s.Link, Updates: s.Updates, Note: s.Note,
	}
}

// clean gives the plan with its texts made safe, or what is wrong with it.
func (p SyncPlan) clean() (SyncPlan, error) {
	p.Title = incident.CleanLine(p.Title, maxTitle)
	p.Note = incident.CleanText(p.Note, maxNote)
	p.Updates = incident.CleanLine(p.Updates, maxTitle)
	if p.Title == "" {
		return p, fault.Field("title", "Give the sync a title first.")
	}
	if p.Minutes < 1 || p.Minutes > MaxMinutes {
		return p, fault.Field("minutes", "A sync lasts between 1 minute and 8 hours; 15 minutes are enough for most.")
	}
	var err error
	if p.Link, err = cleanLink(p.Link); err != nil {
		return p, err
	}
	p.Attendees, err = cleanAttendees(p.Attendees)
	return p, err
}

func cleanLink(link string) (string, error) {
	link = strings.TrimSpace(link)
	if link == "" {
		return "", nil
	}
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || len(link) > maxLink {
		return "", fault.Field("link", "This link cannot be used. It begins with https:// and has no spaces.")
	}
	return u.String(), nil
}

// emailForm takes what every calendar takes: no quoted names, no characters
// that a mailto link would have to encode.
var emailForm = regexp.MustCompile(`^[A-Za-z0-9.!$*+/=_'^{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$`)

// ValidEmail tells whether a calendar can send an invitation to the address.
func ValidEmail(email string) bool { return len(email) <= maxEmail && emailForm.MatchString(email) }

// cleanAttendees drops who is named twice and the empty lines.
func cleanAttendees(attendees []Attendee) ([]Attendee, error) {
	kept := []Attendee{}
	for _, a := range attendees {
		a.Name = incident.CleanLine(a.Name, incident.MaxName)
		a.Email = strings.TrimSpace(a.Email)
		if a.Email != "" && !ValidEmail(a.Email) {
			return nil, fault.Field("attendees", "%q is not an e-mail address that calendars accept. Correct it, or leave it empty.",
				incident.CleanLine(a.Email, 80))
		}
		if a.Name == "" && a.Email == "" || slices.ContainsFunc(kept, a.same) {
			continue
		}
		if !a.Role.Valid() {
			a.Role = incident.Responder
		}
		kept = append(kept, a)
	}
	if len(kept) > MaxAttendees {
		return nil, fault.Field("attendees", "%d people are too many for one invitation; %d fit.", len(kept), MaxAttendees)
	}
	return kept, nil
}

// same tells whether two lines of an invitation are one person.
func (a Attendee) same(b Attendee) bool {
	if a.Email != "" && b.Email != "" {
		return strings.EqualFold(a.Email, b.Email)
	}
	return incident.SameName(a.Name, b.Name)
}

// when checks the time of a plan: a day, a time of day and a zone that exist,
// and no clock change within a year that calendars would not agree about.
func (p SyncPlan) when() (start incident.Time, err error) {
	loc, err := Location(p.Zone)
	if err != nil {
		return start, err
	}
	minutes, err := dayAndWall(p.Date, p.Wall)
	if err != nil {
		return start, err
	}
	if day, why := seriesTrouble(p.Date, minutes, p.Minutes, loc); why != "" {
		nearest := nearestFine(minutes, func(start int) bool {
			_, why := seriesTrouble(p.Date, start, p.Minutes, loc)
			return why == ""
		})
		return start, fault.Field("wall", "On %s %s in %s, and calendars do not agree about %s then. %s is fine all year.",
			say(day), why, p.Zone, p.Wall, nearest)
	}
	return startOf(p.Date, p.Wall, loc), nil
}

func dayAndWall(day Date, wall string) (minutes int, err error) {
	if !day.Valid() {
		return 0, fault.Field("date", "%q is not a day. Write it as 2026-11-23.", incident.CleanLine(string(day), 40))
	}
	minutes, ok := parseWall(wall)
	if !ok {
		return 0, fault.Field("wall", "%q is not a time of day. Write it as 16:45.", incident.CleanLine(wall, 40))
	}
	return minutes, nil
}

// say gives a day in words: "Mon 23 Nov 2026".
func say(d Date) string { return d.noon().Format("Mon 2 Jan 2006") }
