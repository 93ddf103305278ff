package nudge

import (
	"slices"
	"time"

	"aircover/backend/incident"
)

// pileUp is how many interruptions of one person are a pile.
const pileUp = 3

// pileUps watches the interruptions that reached somebody. What the lead took
// did not. Once a pile was named, the next one begins after it; and it is old
// news when its window has passed.
func pileUps(in scene) []subject {
	window := minutes(in.number)
	by := map[string][]incident.Interruption{}
	for _, i := range in.Incident.Interruptions {
		if !i.Deflected && i.Person != "" {
			by[digest(i.Person)] = append(by[digest(i.Person)], i)
		}
	}
	var subjects []subject
	for name, hits := range by {
		slices.SortStableFunc(hits, func(a, b incident.Interruption) int { return a.Occurred.Compare(b.Occurred) })
		for at := 0; at+pileUp <= len(hits); {
			last := hits[at+pileUp-1]
			if last.Occurred.Sub(hits[at].Occurred) > window {
				at++
				continue
			}
			at += pileUp
			if in.now.Sub(last.Occurred) < window {
				subjects = append(subjects, subject{
					occasion: name + "/" + last.ID, due: last.Occurred,
					id: last.ID, person: last.Person, minutes: in.number,
				})
			}
		}
	}
	return subjects
}

// Shifts tell since when people are at work on an incident.
type Shifts struct {
	Command incident.Time // since when the lead has command; zero is nobody
	People  []Shift       // in the order in which they began, the lead left out
}

// Shift is one person at work.
type Shift struct {
	Person string
	Since  incident.Time
	// Until is when the person counts as gone, though nobody said so; zero
	// while a role holds them.
	Until incident.Time
}

// rest is how long somebody who has no role goes unnamed until they count as
// gone: the time between two shifts.
const rest = 4 * time.Hour

// ShiftsOf reads from the log who is at work since when: from being given a
// role until being released, or from being named first for as long as they
// are named again.
func ShiftsOf(journal *incident.Journal) Shifts {
	var s Shifts
	lead := ""
	for _, e := range journal.Entries() {
		if e.Undone || e.Redacted {
			continue
		}
		switch e.Kind {
		case (incident.RoleAssigned{}).Kind(), (incident.RoleReleased{}).Kind(), (incident.TaskAssigned{}).Kind(), (incident.InterruptionLogged{}).Kind():
		default:
			continue
		}
		r, _ := journal.Record(e.ID)
		switch p := r.Payload.(type) {
		case incident.RoleAssigned:
			if p.Role == incident.Lead && !incident.SameName(lead, p.Person) {
				lead, s.Command = p.Person, e.Occurred
			}
			s.name(p.Person, e.Occurred, true)
		case incident.RoleReleased:
			if incident.SameName(lead, p.Person) {
				lead, s.Command = "", incident.Time{}
			}
			s.release(p.Person)
		case incident.TaskAssigned:
			s.name(p.Person, e.Occurred, false)
		case incident.InterruptionLogged:
			s.name(p.Person, e.Occurred, false)
		}
	}
	s.release(lead)
	return s
}

// name notes that a person is at work at a moment, and with a role stays so.
func (s *Shifts) name(person string, at incident.Time, role bool) {
	if person == "" {
		return
	}
	i := slices.IndexFunc(s.People, func(o Shift) bool { return incident.SameName(o.Person, person) })
	switch {
	case i >= 0 && s.People[i].Until.IsZero():
		return
	case i >= 0 && at.After(s.People[i].Until):
		s.People = slices.Delete(s.People, i, i+1)
		i = -1
	}
	if i < 0 {
		s.People = append(s.People, Shift{Person: person, Since: at})
		i = len(s.People) - 1
	}
	if s.People[i].Until = at.Add(rest); role {
		s.People[i].Until = incident.Time{}
	}
}

func (s *Shifts) release(person string) {
	s.People = slices.DeleteFunc(s.People, func(o Shift) bool { return incident.SameName(o.Person, person) })
}

func longCommand(in scene) []subject {
	since := in.Shifts.Command
	if since.IsZero() {
		return nil
	}
	return []subject{{occasion: since.String(), due: since.Add(minutes(in.number)), since: since}}
}

// longShifts watches the responders; whoever is gone before it would be said
// is not brought up.
func longShifts(in scene) []subject {
	var subjects []subject
	for _, s := range in.Shifts.People {
		due := s.Since.Add(minutes(in.number))
		if !s.Until.IsZero() && (s.Until.Before(due) || s.Until.Before(in.now)) {
			continue
		}
		subjects = append(subjects, subject{
			occasion: digest(s.Person) + "/" + s.Since.String(), due: due, since: s.Since, person: s.Person,
		})
	}
	return subjects
}
