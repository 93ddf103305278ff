package store

import (
	"context"
	"database/sql"
	"fmt"

	"aircover/backend/incident"
)

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// readEvents gives the events of an incident in their order, unchecked but
// for the form of their times.
func readEvents(ctx context.Context, q querier, id string) ([]incident.Event, error) {
	rows, err := q.QueryContext(ctx, `
		SELECT incident, seq, id, occurred, recorded, author, kind, version, payload, payload_hash, hash
		FROM events WHERE incident = ? ORDER BY seq`, id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var events []incident.Event
	for rows.Next() {
		var e incident.Event
		var occurred, recorded string
		err := rows.Scan(&e.Incident, &e.Seq, &e.ID, &occurred, &recorded,
			&e.Author, &e.Kind, &e.Version, &e.Payload, &e.PayloadHash, &e.Hash)
		if err != nil {
			return nil, err
		}
		if e.Occurred, err = exactTime(occurred); err == nil {
			e.Recorded, err = exactTime(recorded)
		}
		if err != nil {
			return nil, fmt.Errorf("event %d was changed: %w", e.Seq, err)
		}
		events = append(events, e)
	}
	return events, rows.Err()
}

// exactTime reads a stored time. The hash is over the form that a Time
// writes, so that another form of the same moment would pass unseen.
func exactTime(text string) (incident.Time, error) {
	t, err := incident.ParseTime(text)
	if err == nil && t.String() != text {
		err = fmt.Errorf("%q is not a stored time", text)
	}
	return t, err
}

func insertEvent(ctx context.Context, q querier, e incident.Event) error {
	_, err := q.ExecContext(ctx, `
		INSERT INTO events (incident, seq, id, occurred, recorded, author, kind, version, payload, payload_hash, hash)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Incident, e.Seq, e.ID, e.Occurred.String(), e.Recorded.String(),
		e.Author, e.Kind, e.Version, e.Payload, e.PayloadHash, e.Hash)
	return err
}

// emptyTargets erases the words that an event redacts; other events redact
// nothing.
func emptyTargets(ctx context.Context, q querier, e incident.Event) error {
	redacted, ok := kinds.Read(e).Payload.(incident.Redacted)
	if !ok {
		return nil
	}
	for _, target := range redacted.Targets {
		_, err := q.ExecContext(ctx, `UPDATE events SET payload = '' WHERE incident = ? AND id = ? AND payload <> ''`, e.Incident, target)
		if err != nil {
			return err
		}
	}
	return nil
}
