"""Stations that share a record: what one records the others have; of two that want the same, one gets it."""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep

import pytest

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.log.copies.backup import copy_case
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.port.answers import Head, Refused, Stale, Unknown
from adjudicator.records.trouble import WorldError
from adjudicator.shared.reaching import open_record
from adjudicator.shared.record import SharedRecord
from tests.log.conftest import Pen, SigningLog, new_act, public_of, signer

from .fake_server import FakeRecord, away
from .stations import joined, opened, settled


@pytest.fixture
def two(record: FakeRecord, tmp_path: Path) -> tuple[SharedRecord, SharedRecord]:
    return joined(record, tmp_path / "one.case"), joined(record, tmp_path / "two.case", "station-2")


def test_a_copy_has_the_whole_record_and_verifies(record: FakeRecord, case: SigningLog, tmp_path: Path) -> None:
    with joined(record, tmp_path / "one.case") as copy:
        assert copy.head() == case.head() == record.head
        assert list(copy.read()) == list(case.read())
    report = verify(tmp_path / "one.case")
    assert report.findings == ()


def test_what_one_records_the_other_has_and_both_verify(
    two: tuple[SharedRecord, SharedRecord], pen: Pen, tmp_path: Path
) -> None:
    one, other = two
    for number in ("0001", "0002"):
        act = new_act([pen.received(number)], {f"envelope {number}": 0}, signer=signer("clerk"))
        assert isinstance(settled(one, act), Head)
    other.catch_up(5)
    assert other.head() == one.head()
    assert other.voter_names(["0001"]) == one.voter_names(["0001"]) == {"0001": "Ann Example"}
    assert other.envelope_rows() == one.envelope_rows() != []
    for name in ("one", "two"):
        assert verify(tmp_path / f"{name}.case").findings == ()


def test_one_gets_what_both_want_and_the_other_is_told_what_moved_on(
    two: tuple[SharedRecord, SharedRecord], pen: Pen
) -> None:
    one, other = two
    assert isinstance(settled(one, new_act([pen.received("0001")], signer=signer("clerk"))), Head)
    other.catch_up(5)
    seen = {"envelope 0001": other.head().size}
    taken = settled(one, new_act([pen.entry("envelope.taken", "mo", envelope="0001")], seen, signer=signer("mo")))
    assert isinstance(taken, Head)
    late = settled(other, new_act([pen.entry("envelope.taken", "sup", envelope="0001")], seen, signer=signer("sup")))
    assert late == Stale("envelope 0001", seen["envelope 0001"], taken.size)
    state = other.state(EnvelopeState, "0001")
    assert state is not None
    assert state.taken_by == "mo"


def test_an_act_may_stand_behind_what_others_did_meanwhile(
    two: tuple[SharedRecord, SharedRecord], pen: Pen, tmp_path: Path
) -> None:
    one, other = two
    assert isinstance(settled(one, new_act([pen.received("0001")], signer=signer("clerk"))), Head)
    answer = settled(other, new_act([pen.received("0002")], signer=signer("clerk")))
    assert isinstance(answer, Head)
    one.catch_up(5)
    (last,) = one.read(answer.size)
    assert last.base.size == answer.size - 2
    for name in ("one", "two"):
        assert verify(tmp_path / f"{name}.case", every_signature=True).findings == ()
        assert verify(tmp_path / f"{name}.case", "standard").findings == ()


def test_news_come_by_themselves(record: FakeRecord, pen: Pen, tmp_path: Path) -> None:
    one = joined(record, tmp_path / "one.case")
    other = joined(record, tmp_path / "two.case", "station-2", following=True)
    assert isinstance(settled(one, new_act([pen.received("0001")], signer=signer("clerk"))), Head)
    until = monotonic() + 2
    while other.follow() != one.head() and monotonic() < until:
        sleep(0.01)
    assert other.head() == one.head()
    other.close()
    one.close()


def test_a_signed_head_is_a_second_call_and_everybody_has_it(
    two: tuple[SharedRecord, SharedRecord], record: FakeRecord, pen: Pen, tmp_path: Path
) -> None:
    one, other = two
    act = new_act([pen.entry("day.closed", "sup", open={})], signer=signer("sup"), checkpoint=True)
    answer = settled(one, act)
    assert isinstance(answer, Head)
    one.catch_up(5)
    other.catch_up(5)
    assert len(record.notes) == 1
    assert one.checkpoints() == other.checkpoints() == tuple(record.notes)
    for name in ("one", "two"):
        assert verify(tmp_path / f"{name}.case").findings == ()


def test_an_observers_copy_and_a_backup_of_a_station_verify(
    two: tuple[SharedRecord, SharedRecord], pen: Pen, tmp_path: Path
) -> None:
    one, other = two
    for number, station in (("0001", one), ("0002", other), ("0003", one)):
        act = new_act([pen.received(number)], signer=signer("clerk"))
        assert isinstance(settled(station, act), Head)
    closings = [
        new_act([pen.entry("day.closed", who, open={})], signer=signer(who), checkpoint=True) for who in ("sup", "mo")
    ]
    assert isinstance(settled(other, closings[0]), Head)
    assert isinstance(settled(one, closings[1]), Head)
    one.catch_up(5)  # behind the call with its signed head
    other.catch_up(5)
    other.follow()
    other.catch_up(5)
    head = copy_for_observers(tmp_path / "two.case", tmp_path / "observers.case")
    assert head == other.head()
    assert copy_case(tmp_path / "two.case", tmp_path / "backup.case", "deep") == head
    with pytest.raises(WorldError, match="station's copy"):
        CaseLog.open(tmp_path / "backup.case")
    with CaseLog.open(tmp_path / "backup.case", read_only=True) as backup:
        assert backup.head() == head
        assert backup.is_of_a_station


