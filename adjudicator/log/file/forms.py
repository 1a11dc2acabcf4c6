"""The forms of case files that there have been, and what verify holds a file of each against.

A file of an older form is read, copied and verified by the tables and guards of its own form; to write to it, it is raised
first. What a form had is kept in `resources/forms`, word for word, once it was released.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from sqlite3 import Connection
from typing import Any

import msgspec
from sqlite_utils import Database

from adjudicator import resources
from adjudicator.casework.record.catalogue import FORM, is_after
from adjudicator.log.file.projections import Projection
from adjudicator.log.file.tables import (
    guard_for_observers,
    make_for_observers,
    make_for_station,
    make_projections,
    make_record,
)

_MINOR_BITS = 16

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class FileForm:
    """One form: its name ("4.0"), and by table the columns and the fields of states that came after it.

    `within` has by field of a state the fields that came after it to the state that stands there.
    """

    name: str
    later: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    within: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])

    def has(self, projection: Projection) -> bool:
        """Whether this form has the table of a projection."""
        return not is_after(projection.since, self.name)

    def columns(self, projection: Projection) -> tuple[str, ...]:
        """The columns that a projection has in this form, in order."""
        later = self.later.get(projection.table, frozenset())
        return tuple(name for name in projection.names if name not in later)

    def row(self, projection: Projection) -> Callable[[Row], Row]:
        """Turns a row of today's projection, text as bytes, into the row that this form has of it."""
        later = self.later.get(projection.table)
        if later is None:
            return tuple
        kept = [at for at, name in enumerate(projection.names[:-1]) if name not in later]

        def older(row: Row) -> Row:
            state = {name: value for name, value in msgspec.json.decode(row[-1]).items() if name not in later}
            for name, fields in self.within.items():
                if isinstance(within := state.get(name), dict):
                    state[name] = {each: value for each, value in within.items() if each not in fields}
            return (*(row[at] for at in kept), msgspec.json.encode(state))

        return older


FORM_6: Mapping[str, frozenset[str]] = {
    "case_state": frozenset({"shared", "leaving", "left"}),
    "envelope": frozenset({"ticked"}),
}
"""By table what came with form 6.0."""

FORM_5: Mapping[str, frozenset[str]] = {
    "case_state": frozenset({"grounds", "day_open", "second_decisions", "law_changes", "mistakes"}),
    "batch": frozenset({"closing", "second", "checks", "looked_at"}),
    "person": frozenset({"sworn"}),
    "envelope": frozenset(
        {"ruled_out", "box", "position", "set_aside", "left_as", "taken_away", "mistake", "mistake_asked"}
    ),
    "court_order": frozenset({"hours", "called", "contests"}),
    "received_file": frozenset({"as_of", "final"}),
    "release": frozenset({"taken_away", "corrects", "added", "taken", "acknowledgments"}),
}
"""By table what came with form 5.0."""

WITHIN_5: Mapping[str, frozenset[str]] = {"determination": frozenset({"cast_too_late_for"})}
"""By field of a state what came with form 5.0 to the state that stands there."""

FORM_4: Mapping[str, frozenset[str]] = {
    "case_state": frozenset({"form", "recovery", "raised", "adopted", "strict", "strict_proposed", "disputes"}),
    "person": frozenset({"own_key", "grants"}),
    "envelope": frozenset({"released_in"}),
}
"""By table what came with form 4.0."""


def _both(*later: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    tables = {table for each in later for table in each}
    return {table: frozenset[str]().union(*(each.get(table, ()) for each in later)) for table in tables}


FORMS: Mapping[str, FileForm] = {
    "3.0": FileForm("3.0", _both(FORM_4, FORM_5, FORM_6), WITHIN_5),
    "4.0": FileForm("4.0", _both(FORM_5, FORM_6), WITHIN_5),
    "5.0": FileForm("5.0", FORM_6),
    FORM: FileForm(FORM),
}
"""Every form that this program reads, by name. Columns and fields have names of their own, so one set serves for both."""


def user_version(version: tuple[int, int]) -> int:
    """The form of a file as SQLite stores it: major in the high half, minor in the low."""
    return version[0] << _MINOR_BITS | version[1]


def form_name(connection: Connection) -> str:
    """The form that a file says it has ("4.0"), whether or not this program knows it."""
    (stored,) = connection.execute("PRAGMA user_version").fetchone()
    return f"{stored >> _MINOR_BITS}.{stored & ((1 << _MINOR_BITS) - 1)}"


def is_newer(name: str) -> bool:
    """Whether a form that this program does not know came after its own."""
    return is_after(name, FORM)


@cache
def reference(name: str, *, observers: bool, station: bool = False, with_aside: bool = False) -> Database:
    """A database in memory with the tables, indexes and triggers of a form, without rows; of an observer's or a station's
    copy, or of a file that has acts set aside, where asked. Raises ValueError for a name that is none of `FORMS`: a
    stranger's file may have given it.
    """
    if name not in FORMS:
        raise ValueError(f"no form of a case file is called {name!r}")
    made = Database(memory=True, execute_plugins=False)
    if name != FORM:
        kind = "-observers" if observers else "-station" if station else "-aside" if with_aside else ""
        made.conn.executescript(resources.path("forms", f"{name}{kind}.sql").read_text("utf-8"))
    elif observers:
        make_for_observers(made)
        guard_for_observers(made)
    elif station:
        make_for_station(made)
        make_projections(made)
    else:
        make_record(made, with_aside=with_aside)
        make_projections(made)
    return made


def statements(name: str, *kinds: str, observers: bool, station: bool = False, with_aside: bool = False) -> list[str]:
    """The statements that make the tables, indexes, views or triggers ("table", "index", "view", "trigger") of a form, in
    order.
    """
    marks = ", ".join("?" * len(kinds))
    sql = f"SELECT sql FROM sqlite_master WHERE type IN ({marks}) AND sql IS NOT NULL ORDER BY rowid"
    connection = reference(name, observers=observers, station=station, with_aside=with_aside).conn
    return [made for (made,) in connection.execute(sql, kinds)]


def table_names(name: str, *, observers: bool) -> list[str]:
    """The tables of a form."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL ORDER BY rowid"
    return [made for (made,) in reference(name, observers=observers).conn.execute(sql)]


def wording(name: str, *, observers: bool, station: bool = False, with_aside: bool = False) -> str:
    """The statements that make a form, as `resources/forms` keeps them."""
    kinds = ("table", "index", "view", "trigger")
    made = statements(name, *kinds, observers=observers, station=station, with_aside=with_aside)
    return "".join(f"{sql};\n\n" for sql in made)
