"""Roles, acts and desks."""

from __future__ import annotations

import pytest

from adjudicator.casework.record.rights import RIGHTS
from adjudicator.people.rights import DESKS, desks_of, looks_of, may, sees_names
from adjudicator.records.people import ROLES, Person, practice_people

DECISIONS = {
    "determine",
    "approve",
    "return",
    "reopen",
    "release",
    "cure",
    "enter_order",
    "close_batch",
    "correct",
    "change_pack",
}


def person(*roles: str, active: bool = True) -> Person:
    return Person("someone", "Someone Here", frozenset(roles), active)


def acts_of(*roles: str) -> set[str]:
    return {act for act in RIGHTS if may(person(*roles), act)}


def test_rights_and_desks_name_only_roles_that_exist() -> None:
    assert all(roles and roles <= set(ROLES) for roles in (*(each.roles for each in RIGHTS.values()), *DESKS.values()))


def test_each_role_may_do_its_own_work_and_no_more() -> None:
    everyone = {"read", "verify", "sign_box"}
    assert acts_of("clerk") == everyone | {
        *("read_names", "receive", "correct", "cure", "look_up_again", "handle_ballots", "count_bags", "ask_mistake"),
        "contact",
    }
    assert acts_of("reviewer") == everyone | {
        *("read_names", "correct", "cure", "review", "determine", "refer", "close_batch"),
        *("take", "put_back", "take_over", "check", "ask_mistake", "contact"),
    }
    assert acts_of("supervisor") == everyone | {
        *("read_names", "answer_referral", "approve", "return", "reopen", "close_period", "enter_order", "release"),
        *("read_departures", "read_pace"),
        *("put_back", "take_over", "set_free"),
        *("close_batch", "close_day", "change_pack", "set_position", "go_on"),
        *("confirm_person", "dispute_key", "set_strict"),
        *("set_steps", "draw_docket", "look_up_again", "report_hit", "settle_exception", "keep_boxes", "record_scan"),
        *("reconcile", "upload", "explain", "swear_in", "certify_over", "acknowledge", "set_second_decisions"),
        *("answer_mistake", "contact"),
    }
    assert acts_of("secretary") == everyone | {
        *("read_names", "set_position", "set_steps", "draw_docket", "record_vote", "report_hit", "look_up_again"),
    }
    assert acts_of("custodian") == everyone | {
        *("read_names", "look_up_again", "handle_ballots", "keep_boxes", "record_scan"),
    }
    assert acts_of("observer") == everyone
    assert acts_of("administrator") == everyone | {
        *("add_person", "change_person", "change_reasons", "change_sittings", "change_passphrase", "share", "go_on"),
        *("confirm_person", "set_strict", "adopt_accounts", "swear_in"),
    }


def test_who_works_on_holds_may_look_at_an_envelope_in_review_without_having_the_desk() -> None:
    assert {role for role in ROLES if "review" in looks_of(person(role))} == DESKS["holds"] - DESKS["review"]
    assert looks_of(person("supervisor", active=False)) == ()


@pytest.mark.parametrize("role", ["observer", "administrator"])
def test_observers_and_administrators_decide_nothing(role: str) -> None:
    assert not acts_of(role) & DECISIONS


def test_several_roles_add_up() -> None:
    assert acts_of("clerk", "supervisor") == acts_of("clerk") | acts_of("supervisor")


def test_a_person_who_is_no_longer_active_may_do_nothing() -> None:
    gone = person(*ROLES, active=False)
    assert not any(may(gone, act) for act in RIGHTS)
    assert desks_of(gone) == ()


def test_an_act_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(KeyError):
        may(person("clerk"), "open_the_envelope")


def test_desks_stand_in_the_order_of_the_rail() -> None:
    assert desks_of(person(*ROLES)) == (
        *("overview", "receive", "review", "holds", "batches", "board"),
        *("opening", "count", "release", "record", "setup"),
    )


@pytest.mark.parametrize(
    ("role", "desks"),
    [
        ("clerk", ("overview", "receive", "holds", "opening", "record")),
        ("reviewer", ("overview", "review", "holds", "batches", "record")),
        ("supervisor", ("overview", "holds", "batches", "board", "opening", "count", "release", "record", "setup")),
        ("secretary", ("overview", "board", "count", "record", "setup")),
        ("observer", ("overview", "record")),
        ("administrator", ("overview", "record", "setup")),
    ],
)
def test_each_role_has_its_desks(role: str, desks: tuple[str, ...]) -> None:
    assert desks_of(person(role)) == desks


def test_an_observer_sees_no_names_unless_another_role_needs_them() -> None:
    assert not sees_names(person("observer"))
    assert sees_names(person("observer", "clerk"))


def test_the_practice_election_can_be_worked_from_first_envelope_to_release_by_its_people() -> None:
    people = [who for who, _ in practice_people()]
    assert all(any(may(who, act) for who in people) for act in RIGHTS)
    assert sum(may(who, "determine") for who in people) == 2
    assert not any(may(who, "determine") and may(who, "approve") for who in people)


def test_the_practice_people_have_ids_of_their_own() -> None:
    assert len({who.id for who, _ in practice_people()}) == 7
    assert len({password for _, password in practice_people()}) == 7
