"""The record's own tables: log, sealed values, documents, head, checkpoints, key ring; and what guards them.

The text of each statement is kept by SQLite as it stands here, so verify can compare it. Triggers stop accidents; the
tree stops an owner of the file. A migration never alters these tables.
"""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.casework.acts.drawing import LEAST
from adjudicator.casework.record.catalogue import FORM
from adjudicator.log.file import rights_trigger
from adjudicator.log.tree.acts import OF_CHAIN

APPLICATION_ID = 0x5042414C  # "PBAL", provisional ballots
OBSERVERS_ID = 0x50424F43
"""Marks an observer's copy ("PBOC"): it is read and verified, and nothing is ever recorded in it."""
STATION_ID = 0x50425354
"""Marks a station's copy ("PBST") of a record that many stations share: it is written by pulling alone."""
VERSION = (int(FORM.split(".")[0]), int(FORM.split(".")[1]))
"""Form of the file: major, minor. A program writes to files of its own form alone, and reads those of `forms.FORMS`."""

TABLES: Mapping[str, str] = {
    "log": """CREATE TABLE log (
    seq INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    leaf BLOB NOT NULL CHECK (length(leaf) = 32)
) STRICT""",
    "sealed": """CREATE TABLE sealed (
    commitment BLOB PRIMARY KEY NOT NULL CHECK (length(commitment) = 32),
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    value TEXT NOT NULL
) STRICT""",
    "document": """CREATE TABLE document (
    digest TEXT PRIMARY KEY NOT NULL CHECK (length(digest) = 64),
    kind TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT""",
    "head": """CREATE TABLE head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    size INTEGER NOT NULL,
    root BLOB NOT NULL CHECK (length(root) = 32),
    frontier BLOB NOT NULL
) STRICT""",
    "checkpoint": """CREATE TABLE checkpoint (
    number INTEGER PRIMARY KEY,
    origin TEXT NOT NULL,
    size INTEGER NOT NULL,
    root BLOB NOT NULL CHECK (length(root) = 32),
    person TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT""",
    "signature": """CREATE TABLE signature (
    first_seq INTEGER PRIMARY KEY,
    entries INTEGER NOT NULL CHECK (entries > 0),
    act BLOB NOT NULL UNIQUE CHECK (length(act) = 16),
    person TEXT NOT NULL,
    base_size INTEGER NOT NULL,
    base_root BLOB NOT NULL CHECK (length(base_root) = 32),
    signature BLOB NOT NULL CHECK (length(signature) = iif(person = '', 0, 64))
) STRICT""",
    "keyring": """CREATE TABLE keyring (
    person TEXT PRIMARY KEY NOT NULL,
    wrapped TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    last_failure TEXT NOT NULL DEFAULT ''
) STRICT""",
    "draft": """CREATE TABLE draft (
    person TEXT NOT NULL,
    desk TEXT NOT NULL,
    value TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (person, desk)
) STRICT, WITHOUT ROWID""",
}
"""`log` is the record, `head` its size, root and the frontier of its tree (see merkle); `sealed` holds personal data, one
value a row; `signature` the acts under their person's signature (see acts), `checkpoint` the heads that people signed
(see notes). Only `keyring` and `draft` (what is begun and not yet recorded) may change, and neither leaves the file.
"""

KEPT_BACK = frozenset({"sealed", "keyring", "draft"})
"""Tables of the record that an observer's copy does not have."""

_NUMBERED_LATER = {
    "docket.drawn": "docket",
    "docket.amended": "docket",
    "pile.sorted": "pile",
    "session.opened": "session",
    "session.duplicated": "session",
    "scan.recorded": "scan",
    "upload.made": "upload",
}
"""Kind of the second half that gives something its number -> the field with the number."""

LATER = (
    *_NUMBERED_LATER, "scan.voided", "session.signed", "pile.signed", "box.signed", "docket.voted", "envelopes.looked_up",
)  # fmt: skip
LATER_KINDS = "('" + "', '".join(LATER) + "')"
"""Kinds of the second half that guards and lists look for: few beside the others, so that one index serves for each."""

BATCH_KINDS = "('batch.closed', 'envelope.returned', 'determination.withdrawn', 'batch.approved')"

