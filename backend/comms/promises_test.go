package comms

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"aircover/backend/incident"

	"github.com/google/go-cmp/cmp"
)

func summaries(r *room) []string {
	var out []string
	for _, record := range r.cs.PromiseRecords() {
		out = append(out, record.Summary(r.now, r.inc.Zone))
	}
	return out
}

func TestPromiseSummaries(t *testing.T) {
	r := declare(t, "Checkout fails", incident.SEV1, "Europe/Berlin")
	if got := summaries(r); got != nil {
		t.Errorf("nothing was promised: %q", got)
	}
	r.at(5).send(Executives, Investigating, 30)
	if diff := cmp.Diff([]string{"Executives: 1 promise, 1 open until 14:40 CET (13:40 UTC)."}, summaries(r)); diff != "" {
		t.Error(diff)
	}
	for i := range 7 {
		r.at(5+10*i).send(Page, Investigating, 10)
	}
	r.at(79).send(Page, Identified, 60) // promised at 65 for 75
	r.do(r.cs.MovePromise(r.at(80).stamp(), Page, start.Add(minutes(150))))
	if diff := cmp.Diff([]string{
		"Status page: 9 promises, 6 kept, 1 late by 4 min, 1 moved in time, 1 open until 16:35 CET (15:35 UTC).",
		"Executives: 1 promise, 1 overdue by 45 min.",
	}, summaries(r)); diff != "" {
		t.Error(diff)
	}
	r.at(151).send(Page, Resolved, 0)
	r.at(240).phase(incident.Closed)
	if diff := cmp.Diff([]string{
		"Status page: 9 promises, 6 kept, 2 late by up to 4 min, 1 moved in time.",
		"Executives: 1 promise, 1 missed.",
	}, summaries(r)); diff != "" {
		t.Error(diff)
	}
}

// given is a promise as the test saw it being made.
type given struct {
	audience string
	at       incident.Time
}

// Whatever a lead does, every promise that was made stands in the record once:
// open, or with the one end that the clock gives it.
func TestEveryPromiseEndsOnce(t *testing.T) {
	for seed := range uint64(60) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 6))
			r := declare(t, "Checkout fails", incident.SEV1, "Europe/Berlin")
			made := map[string]given{} // by entry
			sent := map[string][]incident.Time{}
			minute := 0
			for range 40 {
				minute += 1 + random.IntN(12)
				r.at(minute)
				a := []string{Page, Support, Executives, Legal}[random.IntN(4)]
				switch random.IntN(6) {
				case 0:
					next := r.now.Add(minutes(1 + random.IntN(30)))
					if r.cs.Promises[a].At != next {
						made[r.do(r.cs.MovePromise(r.stamp(), a, next))] = given{a, next}
					}
				case 1:
					r.send(a, Resolved, 0)
					sent[a] = append(sent[a], r.now)
				case 2:
					r.do(r.cs.Pause(r.stamp(), a, random.IntN(2) == 0))
				default:
					next := 1 + random.IntN(30)
					made[r.send(a, Identified, next)] = given{a, r.now.Add(minutes(next))}
					sent[a] = append(sent[a], r.now)
				}
			}
			closed := random.IntN(2) == 0
			if closed {
				r.at(minute + 15).phase(incident.Closed)
			}
			requireRecord(t, r, made, sent, closed)
		})
	}
}

func requireRecord(t *testing.T, r *room, made map[string]given, sent map[string][]incident.Time, closed bool) {
	t.Helper()
	seen := map[string]bool{}
	once := func(p Promise) {
		if g, ok := made[p.Entry]; !ok || g != (given{p.Audience, p.At}) || seen[p.Entry] {
			t.Errorf("%+v was not promised, or stands twice", p)
		}
		seen[p.Entry] = true
	}
	for _, record := range r.cs.PromiseRecords() {
		if record.Open != nil {
			once(*record.Open)
			if closed {
				t.Errorf("%s is promised after the end", record.Audience)
			}
		}
		for _, past := range record.Past {
			once(past.Promise)
			if want := endOf(past, sent[record.Audience], r.inc.Settled); past.End != want {
				t.Errorf("%+v ended %s, want %s", past.Promise, past.End, want)
			}
			if (past.Overdue() > 0) != (past.End == Late || past.End == Missed) {
				t.Errorf("%+v is over by %s", past, past.Overdue())
			}
		}
	}
	if len(seen) != len(made) {
		t.Errorf("%d of %d promises are on record", len(seen), len(made))
	}
}

// endOf says how a promise had to end: by the first update after it was made,
// unless it was moved before that, or the incident closed.
func endOf(p PastPromise, sent []incident.Time, closed incident.Time) PromiseEnd {
	inTime := !p.Ended.After(p.At)
	for _, at := range sent {
		if at == p.Ended && !at.Before(p.Made) {
			return map[bool]PromiseEnd{true: Kept, false: Late}[inTime]
		}
	}
	switch {
	case !inTime:
		return Missed
	case p.Ended == closed:
		return Released
	}
	return Moved
}
