package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mattn/go-sqlite3"

	"aircover/backend/fault"
	"aircover/backend/incident"
)

// bareTable replaces the journal by one without triggers and constraints, so
// that it takes any bit.
func bareTable(t *testing.T, path string) *sql.DB {
	t.Helper()
	raw, err := sql.Open("sqlite3", dsn(path, false)+"&_synchronous=OFF")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = raw.Close() })
	raw.SetMaxOpenConns(1)
	for _, statement := range []string{
		`PRAGMA synchronous = OFF`,
		`CREATE TABLE bare AS SELECT * FROM events`, `DROP TABLE events`, `ALTER TABLE bare RENAME TO events`,
	} {
		if _, err := raw.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	return raw
}

// TestEveryFlippedBitIsFound flips every bit of every column of an event in
// the middle and of the last event, one at a time.
func TestEveryFlippedBitIsFound(t *testing.T) {
	d := newDesk(t)
	id := d.declare("checkout down")
	d.note(id, "the replica lags")
	d.note(id, "failed over")
	path := d.path
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	raw := bareTable(t, path)
	d = openDesk(t, path, "x")
	var last int
	if err := raw.QueryRow(`SELECT max(place) FROM events`).Scan(&last); err != nil {
		t.Fatal(err)
	}
	flips := 0
	for _, place := range []int{last - 1, last} {
		for _, column := range []string{
			"incident", "id", "occurred", "recorded", "author", "kind", "payload", "payload_hash", "hash",
		} {
			flips += flipText(t, d, raw, id, place, column)
		}
		for _, column := range []string{"seq", "version"} {
			flips += flipNumber(t, d, raw, id, place, column)
		}
	}
	if err := d.loads(id); err != nil {
		t.Errorf("with every bit back in its place: %v", err)
	}
	t.Logf("%d bits", flips)
}

// loads reads an incident from the file.
func (d *desk) loads(id string) error {
	d.rooms.drop(id)
	return d.View(context.Background(), id, func(*Room) error { return nil })
}

func flipText(t *testing.T, d *desk, raw *sql.DB, id string, place int, column string) (flips int) {
	t.Helper()
	var text []byte
	if err := raw.QueryRow(`SELECT CAST(`+column+` AS BLOB) FROM events WHERE place = ?`, place).Scan(&text); err != nil {
		t.Fatal(err)
	}
	set := func(value []byte) {
		if _, err := raw.Exec(`UPDATE events SET `+column+` = CAST(? AS TEXT) WHERE place = ?`, value, place); err != nil {
			t.Fatal(err)
		}
	}
	for i := range text {
		for bit := range 8 {
			text[i] ^= 1 << bit
			set(text)
			if err := d.loads(id); fault.CodeOf(err) != fault.Damaged {
				t.Errorf("bit %d of byte %d of %s (now %q): %v", bit, i, column, text, err)
			}
			text[i] ^= 1 << bit
			flips++
		}
	}
	set(text)
	return flips
}

func flipNumber(t *testing.T, d *desk, raw *sql.DB, id string, place int, column string) int {
	t.Helper()
	var number int64
	if err := raw.QueryRow(`SELECT `+column+` FROM events WHERE place = ?`, place).Scan(&number); err != nil {
		t.Fatal(err)
	}
	set := func(value int64) {
		if _, err := raw.Exec(`UPDATE events SET `+column+` = ? WHERE place = ?`, value, place); err != nil {
			t.Fatal(err)
		}
	}
	for bit := range 64 {
		set(number ^ 1<<bit)
		if err := d.loads(id); fault.CodeOf(err) != fault.Damaged {
			t.Errorf("bit %d of %s: %v", bit, column, err)
		}
	}
	set(number)
	return 64
}

func TestDamageNamesTheIncidentAndLeavesTheOthers(t *testing.T) {
	d := newDesk(t)
	broken, whole := d.declare("checkout down"), d.declare("search slow")
	raw := bareTable(t, d.path)
	if _, err := raw.Exec(`UPDATE events SET author = 'Eve' WHERE incident = ? AND seq = 3`, broken); err != nil {
		t.Fatal(err)
	}
	err := d.loads(broken)
	wantFault(t, err, fault.Damaged)
	for _, part := range []string{"INC-1", "event 3", d.path} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
	if err := d.loads(whole); err != nil {
		t.Error(err)
	}
	wantFault(t, d.Rebuild(context.Background()), fault.Damaged)
	if got := d.found("search"); len(got) == 0 {
		t.Error("a rebuild that failed has emptied the index")
	}

	// A lost end leaves a chain that holds.
	if _, err := raw.Exec(`DELETE FROM events WHERE incident = ? AND seq = (SELECT max(seq) FROM events WHERE incident = ?)`, whole, whole); err != nil {
		t.Fatal(err)
	}
	wantFault(t, d.loads(whole), fault.Damaged)
}

