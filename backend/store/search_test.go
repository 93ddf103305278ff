package store

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"aircover/backend/comms"
	"aircover/backend/incident"
	"aircover/backend/meeting"
)

func TestSearch(t *testing.T) {
	d := newDesk(t)
	id := d.declare("checkout down")
	entries := map[string]string{}
	for _, text := range []string{
		"the replica lags by 40 s", "database-3 has no connection left", "Müller said: it's naïve", "支払い timeout",
		`AND OR NOT NEAR "x"`, "a line with\x00a NUL",
	} {
		entries[text] = d.note(id, text)
	}
	replica, database, mueller := entries["the replica lags by 40 s"], entries["database-3 has no connection left"], entries["Müller said: it's naïve"]
	operators := entries[`AND OR NOT NEAR "x"`]
	for _, test := range []struct {
		query string
		want  []string
	}{
		{"replica", []string{replica}},
		{"REPL", []string{replica}},
		{"lags replica", []string{replica}},
		{"plica", nil},
		{"replica connection", nil},
		{`"replica lags"`, []string{replica}},
		{`"lags replica"`, nil},
		{`"replica lags`, []string{replica}}, // not closed
		{"database-3", []string{database}},
		{"database", []string{database}},
		{"muller", []string{mueller}},
		{"naive it's", []string{mueller}},
		{"支払い", []string{entries["支払い timeout"]}},
		{"支払", []string{entries["支払い timeout"]}},
		{"nul", []string{entries["a line with\x00a NUL"]}},
		{"replica\x00", []string{replica}},
		{"AND", []string{operators}},
		{"NEAR(replica", nil},
		{"replica OR database", nil},
		{"replica*", []string{replica}},
		{"^replica", []string{replica}},
		{"text:replica", nil}, // the words "text replica" follow each other nowhere
		{"-replica", []string{replica}},
		{"replica; DROP TABLE events", nil},
		{"' OR 1=1 --", []string{operators}}, // it has the word or
		{"r", nil},
		{"r e p", nil},
		{"replica r", []string{replica}}, // the next word has begun
		{"", nil},
		{`"`, nil},
		{`"" "" ()`, nil},
		{"*", nil},
		{"\xff\xfe", nil},
		{strings.Repeat("replica ", 5000), []string{replica}},
		{strings.Repeat(`"`, 5000), nil},
		{strings.Repeat("(", 5000), nil},
	} {
		if diff := cmp.Diff(test.want, d.found(test.query)); diff != "" {
			t.Errorf("%.40q (-want +got):\n%s", test.query, diff)
		}
	}
}

func TestSearchFollowsTheLog(t *testing.T) {
	d := newDesk(t)
	id := d.declare("checkout down")
	note := d.note(id, "zebra crossing")
	want := func(when, query string, ids ...string) {
		t.Helper()
		if got := d.found(query); !slices.Equal(got, ids) {
			t.Errorf("%s: %q finds %v, want %v", when, query, got, ids)
		}
	}
	want("at first", "zebra", note)
	correction := d.do(id, func(r *Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Journal.Correct(st, note, "giraffe crossing", incident.Time{})
	})[0].ID
	want("corrected", "zebra")
	want("corrected", "giraffe", note)
	d.do(id, func(r *Room, st incident.Stamp) ([]incident.Change, error) { return r.Journal.Undo(st, correction) })
	want("correction undone", "zebra", note)
	want("correction undone", "giraffe")
	d.do(id, func(r *Room, st incident.Stamp) ([]incident.Change, error) { return r.Journal.Undo(st, note) })
	want("undone", "zebra")
	d.do(id, func(r *Room, st incident.Stamp) ([]incident.Change, error) { return r.Journal.Restore(st, note) })
	want("restored", "zebra", note)
	newer := d.note(id, "zebra again")
	want("newest first", "zebra", newer, note)
	d.do(id, func(r *Room, st incident.Stamp) ([]incident.Change, error) { return r.Journal.Redact(st, note) })
	want("redacted", "zebra", newer)

	sent := d.do(id, func(r *Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Comms.MarkSent(st, &r.Incident, comms.UpdateSent{
			Audience: comms.Page, State: comms.Investigating, Text: "Okapi payments fail.", Next: st.Now.Add(20 * time.Minute),
		})
	})[0].ID
	want("an update", "okapi", sent)
	asked := d.do(id, func(r *Room, st incident.Stamp) ([]incident.Change, error) {
		return r.Meetings.Request(st, meeting.RequestPlan{Text: "walrus call", Minutes: 30, People: 5})
	})[0].ID
	want("a meeting request", "walrus", asked)

	rows, err := d.List(context.Background(), ListQuery{Limit: 1})
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	if rows[0].NextAudience != comms.Page || rows[0].NextPromise.IsZero() {
		t.Errorf("the list does not show the promise: %+v", rows[0])
	}
}

