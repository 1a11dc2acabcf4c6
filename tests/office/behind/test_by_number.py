"""The envelope that a number means, however it is written; and what is told where there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from adjudicator.log.case_log import CaseLog
from adjudicator.office.behind.by_number import MOST_NEAR, by_number
from tests.log.conftest import Pen, begin

PLAIN = ("0001", "0017", "0028", "0082", "0128", "0280", "0281")
PREFIXED = ("PB-0001", "PB-0028", "PB-0100")
TWO_LISTS = ("1-12", "2-12", "11-2")


@pytest.fixture
def pen() -> Pen:
    return Pen()


@pytest.fixture
def log(tmp_path: Path, pen: Pen) -> Iterator[CaseLog]:
    with begin(tmp_path / "practice.case", pen) as made:
        yield made


@pytest.fixture
def received(log: CaseLog, pen: Pen):
    def add(numbers: Iterable[str]) -> CaseLog:
        log.append([pen.received(number) for number in numbers])
        return log

    return add


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("0028", ("0028",)),
        ("28", ("0028",)),
        (" 28 ", ("0028",)),
        ("00028", ("0028",)),
        ("00-28", ("0028",)),
        ("ENV 0028", ("0028",)),
        ("*0028*", ("0028",)),
        ("28 17", ("0028", "0017")),
        ("4", ()),
        ("028x", ("0028",)),
        ("", ()),
        ("no number", ()),
        ("0", ()),
        ("%", ()),
        ("'; DROP TABLE log; --", ()),
    ],
)
def test_a_number_is_found_however_it_is_written(received, typed: str, means: tuple[str, ...]) -> None:
    assert by_number(received(PLAIN), typed).numbers == means


@pytest.mark.parametrize(
    ("typed", "means"), [("28", ("PB-0028",)), ("pb28", ("PB-0028",)), ("PB 0028", ("PB-0028",)), ("29", ())]
)
def test_what_stands_before_every_number_need_not_be_typed(received, typed: str, means: tuple[str, ...]) -> None:
    assert by_number(received(PREFIXED), typed).numbers == means


def test_several_that_end_so_are_all_told(received) -> None:
    log = received(TWO_LISTS)
    assert by_number(log, "12").numbers == ("1-12", "2-12")
    assert by_number(log, "1-12").numbers == ("1-12",)


def test_of_two_that_differ_by_zeros_alone_the_one_as_written_is_meant(received) -> None:
    log = received(("28", "0028"))
    assert by_number(log, "0028").numbers == ("0028",)
    assert by_number(log, "028").numbers == ("0028", "28")


@pytest.mark.parametrize(
    ("typed", "near"),
    [("71", "0017"), ("0071", "0017"), ("0029", "0028"), ("0208", "0280"), ("00281", "0281"), ("820", "0280")],
)
def test_one_slip_away_is_offered(received, typed: str, near: str) -> None:
    found = by_number(received(PLAIN), typed)
    assert near in (found.near or found.numbers)
    assert len(found.near) <= MOST_NEAR


def test_where_there_is_none_the_ends_are_told(received) -> None:
    found = by_number(received(PLAIN), "9999")
    assert (found.numbers, found.near, found.first, found.last) == ((), (), "0001", "0281")


def test_an_empty_case_has_none(log: CaseLog) -> None:
    assert by_number(log, "28").first == ""


def test_what_no_label_says_is_looked_at_only_so_far(received) -> None:
    log = received(PLAIN)
    assert by_number(log, "9" * 100_000).numbers == ()
    assert by_number(log, "3 " * 5_000 + "0028").numbers == ()
