// Package store keeps the journals of all incidents in one SQLite file, with
// the indexes that are rebuilt from them and the data that is local to this
// laptop. It is the only package that speaks SQL.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"github.com/mattn/go-sqlite3" // also the driver "sqlite3"
)

// readers is how many queries run side by side; the interface seldom has more
// than one open.
const readers = 4

// Store is an open database. Its methods may be called from any goroutine.
// Only one process may hold a file open; the caller sees to that.
type Store struct {
	path  string
	write *sql.DB // one connection
	read  *sql.DB

	// mu lets one write run alone, or several reads. A redaction relies on it:
	// no reader holds on to pages from before.
	mu    sync.RWMutex
	rooms rooms
	// projections follow the journal in the transaction of every append.
	projections []projection
	// unscrubbed is set while redacted words may still be in the file, because
	// the write-ahead log could not be emptied.
	unscrubbed bool
}

// Open opens the database at path, and creates or upgrades it where needed.
// Faults: Newer (written by a newer version), Damaged (not readable as a
// database of this program), Storage (folder or file cannot be used).
func Open(ctx context.Context, path string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, storageFault(path, err)
	}
	if err := makeFile(path); err != nil {
		return nil, storageFault(path, err)
	}
	s, err := openOnce(ctx, path)
	if looksDamaged(err) {
		// A read error that happens once can look like damage.
		s, err = openOnce(ctx, path)
	}
	if err != nil {
		return nil, storageFault(path, err)
	}
	return s, nil
}

func openOnce(ctx context.Context, path string) (*Store, error) {
	s := &Store{path: path, projections: allProjections()}
	var err error
	if s.write, err = sql.Open("sqlite3", dsn(path, false)); err != nil {
		return nil, err
	}
	if s.read, err = sql.Open("sqlite3", dsn(path, true)); err != nil {
		return nil, errors.Join(err, s.write.Close())
	}
	s.write.SetMaxOpenConns(1)
	s.read.SetMaxOpenConns(readers)
	s.read.SetMaxIdleConns(readers)
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// prepare brings the file to the newest schema and makes sure that it can be
// read, is private, and holds no words from before a redaction.
func (s *Store) prepare(ctx context.Context) error {
	if err := migrate(ctx, s.write); err != nil {
		return err
	}
	// A full disk must not keep anybody from reading.
	err := s.scrub(ctx)
	if looksDamaged(err) {
		return err
	}
	s.unscrubbed = err != nil
	for _, table := range []string{"events", "incidents", "search", "numbers", "drafts", "people", "settings", "banners"} {
		if err := readable(ctx, s.read, table); err != nil {
			return err
		}
	}
	return makePrivate(s.path)
}

// readable looks at a row of a table, where there is one.
func readable(ctx context.Context, db *sql.DB, table string) error {
	var found int
	err := db.QueryRowContext(ctx, "SELECT 1 FROM "+table+" LIMIT 1").Scan(&found)
	var lite sqlite3.Error
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case errors.As(err, &lite) && lite.Code == sqlite3.ErrError: // no such table
		return fmt.Errorf("%w: %w", errForeign, err)
	}
	return err
}

// Close closes the file. SQLite folds its write-ahead log into it.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := errors.Join(s.read.Close(), s.write.Close()); err != nil {
		return storageFault(s.path, err)
	}
	return nil
}

// dsn names the file with the options of every connection: a commit is on the
// disk when it returns (WAL alone does not give that), and deleted content is
// overwritten.
func dsn(path string, readOnly bool) string {
	path = filepath.ToSlash(path)
	if runtime.GOOS == "windows" && !strings.HasPrefix(path, "/") {
		path = "/" + path // file:///C:/…
	}
	escaped := (&url.URL{Path: path}).EscapedPath() // ?, # and % are characters of the name
	options := "?mode=rw&_journal_mode=WAL&_synchronous=FULL&_foreign_keys=on&_busy_timeout=5000" +
		"&_txlock=immediate&_secure_delete=on&_stmt_cache_size=64"
	if readOnly {
		options += "&_query_only=on"
	}
	return "file://" + escaped + options
}
