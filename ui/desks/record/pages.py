"""The lines of the record, page by page: any place of the whole record, or on and on through a filter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from heapq import merge
from itertools import islice

from adjudicator.office.desks.record import RecordLine
from ui.parts import FetchedRows, GrowingRows, Row

PAGE = 200

Fetch = Callable[[int, int], Sequence[RecordLine]]
"""At most so many (second) lines before a seq (first; 0: from the newest), newest first."""


class Pages:
    """Lines by place from the newest, 0 being the newest of `size`; whole pages are read and a few kept."""

    KEPT = 12

    def __init__(self, fetch: Fetch, size: int) -> None:
        self._fetch, self._size = fetch, size
        self._pages: dict[int, Sequence[RecordLine]] = {}

    def line(self, place: int) -> RecordLine:
        """The line at a place."""
        page, within = divmod(place, PAGE)
        if page not in self._pages:
            if len(self._pages) >= self.KEPT:
                self._pages.pop(next(iter(self._pages)))
            self._pages[page] = self._fetch(self._size - page * PAGE + 1, PAGE)
        return self._pages[page][within]


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
    """All lines of a record of `size` entries, which have the seqs 1 to `size`."""
    pages = Pages(fetch, size)
    return FetchedRows(size, lambda place: row(pages.line(place)))


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