func TestSnippet(t *testing.T) {
	d := newDesk(t)
	id := d.declare("checkout down")
	d.note(id, "<b>the</b> replica lags, the other replica does not")
	hits, err := d.Search(context.Background(), "replica", 10)
	if err != nil || len(hits) != 1 {
		t.Fatal(hits, err)
	}
	want := []Segment{
		{Text: "<b>the</b> "}, {Text: "replica", Hit: true}, {Text: " lags, the other "}, {Text: "replica", Hit: true}, {Text: " does not"},
	}
	if diff := cmp.Diff(want, hits[0].Snippet); diff != "" {
		t.Error(diff)
	}
	if hits[0].Number != 1 || hits[0].Title != "checkout down" || hits[0].Kind != "note.logged" || hits[0].Incident != id {
		t.Errorf("%+v", hits[0])
	}

	d.note(id, strings.Repeat("filler ", 100000)+"needle"+strings.Repeat(" filler", 100000))
	hits, err = d.Search(context.Background(), "needle", 10)
	if err != nil || len(hits) != 1 {
		t.Fatal(len(hits), err)
	}
	length := 0
	for _, s := range hits[0].Snippet {
		length += len(s.Text)
	}
	if length > 500 {
		t.Errorf("the snippet of a long entry has %d bytes", length)
	}
}

func TestSimilar(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	var all []string
	for range 12 {
		all = append(all, d.declare("checkout slow in the shop"))
	}
	d.note(all[3], "the certificate of the gateway has expired")
	d.note(all[7], "certificate renewed")
	rows, err := d.Similar(ctx, "Checkout: gateway certificate broken", 5)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || rows[0].ID != all[3] || rows[1].ID != all[7] {
		t.Fatalf("similar: %+v", rows)
	}
	if diff := cmp.Diff([]string{"gateway", "certificate"}, rows[0].Words); diff != "" {
		t.Error(diff)
	}
	if rows[0].Number != 4 || rows[0].Title != "checkout slow in the shop" {
		t.Errorf("%+v", rows[0])
	}
	for _, title := range []string{"", "a", `"`, "the and", "\x00", strings.Repeat("x ", 10000), strings.Repeat("wörd-", 10000)} {
		if rows, err := d.Similar(ctx, title, 5); err != nil || len(rows) != 0 {
			t.Errorf("%.20q: %v, %v", title, rows, err)
		}
	}
}

// FuzzSearch: whatever is typed, SQLite takes the expression, and a word that
// an entry has is found when it is typed in quotes.
func FuzzSearch(f *testing.F) {
	for _, seed := range []string{"replica", `"a b"`, "database-3 AND (", "NEAR(x, 2)", "\x00", "支払い*", `""""`, "é", "a\xcc\x81b", "١٢"} {
		f.Add(seed)
	}
	d := newDesk(f)
	id := d.declare("checkout down")
	d.note(id, "the replica lags")
	f.Fuzz(func(t *testing.T, query string) {
		if _, err := d.Search(context.Background(), query, 5); err != nil {
			t.Errorf("search: %v", err)
		}
		if _, err := d.Similar(context.Background(), query, 5); err != nil {
			t.Errorf("similar: %v", err)
		}
		match := matchExpression(query)
		if strings.Contains(match, "\x00") || strings.Count(match, `"`)%2 != 0 || len(match) > 10*maxQueryRunes {
			t.Errorf("the expression is %q", match)
		}
	})
}
