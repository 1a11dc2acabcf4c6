"""The steps of a batch: opened and in the count stand behind the vote, and say no more than can be known of one batch."""

from __future__ import annotations

import pytest

from adjudicator.canvass.batch_way import after_approval, way_of
from adjudicator.casework.record.state import BatchState
from tests.canvass.counting import Counting
from ui.desks.batches.steps import steps_of
from ui.parts import StepsCell


def batch(*numbers: str, status: str = "approved") -> BatchState:
    return BatchState("B0001", 1, status, "rae", "", dict.fromkeys(numbers, 1), looked_at=("1",))


@pytest.fixture
def count() -> Counting:
    """Ten that count, approved and sorted into a pile."""
    made = Counting()
    numbers = [str(number) for number in range(1, 11)]
    for number in numbers:
        made.received(number)
        made.decided(number)
    made.approved(*numbers)
    made.sorted("P0001", *numbers)
    return made


def said(count: Counting, of: BatchState) -> list[tuple[str, str]]:
    way = way_of(of, len(of.items), after_approval(count.history.standing))
    return [(step.words, step.state) for step in steps_of(of, voted=len(of.items), way=way)][-2:]


def test_a_batch_is_in_the_count_once_all_that_was_opened_is_on_the_states_site(count: Counting) -> None:
    of = batch("1", "2", "3")
    assert said(count, of) == [("opened 0 of 3", "ahead"), ("in the count", "ahead")]
    count.opened("P0001")
    assert said(count, of) == [("opened 3 of 3", "done"), ("in the count", "ahead")]
    count.scanned("17", 10)
    upload = count.uploaded("17", ballots=10)
    assert said(count, of)[1] == ("in the count", "ahead"), "nobody has seen it"
    count.add("scan.in_results", "june", scan="17", ballots=10, hour="2020-11-09T18:00")
    count.seen(upload, votes=100)
    assert said(count, of) == [("opened 3 of 3", "done"), ("in the count", "done")]
    assert said(count, batch("1", "2", "99")) == [("opened 2 of 3", "now"), ("in the count", "ahead")]


def test_a_batch_of_which_nothing_counts_has_nothing_to_open(count: Counting) -> None:
    way = way_of(batch("1"), 0, after_approval(count.history.standing))
    assert [step.words for step in steps_of(batch("1"), way=way)] == ["closed 1", "looked at 1", "approved 1"]


def test_a_batch_that_waits_has_all_its_steps_ahead_without_numbers(count: Counting) -> None:
    way = way_of(batch("1", status="waiting"), 1, after_approval(count.history.standing))
    steps = steps_of(batch("1", status="waiting"), voted=0, way=way)
    assert [step.words for step in steps] == ["closed 1", "looked at", "approved", "voted", "opened", "in the count"]
    assert StepsCell(steps).at.words == "closed 1"
