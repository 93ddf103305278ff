package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"aircover/backend/comms"
	"aircover/backend/fault"
	"aircover/backend/incident"
)

const sequences = 250

// TestLiveIsRebuilt: state, index and search that were updated event by event
// are what the events alone give in a fresh file.
func TestLiveIsRebuilt(t *testing.T) {
	seen := map[string]bool{}
	for seed := range uint64(sequences) {
		if diff := liveAgainstRebuilt(t, seed, allProjections(), seen); diff != "" {
			t.Fatalf("seed %d (-rebuilt +live):\n%s", seed, diff)
		}
	}
	for kind := range kinds {
		if !seen[kind] {
			t.Errorf("no sequence has an event of the kind %s", kind)
		}
	}
}

// TestEveryProjectionIsNeeded: the comparison above fails when the update of
// any one projection is taken out.
func TestEveryProjectionIsNeeded(t *testing.T) {
	for i, out := range allProjections() {
		t.Run(out.name, func(t *testing.T) {
			for seed := range uint64(sequences) {
				if liveAgainstRebuilt(t, seed, slices.Delete(allProjections(), i, i+1), map[string]bool{}) != "" {
					return
				}
			}
			t.Errorf("nothing differs without the update of the %s", out.name)
		})
	}
}

// liveAgainstRebuilt runs a random sequence and tells how what it left differs
// from what its events give; a sequence that breaks differs too.
func liveAgainstRebuilt(t *testing.T, seed uint64, projections []projection, seen map[string]bool) string {
	t.Helper()
	live := quick(t, "live.db")
	live.projections = projections
	if err := randomSequence(live, seed, seen); err != nil {
		return err.Error()
	}
	fresh := quick(t, "fresh.db")
	copyEvents(t, live.path, fresh)
	if err := fresh.Rebuild(context.Background()); err != nil {
		t.Fatalf("rebuild: %v", err)
	}
	diff := cmp.Diff(contents(t, fresh), contents(t, live)) + foldDiff(t, fresh, live)
	for _, d := range []*desk{live, fresh} {
		_ = d.Close()
		_ = os.RemoveAll(filepath.Dir(d.path))
	}
	return diff
}

// emptyFile gives the bytes of a database without incidents, made once.
var emptyFile = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "aircover")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "empty.db")
	s, err := Open(context.Background(), path)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// quick opens a store in a new folder. What it writes need not outlast a power cut.
func quick(t *testing.T, name string) *desk {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	empty, err := emptyFile()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, empty, 0o600); err != nil {
		t.Fatal(err)
	}
	d := openDesk(t, path, "id")
	if _, err := d.write.Exec("PRAGMA synchronous = OFF"); err != nil {
		t.Fatal(err)
	}
	return d
}

// randomSequence does things to a few incidents. What a command refuses is
// not done.
func randomSequence(d *desk, seed uint64, seen map[string]bool) error {
	ctx := context.Background()
	lead := newTypist(seed)
	var ids []string
	for range 20 + lead.IntN(60) {
		d.st.Now = d.st.Now.Add(time.Duration(1+lead.IntN(40)) * time.Minute)
		if len(ids) == 0 || len(ids) < 3 && lead.IntN(20) == 0 {
			id := fmt.Sprintf("incident-%d", len(ids))
			changes, err := incident.Declare(d.st, lead.words(), incident.SEV2, d.st.Now.Add(-time.Hour), "Europe/Berlin", lead.name())
			if err != nil {
				return err
			}
			_, events, err := d.Create(ctx, id, d.st, append(changes, comms.Start(d.st, comms.DefaultAudiences())...))
			if err != nil {
				return err
			}
			note(seen, events)
			ids = append(ids, id)
			continue
		}
		var refusal error
		events, err := d.Do(ctx, pick(lead, ids...), d.st, func(r *Room) (changes []incident.Change, _ error) {
			changes, refusal = lead.command()(lead, r, d.st)
			return changes, refusal
		})
		if err != nil && (refusal == nil || fault.CodeOf(err) == fault.Internal) {
			return err
		}
		note(seen, events)
	}
	return nil
}

// note remembers the kinds of events.
func note(seen map[string]bool, events []incident.Event) {
	for _, e := range events {
		seen[e.Kind] = true
	}
}

// copyEvents takes the events, and nothing else, from one file into another.
func copyEvents(t *testing.T, from string, to *desk) {
	t.Helper()
	ctx := context.Background()
	conn, err := to.write.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, statement := range []string{
		fmt.Sprintf("ATTACH '%s' AS source", from),
		"INSERT INTO main.events SELECT * FROM source.events ORDER BY place",
		"DETACH source",
	} {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// contents gives everything that is kept beside the events, and every word of
// the search index.
func contents(t *testing.T, d *desk) map[string][]string {
	t.Helper()
	if _, err := d.write.Exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab (main, search, instance)`); err != nil {
		t.Fatal(err)
	}
	if _, err := d.write.Exec(`INSERT INTO search (search) VALUES ('integrity-check')`); err != nil {
		t.Fatalf("the search index contradicts itself: %v", err)
	}
	tables := map[string][]string{}
	for name, query := range map[string]string{
		"incidents": `SELECT * FROM incidents ORDER BY incident`,
		"search":    `SELECT rowid, text, occurred FROM search ORDER BY rowid`,
		"words":     `SELECT term, doc, "offset" FROM temp.word ORDER BY doc, "offset", term`,
	} {
		tables[name] = dump(t, d, query)
	}
	return tables
}

func dump(t *testing.T, d *desk, query string) []string {
	t.Helper()
	rows, err := d.write.Query(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for rows.Next() {
		values := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%q", values))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// foldDiff compares the folded states, which live keeps in memory.
func foldDiff(t *testing.T, fresh, live *desk) string {
	t.Helper()
	ctx := context.Background()
	options := cmp.Options{cmp.Comparer(func(a, b incident.Time) bool { return a == b }), cmpopts.EquateEmpty()}
	diff := ""
	live.rooms.mu.Lock()
	cached := slices.Clone(live.rooms.open)
	live.rooms.mu.Unlock()
	for _, room := range cached {
		err := fresh.View(ctx, room.ID, func(r *Room) error {
			if !reflect.DeepEqual(folded(r), folded(room)) { // quicker; takes empty and nil for different
				diff += cmp.Diff(folded(r), folded(room), options)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return diff
}

// folded gives what a room holds; its number is local and not part of the fold.
func folded(r *Room) []any {
	return []any{r.ID, r.Journal.Records(), r.Journal.Entries(), r.Incident, r.Comms, r.Meetings}
}
