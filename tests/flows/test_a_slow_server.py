"""A window at a station whose line is slow: it never stands still, says what it waits for, takes no second act on the same
envelope meanwhile, and goes on by itself once the server has answered.

Through a proxy that delays, to a real PostgreSQL.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest

from adjudicator.log.checks.verify import verify
from adjudicator.office import Office
from adjudicator.office import office as office_of
from adjudicator.office.behind.time.clock import machine_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.records.trouble import Refusal
from adjudicator.shared import founding
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.copying import bring, join
from adjudicator.shared.founding import PostgresFounder
from adjudicator.shared.papers import bring_roll
from adjudicator.shared.postgres import PostgresServer
from adjudicator.shared.reaching import Reach
from tests.at_rest.conftest import make_passphrases_cheap
from tests.flows import practice_case as cases
from tests.flows.hands import Hands, settle
from tests.flows.heartbeat import Heartbeat
from tests.flows.practice_case import PASSWORDS, REVIEWER, Practice
from tests.server.conftest import engine  # noqa: F401 - a fixture
from tests.server.engine import Engine
from tests.shared.proxy import Proxy
from tests.shared.stations import PASSPHRASE
from ui.shell import entering
from ui.shell.window import Window

COLLEAGUE = "tnakamura"
SLOW = 0.25
"""Seconds that each message takes each way: an act is answered after two of them, long after its patience is over."""

LONGER = 0.8
"""The same while a second act is tried: a busy machine takes its time over a key, too."""

ALLOWED_MS = 200
"""The longest gap: an act waits a tenth of a second for its answer, beside what it takes with a file."""

_numbers = itertools.count(1)


SINCE = datetime.now(UTC) - cases.AFTER_THE_ELECTION


def after_the_election() -> datetime:
    """The clock of stations and server alike: a machine's, some years ago."""
    return datetime.now(UTC) - SINCE


def _at_the_election(patch: pytest.MonkeyPatch) -> None:
    """Stations and server go by that clock, and the practice case by the server's."""
    statements = founding.statements

    def shifted(*named: str) -> str:
        said = statements(*named)
        for clock in ("clock_timestamp()", "statement_timestamp()"):
            said = said.replace(clock, f"({clock} - interval '{SINCE.total_seconds()} seconds')")
        return said

    patch.setattr(founding, "statements", shifted)
    patch.setattr(office_of, "case_clock", lambda _mode, clock, *_: clock)


class Seat:
    """A person at the window of a station, and the line to its server."""

    def __init__(self, window: Window, hands: Hands, proxy: Proxy) -> None:
        self.window, self.hands, self.proxy = window, hands, proxy
        self.bands: list[str] = []
        self._draw = window.frame.draw
        window.frame.draw = self._drawn  # type: ignore[method-assign]

    def _drawn(self, screen: Any) -> None:
        self.bands.append(screen.standing.notice.what if screen.standing is not None else "")
        self._draw(screen)

    def has_said(self, what: str) -> None:
        """Check that the band has said this since; on a busy machine the answer may stand there already."""
        assert any(what in said for said in self.bands), self.bands
        self.bands.clear()

    @property
    def office(self) -> Office:
        assert self.window._office is not None
        return self.window._office

    @property
    def number(self) -> str:
        """The envelope on the Review desk."""
        return str(self.window._pages["review"].presenter.screen.number)

    def turn(self) -> Hands:
        """Turn to this window: the keys go there."""
        self.window.frame.activateWindow()
        assert QTest.qWaitForWindowActive(self.window.frame)
        settle()
        return self.hands

    def soon(self, holds: Callable[[], object], seconds: float = 60.0) -> None:
        """Wait until something holds, while the window does what it does by itself."""
        until = time.monotonic() + seconds
        while True:
            try:
                assert holds() is not False
            except AssertionError:
                if time.monotonic() > until:
                    raise
                QTest.qWait(20)
            else:
                return


