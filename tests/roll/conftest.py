"""Voter lists with made-up people, written in either layout."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Generator, Mapping
from pathlib import Path

import pytest

from adjudicator.roll import Roll, RollInfo, build_roll
from adjudicator.roll.layouts import LAYOUTS

Row = Mapping[str, str]

DELGADO: Row = {
    "registration_number": "01234567", "county": "GWINNETT", "status": "Active", "status_reason": "",
    "last_name": "DELGADO-RUIZ", "first_name": "MARIA", "middle_name": "ELENA", "suffix": "", "birth_year": "1974",
    "house_number": "412", "pre_direction": "N", "street_name": "GRAYSON", "street_type": "HWY",
    "post_direction": "", "unit": "B",
    "city": "LAWRENCEVILLE", "zip_code": "30046", "precinct": "061", "us_house": "007", "state_senate": "055",
    "state_house": "101", "county_commission": "3", "school_board": "", "judicial": "GWIN", "city_council": "",
    "municipal_school_board": "", "water_board": "", "super_council": "", "super_commissioner": "",
    "super_school_board": "", "fire": "",
    "municipality": "LAWRENCEVILLE", "combo": "303", "registered_on": "02/05/2004", "changed_on": "10/30/2020",
}  # fmt: skip
"""An elector, field by field; other rows say how they differ from her."""


def row(number: str, **fields: str) -> Row:
    """A row like the first, with another registration number and what else differs."""
    return {**DELGADO, "registration_number": number, **fields}


def list_text(rows: list[Row], layout: str = "garvis", extra: tuple[str, ...] = ()) -> str:
    """The list as text, with further columns that the roll does not keep."""
    chosen = LAYOUTS[layout]
    columns = {**chosen.columns, **{name: name for name in extra}}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=chosen.delimiter, lineterminator="\n")
    writer.writerow(columns.values())
    writer.writerows([cells.get(field, "x") for field in columns] for cells in rows)
    return out.getvalue()


@pytest.fixture
def voter_list(tmp_path: Path) -> Callable[..., Path]:
    """Writes a list: rows and, by name, `layout` and `extra`."""

    def write(*rows: Row, layout: str = "garvis", extra: tuple[str, ...] = ("Race", "Gender")) -> Path:
        path = tmp_path / "list.csv"
        path.write_text(list_text(list(rows), layout, extra), encoding="utf-8")
        return path

    return write


@pytest.fixture
def roll_of(voter_list: Callable[..., Path], tmp_path: Path) -> Generator[Callable[..., Roll]]:
    """Builds and opens a roll of rows; it stays open to the end of the test."""
    opened: list[Roll] = []

    def build(*rows: Row, layout: str = "garvis") -> Roll:
        path = tmp_path / f"{len(opened)}.roll"
        info = build_roll(voter_list(*rows, layout=layout), path, layout=layout)
        assert isinstance(info, RollInfo), info
        opened.append(Roll.open(path))
        return opened[-1]

    yield build
    for roll in opened:
        roll.close()
