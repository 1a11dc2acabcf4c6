"""What an act would change, said in words that need no code, with one envelope and with many."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from adjudicator.casework.acts.consequences import Change, Consequences, Deed
from adjudicator.casework.acts.review.determining import Basis
from adjudicator.casework.record.state import DayState, DeterminationState, EnvelopeState
from adjudicator.casework.telling.consequence_words import (
    after_words,
    before_words,
    difference_words,
    follows_words,
    moved_words,
    stands_words,
    summary_words,
)
from adjudicator.records.facts import Answer, Source
from adjudicator.records.findings import ContestVerdict, Recommendation

RECORDED = DeterminationState(
    seq=9, by="rita", at="", outcome="count_partial", recommended="count_partial", reasons=(), holds=(),
    marks=("wrong_county",), counted=("president",), not_counted={"sheriff": "wrong_county"}, facts={}, cast_style="S1",
    home_style="", too_late_for=(), rules="georgia-2020-sos", pack="sha256:1",
)  # fmt: skip
NOW = Recommendation(
    rules="georgia-2020", digest="sha256:2", outcome="not_counted", reasons=("wrong_county",), holds=(), needs=(),
    marks=(), contests=(ContestVerdict("president", False), ContestVerdict("sheriff", False)),
)  # fmt: skip


def change(deed: Deed = "sent_back", after: Recommendation | None = NOW, **changes: Any) -> Change:
    """A change of an approved envelope of another county, or with changes of its state."""
    recorded = changes.pop("determination", RECORDED)
    restated = changes.pop("restated", {})
    state = EnvelopeState(
        "0002", 9, 1, "", **{"status": "approved", "batch": "B0003", "determination": recorded} | changes
    )
    return Change(state, restated, Basis(state, {}, "S1", "", (), after) if after else None, deed)


def test_a_change_says_where_the_envelope_stands_what_was_recorded_and_what_the_rules_make_of_it() -> None:
    assert stands_words(change().state) == "Approved in B0003"
    assert before_words(change()) == "Count in part, 1 of 2"
    assert after_words(change()) == "Not counted"
    assert difference_words(change()) == "The voter is registered in another county"


def test_of_what_was_not_counted_before_only_the_reasons_that_come_and_go_are_named() -> None:
    before = {name: getattr(RECORDED, name) for name in RECORDED.__struct_fields__}
    recorded = DeterminationState(**before | {"outcome": "not_counted", "reasons": ("already_voted", "not_resident")})
    after = replace(NOW, reasons=("already_voted", "wrong_county"))
    assert difference_words(change(after=after, determination=recorded)) == (
        "The voter is registered in another county; no longer: the voter had moved away too long before the election"
    )


def test_a_day_that_another_law_sets_is_told_beside_the_one_it_was() -> None:
    before = DayState("certification", "Last day to certify the returns", "2020-11-13", "", "", "")
    after = DayState("certification", "Last day to certify the returns", "2020-11-09", "", "", "")
    assert moved_words([(before, after)]) == (
        "Last day to certify the returns: Mon Nov 9, 2020, not Fri Nov 13, 2020.",
    )


def test_a_hold_is_named_when_it_comes_and_when_it_goes() -> None:
    held = replace(
        NOW, outcome="held", reasons=(), holds=("court_order_vacated",), marks=("kept_apart", "wrong_county")
    )
    says = difference_words(change(after=held))
    assert says == "The court order was set aside: the board rules; kept apart: court-extended hours"
    was_held = DeterminationState(**{name: getattr(RECORDED, name) for name in RECORDED.__struct_fields__} | {
        "outcome": "held", "holds": ("court_order_vacated",),
    })  # fmt: skip
    counts = replace(NOW, outcome="count_full", reasons=(), marks=("wrong_county",))
    assert difference_words(change(after=counts, determination=was_held)) == (
        "No longer: the court order was set aside: the board rules"
    )


def test_answers_that_follow_are_said_and_one_that_is_gone_is_asked_again() -> None:
    cast = {"cast": Answer("cast", "court_extension", Source("order", "", "20-CV-1"))}
    envelope = {"status": "to_do", "determination": None, "batch": ""}
    assert difference_words(change("answers", None, restated=cast, **envelope)) == (
        "Time of voting: after closing, kept open by a court"
    )
    gone = change("answers", None, restated={"cast": None}, **envelope)
    assert (before_words(gone), after_words(gone)) == ("Undecided", "Undecided")
    assert difference_words(gone) == "Time of voting: to be asked again"


def test_what_follows_is_counted_for_each_thing_that_happens() -> None:
    held = replace(NOW, outcome="held", holds=("court_order_vacated",))
    counts = replace(NOW, outcome="count_full")
    found = Consequences(12, (
        change("determined", held), change("determined", held), change("determined", counts),
        change(status="released", releases=("R0001", "R0002")), change("answers", None, status="to_do", determination=None),
    ))  # fmt: skip
    assert summary_words(found) == "12 determinations were looked at again. 5 envelopes would change."
    assert follows_words(found) == (
        "1 is recorded anew, in your name, and waits for a batch of yours and another person's approval.",
        "2 are held from then on, recorded in your name.",
        "1 goes back to review, to the person who determined it, with the reason.",
        "1 that is not determined yet gets an answer by itself.",
        "3 were approved and need a new approval.",
        "1 has left the office in R0002: tell the tabulation room, which still holds it.",
        "The next release says what is different.",
    )


def test_where_nothing_changes_that_is_said() -> None:
    assert summary_words(Consequences(1, ())) == "1 determination was looked at again. Nothing would change."
    assert follows_words(Consequences(1, ())) == ()
