"""Two people at two windows of one case file: nobody works on the other's envelope, and each sees what the other does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.log.checks.verify import verify
from adjudicator.office import Office
from adjudicator.office.behind.time.clock import machine_salts
from adjudicator.office.office import TimeAndChance
from adjudicator.records.trouble import Refusal
from tests.flows import practice_case as cases
from tests.flows.hands import Hands, settle
from tests.flows.practice_case import PASSWORDS, REVIEWER, SUPERVISOR, Practice
from ui.kit.window.frame import Frame
from ui.shell.window import Window

COLLEAGUE = "tnakamura"


class Clock:
    """The clock on the wall, that both look at; each look takes a second."""

    def __init__(self) -> None:
        self.moment = cases.AFTER_THE_ELECTION

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


class Seat:
    """A person at a window of their own."""

    def __init__(self, window: Window, hands: Hands) -> None:
        self.window, self.hands = window, hands

    def turn(self) -> Hands:
        """Turn to this window: the keys go there."""
        self.window.frame.activateWindow()
        assert QTest.qWaitForWindowActive(self.window.frame)
        settle()
        return self.hands

    def two_seconds_later(self) -> Hands:
        """Wait until the window has looked again."""
        self.window.look_again()
        settle()
        return self.hands

    @property
    def number(self) -> str:
        """The envelope on the Review desk."""
        return str(self.window._pages["review"].presenter.screen.number)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sit_at(practice: Practice, clock: Clock, qtbot) -> Iterator[Callable[[str], Seat]]:
    """Seats a person at a window of their own on the one case."""
    opened: list[Window] = []

    def seat(person: str) -> Seat:
        window = cases.new_window(clock)
        opened.append(window)
        qtbot.addWidget(window.frame)

        def show(frame) -> None:
            with qtbot.waitActive(frame):
                frame.show()
                frame.activateWindow()

        return Seat(window, cases.seated(window, practice.case, show).sign_in(person, PASSWORDS[person]))

    yield seat
    for window in opened:
        window.close()


def taken_by(practice: Practice, number: str) -> str:
    with closing(Office.open(practice.case, read_only=True)) as office:
        sheet = office.review.sheet(number)
        assert isinstance(sheet, Sheet)
        return sheet.state.taken_by


def test_two_reviewers_never_have_one_envelope(practice: Practice, sit_at, clock: Clock):
    rosa, theo = sit_at(REVIEWER), sit_at(COLLEAGUE)
    mine, other = rosa.number, theo.number
    assert mine != other
    theo.hands.sees("1 with others")
    assert (taken_by(practice, mine), taken_by(practice, other)) == (REVIEWER, COLLEAGUE)
    theo.turn().open_envelope(mine).sees("With Rosa Whitfield since 9:0").sees_not("Skip")
    assert taken_by(practice, other) == "", "an envelope that one leaves for another is put back"
    theo.turn().press("T").sees(f"Envelope {mine} is being worked on")
    clock.moment += timedelta(minutes=21)
    theo.turn().press("T").sees("Why do you take the envelope over?").press("1").sees("Skip").sees_not(
        "With Rosa Whitfield"
    )
    rosa.two_seconds_later().sees("With Theo Nakamura since 9:2").sees_not("Skip")
    theo.turn().sign_out()
    assert taken_by(practice, mine) == ""
    rosa.two_seconds_later().sees("Skip").sees_not("With Theo")
    rosa.window.close()
    report = verify(practice.case, depth="deep")
    assert report.findings == ()


def test_closing_the_program_puts_back_what_was_taken(practice: Practice, sit_at):
    rosa = sit_at(REVIEWER)
    number = rosa.number
    assert taken_by(practice, number) == REVIEWER
    rosa.window.frame.close()
    assert taken_by(practice, number) == ""


def test_what_is_half_typed_stays_while_others_work(practice: Practice, sit_at):
    rosa, theo = sit_at(REVIEWER), sit_at(COLLEAGUE)
    rosa.two_seconds_later()
    rosa.turn().press("R").write("Which str").sees("47 left in this queue, 1 with others")
    field = rosa.hands.focus
    easy = next(number for number in sorted(practice.easy) if number not in (rosa.number, theo.number))
    theo.turn().open_envelope(easy).press("Enter", "Enter", "Ctrl+Enter")
    rosa.turn()
    rosa.two_seconds_later().sees("Which str", "46 left in this queue, 1 with others")
    assert rosa.hands.focus is field
    rosa.hands.write("eet?").press("Ctrl+Enter").sees("referred to a supervisor")


DESKS = [
    ("Overview", SUPERVISOR, lambda hands: hands.press("/")),
    ("Receive", SUPERVISOR, lambda hands: hands.press("Alt+2")),
    ("Record", SUPERVISOR, lambda hands: hands.press("/")),
    ("Setup", SUPERVISOR, lambda hands: hands.tab_to("Add a person").press("Space")),
]


@pytest.mark.parametrize(("desk", "person", "begin"), DESKS, ids=[desk for desk, _, _ in DESKS])
def test_no_field_of_a_desk_loses_what_is_typed(practice: Practice, sit_at, clock: Clock, desk, person, begin):
    june = sit_at(person)
    begin(june.turn().desk(desk)).write("09")
    field = june.hands.focus
    with closing(Office.open(practice.case, chance=TimeAndChance(clock, machine_salts))) as other:
        assert not isinstance(other.people.sign_in(REVIEWER, PASSWORDS[REVIEWER]), Refusal)
        state = next(iter(other.overview.states()))
        assert not isinstance(other.review.refer(state.number, "Which street?"), Refusal)
        june.two_seconds_later().sees("09")
    assert june.hands.focus is field
    june.hands.write("17").sees("0917").waits(lambda: not is_searching(june.window.frame))


def is_searching(frame: Frame) -> bool:
    """Whether a list waits a moment for more letters before it looks for them."""
    return any(timer.isSingleShot() and timer.isActive() for timer in frame.findChildren(QTimer))
