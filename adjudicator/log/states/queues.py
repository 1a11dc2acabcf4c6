"""Lists for the desks: rows of envelopes and batches by filter and order, a page at a time, and their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields
from sqlite3 import Connection

from adjudicator.casework.record.state import BY_MISTAKE, EnvelopeState
from adjudicator.log.file.projections import BY_TYPE, column_in, columns_in
from adjudicator.log.states.census import Census, open_again, released_in
from adjudicator.log.states.lookups import words_of
from adjudicator.port.rows import TICKED_NOTHING, BatchRow, CountBy, Counts, EnvelopeRow, QueueQuery, SortBy

Bound = list[str | int]

LIGHT = BY_TYPE[EnvelopeState].light
_ROW = tuple(field.name for field in fields(EnvelopeRow))
_FLAGS = [at for at, field in enumerate(fields(EnvelopeRow)) if field.type == "bool"]
_BATCH_ROW = ", ".join(field.name for field in fields(BatchRow))
_SORTS = frozenset(SortBy.__args__)
_SORTED_BY: Mapping[str, tuple[str, ...]] = {"alike": ("ticked", "place"), "box": ("box", "position")}
_COUNTS = frozenset(CountBy.__args__)

OPEN_AGAIN = "({released_in} <> '' AND status <> 'released')"
"""What `state.is_open_again` says, of the columns."""


def list_envelopes(connection: Connection, query: QueueQuery, census: Census) -> list[EnvelopeRow]:
    """A page of the envelopes that pass the query, in its order; envelopes equal in it stand by number."""
    keys, step = _order(query.sort), "<" if query.descending else ">"
    if census.count(query) == 0:
        return []
    conditions, bound = _conditions(connection, query)
    if query.after is not None:
        conditions.append(f"({', '.join(keys)}) {step} ({', '.join('?' * len(keys))})")
        bound += [getattr(query.after, key) for key in keys]
    order = ", ".join(f"{key} DESC" if query.descending else key for key in keys)
    table = "envelope" if query.words.strip() or query.taken else LIGHT
    sql = f"SELECT {columns_in(connection, _ROW)} FROM {table} {_where(conditions)} ORDER BY {order} LIMIT ?"
    return [_envelope_row(row) for row in connection.execute(sql, (*bound, query.limit))]


def count_envelopes(connection: Connection, query: QueueQuery, census: Census) -> int:
    """How many envelopes pass the query; its order and page do not matter."""
    known = None if query.without else census.count(query)
    if known is not None:
        return known
    conditions, bound = _conditions(connection, query)
    sql = f"SELECT count(*) FROM {LIGHT} {_where(conditions)}"
    return int(connection.execute(sql, bound).fetchone()[0])


def count_by(connection: Connection, columns: Sequence[CountBy]) -> dict[tuple[str | int, ...], int]:
    """How many envelopes there are for each combination of the columns, in one pass over the index."""
    if not columns or not _COUNTS.issuperset(columns):
        raise ValueError(f"envelopes are not counted by {', '.join(columns)}")
    over = ", ".join(columns)
    sql = f"SELECT {columns_in(connection, columns)}, count(*) FROM {LIGHT} GROUP BY {over} ORDER BY {over}"
    return {tuple(row[:-1]): row[-1] for row in connection.execute(sql)}


def counts(connection: Connection, census: Census) -> Counts:
    """The numbers beside the desks."""
    groups = [(group, number) for group, number in census.groups().items() if number]
    rows = [(*group, number) for group, number in groups]
    again = Counter[str]()
    for group, number in groups:
        again[released_in(group)] += number if open_again(group) else 0
    waiting = connection.execute("SELECT count(*) FROM batch WHERE status = 'waiting'").fetchone()[0]
    return Counts(
        envelopes=sum(row[-1] for row in rows if row[0] != BY_MISTAKE),
        by_status=_sums(rows, 0),
        by_outcome=_sums(rows, 1),
        kept_apart=sum(row[-1] for row in rows if row[2]),
        referred=sum(row[-1] for row in rows if row[0] == "to_do" and row[3]),
        returned=sum(row[-1] for row in rows if row[0] == "to_do" and row[4]),
        batches_waiting=int(waiting),
        left=sum(number for group, number in groups if released_in(group)),
        open_again={release: again[release] for release in sorted(again) if again[release]},
    )


def envelope_numbers(connection: Connection, parts: Sequence[str], ordinals: Sequence[str]) -> tuple[str, ...]:
    """Numbers in which one of the parts stands, or whose ordinal is one of these, in their order."""
    conditions = ["instr(number, ?)"] * len(parts)
    if ordinals:
        conditions.append(f"ordinal IN ({', '.join('?' * len(ordinals))})")
    if not conditions:
        return ()
    sql = f"SELECT number FROM {LIGHT} WHERE {' OR '.join(conditions)} ORDER BY ordinal, number"
    return tuple(number for (number,) in connection.execute(sql, (*parts, *ordinals)))


def envelopes_of_elector(connection: Connection, registration_number: str) -> tuple[str, ...]:
    """Numbers of the envelopes for which this elector was chosen, in order; two or more are one voter's.

    What was entered by mistake is none of them.
    """
    sql = (
        "SELECT envelope.number FROM private_elector JOIN envelope ON envelope.number = private_elector.envelope "
        "WHERE registration_number = ? AND status <> ? ORDER BY ordinal, envelope.number"
    )
    return tuple(number for (number,) in connection.execute(sql, (registration_number, BY_MISTAKE)))


def voter_names(connection: Connection, numbers: Sequence[str]) -> Mapping[str, str]:
    """The voters' names as written, by envelope number, for the rows of a page."""
    sql = f"SELECT envelope, name FROM private_name WHERE envelope IN ({', '.join('?' * len(numbers))})"
    return dict(connection.execute(sql, tuple(numbers)))


