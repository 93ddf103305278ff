package meeting

import (
	"fmt"
	"strings"

	"aircover/backend/incident"
)

// Description is the text of the invitation: that it is optional, and where
// the updates appear, so that skipping it is safe; then the agenda, where to
// join, who is named without an address, and when it ends. For a file for
// import, which has no attendees of its own, everybody is named.
func (s *Series) Description(everybody bool) string {
	paragraphs := []string{
		s.optional() + "\n" + s.safeToSkip(),
		s.agenda(),
		s.Note,
		labelled("Join", s.Link),
		s.people(everybody),
		"This sync ends with the incident.",
	}
	return strings.Join(notEmpty(paragraphs), "\n\n")
}

func (s *Series) optional() string {
	chair := ""
	if lead := s.Lead(); lead != "" {
		chair = ", with " + lead + " in the chair"
	}
	return fmt.Sprintf("%d minutes, once a day%s. Optional: come when it helps your work.", s.Minutes, chair)
}

func (s *Series) safeToSkip() string {
	where := s.Updates
	if where == "" {
		where = "in the written updates of this incident"
		if lead := s.Lead(); lead != "" {
			where += ", from " + lead
		}
	}
	return "You can skip it: what is said here appears right after " + where + "."
}

// Lead names who is in the chair; "" where nobody is.
func (s *Series) Lead() string {
	for _, a := range s.Attendees {
		if a.Chairs() {
			return a.Name
		}
	}
	return ""
}

func (s *Series) agenda() string {
	if len(s.Agenda) == 0 {
		return ""
	}
	lines := []string{"Agenda:"}
	for _, topic := range s.Agenda {
		lines = append(lines, "- "+topic.Text)
	}
	return strings.Join(lines, "\n")
}

// people names who has no address, or everybody.
func (s *Series) people(everybody bool) string {
	var names []string
	for _, a := range s.Attendees {
		if !everybody && a.Email != "" {
			continue
		}
		name := a.Name
		if name == "" {
			name = a.Email
		}
		if a.Role == incident.Lead || a.Role == incident.TechLead {
			name += " (" + string(a.Role) + ")"
		}
		names = append(names, name)
	}
	if everybody {
		return labelled("People", strings.Join(names, ", "))
	}
	return labelled("Also invited", strings.Join(names, ", "))
}

func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + ": " + text
}

func notEmpty(texts []string) []string {
	var kept []string
	for _, text := range texts {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return kept
}
