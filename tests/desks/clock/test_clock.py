"""The practice clock in the window: by key and menu, in words on the band, forward alone, and in no live case."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adjudicator.office import Office
from adjudicator.office.behind.time.practice_clock import PracticeClock
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from tests.desks.setup_cases import live
from tests.flows import practice_case as cases
from tests.flows.hands import Hands
from ui.desks.clock.presenter import ClockPresenter
from ui.kit.window.frame import Frame
from ui.shell.window import Window


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch):
    cases.quick_passwords(monkeypatch)


@pytest.fixture
def case(tmp_path_factory, tmp_path) -> Path:
    return cases.copied(cases.fresh_case(tmp_path_factory), tmp_path / "practice") / "practice.case"


@pytest.fixture
def sit_down(qtbot):
    """The window as it is started: with the machine's time and chance."""
    opened: list[Window] = []

    def show(frame: Frame) -> None:
        with qtbot.waitActive(frame):
            frame.show()

    def open_window(case: Path) -> Hands:
        window = Window(Frame(), cases.DEFINITION)
        opened.append(window)
        qtbot.addWidget(window.frame)
        return cases.seated(window, case, show)

    yield open_window
    for window in opened:
        window.close()


def test_the_clock_is_set_on_by_key_and_menu(case, sit_down):
    hands = sit_down(case)
    assert "Practice time: Wed Nov 4, 8:0" in hands.frame.band.words, "on the morning after election day"
    hands.press("F7").sees("People to practice as")
    hands.sign_in(cases.SUPERVISOR, cases.PASSWORDS[cases.SUPERVISOR]).sees("2 days 8 hours left")

    hands.press("F7").sees(
        "Set the practice clock on", "The next morning", "cannot be undone", "Fri Nov 13, 2020, 8:00"
    )
    hands.press("Ctrl+Enter").sees("The next morning")
    hands.press("2", "Ctrl+Enter").sees("The practice clock says Fri Nov 6, 2020, 8:00 a.m.", "8 hours 59 minutes left")
    hands.from_menu("Set the practice clock on").sees_not("The morning of the last day").press("Esc")
    hands.sees("8 hours 59 minutes left")
    hands.press("F7", "1", "Ctrl+Enter").sees("The last day is over", "June Bellamy")
    assert "Practice time: Fri Nov 6, 5:00 p.m." in hands.frame.band.words


def test_a_live_case_has_neither_key_nor_menu_nor_clock(tmp_path, sit_down):
    office, person, password = live(tmp_path), "mlopez", "seven quiet herons over the marsh"
    office.people.add(Person(person, "Maria Lopez", frozenset({"administrator", "clerk"})), password)
    path = office.path
    assert isinstance(office.practice_clock.set_on("morning"), Refusal)
    assert office.practice_clock.points() == ()
    office.close()
    hands = sit_down(path).sign_in(person, password)
    hands.press("F7").sees_not("Set the practice clock on")
    assert not any("practice clock" in action.text() for action in hands.frame.top.menu.actions() if action.isVisible())
    assert "Practice time" not in hands.frame.band.words


def test_a_point_that_has_passed_meanwhile_is_refused_and_the_rest_is_shown(case):
    with closing(Office.open(case)) as office:
        office.people.sign_in(cases.SUPERVISOR, cases.PASSWORDS[cases.SUPERVISOR])
        said: list[str] = []
        presenter = ClockPresenter(office, said.append, lambda: None)
        presenter.set_on("meeting")
        assert said == ["The practice clock says Mon Nov 9, 2020, 2:00 p.m."]
        presenter.set_on("closing")
        assert presenter.screen.strip.why == "That time has passed, and the practice clock never goes back."
        assert [choice.value for choice in presenter.screen.choices] == ["morning", "opening", "certification"]
        assert office.now().astimezone(UTC) < datetime(2020, 11, 9, 19, 1, tzinfo=UTC)
        assert isinstance(office._room.clock, PracticeClock)
