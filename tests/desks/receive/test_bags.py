"""What the places brought, held against their numbered lists in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from adjudicator.office import Office
from tests.desks.batches_cases import RecordingShell
from tests.office.conftest import Desk, begun, desk, office, quick, roll_file, watch
from tests.office.tables_cases import sign_in
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.screen import BagsScreen
from ui.desks.receive.views.receive import ReceiveView
from ui.parts import Wrong

__all__ = ["begun", "desk", "office", "quick", "roll_file", "watch"]


@pytest.fixture
def presenter(desk: Desk, office: Office) -> ReceivePresenter:
    """Two places brought an envelope each."""
    desk.sign_in("rita")
    desk.receive("0001")
    desk.receive("0002", "Smith", place="School 002", precinct_cast="002", style_cast="S2")
    made = ReceivePresenter(office, RecordingShell())
    made.turn_to("bags")
    return made


def bags(presenter: ReceivePresenter) -> BagsScreen:
    screen = presenter.screen.bags
    assert screen is not None
    return screen


def test_every_place_has_a_line_and_a_number_that_does_not_fit_is_red(
    presenter: ReceivePresenter, office: Office
) -> None:
    places = [row.id for row in bags(presenter).rows]
    assert set(office.election.places) <= set(places)
    assert all(row.cells[-1] == "Nothing entered yet" for row in bags(presenter).rows)
    chosen = bags(presenter).chosen
    assert chosen is not None
    place = chosen.id
    assert place == "School 001"
    presenter.bags.do("count")
    presenter.bags.answer({"issued": "3", "missing": "1", "unlisted": ""})
    row = next(row for row in bags(presenter).rows if row.id == place)
    assert row.cells[1:] == (3, 1, 0, Wrong("1"), "Does not fit")
    asked, chosen = bags(presenter).asked, bags(presenter).chosen
    assert asked is not None
    assert chosen is not None
    assert chosen.id == "School 002", "the next place is asked for by itself"
    presenter.bags.choose(place)
    chosen = bags(presenter).chosen
    assert chosen is not None
    assert "Look for the envelope or the line" in chosen.warns


def test_a_later_entry_takes_the_place_of_an_earlier_one(presenter: ReceivePresenter, office: Office) -> None:
    place = bags(presenter).rows[0].id
    for issued in ("5", "6"):
        presenter.bags.choose(place)
        presenter.bags.do("count")
        presenter.bags.answer({"issued": issued, "missing": "0", "unlisted": "0"})
    presenter.bags.choose(place)
    presenter.bags.do("count")
    asked = bags(presenter).asked
    assert asked is not None
    assert [field.value for field in asked.fields] == ["6", "0", "0"]
    assert office.boxes.bags()[place].issued == 6


@pytest.mark.parametrize(("written", "fields"), [("", {"issued"}), ("many", {"issued"}), ("-1", {"issued"})])
def test_what_is_no_number_says_so(presenter: ReceivePresenter, office: Office, written: str, fields: set[str]) -> None:
    presenter.bags.do("count")
    presenter.bags.answer({"issued": written, "missing": "0", "unlisted": "0"})
    asked = bags(presenter).asked
    assert asked is not None
    assert set(asked.problems) == fields
    assert office.boxes.bags() == {}


def test_who_is_no_clerk_looks_on(presenter: ReceivePresenter, office: Office) -> None:
    sign_in(office, "sue")
    presenter.refresh()
    chosen = bags(presenter).chosen
    assert chosen is not None
    assert chosen.offers == ()
    presenter.bags.do("count")
    assert bags(presenter).asked is None


def test_places_are_entered_one_after_another_by_keyboard(presenter: ReceivePresenter, office: Office, qtbot) -> None:
    view = ReceiveView(presenter)
    qtbot.addWidget(view)
    view.resize(1200, 900)
    view.show()
    view.setFocus()
    qtbot.waitUntil(view.bags.places.grid.hasFocus)
    qtbot.keyClick(view.bags.places.grid, Qt.Key.Key_B)
    for __ in range(2):
        form = view.bags.asked.form
        assert form is not None
        editor = form.rows["issued"].editor
        assert isinstance(editor, QLineEdit)
        assert editor.hasFocus()
        qtbot.keyClicks(editor, "7")
        qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.wait(1)
    assert list(office.boxes.bags()) == ["School 001", "School 002"]
    assert view.bags.asked.form is None
    assert view.bags.places.grid.hasFocus()
