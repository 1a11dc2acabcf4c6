-- A case file of form 6.0 with acts set aside, as released: what verify holds such a file against. Never changed.
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

CREATE TABLE aside (first INTEGER PRIMARY KEY, last INTEGER NOT NULL) STRICT;

CREATE VIEW standing AS SELECT seq, body FROM log
WHERE NOT EXISTS (SELECT 1 FROM aside WHERE log.seq BETWEEN aside.first AND aside.last);

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

CREATE TRIGGER log_signed BEFORE INSERT ON log
WHEN json_extract(new.body, '$.by') IS NOT (
    SELECT iif(first_seq + entries > new.seq, person, NULL) FROM signature
    WHERE first_seq <= new.seq ORDER BY first_seq DESC LIMIT 1
)
BEGIN SELECT RAISE(ABORT, 'an entry stands in an act of the person who adds it'); END;

CREATE TRIGGER signature_in_order BEFORE INSERT ON signature
WHEN new.first_seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log)
OR new.first_seq < (SELECT first_seq + entries FROM signature ORDER BY first_seq DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'an act begins behind the one before'); END;

CREATE TRIGGER log_numbers BEFORE INSERT ON log
WHEN json_extract(new.body, '$.kind') IN ('envelope.received', 'batch.closed', 'release.made', 'person.added', 'docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made')
AND CASE json_extract(new.body, '$.kind')
    WHEN 'envelope.received' THEN EXISTS (
        SELECT 1 FROM standing AS log WHERE json_extract(body, '$.data.envelope') = json_extract(new.body, '$.data.envelope')
    )
    WHEN 'batch.closed' THEN EXISTS (
        SELECT 1 FROM standing AS entry WHERE json_extract(entry.body, '$.kind') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND json_extract(entry.body, '$.data.batch') = json_extract(new.body, '$.data.batch') AND json_extract(entry.body, '$.kind') = 'batch.closed'
    )
    WHEN 'release.made' THEN EXISTS (
        SELECT 1 FROM standing AS log WHERE json_extract(body, '$.kind') = 'release.made'
        AND json_extract(body, '$.data.release') = json_extract(new.body, '$.data.release')
    )
    WHEN 'docket.drawn' THEN EXISTS (
        SELECT 1 FROM standing AS log WHERE json_extract(body, '$.kind') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND json_extract(body, '$.data.docket') = json_extract(new.body, '$.data.docket')
        AND json_extract(body, '$.kind') LIKE 'docket.%'
    )
    WHEN 'docket.amended' THEN EXISTS (
        SELECT 1 FROM standing AS log WHERE json_extract(body, '$.kind') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND json_extract(body, '$.data.docket') = json_extract(new.body, '$.data.docket')
        AND json_extract(body, '$.kind') LIKE 'docket.%'
    )
    WHEN 'pile.sorted' THEN EXISTS (
        SELECT 1 FROM standing AS log WHERE json_extract(body, '$.kind') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND json_extract(body, '$.data.pile') = json_extract(new.body, '$.data.pile')
        AND json_extract(body, '$.kind') LIKE 'pile.%'
    )
    WHEN 'session.opened' THEN EXISTS (
        SELECT 1 FROM standing AS log WHERE json_extract(body, '$.kind') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND json_extract(body, '$.data.session') = json_extract(new.body, '$.data.session')
        AND json_extract(body, '$.kind') LIKE 'session.%'
    )
    WHEN 'session.duplicated' THEN EXISTS (
        SELECT 1 FROM standing AS log WHERE json_extract(body, '$.kind') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND json_extract(body, '$.data.session') = json_extract(new.body, '$.data.session')
        AND json_extract(body, '$.kind') LIKE 'session.%'
    )
    WHEN 'upload.made' THEN EXISTS (
        SELECT 1 FROM standing AS log WHERE json_extract(body, '$.kind') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND json_extract(body, '$.data.upload') = json_extract(new.body, '$.data.upload')
        AND json_extract(body, '$.kind') LIKE 'upload.%'
    )
    WHEN 'scan.recorded' THEN (
        SELECT total(CASE json_extract(body, '$.kind') WHEN 'scan.voided' THEN -1 ELSE 1 END) > 0
        FROM standing AS log WHERE json_extract(body, '$.kind') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND json_extract(body, '$.data.scan') = json_extract(new.body, '$.data.scan')
        AND json_extract(body, '$.kind') LIKE 'scan.%'
    )
    ELSE EXISTS (
        SELECT 1 FROM standing AS log WHERE json_extract(body, '$.kind') IN ('person.added', 'person.changed')
        AND json_extract(body, '$.data.person') = json_extract(new.body, '$.data.person')
    ) END
