"""Applied in time against a roll that says late, and applied after: the document and the day, on the keys of the desk."""

from __future__ import annotations

import sys

import pytest

from adjudicator.casework.sheet.cards import cards_of
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.office import Office
from ui.desks.review.presenter import ReviewPresenter

cases = sys.modules["tests_review_cases"]  # loaded by the conftest beside this file


@pytest.fixture
def desk(pristine: tuple[Sheet, ...], office: Office, shell) -> ReviewPresenter:
    """Review, at the question about the registration of a voter whom the roll has as registered too late."""
    made = ReviewPresenter(office, shell)
    office.listen(made.happened)
    made.enter(next(sheet.number for sheet in pristine if _is_late(sheet)))
    office.review.accept(sheet_of(office, made), _card(office, made, "papers"))
    made.reopen("registration")
    return made


def _is_late(sheet: Sheet) -> bool:
    known = sheet.known.get("registration")
    return known is not None and known.answer.value == "late"


def sheet_of(office: Office, desk: ReviewPresenter) -> Sheet:
    found = office.review.sheet(desk.screen.number)
    assert isinstance(found, Sheet)
    return found


def _card(office: Office, desk: ReviewPresenter, wanted: str):
    return next(card for card in cards_of(sheet_of(office, desk)) if card.id == wanted)


def shown(desk: ReviewPresenter):
    return next(line for card in desk.screen.cards for line in card.lines if line.fact == "registration")


def test_in_time_against_the_roll_asks_for_the_document_and_then_for_the_day(desk, office):
    desk.press("1")
    assert desk.screen.panel.title == "What shows when the voter applied?"
    assert [choice.key for choice in desk.screen.panel.choices] == ["1", "2", "3", "4", "5", "6", "0"]
    assert desk.screen.panel.place == "voter", "it stands in the card, under the question"
    assert "registration" not in sheet_of(office, desk).answers, "nothing is recorded before that"
    desk.press("3")
    assert desk.screen.panel.title == "Driver's license transaction"
    assert [(field.id, field.value) for field in desk.screen.panel.fields] == [("on", ""), ("words", "")]
    desk.change({"on": "Oct 2", "words": ""})
    assert desk.screen.panel.fields[0].hint == "Read as Fri Oct 2, 2020"
    desk.submit({"on": "Oct 2", "words": "transaction 88-1"})
    sheet = sheet_of(office, desk)
    answer = sheet.answers["registration"]
    assert (answer.value, answer.source.kind, answer.source.ref) == ("registered", "paper", "license_office")
    assert sheet.evidence.applied_on.isoformat() == "2020-10-02"
    assert office.review.reason_of(answer.note) == "transaction 88-1"
    assert (shown(desk).more, shown(desk).source) == (
        "Applied Fri Oct 2, 2020",
        "Driver's license transaction; roll of Mon Nov 2 suggests: applied too late",
    )


def test_applied_after_asks_the_same_and_its_letter_names_the_day(desk, office):
    desk.press("8")
    desk.press("2")
    desk.submit({"on": "Oct 8", "words": ""})
    sheet = sheet_of(office, desk)
    assert sheet.answers["registration"].value == "late"
    told = office.explanations.of(sheet)
    assert told is None or "Oct 8" not in told.public
    assert shown(desk).more == "Applied Thu Oct 8, 2020"
    assert shown(desk).bad


@pytest.mark.parametrize(
    ("key", "typed", "problem"),
    [
        ("1", "", "This cannot be read as a day."),
        ("1", "Oct 6", "Registration had closed by then"),
        ("8", "Oct 5", "On that day registration was still open."),
    ],
)
def test_a_day_that_says_otherwise_is_said_at_the_field_and_nothing_is_recorded(desk, office, key, typed, problem):
    desk.press(key)
    desk.press("2")
    desk.submit({"on": typed, "words": "as I read it"})
    assert desk.screen.panel.fields[0].problem.startswith(problem)
    assert desk.screen.panel.fields[1].value == "as I read it", "what was typed stays"
    assert "registration" not in sheet_of(office, desk).answers


def test_another_document_has_to_be_named(desk):
    desk.press("1")
    desk.press("6")
    desk.submit({"on": "Oct 2", "words": " "})
    assert desk.screen.panel.fields[1].problem == "Write which document it is."


def test_no_document_refers_and_esc_keeps_the_question(desk):
    desk.press("1")
    desk.press("0")
    assert desk.screen.panel.title == "Refer to a supervisor"
    desk.cancel()
    desk.reopen("registration")
    desk.press("1")
    desk.cancel()
    assert desk.screen.asking.fact == "registration"


def test_another_answer_lets_the_application_go(desk, office):
    desk.press("8")
    desk.press("2")
    desk.submit({"on": "Oct 8", "words": ""})
    desk.reopen("registration")
    desk.press("9")
    sheet = sheet_of(office, desk)
    assert (sheet.answers["registration"].value, sheet.evidence.applied_on) == ("never", None)
