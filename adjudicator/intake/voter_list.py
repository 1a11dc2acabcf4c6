"""The state's voter list saved as a workbook, as the text that a roll is built from. The state itself sends text."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import BytesIO, TextIOWrapper
from pathlib import Path

from adjudicator.intake.problem_list import ProblemList
from adjudicator.intake.sources import opened
from adjudicator.intake.tables import lines_of, sheet_of
from adjudicator.intake.words import REGISTRATION_DIGITS
from adjudicator.intake.workbook import BareNumber, NoValue, SheetRows, UnfitWorkbookError
from adjudicator.records.trouble import Problem
from adjudicator.roll.layouts import RollLayout
from adjudicator.words import _


def text_of_workbook(path: Path, layout: RollLayout, sheet: str = "") -> BytesIO | list[Problem] | None:
    """The text of a voter list in a workbook, each row where it stands there; or what is wrong with it. None for a text.

    Registration numbers get their zeros back: the state's have eight digits. Precincts whose zeros are gone are an error,
    because another precinct may be meant. Raises WorldError where the file cannot be read.
    """
    problems = ProblemList(path.name)
    with opened(path) as stream:
        lines = lines_of(stream, sheet)
        if not isinstance(lines, SheetRows):
            return None
        out = BytesIO()
        text = TextIOWrapper(out, encoding="utf-8", newline="")
        try:
            _write(lines, layout, text, problems)
        except UnfitWorkbookError as error:
            problems.add(error.problem(path.name))
        text.flush()
        text.detach()
    out.seek(0)
    return list(problems.shown()) if problems.has_errors else out


def _write(lines: SheetRows, layout: RollLayout, text: TextIOWrapper, problems: ProblemList) -> None:
    writer, places, written, width = csv.writer(text, delimiter=layout.delimiter), dict[str, int](), 0, 0
    precincts = set[int]()
    for number, cells in lines.records():
        if not places:
            named = [cell.strip().casefold() for cell in cells]
            known = {field: name.casefold() for field, name in layout.columns.items()}
            places = {field: named.index(name) for field, name in known.items() if name in named}
            width = len(cells)
        row = [*cells, *[""] * (width - len(cells))]
        problems.add(*(_no_value(cell, number, lines, problems.file) for cell in row if isinstance(cell, NoValue)))
        precinct = _cell(row, places, "precinct")
        if isinstance(precinct, BareNumber):
            precincts.add(len(precinct))
        if isinstance(_cell(row, places, "registration_number"), BareNumber):
            row[places["registration_number"]] = row[places["registration_number"]].zfill(REGISTRATION_DIGITS)
        while written < number - 1 and written:
            text.write("\r\n")
            written += 1
        writer.writerow(row)
        written = number
    if len(precincts) > 1:
        what = _("the precincts are numbers in the spreadsheet, which keeps no zeros in front")
        remedy = _("Format the column as text before the list is filled, or take the state's own file.")
        problems.add(Problem(problems.file, what, remedy, column=layout.columns["precinct"]))


def _cell(row: list[str], places: Mapping[str, int], field: str) -> str:
    place = places.get(field, len(row))
    return row[place] if place < len(row) else ""


def _no_value(cell: NoValue, number: int, lines: SheetRows, file: str) -> Problem:
    return Problem(sheet_of(file, lines.name), cell.what, cell.remedy, row=number)
