"""Projections: each state as a row, with the columns that queues filter and sort by; rebuilt from the log at any time.

A row holds no personal data. `state` is the whole state as JSON; the other columns are taken from it and say nothing new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from adjudicator.casework.shelf import CASE_KEY
from adjudicator.casework.state import (
    BatchState,
    CaseState,
    EnvelopeState,
    FileState,
    OrderState,
    PersonState,
    ReleaseState,
    State,
)

Value = str | int
Column = Callable[[Any], Value]


@dataclass(frozen=True, slots=True)
class Projection:
    """One kind of state as a table: its key column, further columns in order, and the indexes' columns by name."""

    table: str
    what: type[State]
    key: str
    columns: Mapping[str, Column]
    types: Mapping[str, type]
    indexes: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """All column names in the order in which rows are written and compared."""
        return (self.key, *self.columns, "state")

    def row(self, key: str, state: State) -> tuple[Value, ...]:
        """The state as the row to store, in the order of `names`."""
        return (key, *(column(state) for column in self.columns.values()), encode(state))


def encode(state: State) -> str:
    """Write a state as JSON; fields and mappings keep their order, which the fold gives."""
    return msgspec.json.encode(state).decode()


@cache
def _decoder(what: type[State]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(what)


def decode(what: type[State], stored: str) -> Any:
    """Read a state of that type back; raises msgspec.MsgspecError for JSON that is no such state."""
    return _decoder(what).decode(stored)


def ordinal_of(number: str) -> str:
    """The envelope number as it sorts for a person: each run of digits counts as a number ("B-9" before "B-10")."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(10), number)


def _text(name: str) -> Column:
    return lambda state: str(getattr(state, name))


def _whole(name: str) -> Column:
    return lambda state: int(getattr(state, name))


def _present(name: str) -> Column:
    return lambda state: int(bool(getattr(state, name)))


def _size(name: str) -> Column:
    return lambda state: len(getattr(state, name))


def _determined(take: Callable[[Any], Value], otherwise: Value) -> Column:
    return lambda state: otherwise if state.determination is None else take(state.determination)


ENVELOPE_COLUMNS: Mapping[str, Column] = {
    "status": _text("status"),
    "ordinal": lambda state: ordinal_of(state.number),
    "version": _whole("version"),
    "received": _whole("received"),
    "outcome": _text("outcome"),
    "stream": _text("stream"),
    "place": _text("place"),
    "precinct_cast": _text("precinct_cast"),
    "kept_apart": _whole("kept_apart"),
    "reviewer": _determined(lambda determination: determination.by, ""),
    "determined": _determined(lambda determination: determination.seq, 0),
    "holds": _determined(lambda determination: " ".join(determination.holds), ""),
    "reasons": _determined(lambda determination: " ".join(determination.reasons), ""),
    "counted": _determined(lambda determination: len(determination.counted), 0),
    "not_counted": _determined(lambda determination: len(determination.not_counted), 0),
    "batch": _text("batch"),
    "referred": _present("referred"),
    "referred_by": _text("referred_by"),
    "returned": _present("returned"),
    "returned_to": _text("returned_to"),
    "reopened": _present("reopened"),
    "elector": _present("elector"),
}
"""`received` and `determined` are seqs; `counted` and `not_counted` numbers of contests; `holds`, `reasons` codes."""


def _projection(
    table: str, what: type[State], key: str, columns: Mapping[str, Column], **indexes: tuple[str, ...]
) -> Projection:
    return Projection(table, what, key, columns, {name: _type_of(name) for name in columns}, indexes)


_NUMBERS = frozenset(
    {
        "version", "received", "kept_apart", "determined", "counted", "not_counted", "referred", "returned", "reopened",
        "elector", "size", "rows", "active", "period_closed",
    }
)  # fmt: skip


def _type_of(column: str) -> type:
    return int if column in _NUMBERS else str


PROJECTIONS: tuple[Projection, ...] = (
    _projection("envelope", EnvelopeState, "number", ENVELOPE_COLUMNS,
        # holds every light column, so that lists and counts never read the states
        envelope_queue=(*ENVELOPE_COLUMNS, "number")),
    _projection("batch", BatchState, "id", {
        "status": _text("status"), "version": _whole("version"), "closed_by": _text("closed_by"),
        "closed_at": _text("closed_at"), "decided_by": _text("decided_by"), "decided_at": _text("decided_at"),
        "size": _size("items"), "returned": _size("returned"),
    }, batch_queue=("status", "closed_at")),
    _projection("person", PersonState, "id", {
        "version": _whole("version"), "name": _text("name"), "active": _whole("active"),
    }),
    _projection("court_order", OrderState, "number", {
        "version": _whole("version"), "status": _text("status"), "begins": _text("begins"), "ends": _text("ends"),
    }),
    _projection("received_file", FileState, "digest", {
        "version": _whole("version"), "kind": _text("kind"), "dated": _text("dated"), "rows": _whole("rows"),
    }),
    _projection("release", ReleaseState, "id", {
        "version": _whole("version"), "follows": _text("follows"), "made_by": _text("made_by"),
        "made_at": _text("made_at"), "size": _whole("size"),
    }),
    _projection("case_state", CaseState, "key", {
        "version": _whole("version"), "mode": _text("mode"), "period_closed": _whole("period_closed"),
    }),
)  # fmt: skip
"""Every kind of state has its table. ("case" and "order" are words of SQL, hence the two longer names.)"""

BY_TYPE: Mapping[type[State], Projection] = {projection.what: projection for projection in PROJECTIONS}

SUBJECTS: Mapping[str, type[State]] = {
    "envelope": EnvelopeState,
    "batch": BatchState,
    "person": PersonState,
    "order": OrderState,
    "file": FileState,
    "release": ReleaseState,
    "case": CaseState,
}
"""The first word of a subject ("envelope 0417", "case case") -> the kind of state it names."""

CASE_SUBJECT = f"case {CASE_KEY}"
