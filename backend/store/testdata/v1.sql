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

-- What a person had written with it.
INSERT INTO numbers (number, incident) VALUES (1, 'incident-1');
INSERT INTO events (place, incident, seq, id, occurred, recorded, author, kind, version, payload, payload_hash, hash) VALUES (1, 'incident-1', 1, 'event-000001', '2026-03-04T09:01:00.000Z', '2026-03-04T09:01:00.000Z', 'Ana', 'incident.declared', 1, '{"severity":2,"began":"2026-03-04T09:01:00.000Z","zone":"Europe/Berlin"}', 'e864d8637baf850c22ed01bb204fd054cfa467b6a05da369ecc3551429fbd372', '98f68f7882d48e3a4b568ccca4ff4a28aeb293984a2ffe2d84f3ecffd4771b3d');
INSERT INTO events (place, incident, seq, id, occurred, recorded, author, kind, version, payload, payload_hash, hash) VALUES (2, 'incident-1', 2, 'event-000002', '2026-03-04T09:01:00.000Z', '2026-03-04T09:01:00.000Z', 'Ana', 'incident.titled', 1, '{"title":"checkout down"}', '47d673a79bb3dc154551e770b5925b0d3a654cddcaee8a3224c911541ce645c4', 'c275d9c5b2be8cc905e85d13f7e42e642cf243fe3ff7d0620bcddb6a3dc61ae5');
INSERT INTO events (place, incident, seq, id, occurred, recorded, author, kind, version, payload, payload_hash, hash) VALUES (3, 'incident-1', 3, 'event-000003', '2026-03-04T09:01:00.000Z', '2026-03-04T09:01:00.000Z', 'Ana', 'rhythm.set', 1, '{"checkIn":{"1":30,"2":60,"3":120,"4":1440},"need":{"1":10,"2":20,"3":60,"4":60}}', '905cb66f151b648a714001ddb7c60af0ae948c831c554f66f7de641274790a5f', '91de97473a37e06f0c9b199d422307c385fbc6fe902561cfd7d3044746001355');
INSERT INTO events (place, incident, seq, id, occurred, recorded, author, kind, version, payload, payload_hash, hash) VALUES (4, 'incident-1', 4, 'event-000004', '2026-03-04T09:01:00.000Z', '2026-03-04T09:01:00.000Z', 'Ana', 'role.assigned', 1, '{"role":"incident lead","person":"Ana"}', 'c777fed3cf167fa0ed9b8c277a954fd2983bc94797d315ac0a2955635c20dfa4', 'b00c254dbfc11ccb3fe0bc9d153f3080eb60a7af43cec9ca2fbeb6ea1629ff40');
INSERT INTO events (place, incident, seq, id, occurred, recorded, author, kind, version, payload, payload_hash, hash) VALUES (5, 'incident-1', 5, 'event-000005', '2026-03-04T09:01:00.000Z', '2026-03-04T09:01:00.000Z', 'Ana', 'audiences.set', 1, '{"audiences":[{"id":"page","name":"Status page","channel":"status page","external":true,"cadence":{"1":{"mode":"every","gaps":[5,10],"then":20,"after":120,"later":60,"clock":["09:30","16:30"]},"2":{"mode":"every","gaps":[15],"then":30,"clock":["09:30","16:30"]},"3":{"mode":"if visible","gaps":[60],"then":60,"clock":["09:30","16:30"]},"4":{"mode":"none"}}},{"id":"support","name":"Support","channel":"chat","passesOn":true,"cadence":{"1":{"mode":"with page","clock":["09:30","16:30"]},"2":{"mode":"with page","clock":["09:30","16:30"]},"3":{"mode":"start and end","gaps":[60],"then":240,"clock":["09:30","16:30"]},"4":{"mode":"none"}}},{"id":"executives","name":"Executives","channel":"mail","cadence":{"1":{"mode":"every","gaps":[30],"then":30,"clock":["09:30","16:30"]},"2":{"mode":"every","gaps":[60],"then":60,"clock":["09:30","16:30"]},"3":{"mode":"start and end","gaps":[60],"then":240,"clock":["09:30","16:30"]},"4":{"mode":"none"}}},{"id":"internal","name":"Internal","channel":"chat","cadence":{"1":{"mode":"pull","clock":["16:30"]},"2":{"mode":"pull","clock":["16:30"]},"3":{"mode":"pull","clock":["16:30"]},"4":{"mode":"pull"}}},{"id":"legal","name":"Legal","channel":"mail","cadence":{"1":{"mode":"milestones"},"2":{"mode":"milestones"},"3":{"mode":"none"},"4":{"mode":"none"}}}]}', 'c9d1cbed6b972475e7f0aee7afa040bf934dfd2f94e73dd45539fef2191d9078', '3fec3432347fd88b7573c893aafb137583f7fbda672374b556a9dc0d247f9a3c');
INSERT INTO events (place, incident, seq, id, occurred, recorded, author, kind, version, payload, payload_hash, hash) VALUES (6, 'incident-1', 6, 'event-000006', '2026-03-04T09:02:00.000Z', '2026-03-04T09:02:00.000Z', 'Ana', 'note.logged', 1, '{"text":"the replica lags"}', '3769111c9b5cbdbcf69c182f95337c327a16ce2a50d9873479ba0907c51388a6', '46079a510300f3e3305f5d2ea48f226f5fc990dce2956e065e713361c797fa58');
INSERT INTO incidents (incident, title, severity, phase, open, declared, began, settled, lead, next_audience, next_promise, open_needs, entries, heard, events, head) VALUES ('incident-1', 'checkout down', 2, 'identify', 1, '2026-03-04T09:01:00.000Z', '2026-03-04T09:01:00.000Z', '', 'Ana', '', '', 0, 4, '2026-03-04T09:02:00.000Z', 6, '46079a510300f3e3305f5d2ea48f226f5fc990dce2956e065e713361c797fa58');
INSERT INTO drafts (incident, audience, text, base, updated) VALUES ('incident-1', 'page', 'half a sen', '', '2026-03-04T09:00:00.000Z');
INSERT INTO people (key, name, email, zone, seen) VALUES ('ana', 'Ana', '', '', '2026-03-04T09:00:00.000Z');
INSERT INTO search (rowid, text, occurred) SELECT place, json_extract(payload, '$.text'), occurred FROM events WHERE kind = 'note.logged';
PRAGMA user_version = 1;
