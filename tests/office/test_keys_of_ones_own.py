"""Each person signs with a key that they made themselves: what others can do with an older one, and who answers for whom."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier, Lock
from typing import Any

import pytest

from adjudicator.casework.acts.act import Act
from adjudicator.casework.record.entry import seal
from adjudicator.casework.record.state import Dispute, PersonState
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.office import Done, Office
from adjudicator.office.behind.time.clock import seeded_salts
from adjudicator.office.desks import people as people_desk
from adjudicator.office.desks.release import Released
from adjudicator.office.office import Recovery, TimeAndChance, new_recovery
from adjudicator.people.keys import SEED_BYTES, SigningKey, unwrap
from adjudicator.people.words import FINGERPRINT_WORDS, fingerprint_words
from adjudicator.people.wrapping import NONCE_BYTES, SALT_BYTES
from adjudicator.port.acts import Signer
from adjudicator.port.answers import Refused
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from tests.guards import with_any_key
from tests.log.conftest import new_act
from tests.looking import approve_seen
from tests.office.desks.test_batches import close_two, done, refused
from tests.office.desks.test_release import approved, release

from .conftest import FIRST_PASSWORD, PASSWORD, PEOPLE, Desk, Watch, definition_bytes, envelope, open_again

NEW = "four loud geese fly"
ONE_AT_THE_DOOR = Lock()
"""OpenSSL derives one key at a time in a process; windows are processes of their own."""


def person(office: Office, name: str) -> PersonState:
    found = office._room.log.state(PersonState, name)
    assert found is not None
    return found


def is_whole(office: Office) -> bool:
    assert office.record.verifying("deep")(lambda *_: None).findings == ()
    return True


def given_anew(desk: Desk, name: str = "rita") -> str:
    """An administrator gives a person a new key; gives its public half."""
    desk.sign_in("admin")
    done(desk.office.people.give_new_key(name, FIRST_PASSWORD))
    desk.office.people.sign_out()
    return person(desk.office, name).key


def kept_ring(path: Path, name: str = "rita") -> str:
    """A person's row of the key ring, as somebody copies it who has the file."""
    with closing(sqlite3.connect(path)) as raw:
        return str(raw.execute("SELECT wrapped FROM keyring WHERE person = ?", (name,)).fetchone()[0])


def exchange_ring(path: Path, wrapped: str, name: str = "rita") -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE keyring SET wrapped = ?, failures = 0 WHERE person = ?", (wrapped, name))


# another window gives a new key, or takes a role away


GIVEN = "five quiet owls sing"


def given_by_another_window(desk: Desk, watch: Watch, name: str = "rita") -> None:
    with closing(open_again(desk.office.path, watch, 72)) as window:
        assert not isinstance(window.people.sign_in("admin", PASSWORD), Refusal)
        done(window.people.give_new_key(name, GIVEN))


def test_under_a_key_that_was_replaced_meanwhile_nothing_is_recorded(desk: Desk, watch: Watch) -> None:
    """An act under it would be in force nowhere, and stay in the record for good."""
    desk.receive("0001")
    given_by_another_window(desk, watch)
    size = desk.office.record.head().size
    assert refused(desk.office.receive.receive_one(envelope("0002"))) == "key_replaced"
    assert refused(desk.office.people.change_password(PASSWORD, NEW)) != ""
    assert desk.office.record.head().size == size
    desk.office.people.sign_out()
    assert desk.office._room.log.read_back(limit=1)[0].entry.by == ""
    assert verify(desk.office.path).findings == ()
    assert not isinstance(desk.office.people.sign_in("rita", GIVEN, NEW), Refusal)
    desk.receive("0002")
    assert is_whole(desk.office)


