package benchmark

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	_ "github.com/mattn/go-sqlite3" // the driver "sqlite3"

	"aircover/backend/incident"
	"aircover/backend/store"
	"aircover/build/e2e/wd"
)

const (
	appendRounds = 40
	appendsEach  = 25
	// eventBytes is about what the row of an event takes.
	eventBytes = 400
	// longLog is the number of entries of a very long incident.
	longLog = 5_000
)

// typed are the lines that the incidents are made of, in turns.
var typed = []string{
	"the replica lags by 40 s", "h the new index is not used", "e the plan of the slow query scans all rows",
	"seeing timeouts at the gateway, 3 in 100", "d keep the traffic on the old cluster until 15:00",
	"rows catch up at 2,000 a second", "w payments: half of the cards go through",
}

// appendEntry takes the time of one log line through the store (parsed, as a
// command, chained, written with the list and the search, on the disk) against
// one row in a transaction of its own, in a file opened with the same options,
// and against the least a disk can be asked for.
func appendEntry(t *testing.T, r *report) {
	dir := onDisk(t)
	short, shortID := incidentOf(t, filepath.Join(dir, "short.db"), 0)
	long, longID := incidentOf(t, filepath.Join(dir, "long.db"), longLog)
	series := inTurns(appendRounds, appendsEach,
		timed(func() { enter(t, short, shortID, 1) }),
		timed(func() { enter(t, long, longID, 1) }),
		timed(bareCommit(t, filepath.Join(dir, "bare.db"))),
		timed(bareAppend(t, filepath.Join(dir, "bare"))),
	)
	r.row("append one entry", series[0], series[2])
	r.row("append one entry behind 5,000", series[1], series[2])
	r.row("append one entry, to append + fdatasync", series[0], series[3])
	r.how(fmt.Sprintf("store.Do against a SQLite commit of one row of %d bytes with the same options, and against a bare file; medians of %d, %d rounds.",
		eventBytes, appendsEach, appendRounds))
}

// onDisk gives a folder beside the project: the folder for temporary files is
// in memory on many machines, where a commit costs nothing.
func onDisk(t *testing.T) string {
	out := filepath.Join(wd.Root(t), "build", "out")
	if err := os.MkdirAll(out, 0o700); err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp(out, "bench")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// incidentOf declares an incident in a new database and enters n lines.
func incidentOf(t *testing.T, path string, n int) (*store.Store, string) {
	s, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	st := stamp()
	changes, err := incident.Declare(st, "checkout down", 1, st.Now, "UTC", st.Author)
	if err != nil {
		t.Fatal(err)
	}
	id := st.NewID()
	if _, _, err := s.Create(context.Background(), id, st, changes); err != nil {
		t.Fatal(err)
	}
	if n > 0 {
		enter(t, s, id, n)
	}
	return s, id
}

// enter logs n lines in one transaction.
func enter(t *testing.T, s *store.Store, id string, n int) {
	st := stamp()
	_, err := s.Do(context.Background(), id, st, func(room *store.Room) ([]incident.Change, error) {
		var all []incident.Change
		for i := range n {
			line, err := incident.ParseLine(typed[(room.Journal.Len()+i)%len(typed)], time.Now(), time.UTC)
			if err != nil {
				return nil, err
			}
			changes, err := room.Incident.Log(st, line)
			if err != nil {
				return nil, err
			}
			all = append(all, changes...)
		}
		return all, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func stamp() incident.Stamp {
	return incident.Stamp{
		Now: incident.At(time.Now()), Author: "Ana Ruiz",
		NewID: func() string { return uuid.Must(uuid.NewV7()).String() },
	}
}

// openBare opens a SQLite file with the options of the store's connections.
func openBare(t *testing.T, path string) *sql.DB {
	db, err := sql.Open("sqlite3", "file://"+path+"?_journal_mode=WAL&_synchronous=FULL&_foreign_keys=on"+
		"&_busy_timeout=5000&_txlock=immediate&_secure_delete=on&_stmt_cache_size=64")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	return db
}

func bareCommit(t *testing.T, path string) func() {
	db := openBare(t, path)
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := db.Exec(`CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT)`); err != nil {
		t.Fatal(err)
	}
	row := strings.Repeat("x", eventBytes)
	return func() {
		tx, err := db.Begin()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec(`INSERT INTO bare (text) VALUES (?)`, row); err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
	}
}

func bareAppend(t *testing.T, path string) func() {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	})
	row := make([]byte, eventBytes)
	return func() {
		if _, err := file.Write(row); err != nil {
			t.Fatal(err)
		}
		if err := syscall.Fdatasync(int(file.Fd())); err != nil {
			t.Fatal(err)
		}
	}
}
