"""Whatever is spoilt in a file from outside, no message tells of a voter; the terminal of these tests sees to that."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest

from tests.cli.conftest import Terminal
from tests.faults.life import LIST
from tests.needles import tells_of_a_voter
from tests.office.conftest import ABSENTEE, ELECTORS, roll_text

SPOILT = ("31 February 1974, or so", "")

CHECK_IN = "registration_number,last_name,first_name,precinct,checked_in_at,status\n" + "".join(
    f"{number},{last},{first},{precinct},2020-11-03T09:00,voted\n"
    for number, _, _, last, first, _, _, _, _, precinct, *_ in ELECTORS
)
FILES: dict[str, tuple[str, Sequence[str]]] = {
    "a roll": (roll_text(), ("roll", "build", "file.csv", "--out", "new.roll")),
    "an envelope list": (LIST, ("receive", "c.case", "file.csv", "--check")),
    "an absentee file": (ABSENTEE, ("receive", "c.case", "file.csv", "--check", "--kind", "absentee")),
    "a check-in list": (CHECK_IN, ("receive", "c.case", "file.csv", "--check", "--kind", "check-in")),
}


def spoilt(text: str, column: int, value: str) -> str:
    """A table with another value in one column of all rows."""
    header, *rows = csv.reader(io.StringIO(text))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([*row[:column], value, *row[column + 1 :]] for row in rows)
    return out.getvalue()


@pytest.mark.parametrize("what", FILES)
def test_no_message_about_a_spoilt_column_tells_of_a_voter(terminal: Terminal, what: str) -> None:
    text, command = FILES[what]
    assert tells_of_a_voter(text)
    codes: set[int] = set()
    for column in range(len(text.splitlines()[0].split(","))):
        for value in SPOILT:
            terminal.write("file.csv", spoilt(text, column, value))
            codes.add(terminal(*command).code)
            (terminal.folder / "new.roll").unlink(missing_ok=True)
    assert codes == {0, 2}
