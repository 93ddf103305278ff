package nudge_test

import (
	"testing"
	"time"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/meeting"
	"aircover/backend/nudge"
)

// quiet gives an incident at a severity to which nothing is due by itself.
func quiet(severity incident.Severity) func(*testing.T) *room {
	return func(t *testing.T) *room { return declare(t, severity) }
}

func staffed(severity incident.Severity) func(*testing.T) *room {
	return func(t *testing.T) *room { return declare(t, severity).withAudiences() }
}

// TestRulesSpeakOnTime checks each rule just before its moment and at it.
// Moments are in minutes after the declaration.
func TestRulesSpeakOnTime(t *testing.T) {
	report := func(r *room, minute int, name string) *room {
		return r.log(minute, incident.WhereReported{Workstream: name, Text: "at work"})
	}
	need := incident.NeedOpened{Text: "database access", NeedKind: incident.NeedAccess, For: "Ana"}
	task := incident.TaskAssigned{Person: "Ana", Minutes: 10, Text: "replica lag"}
	cases := []struct {
		name  string
		room  func(*testing.T) *room
		setup func(*room)
		rule  string
		at    int // 0 is never, as far as two days
	}{
		{"first notice at SEV1, 5 min", staffed(incident.SEV1), nil, nudge.FirstNotice, 4},
		{"first notice at SEV2, 15 min", staffed(incident.SEV2), nil, nudge.FirstNotice, 14},
		{"no first notice at SEV3 while customers see nothing", staffed(incident.SEV3), nil, nudge.FirstNotice, 0},
		{"first notice at SEV3 once an impact is stated", staffed(incident.SEV3), func(r *room) {
			r.log(1, comms.FactSet{Name: comms.FactImpact, Text: "cards fail"})
		}, nudge.FirstNotice, 59},
		{"no first notice once it went out", staffed(incident.SEV1), func(r *room) { r.send(3, comms.Page, 20) }, nudge.FirstNotice, 0},
		{"no first notice while it is internal only", staffed(incident.SEV1), func(r *room) { r.pause(comms.Page) }, nudge.FirstNotice, 0},

		{"promise, 5 min before", quiet(incident.SEV4), func(r *room) { r.withAudiences().send(1, comms.Page, 30) }, nudge.Promise, 25},
		{"what the cadence asks of executives at SEV1", staffed(incident.SEV1), func(r *room) { r.pause(comms.Page) }, nudge.Promise, 30},
		{"what the cadence asks of executives at SEV2", staffed(incident.SEV2), func(r *room) { r.pause(comms.Page) }, nudge.Promise, 60},

		{"what goes out with the page is not asked for before the page", staffed(incident.SEV1), func(r *room) { r.pause(comms.Executives, comms.Internal, comms.Legal) }, nudge.Promise, 0},
		{"what goes out with the page is asked for once the page went out", staffed(incident.SEV1), func(r *room) {
			r.pause(comms.Executives)
			r.send(3, comms.Page, 50)
		}, nudge.Promise, 8},

		{"time box, at its end", quiet(incident.SEV4), func(r *room) { r.log(5, task) }, nudge.Task, 15},
		{"time box, extended", quiet(incident.SEV4), func(r *room) {
			r.log(5, task)
			r.log(12, incident.TaskExtended{Task: r.incident.Tasks[0].ID, Minutes: 10})
		}, nudge.Task, 22},
		{"no time box", quiet(incident.SEV4), func(r *room) { r.log(5, incident.TaskAssigned{Person: "Ana", Text: "look"}) }, nudge.Task, 0},
		{"time box of a task that is over", quiet(incident.SEV4), func(r *room) {
			r.log(5, task)
			r.log(9, incident.TaskEnded{Task: r.incident.Tasks[0].ID})
		}, nudge.Task, 0},

		{"need at SEV1, 10 min", quiet(incident.SEV1), func(r *room) { r.log(2, need) }, nudge.Need, 12},
		{"need at SEV2, 20 min", quiet(incident.SEV2), func(r *room) { r.log(2, need) }, nudge.Need, 22},
		{"need at SEV3, 60 min", quiet(incident.SEV3), func(r *room) { r.log(2, need) }, nudge.Need, 62},
		{"need at SEV4, 60 min", quiet(incident.SEV4), func(r *room) { r.log(2, need) }, nudge.Need, 62},
		{"need that was met", quiet(incident.SEV1), func(r *room) {
			r.log(2, need)
			r.log(8, incident.NeedSettled{Need: r.incident.Needs[0].ID})
		}, nudge.Need, 0},

		{"meeting request, on entry", quiet(incident.SEV4), func(r *room) {
			r.log(7, meeting.MeetingRequested{Text: "all hands", Minutes: 30, People: 5, Cost: 225})
		}, nudge.Request, 7},

		{"silence at SEV1, twice 30 min, of the incident itself", quiet(incident.SEV1), nil, nudge.CheckIn, 60},
		{"silence at SEV2, twice 60 min", quiet(incident.SEV2), nil, nudge.CheckIn, 120},
		{"silence at SEV3, twice 120 min", quiet(incident.SEV3), nil, nudge.CheckIn, 240},
		{"silence at SEV4, two days", quiet(incident.SEV4), nil, nudge.CheckIn, 2880},
		{"any entry is heard where no workstream is named", quiet(incident.SEV1), func(r *room) {
			r.log(20, incident.Noted{Text: "latency rises"})
		}, nudge.CheckIn, 80},
		{"a named workstream is heard by its own word only", quiet(incident.SEV1), func(r *room) {
			report(r, 10, "Payments").log(20, incident.Noted{Text: "latency rises"})
		}, nudge.CheckIn, 70},
		{"promise without fresh facts, 10 min before", quiet(incident.SEV1), func(r *room) {
			report(r.withAudiences(), 1, "Payments").send(2, comms.Page, 50)
		}, nudge.CheckIn, 40},
		{"a workstream within its rhythm is not asked, promise or not", quiet(incident.SEV1), func(r *room) {
			report(r.withAudiences(), 15, "Payments").send(16, comms.Page, 30)
		}, nudge.CheckIn, 45},
		{"promise with fresh facts", quiet(incident.SEV1), func(r *room) {
			report(r.withAudiences(), 1, "Payments").send(2, comms.Page, 50).log(20, incident.EvidenceLogged{Text: "a stale intermediate"})
		}, nudge.CheckIn, 61},
		{"three interruptions in an hour", quiet(incident.SEV4), func(r *room) { r.interrupt(3, "Ana").interrupt(20, "ana ").interrupt(63, "Ana") }, nudge.Interrupted, 63},
		{"three interruptions in more than an hour", quiet(incident.SEV4), func(r *room) { r.interrupt(3, "Ana").interrupt(20, "Ana").interrupt(64, "Ana") }, nudge.Interrupted, 0},
		{"three interruptions on three people", quiet(incident.SEV4), func(r *room) { r.interrupt(3, "Ana").interrupt(4, "Ben").interrupt(5, "Cem") }, nudge.Interrupted, 0},
		{"an interruption that the lead took", quiet(incident.SEV4), func(r *room) {
			r.interrupt(3, "Ana").interrupt(4, "Ana").interrupt(5, "Ana")
			r.log(5, incident.Deflected{Interruption: r.incident.Interruptions[1].ID})
		}, nudge.Interrupted, 0},

		{"4 h in command", quiet(incident.SEV4), nil, nudge.LongCommand, 240},
		{"4 h in command, after it was taken over", quiet(incident.SEV4), func(r *room) { r.role(60, incident.Lead, "Max") }, nudge.LongCommand, 300},
		{"4 h in command, confirmed in between", quiet(incident.SEV4), func(r *room) { r.role(60, incident.Lead, "Lena") }, nudge.LongCommand, 240},
		{"nobody in command", quiet(incident.SEV4), func(r *room) { r.log(60, incident.RoleReleased{Person: "Lena"}) }, nudge.LongCommand, 0},
		{"6 h with a role", quiet(incident.SEV4), func(r *room) { r.role(10, incident.TechLead, "Ana") }, nudge.LongShift, 370},
		{"6 h with a role, released before", quiet(incident.SEV4), func(r *room) {
			r.role(10, incident.Responder, "Ana").log(300, incident.RoleReleased{Person: "Ana"})
		}, nudge.LongShift, 0},
		{"named once, and not since", quiet(incident.SEV4), func(r *room) { r.log(10, task) }, nudge.LongShift, 0},
		{"named again and again", quiet(incident.SEV4), func(r *room) { r.log(10, task).log(200, task) }, nudge.LongShift, 370},
		{"named again after a rest", quiet(incident.SEV4), func(r *room) { r.log(10, task).log(300, task).log(500, task) }, nudge.LongShift, 660},

		{"a time box takes precedence", quiet(incident.SEV1), func(r *room) {
			report(r, 1, "Payments").log(2, incident.TaskAssigned{Person: "Ana", Minutes: 90, Text: "look", Workstream: "payments"})
		}, nudge.CheckIn, 0},
		{"a time box of another workstream does not", quiet(incident.SEV1), func(r *room) {
			report(r, 1, "Payments").log(2, incident.TaskAssigned{Person: "Ana", Minutes: 90, Text: "look", Workstream: "Carts"})
		}, nudge.CheckIn, 61},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := c.room(t)
			if c.setup != nil {
				c.setup(r)
			}
			if c.at == 0 {
				for minute := range 2 * 24 * 60 {
					if due := r.due(clockTime(minute), c.rule); len(due) != 0 {
						t.Fatalf("minute %d: %+v", minute, due)
					}
				}
				return
			}
			if early := r.due(clockTime(c.at).Add(-time.Millisecond), c.rule); len(early) != 0 {
				t.Errorf("too early: %+v", early)
			}
			if n := r.only(c.at, c.rule); n.Due != clockTime(c.at) {
				t.Errorf("due %s, want %s", n.Due, clockTime(c.at))
			}
			r.only(c.at+1, c.rule)
		})
	}
}