@pytest.fixture
def sit_at(
    practice: Practice,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: Any,
    engine: Engine,  # noqa: F811
) -> Iterator[Callable[[str, str], Seat]]:
    """Seats a person at a station behind a line of its own."""
    make_passphrases_cheap(monkeypatch)
    _at_the_election(monkeypatch)
    case = f"slow{next(_numbers)}"
    founder, seats = _shared(practice, engine, case), list[Seat]()

    def seat(person: str, station: str) -> Seat:
        copy = tmp_path / station / "practice.case"
        copy.parent.mkdir()
        login = f"{station}_{case}"
        founder.add_station(login, "", station)
        with PostgresServer(engine.url(login), case=case) as server:
            join(server, copy, PASSPHRASE, engine.url(login))
        proxy = Proxy(engine.folder / f"{station}{case}", engine.folder / ".s.PGSQL.5432")
        url = f"postgresql://{login}@/ballots?host={proxy.folder}&port=5432"
        monkeypatch.setattr(
            entering,
            "by_password",
            lambda _given, waits: Reach(lambda _url: PostgresServer(url, case=case), waits=waits),
        )
        window = cases.new_window(after_the_election)
        qtbot.addWidget(window.frame)

        def show(frame: Any) -> None:
            with qtbot.waitActive(frame):
                frame.show()
                frame.activateWindow()

        hands = cases.seated(window, None, show)
        assert window._opening.open(copy, PASSPHRASE)
        settle()
        seats.append(Seat(window, hands, proxy))
        seats[-1].hands.sign_in(person, PASSWORDS[person])
        return seats[-1]

    yield seat
    for each in seats:
        each.proxy.delay = 0.0
        each.window.close()
        each.proxy.close()
    founder.close()


def _shared(practice: Practice, engine: Engine, case: str) -> PostgresFounder:  # noqa: F811
    """The record of the practice case at the server, with what an administrator says first."""
    chance = TimeAndChance(after_the_election, machine_salts)
    office = Office.open(practice.case, chance=chance)
    administrator = "jbellamy"
    assert not isinstance(office.people.sign_in(administrator, PASSWORDS[administrator]), Refusal)
    assert not isinstance(office.sharing.begin(), Refusal)
    founder, key = PostgresFounder(engine.url("founder"), "", case), CaseKey.by_chance()
    founder.found(case, key.wrapped(PASSPHRASE), "0.1.0")
    bring(office._file.log, founder, key)
    with PostgresServer(engine.url("founder"), case=case) as server:
        bring_roll(practice.folder / "practice.roll", office.case.roll, server, key, None)
    office.close()
    return founder


def test_a_window_never_stands_still_and_goes_on_once_the_server_has_answered(
    sit_at: Callable[[str, str], Seat], practice: Practice, tmp_path: Path
) -> None:
    rosa = sit_at(REVIEWER, "east")
    number, heart = practice.easy_one("left_off"), Heartbeat(ALLOWED_MS)
    rosa.turn().open_envelope(number)
    rosa.soon(lambda: rosa.office.unsettled is None)
    rosa.proxy.delay = LONGER

    def accept() -> None:
        rosa.hands.press("Enter").sees_not("Not known yet")
        rosa.has_said(f"Recording envelope {number} at the server")

    heart.step("accept a card", accept)
    before = rosa.office.record.head().size
    heart.step("a second act on it", lambda: rosa.hands.press("Enter"))
    rosa.proxy.delay = SLOW
    heart.step("wait", lambda: rosa.soon(lambda: rosa.hands.sees(f"Envelope {number} is recorded.")))
    rosa.hands.sees_not("Recording envelope", "It is not known yet")
    assert rosa.office.record.head().size == before + 1, "one act, and not the second"
    QTest.qWait(1000)  # what was answered late is drawn, and has to have stood there for a moment
    heart.step("accept another card", lambda: rosa.hands.press("Enter"))
    heart.step("wait again", lambda: rosa.soon(lambda: rosa.hands.sees_not("If the cards hold")))
    QTest.qWait(1000)  # the outcome has to have stood there for a moment
    heart.step("record", lambda: rosa.hands.press("Ctrl+Enter"))
    rosa.has_said("Recording envelope")

    def gone_on() -> None:
        for __ in range(3):
            rosa.soon(lambda: rosa.number != number or rosa.office.unsettled is None)
            QTest.qWait(1000)
            if rosa.number != number:
                return
            rosa.hands.press(
                "Ctrl+Enter"
            )  # a busy machine had it at the server after its latest instant, so it is not recorded
        raise AssertionError(rosa.hands.words)

    heart.step("go on", gone_on, times=1.25)  # the answer is taken and the next envelope drawn in one turn
    rosa.hands.sees(f"Envelope {number} recorded: count in full", "Undo")
    assert not heart.too_long, "\n".join(map(str, heart.too_long))


