"""The Opening desk in a window: by keyboard, with a second person at the screen, and what leaves memory."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from adjudicator.office import Office
from tests.desks import opening_cases as hall
from tests.desks.batches_cases import RecordingShell
from tests.office.conftest import PASSWORD
from ui.desks.opening.presenter import OpeningPresenter
from ui.desks.opening.views.opening import OpeningView
from ui.kit.envelope_link import shown_in


@pytest.fixture
def view(presenter: OpeningPresenter, qtbot) -> OpeningView:
    made = OpeningView(presenter)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    made.setFocus()
    qtbot.waitUntil(made.isVisible)
    return made


def typed(view: OpeningView, field: str, text: str, qtbot) -> None:
    form = view.tables.asked.form
    assert form is not None
    editor = form.rows[field].editor
    assert isinstance(editor, QLineEdit)
    editor.clear()
    qtbot.keyClicks(editor, text)


def test_a_pile_is_opened_by_keyboard_and_both_sign(view: OpeningView, tables: Office, qtbot) -> None:
    view.tables.piles.select("P0001")
    view._presenter.tables.choose("P0001")
    qtbot.keyClick(view.tables.piles.grid, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: view.tables.asked.form is not None)
    typed(view, "hand", "2", qtbot)
    typed(view, "begins", "Nov 6, 7 PM", qtbot)
    seats = view.tables.asked.seats
    assert seats is not None
    seats.seats[0].who.choose("max")
    qtbot.keyClicks(seats.seats[0].password, PASSWORD)
    qtbot.keyClick(seats.seats[0].password, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.tables.asked.form is None)
    session = tables.tables.session("S0001")
    assert session is not None
    assert session.signed == ("mia", "max")


def test_a_refused_answer_keeps_what_was_typed_and_a_wrong_field_empties_the_passwords(
    view: OpeningView, tables: Office, qtbot
) -> None:
    view._presenter.tables.choose("P0001")
    view._presenter.tables.do("open")
    typed(view, "hand", "two", qtbot)
    seats = view.tables.asked.seats
    assert seats is not None
    seats.seats[0].who.choose("max")
    seats.seats[0].password.setText(PASSWORD)
    form = view.tables.asked.form
    assert form is not None
    form.press()
    assert form.values()["hand"] == "two"
    assert seats.others == (("max", ""),)
    assert tables.tables.sessions() == ()


def test_escape_leaves_the_question_and_nothing_is_recorded(view: OpeningView, tables: Office, qtbot) -> None:
    size = tables.record.head().size
    view._presenter.tables.do("sort")
    form = view.tables.asked.form
    assert form is not None
    qtbot.keyClick(form.rows["counted"].editor, Qt.Key.Key_Escape)
    assert view.tables.asked.form is None
    assert tables.record.head().size == size


def test_what_others_record_moves_neither_the_question_nor_what_is_typed(
    view: OpeningView, tables: Office, qtbot
) -> None:
    view._presenter.tables.choose("P0001")
    view._presenter.tables.do("open")
    typed(view, "hand", "2", qtbot)
    form = view.tables.asked.form
    view._presenter.happened(())
    assert view.tables.asked.form is form
    assert form is not None
    assert form.values()["hand"] == "2"


def test_boxes_are_the_second_page_and_answer_where_an_envelope_is(view: OpeningView, qtbot) -> None:
    qtbot.keyClick(view, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: view._presenter.screen.part == "boxes")
    field = view.boxes.where.number
    qtbot.keyClicks(field, "0001")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert view._presenter.screen.boxes.where[1] == "Sorted to pile P0001"


def test_who_only_looks_is_offered_no_act(tables: Office, qtbot) -> None:
    hall.sign_in(tables, "sue")
    presenter = OpeningPresenter(tables, RecordingShell())
    made = OpeningView(presenter)
    qtbot.addWidget(made)
    offered = {offer.code for offer in presenter.screen.tables.offers}
    assert "sort" not in offered
    chosen = presenter.screen.tables.chosen
    assert chosen is not None
    assert "open" not in {offer.code for offer in chosen.offers}


def test_the_lines_on_a_pile_are_the_way_to_the_envelopes_that_they_name(desk, watch, qtbot) -> None:
    office = hall.busy(desk, watch)
    hall.sign_in(office, "sue")
    presenter = OpeningPresenter(office, RecordingShell())
    made = OpeningView(presenter)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isVisible)
    presenter.tables.choose("P0001")
    assert shown_in(made.tables.chosen) == ("0002",)
    presenter.tables.choose("P0002")
    assert shown_in(made.tables.chosen) == ()
    presenter.turn_to("boxes")
    presenter.boxes.look_for("0004")
    assert shown_in(made.boxes.where) == ("0004",)
