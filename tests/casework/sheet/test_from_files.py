"""What the files already say of each fact: a dated record, silence, or a contradiction; never a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.sheet.evidence import cast_moment
from adjudicator.casework.sheet.lines.table import LINES, known_answers
from adjudicator.casework.sheet.lines.voter import eligibility_flag
from adjudicator.intake.definition import read_definition
from adjudicator.records.election import Election
from adjudicator.records.elector import Credit, Match
from adjudicator.records.facts import FACTS, NOT_ENTERED, OF_PACKS, Known, Source
from adjudicator.records.orders import CourtOrder
from tests.casework.conftest import ELECTION, FILES, elector, evidence

ORDER = CourtOrder.for_all(
    "20-CV-1187",
    frozenset({"School 001"}),
    datetime(2020, 11, 3, 19, 0),  # noqa: DTZ001 - an order's times are local
    datetime(2020, 11, 3, 20, 0),  # noqa: DTZ001
    "in_force",
)


BY_CERTIFICATE = "By the birth date on the certificate the voter was under 18 on election day"


def known(fact: str, papers: dict[str, Any] | None = None, **changes: Any) -> Known | None:
    return known_answers(evidence(papers, **changes)).get(fact)


def shape(found: Known | None) -> tuple[str, str, str] | None:
    return None if found is None else (found.answer.value, found.strength, found.answer.source.kind)


def credit(value: str, on: str = "2020-10-27", file: str = "absentee-1") -> Credit:
    return Credit("01234567", value, on, "accepted Oct 27, 2020, mailed", file)


PAPER_READINGS = [
    ("oath", {}, ("signed", "record", "envelope")),
    ("oath", {"oath_signed": False}, ("unsigned", "record", "envelope")),
    ("oath", {"oath_signed": None}, None),
    ("identification", {}, ("shown", "record", "envelope")),
    ("identification", {"id_shown": False}, ("missing", "record", "envelope")),
    ("identification", {"id_shown": False, "reasons": ("PI",)}, ("missing", "record", "envelope")),
    ("identification", {"id_shown": None}, ("shown", "silence", "envelope")),
    ("identification", {"id_shown": None, "reasons": ("IR",)}, ("missing", "record", "envelope")),
    ("identification", {"id_shown": True, "reasons": ("PI",)}, ("shown", "contradiction", "envelope")),
    ("identification", {"id_shown": None, "stream": "absentee"}, ("not_required", "record", "envelope")),
    ("identification", {"id_shown": False, "stream": "absentee"}, ("missing", "record", "envelope")),
    ("cast", {}, ("before_5pm", "record", "envelope")),
    ("cast", {"cast_at": "2020-11-03T17:00"}, ("from_5pm_to_close", "record", "envelope")),
    ("cast", {"cast_at": "2020-11-03T19:05"}, ("in_line_at_closing", "contradiction", "envelope")),
    ("cast", {"cast_at": "2020-11-03T19:05", "reasons": ("EH",)}, ("court_extension", "contradiction", "envelope")),
    ("cast", {"cast_at": "", "reasons": ("EH",)}, ("court_extension", "contradiction", "envelope")),
    ("cast", {"cast_at": "2020-11-03T06:21"}, ("before_5pm", "contradiction", "envelope")),
    ("cast", {"cast_at": ""}, ("time_unknown", "silence", "envelope")),
    ("cast", {"cast_at": "half past nine"}, ("time_unknown", "silence", "envelope")),
    ("cast", {"stream": "advance"}, ("not_election_day", "record", "envelope")),
    ("cast", {"stream": ""}, None),
    ("cast", {"cast_at": "2020-11-02T10:00"}, None),
    ("cast", {"reasons": ("EH",)}, ("before_5pm", "contradiction", "envelope")),
    ("statement", {"statement": "incomplete"}, ("incomplete", "record", "envelope")),
    ("statement", {}, None),
    ("residence", {"house_number": "", "street": ""}, ("as_listed", "silence", "roll")),
    ("residence", {"house_number": "14"}, None),
    ("residence", {}, ("as_listed", "record", "roll")),
    ("eligibility", {"reasons": ("CZ",)}, ("in_question", "contradiction", "envelope")),
]


@pytest.mark.parametrize(("fact", "papers", "expected"), PAPER_READINGS)
def test_the_papers_answer_only_what_they_say(
    fact: str, papers: dict[str, Any], expected: tuple[str, str, str] | None
) -> None:
    assert shape(known(fact, papers)) == expected


ROLL_READINGS = [
    ("match", {}, ("certain", "record", "roll")),
    ("match", {"match": Match("several"), "elector": None}, None),
    ("match", {"match": Match("none"), "elector": None}, None),
    ("registration", {}, ("registered", "record", "roll")),
    ("registration", {"elector": elector(status="inactive")}, ("registered", "record", "roll")),
    ("registration", {"elector": elector(status="cancelled")}, ("cancelled", "silence", "roll")),
    ("registration", {"elector": elector(status="pending")}, ("pending", "silence", "roll")),
    ("registration", {"elector": elector(registered_on=date(2020, 10, 6))}, ("late", "silence", "roll")),
    ("registration", {"elector": elector(registered_on=date(2020, 10, 5))}, ("registered", "record", "roll")),
    ("registration", {"elector": elector(registered_on=None)}, ("registered", "record", "roll")),
    ("registration", {"elector": None, "match": Match("none")}, ("not_found", "silence", "roll")),
    ("registration", {"elector": None, "match": Match("several")}, None),
    ("residence", {"elector": elector(status="inactive")}, ("as_listed", "silence", "roll")),
    ("residence", {"elector": elector(county="DEKALB")}, None),
    ("residence", {"elector": None}, None),
    ("eligibility", {}, ("eligible", "record", "roll")),
    ("eligibility", {"elector": None}, ("eligible", "silence", "roll")),
    ("eligibility", {"elector": elector(status_reason="FELON")}, ("felony", "contradiction", "roll")),
    ("eligibility", {"elector": elector(birth_year=2003)}, ("under_age", "contradiction", "roll")),
    ("voted_already", {}, ("no", "record", "absentee_file")),
    ("voted_already", {"votes_known": False}, ("no", "silence", "absentee_file")),
    ("voted_already", {"elector": None}, ("no", "silence", "absentee_file")),
    ("voted_already", {"other_envelopes": ("0002",)}, ("other_provisional", "contradiction", "case")),
    (
        "voted_already",
        {"credits": (credit("absentee_accepted"),)},
        ("absentee_accepted", "contradiction", "absentee_file"),
    ),
    (
        "voted_already",
        {"credits": (credit("election_day", file="checked-1"),)},
        ("election_day", "contradiction", "check_in_list"),
    ),
]


@pytest.mark.parametrize(("fact", "changes", "expected"), ROLL_READINGS)
def test_roll_and_lists_answer_only_what_they_say(
    fact: str, changes: dict[str, Any], expected: tuple[str, str, str] | None
) -> None:
    assert shape(known(fact, **changes)) == expected


def test_a_ballot_in_hours_that_a_court_extended_names_the_order() -> None:
    found = known("cast", {"cast_at": "2020-11-03T19:31", "reasons": ("EH",)}, orders=(ORDER,))
    assert shape(found) == ("court_extension", "record", "order")
    assert found is not None
    assert (found.answer.source.ref, found.words) == ("20-CV-1187", "order 20-CV-1187")


def test_at_another_place_the_order_says_nothing() -> None:
    papers = {"cast_at": "2020-11-03T19:31", "place": "School 002"}
    assert shape(known("cast", papers, orders=(ORDER,))) == ("in_line_at_closing", "contradiction", "envelope")


def test_a_time_after_closing_without_an_order_may_be_one_that_is_still_to_be_entered() -> None:
    found = known("cast", {"cast_at": "2020-11-03T19:25"})
    assert found is not None
    assert found.words == "7:25 p.m. is after closing at 7:00 p.m., and no order is entered for this place"
    (other,) = found.others
    assert (other.value, other.source) == ("court_extension", NOT_ENTERED)


def test_a_time_after_closing_and_before_the_order_of_the_place_begins_was_in_line() -> None:
    later = replace(
        ORDER,
        hours={"School 001": replace(ORDER.hours["School 001"], begins=datetime.fromisoformat("2020-11-03T19:30"))},
    )
    papers: dict[str, Any] = {"cast_at": "2020-11-03T19:25"}
    assert shape(known("cast", papers, orders=(later,))) == ("in_line_at_closing", "record", "envelope")
    ticked = known("cast", {**papers, "reasons": ("EH",)}, orders=(later,))
    assert shape(ticked) == ("court_extension", "contradiction", "envelope")
    assert ticked is not None
    assert ticked.words == "7:25 p.m. is after closing at 7:00 p.m., and before the order for this place begins"


def test_a_contradiction_shows_both_sides() -> None:
    found = known("identification", {"id_shown": True, "reasons": ("PI",)})
    assert found is not None
    assert [answer.value for answer in (found.answer, *found.others)] == ["shown", "missing"]


def test_of_several_credits_a_vote_speaks_before_a_ballot_that_was_only_issued() -> None:
    credits_of_one = (credit("absentee_outstanding"), credit("advance_vote"), credit("absentee_rejected"))
    found = known("voted_already", credits=credits_of_one)
    assert found is not None
    assert found.answer.value == "advance_vote"
    assert [answer.value for answer in found.others] == ["absentee_rejected", "absentee_outstanding", "no"]


def test_against_a_credit_stands_the_voters_oath_where_it_is_signed() -> None:
    sworn = known("voted_already", credits=(credit("absentee_accepted"),))
    unsigned = known("voted_already", {"oath_signed": False}, credits=(credit("absentee_accepted"),))
    assert sworn is not None
    assert unsigned is not None
    assert [(answer.value, answer.source.kind) for answer in sworn.others] == [("no", "envelope")]
    assert unsigned.others == ()


def test_a_credit_is_dated_by_the_file_that_says_it_not_by_its_line() -> None:
    found = known("voted_already", credits=(credit("election_day", "2020-11-03T10:15", "checked-1"),))
    assert found is not None
    assert found.answer.source == FILES["check_in_list"]


def test_what_the_roll_says_of_a_persons_right_stands_before_what_was_ticked() -> None:
    found = known("eligibility", {"reasons": ("CZ",)}, elector=elector(status_reason="FELON"))
    assert found is not None
    assert [answer.value for answer in (found.answer, *found.others)] == ["felony", "in_question", "eligible"]


def test_a_birthday_after_election_day_is_a_question_and_never_an_answer() -> None:
    found = known("eligibility", {"birth_date": "11/4/2002"}, elector=elector(birth_year=2002))
    assert shape(found) == ("under_age", "contradiction", "envelope")
    assert found is not None
    assert [answer.value for answer in found.others] == ["eligible"]
    assert "2002" not in eligibility_flag(evidence({"birth_date": "11/4/2002"}))


def test_another_envelope_of_the_voter_is_named_by_its_number_for_the_worker_only() -> None:
    found = known("voted_already", other_envelopes=("0002", "0003"))
    assert found is not None
    assert found.words == "envelope 0002, 0003"
    assert found.answer.source.ref == ""


@pytest.mark.parametrize(
    ("papers", "changes", "flag"),
    [
        ({}, {}, ""),
        ({"reasons": ("CZ",)}, {"elector": None}, "The poll worker ticked: citizenship to be shown"),
        ({}, {"elector": elector(birth_year=2003)}, "By the roll's birth year the voter is under 18"),
        ({}, {"elector": elector(birth_year=2002)}, ""),
        ({"birth_date": "11/2/2002"}, {"elector": elector(birth_year=2002)}, ""),
        ({"birth_date": "11/3/2002"}, {"elector": elector(birth_year=2002)}, ""),
        ({"birth_date": "11/4/2002"}, {"elector": elector(birth_year=2002)}, BY_CERTIFICATE),
        ({"birth_date": "Nov 4, 2002"}, {"elector": None}, BY_CERTIFICATE),
        ({"birth_date": "11/4/?2"}, {"elector": elector(birth_year=2002)}, ""),
        ({"birth_date": "13/4/2003"}, {"elector": elector(birth_year=2002)}, ""),
        ({}, {"elector": elector(birth_year=None)}, ""),
        ({}, {"elector": elector(status_reason="Deceased")}, "Status reason on the roll: Deceased"),
        ({}, {"elector": elector(status_reason="Returned mail")}, ""),
        ({}, {"elector": None}, ""),
    ],
)
def test_a_flag_on_papers_or_roll_makes_eligibility_a_question(
    papers: dict[str, Any], changes: dict[str, Any], flag: str
) -> None:
    assert eligibility_flag(evidence(papers, **changes)) == flag


def test_every_reading_is_of_a_fact_and_gives_one_of_its_values() -> None:
    found = known_answers(evidence({"statement": "complete"}))
    nowhere = {"party", "court_order", "home", "applied", "style_cast", *OF_PACKS}
    assert set(found) == set(LINES) - nowhere < set(FACTS)
    assert all(item.answer.value in FACTS[fact] and item.answer.fact == fact for fact, item in found.items())


@pytest.mark.parametrize("text", ["", "noon", "2020-13-03T10:00"])
def test_a_time_that_cannot_be_read_is_no_time(text: str) -> None:
    assert cast_moment(text) is None


@pytest.fixture(scope="module")
def primary() -> Election:
    file = Path(__file__).resolve().parents[3] / "docs" / "definitions" / "primary.json"
    election, _ = read_definition(file.read_bytes(), file.name)
    assert election is not None
    return election


def of_party(value: str, party: str) -> Credit:
    return Credit(
        "01234567",
        value,
        "2024-05-10",
        f"voted in advance May 10, 2024{party and f', {party} ballot'}",
        "checked-1" if value == "election_day" else "absentee-1",
    )


@pytest.mark.parametrize(
    ("credits_there", "found"),
    [
        ((), ("entitled", "record", "absentee_file")),
        ((of_party("advance_vote", "Democratic"),), ("not_entitled", "silence", "absentee_file")),
        ((of_party("election_day", "Democratic"),), ("not_entitled", "silence", "check_in_list")),
        ((of_party("advance_vote", "Republican"),), None),
        ((of_party("advance_vote", "Nonpartisan"),), None),
        ((of_party("advance_vote", ""),), None),
        ((of_party("absentee_outstanding", "Democratic"),), None),
    ],
)
def test_in_a_primary_a_vote_on_another_partys_ballot_suggests_that_this_one_may_not_be_voted(
    credits_there: tuple[Credit, ...], found: tuple[str, str, str] | None, primary: Election
) -> None:
    papers = {"precinct_cast": "001", "style_cast": "001-1-R", "party": "R"}
    assert shape(known("party", papers, election=primary, credits=credits_there)) == found


def test_files_that_are_missing_or_of_a_run_off_free_nobody(primary: Election) -> None:
    papers = {"precinct_cast": "001", "style_cast": "001-1-R", "party": "R"}
    stale = known("party", papers, election=primary, votes_known=False)
    assert shape(stale) == ("entitled", "silence", "absentee_file")
    assert known("party", papers, election=replace(primary, runoff=True)) is None
    assert known("party", papers, election=primary, elector=None) is None
    assert known("party", {**papers, "party": "D"}, election=primary) is None


def test_a_registration_in_time_for_the_contest_that_closed_last_is_no_late_one() -> None:
    late = elector(registered_on=date(2020, 10, 6))
    contests = {
        **ELECTION.contests,
        "special": replace(ELECTION.contests["special"], registration_closes=date(2020, 10, 9)),
    }
    assert shape(known("registration", elector=late)) == ("late", "silence", "roll")
    later = replace(ELECTION, contests=contests)
    assert shape(known("registration", elector=late, election=later)) == ("registered", "record", "roll")


def test_other_votes_come_from_the_file_that_has_them_and_silence_from_the_newest_that_could() -> None:
    other = {**FILES, "absentee_file": Source("absentee_file", "2020-11-02", "other-1")}
    found = known("voted_already", credits=(credit("election_day", file="other-1"),), files=other)
    assert found is not None
    assert found.answer.source == other["absentee_file"]
    gone = known("voted_already", credits=(credit("election_day", file="nowhere"),))
    assert gone is not None
    assert gone.answer.source == FILES["check_in_list"]
    silent = known("voted_already", files={})
    assert silent is not None
    assert silent.answer.source == Source("absentee_file")
