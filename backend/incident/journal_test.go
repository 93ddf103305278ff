package incident

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// book is a journal under test, with a clock and ids of its own.
type book struct {
	t      *testing.T
	now    Time
	ids    int
	events []Event
	*Journal
	State State
}

func newBook(t *testing.T) *book {
	t.Helper()
	b := &book{t: t, now: At(time.Date(2026, 3, 1, 14, 0, 0, 0, time.UTC))}
	b.Journal = Fold(CoreKinds, nil, &b.State)
	return b
}

func (b *book) stamp() Stamp {
	b.now = b.now.Add(time.Minute)
	return Stamp{Now: b.now, Author: "Lea", NewID: func() string { b.ids++; return fmt.Sprintf("id-%04d", b.ids) }}
}

// do takes the changes of a command into the journal and gives the last id.
func (b *book) do(changes []Change, err error) string {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
	last := ""
	for _, c := range changes {
		e, err := Seal("inc", b.Last(), Stamp{Now: b.now, Author: "Lea"}, c)
		if err != nil {
			b.t.Fatal(err)
		}
		b.events = append(b.events, e)
		b.Append(e)
		last = c.ID
	}
	return last
}

func (b *book) declare() {
	b.t.Helper()
	b.do(Declare(b.stamp(), "checkout down", SEV1, Time{}, "Europe/Berlin", "Lea"))
}

func (b *book) log(line string) string {
	b.t.Helper()
	l, err := ParseLine(line, b.now.Std(), time.UTC)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(b.State.Log(b.stamp(), l))
}

func TestLogLinesFold(t *testing.T) {
	b := newBook(t)
	b.declare()
	need := b.log("n access to the CA console for @maria")
	task := b.log("a @ben 10m check the replica")
	b.log("w payments: found the cert chain")
	hypothesis := b.log("h expired intermediate")
	interruption := b.log("i @ben 5m pinged by sales")
	b.log("q @vp when is it back?")
	b.log("d rollback to 4.2")

	s := &b.State
	if got := s.OpenNeeds(); len(got) != 1 || got[0].For != "maria" || got[0].Kind != NeedAccess || got[0].Owner != "Lea" {
		t.Errorf("needs: %+v", got)
	}
	if got := s.OpenTasks(); len(got) != 1 || got[0].Until.Sub(got[0].Assigned) != 10*time.Minute {
		t.Errorf("tasks: %+v", got)
	}
	if diff := cmp.Diff([]string{"Lea", "ben"}, s.People()); diff != "" {
		t.Error(diff)
	}
	b.do(s.MeetNeed(b.stamp(), need, "got it"))
	b.do(s.ExtendTask(b.stamp(), task, 10))
	b.do(s.AnswerTask(b.stamp(), task, "replica is fine"))
	b.do(s.SettleHypothesis(b.stamp(), hypothesis, Supported, "handshake log"))
	b.do(s.Deflect(b.stamp(), interruption))
	switch {
	case len(s.OpenNeeds()) != 0, len(s.OpenTasks()) != 0:
		t.Error("a closed need or task is open")
	case s.Tasks[0].Minutes != 20:
		t.Errorf("the time box is %d min", s.Tasks[0].Minutes)
	case s.Hypotheses[0].Verdict != Supported, !s.Interruptions[0].Deflected:
		t.Error("a verdict or a deflection is lost")
	}
}

func TestCompensation(t *testing.T) {
	b := newBook(t)
	b.declare()
	need := b.log("n access for @maria")
	b.do(b.Correct(b.stamp(), need, "access to the CA console", b.now.Add(-time.Hour)))
	if got := b.State.OpenNeeds()[0]; got.Text != "access to the CA console" || b.now.Sub(got.Asked) != time.Hour {
		t.Errorf("corrected need: %+v", got)
	}
	entry := entryByID(b, need)
	if len(entry.Earlier) != 1 || entry.Earlier[0].Text != "access (for maria)" {
		t.Errorf("what it said before is lost: %+v", entry)
	}

	b.do(b.Undo(b.stamp(), need))
	if len(b.State.OpenNeeds()) != 0 || !entryByID(b, need).Undone {
		t.Error("undone, and still there")
	}
	b.do(b.Restore(b.stamp(), need))
	if len(b.State.OpenNeeds()) != 1 || entryByID(b, need).Undone {
		t.Error("restored, and still gone")
	}

	b.do(b.Redact(b.stamp(), need))
	if len(b.State.OpenNeeds()) != 0 || !entryByID(b, need).Redacted || entryByID(b, need).Text != "" {
		t.Errorf("redacted, and still readable: %+v", entryByID(b, need))
	}
	if _, err := b.Correct(b.stamp(), need, "x", Time{}); err == nil {
		t.Error("a redacted entry can be corrected")
	}
}

