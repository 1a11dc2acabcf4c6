"""A tired worker's hands at the Review desk: no rush records, no key takes what nobody chose, nothing jumps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from tests.desks.review.fingers import cases
from ui.desks.review import guard
from ui.desks.review.presenter import TOO_SOON
from ui.desks.review.views.lines import LineRow
from ui.kit.choices import ChoiceButton, Choices


class Hand:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(desk, monkeypatch) -> Hand:
    """Half a second is half a second again, on a clock that stands still."""
    monkeypatch.setattr(guard, "SECONDS", 0.5)
    hand = Hand()
    desk.presenter._guard = guard.Guard(hand)
    return hand


def test_six_keys_in_a_rush_record_nothing_and_are_told_why(desk, first, clock):
    number = first(cases.in_part)
    desk.open(number)
    desk.keys("Enter", "Enter", "Ctrl+Enter", "Enter", "Enter", "Ctrl+Enter")
    assert desk.state(number).determination is None
    assert desk.presenter.screen.number == number
    assert TOO_SOON in desk.presenter.screen.bar.hint
    clock.now += 0.49
    desk.keys("Ctrl+Enter")
    assert desk.state(number).determination is None
    clock.now += 0.02
    desk.keys("Ctrl+Enter")
    assert desk.state(number).outcome == "count_partial"
    assert desk.presenter.screen.number != number


def test_the_half_second_begins_anew_where_another_outcome_appears(desk, first, clock):
    number = first(cases.in_full)
    desk.open(number)
    desk.keys("Enter", "Enter")
    clock.now += 1
    desk.presenter.reopen("oath")
    desk.presenter.press("3")
    desk.presenter.choose("not_the_oath")
    desk.settle()
    desk.keys("Ctrl+Enter")
    assert desk.state(number).determination is None
    clock.now += 1
    desk.keys("Ctrl+Enter")
    assert desk.state(number).outcome == "held"


def test_skip_and_its_undo_leave_the_queue_as_it_was(desk, first):
    number = first(cases.in_part)
    desk.open(number)
    desk.keys("S")
    assert desk.presenter.screen.number != number
    desk.keys("U")
    assert desk.presenter.screen.number == number
    assert desk.shell.happened == f"Undone: envelope {number} is here again."
    assert desk.presenter._queue._skipped == []


def test_where_sources_contradict_one_another_space_answers_nothing(desk, first):
    number = first(cases.outstanding)
    desk.open(number)
    desk.keys("Enter", "Enter")
    assert desk.presenter.screen.asking.fact == "voted_already"
    assert isinstance(desk.focus, Choices)
    before = desk.state(number).answers
    desk.keys("Space", "Enter")
    assert desk.state(number).answers == before
    assert desk.presenter.screen.panel is None


def test_the_focus_stands_on_what_is_suggested(desk, first):
    number = first(lambda s: s.evidence.papers.id_shown is None and "PI" not in s.evidence.papers.reasons
                   and s.evidence.papers.oath_signed is not None)  # fmt: skip
    desk.open(number)
    assert desk.presenter.screen.asking.fact == "identification"
    assert isinstance(desk.focus, ChoiceButton)
    assert desk.focus.choice.key == desk.presenter.screen.asking.likely == "1"


def test_an_answer_that_was_taken_back_does_not_look_given(desk, first):
    number = first(cases.outstanding)
    desk.open(number)
    desk.keys("Enter", "Enter", "1")
    assert desk.presenter.screen.panel is not None
    desk.keys("Esc")
    buttons = desk.view.cards.asking().choices.findChildren(ChoiceButton)
    shown = [button for button in buttons if button.isVisible()]
    assert len(shown) == 10
    assert not any(button.isChecked() for button in shown)


def test_the_buttons_stay_where_they_are(desk, first):
    places = set()
    for kind in (cases.in_part, cases.in_full, cases.without_id):
        desk.open(first(kind))
        for __ in range(3):
            places.add(
                desk.view.bar._acts["skip"].mapTo(desk.frame, desk.view.bar._acts["skip"].rect().topLeft()).toTuple()
            )
            desk.keys("Enter")
    assert len(places) == 1


def test_the_panel_stands_in_the_card_where_its_answer_was_given(desk, first):
    desk.open(first(cases.outstanding))
    desk.keys("Enter", "Enter", "1")
    assert desk.view.cards.cards["votes"].isAncestorOf(desk.view.panel)
    assert [choice.key for choice in desk.presenter.screen.asking.choices] == ["1"]
    top = desk.view.panel.mapTo(desk.view.cards, desk.view.panel.rect().topLeft()).y()
    bar = desk.view._columns.card_area.verticalScrollBar().value()
    assert top + desk.view.panel.height() <= bar + desk.view._columns.card_area.viewport().height()
    desk.keys("Esc", "R")
    assert not desk.view.cards.cards["votes"].isAncestorOf(desk.view.panel)


def test_choosing_another_field_to_correct_keeps_the_keyboard_where_it_is(desk, first):
    desk.open(first(cases.in_part))
    desk.keys("E", "1")
    for __ in range(3):
        assert isinstance(desk.focus, QComboBox)
        before = desk.presenter.screen.panel.fields[0].value
        desk.keys("Down")
        assert desk.focus.isVisible()
        assert desk.presenter.screen.panel.fields[0].value != before


def test_a_slip_in_the_precinct_is_corrected_with_its_number(desk, first):
    """E, 1, P, the field, 024, why: no key more than that."""
    number = first(cases.in_part)
    desk.open(number)
    desk.keys("E", "1")
    desk.write("pr")
    assert desk.presenter.screen.panel.fields[0].value == "precinct_cast"
    desk.keys("Enter")
    desk.write("024")
    assert desk.focus.currentData() == "024"
    desk.keys("Enter")
    desk.write("Read wrongly")
    desk.keys("Enter")
    assert desk.state(number).precinct_cast == "024"


def test_nothing_is_chosen_by_itself_where_a_person_departs(desk, first):
    desk.open(first(cases.in_part))
    desk.keys("Enter", "Enter", "O")
    desk.presenter.choose("held")
    desk.presenter.cancel()
    desk.presenter.otherwise()
    desk.presenter.choose("not_counted")
    panel = desk.presenter.screen.panel
    assert (panel.kind, panel.fields[0].value) == ("code", "")
    desk.settle()
    desk.keys("Ctrl+Enter")
    assert desk.presenter.screen.panel.fields[0].problem == "Choose a reason."


def test_the_cards_of_another_envelope_are_shown_from_the_top(desk, first):
    desk.frame.resize(1024, 700)
    desk.open(first(cases.outstanding))
    desk.keys("Enter", "Enter")
    area = desk.view._columns.card_area.verticalScrollBar()
    assert area.value() > 0
    desk.open(first(cases.in_part))
    assert area.value() == 0


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_no_panel_has_the_cards_scroll_sideways(desk, first, size):
    desk.frame.resize(*size)
    desk.open(first(cases.in_part))
    openers = (
        desk.presenter.hold, desk.presenter.refer, desk.presenter.otherwise, desk.presenter.put_right,
        desk.presenter.fix_home, lambda: desk.presenter.correct("precinct_cast"), desk.presenter.show_ballots,
    )  # fmt: skip
    for opens in openers:
        opens()
        desk.settle()
        assert desk.view._columns.card_area.horizontalScrollBar().maximum() == 0
        desk.presenter.cancel()


def test_a_key_scrolls_what_comes_of_the_ballot(desk, first):
    desk.open(first(cases.in_part))
    desk.keys("Enter", "Enter")
    bar = desk.view.outcome._scrolled.verticalScrollBar()
    assert bar.maximum() > 0
    desk.qtbot.keyClick(desk.focus, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    desk.qtbot.keyClick(desk.focus, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_a_word_typed_where_letters_are_keys_does_one_thing_at_most(desk, first, monkeypatch):
    monkeypatch.setattr(guard, "WORD_SECONDS", 0.25)
    clock = Hand()
    desk.view._letters = guard.Letters(clock)
    number = first(cases.without_id)
    desk.open(number)
    for letter in "smith":
        desk.keys(letter.upper())
        clock.now += 0.08
    assert desk.presenter.screen.panel is None
    assert "Press / to search" in desk.presenter.screen.bar.hint
    assert [desk.state(each).determination for each in (number, desk.presenter.screen.number)] == [None, None]
    clock.now += 1
    desk.keys("R")
    assert desk.presenter.screen.panel.kind == "refer"


def test_the_sources_of_a_card_stand_all_beside_or_all_under_their_answers(desk, first):
    desk.open(first(cases.in_part))
    for size in ((1280, 800), (1920, 1080)):
        desk.frame.resize(*size)
        desk.settle()
        for card in ("papers", "voter"):
            rows = [row for row in desk.view.cards.cards[card].findChildren(LineRow) if row.isVisible()]
            assert len({row._both.direction() for row in rows}) == 1


def test_a_question_to_a_supervisor_is_taken_back_with_undo(desk, first):
    number = first(cases.in_part)
    desk.open(number)
    desk.keys("R")
    desk.write("Is this the father or the son?")
    desk.keys("Ctrl+Enter")
    assert desk.state(number).referred
    assert desk.presenter.screen.number != number
    desk.keys("U")
    state = desk.state(number)
    assert (state.referred, state.referred_by) == ("", "")
    assert desk.presenter.screen.number == number
    assert desk.presenter.screen.bar.may_act
    assert desk.shell.happened == f"Undone: envelope {number} is to do again."


def test_a_correction_is_told_and_stands_beside_its_field(desk, first):
    number = first(cases.in_part)
    desk.open(number)
    desk.presenter.correct("precinct_cast")
    desk.presenter.submit({"field": "precinct_cast", "value": "024", "reason": "Read wrongly"})
    desk.settle()
    assert desk.shell.happened == "Corrected: precinct where it was cast"
    marked = [line.label for line in desk.presenter.screen.papers.lines if line.corrected]
    assert marked == ["Precinct"]