func TestTriggersKeepTheJournal(t *testing.T) {
	d := newDesk(t)
	id := d.declare("checkout down")
	note := d.note(id, "first")
	for _, statement := range []string{
		`DELETE FROM events`,
		`DELETE FROM events WHERE place = 1`,
		`UPDATE events SET payload = '{}'`,
		`UPDATE events SET payload = ''  , author = 'Eve'`,
		`UPDATE events SET payload = NULL`,
		`UPDATE events SET place = place + 100`,
		`UPDATE events SET incident = 'x'`, `UPDATE events SET seq = seq + 100`, `UPDATE events SET id = id || 'x'`,
		`UPDATE events SET occurred = ''`, `UPDATE events SET recorded = ''`, `UPDATE events SET author = ''`,
		`UPDATE events SET kind = 'x'`, `UPDATE events SET version = 2`,
		`UPDATE events SET payload_hash = ''`, `UPDATE events SET hash = ''`,
		`UPDATE events SET payload = '', hash = ''`,
		`INSERT OR REPLACE INTO events SELECT place, incident, seq, id, occurred, recorded, 'Eve', kind, version, payload, payload_hash, hash FROM events`,
		`INSERT OR REPLACE INTO events SELECT NULL, incident, seq + 100, id, occurred, recorded, author, kind, version, payload, payload_hash, hash FROM events`,
		`INSERT OR REPLACE INTO events SELECT NULL, incident, seq, id || 'x', occurred, recorded, author, kind, version, payload, payload_hash, hash FROM events`,
		`INSERT OR REPLACE INTO events SELECT place, 'x', 1, id || 'x', occurred, recorded, author, kind, version, payload, payload_hash, hash FROM events`,
		`INSERT INTO events SELECT NULL, incident, seq + 100, id || 'x', occurred, recorded, author, kind, version, payload, payload_hash, hash FROM events`,
	} {
		_, err := d.write.Exec(statement)
		var lite sqlite3.Error
		if !errors.As(err, &lite) || lite.Code != sqlite3.ErrConstraint {
			t.Errorf("%s: %v", statement, err)
		}
	}
	if err := d.loads(id); err != nil {
		t.Error(err)
	}
	if _, err := d.write.Exec(`UPDATE events SET payload = '' WHERE id = ?`, note); err != nil {
		t.Errorf("a redaction is refused: %v", err)
	}
	if _, err := d.write.Exec(`UPDATE events SET payload = '' WHERE id = ?`, note); err == nil {
		t.Error("an empty payload was changed")
	}
	wantFault(t, d.loads(id), fault.Damaged) // no event tells of this redaction
}

// TestRedactedWordsAreNowhere looks for the words in the bytes of every file.
func TestRedactedWordsAreNowhere(t *testing.T) {
	const secret = "Hunter2Xyzzy"
	d := newDesk(t)
	id := d.declare("checkout down")
	for range 30 { // more than one page of text and of index
		d.note(id, strings.Repeat("filling words of the log ", 40))
	}
	long := secret + strings.Repeat(" padding", 3000) + " " + secret // spills over to pages of its own
	first := d.note(id, long)
	second := d.note(id, "the key is "+secret)
	d.do(id, func(r *Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Journal.Correct(st, second, "the key of node 3 is "+secret, incident.Time{})
	})
	titled := d.do(id, func(r *Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Incident.Retitle(st, "leak of "+secret)
	})[0].ID
	if where := holding(t, d.path, secret); where == "" {
		t.Fatal("the words are not found where they are")
	}
	for _, entry := range []string{first, second, titled} {
		d.do(id, func(r *Room, st incident.Stamp) ([]incident.Change, error) { return r.Journal.Redact(st, entry) })
	}
	if where := holding(t, d.path, secret); where != "" {
		t.Errorf("after the redaction the words are in %s", where)
	}
	if got := d.found(secret); got != nil {
		t.Errorf("found %v", got)
	}
	if err := d.loads(id); err != nil {
		t.Errorf("the chain does not hold: %v", err)
	}
	for _, word := range contents(t, d)["words"] {
		if strings.Contains(word, strings.ToLower(secret)) {
			t.Errorf("the index has %s", word)
		}
	}
}

// holding names the file that has the words, in any case; "" if none has.
func holding(t *testing.T, path, words string) string {
	t.Helper()
	files, err := filepath.Glob(path + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(strings.ToLower(string(content)), strings.ToLower(words)) {
			return file
		}
	}
	return ""
}
