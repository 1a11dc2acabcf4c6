"""A file of a release beside the one that its record gives: what is compared takes little memory, whatever stands in it."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest

from adjudicator.export import comparing
from adjudicator.export.comparing import MOST_KEPT_OF_CELL, compare_csv

HEADER = b"envelope,outcome\r\n"
LETTERS = 15_000
MOST_KEPT = 8 << 20
"""Bytes kept here at most, an eighth of what is kept in earnest: the rows are as much shorter."""


@pytest.fixture(autouse=True)
def less_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Filling the whole room takes seconds."""
    monkeypatch.setattr(comparing, "MOST_KEPT", MOST_KEPT)


def long_rows(number: int, cells: int = 8) -> Iterator[bytes]:
    """A file of long rows that no record gives."""
    yield HEADER
    for at in range(number):
        yield b"%d," % at + (b"x" * LETTERS + b",") * cells + b"\r\n"


def test_long_rows_without_a_counterpart_are_not_all_kept() -> None:
    number = 2 * MOST_KEPT // (8 * LETTERS)
    tracemalloc.start()
    found = list(compare_csv("dispositions.csv", lambda: long_rows(number), lambda: [HEADER], frozenset()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [each.words for each in found] == ["dispositions.csv: too many rows differ; the rest was not compared."]
    assert peak < 1.5 * MOST_KEPT


def test_rows_that_found_their_counterpart_are_not_counted() -> None:
    number = 2 * MOST_KEPT // (8 * LETTERS)

    def turned(swapped: bool) -> Iterator[bytes]:
        header, *_ = rows = [HEADER, *(b"%d,%b\r\n" % (at, b"x" * LETTERS) for at in (0, 1))]
        yield header
        for at in range(number * 4):
            pair = [row.replace(b"\r\n", b"").replace(b",", b"%d," % at, 1) + b"\r\n" for row in rows[1:]]
            yield from reversed(pair) if swapped else pair

    found = list(compare_csv("dispositions.csv", lambda: turned(True), lambda: turned(False), frozenset()))
    assert [each.words for each in found] == ["dispositions.csv: its rows stand in another order."]


def test_a_finding_keeps_no_long_text() -> None:
    given = [HEADER, b"0,y\r\n"]
    said = [HEADER, b"0," + b"x" * LETTERS + b"\r\n", b"z" * LETTERS + b",y\r\n"]
    cell, row = compare_csv("dispositions.csv", lambda: said, lambda: given, frozenset())
    assert (cell.row, len(cell.says), cell.gives) == ("0", MOST_KEPT_OF_CELL, "y")
    assert len(row.row) == MOST_KEPT_OF_CELL
