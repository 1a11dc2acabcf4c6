"""Where room is dear: a low column, a narrow bar, large text."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from ui.desks.review.screen import Bar, IdentityStrip, OutcomeScreen
from ui.desks.review.views.bar import ActBar
from ui.desks.review.views.head import HeadStrip
from ui.desks.review.views.outcome import OutcomeColumn
from ui.envelope.screen import ContestGroup, ContestLine
from ui.envelope.views.contests import MoreFold
from ui.kit.buttons import WHOLE, PrimaryButton
from ui.kit.text import Text


def test_many_contests_of_one_reason_leave_those_that_count_in_sight(qtbot):
    struck = tuple(ContestLine(f"County office {number}") for number in range(13))
    counts = (ContestLine("President of the United States"), ContestLine("US Senate"))
    groups = (
        ContestGroup("out", "Does not count (13)", struck, "Each: not on the voter's own ballot"),
        ContestGroup("counts", "Counts (2)", counts),
    )
    asked: list[str] = []
    presenter = SimpleNamespace(
        drawn=lambda number: None, tell_differently=lambda: None, show_contests=lambda: asked.append("X")
    )
    column = OutcomeColumn(presenter)  # pyright: ignore[reportArgumentType]
    qtbot.addWidget(column)
    column.resize(330, 550)
    column.show()
    screen = OutcomeScreen("count_partial", "Count in part, 2 of 15", groups=groups, settled=True)
    column.draw("0001", screen)
    settle()
    told = ("Does not count (13)", "County office 3", "9 more", "US Senate")
    assert [title for title in (*told, "County office 4", "County office 12") if in_sight(column, title)] == [*told]
    next(each for each in column.findChildren(MoreFold) if each.isVisible()).click()
    assert asked == ["X"]
    column.draw("0001", replace(screen, shows_all=True))
    settle()
    assert in_sight(column, "County office 12")
    assert in_sight(column, "9 more")
    column.draw("0001", screen)
    column.resize(330, 1000)
    settle()
    assert in_sight(column, "County office 12")
    assert in_sight(column, "US Senate")
    assert not in_sight(column, "9 more")


def in_sight(column: OutcomeColumn, words: str) -> bool:
    found = [label for label in column.findChildren(Text) if label.text() == words and label.isVisible()]
    room = column._scrolled.viewport()
    return any(label.mapTo(room, QPoint(0, label.height())).y() <= room.height() for label in found)


def test_with_large_text_the_acts_stand_in_one_line_and_keep_their_names(qtbot):
    bar = ActBar({act: lambda: None for act in ("record", "hold", "refer", "skip", "otherwise", "put_right", "back")})
    window = QWidget()
    qtbot.addWidget(window)
    bar.setParent(window)
    window.resize(1100, 200)
    window.show()
    bar.draw(Bar(may_otherwise=True, put_right="Put right"))
    told: dict[int, int] = {}
    for width in (1100, 700, 560):
        bar.setGeometry(0, 0, width, 200)
        bar.show()
        settle()
        shown = [each for each in (bar.record, *bar._acts.values()) if each.isVisible()]
        assert len({each.mapTo(bar, QPoint(0, 0)).y() for each in shown}) == 1, width
        assert all(each.width() >= each.sizeHint().width() for each in shown), width
        told[width] = sum(bool(each.toolTip()) for each in shown)
    assert (told[1100], told[700], told[560]) == (0, 0, 4)
    assert bar._acts["hold"].toolTip() == bar._acts["hold"].text() == "Hold"


def test_in_a_short_window_the_strip_has_one_line_and_the_bar_keeps_no_room_for_words(qtbot):
    head, bar = HeadStrip(), ActBar({act: lambda: None for act in ("record", "hold", "refer", "skip", "back")})
    for part in (head, bar):
        qtbot.addWidget(part)
        part.resize(700, 200)
        part.show()
    head.draw(IdentityStrip("Envelope 0417", "Grace Church", "60 left", "Poll worker ticked: OP", "1 line open"))
    bar.draw(Bar(may_act=True))
    settle()
    shown = {each.text() for each in head.findChildren(Text) if each.isVisible()}
    assert shown >= {"Grace Church", "Poll worker ticked: OP", "1 line open"}
    tall = head.sizeHint().height(), bar.sizeHint().height()
    for part in (head, bar):
        part.set_short(True)
    settle()
    shown = {each.text() for each in head.findChildren(Text) if each.isVisible()}
    assert "Poll worker ticked: OP" in shown
    assert not shown & {"Grace Church", "1 line open"}
    assert "Grace Church" in head.accessibleName()
    assert head.sizeHint().height() < tall[0]
    assert bar.sizeHint().height() < tall[1]
    for part in (head, bar):
        part.set_short(False)
    settle()
    assert (head.sizeHint().height(), bar.sizeHint().height()) == tall


def test_only_a_hold_has_the_colour_of_one(qtbot):
    head = HeadStrip()
    qtbot.addWidget(head)
    inks = []
    for strip in (IdentityStrip("1", status="Held", is_held=True), IdentityStrip("1", status="Approved")):
        head.draw(strip)
        inks.append(head._status.property("tone"))
    assert inks == ["held", "muted"]


def test_a_button_that_gives_way_is_as_narrow_as_its_words(qtbot):
    stays, yields = PrimaryButton("Accept", "Enter"), PrimaryButton("Accept", "Enter")
    for button in (stays, yields):
        qtbot.addWidget(button)
    yields.give_way()
    assert stays.minimumSizeHint() == stays.sizeHint() == yields.sizeHint()
    assert yields.minimumSizeHint().width() == yields.width_with(WHOLE - {"key"})


def settle() -> None:
    for __ in range(4):
        QApplication.processEvents()
