package nudge

import (
	"time"

	"aircover/backend/incident"
)

// Shield is a message for a chat that sends the questions of an audience to
// the lead instead of to a responder.
type Shield struct {
	Person   string        // whom it keeps free; "" is everybody who works on the fix
	Lead     string        // "" is not known
	Audience string        // name of those who read it; "" is anybody inside
	External bool          // the outside reads it: it names nobody
	Next     incident.Time // of the update that was promised; zero for none
	Zone     *time.Location
}

// Message writes it out, for the lead to paste.
func (s Shield) Message(now incident.Time) string {
	message := "The responders work on the fix and read nothing else for now. Please ask me instead"
	if s.Person != "" && !s.External {
		message = cut(s.Person, maxName) + " works on the fix and reads nothing else for now. Please ask me instead"
	}
	if s.Lead != "" && !s.External {
		message += " (" + cut(s.Lead, maxName) + ")"
	}
	message += "; I know where it stands."
	if !s.Next.After(now) {
		return message
	}
	message += " The next update"
	if s.Audience != "" {
		message += " for " + cut(s.Audience, maxName)
	}
	c := clock{now: now, zone: s.Zone}
	return message + " comes at " + c.at(s.Next) + s.Next.In(s.Zone).Format(" MST") + "."
}