INDEXES: Mapping[str, str] = {
    "log_batch": f"""CREATE INDEX log_batch ON log (json_extract(body, '$.data.batch'))
    WHERE json_extract(body, '$.kind') IN {BATCH_KINDS}""",
    "log_checked": """CREATE INDEX log_checked ON log (json_extract(body, '$.data.batch'))
    WHERE json_extract(body, '$.kind') = 'determination.checked'""",
    "log_chain": f"""CREATE INDEX log_chain ON log (json_extract(body, '$.kind')) WHERE {OF_CHAIN}""",
    "log_envelope": """CREATE INDEX log_envelope ON log (json_extract(body, '$.data.envelope'))
    WHERE json_extract(body, '$.data.envelope') IS NOT NULL""",
    "log_release": """CREATE INDEX log_release ON log (json_extract(body, '$.data.release'))
    WHERE json_extract(body, '$.kind') = 'release.made'""",
    "log_later": f"""CREATE INDEX log_later ON log (json_extract(body, '$.kind'))
    WHERE json_extract(body, '$.kind') IN {LATER_KINDS}""",
    **rights_trigger.INDEXES,
}
"""The entries about one envelope or batch, second decisions of one batch, those that rights and keys rest on, and releases,
found in the log itself: neither four eyes nor anybody's rights, and nothing that a person signs for, must rest on a
projection."""


def _only_grows(table: str, words: str) -> dict[str, str]:
    return {
        f"{table}_no_{verb.lower()}": f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{words}'); END"""
        for verb in ("UPDATE", "DELETE")
    }


def _never_twice(table: str, key: str) -> dict[str, str]:
    # INSERT OR REPLACE deletes without asking the DELETE trigger unless recursive_triggers is on; this one always asks
    return {
        f"{table}_never_twice": f"""CREATE TRIGGER {table}_never_twice BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = new.{key})
BEGIN SELECT RAISE(ABORT, 'a row of {table} is never replaced'); END"""
    }


_IN_ORDER = """CREATE TRIGGER log_in_order BEFORE INSERT ON log
WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'an entry takes the next place in the log'); END"""

_SIGNED = """CREATE TRIGGER log_signed BEFORE INSERT ON log
WHEN json_extract(new.body, '$.by') IS NOT (
    SELECT iif(first_seq + entries > new.seq, person, NULL) FROM signature
    WHERE first_seq <= new.seq ORDER BY first_seq DESC LIMIT 1
)
BEGIN SELECT RAISE(ABORT, 'an entry stands in an act of the person who adds it'); END"""

_ACTS_IN_ORDER = """CREATE TRIGGER signature_in_order BEFORE INSERT ON signature
WHEN new.first_seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log)
OR new.first_seq < (SELECT first_seq + entries FROM signature ORDER BY first_seq DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'an act begins behind the one before'); END"""

_OF_THE_BATCH = f"""json_extract(entry.body, '$.kind') IN {BATCH_KINDS}
            AND json_extract(entry.body, '$.data.batch') = json_extract(new.body, '$.data.batch')"""

_LISTED = f"""SELECT item.value AS seq FROM log AS entry, json_each(entry.body, '$.data.items') AS item
            WHERE {_OF_THE_BATCH} AND json_extract(entry.body, '$.kind') = 'batch.closed'
            AND item.key NOT IN (
                SELECT json_extract(entry.body, '$.data.envelope') FROM log AS entry
                WHERE {_OF_THE_BATCH}
                AND json_extract(entry.body, '$.kind') IN ('envelope.returned', 'determination.withdrawn')
            )"""

_AT_TABLES = f"json_extract(opened.body, '$.kind') IN {LATER_KINDS}"
_BY_SEVERAL = (
    "('batch.closed', 'batch.approved', 'pile.sorted', 'session.opened', 'session.duplicated', 'session.signed',"
    " 'pile.signed', 'box.sealed', 'box.moved', 'box.opened', 'box.delivered', 'box.signed', 'determination.checked',"
    " 'mistake.answered', 'case.left')"
)

_BOX_STEPS = "('box.sealed', 'box.moved', 'box.opened', 'box.delivered')"

_APPROVES = "json_extract(new.body, '$.kind') = 'batch.approved'"
_CHECKS = "json_extract(new.body, '$.kind') = 'determination.checked'"
_BY_THE_SAME = "json_extract(new.body, '$.by')"
_LOOKED_AT = "SELECT value FROM json_each(new.body, '$.data.looked_at')"

