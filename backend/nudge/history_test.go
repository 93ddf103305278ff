package nudge_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/meeting"
	"aircover/backend/nudge"
)

// lead is how somebody at the desk reacts.
type lead struct {
	acts    float64 // how much of what comes up is answered
	snoozes float64 // how much of that is put off instead
}

// desk plays an incident at steps of 15 seconds and remembers what must hold.
type desk struct {
	*room
	rnd     *rand.Rand
	lead    lead
	history nudge.History
	others  []incident.Time          // banners that were not public
	there   map[string]bool          // keys that were due
	ended   map[string]bool          // keys that something came of
	until   map[string]incident.Time // keys that were put off
	snoozed map[string]int           // how often
}

// TestAnyHistory plays random incidents with a lead who does everything, one
// who does half and one who never reacts.
func TestAnyHistory(t *testing.T) {
	for name, l := range map[string]lead{"everything": {1, 0.2}, "half": {0.5, 0.4}, "never": {}} {
		for seed := range uint64(8) {
			t.Run(fmt.Sprintf("%s/%d", name, seed), func(t *testing.T) {
				severity := incident.Severity(1 + seed%4)
				d := &desk{
					room: declare(t, severity).withAudiences(), rnd: rand.New(rand.NewPCG(seed, 7)), lead: l,
					history: nudge.History{Nudges: map[string]nudge.Shown{}}, ended: map[string]bool{}, there: map[string]bool{},
					until: map[string]incident.Time{}, snoozed: map[string]int{},
				}
				d.play(8 * time.Hour)
			})
		}
	}
}

func (d *desk) play(length time.Duration) {
	const step = 15 * time.Second
	for now := start; now.Sub(start) < length; now = now.Add(step) {
		woke := d.rnd.IntN(1500) == 0
		if woke {
			now = now.Add(time.Duration(d.rnd.IntN(90)) * time.Minute)
		}
		if d.rnd.IntN(40) == 0 {
			d.happen(now)
			d.overtake(now)
		}
		due := nudge.Due(now, d.input())
		d.checkDue(now, due)
		d.show(now, due, woke)
		if len(due) > 0 && d.rnd.IntN(12) == 0 {
			d.react(now, due[d.rnd.IntN(len(due))])
		}
	}
	d.checkBudget()
}

// happen adds something to the log.
func (d *desk) happen(now incident.Time) {
	audience := []string{comms.Page, comms.Executives, comms.Support}[d.rnd.IntN(3)]
	payloads := []incident.Payload{
		incident.Noted{Text: "seen"},
		incident.WhereReported{Workstream: []string{"Payments", "Carts"}[d.rnd.IntN(2)], Text: "at work"},
		incident.NeedOpened{Text: "access", For: "Ana"},
		incident.TaskAssigned{Person: "Ana", Minutes: 1 + d.rnd.IntN(30), Text: "look"},
		meeting.MeetingRequested{Text: "all hands", Minutes: 30, People: 5, Cost: 225},
		comms.UpdateSent{
			Audience: audience, State: comms.Investigating, Text: "We look into it.",
			Next: now.Add(time.Duration(10+d.rnd.IntN(30)) * time.Minute),
		},
		comms.PromiseMoved{Audience: audience, Next: now.Add(time.Duration(5+d.rnd.IntN(30)) * time.Minute)},
		incident.InterruptionLogged{Person: []string{"Ana", "Ben"}[d.rnd.IntN(2)], Minutes: 5, Text: "pinged by sales"},
		incident.RoleAssigned{Role: incident.Roles[d.rnd.IntN(len(incident.Roles))], Person: []string{"Ana", "Ben", "Lena"}[d.rnd.IntN(3)]},
		incident.Undone{Target: d.anyEvent()},
		incident.SeverityChanged{Severity: incident.Severity(1 + d.rnd.IntN(4))},
	}
	p := payloads[d.rnd.IntN(len(payloads))]
	d.when(now, func(st incident.Stamp) ([]incident.Change, error) { return []incident.Change{st.Change(p)}, nil })
}

// anyEvent gives one that is not what came of a nudge.
func (d *desk) anyEvent() string {
	r := d.journal.Records()[d.rnd.IntN(d.journal.Len())]
	switch r.Payload.(type) {
	case incident.NudgeSettled, incident.Declared:
		return ""
	}
	return r.ID
}

