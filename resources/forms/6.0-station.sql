-- A station's copy of form 6.0, as released: what verify holds such a file against. Never changed.
CREATE TABLE log (
    seq INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    leaf BLOB NOT NULL CHECK (length(leaf) = 32)
) STRICT;

CREATE TABLE sealed (
    commitment BLOB PRIMARY KEY NOT NULL CHECK (length(commitment) = 32),
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    value TEXT NOT NULL
) STRICT;

CREATE TABLE document (
    digest TEXT PRIMARY KEY NOT NULL CHECK (length(digest) = 64),
    kind TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;

CREATE TABLE head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL,
    root BLOB NOT NULL CHECK (length(root) = 32),
    frontier BLOB NOT NULL
) STRICT;

CREATE TABLE checkpoint (
    number INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    size INTEGER NOT NULL,
    root BLOB NOT NULL CHECK (length(root) = 32),
    person TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;

CREATE TABLE signature (
    first_seq INTEGER PRIMARY KEY,
    entries INTEGER NOT NULL CHECK (entries > 0),
    act BLOB NOT NULL UNIQUE CHECK (length(act) = 16),
    person TEXT NOT NULL,
    base_size INTEGER NOT NULL,
    base_root BLOB NOT NULL CHECK (length(base_root) = 32),
    signature BLOB NOT NULL CHECK (length(signature) = iif(person = '', 0, 64))
) STRICT;

CREATE TABLE keyring (
    person TEXT PRIMARY KEY NOT NULL,
    wrapped TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    last_failure TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE draft (
    person TEXT NOT NULL,
    desk TEXT NOT NULL,
    value TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (person, desk)
) STRICT, WITHOUT ROWID;

CREATE INDEX log_batch ON log (json_extract(body, '$.data.batch'))
    WHERE json_extract(body, '$.kind') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved');

CREATE INDEX log_checked ON log (json_extract(body, '$.data.batch'))
    WHERE json_extract(body, '$.kind') = 'determination.checked';

CREATE INDEX log_chain ON log (json_extract(body, '$.kind')) WHERE json_extract(body, '$.kind') IN ('accounts.adopted', 'acts.signed', 'case.left', 'case.opened', 'case.restored', 'case.shared', 'form.raised', 'person.added', 'person.changed', 'person.key_changed', 'person.key_made', 'person.key_recovered');

CREATE INDEX log_envelope ON log (json_extract(body, '$.data.envelope'))
    WHERE json_extract(body, '$.data.envelope') IS NOT NULL;

CREATE INDEX log_release ON log (json_extract(body, '$.data.release'))
    WHERE json_extract(body, '$.kind') = 'release.made';

CREATE INDEX log_later ON log (json_extract(body, '$.kind'))
    WHERE json_extract(body, '$.kind') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up');

CREATE INDEX log_person ON log (json_extract(body, '$.data.person'))
    WHERE json_extract(body, '$.kind') IN ('person.added', 'person.changed');

CREATE INDEX log_ground ON log (json_extract(body, '$.at'))
    WHERE json_extract(body, '$.kind') IN ('order.amended', 'order.changed', 'order.entered', 'pack.changed', 'person.key_disputed', 'position.set');

CREATE TRIGGER log_no_update BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;

CREATE TRIGGER log_no_delete BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;

CREATE TRIGGER sealed_no_update BEFORE UPDATE ON sealed
BEGIN SELECT RAISE(ABORT, 'sealed values only grow'); END;

CREATE TRIGGER sealed_no_delete BEFORE DELETE ON sealed
BEGIN SELECT RAISE(ABORT, 'sealed values only grow'); END;

CREATE TRIGGER document_no_update BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'documents only grow'); END;

CREATE TRIGGER document_no_delete BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'documents only grow'); END;

CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints only grow'); END;

CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints only grow'); END;

CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature
BEGIN SELECT RAISE(ABORT, 'signatures only grow'); END;

CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature
BEGIN SELECT RAISE(ABORT, 'signatures only grow'); END;

CREATE TRIGGER sealed_never_twice BEFORE INSERT ON sealed
WHEN EXISTS (SELECT 1 FROM sealed WHERE commitment = new.commitment)
BEGIN SELECT RAISE(ABORT, 'a row of sealed is never replaced'); END;

CREATE TRIGGER document_never_twice BEFORE INSERT ON document
WHEN EXISTS (SELECT 1 FROM document WHERE digest = new.digest)
BEGIN SELECT RAISE(ABORT, 'a row of document is never replaced'); END;

CREATE TRIGGER log_in_order BEFORE INSERT ON log
WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'an entry takes the next place in the log'); END;

CREATE TRIGGER signature_in_order BEFORE INSERT ON signature
WHEN new.first_seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log)
OR new.first_seq < (SELECT first_seq + entries FROM signature ORDER BY first_seq DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'an act begins behind the one before'); END;