_FOUR_EYES = f"""CREATE TRIGGER log_four_eyes BEFORE INSERT ON log
WHEN json_extract(new.body, '$.kind') IN {_BY_SEVERAL}
BEGIN
    SELECT RAISE(ABORT, 'a batch lists determinations of its own envelopes')
    WHERE json_extract(new.body, '$.kind') = 'batch.closed' AND EXISTS (
        SELECT 1 FROM json_each(new.body, '$.data.items') AS item
        WHERE NOT EXISTS (
            SELECT 1 FROM log WHERE log.seq = item.value
            AND json_extract(log.body, '$.kind') = 'envelope.determined'
            AND json_extract(log.body, '$.data.envelope') = item.key
        )
    );
    SELECT RAISE(ABORT, 'only a batch that waits can be approved')
    WHERE json_extract(new.body, '$.kind') = 'batch.approved' AND (
        EXISTS (
            SELECT 1 FROM log AS entry WHERE {_OF_THE_BATCH}
            AND json_extract(entry.body, '$.kind') = 'batch.approved'
        ) OR NOT EXISTS ({_LISTED})
    );
    SELECT RAISE(ABORT, 'nobody approves a determination of their own')
    WHERE json_extract(new.body, '$.kind') = 'batch.approved' AND EXISTS (
        SELECT 1 FROM log AS determined WHERE determined.seq IN ({_LISTED})
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
        SELECT 1 FROM log AS opened, json_each(opened.body, '$.data.people') AS person
        WHERE json_extract(opened.body, '$.kind') = 'session.opened' AND {_AT_TABLES}
        AND json_extract(opened.body, '$.data.pile') = json_extract(new.body, '$.data.pile')
        AND person.value IN (SELECT value FROM json_each(new.body, '$.data.people'))
    );
    SELECT RAISE(ABORT, 'nobody opens a pile from which they duplicated')
    WHERE json_extract(new.body, '$.kind') = 'session.opened' AND EXISTS (
        SELECT 1 FROM log AS opened
        WHERE json_extract(opened.body, '$.kind') IN ('session.opened', 'session.duplicated') AND {_AT_TABLES}
        AND json_extract(opened.body, '$.data.pile') = json_extract(new.body, '$.data.pile')
    );
    SELECT RAISE(ABORT, 'a session is signed once by each of its people')
    WHERE json_extract(new.body, '$.kind') = 'session.signed' AND NOT EXISTS (
        SELECT 1 FROM log AS opened, json_each(opened.body, '$.data.people') AS person
        WHERE opened.seq = json_extract(new.body, '$.data.entry')
        AND json_extract(opened.body, '$.kind') IN ('session.opened', 'session.duplicated')
        AND json_extract(opened.body, '$.data.session') = json_extract(new.body, '$.data.session')
        AND json_extract(opened.body, '$.by') <> json_extract(new.body, '$.by')
        AND person.value = json_extract(new.body, '$.by')
        AND NOT EXISTS (
            SELECT 1 FROM log AS earlier WHERE json_extract(earlier.body, '$.kind') = 'session.signed'
            AND json_extract(earlier.body, '$.kind') IN {LATER_KINDS}
            AND json_extract(earlier.body, '$.data.session') = json_extract(new.body, '$.data.session')
            AND json_extract(earlier.body, '$.by') = json_extract(new.body, '$.by')
        )
    );
    SELECT RAISE(ABORT, 'a pile is signed once by each of its people')
    WHERE json_extract(new.body, '$.kind') = 'pile.signed' AND NOT EXISTS (
        SELECT 1 FROM log AS opened, json_each(opened.body, '$.data.people') AS person
        WHERE opened.seq = json_extract(new.body, '$.data.entry')
        AND json_extract(opened.body, '$.kind') = 'pile.sorted'
        AND json_extract(opened.body, '$.data.pile') = json_extract(new.body, '$.data.pile')
        AND json_extract(opened.body, '$.by') <> json_extract(new.body, '$.by')
        AND person.value = json_extract(new.body, '$.by')
        AND NOT EXISTS (
            SELECT 1 FROM log AS earlier WHERE json_extract(earlier.body, '$.kind') = 'pile.signed'
            AND json_extract(earlier.body, '$.kind') IN {LATER_KINDS}
            AND json_extract(earlier.body, '$.data.entry') = json_extract(new.body, '$.data.entry')
            AND json_extract(earlier.body, '$.by') = json_extract(new.body, '$.by')
        )
    );
    SELECT RAISE(ABORT, 'a step of a box has a second person')
    WHERE json_extract(new.body, '$.kind') IN {_BOX_STEPS}
    AND coalesce(json_extract(new.body, '$.data.second'), '') IN ('', json_extract(new.body, '$.by'));
    SELECT RAISE(ABORT, 'a step of a box is signed once, by its second person')
    WHERE json_extract(new.body, '$.kind') = 'box.signed' AND NOT EXISTS (
        SELECT 1 FROM log AS step WHERE step.seq = json_extract(new.body, '$.data.entry')
        AND json_extract(step.body, '$.kind') IN {_BOX_STEPS}
        AND json_extract(step.body, '$.data.box') = json_extract(new.body, '$.data.box')
        AND json_extract(step.body, '$.data.second') = json_extract(new.body, '$.by')
        AND NOT EXISTS (
            SELECT 1 FROM log AS earlier WHERE json_extract(earlier.body, '$.kind') = 'box.signed'
            AND json_extract(earlier.body, '$.kind') IN {LATER_KINDS}
            AND json_extract(earlier.body, '$.data.entry') = json_extract(new.body, '$.data.entry')
        )
    );
    SELECT RAISE(ABORT, 'nobody approves a batch of which they decided an envelope a second time')
    WHERE {_APPROVES} AND EXISTS (
        SELECT 1 FROM log AS checked WHERE json_extract(checked.body, '$.kind') = 'determination.checked'
        AND json_extract(checked.body, '$.data.batch') = json_extract(new.body, '$.data.batch')
        AND json_extract(checked.body, '$.by') = {_BY_THE_SAME}
    );
    SELECT RAISE(ABORT, 'what is not counted or departs is looked at before it is approved')
    WHERE {_APPROVES} AND EXISTS (
        SELECT 1 FROM log AS determined WHERE determined.seq IN ({_LISTED})
        AND (
            json_extract(determined.body, '$.data.outcome') = 'not_counted'
            OR json_extract(determined.body, '$.data.departs')
        )
        AND json_extract(determined.body, '$.data.envelope') NOT IN ({_LOOKED_AT})
    );
    SELECT RAISE(ABORT, 'ten of a batch are looked at before it is approved, or all where it has fewer')
    WHERE {_APPROVES} AND (SELECT count(DISTINCT value) FROM ({_LOOKED_AT}))
        < min({LEAST}, (SELECT count(*) FROM ({_LISTED})));
    SELECT RAISE(ABORT, 'a second decision is of another person, on a determination of its envelope')
    WHERE {_CHECKS} AND NOT EXISTS (
        SELECT 1 FROM log WHERE log.seq = json_extract(new.body, '$.data.determination')
        AND json_extract(log.body, '$.kind') = 'envelope.determined'
        AND json_extract(log.body, '$.data.envelope') = json_extract(new.body, '$.data.envelope')
        AND json_extract(log.body, '$.by') <> {_BY_THE_SAME}
    );
    SELECT RAISE(ABORT, 'what was entered by mistake is answered once, by another person than who said so')
    WHERE json_extract(new.body, '$.kind') = 'mistake.answered' AND NOT EXISTS (
        SELECT 1 FROM log AS asked WHERE asked.seq = json_extract(new.body, '$.data.asked')
        AND json_extract(asked.body, '$.kind') = 'mistake.asked'
        AND json_extract(asked.body, '$.data.envelope') = json_extract(new.body, '$.data.envelope')
        AND json_extract(asked.body, '$.by') <> {_BY_THE_SAME}
        AND NOT EXISTS (
            SELECT 1 FROM log AS earlier
            WHERE json_extract(earlier.body, '$.data.envelope') = json_extract(new.body, '$.data.envelope')
            AND json_extract(earlier.body, '$.kind') = 'mistake.answered'
            AND json_extract(earlier.body, '$.data.asked') = json_extract(new.body, '$.data.asked')
        )
    );
    SELECT RAISE(ABORT, 'two people let a copy of a shared record go on by itself')
    WHERE json_extract(new.body, '$.kind') = 'case.left' AND EXISTS (
        SELECT 1 FROM log WHERE {OF_CHAIN} AND json_extract(body, '$.kind') = 'case.left'
        AND json_extract(body, '$.data.incarnation') = json_extract(new.body, '$.data.incarnation')
        AND json_extract(body, '$.by') = {_BY_THE_SAME}
    );
    SELECT RAISE(ABORT, 'an entry has each of its five parts once')
    WHERE (SELECT count(*) FROM json_each(new.body)) <> 5;
END"""
# one trigger for all that takes two people: every other entry then pays for reading its kind only once

