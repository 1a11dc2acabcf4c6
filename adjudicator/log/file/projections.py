"""Projections: each state as a row, with the columns that queues filter and sort by; rebuilt from the log at any time.

A row holds no personal data. `state` is the whole state as JSON; the other columns are taken from it and say nothing new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from sqlite3 import Connection
from typing import Any

import msgspec

from adjudicator.at_rest.own_schema import column_names
from adjudicator.casework.record.contact_state import ContactState
from adjudicator.casework.record.count_state import (
    BoxState,
    CountState,
    DocketState,
    PileState,
    ScanState,
    SessionState,
    UploadState,
)
from adjudicator.casework.record.state import (
    BatchState,
    CaseState,
    DeterminationState,
    EnvelopeState,
    FileState,
    OrderState,
    PersonState,
    ReleaseState,
    State,
)
from adjudicator.records.envelope import ordinal_of

Value = str | int
Values = tuple[Value, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """One kind of state as a table: its key column, the columns beside it with their types, the indexes by name.

    `values` gives the columns' values of a state, in the order of `columns`. `covering` names the index that holds all of
    them, where there is one: a list is read from it, never from the states. `since` is the form that brought the table, empty
    for those of the first.
    """

    table: str
    what: type[State]
    key: str
    columns: Mapping[str, type]
    values: Callable[[Any], Values]
    indexes: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    covering: str = ""
    since: str = ""

    @property
    def light(self) -> str:
        """The table without its states, as a query names it. SQLite takes the states for hardly longer than the columns."""
        return f"{self.table} INDEXED BY {self.covering}" if self.covering else self.table

    @property
    def names(self) -> tuple[str, ...]:
        """All column names in the order in which rows are written and compared."""
        return (self.key, *self.columns, "state")

    def row(self, key: str, state: State) -> Values:
        """The state as the row to store, in the order of `names`."""
        return (key, *self.values(state), encode(state).decode())


encode = msgspec.json.Encoder().encode
"""Writes a state as JSON; fields and mappings keep their order, which the fold gives."""


@cache
def _decoder(what: type[State]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(what)


def decode(what: type[State], stored: str) -> Any:
    """Read a state of that type back; raises msgspec.MsgspecError for JSON that is no such state."""
    return _decoder(what).decode(stored)


QUEUE = "envelope_queue"

ENVELOPE_COLUMNS: Mapping[str, type] = {
    "status": str, "ordinal": str, "version": int, "received": int, "outcome": str, "stream": str, "place": str,
    "precinct_cast": str, "kept_apart": int, "reviewer": str, "determined": int, "holds": str, "reasons": str,
    "counted": int, "not_counted": int, "batch": str, "referred": int, "referred_by": str, "returned": int,
    "returned_to": str, "reopened": int, "elector": int,
    "taken_by": str, "released_in": str, "box": str, "position": int, "ticked": str,
}  # fmt: skip
"""`received` and `determined` are seqs; `counted` and `not_counted` numbers of contests; `holds`, `reasons` and `ticked`,
which is what the poll worker ticked, codes with a blank between."""


def envelope_values(state: EnvelopeState) -> Values:
    """The values of an envelope's columns, in the order of ENVELOPE_COLUMNS."""
    return (
        state.status, ordinal_of(state.number), state.version, state.received, state.outcome, state.stream, state.place,
        state.precinct_cast, int(state.kept_apart), *_determination(state.determination), state.batch,
        int(bool(state.referred)), state.referred_by, int(bool(state.returned)), state.returned_to,
        int(bool(state.reopened)), int(state.elector is not None), state.taken_by,
        state.released_in, state.box, state.position, " ".join(state.reasons),
    )  # fmt: skip


IN_OLDER_FILES: Mapping[str, str] = {
    "released_in": "coalesce(json_extract(state, '$.releases[#-1]'), '')",
    "box": "coalesce(json_extract(state, '$.box'), '')",
    "position": "coalesce(json_extract(state, '$.position'), 0)",
    "ticked": "(SELECT coalesce(group_concat(value, ' '), '') FROM json_each(state, '$.reasons'))",
}
"""Columns that came after form 3.0, as they follow from the state of a file that has no such column."""


def columns_in(connection: Connection, names: Iterable[str]) -> str:
    """Columns of the table of envelopes, as a query of this file names them."""
    wanted = tuple(names)
    older = IN_OLDER_FILES.keys() & wanted
    lacking = older.difference(column_names(connection, "envelope") if older else ())
    found = {name: IN_OLDER_FILES[name] if name in lacking else name for name in wanted}
    return ", ".join(name if there == name else f"{there} AS {name}" for name, there in found.items())


def column_in(connection: Connection, name: str) -> str:
    """A column of this file, or what stands for it."""
    if name not in IN_OLDER_FILES or name in column_names(connection, "envelope"):
        return name
    return IN_OLDER_FILES[name]


def _determination(state: DeterminationState | None) -> Values:
    if state is None:
        return ("", 0, "", "", 0, 0)
    return (
        state.by, state.seq, " ".join(state.holds), " ".join(state.reasons), len(state.counted), len(state.not_counted),
    )  # fmt: skip


def _batch(state: BatchState) -> Values:
    times = (state.closed_by, state.closed_at, state.decided_by, state.decided_at)
    return (state.status, state.version, *times, len(state.items), len(state.returned))


PROJECTIONS: tuple[Projection, ...] = (
    Projection(
        "envelope", EnvelopeState, "number", ENVELOPE_COLUMNS, envelope_values,
        # holds every light column, so that lists and counts never read the states
        {QUEUE: (*ENVELOPE_COLUMNS, "number")}, QUEUE,
    ),
    Projection(
        "batch", BatchState, "id",
        {"status": str, "version": int, "closed_by": str, "closed_at": str, "decided_by": str, "decided_at": str,
         "size": int, "returned": int}, _batch, {"batch_queue": ("status", "closed_at")},
    ),
    Projection(
        "person", PersonState, "id", {"version": int, "name": str, "active": int},
        lambda state: (state.version, state.name, int(state.active)),
    ),
    Projection(
        "court_order", OrderState, "number", {"version": int, "status": str, "begins": str, "ends": str},
        lambda state: (state.version, state.status, state.begins, state.ends),
    ),
    Projection(
        "received_file", FileState, "digest", {"version": int, "kind": str, "dated": str, "rows": int},
        lambda state: (state.version, state.kind, state.dated, state.rows),
    ),
    Projection(
        "release", ReleaseState, "id",
        {"version": int, "follows": str, "made_by": str, "made_at": str, "size": int},
        lambda state: (state.version, state.follows, state.made_by, state.made_at, state.size),
    ),
    Projection(
        "case_state", CaseState, "key", {"version": int, "mode": str, "period_closed": int},
        lambda state: (state.version, state.mode, state.period_closed),
    ),
    *(
        Projection(table, what, key, {"version": int}, lambda state: (state.version,), since="5.0")
        for table, what, key in (
            ("count_state", CountState, "key"),
            ("docket", DocketState, "id"),
            ("pile", PileState, "id"),
            ("work_session", SessionState, "id"),
            ("box", BoxState, "id"),
            ("scan", ScanState, "id"),
            ("upload", UploadState, "id"),
            ("contact", ContactState, "number"),
        )
    ),
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
    "count": CountState,
    "docket": DocketState,
    "pile": PileState,
    "session": SessionState,
    "box": BoxState,
    "scan": ScanState,
    "upload": UploadState,
    "contact": ContactState,
}
"""The first word of a subject ("envelope 0417", "case case") -> the kind of state it names."""
