package store

import (
	"context"
	"database/sql"

	"aircover/backend/incident"
)

// maxRows bounds a page of any list.
const maxRows = 500

func pageSize(limit int) int { return min(max(limit, 1), maxRows) }

// ListQuery says which incidents to list.
type ListQuery struct {
	OpenOnly bool   // only those that are going on
	Before   string // id of the last incident of the page before; "" for the first page
	Limit    int    // 1 to 500
}

// Row is one incident in a list.
type Row struct {
	ID           string
	Number       int // 42 of INC-42
	Title        string
	Severity     incident.Severity
	Phase        incident.Phase
	Declared     incident.Time
	Began        incident.Time
	Settled      incident.Time // zero while it is open
	Lead         string
	NextAudience string        // id of the audience of the next promise; "" without one
	NextPromise  incident.Time // zero without one
	OpenNeeds    int
	Entries      int // without those that were undone
	Heard        incident.Time
}

const rowColumns = `i.incident, n.number, i.title, i.severity, i.phase, i.declared, i.began, i.settled, i.lead,
	i.next_audience, i.next_promise, i.open_needs, i.entries, i.heard`

// List gives incidents, the newest declaration first.
func (s *Store) List(ctx context.Context, query ListQuery) ([]Row, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	// Each query walks an index of its own (keyset paging), whatever the page.
	text := `SELECT ` + rowColumns + ` FROM incidents i JOIN numbers n USING (incident) WHERE `
	if query.OpenOnly {
		text += `i.open = 1 AND `
	}
	text += `(?1 = '' OR (i.declared, i.incident) < (SELECT declared, incident FROM incidents WHERE incident = ?1))
		ORDER BY i.declared DESC, i.incident DESC LIMIT ?2`
	rows, err := s.read.QueryContext(ctx, text, query.Before, pageSize(query.Limit))
	if err != nil {
		return nil, storageFault(s.path, err)
	}
	defer rows.Close()
	var list []Row
	for rows.Next() {
		row, err := scanRow(rows)
		if err != nil {
			return nil, storageFault(s.path, err)
		}
		list = append(list, row)
	}
	return list, storageFault(s.path, rows.Err())
}

func scanRow(rows *sql.Rows) (Row, error) {
	var r Row
	err := rows.Scan(&r.ID, &r.Number, &r.Title, &r.Severity, &r.Phase, at(&r.Declared), at(&r.Began), at(&r.Settled), &r.Lead,
		&r.NextAudience, at(&r.NextPromise), &r.OpenNeeds, &r.Entries, at(&r.Heard))
	return r, err
}