def test_a_new_key_given_while_a_password_is_changed_stays(
    desk: Desk, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(room: Any, key: SigningKey, name: str, password: str) -> Any:
        monkeypatch.setattr(people_desk, "wrapped", wrap)
        given_by_another_window(desk, watch)
        return wrap(room, key, name, password)

    wrap = people_desk.wrapped
    monkeypatch.setattr(people_desk, "wrapped", meanwhile)
    assert refused(desk.office.people.change_password(PASSWORD, NEW)) == "changed_meanwhile"
    desk.office.people.sign_out()
    assert not isinstance(desk.office.people.sign_in("rita", GIVEN, NEW), Refusal)
    assert is_whole(desk.office)


def test_who_was_given_another_key_while_they_signed_in_is_not_signed_in(
    desk: Desk, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*asked: Any) -> Any:
        opened = door(*asked)
        monkeypatch.setattr(people_desk, "open_key", door)
        given_by_another_window(desk, watch)
        return opened

    door = people_desk.open_key
    desk.office.people.sign_out()
    monkeypatch.setattr(people_desk, "open_key", meanwhile)
    assert refused(desk.office.people.sign_in("rita", PASSWORD)) == "key_replaced"
    assert desk.office.people.signed_in is None
    assert is_whole(desk.office)


def test_a_role_taken_away_between_the_look_and_the_act_is_a_refusal(
    desk: Desk, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(desk.office._room), "allowed", lambda *_: None)  # it was looked at before
    with closing(open_again(desk.office.path, watch, 73)) as window:
        assert not isinstance(window.people.sign_in("admin", PASSWORD), Refusal)
        done(window.people.change("rita", frozenset({"observer"}), active=True))
    size = desk.office.record.head().size
    assert refused(desk.office.receive.receive_one(envelope("0002"))) == "no_right"
    assert desk.office.record.head().size == size
    assert is_whole(desk.office)


def test_who_was_closed_meanwhile_signs_out_by_nobody(desk: Desk, watch: Watch) -> None:
    with closing(open_again(desk.office.path, watch, 74)) as window:
        assert not isinstance(window.people.sign_in("admin", PASSWORD), Refusal)
        done(window.people.change("rita", frozenset({"reviewer"}), active=False))
    desk.office.people.sign_out()
    assert desk.office._room.log.read_back(limit=1)[0].entry.by == ""
    assert is_whole(desk.office)


# signing in


def test_the_first_sign_in_makes_a_key_of_ones_own_and_later_ones_keep_it(desk: Desk) -> None:
    handed_out, people = given_anew(desk), desk.office.people
    assert not isinstance(people.sign_in("rita", FIRST_PASSWORD, NEW), Refusal)
    own = person(desk.office, "rita")
    assert own.own_key == own.key != handed_out
    assert own.chosen_by == ""
    assert not isinstance(people.sign_in("rita", NEW), Refusal)
    assert person(desk.office, "rita").key == own.key
    assert is_whole(desk.office)


def test_the_words_of_a_key_are_shown_and_are_those_of_the_log(desk: Desk) -> None:
    words = desk.office.people.fingerprint("rita")
    assert words == fingerprint_words(person(desk.office, "rita").key)
    assert len(words.split()) == FINGERPRINT_WORDS
    assert desk.office.people.fingerprint("sam") != words
    assert desk.office.people.fingerprint("nobody") == ""


def test_who_only_looks_signs_in_with_the_key_that_was_handed_out_and_makes_none(desk: Desk, watch: Watch) -> None:
    handed_out, path = given_anew(desk), desk.office.path
    desk.office.close()
    with closing(open_again(path, watch, 3, read_only=True)) as office:
        assert not isinstance(office.people.sign_in("rita", FIRST_PASSWORD, NEW), Refusal)
        assert person(office, "rita").key == handed_out


def test_whoever_kept_the_ring_of_before_signs_nothing_any_more(desk: Desk) -> None:
    """Whoever handed the key out has it and its password; the person made their own since."""
    given_anew(desk)
    ring = kept_ring(desk.office.path)
    assert not isinstance(desk.office.people.sign_in("rita", FIRST_PASSWORD, NEW), Refusal)
    desk.receive("0001")
    desk.office.people.sign_out()
    exchange_ring(desk.office.path, ring)
    assert refused(desk.office.people.sign_in("rita", FIRST_PASSWORD, PASSWORD)) == "other_key"
    assert desk.office.people.signed_in is None
    key = unwrap(ring, "rita", FIRST_PASSWORD)
    assert key is not None
    seq = signed_past_the_program(desk.office.path, key)
    assert not desk.office._room.log.is_signed(seq)
    found = {(each.id, each.place) for each in verify(desk.office.path).findings}
    assert ("act.unsigned", f"entry {seq}") in found


def signed_past_the_program(path: Path, key: SigningKey) -> int:
    """An act of rita's under another key than hers, with all that the database asks for."""
    with CaseLog.open(path) as log:
        signer = Signer(log.origin(), "rita", key.public, key.sign)
        act = Act("2020-11-04T20:00:00.000000Z", "rita")
        entry = seal(act.entry("envelope.taken", {"envelope": "0001"}), seeded_salts(98))
        assert log.append(new_act([entry], signer=signer)) == Refused("key")
        with with_any_key():
            log.append(new_act([entry], signer=signer))
        return log.head().size


def test_a_ring_exchanged_for_a_key_under_a_known_password_opens_nothing(desk: Desk) -> None:
    """The attack on the key ring: the supervisor's row is replaced by a key of the attacker's."""
    foreign = SigningKey(bytes(SEED_BYTES)).wrapped("sue", NEW, bytes(SALT_BYTES + NONCE_BYTES))
    exchange_ring(desk.office.path, foreign, "sue")
    size = desk.office.record.head().size
    assert refused(desk.office.people.sign_in("sue", NEW)) == "other_key"
    assert desk.office.record.head().size == size
    assert desk.office.people.signed_in is not None
    assert desk.office.people.signed_in.id == "rita"


def test_a_ring_exchanged_before_the_first_sign_in_opens_nothing_either(desk: Desk) -> None:
    given_anew(desk)
    foreign = SigningKey(bytes(SEED_BYTES)).wrapped("rita", NEW, bytes(SALT_BYTES + NONCE_BYTES))
    exchange_ring(desk.office.path, foreign)
    assert refused(desk.office.people.sign_in("rita", NEW, PASSWORD)) == "other_key"
    assert person(desk.office, "rita").own_key == ""


# the recovery key


@pytest.fixture
def recovery() -> Recovery:
    return new_recovery(lambda: bytes(range(SEED_BYTES)))


@pytest.fixture
def recoverable(tmp_path: Path, watch: Watch, recovery: Recovery) -> Desk:
    """A case with a recovery key and two people."""
    chance = TimeAndChance(watch, seeded_salts(1), lambda: "case-1")
    path = tmp_path / "new.case"
    office = Office.create(path, definition_bytes(), "small.json", chance=chance, recovery=recovery.fingerprint)
    assert isinstance(office, Office)
    done(office.people.add(PEOPLE[0], PASSWORD))
    assert not isinstance(office.people.sign_in("admin", PASSWORD), Refusal)
    done(office.people.add(PEOPLE[1], FIRST_PASSWORD))
    assert not isinstance(office.people.sign_in("rita", FIRST_PASSWORD, PASSWORD), Refusal)
    return Desk(office)


def test_an_administrator_who_lost_the_password_gets_a_new_key_with_the_words(
    recoverable: Desk, recovery: Recovery
) -> None:
    people, before = recoverable.office.people, person(recoverable.office, "admin")
    signed_in = people.recover("admin", recovery.words.upper().replace(" ", ",  "), NEW)
    assert isinstance(signed_in, PersonState)
    assert (people.signed_in is not None, signed_in.own_key != before.own_key) == (True, True)
    assert refused(people.sign_in("admin", PASSWORD)) == "wrong_password"
    assert isinstance(people.sign_in("admin", NEW), PersonState)
    done(people.give_new_key("rita", FIRST_PASSWORD))
    assert is_whole(recoverable.office)


def test_the_words_help_nobody_who_is_no_administrator(recoverable: Desk, recovery: Recovery) -> None:
    size = recoverable.office.record.head().size
    assert isinstance(recoverable.office.people.recover("rita", recovery.words, NEW), Refusal)
    assert isinstance(recoverable.office.people.recover("nobody", recovery.words, NEW), Refusal)
    assert recoverable.office.record.head().size == size
    assert isinstance(recoverable.office.people.sign_in("rita", PASSWORD), PersonState)


@pytest.mark.parametrize("words", ["", "abandon " * 23 + "art", "one two three"])
def test_other_words_recover_nothing(recoverable: Desk, recovery: Recovery, words: str) -> None:
    size, people = recoverable.office.record.head().size, recoverable.office.people
    for tried in (words, recovery.words.rsplit(" ", 1)[0], " ".join(reversed(recovery.words.split()))):
        assert refused(people.recover("admin", tried, NEW)) == "wrong_words"
    assert refused(people.recover("admin", recovery.words, "short")) == "weak_password"
    assert recoverable.office.record.head().size == size


def test_a_case_without_a_recovery_key_has_nothing_to_recover_with(desk: Desk, recovery: Recovery) -> None:
    assert refused(desk.office.people.recover("admin", recovery.words, NEW)) == "wrong_words"


# who answers for whom


def comes(desk: Desk, name: str, role: str, by: str) -> None:
    """A new person, given an account by somebody, signs in for the first time."""
    desk.sign_in(by)
    added = Person(name, f"{name.title()} Newcomer", frozenset({role}))
    done(desk.office.people.add(added, FIRST_PASSWORD))
    assert not isinstance(desk.office.people.sign_in(name, FIRST_PASSWORD, PASSWORD), Refusal)


@pytest.fixture
def kim(desk: Desk) -> Desk:
    """Kim, whom another administrator than the first gave an account, is signed in."""
    comes(desk, "bob", "administrator", "admin")
    comes(desk, "kim", "supervisor", "bob")
    return desk


def test_everybody_but_the_first_administrator_is_marked_until_a_second_person_confirms(kim: Desk) -> None:
    vouching = kim.office.vouching
    assert vouching.by_one_person() == {"rita", "rob", "sam", "sue", "olga", "bob", "kim"}
    done(vouching.confirm("rita"))
    assert "rita" not in vouching.by_one_person()
    assert refused(vouching.confirm("rita")) == "nothing_to_confirm"
    assert refused(vouching.confirm("kim")) == "nothing_to_confirm"
    for other, code in (("admin", "nothing_to_confirm"), ("sue", "nothing_to_confirm"), ("rob", "no_right")):
        kim.sign_in(other)
        assert refused(vouching.confirm("sam")) == code
    assert is_whole(kim.office)


def test_what_is_given_after_it_was_confirmed_is_marked_again(kim: Desk) -> None:
    people, vouching = kim.office.people, kim.office.vouching
    done(vouching.confirm("rita"))
    kim.sign_in("admin")
    done(people.change("rita", frozenset({"reviewer", "clerk", "supervisor"}), active=True))
    assert "rita" in vouching.by_one_person()
    kim.sign_in("kim")
    done(vouching.confirm("rita"))
    given_anew(kim)
    assert "rita" in vouching.by_one_person()
    kim.sign_in("kim")
    assert refused(vouching.confirm("rita")) == "no_own_key"


def test_of_a_confirmation_what_was_given_meanwhile_is_no_part(kim: Desk, watch: Watch) -> None:
    """Another window gives a role while the supervisor reads the words of the key."""
    other = open_again(kim.office.path, watch, 7)
    with closing(other):
        state = person(kim.office, "rita")
        assert not isinstance(other.people.sign_in("admin", PASSWORD), Refusal)
        kim.office._room.log.state = meanwhile(  # pyright: ignore[reportAttributeAccessIssue]
            kim.office._room.log,
            lambda: done(other.people.change("rita", frozenset({"reviewer", "supervisor"}), active=True)),
        )
        assert refused(kim.office.vouching.confirm("rita")) == "changed_meanwhile"
    assert {grant.seq for grant in state.grants} < {grant.seq for grant in person(kim.office, "rita").grants}


def meanwhile(log: CaseLog, act: Callable[[], object]) -> Callable[..., object]:
    """Reads a state; once the state of a person was read, somebody acts."""
    read, left = log.state, [act]

    def state(what: type, key: str) -> object:
        found = read(what, key)
        if what is PersonState and key == "rita" and left:
            left.pop()()
        return found

    return state


def strict(kim: Desk, on: bool = True) -> None:
    """Two people set it."""
    kim.sign_in("admin")
    done(kim.office.vouching.propose_strict(on))
    assert refused(kim.office.vouching.agree_to_strict()) == "four_eyes"
    kim.sign_in("kim")
    done(kim.office.vouching.agree_to_strict())


def test_without_strict_what_one_person_gave_is_counted_and_stops_nothing(kim: Desk) -> None:
    batch = close_two(kim)
    kim.sign_in("sue")
    assert kim.office.batches.resting_on_one(batch) == 2
    done(approve_seen(kim.office, batch))
    report = kim.office.record.verifying("deep")(lambda *_: None)
    (who,) = (verdict for verdict in report.verdicts if verdict.promise == "who")
    assert (who.state, who.words) == ("ok", "3 determinations and approvals rest on what one person alone gave")


def test_while_strict_nothing_is_approved_that_rests_on_what_one_person_gave(kim: Desk) -> None:
    batch = close_two(kim)
    strict(kim)
    kim.sign_in("sue")
    refusal = approve_seen(kim.office, batch)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, "(rita, sue)" in refusal.words) == ("given_by_one", True)
    kim.sign_in("kim")
    for name in ("rita", "sue"):
        done(kim.office.vouching.confirm(name))
    kim.sign_in("sue")
    done(approve_seen(kim.office, batch))
    assert is_whole(kim.office)


