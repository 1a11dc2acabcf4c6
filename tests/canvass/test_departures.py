"""Where people decided otherwise is counted, each way, and whose it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from adjudicator.canvass.departures import Judged
from adjudicator.canvass.story import departures_json, departures_told
from adjudicator.canvass.tally import Canvass, tally
from adjudicator.casework.record.state import EnvelopeState, changed
from adjudicator.records.election import Election
from adjudicator.records.facts import Answer, Claim, Source

MakeEnvelope = Callable[..., EnvelopeState]

CREDITED = Claim("absentee_accepted", Source("absentee_file", "2020-11-05", "a1"), "record")


def against(giver: str, value: str = "no") -> dict[str, Answer]:
    """An answer that decides against a credit."""
    return {"voted_already": Answer("voted_already", value, Source("worker", "2020-11-05", giver), (CREDITED,))}


def departing(state: EnvelopeState, recommended: str, by: str) -> EnvelopeState:
    """The envelope determined by a person against the recommendation."""
    assert state.determination is not None
    return changed(state, determination=changed(state.determination, recommended=recommended, departs=True, by=by))


@pytest.fixture
def some(envelope: MakeEnvelope) -> list[EnvelopeState]:
    """Six envelopes: three depart, two rest on an answer against a record, one was taken up again."""
    return [
        departing(envelope("1", "held", "held"), "count_full", "rames"),
        departing(envelope("2", "held", "held"), "count_full", "rames"),
        departing(
            envelope("3", "not_counted", "approved", reasons=("unable_to_determine",)), "count_partial", "mortiz"
        ),
        changed(envelope("4", "count_full", "approved", counted=("president",)), answers=against("rames")),
        changed(envelope("5", "count_full"), answers=against("mortiz", "credit_in_question")),
        departing(changed(envelope("6", "held", "to_do"), answers=against("rames")), "count_full", "rames"),
    ]


@pytest.fixture
def canvass(some: list[EnvelopeState], election: Election) -> Canvass:
    return tally(some, election)


def test_departures_are_counted_by_what_was_recommended_and_what_was_recorded(canvass: Canvass) -> None:
    found = canvass.departures
    assert list(found.by_outcome.items()) == [(("count_full", "held"), 2), (("count_partial", "not_counted"), 1)]
    assert (found.number, found.determinations) == (3, 5)


def test_answers_against_a_record_are_counted_by_fact_and_a_doubt_is_none(canvass: Canvass) -> None:
    assert canvass.departures.against_record == {"voted_already": 1}


def test_each_person_has_their_own_determinations_departures_and_answers(canvass: Canvass) -> None:
    assert canvass.departures.by_person == {"mortiz": Judged(3, 1, 0), "rames": Judged(2, 2, 1)}


def test_what_is_to_do_again_counts_nowhere(some: list[EnvelopeState], election: Election) -> None:
    assert tally(some[-1:], election).departures.by_person == {}


def test_departing_or_not_splits_every_envelope(canvass: Canvass) -> None:
    yes, no = canvass.by_departs["yes"], canvass.by_departs["no"]
    assert (yes.received, yes.held, yes.not_counted) == (3, 2, 1)
    assert (no.received, no.count_full, no.undecided) == (3, 2, 1)
    assert canvass.balances()
    assert not replace(canvass, by_departs={"yes": yes}).balances()


def test_a_departure_that_nobody_approved_has_not_left_the_office(
    some: list[EnvelopeState], election: Election
) -> None:
    found = tally(
        [departing(changed(some[3], status="in_batch"), "not_counted", "rames")], election, approved_only=True
    )
    assert found.departures.number == 0
    assert found.by_departs["yes"].received == 0


def test_the_story_of_departures_is_told_in_words(canvass: Canvass) -> None:
    assert departures_told(canvass.departures) == (
        "Departures from the recommendation: 3 of 5 (2 held where count in full was recommended; "
        "1 not counted where count in part was recommended).",
        "Answers against a record: 1 (other votes 1).",
    )


def test_what_was_recorded_before_anything_was_recommended_is_told_so(canvass: Canvass) -> None:
    early = replace(canvass.departures, by_outcome={("incomplete", "held"): 1})
    assert "(1 held where nothing was recommended yet)" in departures_told(early)[0]


def test_the_json_maps_what_was_recommended_to_what_was_recorded(canvass: Canvass) -> None:
    assert departures_json(canvass.departures) == {
        "number": 3,
        "determinations": 5,
        "by": {"count_full": {"held": 2}, "count_partial": {"not_counted": 1}},
    }


def test_a_tally_without_departures_reads_no_answer_and_is_the_same_else(
    some: list[EnvelopeState], election: Election, canvass: Canvass
) -> None:
    unread = [changed(each, answers=None) for each in some]
    found = tally(unread, election, departures=False)
    assert found.departures.number == found.departures.determinations == 0
    assert replace(found, departures=canvass.departures) == canvass
