"""An act of which nobody knows yet whether it was recorded: it is said, nothing else about it is taken, and it is settled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from adjudicator.casework.record.entry import Entry
from adjudicator.office import Done
from adjudicator.port.answers import Stale
from adjudicator.records.trouble import Refusal
from tests.office.conftest import Desk
from tests.port.records import Behind, Late, Lost, Never, Twice

Slow = Callable[[type[Behind]], Behind]


@pytest.fixture
def slow(desk: Desk) -> Slow:
    """Puts the record behind something slow, with three envelopes received before."""
    for number, voter in (("0001", ""), ("0002", "Nguyen"), ("0003", "Smith")):
        desk.receive(number, voter)

    def put_behind(kind: type[Behind]) -> Behind:
        behind: Any = kind(desk.office._room.log)
        desk.office._room.log = behind
        return behind

    return put_behind


def refer(desk: Desk, number: str) -> Done | Refusal:
    return desk.office.review.refer(number, "Which street?")


def settle(desk: Desk) -> list[str]:
    """Ask until something is settled, as the window does."""
    return next((list(said) for _ in range(5) if (said := desk.office.settle())), [])


def referred(desk: Desk) -> list[str]:
    """The envelopes that the record says were referred, in order."""
    found = [line for line in desk.office.record.lines(limit=50) if line.kind == "envelope.referred"]
    return [line.envelope for line in found][::-1]


@pytest.mark.parametrize("kind", [Late, Twice])
def test_the_person_is_told_that_it_is_not_known_and_then_that_it_is_recorded(
    desk: Desk, slow: Slow, kind: type[Behind]
) -> None:
    slow(kind)
    heard: list[Entry] = []
    desk.office.listen(heard.extend)
    refusal = refer(desk, "0001")
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.envelope) == ("not_known", "0001")
    assert refusal.words.startswith("It is not known yet whether envelope 0001 was recorded.")
    assert desk.office.unsettled == refusal
    assert heard == []
    assert settle(desk) == ["Envelope 0001 is recorded."]
    assert desk.office.unsettled is None
    desk.office.follow()
    assert [entry.kind for entry in heard].count("envelope.referred") == 1
    assert referred(desk) == ["0001"]


def test_no_second_act_on_it_is_taken_and_others_are(desk: Desk, slow: Slow) -> None:
    record = slow(Late)
    refer(desk, "0001")
    again = refer(desk, "0001")
    assert isinstance(again, Refusal)
    assert again.code == "not_known"
    assert len(record._way) == 1
    other = refer(desk, "0002")
    assert isinstance(other, Refusal)
    assert (other.code, other.envelope) == ("not_known", "0002")
    assert len(record._way) == 2
    settle(desk)
    settle(desk)
    assert referred(desk) == ["0001", "0002"]


def test_what_is_certain_not_to_be_recorded_can_be_done_again(desk: Desk, slow: Slow) -> None:
    record = slow(Lost)
    refer(desk, "0001")
    assert settle(desk) == ["Envelope 0001: Nothing was recorded. Do it again."]
    desk.office._room.log = record.record
    assert isinstance(refer(desk, "0001"), Done)
    assert referred(desk) == ["0001"]


def test_while_nobody_knows_it_is_said_and_asked_again(desk: Desk, slow: Slow) -> None:
    record = slow(Never)
    refer(desk, "0001")
    assert settle(desk) == []
    assert record.asked == 5
    assert desk.office.unsettled is not None
    assert referred(desk) == []


def test_a_refusal_that_comes_late_says_what_happened_meanwhile(desk: Desk, slow: Slow) -> None:
    record = slow(Late)
    seen = desk.state("0001").version
    refer(desk, "0001")
    desk.office._room.log = record.record
    desk.office._room.unsettled, held = [], desk.office._room.unsettled
    assert isinstance(refer(desk, "0001"), Done)
    desk.office._room.log, desk.office._room.unsettled = record, held
    (act,) = record._way.values()
    assert act.after["envelope 0001"] == seen
    (said,) = settle(desk)
    assert said.startswith("Envelope 0001 has changed meanwhile: ")
    assert isinstance(record._answers[act.id], Stale)


def test_somebody_is_told_when_an_act_is_not_settled(desk: Desk, slow: Slow) -> None:
    slow(Late)
    told: list[bool] = []
    desk.office.when_unsettled(lambda: told.append(True))
    refer(desk, "0001")
    assert told == [True]