def test_while_strict_nothing_is_released_that_rests_on_what_one_person_gave(kim: Desk, tmp_path: Path) -> None:
    kim.sign_in("rita")
    approved(kim)
    strict(kim)
    kim.sign_in("sue")
    assert refused(kim.office.releases.release(tmp_path / "out")) == "given_by_one"
    assert not (tmp_path / "out").exists()
    strict(kim, on=False)
    kim.sign_in("sue")
    assert isinstance(kim.office.releases.release(tmp_path / "out"), Released)


def test_while_strict_no_list_that_somebody_edited_lets_a_release_leave(kim: Desk, tmp_path: Path) -> None:
    kim.sign_in("rita")
    approved(kim)
    strict(kim)
    kim.sign_in("sue")
    raw = sqlite3.connect(kim.office._room.log.path, isolation_level=None)
    with closing(raw):
        edited = raw.execute("""UPDATE case_state SET state = replace(state, '"strict":true', '"strict":false')""")
        assert edited.rowcount == 1
    assert not kim.office._room.log.case().strict
    assert refused(kim.office.releases.release(tmp_path / "out")) == "given_by_one"


# a key that another used


def test_what_was_done_under_a_disputed_key_goes_back_and_the_next_release_names_what_had_left(
    desk: Desk, tmp_path: Path
) -> None:
    since = desk.office.record.head().size
    approved(desk)
    release(desk, tmp_path / "first")
    desk.sign_in("rita")
    for number, voter in (("0004", "Okafor"), ("0005", "Late")):
        desk.receive(number, voter)
    determined(desk, "0004")
    desk.accept("0005")
    answers = set(desk.state("0005").answers)
    assert answers
    assert refused(desk.office.vouching.dispute("rita", since)) == "no_right"
    desk.sign_in("sue")
    assert refused(desk.office.vouching.dispute("rita", since)) == "same_key"
    given_anew(desk)
    desk.sign_in("sue")
    shown = desk.office.vouching.what_dispute_changes("rita", since)
    assert {change.state.number for change in shown.found.changes} == {"0001", "0002", "0003", "0004", "0005"}
    done(desk.office.vouching.dispute("rita", since, shown))
    states = {number: desk.state(number) for number in ("0001", "0002", "0003", "0004", "0005")}
    assert {state.status for state in states.values()} == {"to_do"}
    assert all(not state.answers for state in states.values())
    assert desk.office.case.disputes == (Dispute("rita", since, ("0001", "0002")),)
    assert is_whole(desk.office)
    worked_again(desk)
    made = release(desk, tmp_path / "second")
    manifest = json.loads((made.folder / "manifest.json").read_bytes())
    assert manifest["disputed_keys"] == [{"person": "rita", "since": since, "released": ["0001", "0002"]}]
    assert desk.office.case.disputes == ()


