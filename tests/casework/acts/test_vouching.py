"""Who answers for accounts and keys: a second person, an administrator after a raising, a supervisor for a disputed key."""

from __future__ import annotations

from typing import Any

import pytest

from adjudicator.casework.acts.act import Act
from adjudicator.casework.acts.vouching import (
    NOT_ADOPTED,
    adopt,
    agree_to_strict,
    by_one_person,
    confirm,
    confirmable,
    dispute_key,
    disputed,
    last_under_older_key,
    not_yet,
    propose_strict,
    touched,
)
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.state import EnvelopeState, Grant, PersonState, StrictProposal
from adjudicator.records.trouble import Refusal
from tests.casework.conftest import AT, Folding, case

ACCOUNT = Grant("account", "ada", 3)
ROLES = Grant("roles", "bob", 7)
NEW = PersonState("mo", 4, "Mo Ortiz", ("reviewer",), keys={"a1": 3, "a2": 4}, own_key="a2", grants=(ACCOUNT,))


def person(name: str, *grants: Grant) -> PersonState:
    return PersonState(name, 2, name.title(), ("administrator", "supervisor"), own_key="b1", grants=grants)


def act(by: str) -> Act:
    return Act(AT, by)


def code_of(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def entries(result: object) -> tuple[Entry, ...]:
    assert isinstance(result, tuple), result
    return result


def test_somebody_else_confirms_what_one_person_gave() -> None:
    (entry,) = entries(confirm(NEW, person("sam"), act("sam")))
    assert (entry.kind, entry.by) == ("person.confirmed", "sam")
    assert entry.data == {"person": "mo", "key": "a2", "grants": [3]}


@pytest.mark.parametrize(
    ("confirmer", "words"),
    [
        (person("ada"), "gave this"),
        (person("mo"), "their own account"),
        (person("sam", Grant("account", "ada", 5)), "same person alone"),
        (person("sam", Grant("key", "ada", 9)), "same person alone"),
    ],
    ids=["the giver", "the receiver", "an account of the giver's alone", "a key of the giver's alone"],
)
def test_neither_giver_nor_receiver_confirms_nor_one_who_rests_on_the_giver_alone(
    confirmer: PersonState, words: str
) -> None:
    assert confirmable(NEW, confirmer) == ()
    refusal = confirm(NEW, confirmer, act(confirmer.id))
    assert code_of(refusal) == "nothing_to_confirm"
    assert words in str(refusal)


def test_one_who_rests_on_another_person_alone_may_confirm() -> None:
    assert confirmable(NEW, person("sam", Grant("account", "bob", 5))) == (ACCOUNT,)


def test_of_several_things_one_confirms_those_that_others_gave() -> None:
    state = PersonState("mo", 7, "Mo", ("reviewer",), own_key="a2", grants=(ACCOUNT, ROLES))
    assert confirmable(state, person("ada")) == (ROLES,)
    assert confirmable(state, person("bob")) == (ACCOUNT,)
    assert confirmable(state, person("sam", Grant("roles", "ada", 9))) == (ROLES,)
    assert confirmable(state, person("sam")) == (ACCOUNT, ROLES)


def test_nothing_is_confirmed_before_the_person_has_a_key_of_their_own() -> None:
    handed_out = PersonState("mo", 3, "Mo", ("reviewer",), keys={"a1": 3}, grants=(ACCOUNT,))
    assert code_of(confirm(handed_out, person("sam"), act("sam"))) == "no_own_key"


def test_what_two_people_gave_is_not_confirmed_again() -> None:
    refusal = confirm(PersonState("mo", 5, "Mo", ("reviewer",), own_key="a2"), person("sam"), act("sam"))
    assert code_of(refusal) == "nothing_to_confirm"
    assert "Two people answer" in str(refusal)


def test_who_has_something_of_one_persons_is_listed() -> None:
    assert by_one_person((NEW, person("ada"), person("sam", ROLES))) == {"mo", "sam"}


@pytest.mark.parametrize("strict", [True, False])
def test_strict_is_set_and_taken_back_by_two(strict: bool) -> None:
    before = case(strict=not strict)
    (proposed,) = entries(propose_strict(before, strict, act("ada")))
    assert (proposed.kind, proposed.data) == ("strict.proposed", {"strict": strict})
    waiting = case(strict=not strict, strict_proposed=StrictProposal(strict, "ada", 9))
    assert code_of(agree_to_strict(waiting, act("ada"))) == "four_eyes"
    (agreed,) = entries(agree_to_strict(waiting, act("sam")))
    assert (agreed.kind, agreed.by, agreed.data) == ("strict.set", "sam", {"strict": strict, "proposed": 9})


def test_nobody_agrees_to_nothing_and_nothing_is_proposed_that_is_so_already() -> None:
    assert code_of(agree_to_strict(case(), act("sam"))) == "nothing_proposed"
    assert code_of(propose_strict(case(strict=True), True, act("sam"))) == "nothing_changed"
    assert code_of(propose_strict(case(), False, act("sam"))) == "nothing_changed"


def test_an_administrator_vouches_for_every_account_with_its_roles_and_keys() -> None:
    closed = PersonState("ada", 3, "Ada", ("administrator",), active=False, keys={"b1": 2})
    (entry,) = entries(adopt(case(raised=8), (NEW, closed), act("ada")))
    assert entry.data["accounts"] == [
        {"person": "ada", "roles": ["administrator"], "active": False, "keys": ["b1"]},
        {"person": "mo", "roles": ["reviewer"], "active": True, "keys": ["a1", "a2"]},
    ]


@pytest.mark.parametrize("changes", [{}, {"raised": 8, "adopted": 9}], ids=["never raised", "adopted already"])
def test_accounts_are_adopted_once_and_only_in_a_case_that_was_raised(changes: dict[str, Any]) -> None:
    assert code_of(adopt(case(**changes), (NEW,), act("ada"))) == "nothing_to_adopt"


@pytest.mark.parametrize("strict", [False, True])
def test_nothing_is_approved_or_released_before_the_accounts_are_adopted(strict: bool) -> None:
    assert not_yet(case(raised=8, strict=strict), (), frozenset()) == NOT_ADOPTED
    assert not_yet(case(raised=8, adopted=9, strict=strict), ("mo",), frozenset()) is None


def test_while_strict_nothing_rests_on_what_one_person_gave() -> None:
    one = frozenset({"mo", "sam"})
    refusal = not_yet(case(strict=True), ("sam", "rita", "mo"), one)
    assert code_of(refusal) == "given_by_one"
    assert "(mo, sam)" in str(refusal)
    assert not_yet(case(strict=True), ("rita",), one) is None
    assert not_yet(case(), ("mo",), one) is None


def states(folding: Folding) -> list[EnvelopeState]:
    return [state for _, state in sorted(folding.shelf.all(EnvelopeState))]


def answered(folding: Folding, number: str, *facts: str) -> None:
    said = [{"fact": fact, "value": "yes", "source": {"kind": "paper", "dated": "", "ref": ""}} for fact in facts]
    folding.add("facts.recorded", envelope=number, facts=said)


def test_what_a_disputed_key_decided_goes_back_to_review_and_what_it_answered_is_asked_again(folding: Folding) -> None:
    for number in ("0001", "0002", "0003"):
        folding.received(number)
        answered(folding, number, "oath", "match")
    for number in ("0001", "0002"):
        folding.determined(number)
    touched = {"0001": frozenset({"oath"}), "0002": frozenset[str](), "0003": frozenset({"match", "cast"})}
    found = disputed(states(folding), touched)
    assert found.examined == 3
    assert [(change.state.number, change.deed, dict(change.restated)) for change in found.changes] == [
        ("0001", "sent_back", {"oath": None}),
        ("0002", "sent_back", {}),
        ("0003", "answers", {"match": None}),
    ]
    for done in entries(dispute_key(NEW, 5, 9, found, act("sam"))):
        folding.log(done)
    assert [(state.status, sorted(state.answers)) for state in states(folding)] == [
        ("to_do", ["match"]), ("to_do", ["match", "oath"]), ("to_do", ["oath"])
    ]  # fmt: skip


def test_an_envelope_that_is_to_do_again_already_keeps_what_the_disputed_key_did_not_answer(folding: Folding) -> None:
    folding.received("0001")
    answered(folding, "0001", "oath")
    folding.add(
        "determination.withdrawn", envelope="0001", determination=folding.determined("0001"), reason=None, batch=""
    )
    assert disputed(states(folding), {"0001": frozenset()}).changes == ()


def test_a_dispute_says_from_where_to_where_what_it_changes_and_what_has_left(folding: Folding) -> None:
    for number in ("0001", "0002"):
        folding.batched(f"B{number}", number)
    folding.add("batch.approved", "sam", batch="B0001", approved={"0001": 3})
    folding.add("release.made", "sam", release="R0001", follows="", size=1, root="00", items={"0001": 3}, files={})
    found = disputed(states(folding), {"0001": frozenset(), "0002": frozenset()})
    dispute, *followed = entries(dispute_key(NEW, 5, 9, found, act("sam")))
    assert dispute.data == {
        "person": "mo", "since": 5, "until": 9, "released": ["0001"],
        "changes": {"0001": ["count_full", "undecided"], "0002": ["count_full", "undecided"]},
    }  # fmt: skip
    assert [(entry.kind, entry.data["envelope"]) for entry in followed] == [
        ("envelope.reopened", "0001"), ("determination.withdrawn", "0002")
    ]  # fmt: skip


def test_a_key_that_is_still_in_force_is_not_disputed() -> None:
    found = disputed((), {})
    assert code_of(dispute_key(NEW, 10, 9, found, act("sam"))) == "same_key"
    assert isinstance(dispute_key(NEW, 9, 9, found, act("sam")), tuple)


@pytest.mark.parametrize("since", [0, -3])
def test_a_key_is_not_disputed_from_before_the_first_entry(since: int) -> None:
    assert code_of(dispute_key(NEW, since, 9, disputed((), {}), act("sam"))) == "no_entry"
    assert isinstance(dispute_key(NEW, 1, 9, disputed((), {}), act("sam")), tuple)


def said_by(kind: str, by: str, **data: Any) -> Entry:
    return Entry(kind, 1, "t", by, data)


def facts(*names: str) -> list[dict[str, Any]]:
    return [{"fact": name, "value": "yes", "source": {"kind": "paper", "dated": "", "ref": ""}} for name in names]


def test_a_key_touches_what_its_person_answered_determined_and_approved_and_nothing_else() -> None:
    entries = [
        said_by("facts.recorded", "mo", envelope="0001", facts=facts("oath", "match")),
        said_by("envelope.determined", "mo", envelope="0001", facts={"cast": "regular"}),
        said_by("cure.recorded", "mo", envelope="0001", facts=facts("identification")),
        said_by("envelope.determined", "mo", envelope="0002", facts={"cast": "regular"}),
        said_by("batch.approved", "mo", batch="B0001", approved={"0003": 1, "0004": 2}),
        said_by("envelope.taken", "mo", envelope="0005"),
        said_by("facts.recorded", "sam", envelope="0006", facts=facts("oath")),
    ]
    assert touched(entries, "mo") == {
        "0001": {"oath", "match", "identification"}, "0002": set(), "0003": set(), "0004": set(),
    }  # fmt: skip


def test_the_key_before_the_one_in_force_ends_before_its_entry() -> None:
    assert last_under_older_key(PersonState("mo", 1, "Mo", ("reviewer",), keys={"a": 3, "b": 9})) == 8
    assert last_under_older_key(PersonState("mo", 1, "Mo", ("reviewer",))) == 0
