package nudge

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"aircover/backend/comms"
	"aircover/backend/incident"
)

// scene is an incident at one moment, and what every rule would work out anew.
type scene struct {
	Input
	now    incident.Time
	zone   *time.Location // in which the lead reads times
	due    []comms.Due    // soonest first
	number int            // of the rule at hand, as tuned

	covered bool // list what another nudge covers too
}

func sceneAt(now incident.Time, in Input) scene {
	zone, err := incident.Location(in.Incident.Zone)
	if err != nil {
		zone = time.UTC
	}
	return scene{Input: in, now: now, zone: zone, due: in.Comms.Due(in.Incident)}
}

// subject is one occasion of a rule, with what its words need.
type subject struct {
	occasion string        // what tells it from the rule's other occasions, for the key
	due      incident.Time // when it is to be said
	at       incident.Time // the moment that was promised or is expected

	id           string // of the task, need or request; the name of a workstream
	audience     string // id
	audienceName string
	promised     bool
	public       bool
	facts        int // new to the audience since it was last told

	person, text string
	minutes      int           // of the time box or meeting
	people, cost int           // invited; minutes that a meeting costs in all
	since        incident.Time // heard, asked
	sync         bool          // there is a sync to add to
}

// firstNotices watches the first update to people outside. Whether customers
// are hit is in the cadence: without that nothing is due.
func firstNotices(in scene) []subject {
	var subjects []subject
	for _, d := range in.due {
		if !d.First || !d.External {
			continue
		}
		s := update(in, d)
		s.occasion = d.Audience + "/" + d.At.String()
		s.due, s.public = d.At.Add(-minutes(in.number)), true
		subjects = append(subjects, s)
	}
	return subjects
}

// updates watches the promises, in two stages, and what the cadence asks for
// where nothing was promised, in one.
func updates(in scene) []subject {
	var subjects []subject
	for _, d := range in.due {
		s := update(in, d)
		s.occasion, s.due = d.Audience+"/"+d.At.String(), d.At
		switch {
		case d.First && d.External, !d.Promised && !in.covered && follows(d, in.due):
		case !d.Promised:
			subjects = append(subjects, s)
		default:
			subjects = append(subjects, stages(in, s, d.External)...)
		}
	}
	return subjects
}

// stages gives the two of a promise: shortly before, until it is due, and then.
// The entry that made the promise tells it from an earlier one of the same time.
func stages(in scene, s subject, external bool) []subject {
	s.public = external
	s.occasion += "/" + in.Comms.Promises[s.audience].Entry
	soon, atZero := s, s
	soon.occasion, soon.due = s.occasion+"/soon", s.at.Add(-minutes(in.number))
	atZero.occasion += "/now"
	if in.now.Before(s.at) {
		return []subject{soon, atZero}
	}
	return []subject{atZero}
}

// follows tells whether an update goes out with one to people outside, which
// is asked for first.
func follows(d comms.Due, due []comms.Due) bool {
	return slices.ContainsFunc(due, func(o comms.Due) bool { return o.External && o.Audience != d.Audience && o.At == d.At })
}

func update(in scene, d comms.Due) subject {
	return subject{
		at: d.At, audience: d.Audience, audienceName: d.Name, promised: d.Promised,
		facts: len(in.Comms.NewSince(in.Incident, d.Audience)),
	}
}

// timeBoxes watches the ends of the tasks' time boxes.
func timeBoxes(in scene) []subject {
	var subjects []subject
	for _, t := range in.Incident.OpenTasks() {
		if t.Until.IsZero() {
			continue
		}
		subjects = append(subjects, subject{
			occasion: t.ID + "/" + t.Until.String(), due: t.Until, at: t.Until,
			id: t.ID, person: t.Person, text: t.Text, minutes: t.Minutes,
		})
	}
	return subjects
}

