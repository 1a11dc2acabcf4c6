"""The Review desk by keyboard alone, in the window's frame, on a practice case."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QScrollArea

from tests.desks.review.fingers import FrameShell, cases
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.views.lines import LineRow
from ui.desks.review.views.outcome import OutcomeColumn
from ui.desks.review.views.review import ReviewView
from ui.kit.keys import set_letters
from ui.kit.personal import MASK, PersonalText
from ui.kit.text import Text
from ui.kit.window.frame import Frame


def test_it_is_drawn_once_it_is_seen_and_the_window_answers_before(qtbot, office, first):
    presenter = ReviewPresenter(office, FrameShell(Frame()))
    view = ReviewView(presenter)
    qtbot.addWidget(view)
    presenter.enter(first(cases.in_part))
    assert view.cards.findChildren(LineRow) == []
    answered = []
    QTimer.singleShot(0, view, lambda: answered.append(view.cards.findChildren(LineRow)))
    with qtbot.waitActive(view):
        view.show()
    view.setFocus()
    qtbot.waitUntil(lambda: view.cards.isAncestorOf(QApplication.focusWidget()))
    assert answered == [[]]
    assert any(each.isVisible() for each in view.cards.findChildren(LineRow))


def test_an_easy_envelope_is_exactly_three_keys(desk, first):
    number = first(cases.in_part)
    desk.open(number)
    desk.keys("Enter", "Enter", "Ctrl+Enter")
    assert desk.state(number).outcome == "count_partial"
    assert desk.presenter.screen.number != number
    assert desk.shell.happened.startswith(f"Envelope {number} recorded: count in part. ")
    assert desk.view.head.isVisible()


def test_enter_alone_records_nothing(desk, first):
    number = first(cases.easy)
    desk.open(number)
    desk.keys("Enter", "Enter", "Enter", "Space", "Enter")
    assert desk.state(number).determination is None


def test_a_key_that_is_held_down_does_not_record(desk, first):
    number = first(cases.easy)
    desk.open(number)
    desk.keys("Enter", "Enter")
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, "\r", True, 1)
    QApplication.sendEvent(desk.focus or desk.frame, held)
    desk.settle()
    assert desk.state(number).determination is None


def test_nobody_on_the_roll_goes_by_numbers_to_a_hold(desk, first):
    number = first(cases.nobody)
    desk.open(number)
    desk.keys("Enter", "0", "2", "2", "2", "3", "3", "2", "H")
    state = desk.state(number)
    assert state.outcome == "held"
    assert len(state.research) == 8
    assert desk.presenter.screen.number not in ("", number)


def test_a_contradiction_wants_its_own_number(desk, first):
    number = first(cases.outstanding)
    desk.open(number)
    desk.keys("Enter", "Enter", "Enter")
    assert "voted_already" not in desk.state(number).answers
    assert desk.presenter.screen.bar.hint == "Still open: other votes"
    desk.keys("2")
    assert desk.state(number).answers["voted_already"].value == "absentee_outstanding"


def test_with_an_open_contradiction_the_columns_do_not_scroll_sideways(desk, first):
    desk.open(first(cases.outstanding))
    desk.keys("Enter", "Enter", "Enter")
    bars = [area.horizontalScrollBar() for area in desk.view.findChildren(QScrollArea) if area.isVisible()]
    assert bars
    assert [bar.maximum() for bar in bars if bar.maximum()] == []


def test_undo_by_its_key_brings_the_envelope_back(desk, first):
    number = first(cases.easy)
    desk.open(number)
    desk.keys("Enter", "Enter", "Ctrl+Enter", "U")
    assert desk.state(number).status == "to_do"
    assert desk.presenter.screen.number == number


def test_referring_is_written_in_its_place_and_letters_are_dead_while_typing(desk, first):
    number = first(cases.easy)
    desk.open(number)
    desk.keys("R")
    assert isinstance(desk.focus, QPlainTextEdit)
    desk.write("Has HER sister 1 or 2 been here before?")
    assert desk.focus.toPlainText() == "Has HER sister 1 or 2 been here before?"
    assert desk.presenter.screen.panel is not None
    desk.keys("Ctrl+Enter")
    assert desk.state(number).referred
    assert desk.presenter.screen.number != number


def test_escape_closes_the_panel_and_the_focus_is_not_lost(desk, first):
    desk.open(first(cases.easy))
    desk.keys("R", "Esc")
    assert desk.presenter.screen.panel is None
    assert desk.view.isAncestorOf(desk.focus)
    assert not desk.view.panel.isVisible()


def test_a_slip_is_corrected_by_keyboard(desk, first):
    number = first(cases.in_part)
    desk.open(number)
    desk.keys("E", "1")
    assert isinstance(desk.focus, QComboBox)
    desk.keys("Tab")
    assert isinstance(desk.focus, QLineEdit)
    desk.focus.selectAll()
    desk.write("17:45")
    desk.keys("Enter")
    desk.write("The 7 was read as a 1.")
    desk.keys("Ctrl+Enter")
    assert desk.presenter.screen.panel is None
    words = [line.words for card in desk.presenter.screen.cards for line in card.lines]
    assert any("5:45 p.m." in each for each in words)


def test_tab_goes_through_a_slip_in_order_also_after_another_field_was_chosen(desk, first):
    desk.open(first(cases.in_part))
    desk.keys("E", "1", "Down", "Down", "Down", "Down")
    rows, seen = desk.view.panel.form.rows, []
    for _ in range(4):
        seen.append(desk.focus)
        desk.keys("Tab")
    assert seen == [*(row.editor for row in rows.values()), desk.view.panel.form.button]


def test_typing_in_a_panel_keeps_the_cursor_and_the_words(desk, first):
    number = first(cases.without_id)
    desk.open(number)
    desk.presenter.reopen("identification")
    desk.settle()
    desk.keys("3", "1")
    desk.write("Nov 3, 9:05 p.m.")
    assert isinstance(desk.focus, QLineEdit)
    assert desk.focus.text() == "Nov 3, 9:05 p.m."
    desk.keys("Enter")
    assert desk.state(number).answers["identification"].value == "supplied_in_time"


def test_the_slash_goes_to_the_search_and_its_hits_are_on_the_numbers(desk, first, practice_case):
    number = first(cases.nobody)
    elector = next(s.evidence.elector for s in cases.pristine_sheets(practice_case) if s.evidence.elector is not None)
    desk.open(number)
    desk.keys("Enter", "/")
    assert isinstance(desk.focus, QLineEdit)
    desk.write(f"{elector.first_name} {elector.last_name} {elector.birth_year}")
    assert "match" not in desk.state(number).answers
    desk.keys("Enter", "1", "1")
    assert desk.view.panel.asked.names
    desk.write("Court order of 2018")
    assert "match" not in desk.state(number).answers
    desk.keys("Ctrl+Enter")
    assert desk.state(number).answers["match"].value == "chosen"


def test_esc_empties_the_search_and_the_next_one_goes_back_to_the_answers(desk, first):
    desk.open(first(cases.nobody))
    desk.keys("Enter", "/")
    desk.write("Nobody Atall")
    desk.keys("Enter")
    assert desk.presenter.screen.asking.searched == "Nobody Atall"
    desk.keys("/", "Esc")
    assert isinstance(desk.focus, QLineEdit)
    assert desk.focus.text() == ""
    desk.qtbot.waitUntil(lambda: desk.presenter.screen.asking.searched == "")
    desk.keys("Esc")
    assert not isinstance(desk.focus, QLineEdit)
    assert desk.presenter.screen.asking.fact == "match"


def test_esc_empties_the_search_of_an_answered_line_and_the_next_one_closes_it(desk, first):
    desk.open(first(cases.easy))
    desk.keys("/")
    desk.write("Nobody")
    desk.keys("Esc")
    assert isinstance(desk.focus, QLineEdit)
    assert desk.focus.text() == ""
    assert desk.presenter.screen.asking.fact == "match"
    desk.keys("Esc")
    assert desk.presenter.screen.asking is None or desk.presenter.screen.asking.fact != "match"


def test_that_a_ballot_is_kept_apart_takes_one_line_over_what_scrolls(desk, first):
    extended = ("court_extension", "record")
    desk.open(
        first(lambda it: "cast" in it.known and (it.known["cast"].answer.value, it.known["cast"].strength) == extended)
    )
    desk.keys("Enter")
    outcome = desk.frame.findChild(OutcomeColumn)
    apart = next(each for each in outcome.findChildren(Text) if each.text().startswith("Kept apart"))
    assert apart.height() <= apart.heightForWidth(apart.width())
    assert outcome.findChild(QScrollArea).height() > outcome.height() / 2


def test_another_name_is_explained_with_the_mouse_alone(desk, first, office, qtbot):
    number = first(cases.in_full)
    cases.rename(office, number, last_name="Vandersloot")
    desk.open(number)
    desk.presenter.accept()
    desk.settle()

    def press(words: str) -> None:
        buttons = [each for each in desk.frame.findChildren(QAbstractButton) if each.isVisible()]
        found = next(each for each in buttons if words in f"{each.accessibleName()} {each.text()}")
        qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
        desk.settle()

    press(", born ")
    press("Something else: write it")
    desk.write("The clerk at the polls knows her")
    press("Record the answer")
    answer = desk.state(number).answers["match"]
    assert (answer.value, answer.why) == ("chosen", "other")


def test_the_other_envelope_of_the_voter_is_a_click_away_and_both_stand_side_by_side(desk, first, office):
    number, other = first(cases.in_part), first(cases.in_full)
    papers = office.review.sheet(number).evidence.papers
    cases.rename(office, other, **{field: getattr(papers, field) for field in cases.OF_THE_VOTER})
    desk.open(number)
    desk.keys("Enter", "Enter")
    card = desk.view.cards.current()
    assert card is not None
    links = card._others.part
    assert [link.text() for link in links.links] == [f"Open {other}"]
    links.compare.click()
    desk.settle()
    area = desk.view._columns.card_area
    shown = desk.view._others.part.mapTo(area, QPoint(0, 0)).y()
    assert 0 <= shown < area.viewport().height() // 2
    assert not area.horizontalScrollBar().isVisible()
    links.links[0].click()
    assert desk.presenter.screen.number == other


def test_nine_searches_again(desk, first):
    desk.open(first(cases.nobody))
    desk.keys("Enter", "9")
    assert isinstance(desk.focus, QLineEdit)


def test_the_paragraph_unfolds_and_folds_by_its_key(desk, first):
    desk.open(first(cases.in_part))
    desk.keys("Enter", "Enter", "L")
    assert desk.presenter.screen.outcome.grounds[0].text
    desk.keys("L")
    assert not desk.presenter.screen.outcome.grounds[0].text


def test_what_would_have_to_be_different_unfolds_and_folds_by_its_key_and_by_a_click(desk, first):
    desk.open(first(cases.in_part))
    desk.keys("Enter", "Enter", "D")
    assert desk.presenter.screen.outcome.ways
    assert "unfolded" in desk.view.outcome.ways.head.accessibleName()
    desk.view.outcome.ways.head.click()
    assert not desk.presenter.screen.outcome.ways


def test_the_registration_number_is_copied(desk, first, practice_case):
    number = first(cases.easy)
    desk.open(number)
    desk.keys("C")
    sheet = next(sheet for sheet in cases.pristine_sheets(practice_case) if sheet.number == number)
    assert QGuiApplication.clipboard().text() == sheet.evidence.elector.registration_number


def test_back_by_its_key_opens_the_accepted_card_again(desk, first):
    number = first(cases.easy)
    desk.open(number)
    desk.keys("Enter", "B")
    assert desk.presenter.screen.asking.fact == "oath"
    desk.keys("3", "1")
    assert desk.state(number).answers["oath"].value == "unsigned"


def test_the_arrow_and_space_choose_an_answer_too(desk, first):
    number = first(lambda sheet: sheet.evidence.papers.oath_signed is None)
    desk.open(number)
    desk.keys("Space")
    assert desk.state(number).answers == {}  # an empty box suggests nothing, so the focus is on no answer
    desk.keys("Down", "Down", "Down", "Space")
    assert desk.state(number).answers["oath"].value == "unsigned"


def test_single_letters_and_digits_can_be_switched_off(desk, first):
    number = first(cases.easy)
    desk.open(number)
    set_letters(False)
    desk.keys("R")
    assert desk.presenter.screen.panel is None


def test_nothing_personal_stands_on_the_screen_while_it_is_hidden(desk, first, practice_case):
    number = first(cases.easy)
    sheet = next(sheet for sheet in cases.pristine_sheets(practice_case) if sheet.number == number)
    desk.open(number)
    desk.keys("Enter")
    desk.qtbot.keyClick(desk.frame, Qt.Key.Key_F9)
    desk.settle()
    personal = [each for each in desk.view.findChildren(PersonalText) if each.isVisible() and each.personal]
    shown = [each.text() for each in personal if each.text()]
    assert shown
    assert set(shown) == {MASK}
    names = " ".join(
        child.accessibleName() for child in desk.view.findChildren(object) if hasattr(child, "accessibleName")
    )
    assert sheet.evidence.elector.last_name not in names


def test_a_determined_envelope_is_taken_back_by_keyboard(desk, first):
    number = first(cases.easy)
    desk.open(number)
    desk.keys("Enter", "Enter", "Ctrl+Enter")
    desk.open(number)
    desk.keys("Enter", "1", "T")
    desk.write("The wrong envelope.")
    desk.keys("Ctrl+Enter")
    assert desk.state(number).status == "to_do"


def test_the_focus_stays_on_the_desk_from_envelope_to_envelope(desk, first):
    desk.open(first(cases.easy))
    for name in ("Enter", "Enter", "Ctrl+Enter", "S", "S", "B"):
        desk.keys(name)
        assert desk.view.isAncestorOf(desk.focus), name
