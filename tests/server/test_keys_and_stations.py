"""What the server keeps beside the log: keys under passwords, the case key, scans, rolls, and who its stations are."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread

import pytest

from adjudicator.casework.record.entry import instant, moment_of
from adjudicator.port.answers import Head
from adjudicator.port.keys import Attempt, WrappedKey
from adjudicator.port.lockout import FREE_TRIES
from adjudicator.records.trouble import WorldError
from adjudicator.shared.postgres import PostgresServer
from tests.server.conftest import Place, act, said


def give(server: PostgresServer, person: str, wrapped: str) -> None:
    """Give a person a key."""
    changed = act(server, said("person.key_changed", "ada", person=person, key="00"), key=WrappedKey(person, wrapped))
    assert isinstance(server.append(changed), Head)


def test_a_key_is_kept_with_its_act_and_another_takes_its_place(staffed: PostgresServer) -> None:
    assert (staffed.key("rita"), staffed.attempt("rita")) == (None, None)
    give(staffed, "rita", "one")
    assert staffed.key("rita") == WrappedKey("rita", "one")
    assert staffed.attempt("rita") is not None
    give(staffed, "rita", "two")
    assert staffed.key("rita") == WrappedKey("rita", "two")
    assert staffed.key("rob") is None


def test_tries_count_as_they_do_in_a_case_file(staffed: PostgresServer) -> None:
    give(staffed, "rita", "one")
    kept = WrappedKey("rita", "one")
    for _ in range(FREE_TRIES + 2):
        before = staffed.now()
        tried = staffed.attempt("rita")
        assert tried is not None
        due = kept.tried(moment_of(tried.key.last_failure if not tried.waits else before))
        assert tried == Attempt(due, due.failures == kept.failures)
        assert before <= tried.key.last_failure <= staffed.now() or tried.waits
        kept = tried.key
    assert kept.failures == FREE_TRIES
    assert staffed.key("rita") == kept


def test_the_wait_is_that_of_a_case_file(staffed: PostgresServer) -> None:
    give(staffed, "rita", "one")
    for failures in (FREE_TRIES, FREE_TRIES + 1, FREE_TRIES + 4, FREE_TRIES + 9, FREE_TRIES + 2000):
        for ago in (-3600, 0, 50, 59, 61, 119, 121, 1799, 1801):
            now = moment_of(staffed.now())
            kept = WrappedKey("rita", "one", failures, instant(now - timedelta(seconds=ago)))
            staffed.keep(kept)
            tried = staffed.attempt("rita")
            assert tried is not None
            due = kept.tried(now)
            assert (tried.key.failures, tried.waits) == (due.failures, due.failures == failures), (failures, ago)


def test_failures_are_kept_unless_the_person_was_given_another_key(staffed: PostgresServer) -> None:
    give(staffed, "rita", "one")
    staffed.keep(WrappedKey("rita", "one", 3, "2020-11-04T10:00:00.000000Z"))
    assert staffed.key("rita") == WrappedKey("rita", "one", 3, "2020-11-04T10:00:00.000000Z")
    staffed.keep(WrappedKey("rita", "another", 0, ""))
    assert staffed.key("rita") == WrappedKey("rita", "one", 3, "2020-11-04T10:00:00.000000Z")
    give(staffed, "rita", "two")
    assert staffed.key("rita") == WrappedKey("rita", "two")
    staffed.keep(WrappedKey("rob", "x", 3, ""))  # who has none
    assert staffed.key("rob") is None


def test_many_at_once_have_no_more_tries_than_one(staffed: PostgresServer, place: Place) -> None:
    give(staffed, "rita", "one")
    seen: list[Attempt | None] = []

    def tries() -> None:
        with PostgresServer(staffed.address.url, case=place.case) as server:
            seen.extend(server.attempt("rita") for _ in range(3))

    threads = [Thread(target=tries) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each.key.failures for each in seen if each is not None and not each.waits) == [1, 2, 3, 4, 5]
    assert len(seen) == 12


def test_the_case_key_is_put_under_another_passphrase_once(front: PostgresServer, place: Place) -> None:
    other = place.station("back")
    assert front.case_key() == other.case_key() == "wrapped 1"
    assert front.wrap_anew("wrapped 2", "wrapped 1")
    assert not other.wrap_anew("wrapped 3", "wrapped 1")
    assert other.case_key() == "wrapped 2"


def test_scans_and_rolls_are_kept_as_they_were_put_first(front: PostgresServer, place: Place) -> None:
    other = place.station("back")
    assert (front.scan_names(), front.scan("list", "a"), front.roll("r", 0)) == (frozenset(), b"", b"")
    front.put_scan("list", "a", b"\x00one")
    other.put_scan("list", "a", b"two")
    other.put_scan("list", "b", b"")
    assert other.scan_names() == {("list", "a"), ("list", "b")}
    assert (other.scan("list", "a"), other.scan("list", "b")) == (b"\x00one", b"")
    front.put_roll("r", 0, b"zero")
    front.put_roll("r", 1, b"one")
    other.put_roll("r", 0, b"other")
    assert [other.roll("r", part) for part in (0, 1, 2)] == [b"zero", b"one", b""]


def test_what_a_revoked_login_brought_besides_acts_holds_no_more(front: PostgresServer, place: Place) -> None:
    hostile = place.station("thief")
    hostile.put_scan("list", "a", b"nonsense")
    hostile.put_roll("r", 0, b"nonsense")
    place.office().revoke(place.login("thief"))
    assert (front.scan_names(), front.scan("list", "a"), front.roll("r", 0)) == (frozenset(), b"", b"")
    front.put_scan("list", "a", b"true")
    front.put_roll("r", 0, b"true")
    assert (front.scan("list", "a"), front.roll("r", 0)) == (b"true", b"true")


def test_stations_say_how_far_they_are(staffed: PostgresServer, place: Place) -> None:
    other = place.station("back")
    before = [(row.name, row.connected, row.revoked, row.seen, row.last_act > "") for row in staffed.stations()]
    assert before == [("Back", False, False, "", False), ("Front", True, False, "", True)]
    now = moment_of(other.now())
    other.say_hello("0.2.0", 2, instant(now - timedelta(seconds=7)))
    (back, front) = staffed.stations()
    assert (back.login, back.version, back.size, back.connected) == (place.login("back"), "0.2.0", 2, True)
    assert -7.5 < back.clock < -6.5
    assert moment_of(front.last_act) <= moment_of(back.seen) <= moment_of(staffed.now())
    other.say_hello("0.2.0", 3, "no instant")
    assert staffed.stations()[0].clock == 0


def test_a_revoked_login_comes_in_no_more(staffed: PostgresServer, place: Place) -> None:
    other = place.station("back")
    assert other.head() == staffed.head()
    with pytest.raises(WorldError) as refused:
        staffed.revoke(place.login("back"))
    assert refused.value.code == "server_refuses"
    assert other.head() == staffed.head()
    place.office().revoke(place.login("back"))
    for server in (other, place.at("back")):
        with pytest.raises(WorldError) as away:
            server.head()
        assert away.value.code == "server_refuses"
    assert [row.revoked for row in staffed.stations()] == [True, False]


def test_an_older_program_is_told_so(engine: object, place: Place, front: PostgresServer) -> None:
    assert front.case == place.case
    found = PostgresServer(front.address.url)  # it is the only record of that login
    assert found.case == place.case
    found.close()
    with place.engine.administrator() as administrator:
        administrator.execute(f"ALTER TABLE {place.schema}.record DISABLE TRIGGER only_grows".encode())
        administrator.execute(f"UPDATE {place.schema}.record SET least = '99.0'".encode())
    with pytest.raises(WorldError) as older:
        place.at("front").head()
    assert older.value.code == "another_program"


def test_a_login_that_tries_passwords_without_end_slows_down_itself_alone(
    staffed: PostgresServer, place: Place
) -> None:
    give(staffed, "rita", "one")
    hostile = place.station("thief")
    tried = [hostile.attempt("rita") for _ in range(FREE_TRIES + 3)]
    assert [each.waits for each in tried if each is not None] == [False] * FREE_TRIES + [True] * 3
    hostile.keep(WrappedKey("rita", "one", 2000, hostile.now()))
    at_the_front = staffed.attempt("rita")
    assert at_the_front is not None
    assert (at_the_front.waits, at_the_front.key.failures) == (False, 1)
    assert hostile.attempt("rob") is None
    # who runs the office sees which login it is, and a key given anew is another one
    assert {row.name: row.wrong for row in place.office().stations()} == {"Front": [], "Thief": ["rita"]}
    give(staffed, "rita", "two")
    assert {row.name: row.wrong for row in staffed.stations()} == {"Front": [], "Thief": []}
