package store

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"aircover/backend/incident"
)

// TestManyAtOnce writes and reads from many goroutines, over more incidents
// than are kept in memory. The race detector watches; no write may be lost.
func TestManyAtOnce(t *testing.T) {
	ctx := context.Background()
	d := newDesk(t)
	var all []string
	for range maxRooms + 2 {
		all = append(all, d.declare("checkout down"))
	}
	const writers, lines = 6, 30
	var group sync.WaitGroup
	for writer := range writers {
		st := incident.Stamp{Now: start, Author: "Ana", NewID: newIDs(fmt.Sprintf("writer-%d", writer))}
		group.Go(func() {
			for n := range lines {
				id := all[(n+writer)%len(all)]
				_, err := d.Do(ctx, id, st, func(r *Room) ([]incident.Change, error) {
					return r.Incident.Log(st, incident.LogLine{Text: "replica"})
				})
				if err != nil {
					t.Error(err)
				}
				if err := d.SaveDraft(ctx, Draft{Incident: id, Audience: "page", Text: typed(n)}); err != nil {
					t.Error(err)
				}
			}
		})
		group.Go(func() {
			for n := range lines {
				err := d.View(ctx, all[(n*7+writer)%len(all)], func(r *Room) error {
					_ = r.Comms.Due(&r.Incident)
					_ = r.Journal.Entries()
					return nil
				})
				if err != nil {
					t.Error(err)
				}
				if _, err := d.Search(ctx, "replica", 10); err != nil {
					t.Error(err)
				}
				if _, err := d.List(ctx, ListQuery{Limit: 50}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	hits, err := d.Search(ctx, "replica", maxRows)
	if err != nil || len(hits) != writers*lines {
		t.Errorf("%d lines are found of %d, %v", len(hits), writers*lines, err)
	}
	for _, id := range all {
		if err := d.loads(id); err != nil {
			t.Error(err)
		}
	}
}
