package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"aircover/backend/incident"
)

// Banner is how far the delivery of a nudge has come.
type Banner struct {
	Key       string // of the nudge
	Showings  int    // how often it was attempted
	First     incident.Time
	Attempted incident.Time // the newest attempt
	Delivered incident.Time // the desktop took that attempt; zero if not
	Confirmed incident.Time // the lead has seen that attempt; zero if not
}

// Showing is one banner on the desktop, whatever nudges it stood for.
type Showing struct {
	At     incident.Time
	Public bool // it stood for a public promise
}

// keptShowings is how long showings are kept: the limits look back an hour.
const keptShowings = 24 * time.Hour

// RecordShowing notes that one banner is about to be shown for the given
// nudges. It is called before the banner is, so that a restart repeats none.
func (s *Store) RecordShowing(ctx context.Context, keys []string, shown Showing) error {
	return s.localTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM showings WHERE at < ?`, shown.At.Add(-keptShowings).String())
		if err != nil {
			return err
		}
		if _, err = tx.ExecContext(ctx, `INSERT INTO showings (at, public) VALUES (?, ?)`, shown.At.String(), shown.Public); err != nil {
			return err
		}
		for _, key := range keys {
			_, err := tx.ExecContext(ctx, `
				INSERT INTO banners (key, showings, first, attempted, delivered, confirmed) VALUES (?1, 1, ?2, ?2, '', '')
				ON CONFLICT (key) DO UPDATE SET showings = showings + 1, attempted = excluded.attempted, delivered = '', confirmed = ''`,
				key, shown.At.String())
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// MarkDelivered notes that the desktop took the newest banner of each key.
func (s *Store) MarkDelivered(ctx context.Context, keys []string, at incident.Time) error {
	return s.markBanners(ctx, `UPDATE banners SET delivered = ? WHERE key = ?`, keys, at)
}

// MarkConfirmed notes that the lead has seen the newest banner of each key.
func (s *Store) MarkConfirmed(ctx context.Context, keys []string, at incident.Time) error {
	return s.markBanners(ctx, `UPDATE banners SET confirmed = ? WHERE key = ?`, keys, at)
}

func (s *Store) markBanners(ctx context.Context, statement string, keys []string, at incident.Time) error {
	return s.localTx(ctx, func(tx *sql.Tx) error {
		for _, key := range keys {
			if _, err := tx.ExecContext(ctx, statement, at.String(), key); err != nil {
				return err
			}
		}
		return nil
	})
}

// Banners gives the delivery state of each of the keys that was ever shown.
func (s *Store) Banners(ctx context.Context, keys []string) (map[string]Banner, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	banners := map[string]Banner{}
	for _, key := range keys {
		b := Banner{Key: key}
		err := s.read.QueryRowContext(ctx, `SELECT showings, first, attempted, delivered, confirmed FROM banners WHERE key = ?`, key).
			Scan(&b.Showings, at(&b.First), at(&b.Attempted), at(&b.Delivered), at(&b.Confirmed))
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, storageFault(s.path, err)
		}
		banners[key] = b
	}
	return banners, nil
}

// ShowingsSince gives the banners shown at or after a time, oldest first, as
// far as the last day.
func (s *Store) ShowingsSince(ctx context.Context, since incident.Time) ([]Showing, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	rows, err := s.read.QueryContext(ctx, `SELECT at, public FROM showings WHERE at >= ? ORDER BY at`, since.String())
	if err != nil {
		return nil, storageFault(s.path, err)
	}
	defer rows.Close()
	var shown []Showing
	for rows.Next() {
		var one Showing
		if err := rows.Scan(at(&one.At), &one.Public); err != nil {
			return nil, storageFault(s.path, err)
		}
		shown = append(shown, one)
	}
	return shown, storageFault(s.path, rows.Err())
}