BEGIN SELECT RAISE(ABORT, 'each envelope, batch, release, person and so on has its number or name alone'); END;

CREATE TRIGGER log_four_eyes BEFORE INSERT ON log
WHEN json_extract(new.body, '$.kind') IN ('batch.closed', 'batch.approved', 'pile.sorted', 'session.opened', 'session.duplicated', 'session.signed', 'pile.signed', 'box.sealed', 'box.moved', 'box.opened', 'box.delivered', 'box.signed', 'determination.checked', 'mistake.answered', 'case.left')
BEGIN
    SELECT RAISE(ABORT, 'a batch lists determinations of its own envelopes')
    WHERE json_extract(new.body, '$.kind') = 'batch.closed' AND EXISTS (
        SELECT 1 FROM json_each(new.body, '$.data.items') AS item
        WHERE NOT EXISTS (
            SELECT 1 FROM standing AS log WHERE log.seq = item.value
            AND json_extract(log.body, '$.kind') = 'envelope.determined'
            AND json_extract(log.body, '$.data.envelope') = item.key
        )
    );
    SELECT RAISE(ABORT, 'only a batch that waits can be approved')
    WHERE json_extract(new.body, '$.kind') = 'batch.approved' AND (
        EXISTS (
            SELECT 1 FROM standing AS entry WHERE json_extract(entry.body, '$.kind') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND json_extract(entry.body, '$.data.batch') = json_extract(new.body, '$.data.batch')
            AND json_extract(entry.body, '$.kind') = 'batch.approved'
        ) OR NOT EXISTS (SELECT item.value AS seq FROM standing AS entry, json_each(entry.body, '$.data.items') AS item
            WHERE json_extract(entry.body, '$.kind') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND json_extract(entry.body, '$.data.batch') = json_extract(new.body, '$.data.batch') AND json_extract(entry.body, '$.kind') = 'batch.closed'
            AND item.key NOT IN (
                SELECT json_extract(entry.body, '$.data.envelope') FROM standing AS entry
                WHERE json_extract(entry.body, '$.kind') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND json_extract(entry.body, '$.data.batch') = json_extract(new.body, '$.data.batch')
                AND json_extract(entry.body, '$.kind') IN ('envelope.returned', 'determination.withdrawn')
            ))
    );
    SELECT RAISE(ABORT, 'nobody approves a determination of their own')
    WHERE json_extract(new.body, '$.kind') = 'batch.approved' AND EXISTS (
        SELECT 1 FROM standing AS determined WHERE determined.seq IN (SELECT item.value AS seq FROM standing AS entry, json_each(entry.body, '$.data.items') AS item
            WHERE json_extract(entry.body, '$.kind') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND json_extract(entry.body, '$.data.batch') = json_extract(new.body, '$.data.batch') AND json_extract(entry.body, '$.kind') = 'batch.closed'
            AND item.key NOT IN (
                SELECT json_extract(entry.body, '$.data.envelope') FROM standing AS entry
                WHERE json_extract(entry.body, '$.kind') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND json_extract(entry.body, '$.data.batch') = json_extract(new.body, '$.data.batch')
                AND json_extract(entry.body, '$.kind') IN ('envelope.returned', 'determination.withdrawn')
            ))
        AND json_extract(determined.body, '$.by') = json_extract(new.body, '$.by')
    );
    SELECT RAISE(ABORT, 'ballots are handled by two different people, of whom one records it')
    WHERE json_extract(new.body, '$.kind') IN ('pile.sorted', 'session.opened', 'session.duplicated') AND (
        json_array_length(new.body, '$.data.people') NOT IN (2, 3)
        OR (SELECT count(DISTINCT value) FROM json_each(new.body, '$.data.people'))
            <> json_array_length(new.body, '$.data.people')
        OR json_extract(new.body, '$.data.people[0]') <> json_extract(new.body, '$.by')
    );
    SELECT RAISE(ABORT, 'nobody duplicates from a pile that they opened')
    WHERE json_extract(new.body, '$.kind') = 'session.duplicated' AND EXISTS (
        SELECT 1 FROM standing AS opened, json_each(opened.body, '$.data.people') AS person
        WHERE json_extract(opened.body, '$.kind') = 'session.opened' AND json_extract(opened.body, '$.kind') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND json_extract(opened.body, '$.data.pile') = json_extract(new.body, '$.data.pile')
        AND person.value IN (SELECT value FROM json_each(new.body, '$.data.people'))
    );
    SELECT RAISE(ABORT, 'nobody opens a pile from which they duplicated')
    WHERE json_extract(new.body, '$.kind') = 'session.opened' AND EXISTS (
        SELECT 1 FROM standing AS opened
        WHERE json_extract(opened.body, '$.kind') IN ('session.opened', 'session.duplicated') AND json_extract(opened.body, '$.kind') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
        AND json_extract(opened.body, '$.data.pile') = json_extract(new.body, '$.data.pile')
    );
    SELECT RAISE(ABORT, 'a session is signed once by each of its people')
    WHERE json_extract(new.body, '$.kind') = 'session.signed' AND NOT EXISTS (
        SELECT 1 FROM standing AS opened, json_each(opened.body, '$.data.people') AS person
        WHERE opened.seq = json_extract(new.body, '$.data.entry')
        AND json_extract(opened.body, '$.kind') IN ('session.opened', 'session.duplicated')
        AND json_extract(opened.body, '$.data.session') = json_extract(new.body, '$.data.session')
        AND json_extract(opened.body, '$.by') <> json_extract(new.body, '$.by')
        AND person.value = json_extract(new.body, '$.by')
        AND NOT EXISTS (
            SELECT 1 FROM standing AS earlier WHERE json_extract(earlier.body, '$.kind') = 'session.signed'
            AND json_extract(earlier.body, '$.kind') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
            AND json_extract(earlier.body, '$.data.session') = json_extract(new.body, '$.data.session')
            AND json_extract(earlier.body, '$.by') = json_extract(new.body, '$.by')
        )
    );
    SELECT RAISE(ABORT, 'a pile is signed once by each of its people')
    WHERE json_extract(new.body, '$.kind') = 'pile.signed' AND NOT EXISTS (
        SELECT 1 FROM standing AS opened, json_each(opened.body, '$.data.people') AS person
        WHERE opened.seq = json_extract(new.body, '$.data.entry')
        AND json_extract(opened.body, '$.kind') = 'pile.sorted'
        AND json_extract(opened.body, '$.data.pile') = json_extract(new.body, '$.data.pile')
        AND json_extract(opened.body, '$.by') <> json_extract(new.body, '$.by')
        AND person.value = json_extract(new.body, '$.by')
        AND NOT EXISTS (
            SELECT 1 FROM standing AS earlier WHERE json_extract(earlier.body, '$.kind') = 'pile.signed'
            AND json_extract(earlier.body, '$.kind') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
            AND json_extract(earlier.body, '$.data.entry') = json_extract(new.body, '$.data.entry')
            AND json_extract(earlier.body, '$.by') = json_extract(new.body, '$.by')
        )
    );
    SELECT RAISE(ABORT, 'a step of a box has a second person')
    WHERE json_extract(new.body, '$.kind') IN ('box.sealed', 'box.moved', 'box.opened', 'box.delivered')
    AND coalesce(json_extract(new.body, '$.data.second'), '') IN ('', json_extract(new.body, '$.by'));
    SELECT RAISE(ABORT, 'a step of a box is signed once, by its second person')
    WHERE json_extract(new.body, '$.kind') = 'box.signed' AND NOT EXISTS (
        SELECT 1 FROM standing AS step WHERE step.seq = json_extract(new.body, '$.data.entry')
        AND json_extract(step.body, '$.kind') IN ('box.sealed', 'box.moved', 'box.opened', 'box.delivered')
        AND json_extract(step.body, '$.data.box') = json_extract(new.body, '$.data.box')
        AND json_extract(step.body, '$.data.second') = json_extract(new.body, '$.by')
        AND NOT EXISTS (
            SELECT 1 FROM standing AS earlier WHERE json_extract(earlier.body, '$.kind') = 'box.signed'
            AND json_extract(earlier.body, '$.kind') IN ('docket.drawn', 'docket.amended', 'pile.sorted', 'session.opened', 'session.duplicated', 'scan.recorded', 'upload.made', 'scan.voided', 'session.signed', 'pile.signed', 'box.signed', 'docket.voted', 'envelopes.looked_up')
            AND json_extract(earlier.body, '$.data.entry') = json_extract(new.body, '$.data.entry')
        )
    );
    SELECT RAISE(ABORT, 'nobody approves a batch of which they decided an envelope a second time')
    WHERE json_extract(new.body, '$.kind') = 'batch.approved' AND EXISTS (
        SELECT 1 FROM standing AS checked WHERE json_extract(checked.body, '$.kind') = 'determination.checked'
        AND json_extract(checked.body, '$.data.batch') = json_extract(new.body, '$.data.batch')
        AND json_extract(checked.body, '$.by') = json_extract(new.body, '$.by')
    );
    SELECT RAISE(ABORT, 'what is not counted or departs is looked at before it is approved')
    WHERE json_extract(new.body, '$.kind') = 'batch.approved' AND EXISTS (
        SELECT 1 FROM standing AS determined WHERE determined.seq IN (SELECT item.value AS seq FROM standing AS entry, json_each(entry.body, '$.data.items') AS item
            WHERE json_extract(entry.body, '$.kind') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND json_extract(entry.body, '$.data.batch') = json_extract(new.body, '$.data.batch') AND json_extract(entry.body, '$.kind') = 'batch.closed'
            AND item.key NOT IN (
                SELECT json_extract(entry.body, '$.data.envelope') FROM standing AS entry
                WHERE json_extract(entry.body, '$.kind') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND json_extract(entry.body, '$.data.batch') = json_extract(new.body, '$.data.batch')
                AND json_extract(entry.body, '$.kind') IN ('envelope.returned', 'determination.withdrawn')
            ))
        AND (
            json_extract(determined.body, '$.data.outcome') = 'not_counted'
            OR json_extract(determined.body, '$.data.departs')
        )
        AND json_extract(determined.body, '$.data.envelope') NOT IN (SELECT value FROM json_each(new.body, '$.data.looked_at'))
    );
    SELECT RAISE(ABORT, 'ten of a batch are looked at before it is approved, or all where it has fewer')
    WHERE json_extract(new.body, '$.kind') = 'batch.approved' AND (SELECT count(DISTINCT value) FROM (SELECT value FROM json_each(new.body, '$.data.looked_at')))
        < min(10, (SELECT count(*) FROM (SELECT item.value AS seq FROM standing AS entry, json_each(entry.body, '$.data.items') AS item
            WHERE json_extract(entry.body, '$.kind') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND json_extract(entry.body, '$.data.batch') = json_extract(new.body, '$.data.batch') AND json_extract(entry.body, '$.kind') = 'batch.closed'
            AND item.key NOT IN (
                SELECT json_extract(entry.body, '$.data.envelope') FROM standing AS entry
                WHERE json_extract(entry.body, '$.kind') IN ('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')
            AND json_extract(entry.body, '$.data.batch') = json_extract(new.body, '$.data.batch')
                AND json_extract(entry.body, '$.kind') IN ('envelope.returned', 'determination.withdrawn')
            ))));
    SELECT RAISE(ABORT, 'a second decision is of another person, on a determination of its envelope')
    WHERE json_extract(new.body, '$.kind') = 'determination.checked' AND NOT EXISTS (
        SELECT 1 FROM standing AS log WHERE log.seq = json_extract(new.body, '$.data.determination')
        AND json_extract(log.body, '$.kind') = 'envelope.determined'
        AND json_extract(log.body, '$.data.envelope') = json_extract(new.body, '$.data.envelope')
        AND json_extract(log.body, '$.by') <> json_extract(new.body, '$.by')
    );
    SELECT RAISE(ABORT, 'what was entered by mistake is answered once, by another person than who said so')
    WHERE json_extract(new.body, '$.kind') = 'mistake.answered' AND NOT EXISTS (
        SELECT 1 FROM standing AS asked WHERE asked.seq = json_extract(new.body, '$.data.asked')
        AND json_extract(asked.body, '$.kind') = 'mistake.asked'
        AND json_extract(asked.body, '$.data.envelope') = json_extract(new.body, '$.data.envelope')
        AND json_extract(asked.body, '$.by') <> json_extract(new.body, '$.by')
        AND NOT EXISTS (
            SELECT 1 FROM standing AS earlier
            WHERE json_extract(earlier.body, '$.data.envelope') = json_extract(new.body, '$.data.envelope')
            AND json_extract(earlier.body, '$.kind') = 'mistake.answered'
            AND json_extract(earlier.body, '$.data.asked') = json_extract(new.body, '$.data.asked')
        )
    );
    SELECT RAISE(ABORT, 'two people let a copy of a shared record go on by itself')
    WHERE json_extract(new.body, '$.kind') = 'case.left' AND EXISTS (
        SELECT 1 FROM standing AS log WHERE json_extract(body, '$.kind') IN ('accounts.adopted', 'acts.signed', 'case.left', 'case.opened', 'case.restored', 'case.shared', 'form.raised', 'person.added', 'person.changed', 'person.key_changed', 'person.key_made', 'person.key_recovered') AND json_extract(body, '$.kind') = 'case.left'
        AND json_extract(body, '$.data.incarnation') = json_extract(new.body, '$.data.incarnation')
        AND json_extract(body, '$.by') = json_extract(new.body, '$.by')
    );
    SELECT RAISE(ABORT, 'an entry has each of its five parts once')
    WHERE (SELECT count(*) FROM json_each(new.body)) <> 5;
