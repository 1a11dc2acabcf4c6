"""Boxes under seal, each step with a second person; and what the places brought."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from adjudicator.casework.acts.act import Acted
from adjudicator.casework.acts.count.boxes import (
    BoxStep,
    Sealed,
    count_bag,
    deliver_box,
    is_place,
    move_box,
    open_box,
    seal_box,
)
from adjudicator.casework.record.count_state import BoxState
from adjudicator.casework.record.state import changed
from adjudicator.records.trouble import Refusal
from tests.casework.conftest import ELECTION

from .table_states import AT, HOUR, Act, at

BOX = BoxState("3", 4, "envelopes", ("A1", "A2"), "Vault")
AT_IT = at("cleo")


def step(**changes: Any) -> BoxStep:
    return BoxStep(**({"second": "carl", "hour": HOUR} | changes))


def new(**changes: Any) -> Sealed:
    return Sealed(**({"box": "3", "holds": "envelopes", "seals": ("A1", "A2"), "place": "Vault"} | changes))


def code_of(acted: Acted) -> str:
    return acted.code if isinstance(acted, Refusal) else ""


def test_the_first_seal_names_a_box() -> None:
    acted = seal_box(None, new(), step(), AT_IT)
    assert not isinstance(acted, Refusal)
    assert acted[0].data == {
        "box": "3", "second": "carl", "hour": HOUR, "condition": "whole", "later": False, "holds": "envelopes",
        "seals": ["A1", "A2"], "place": "Vault",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("box", "given", "code"),
    [
        (BOX, new(), "sealed_already"), (None, new(box=" 3"), "no_box"), (None, new(box=""), "no_box"),
        (None, new(box="3" * 41), "no_box"), (None, new(holds="money"), "no_contents"), (None, new(seals=()), "no_seal"),
        (None, new(seals=("A1", "A1")), "no_seal"), (None, new(seals=("",)), "no_seal"), (None, new(place=" "), "no_place"),
    ],
)  # fmt: skip
def test_a_box_goes_under_seal_once_with_its_seals_and_place(box: BoxState | None, given: Sealed, code: str) -> None:
    assert code_of(seal_box(box, given, step(), AT_IT)) == code


ACTS: dict[str, Callable[[BoxStep], Acted]] = {
    "seal": lambda given: seal_box(None, new(), given, AT_IT),
    "move": lambda given: move_box(BOX, "Truck", given, AT_IT),
    "open": lambda given: open_box(BOX, ("A2", "A1"), given, AT_IT),
    "deliver": lambda given: deliver_box(BOX, "Clerk of the superior court", given, AT_IT),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("given", "code"),
    [
        (step(), ""), (step(later=True), ""), (step(second="cleo"), "same_person"), (step(second="gone"), "unknown_person"),
        (step(second=""), "unknown_person"), (step(condition="fine"), "no_condition"), (step(condition="damaged"), ""),
        (step(hour="2020-11-11T09:00"), "future"),
    ],
)  # fmt: skip
def test_every_step_has_a_second_person_an_hour_and_a_condition(act: str, given: BoxStep, code: str) -> None:
    assert code_of(ACTS[act](given)) == code


def test_seals_that_are_others_are_recorded_once_somebody_says_so() -> None:
    assert code_of(open_box(BOX, ("A1", "B9"), step(), AT_IT)) == "other_seals"
    assert code_of(open_box(BOX, ("A1", "B9"), step(condition="other_seal"), AT_IT)) == ""
    assert code_of(open_box(BOX, (), step(condition="seal_broken"), AT_IT)) == ""


def test_only_a_box_under_seal_is_opened_or_handed_over() -> None:
    unsealed = changed(BOX, seals=())
    assert code_of(open_box(unsealed, (), step(), AT_IT)) == "not_sealed"
    assert code_of(deliver_box(unsealed, "Clerk", step(), AT_IT)) == "not_sealed"
    assert code_of(move_box(unsealed, "Truck", step(), AT_IT)) == ""
    assert code_of(deliver_box(BOX, " ", step(), AT_IT)) == "no_receiver"
    assert code_of(move_box(BOX, "Vault", step(), AT_IT)) == "no_place"


def test_a_bag_is_held_against_the_list_and_may_not_fit() -> None:
    acted = count_bag("First", 12, 14, 1, is_place=True, act=Act(AT, "mia"))
    assert not isinstance(acted, Refusal)
    assert acted[0].data == {"place": "First", "issued": 12, "missing": 14, "unlisted": 1}
    assert code_of(count_bag("Moon", 1, 0, 0, is_place=False, act=Act(AT, "mia"))) == "unknown_place"
    assert code_of(count_bag("First", -1, 0, 0, is_place=True, act=Act(AT, "mia"))) == "bad_input"


def test_a_place_is_known_by_its_name_its_precincts_code_or_as_an_advance_site() -> None:
    assert [is_place(name, ELECTION) for name in ("First", "001", "Main office", "Moon", "")] == [
        True, True, True, False, False,
    ]  # fmt: skip
