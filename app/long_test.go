package app

import (
	"strings"
	"testing"

	"aircover/backend/fault"
)

// TestLongTextsAreRefusedAndNotCut gives a megabyte and more to every call that
// takes text from people. Each says so; none keeps a piece of it.
func TestLongTextsAreRefusedAndNotCut(t *testing.T) {
	d := newDesk(t)
	id := must(d.home.Declare("checkout down", "UTC"))(t)
	need := must(d.room.Log(id, "n access for @maria"))(t)
	task := must(d.room.Log(id, "a @ben 10m check the replica"))(t)
	hypothesis := must(d.room.Log(id, "h expired intermediate"))(t)
	question := must(d.room.Log(id, "q @vp when is it back?"))(t)
	must(d.sync.Set(id, must(d.sync.View(id, "UTC"))(t).Plan))(t)
	request := must(d.sync.Request(id, "VP wants a call, 30 min, 5 people"))(t).ID
	before := must(d.room.Get(id))(t).Seq

	long := strings.Repeat("long ", 220_000) // 1.1 MB
	calls := map[string]func() error{
		"declare":            func() error { _, err := d.home.Declare(long, "UTC"); return err },
		"log":                func() error { _, err := d.room.Log(id, long); return err },
		"retitle":            func() error { return d.room.Retitle(id, long) },
		"why severity":       func() error { return d.room.SetSeverity(id, 1, long) },
		"why phase":          func() error { return d.room.SetPhase(id, "diagnose", long) },
		"assign":             func() error { return d.room.Assign(id, "responder", long) },
		"check-in, where":    func() error { return d.room.CheckIn(id, "", long, "") },
		"check-in, need":     func() error { return d.room.CheckIn(id, "", "", long) },
		"check-in, stream":   func() error { return d.room.CheckIn(id, long, "fine", "") },
		"correct":            func() error { return d.room.Correct(id, need, long) },
		"meet":               func() error { return d.work.MeetNeed(id, need, long) },
		"decline":            func() error { return d.work.DeclineNeed(id, need, long) },
		"answer a task":      func() error { return d.work.AnswerTask(id, task, long) },
		"why a verdict":      func() error { return d.work.SettleHypothesis(id, hypothesis, "supported", long) },
		"answer a question":  func() error { return d.work.AnswerQuestion(id, question, long) },
		"request a meeting":  func() error { _, err := d.sync.Request(id, long); return err },
		"hold it, because":   func() error { return d.sync.Settle(id, request, "held", long) },
		"a fact":             func() error { return d.updates.SetFact(id, "impact", long) },
		"save a draft":       func() error { _, err := d.write(id, "page", "", long); return err },
		"mark as sent":       func() error { return d.updates.MarkSent(id, "page", "Investigating", long) },
		"formats":            func() error { _, err := d.updates.Formats(long); return err },
		"my name":            func() error { return d.people.SetMe(long) },
		"a name, an address": func() error { return d.people.SetEmail(long, "a@example.org") },
		"an address":         func() error { return d.people.SetEmail("Maria", long) },
	}
	for name, call := range calls {
		switch err := call(); fault.CodeOf(err) {
		case fault.Invalid, fault.TooLarge:
			if len(err.Error()) > 400 {
				t.Errorf("%s: the sentence has %d characters", name, len(err.Error()))
			}
		default:
			t.Errorf("%s: %v", name, err)
		}
	}
	if after := must(d.room.Get(id))(t).Seq; after != before {
		t.Errorf("%d events were stored", after-before)
	}
}