// TestNothingOnceOver: an incident that is in learn or closed prompts nobody.
func TestNothingOnceOver(t *testing.T) {
	r := declare(t, incident.SEV1).withAudiences().send(1, comms.Page, 20)
	r.log(2, incident.NeedOpened{Text: "access", For: "Ana"}).log(3, incident.TaskAssigned{Person: "Ana", Minutes: 5, Text: "look"})
	for _, phase := range []incident.Phase{incident.Learn, incident.Closed} {
		r.log(30, incident.PhaseChanged{Phase: phase})
		if due := nudge.Due(clockTime(300), r.input()); len(due) != 0 {
			t.Errorf("%s: %+v", phase, due)
		}
		if next, ok := nudge.Next(clockTime(300), r.input()); ok {
			t.Errorf("%s: next %+v", phase, next)
		}
	}
}

// TestPromiseStages: a promise speaks shortly before and at its time, in two
// occasions, and a moved one is new.
func TestPromiseStages(t *testing.T) {
	r := declare(t, incident.SEV4).withAudiences().send(1, comms.Page, 30)
	soon, atZero := r.only(29, nudge.Promise), r.only(30, nudge.Promise)
	if soon.Key == atZero.Key {
		t.Errorf("one key for both stages: %s", soon.Key)
	}
	if soon.At != clockTime(30) || atZero.Due != clockTime(30) {
		t.Errorf("stages at %s and %s", soon.At, atZero.Due)
	}
	r.settle(30, soon.Key, incident.Acted, 0).settle(30, atZero.Key, incident.Acted, 0)
	if due := r.due(clockTime(40), nudge.Promise); len(due) != 0 {
		t.Errorf("back after it was acted on: %+v", due)
	}
	move := func(minute, to int) {
		r.at(minute, func(st incident.Stamp) ([]incident.Change, error) {
			return r.comms.MovePromise(st, comms.Page, clockTime(to))
		})
	}
	move(20, 60)
	r.only(55, nudge.Promise)
	move(21, 30)
	if again := r.only(29, nudge.Promise); again.Key == soon.Key {
		t.Error("a promise moved away and back is the old one")
	}
}

