package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"

	"aircover/backend/comms"
	"aircover/backend/fault"
	"aircover/backend/incident"
	"aircover/backend/meeting"
)

// kinds reads every event that this program knows.
var kinds = incident.KindsOf(incident.CoreKinds, comms.Kinds, meeting.Kinds)

// Room is an incident in memory: its journal and what is folded from it.
type Room struct {
	ID       string
	Number   int // 42 of INC-42
	Journal  *incident.Journal
	Incident incident.State
	Comms    comms.State
	Meetings meeting.State
}

// newRoom folds events, which may be none.
func newRoom(id string, number int, events []incident.Event) *Room {
	r := &Room{ID: id, Number: number}
	for _, state := range r.folders() {
		state.Reset()
	}
	r.Journal = incident.Fold(kinds, events, r.folders()...)
	return r
}

func (r *Room) folders() []incident.Folder {
	return []incident.Folder{&r.Incident, &r.Comms, &r.Meetings}
}

// rooms keeps the incidents used last in memory, the newest use in front.
type rooms struct {
	mu   sync.Mutex
	open []*Room
}

// maxRooms bounds the cache: more incidents than a person leads at once.
const maxRooms = 8

func (c *rooms) get(id string) (*Room, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := slices.IndexFunc(c.open, func(r *Room) bool { return r.ID == id })
	if at < 0 {
		return nil, false
	}
	r := c.open[at]
	c.open = slices.Insert(slices.Delete(c.open, at, at+1), 0, r)
	return r, true
}

func (c *rooms) put(r *Room) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open = slices.Insert(c.open, 0, r)
	if len(c.open) > maxRooms {
		c.open = slices.Delete(c.open, maxRooms, len(c.open))
	}
}

func (c *rooms) drop(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open = slices.DeleteFunc(c.open, func(r *Room) bool { return r.ID == id })
}

// room gives an incident, from memory or else from the file. The caller holds
// the lock for writing.
func (s *Store) room(ctx context.Context, id string) (*Room, error) {
	if r, ok := s.rooms.get(id); ok {
		return r, nil
	}
	r, err := s.load(ctx, id)
	if looksDamaged(err) {
		// A read error that happens once can look like damage: look again
		// through new connections.
		s.read.SetMaxIdleConns(0)
		s.read.SetMaxIdleConns(readers)
		r, err = s.load(ctx, id)
	}
	if err != nil {
		return nil, storageFault(s.path, err)
	}
	s.rooms.put(r)
	return r, nil
}

// load reads an incident and checks that its journal is what was written.
func (s *Store) load(ctx context.Context, id string) (*Room, error) {
	var number, length int
	var head string
	err := s.read.QueryRowContext(ctx, `
		SELECT n.number, coalesce(i.events, 0), coalesce(i.head, '')
		FROM numbers n LEFT JOIN incidents i USING (incident) WHERE n.incident = ?`, id).Scan(&number, &length, &head)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.New(fault.NotFound, "This incident is not in the data of this laptop.")
	}
	if err != nil {
		return nil, err
	}
	events, err := readEvents(ctx, s.read, id)
	if err == nil {
		err = incident.CheckChain(events)
	}
	if err == nil && (len(events) != length || length > 0 && events[length-1].Hash != head) {
		err = fmt.Errorf("%d events were written, and %d with another end are there", length, len(events))
	}
	if err != nil {
		return nil, s.brokenFault(number, err)
	}
	return newRoom(id, number, events), nil
}

// brokenFault says that the log of an incident is not what was written. An
// error of the file stays what it is.
func (s *Store) brokenFault(number int, err error) error {
	if mapped := storageFault(s.path, err); mapped != err {
		return err
	}
	return fault.Wrap(err, fault.Damaged, "The log of INC-%d is damaged: %v. Other incidents are not touched by this. "+
		"Keep a copy of %s, and put a backup in its place to read INC-%d again.", number, err, s.path, number)
}
