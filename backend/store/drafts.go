package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// Draft is the text of an update while it is being typed.
type Draft struct {
	Incident string
	Audience string // id
	Text     string
	Base     string // what was filled in, to tell what the lead changed
	Updated  incident.Time
}

// maxDraft is the most that a draft may hold, in bytes.
const maxDraft = 1 << 20

// SaveDraft keeps a draft; it is on the disk when SaveDraft returns. Faults:
// TooLarge (over 1 MB), Storage.
func (s *Store) SaveDraft(ctx context.Context, d Draft) error {
	if size := max(len(d.Text), len(d.Base)); size > maxDraft {
		return fault.New(fault.TooLarge, "This draft is %.1f MB. Keep it under 1 MB.", float64(size)/maxDraft)
	}
	return s.local(ctx, `
		INSERT INTO drafts (incident, audience, text, base, updated) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (incident, audience) DO UPDATE SET text = excluded.text, base = excluded.base, updated = excluded.updated`,
		d.Incident, d.Audience, strings.ToValidUTF8(d.Text, "�"), strings.ToValidUTF8(d.Base, "�"), d.Updated.String())
}

// Draft gives the draft for an audience, where there is one.
func (s *Store) Draft(ctx context.Context, incidentID, audience string) (Draft, bool, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	d := Draft{Incident: incidentID, Audience: audience}
	err := s.read.QueryRowContext(ctx, `SELECT text, base, updated FROM drafts WHERE incident = ? AND audience = ?`,
		incidentID, audience).Scan(&d.Text, &d.Base, at(&d.Updated))
	if errors.Is(err, sql.ErrNoRows) {
		return Draft{}, false, nil
	}
	return d, err == nil, storageFault(s.path, err)
}

// Drafts gives every draft of an incident, by audience.
func (s *Store) Drafts(ctx context.Context, incidentID string) (map[string]Draft, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	rows, err := s.read.QueryContext(ctx, `SELECT audience, text, base, updated FROM drafts WHERE incident = ?`, incidentID)
	if err != nil {
		return nil, storageFault(s.path, err)
	}
	defer rows.Close()
	drafts := map[string]Draft{}
	for rows.Next() {
		d := Draft{Incident: incidentID}
		if err := rows.Scan(&d.Audience, &d.Text, &d.Base, at(&d.Updated)); err != nil {
			return nil, storageFault(s.path, err)
		}
		drafts[d.Audience] = d
	}
	return drafts, storageFault(s.path, rows.Err())
}

// DeleteDraft throws a draft away, as when its update was sent.
func (s *Store) DeleteDraft(ctx context.Context, incidentID, audience string) error {
	return s.local(ctx, `DELETE FROM drafts WHERE incident = ? AND audience = ?`, incidentID, audience)
}

// local runs one statement on the tables that are local to this laptop.
func (s *Store) local(ctx context.Context, statement string, args ...any) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.write.ExecContext(ctx, statement, args...)
	return storageFault(s.path, err)
}

// localTx runs several as one transaction.
func (s *Store) localTx(ctx context.Context, run func(*sql.Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return storageFault(s.path, err)
	}
	defer tx.Rollback() //nolint:errcheck // does nothing after the commit
	if err := run(tx); err != nil {
		return storageFault(s.path, err)
	}
	return storageFault(s.path, tx.Commit())
}
