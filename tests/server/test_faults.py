"""What a shared record stands: eight at once, a server that is killed, one that was restored, a hand at its tables."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from threading import Barrier, Event, Thread
from time import monotonic, sleep

import psycopg
import pytest

from adjudicator.log.tree.merkle import leaf_hash, root_of
from adjudicator.port.answers import Head, NotRecorded, Stale
from adjudicator.records.trouble import WorldError
from adjudicator.shared.founding import PostgresFounder
from adjudicator.shared.postgres import PostgresServer
from adjudicator.shared.server import ClockApart, SentAct
from tests.server.conftest import NOT_HERE, STAFF, Place, act, founded, ready, received, said
from tests.server.engine import ON_DISK, PATIENCE, Engine, binaries


@pytest.fixture(scope="module")
def own() -> Iterator[Engine]:
    """A server that a test may do anything to, which keeps on the disk what it said it has."""
    if binaries() is None:
        pytest.skip(NOT_HERE)
    made = ready(Engine.make(ON_DISK))
    yield made
    made.end()


def staffed_on(engine: Engine) -> tuple[Place, PostgresServer]:
    """A shared record with its people, and a station."""
    place = founded(engine)
    front = place.station("front")
    for entries in STAFF:
        assert isinstance(front.append(act(front, entries)), Head)
    return place, front


def whole(server: PostgresServer) -> list[bytes]:
    """The ids of all acts, once each, over a log without gaps that has the root which its head says."""
    acts = [each for start in range(1, server.head().size + 1, 200) for each in server.acts(start, 200) if each]
    found = {each.id: each for each in acts}
    leaves: list[bytes] = []
    for each in sorted(found.values(), key=lambda each: each.first):
        assert each.first == len(leaves) + 1
        leaves += [leaf_hash(entry.body.encode()) for entry in each.entries]
    assert server.head() == Head(len(leaves), root_of(leaves))
    return list(found)


def test_eight_at_once_on_one_envelope_one_gets_it(staffed: PostgresServer, place: Place) -> None:
    servers = [place.station(f"s{number}") for number in range(8)]
    for round_ in range(5):
        number, start = f"00{round_}", Barrier(8)
        answers: list[object] = []

        def receive(server: PostgresServer, number: str = number, start: Barrier = start) -> None:
            sent = act(server, received(number), {f"envelope {number}": 0})
            start.wait()
            answers.append(server.append(sent))  # noqa: B023  this round's

        threads = [Thread(target=receive, args=(server,)) for server in servers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (head,) = [answer for answer in answers if isinstance(answer, Head)]
        assert [each for each in answers if each != head] == [Stale(f"envelope {number}", 0, head.size)] * 7
    whole(staffed)


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for what threads do, not for ever."""
    until = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < until
        sleep(0.005)


def test_who_records_while_it_is_killed_finds_all_of_it_once(own: Engine) -> None:
    place, front = staffed_on(own)
    done, told = Event(), dict[bytes, Head]()
    open_ones: list[SentAct] = []

    def record(server: PostgresServer, name: str) -> None:
        for number in count():
            if done.is_set():
                return
            try:
                sent = act(server, received(f"{name}{number}"), {f"envelope {name}{number}": 0}, seconds=60)
                open_ones.append(sent)
                answer = server.append(sent)
            except WorldError:
                sleep(0.01)
            else:
                assert isinstance(answer, Head)
                told[sent.id] = answer

    servers = [place.station(name) for name in ("one", "two", "three")]
    threads = [Thread(target=record, args=(server, f"{n}-")) for n, server in enumerate(servers)]
    for thread in threads:
        thread.start()
    try:
        for enough in (8, 16, 24):
            wait_until(lambda enough=enough: len(told) >= enough)
            own.kill()
            own.start()
        wait_until(lambda: len(told) >= 30)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    kept = whole(front)
    assert set(told) <= set(kept)
    assert len(kept) == len(set(kept))
    # each is asked for once more: those that were told get the same answer, and the others are settled for good
    for sent in open_ones:
        again = front.append(sent)
        assert isinstance(again, Head | ClockApart)
        assert sent.id not in told or again == told[sent.id]
        settled = front.settle(sent.id, sent.latest)
        assert settled == (again if isinstance(again, Head) else NotRecorded(sent.id))
    assert set(kept) <= set(whole(front)) <= {*kept, *(sent.id for sent in open_ones)}
    place.close()


