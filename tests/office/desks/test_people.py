"""People: the first administrator, weak passwords, lock-out, closed accounts, roles."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

from adjudicator.casework.record.state import PersonState
from adjudicator.office import Done, Office
from adjudicator.office.behind import entrance
from adjudicator.office.behind.time.clock import seeded_salts
from adjudicator.office.desks.people import CHOOSE_OWN
from adjudicator.office.office import TimeAndChance
from adjudicator.people.keys import unwrap
from adjudicator.people.rights import DESKS
from adjudicator.port.lockout import FREE_TRIES
from adjudicator.records.people import REHEARSERS, Person, practice_people
from adjudicator.records.trouble import Refusal
from adjudicator.words.dates import hour_and_second
from tests.office.conftest import FIRST_PASSWORD, PASSWORD, Desk, Watch, definition_bytes, open_again

ROOT = Path(__file__).parents[3]
FIRST = Person("jdoe", "Jane Doe", frozenset({"administrator", "clerk"}))
CLERK = Person("mo", "Mo Ortiz", frozenset({"clerk"}))


def refused(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


@pytest.fixture
def empty(tmp_path: Path, watch: Watch) -> Iterator[Office]:
    """A live case in which nobody has an account."""
    made = Office.create(
        tmp_path / "new.case",
        definition_bytes(),
        "small.json",
        chance=TimeAndChance(watch, seeded_salts(1), lambda: "case-1"),
    )
    assert isinstance(made, Office)
    yield made
    made.close()


def test_a_live_case_begins_with_nobody(empty: Office) -> None:
    assert empty.people.needs_first()
    assert empty.people.everyone() == ()
    assert empty.case.mode == "live"
    assert empty.people.signed_in is None
    assert empty.people.desks() == ()


def test_the_first_person_is_an_administrator_and_needs_nobody_signed_in(empty: Office) -> None:
    assert refused(empty.people.add(CLERK, PASSWORD)) == "first_administrator"
    assert isinstance(empty.people.add(FIRST, PASSWORD), Done)
    assert not empty.people.needs_first()
    assert refused(empty.people.add(CLERK, PASSWORD)) == "nobody"
    signed = empty.people.sign_in("jdoe", PASSWORD)
    assert isinstance(signed, PersonState)
    assert isinstance(empty.people.add(CLERK, PASSWORD), Done)
    assert [person.id for person in empty.people.everyone()] == ["jdoe", "mo"]


WEAK = ("", "short", "passwordpassword", "aaaaaaaaaaaaaaa", "janedoejanedoe", "CountyOfGwinnett", "x" * 300)


@pytest.mark.parametrize("password", WEAK)
def test_a_weak_password_makes_no_account(empty: Office, password: str) -> None:
    assert refused(empty.people.add(FIRST, password)) == "weak_password"
    assert empty.people.needs_first()
    assert empty.record.head().size == 1


@pytest.mark.parametrize(
    ("person", "code"),
    [
        (replace(CLERK, id="rita"), "person_exists"),
        (replace(CLERK, roles=frozenset({"king"})), "unknown_role"),
        (replace(CLERK, id="mo ortiz"), "name_missing"),
    ],
)
def test_an_account_that_cannot_be_is_refused(desk: Desk, person: Person, code: str) -> None:
    desk.sign_in("admin")
    assert refused(desk.office.people.add(person, PASSWORD)) == code
    desk.sign_in("rita")


def test_only_an_administrator_adds_and_changes_people(desk: Desk) -> None:
    assert refused(desk.office.people.add(CLERK, PASSWORD)) == "no_right"
    assert refused(desk.office.people.change("rob", frozenset({"clerk"}), active=True)) == "no_right"


def test_signing_in_is_on_the_record(desk: Desk) -> None:
    newest = desk.office.record.lines(limit=1)[0]
    assert (newest.kind, newest.by, newest.words) == ("person.signed_in", "Rita Reviewer", "Rita Reviewer signed in")


def test_a_wrong_name_and_a_wrong_password_read_the_same(office: Office) -> None:
    wrong_password, wrong_name = office.people.sign_in("rita", "battery horse"), office.people.sign_in("eve", PASSWORD)
    assert wrong_password == wrong_name
    assert refused(wrong_password) == "wrong_password"
    assert office.people.signed_in is None


def fail(office: Office, times: int) -> None:
    for _ in range(times):
        assert refused(office.people.sign_in("rita", "wrong horse battery")) == "wrong_password"


def test_after_five_failures_even_the_right_password_waits_a_minute(office: Office, watch: Watch) -> None:
    fail(office, 5)
    assert refused(office.people.sign_in("rita", PASSWORD)) == "locked_out"
    watch.moment += timedelta(seconds=45)
    assert refused(office.people.sign_in("rita", PASSWORD)) == "locked_out"
    assert isinstance(office.people.sign_in("rob", PASSWORD), PersonState)
    watch.moment += timedelta(seconds=20)
    assert isinstance(office.people.sign_in("rita", PASSWORD), PersonState)


def test_the_wait_doubles_with_each_further_failure_and_survives_closing_the_file(office: Office, watch: Watch) -> None:
    fail(office, 5)
    watch.moment += timedelta(minutes=2)
    fail(office, 1)
    office.close()
    again = open_again(office.path, watch, 2)
    watch.moment += timedelta(seconds=90)
    assert refused(again.people.sign_in("rita", PASSWORD)) == "locked_out"
    watch.moment += timedelta(seconds=40)
    assert isinstance(again.people.sign_in("rita", PASSWORD), PersonState)
    again.close()


GUESSING = """
import sys
from pathlib import Path
from adjudicator.office import Office
from adjudicator.people import passwords
passwords.MEMORY_KIB, passwords.PASSES = 8 * passwords.LANES, 1
office, tried = Office.open(Path(sys.argv[1])), 0
print("ready", flush=True)
sys.stdin.readline()
while office.people.sign_in("rita", "wrong horse battery").code == "wrong_password":
    tried += 1
