"""Files that are far too large, wide or long: one clear problem, and no time or memory is spent on them."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from adjudicator.intake import json_items, sources
from adjudicator.intake.absentee import read_absentee
from adjudicator.intake.definition import read_definition
from adjudicator.intake.envelope_list import EnvelopeList
from adjudicator.intake.sources import MOST_OF_DEFINITION, MOST_OF_OTHER_VOTES, Lines, read_whole
from adjudicator.intake.tables import MOST_COLUMNS
from adjudicator.records.trouble import Problem, WorldError

Reader = Callable[..., EnvelopeList]
Change = Callable[[dict[str, Any]], object]


def test_a_key_repeated_among_many_is_named_in_the_time_of_reading_them() -> None:
    keys = ", ".join(f'"{number}": 0' for number in range(60_000))
    began = process_time()
    election, problems = read_definition(f'{{{keys}, "7": 0}}'.encode(), "e.json")
    assert process_time() - began < 20, "a tenth of a second is usual; comparing each with each takes a minute"
    assert election is None
    assert [problem.column for problem in problems if "twice" in problem.what] == ["7"]


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
def test_a_date_of_another_age_is_refused(changed: Callable[[Change], bytes], day: str) -> None:
    def of_that_day(definition: dict[str, Any]) -> None:
        definition["date"] = day

    election, problems = read_definition(changed(of_that_day), "e.json")
    assert election is None
    wrong = [str(problem) for problem in problems if not problem.warning]
    assert wrong == [f'e.json, column date: is not a date between 1900 and 2200 ("{day}"). Correct the year.']


@pytest.mark.parametrize("day", ["1900-01-01", "2200-12-31"])
def test_the_first_and_the_last_year_are_read(changed: Callable[[Change], bytes], day: str) -> None:
    def of_that_day(definition: dict[str, Any]) -> None:
        definition["date"] = day

    assert not [each for each in read_definition(changed(of_that_day), "e.json")[1] if each.column == "date"]


def test_a_table_of_too_many_columns_is_one_problem(read: Reader) -> None:
    header = "envelope_number," + ",".join(f"c{number}" for number in range(1_000_000))
    found = read(f"{header}\n0001\n")
    assert [str(problem) for problem in found.problems] == [
        f"list.csv, row 1: the table has 1,000,001 columns, and may have at most {MOST_COLUMNS}. "
        "Remove the columns that are not needed."
    ]
    assert found.envelopes == ()


def test_a_definition_too_large_is_one_problem_and_not_parsed(
    plain: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = json.dumps(plain).encode()
    monkeypatch.setattr(json_items, "MOST_OF_DEFINITION", len(data))
    assert read_definition(data, "e.json")[0] is not None
    election, problems = read_definition(data + b" ", "e.json")
    assert election is None
    assert len(problems) == 1
    assert f"has {len(data) + 1:,} bytes, and may have at most {len(data):,}" in problems[0].what


def test_a_file_too_large_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "e.json"
    path.touch()
    os.truncate(path, MOST_OF_DEFINITION + 1)
    found = read_whole(path, MOST_OF_DEFINITION)
    assert isinstance(found, Problem)
    assert found.what == "is too large: it has 67,108,865 bytes, and may have at most 67,108,864"


def test_a_file_of_other_votes_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "absentee.csv"
    path.touch()
    os.truncate(path, MOST_OF_OTHER_VOTES + 1)
    with pytest.raises(WorldError, match="may have at most 4,294,967,296"):
        read_absentee(path, "absentee.csv", "Gwinnett")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert isinstance(read_whole(tmp_path / "pipe", 1), Problem)
    with pytest.raises(WorldError, match="pipe or a device"):
        read_absentee(tmp_path / "pipe", "pipe", "Gwinnett")


def test_a_line_without_an_end_comes_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_OF_LINE", 4)
    assert list(Lines(io.BytesIO(b"abcdefgh\nij"))) == ["abcd", "efgh", "\n", "ij"]
