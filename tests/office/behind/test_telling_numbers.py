"""Numbers that rise or fall with names or times are told: when a list is read, and when an observer's copy is made."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from adjudicator.cli.main import run
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.office import Done, Office
from adjudicator.office.behind.telling_numbers import LEAST, Telling, tellings, tellings_of
from adjudicator.records.envelope import Envelope
from tests.office.conftest import Desk

NAMES = [f"zq{first}{second}" for first in "abcdefghijklmnopqrst" for second in "aeo"]


def listed(names: Sequence[str], numbers: Sequence[str] = (), **more: Any) -> list[Envelope]:
    """Envelopes with these names; numbered in this order, unless numbers are given."""
    given = numbers or [str(at) for at in range(len(names))]
    return [Envelope(number, last_name=name, **more) for number, name in zip(given, names, strict=True)]


def columns(envelopes: Sequence[Envelope]) -> list[str]:
    return [telling.column for telling in tellings(envelopes)]


def shuffled(names: Sequence[str], seed: int = 7) -> list[str]:
    return random.Random(seed).sample(names, len(names))


def test_numbers_in_the_order_of_the_names_are_told_and_how_strongly() -> None:
    (rising,) = tellings(listed(NAMES))
    (falling,) = tellings(listed(NAMES[::-1]))
    assert rising == Telling("last_name", 1.0, 60, False)
    assert (falling.strength, falling.words) == (
        -1.0,
        "the envelope numbers fall with the voters' names (rank correlation -1.00 over 60 envelopes)",
    )


def test_numbers_count_as_a_person_counts_and_capitals_do_not() -> None:
    assert columns(listed([name.upper() if at % 2 else name for at, name in enumerate(NAMES)])) == ["last_name"]
    assert columns(listed(NAMES, [f"B-{at}" for at in range(60)])) == ["last_name"]


def test_of_one_last_name_the_first_name_orders() -> None:
    envelopes = [Envelope(str(at), last_name="Smith", first_name=name) for at, name in enumerate(NAMES)]
    assert columns(envelopes) == ["last_name"]


def test_times_are_told_too_and_unknown_ones_are_left_out() -> None:
    at = [f"2020-11-03T{hour:02d}:{minute:02d}" for hour in range(7, 17) for minute in (0, 20, 40)]
    known = [Envelope(f"{place:03d}", cast_at=time) for place, time in enumerate(at)]
    unknown = [Envelope(f"{place:03d}") for place in range(900, 999)]
    assert [(each.column, each.envelopes) for each in tellings([*unknown, *known])] == [("cast_at", 30)]


def test_numbers_that_mean_nothing_are_not_told() -> None:
    assert [seed for seed in range(200) if columns(listed(shuffled(NAMES, seed)))] == []


def test_an_order_within_each_polling_place_is_told_though_there_is_none_over_all() -> None:
    envelopes: list[Envelope] = []
    for at in range(12):
        names = sorted(shuffled(NAMES, at)[:5])
        envelopes += listed(names, [f"{at * 37 % 12:02d}-{each}" for each in range(5)], place=f"School {at}")
    (telling,) = tellings(envelopes)
    assert (telling.column, telling.within, telling.strength) == ("last_name", True, 1.0)
    assert telling.words.endswith("over 60 envelopes, each polling place by itself)")


@pytest.mark.parametrize(("many", "told"), [(LEAST - 1, []), (LEAST, ["last_name"])])
def test_of_fewer_than_twenty_nothing_is_told(many: int, told: list[str]) -> None:
    assert columns(listed(NAMES[:many])) == told
    places = [Envelope(str(at), last_name=name, place=f"School {at // 2}") for at, name in enumerate(NAMES[:many])]
    assert columns(places) == told


@pytest.mark.parametrize("names", [["same"] * 30, [""] * 30])
def test_what_is_the_same_in_all_tells_no_order(names: list[str]) -> None:
    assert columns(listed(names)) == []


def received(office: Office, names: Sequence[str]) -> Path:
    path = office.path.with_name("list.csv")
    rows = "".join(f"{at:04d},{name}\n" for at, name in enumerate(names))
    path.write_text(f"envelope_number,last_name\n{rows}", encoding="utf-8")
    preview = office.receive.preview("envelope_list", path)
    told = [problem for problem in preview.problems if "rank correlation" in problem.what]
    assert [(each.warning, each.column) for each in told] == [(True, "envelope_number")] * (names == sorted(names))
    assert not any(name in str(problem) for problem in told for name in names)
    assert isinstance(office.receive.receive(preview), Done)
    return office.path


def observed(case: Path, capsys: pytest.CaptureFixture[str]) -> str:
    out = case.with_name("copy.case")
    assert run(["observe", str(case), "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"{out} holds ")
    return said.err


def test_a_list_in_the_order_of_names_is_told_of_and_so_is_the_copy(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    said = observed(received(desk.office, NAMES), capsys)
    assert (
        "tells more than it needs to: the envelope numbers rise with the voters' names (rank correlation 1.00" in said
    )
    with CaseLog.open(desk.office.path.with_name("copy.case"), read_only=True) as copy:
        assert tellings_of(copy) == ()


def test_of_numbers_that_mean_nothing_nothing_is_said(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert observed(received(desk.office, shuffled(NAMES)), capsys) == ""


def test_what_was_corrected_counts_as_it_is_now(desk: Desk) -> None:
    received(desk.office, NAMES[:20])
    for at, name in enumerate(shuffled(NAMES[:20])):
        version = desk.state(f"{at:04d}").version
        done = desk.office.receive.correct(f"{at:04d}", {"last_name": name}, "The paper says so", version)
        assert isinstance(done, Done)
    with CaseLog.open(desk.office.path, read_only=True) as log:
        assert tellings_of(log) == ()
    copy_for_observers(desk.office.path, desk.office.path.with_name("copy.case"))
