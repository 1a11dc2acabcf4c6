"""Lists for the desks: rows of envelopes and batches by filter and order, a page at a time, and their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from sqlite3 import Connection
from typing import Literal

from adjudicator.log.lookups import words_of

SortBy = Literal["ordinal", "place", "received", "version", "status", "outcome", "reviewer"]
CountBy = Literal["status", "outcome", "place", "stream", "reviewer", "kept_apart", "batch"]


@dataclass(frozen=True, slots=True)
class EnvelopeRow:
    """One envelope on a list. Seqs: `version`, `received`, `determined`; numbers of contests: `counted`, `not_counted`.

    `holds` and `reasons` are codes with a space between; `ordinal` is the number as it sorts.
    """

    number: str
    status: str
    ordinal: str
    version: int
    received: int
    outcome: str
    stream: str
    place: str
    precinct_cast: str
    kept_apart: bool
    reviewer: str
    determined: int
    holds: str
    reasons: str
    counted: int
    not_counted: int
    batch: str
    referred: bool
    referred_by: str
    returned: bool
    returned_to: str
    reopened: bool
    elector: bool


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch on a list: `size` envelopes are in it, `returned` went back."""

    id: str
    status: str
    version: int
    closed_by: str
    closed_at: str
    decided_by: str
    decided_at: str
    size: int
    returned: int


@dataclass(frozen=True, slots=True)
class EnvelopeFilter:
    """Which envelopes to list; what is empty or None asks for nothing. `without` leaves out some numbers."""

    status: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    stream: str = ""
    place: str = ""
    precinct_cast: str = ""
    reviewer: str = ""
    not_reviewer: str = ""
    returned_to: str = ""
    batch: str = ""
    kept_apart: bool | None = None
    referred: bool | None = None
    returned: bool | None = None
    reopened: bool | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of a list: the order, and the last row of the page before it (None: the first page)."""

    sort: SortBy = "ordinal"
    descending: bool = False
    after: EnvelopeRow | None = None
    limit: int = 200


_ROW = ", ".join(field.name for field in fields(EnvelopeRow))
_FLAGS = [at for at, field in enumerate(fields(EnvelopeRow)) if field.type == "bool"]
_BATCH_ROW = ", ".join(field.name for field in fields(BatchRow))
_SORTS = frozenset(SortBy.__args__)
_COUNTS = frozenset(CountBy.__args__)

Bound = list[str | int]


def list_envelopes(connection: Connection, which: EnvelopeFilter, page: Page) -> list[EnvelopeRow]:
    """A page of envelopes that pass the filter, in the page's order; envelopes equal in it stand by number."""
    conditions, bound = _conditions(which)
    keys, step = _order(page.sort), "<" if page.descending else ">"
    if page.after is not None:
        conditions.append(f"({', '.join(keys)}) {step} ({', '.join('?' * len(keys))})")
        bound += [getattr(page.after, key) for key in keys]
    order = ", ".join(f"{key} DESC" if page.descending else key for key in keys)
    sql = f"SELECT {_ROW} FROM envelope {_where(conditions)} ORDER BY {order} LIMIT ?"
    return [_envelope_row(row) for row in connection.execute(sql, (*bound, page.limit))]


def count_envelopes(connection: Connection, which: EnvelopeFilter) -> int:
    """How many envelopes pass the filter."""
    conditions, bound = _conditions(which)
    sql = f"SELECT count(*) FROM envelope INDEXED BY envelope_queue {_where(conditions)}"
    return int(connection.execute(sql, bound).fetchone()[0])


def count_by(connection: Connection, columns: Sequence[CountBy]) -> dict[tuple[str | int, ...], int]:
    """How many envelopes there are for each combination of the columns, in one pass over the index."""
    if not columns or not _COUNTS.issuperset(columns):
        raise ValueError(f"envelopes are not counted by {', '.join(columns)}")
    over = ", ".join(columns)
    sql = f"SELECT {over}, count(*) FROM envelope INDEXED BY envelope_queue GROUP BY {over} ORDER BY {over}"
    return {tuple(row[:-1]): row[-1] for row in connection.execute(sql)}


