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

// SettingsWith gives the values of every key that begins with prefix.
func (s *Store) SettingsWith(ctx context.Context, prefix string) (map[string]string, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	rows, err := s.read.QueryContext(ctx, `SELECT key, value FROM settings WHERE substr(key, 1, length(?1)) = ?1`, prefix)
	if err != nil {
		return nil, storageFault(s.path, err)
	}
	defer rows.Close()
	settings := map[string]string{}
	for rows.Next() {
		var key, value string
		if err := rows.Scan(&key, &value); err != nil {
			return nil, storageFault(s.path, err)
		}
		settings[key] = value
	}
	return settings, storageFault(s.path, rows.Err())
}

// SetSetting keeps a value for a key.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.local(ctx, `INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, key, value)
}

// DeleteSetting forgets the value of a key; one that has none stays without.
func (s *Store) DeleteSetting(ctx context.Context, key string) error {
	return s.local(ctx, `DELETE FROM settings WHERE key = ?`, key)
}
