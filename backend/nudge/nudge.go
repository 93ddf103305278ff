// Package nudge is what Aircover prompts the incident lead to do, and when:
// rules over the folded state, and the limits within which they may speak.
// Nothing here is ever addressed to an engineer.
package nudge

import (
	"cmp"
	"slices"
	"time"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/meeting"
)

// Input is one open incident as the rules see it. They only read it.
type Input struct {
	ID       string // the incident's id
	Number   string // what people call it: "INC-42"
	Several  bool   // more than one incident is open, so that titles name theirs
	Incident *incident.State
	Comms    *comms.State
	Meetings *meeting.State // nil is an incident without meetings
	Shifts   Shifts         // who is on since when; see ShiftsOf
	Rules    Settings       // how the lead tuned the rules
}

// Nudge is one prompt to the lead.
type Nudge struct {
	Key      string // the same for the same occasion, however often it is computed
	Rule     string // the ID of the rule
	Incident string // the incident's id
	Subject  string // id of the task, need or request, or name of the workstream, that it is about
	Audience string // id of the audience that it is about, if any

	Due      incident.Time // from when it is to be shown; a snooze puts it off
	PutOff   incident.Time // until when it was snoozed last; zero for never
	At       incident.Time // the moment that was promised or is expected, if any
	Priority int           // the smaller, the sooner

	Title   string // at most 60 characters
	Body    string // at most 200 characters
	Private string // in place of both on a screen that others may see: no names, no words of people
	Actions []Action

	Promised bool // a promise stands
	Public   bool // it stands towards people outside, and may break the limits on banners
	Quiet    bool // to be shown in the app, and never as a banner again
}

// Action is one thing that the lead can do about a nudge.
type Action struct {
	ID    string
	Label string
	Key   string // the key that chooses it while the nudge has the focus
}

// Due lists what is due in one incident, the most important first. The order
// is total: priority, then due, then key.
func Due(now incident.Time, in Input) []Nudge {
	due, _, _ := Look(now, in)
	return due
}

// Next gives what becomes due next, in the words that it will have then, as far
// as can be told now; false where nothing is ahead.
func Next(now incident.Time, in Input) (Nudge, bool) {
	_, next, found := Look(now, in)
	return next, found
}

// Look gives what Due and Next give, at the price of one of them.
func Look(now incident.Time, in Input) (due []Nudge, next Nudge, found bool) {
	var first candidate
	for _, c := range all(now, in) {
		switch {
		case !c.Due.After(now):
			due = append(due, c.worded())
		case !found || CompareTimes(c.Nudge, first.Nudge) < 0:
			first, found = c, true
		}
	}
	slices.SortFunc(due, Compare)
	if found {
		next = first.worded()
	}
	return due, next, found
}

// candidate is a nudge before it has its words.
type candidate struct {
	Nudge
	rule    rule
	scene   scene
	subject subject
}

// Compare orders nudges by what to do first.
func Compare(a, b Nudge) int {
	return cmp.Or(cmp.Compare(a.Priority, b.Priority), a.Due.Compare(b.Due), cmp.Compare(a.Key, b.Key))
}

// CompareTimes orders nudges by when they are due, and those of one moment by
// what to do first.
func CompareTimes(a, b Nudge) int { return cmp.Or(a.Due.Compare(b.Due), Compare(a, b)) }

// all lists the nudges of an incident that nothing has come of yet: due now, or
// to be expected.
func all(now incident.Time, input Input) []candidate {
	if !input.Incident.Open() {
		return nil
	}
	in := sceneAt(now, input)
	var nudges []candidate
	for _, r := range rules {
		if in.Rules[r.id].Off {
			continue
		}
		in.number = r.number(in.Rules)
		subjects := slices.DeleteFunc(r.trigger(in), func(s subject) bool {
			return settled(in.Incident.Nudges[r.key(in, s)]) || r.silenced != nil && r.silenced(in, s)
		})
		if r.one {
			subjects = foremost(now, subjects)
		}
		for _, s := range subjects {
			nudges = append(nudges, candidate{r.nudge(in, s), r, in, s})
		}
	}
	return nudges
}

// settled tells whether the lead is done with a nudge for good. One that was
// overtaken by what happened is not: what happened may be undone, and then
// nobody has answered it.
func settled(o incident.NudgeOutcome) bool {
	return o.Outcome == incident.Acted || o.Outcome == incident.Dismissed
}

// foremost keeps one subject: the first in the order of the trigger that is
// due, else the one that is due next. One that was put off keeps its place, so
// that a snooze brings no other forward.
func foremost(now incident.Time, subjects []subject) []subject {
	var pick []subject
	for _, s := range subjects {
		if !s.due.After(now) {
			return []subject{s}
		}
		if pick == nil || s.due.Before(pick[0].due) {
			pick = []subject{s}
		}
	}
	return pick
}

// key names the occasion: another promise, or another end of a time box, is
// another key.
func (r rule) key(in scene, s subject) string {
	return r.id + "/" + in.ID + "/" + s.occasion
}

// snoozesAloud is how many snoozes bring a banner back: after one more
// the nudge stays in the app.
const snoozesAloud = 1

func (r rule) nudge(in scene, s subject) Nudge {
	n := Nudge{
		Key: r.key(in, s), Rule: r.id, Incident: in.ID, Subject: s.id, Audience: s.audience,
		Due: s.due, At: s.at, Priority: r.priority,
		Promised: s.promised, Public: s.public,
	}
	if s.public {
		n.Priority -= publicFirst
	}
	if o := in.Incident.Nudges[n.Key]; !o.Until.IsZero() { // snoozed, and maybe overtaken and back since
		n.Quiet = o.Snoozes > snoozesAloud
		n.PutOff, n.Due = o.Until, later(n.Due, o.Until)
	}
	return n
}

// worded gives the nudge with its words, as of when it is due or now.
func (c candidate) worded() Nudge {
	n, in := c.Nudge, c.scene
	w := c.rule.words(clock{now: later(in.now, n.Due), zone: in.zone}, c.subject)
	if in.Several && in.Number != "" {
		w.title, w.private = in.Number+" · "+w.title, in.Number+" · "+w.private
	}
	n.Actions = c.rule.actions(c.subject)
	n.Title, n.Body, n.Private = cut(w.title, maxTitle), cut(w.body, maxBody), cut(w.private, maxTitle)
	return n
}

func later(a, b incident.Time) incident.Time {
	if a.After(b) {
		return a
	}
	return b
}

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }
