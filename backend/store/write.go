package store

import (
	"context"
	"fmt"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// Create begins an incident with the changes that declare it, and gives it
// the next number.
func (s *Store) Create(ctx context.Context, id string, st incident.Stamp, changes []incident.Change) (number int, events []incident.Event, err error) {
	if len(changes) == 0 {
		return 0, nil, fault.New(fault.Invalid, "An incident begins with its declaration.")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, taken := s.rooms.get(id); taken {
		return 0, nil, fault.New(fault.Conflict, "This incident was declared before.")
	}
	room := newRoom(id, 0, nil)
	if events, err = s.append(ctx, room, st, changes); err != nil {
		return 0, nil, err
	}
	s.rooms.put(room)
	return room.Number, events, nil
}

// Do is the one way to change an incident. It runs a command on the folded
// state, appends the changes that the command gives as one transaction, and
// gives the events once they are on the disk. No changes, no events, no error.
// The command must not change the room, keep it, or call the store. Its own
// errors come back as they are; other faults: NotFound, Damaged, Storage,
// Conflict.
func (s *Store) Do(ctx context.Context, id string, st incident.Stamp, cmd func(*Room) ([]incident.Change, error)) ([]incident.Event, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	room, err := s.room(ctx, id)
	if err != nil {
		return nil, err
	}
	changes, err := cmd(room)
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	return s.append(ctx, room, st, changes)
}

// View lets read look at an incident, together with other readers. It must
// not change the room, keep it, or call the store.
func (s *Store) View(ctx context.Context, id string, read func(*Room) error) error {
	s.mu.RLock()
	if room, ok := s.rooms.get(id); ok {
		defer s.mu.RUnlock()
		return read(room)
	}
	s.mu.RUnlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	room, err := s.room(ctx, id)
	if err != nil {
		return err
	}
	return read(room)
}

// append seals changes, writes them with what follows from them, and folds
// them. Unless all of it succeeds the room is dropped from memory, since its
// fold may be ahead of the file.
func (s *Store) append(ctx context.Context, room *Room, st incident.Stamp, changes []incident.Change) (events []incident.Event, err error) {
	committed := false
	defer func() {
		if !committed {
			s.rooms.drop(room.ID)
		}
	}()
	before := room.Journal.Last()
	for _, c := range changes {
		e, err := incident.Seal(room.ID, before, st, c)
		if err != nil {
			return nil, err
		}
		events, before = append(events, e), e
	}
	if err := s.commit(ctx, room, events); err != nil {
		return nil, storageFault(s.path, err)
	}
	committed = true
	s.scrubLater(ctx, events)
	return events, nil
}

func (s *Store) commit(ctx context.Context, room *Room, events []incident.Event) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // does nothing after the commit
	if room.Number == 0 {
		if room.Number, err = nextNumber(ctx, tx, room.ID); err != nil {
			return err
		}
	}
	for _, e := range events {
		if err := insertEvent(ctx, tx, e); err != nil {
			return err
		}
		if err := emptyTargets(ctx, tx, e); err != nil {
			return err
		}
	}
	change := fold(room, events)
	for _, p := range s.projections {
		if err := p.update(ctx, tx, change); err != nil {
			return fmt.Errorf("update the %s: %w", p.name, err)
		}
	}
	return tx.Commit()
}

// nextNumber gives a new incident its number for people.
func nextNumber(ctx context.Context, q querier, id string) (int, error) {
	result, err := q.ExecContext(ctx, `INSERT INTO numbers (incident) VALUES (?)`, id)
	if err != nil {
		return 0, err
	}
	number, err := result.LastInsertId()
	return int(number), err
}

// scrubLater empties the write-ahead log after a redaction, so that the words
// are nowhere in the files. The redaction itself is recorded by then, so that
// a log that cannot be emptied now is emptied with the next write, or when the
// file is opened next.
func (s *Store) scrubLater(ctx context.Context, events []incident.Event) {
	for _, e := range events {
		if _, ok := kinds.Read(e).Payload.(incident.Redacted); ok {
			s.unscrubbed = true
		}
	}
	if s.unscrubbed {
		s.unscrubbed = s.scrub(context.WithoutCancel(ctx)) != nil
	}
}

// Scrub makes sure that words which were deleted or replaced are in no file any
// more. A redaction does it by itself; what follows one in the local data does
// not.
func (s *Store) Scrub(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return storageFault(s.path, s.scrub(ctx))
}

// scrub moves the write-ahead log into the file and empties it.
func (s *Store) scrub(ctx context.Context) error {
	var busy, pages, moved int
	err := s.write.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
	if err == nil && busy != 0 {
		err = fault.New(fault.InUse, "Another program reads %s. Close it there, then try again.", s.path)
	}
	return err
}