def test_an_envelope_is_shown_at_once_and_who_loses_it_is_told_by_whom(
    sit_at: Callable[[str, str], Seat], practice: Practice, tmp_path: Path
) -> None:
    rosa, theo = sit_at(REVIEWER, "east"), sit_at(COLLEAGUE, "west")
    number, heart = practice.easy_one("left_off"), Heartbeat(ALLOWED_MS)
    rosa.turn().desk("Overview")
    rosa.proxy.delay = SLOW
    rosa.hands.press("/").rewrite(number)
    heart.step("open it", lambda: rosa.hands.press("Enter", "Enter"), 1.5)
    rosa.hands.sees(f"Envelope {number}")
    rosa.soon(lambda: rosa.office.unsettled is None)
    assert rosa.bands[-1] == ""
    rosa.has_said(f"Taking envelope {number} at the server")
    assert rosa.office.whose.of(REVIEWER) == (number,)
    another = max(practice.easy - {number})
    rosa.hands.desk("Overview").press("/").rewrite(another)
    theo.turn().open_envelope(another)
    assert theo.office.unsettled is None
    rosa.turn().press("Enter", "Enter")
    rosa.soon(lambda: rosa.hands.sees(f"With {theo.window._office.people.signed_in.name} since"))  # type: ignore[union-attr]
    assert not heart.too_long, "\n".join(map(str, heart.too_long))


def test_signing_in_waits_and_says_so_while_the_window_goes_on_drawing(
    sit_at: Callable[[str, str], Seat], tmp_path: Path
) -> None:
    rosa, heart = sit_at(REVIEWER, "east"), Heartbeat(ALLOWED_MS)
    rosa.turn()
    rosa.proxy.delay = SLOW / 2  # signing in asks several times
    shown: list[str] = []
    show = rosa.window.frame.notice.show_notice
    rosa.window.frame.notice.show_notice = lambda notice: (shown.append(notice.what if notice else ""), show(notice))  # type: ignore[method-assign]
    heart.step("sign out", rosa.hands.sign_out, 1.5)
    rosa.soon(lambda: rosa.office.unsettled is None)
    heart.step("sign in", lambda: rosa.hands.sign_in(REVIEWER, PASSWORDS[REVIEWER]), 3)
    rosa.hands.sees("Review")
    assert "Asking the server of the shared case" in shown
    assert shown[-1] == ""
    assert not heart.too_long, "\n".join(map(str, heart.too_long))


def test_what_the_server_does_not_answer_stands_there_until_it_does(
    sit_at: Callable[[str, str], Seat], practice: Practice, tmp_path: Path
) -> None:
    rosa, number = sit_at(REVIEWER, "east"), practice.easy_one("left_off")
    rosa.turn().open_envelope(number)
    rosa.soon(lambda: rosa.office.unsettled is None)
    rosa.proxy.go_away()
    rosa.hands.press("Enter")
    rosa.has_said(f"Recording envelope {number} at the server")
    rosa.soon(lambda: rosa.hands.sees("has not answered since", f"whether envelope {number} was recorded"))
    rosa.proxy.mend()
    rosa.soon(lambda: rosa.hands.sees_not("has not answered since", "It is not known yet"))
    assert rosa.office.unsettled is None
    rosa.window.close()
    report = verify(tmp_path / "east" / "practice.case", passphrase=PASSPHRASE)
    assert [each for each in report.findings if each.severity == "error"] == []
