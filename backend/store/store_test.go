package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"aircover/backend/comms"
	"aircover/backend/fault"
	"aircover/backend/incident"
)

// start is the moment at which every test begins.
var start = incident.At(time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC))

// newIDs gives ids that sort in the order in which they were given.
func newIDs(series string) func() string {
	n := 0
	return func() string {
		n++
		return fmt.Sprintf("%s-%06d", series, n)
	}
}

// desk is a store with a clock and ids, to write into.
type desk struct {
	*Store
	t   testing.TB
	st  incident.Stamp
	ids func() string
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	return openDesk(t, filepath.Join(t.TempDir(), "aircover.db"), "id")
}

func openDesk(t testing.TB, path, series string) *desk {
	t.Helper()
	s, err := Open(context.Background(), path)
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() { _ = s.Close() })
	ids := newIDs(series)
	return &desk{Store: s, t: t, ids: ids, st: incident.Stamp{Now: start, Author: "Ana", NewID: ids}}
}

// declare begins an incident and gives its id.
func (d *desk) declare(title string) string {
	d.t.Helper()
	id := "incident-" + d.ids()
	d.st.Now = d.st.Now.Add(time.Minute)
	changes, err := incident.Declare(d.st, title, incident.SEV2, d.st.Now, "Europe/Berlin", "Ana")
	if err != nil {
		d.t.Fatal(err)
	}
	if _, _, err := d.Create(context.Background(), id, d.st, append(changes, comms.Start(d.st, comms.DefaultAudiences())...)); err != nil {
		d.t.Fatal(err)
	}
	return id
}

// do runs a command a minute later and gives its events.
func (d *desk) do(id string, cmd func(*Room, incident.Stamp) ([]incident.Change, error)) []incident.Event {
	d.t.Helper()
	d.st.Now = d.st.Now.Add(time.Minute)
	events, err := d.Do(context.Background(), id, d.st, func(r *Room) ([]incident.Change, error) { return cmd(r, d.st) })
	if err != nil {
		d.t.Fatal(err)
	}
	return events
}

// note logs a line and gives the entry's id.
func (d *desk) note(id, text string) string {
	d.t.Helper()
	return d.do(id, func(_ *Room, st incident.Stamp) ([]incident.Change, error) {
		return []incident.Change{st.Change(incident.Noted{Text: text})}, nil
	})[0].ID
}

// found gives the entries that a search finds.
func (d *desk) found(query string) []string {
	d.t.Helper()
	hits, err := d.Search(context.Background(), query, 100)
	if err != nil {
		d.t.Fatalf("search %q: %v", query, err)
	}
	var ids []string
	for _, h := range hits {
		ids = append(ids, h.Entry)
	}
	return ids
}

func wantFault(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if fault.CodeOf(err) != code {
		t.Fatalf("got %v (%q), want a fault %q", err, fault.CodeOf(err), code)
	}
}

func TestDeclareLogAndOpenAgain(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	id := d.declare("checkout down")
	d.note(id, "the replica lags")
	second := d.declare("search slow")
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}

	d = openDesk(t, d.path, "again")
	rows, err := d.List(ctx, ListQuery{Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || rows[0].ID != second || rows[1].ID != id || rows[1].Number != 1 || rows[1].Title != "checkout down" {
		t.Fatalf("list: %+v", rows)
	}
	page, err := d.List(ctx, ListQuery{OpenOnly: true, Before: second, Limit: 10})
	if err != nil || len(page) != 1 || page[0].ID != id {
		t.Fatalf("second page: %+v, %v", page, err)
	}
	err = d.View(ctx, id, func(r *Room) error {
		if r.Number != 1 || r.Incident.Title != "checkout down" || len(r.Incident.Facts) != 1 || len(r.Comms.Audiences) == 0 {
			t.Errorf("room: %+v", r)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := d.found("repl"); len(got) != 1 {
		t.Errorf("found %v", got)
	}
}

func TestRefusals(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	id := d.declare("checkout down")
	_, err := d.Do(ctx, "nowhere", d.st, func(*Room) ([]incident.Change, error) { return nil, nil })
	wantFault(t, err, fault.NotFound)
	wantFault(t, d.View(ctx, "nowhere", func(*Room) error { return nil }), fault.NotFound)
	_, _, err = d.Create(ctx, id, d.st, []incident.Change{d.st.Change(incident.Noted{Text: "again"})})
	wantFault(t, err, fault.Conflict)
	_, _, err = d.Create(ctx, "empty", d.st, nil)
	wantFault(t, err, fault.Invalid)

	refused := fault.New(fault.Conflict, "no")
	_, err = d.Do(ctx, id, d.st, func(*Room) ([]incident.Change, error) { return nil, refused })
	if err != refused {
		t.Errorf("the command's own error came back as %v", err)
	}
}

// TestFailedAppendLeavesNothing takes the id of an event twice, which the
// file refuses in the middle of the transaction.
func TestFailedAppendLeavesNothing(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	id := d.declare("checkout down")
	first := d.note(id, "first")
	_, err := d.Do(ctx, id, d.st, func(*Room) ([]incident.Change, error) {
		return []incident.Change{
			d.st.Change(incident.Noted{Text: "lost"}),
			{ID: first, Occurred: d.st.Now, Payload: incident.Noted{Text: "lost too"}},
		}, nil
	})
	wantFault(t, err, fault.Conflict)
	if _, cached := d.rooms.get(id); cached {
		t.Error("the fold of a failed append is still in memory")
	}
	if got := d.found("lost"); got != nil {
		t.Errorf("found %v", got)
	}
	d.note(id, "second")
	if got := d.found("second"); len(got) != 1 {
		t.Errorf("found %v", got)
	}
}