_NUMBERED = "('" + "', '".join(
    ("envelope.received", "batch.closed", "release.made", "person.added", *_NUMBERED_LATER)
) + "')"  # fmt: skip

_LATER_TAKEN = "\n".join(
    f"""    WHEN '{kind}' THEN EXISTS (
        SELECT 1 FROM log WHERE json_extract(body, '$.kind') IN {LATER_KINDS}
        AND json_extract(body, '$.data.{name}') = json_extract(new.body, '$.data.{name}')
        AND json_extract(body, '$.kind') LIKE '{name}.%'
    )"""
    for kind, name in _NUMBERED_LATER.items()
    if kind != "scan.recorded"
)

_SCAN_TAKEN = f"""    WHEN 'scan.recorded' THEN (
        SELECT total(CASE json_extract(body, '$.kind') WHEN 'scan.voided' THEN -1 ELSE 1 END) > 0
        FROM log WHERE json_extract(body, '$.kind') IN {LATER_KINDS}
        AND json_extract(body, '$.data.scan') = json_extract(new.body, '$.data.scan')
        AND json_extract(body, '$.kind') LIKE 'scan.%'
    )"""
"""A voided scanner batch may be recorded again under its number: the scanner gives the number, and may give it twice."""

_NUMBERS = f"""CREATE TRIGGER log_numbers BEFORE INSERT ON log
WHEN json_extract(new.body, '$.kind') IN {_NUMBERED}
AND CASE json_extract(new.body, '$.kind')
    WHEN 'envelope.received' THEN EXISTS (
        SELECT 1 FROM log WHERE json_extract(body, '$.data.envelope') = json_extract(new.body, '$.data.envelope')
    )
    WHEN 'batch.closed' THEN EXISTS (
        SELECT 1 FROM log AS entry WHERE {_OF_THE_BATCH} AND json_extract(entry.body, '$.kind') = 'batch.closed'
    )
    WHEN 'release.made' THEN EXISTS (
        SELECT 1 FROM log WHERE json_extract(body, '$.kind') = 'release.made'
        AND json_extract(body, '$.data.release') = json_extract(new.body, '$.data.release')
    )
{_LATER_TAKEN}
{_SCAN_TAKEN}
    ELSE EXISTS (
        SELECT 1 FROM log WHERE {rights_trigger.ABOUT_ROLES}
        AND json_extract(body, '$.data.person') = json_extract(new.body, '$.data.person')
    ) END
BEGIN SELECT RAISE(ABORT, 'each envelope, batch, release, person and so on has its number or name alone'); END"""

