"""What another law or another order makes of envelopes that are determined, and the entries that carry it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from msgspec import structs

from adjudicator.casework.acts.consequences import Consequences, Ground, carried_out, consequences
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.sheet.lines.voter import DIED_AFTER_VOTING
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.facts.derive import derive_after_death, derive_cast, derive_oath
from adjudicator.records.election import Election
from adjudicator.records.facts import Answer, Source
from adjudicator.records.orders import CourtOrder
from adjudicator.records.trouble import Refusal
from adjudicator.resources import pack
from tests.casework.conftest import ACT, CHOSEN, EASY, ELECTION, answers, determination, envelope

SCHOOL = "School 001"
LAST_DAY = date(2020, 11, 6)
FACTS = EASY | {
    "party": "not_a_primary", "court_order": "none", "deadline": "open", "ballot_in_envelope": "sealed",
    "ruling": "none", "home": "same_style",
}  # fmt: skip
LATE = "2020-11-03T19:20"
ORDER = CourtOrder.for_all(
    "20-CV-1187", frozenset({SCHOOL}), datetime.fromisoformat("2020-11-03T19:00"),
    datetime.fromisoformat("2020-11-03T19:45"), "in_force",
)  # fmt: skip
OTHERS = CourtOrder.for_all("20-CV-0001", frozenset({"Duluth City Hall"}), ORDER.begins, ORDER.ends, "in_force")


def ground(orders: tuple[CourtOrder, ...] = (), election: Election = ELECTION, **choices: str) -> Ground:
    """The default pack, with other choices of positions, and a register of orders."""
    default = pack("georgia-2020-sos")
    positions = tuple(replace(each, value=choices.get(each.id, each.value)) for each in default.positions)
    return Ground(Recommender(replace(default, positions=positions), election), orders, LAST_DAY, lambda __: LAST_DAY)


NOW = ground()


def determined(
    given: Mapping[str, Answer] | None = None, on: Ground = NOW, recorded: Mapping[str, Any] | None = None, **state: Any
) -> EnvelopeState:
    """An envelope determined on a ground as recommended, by answers that are easy but for those given."""
    said = answers(**EASY) | dict(given or {})
    facts = FACTS | {fact: answer.value for fact, answer in said.items()}
    facts["court_order"] = next((order.status for order in on.orders if SCHOOL in order.places), "none")
    made = on.recommender.recommend(facts, "S1", "S1", (), findings=False)
    was = determination(
        outcome=made.outcome, recommended=made.outcome, reasons=made.reasons, holds=made.holds, marks=made.marks,
        counted=made.counted, facts=facts,
    )  # fmt: skip
    changed = {name: getattr(was, name) for name in was.__struct_fields__} | dict(recorded or {})
    ordinary = {"status": "determined", "answers": said, "elector": CHOSEN, "determination": type(was)(**changed)}
    return envelope(**(ordinary | {"determinations": (was.seq,)} | state))


def looked(states: list[EnvelopeState], new: Ground, old: Ground = NOW, **how: bool) -> Consequences:
    return consequences(states, lambda _: LATE, old, new, **({"anew": True, "passed": False} | how))


def in_line(on: Ground) -> EnvelopeState:
    """A ballot cast at 19:20, as the orders of a ground have it derived."""
    cast = derive_cast(datetime.fromisoformat(LATE), "election_day", SCHOOL, ELECTION, on.orders)
    assert cast is not None
    source = Source("order", "", "20-CV-1187") if cast == "court_extension" else Source("envelope")
    return determined({"cast": Answer("cast", cast, source)}, on)


def test_what_stays_as_it_is_is_examined_and_not_changed() -> None:
    undecided = envelope(answers=answers(**EASY))
    found = looked([determined(), determined(number="0418"), undecided], NOW)
    assert (found.examined, found.changes) == (2, ())


def test_an_order_that_is_entered_extends_what_was_cast_in_line() -> None:
    extended = ground((OTHERS, ORDER))
    (change,) = looked([in_line(NOW)], extended).changes
    assert change.restated == {"cast": Answer("cast", "court_extension", Source("order", "", "20-CV-1187"))}
    assert (change.deed, change.after.marks if change.after else ()) == ("determined", ("kept_apart",))
    assert change.basis is not None
    assert change.basis.facts["court_order"] == "in_force"
    assert change.basis.state.answers["cast"].value == "court_extension"
    assert change.basis.state.answers["oath"].value == "signed"


def test_an_order_for_another_place_changes_nothing() -> None:
    assert looked([in_line(NOW)], ground((OTHERS,))).changes == ()


def test_an_order_that_is_set_aside_holds_what_was_cast_under_it() -> None:
    old, new = ground((ORDER,)), ground((replace(ORDER, status="vacated"),))
    (change,) = looked([in_line(old)], new, old).changes
    assert (change.restated, change.after.holds if change.after else ()) == ({}, ("court_order_vacated",))


def test_who_was_in_line_is_asked_about_where_an_extension_takes_not_everybody() -> None:
    old, new = ground((ORDER,)), ground((ORDER,), court_extension="not_those_in_line")
    (change,) = looked([in_line(old)], new, old).changes
    assert (change.restated, change.deed) == ({"cast": None}, "sent_back")
    assert change.basis is not None
    assert "cast" not in change.basis.state.answers
    acted = carried_out(looked([in_line(old)], new, old), "Another law", ACT)
    assert not isinstance(acted, Refusal)
    assert [(entry.kind, entry.data.get("forgotten")) for entry in acted] == [
        ("determination.withdrawn", None),
        ("facts.recorded", ["cast"]),
    ]


def test_a_time_that_a_person_gave_is_not_derived_anew() -> None:
    given = Answer("cast", "in_line_at_closing", Source("worker", "", "rita"))
    assert looked([determined({"cast": given})], ground((ORDER,))).changes == ()


def test_an_oath_signed_later_is_read_as_the_position_says() -> None:
    dated = "2020-11-05"
    oath = Answer("oath", derive_oath(datetime.fromisoformat(dated), LAST_DAY, ELECTION.date), Source("paper", dated))
    state = determined({"oath": structs.replace(oath, moment="ab" * 32)})
    (change,) = looked([state], ground(oath_signed_later="does_not_count")).changes
    assert change.restated == {"oath": structs.replace(oath, value="unsigned")}
    contradicting = determined({"oath": structs.replace(oath, value="unsigned")})
    assert looked([contradicting], ground(oath_signed_later="does_not_count")).changes == ()


def test_who_died_after_voting_is_read_as_the_position_says() -> None:
    died = Answer("eligibility", derive_after_death(), Source("worker", "", "rita"), why=DIED_AFTER_VOTING)
    (change,) = looked([determined({"eligibility": died})], ground(died_after_casting="does_not_count")).changes
    assert change.restated == {"eligibility": structs.replace(died, value="deceased")}
    assert (change.before.outcome if change.before else "", change.after.outcome if change.after else "") == (
        "count_full", "not_counted",
    )  # fmt: skip
    alive = determined({"eligibility": structs.replace(died, why="")})
    assert looked([alive], ground(died_after_casting="does_not_count")).changes == ()


def test_of_an_envelope_to_do_only_the_answers_are_derived_anew() -> None:
    died = Answer("eligibility", "eligible", Source("worker", "", "rita"), why=DIED_AFTER_VOTING)
    to_do = envelope(answers=answers(**EASY) | {"eligibility": died})
    withdrawn = determined({"eligibility": died}, status="to_do")
    found = looked([to_do, withdrawn], ground(died_after_casting="does_not_count"))
    assert [(change.deed, change.basis, change.before) for change in found.changes] == [("answers", None, None)] * 2
    assert (found.examined, found.listed()) == (0, {"0417": ["undecided", "undecided"]})


@pytest.mark.parametrize(
    ("recorded", "anew", "deed"),
    [({}, True, "determined"), ({}, False, "sent_back"), ({"departs": True}, True, "sent_back")],
)
def test_a_departure_is_weighed_again_and_so_is_all_where_nothing_is_done_anew(
    recorded: dict[str, Any], anew: bool, deed: str
) -> None:
    died = Answer("eligibility", "eligible", Source("worker", "", "rita"), why=DIED_AFTER_VOTING)
    state = determined({"eligibility": died}, recorded=recorded)
    (change,) = looked([state], ground(died_after_casting="does_not_count"), anew=anew).changes
    assert change.deed == deed


def test_once_the_period_is_closed_what_is_determined_anew_rests_on_that() -> None:
    old, new = ground((ORDER,)), ground((replace(ORDER, status="stayed"),))
    for passed, deadline in ((True, "passed"), (False, "open")):
        (change,) = looked([in_line(old)], new, old, passed=passed).changes
        assert change.basis is not None
        assert change.basis.facts["deadline"] == deadline


@pytest.mark.parametrize(
    ("status", "kind"), [("determined", "determination.withdrawn"), ("approved", "envelope.reopened")]
)
def test_what_is_determined_anew_is_taken_back_restated_and_determined(status: str, kind: str) -> None:
    died = Answer("eligibility", "eligible", Source("worker", "", "rita"), why=DIED_AFTER_VOTING)
    found = looked([determined({"eligibility": died}, status=status)], ground(died_after_casting="does_not_count"))
    acted = carried_out(found, "By motion", ACT)
    assert not isinstance(acted, Refusal)
    assert [entry.kind for entry in acted] == [kind, "facts.recorded", "envelope.determined"]
    assert acted[2].data["supersedes"] == 11
    assert found.listed() == {"0417": ["count_full", "not_counted"]}


def test_home_is_derived_anew_unless_a_person_answered_it() -> None:
    shared = replace(ELECTION, shared_buildings=(("001", "002"),))
    own, other = ground(election=shared), ground(election=shared, shared_building="wrong_style")
    there = {"precinct_cast": "002", "style_cast": "S1"}
    recorded = {"facts": FACTS | {"home": "other_precinct"}}
    made = own.recommender.recommend(recorded["facts"], "S1", "S1", (), findings=False)
    recorded |= {"marks": made.marks, "counted": made.counted, "outcome": made.outcome, "recommended": made.outcome}
    (change,) = looked([determined(recorded=recorded, **there)], other, own).changes
    assert change.basis is not None
    assert (change.basis.facts["home"], change.restated) == ("same_style", {})
    said = answers(**EASY, home="other_precinct")
    assert looked([determined(said, recorded=recorded, **there)], other, own).changes == ()
    assert looked([determined(recorded=recorded, elector=None, **there)], other, own).changes == ()
    assert looked([determined(recorded=recorded, **there)], own, own).changes == ()