// needs watches how long somebody waits. A need that is asked again is another
// need, and one whose time of asking was corrected another occasion.
func needs(in scene) []subject {
	patience := in.Incident.Rhythm.Need[in.Incident.Severity]
	if patience <= 0 {
		return nil
	}
	var subjects []subject
	for _, n := range in.Incident.OpenNeeds() {
		subjects = append(subjects, subject{
			occasion: n.ID + "/" + n.Asked.String(), due: n.Asked.Add(minutes(patience)),
			id: n.ID, person: n.For, text: n.Text, since: n.Asked,
		})
	}
	return subjects
}

// requests watches the meetings that somebody asked for.
func requests(in scene) []subject {
	if in.Meetings == nil {
		return nil
	}
	next, _ := expected(in)
	_, sync := in.Meetings.Sync.Next(in.now)
	var subjects []subject
	for _, r := range in.Meetings.OpenRequests() {
		subjects = append(subjects, subject{
			occasion: r.ID, due: r.Asked, id: r.ID, text: r.Text, minutes: r.Minutes, people: r.People, cost: r.Cost,
			at: next.at, audience: next.audience, sync: sync,
		})
	}
	return subjects
}

// checkIns watches how long ago each workstream was heard of; where none is
// named the incident itself is the one, and every entry counts. Within its
// rhythm a workstream is never asked about: the lead already knows.
func checkIns(in scene) []subject {
	rhythm := in.Incident.Rhythm.CheckIn[in.Incident.Severity]
	if rhythm <= 0 {
		return nil
	}
	next, starved := expected(in)
	var forPromise, inSilence []subject
	for _, w := range streams(in.Incident) {
		s := next
		s.id, s.since = w.Name, w.Heard
		name := digest(w.Name)
		if starved {
			s.due = later(s.at.Add(-minutes(in.number)), w.Heard.Add(minutes(rhythm)))
			s.occasion = name + "/" + s.audience + "/" + s.at.String()
			forPromise = append(forPromise, s)
			if !s.due.After(in.now) {
				continue
			}
		}
		s.due = w.Heard.Add(minutes(silentRhythms * rhythm))
		s.occasion = name + "/silent/" + w.Heard.String()
		inSilence = append(inSilence, s)
	}
	return append(forPromise, inSilence...)
}

// expected gives the update that the lead's answer would feed, if any: the
// first promise that has no fresh facts, and true; else the first promise, else
// what the cadence asks for first.
func expected(in scene) (next subject, starved bool) {
	for _, d := range in.due {
		s := update(in, d)
		if s.promised && s.facts == 0 {
			return s, true
		}
		if next.audience == "" || s.promised && !next.promised {
			next = s
		}
	}
	return next, false
}

// streams lists the named workstreams, the longest silent first, or the
// incident itself as the one.
func streams(inc *incident.State) []incident.Workstream {
	var named []incident.Workstream
	for _, w := range inc.Workstreams {
		if w.Name != "" {
			named = append(named, w)
		}
	}
	if len(named) > 0 {
		slices.SortStableFunc(named, func(a, b incident.Workstream) int { return a.Heard.Compare(b.Heard) })
		return named
	}
	return []incident.Workstream{{Heard: later(inc.Heard, inc.Declared)}}
}

// boxed tells whether a task takes precedence over the check-in on its
// workstream: its time box runs, or its own nudge still stands. Where no
// workstream is named, every task counts.
func boxed(in scene, s subject) bool {
	for _, t := range in.Incident.OpenTasks() {
		if t.Until.IsZero() || s.id != "" && !incident.SameName(t.Workstream, s.id) {
			continue
		}
		if t.Until.After(in.now) || !taskSettled(in, t) {
			return true
		}
	}
	return false
}

func taskSettled(in scene, t incident.Task) bool {
	key := rule{id: Task}.key(in, subject{occasion: t.ID + "/" + t.Until.String()})
	return settled(in.Incident.Nudges[key])
}

// digest stands for a name in a key: keys are kept where a redaction of the
// name does not reach.
func digest(name string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(strings.TrimSpace(name))))
	return hex.EncodeToString(sum[:8])
}
