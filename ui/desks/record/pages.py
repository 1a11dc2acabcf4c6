"""The lines of the record, page by page: any place of the whole record, or on and on through a filter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from heapq import merge
from itertools import islice

from adjudicator.office.desks.record import RecordLine
from ui.parts import FetchedRows, GrowingRows, Row

PAGE, KEPT = 200, 12

Fetch = Callable[[int, int], Sequence[RecordLine]]
"""At most so many (second) lines before a seq (first; 0: from the newest), newest first."""


def without(fetch: Fetch, kinds: Collection[str]) -> Fetch:
    """The lines that a fetch gives, but for those of some kinds."""

    def rest(before: int, limit: int) -> Sequence[RecordLine]:
        found: list[RecordLine] = []
        while len(found) < limit:
            page = fetch(before, limit)
            found += (line for line in page if line.kind not in kinds)
            if len(page) < limit:
                break
            before = page[-1].seq
        return found[:limit]

    return rest


def whole(fetch: Fetch, size: int, row: Callable[[RecordLine], Row]) -> FetchedRows:
    """All lines of a record of `size` entries, which have the seqs 1 to `size`, the newest first; a few pages are kept."""

    @lru_cache(maxsize=KEPT)
    def page(number: int) -> Sequence[RecordLine]:
        return fetch(size - number * PAGE + 1, PAGE)

    return FetchedRows(size, lambda place: row(page(place // PAGE)[place % PAGE]))


def filtered(fetch: Fetch, row: Callable[[RecordLine], Row]) -> GrowingRows:
    """The lines that pass a filter, as many pages as are asked for."""
    last = 0

    def more() -> tuple[Row, ...]:
        nonlocal last
        lines = fetch(last, PAGE)
        last = lines[-1].seq if lines else last
        return tuple(row(line) for line in lines)

    return GrowingRows(more, PAGE)


def merged(fetches: Sequence[Fetch]) -> Fetch:
    """Several filters as one: what any of them gives, each line once, newest first."""

    def fetch(before: int, limit: int) -> Sequence[RecordLine]:
        found = merge(*(each(before, limit) for each in fetches), key=lambda line: -line.seq)
        single = {line.seq: line for line in found}
        return tuple(islice(single.values(), limit))

    return fetch
