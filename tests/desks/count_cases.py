"""What stands in the scanner room: opened piles, scanner batches and uploads of the practice case, put in past the window."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from adjudicator import resources
from adjudicator.canvass.ceilings import may_count
from adjudicator.casework.acts.count.tabulation import ScannedBatch, SentFile
from adjudicator.office import Done, Office
from adjudicator.practice.results import results_of
from tests.desks import batches_cases as cases

CUSTODIAN, SECOND, SECRETARY = "cdiaz", "mokoye", "vlang"
PASSWORDS = {"cdiaz": "practice-custodian-1", "mokoye": "practice-custodian-2", "vlang": "practice-secretary-1"}
HOUR, LATER, NIGHT = "2020-11-05T08:00", "2020-11-05T08:40", "2020-11-05T09:15"
HASHES = ("ab" * 32, "cd" * 32, "ef" * 32)


def sign_in(office: Office, person: str) -> None:
    """Sign one of the practice people in."""
    password = PASSWORDS.get(person) or cases.PASSWORDS[person]
    assert isinstance(office.people.sign_in(person, password), object)
    assert office.people.signed_in is not None
    assert office.people.signed_in.id == person


def opened(office: Office, pile: str, number: int, *, apart: bool = False, done: int = 0) -> None:
    """A pile that the custodians sorted and opened; of `done` of its ballots others made duplicates."""
    sign_in(office, CUSTODIAN)
    people, session = [CUSTODIAN, SECOND], f"G{pile}"
    items = {f"{pile}-{at}": 1 for at in range(number)}
    _put(office, "pile.sorted", {
        "pile": pile, "what": "to_open", "apart": apart, "copy": bool(done), "items": items, "counted": number,
        "people": people, "hour": HOUR, "box": "", "later": False,
    })  # fmt: skip
    sign_in(office, SECOND)
    assert isinstance(office.tables.sign_pile(pile), Done)
    sign_in(office, CUSTODIAN)
    _put(office, "session.opened", {
        "session": session, "pile": pile, "people": people, "begins": HOUR, "ends": HOUR, "later": False,
        "by_record": number, "by_hand": number, "exceptions": {}, "left": {}, "override": None,
    })  # fmt: skip
    if done:
        sign_in(office, cases.REVIEWER)
        _put(office, "session.duplicated", {
            "session": f"D{pile}", "pile": pile, "people": [cases.REVIEWER, cases.OTHER], "begins": HOUR, "ends": HOUR,
            "later": False, "issued": done, "done": done, "spoiled": 0, "returned": 0,
        })  # fmt: skip


def scanned(office: Office, number: str, ballots: int, *, holds: str = "as_they_are", apart: bool = False) -> None:
    """A scanner batch."""
    batch = ScannedBatch(number, holds, apart, ballots, LATER)
    assert isinstance(office.tabulation.record_scan(batch), Done)


def uploaded(office: Office, *scans: str, ballots: int, file: str = HASHES[0], votes: int | None = None) -> None:
    """An upload before any reconciliation."""
    contest = min(office.election.contests.values(), key=lambda each: each.ordinal).id
    told = SentFile(scans, file, "gwinnett-media.zip", ballots, contest, ballots if votes is None else votes, NIGHT)
    assert isinstance(office.tabulation.upload(told, "The state asked for it by midnight"), Done)


def busy(office: Office) -> None:
    """An evening on which much did not fit: the first upload lacks a batch, the second one lost another."""
    opened(office, "P0011", 20)
    opened(office, "P0012", 6, done=6)
    opened(office, "P0013", 3, apart=True)
    sign_in(office, cases.SUPERVISOR)
    scanned(office, "ICC1/17", 12)
    scanned(office, "ICC1/18", 8)
    scanned(office, "ICC1/19", 6, holds="duplicates")
    desk = office.tabulation
    assert isinstance(desk.take_into_results(desk.scans()[0], 12, LATER), Done)
    assert isinstance(desk.take_into_results(desk.scans()[1], 7, LATER), Done)
    uploaded(office, "ICC1/17", "ICC1/18", ballots=20)
    uploaded(office, "ICC1/18", "ICC1/19", ballots=14, file=HASHES[1])
    assert isinstance(desk.see(desk.uploads()[1], 13, NIGHT), Done)


def results_file(office: Office, folder: Path, more: int = 0) -> Path:
    """Results of the ballots that are approved and may count; `more` votes too many in the first cell that has one."""
    election = office.election
    counted = may_count(office.overview.states(), election, approved_only=True)
    data = results_of(election, resources.path("practice", "gwinnett-2020.json").read_bytes(), counted, 7).decode()
    header, *rows = data.splitlines()
    at = header.split(",").index("provisional")
    first = next(place for place, row in enumerate(rows) if _cells(row)[at] not in ("", "0"))
    cells = _cells(rows[first])
    cells[at] = str(int(cells[at]) + more)
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([_cells(header), *map(_cells, rows[:first]), cells])
    path = folder / "results.csv"
    path.write_text(text.getvalue() + "\n".join(rows[first + 1 :]) + "\n", encoding="utf-8")
    return path


def _cells(row: str) -> list[str]:
    return next(csv.reader([row]))


def _put(office: Office, kind: str, data: dict[str, object]) -> None:
    room = office._room
    assert isinstance(room.put((room.act().entry(kind, data),)), Done)
