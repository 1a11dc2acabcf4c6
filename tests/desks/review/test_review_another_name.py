"""An elector of another name at the Review desk: shown by letters, taken only with an explanation that fits."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from adjudicator.casework.sheet.claims import facts_against_records, is_under_another_name
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from adjudicator.office.behind.evidence import registration_lists
from adjudicator.records.elector import AnotherName
from ui.desks.review.letters import compared_name, pairs_of
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.views.panel import PanelView
from ui.envelope.panel import look_at
from ui.kit.drawn.letters import LetterRows
from ui.kit.personal import privacy

cases = sys.modules["tests_review_cases"]  # loaded by the conftest beside this file


@pytest.fixture
def desk(office: Office, shell) -> ReviewPresenter:
    made = ReviewPresenter(office, shell)
    office.listen(made.happened)
    return made


@pytest.fixture
def renamed(pristine, office, desk):
    """An easy envelope whose papers say another last name; the elector stands on key 1, and is asked about."""

    def make(last_name: str) -> str:
        number = next(sheet.number for sheet in pristine if cases.in_full(sheet))
        cases.rename(office, number, last_name=last_name)
        desk.enter(number)
        desk.reopen("match")
        return number

    return make


def answer_of(office: Office, number: str):
    sheet = office.review.sheet(number)
    assert isinstance(sheet, Sheet)
    return sheet.answers.get("match")


def codes(desk: ReviewPresenter) -> list[str]:
    return [choice.value for choice in desk.screen.panel.choices]


def test_another_name_asks_what_explains_it_and_shows_both_letter_by_letter(renamed, office, desk):
    number = renamed("Vandersloot")
    desk.press("1")
    panel = desk.screen.panel
    assert panel.title == "Another name: what explains it?"
    assert codes(desk) == ["name_changed", "other", "not_sure"]
    (name,) = panel.names
    assert name.label == "Last name"
    assert "".join(pair[0] for pair in name.letters) == "Vandersloot"
    assert answer_of(office, number) is None


def test_a_name_that_has_changed_wants_the_paper_that_shows_it(renamed, office, desk):
    number = renamed("Vandersloot")
    desk.press("1")
    desk.press("1")
    assert desk.screen.panel.fields[0].label == "Which paper shows it?"
    assert desk.screen.panel.names
    desk.submit({"reason": " "})
    assert desk.screen.panel.fields[0].problem == "Write why, in a sentence."
    desk.submit({"reason": "Marriage certificate of 2019"})
    answer = answer_of(office, number)
    assert (answer.value, answer.why) == ("chosen", "name_changed")
    assert office.review.reason_of(answer.note) == "Marriage certificate of 2019"
    assert desk.screen.panel is None


def test_it_stands_against_what_the_papers_say_for_approver_and_auditor(renamed, office, desk):
    number = renamed("Vandersloot")
    desk.press("1")
    desk.press("2")
    desk.submit({"reason": "The clerk at the polls knows her"})
    state = next(state for state in office.overview.states() if state.number == number)
    assert is_under_another_name(state)
    assert facts_against_records(state) == ("match",)
    line = next(line for line in look_at(office, number).facts if line.label == "Voter")
    assert line.said == ("Envelope: another name",)
    assert line.own_words == "The clerk at the polls knows her"
    told = office.record.lines(envelope=number, limit=1)[0].words
    assert "another name" in told
    assert "Vandersloot" not in told
    panel = look_at(office, number)
    assert panel.departure.what == "The elector has another name than the papers"
    assert panel.departure_words == "The clerk at the polls knows her"


def test_a_few_letters_may_be_a_misspelling_and_the_record_says_how_many(renamed, office, desk):
    number = renamed("Bacllay")  # Bailey, and nobody here is called so
    desk.press("1")
    sheet = office.review.sheet(number)
    letters = office.review.compared(sheet, sheet.evidence.match.candidates[0].elector).another_names[0].letters
    choice = next(choice for choice in desk.screen.panel.choices if choice.value == "written_wrongly")
    assert choice.label == f"Misspelled: {letters} letters differ"
    desk.press(choice.key)
    answer = answer_of(office, number)
    assert answer.why == "written_wrongly"
    assert office.review.reason_of(answer.note) == f"Misspelled: {letters} letters differ"


def test_not_sure_refers_and_escape_takes_nobody(renamed, office, desk):
    number = renamed("Vandersloot")
    desk.press("1")
    desk.press("0")
    assert desk.screen.panel.kind == "refer"
    desk.cancel()
    desk.press("1")
    desk.cancel()
    assert desk.screen.panel is None
    assert answer_of(office, number) is None


def test_a_name_that_is_corrected_after_the_elector_was_taken_asks_again(pristine, office, desk):
    number = next(sheet.number for sheet in pristine if cases.in_full(sheet))
    desk.enter(number)
    desk.accept()
    desk.accept()
    assert answer_of(office, number).value == "certain"
    cases.rename(office, number, last_name="Vandersloot")
    desk.enter(number)
    assert desk.screen.asking.fact == "match"
    panel = look_at(office, number)
    said = [words for line in (*panel.settling, *panel.facts) for words in line.said]
    assert "The papers say another name" in said
    desk.press("1")
    desk.press("1")
    desk.submit({"reason": "Marriage certificate of 2019"})
    assert desk.screen.asking is None or desk.screen.asking.fact != "match"


def test_no_draft_keeps_the_names_and_the_panel_comes_back_with_them(renamed, desk):
    renamed("Vandersloot")
    desk.press("1")
    begun = desk.begun()
    assert "Vandersloot" not in repr(begun)
    desk.cancel()
    desk.take_up(begun)
    assert desk.screen.panel.names


def test_what_was_begun_on_an_envelope_that_waits_for_the_lists_is_kept_and_put_back_once_they_are_read(
    renamed, office, shell, desk, monkeypatch
):
    number = renamed("Vandersloot")
    desk.press("1")
    begun = desk.begun()
    monkeypatch.setattr(registration_lists, "AT_ONCE", -1)
    office._room.listed.clear()
    reading = office.review.reading_lists()
    later = ReviewPresenter(office, shell)
    assert later.take_up(begun).stands
    assert later.screen.nothing.title == f"Envelope {number} waits for the lists"
    assert later.begun() == begun
    office.review.take_lists(reading(lambda *_: None))
    later.refresh()
    assert later.screen.panel.title == "Another name: what explains it?"
    assert later.begun() == begun


def test_the_letters_are_drawn_and_hide_with_personal_data(qtbot, renamed, desk):
    view = PanelView(desk)
    qtbot.addWidget(view)
    renamed("Vandersloot")
    desk.press("1")
    view.draw(desk.screen.panel)
    view.show()
    rows = view.findChild(LetterRows)
    assert rows.isVisible()
    assert "Vandersloot on the papers" in rows.accessibleName()
    seen = rows.grab().toImage()
    privacy().set_hidden(True)
    try:
        assert "Vandersloot" not in rows.accessibleName()
        assert rows.grab().toImage() != seen
    finally:
        privacy().set_hidden(False)
    view.draw(replace(desk.screen.panel, names=()))
    assert not rows.isVisible()


def test_a_long_name_goes_on_below(qtbot):
    rows = LetterRows()
    qtbot.addWidget(rows)
    rows.set_names([compared_name(AnotherName("surname", "Vandersloot-Pemberton", "Hale", 18))])
    assert rows.heightForWidth(200) > rows.heightForWidth(900)


@pytest.mark.parametrize(
    ("one", "other", "pairs"),
    [
        ("Black", "Baca", [("B", "B"), ("l", ""), ("a", "a"), ("c", "c"), ("k", "a")]),
        ("MARC", "Mark", [("M", "M"), ("A", "a"), ("R", "r"), ("C", "k")]),
        ("", "Li", [("", "L"), ("", "i")]),
    ],
)
def test_letters_that_agree_stand_one_above_the_other(one: str, other: str, pairs: list[tuple[str, str]]) -> None:
    assert list(pairs_of(one, other)) == pairs


def test_a_compared_name_is_told_in_words() -> None:
    told = compared_name(AnotherName("surname", "Black", "Baca", 2)).told
    assert told == "Last name: Black on the papers, Baca on the roll; 2 letters differ"
