"""Colours and text size are exchanged under a window at work: every page then looks as one that was built in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTabBar, QTableView, QWidget

from tests.flows import practice_case as cases
from tests.flows.hands import Hands, settle
from ui.shell.window import Window

ROUNDS = 5
"""So often is done what waits, until the layouts have come to rest."""

WORDS = (QLabel, QAbstractButton, QLineEdit, QTabBar, QTableView)
"""What shows words."""


@dataclass(frozen=True)
class Drawn:
    """How one widget is drawn: where, in which letters and colours."""

    what: str
    place: tuple[int, ...]
    letters: tuple[str, int, int]
    colours: tuple[str, str]


@pytest.fixture
def new_window(qtbot, tmp_path_factory, tmp_path: Path) -> Iterator[Callable[[str], Hands]]:
    """Signs a person in at a window of its own, on a copy of its own of one case that was worked in."""
    made = cases.worked_case(tmp_path_factory)
    windows: list[Window] = []

    def sit_down(who: str) -> Hands:
        window = cases.new_window()
        windows.append(window)
        qtbot.addWidget(window.frame)
        case = cases.copied(made, tmp_path / str(len(windows))) / "practice.case"
        hands = cases.seated(window, case, lambda frame: (frame.show(), qtbot.waitActive(frame)))
        return hands.sign_in(who, cases.PASSWORDS[who])

    yield sit_down
    for window in windows:
        window.close()


def drawn(hands: Hands) -> dict[str, list[Drawn]]:
    """Every desk of the person at a window, as it is drawn."""
    found: dict[str, list[Drawn]] = {}
    for desk in hands.frame.screen_drawn.desks:
        hands.desk(desk.label)
        page = hands.frame.page(desk.id)
        assert page is not None
        for _ in range(ROUNDS):
            settle()
        found[desk.id] = [
            _drawn(each) for each in page.findChildren(QWidget) if isinstance(each, WORDS) and shows(each)
        ]
    return found


def shows(widget: QWidget) -> bool:
    """Whether it is on the screen, and is none of a scroll bar's or a list's own parts."""
    return widget.isVisible() and not widget.objectName().startswith("qt_")


def _drawn(widget: QWidget) -> Drawn:
    font, palette = widget.font(), widget.palette()
    colours = (palette.text().color().name(), palette.windowText().color().name())
    letters = (font.family(), font.pixelSize(), font.weight())
    return Drawn(type(widget).__name__, widget.geometry().getRect(), letters, colours)


def choose(hands: Hands, choice: str, size: int) -> None:
    """Choose colours and text size, as the person's menu does."""
    hands.frame.top.menu.theme_chosen.emit(choice)
    hands.frame.top.menu.text_size_chosen.emit(size)
    settle()


def without_places(desks: dict[str, list[Drawn]]) -> dict[str, list[Drawn]]:
    """Letters and colours alone: at twice the size some lists share what room there is as it came."""
    return {desk: [replace(each, place=()) for each in widgets] for desk, widgets in desks.items()}


@pytest.mark.parametrize("who", [cases.REVIEWER, cases.SUPERVISOR])
@pytest.mark.parametrize(("choice", "size"), [("dark", 100), ("light", 200)])
def test_pages_built_before_look_like_pages_built_after(new_window, who, choice, size):
    hands = new_window(who)
    drawn(hands)
    choose(hands, "dark", 150)
    choose(hands, choice, size)
    changed = drawn(hands)
    hands.frame.hide()
    anew = drawn(new_window(who))
    if size > 150:
        changed, anew = without_places(changed), without_places(anew)
    assert changed == anew


def test_a_change_of_theme_passes_over_pages_that_are_hidden(new_window):
    hands: Hands = new_window(cases.SUPERVISOR).desk("Record").desk("Overview")
    hidden, front = hands.frame.page("record"), hands.frame.page("overview")
    assert hidden is not None
    assert front is not None
    label, heading = hidden.findChildren(QLabel)[0], front.findChildren(QLabel)[0]
    before = label.palette().windowText().color().name()
    choose(hands, "dark", 100)
    assert heading.palette().windowText().color().name() != before
    assert label.palette().windowText().color().name() == before
    hands.desk("Record")
    assert label.palette().windowText().color().name() == heading.palette().windowText().color().name()
