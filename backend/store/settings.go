package store

import (
	"context"
	"database/sql"
	"errors"
)

// Setting gives the value that was set for a key, where there is one.
func (s *Store) Setting(ctx context.Context, key string) (value string, set bool, err error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	err = s.read.QueryRowContext(ctx, `SELECT value FROM settings WHERE key = ?`, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return value, err == nil, storageFault(s.path, err)
}

// SetSetting keeps a value for a key.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.local(ctx, `INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
}
