"""A hostile station, or a hostile server: what it writes in another's name is in force nowhere, named with the login that
brought it, and stops nobody.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.casework.record.entry import SealedEntry, canonical
from adjudicator.casework.record.state import EnvelopeState, PersonState
from adjudicator.log.checks.verify import verify
from adjudicator.port.acts import NewAct, Signer
from adjudicator.port.answers import Head, NotRecorded
from adjudicator.port.keys import WrappedKey
from adjudicator.records.trouble import WorldError
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.copying import key_of
from adjudicator.shared.parcels import sent
from adjudicator.shared.record import SharedRecord
from adjudicator.shared.server import PulledAct, SentAct, SentEntry
from tests.log.conftest import Pen, SigningLog, new_act, public_of, signer

from .fake_server import FakeRecord, FakeServer
from .stations import PASSPHRASE, founded, joined, opened, settled

Hostile = Callable[[Pen], tuple[Sequence[SealedEntry], Signer | None, str]]


def with_parts(entry: SealedEntry, **changes: object) -> SealedEntry:
    """The same body with other parts."""
    return SealedEntry(canonical({**json.loads(entry.body), **changes}), entry.sealed)


HOSTILE: dict[str, Hostile] = {
    "unsigned": lambda pen: ([pen.received("0001")], None, "clerk"),
    "in another's name": lambda pen: ([pen.received("0001")], signer("mo"), "clerk"),
    "another's entry": lambda pen: ([pen.received("0001")], signer("mo"), "mo"),
    "no right": lambda pen: ([pen.determined("0900", by="clerk")], signer("clerk"), "clerk"),
    "another's roles": lambda pen: (
        [pen.entry("person.changed", "mo", person="sup", roles=["reviewer"], active=False)], signer("mo"), "mo",
    ),
    "another's key": lambda pen: (
        [pen.entry("person.key_changed", "mo", person="sup", key=public_of("eve"))], signer("mo"), "mo",
    ),
    "a stranger": lambda pen: ([pen.received("0001", "Eve")], signer("eve"), "eve"),
    "the program": lambda pen: ([with_parts(pen.received("0001"), by="")], None, ""),
    "no such kind": lambda pen: ([with_parts(pen.received("0001"), kind="envelope.burnt")], None, "clerk"),
    "no such data": lambda pen: ([with_parts(pen.received("0001"), data={"envelope": 7, "papers": 1})], None, "clerk"),
    "no data": lambda pen: ([with_parts(pen.entry("contact.logged", "clerk", envelope="0900"), data={})], None, "clerk"),
    "shared again": lambda pen: ([pen.entry("case.shared", "mo")], signer("mo"), "mo"),
    "a new case": lambda pen: ([pen.opened()], None, ""),
}  # fmt: skip


def brought(record: FakeRecord, key: CaseKey, entries: Sequence[SealedEntry], whose: Signer | None, by: str) -> int:
    """Give acts to the server as a station with a login and no scruples does; gives where it begins."""
    act = NewAct(os.urandom(16), entries, signer=whose)
    parcel = sent(act, record.head, record.clock(), key)
    signature = parcel.signature or (bytes(64) if by else b"")
    hostile = SentAct(
        act.id, by, parcel.base, signature, parcel.entries, {}, parcel.latest, key=WrappedKey("sup", "eve's")
    )
    record.numbers.clear()
    first = len(record.leaves) + 1
    assert isinstance(record.append("station-9", hostile), Head)
    return first


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_in_force_nowhere_and_named_and_work_goes_on(
    case: SigningLog, record: FakeRecord, pen: Pen, tmp_path: Path, what: str
) -> None:
    station = joined(record, tmp_path / "one.case")
    assert isinstance(settled(station, new_act([pen.received("0900")], signer=signer("clerk"))), Head)
    people = {each.id: each for each in station.states(PersonState)}
    rows, counts, wrapped = (
        station.envelope_rows(),
        station.counts(),
        station.db.execute("SELECT * FROM keyring").fetchall(),
    )
    key, _ = key_of(FakeServer(record), PASSPHRASE)
    first = brought(record, key, *HOSTILE[what](pen))
    station.catch_up(5)
    assert station.head() == record.head
    assert {each.id: each for each in station.states(PersonState)} == people
    assert (station.envelope_rows(), station.counts()) == (rows, counts)
    assert station.db.execute("SELECT * FROM keyring").fetchall() == wrapped
    assert [(each.first, each.login) for each in station.bad] == [(first, "station-9")]
    assert station.unsigned([first]) == {first}
    station.follow()
    # the number that it wanted is free, as far as the station is asked
    assert isinstance(settled(station, new_act([pen.elector("0900", "0123")], signer=signer("mo"))), Head)
    state = station.state(EnvelopeState, "0900")
    assert state is not None
    assert state.elector is not None
    station.close()
    for depth in ("standard", "deep"):
        report = verify(tmp_path / "one.case", depth)
        assert {each.place for each in report.findings} == {f"entry {first}"}, report.findings
    with joined(record, tmp_path / "two.case", "station-2") as other:
        assert other.head() == record.head
        other.follow()
        other.catch_up(5)
        assert list(record.disowned.values()) == [{"station-1", "station-2"}]
        assert [(each.first, each.login) for each in other.bad] == [(first, "station-9")]
        assert other.envelope_rows() != []


def test_an_entry_that_is_changed_at_the_server_is_another_story(record: FakeRecord, pen: Pen, tmp_path: Path) -> None:
    station = joined(record, tmp_path / "one.case")
    other = joined(record, tmp_path / "two.case", "station-2")
    assert isinstance(settled(station, new_act([pen.received("0001")], signer=signer("clerk"))), Head)
    last = record.acts[-1]
    body = last.entries[0].body.replace("0001", "0002")
    record.acts[-1] = replace(last, entries=[SentEntry(body, last.entries[0].sealed)])
    before = other.head()
    other.catch_up(5)
    assert other.head() == before
    assert other.stopped is not None
    assert other.stopped.code == "another_story"
    with pytest.raises(WorldError, match="from entry 8 on"):
        other.append(new_act([pen.received("0003")], signer=signer("clerk")))


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_server_that_went_on_from_an_older_backup_is_another_story(
    case: SigningLog, pen: Pen, tmp_path: Path, goes_on: bool
) -> None:
    record, restored = founded(case), founded(case)
    restored.wrapped = record.wrapped
    station = joined(record, tmp_path / "one.case")
    assert isinstance(settled(station, new_act([pen.received("0001")], signer=signer("clerk"))), Head)
    station.close()
    if goes_on:
        other = joined(restored, tmp_path / "two.case")
        for number in ("0002", "0003"):
            assert isinstance(settled(other, new_act([pen.received(number)], signer=signer("clerk"))), Head)
        other.close()
    again: SharedRecord = opened(restored, tmp_path / "one.case")
    head, there = again.head(), restored.head
    assert again.stopped is not None
    assert "from entry 8 on" in str(again.stopped)
    act = new_act([pen.received("0009")], signer=signer("clerk"))
    with pytest.raises(WorldError, match="another one than this copy"):
        again.append(act)
    assert isinstance(again.settle(act.id), NotRecorded)
    assert (again.head(), restored.head) == (head, there)
    assert again.envelope_rows() != []
    again.close()


def test_the_server_is_told_no_name(case: SigningLog, record: FakeRecord, pen: Pen, tmp_path: Path) -> None:
    with joined(record, tmp_path / "one.case") as station:
        settled(station, new_act([pen.received("0001", "Unmistakable")], signer=signer("clerk")))
        assert station.voter_names(["0001"]) == {"0001": "Ann Unmistakable"}
    everything = repr([[(entry.body, dict(entry.sealed)) for entry in act.entries] for act in record.acts])
    assert "Unmistakable" not in everything
    lengths = {len(box) for act in record.acts[-1:] for entry in act.entries for box in entry.sealed.values()}
    assert len(lengths) == 1  # what is empty is as long as what is not


def test_a_box_in_anothers_place_does_not_open(record: FakeRecord, pen: Pen, tmp_path: Path) -> None:
    with joined(record, tmp_path / "one.case") as station:
        settled(station, new_act([pen.received("0001")], signer=signer("clerk")))
    act: PulledAct = record.acts[-1]
    (entry,) = act.entries
    first, *others = entry.sealed.values()
    turned = dict(zip(entry.sealed, [*others, first], strict=True))
    record.acts[-1] = replace(act, entries=[SentEntry(entry.body, turned)])
    with joined(record, tmp_path / "two.case") as other:
        assert other.voter_names(["0001"]) == {"0001": ""}