func TestUndoLastSkipsWhatIsUndone(t *testing.T) {
	b := newBook(t)
	b.declare()
	first, second := b.log("one"), b.log("two")
	b.do(b.UndoLast(b.stamp()))
	b.do(b.UndoLast(b.stamp()))
	if !entryByID(b, first).Undone || !entryByID(b, second).Undone {
		t.Error("two undos take back two entries")
	}
	for range 2 { // the role that the declaration assigned is the last thing left
		if _, err := b.UndoLast(b.stamp()); err != nil {
			break
		}
		b.do(b.UndoLast(b.stamp()))
	}
	if _, err := b.UndoLast(b.stamp()); err == nil {
		t.Error("the declaration can be undone")
	}
}

func TestEntriesFollowWhatHappened(t *testing.T) {
	b := newBook(t)
	b.declare()
	b.log("second")
	b.log("-30m first")
	var got []string
	for _, e := range b.Entries() {
		got = append(got, e.Text)
	}
	want := []string{"first", "declared SEV1", "title: checkout down", "Lea is incident lead", "second"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestUnknownEventsAreKept(t *testing.T) {
	b := newBook(t)
	b.declare()
	e, err := Seal("inc", b.Last(), b.stamp(), Change{ID: "x", Occurred: b.now, Payload: Noted{Text: "from the future"}})
	if err != nil {
		t.Fatal(err)
	}
	e.Version = 2
	b.Append(e)
	if got := entryByID(b, "x"); !got.Opaque || got.Text != "" {
		t.Errorf("a newer version is read: %+v", got)
	}
}

// TestLiveEqualsReplay plays random commands and compares the state that
// followed event by event with the one folded from the events alone.
func TestLiveEqualsReplay(t *testing.T) {
	lines := []string{
		"h maybe the cert", "e log of node 3", "d rollback", "n access for @maria", "w payments: found it",
		"w all is slow", "a @ben 10m check", "q @vp why", "i @ben 5m pinged", "note", "-12m earlier", "n rest for @ben",
	}
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 1))
		b := newBook(t)
		b.declare()
		for range 40 {
			records := b.Records()
			target := records[random.IntN(len(records))].ID
			changes, err := b.randomCommand(random, lines, target)
			if err == nil {
				b.do(changes, nil)
			}
		}
		var state State
		replayed := Fold(CoreKinds, storedForm(b), &state)
		if diff := cmp.Diff(state, b.State, cmp.AllowUnexported(Time{})); diff != "" {
			t.Fatalf("seed %d: state (-replayed +live)\n%s", seed, diff)
		}
		if diff := cmp.Diff(replayed.Entries(), b.Entries(), cmp.AllowUnexported(Time{})); diff != "" {
			t.Fatalf("seed %d: entries (-replayed +live)\n%s", seed, diff)
		}
		if err := CheckChain(storedForm(b)); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
}

func (b *book) randomCommand(random *rand.Rand, lines []string, target string) ([]Change, error) {
	st := b.stamp()
	switch random.IntN(12) {
	case 0:
		return b.Correct(st, target, fmt.Sprint("corrected ", random.IntN(9)), Time{})
	case 1:
		return b.Undo(st, target)
	case 2:
		return b.Restore(st, target)
	case 3:
		if random.IntN(3) == 0 {
			return b.Redact(st, target)
		}
		return b.UndoLast(st)
	case 4:
		return b.State.MeetNeed(st, target, "met")
	case 5:
		return b.State.AnswerTask(st, target, "done")
	case 6:
		return b.State.ChangePhase(st, Phases[random.IntN(len(Phases))], "why")
	case 7:
		return b.State.ChangeSeverity(st, Severity(1+random.IntN(4)), "")
	}
	l, err := ParseLine(lines[random.IntN(len(lines))], b.now.Std(), time.UTC)
	if err != nil {
		return nil, err
	}
	return b.State.Log(st, l)
}

// storedForm gives the events as a file would hold them: redacted ones empty.
func storedForm(b *book) []Event {
	events := slices.Clone(b.events)
	for i := range events {
		if r, _ := b.Record(events[i].ID); r.Redacted() {
			events[i].Payload = ""
		}
	}
	return events
}

func entryByID(b *book, id string) Entry {
	for _, e := range b.Entries() {
		if e.ID == id {
			return e
		}
	}
	b.t.Fatalf("no entry %s", id)
	return Entry{}
}