print(tried)
"""


@pytest.mark.slow
def test_programs_at_once_have_no_more_tries_than_one(office: Office) -> None:
    path = office.path
    office.close()
    command = [sys.executable, "-c", GUESSING, str(path)]
    guessers = [subprocess.Popen(command, text=True, stdin=PIPE, stdout=PIPE, cwd=ROOT) for _ in range(4)]
    for guesser in guessers:
        assert guesser.stdout is not None
        assert guesser.stdout.readline() == "ready\n"
    for guesser in guessers:
        assert guesser.stdin is not None
        guesser.stdin.write("\n")
        guesser.stdin.flush()
    assert sum(int(guesser.communicate()[0]) for guesser in guessers) == FREE_TRIES


def test_a_password_that_fits_forgets_the_failures_also_where_another_has_to_be_chosen(desk: Desk) -> None:
    people = desk.office.people
    desk.sign_in("admin")
    assert isinstance(people.give_new_key("rita", FIRST_PASSWORD), Done)
    for _ in range(FREE_TRIES + 2):
        assert people.sign_in("rita", FIRST_PASSWORD) == CHOOSE_OWN
    failed: Any = people.failures("rita")
    assert failed.number == 0


def test_a_new_key_given_while_somebody_signs_in_stays(office: Office, watch: Watch, monkeypatch: Any) -> None:
    beside = open_again(office.path, watch, 2)
    beside.people.sign_in("admin", PASSWORD)

    def slowly(*given: str) -> Any:
        assert isinstance(beside.people.give_new_key("rita", NEW), Done)
        monkeypatch.setattr(entrance, "unwrap", unwrap)
        return unwrap(*given)

    monkeypatch.setattr(entrance, "unwrap", slowly)
    office.people.sign_in("rita", PASSWORD)
    assert beside.people.sign_in("rita", NEW) == CHOOSE_OWN
    beside.close()


def test_a_case_that_is_only_looked_at_counts_too_until_it_is_closed(office: Office, watch: Watch) -> None:
    looked_at = open_again(office.path, watch, 2, read_only=True)
    fail(looked_at, FREE_TRIES)
    assert refused(looked_at.people.sign_in("rita", PASSWORD)) == "locked_out"
    watch.moment += timedelta(minutes=1, seconds=5)
    assert isinstance(looked_at.people.sign_in("rita", PASSWORD), PersonState)
    fail(looked_at, FREE_TRIES)
    looked_at.close()


def test_the_wait_is_told_in_the_countys_time(office: Office, watch: Watch) -> None:
    fail(office, 5)
    locked: Any = office.people.sign_in("rita", PASSWORD)
    until = (watch.moment - timedelta(seconds=1) + timedelta(minutes=1)).astimezone(office.now().tzinfo)
    assert hour_and_second(until) in locked.words


def test_a_password_that_fits_forgets_the_failures(office: Office) -> None:
    fail(office, 4)
    assert isinstance(office.people.sign_in("rita", PASSWORD), PersonState)
    fail(office, 4)
    assert isinstance(office.people.sign_in("rita", PASSWORD), PersonState)


def test_a_closed_account_cannot_sign_in_until_it_is_opened_again(desk: Desk) -> None:
    desk.sign_in("admin")
    assert isinstance(desk.office.people.change("rob", frozenset({"reviewer"}), active=False), Done)
    assert refused(desk.office.people.sign_in("rob", PASSWORD)) == "wrong_password"
    desk.office.people.change("rob", frozenset({"clerk"}), active=True)
    signed = desk.office.people.sign_in("rob", PASSWORD)
    assert isinstance(signed, PersonState)
    assert signed.roles == ("clerk",)


@pytest.mark.parametrize(
    ("person", "roles", "active", "code"),
    [
        ("admin", frozenset({"clerk"}), True, "own_role"),
        ("admin", frozenset({"administrator"}), False, "own_role"),
        ("eve", frozenset({"clerk"}), True, "unknown_person"),
        ("rob", frozenset({"king"}), True, "unknown_role"),
    ],
)
def test_a_change_that_cannot_be_is_refused(
    desk: Desk, person: str, roles: frozenset[str], active: bool, code: str
) -> None:
    desk.sign_in("admin")
    assert refused(desk.office.people.change(person, roles, active=active)) == code


OBSERVED: tuple[tuple[str, Any], ...] = (
    ("answer", lambda desk: desk.office.review.say(desk.sheet("0001"), "oath", "signed")),
    ("record", lambda desk: desk.office.review.record(desk.sheet("0001"))),
    ("withdraw", lambda desk: desk.office.review.withdraw("0001", "why")),
    ("refer", lambda desk: desk.office.review.refer("0001", "why")),
    ("cure", lambda desk: desk.office.review.cure("0001", [])),
    ("reopen", lambda desk: desk.office.review.reopen("0001", "why")),
    ("research", lambda desk: desk.office.review.research(desk.sheet("0001"), {"call": ("nothing", "")})),
    ("correct", lambda desk: desk.office.receive.correct("0001", {"place": "x"}, "why", 1)),
    ("close", lambda desk: desk.office.batches.close()),
    ("close_period", lambda desk: desk.office.overview.close_period()),
    ("add", lambda desk: desk.office.people.add(CLERK, PASSWORD)),
    ("release", lambda desk: desk.office.releases.release(desk.office.path.with_name("out"))),
)


@pytest.mark.parametrize(("name", "act"), OBSERVED, ids=[name for name, _ in OBSERVED])
def test_an_observer_reads_and_does_nothing(desk: Desk, name: str, act: Any) -> None:
    desk.receive("0001")
    desk.sign_in("olga")
    size = desk.office.record.head().size
    assert refused(act(desk)) == "no_right"
    assert desk.office.record.head().size == size
    assert desk.office.people.desks() == ("overview", "record")
    assert desk.office.may("read") is None
    assert refused(desk.office.may("read_names")) == "no_right"


def test_each_person_sees_their_own_desks(desk: Desk) -> None:
    assert desk.office.people.desks() == (
        "overview", "receive", "review", "holds", "batches", "opening", "record",
    )  # fmt: skip
    assert set(desk.office.people.desks()) < set(DESKS)
    assert desk.office.people.name_of("sue") == "Sue Supervisor"
    assert desk.office.people.name_of("eve") == "eve"


NEW = "four loud geese fly"


def test_another_password_wraps_the_same_key(office: Office) -> None:
    assert isinstance(office.people.sign_in("rita", PASSWORD), PersonState)
    before = dict(office.people.signed_in.keys) if office.people.signed_in else {}
    assert isinstance(office.people.change_password(PASSWORD, NEW), Done)
    assert refused(office.people.sign_in("rita", PASSWORD)) == "wrong_password"
    again = office.people.sign_in("rita", NEW)
    assert isinstance(again, PersonState)
    assert again.keys == before


@pytest.mark.parametrize(
    ("old", "new", "code"), [("wrong old one", NEW, "wrong_password"), (PASSWORD, "short", "weak_password")]
)
def test_a_password_changes_only_by_the_old_one_and_to_one_that_will_do(
    office: Office, old: str, new: str, code: str
) -> None:
    assert isinstance(office.people.sign_in("rita", PASSWORD), PersonState)
    assert refused(office.people.change_password(old, new)) == code
    assert isinstance(office.people.sign_in("rita", PASSWORD), PersonState)


def test_who_lost_the_password_gets_a_new_key_and_the_old_signatures_stay_good(desk: Desk) -> None:
    desk.receive("0001")
    desk.easy("0001")
    assert isinstance(desk.office.batches.close(), Done)
    desk.sign_in("admin")
    assert isinstance(desk.office.people.give_new_key("rita", NEW), Done)
    assert refused(desk.office.people.sign_in("rita", PASSWORD)) == "wrong_password"
    assert refused(desk.office.people.sign_in("rita", NEW)) == "choose_own"
    person = desk.office.people.sign_in("rita", NEW, PASSWORD)
    assert isinstance(person, PersonState)
    *before, handed_out, own = person.keys
    assert (len(before), person.own_key) == (2, own)
    assert handed_out != own
    desk.receive("0002", "Nguyen")
    desk.easy("0002")
    assert isinstance(desk.office.batches.close(), Done)
    assert desk.office.record.verifying("deep")(lambda done, of: None).findings == ()


def test_nobody_but_an_administrator_gives_a_new_key(desk: Desk) -> None:
    assert refused(desk.office.people.give_new_key("sam", NEW)) == "no_right"
    desk.sign_in("admin")
    assert refused(desk.office.people.give_new_key("eve", NEW)) == "unknown_person"
    assert refused(desk.office.people.give_new_key("sam", "short")) == "weak_password"


def test_a_clock_set_back_neither_ends_the_wait_nor_makes_it_endless(office: Office, watch: Watch) -> None:
    for _ in range(5):
        assert refused(office.people.sign_in("rita", "no such password")) == "wrong_password"
    watch.moment -= timedelta(days=1)
    assert refused(office.people.sign_in("rita", PASSWORD)) == "locked_out"
    watch.moment += timedelta(minutes=1, seconds=5)
    assert isinstance(office.people.sign_in("rita", PASSWORD), PersonState)


def test_a_password_that_an_administrator_chose_is_good_only_for_choosing_ones_own(desk: Desk) -> None:
    people = desk.office.people
    desk.sign_in("admin")
    assert isinstance(people.add(CLERK, PASSWORD), Done)
    people.sign_out()
    assert refused(people.sign_in("mo", PASSWORD)) == "choose_own"
    assert people.signed_in is None
    assert refused(people.sign_in("mo", PASSWORD, PASSWORD)) == "weak_password"
    assert refused(people.sign_in("mo", PASSWORD, "short")) == "weak_password"
    assert refused(people.sign_in("mo", "no such password", NEW)) == "wrong_password"
    signed = people.sign_in("mo", PASSWORD, NEW)
    assert isinstance(signed, PersonState)
    assert [line.words for line in desk.office.record.lines(limit=2)] == [
        "Mo Ortiz signed in", "Mo Ortiz made a key of their own",
    ]  # fmt: skip
    assert refused(people.sign_in("mo", PASSWORD)) == "wrong_password"
    assert isinstance(people.sign_in("mo", NEW), PersonState)


def test_the_first_administrator_chose_the_password_and_signs_in_with_it(empty: Office) -> None:
    empty.people.add(FIRST, PASSWORD)
    assert isinstance(empty.people.sign_in("jdoe", PASSWORD), PersonState)


def test_nobody_gives_themselves_a_new_key(desk: Desk) -> None:
    desk.sign_in("admin")
    assert refused(desk.office.people.give_new_key("admin", NEW)) == "own_key"


def test_an_old_password_that_does_not_fit_counts_as_a_failure_to_sign_in(desk: Desk) -> None:
    for _ in range(5):
        assert refused(desk.office.people.change_password("wrong old one", NEW)) == "wrong_password"
    assert refused(desk.office.people.change_password(PASSWORD, NEW)) == "locked_out"
    assert refused(desk.office.people.sign_in("rita", PASSWORD)) == "locked_out"


def test_an_administrator_sees_how_often_signing_in_failed_since_it_last_succeeded(office: Office) -> None:
    fail(office, 3)
    assert refused(office.people.failures("rita")) == "nobody"
    office.people.sign_in("admin", PASSWORD)
    failed: Any = office.people.failures("rita")
    assert failed.number == 3
    assert office.local(failed.last) < office.now()
    office.people.sign_in("rita", PASSWORD)
    assert refused(office.people.failures("rita")) == "no_right"
    office.people.sign_in("admin", PASSWORD)
    failed = office.people.failures("rita")
    assert (failed.number, failed.last) == (0, "")


@pytest.mark.parametrize("person", [*practice_people(), (Person("JBellamy", "J B", frozenset({"clerk"})), "")])
def test_a_live_case_never_has_the_practice_people(empty: Office, person: tuple[Person, str]) -> None:
    first = replace(person[0], roles=frozenset({"administrator"}))
    assert refused(empty.people.add(first, PASSWORD)) == "practice_person"
    assert empty.record.head().size == 1


@pytest.mark.parametrize("password", [password for _, password in practice_people()])
def test_a_live_case_takes_no_password_that_everybody_can_read(empty: Office, password: str) -> None:
    assert refused(empty.people.add(FIRST, password)) == "weak_password"


def test_the_practice_people_are_those_whose_short_names_no_live_case_takes() -> None:
    assert {person.id for person, _ in practice_people()} == REHEARSERS


@pytest.mark.parametrize("short_name", ["jd\u043ee", "jdoe\u200b", "JDOE", "jd0e"], ids=ascii)
def test_nobody_gets_an_account_under_a_name_that_looks_like_a_colleagues(empty: Office, short_name: str) -> None:
    assert isinstance(empty.people.add(FIRST, PASSWORD), Done)
    assert isinstance(empty.people.sign_in("jdoe", PASSWORD), PersonState)
    alike = empty.people.add(Person(short_name, "Dr. Other", CLERK.roles), PASSWORD)
    assert refused(alike) in {"bad_short_name", "short_name_alike"}
    assert refused(empty.people.add(Person("other", "Jane D\u043ee", CLERK.roles), PASSWORD)) == "bad_name"
    assert refused(empty.people.add(Person("other", "JANE  DOE", CLERK.roles), PASSWORD)) == "name_alike"
    assert [person.id for person in empty.people.everyone()] == ["jdoe"]
