package nudge

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"aircover/backend/incident"
)

// What fits a notification on every desktop, in runes.
const (
	maxTitle = 60
	maxBody  = 200
	maxName  = 32 // of a person, an audience or a workstream inside a sentence
)

// words are what a nudge says; private says it without names.
type words struct{ title, body, private string }

// clock writes times for a reader at a moment and a place.
type clock struct {
	now  incident.Time
	zone *time.Location
}

// at gives "15:20", with the day where it is another one.
func (c clock) at(t incident.Time) string {
	local, now := t.In(c.zone), c.now.In(c.zone)
	if local.YearDay() != now.YearDay() || local.Year() != now.Year() {
		return local.Format("Mon 15:04")
	}
	return local.Format("15:04")
}

// since gives whole minutes gone: "12 min", "3 h 20".
func (c clock) since(t incident.Time) string {
	gone := max(int(c.now.Sub(t)/time.Minute), 0)
	if gone < 120 {
		return fmt.Sprintf("%d min", gone)
	}
	return hours(gone)
}

// hours writes minutes as "45 min", "2 h" or "3 h 45".
func hours(minutes int) string {
	switch {
	case minutes < 60:
		return fmt.Sprintf("%d min", minutes)
	case minutes%60 == 0:
		return fmt.Sprintf("%d h", minutes/60)
	}
	return fmt.Sprintf("%d h %02d", minutes/60, minutes%60)
}

// overdue gives "", or ", 4 min ago" for what is late by a minute or more.
func (c clock) overdue(t incident.Time) string {
	if c.now.Sub(t) < time.Minute {
		return ""
	}
	return ", " + c.since(t) + " ago"
}

func firstNoticeWords(c clock, s subject) words {
	at := c.at(s.at)
	w := words{title: at + " first notice: " + cut(s.audienceName, maxName), private: "First notice due " + at}
	switch left := s.at.Sub(c.now); {
	case left > 0:
		w.body = fmt.Sprintf("First notice due in %d min. The draft is ready.", (left+time.Minute-1)/time.Minute)
	case left > -time.Minute:
		w.body = "First notice is due now. The draft is ready."
	default:
		w.body = "First notice was due " + at + c.overdue(s.at) + ". The draft is ready."
	}
	return w
}

func updateWords(c clock, s subject) words {
	at, late := c.at(s.at), c.overdue(s.at)
	is := "is"
	if late != "" {
		is = "was"
	}
	name := cut(s.audienceName, maxName)
	if !s.promised {
		offer := "The draft is ready."
		if s.facts > 0 {
			offer = news(s.facts)
		}
		return words{
			title:   at + " update: " + name,
			body:    name + ": an update " + is + " due " + at + late + ". " + offer,
			private: "An update " + is + " due " + at,
		}
	}
	return words{
		title:   at + " promise: " + name,
		body:    "You promised " + at + late + ". " + news(s.facts),
		private: "A promise " + is + " due " + at,
	}
}

// news says what a draft has to offer.
func news(facts int) string {
	switch facts {
	case 0:
		return `The log has nothing new: send "nothing new", or another time.`
	case 1:
		return "The draft has 1 new fact."
	}
	return fmt.Sprintf("The draft has %d new facts.", facts)
}

func timeBoxWords(_ clock, s subject) words {
	name, over := cut(s.person, maxName), fmt.Sprintf("%d minutes are up", s.minutes)
	if s.minutes == 1 {
		over = "1 minute is up"
	}
	return words{
		title:   name + ": " + over,
		body:    around(name+"'s "+over+": ", s.text, ". Ask only if you need it."),
		private: fmt.Sprintf("A time box of %d min is up", s.minutes),
	}
}

func checkInWords(c clock, s subject) words {
	gone := c.since(s.since)
	heard, title := "Nothing heard for "+gone, "Nothing heard for "+gone
	if s.id != "" {
		name := cut(s.id, maxName)
		heard, title = name+": nothing heard for "+gone, name+": silent for "+gone
	}
	w := words{title: title, private: "Nothing heard for " + gone}
	is := "is"
	if c.overdue(s.at) != "" {
		is = "was"
	}
	switch {
	case s.promised:
		w.body = heard + ", and " + c.at(s.at) + " " + is + ` promised. Send "nothing new"?`
	case s.audience != "":
		w.body = heard + ", and an update " + is + " due " + c.at(s.at) + `. Send "nothing new"?`
	default:
		w.body = heard + ". Ask one question in writing?"
	}
	return w
}

func needWords(c clock, s subject) words {
	waited := c.since(s.since)
	w := words{
		title:   around("Open need: ", s.text, ""),
		body:    around("Open for "+waited+": ", s.text, "."),
		private: "A need has been open for " + waited,
	}
	if s.person != "" {
		name := cut(s.person, maxName)
		w.title = around(name+" waits for ", s.text, "")
		w.body = around(name+" has waited "+waited+" for ", s.text, ".")
	}
	return w
}

func requestWords(c clock, s subject) words {
	w := words{
		title:   around("Meeting request: ", s.text, ""),
		body:    fmt.Sprintf("%d min × %d costs %s. ", s.minutes, s.people, hours(s.cost)),
		private: "A meeting request waits for an answer",
	}
	if s.audience == "" {
		w.body += "Answer with an update instead?"
	} else {
		w.body += "Send the " + c.at(s.at) + " update instead?"
	}
	return w
}

func pileUpWords(_ clock, s subject) words {
	name, span := cut(s.person, maxName), hours(s.minutes)
	if s.minutes == 60 {
		span = "an hour"
	}
	return words{
		title:   fmt.Sprintf("%s: %d interruptions in %s", name, pileUp, span),
		body:    fmt.Sprintf("%d interruptions in %s on %s. Take the next ones yourself?", pileUp, span, name),
		private: fmt.Sprintf("%d interruptions in %s on one responder", pileUp, span),
	}
}

func longCommandWords(c clock, s subject) words {
	on := c.on(s.since)
	return words{
		title:   on + " in command",
		body:    "You have been in command for " + on + ". Who takes over, and when?",
		private: on + " in command",
	}
}

func longShiftWords(c clock, s subject) words {
	name, on := cut(s.person, maxName), c.on(s.since)
	return words{
		title:   name + ": on for " + on,
		body:    name + " has been on for " + on + ". Who takes over, and when?",
		private: "A responder has been on for " + on,
	}
}

// on gives how long somebody has been at work, in whole minutes: "4 h", "4 h 20".
func (c clock) on(since incident.Time) string {
	return hours(max(int(c.now.Sub(since)/time.Minute), 0))
}

// around puts text of people between words of ours, cut so that all of it fits
// a body.
func around(before, text, after string) string {
	text = strings.TrimRight(cut(text, maxBody-utf8.RuneCountInString(before+after)), " .,;:")
	return before + text + after
}

// cut puts text on one line and shortens it.
func cut(text string, limit int) string { return incident.CleanLine(text, limit) }
