"""The Batches desk by keyboard: looking through, approving, returning, closing, answering."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from tests.desks import batches_cases as cases
from ui.desks.batches.presenter import BatchesPresenter
from ui.desks.batches.views.batches import BatchesView
from ui.desks.batches.views.open import _Warning
from ui.envelope.views.panel import EnvelopePanel
from ui.kit.personal import MASK, PersonalText, privacy

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def worked(tmp_path, tmp_path_factory):
    """A case in which one reviewer has determined every envelope."""
    made = cases.office_on(cases.determined_case(tmp_path_factory), tmp_path)
    yield made
    made.close()


def _shown(qtbot, office, person: str, about: str = "", seconds: cases.Seconds | None = None) -> BatchesView:
    cases.sign_in(office, person)
    presenter = BatchesPresenter(office, cases.RecordingShell(), seconds or cases.Seconds())
    view = BatchesView(presenter)
    view.resize(1080, 720)
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
    presenter.enter(about)
    view.setFocus()
    return view


def _press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def _panel_number(view: BatchesView) -> str:
    return view._presenter.screen.open.panel.number


SECONDS = cases.Seconds()


@pytest.fixture
def opened(qtbot, worked):
    """The supervisor with a batch open."""
    batch = cases.close_batch(worked)
    return _shown(qtbot, worked, cases.SUPERVISOR, batch, SECONDS)


def test_a_batch_is_shown_before_the_envelope_beside_its_list(qtbot, worked):
    view = _shown(qtbot, worked, cases.SUPERVISOR, cases.close_batch(worked))
    assert view.batch.table.isVisible()
    assert view.findChildren(EnvelopePanel) == []
    qtbot.waitUntil(lambda: any(each.isVisible() for each in view.findChildren(EnvelopePanel)))
    assert view.batch.table.grid.hasFocus()


def test_the_list_has_the_focus_and_the_arrows_show_the_next_envelope(qtbot, opened):
    assert opened.batch.table.grid.hasFocus()
    second = opened.batch.table.model.row(1).id
    _press(qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: _panel_number(opened) == second)
    assert opened.batch.table.grid.hasFocus()
    assert opened.batch.table.current_id == second


def test_rows_that_are_passed_quickly_are_not_counted_as_looked_at(qtbot, worked, opened):
    for _ in range(6):
        _press(qtbot, Qt.Key.Key_Down)
    seventh = opened.batch.table.model.row(6).id
    drawn = seventh in worked.batches.to_look_at(worked.batches.batch("B0001"))
    qtbot.waitUntil(lambda: _panel_number(opened) == seventh)
    SECONDS.now += 3
    opened.batch._look_whether_it_stayed()
    assert worked.batches.view(worked.batches.batch("B0001")).looked_at == ((seventh,) if drawn else ())


def test_n_goes_to_what_is_not_counted(qtbot, worked, opened):
    _press(qtbot, Qt.Key.Key_N)
    current = opened.batch.table.current_id
    assert current in cases.determined(worked, "not_counted")
    assert _panel_number(opened) == current


def test_what_n_brings_counts_by_the_clock_and_is_marked_in_the_list(qtbot, worked, opened):
    _press(qtbot, Qt.Key.Key_N)
    current = opened.batch.table.current_id
    qtbot.waitUntil(lambda: opened.batch._stay.isActive() and opened.batch._stay.interval() > 2_900)
    SECONDS.now += 3
    opened.batch._look_whether_it_stayed()
    assert worked.batches.view(worked.batches.batch("B0001")).looked_at == (current,)
    assert opened.batch.table.model.row(0).cells[2] in ("to look at", "")
    assert not opened.batch._stay.isActive()


def test_what_counts_while_it_is_drawn_leaves_no_older_words_on_the_screen(qtbot, worked, opened, monkeypatch):
    monkeypatch.setattr("ui.desks.batches.front.SECONDS", 0.0)
    many = len(worked.batches.left_to_look_at(worked.batches.batch("B0001")))
    for done in range(1, many + 1):
        _press(qtbot, Qt.Key.Key_N)
        qtbot.waitUntil(lambda done=done: opened._presenter.screen.open.to_look.done == done)
        assert opened.batch._to_look._words.text() == opened._presenter.screen.open.to_look.words
    assert opened.batch.approve.isEnabled()


def test_a_click_brings_the_row_before_the_person_the_current_one_too(qtbot, worked, opened):
    grid = opened.batch.table.grid
    place = next(at for at in range(40) if "to_look" in opened.batch.table.model.row(at).tags)
    number = opened.batch.table.model.row(place).id
    opened.batch.table.select(number)
    qtbot.waitUntil(lambda: _panel_number(opened) == number)
    assert not opened._presenter.screen.open.front
    at = grid.visualRect(grid.model().index(place, 0)).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: bool(opened._presenter.screen.open.front))
    opened.hide()
    SECONDS.now += 60
    opened.batch._look_whether_it_stayed()
    assert worked.batches.view(worked.batches.batch("B0001")).looked_at == ()


def test_a_list_that_moves_on_after_a_return_shows_what_nobody_looked_at(qtbot, worked, opened):
    _press(qtbot, Qt.Key.Key_R)
    qtbot.keyClicks(QApplication.focusWidget(), "Look again")
    _press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.wait(100)
    assert not opened._presenter.screen.open.front
    SECONDS.now += 60
    opened.batch._look_whether_it_stayed()
    assert worked.batches.view(worked.batches.batch("B0001")).looked_at == ()


def test_approve_is_dead_and_says_why_until_all_was_looked_at(qtbot, worked, opened):
    assert not opened.batch.approve.isEnabled()
    assert "Before you approve, look at" in opened.batch.approve.accessibleDescription()
    assert "Before you approve, look at" in opened.batch._to_look._words.text()
    _press(qtbot, Qt.Key.Key_Return, CTRL)
    assert worked.batches.batch("B0001").status == "waiting"
    assert "still have to be looked at" in opened.strip.notice.why
    cases.look_at_all(opened._presenter, SECONDS)
    assert opened.batch.approve.isEnabled()


def test_ctrl_enter_approves_and_the_focus_is_not_lost(qtbot, worked, opened):
    cases.look_at_all(opened._presenter, SECONDS)
    _press(qtbot, Qt.Key.Key_Return, CTRL)
    assert worked.batches.batch("B0001").status == "approved"
    assert opened.batch.table.grid.hasFocus()
    assert not opened.batch.approve.isVisible()
    assert opened.nag.isVisible()


def test_an_envelope_is_returned_with_the_keyboard_alone(qtbot, worked, opened):
    number = opened.batch.table.current_id
    _press(qtbot, Qt.Key.Key_R)
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    assert not opened.ask.question._accept.isEnabled()
    qtbot.keyClicks(field, "Look at the roll of 4 November")
    _press(qtbot, Qt.Key.Key_Return, CTRL)
    assert set(worked.batches.batch("B0001").returned) == {number}
    assert worked.batches.batch("B0001").status == "waiting"
    assert opened.batch.table.grid.hasFocus()


def test_ctrl_enter_does_not_approve_while_a_reason_is_written(qtbot, worked, opened):
    _press(qtbot, Qt.Key.Key_R)
    _press(qtbot, Qt.Key.Key_Return, CTRL)
    assert worked.batches.batch("B0001").status == "waiting"
    assert opened.ask.isVisible()


def test_escape_goes_back_by_one_step_at_a_time(qtbot, opened):
    _press(qtbot, Qt.Key.Key_R)
    _press(qtbot, Qt.Key.Key_Escape)
    assert not opened.ask.isVisible()
    assert opened.batch.isVisible()
    _press(qtbot, Qt.Key.Key_Escape)
    assert opened.lists.isVisible()
    assert opened.lists.table.grid.hasFocus()


def test_enter_opens_a_batch_that_waits(qtbot, worked):
    cases.close_batch(worked)
    view = _shown(qtbot, worked, cases.SUPERVISOR)
    _press(qtbot, Qt.Key.Key_Return)
    assert view.batch.isVisible()
    assert view.batch.table.grid.hasFocus()


def test_marked_envelopes_are_returned_together(qtbot, opened):
    numbers = [opened.batch.table.model.row(place).id for place in (0, 1)]
    _press(qtbot, Qt.Key.Key_M)
    _press(qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: _panel_number(opened) == numbers[1])
    _press(qtbot, Qt.Key.Key_M)
    assert opened.batch.give_back.text() == "Return 2 envelopes"
    assert opened.batch.table.current_id == numbers[1]


def test_a_group_is_chosen_by_keyboard_and_keeps_the_focus(qtbot, opened):
    buttons = opened.batch.groups._buttons
    buttons[0].setFocus()
    _press(qtbot, Qt.Key.Key_Down)
    _press(qtbot, Qt.Key.Key_Space)
    assert buttons[1].isChecked()
    assert buttons[1].hasFocus()
    group = opened._presenter.screen.open.groups[1]
    assert opened.batch.table.model.rowCount() == group.count


def test_a_citation_unfolds_the_paragraph_in_place(qtbot, opened):
    _press(qtbot, Qt.Key.Key_N)
    row = opened.batch.panel._rows["grounds"]._widgets[0]
    assert not row._paragraph.isVisible()
    row.citation.setFocus()
    _press(qtbot, Qt.Key.Key_Space)
    assert row._paragraph.isVisible()
    assert row._paragraph.part._text.text() == opened._presenter.screen.open.panel.grounds[0].text


def test_the_panel_is_moved_from_the_list(qtbot, opened):
    bar = opened.batch.panel._scrolled.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    _press(qtbot, Qt.Key.Key_Down, ALT)
    assert bar.value() > 0
    _press(qtbot, Qt.Key.Key_Up, ALT)
    assert bar.value() == 0


def test_hidden_personal_data_are_hidden_in_the_panel(qtbot, opened):
    shown = [each for each in opened.batch.panel.findChildren(PersonalText) if each.words and each.personal]
    assert shown
    privacy().set_hidden(True)
    assert {each.text() for each in shown} == {MASK}


def test_a_reviewer_closes_a_batch_by_key(qtbot, worked):
    view = _shown(qtbot, worked, cases.REVIEWER)
    assert view.lists.close_batch.isVisible()
    _press(qtbot, Qt.Key.Key_Return, CTRL)
    assert worked.batches.closable() == ()
    assert view.lists.table is view.lists.tables["mine"].part
    assert view.lists.table.grid.hasFocus()


def test_the_sections_are_gone_through_by_key(qtbot, worked):
    view = _shown(qtbot, worked, cases.REVIEWER)
    _press(qtbot, Qt.Key.Key_PageDown, CTRL)
    assert view.lists.table is view.lists.tables["returned"].part
    _press(qtbot, Qt.Key.Key_PageUp, CTRL)
    assert view.lists.table is view.lists.tables["to_close"].part


def test_who_may_not_approve_has_no_button_and_no_key_for_it(qtbot, worked):
    batch = cases.close_batch(worked)
    view = _shown(qtbot, worked, cases.REVIEWER, batch)
    assert not view.batch.approve.isVisible()
    assert view.batch._why_not.isVisible()
    _press(qtbot, Qt.Key.Key_Return, CTRL)
    assert worked.batches.batch(batch).status == "waiting"


def test_a_question_is_answered_by_key(qtbot, worked):
    number = cases.determined(worked, "count_full")[0]
    cases.refer(worked, number)
    view = _shown(qtbot, worked, cases.SUPERVISOR)
    _press(qtbot, Qt.Key.Key_PageDown, CTRL)
    _press(qtbot, Qt.Key.Key_A)
    qtbot.keyClicks(QApplication.focusWidget(), "The son")
    _press(qtbot, Qt.Key.Key_Return, CTRL)
    assert worked.overview.waiting().referred == 0
    assert view.lists.table is view.lists.tables["questions"].part


def test_every_button_has_a_name_and_the_keys_are_listed(opened):
    keys = opened.batch._keys.keys
    assert {"approve", "return", "return_all", "mark", "next", "reopen", "back"} <= set(keys)
    assert all(key.words for key in keys.values())
    assert opened.batch.panel.accessibleName()
    assert all(button.accessibleName() for button in opened.batch.groups._buttons)


def test_a_persons_own_words_for_an_answer_against_a_record_hide_with_personal_data(qtbot, worked):
    number = cases.decide_against_a_record(worked)
    view = _shown(qtbot, worked, cases.SUPERVISOR, cases.close_batch(worked))
    view._presenter.look(number)
    words = next(each for each in view.batch.panel.findChildren(PersonalText) if "father's" in each.words)
    assert words.text() == "The absentee oath is the father's, born 1948"
    privacy().set_hidden(True)
    assert words.text() == MASK
    assert "father" not in "".join(each.accessibleName() for each in view.findChildren(QWidget))
    privacy().set_hidden(False)


def test_departures_are_weighed_and_approved_by_one_key(qtbot, worked):
    for number in cases.determined(worked, "count_full")[:2]:
        cases.depart(worked, number)
    view = _shown(qtbot, worked, cases.SUPERVISOR, cases.close_batch(worked), SECONDS)
    cases.look_at_all(view._presenter, SECONDS)
    _press(qtbot, Qt.Key.Key_Return, CTRL)
    assert view.ask.question.title.text()
    assert view.ask.question._accept.text().startswith("Approve")
    assert view.ask.question._accept.hasFocus()
    assert worked.batches.batch("B0001").status == "waiting"
    _press(qtbot, Qt.Key.Key_Return, CTRL)
    assert worked.batches.batch("B0001").status == "approved"
    assert view.batch.table.grid.hasFocus()


def test_a_warning_breaks_its_lines_where_it_is_narrow(qtbot):
    warning = _Warning("body")
    qtbot.addWidget(warning)
    warning.warn("39 of 39 determinations rest on what one person alone gave, which nobody has confirmed", warns=True)
    assert warning.minimumSizeHint().width() < warning.sizeHint().width()
    assert warning.minimumSizeHint().width() < 300