// TestPublicComesFirst: what people outside wait for goes before what people
// inside do, and only it may break the limits.
func TestPublicComesFirst(t *testing.T) {
	r := declare(t, incident.SEV1).withAudiences().pause(comms.Support).send(1, comms.Executives, 20).send(2, comms.Page, 20)
	due := r.due(clockTime(20), nudge.Promise)
	if len(due) != 2 || due[0].Audience != comms.Page || !due[0].Public || due[1].Public {
		t.Fatalf("%+v", due)
	}
}

// TestOneCheckIn: however many workstreams are silent, one is asked about, and
// putting it off brings no other forward.
func TestOneCheckIn(t *testing.T) {
	r := declare(t, incident.SEV1)
	for minute, name := range []string{"Search", "Payments", "Carts", "Search"} {
		r.log(minute, incident.WhereReported{Workstream: name, Text: "at work"})
	}
	first := r.only(90, nudge.CheckIn)
	if first.Subject != "Payments" {
		t.Errorf("asked about %s, want the longest silence", first.Subject)
	}
	r.settle(90, first.Key, incident.Snoozed, 105)
	if due := r.due(clockTime(100), nudge.CheckIn); len(due) != 0 {
		t.Errorf("another came forward: %+v", due)
	}
	if back := r.only(105, nudge.CheckIn); back.Key != first.Key {
		t.Errorf("another came back: %+v", back)
	}
	r.settle(106, first.Key, incident.Dismissed, 0)
	if next := r.only(107, nudge.CheckIn); next.Subject != "Carts" {
		t.Errorf("then %s, want Carts", next.Subject)
	}
}