_ONE_STORY = """CREATE TRIGGER checkpoint_one_story BEFORE INSERT ON checkpoint
WHEN EXISTS (
    SELECT 1 FROM checkpoint WHERE number = new.number
    OR (origin = new.origin AND size = new.size AND root <> new.root)
)
BEGIN SELECT RAISE(ABORT, 'a log never signs two checkpoints that disagree'); END"""

TRIGGERS: Mapping[str, str] = {
    **_only_grows("log", "the log only grows"),
    **_only_grows("sealed", "sealed values only grow"),
    **_only_grows("document", "documents only grow"),
    **_only_grows("checkpoint", "checkpoints only grow"),
    **_only_grows("signature", "signatures only grow"),
    **_never_twice("sealed", "commitment"),
    **_never_twice("document", "digest"),
    "log_in_order": _IN_ORDER,
    "log_signed": _SIGNED,
    "signature_in_order": _ACTS_IN_ORDER,
    "log_numbers": _NUMBERS,
    "log_four_eyes": _FOUR_EYES,
    "log_rights": rights_trigger.TRIGGER,
    "checkpoint_one_story": _ONE_STORY,
}
"""What the database itself forbids: change, gaps, an entry in nobody's act, a number taken twice, approval by the person who
determined or decided a second time, or of what nobody looked at, and what no role allows."""

_ASKED_AT_THE_SERVER = frozenset({"log_signed", "log_numbers", "log_four_eyes", "log_rights", "checkpoint_one_story"})

STATION_TRIGGERS: Mapping[str, str] = {name: sql for name, sql in TRIGGERS.items() if name not in _ASKED_AT_THE_SERVER}
"""What guards a station's copy: order, and that it only grows. What the server took has its place in every copy, so that one
bad entry never stops an office; what nobody signed who might is in force nowhere, and verify names it.
"""
