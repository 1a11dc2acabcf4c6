"""Each component says what it was given, by mouse, by key and to assistive technology."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ui.kit.answer import AnswerLine
from ui.kit.buttons import FoldingLink, IconButton, QuietButton
from ui.kit.card import AnswerCard
from ui.kit.choices import ChoiceButton, Choices
from ui.kit.drawn.bar import OutcomeBar
from ui.kit.drawn.chip import FilterChips
from ui.kit.drawn.figure import Figure
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.drawn.outcome import WORDS, OutcomeBadge
from ui.kit.empty import EmptyState
from ui.kit.form import FieldRow, PasswordField
from ui.kit.keys import Key, Keys
from ui.kit.language import say
from ui.kit.panel import column, holder, reveal, row
from ui.kit.personal import MASK, PersonalField, PersonalText, privacy
from ui.kit.progress import Progress
from ui.kit.question import Prompt, QuestionPanel
from ui.kit.search import PAUSE_MS, SearchField
from ui.kit.strip import Strip
from ui.kit.style.theme import look, theme
from ui.kit.text import Text
from ui.parts import Choice, Filter, Line, Notice, Slice, Working

CHOICES = (Choice("1", "signed", "Yes"), Choice("2", "marked", "Yes, with a mark"), Choice("0", "refer", "Refer"))


@pytest.mark.parametrize("outcome", list(WORDS))
def test_a_badge_says_the_outcome_in_words(qtbot, outcome):
    badge = OutcomeBadge(outcome)
    qtbot.addWidget(badge)
    assert badge.accessibleName() == WORDS[outcome]


def test_the_shapes_of_outcomes_differ_without_colour(qtbot):
    shapes = set()
    for outcome in WORDS:
        badge = OutcomeBadge(outcome, words=" ")
        qtbot.addWidget(badge)
        image = badge.grab().toImage()
        shapes.add(
            "".join("#" if image.pixelColor(x, y).lightness() < 200 else "." for x in range(16) for y in range(24))
        )
    assert len(shapes) == len(WORDS)


def test_a_ballot_kept_apart_is_said_and_drawn_so(qtbot):
    apart, plain = OutcomeBadge("count_full", True), OutcomeBadge("count_full")
    qtbot.addWidget(apart)
    qtbot.addWidget(plain)
    assert apart.accessibleName() == "Count in full, kept apart"
    assert apart.sizeHint().width() > plain.sizeHint().width()


def test_an_incomplete_recommendation_is_drawn_as_undecided(qtbot):
    badge = OutcomeBadge("incomplete")
    qtbot.addWidget(badge)
    assert badge.outcome == "undecided"


def test_a_number_answers_at_once(qtbot):
    choices = Choices(CHOICES)
    qtbot.addWidget(choices)
    choices.show()
    choices.focus_first()
    with qtbot.waitSignal(choices.chosen) as heard:
        QTest.keyClick(choices.findChildren(ChoiceButton)[0], Qt.Key.Key_2)
    assert heard.args == ["marked"]


def test_down_and_enter_choose_the_second_answer(qtbot):
    choices = Choices(CHOICES)
    qtbot.addWidget(choices)
    with qtbot.waitActive(choices):
        choices.show()
    choices.focus_first()
    buttons = choices.findChildren(ChoiceButton)
    QTest.keyClick(buttons[0], Qt.Key.Key_Down)
    with qtbot.waitSignal(choices.chosen) as heard:
        QTest.keyClick(choices.window().focusWidget(), Qt.Key.Key_Return)
    assert heard.args == ["marked"]


def test_a_key_without_an_answer_chooses_nothing(qtbot):
    choices = Choices(CHOICES)
    qtbot.addWidget(choices)
    with qtbot.assertNotEmitted(choices.chosen):
        assert not choices.press("7")


def test_a_folded_card_shows_its_summary_and_no_lines(qtbot):
    card = AnswerCard("Papers")
    qtbot.addWidget(card)
    card.set_lines((Line("Oath", "Signed", "envelope"),))
    card.set_summary("signed")
    card.set_state("folded")
    card.show()
    assert not any(line.isVisible() for line in card.findChildren(AnswerLine))
    card.set_state("current")
    assert [line.isVisible() for line in card.findChildren(AnswerLine)] == [True]


def test_a_pressed_line_tells_which_one_it_is(qtbot):
    card = AnswerCard("Papers")
    qtbot.addWidget(card)
    card.set_lines((Line("Oath", "Signed"), Line("Identification", "", "", "open")))
    card.show()
    with qtbot.waitSignal(card.line_opened) as heard:
        QTest.mouseClick(card.findChildren(AnswerLine)[1], Qt.MouseButton.LeftButton)
    assert heard.args == [1]


def test_a_contradicted_line_says_so_to_a_screen_reader(qtbot):
    line = AnswerLine(Line("When", "19:31", "envelope", "contradiction"))
    qtbot.addWidget(line)
    assert line.accessibleName() == "When: 19:31, envelope, sources disagree"


def test_a_strip_shows_what_why_and_what_to_do_until_dismissed(qtbot):
    strip = Strip()
    qtbot.addWidget(strip)
    assert strip.isHidden()
    strip.show_notice(Notice("The disk is full.", "Nothing was saved.", "Free some space.", "Try again"))
    assert strip.accessibleName() == "Error: The disk is full. Nothing was saved. Free some space."
    strip.show_notice(None)
    assert strip.isHidden()


def test_a_strip_that_says_why_a_screen_is_empty_cannot_be_dismissed(qtbot):
    strip = Strip()
    qtbot.addWidget(strip)
    close = strip.findChild(IconButton)
    strip.show_notice(Notice("Nothing was read.", action="Read it", stays=True))
    assert close.isHidden()
    strip.show_notice(Notice("The disk is full."))
    assert not close.isHidden()


def test_a_strip_made_with_a_notice_is_no_window_of_its_own(qtbot):
    strip = Strip(Notice("The disk is full."))
    qtbot.addWidget(strip)
    assert not strip.isVisible()


def test_a_question_waits_for_an_answer_and_for_words_where_they_are_needed(qtbot):
    question = QuestionPanel("Why?", CHOICES, Prompt(needs_text=True))
    qtbot.addWidget(question)
    question.show()
    words = question.findChild(QPlainTextEdit)
    with qtbot.assertNotEmitted(question.answered):
        QTest.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    question.findChildren(ChoiceButton)[1].click()
    words.setPlainText("The roll was corrected.")
    with qtbot.waitSignal(question.answered) as heard:
        QTest.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard.args == ["marked", "The roll was corrected."]


def test_escape_leaves_a_question(qtbot):
    question = QuestionPanel("Why?", CHOICES)
    qtbot.addWidget(question)
    question.show()
    with qtbot.waitSignal(question.cancelled):
        QTest.keyClick(question, Qt.Key.Key_Escape)


def test_a_figure_is_a_door(qtbot):
    figure = Figure("38", "held")
    qtbot.addWidget(figure)
    figure.show()
    with qtbot.waitSignal(figure.clicked):
        QTest.keyClick(figure, Qt.Key.Key_Space)
    assert figure.accessibleName() == "38 held"


def test_the_bar_says_its_numbers(qtbot):
    bar = OutcomeBar((Slice("count_full", 1402), Slice("held", 0)))
    qtbot.addWidget(bar)
    assert bar.accessibleName() == "Count in full: 1,402, Held: 0"


def test_filters_tell_what_is_on_and_keep_it_when_counts_change(qtbot):
    chips = FilterChips()
    qtbot.addWidget(chips)
    chips.set_filters((Filter("a", "A", 3), Filter("b", "B", 4)))
    chips.set_on(("b",))
    chips.set_filters((Filter("a", "A", 2), Filter("b", "B", 5)))
    assert chips.on == ("b",)


def test_search_tells_once_typing_has_paused_and_escape_empties_it(qtbot):
    field = SearchField()
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.settled) as heard:
        QTest.keyClicks(field, "041")
    assert heard.args == ["041"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field, Qt.Key.Key_Escape)


def test_escape_empties_a_search_before_the_page_around_it_hears_of_it(qtbot):
    page, heard = QWidget(), []
    field = SearchField()
    QVBoxLayout(page).addWidget(field)
    Keys(page, "Page").bind(Key("page_leave", "Esc", "Leave"), lambda: heard.append(field.text()))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    field.take_focus()
    QTest.keyClicks(field, "041")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), heard) == ("", [])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert heard == [""]


def test_a_search_is_not_settled_once_its_field_is_gone_from_sight(qtbot):
    """The window closes within the pause: the case that would be searched is closed before the pause is over."""
    field = SearchField()
    qtbot.addWidget(field)
    field.show()
    field.setText("Zoe")
    field.hide()
    with qtbot.assertNotEmitted(field.settled, wait=2 * PAUSE_MS):
        pass
    with qtbot.waitSignal(field.settled) as heard:
        field.show()
    assert heard.args == ["Zoe"]


def test_a_field_says_its_problem_in_words(qtbot):
    row = FieldRow("Birth date", QLineEdit(), "Month first")
    qtbot.addWidget(row)
    row.set_problem("There is no month 13.")
    assert row.editor.accessibleDescription() == "Problem: There is no month 13."
    row.set_problem("")
    assert row.editor.accessibleDescription() == "Month first"


def test_the_label_of_a_field_wraps_where_the_text_is_large_and_the_room_small(qtbot, qapp, pictures):
    row = FieldRow("When did the voter show identification at the office?", QLineEdit())
    qtbot.addWidget(row)
    row.resize(280, 400)
    row.show()
    theme().apply(qapp, "light", 200)
    try:
        QTest.qWait(0)
        assert row.width() == 280
        assert pictures.clipped(row) == []
    finally:
        theme().apply(qapp, "light", 100)


def test_a_hash_goes_on_in_the_next_line_and_is_said_whole(qtbot):
    root = "5bbd6b006977c301e7bc50ce697995615b69ad5534d4e521d3a03e51fce22471"
    words = Text(f"from the record's first 287 entries, root {root}", wrap=True)
    qtbot.addWidget(words)
    assert words.text().endswith(root)
    assert words.minimumSizeHint().width() < words.fontMetrics().horizontalAdvance(root) / 2
    words.setText(root)
    assert words.text() == root
    line = Text(root)
    qtbot.addWidget(line)
    assert line.minimumSizeHint().width() >= line.fontMetrics().horizontalAdvance(root)


@pytest.mark.parametrize("later", [False, True])
def test_what_is_copied_from_words_that_can_be_selected_is_what_they_say(qtbot, later):
    address = "a.very.long.name.of.a.voter.who.moved@mail.example.org"
    words = Text("" if later else address, wrap=True)
    qtbot.addWidget(words)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if later:
        words.setText(address)
    words.setSelection(0, len(address))
    assert words.selectedText() == address


def test_an_icon_beside_words_that_wrap_stands_in_the_middle_of_their_first_line(qtbot):
    words, icon = Text("one\ntwo\nthree", wrap=True), StateIcon("check", "muted", 14, line="body")
    both = row(icon, words)
    both.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
    holds = holder(both)
    qtbot.addWidget(holds)
    holds.show()
    line = look().line_height("body")
    assert abs(icon.geometry().center().y() - (words.y() + (line - 1) / 2)) <= 0.5
    assert Text("one").sizeHint().height() == line


def test_words_that_hide_take_a_place_once_something_is_said(qtbot):
    words, silent, plain = Text("", hides=True), Text("", hides=True), Text("")
    marked = Marked(StateIcon("check", "count_full"), Text(""))
    holder = QWidget()
    words.setText("Before it has a place")
    assert not words.isVisible()
    holder.setLayout(column(words, silent, plain, marked))
    qtbot.addWidget(holder)
    holder.show()
    shown = [each.isVisible() for each in (words, silent, plain, marked)]
    assert shown == [True, False, True, False]
    words.setText("")
    marked.say("Made")
    assert (words.isVisible(), marked.isVisible()) == (False, True)


def test_what_is_revealed_in_a_place_not_seen_yet_is_styled_once_it_is_seen(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    words = Text("Said")
    around.setLayout(column(words))
    words.hide()
    reveal(words, True)
    assert not words.isHidden()
    assert not words.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
    around.show()
    assert words.isVisible()
    assert words.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)


def test_a_button_without_words_is_not_there(qtbot):
    button, holder = QuietButton(""), QWidget()
    holder.setLayout(column(button))
    qtbot.addWidget(holder)
    holder.show()
    button.offer("")
    assert not button.isVisible()
    button.offer("Decrypt")
    assert (button.isVisible(), button.text()) == (True, "Decrypt")


def test_a_password_is_hidden(qtbot):
    field = PasswordField()
    qtbot.addWidget(field)
    field.setText("secret")
    assert field.displayText() != "secret"


def test_tab_passes_over_the_eye_of_a_password_and_no_key_goes_to_it(qtbot):
    first, second, holder = PasswordField(), PasswordField(), QWidget()
    holder.setLayout(column(first, second))
    qtbot.addWidget(holder)
    with qtbot.waitActive(holder):
        holder.show()
    first.setFocus()
    for _ in range(2):
        QTest.keyClicks(holder.window().focusWidget(), "secret")
        QTest.keyClick(holder.window().focusWidget(), Qt.Key.Key_Tab)
    assert (first.text(), second.text()) == ("secret", "secret")
    eye = first.findChild(IconButton)
    second.setFocus()
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert first.displayText() == "secret"
    assert holder.window().focusWidget() is first, "a click on the eye is a click into its field"


def test_f8_shows_a_password_and_hides_it_again(qtbot):
    field = PasswordField()
    qtbot.addWidget(field)
    field.setText("secret")
    for shown in (True, False):
        QTest.keyClick(field, Qt.Key.Key_F8)
        assert (field.displayText() == "secret") is shown
        assert field.findChild(IconButton).accessibleName() == f"{'Hide' if shown else 'Show'} the password (F8)"


def test_control_enter_accepts_a_question_wherever_the_focus_is(qtbot):
    question, box, holder = QuestionPanel("Why?", CHOICES, Prompt(text="")), QCheckBox("Beside it"), QWidget()
    holder.setLayout(column(box, question))
    qtbot.addWidget(holder)
    with qtbot.waitActive(holder):
        holder.show()
    question.findChildren(ChoiceButton)[1].click()
    for focused in (box, question.findChildren(ChoiceButton)[0]):
        focused.setFocus()
        with qtbot.waitSignal(question.answered) as heard:
            QTest.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert heard.args == ["marked", ""]


def test_stop_can_be_pressed_once(qtbot):
    progress, stops = Progress(), []
    qtbot.addWidget(progress)
    progress.cancelled.connect(lambda: stops.append(True))
    progress.follow(Working("Verifying", 0, 10))
    progress._stop.click()
    progress._stop.click()
    assert stops == [True]


def test_the_empty_state_offers_what_to_do(qtbot):
    empty = EmptyState("No batches yet", "Close one.", "Go to Review")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.acted):
        empty._action.click()


def test_personal_data_are_hidden_everywhere_and_come_back(qtbot):
    words, field = PersonalText("Maria Delgado"), PersonalField("Delgado")
    line = AnswerLine(Line("Voter", "Maria Delgado", personal=True))
    choices = Choices((Choice("1", "a", "Maria Delgado", "1974", True),))
    for widget in (words, field, line, choices):
        qtbot.addWidget(widget)
    privacy().set_hidden(True)
    assert words.text() == MASK
    assert "Delgado" not in field.displayText()
    assert "Delgado" not in "".join(each.text() for each in line.findChildren(PersonalText))
    assert "Delgado" not in line.accessibleName()
    assert "Delgado" not in choices.findChild(ChoiceButton).accessibleName()
    privacy().set_hidden(False)
    assert words.text() == "Maria Delgado"
    assert "Delgado" in line.accessibleName()


def test_a_link_of_several_words_ends_its_lines_behind_commas_where_it_is_narrow(qtbot):
    link = FoldingLink()
    qtbot.addWidget(link)
    say(link, "O.C.G.A. 21-2-419(c)(3), 21-2-216(a), 21-2-218")
    link.show()
    wide = link.sizeHint()
    link.resize(wide)
    assert (QPushButton.text(link), link.text()) == (link.text(), "O.C.G.A. 21-2-419(c)(3), 21-2-216(a), 21-2-218")
    link.resize(link.minimumSizeHint().width(), wide.height())
    assert QPushButton.text(link) == "O.C.G.A. 21-2-419(c)(3),\n21-2-216(a), 21-2-218"
    assert link.minimumSizeHint().width() < wide.width() == link.sizeHint().width()
    assert link.sizeHint().height() > wide.height()
    link.resize(wide)
    assert QPushButton.text(link) == link.text()
