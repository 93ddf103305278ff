package benchmark

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"aircover/app"
)

const openRounds = 24

// nobody is a host without a window.
type nobody struct{}

func (nobody) Emit(string, any) {}
func (nobody) Show()            {}
func (nobody) Hide()            {}
func (nobody) Quit()            {}

// openIncident takes the time of the Room's one call for an incident of 5,000
// entries: the first one in a process, which reads, checks the chain of hashes
// and folds, and the next one. It is held against reading the same rows over
// an open connection, with no more done to them than to copy their columns.
// The incident is over: the nudges would read an open one before the Room does.
func openIncident(t *testing.T, r *report) {
	dir := onDisk(t)
	path := filepath.Join(dir, "aircover.db")
	s, id := incidentOf(t, path, longLog)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	inRoom(t, dir, func(room *app.Room) {
		if err := room.SetPhase(id, "closed", ""); err != nil {
			t.Fatal(err)
		}
	})

	var warm []time.Duration
	series := inTurns(openRounds, 1,
		func() (cold time.Duration) {
			inRoom(t, dir, func(room *app.Room) {
				get := timed(func() { get(t, room, id) })
				cold = get()
				warm = append(warm, get())
			})
			return cold
		},
		func() time.Duration { return readRows(t, path, id) },
	)
	r.row("open an incident of 5,000 entries", series[0], series[1])
	r.row("open it again", warm, series[1])
	r.how(fmt.Sprintf("Room.Get through the bound structs, first call and next, against reading the same rows bare from SQLite; %d rounds.", openRounds))
}

// inRoom opens the data folder anew and gives its bound struct for the Room.
func inRoom(t *testing.T, dir string, use func(*app.Room)) {
	a, err := app.Open(dir, nobody{})
	if err != nil {
		t.Fatal(err)
	}
	for _, bound := range a.Bind() {
		if room, ok := bound.(*app.Room); ok {
			use(room)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, room *app.Room, id string) {
	view, err := room.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	if len(view.Log.Entries) == 0 {
		t.Fatal("the Room has no entries")
	}
}

// readRows takes the time of reading the rows of an incident.
func readRows(t *testing.T, path, id string) time.Duration {
	db := openBare(t, path)
	defer db.Close()
	var last int // an incident's events count from 1
	if err := db.QueryRow(`SELECT max(seq) FROM events WHERE incident = ?`, id).Scan(&last); err != nil {
		t.Fatal(err)
	}
	if last < longLog {
		t.Fatalf("%d rows", last)
	}
	return timed(func() {
		rows, err := db.Query(`
			SELECT incident, seq, id, occurred, recorded, author, kind, version, payload, payload_hash, hash
			FROM events WHERE incident = ? ORDER BY seq`, id)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		var texts [9]string
		var seq, version int
		n := 0
		for ; rows.Next(); n++ {
			err := rows.Scan(&texts[0], &seq, &texts[1], &texts[2], &texts[3], &texts[4], &texts[5], &version,
				&texts[6], &texts[7], &texts[8])
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := rows.Err(); err != nil || n != last {
			t.Fatalf("%d rows of %d: %v", n, last, err)
		}
	})()
}
