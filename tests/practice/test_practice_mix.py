"""What kinds of envelopes a practice election has, and how its counted ballots spread over the contests."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adjudicator.practice.chance import apportioned
from adjudicator.practice.people import made_up_electors
from adjudicator.practice.places import Places
from adjudicator.practice.roll_file import ROLL_COLUMNS
from adjudicator.practice.stories import SITUATIONS

if TYPE_CHECKING:
    from conftest import Make, Practice


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_about_45_in_100_voted_in_a_wrong_precinct(gwinnett: Practice) -> None:
    homes = Counter(answer.facts.get("home", "") for answer in gwinnett.answers.values())
    assert 420 <= homes["other_precinct"] <= 490
    assert 45 <= homes["other_county"] <= 75
    assert homes["other_style"] >= 5


@pytest.mark.parametrize(
    ("fact", "values"),
    [
        ("oath", {"signed", "unsigned", "paper_missing"}),
        ("match", {"certain", "several", "none"}),
        ("registration", {"registered", "not_found", "pending", "completed_late", "cancelled", "late", "never"}),
        (
            "residence",
            {
                "as_listed", "moved_in_county_unreported", "moved_in_county_reported", "moved_county_late",
                "moved_county_early", "moved_state_late", "moved_state_early", "unclear",
            },
        ),
        ("eligibility", {"eligible", "felony", "under_age", "not_citizen", "in_question"}),
        (
            "voted_already",
            {
                "no", "absentee_outstanding", "absentee_accepted", "absentee_rejected", "advance_vote",
                "election_day", "other_provisional", "credit_in_question",
            },
        ),
        ("identification", {"shown", "missing", "supplied_in_time", "supplied_after_hours", "supplied_late"}),
        (
            "cast",
            {
                "before_5pm", "from_5pm_to_close", "in_line_at_closing", "court_extension", "not_election_day",
                "time_unknown",
            },
        ),
    ],
)  # fmt: skip
def test_a_thousand_envelopes_meet_every_answer_that_practice_has(
    gwinnett: Practice, fact: str, values: set[str]
) -> None:
    met = {answer.facts[fact] for answer in gwinnett.answers.values() if fact in answer.facts}
    assert met == values


def test_a_thousand_envelopes_meet_every_outcome_reason_and_hold(gwinnett: Practice) -> None:
    outcomes = {answer.outcome for answer in gwinnett.answers.values()}
    codes = {code for answer in gwinnett.answers.values() for code in answer.codes}
    assert outcomes == {"count_full", "count_partial", "held", "not_counted"}
    assert codes == {
        "already_voted", "not_registered", "registered_late", "completed_late", "not_eligible", "not_resident",
        "no_identification", "elector_unclear", "oath_unsigned", "papers_missing", "registration_unclear",
        "residence_unclear", "eligibility_unclear", "absentee_rejected", "two_envelopes", "credit_unclear",
        "identification_after_hours",
    }  # fmt: skip


def test_troubles_come_together_as_well(gwinnett: Practice) -> None:
    wrong_precinct = [a for a in gwinnett.answers.values() if a.facts.get("home") == "other_precinct"]
    assert any(answer.facts["identification"] != "shown" for answer in wrong_precinct)
    assert any(answer.facts["oath"] == "unsigned" for answer in wrong_precinct)
    assert any(answer.facts["cast"] == "court_extension" for answer in wrong_precinct)
    assert any(answer.facts["voted_already"] == "absentee_outstanding" for answer in wrong_precinct)


def test_counted_ballots_fall_with_the_level_of_the_contest_as_in_2020(gwinnett: Practice) -> None:
    contests, counted = gwinnett.election.contests, Counter[str]()
    for answer in gwinnett.answers.values():
        counted.update(contests[c].level for c in answer.contests if not contests[c].is_for_president)
        counted["president"] += any(contests[contest].is_for_president for contest in answer.contests)
    # of 965 provisional ballots 699 were counted for President, 520 for US House, 362 and 294 for the two chambers
    assert 0.62 <= counted["president"] / len(gwinnett.answers) <= 0.82
    assert counted["president"] > counted["congressional"] > counted["state_senate"] > counted["state_house"]
    for level, votes in (("congressional", 520), ("state_senate", 362), ("state_house", 294)):
        assert counted[level] / counted["president"] == pytest.approx(votes / 699, abs=0.1)


def test_wrong_precinct_voters_mostly_vote_near_home(gwinnett: Practice) -> None:
    places = Places(gwinnett.election)
    electors = {row["Voter Registration Number"]: row["County Precinct"] for row in rows(gwinnett.files.roll)}
    strays = [
        places.distance(electors[answer.registration_number], gwinnett.papers[answer.envelope_number].precinct_cast)
        for answer in gwinnett.answers.values()
        if answer.situation == "wrong_precinct"
    ]
    codes = list(gwinnett.election.precincts)
    apart = [places.distance(one, other) for one in codes[::5] for other in codes[::7] if one != other]
    middle_of = [sorted(distances)[len(distances) // 2] for distances in (strays, apart)]
    assert middle_of[0] < 0.65 * middle_of[1]


def test_extended_hours_lie_at_two_places_within_the_orders(gwinnett: Practice) -> None:
    orders = rows(gwinnett.files.orders)
    assert len({order["places"] for order in orders}) == len(orders) == 2
    hours = {order["places"]: (order["from"], order["to"]) for order in orders}
    for answer in gwinnett.answers.values():
        if answer.facts["cast"] == "court_extension":
            paper = gwinnett.papers[answer.envelope_number]
            first, last = hours[paper.place]
            assert first < paper.cast_at <= last


def test_the_roll_has_the_states_53_columns_and_at_least_20000_electors(gwinnett: Practice) -> None:
    roll = rows(gwinnett.files.roll)
    assert len(ROLL_COLUMNS) == len(set(ROLL_COLUMNS)) == 53
    assert tuple(roll[0]) == ROLL_COLUMNS
    assert len(roll) >= 20_000
    numbers = {row["Voter Registration Number"] for row in roll}
    assert len(numbers) == len(roll)
    assert all(len(number) == 8 and number.isdigit() for number in numbers)
    assert any(number.startswith("0") for number in numbers)


def test_the_roll_mixes_counties_statuses_and_dates(gwinnett: Practice) -> None:
    roll = rows(gwinnett.files.roll)
    away = sum(row["County"] != "GWINNETT" for row in roll) / len(roll)
    inactive = sum(row["Status"] == "INACTIVE" for row in roll) / len(roll)
    assert 0.05 <= away <= 0.11
    assert 0.06 <= inactive <= 0.10
    assert {row["Status"] for row in roll} == {"ACTIVE", "INACTIVE", "PENDING", "CANCELLED"}
    assert any(row["Registration Date"] > "10/05/2020" for row in roll if row["Registration Date"].endswith("2020"))
    assert {row["Suffix"] for row in roll} >= {"", "JR"}
    assert any("'" in row["Last Name"] for row in roll)
    assert any("-" in row["Last Name"] for row in roll)


def test_names_are_written_as_pens_write_them_and_mostly_without_a_number(gwinnett: Practice) -> None:
    roll = {row["Voter Registration Number"]: row for row in rows(gwinnett.files.roll)}
    envelopes = rows(gwinnett.files.envelopes)
    registered = [(row, roll[number]) for row in envelopes if (number := _elector(gwinnett, row))]
    otherwise = [row for row, listed in registered if row["last_name"].upper() != listed["Last Name"]]
    assert 0.08 <= len(otherwise) / len(registered) <= 0.35
    assert 0.1 <= sum(bool(row["registration_number"]) for row in envelopes) / len(envelopes) <= 0.4
    assert any(len(row["first_name"]) == 1 for row in envelopes)
    assert any(not row["birth_date"] for row in envelopes)


def test_the_list_slips_where_the_paper_is_right(gwinnett: Practice) -> None:
    slips = Counter[str]()
    for row in rows(gwinnett.files.envelopes):
        paper = gwinnett.papers[row["envelope_number"]]
        slips.update(
            name for name in ("place", "cast_at", "precinct_cast", "reasons") if row[name] != getattr(paper, name)
        )
    assert set(slips) == {"place", "cast_at", "precinct_cast", "reasons"}
    assert sum(slips.values()) < 60


def test_phones_and_addresses_of_mail_belong_to_nobody(gwinnett: Practice) -> None:
    envelopes = rows(gwinnett.files.envelopes)
    assert all("-555-01" in row["phone"] for row in envelopes if row["phone"])
    domains = {row["email"].partition("@")[2] for row in envelopes if row["email"]}
    assert domains == {"example.com", "example.net", "example.org"}


@pytest.mark.parametrize("envelopes", [0, 1, 2, 7, 40])
def test_any_number_of_envelopes_is_made_exactly(make: Make, small_definition: bytes, envelopes: int) -> None:
    practice = make(small_definition, envelopes=envelopes, electors=400)
    assert len(practice.answers) == len(practice.papers) == envelopes
    assert len(rows(practice.files.envelopes)) == envelopes


def test_the_shares_of_the_situations_make_a_thousand_and_are_spread_by_largest_remainder() -> None:
    shares = [(name, share) for name, share, _ in SITUATIONS]
    assert sum(share for _, share in shares) == 1000
    assert apportioned(shares, 1000) == dict(shares)
    assert apportioned([("a", 2), ("b", 1), ("c", 1)], 5) == {"a": 3, "b": 1, "c": 1}


def test_made_up_electors_stream_and_only_grow() -> None:
    few = list(made_up_electors(11, 200))
    more = list(made_up_electors(11, 300))
    assert more[:200] == few
    assert len({person.number for person in more}) == 300


def _elector(practice: Practice, row: dict[str, str]) -> str:
    return practice.answers[row["envelope_number"]].registration_number
