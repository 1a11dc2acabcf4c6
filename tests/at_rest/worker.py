"""Works on an encrypted practice case until it is killed: `worker.py FILES PLACE BEFORE`.

FILES has a practice election's files, PLACE is where roll, case and backup are made; with BEFORE "roll" it kills itself in
the middle of the roll. Each line printed is an act in the record.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
from pathlib import Path

from adjudicator.at_rest import passphrase
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.log.checks.verify import verify
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.office import Office
from adjudicator.office.restoring import back_up
from adjudicator.people import passwords
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.people import practice_people
from adjudicator.records.trouble import Refusal
from adjudicator.roll import build_roll

NOTE = "Mrs Quillfeather of the front desk remembers the voter"
WORDS = "seven quiet herons over the marsh"


def main(files: Path, place: Path, before: str) -> None:
    """Make everything, then answer, determine and withdraw for ever."""
    passphrase.ROUNDS, passwords.MEMORY_KIB, passwords.PASSES, RebuiltShelf.most = 1, 32, 1, 1
    key, case = passphrase_of(WORDS), place / "a.case"

    def built(done: int, of: int) -> None:
        if before == "roll" and done * 2 > of:
            os.kill(os.getpid(), signal.SIGKILL)

    build_roll(files / "roll.csv", place / "a.roll", passphrase=key, progress=built)
    definition = files / "election.json"
    office = Office.create(case, definition.read_bytes(), definition.name, mode="practice", passphrase=key)
    assert isinstance(office, Office)
    received(office, files, place / "a.roll")
    back_up(case, place / "backup.case", passphrase=key)
    assert verify(case, passphrase=key).findings == ()
    work(office)


def received(office: Office, files: Path, roll: Path) -> None:
    for person, password in sorted(practice_people(), key=lambda pair: "administrator" not in pair[0].roles):
        office.people.add(person, password)
        if office.people.signed_in is None:
            office.people.sign_in(person.id, password)
    office.receive.attach_roll(roll)
    for kind, name in (("absentee_file", "absentee"), ("check_in_list", "check_in"), ("envelope_list", "envelopes")):
        (file,) = files.glob(f"{name}*.csv")
        office.receive.receive(office.receive.preview(kind, file))
    person, password = next(pair for pair in practice_people() if "reviewer" in pair[0].roles)
    office.people.sign_in(person.id, password)


def work(office: Office) -> None:
    numbers = [row.number for row in office.overview.states()]
    for number in itertools.cycle(numbers):
        sheet = office.review.sheet(number)
        assert isinstance(sheet, Sheet)
        assert not isinstance(office.review.research(sheet, {"call": ("nothing", NOTE)}), Refusal)
        sys.stdout.write(f"{office.record.head().size}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
