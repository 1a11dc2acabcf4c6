"""The second step at the Review desk: why a record does not hold, and what explains a voter who differs."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from adjudicator.roll.weights import WEIGHTS
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.whys import fields_that_differ
from ui.envelope.panel import look_at

cases = sys.modules["tests_review_cases"]  # loaded by the conftest beside this file

Opened = Callable[[Callable[[Sheet], bool], str], str]


@pytest.fixture
def desk(office: Office, shell) -> ReviewPresenter:
    made = ReviewPresenter(office, shell)
    office.listen(made.happened)
    return made


@pytest.fixture
def opened(pristine: tuple[Sheet, ...], desk: ReviewPresenter) -> Opened:
    """Opens the first envelope of a kind at a question, and gives its number."""

    def at(wanted: Callable[[Sheet], bool], fact: str) -> str:
        number = next(sheet.number for sheet in pristine if wanted(sheet))
        desk.enter(number)
        desk.reopen(fact)
        return number

    return at


def credited(sheet: Sheet) -> bool:
    return any(credit.value == "advance_vote" for credit in sheet.evidence.credits)


def answer_of(office: Office, number: str, fact: str):
    sheet = office.review.sheet(number)
    assert isinstance(sheet, Sheet)
    return sheet.answers.get(fact)


def test_an_answer_against_a_record_asks_why_before_anything_is_recorded(opened, office, desk):
    number = opened(credited, "voted_already")
    desk.press("1")
    panel = desk.screen.panel
    assert panel.title == "Other votes: why do you answer against the record?"
    assert panel.words.startswith("Absentee file of ")
    assert ": voted in advance. Your answer: none." in panel.words
    assert panel.choices[0].label == "Another person of the same name"
    assert answer_of(office, number, "voted_already") is None


def test_a_short_reason_is_one_key_and_stands_with_both_sides_in_the_record(opened, office, desk):
    number = opened(credited, "voted_already")
    desk.press("1")
    desk.press("1")
    answer = answer_of(office, number, "voted_already")
    assert (answer.value, answer.why) == ("no", "other_person")
    assert [claim.value for claim in answer.claims] == ["advance_vote", "no"]
    told = office.record.lines(envelope=number, limit=1)[0].words
    assert told.endswith(": voted in advance), because: another person of the same name")
    assert desk.screen.panel is None


def test_what_was_answered_against_a_record_stands_beside_the_outcome(opened, desk):
    opened(credited, "voted_already")
    assert desk.screen.outcome.against == ()
    desk.press("1")
    desk.press("1")
    (said,) = desk.screen.outcome.against
    assert said.startswith("Answered against the record: other votes (absentee file of ")
    assert said.endswith(": voted in advance)")


def test_ones_own_words_are_asked_for_and_wanted(opened, office, desk):
    number = opened(credited, "voted_already")
    desk.press("1")
    desk.press("0")
    assert desk.screen.panel.fields[0].label == "Why?"
    desk.submit({"reason": " "})
    assert desk.screen.panel.fields[0].problem == "Write why, in a sentence."
    desk.submit({"reason": "The oath on the envelope is the father's"})
    answer = answer_of(office, number, "voted_already")
    assert (answer.why, office.review.reason_of(answer.note)) == ("other", "The oath on the envelope is the father's")


def test_what_the_sources_said_stands_beside_the_answer_for_whoever_looks_at_it(opened, office, desk):
    number = opened(credited, "voted_already")
    desk.press("1")
    desk.press("0")
    desk.submit({"reason": "The oath on the envelope is the father's"})
    line = next(line for line in look_at(office, number).facts if line.label == "Other votes")
    assert (line.answer, line.why, line.own_words) == (
        "None", "Why, in their own words:", "The oath on the envelope is the father's",
    )  # fmt: skip
    assert line.said[0].endswith(": voted in advance")
    assert line.said[1] == "The voter's oath: none"
    assert line.source.startswith("R. Whitfield, ")


def test_escape_leaves_the_reason_and_keeps_the_question_open(opened, office, desk):
    number = opened(credited, "voted_already")
    desk.press("1")
    desk.cancel()
    assert desk.screen.panel is None
    assert desk.screen.asking.fact == "voted_already"
    assert answer_of(office, number, "voted_already") is None


def test_what_agrees_with_the_record_or_leaves_it_open_asks_nothing(opened, office, desk):
    for key, value in (("5", "advance_vote"), ("7", "credit_in_question")):
        number = opened(credited, "voted_already")
        desk.press(key)
        assert desk.screen.panel is None
        assert answer_of(office, number, "voted_already").value == value


def test_an_answer_whose_own_words_say_why_asks_nothing_more(opened, office, desk):
    number = opened(cases.easy, "oath")
    desk.press("2")
    answer = answer_of(office, number, "oath")
    assert (answer.value, answer.why) == ("signed", "mark_or_helped")


def test_who_died_after_voting_is_answered_on_one_key_and_the_same_answer_is_shown_again(opened, office, desk):
    number = opened(cases.easy, "eligibility")
    desk.press("8")
    answer = answer_of(office, number, "eligibility")
    assert (answer.value, answer.why) == ("eligible", "died_after_voting")
    line = next(line for line in look_at(office, number).facts if line.label == "Eligibility")
    assert line.why == "Why: died after voting"
    desk.reopen("eligibility")
    assert desk.screen.asking.chosen == "8"


def test_a_voter_who_differs_is_taken_with_what_explains_it(opened, office, desk):
    number = opened(cases.differing, "match")
    desk.press("1")
    assert (desk.screen.panel.title, len(desk.screen.panel.choices)) == ("What explains it?", 4)
    desk.press("3")
    assert (answer_of(office, number, "match").value, answer_of(office, number, "match").why) == (
        "chosen", "written_wrongly",
    )  # fmt: skip


def test_not_sure_refers_the_envelope_and_takes_nobody(opened, office, desk):
    number = opened(cases.differing, "match")
    desk.press("1")
    desk.press("0")
    assert desk.screen.panel.kind == "refer"
    desk.submit({"reason": "Is this the daughter?"})
    assert answer_of(office, number, "match") is None
    state = next(state for state in office.overview.states() if state.number == number)
    assert state.referred


def test_the_only_decisive_elector_is_left_only_with_a_reason(opened, office, desk):
    number = opened(cases.easy, "match")
    desk.press("0")
    assert desk.screen.panel.title == "Voter: why do you answer against the record?"
    desk.press("1")
    assert (answer_of(office, number, "match").value, answer_of(office, number, "match").why) == ("none", "birth_date")


def test_hidden_names_never_stand_in_the_words_of_a_reason(opened, office, desk):
    number = opened(cases.several, "match")
    sheet = office.review.sheet(number)
    assert isinstance(sheet, Sheet)
    desk.press("1")
    said = repr(desk.screen.panel)
    elector = sheet.evidence.match.candidates[0].elector
    assert elector.last_name.casefold() not in said.casefold()
    assert sheet.evidence.papers.last_name.casefold() not in said.casefold()


def test_the_fields_that_differ_are_named_and_nothing_of_what_stands_in_them():
    said = (
        "last name: one letter differs (Cup / Cupp)",
        "born 1975, written 1957: may be a slip",
        "another suffix: Jr / Sr",
        "last and first name exchanged (Ann / Lee)",
        "the number on the envelope is this elector's, the name is not",
        "address: another one (1 Oak / 2 Elm)",
    )
    assert fields_that_differ(said) == ("last name", "birth year", "suffix", "last and first name", "name", "address")


def test_every_difference_that_the_look_up_tells_begins_with_a_field_that_has_a_name():
    told = [weight.words for weight in WEIGHTS.values() if not weight.agrees]
    found = fields_that_differ(words.format(written="QQQ", listed="QQQ") for words in told)
    assert not [name for name in found if "QQQ" in name or "(" in name]