def search_envelopes(connection: Connection, words: str, limit: int) -> list[EnvelopeRow]:
    """Envelopes whose number begins with the words, then those whose voter's name has words that begin so, by number."""
    wanted = words_of(words)
    if not wanted:
        return []
    named = " INTERSECT ".join(["SELECT envelope FROM private_word WHERE word >= ? AND word < ?"] * len(wanted))
    sql = (
        f"SELECT {_ROW} FROM envelope WHERE number IN ({named}) OR (number >= ? AND number < ?) "
        "ORDER BY NOT (number >= ? AND number < ?), ordinal, number LIMIT ?"
    )
    number = _prefix(words.strip())
    bound = [limit_of for word in wanted for limit_of in _prefix(word)]
    return [_envelope_row(row) for row in connection.execute(sql, (*bound, *number, *number, limit))]


def envelopes_of_elector(connection: Connection, registration_number: str) -> list[EnvelopeRow]:
    """The envelopes for which this elector was chosen, by number; two or more are two envelopes of one voter."""
    chosen = "SELECT envelope FROM private_elector WHERE registration_number = ?"
    sql = f"SELECT {_ROW} FROM envelope WHERE number IN ({chosen}) ORDER BY ordinal, number"
    return [_envelope_row(row) for row in connection.execute(sql, (registration_number,))]


def voter_names(connection: Connection, numbers: Sequence[str]) -> Mapping[str, str]:
    """The voters' names as written, by envelope number, for the rows of a page."""
    sql = f"SELECT envelope, name FROM private_name WHERE envelope IN ({', '.join('?' * len(numbers))})"
    return dict(connection.execute(sql, tuple(numbers)))


def list_batches(connection: Connection, status: str) -> list[BatchRow]:
    """Batches of one status (empty: all), oldest first."""
    where, bound = ("WHERE status = ?", (status,)) if status else ("", ())
    sql = f"SELECT {_BATCH_ROW} FROM batch {where} ORDER BY closed_at, id"
    return [BatchRow(*row) for row in connection.execute(sql, bound)]


def _conditions(which: EnvelopeFilter) -> tuple[list[str], Bound]:
    conditions: list[str] = []
    bound: Bound = []
    for name in ("status", "outcome"):
        values: tuple[str, ...] = getattr(which, name)
        if values:
            conditions.append(f"{name} IN ({', '.join('?' * len(values))})")
            bound += values
    for name in ("stream", "place", "precinct_cast", "reviewer", "returned_to", "batch"):
        if getattr(which, name):
            conditions.append(f"{name} = ?")
            bound.append(getattr(which, name))
    for name in ("kept_apart", "referred", "returned", "reopened"):
        if getattr(which, name) is not None:
            conditions.append(f"{name} = ?")
            bound.append(int(getattr(which, name)))
    return _exceptions(which, conditions, bound)


def _exceptions(which: EnvelopeFilter, conditions: list[str], bound: Bound) -> tuple[list[str], Bound]:
    if which.not_reviewer:
        conditions.append("reviewer <> ?")
        bound.append(which.not_reviewer)
    if which.without:
        conditions.append(f"number NOT IN ({', '.join('?' * len(which.without))})")
        bound += which.without
    return conditions, bound


def _where(conditions: Sequence[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _order(sort: SortBy) -> tuple[str, ...]:
    if sort not in _SORTS:
        raise ValueError(f"envelopes are not sorted by {sort}")
    return tuple(dict.fromkeys((sort, "ordinal", "number")))


def _prefix(text: str) -> tuple[str, str]:
    """The half-open range of texts that begin with this one."""
    return text, text + "\U0010ffff"


def _envelope_row(row: Sequence[str | int]) -> EnvelopeRow:
    values = list(row)
    for at in _FLAGS:
        values[at] = bool(values[at])
    return EnvelopeRow(*values)  # pyright: ignore[reportArgumentType] - STRICT columns have the row's types
