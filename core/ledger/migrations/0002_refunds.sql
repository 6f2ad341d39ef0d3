-- Direct payments, refunds, questions that are answered later, users, claims. Only columns with defaults and new tables: what
-- version 1 journaled means the same as before, so nothing has to be rebuilt.
ALTER TABLE payment ADD COLUMN paid_at INTEGER;

ALTER TABLE payment ADD COLUMN person_id TEXT NOT NULL DEFAULT '';

ALTER TABLE payment ADD COLUMN bill_reference TEXT NOT NULL DEFAULT '';

ALTER TABLE payment ADD COLUMN matched_by TEXT NOT NULL DEFAULT '';

ALTER TABLE payment ADD COLUMN matched_at INTEGER;

CREATE INDEX payment_direct ON payment (at) WHERE charge_id IS NULL;

CREATE INDEX payment_loose ON payment (at) WHERE charge_id IS NULL AND sale_id IS NULL;

ALTER TABLE person ADD COLUMN phone_hint TEXT NOT NULL DEFAULT '';

-- Texts of refunds, questions and bill references stand here as they do in the events: numbers and names are put in when they
-- are read (core/ledger/phone_veil.h), so that erasing a person touches none of these rows.
CREATE TABLE refund (
  nr                    INTEGER PRIMARY KEY,
  id                    TEXT NOT NULL UNIQUE CHECK (id <> ''),
  payer_id              TEXT NOT NULL,
  receipt               TEXT NOT NULL REFERENCES payment (receipt),
  sale_id               TEXT REFERENCES sale (id),
  amount_minor          INTEGER NOT NULL,
  currency              TEXT NOT NULL,
  remarks               TEXT NOT NULL,
  requested_by          TEXT NOT NULL,
  approved_by           TEXT NOT NULL,
  single_person         INTEGER NOT NULL,
  status                TEXT NOT NULL,
  attempt               INTEGER NOT NULL,
  evidence              TEXT NOT NULL,
  reversal_receipt      TEXT NOT NULL,
  reason                TEXT NOT NULL,
  result_token          TEXT UNIQUE,
  timeout_token         TEXT UNIQUE,
  earlier_result_token  TEXT UNIQUE,
  earlier_timeout_token TEXT UNIQUE,
  conversation_id       TEXT NOT NULL,
  originator_conversation_id TEXT NOT NULL,
  journaled_at          INTEGER,
  accepted_at           INTEGER,
  settled_at            INTEGER
) STRICT;

-- A receipt is refunded once: no second reversal while the first may have moved money.
CREATE UNIQUE INDEX refund_live ON refund (receipt) WHERE status NOT IN ('not_sent', 'refused', 'closed_by_manager');

CREATE INDEX refund_receipt ON refund (receipt, nr);

CREATE INDEX refund_open ON refund (nr) WHERE status IN ('journaled', 'accepted', 'unknown', 'conflict');

CREATE INDEX refund_time ON refund (journaled_at);

CREATE TABLE enquiry (
  nr              INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE CHECK (id <> ''),
  payer_id        TEXT NOT NULL,
  kind            TEXT NOT NULL,
  state           TEXT NOT NULL,
  subject         TEXT NOT NULL,
  asked_by        TEXT NOT NULL,
  result_token    TEXT UNIQUE,
  timeout_token   TEXT UNIQUE,
  conversation_id TEXT NOT NULL,
  originator_conversation_id TEXT NOT NULL,
  reason          TEXT NOT NULL,
  answer          TEXT NOT NULL,
  asked_at        INTEGER,
  answered_at     INTEGER
) STRICT;

CREATE INDEX enquiry_open ON enquiry (nr) WHERE state IN ('asked', 'accepted');

CREATE INDEX enquiry_kind ON enquiry (kind, nr);

CREATE TABLE user (
  nr            INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE CHECK (id <> ''),
  name          TEXT NOT NULL UNIQUE CHECK (name <> ''),
  role          TEXT NOT NULL,
  disabled      INTEGER NOT NULL,
  wrong_tries   INTEGER NOT NULL,
  last_wrong_at INTEGER,
  created_at    INTEGER
) STRICT;

-- Outside the chain, like person: an old hash must not stay in the journal for ever. No reference to user, which a rebuild
-- empties for a moment.
CREATE TABLE pin (
  user_id TEXT NOT NULL PRIMARY KEY,
  salt    BLOB NOT NULL,
  hash    BLOB NOT NULL
) STRICT;

CREATE TABLE claim (
  nr         INTEGER PRIMARY KEY,
  code       TEXT NOT NULL UNIQUE CHECK (code <> ''),
  sale_id    TEXT REFERENCES sale (id),
  charge_id  TEXT REFERENCES charge (id),
  state      TEXT NOT NULL,
  claimed_by TEXT NOT NULL,
  claimed_at INTEGER,
  decided_by TEXT NOT NULL,
  decided_at INTEGER
) STRICT;

CREATE INDEX claim_state ON claim (state, nr);