// overtake records which of the nudges that were there are done by themselves.
func (d *desk) overtake(now incident.Time) {
	for _, key := range nudge.Overtaken(d.input(), slices.Collect(maps.Keys(d.there))) {
		delete(d.there, key)
		d.when(now, func(st incident.Stamp) ([]incident.Change, error) {
			return d.incident.SettleNudge(st, key, incident.Overtaken, "", d.incident.Nudges[key].Until), nil
		})
	}
}

// checkDue: the order is total and stable, what something came of is gone, and
// what was put off is not back too soon.
func (d *desk) checkDue(now incident.Time, due []nudge.Nudge) {
	d.t.Helper()
	for i, n := range due {
		if i > 0 && nudge.Compare(due[i-1], n) >= 0 {
			d.t.Fatalf("no order between %s and %s", due[i-1].Key, n.Key)
		}
		d.there[n.Key] = true
		if d.ended[n.Key] {
			d.t.Fatalf("%s is back", n.Key)
		}
		if now.Before(d.until[n.Key]) {
			d.t.Fatalf("%s was put off until %s and is back at %s", n.Key, d.until[n.Key], now)
		}
	}
	if d.rnd.IntN(10) != 0 {
		return
	}
	if again := nudge.Due(now, d.input()); !reflect.DeepEqual(due, again) {
		d.t.Fatalf("computed twice, it differs:\n%+v\n%+v", due, again)
	}
	if next, ok := nudge.Next(now, d.input()); ok && !next.Due.After(now) {
		d.t.Fatalf("next is at %s, which is over at %s", next.Due, now)
	}
}

// show puts the banner up that the limits allow, and checks that a public
// promise is never left waiting.
func (d *desk) show(now incident.Time, due []nudge.Nudge, woke bool) {
	d.t.Helper()
	shuffled := slices.Clone(due)
	d.rnd.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	plan := nudge.Plan(now, shuffled, d.history, nudge.Options{Woke: woke})
	for _, key := range plan.Keys {
		shown := d.history.Nudges[key]
		d.history.Nudges[key] = nudge.Shown{Showings: shown.Showings + 1, At: now}
		again := 0
		if strings.HasPrefix(key, nudge.FirstNotice) || strings.HasPrefix(key, nudge.Promise) {
			again = 1 // a public one may be repeated once
		}
		if shown.Showings+1 > min(3, 1+again+d.snoozed[key]) {
			d.t.Fatalf("%s was shown %d times and put off %d times", key, shown.Showings+1, d.snoozed[key])
		}
	}
	if plan.Banner != nil {
		d.history.Banners = append(d.history.Banners, nudge.Showing{At: now, Public: plan.Public})
		if !plan.Public {
			d.others = append(d.others, now)
		}
	}
	for _, n := range due {
		if n.Public && !n.Quiet && d.history.Nudges[n.Key].Showings == 0 {
			d.t.Fatalf("%s is due since %s and was not shown at %s", n.Key, n.Due, now)
		}
	}
}

// react is what the lead does about a nudge.
func (d *desk) react(now incident.Time, n nudge.Nudge) {
	if d.rnd.Float64() >= d.lead.acts {
		return
	}
	outcome, until := incident.Acted, incident.Time{}
	if d.rnd.Float64() < d.lead.snoozes {
		outcome, until = incident.Snoozed, now.Add(time.Duration(5+10*d.rnd.IntN(2))*time.Minute)
		d.until[n.Key] = until
		d.snoozed[n.Key]++
	} else {
		d.ended[n.Key] = true
	}
	d.when(now, func(st incident.Stamp) ([]incident.Change, error) {
		return d.incident.SettleNudge(st, n.Key, outcome, "", until), nil
	})
}

// checkBudget: five minutes between banners that are not public, and at most
// six of them in every hour.
func (d *desk) checkBudget() {
	d.t.Helper()
	for i, at := range d.others {
		if i > 0 && at.Sub(d.others[i-1]) < 5*time.Minute {
			d.t.Fatalf("banners at %s and %s", d.others[i-1], at)
		}
		if i >= 6 && at.Sub(d.others[i-6]) < time.Hour {
			d.t.Fatalf("seven banners from %s to %s", d.others[i-6], at)
		}
	}
}
