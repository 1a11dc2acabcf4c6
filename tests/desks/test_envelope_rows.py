"""Rows of the envelope panel: those folded away are made when they are unfolded."""

from __future__ import annotations

from ui.envelope.screen import AppliedFinding
from ui.envelope.views.parts import FactRow, Fold, GroundRow, ParagraphText, PlainRow, RepeatedRows
from ui.kit.text import Text
from ui.parts import Line


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


def test_a_fact_has_a_text_for_what_is_said_of_it_and_no_other(qtbot):
    fact = FactRow()
    qtbot.addWidget(fact)
    fact.say(Line("Oath", "Signed", source="Certificate", own_words="In pencil"))
    assert [each.text() for each in fact.findChildren(Text)] == ["Oath", "Signed", "Certificate", "In pencil"]
    fact.say(Line("Oath", "Not signed"))
    assert [each.text() for each in fact.findChildren(Text) if not each.isHidden()] == ["Oath", "Not signed"]


def test_the_paragraph_of_a_ground_is_made_once_it_is_unfolded(qtbot):
    ground = GroundRow()
    qtbot.addWidget(ground)
    ground.show()
    ground.say(
        AppliedFinding("The oath is not signed.", "O.C.G.A. 21-2-418(b)", text="The person shall", edition="2020")
    )
    assert ground.findChildren(ParagraphText) == []
    ground.citation.click()
    (paragraph,) = ground.findChildren(ParagraphText)
    assert paragraph.isVisible()
    assert [each.text() for each in paragraph.findChildren(Text)] == ["The person shall", "2020"]
    ground.citation.click()
    assert not paragraph.isVisible()
