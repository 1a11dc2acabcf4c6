"""A voter list in a workbook: the text that a roll is built from, zeros given back or told."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest

from adjudicator.intake.voter_list import text_of_workbook
from adjudicator.roll.layouts import LAYOUTS
from tests.workbooks import workbook

HEADER = ["County", "Voter Registration Number", "County Precinct", "Registration Date"]
SINCE = datetime.fromisoformat("2016-01-15")
GARVIS = LAYOUTS["garvis"]


def _made(path: Path, *rows: list[object], **sheets: list[list[object]]) -> Path:
    path.write_bytes(workbook({"S": [HEADER, *rows], **sheets}))
    return path


def test_numbers_get_the_zeros_that_the_states_have(tmp_path: Path) -> None:
    found = text_of_workbook(_made(tmp_path / "v.xlsx", ["GWINNETT", 2345678, "001", SINCE]), GARVIS)
    assert isinstance(found, BytesIO)
    assert found.read().decode() == ",".join(HEADER) + "\r\nGWINNETT,02345678,001,2016-01-15\r\n"


def test_rows_stay_where_they_stand(tmp_path: Path) -> None:
    found = text_of_workbook(_made(tmp_path / "v.xlsx", [], ["GWINNETT", "1", "001", ""]), GARVIS)
    assert isinstance(found, BytesIO)
    assert found.read().decode().splitlines()[2].startswith("GWINNETT")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [["G", "1", 1, ""], ["G", "2", 12, ""]],
            "v.xlsx, column County Precinct: the precincts are numbers in the spreadsheet, which keeps no zeros in front.",
        ),
        ([["G", "=1+1", "001", ""]], "v.xlsx, sheet S, row 2: the cell has a formula whose value was not saved."),
    ],
)
def test_what_would_be_another_voters_is_an_error(tmp_path: Path, rows: list[list[object]], said: str) -> None:
    found = text_of_workbook(_made(tmp_path / "v.xlsx", *rows), GARVIS)
    assert isinstance(found, list)
    assert str(found[0]).startswith(said)


def test_of_several_sheets_one_has_to_be_said_and_a_text_is_no_workbook(tmp_path: Path) -> None:
    several = _made(tmp_path / "v.xlsx", ["G", "1", "001", ""], Other=[["x"]])
    asked = text_of_workbook(several, GARVIS)
    assert isinstance(asked, list)
    assert "--sheet" in str(asked[0])
    assert isinstance(text_of_workbook(several, GARVIS, "S"), BytesIO)
    (tmp_path / "v.csv").write_text("County\nG\n", encoding="utf-8")
    assert text_of_workbook(tmp_path / "v.csv", GARVIS) is None
