package comms

import (
	"reflect"
	"slices"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// AudienceChanged gives this incident an audience, or another form of one.
type AudienceChanged struct {
	Audience Audience `json:"audience"`
	Added    bool     `json:"added,omitempty"`
}

// AudienceRemoved takes an audience off this incident.
type AudienceRemoved struct {
	Audience string `json:"audience"`
	Name     string `json:"name,omitempty"`
}

// Kind never changes: it stands in the journal.
func (AudienceChanged) Kind() string { return "audience.changed" }

// Kind never changes: it stands in the journal.
func (AudienceRemoved) Kind() string { return "audience.removed" }

// EntryText gives the change as a line of the log.
func (p AudienceChanged) EntryText() string {
	name := called(p.Audience.Name, p.Audience.ID)
	if p.Added {
		return name + ": added as an audience of this incident"
	}
	return name + ": told differently in this incident"
}

// EntryText gives the removal as a line of the log.
func (p AudienceRemoved) EntryText() string {
	return called(p.Name, p.Audience) + ": no longer an audience of this incident"
}

func (s *State) applyChanged(a Audience) {
	if at := slices.IndexFunc(s.Audiences, func(b Audience) bool { return b.ID == a.ID }); at >= 0 {
		s.Audiences[at] = a
	} else {
		s.Audiences = append(s.Audiences, a)
	}
}

func (s *State) applyRemoved(r incident.Record, id string) {
	s.end(id, r.Occurred, Released, Missed)
	delete(s.Paused, id)
	s.Audiences = slices.DeleteFunc(s.Audiences, func(a Audience) bool { return a.ID == id })
}

// ChangeAudience gives this incident an audience in another form, or one more.
// Faults: Invalid, with the fields of CheckAudience.
func (s *State) ChangeAudience(st incident.Stamp, a Audience) ([]incident.Change, error) {
	all, err := PutAudience(s.Audiences, a)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(all, func(b Audience) bool { return b.ID == a.ID })
	before := s.Audience(a.ID)
	if before != nil && reflect.DeepEqual(*before, all[at]) {
		return nil, nil
	}
	return []incident.Change{st.Change(AudienceChanged{Audience: all[at], Added: before == nil})}, nil
}

// RemoveAudience takes an audience off this incident. What it was told stays
// in the log.
func (s *State) RemoveAudience(st incident.Stamp, id string) ([]incident.Change, error) {
	a, err := s.audience(id)
	if err != nil {
		return nil, err
	}
	if _, err := DropAudience(s.Audiences, id); err != nil {
		return nil, err
	}
	return []incident.Change{st.Change(AudienceRemoved{Audience: id, Name: a.Name})}, nil
}

// PutAudience gives a list in which an audience took the place of the one with
// its id, or stands last. The list and the audience are checked.
func PutAudience(all []Audience, a Audience) ([]Audience, error) {
	all = slices.Clone(all)
	if at := slices.IndexFunc(all, func(b Audience) bool { return b.ID == a.ID }); at >= 0 {
		all[at] = a
	} else {
		all = append(all, a)
	}
	return CheckAudiences(all)
}

// DropAudience gives a list without an audience. Faults: NotFound; Conflict
// where another audience follows this one, or it is the last.
func DropAudience(all []Audience, id string) ([]Audience, error) {
	rest := slices.DeleteFunc(slices.Clone(all), func(a Audience) bool { return a.ID == id })
	if len(rest) == len(all) {
		return nil, fault.New(fault.NotFound, "There is no audience of this name.")
	}
	if len(rest) == 0 {
		return nil, fault.New(fault.Conflict, "This is the only audience. Add another one first.")
	}
	if id == Page {
		for _, a := range rest {
			if a.followsPage() {
				return nil, fault.New(fault.Conflict, "%s is told with the status page. Give it another cadence first.", a.Name)
			}
		}
	}
	return rest, nil
}

// Restored gives a list in which the given audiences have their form again; one
// that is not in it stands last.
func Restored(all, from []Audience) []Audience {
	all = slices.Clone(all)
	for _, a := range from {
		if at := slices.IndexFunc(all, func(b Audience) bool { return b.ID == a.ID }); at >= 0 {
			all[at] = a
		} else {
			all = append(all, a)
		}
	}
	return all
}
