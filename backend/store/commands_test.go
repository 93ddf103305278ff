package store

import (
	"math/rand/v2"
	"strings"
	"time"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/meeting"
)

// typist makes up what a lead does to an incident; the same seed does the same.
type typist struct{ *rand.Rand }

func newTypist(seed uint64) typist { return typist{rand.New(rand.NewPCG(seed, 2))} }

func pick[T any](t typist, from ...T) T { return from[t.IntN(len(from))] }

var vocabulary = strings.Fields(`checkout replica lag cert Müller naïve pool timeout "quoted AND OR NEAR(
	payments 支払い 😀 p99 database-3 it's <b>bold</b> 100% search_index -- ; ''`)

func (t typist) words() string {
	words := make([]string, 1+t.IntN(6))
	for i := range words {
		words[i] = pick(t, vocabulary...)
	}
	return strings.Join(words, " ")
}

func (t typist) name() string { return pick(t, "Ana", "ben", "Ben", "Zoë", "D. O'Neil") }

// line types into the log, with every prefix, now or earlier.
func (t typist) line() string {
	prefix := pick(t, "", "", "h ", "e ", "d ", "d rollback to ", "n access for @"+t.name()+" ", "w payments: ", "w ",
		"q @vp ", "a @"+t.name()+" 10m ", "i @"+t.name()+" 5m ")
	return pick(t, "", "", "", "-12m ", "-90m ") + prefix + t.words()
}

// event picks an event of the journal.
func (t typist) event(r *Room) string {
	records := r.Journal.Records()
	return records[t.IntN(len(records))].ID
}

// future is an event of a version that does not exist yet.
type future struct{ Text string }

func (future) Kind() string { return "future.said" }

type command = func(typist, *Room, incident.Stamp) ([]incident.Change, error)

