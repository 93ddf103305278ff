package store

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aircover/backend/incident"
)

// writerEnv names the database for the writer, a second process of this test
// that is killed.
const writerEnv = "AIRCOVER_STORE_WRITER"

func TestMain(m *testing.M) {
	if path := os.Getenv(writerEnv); path != "" {
		writeUntilKilled(path, os.Getenv(writerEnv+"_ROUND"))
	}
	os.Exit(m.Run())
}

// writeUntilKilled appends to an incident of its own and types a draft, and
// tells on standard output what is acknowledged.
func writeUntilKilled(path, round string) {
	must := func(err error) {
		if err != nil {
			fmt.Println("failed", err)
			os.Exit(1)
		}
	}
	ctx := context.Background()
	s, err := Open(ctx, path)
	must(err)
	st := incident.Stamp{Now: start, Author: "Ana", NewID: newIDs("round-" + round)}
	id := "incident-" + round
	changes, err := incident.Declare(st, "round "+round, incident.SEV1, st.Now, "UTC", "Ana")
	must(err)
	_, _, err = s.Create(ctx, id, st, changes)
	must(err)
	fmt.Println("declared", id)
	var last string
	for n := 1; ; n++ {
		events, err := s.Do(ctx, id, st, func(r *Room) ([]incident.Change, error) {
			if n%5 == 0 {
				return r.Journal.Correct(st, last, "corrected", incident.Time{})
			}
			return []incident.Change{st.Change(incident.Noted{Text: "line"}), st.Change(incident.EvidenceLogged{Text: "seen"})}, nil
		})
		must(err)
		for _, e := range events {
			fmt.Println("event", e.ID)
		}
		if n%5 != 0 {
			last = events[0].ID
		}
		must(s.SaveDraft(ctx, Draft{Incident: "incident-0", Audience: "page", Text: typed(n), Updated: start}))
		fmt.Println("draft", n)
	}
}

// typed is a draft of n keystrokes.
func typed(n int) string { return strings.Repeat("k", n) }

// TestKilledWhileWriting kills a writer again and again. What it acknowledged
// is there afterwards, every chain holds, the list and the search are what the
// events give, and the draft is there up to the last key that was saved.
func TestKilledWhileWriting(t *testing.T) {
	const rounds = 25
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "aircover.db")
	random := rand.New(rand.NewPCG(1, 2))
	acknowledged := map[string][]string{} // events by incident
	events := 0
	for round := range rounds {
		id := fmt.Sprintf("incident-%d", round)
		ids, keys := writeAndKill(t, path, round, 2+random.IntN(60))
		acknowledged[id] = ids
		events += len(ids)

		d := openDesk(t, path, fmt.Sprintf("after-%d", round))
		for id, ids := range acknowledged {
			err := d.View(ctx, id, func(r *Room) error {
				for _, event := range ids {
					if _, ok := r.Journal.Record(event); !ok {
						t.Errorf("round %d: %s was acknowledged and is lost", round, event)
					}
				}
				return nil
			})
			if err != nil {
				t.Errorf("round %d: %v", round, err)
			}
		}
		draft, _, err := d.Draft(ctx, "incident-0", "page")
		if err != nil || keys > 0 && (draft.Text != typed(keys) && draft.Text != typed(keys+1)) {
			t.Errorf("round %d: %d keys of the draft are left of %d, %v", round, len(draft.Text), keys, err)
		}
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d rounds, %d events acknowledged", rounds, events)

	live, fresh := openDesk(t, path, "live"), newDesk(t)
	copyEvents(t, path, fresh)
	if err := fresh.Rebuild(ctx); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(contents(t, fresh), contents(t, live)); diff != "" {
		t.Errorf("-rebuilt +live:\n%s", diff)
	}
}

// writeAndKill runs a writer, kills it after some acknowledgements, and gives
// everything that it had acknowledged by then.
func writeAndKill(t *testing.T, path string, round, after int) (events []string, keys int) {
	t.Helper()
	writer := exec.Command(os.Args[0])
	writer.Env = append(os.Environ(), writerEnv+"="+path, fmt.Sprintf("%s_ROUND=%d", writerEnv, round))
	writer.Stderr = os.Stderr
	out, err := writer.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for seen := 1; lines.Scan(); seen++ {
		word, value, _ := strings.Cut(lines.Text(), " ")
		switch word {
		case "event":
			events = append(events, value)
		case "draft":
			if _, err := fmt.Sscan(value, &keys); err != nil {
				t.Fatal(err)
			}
		case "failed":
			t.Fatalf("round %d: the writer says: %s", round, value)
		}
		if seen == after {
			if err := writer.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := writer.Wait(); err == nil {
		t.Fatal("the writer ended by itself")
	}
	return events, keys
}
