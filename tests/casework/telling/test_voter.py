"""What a voter is told: the agreed sentences to the letter, and words for every code of every pack."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest

from adjudicator.casework.sheet.research import RESEARCH
from adjudicator.casework.telling.voter import LIMITS, TOLD_MARKS, Particulars, Told, voter_sentence
from adjudicator.casework.telling.voter_english import ENGLISH
from adjudicator.casework.telling.wording import places_in
from adjudicator.law.rules.rule import BY_MOTION
from adjudicator.records.facts import FACTS
from tests.packs import elsewhere, every_pack

NOTHING = Particulars()
ELECTION = Particulars(date(2020, 11, 3), date(2020, 10, 5), datetime(2020, 11, 6, 17, tzinfo=UTC))
ALL = replace(
    ELECTION,
    number="770 822 8787",
    identification="photo",
    place="Harbins Elementary",
    own_place="Dacula Park, 2735 Old Auburn Road",
    county="DeKalb County",
    voted_on=date(2020, 11, 3),
    other_vote="absentee_accepted",
    other_vote_on=date(2020, 10, 27),
    unsigned_until=datetime(2020, 11, 6, 17, tzinfo=UTC),
    form_of=date(2020, 11, 3),
    looked_in=("county_list", "state_wide", "driver_services"),
    waited_for=("driver_services",),
    counted=16,
    left_out=("US House District 7", "State Senate District 45"),
    county_date=date(2020, 10, 5),
)


@cache
def codes(kind: str) -> dict[str, set[str]]:
    """Every code of a kind in any pack, whatever the board has chosen, with the rules it comes from."""
    found: dict[str, set[str]] = {}
    for each in (*every_pack(), elsewhere()):
        for rule in each.rules:
            for effect in (effect for effects in rule.rows.values() for effect in effects if effect.kind == kind):
                found.setdefault(effect.code, set()).add(rule.id)
    return found


def everything_told() -> list[tuple[Told, str]]:
    """Every outcome with every code, each with every rule it may come from and every value that may say it exactly."""
    values = ["", *(value for values in FACTS.values() for value in values)]
    told = [(Told("not_counted", (code,), rule), value) for code, rules in codes("not_counted").items()
            for rule in rules for value in values]  # fmt: skip
    told += [(Told("held", (code,)), value) for code in codes("hold") for value in values]
    told += [(Told("held", (one, other)), "") for one in codes("hold") for other in codes("hold") if one != other]
    told += [(Told("count_partial", marks=(code,)), "") for code in codes("limit")]
    told += [(Told("count_partial", marks=(one, other)), "") for one in codes("limit") for other in codes("mark")]
    told += [(Told("count_full", marks=(code,)), "") for code in codes("mark")]
    return [*told, *((Told(outcome), "") for outcome in ("count_full", "count_partial", "not_counted", "held"))]


@pytest.mark.parametrize("about", [NOTHING, ELECTION, ALL, replace(ALL, counted=1, left_out=("Tax",))])
def test_every_code_of_every_pack_reads_well_whatever_is_known(about: Particulars) -> None:
    for told, detail in everything_told():
        said = voter_sentence(told, replace(about, detail=detail))
        assert re.fullmatch(r"[A-Z][^{}_]*\.", said), (told, said)
        assert "  " not in said, (told, said)
        assert not re.search(r"\b(he|she|his|her|adjudicat\w+|the voter's)\b", said), said
        assert " you" in f" {said.lower()}" or "voter in whose name" in said, (told, said)


def test_every_reason_hold_limit_and_mark_has_words_of_its_own() -> None:
    for code, rules in codes("not_counted").items():
        assert ENGLISH.has(f"not_counted:{code}"), code
        if code in ("unable_to_determine", "board_ruling"):
            assert all(ENGLISH.has(f"not_counted:{code}:{rule}") for rule in rules), (code, rules)
    assert all(ENGLISH.has(f"waits:{code}") for code in codes("hold"))
    assert set(codes("limit")) == set(LIMITS)
    assert all(ENGLISH.has(f"why:{code}") for code in LIMITS)
    assert set(codes("mark")) == {*LIMITS, *TOLD_MARKS, BY_MOTION, "after_last_day"}
    assert all(ENGLISH.has(f"mark:{code}") for code in TOLD_MARKS)


def test_nothing_is_said_for_a_code_that_no_pack_has() -> None:
    reasons, holds = codes("not_counted"), codes("hold")
    for key in ENGLISH.sentences:
        kind, _, code = key.partition(":")
        code, _, more = code.partition(":")
        if kind == "not_counted" and code:
            assert code in reasons, key
            assert not more or more in reasons[code] or any(more in values for values in FACTS.values()), key
        if kind in ("waits", "still"):
            assert code in {*holds, "several"}, key


def test_every_place_of_the_research_list_has_words() -> None:
    for place in RESEARCH:
        assert ENGLISH.has(f"looked:{place}")
        assert ENGLISH.has(f"awaited:{place}")


def test_every_place_in_braces_can_be_filled() -> None:
    known = {field.name for field in fields(Particulars)} | {"last_day", "titles", "tail", "things", "on"}
    for key, said in ENGLISH.sentences.items():
        for form in (form for sentence in said for form in sentence):
            assert places_in(form) <= known, key


@pytest.mark.parametrize(
    ("told", "changes", "said"),
    [
        (Told("count_full"), {}, "Your ballot was counted."),
        (
            Told("count_partial", marks=("wrong_precinct",)),
            {},
            "You voted at Harbins Elementary. Your own polling place is Dacula Park, 2735 Old Auburn Road. The 16 contests "
            "that are also on your own ballot were counted; 2 were not: US House District 7, State Senate District 45.",
        ),
        (
            Told("count_partial", marks=("wrong_county",)),
            {},
            "You are registered in DeKalb County. Only the state-wide contests on your ballot were counted.",
        ),
        (
            Told("not_counted", ("not_registered",)),
            {"detail": "never"},
            "We could not find that you registered for this election by Oct 5, 2020. We looked in: this county's list, the "
            "state-wide list and the records of driver services. Your form of Nov 3 has been passed on, so that you can "
            "vote next time.",
        ),
        (
            Told("not_counted", ("unable_to_determine",), "registration_unclear"),
            {},
            "We could not establish in the time the law allows (until Fri Nov 6) that you were registered. We were still "
            "waiting for: driver services.",
        ),
        (
            Told("not_counted", ("no_identification",), "no_identification"),
            {"detail": "missing"},
            "You had no photo ID with you on Nov 3, and none reached us by Fri Nov 6, 5:00 p.m.",
        ),
        (
            Told("held", ("no_identification",)),
            {"identification": "documents"},
            "Your ballot is waiting for your photo ID, or a copy of a current utility bill, bank statement, government "
            "check, paycheck, or other government document with your name and address. You can still bring it until Fri "
            "Nov 6, 5:00 p.m.",
        ),
        (
            Told("not_counted", ("already_voted",)),
            {},
            "Our records show that you voted by mail, received Oct 27. If this is wrong, call 770 822 8787.",
        ),
        (
            Told("not_counted", ("oath_unsigned",)),
            {},
            "The oath in your papers was not signed, and you did not come to sign it by Fri Nov 6, 5:00 p.m.",
        ),
    ],
)
def test_the_agreed_sentences_stand_to_the_letter(told: Told, changes: dict[str, Any], said: str) -> None:
    assert voter_sentence(told, replace(ALL, **changes)) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            Told("count_partial", marks=("wrong_precinct",)),
            "You voted at a polling place other than your own. Only the contests that are also on your own ballot were "
            "counted.",
        ),
        (
            Told("not_counted", ("already_voted",)),
            "Our records show that you already voted in this election. If this is wrong, call the election office.",
        ),
        (
            Told("count_full", marks=("kept_apart",)),
            "Your ballot was counted. You voted in hours that a court had added, so your ballot is kept apart from the "
            "others.",
        ),
        (Told("held"), "Your ballot is waiting: we are still looking into it."),
    ],
)
def test_for_everybody_nothing_of_the_voter_is_named(told: Told, said: str) -> None:
    assert voter_sentence(told, ELECTION) == said


def test_a_held_ballot_says_what_it_waits_for_and_until_when() -> None:
    assert voter_sentence(Told("held", ("no_identification",)), ELECTION) == (
        "Your ballot is waiting for your identification. You can still bring it until Fri Nov 6, 5:00 p.m."
    )
    assert voter_sentence(Told("held", ("oath_unsigned", "no_identification")), ELECTION) == (
        "Your ballot is waiting for your signature under the oath and your identification. You can still bring what is "
        "missing until Fri Nov 6, 5:00 p.m."
    )
    assert voter_sentence(Told("held", ("two_envelopes",)), ELECTION) == (
        "Your ballot is waiting for the board's ruling on two provisional ballots in your name."
    )


def test_once_the_period_is_over_nobody_is_told_what_may_still_be_done() -> None:
    over = replace(ELECTION, is_over=True)
    for hold in ("no_identification", "oath_unsigned", "papers_missing"):
        assert "until" in voter_sentence(Told("held", (hold,)), ELECTION)
        said = voter_sentence(Told("held", (hold,)), over)
        assert said.startswith("Your ballot is waiting for")
        assert "until" not in said


def test_one_contest_is_one_contest() -> None:
    said = voter_sentence(Told("count_partial", marks=("wrong_style",)), replace(ALL, counted=1, left_out=("Tax",)))
    assert said.endswith("The one contest that is also on your own ballot was counted; one was not: Tax.")


def test_two_limits_are_both_named_and_the_contests_once() -> None:
    told = Told("count_partial", marks=("registered_too_late_for", "wrong_county"))
    assert voter_sentence(told, ALL) == (
        "You are registered in DeKalb County. You registered too late for some of the contests on your ballot. The 16 "
        "contests in which you may vote were counted; 2 were not: US House District 7, State Senate District 45."
    )


def test_an_early_move_to_another_county_names_its_own_day_and_not_the_closing_of_registration() -> None:
    about = replace(ELECTION, detail="moved_county_early", county_date=date(2022, 10, 10), closes=date(2022, 10, 11))
    said = voter_sentence(Told("not_counted", ("not_resident",)), about)
    assert "on or before Oct 10, 2022, too early" in said
    without = voter_sentence(Told("not_counted", ("not_resident",)), replace(about, county_date=None))
    assert "You had moved to another county too early" in without


def test_two_precincts_in_one_building_are_not_two_places() -> None:
    about = replace(ALL, place="", own_place="", shared_place="Dacula Park")
    assert voter_sentence(Told("count_partial", marks=("wrong_precinct",)), about).startswith(
        "Your own precinct votes at Dacula Park, too, but you voted in another precinct there."
    )


def test_a_code_of_a_later_version_says_the_outcome_alone() -> None:
    assert voter_sentence(Told("not_counted", ("moon_phase",)), ALL) == "Your ballot was not counted."
    assert voter_sentence(Told("held", ("moon_phase",)), ALL) == "Your ballot is waiting: we are still looking into it."