// The commands, by what a lead does often.
var (
	writing = []command{
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			line, err := incident.ParseLine(t.line(), st.Now.Std(), time.UTC)
			if err != nil {
				return nil, err
			}
			return r.Incident.Log(st, line)
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Incident.CheckIn(st, pick(t, "", "payments", "Payments"), pick(t, "", t.words()), pick(t, "", t.words()))
		},
	}
	compensation = []command{
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Journal.Correct(st, t.event(r), t.words(), pick(t, incident.Time{}, st.Now.Add(-time.Hour)))
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Journal.Undo(st, t.event(r))
		},
		func(_ typist, r *Room, st incident.Stamp) ([]incident.Change, error) { return r.Journal.UndoLast(st) },
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			for _, record := range r.Journal.Records() {
				if p, ok := record.Payload.(incident.Undone); ok && t.IntN(2) == 0 {
					return r.Journal.Restore(st, p.Target)
				}
			}
			return nil, nil
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Journal.Redact(st, t.event(r))
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) { // written and corrected at once
			note := st.Change(incident.Noted{Text: t.words()})
			return []incident.Change{
				note, st.Change(incident.Corrected{Target: note.ID, Text: t.words()}),
				st.Change(incident.Undone{Target: pick(t, note.ID, t.event(r), "unknown")}),
			}, nil
		},
	}
	course = []command{
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Incident.Retitle(st, t.words())
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Incident.ChangeSeverity(st, incident.Severity(1+t.IntN(4)), pick(t, "", t.words()))
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Incident.ChangePhase(st, pick(t, incident.Phases...), pick(t, "", t.words()))
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Incident.Assign(st, pick(t, incident.Roles...), t.name())
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Incident.Release(st, t.name())
		},
		func(t typist, _ *Room, st incident.Stamp) ([]incident.Change, error) {
			return []incident.Change{st.Change(incident.NudgeSettled{
				Key: t.words(), Outcome: pick(t, incident.Acted, incident.Snoozed), Until: st.Now.Add(time.Minute),
			})}, nil
		},
		func(t typist, _ *Room, st incident.Stamp) ([]incident.Change, error) {
			return []incident.Change{st.Change(future{t.words()})}, nil
		},
	}
	work = []command{
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Incident.MeetNeed(st, need(r), t.words())
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Incident.DeclineNeed(st, need(r), t.words())
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Incident.AnswerTask(st, task(r), t.words())
		},
		func(_ typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Incident.DropTask(st, task(r))
		},
		func(_ typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Incident.ExtendTask(st, task(r), 5)
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			for _, h := range r.Incident.Hypotheses {
				return r.Incident.SettleHypothesis(st, h.ID, pick(t, incident.Supported, incident.RuledOut, incident.Untested), t.words())
			}
			return nil, nil
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			for _, q := range r.Incident.Questions {
				return r.Incident.AnswerQuestion(st, q.ID, t.words())
			}
			return nil, nil
		},
		func(_ typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			for _, i := range r.Incident.Interruptions {
				return r.Incident.Deflect(st, i.ID)
			}
			return nil, nil
		},
	}
	telling = []command{
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			state := pick(t, comms.Investigating, comms.Identified, comms.Monitoring, comms.Resolved)
			sent := comms.UpdateSent{Audience: t.audience(), State: state, Text: t.words(), Next: pick(t, incident.Time{}, st.Now.Add(time.Hour))}
			return r.Comms.MarkSentAt(st, &r.Incident, sent, pick(t, incident.Time{}, st.Now.Add(-10*time.Minute)))
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Comms.MovePromise(st, t.audience(), st.Now.Add(time.Duration(1+t.IntN(90))*time.Minute))
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Comms.Pause(st, t.audience(), t.IntN(2) == 0)
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Comms.SetFact(st, pick(t, comms.FactImpact, comms.FactScope, comms.FactKnown), pick(t, "", t.words()))
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Comms.ClearLegal(st, t.IntN(2) == 0)
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			audience := r.Comms.Audience(t.audience())
			if audience == nil {
				return nil, nil
			}
			changed := *audience
			changed.Name = t.words()
			return r.Comms.ChangeAudience(st, changed)
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			if t.IntN(4) > 0 {
				return nil, nil // seldom, since an audience that is gone is told nothing
			}
			return r.Comms.RemoveAudience(st, t.audience())
		},
	}
	meetings = []command{
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			plan := meeting.DefaultPlan(st.Now, &r.Incident, pick(t, "Europe/Berlin", "UTC"))
			plan.Title, plan.Wall = t.words(), pick(t, "16:45", "10:00")
			if r.Meetings.Sync == nil || t.IntN(3) == 0 {
				return r.Meetings.SetSync(st, &r.Incident, plan)
			}
			return r.Meetings.ChangeSync(st, plan)
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			if r.Meetings.Sync == nil {
				return nil, nil
			}
			next, _ := r.Meetings.Sync.Next(st.Now)
			return pick(t,
				func() ([]incident.Change, error) { return r.Meetings.SkipSync(st, next.Day) },
				func() ([]incident.Change, error) { return r.Meetings.MoveSync(st, next.Day, next.Day, "18:30") },
				func() ([]incident.Change, error) { return r.Meetings.EndSync(st, next.Day) },
				func() ([]incident.Change, error) { return r.Meetings.CancelSync(st) },
			)()
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			return r.Meetings.Request(st, meeting.RequestPlan{Text: t.words(), Minutes: 30, People: 5, CostMinutes: 225})
		},
		func(t typist, r *Room, st incident.Stamp) ([]incident.Change, error) {
			for _, request := range r.Meetings.OpenRequests() {
				return r.Meetings.SettleRequest(st, request.ID, pick(t, meeting.Answered, meeting.OnAgenda, meeting.Held), t.words())
			}
			return nil, nil
		},
	}
)

func (t typist) audience() string { return pick(t, comms.Page, comms.Support, comms.Executives) }

// need and task give the oldest open one; "" is refused by its command.
func need(r *Room) string {
	for _, n := range r.Incident.OpenNeeds() {
		return n.ID
	}
	return ""
}

func task(r *Room) string {
	for _, t := range r.Incident.OpenTasks() {
		return t.ID
	}
	return ""
}

// command picks what is done next.
func (t typist) command() command {
	return pick(t, pick(t, writing, writing, compensation, compensation, course, work, telling, meetings)...)
}