END;

CREATE TRIGGER log_rights BEFORE INSERT ON log
WHEN NOT CASE json_extract(new.body, '$.by')
    WHEN '' THEN CASE json_extract(new.body, '$.kind')
        WHEN 'case.opened' THEN new.seq = 1
        WHEN 'case.restored' THEN new.seq > 1
        WHEN 'file.received' THEN new.seq = 2 AND json_extract(new.body, '$.data.kind') = 'roll'
        WHEN 'form.raised' THEN new.seq > 1
        WHEN 'person.signed_out' THEN new.seq > 1
        WHEN 'envelope.put_back' THEN new.seq > 1
        ELSE 0 END
    ELSE coalesce((
        SELECT CASE json_extract(new.body, '$.kind')
            WHEN 'determination.withdrawn' THEN CASE WHEN instr(held.roles, '"reviewer"') THEN 1 ELSE EXISTS (
                SELECT 1 FROM standing AS log WHERE json_extract(body, '$.kind') IN ('order.amended', 'order.changed', 'order.entered', 'pack.changed', 'person.key_disputed', 'position.set')
                AND json_extract(body, '$.at') = json_extract(new.body, '$.at') AND json_extract(body, '$.by') = json_extract(new.body, '$.by')
            ) END
            WHEN 'envelope.determined' THEN CASE WHEN instr(held.roles, '"reviewer"') THEN 1 ELSE EXISTS (
                SELECT 1 FROM standing AS log WHERE json_extract(body, '$.kind') IN ('order.amended', 'order.changed', 'order.entered', 'pack.changed', 'person.key_disputed', 'position.set')
                AND json_extract(body, '$.at') = json_extract(new.body, '$.at') AND json_extract(body, '$.by') = json_extract(new.body, '$.by')
            ) END
            WHEN 'envelope.reopened' THEN CASE WHEN instr(held.roles, '"supervisor"') THEN 1 ELSE EXISTS (
                SELECT 1 FROM standing AS log WHERE json_extract(body, '$.kind') IN ('order.amended', 'order.changed', 'order.entered', 'pack.changed', 'person.key_disputed', 'position.set')
                AND json_extract(body, '$.at') = json_extract(new.body, '$.at') AND json_extract(body, '$.by') = json_extract(new.body, '$.by')
            ) END
            WHEN 'facts.recorded' THEN CASE WHEN instr(held.roles, '"reviewer"') THEN 1 ELSE EXISTS (
                SELECT 1 FROM standing AS log WHERE json_extract(body, '$.kind') IN ('order.amended', 'order.changed', 'order.entered', 'pack.changed', 'person.key_disputed', 'position.set')
                AND json_extract(body, '$.at') = json_extract(new.body, '$.at') AND json_extract(body, '$.by') = json_extract(new.body, '$.by')
            ) END
            WHEN 'accounts.adopted' THEN instr(held.roles, '"administrator"')
            WHEN 'authority.given' THEN instr(held.roles, '"secretary"')
            WHEN 'bag.counted' THEN instr(held.roles, '"clerk"')
            WHEN 'batch.approved' THEN instr(held.roles, '"supervisor"')
            WHEN 'batch.closed' THEN instr(held.roles, '"reviewer"') OR instr(held.roles, '"supervisor"')
            WHEN 'box.delivered' THEN instr(held.roles, '"custodian"') OR instr(held.roles, '"supervisor"')
            WHEN 'box.moved' THEN instr(held.roles, '"custodian"') OR instr(held.roles, '"supervisor"')
            WHEN 'box.opened' THEN instr(held.roles, '"custodian"') OR instr(held.roles, '"supervisor"')
            WHEN 'box.sealed' THEN instr(held.roles, '"custodian"') OR instr(held.roles, '"supervisor"')
            WHEN 'box.signed' THEN instr(held.roles, '"administrator"') OR instr(held.roles, '"clerk"') OR instr(held.roles, '"custodian"') OR instr(held.roles, '"observer"') OR instr(held.roles, '"reviewer"') OR instr(held.roles, '"secretary"') OR instr(held.roles, '"supervisor"')
            WHEN 'case.left' THEN instr(held.roles, '"administrator"') OR instr(held.roles, '"supervisor"')
            WHEN 'case.shared' THEN instr(held.roles, '"administrator"')
            WHEN 'contact.logged' THEN instr(held.roles, '"clerk"') OR instr(held.roles, '"reviewer"') OR instr(held.roles, '"supervisor"')
            WHEN 'count.certified' THEN instr(held.roles, '"secretary"') OR instr(held.roles, '"supervisor"')
            WHEN 'count.reconciled' THEN instr(held.roles, '"supervisor"')
            WHEN 'cure.recorded' THEN instr(held.roles, '"clerk"') OR instr(held.roles, '"reviewer"')
            WHEN 'day.closed' THEN instr(held.roles, '"supervisor"')
            WHEN 'determination.checked' THEN instr(held.roles, '"reviewer"')
            WHEN 'difference.explained' THEN instr(held.roles, '"supervisor"')
            WHEN 'docket.amended' THEN instr(held.roles, '"secretary"') OR instr(held.roles, '"supervisor"')
            WHEN 'docket.drawn' THEN instr(held.roles, '"secretary"') OR instr(held.roles, '"supervisor"')
            WHEN 'docket.voted' THEN instr(held.roles, '"secretary"')
            WHEN 'envelope.corrected' THEN instr(held.roles, '"clerk"') OR instr(held.roles, '"reviewer"')
            WHEN 'envelope.put_back' THEN instr(held.roles, '"reviewer"') OR instr(held.roles, '"supervisor"')
            WHEN 'envelope.received' THEN instr(held.roles, '"clerk"')
            WHEN 'envelope.referred' THEN instr(held.roles, '"reviewer"')
            WHEN 'envelope.returned' THEN instr(held.roles, '"supervisor"')
            WHEN 'envelope.taken' THEN instr(held.roles, '"reviewer"')
            WHEN 'envelope.taken_over' THEN instr(held.roles, '"reviewer"') OR instr(held.roles, '"supervisor"')
            WHEN 'envelopes.looked_up' THEN instr(held.roles, '"clerk"') OR instr(held.roles, '"custodian"') OR instr(held.roles, '"secretary"') OR instr(held.roles, '"supervisor"')
            WHEN 'exception.settled' THEN instr(held.roles, '"supervisor"')
            WHEN 'file.received' THEN instr(held.roles, '"clerk"')
            WHEN 'hit.told' THEN instr(held.roles, '"secretary"') OR instr(held.roles, '"supervisor"')
            WHEN 'mistake.answered' THEN instr(held.roles, '"supervisor"')
            WHEN 'mistake.asked' THEN instr(held.roles, '"clerk"') OR instr(held.roles, '"reviewer"')
            WHEN 'order.amended' THEN instr(held.roles, '"supervisor"')
            WHEN 'order.changed' THEN instr(held.roles, '"supervisor"')
            WHEN 'order.entered' THEN instr(held.roles, '"supervisor"')
            WHEN 'pack.changed' THEN instr(held.roles, '"supervisor"')
            WHEN 'passphrase.changed' THEN instr(held.roles, '"administrator"')
            WHEN 'period.closed' THEN instr(held.roles, '"supervisor"')
            WHEN 'person.added' THEN instr(held.roles, '"administrator"')
            WHEN 'person.changed' THEN instr(held.roles, '"administrator"')
            WHEN 'person.confirmed' THEN instr(held.roles, '"administrator"') OR instr(held.roles, '"supervisor"')
            WHEN 'person.key_changed' THEN instr(held.roles, '"administrator"')
            WHEN 'person.key_disputed' THEN instr(held.roles, '"supervisor"')
            WHEN 'person.sworn' THEN instr(held.roles, '"administrator"') OR instr(held.roles, '"supervisor"')
            WHEN 'pile.signed' THEN instr(held.roles, '"clerk"') OR instr(held.roles, '"custodian"')
            WHEN 'pile.sorted' THEN instr(held.roles, '"clerk"') OR instr(held.roles, '"custodian"')
            WHEN 'position.set' THEN instr(held.roles, '"secretary"') OR instr(held.roles, '"supervisor"')
            WHEN 'reasons.changed' THEN instr(held.roles, '"administrator"')
            WHEN 'receipt.given' THEN instr(held.roles, '"clerk"') OR instr(held.roles, '"reviewer"') OR instr(held.roles, '"supervisor"')
            WHEN 'referral.answered' THEN instr(held.roles, '"supervisor"')
            WHEN 'referral.taken_back' THEN instr(held.roles, '"reviewer"')
            WHEN 'release.acknowledged' THEN instr(held.roles, '"supervisor"')
            WHEN 'release.made' THEN instr(held.roles, '"supervisor"')
            WHEN 'research.recorded' THEN instr(held.roles, '"reviewer"')
            WHEN 'scan.cleared' THEN instr(held.roles, '"custodian"') OR instr(held.roles, '"supervisor"')
            WHEN 'scan.in_results' THEN instr(held.roles, '"custodian"') OR instr(held.roles, '"supervisor"')
            WHEN 'scan.recorded' THEN instr(held.roles, '"custodian"') OR instr(held.roles, '"supervisor"')
            WHEN 'scan.voided' THEN instr(held.roles, '"custodian"') OR instr(held.roles, '"supervisor"')
            WHEN 'second_decisions.set' THEN instr(held.roles, '"supervisor"')
            WHEN 'session.duplicated' THEN instr(held.roles, '"clerk"') OR instr(held.roles, '"custodian"')
            WHEN 'session.opened' THEN instr(held.roles, '"clerk"') OR instr(held.roles, '"custodian"')
            WHEN 'session.signed' THEN instr(held.roles, '"clerk"') OR instr(held.roles, '"custodian"') OR instr(held.roles, '"supervisor"')
            WHEN 'sittings.changed' THEN instr(held.roles, '"administrator"')
            WHEN 'steps.set' THEN instr(held.roles, '"secretary"') OR instr(held.roles, '"supervisor"')
            WHEN 'strict.proposed' THEN instr(held.roles, '"administrator"') OR instr(held.roles, '"supervisor"')
            WHEN 'strict.set' THEN instr(held.roles, '"administrator"') OR instr(held.roles, '"supervisor"')
            WHEN 'upload.made' THEN instr(held.roles, '"supervisor"')
            WHEN 'upload.seen' THEN instr(held.roles, '"supervisor"')
            WHEN 'upload.withdrawn' THEN instr(held.roles, '"supervisor"')
            WHEN 'acts.signed' THEN json_extract(new.body, '$.data.person') = json_extract(new.body, '$.by')
            WHEN 'clock.set_back' THEN json_extract(new.body, '$.data.person') = json_extract(new.body, '$.by')
            WHEN 'person.key_made' THEN json_extract(new.body, '$.data.person') = json_extract(new.body, '$.by')
            WHEN 'person.key_recovered' THEN json_extract(new.body, '$.data.person') = json_extract(new.body, '$.by')
            WHEN 'person.password_changed' THEN json_extract(new.body, '$.data.person') = json_extract(new.body, '$.by')
            WHEN 'person.signed_in' THEN json_extract(new.body, '$.data.person') = json_extract(new.body, '$.by')
            WHEN 'person.signed_out' THEN json_extract(new.body, '$.data.person') = json_extract(new.body, '$.by')
            ELSE 0 END
        FROM (
            SELECT json_extract(body, '$.data.roles') AS roles, json_extract(body, '$.data.active') AS active
            FROM standing AS log WHERE json_extract(body, '$.kind') IN ('person.added', 'person.changed') AND json_extract(body, '$.data.person') = json_extract(new.body, '$.by')
            ORDER BY seq DESC LIMIT 1
        ) AS held WHERE held.active IS NOT 0
    ), json_extract(new.body, '$.kind') = 'person.added' AND json_extract(new.body, '$.data.person') = json_extract(new.body, '$.by') AND instr(json_extract(new.body, '$.data.roles'), '"administrator"')
        AND NOT EXISTS (SELECT 1 FROM standing AS log WHERE json_extract(body, '$.kind') IN ('person.added', 'person.changed'))
    ) END
BEGIN SELECT RAISE(ABORT, 'no role of the person who adds the entry allows it'); END;

CREATE TRIGGER checkpoint_one_story BEFORE INSERT ON checkpoint
WHEN EXISTS (
    SELECT 1 FROM checkpoint WHERE number = new.number
    OR (origin = new.origin AND size = new.size AND root <> new.root)
)
BEGIN SELECT RAISE(ABORT, 'a log never signs two checkpoints that disagree'); END;

CREATE TRIGGER aside_no_insert BEFORE INSERT ON aside
BEGIN SELECT RAISE(ABORT, 'what is set aside stays as it is'); END;

CREATE TRIGGER aside_no_update BEFORE UPDATE ON aside
BEGIN SELECT RAISE(ABORT, 'what is set aside stays as it is'); END;

CREATE TRIGGER aside_no_delete BEFORE DELETE ON aside
BEGIN SELECT RAISE(ABORT, 'what is set aside stays as it is'); END;

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

