"""Rows of the envelope panel: those folded away are made when they are unfolded."""

from __future__ import annotations

from ui.envelope.views.parts import Fold, PlainRow, RepeatedRows


def rows_of(shown: RepeatedRows) -> list[str]:
    return [each.text() for each in shown.findChildren(PlainRow) if not each.isHidden()]


def test_rows_are_made_where_they_can_be_seen(qtbot):
    rows = RepeatedRows(PlainRow)
    qtbot.addWidget(rows)
    rows.show_all(("one", "two"))
    rows.show_all(("three",))
    assert rows_of(rows) == ["three"]


def test_what_is_folded_away_is_made_once_it_is_unfolded(qtbot):
    rows = RepeatedRows(PlainRow)
    fold = Fold("Looked at", rows, folded=True)
    qtbot.addWidget(fold)
    fold.show()
    rows.show_all(("one", "two"))
    assert rows.findChildren(PlainRow) == []
    fold.head.click()
    assert rows_of(rows) == ["one", "two"]
    assert all(each.isVisible() for each in rows.findChildren(PlainRow))
    fold.head.click()
    rows.show_all(("three",))
    fold.head.click()
    assert rows_of(rows) == ["three"]
