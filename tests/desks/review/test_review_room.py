"""Where room is dear: a low column, a narrow bar, large text."""

from __future__ import annotations

from types import SimpleNamespace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from ui.desks.review.screen import Bar, OutcomeScreen
from ui.desks.review.views.bar import ActBar
from ui.desks.review.views.outcome import OutcomeColumn
from ui.envelope.screen import ContestGroup, ContestLine
from ui.kit.text import Text


def test_many_contests_of_one_reason_leave_those_that_count_in_sight(qtbot):
    struck = tuple(ContestLine(f"County office {number}") for number in range(13))
    counts = (ContestLine("President of the United States"), ContestLine("US Senate"))
    groups = (
        ContestGroup("out", "Does not count (13)", struck, "Each: not on the voter's own ballot"),
        ContestGroup("counts", "Counts (2)", counts),
    )
    column = OutcomeColumn(SimpleNamespace(drawn=lambda number: None, tell_differently=lambda: None))  # pyright: ignore[reportArgumentType]
    qtbot.addWidget(column)
    column.resize(330, 550)
    column.show()
    column.draw("0001", OutcomeScreen("count_partial", "Count in part, 2 of 15", groups=groups, settled=True))
    settle()
    assert [title for title in ("US Senate", "County office 12") if in_sight(column, title)] == ["US Senate"]
    assert in_sight(column, "; ".join(line.title for line in struck))
    column.resize(330, 1000)
    settle()
    assert in_sight(column, "County office 12")
    assert in_sight(column, "US Senate")


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


def settle() -> None:
    for __ in range(4):
        QApplication.processEvents()
