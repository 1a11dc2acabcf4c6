"""Workbooks for tests: made as a spreadsheet makes them, or spoilt by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

Cells = Sequence[Sequence[Any]]


def workbook(sheets: Mapping[str, Cells], formats: Mapping[str, str] | None = None) -> bytes:
    """A workbook of these sheets; `formats` are number formats by the place of a cell in the first sheet ("A2")."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for place, form in (formats or {}).items():
        made.worksheets[0][place].number_format = form
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def of_csv(path: Path, sheet: str = "Sheet1") -> bytes:
    """A CSV as a workbook whose cells are all texts."""
    import csv  # noqa: PLC0415

    with path.open(encoding="utf-8-sig", newline="") as file:
        return workbook({sheet: list(csv.reader(file))})


def spoilt(data: bytes, part: str, old: str | bytes, new: str | bytes) -> bytes:
    """The same workbook with something else in one of its parts."""
    before, after = (each.encode() if isinstance(each, str) else each for each in (old, new))
    out = BytesIO()
    with ZipFile(BytesIO(data)) as was, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in was.namelist():
            content = was.read(name)
            if name == part:
                assert before in content, f"{name} has no {before!r}"
                content = content.replace(before, after, 1)
            made.writestr(name, content)
    return out.getvalue()
