"""`receive` with a workbook, and with a file that says which column is which."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from tests.cli.conftest import Terminal
from tests.workbooks import workbook

ROWS = [["Env #", "Precinct", "Voted at", "Remarks"], ["0001", "001", datetime.fromisoformat("2020-11-03T17:30"), "x"]]
COLUMNS = {"Env #": "envelope_number", "Voted at": "cast_at", "Remarks": ""}


def test_a_workbook_is_received_with_the_columns_as_a_file_says(terminal: Terminal) -> None:
    terminal.password()
    terminal.write("list.xlsx", workbook({"Early": ROWS, "Nov 3": [*ROWS, ["0002", "001", None, None]]}))
    terminal.write("columns.json", json.dumps(COLUMNS))
    given = ("receive", "c.case", "list.xlsx", "--columns", "columns.json", "--as", "jane")
    said = terminal(*given)
    assert said.code == 2
    assert said.err.startswith('list.xlsx: has 2 sheets that may be meant: "Early", "Nov 3".')
    said = terminal(*given, "--sheet", "Nov 3", "--json")
    assert said.code == 0, said.err
    assert (said.json["received"], said.json["sheet"], said.json["columns"]) == (2, "Nov 3", COLUMNS)
    assert 'columns are read as somebody said: "Env #" as envelope_number, "Voted at" as cast_at' in said.err


def test_a_wrong_file_of_columns_is_refused_before_anything_is_read(terminal: Terminal) -> None:
    terminal.password()
    terminal.write("list.csv", "Env #\n0001\n")
    terminal.write("columns.json", '{"Env #": "envelope_numbr"}')
    said = terminal("receive", "c.case", "list.csv", "--columns", "columns.json", "--as", "jane")
    assert said.code == 2
    assert said.err == (
        'columns.json: names a column that this kind of file does not have ("envelope_numbr"). Write "envelope_number" if '
        "that is meant.\nNothing was received.\n"
    )


def test_what_stands_in_the_record_is_the_digest_of_the_workbook_as_it_came(terminal: Terminal) -> None:
    terminal.password()
    terminal.write("list.xlsx", workbook({"S": [["envelope_number"], ["0001"]]}))
    assert terminal("receive", "c.case", "list.xlsx", "--as", "jane").code == 0
    again = terminal("receive", "c.case", "list.xlsx", "--as", "jane")
    assert "this very file has been received" in again.err
    assert terminal("verify", "c.case").code == 0
    assert Path(terminal.folder / "list.xlsx").exists()
