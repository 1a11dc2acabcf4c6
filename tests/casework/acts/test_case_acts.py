"""Acts on the case itself: people, the end of the period, releases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from adjudicator.casework.acts.act import Act
from adjudicator.casework.acts.case_acts import (
    NewCase,
    NewKey,
    add_person,
    added,
    change_passphrase,
    change_person,
    change_reason,
    close_period,
    open_case,
    recover_key,
    restore_case,
)
from adjudicator.casework.acts.releasing import make_release
from adjudicator.casework.record.state import DayState, PersonState
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from tests.casework.conftest import ACT, AT, CASE, case

MO = Person("mortiz", "Maria Ortiz", frozenset({"reviewer", "clerk"}))
ADMIN = PersonState("rita", 3, "Rita", ("administrator",))
OTHER = PersonState("mortiz", 4, "Maria", ("administrator",))


def code_of(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def test_a_case_opens_with_what_it_is_made_from() -> None:
    new = NewCase("C1", "live", "Gwinnett", "General", "America/New_York", "d", "r", "p", "t", {"last_day": AT})
    (entry,) = open_case(new, Act(AT, ""))
    assert (entry.kind, entry.by, entry.data["case"], entry.data["deadlines"]) == (
        "case.opened", "", "C1", {"last_day": AT},
    )  # fmt: skip


def test_the_first_entry_carries_the_laws_days_as_plain_data() -> None:
    day = DayState(
        "last_day", "Last day", "2020-11-06", "2020-11-06T22:00:00.000000Z", "O.C.G.A. 21-2-419(c)", "Third."
    )
    new = NewCase("C1", "live", "Gwinnett", "General", "America/New_York", "d", "r", "p", "t", {"last_day": AT}, (day,))
    (entry,) = open_case(new, Act(AT, ""))
    assert entry.data["calendar"] == [
        {
            "id": "last_day", "words": "Last day", "day": "2020-11-06", "at": "2020-11-06T22:00:00.000000Z",
            "law": "O.C.G.A. 21-2-419(c)", "how": "Third.",
        }
    ]  # fmt: skip


def test_a_person_is_added_with_roles_in_order() -> None:
    (entry,) = add_person((), replace(MO, name=" Maria Ortiz "), "ab", ACT, mode="live")
    assert entry.data == {"person": "mortiz", "name": "Maria Ortiz", "roles": ["clerk", "reviewer"], "key": "ab"}


@pytest.mark.parametrize(
    ("people", "person", "code"),
    [
        ((OTHER,), MO, "person_exists"),
        ((), replace(MO, roles=frozenset({"king"})), "unknown_role"),
        ((), replace(MO, roles=frozenset()), "unknown_role"),
        ((), replace(MO, name=" "), "name_missing"),
        ((), replace(MO, name="😀"), "name_missing"),
        ((), replace(MO, id="m ortiz"), "name_missing"),
        ((), replace(MO, id=""), "name_missing"),
    ],
)
def test_a_person_without_name_or_roles_or_under_a_taken_id_is_refused(
    people: tuple[PersonState, ...], person: Person, code: str
) -> None:
    assert code_of(add_person(people, person, "ab", ACT, mode="live")) == code


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (replace(MO, id="jbellam\u0443", name="J. B."), "bad_short_name"),
        (replace(MO, id="x" * 41), "bad_short_name"),
        (replace(MO, name="Maria\x1b[2J"), "bad_name"),
        (replace(MO, name="Maria\nOrtiz"), "bad_name"),
        (replace(MO, name="M" * 100_000), "bad_name"),
        (replace(MO, id="jbeIIamy"), "short_name_alike"),
        (replace(MO, id="JBellamy"), "short_name_alike"),
        (replace(MO, name="June  Bellamy"), "name_alike"),
        (replace(MO, name="Jun\u0435 Bellamy"), "bad_name"),
        (replace(MO, name="June B\u00e9llamy"), "name_alike"),
    ],
)
def test_a_name_that_cannot_be_read_or_looks_like_another_persons_is_refused(person: Person, code: str) -> None:
    june = PersonState("jbellamy", 3, "June Bellamy", ("supervisor",), active=False)
    assert code_of(add_person((june,), person, "ab", ACT, mode="practice")) == code


def test_a_short_name_that_looks_like_a_practice_persons_is_refused_in_a_live_case() -> None:
    alike = replace(MO, id="jbeIIamy")
    assert code_of(add_person((), alike, "ab", ACT, mode="live")) == "practice_person"


def test_a_practice_person_is_given_an_account_in_a_practice_case_alone() -> None:
    june = Person("JBellamy", "June Bellamy", frozenset({"supervisor"}))
    assert code_of(added(None, june, "ab", ACT, mode="live")) == "practice_person"
    assert not isinstance(added(None, june, "ab", ACT, mode="practice"), Refusal)


def test_an_account_is_closed_by_another() -> None:
    (entry,) = change_person(OTHER, frozenset({"administrator"}), ACT, active=False)
    assert entry.data == {"person": "mortiz", "roles": ["administrator"], "active": False}


@pytest.mark.parametrize(
    ("roles", "active"), [(frozenset({"clerk"}), True), (frozenset({"administrator"}), False), (frozenset(), True)]
)
def test_nobody_takes_the_administrators_role_from_themselves(roles: frozenset[str], active: bool) -> None:
    assert code_of(change_person(ADMIN, roles, ACT, active=active)) == "own_role"


def test_who_is_no_administrator_loses_nothing() -> None:
    clerk = structs.replace(ADMIN, roles=("clerk",))
    (entry,) = change_person(clerk, frozenset({"reviewer"}), ACT, active=True)
    assert entry.data["roles"] == ["reviewer"]


@pytest.mark.parametrize(("was", "becomes"), [(False, True), (True, False), (True, True)])
def test_a_case_file_is_put_under_a_passphrase_another_or_none(was: bool, becomes: bool) -> None:
    (entry,) = change_passphrase(was, becomes, ACT)
    assert entry.data == {"was_encrypted": was, "encrypted": becomes}
    assert code_of(change_passphrase(False, False, ACT)) == "nothing_changed"


@pytest.mark.parametrize("roles", [frozenset({"king"}), frozenset(), frozenset({"clerk", "king"})])
def test_roles_that_do_not_exist_are_given_to_nobody(roles: frozenset[str]) -> None:
    assert code_of(change_person(OTHER, roles, ACT, active=True)) == "unknown_role"


@pytest.mark.parametrize(("before", "after"), [("1", "2-ab"), ("2-cd", "3-ab")])
def test_a_restored_case_is_the_next_incarnation(before: str, after: str) -> None:
    (entry,) = restore_case(case(incarnation=before), "ab", 40, "00", ACT)
    assert entry.data == {"incarnation": after, "size": 40, "root": "00"}


def test_the_recovery_key_is_for_administrators_whose_account_is_open() -> None:
    new = NewKey("aa", "bb")
    (entry,) = recover_key(structs.replace(ADMIN, keys={"old": 3}), new, "cc", ACT)
    assert entry.data == {"person": "rita", "key": "aa", "replaces": "old", "proof": "bb", "recovery": "cc"}
    assert code_of(recover_key(structs.replace(ADMIN, active=False), new, "cc", ACT)) == "not_an_administrator"
    assert code_of(recover_key(structs.replace(ADMIN, roles=("clerk",)), new, "cc", ACT)) == "not_an_administrator"


@pytest.mark.parametrize("code", ["", "op", "O-P", "ÖP", "OPOPO"])
def test_a_reason_code_is_a_few_capital_letters_or_digits(code: str) -> None:
    assert code_of(change_reason(CASE, code, "out of precinct", ACT)) == "bad_code"


def test_a_reason_code_is_given_words_added_and_taken_away() -> None:
    ticked = case(reasons={"OP": "out of precinct"})

    def changed(code: str, words: str) -> dict[str, str]:
        (entry,) = change_reason(ticked, code, words, ACT)
        assert entry.data["code"] == code
        return entry.data["reasons"]

    assert changed("OP", " another precinct ") == {"OP": "another precinct"}
    assert changed("EH12", "extended hours") == {"OP": "out of precinct", "EH12": "extended hours"}
    assert changed("OP", " ") == {}


@pytest.mark.parametrize(("code", "words"), [("OP", "out of precinct "), ("EH", ""), ("EH", " ")])
def test_a_reason_code_that_would_stay_as_it_is_is_refused(code: str, words: str) -> None:
    assert code_of(change_reason(case(reasons={"OP": "out of precinct"}), code, words, ACT)) == "nothing_changed"


def test_the_period_is_closed_once_after_the_last_day() -> None:
    late = Act(CASE.deadlines["last_day"], "sam")
    early = Act("2020-11-06T21:59:59.999999Z", "sam")
    assert not isinstance(close_period(CASE, late), Refusal)
    assert code_of(close_period(CASE, early)) == "too_early"
    assert code_of(close_period(case(period_closed=40), late)) == "period_closed"


def test_a_release_says_what_it_holds_and_which_it_follows() -> None:
    second = case(next_release=2, last_release="R0001")
    (entry,) = make_release(second, {"0417": 11}, {"totals.csv": "ab"}, size=40, root="00", act=ACT)
    assert (entry.data["release"], entry.data["follows"], entry.data["items"]) == ("R0002", "R0001", {"0417": 11})


def test_a_release_of_nothing_is_refused() -> None:
    assert code_of(make_release(CASE, {}, {}, size=1, root="00", act=ACT)) == "nothing_to_release"