def worked_again(desk: Desk) -> None:
    """Another reviewer works on one of the envelopes, and it is approved."""
    desk.sign_in("rob")
    desk.easy("0001")
    done(desk.office.batches.close())
    desk.sign_in("sue")
    done(approve_seen(desk.office, desk.office.batches.batches()[0]))


def test_a_disputed_approval_goes_back_as_well(desk: Desk) -> None:
    batch = close_two(desk)
    desk.sign_in("sam")
    since = desk.office.record.head().size
    done(approve_seen(desk.office, batch))
    given_anew(desk, "sam")
    desk.sign_in("sue")
    done(desk.office.vouching.dispute("sam", since))
    assert {desk.state(number).status for number in batch.items} == {"to_do"}
    assert is_whole(desk.office)


def test_a_dispute_of_what_was_shown_before_something_else_happened_is_not_done(desk: Desk) -> None:
    since = desk.office.record.head().size
    desk.receive("0001")
    desk.accept("0001")
    given_anew(desk)
    desk.sign_in("sue")
    shown = desk.office.vouching.what_dispute_changes("rita", since)
    desk.sign_in("sam")
    done(desk.office.review.refer("0001", "Which street?"))
    desk.sign_in("sue")
    assert refused(desk.office.vouching.dispute("rita", since, shown)) == "changed_meanwhile"


