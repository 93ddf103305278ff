package store

import (
	"context"
	"database/sql"
	"strings"

	"aircover/backend/incident"
)

// Hit is one entry that a search found.
type Hit struct {
	Incident string
	Number   int    // 42 of INC-42
	Title    string // of the incident
	Entry    string // event id
	Kind     string // of the event
	Occurred incident.Time
	Snippet  []Segment
}

// Segment is a piece of a snippet; Hit tells whether it is what was looked for.
type Segment struct {
	Text string
	Hit  bool
}

// The marks that SQLite puts around a hit. They cannot be typed: text from
// people is kept without control characters.
const (
	hitBegins = "\x02"
	hitEnds   = "\x03"
	// snippetWords is about two lines of the list.
	snippetWords = 24
)

// Search finds entries of all incidents by the words that they have now,
// without those undone or redacted; the newest written comes first. A query
// without a word of two letters finds nothing.
func (s *Store) Search(ctx context.Context, query string, limit int) ([]Hit, error) {
	match := matchExpression(query)
	if match == "" {
		return nil, nil
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	rows, err := s.read.QueryContext(ctx, `
		SELECT e.incident, n.number, i.title, e.id, e.kind, search.occurred,
			snippet(search, 0, char(2), char(3), '…', ?)
		FROM search
		JOIN events e ON e.place = search.rowid
		JOIN numbers n ON n.incident = e.incident
		JOIN incidents i ON i.incident = e.incident
		WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT ?`, snippetWords, match, pageSize(limit))
	if err != nil {
		return nil, storageFault(s.path, err)
	}
	defer rows.Close()
	var hits []Hit
	for rows.Next() {
		hit, err := scanHit(rows)
		if err != nil {
			return nil, storageFault(s.path, err)
		}
		hits = append(hits, hit)
	}
	return hits, storageFault(s.path, rows.Err())
}

func scanHit(rows *sql.Rows) (Hit, error) {
	var h Hit
	var snippet string
	err := rows.Scan(&h.Incident, &h.Number, &h.Title, &h.Entry, &h.Kind, at(&h.Occurred), &snippet)
	h.Snippet = segments(snippet)
	return h, err
}

// segments splits a marked snippet.
func segments(marked string) []Segment {
	var out []Segment
	add := func(text string, hit bool) {
		if text != "" {
			out = append(out, Segment{Text: text, Hit: hit})
		}
	}
	for marked != "" {
		plain, rest, _ := strings.Cut(marked, hitBegins)
		add(plain, false)
		hit, after, _ := strings.Cut(rest, hitEnds)
		add(hit, true)
		marked = after
	}
	return out
}