// TestDismissedCheckInDoesNotComeBackAsSilence: the same workstream is not
// asked about for two reasons at once.
func TestDismissedCheckInDoesNotComeBackAsSilence(t *testing.T) {
	r := declare(t, incident.SEV1).withAudiences().log(0, incident.WhereReported{Workstream: "Payments", Text: "at work"})
	r.send(1, comms.Page, 80).settle(75, r.only(75, nudge.CheckIn).Key, incident.Dismissed, 0)
	if due := r.due(clockTime(79), nudge.CheckIn); len(due) != 0 {
		t.Errorf("%+v", due)
	}
}

// TestTimeBoxNudgeCoversItsWorkstream: the check-in stays silent until the
// nudge of the task is settled.
func TestTimeBoxNudgeCoversItsWorkstream(t *testing.T) {
	r := declare(t, incident.SEV1).log(1, incident.TaskAssigned{Person: "Ana", Minutes: 10, Text: "replica lag"})
	if due := r.due(clockTime(120), nudge.CheckIn); len(due) != 0 {
		t.Errorf("both ask: %+v", due)
	}
	r.settle(121, r.only(120, nudge.Task).Key, incident.Dismissed, 0)
	r.only(122, nudge.CheckIn)
}

// TestSnooze: a snooze holds, comes back aloud once, and then stays in the app.
func TestSnooze(t *testing.T) {
	r := declare(t, incident.SEV1).log(0, incident.NeedOpened{Text: "access", For: "Ana"})
	key := r.only(10, nudge.Need).Key
	for i, c := range []struct {
		at, until int
		quiet     bool
	}{{10, 15, false}, {16, 31, true}, {31, 36, true}} {
		r.settle(c.at, key, incident.Snoozed, c.until)
		if due := r.due(clockTime(c.until).Add(-1*time.Millisecond), nudge.Need); len(due) != 0 {
			t.Errorf("snooze %d was cut short: %+v", i+1, due)
		}
		back := r.only(c.until, nudge.Need)
		if back.Quiet != c.quiet || back.Due != clockTime(c.until) || back.Key != key {
			t.Errorf("after snooze %d: %+v", i+1, back)
		}
	}
}

// TestSettledStaysAway: acted on or dismissed is for good; a need that is asked
// again is another one.
func TestSettledStaysAway(t *testing.T) {
	for _, outcome := range []incident.Outcome{incident.Acted, incident.Dismissed} {
		r := declare(t, incident.SEV1).log(0, incident.NeedOpened{Text: "access", For: "Ana"})
		key := r.only(10, nudge.Need).Key
		r.settle(10, key, outcome, 0)
		if due := r.due(clockTime(1000), nudge.Need); len(due) != 0 {
			t.Errorf("%s: %+v", outcome, due)
		}
		r.log(20, incident.NeedOpened{Text: "access", For: "Ana"})
		if again := r.only(30, nudge.Need); again.Key == key {
			t.Errorf("%s: the need asked again has the old key", outcome)
		}
	}
}

// TestNext tells what comes and when, and nothing where nothing is ahead.
func TestNext(t *testing.T) {
	r := declare(t, incident.SEV2).withAudiences().pause(comms.Support)
	next, ok := nudge.Next(clockTime(0), r.input())
	if !ok || next.Rule != nudge.FirstNotice || next.Due != clockTime(14) {
		t.Errorf("at first %v %+v", ok, next)
	}
	r.send(10, comms.Page, 40)
	next, _ = nudge.Next(clockTime(11), r.input())
	if next.Due != clockTime(35) || next.Title != "14:40 promise: Status page" {
		t.Errorf("after the notice %+v", next)
	}
	r.settle(35, r.only(35, nudge.Promise).Key, incident.Snoozed, 38)
	next, _ = nudge.Next(clockTime(36), r.input())
	if next.Due != clockTime(38) {
		t.Errorf("snoozed: %+v", next)
	}
}

// TestPileUpsDoNotRepeat: the fourth and fifth interruption are no new pile,
// the sixth is; and an old pile is no news.
func TestPileUpsDoNotRepeat(t *testing.T) {
	r := declare(t, incident.SEV4)
	keys := map[string]bool{}
	for minute := range 6 {
		r.interrupt(1+minute, "Ana")
		for _, n := range r.due(clockTime(1+minute), nudge.Interrupted) {
			keys[n.Key] = true
		}
		if want := (minute + 1) / 3; len(keys) != want {
			t.Errorf("%d piles after %d interruptions, want %d", len(keys), minute+1, want)
		}
	}
	if due := r.due(clockTime(70), nudge.Interrupted); len(due) != 0 {
		t.Errorf("old news: %+v", due)
	}
}
