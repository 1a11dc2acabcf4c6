"""Another pack in force, and a position set by a motion of the board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from adjudicator.casework.acts.act import Acted
from adjudicator.casework.acts.consequences import Consequences
from adjudicator.casework.acts.lawmaking import NewLaw, change_pack, set_position
from adjudicator.law.rules.pack import Pack
from adjudicator.law.rules.position import Motion
from adjudicator.records.trouble import Refusal
from adjudicator.resources import pack
from tests.casework.conftest import ACT, case

SILENT = "two_envelopes"
TODAY = date(2020, 11, 4)
MOTION = Motion("2020-11", "2020-11-04", "Resolved, that neither is counted.")


def moved(motion: Motion | None = MOTION) -> Pack:
    """The default pack, a position of which a motion has set to its last choice."""
    default = pack("georgia-2020-sos")
    taken = default.position(SILENT)
    new = replace(taken, value=taken.choices[-1].value, motion=motion)
    return replace(default, positions=tuple(new if each.id == SILENT else each for each in default.positions))


def law(new: Pack) -> NewLaw:
    return NewLaw(new, "doc", Consequences(3, ()), {"last_day": "2020-11-06T22:00:00.000000Z"}, ())


def code_of(result: Acted | Refusal) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_another_pack_comes_into_force_with_a_reason() -> None:
    other = pack("georgia-2021")
    (entry,) = change_pack(case(pack="p"), law(other), "The law of 2021", ACT)
    assert (entry.kind, entry.data["rules"], entry.data["pack"], entry.data["examined"]) == (
        "pack.changed", "georgia-2021", other.digest, 3,
    )  # fmt: skip
    assert code_of(change_pack(case(pack=other.digest), law(other), "The law of 2021", ACT)) == "same_pack"
    assert code_of(change_pack(case(pack="p"), law(other), " ", ACT)) == "reason_missing"


def test_a_motion_sets_a_position_from_its_own_day_on() -> None:
    new = moved()
    (entry,) = set_position(case(pack="p"), SILENT, law(new), TODAY, ACT)
    assert (entry.kind, entry.data["position"], entry.data["value"]) == (
        "position.set", SILENT, new.position(SILENT).value,
    )  # fmt: skip
    assert entry.data["motion"] == {"number": MOTION.number, "date": MOTION.date, "text": MOTION.text}
    assert code_of(set_position(case(pack=new.digest), SILENT, law(new), TODAY, ACT)) == "same_position"
    assert code_of(set_position(case(pack="p"), SILENT, law(new), date(2020, 11, 3), ACT)) == "motion_to_come"


@pytest.mark.parametrize("gap", [{"number": " "}, {"text": ""}, {"date": "soon"}, {"date": ""}])
def test_a_motion_needs_number_date_and_text(gap: Mapping[str, str]) -> None:
    refused = set_position(case(pack="p"), SILENT, law(moved(replace(MOTION, **gap))), TODAY, ACT)
    assert code_of(refused) == "motion_incomplete"


def test_a_position_that_no_motion_has_set_is_refused() -> None:
    assert code_of(set_position(case(pack="p"), SILENT, law(moved(None)), TODAY, ACT)) == "motion_incomplete"
