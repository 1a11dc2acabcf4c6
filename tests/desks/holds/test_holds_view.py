"""The Holds desk by keyboard: choose an envelope, enter what has come, bring it back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from adjudicator.records.trouble import Refusal
from tests.desks import desk_cases as cases
from tests.desks.hands import press, shown, write
from ui.desks.holds.presenter import HoldsPresenter
from ui.desks.holds.views.holds import HoldsView
from ui.desks.holds.views.panel import UNREAD
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
    return HoldsPresenter(office, shell)


@pytest.fixture
def view(presenter, qtbot):
    return shown(HoldsView(presenter), qtbot)


def _status(office, number: str) -> str:
    return next(state.status for state in office.overview.states() if state.number == number)


def test_the_panel_follows_the_row(view, presenter, office, qtbot):
    view.table.focus_list()
    press(qtbot, Qt.Key.Key_Down)
    assert presenter.screen.held.number == cases.held(office)[1]
    assert view.table.grid.currentIndex().row() == 1
    assert view.table.grid.hasFocus()


def test_the_panel_says_that_the_selected_one_waits_for_the_lists(view, presenter, office, monkeypatch):
    number, sheet, unread = cases.held(office)[1], office.review.sheet, {cases.held(office)[1]}
    waits = Refusal("lists_unread", "", number)
    monkeypatch.setattr(office.review, "sheet", lambda each: waits if each in unread else sheet(each))
    presenter.enter(number)
    assert (presenter.screen.held, presenter.screen.unread) == (None, number)
    words = {each.text() for each in view.panel.findChildren(QLabel) if each.isVisible()} - {""}
    assert words == {f"Envelope {number} waits for the lists", str(UNREAD)}
    unread.clear()
    presenter.refresh()
    assert (presenter.screen.held.number, presenter.screen.unread) == (number, "")


def test_the_buttons_of_the_contacts_stand_in_one_line_and_their_tooltips_say_the_keys(view, qtbot):
    view.resize(1080, 720)
    contacts = view.panel.contacts
    buttons = (contacts.button, contacts.receipt, contacts.scan)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) == 1)
    assert all(button.isVisible() for button in buttons)
    assert [button.toolTip() for button in buttons] == ["Contact (C)", "Receipt (R)", "Scan (S)"]
    view.resize(900, 720)  # the panel stands under the list, with room for the keys
    qtbot.waitUntil(lambda: [button.toolTip() for button in buttons] == ["", "", ""])


def test_the_buttons_over_the_list_stay_in_sight_where_it_is_narrow(view, qtbot):
    view.resize(600, 720)
    for button in (view.at_counter, view.call_list):
        qtbot.waitUntil(lambda button=button: button.mapTo(view, button.rect().topRight()).x() <= view.width())
    assert view.at_counter.toolTip() == "At the counter"


def test_what_has_come_is_entered_without_a_mouse(view, presenter, office, qtbot):
    number = next(cases.held_for(office, "no_identification"))
    presenter.enter(number)
    view.table.focus_list()
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_1)
    view.panel.cures[0].moment.setFocus()
    write(qtbot, "Nov 5, 9:05 a.m.")
    assert view.panel.button.isEnabled()
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _status(office, number) == "to_do"
    assert view.strip.isVisible()
    assert view.table.grid.hasFocus()


def test_a_time_is_not_called_wrong_while_it_is_being_typed(view, presenter, office, qtbot):
    presenter.enter(next(cases.held_for(office, "oath_unsigned")))
    moment = view.panel.cures[0].moment
    moment.setFocus()
    write(qtbot, "5 No")
    assert moment.property("trouble") == "false"
    view.table.focus_list()
    assert moment.property("trouble") == "true"


def test_choosing_keeps_the_focus_and_the_rows_as_they_are(view, presenter, office, qtbot):
    presenter.enter(next(cases.held_for(office, "registration_unclear")))
    rows = presenter.screen.rows
    view.panel.begin()
    press(qtbot, Qt.Key.Key_8)
    assert presenter.screen.rows is rows
    assert view.panel.cures[0].moment.hasFocus(), "what it says is told; when it came is next"
    assert presenter.screen.held.cures[0].chosen == "8"


def test_esc_goes_back_to_the_list(view, presenter, office, qtbot):
    presenter.enter(next(cases.held_for(office, "registration_unclear")))
    view.panel.begin()
    press(qtbot, Qt.Key.Key_Escape)
    assert view.table.grid.hasFocus()


def test_a_chip_narrows_the_list_and_the_panel_follows(view, presenter, office, qtbot):
    view.table.chips.set_on(("oath_unsigned",))
    view.table.chips.changed.emit(("oath_unsigned",))
    assert view.table.model.rowCount() == len(list(cases.held_for(office, "oath_unsigned")))
    assert presenter.screen.held.number in list(cases.held_for(office, "oath_unsigned"))


def test_the_chip_of_the_last_one_brought_back_stays_on_and_the_list_says_what_has_happened(view, office, qtbot):
    number = cases.hold_in_doubt(office)
    assert list(cases.held_for(office, "credit_unclear")) == [number]
    view.draw(view._presenter.make_screen())
    chip = next(each for each in view.table.chips._chips if each.tag == "credit_unclear")
    chip.click()
    assert view.table.current_id == number
    view.panel.begin()
    press(qtbot, Qt.Key.Key_1)
    press(qtbot, Qt.Key.Key_1)
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert view.table.chips.on == ("credit_unclear",)
    left = len(cases.held(office))
    said = (
        "Nothing is left under Other votes. What was listed here has gone on. "
        f"Without the filter the list has {left} held envelopes."
    )
    assert view.table._nothing.part.accessibleName() == said
    assert view.table._nothing.part.isVisible()
    view.table._nothing.part._action.click()
    assert view.table.model.rowCount() == left
    assert "credit_unclear" not in [each.tag for each in view.table.chips._chips]


def test_sorting_by_place_is_the_presenters_work(view, presenter, office):
    view.table.grid.sorted_by.emit("place")
    places = [presenter.screen.rows[at].cells[3].casefold() for at in range(len(presenter.screen.rows))]
    assert places == sorted(places)


def test_an_answer_against_a_record_leads_on_to_the_reasons_and_they_come_into_sight(view, presenter, office, qtbot):
    number = cases.hold_in_doubt(office)
    presenter.enter(number)
    view.panel.begin()
    press(qtbot, Qt.Key.Key_1)
    whys = view.panel.cures[0].whys
    assert whys.isAncestorOf(QApplication.focusWidget())
    assert not view.panel.button.isEnabled()
    qtbot.waitUntil(lambda: not whys.visibleRegion().isEmpty())
    press(qtbot, Qt.Key.Key_1)
    assert view.panel.button.isEnabled()
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _status(office, number) == "to_do"


def test_all_are_brought_back_by_mouse_and_key_and_esc_leaves_them(tmp_path_factory, tmp_path, qtbot):
    office = cases.office_on(cases.folder(tmp_path_factory), tmp_path, cases.SATURDAY, cases.SUPERVISOR)
    office.overview.close_period()
    cases.sign_in(office, cases.REVIEWER)
    view = shown(HoldsView(HoldsPresenter(office, cases.RecordingShell())), qtbot)
    held = len(cases.held(office))
    view.all_back.click()
    assert view.question.isVisible()
    assert view.focusWidget().text() == "Back"
    press(qtbot, Qt.Key.Key_Escape)
    assert not view.question.isVisible()
    assert (view.table.grid.hasFocus(), len(cases.held(office))) == (True, held)
    view.all_back.click()
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert cases.held(office) == []
    assert not view.question.isVisible()
    assert not view.all_back.isVisible()
    office.close()


def test_a_call_is_noted_without_a_mouse_and_leaves_the_envelope_held(view, presenter, office, qtbot):
    number = presenter.screen.held.number
    view.table.focus_list()
    press(qtbot, Qt.Key.Key_C)
    press(qtbot, Qt.Key.Key_0)  # another way, another time, or a note
    press(qtbot, Qt.Key.Key_Return)  # the phone stands there already
    press(qtbot, Qt.Key.Key_W)  # to "Will come or send it"
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [(line.way, line.result) for line in office.contacts.of(number)] == [("phone", "will_come")]
    assert _status(office, number) == "held"


def test_what_came_of_a_call_takes_two_keys_and_esc_takes_it_back(view, presenter, office, qtbot):
    number = presenter.screen.held.number
    view.table.focus_list()
    press(qtbot, Qt.Key.Key_C)
    press(qtbot, Qt.Key.Key_Escape)
    assert not view.panel.contacts.quick.isVisible()
    assert office.contacts.of(number) == ()
    press(qtbot, Qt.Key.Key_C)
    press(qtbot, Qt.Key.Key_4)
    (line,) = office.contacts.of(number)
    assert (line.way, line.result, line.hour) == ("phone", "no_answer", "2020-11-05T10:00")
    assert view.panel.contacts.button.hasFocus()


def _name_of(office, number: str) -> str:
    return office.overview.voter_names([number])[number]


def test_a_voter_at_the_counter_is_found_cured_and_given_a_receipt_in_few_keys(
    view, presenter, office, qtbot, tmp_path, monkeypatch
):
    number = next(cases.held_for(office, "no_identification"))
    page = tmp_path / "receipt.pdf"
    monkeypatch.setattr("ui.desks.holds.views.contacts.FileDialog.new_file", lambda *_: str(page))
    view.table.focus_list()
    press(qtbot, Qt.Key.Key_W)
    assert not view.table.isVisible()
    assert not view.panel.isVisible()
    write(qtbot, _name_of(office, number))
    press(qtbot, Qt.Key.Key_Return)
    assert presenter.screen.held.number == number
    press(qtbot, Qt.Key.Key_1)
    assert presenter.screen.held.cures[0].typed == "Thu Nov 5, 2020, 10:00 a.m."
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert _status(office, number) == "to_do"
    assert presenter.screen.counter.state == f"Envelope {number} is being decided. Nothing is asked of the voter now."
    press(qtbot, Qt.Key.Key_R)
    assert page.read_bytes().startswith(b"%PDF")
    press(qtbot, Qt.Key.Key_Escape)
    assert (view.counter.field.text(), view.counter.field.hasFocus()) == ("", True)
    assert presenter.screen.counter.voter == ""
    press(qtbot, Qt.Key.Key_Escape)
    assert view.table.isVisible()
    assert view.table.grid.hasFocus()


def test_the_counter_by_mouse_alone(view, presenter, office, qtbot, tmp_path, monkeypatch):
    number = next(cases.held_for(office, "no_identification"))
    view.at_counter.click()
    view.counter.field.setText(number)  # a scanner of barcodes types it
    view.counter.look.click()
    view.panel.cures[0].choices._buttons[0].click()
    view.panel.button.click()
    assert _status(office, number) == "to_do"
    scan = tmp_path / "license.png"
    scan.write_bytes(b"a license")
    monkeypatch.setattr("ui.desks.holds.views.contacts.FileDialog.file", lambda *_: str(scan))
    view.counter.contacts.scan.click()
    assert office.scans.brought(number) == 1
    assert [each.paper for each in office.scans.of(number)][-1] == "brought", "seen behind the papers in Review"
    assert presenter.screen.counter.contacts.scans == "1 scan of what was brought"
    view.counter.next.click()
    view.counter.leave.click()
    assert view.table.isVisible()


def test_nobody_else_is_on_the_screen_at_the_counter(view, presenter, office, qtbot):
    presenter.open_counter()
    names = [_name_of(office, number) for number in cases.held(office)]
    shown_words = [each.text() for each in view.findChildren(QLabel) if each.isVisible()]
    assert not [name for name in names if any(name in words for words in shown_words)]
    presenter.look_at_counter("e")  # many begin with it
    assert presenter.screen.counter.voter == ""
    assert presenter.screen.held is None
    assert not view.panel.isVisible()


def test_nothing_is_noted_for_a_voter_who_has_gone(view, presenter, office, qtbot, tmp_path):
    held = cases.held_for(office, "no_identification")
    number = next(each for each in held if not office.contacts.receipt_of(each))
    presenter.open_counter()
    presenter.look_at_counter(number)
    presenter.next_at_counter()
    presenter.contacts.begin()
    presenter.contacts.take("no_answer")
    presenter.contacts.write_receipt(str(tmp_path / "receipt.pdf"))
    presenter.contacts.attach(str(tmp_path / "scan.png"))
    assert office.contacts.of(number) == ()
    assert office.contacts.receipt_of(number) == ""
    assert not (tmp_path / "receipt.pdf").exists()


def test_whoever_stood_at_the_counter_is_gone_when_the_desk_comes_to_the_front_again(presenter, office):
    presenter.ask(Query(tags=("oath_unsigned",)))
    presenter.open_counter()
    presenter.look_at_counter(next(cases.held_for(office, "no_identification")))
    presenter.enter()
    assert presenter.screen.counter is None
    assert presenter.screen.query == Query(tags=("oath_unsigned",)), "the list is as it was"


def test_an_envelope_that_waits_for_nothing_is_told_in_words_without_its_outcome(presenter, office):
    number = next(state.number for state in office.overview.states() if state.status == "determined")
    presenter.open_counter()
    presenter.look_at_counter(number)
    counter = presenter.screen.counter
    assert counter.state == f"Envelope {number} is being decided. Nothing is asked of the voter now."
    assert presenter.screen.held is None
    assert counter.contacts is not None


def test_the_counter_over_the_panel_is_no_higher_than_what_is_in_it(view, presenter, office, qtbot):
    view.resize(800, 1400)
    presenter.open_counter()
    presenter.look_at_counter(next(cases.held_for(office, "no_identification")))
    voter = view.counter._voter
    qtbot.waitUntil(lambda: view.panel.isVisible() and view.counter.height() > 0)
    below = view.counter.height() - voter.mapTo(view.counter, voter.rect().bottomLeft()).y()
    assert below < 40
