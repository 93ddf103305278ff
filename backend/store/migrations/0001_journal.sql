-- The journal. Everything in the tables incidents and search can be rebuilt
-- from it; the tables below the line are local to this laptop.
CREATE TABLE events (
	place        INTEGER PRIMARY KEY, -- order of arrival, over all incidents
	incident     TEXT    NOT NULL,
	seq          INTEGER NOT NULL,
	id           TEXT    NOT NULL UNIQUE,
	occurred     TEXT    NOT NULL,
	recorded     TEXT    NOT NULL,
	author       TEXT    NOT NULL,
	kind         TEXT    NOT NULL,
	version      INTEGER NOT NULL,
	payload      TEXT    NOT NULL,
	payload_hash TEXT    NOT NULL,
	hash         TEXT    NOT NULL,
	UNIQUE (incident, seq)
) STRICT;

-- INSERT OR REPLACE would delete without a delete trigger: an insert that
-- would meet an existing row, or leave a gap, is refused here.
CREATE TRIGGER events_are_appended BEFORE INSERT ON events
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events WHERE incident = NEW.incident)
	OR EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
	OR EXISTS (SELECT 1 FROM events WHERE place = NEW.place)
BEGIN
	SELECT RAISE(ABORT, 'an event goes behind the last one of its incident');
END;

-- The one change is a redaction: it empties a payload and nothing else.
CREATE TRIGGER events_are_kept BEFORE UPDATE ON events
WHEN NEW.payload IS NOT '' OR OLD.payload IS ''
	OR NEW.place IS NOT OLD.place OR NEW.incident IS NOT OLD.incident OR NEW.seq IS NOT OLD.seq
	OR NEW.id IS NOT OLD.id OR NEW.occurred IS NOT OLD.occurred OR NEW.recorded IS NOT OLD.recorded
	OR NEW.author IS NOT OLD.author OR NEW.kind IS NOT OLD.kind OR NEW.version IS NOT OLD.version
	OR NEW.payload_hash IS NOT OLD.payload_hash OR NEW.hash IS NOT OLD.hash
BEGIN
	SELECT RAISE(ABORT, 'events do not change');
END;

CREATE TRIGGER events_stay BEFORE DELETE ON events
BEGIN
	SELECT RAISE(ABORT, 'events are not deleted');
END;

-- One row per incident, for the list.
CREATE TABLE incidents (
	incident      TEXT    PRIMARY KEY,
	title         TEXT    NOT NULL,
	severity      INTEGER NOT NULL,
	phase         TEXT    NOT NULL,
	open          INTEGER NOT NULL,
	declared      TEXT    NOT NULL,
	began         TEXT    NOT NULL,
	settled       TEXT    NOT NULL,
	lead          TEXT    NOT NULL,
	next_audience TEXT    NOT NULL, -- of the promise that is due next
	next_promise  TEXT    NOT NULL,
	open_needs    INTEGER NOT NULL,
	entries       INTEGER NOT NULL, -- without those that were undone
	heard         TEXT    NOT NULL,
	events        INTEGER NOT NULL, -- length of the journal
	head          TEXT    NOT NULL  -- hash of its last event: a lost end shows
) STRICT, WITHOUT ROWID;
CREATE INDEX incidents_newest ON incidents (declared, incident);
CREATE INDEX incidents_open ON incidents (declared, incident) WHERE open = 1;

-- One row per entry that can be found; rowid is the event's place.
CREATE VIRTUAL TABLE search USING fts5 (
	text, occurred UNINDEXED,
	tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

-- ----------------------------------------------------------------- local

CREATE TABLE numbers (
	number   INTEGER PRIMARY KEY AUTOINCREMENT, -- 42 of INC-42
	incident TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE drafts (
	incident TEXT NOT NULL,
	audience TEXT NOT NULL,
	text     TEXT NOT NULL,
	base     TEXT NOT NULL,
	updated  TEXT NOT NULL,
	PRIMARY KEY (incident, audience)
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
	key   TEXT PRIMARY KEY, -- the name in lower case
	name  TEXT NOT NULL,
	email TEXT NOT NULL,
	zone  TEXT NOT NULL,
	seen  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
	key   TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE banners (
	key       TEXT    PRIMARY KEY, -- of the nudge
	showings  INTEGER NOT NULL,
	first     TEXT    NOT NULL,
	attempted TEXT    NOT NULL,
	delivered TEXT    NOT NULL,
	confirmed TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE showings (
	at     TEXT    NOT NULL,
	public INTEGER NOT NULL
) STRICT;
CREATE INDEX showings_newest ON showings (at);
