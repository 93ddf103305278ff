package store

import (
	"context"
	"database/sql"

	"aircover/backend/incident"
)

// Rebuild makes the incident list and the search index anew from the events
// alone, all or nothing. Faults: Damaged, where a journal is not what was
// written; Storage.
func (s *Store) Rebuild(ctx context.Context) error {
	return s.localTx(ctx, func(tx *sql.Tx) error {
		for _, statement := range []string{
			`DELETE FROM incidents`,
			`DELETE FROM search`,
			// An incident is numbered in the order of its first event.
			`INSERT OR IGNORE INTO numbers (incident) SELECT incident FROM events GROUP BY incident ORDER BY min(place)`,
		} {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		ids, err := incidentIDs(ctx, tx)
		if err != nil {
			return err
		}
		for id, number := range ids {
			if err := s.rebuildIncident(ctx, tx, id, number); err != nil {
				return err
			}
		}
		return nil
	})
}

// incidentIDs gives the incidents that have events, with their numbers.
func incidentIDs(ctx context.Context, q querier) (map[string]int, error) {
	rows, err := q.QueryContext(ctx, `SELECT n.incident, n.number FROM numbers n WHERE n.incident IN (SELECT incident FROM events)`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	ids := map[string]int{}
	for rows.Next() {
		var id string
		var number int
		if err := rows.Scan(&id, &number); err != nil {
			return nil, err
		}
		ids[id] = number
	}
	return ids, rows.Err()
}

func (s *Store) rebuildIncident(ctx context.Context, tx *sql.Tx, id string, number int) error {
	events, err := readEvents(ctx, tx, id)
	if err == nil {
		err = incident.CheckChain(events)
	}
	if err != nil {
		return s.brokenFault(number, err)
	}
	room := newRoom(id, number, events)
	if err := addLines(ctx, tx, linesOf(room)); err != nil {
		return err
	}
	return indexIncident(ctx, tx, delta{room: room})
}
