"""An office on a station's copy: nothing above the record's port notices, and what the server does is said in words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.checks.verify import verify
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import seeded_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.shared.copying import join, key_of
from adjudicator.shared.papers import bring_roll
from adjudicator.shared.reaching import Reach
from tests.at_rest.conftest import make_passphrases_cheap
from tests.office.conftest import PASSWORD, Desk, Watch, begun, envelope, make_passwords_cheap, roll_file  # noqa: F401
from ui.shared.standing import standing_of

from .fake_server import FakeRecord, FakeServer, away
from .stations import PASSPHRASE, URL, founded

SECOND = timedelta(seconds=1)


class Steady(Watch):
    """A clock of stations and server alike, each look at which takes next to nothing."""

    def __call__(self) -> datetime:
        self.moment += timedelta(microseconds=100)
        return self.moment


def settled(office: Office) -> tuple[str, ...]:
    """What the window is told that asks four times a second."""
    for _ in range(200):
        told = office.settle()
        if told:
            return told
        sleep(0.01)
    return ()


class Stations:
    """A shared record with its server in memory, and offices on copies of it."""

    def __init__(self, folder: Path, record: FakeRecord, watch: Steady) -> None:
        self.folder, self.record, self.watch = folder, record, watch
        self.servers: dict[str, FakeServer] = {}
        self._salts = 5000

    def join(self, name: str) -> Path:
        """Make a copy in a folder of its own."""
        (self.folder / name).mkdir()
        path = self.folder / name / "case.case"
        given: Any = FakeServer(self.record, name)
        join(given, path, PASSPHRASE, URL)
        return path

    def open(self, name: str) -> Office:
        """An office on the copy of a station; its server is another one at each opening."""
        self._salts += 1
        given: Any = FakeServer(self.record, name)
        given.before = self.servers[name].before if name in self.servers else given.before
        self.servers[name] = given
        chance = TimeAndChance(self.watch, seeded_salts(self._salts))
        path = self.folder / name / "case.case"
        return Office.open(path, chance=chance, passphrase=PASSPHRASE, reach=Reach(lambda _: given, patience=2.0))


@pytest.fixture
def stations(
    begun: Path,  # noqa: F811 - a fixture
    roll_file: Path,  # noqa: F811 - a fixture
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Stations:
    make_passphrases_cheap(monkeypatch)
    make_passwords_cheap(monkeypatch)
    watch, path = Steady(), Path(shutil.copy(begun, tmp_path / "small.case"))
    watch.moment += timedelta(minutes=5)
    office = Office.open(path, chance=TimeAndChance(watch, seeded_salts(4000)))
    assert not isinstance(office.people.sign_in("admin", PASSWORD), Refusal)
    assert not isinstance(office.sharing.begin(), Refusal)
    assert isinstance(office.sharing.begin(), Refusal)
    record = founded(office._file.log, clock=lambda: watch.moment)
    server: Any = FakeServer(record, "founder")
    key, _ = key_of(server, PASSPHRASE)
    bring_roll(roll_file, office.case.roll, server, key, None)
    office.close()
    made = Stations(tmp_path, record, watch)
    for name in ("east", "west"):
        made.join(name)
    return made


@pytest.fixture
def east(stations: Stations) -> Iterator[Desk]:
    office = stations.open("east")
    yield Desk(office)
    office.close()


def test_a_copy_has_the_roll_and_an_envelope_goes_from_one_station_to_the_other(stations: Stations, east: Desk) -> None:
    assert east.office.roll is not None
    east.receive("0001")
    east.accept("0001")
    west = stations.open("west")
    heard: list[str] = []
    west.listen(lambda entries: heard.extend(entry.kind for entry in entries))
    assert west.follow() is False or heard
    assert not isinstance(west.people.sign_in("rob", PASSWORD), Refusal)
    assert west.review.sheet("0001") is not None
    west.close()
    for name in ("east", "west"):
        assert verify(stations.folder / name / "case.case", passphrase=PASSPHRASE).findings == ()


def test_a_batch_goes_over_two_stations_and_its_head_is_signed(stations: Stations, east: Desk) -> None:
    east.receive("0001")
    east.easy("0001")
    closed = east.office.batches.close(["0001"])
    assert not isinstance(closed, Refusal), closed
    west = stations.open("west")
    assert not isinstance(west.people.sign_in("sue", PASSWORD), Refusal)
    batch = west.batches.batch("B0001")
    assert batch is not None
    for number in west.batches.left_to_look_at(batch):
        assert west.batches.looked(batch, number) is None
    approved = west.batches.approve(batch)
    assert not isinstance(approved, Refusal), approved
    east.office.follow()
    west.people.sign_out()
    west.close()
    east.office.people.sign_out()
    for _ in range(3):
        east.office._room.log.catch_up(2)  # type: ignore
        east.office.follow()
    assert len(stations.record.notes) == 2
    for name in ("east", "west"):
        again = stations.open(name)
        again.follow()
        again.close()
        assert verify(stations.folder / name / "case.case", passphrase=PASSPHRASE).findings == ()


def test_while_the_server_is_away_it_is_said_and_nothing_is_recorded(stations: Stations, east: Desk) -> None:
    server = stations.servers["east"]
    server.before = away()
    done = east.office.receive.receive_one(envelope("0002"))
    assert isinstance(done, Refusal)
    assert done.code == "not_known"
    log: Any = east.office._room.log
    log._line.quiet_since = log._line.quiet_since or 0.0
    log._line.quiet_since -= 10
    closed = east.office.closed
    assert closed is not None
    assert closed.code == "server_away"
    assert "has not answered since" in closed.words
    band = standing_of(east.office, "review")
    assert band is not None
    assert (band.notice.kind, band.does) == ("warning", "")
    assert "has not answered since" in band.notice.what
    server.before = lambda _: None
    stations.watch.moment += 10 * SECOND
    log.catch_up(2)
    assert east.office.closed is None
    (said,) = settled(east.office)
    assert said == "Envelope 0002: Nothing was recorded. Do it again."
    east.receive("0002")


def test_what_was_not_known_when_the_program_was_closed_is_told_at_the_next_opening(stations: Stations) -> None:
    office = stations.open("east")
    desk = Desk(office)
    stations.servers["east"].after = away("append")
    done = office.receive.receive_one(envelope("0003"))
    assert isinstance(done, Refusal)
    assert done.code == "not_known"
    office.close()
    del desk
    again = stations.open("east")
    assert again.unsettled is not None
    assert settled(again) == ("Envelope 0003 is recorded.",)
    again.close()


def test_a_file_of_a_record_that_others_share_is_only_looked_at(stations: Stations) -> None:
    office = Office.open(stations.folder / "small.case")
    assert office.closed is not None
    assert office.closed.code == "read_only"
    office.close()
    without = Office.open(stations.folder / "east" / "case.case", passphrase=PASSPHRASE)
    assert without.closed is not None
    assert without.closed.code == "read_only"
    without.close()


def test_a_passphrase_that_is_another_ones_opens_nothing(stations: Stations) -> None:
    given: Any = FakeServer(stations.record, "third")
    with pytest.raises(WorldError, match="does not open the shared record"):
        join(given, stations.folder / "third.case", Passphrase(b"another one altogether"), URL)
    assert not (stations.folder / "third.case").exists()
