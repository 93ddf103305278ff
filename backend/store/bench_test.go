package store

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"aircover/backend/incident"
)

// BenchmarkAppend is one entry through the one write path, into an incident of
// the given length. Compare with BenchmarkBareCommit.
func BenchmarkAppend(b *testing.B) {
	for _, length := range []int{0, 5000} {
		b.Run(fmt.Sprintf("entries=%d", length), func(b *testing.B) {
			d, id := longIncident(b, length)
			for b.Loop() {
				_, err := d.Do(context.Background(), id, d.st, func(*Room) ([]incident.Change, error) {
					return []incident.Change{d.st.Change(incident.Noted{Text: "the replica lags by 40 s"})}, nil
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkBareCommit is one row of the same size in a transaction of its own,
// in a file opened the same way.
func BenchmarkBareCommit(b *testing.B) {
	d := openDesk(b, filepath.Join(b.TempDir(), "bare.db"), "id")
	if _, err := d.write.Exec(`CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT)`); err != nil {
		b.Fatal(err)
	}
	row := fmt.Sprintf("%0400d", 0) // about what an event takes
	for b.Loop() {
		tx, err := d.write.Begin()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := tx.Exec(`INSERT INTO bare (text) VALUES (?)`, row); err != nil {
			b.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen5000 is the first look at an incident of 5,000 entries: read,
// checked and folded.
func BenchmarkOpen5000(b *testing.B) {
	d, id := longIncident(b, 5000)
	for b.Loop() {
		if err := d.loads(id); err != nil {
			b.Fatal(err)
		}
	}
}

// longIncident declares an incident and logs n lines.
func longIncident(b *testing.B, n int) (*desk, string) {
	b.Helper()
	d := openDesk(b, filepath.Join(b.TempDir(), "aircover.db"), "id")
	id := d.declare("checkout down")
	lead := newTypist(1)
	var changes []incident.Change
	for range n {
		changes = append(changes, d.st.Change(incident.Noted{Text: lead.words()}))
	}
	d.do(id, func(*Room, incident.Stamp) ([]incident.Change, error) { return changes, nil })
	return d, id
}
