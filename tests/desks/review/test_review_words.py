"""The sentences of the Review desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from adjudicator.casework.sheet.evidence import Calendar
from adjudicator.casework.sheet.source_words import source_words
from adjudicator.law.telling.words import FACT_NAMES
from adjudicator.records.elector import Candidate, Elector
from adjudicator.records.facts import FACTS, Answer, Known, Source
from ui.desks.review.cards import keys_words
from ui.desks.review.lines.line import known_source
from ui.desks.review.lines.match import candidate_choices, details_words
from ui.desks.review.lines.table import wanted_words
from ui.desks.review.outcome import hold_headline
from ui.parts import Choice
from ui.shared.envelope_words import ticked_words
from ui.shared.questions import question_words


def at(*parts: int) -> datetime:
    """A local time of the county, which bears no zone."""
    return datetime(*parts)  # noqa: DTZ001


LAST_DAY = at(2020, 11, 6, 17, 0)
CALENDAR = Calendar(date(2020, 10, 5), date(2020, 10, 4), LAST_DAY, date(2020, 10, 5))


def name_of(person: str) -> str:
    return {"rames": "Ruth Ames"}.get(person, person)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (Source("roll", "2020-11-02"), "roll of Mon Nov 2"),
        (Source("roll"), "roll"),
        (Source("absentee_file", "2020-11-05T08:10"), "absentee file of Thu Nov 5, 8:10 a.m."),
        (Source("envelope"), "envelope"),
        (Source("order", "", "20-CV-1187"), "order 20-CV-1187"),
        (Source("worker", "2020-11-05T10:42", "rames"), "R. Ames, Thu Nov 5, 10:42 a.m."),
        (Source("paper", "2020-11-05T14:05", "licence"), "Driver's license or state ID, arrived Thu Nov 5, 2:05 p.m."),
        (Source("paper"), "document"),
    ],
)
def test_every_answer_says_where_it_came_from(source, said):
    assert source_words(source, name_of) == said


def test_a_known_answer_adds_what_the_file_says():
    known = Known(Answer("registration", "registered", Source("roll", "2020-11-02")), "record", "active")
    assert known_source(known, name_of) == "active, roll of Mon Nov 2"


def test_a_source_is_not_said_twice():
    known = Known(Answer("cast", "court_extension", Source("order", "", "7")), "record", "order 7")
    assert known_source(known, name_of) == "order 7"


def test_every_fact_has_words_for_what_is_missing():
    assert all(words.startswith(("wh", "how")) for words in wanted_words(FACTS))
    assert set(FACTS) <= set(FACT_NAMES)


def test_codes_stand_beside_words_never_instead():
    assert ticked_words(("EH", "OP")) == "hours extended by a court (EH), out of precinct (OP)"


def test_a_hold_says_how_long_it_lasts():
    assert hold_headline(("no_identification",), LAST_DAY) == "Held until Fri Nov 6, 5:00 p.m."
    assert hold_headline(("two_envelopes",), LAST_DAY) == "Held for the board"
    assert hold_headline(("court_order_under_review",), LAST_DAY) == "Held for the court"
    assert hold_headline(("no_identification", "two_envelopes"), LAST_DAY) == "Held until Fri Nov 6, 5:00 p.m."


def test_a_question_names_the_dates_it_turns_on():
    assert question_words("Applied after {closes}", CALENDAR) == "Applied after Mon Oct 5"
    assert (
        question_words("After {county_date}", replace(CALENDAR, county_date=date(2020, 10, 12))) == "After Mon Oct 12"
    )
    assert question_words("Before {state_date}", CALENDAR) == "Before Sun Oct 4"


def elector(**changes: object) -> Elector:
    given = {"registration_number": "1", "county": "GWINNETT", "status": "active", "last_name": "X", "first_name": "A"}
    return Elector(**{**given, **changes})  # pyright: ignore[reportArgumentType]


def test_another_countys_elector_is_named_by_county_and_not_by_precinct():
    said = details_words(elector(county="DEKALB", precinct="014"), "Gwinnett")
    assert said == "active, DeKalb County"


def test_an_elector_who_must_show_identification_is_marked():
    assert details_words(elector(precinct="061", id_required=True), "Gwinnett") == "active, precinct 061, ID required"


def test_candidates_stand_on_the_keys_in_order_with_what_agrees_and_what_differs():
    found = (
        Candidate(
            elector(birth_year=1974), 0.9, ("last name: as written", "born 1974, as written"), ("town: another",)
        ),
        *(Candidate(elector(registration_number=str(n)), 0.5) for n in range(9)),
    )
    choices = candidate_choices(found, "Gwinnett")
    assert [choice.key for choice in choices] == list("1234567")
    assert choices[0].label == "A X, born 1974"
    assert choices[0].detail.splitlines()[1:] == ["Agrees: last name, born 1974", "Differs: town: another"]
    assert all(choice.personal for choice in choices)


def test_the_keys_of_a_question_are_said_in_short():
    def keys(text: str) -> tuple[Choice, ...]:
        return tuple(Choice(key, key, "") for key in text)

    assert keys_words(keys("1234567890")) == "1 to 9, 0"
    assert keys_words(keys("1234")) == "1 to 4"
    assert keys_words(keys("190")) == "1, 9, 0"
