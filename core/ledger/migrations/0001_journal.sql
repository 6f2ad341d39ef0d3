-- Statements are separated by empty lines. A migration that was released is never edited: write the next one.
-- The file says that it is a ledger of ours: "KNTA".
PRAGMA application_id = 1263424577;

-- The journal. Each row is hashed together with the hash of the row before it (core/ledger/journal_event.h).
CREATE TABLE event (
  till      TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  at_utc    TEXT NOT NULL,
  actor     TEXT NOT NULL,
  subject   TEXT NOT NULL,
  kind      TEXT NOT NULL,
  v         INTEGER NOT NULL,
  payload   TEXT NOT NULL,
  prev_hash BLOB NOT NULL,
  hash      BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (till, seq)
) STRICT;

CREATE INDEX event_subject ON event (subject, till, seq);

CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- Also stops INSERT OR REPLACE, which deletes without asking the trigger above.
CREATE TRIGGER event_follows BEFORE INSERT ON event
WHEN NEW.seq IS NOT coalesce((SELECT max(seq) FROM event WHERE till = NEW.till), 0) + 1
  OR NEW.prev_hash IS NOT coalesce((SELECT hash FROM event WHERE till = NEW.till ORDER BY seq DESC LIMIT 1), x'')
BEGIN
  SELECT RAISE(ABORT, 'an event must follow the last one');
END;

-- Outside the chain: rows here may be erased.
CREATE TABLE person (
  id     TEXT NOT NULL PRIMARY KEY,
  salt   BLOB NOT NULL,
  msisdn TEXT UNIQUE,
  name   TEXT NOT NULL
) STRICT;

-- Projections, rebuilt from the events at any time. Times are milliseconds since 1970 UTC; what is not there is NULL.
CREATE TABLE sale (
  nr           INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  number       TEXT UNIQUE,
  due_minor    INTEGER NOT NULL,
  currency     TEXT NOT NULL,
  user         TEXT NOT NULL,
  reference    TEXT NOT NULL,
  description  TEXT NOT NULL,
  person_id    TEXT NOT NULL,
  created_at   INTEGER
) STRICT;

CREATE TABLE charge (
  nr                  INTEGER PRIMARY KEY,
  id                  TEXT NOT NULL UNIQUE,
  sale_id             TEXT NOT NULL REFERENCES sale (id),
  key                 TEXT UNIQUE,
  person_id           TEXT NOT NULL,
  amount_minor        INTEGER NOT NULL,
  currency            TEXT NOT NULL,
  status              TEXT NOT NULL,
  attempt             INTEGER NOT NULL,
  evidence            TEXT NOT NULL,
  check_left          TEXT NOT NULL,
  stopped             INTEGER NOT NULL,
  receipt             TEXT NOT NULL,
  reason              TEXT NOT NULL,
  wire_reference      TEXT NOT NULL,
  callback_token      TEXT UNIQUE,
  earlier_token       TEXT UNIQUE,
  merchant_request_id TEXT NOT NULL,
  checkout_request_id TEXT NOT NULL,
  journaled_at        INTEGER,
  accepted_at         INTEGER,
  settled_at          INTEGER,
  last_asked_at       INTEGER,
  boot_id             TEXT NOT NULL,
  journaled_since_boot_ms INTEGER NOT NULL,
  pending             INTEGER NOT NULL
) STRICT;

CREATE INDEX charge_sale ON charge (sale_id, nr);

CREATE INDEX charge_pending ON charge (nr) WHERE pending = 1;

CREATE INDEX charge_person ON charge (person_id, journaled_at);

CREATE INDEX charge_time ON charge (journaled_at);

CREATE INDEX charge_reference ON charge (wire_reference, journaled_at);

CREATE INDEX sale_person ON sale (person_id);

-- One receipt pays one sale, for ever.
CREATE TABLE payment (
  receipt      TEXT NOT NULL PRIMARY KEY CHECK (receipt <> ''),
  sale_id      TEXT REFERENCES sale (id),
  charge_id    TEXT REFERENCES charge (id),
  amount_minor INTEGER NOT NULL,
  currency     TEXT NOT NULL,
  evidence     TEXT NOT NULL,
  at           INTEGER
) STRICT;

CREATE INDEX payment_sale ON payment (sale_id);

CREATE INDEX payment_charge ON payment (charge_id);

-- Small facts that are not money.
CREATE TABLE setting (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- Written before each charge: does the file still take writes?
CREATE TABLE probe (
  n INTEGER NOT NULL
) STRICT;

INSERT INTO probe (n) VALUES (0);
