"""Every envelope is counted once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adjudicator.canvass.story import as_json, open_again_words, story
from adjudicator.canvass.tally import ContestCell, Left, OutcomeCounts, tally
from adjudicator.casework.record.state import EnvelopeState, changed
from adjudicator.records.election import Election
from tests.examples import examples

MakeEnvelope = Callable[..., EnvelopeState]
ALL = ("president", "house-7", "sheriff")


@pytest.fixture
def some(envelope: MakeEnvelope) -> list[EnvelopeState]:
    apart = {"marks": ("kept_apart",)}
    return [
        envelope("1", "count_full", "released", counted=ALL, releases=("R0001",)),
        envelope("2", "count_full", "approved", counted=ALL, place="Hall 2", precinct_cast="2", **apart),
        envelope("3", "count_partial", counted=("president",), precinct_cast="2"),
        envelope("4", "not_counted", "approved", reasons=("already_voted", "oath_unsigned"), stream="advance"),
        envelope("5", "not_counted", reasons=("oath_unsigned",), **apart),
        envelope("6", "held", "held", place=""),
        envelope("7"),
        envelope("8", "count_full", "to_do", counted=ALL, **apart),
    ]


def test_received_is_in_full_and_in_part_and_not_counted_and_held_and_undecided(
    some: list[EnvelopeState], election: Election
) -> None:
    canvass = tally(some, election)
    assert canvass.outcomes == OutcomeCounts(count_full=2, count_partial=1, not_counted=2, held=1, undecided=2)
    assert canvass.received == 8
    assert canvass.balances()


def test_contests_count_what_counts_in_ballot_order_and_name_contests_without_a_ballot(
    some: list[EnvelopeState], election: Election
) -> None:
    assert list(tally(some, election).contests.items()) == [("president", 3), ("house-7", 2), ("sheriff", 2)]
    assert tally([], election).contests == {"president": 0, "house-7": 0, "sheriff": 0}


def test_contest_cells_split_the_ballots_by_precinct_cast_and_kept_apart(
    some: list[EnvelopeState], election: Election
) -> None:
    cells = tally(some, election).contest_cells
    assert cells[ContestCell("2", "president", True)] == 1
    assert cells[ContestCell("2", "president", False)] == 1
    assert cells[ContestCell("1", "sheriff", False)] == 1
    assert ContestCell("1", "sheriff", True) not in cells


def test_a_ballot_that_is_not_counted_stands_under_its_primary_reason(
    some: list[EnvelopeState], election: Election
) -> None:
    assert list(tally(some, election).reasons.items()) == [("already_voted", 1), ("oath_unsigned", 1)]


def test_a_determination_that_was_sent_back_is_undecided_and_keeps_nothing_apart(
    envelope: MakeEnvelope, election: Election
) -> None:
    canvass = tally([envelope("8", "count_full", "to_do", counted=ALL, marks=("kept_apart",))], election)
    assert (canvass.undecided, canvass.kept_apart, canvass.contests["president"]) == (1, 0, 0)


def test_approved_includes_what_has_been_released(some: list[EnvelopeState], election: Election) -> None:
    canvass = tally(some, election)
    assert (canvass.approved, canvass.released, canvass.released_counting) == (3, 1, 1)


STAGES = ("to_do", "held", "determined", "in_batch", "approved")


@pytest.mark.parametrize("stage", STAGES)
def test_what_left_and_was_reopened_stays_counted_until_a_later_release_has_carried_it(
    stage: str, envelope: MakeEnvelope, election: Election
) -> None:
    left = envelope("1", "count_full", "released", counted=ALL, releases=("R0001",))
    again = envelope("2", "held" if stage == "held" else "count_full", stage, counted=ALL, releases=("R0001",))
    canvass = tally([left, again], election)
    assert (canvass.released, canvass.open_again) == (2, 1)
    assert dict(canvass.by_release) == {"R0001": Left(2, 1)}
    assert story(canvass).endswith(
        "Released 2; 1 of them open again since, in R0001: the tabulation room still holds it."
    )
    carried = tally([left, changed(again, status="released", releases=("R0001", "R0002"))], election)
    assert dict(carried.by_release) == {"R0001": Left(2, 0), "R0002": Left(1, 0)}
    assert "again" not in story(carried)


def test_the_story_names_the_release_that_the_tabulation_room_works_from() -> None:
    assert open_again_words(17, {"R0001": 8, "R0002": 2}) == (
        "Released 17; 10 of them open again since, 8 in R0001, 2 in R0002: the tabulation room still holds them"
    )
    assert open_again_words(1, {"R0001": 1}) == (
        "Released 1; open again since, in R0001: the tabulation room still holds it"
    )
    assert open_again_words(17, {}) == ""


def test_what_nobody_approved_is_undecided_in_a_canvass_of_what_is_approved_and_a_hold_stands(
    some: list[EnvelopeState], election: Election
) -> None:
    canvass = tally(some, election, approved_only=True)
    assert canvass.outcomes == OutcomeCounts(count_full=2, not_counted=1, held=1, undecided=4)
    assert canvass.contests == {"president": 2, "house-7": 2, "sheriff": 2}
    assert canvass.kept_apart == 1
    assert canvass.balances()


def test_breakdowns_have_the_outcomes_of_each_place_precinct_stream_and_of_what_is_kept_apart(
    some: list[EnvelopeState], election: Election
) -> None:
    canvass = tally(some, election)
    assert canvass.by_place["Hall 2"] == OutcomeCounts(count_full=1)
    assert canvass.by_place[""] == OutcomeCounts(held=1)
    assert list(canvass.by_precinct) == ["2", "1"]
    assert canvass.by_precinct["2"] == OutcomeCounts(count_full=1, count_partial=1)
    assert canvass.by_stream["advance"] == OutcomeCounts(not_counted=1)
    assert canvass.by_kept_apart["yes"] == OutcomeCounts(count_full=1, not_counted=1)


def test_a_contest_that_the_election_does_not_have_is_a_bug(envelope: MakeEnvelope, election: Election) -> None:
    with pytest.raises(KeyError, match="coroner"):
        tally([envelope("1", "count_full", counted=("coroner",))], election)


def test_a_canvass_that_lost_an_envelope_does_not_balance(some: list[EnvelopeState], election: Election) -> None:
    canvass = tally(some, election)
    assert not replace(canvass, received=9).balances()
    assert not replace(canvass, by_stream={}).balances()
    assert not replace(canvass, reasons={}).balances()


def test_envelopes_are_read_once_from_a_stream(envelope: MakeEnvelope, election: Election) -> None:
    def stream() -> Iterator[EnvelopeState]:
        for number in range(2_000):
            yield envelope(f"{number:05}", "count_full", counted=ALL)

    assert tally(stream(), election).contests["sheriff"] == 2_000


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(50))
@given(
    kinds=st.lists(
        st.tuples(
            st.sampled_from(("", "count_full", "count_partial", "not_counted", "held")),
            st.sampled_from(("to_do", "determined", "in_batch", "approved", "released")),
            st.sampled_from(("1", "2", "", "9")),
            st.booleans(),
        )
    ),
    approved_only=st.booleans(),
)
def test_every_canvass_balances(
    kinds: list[tuple[str, str, str, bool]], approved_only: bool, envelope: MakeEnvelope, election: Election
) -> None:
    states = [
        envelope(str(number), outcome, status, precinct_cast=precinct, **(_determined(apart) if outcome else {}))
        for number, (outcome, status, precinct, apart) in enumerate(kinds)
    ]
    canvass = tally(states, election, approved_only=approved_only)
    assert canvass.received == len(kinds)
    assert canvass.balances()
    assert canvass.kept_apart <= canvass.received - canvass.undecided


def _determined(apart: bool) -> dict[str, tuple[str, ...]]:
    return {"marks": ("kept_apart",) if apart else (), "reasons": ("oath_unsigned",)}


def test_the_story_says_it_in_a_line(some: list[EnvelopeState], election: Election) -> None:
    assert story(tally(some, election)) == (
        "Received 8. May count 3. Not counted 2. Held 1. Undecided 2. In a release 1; 2 not yet."
    )


def test_the_story_leaves_out_what_there_is_none_of_and_groups_thousands(
    envelope: MakeEnvelope, election: Election
) -> None:
    one = envelope("1", "not_counted", "released", reasons=("oath_unsigned",))
    assert story(tally([one] * 1_200, election)) == "Received 1,200. May count 0. Not counted 1,200."


def test_the_json_has_the_keys_that_practice_and_status_print(some: list[EnvelopeState], election: Election) -> None:
    assert as_json(tally(some, election)) == {
        "received": 8,
        "count_full": 2,
        "count_partial": 1,
        "not_counted": 2,
        "held": 1,
        "undecided": 2,
        "kept_apart": 2,
        "released": {
            "envelopes": 1,
            "open_again": 0,
            "releases": {"R0001": {"envelopes": 1, "open_again": 0}},
        },
        "departures": {"number": 0, "determinations": 6, "by": {}},
        "against_record": {"number": 0, "by": {}},
        "contests": {"president": 3, "house-7": 2, "sheriff": 2},
    }