# two people at the same moment


class Meanwhile:
    """Gives what a clock, or a source of salts, gives; at one of the calls somebody else acts first."""

    def __init__(self, given: Callable[[], Any], act: Callable[[], object], call: int = 1) -> None:
        self._given, self._act, self._left = given, act, call

    def __call__(self) -> Any:
        self._left -= 1
        if self._left == 0:
            self._act()
        return self._given()


def test_batches_that_two_people_close_at_the_same_moment_get_two_numbers(desk: Desk, watch: Watch) -> None:
    """The other closes theirs after this one's number was read and before it was written."""
    desk.receive("0001")
    desk.receive("0002", "Nguyen")
    desk.easy("0001")
    with closing(open_again(desk.office.path, watch, 5)) as office:
        other = Desk(office)
        other.sign_in("rob")
        other.easy("0002")
        desk.office._room.clock = Meanwhile(watch, lambda: done(office.batches.close()))
        done(desk.office.batches.close())
    found = {batch.id: (batch.closed_by, list(batch.items)) for batch in desk.office.batches.batches()}
    assert found == {"B0001": ("rob", ["0002"]), "B0002": ("rita", ["0001"])}
    assert is_whole(desk.office)


def closed_by(path: Path, watch: Watch, name: str, numbers: Sequence[str], salts: int, together: Barrier) -> int:
    """Close envelopes one by one into batches, each at the same moment as another window; how many were closed."""
    with closing(open_again(path, watch, salts)) as office:
        with ONE_AT_THE_DOOR:
            assert not isinstance(office.people.sign_in(name, PASSWORD), Refusal)
        closed = 0
        for number in numbers:
            together.wait(30)
            closed += isinstance(office.batches.close([number]), Done)
        return closed


