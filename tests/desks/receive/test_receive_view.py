"""The Receive desk by keyboard: a previewed file is received; fields are gone through with Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.desks import desk_cases as cases
from tests.desks.hands import press, shown, write
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.views.receive import ReceiveView
from ui.kit.personal import privacy
from ui.parts import Query


@pytest.fixture
def office(tmp_path_factory, tmp_path):
    opened = cases.office_on(cases.folder(tmp_path_factory), tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def shell():
    return cases.RecordingShell()


@pytest.fixture
def presenter(office, shell):
    return ReceivePresenter(office, shell)


@pytest.fixture
def view(presenter, qtbot):
    return shown(ReceiveView(presenter), qtbot)


@pytest.fixture
def hand(view, presenter):
    presenter.turn_to("hand")
    view.hand.form.rows["number"].editor.setFocus(Qt.FocusReason.TabFocusReason)
    return view.hand


def test_alt_2_brings_the_part_for_entry_by_hand_to_the_front_with_its_first_field(view, qtbot):
    view.files.choosing.button.setFocus()
    press(qtbot, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert view.hand.isVisible()
    assert view.hand.form.rows["number"].editor.hasFocus()


def test_enter_goes_through_all_fields_in_the_order_of_the_paper_and_shift_enter_back(hand, qtbot):
    order = list(hand.form.rows)
    for name in order:
        assert hand.form.rows[name].editor.hasFocus(), name
        press(qtbot, Qt.Key.Key_Return)
    assert hand.form.button.hasFocus()
    hand.form.rows["stream"].editor.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert hand.form.rows["number"].editor.hasFocus()


def test_an_envelope_is_typed_and_received_with_ctrl_enter(hand, office, qtbot, shell):
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_E)
    for field, text in (("precinct_cast", "1"), ("cast_at", "19:31"), ("last_name", "Ruiz")):
        hand.form.rows[field].editor.setFocus(Qt.FocusReason.TabFocusReason)
        write(qtbot, text)
        press(qtbot, Qt.Key.Key_Return)
    assert hand.form.rows["place"].editor.text() == "Harbins Elementary (GCPS)"
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shell.heard == ["Envelope 0061 received"]
    papers = office.review.sheet("0061").evidence.papers
    assert (papers.stream, papers.precinct_cast, papers.cast_at) == ("election_day", "001", "2020-11-03T19:31")
    assert hand.form.rows["number"].editor.hasFocus()
    assert hand.form.rows["number"].editor.text() == "0062"
    assert hand.form.rows["last_name"].editor.text() == ""


def test_ctrl_enter_takes_what_is_in_the_field_that_has_the_focus(hand, office, qtbot):
    hand.form.rows["note"].editor.setFocus(Qt.FocusReason.TabFocusReason)
    write(qtbot, "Torn corner")
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert office.review.sheet("0061").evidence.papers.note == "Torn corner"


def test_a_field_that_is_wrong_has_the_focus_and_says_so(hand, qtbot, shell):
    hand.form.rows["sheets"].editor.setFocus(Qt.FocusReason.TabFocusReason)
    write(qtbot, "two")
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shell.heard == []
    assert hand.form.rows["sheets"].editor.hasFocus()
    assert hand.form.rows["sheets"].editor.property("trouble") == "true"
    assert not hand.form.button.isEnabled()


def test_a_box_with_words_ticks_its_code(hand, presenter):
    boxes = hand.boxes["reasons"].boxes
    boxes["OP"].click()
    boxes["PI"].click()
    assert hand.form.rows["reasons"].editor.text() == "OP PI"
    boxes["OP"].click()
    assert hand.form.rows["reasons"].editor.text() == "PI"


def test_personal_fields_are_masked_and_places_are_not(hand):
    privacy().set_hidden(True)
    assert hand.form.rows["last_name"].editor.echoMode() != hand.form.rows["place"].editor.echoMode()


def test_a_previewed_file_has_the_focus_on_its_act_and_ctrl_enter_receives_it(tmp_path_factory, tmp_path, shell, qtbot):
    made = cases.folder(tmp_path_factory)
    office = cases.empty_office(tmp_path)
    presenter = ReceivePresenter(office, shell)
    view = shown(ReceiveView(presenter), qtbot)
    presenter.choose(str(made / "envelopes.csv"))
    assert view.files.preview.button.hasFocus()
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shell.heard == ["60 envelopes received"]
    assert not view.files.preview.isVisible()
    assert view.files.received.model.rowCount() == 1
    office.close()


def test_after_a_look_at_entry_by_hand_its_page_is_gone_and_ctrl_enter_receives_the_file(
    tmp_path_factory, tmp_path, shell, qtbot
):
    made = cases.folder(tmp_path_factory)
    office = cases.empty_office(tmp_path)
    presenter = ReceivePresenter(office, shell)
    view = shown(ReceiveView(presenter), qtbot)
    press(qtbot, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert view.hand.isVisible()
    press(qtbot, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    presenter.choose(str(made / "envelopes.csv"))
    assert not view.hand.isVisible()
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shell.heard == ["60 envelopes received"]
    office.close()


def test_problems_have_the_focus_where_they_stand_in_the_way(tmp_path_factory, tmp_path, shell, qtbot):
    made = cases.folder(tmp_path_factory)
    office = cases.empty_office(tmp_path)
    presenter = ReceivePresenter(office, shell)
    view = shown(ReceiveView(presenter), qtbot)
    presenter.choose(str(cases.broken_list(made, tmp_path)))
    assert view.files.preview.problems.grid.hasFocus()
    assert not view.files.preview.button.isEnabled()
    press(qtbot, Qt.Key.Key_Escape)
    assert presenter.screen.files.previewed is None
    office.close()


def test_ctrl_enter_on_a_file_with_errors_says_why_and_goes_to_the_first_of_them(
    tmp_path_factory, tmp_path, shell, qtbot
):
    made = cases.folder(tmp_path_factory)
    office = cases.empty_office(tmp_path)
    presenter = ReceivePresenter(office, shell)
    view = shown(ReceiveView(presenter), qtbot)
    presenter.choose(str(cases.broken_list(made, tmp_path)))
    problems = view.files.preview.problems
    problems.set_query(Query(tags=("warning",)))
    problems.grid.go_to(1)
    view.files.preview.leave.setFocus()
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert shell.heard == []
    assert view.strip.isVisible()
    assert problems.grid.hasFocus()
    assert problems.current_id == "error0"
    office.close()
