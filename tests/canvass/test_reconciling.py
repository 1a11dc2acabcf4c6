"""Whether results fit the record: each kind of disagreement by itself, with its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from adjudicator.canvass.ceilings import ceilings, may_count
from adjudicator.canvass.reconciling import (
    DISAGREEMENTS,
    Countable,
    Disagreement,
    Reconciliation,
    proven_ballots,
    reconcile,
)
from adjudicator.canvass.tally import tally
from adjudicator.casework.record.state import ElectorChoice, EnvelopeState, changed
from adjudicator.records.election import Contest, Election
from adjudicator.records.results import Results, VoteCell

MakeEnvelope = Callable[..., EnvelopeState]
ALL = ("president", "house-7", "sheriff")
TWO = ("president", "sheriff")


def cells(*rows: tuple[str, str, int]) -> dict[VoteCell, int]:
    return {VoteCell(contest, precinct): number for contest, precinct, number in rows}


CEILINGS = cells(
    ("president", "1", 20), ("house-7", "1", 18), ("sheriff", "1", 20), ("president", "2", 10), ("sheriff", "2", 9)
)  # fmt: skip
VOTES = cells(
    ("president", "1", 20), ("house-7", "1", 11), ("sheriff", "1", 17), ("president", "2", 9), ("sheriff", "2", 9)
)  # fmt: skip
WHOLE = Countable(CEILINGS, 30)


def compared(
    election: Election, votes: Mapping[VoteCell, int] = VOTES, countable: Countable = WHOLE, **said: Any
) -> Reconciliation:
    return reconcile(election, countable, Results(votes, **said))


def one(found: Reconciliation) -> Disagreement:
    (only,) = found.disagreements
    assert only.code in DISAGREEMENTS
    return only


def about(found: Disagreement) -> tuple[str, str, str, str, int, int]:
    return found.code, found.weight, found.contest, found.precinct, found.expected, found.actual


def test_results_that_fit_have_no_disagreement_and_prove_their_ballots(election: Election) -> None:
    found = compared(election)
    assert found.disagreements == ()
    assert found.proven_in == {"1": 20, "2": 9}
    assert found.proven == 29


def test_one_vote_above_the_ceiling_is_a_palpable_error(election: Election) -> None:
    found = one(compared(election, VOTES | cells(("house-7", "1", 19))))
    assert about(found) == ("votes_above_ceiling", "error", "house-7", "1", 18, 19)
    assert found.citation == "O.C.G.A. 21-2-493(b)"
    assert found.sentence == (
        "US House District 7, precinct 1 Hall 1: 19 provisional votes in the results; 18 at most are possible "
        "(18 ballots may count there, 1 vote each)."
    )


def test_votes_where_no_ballot_may_count_are_an_error(election: Election) -> None:
    found = one(compared(election, VOTES | cells(("house-7", "2", 1))))
    assert about(found) == ("votes_above_ceiling", "error", "house-7", "2", 0, 1)


def with_seats(election: Election, contest: str, seats: int) -> Election:
    return replace(election, contests={**election.contests, contest: replace(election.contests[contest], seats=seats)})


def test_a_ceiling_is_ballots_times_seats(election: Election) -> None:
    votes = VOTES | cells(("sheriff", "1", 40))
    assert compared(with_seats(election, "sheriff", 2), votes).disagreements == ()
    assert compared(election, votes, seats={"sheriff": 2}).disagreements == ()
    found = compared(election, votes)
    assert [each.code for each in found.errors] == ["votes_above_ceiling", "more_than_scanned"]


def test_seats_that_file_and_definition_say_differently_are_told(election: Election) -> None:
    found = one(compared(with_seats(election, "sheriff", 2), seats={"sheriff": 1}))
    assert about(found) == ("seats_differ", "warning", "sheriff", "", 2, 1)
    assert found.sentence == "Sheriff: by the definition a voter may mark 2, by the results 1."


def test_ballots_that_have_a_contest_are_compared_where_the_file_gives_them(election: Election) -> None:
    countable = replace(WHOLE, on_ballot=CEILINGS | cells(("house-7", "1", 20), ("sheriff", "2", 10)))
    right = dict(countable.on_ballot or {})
    assert compared(election, countable=countable, times_cast=right).disagreements == ()
    assert compared(election, countable=countable).disagreements == ()
    assert compared(election, times_cast=right | cells(("president", "1", 99))).disagreements == ()
    found = one(compared(election, countable=countable, times_cast=right | cells(("president", "1", 19))))
    assert about(found) == ("times_cast_differ", "error", "president", "1", 20, 19)
    assert found.sentence == (
        "President of the United States, precinct 1 Hall 1: 20 ballots were scanned with this contest; the results say "
        "19 were counted."
    )


def test_ballots_that_the_file_does_not_list_at_all_are_none(election: Election) -> None:
    countable = replace(WHOLE, on_ballot=CEILINGS)
    without = {cell: votes for cell, votes in VOTES.items() if cell != VoteCell("sheriff", "2")}
    cast = {cell: number for cell, number in CEILINGS.items() if cell in without}
    found = one(compared(election, without, countable, times_cast=cast))
    assert about(found) == ("times_cast_differ", "error", "sheriff", "2", 9, 0)
    partly = {cell: number for cell, number in CEILINGS.items() if cell.contest == "president"}
    assert compared(election, countable=countable, times_cast=partly).disagreements == (), "not known is not none"


def test_ballots_of_a_precinct_and_of_the_county_are_compared_where_the_file_gives_them(election: Election) -> None:
    countable = replace(WHOLE, scanned_in={"1": 20, "2": 10})
    assert compared(election, countable=countable, ballots_cast={"1": 20, "2": 10}).disagreements == ()
    found = compared(election, countable=countable, ballots_cast={"1": 20, "2": 9})
    assert [about(each) for each in found.disagreements] == [
        ("ballots_cast_differ", "error", "", "2", 10, 9),
        ("ballots_cast_differ", "error", "", "", 30, 29),
    ]
    assert [each.sentence for each in found.disagreements] == [
        "Precinct 2 Hall 2: 10 ballots were scanned; the results say 9 were counted.",
        "In the county, 30 ballots were scanned; the results say 29 were counted.",
    ]
    assert [about(each)[3] for each in compared(election, ballots_cast={"1": 20, "2": 9}).disagreements] == [""]
    found = compared(election, countable=countable, ballots_cast={"1": 20})
    assert [each.precinct for each in found.disagreements] == ["2", ""]


def test_votes_that_prove_more_ballots_than_were_scanned_are_an_error(election: Election) -> None:
    found = compared(election, countable=Countable(CEILINGS, 28, {"1": 19, "2": 9}))
    assert [about(each) for each in found.disagreements] == [
        ("more_than_scanned", "error", "", "1", 19, 20),
        ("more_than_scanned", "error", "", "", 28, 29),
    ]
    assert found.disagreements[1].sentence == "In the county, the votes prove 29 ballots, and 28 ballots were scanned."
    found = compared(election, countable=Countable(CEILINGS, 30, {"1": 20}))
    assert about(one(found)) == ("more_than_scanned", "error", "", "2", 0, 9)


@pytest.mark.parametrize(
    ("scanned", "proven", "told"),
    [
        (2, 0, False),
        (10, 8, False),
        (10, 7, True),
        (5, 3, False),
        (4, 1, True),
        (30, 27, False),
        (30, 26, True),
        (50, 45, False),
    ],
)
def test_a_precinct_that_falls_short_by_more_than_two_and_a_tenth_is_a_warning(
    election: Election, scanned: int, proven: int, told: bool
) -> None:
    found = compared(
        election,
        cells(("president", "1", proven), ("president", "2", 1000)),
        Countable(cells(("president", "1", scanned), ("president", "2", 1000)), 1000 + scanned),
    )
    expected = [("fewer_than_scanned", "warning", "", "1", scanned, proven)] if told else []
    assert [about(each) for each in found.disagreements] == expected


@pytest.mark.parametrize(
    ("scanned", "proven", "told"), [(1000, 970, False), (1000, 969, True), (12, 10, False), (12, 9, True)]
)
def test_a_county_that_falls_short_by_more_than_three_in_a_hundred_is_a_warning(
    election: Election, scanned: int, proven: int, told: bool
) -> None:
    one_place = cells(("president", "1", scanned))
    found = compared(election, cells(("president", "1", proven)), Countable(one_place, scanned))
    county = [about(each) for each in found.disagreements if not each.precinct]
    assert county == ([("fewer_than_scanned", "warning", "", "", scanned, proven)] if told else [])


def test_a_precinct_falls_short_only_of_what_its_votes_could_prove(election: Election) -> None:
    """Ten ballots, none of which counts in the same contest as more than five others."""
    half = cells(("president", "1", 5), ("sheriff", "1", 5))
    assert compared(election, half, Countable(half, 10, {"1": 10})).disagreements == ()


def test_undervotes_are_judged_in_no_contest_by_itself(election: Election) -> None:
    votes = VOTES | cells(("house-7", "1", 0), ("sheriff", "1", 0), ("sheriff", "2", 0))
    assert compared(election, votes).disagreements == ()


def test_what_the_results_lack_is_told_by_name(election: Election) -> None:
    without = {cell: votes for cell, votes in VOTES.items() if cell.contest != "house-7"}
    found = one(compared(election, without))
    assert about(found) == ("contest_not_in_results", "error", "house-7", "", 18, 0)
    assert found.sentence == "US House District 7 is not in the results, and 18 ballots may count in it."
    without = {cell: votes for cell, votes in VOTES.items() if cell.precinct != "2"}
    found, county = compared(election, without).disagreements
    assert about(found) == ("precinct_not_in_results", "error", "", "2", 10, 0)
    assert found.sentence == "Precinct 2 Hall 2 is not in the results, and 10 ballots may count there."
    assert (county.code, county.precinct) == ("fewer_than_scanned", "")


def test_what_the_results_lack_and_no_ballot_may_count_in_is_not_told(election: Election) -> None:
    only = cells(("president", "1", 20))
    assert compared(election, only, Countable(only, 20)).disagreements == ()


@pytest.mark.parametrize(("votes", "weight"), [(3, "error"), (0, "warning")])
def test_what_the_definition_lacks_is_told_by_name(election: Election, votes: int, weight: str) -> None:
    found = one(compared(election, strange_contests={"Coroner": votes}))
    assert about(found) == ("contest_not_in_definition", weight, "Coroner", "", 0, votes)
    assert "in “Coroner”, which is no contest of the definition." in found.sentence
    found = one(compared(election, strange_precincts={"Nowhere": votes}))
    assert about(found) == ("precinct_not_in_definition", weight, "", "Nowhere", 0, votes)


def test_errors_come_first(election: Election) -> None:
    found = compared(election, strange_contests={"A": 0, "B": 1}, strange_precincts={"C": 1})
    assert [each.weight for each in found.disagreements] == ["error", "error", "warning"]


def test_in_a_primary_what_the_parties_prove_is_added_up(election: Election) -> None:
    def of(party: str, key: str) -> Contest:
        return replace(election.contests["sheriff"], id=key, party=party)

    contests = {key: of(party, key) for key, party in (("d", "D"), ("r", "R"), ("n", "N"), ("all", ""))}
    votes = cells(("d", "1", 5), ("r", "1", 4), ("n", "1", 3), ("all", "1", 6))
    seats = dict.fromkeys(contests, 1)
    alone = replace(
        election, primary=True, contests=contests, styles={"D": ("d", "all"), "R": ("r", "all"), "N": ("n",)}
    )
    assert proven_ballots(alone, votes, seats) == {"1": 12}
    mixed = replace(alone, styles={"D": ("d", "n", "all"), "R": ("r", "n", "all"), "N": ("n",)})
    assert proven_ballots(mixed, votes, seats) == {"1": 9}, (
        "whoever votes for D or R may have voted in N's contests, too"
    )
    assert proven_ballots(mixed, votes | cells(("all", "1", 11)), seats) == {"1": 11}


# --- ceilings


@pytest.fixture
def states(envelope: MakeEnvelope) -> list[EnvelopeState]:
    home = ElectorChoice("a", "", "2", "2", "S2", "active", "b", "r", "p")
    states = [
        envelope("1", "count_full", "approved", counted=ALL),
        envelope("2", "count_partial", "approved", counted=TWO, marks=("kept_apart",), elector=home),
        envelope("3", "count_full", "determined", counted=ALL),
        envelope("4", "not_counted", "approved", reasons=("already_voted",)),
        envelope("5"),
    ]
    at_home = states[1].determination
    assert at_home is not None
    states[1] = changed(states[1], determination=changed(at_home, home_style="S2"))
    return states


def test_ceilings_are_the_ballots_that_may_count_kept_apart_or_not(
    states: list[EnvelopeState], election: Election
) -> None:
    wanted = cells(("president", "1", 3), ("house-7", "1", 2), ("sheriff", "1", 3))
    assert ceilings(tally(states, election)) == wanted
    found = may_count(states, election)
    assert found.ceilings == wanted
    assert found.on_ballot == cells(("president", "1", 3), ("house-7", "1", 3), ("sheriff", "1", 3))
    assert found.ballots_in == {"1": 3}


def test_what_nobody_approved_may_not_count_yet(states: list[EnvelopeState], election: Election) -> None:
    assert may_count(states, election, approved_only=True).ceilings == cells(
        ("president", "1", 2), ("house-7", "1", 1), ("sheriff", "1", 2)
    )


def test_a_duplicate_on_the_voters_own_style_is_of_the_voters_precinct(
    states: list[EnvelopeState], election: Election
) -> None:
    found = may_count(states, election, on_own_style=True)
    assert found.ceilings == cells(
        ("president", "1", 2), ("house-7", "1", 2), ("sheriff", "1", 2), ("president", "2", 1), ("sheriff", "2", 1)
    )
    assert found.on_ballot[VoteCell("house-7", "2")] == 0
    assert found.ballots_in == {"1": 2, "2": 1}