def list_batches(connection: Connection, status: str) -> list[BatchRow]:
    """Batches of one status (empty: all), oldest first."""
    where, bound = ("WHERE status = ?", (status,)) if status else ("", ())
    sql = f"SELECT {_BATCH_ROW} FROM batch {where} ORDER BY closed_at, id"
    return [BatchRow(*row) for row in connection.execute(sql, bound)]


def _sums(rows: Sequence[Sequence[str | int]], column: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        name = str(row[column])
        found[name] = found.get(name, 0) + int(row[-1])
    return found


def _conditions(connection: Connection, query: QueueQuery) -> tuple[list[str], Bound]:
    conditions: list[str] = []
    bound: Bound = []
    for name in ("stream", "place", "precinct_cast", "reviewer", "returned_to", "batch", "box"):
        if getattr(query, name):
            conditions.append(f"{column_in(connection, name)} = ?")
            bound.append(getattr(query, name))
    for name in ("kept_apart", "referred", "returned", "reopened"):
        if getattr(query, name) is not None:
            conditions.append(f"{name} = ?")
            bound.append(int(getattr(query, name)))
    if query.taken is not None:
        conditions.append("taken_by <> ''" if query.taken else "taken_by = ''")
    seqs = (
        ("version > ?", query.changed_after),
        ("determined > ?", query.determined_after),
        ("received < ?", query.received_before),
    )
    for condition, seq in seqs:
        if seq:
            conditions.append(condition)
            bound.append(seq)
    if query.open_again is not None:
        again = OPEN_AGAIN.format(released_in=column_in(connection, "released_in"))
        conditions.append(again if query.open_again else f"NOT {again}")
    for condition, values in (*_ticked(connection, query), *_lists(query), *_words(query)):
        conditions.append(condition)
        bound += values
    return conditions, bound


def _lists(query: QueueQuery) -> list[tuple[str, tuple[str, ...]]]:
    asked = (
        ("status IN", query.status),
        ("outcome IN", query.outcome),
        ("number IN", query.numbers),
        ("number NOT IN", query.without),
        ("reviewer NOT IN", (query.not_reviewer,) if query.not_reviewer else ()),
        ("taken_by IN", ("", query.free_for) if query.free_for else ()),
    )
    return [(f"{what} ({', '.join('?' * len(values))})", values) for what, values in asked if values]


def _ticked(connection: Connection, query: QueueQuery) -> list[tuple[str, tuple[str, ...]]]:
    if not query.ticked:
        return []
    wanted = "  " if query.ticked == TICKED_NOTHING else f" {query.ticked} "
    return [(f"instr(' ' || {column_in(connection, 'ticked')} || ' ', ?)", (wanted,))]


def _words(query: QueueQuery) -> list[tuple[str, tuple[str, ...]]]:
    number = query.words.strip()
    if not number:
        return []
    if not query.by_name:
        return [("(number >= ? AND number < ?)", _begins_with(number))]
    words = words_of(number)
    named = " INTERSECT ".join(["SELECT envelope FROM private_word WHERE word >= ? AND word < ?"] * len(words))
    bound = [end for word in words for end in _begins_with(word)]
    return [(f"((number >= ? AND number < ?) OR number IN ({named}))", (*_begins_with(number), *bound))]


def _begins_with(text: str) -> tuple[str, str]:
    """The half-open range of texts that begin with this one."""
    return text, text + "\U0010ffff"


def _where(conditions: Sequence[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _order(sort: SortBy) -> tuple[str, ...]:
    if sort not in _SORTS:
        raise ValueError(f"envelopes are not sorted by {sort}")
    return tuple(dict.fromkeys((*_SORTED_BY.get(sort, (sort,)), "ordinal", "number")))


def _envelope_row(row: Sequence[str | int]) -> EnvelopeRow:
    values = list(row)
    for at in _FLAGS:
        values[at] = bool(values[at])
    return EnvelopeRow(*values)  # pyright: ignore[reportArgumentType] - STRICT columns have the row's types
