"""Making all tables of a new case file: the record's own, the projections, the private look-ups."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlite_utils import Database
from sqlite_utils.db import Table

from adjudicator.log.file import aside, schema
from adjudicator.log.file.projections import PROJECTIONS, Projection
from adjudicator.log.tree.merkle import EMPTY_ROOT

LOOK_UPS = {
    "mention": """CREATE TABLE mention (
    subject TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (subject, seq)
) STRICT, WITHOUT ROWID""",
    "private_name": """CREATE TABLE private_name (
    envelope TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    "private_word": """CREATE TABLE private_word (
    word TEXT NOT NULL,
    envelope TEXT NOT NULL,
    PRIMARY KEY (word, envelope)
) STRICT, WITHOUT ROWID""",
    "private_elector": """CREATE TABLE private_elector (
    envelope TEXT PRIMARY KEY NOT NULL,
    registration_number TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    "private_credit": """CREATE TABLE private_credit (
    registration_number TEXT NOT NULL,
    value TEXT NOT NULL,
    dated TEXT NOT NULL,
    detail TEXT NOT NULL,
    file TEXT NOT NULL,
    last_name TEXT NOT NULL,
    first_name TEXT NOT NULL
) STRICT""",
}
"""`mention`: which entries are about a subject. The private ones hold personal data and leave the file with nobody."""

LOOK_UP_INDEXES = {
    # the few envelopes that somebody has taken; nothing is written here for the others
    "envelope_taken": "CREATE INDEX envelope_taken ON envelope (taken_by, number) WHERE taken_by <> ''",
    "private_word_envelope": "CREATE INDEX private_word_envelope ON private_word (envelope)",
    "private_elector_number": "CREATE INDEX private_elector_number ON private_elector (registration_number)",
    "private_credit_number": "CREATE INDEX private_credit_number ON private_credit (registration_number)",
}


def make_record(db: Database, *, with_aside: bool = False) -> None:
    """Make the tables of the record with their triggers, and the head of an empty log; `with_aside` as of a file that has
    acts which its guards pass over.
    """
    for sql in (*schema.TABLES.values(), *schema.INDEXES.values()):
        db.execute(sql)
    if with_aside:
        aside.make_aside(db.conn)
    make_guards(db)
    db.execute("INSERT INTO head (one, size, root, frontier) VALUES (1, 0, ?, ?)", (EMPTY_ROOT, b""))


def make_guards(db: Database) -> None:
    """Make the triggers of the record; where acts are set aside, those that pass over them."""
    guards = aside.GUARDS if aside.has_aside(db.conn) else schema.TRIGGERS
    for sql in guards.values():
        db.execute(sql)


def make_for_station(db: Database) -> None:
    """Make the tables of the record for a station's copy, with its guards, and the head of an empty log."""
    for sql in (*schema.TABLES.values(), *schema.INDEXES.values(), *schema.STATION_TRIGGERS.values()):
        db.execute(sql)
    db.execute("INSERT INTO head (one, size, root, frontier) VALUES (1, 0, ?, ?)", (EMPTY_ROOT, b""))


def guard_as_own(db: Database, in_force_nowhere: Sequence[tuple[int, int]]) -> None:
    """Give what was a station's copy the triggers of a record that goes on by itself. They pass over the acts that are in
    force nowhere, each given by its first and last seq.
    """
    for name in schema.STATION_TRIGGERS:
        db.execute(f"DROP TRIGGER {name}")
    if in_force_nowhere:
        aside.make_aside(db.conn, in_force_nowhere)
    make_guards(db)


def make_missing(db: Database) -> None:
    """Make those tables of the record that an older form does not have, and all its indexes."""
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for name, sql in schema.TABLES.items():
        if name not in there:
            db.execute(sql)
    for sql in schema.INDEXES.values():
        db.execute(sql)


def make_projections_only(db: Database) -> None:
    """Make the tables of the states, and all indexes of what is beside the record; the look-ups are there."""
    for projection in PROJECTIONS:
        _make_projection(db, projection, indexes=True)
    for sql in LOOK_UP_INDEXES.values():
        db.execute(sql)


def make_projections(db: Database, indexes: bool = True) -> None:
    """Make the tables that are rebuilt from the log; without indexes where nobody looks for anything."""
    for projection in PROJECTIONS:
        _make_projection(db, projection, indexes)
    for sql in (*LOOK_UPS.values(), *(LOOK_UP_INDEXES.values() if indexes else ())):
        db.execute(sql)


def make_for_observers(db: Database) -> None:
    """Make the tables of an observer's copy, without their triggers: none for sealed values, key ring or private look-ups."""
    for name, sql in schema.TABLES.items():
        if name not in schema.KEPT_BACK:
            db.execute(sql)
    for sql in schema.INDEXES.values():
        db.execute(sql)
    for projection in PROJECTIONS:
        _make_projection(db, projection, indexes=True)
    db.execute(LOOK_UPS["mention"])


def guard_for_observers(db: Database) -> None:
    """Make the triggers of an observer's copy, once its rows are there."""
    for name, sql in schema.TRIGGERS.items():
        if name.partition("_")[0] not in schema.KEPT_BACK:
            db.execute(sql)


def _make_projection(db: Database, projection: Projection, indexes: bool) -> None:
    for sql in _statements(projection)[: None if indexes else 1]:
        db.execute(sql)


@cache
def _statements(projection: Projection) -> tuple[str, ...]:
    """What makes a projection's table, then its indexes, as the library words them: that takes longer than to run them."""
    with Database(memory=True, execute_plugins=False) as db:
        columns = {projection.key: str, **projection.columns, "state": str}
        table = db.table(projection.table)
        assert isinstance(table, Table)  # noqa: S101 - sqlite-utils says Table or View
        table.create(columns, pk=projection.key, not_null=set(columns), strict=True)
        for name, over in projection.indexes.items():
            table.create_index(over, index_name=name)
        made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        return tuple(sql for (sql,) in db.execute(made))