CREATE TABLE "envelope" (
   "number" TEXT PRIMARY KEY NOT NULL,
   "status" TEXT NOT NULL,
   "ordinal" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "received" INTEGER NOT NULL,
   "outcome" TEXT NOT NULL,
   "stream" TEXT NOT NULL,
   "place" TEXT NOT NULL,
   "precinct_cast" TEXT NOT NULL,
   "kept_apart" INTEGER NOT NULL,
   "reviewer" TEXT NOT NULL,
   "determined" INTEGER NOT NULL,
   "holds" TEXT NOT NULL,
   "reasons" TEXT NOT NULL,
   "counted" INTEGER NOT NULL,
   "not_counted" INTEGER NOT NULL,
   "batch" TEXT NOT NULL,
   "referred" INTEGER NOT NULL,
   "referred_by" TEXT NOT NULL,
   "returned" INTEGER NOT NULL,
   "returned_to" TEXT NOT NULL,
   "reopened" INTEGER NOT NULL,
   "elector" INTEGER NOT NULL,
   "taken_by" TEXT NOT NULL,
   "released_in" TEXT NOT NULL,
   "box" TEXT NOT NULL,
   "position" INTEGER NOT NULL,
   "ticked" TEXT NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE INDEX "envelope_queue"
    ON "envelope" ("status", "ordinal", "version", "received", "outcome", "stream", "place", "precinct_cast", "kept_apart", "reviewer", "determined", "holds", "reasons", "counted", "not_counted", "batch", "referred", "referred_by", "returned", "returned_to", "reopened", "elector", "taken_by", "released_in", "box", "position", "ticked", "number");

CREATE TABLE "batch" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "status" TEXT NOT NULL,
   "version" INTEGER NOT NULL,
   "closed_by" TEXT NOT NULL,
   "closed_at" TEXT NOT NULL,
   "decided_by" TEXT NOT NULL,
   "decided_at" TEXT NOT NULL,
   "size" INTEGER NOT NULL,
   "returned" INTEGER NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE INDEX "batch_queue"
    ON "batch" ("status", "closed_at");

CREATE TABLE "person" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "version" INTEGER NOT NULL,
   "name" TEXT NOT NULL,
   "active" INTEGER NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE TABLE "court_order" (
   "number" TEXT PRIMARY KEY NOT NULL,
   "version" INTEGER NOT NULL,
   "status" TEXT NOT NULL,
   "begins" TEXT NOT NULL,
   "ends" TEXT NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE TABLE "received_file" (
   "digest" TEXT PRIMARY KEY NOT NULL,
   "version" INTEGER NOT NULL,
   "kind" TEXT NOT NULL,
   "dated" TEXT NOT NULL,
   "rows" INTEGER NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE TABLE "release" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "version" INTEGER NOT NULL,
   "follows" TEXT NOT NULL,
   "made_by" TEXT NOT NULL,
   "made_at" TEXT NOT NULL,
   "size" INTEGER NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE TABLE "case_state" (
   "key" TEXT PRIMARY KEY NOT NULL,
   "version" INTEGER NOT NULL,
   "mode" TEXT NOT NULL,
   "period_closed" INTEGER NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE TABLE "count_state" (
   "key" TEXT PRIMARY KEY NOT NULL,
   "version" INTEGER NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE TABLE "docket" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "version" INTEGER NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE TABLE "pile" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "version" INTEGER NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE TABLE "work_session" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "version" INTEGER NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE TABLE "box" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "version" INTEGER NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE TABLE "scan" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "version" INTEGER NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE TABLE "upload" (
   "id" TEXT PRIMARY KEY NOT NULL,
   "version" INTEGER NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE TABLE "contact" (
   "number" TEXT PRIMARY KEY NOT NULL,
   "version" INTEGER NOT NULL,
   "state" TEXT NOT NULL
) STRICT;

CREATE TABLE mention (
    subject TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (subject, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE private_name (
    envelope TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE private_word (
    word TEXT NOT NULL,
    envelope TEXT NOT NULL,
    PRIMARY KEY (word, envelope)
) STRICT, WITHOUT ROWID;

CREATE TABLE private_elector (
    envelope TEXT PRIMARY KEY NOT NULL,
    registration_number TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE private_credit (
    registration_number TEXT NOT NULL,
    value TEXT NOT NULL,
    dated TEXT NOT NULL,
    detail TEXT NOT NULL,
    file TEXT NOT NULL,
    last_name TEXT NOT NULL,
    first_name TEXT NOT NULL
) STRICT;

CREATE INDEX envelope_taken ON envelope (taken_by, number) WHERE taken_by <> '';

CREATE INDEX private_word_envelope ON private_word (envelope);

CREATE INDEX private_elector_number ON private_elector (registration_number);

CREATE INDEX private_credit_number ON private_credit (registration_number);

