package store

import (
	"context"
	"strings"

	"aircover/backend/incident"
)

// projection keeps one thing beside the journal true to it. Together they
// leave, event by event, what Rebuild makes from the events alone.
type projection struct {
	name   string
	update func(ctx context.Context, q querier, d delta) error
}

func allProjections() []projection {
	return []projection{
		{"incident index", indexIncident},
		{"search: new entries", func(ctx context.Context, q querier, d delta) error { return addLines(ctx, q, d.added) }},
		{"search: corrected entries", replaceLines},
		{"search: undone entries", func(ctx context.Context, q querier, d delta) error { return removeLines(ctx, q, d.undone) }},
		{"search: restored entries", func(ctx context.Context, q querier, d delta) error { return addLines(ctx, q, d.restored) }},
		{"search: redacted entries", func(ctx context.Context, q querier, d delta) error { return removeLines(ctx, q, d.redacted) }},
	}
}

// delta is what an append has changed in the folded state.
type delta struct {
	room *Room // folded

	added, corrected, undone, restored, redacted []line
}

// line is an entry of the log that the search can find.
type line struct {
	id, text string
	occurred incident.Time
}

// lineOf gives the line of an entry; an entry without effect has none.
func lineOf(e *incident.Entry) (line, bool) {
	// NUL ends a text for parts of SQLite.
	text := strings.ReplaceAll(e.Text, "\x00", " ")
	return line{id: e.ID, text: text, occurred: e.Occurred}, !e.Undone && !e.Redacted && !e.Opaque && text != ""
}

// linesOf gives all lines of an incident.
func linesOf(room *Room) []line {
	var lines []line
	entries := room.Journal.Entries()
	for i := range entries {
		if l, ok := lineOf(&entries[i]); ok {
			lines = append(lines, l)
		}
	}
	return lines
}

// fold appends events to a room and tells what changed.
func fold(room *Room, events []incident.Event) delta {
	d := delta{room: room}
	last := room.Journal.Last().Seq
	var before map[string]line
	compensates := compensating(events)
	if compensates {
		before = map[string]line{}
		for _, l := range linesOf(room) {
			before[l.id] = l
		}
	}
	for _, e := range events {
		room.Journal.Append(e)
	}
	entries := room.Journal.Entries()
	for i := range entries {
		e := &entries[i]
		if e.Seq > last {
			if l, ok := lineOf(e); ok {
				d.added = append(d.added, l)
			}
		} else if compensates {
			d.compare(e, before)
		}
	}
	return d
}

// compensating tells whether an event may change earlier entries.
func compensating(events []incident.Event) bool {
	for _, e := range events {
		switch kinds.Read(e).Payload.(type) {
		case incident.Corrected, incident.Undone, incident.Redacted:
			return true
		}
	}
	return false
}

// compare sorts an older entry by what became of it.
func (d *delta) compare(e *incident.Entry, before map[string]line) {
	was, had := before[e.ID]
	is, has := lineOf(e)
	switch {
	case had && has && was != is:
		d.corrected = append(d.corrected, is)
	case had && !has && e.Redacted:
		d.redacted = append(d.redacted, was)
	case had && !has:
		d.undone = append(d.undone, was)
	case !had && has:
		d.restored = append(d.restored, is)
	}
}

func addLines(ctx context.Context, q querier, lines []line) error {
	for _, l := range lines {
		_, err := q.ExecContext(ctx, `INSERT INTO search (rowid, text, occurred) SELECT place, ?, ? FROM events WHERE id = ?`,
			l.text, l.occurred.String(), l.id)
		if err != nil {
			return err
		}
	}
	return nil
}

func replaceLines(ctx context.Context, q querier, d delta) error {
	for _, l := range d.corrected {
		_, err := q.ExecContext(ctx, `UPDATE search SET text = ?, occurred = ? WHERE rowid = (SELECT place FROM events WHERE id = ?)`,
			l.text, l.occurred.String(), l.id)
		if err != nil {
			return err
		}
	}
	return nil
}

func removeLines(ctx context.Context, q querier, lines []line) error {
	for _, l := range lines {
		if _, err := q.ExecContext(ctx, `DELETE FROM search WHERE rowid = (SELECT place FROM events WHERE id = ?)`, l.id); err != nil {
			return err
		}
	}
	return nil
}

// indexIncident writes the row of the incident list.
func indexIncident(ctx context.Context, q querier, d delta) error {
	state := &d.room.Incident
	audience, promise := nextPromise(d.room)
	last := d.room.Journal.Last()
	entries := d.room.Journal.Entries()
	effective := 0
	for i := range entries {
		if !entries[i].Undone {
			effective++
		}
	}
	_, err := q.ExecContext(ctx, `
		INSERT INTO incidents (incident, title, severity, phase, open, declared, began, settled, lead,
			next_audience, next_promise, open_needs, entries, heard, events, head)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (incident) DO UPDATE SET title = excluded.title, severity = excluded.severity, phase = excluded.phase,
			open = excluded.open, declared = excluded.declared, began = excluded.began, settled = excluded.settled,
			lead = excluded.lead, next_audience = excluded.next_audience, next_promise = excluded.next_promise,
			open_needs = excluded.open_needs, entries = excluded.entries, heard = excluded.heard,
			events = excluded.events, head = excluded.head`,
		d.room.ID, state.Title, int(state.Severity), string(state.Phase), state.Open(), state.Declared.String(),
		state.Began.String(), state.Settled.String(), state.Lead(), audience, promise.String(),
		len(state.OpenNeeds()), effective, state.Heard.String(), last.Seq, last.Hash)
	return err
}

// nextPromise gives the promise that is due next, with its audience.
func nextPromise(r *Room) (audience string, at incident.Time) {
	for _, due := range r.Comms.Due(&r.Incident) {
		if due.Promised {
			return due.Audience, due.At
		}
	}
	return "", incident.Time{}
}
