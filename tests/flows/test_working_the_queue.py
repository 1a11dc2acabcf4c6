"""The queue as a list: worked by keys alone, and by the mouse alone; from a place's list the next is that place's."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from adjudicator.records.reasons import REASON_CODES
from tests.flows.hands import MOST_TABS, Hands, rows_of, settle, spoken
from tests.flows.practice_case import PASSWORDS, REVIEWER, Practice
from ui.desks.review.views.review import ReviewView
from ui.kit.drawn.chip import FilterChip

WIDE, USUAL = (1920, 1080), (1280, 800)


@pytest.fixture
def hands(practice: Practice, sit_down) -> Hands:
    return sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER]).desk("Review")


@pytest.fixture(scope="module")
def listed(made: Path) -> list[dict[str, str]]:
    """The county's list, as it was received."""
    (file,) = made.glob("envelopes*.csv")
    return rows_of(file)


@pytest.fixture(scope="module")
def out_of_precinct(listed: list[dict[str, str]]) -> list[str]:
    """The envelopes on which OP is ticked, by number."""
    return sorted(row["envelope_number"] for row in listed if "OP" in re.findall(r"[A-Z]+", row["reasons"]))


@pytest.mark.parametrize("size", [WIDE, USUAL], ids=["beside", "in its place"])
def test_by_keys_alone_one_kind_follows_the_other(out_of_precinct: list[str], hands: Hands, size: tuple[int, int]):
    numbers = out_of_precinct
    hands.frame.resize(*size)
    settle()
    hands.press("Q").sees("48 envelopes", "Every place").press("Shift+Tab")
    for __ in range(MOST_TABS):
        if spoken(hands.focus).startswith("Ticked"):
            break
        hands.press("Shift+Tab")
    hands.choose(f"{REASON_CODES['OP']} (OP)").press("Enter")
    hands.sees(f"{len(numbers)} envelopes")
    hands.tab_to("List of envelopes").press("Home", "Down", "Enter").sees(f"Envelope {numbers[1]}")
    hands.press("S").sees(f"Envelope {numbers[2]}", f"{len(numbers)} left of {REASON_CODES['OP']} (OP)")


def test_by_the_mouse_alone_like_follows_after_like(hands: Hands):
    view = desk(hands)
    click(view.head.queue)
    header = view.queue.table.grid.horizontalHeader()
    spot = QPoint(header.sectionPosition(1) + 10, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    settle()
    model = view.queue.table.model
    shown = [model.row(at) for at in range(model.rowCount())]
    kinds = [kind for kind, __ in groupby(row.cells[1] for row in shown)]
    assert len(kinds) == len(set(kinds)) > 1, "like stands by like"
    for __, alike in groupby(shown, lambda row: row.cells[1]):
        places = [row.cells[2] for row in alike]
        assert places == sorted(places)
    open_row(view, shown[4].id)
    hands.sees(f"Envelope {shown[4].id}")
    click(view.bar._acts["skip"])
    hands.sees(f"Envelope {shown[5].id}")
    click(view.head.queue)
    click(next(each for each in view.findChildren(FilterChip) if each.tag == "skipped"))
    hands.sees("1 envelope")
    click(next(each for each in view.findChildren(FilterChip) if each.tag == "returned"))
    hands.sees("Nothing is under this filter")


def test_no_key_answers_while_the_list_has_the_focus(hands: Hands):
    hands.frame.resize(*WIDE)
    settle()
    hands.press("Q", "H", "1").sees("The queue has the focus").press("Esc", "Enter")
    assert not desk(hands)._in_queue()


def test_it_is_there_again_for_whom_it_was_shown(practice: Practice, sit_down):
    for shown in (False, True):
        hands = sit_down(practice.case).sign_in(REVIEWER, PASSWORDS[REVIEWER])
        hands.frame.resize(*WIDE)
        hands.desk("Review")
        assert desk(hands)._queue.isVisible() is shown
        hands.press("Q")


def test_opened_from_a_places_list_the_next_is_of_that_place(listed: list[dict[str, str]], hands: Hands):
    places = [row["place"] for row in listed]
    place = next(each for each in places if places.count(each) > 1)
    of_place = sorted(row["envelope_number"] for row in listed if row["place"] == place)
    view = hands.desk("Overview").frame.page("overview")
    assert view is not None
    view._presenter.open_place(place)
    view._presenter.open_envelope(of_place[0])
    settle()
    hands.press("S").sees(f"Envelope {of_place[1]}", f"left of {place}")


def desk(hands: Hands) -> ReviewView:
    view = hands.frame.page("review")
    assert isinstance(view, ReviewView)
    return view


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def open_row(view: ReviewView, number: str) -> None:
    grid, model = view.queue.table.grid, view.queue.table.model
    place = next(at for at in range(model.rowCount()) if model.row(at).id == number)
    spot = grid.visualRect(model.index(place, 0)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    settle()