def test_two_windows_that_close_batches_at_the_same_moment_use_no_number_twice(desk: Desk, watch: Watch) -> None:
    for number, voter in (("0001", ""), ("0002", "Nguyen"), ("0003", "Smith"), ("0004", "Okafor")):
        desk.receive(number, voter)
    work = {"rita": ("0001", "0003"), "rob": ("0002", "0004")}
    for name, numbers in work.items():
        desk.sign_in(name)
        for number in numbers:
            determined(desk, number)
    together = Barrier(2)
    with ThreadPoolExecutor(2) as windows:
        given = [(desk.office.path, watch, name, work[name], 81 + at, together) for at, name in enumerate(work)]
        assert list(windows.map(lambda each: closed_by(*each), given)) == [2, 2]
    ids = [batch.id for batch in desk.office.batches.batches()]
    assert sorted(ids) == ["B0001", "B0002", "B0003", "B0004"]
    assert is_whole(desk.office)


def determined(desk: Desk, number: str) -> None:
    """Determine an envelope, whose voter may be on the roll of another county."""
    desk.accept(number)
    if desk.open_fact(number) == "residence":
        desk.say(number, "residence", "as_listed")
    desk.easy(number)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("batch.closed", {"batch": "B0001", "items": {}, "second_decisions": 0}),
        ("envelope.received", {"envelope": "0001", "file": "", "papers": {}}),
        ("person.added", {"person": "olga", "name": "O", "roles": ["clerk"], "key": "ab" * 32}),
        ("release.made", {"release": "R0001", "items": {}, "files": {}, "size": 1, "root": "", "follows": ""}),
    ],
)
def test_the_database_takes_no_number_and_no_name_a_second_time(
    desk: Desk, tmp_path: Path, kind: str, data: dict[str, object]
) -> None:
    """Signed by somebody who may, past the program, and on a record on which the number was still free."""
    approved(desk)
    release(desk, tmp_path / "out")
    desk.sign_in({"envelope.received": "rita", "person.added": "admin"}.get(kind, "sue"))
    room, size = desk.office._room, desk.office.record.head().size
    signer = room.signer(room.log)
    assert isinstance(signer, Signer)
    entry = seal(room.act().entry(kind, data), seeded_salts(96))
    with pytest.raises(sqlite3.IntegrityError, match="has its number or name alone"):
        room.log.append(new_act([entry], signer=signer))
    assert desk.office.record.head().size == size


def test_two_windows_that_give_accounts_at_the_same_moment_give_no_name_twice(desk: Desk, watch: Watch) -> None:
    """The other gives theirs after the names were compared and before this one is written: these look the same."""
    with closing(open_again(desk.office.path, watch, 6)) as office:
        assert not isinstance(office.people.sign_in("admin", PASSWORD), Refusal)
        desk.sign_in("admin")
        mo, alike = Person("mo", "Mo Ortiz", frozenset({"clerk"})), Person("m0", "Mo Ortíz", frozenset({"clerk"}))
        room = desk.office._room
        room.salts = Meanwhile(room.salts, lambda: done(office.people.add(mo, FIRST_PASSWORD)), call=2)
        assert refused(desk.office.people.add(alike, NEW)) == "changed_meanwhile"
    assert refused(desk.office.people.add(alike, NEW)) in ("name_alike", "short_name_alike")
    assert {"mo", "m0"} & {each.id for each in desk.office.people.everyone()} == {"mo"}
