"""The newest lists of other votes of a practice election: one ballot more that came in by mail, and the final check-ins."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from adjudicator.at_rest.durable import private
from adjudicator.practice.credits import ABSENTEE_COLUMNS, CHECK_IN_COLUMNS

FROM_ROLL: Mapping[str, str] = {
    "County": "County", "Voter Registration #": "Voter Registration Number", "Last Name": "Last Name",
    "First Name": "First Name", "Middle Name": "Middle Name", "Suffix": "Suffix", "Street #": "Residence Street Number",
    "City": "Residence City", "Zip Code": "Residence Zipcode", "County Precinct": "County Precinct",
    "CNG": "Congressional District", "SEN": "State Senate District", "HOUSE": "State House District",
    "JUD": "Judicial District", "Combo #": "Combo",
}  # fmt: skip
"""Column of the absentee file -> column of the roll."""


def write_newer(absentee: Path, roll: Path, out: Path, returned: str, on: date) -> None:
    """Write the absentee file anew, with a ballot of the elector `returned` that came back `on` that day; none for "".

    Raises LookupError for a number that the roll does not have, and FileExistsError where there is such a file.
    """
    columns: tuple[str, ...] = ABSENTEE_COLUMNS
    more = [_row(roll, returned, on)] if returned else []
    with open(out, "x", encoding="utf-8", newline="", opener=private) as file:
        writer: csv.DictWriter[str] = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(_rows(absentee))
        writer.writerows(more)


def write_final(check_in: Path, out: Path) -> None:
    """Write the check-in list as it is made final: the newest first. Raises FileExistsError where there is such a file."""
    columns: tuple[str, ...] = CHECK_IN_COLUMNS
    rows = sorted(_rows(check_in), key=lambda row: row["checked_in_at"], reverse=True)
    with open(out, "x", encoding="utf-8", newline="", opener=private) as file:
        writer: csv.DictWriter[str] = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _row(roll: Path, number: str, on: date) -> dict[str, str]:
    elector = next((each for each in _rows(roll) if each["Voter Registration Number"] == number), None)
    if elector is None:
        raise LookupError("no elector of the roll has this number")
    street = f"{elector['Residence Street Name']} {elector['Residence Street Type']}".strip()
    day = on.strftime("%m/%d/%Y")
    return dict.fromkeys(ABSENTEE_COLUMNS, "") | {
        **{column: elector[name] for column, name in FROM_ROLL.items()},
        "Street Name": street, "State": "GA", "Application Status": "A", "Ballot Status": "A",
        "Application Date": "10/05/2020",
        "Ballot Issued Date": "10/09/2020", "Ballot Return Date": day, "Ballot Style": "MAILED", "Ballot Assisted": "NO",
        "Challenged/Provisional": "NO", "ID Required": "NO",
    }  # fmt: skip


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
