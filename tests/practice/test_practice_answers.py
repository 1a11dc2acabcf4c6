"""The known right answers against the rules, and the comparison at the end."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from adjudicator import resources
from adjudicator.law.engine.recommend import Recommender
from adjudicator.practice.calendar import days_of
from adjudicator.practice.papers import COUNTED, RightAnswer, agreement
from adjudicator.practice.roll_file import street_parts

if TYPE_CHECKING:
    from conftest import Make, Practice


def disagreements(practice: Practice) -> list[tuple[str, str, str]]:
    """Envelopes whose right answer is not what the default pack makes of the true facts."""
    recommender = Recommender(resources.pack("georgia-2020-sos"), practice.election)
    found: list[tuple[str, str, str]] = []
    for answer in practice.answers.values():
        got = recommender.recommend(
            answer.facts, answer.cast_style, answer.home_style or None, too_late_for(practice, answer)
        )
        codes = {"held": got.holds, "not_counted": got.reasons}.get(got.outcome, ())
        contests = got.counted if got.outcome in COUNTED else ()
        same = (answer.outcome, answer.contests, set(answer.codes)) == (got.outcome, contests, set(codes))
        if not same:
            found.append((answer.situation, answer.outcome, got.outcome))
    return found


def too_late_for(practice: Practice, answer: RightAnswer) -> tuple[str, ...]:
    """Contests whose own registration closed before this elector registered, by the roll and the papers."""
    closes = {c.id: c.registration_closes for c in practice.election.contests.values() if c.registration_closes}
    if not closes or not answer.registration_number:
        return ()
    line = next(line for line in practice.files.roll.read_text().splitlines() if answer.registration_number in line)
    month, day, year = line.split(",")[38].split("/")
    registered = practice.papers[answer.envelope_number].application or date(int(year), int(month), int(day))
    own = practice.election.styles[answer.cast_style]
    return tuple(contest for contest in own if contest in closes and registered > closes[contest])


def test_right_answers_are_what_the_rules_make_of_the_true_facts(gwinnett: Practice) -> None:
    assert disagreements(gwinnett) == []


def test_a_county_of_three_precincts_and_two_styles_can_be_practised_on(make: Make, small_definition: bytes) -> None:
    practice = make(small_definition, envelopes=300, electors=600)
    assert disagreements(practice) == []
    situations = {answer.situation for answer in practice.answers.values()}
    assert {"wrong_precinct", "other_county", "extended_hours"} <= situations
    assert any("D" in answer.contests for answer in practice.answers.values())
    counted = [answer for answer in practice.answers.values() if answer.outcome == "count_partial"]
    assert any("D" not in answer.contests and "B" in answer.contests for answer in counted)


def test_a_single_precinct_outside_georgia_has_no_wrong_precinct(make: Make, small_definition: bytes) -> None:
    whole = json.loads(small_definition)
    single = whole | {"state": "VT", "fips": "", "precincts": whole["precincts"][:1]}
    practice = make(json.dumps(single).encode(), envelopes=200, electors=300)
    assert disagreements(practice) == []
    assert "other_precinct" not in {answer.facts.get("home") for answer in practice.answers.values()}
    assert "other_county" in {answer.facts.get("home") for answer in practice.answers.values()}


def test_both_envelopes_of_one_voter_are_held(gwinnett: Practice) -> None:
    pairs = [answer for answer in gwinnett.answers.values() if answer.situation == "two_envelopes"]
    assert len(pairs) == 2 * len({answer.registration_number for answer in pairs}) == 10
    assert {(answer.outcome, answer.facts["voted_already"]) for answer in pairs} == {("held", "other_provisional")}


def test_agreement_names_each_envelope_that_differs(gwinnett: Practice) -> None:
    right = {number: (answer.outcome, answer.contests) for number, answer in gwinnett.answers.items()}
    assert agreement(gwinnett.answers, right).share == 1
    full, held, part = (
        next(number for number, answer in gwinnett.answers.items() if answer.outcome == outcome)
        for outcome in ("count_full", "held", "count_partial")
    )
    wrong = right | {full: ("held", ()), part: ("count_partial", right[part][1][:1])}
    del wrong[held]
    compared = agreement(gwinnett.answers, wrong)
    assert compared.share == pytest.approx(0.997)
    kinds = {miss.envelope_number: miss.kind for miss in compared.misses}
    assert kinds == {full: "outcome", part: "contests", held: "undecided"}


def test_contests_of_a_held_envelope_do_not_matter_and_nothing_at_all_agrees(gwinnett: Practice) -> None:
    right = {number: (answer.outcome, answer.contests) for number, answer in gwinnett.answers.items()}
    held = next(number for number, answer in gwinnett.answers.items() if answer.outcome == "held")
    assert agreement(gwinnett.answers, right | {held: ("held", ("135-01",))}).share == 1
    assert agreement({}, {}).share == 1


@pytest.mark.parametrize(
    ("election", "closes", "last"),
    [
        (date(2020, 11, 3), date(2020, 10, 5), date(2020, 11, 6)),
        (date(2022, 11, 8), date(2022, 10, 11), date(2022, 11, 14)),
        (date(2024, 11, 5), date(2024, 10, 7), date(2024, 11, 8)),
    ],
)
def test_days_follow_from_election_day(election: date, closes: date, last: date) -> None:
    days = days_of(election)
    assert (days.registration_closes, days.last_day) == (closes, last)
    assert max(days.advance) < election


@pytest.mark.parametrize(
    ("street", "parts"),
    [
        ("ADAMS CT SW", ("", "ADAMS", "CT", "SW")),
        ("N MAIN ST", ("N", "MAIN", "ST", "")),
        ("AUBURN", ("", "AUBURN", "", "")),
        ("OLD NORCROSS TUCKER RD", ("", "OLD NORCROSS TUCKER", "RD", "")),
    ],
)
def test_streets_come_apart_as_the_states_list_has_them(street: str, parts: tuple[str, str, str, str]) -> None:
    assert street_parts(street) == parts
