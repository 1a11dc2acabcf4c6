"""A small case in which envelopes stand everywhere, and the hands of somebody who writes past the acts of casework.

They hold a password or two, and the database's guards are on: what they write is sealed, signed and folded as the
program's own entries are, so that head, tables and signatures agree.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from adjudicator.casework.record.catalogue import new_entry
from adjudicator.casework.record.entry import Entry, Secret, seal
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import Report
from adjudicator.office import Done, Office
from adjudicator.office.desks.record import verifying
from adjudicator.records.facts import Answer, Source
from tests.guards import with_any_key
from tests.log.conftest import new_act
from tests.looking import approve_seen, filled
from tests.office.conftest import (
    PASSWORD,
    VOTERS,
    Desk,
    Watch,
    begun,
    make_passwords_cheap,
    open_again,
    quick,
    roll_file,
    wait_for_no_disk,
    watch,
)

__all__ = ["begun", "quick", "roll_file", "watch"]

SECOND = {"place": "School 002", "precinct_cast": "002", "style_cast": "S2"}


class Forger:
    """Hands that write any entry in the name of the person signed in."""

    def __init__(self, office: Office, watch: Watch) -> None:
        self.office, self.watch = office, watch
        self.room = office._room

    def sign_in(self, person: str) -> None:
        """Sign somebody in whose password is known."""
        self.office.people.sign_in(person, PASSWORD)

    def write(self, *entries: Entry) -> None:
        """Write entries as one act, in the database's own way, under whatever key the room has."""
        with with_any_key():
            done = self.room.put(entries)
        assert isinstance(done, Done), done

    def entry(self, kind: str, data: Mapping[str, Any]) -> Entry:
        """An entry of the person signed in, now."""
        return self.room.act().entry(kind, data)

    def add(self, kind: str, /, **data: Any) -> None:
        """Write one entry."""
        self.write(self.entry(kind, filled(kind, data)))

    def data_of(self, kind: str, number: str = "") -> dict[str, Any]:
        """The data of the newest entry of a kind, with secrets of the same text in place of its seals."""
        newest = self.room.log.read_back(limit=1, envelope=number, kind=kind)[0]
        return self._unsealed({name: value for name, value in newest.entry.data.items() if name != "salt"})

    def _unsealed(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            if set(value) == {"sealed"}:
                return Secret(self.room.log.unseal(value["sealed"]))
            return {name: self._unsealed(each) for name, each in value.items()}
        return [self._unsealed(each) for each in value] if isinstance(value, list) else value

    def determine_again(self, number: str, **changes: Any) -> None:
        """Take one's own determination back, and write it again with changes."""
        data = self.data_of("envelope.determined", number)
        seq = self.room.log.read_back(limit=1, envelope=number, kind="envelope.determined")[0].seq
        assert isinstance(self.office.review.withdraw(number, undo=True), Done)
        self.add("envelope.determined", **(data | {"supersedes": seq} | changes))

    def determined(self, number: str) -> int:
        """The place of the newest determination of an envelope."""
        return self.room.log.read_back(limit=1, envelope=number, kind="envelope.determined")[0].seq

    def order(self) -> dict[str, Any]:
        """The data of a court order for a place where nobody voted late."""
        return {
            "order": "20-CV-1", "court": "Superior", "judge": "J. Doe", "status": "in_force", "changes": {},
            "hours": {"School 003": ["2020-11-03T19:00:00", "2020-11-03T20:00:00"]},
            "contests": [],
        }  # fmt: skip

    def add_order(self) -> None:
        """Write a court order."""
        self.add("order.entered", **self.order())

    def same_law(self) -> dict[str, Any]:
        """The data of an act that leaves the law as it is."""
        case = self.room.case
        return {
            "rules": case.rules, "pack": case.pack, "pack_document": case.pack_document, "examined": 0, "changes": {},
            "deadlines": dict(case.deadlines), "calendar": [structs.asdict(day) for day in case.calendar],
        }  # fmt: skip

    def unguarded(self, kind: str, by: str, data: dict[str, Any]) -> None:
        """Write an entry in anybody's name with the trigger of rights set aside and put back."""
        log = self.room.log
        sql = log.db.execute("SELECT sql FROM sqlite_master WHERE name = 'log_rights'").fetchone()[0]
        log.db.execute("DROP TRIGGER log_rights")
        log.append(new_act([seal(new_entry(kind, self.room.act().at, by, data), self.room.salts)]))
        log.db.execute(sql)

    def verified(self) -> Report:
        """What deep verify says of the file."""
        path = self.office.path
        self.office.close()
        with CaseLog.open(path, read_only=True) as log:
            return verifying(log, "deep")(lambda _done, _of: None)

    def found(self) -> set[str]:
        """The ids of what deep verify finds."""
        return {finding.id for finding in self.verified().findings}


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory, begun: Path) -> Path:
    """0001 determined, 0002 released, 0003 held, 0004 answered, 0005 with sam, 0006 referred, 0007 new. Never changed."""
    folder, watch = tmp_path_factory.mktemp("worked"), Watch()
    watch.moment += timedelta(minutes=5)
    with pytest.MonkeyPatch.context() as patch:
        make_passwords_cheap(patch)
        wait_for_no_disk(patch)
        office = open_again(Path(shutil.copy(begun, folder / "small.case")), watch, 1000)
        _work(Desk(office), folder)
        office.close()
    return folder / "small.case"


def _work(desk: Desk, folder: Path) -> None:
    office = desk.office
    desk.receive("0001")
    desk.receive("0002", "Nguyen", **SECOND)
    desk.receive("0003", "Smith", id_shown=None)
    for number, voter in (("0004", "Okafor"), ("0005", "Late"), ("0006", "Nobody"), ("0007", "Nobody")):
        desk.receive(number, voter)
    desk.easy("0002")
    assert isinstance(office.batches.close(), Done)
    desk.accept("0004")
    desk.say("0003", "identification", "missing")
    desk.accept("0003")
    assert desk.record("0003").status == "held"
    desk.easy("0001")
    assert isinstance(office.review.refer("0006", "Who is this?"), Done)
    desk.sign_in("sam")
    assert isinstance(office.whose.take("0005"), Done)
    desk.sign_in("sue")
    assert isinstance(approve_seen(office, office.batches.batches()[0]), Done)
    office.releases.release(folder / "release")


@pytest.fixture
def forger(tmp_path: Path, worked: Path, watch: Watch) -> Iterator[Forger]:
    """Hands on a copy of the case; nobody is signed in."""
    watch.moment += timedelta(minutes=30)
    office = open_again(Path(shutil.copy(worked, tmp_path / "small.case")), watch, 2000)
    yield Forger(office, watch)
    office.close()


def answer(fact: str, value: str) -> dict[str, Any]:
    """An answer as an entry has it."""
    return {"fact": fact, "value": value, "source": {"kind": "worker", "dated": "2020-11-04T09:00", "ref": "rita"}}


CURE = Answer("identification", "supplied_in_time", Source("paper", "2020-11-05T09:00", "licence"))

__all__ += ["CURE", "VOTERS"]
