"""Two people at windows of two stations that share a record: what one records the other sees within two seconds; of an
envelope that both want one gets it; while the server is away both say so, and go on by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from PySide6.QtTest import QTest

from adjudicator.log.checks.verify import verify
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import machine_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.records.trouble import Refusal
from adjudicator.shared.copying import join
from adjudicator.shared.reaching import Reach
from tests.at_rest.conftest import make_passphrases_cheap
from tests.flows import practice_case as cases
from tests.flows.hands import Hands, settle
from tests.flows.practice_case import PASSWORDS, REVIEWER, Practice
from tests.shared.fake_server import FakeRecord, FakeServer, away
from tests.shared.stations import PASSPHRASE, URL, founded
from ui.shell import entering
from ui.shell.window import Window

COLLEAGUE, ADMINISTRATOR = "tnakamura", "jbellamy"


class Clock:
    """The clock of stations and server."""

    def __init__(self) -> None:
        self.moment = cases.AFTER_THE_ELECTION

    def __call__(self) -> datetime:
        self.moment += timedelta(microseconds=500)
        return self.moment


class Seat:
    """A person at the window of a station."""

    def __init__(self, window: Window, hands: Hands, server: FakeServer) -> None:
        self.window, self.hands, self.server = window, hands, server

    @property
    def record(self) -> Any:
        office = self.window._office
        assert office is not None
        return office._room.log

    def turn(self) -> Hands:
        """Turn to this window: the keys go there."""
        self.window.frame.activateWindow()
        assert QTest.qWaitForWindowActive(self.window.frame)
        settle()
        return self.hands

    def soon(self, seen: Callable[[Hands], object]) -> None:
        """Wait until something is seen, as the station looks at the server and the window at the station: three seconds."""
        until = monotonic() + 3
        while True:
            self.window.look_again()
            settle()
            try:
                seen(self.hands)
            except AssertionError:
                if monotonic() > until:
                    raise
                QTest.qWait(50)
            else:
                return

    @property
    def number(self) -> str:
        """The envelope on the Review desk."""
        return str(self.window._pages["review"].presenter.screen.number)


@pytest.fixture
def sit_at(
    practice: Practice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> Iterator[Callable[[str, str], Seat]]:
    """Seats a person at a station of a record that is shared."""
    make_passphrases_cheap(monkeypatch)
    clock, opened, servers = Clock(), list[Window](), dict[str, FakeServer]()
    record = _shared(practice, clock)

    def seat(person: str, station: str) -> Seat:
        case = tmp_path / station / "practice.case"
        case.parent.mkdir()
        given: Any = FakeServer(record, station)
        join(given, case, PASSPHRASE, URL)
        servers[station] = FakeServer(record, station)
        reach: Any = Reach(lambda _url: servers[station], 2.0)  # type: ignore
        monkeypatch.setattr(entering, "by_password", lambda *_, **__: reach)
        window = cases.new_window(clock)
        opened.append(window)
        qtbot.addWidget(window.frame)

        def show(frame: Any) -> None:
            with qtbot.waitActive(frame):
                frame.show()
                frame.activateWindow()

        hands = cases.seated(window, None, show)
        assert window._opening.open(case, PASSPHRASE)
        settle()
        return Seat(window, hands.sign_in(person, PASSWORDS[person]), servers[station])

    yield seat
    for window in opened:
        window.close()


def _shared(practice: Practice, clock: Clock) -> FakeRecord:
    """The record of the practice case, with what an administrator says first."""
    office = Office.open(practice.case, chance=TimeAndChance(clock, machine_salts))
    people = {person.id: person for person in office.people.everyone()}
    administrator = next(person for person in people if "administrator" in people[person].roles)
    assert not isinstance(office.people.sign_in(administrator, PASSWORDS[administrator]), Refusal)
    done = office.sharing.begin()
    assert not isinstance(done, Refusal), done
    record = founded(office._file.log, clock=clock)
    office.close()
    return record


def test_what_one_records_the_other_sees_and_one_envelope_is_one_persons(
    sit_at: Callable[[str, str], Seat], tmp_path: Path
) -> None:
    rosa = sit_at(REVIEWER, "east")
    theo = sit_at(COLLEAGUE, "west")
    assert rosa.number != theo.number
    theo.hands.sees("1 with others")
    mine = rosa.number
    theo.turn().open_envelope(mine).sees("With Rosa Whitfield since").sees_not("Skip")
    rosa.turn()
    rosa.server.before = away()
    rosa.record._line.begin(rosa.record._look).exception(5)
    rosa.record._line.quiet_since -= 10
    rosa.soon(lambda hands: hands.sees("has not answered since", "The server is away"))
    rosa.server.before = lambda _: None
    rosa.soon(lambda hands: hands.sees_not("has not answered since").sees_not("The server is away").sees("Skip"))
    rosa.turn().sign_out()
    theo.turn()
    theo.soon(lambda hands: hands.sees_not("With Rosa Whitfield since"))
    rosa.window.close()
    theo.window.close()
    for station in ("east", "west"):
        report = verify(tmp_path / station / "practice.case", passphrase=PASSPHRASE)
        assert [each for each in report.findings if each.severity == "error"] == []
