"""Acts on batches: close, return, approve; four eyes."""

from __future__ import annotations

from typing import Any

import pytest

from adjudicator.casework.acts.act import Act, joined
from adjudicator.casework.acts.batching import FOUR_EYES, approve, close, return_envelopes
from adjudicator.casework.acts.looking import LookingView
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import STATUSES, BatchState, EnvelopeState
from adjudicator.records.trouble import Refusal
from tests.casework.conftest import ACT, AT, CASE, determination, envelope

SAM = Act(AT, "sam")
SEEN = LookingView(("0417", "0418"), (), ("0417", "0418"))
BATCH = BatchState("B0001", 20, "waiting", "rita", AT, {"0417": 11, "0418": 12})


def in_batch(number: str, seq: int, by: str = "rita") -> EnvelopeState:
    return envelope(number=number, status="in_batch", batch="B0001", determination=determination(seq=seq, by=by))


LIST = (in_batch("0417", 11), in_batch("0418", 12))


def code_of(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_a_batch_lists_each_envelope_with_the_determination_in_force() -> None:
    envelopes = [envelope(number="2", status="determined", determination=determination(seq=31))]
    (entry,) = close(CASE, envelopes, ACT)
    assert entry.data == {"batch": "B0001", "items": {"2": 31}, "second_decisions": 0}


def test_nothing_cannot_be_closed() -> None:
    assert code_of(close(CASE, [], ACT)) == "nothing_to_close"


@pytest.mark.parametrize("status", [status for status in STATUSES if status != "determined"])
def test_only_determined_envelopes_are_closed_into_a_batch(status: str) -> None:
    refused = close(CASE, [envelope(status=status, determination=determination())], ACT)
    assert code_of(refused) == "not_determined"
    assert isinstance(refused, Refusal)
    assert refused.envelope == "0417"


def test_another_person_approves_exactly_the_list() -> None:
    (entry,) = approve(BATCH, LIST, SAM, SEEN)
    assert (entry.kind, entry.by, entry.data["approved"]) == ("batch.approved", "sam", {"0417": 11, "0418": 12})


@pytest.mark.parametrize(("own", "words"), [(1, "1 determination of"), (2, "2 determinations of")])
def test_nobody_approves_a_determination_of_their_own(own: int, words: str) -> None:
    envelopes = [in_batch("0417", 11, "sam"), in_batch("0418", 12, "sam" if own == 2 else "rita")]
    refused = approve(BATCH, envelopes, SAM, SEEN)
    assert code_of(refused) == FOUR_EYES
    assert words in str(refused)


def test_who_closed_the_batch_is_not_who_determined() -> None:
    closed_by_sam = BatchState("B0001", 20, "waiting", "sam", AT, {"0417": 11, "0418": 12})
    assert not isinstance(approve(closed_by_sam, LIST, SAM, SEEN), Refusal)


@pytest.mark.parametrize(
    "envelopes", [LIST[:1], (in_batch("0417", 11), in_batch("0418", 13)), (*LIST, in_batch("0419", 14))]
)
def test_a_list_that_moved_on_is_not_approved(envelopes: tuple[EnvelopeState, ...]) -> None:
    assert code_of(approve(BATCH, envelopes, SAM, SEEN)) == "list_changed"


@pytest.mark.parametrize("status", ["approved", "returned"])
def test_only_a_waiting_batch_is_approved_or_returned_from(status: str) -> None:
    done = BatchState("B0001", 20, status, "rita", AT, {"0417": 11, "0418": 12})
    assert code_of(approve(done, LIST, SAM, SEEN)) == "not_waiting"
    assert code_of(return_envelopes(done, ["0417"], "why", SAM)) == "not_waiting"


def test_envelopes_are_returned_one_entry_each_with_the_reason_sealed() -> None:
    entries: Any = return_envelopes(BATCH, ["0417", "0418"], "Look again", SAM)
    assert [entry.data["envelope"] for entry in entries] == ["0417", "0418"]
    assert all(isinstance(entry.data["reason"], Secret) for entry in entries)


@pytest.mark.parametrize(
    ("numbers", "reason", "code"),
    [([], "why", "not_in_batch"), (["0417", "9999"], "why", "not_in_batch"), (["0417"], " ", "reason_missing")],
)
def test_returning_needs_envelopes_of_the_batch_and_a_reason(numbers: list[str], reason: str, code: str) -> None:
    refused: Any = return_envelopes(BATCH, numbers, reason, SAM)
    assert code_of(refused) == code
    assert refused.envelope == (numbers[-1] if numbers else "")
    assert code != "not_in_batch" or refused.envelope in refused.words


def test_two_acts_are_recorded_together_or_not_at_all() -> None:
    entry = ACT.entry("period.closed", {})
    refusal = Refusal("no", "No.")
    assert joined((entry,), (entry,)) == (entry, entry)
    assert joined(refusal, (entry,)) is refusal
    assert joined((entry,), refusal) is refusal