def test_a_checkpoint_that_has_not_come_yet_is_waited_for_and_keeps_nobody_from_a_copy(
    two: tuple[SharedRecord, SharedRecord], pen: Pen, tmp_path: Path
) -> None:
    """Its person signs it once the act has come back; where the station was cut off in between, that may be tomorrow."""
    one, other = two
    one._line._server.before = away("put_checkpoint")
    closing = new_act([pen.entry("day.closed", "sup", open={})], signer=signer("sup"), checkpoint=True)
    assert isinstance(settled(one, closing), Head)
    other.catch_up(5)
    report = verify(tmp_path / "two.case")
    assert [finding.id for finding in report.findings] == ["act.checkpoint_waits"]
    assert report.ok
    assert copy_for_observers(tmp_path / "two.case", tmp_path / "observers.case") == other.head()
    assert copy_case(tmp_path / "two.case", tmp_path / "backup.case", "deep") == other.head()


def test_a_signed_head_may_come_after_those_of_later_ones(
    two: tuple[SharedRecord, SharedRecord], record: FakeRecord, pen: Pen, tmp_path: Path
) -> None:
    one, other = two
    one._line._server.before = away("put_checkpoint")
    first = new_act([pen.entry("day.closed", "sup", open={})], signer=signer("sup"), checkpoint=True)
    assert isinstance(settled(one, first), Head)
    other.catch_up(5)
    second = new_act([pen.entry("day.closed", "mo", open={})], signer=signer("mo"), checkpoint=True)
    assert isinstance(settled(other, second), Head)
    other.follow()
    one._line._server.before = lambda _: None
    for _ in range(3):
        one.follow()
        one.catch_up(5)
        other.catch_up(5)
    assert len(record.notes) == len(other.checkpoints()) == len(one.checkpoints()) == 2
    third = joined(record, tmp_path / "three.case", "station-3")
    third.close()
    for name in ("one", "two", "three"):
        assert verify(tmp_path / f"{name}.case").findings == ()
    assert copy_for_observers(tmp_path / "two.case", tmp_path / "observers.case") == other.head()


def test_an_act_on_its_way_while_its_person_was_given_another_key_is_refused(
    two: tuple[SharedRecord, SharedRecord], record: FakeRecord, pen: Pen
) -> None:
    one, other = two
    assert isinstance(settled(one, new_act([pen.received("0001")], signer=signer("clerk"))), Head)
    other.catch_up(5)
    changed = new_act(
        [pen.entry("person.key_changed", "clerk", person="mo", key=public_of("mo, handed out"))], signer=signer("clerk")
    )
    assert isinstance(settled(other, changed), Head)
    act = new_act([pen.entry("envelope.taken", "mo", envelope="0001")], signer=signer("mo"))
    assert settled(one, act) == Refused("key")
    assert one.settle(act.id) == Refused("key")
    state = one.state(EnvelopeState, "0001")
    assert state is not None
    assert state.taken_by == ""
    assert [each.login for each in one.bad] == ["station-1"]
    again = new_act([pen.entry("envelope.taken", "mo", envelope="0001")], signer=signer("mo"))
    assert settled(one, again) == Refused("key")  # and the next one is not sent
    assert again.id not in record.answers


def test_two_windows_on_one_copy(record: FakeRecord, pen: Pen, tmp_path: Path) -> None:
    one = joined(record, tmp_path / "one.case")
    second = opened(record, tmp_path / "one.case")
    for number, window in (("0001", one), ("0002", second), ("0003", one)):
        assert isinstance(settled(window, new_act([pen.received(number)], signer=signer("clerk"))), Head)
    closing = new_act([pen.entry("day.closed", "sup", open={})], signer=signer("sup"), checkpoint=True)
    one._line._server.after = away("append", "acts")
    assert isinstance(one.append(closing), Unknown)
    second.catch_up(5)
    one._line._server.after = lambda _: None
    assert isinstance(settled(one, closing), Head)
    one.follow()
    one.catch_up(5)
    assert one.follow() == second.follow() == record.head
    assert len(record.notes) == 1
    one.close()
    second.close()
    assert verify(tmp_path / "one.case").findings == ()


def test_a_server_that_says_that_the_record_was_left_has_another_story(
    two: tuple[SharedRecord, SharedRecord], pen: Pen
) -> None:
    one, other = two
    head = other.head()
    leaving = pen.entry("case.left", "clerk", incarnation="2-x", size=head.size, root=head.root.hex())
    assert isinstance(one.append(new_act([leaving], signer=signer("clerk"))), Unknown | Head)
    other.catch_up(5)
    assert other.stopped is not None
    assert other.stopped.code == "another_story"
    assert other.head() == head


def test_a_copy_that_cannot_be_written_to_is_looked_at_and_another_file_is_refused(
    record: FakeRecord, case: SigningLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "one.case"
    joined(record, path).close()
    monkeypatch.setattr("adjudicator.log.file.connection.may_write", lambda _: False)
    with open_record(path, None, None, read_only=False) as looked_at:
        assert looked_at.read_only
        assert looked_at.is_of_a_station
    with pytest.raises(WorldError) as caught:
        open_record(case.path, None, None, read_only=False)
    assert caught.value.code == "read_only"