def test_a_server_that_is_away_says_so_and_is_back_without_more_ado(own: Engine) -> None:
    place, front = staffed_on(own)
    sent = act(front, received("0001"), {"envelope 0001": 0}, seconds=60)
    assert front.wait(0.1)
    own.stop()
    began = monotonic()
    for ask in (
        front.head,
        lambda: front.append(sent),
        lambda: front.wait(1),
        lambda: front.settle(sent.id, sent.latest),
    ):
        with pytest.raises(WorldError) as away:
            ask()
        assert away.value.code == "server_away"
        assert "front" not in str(away.value)
    assert monotonic() - began < 5
    own.start()
    assert isinstance(front.append(sent), Head)
    assert front.wait(5)
    place.close()


def test_a_restored_backup_has_another_story(own: Engine) -> None:
    place, front = staffed_on(own)
    own.stop()
    backup = own.folder / "backup"
    shutil.copytree(own.data, backup, symlinks=True)
    own.start()
    for number in range(3):
        front.append(act(front, received(f"{number}")))
    seen = front.head()
    place.close()
    own.stop()
    _put_back(own)
    own.start()
    place = Place(own, place.case, PostgresFounder(own.url("founder"), case=place.case))
    front = place.at("front")
    assert front.root_at(seen.size) is None  # shorter than what was seen
    for number in range(3):
        front.append(act(front, received(f"other {number}")))
    assert front.root_at(seen.size) not in (None, seen.root)  # as long, and another
    with pytest.raises(WorldError):  # nothing that rests on what was seen is recorded there
        front.append(act(front, received("9"), base=seen))
    place.close()


def _put_back(engine: Engine) -> None:
    """The data as they were backed up, in place, so that their owner stays."""
    shutil.rmtree(engine.data)
    shutil.move(engine.folder / "backup", engine.data)
    if engine.owner:
        for path in (engine.data, *engine.data.rglob("*")):
            shutil.chown(path, engine.owner)
    engine.data.chmod(0o700)


def test_a_superuser_who_changes_a_row_is_found(place: Place, staffed: PostgresServer) -> None:
    staffed.append(act(staffed, received("0001")))
    with place.engine.administrator() as administrator:
        administrator.execute(f"SET search_path = {place.schema}".encode())
        change = "UPDATE log SET body = replace(body, '0001', '0002') WHERE body LIKE '%0001%'"
        with pytest.raises(psycopg.Error) as only_grows:
            administrator.execute(change)
        assert only_grows.value.sqlstate == "PB007"
        administrator.execute("ALTER TABLE log DISABLE TRIGGER only_grows")
        with pytest.raises(psycopg.errors.CheckViolation):  # the leaf no longer fits
            administrator.execute(change)
        administrator.execute("ALTER TABLE log DROP CONSTRAINT log_check")
        administrator.execute(change)
    with pytest.raises(AssertionError):
        whole(staffed)


def test_who_holds_the_lock_open_stops_nobody_for_long(place: Place, staffed: PostgresServer) -> None:
    place.station("thief").head()
    with psycopg.connect(place.engine.url(place.login("thief")), autocommit=True) as thief:
        thief.execute("SET idle_in_transaction_session_timeout = 0")
        sent = act(staffed, said("envelope.taken", "rita", envelope="1"))
        thief.execute(b"BEGIN")
        call = f"SELECT * FROM {place.schema}.settle(%s, %s)"
        assert thief.execute(call.encode(), (sent.id, sent.latest)).fetchone() is not None
        began = monotonic()
        # it waits four seconds for the lock, has the thief's session ended, and goes on
        assert staffed.settle(sent.id, sent.latest) == NotRecorded(sent.id)
        assert monotonic() - began < 8
        with pytest.raises(psycopg.OperationalError):
            thief.execute("SELECT 1")
    assert isinstance(staffed.append(act(staffed, received("0001"))), Head)
