"""An answer about the registration that hangs on the day of an application: not taken without the day and the document."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from adjudicator.casework.acts.review.applications import APPLICATION_MISSING
from adjudicator.casework.acts.review.reviewing import cure, record_answers
from adjudicator.casework.acts.review.whys import Why
from adjudicator.casework.record.entry import Entry, Secret
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.application_day import APPLICATIONS, Application
from adjudicator.casework.telling.explanation import explain
from adjudicator.records.facts import Answer, Source
from adjudicator.records.trouble import Refusal
from tests.casework.conftest import ACT, EASY, elector, evidence

WORKER = Source("worker", "2020-11-04", "rita")
EARLY, CLOSING, AFTER = date(2020, 10, 2), date(2020, 10, 5), date(2020, 10, 6)
KEYED_LATE = date(2020, 10, 19)

OPEN = {fact: value for fact, value in EASY.items() if fact != "registration"}


def asked(sheets: Any, registered_on: date | None = KEYED_LATE, **more: Any) -> Any:
    """An envelope whose elector the roll has as registered on a day, with the registration still open."""
    row = elector(registered_on=registered_on, **more)
    return sheets.make(OPEN, at_hand=evidence(elector=row))


def recorded(sheet: Any, value: str, application: Application | None = None, why: Why | None = None) -> Any:
    whys = {"registration": why} if why is not None else {}
    return record_answers(sheet, [Answer("registration", value, WORKER)], ACT, whys=whys, application=application)


def code_of(acted: Any) -> str:
    return acted.code if isinstance(acted, Refusal) else ""


@pytest.mark.parametrize(
    ("value", "registered_on", "more", "code"),
    [
        ("registered", KEYED_LATE, {}, APPLICATION_MISSING),
        ("registered", CLOSING, {}, ""),
        ("registered", None, {}, ""),
        ("registered", KEYED_LATE, {"status": "cancelled"}, ""),
        ("registered", KEYED_LATE, {"status": "pending"}, ""),
        ("late", KEYED_LATE, {}, APPLICATION_MISSING),
        ("late", None, {}, APPLICATION_MISSING),
        ("never", KEYED_LATE, {}, ""),
        ("not_found", KEYED_LATE, {}, ""),
    ],
)
def test_what_hangs_on_the_day_of_an_application_wants_it(
    value: str, registered_on: date | None, more: dict[str, str], code: str, sheets: Any
) -> None:
    assert code_of(recorded(asked(sheets, registered_on, **more), value)) == code


def test_who_was_not_found_on_the_roll_and_applied_too_late_has_a_day_as_well(sheets: Any) -> None:
    nobody = sheets.make(OPEN | {"match": "none"}, at_hand=evidence(elector=None))
    assert code_of(recorded(nobody, "late")) == APPLICATION_MISSING
    assert code_of(recorded(nobody, "late", Application(AFTER, "postmark"))) == ""


@pytest.mark.parametrize(
    ("value", "application", "code"),
    [
        ("registered", Application(EARLY, "postmark"), ""),
        ("registered", Application(CLOSING, "license_office"), ""),
        ("registered", Application(AFTER, "postmark"), "applied_late"),
        ("registered", Application(date(2020, 11, 4), "postmark"), "bad_input"),
        ("late", Application(AFTER, "postmark"), ""),
        ("late", Application(date(2020, 11, 4), "postmark"), ""),
        ("late", Application(CLOSING, "postmark"), "applied_in_time"),
        ("registered", Application(EARLY, "hearsay"), "unknown_value"),
        ("registered", Application(EARLY, "other_document"), "words_missing"),
        ("registered", Application(EARLY, "other_document", "a stamped copy the voter brought"), ""),
        ("never", Application(EARLY, "postmark"), "unknown_value"),
    ],
)
def test_the_day_says_what_the_answer_says_and_a_document_shows_it(
    value: str, application: Application, code: str, sheets: Any
) -> None:
    assert code_of(recorded(asked(sheets), value, application)) == code


def test_the_document_is_the_source_and_the_day_is_sealed(sheets: Any) -> None:
    (entry,) = recorded(asked(sheets), "registered", Application(EARLY, "postmark", " Suwanee, GA "))
    (fact,) = entry.data["facts"]
    assert fact["source"] == {"kind": "paper", "dated": "", "ref": "postmark"}
    assert [claim["value"] for claim in fact["claims"]] == ["late"]
    assert (fact["why"], fact["note"]) == ("other", Secret("Suwanee, GA"))
    assert entry.data["applied"] == {"on": Secret("2020-10-02"), "source": fact["source"]}


def test_the_words_of_an_answer_that_says_more_stay(sheets: Any) -> None:
    (entry,) = recorded(asked(sheets), "registered", Application(EARLY, "postmark"), Why("completed_in_time"))
    assert entry.data["facts"][0]["why"] == "completed_in_time"


def test_at_holds_such_an_answer_goes_to_review(sheets: Any) -> None:
    row = evidence(elector=elector(registered_on=KEYED_LATE))
    held = sheets.make(OPEN, at_hand=row, status="held")
    assert code_of(cure(held, [Answer("registration", "late", WORKER)], "", ACT)) == APPLICATION_MISSING
    assert code_of(cure(held, [Answer("registration", "never", WORKER)], "", ACT)) == ""


def _said(folding: Any, value: str, **more: Any) -> EnvelopeState:
    facts = [{"fact": "registration", "value": value, "source": {"kind": "paper", "dated": "", "ref": "postmark"}}]
    folding.add("facts.recorded", envelope="0417", facts=facts, **more)
    state = folding.shelf.get(EnvelopeState, "0417")
    assert state is not None
    return state


@pytest.mark.parametrize(("kind", "kept"), [("paper", False), ("worker", True)])
def test_an_application_goes_with_the_answer_that_it_stood_with(kind: str, kept: bool, folding: Any) -> None:
    """A day said to its own question stays: that is asked where contests closed on days of their own."""
    folding.received()
    day = {"on": Secret("2020-10-19"), "source": {"kind": kind, "dated": "", "ref": "postmark"}}
    assert _said(folding, "late", applied=day).applied_on
    assert bool(_said(folding, "never").applied_on) is kept


def test_the_letter_names_the_day(sheets: Any, recommender: Any) -> None:
    at_hand = evidence(elector=elector(registered_on=KEYED_LATE), applied_on=AFTER)
    explained = explain(sheets.make(EASY | {"registration": "late"}, at_hand=at_hand), recommender)
    assert explained is not None
    assert explained.sentence.startswith("You applied to register on Oct 6, 2020, after Oct 5, 2020, the last day")
    assert "Oct 6" not in explained.public, "with the precinct, the day names the voter"


def test_every_document_has_words_of_its_own() -> None:
    assert len(set(APPLICATIONS.values())) == len(APPLICATIONS) <= 9


def test_nothing_of_the_day_stands_in_the_clear(sheets: Any) -> None:
    (entry,) = recorded(asked(sheets), "late", Application(AFTER, "online", "confirmation 77"))
    assert isinstance(entry, Entry)
    assert "2020-10-06" not in str({**entry.data, "applied": {}})
    assert "confirmation" not in str([{**fact, "note": ""} for fact in entry.data["facts"]])
