"""A copy that goes on by itself with acts in it that nobody signed: they are in force nowhere, so the guards of the file must
not heed them, neither to refuse what an office may do nor to let in what nobody may.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from sqlite3 import IntegrityError, connect
from typing import Any

import pytest

from adjudicator.casework.record.entry import SealedEntry, Secret
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import verify
from adjudicator.log.copies.backup import copy_case
from adjudicator.log.copies.leaving import go_on_alone
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.log.file.aside import has_aside
from adjudicator.port.acts import Signer
from adjudicator.port.answers import Head, Refused, Stale
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.copying import key_of
from tests.log.conftest import Pen, new_act, signer

from .fake_server import FakeRecord, FakeServer
from .stations import PASSPHRASE, joined, settled
from .test_hostile import brought


def the_key(record: FakeRecord) -> CaseKey:
    """The case key of a record."""
    server: Any = FakeServer(record)
    return key_of(server, PASSPHRASE)[0]


class Alone:
    """A copy that left with these acts of a hostile station in it, open to be worked in."""

    def __init__(self, record: FakeRecord, pen: Pen, path: Path) -> None:
        self._record, self._pen, self._path = record, pen, path
        self.log: CaseLog | None = None

    def left_with(self, shared: Sequence[SealedEntry], hostile: Sequence[tuple[SealedEntry, str]]) -> CaseLog:
        """Share some entries, have a hostile station bring others in people's names, unsigned, and leave."""
        station, key = joined(self._record, self._path), the_key(self._record)
        for entry in shared:
            by = entry.body.partition('"by":"')[2].partition('"')[0]
            assert isinstance(settled(station, new_act([entry], signer=signer(by))), Head)
        for entry, by in hostile:
            brought(self._record, key, [entry], None, by)
        station.catch_up(5)
        station.close()
        go_on_alone(self._path, self._sign)
        self.log = CaseLog.open(self._path)
        return self.log

    def _sign(self, log: CaseLog) -> None:
        head = log.head()
        for by in ("clerk", "sup"):
            leaving = self._pen.entry("case.left", by, incarnation="2-x", size=head.size, root=head.root.hex())
            assert isinstance(self.give(leaving, by, log), Head)

    def give(self, entry: SealedEntry, by: str, log: CaseLog | None = None) -> Head | Stale | Refused:
        """Append an entry as its person, in the file that goes on."""
        log = log or self.log
        assert log is not None
        whose: Signer = replace(signer(by), origin=log.origin())
        return log.append(new_act([entry], signer=whose))


@pytest.fixture
def alone(record: FakeRecord, pen: Pen, tmp_path: Path) -> Iterator[Alone]:
    made = Alone(record, pen, tmp_path / "one.case")
    yield made
    if made.log is not None:
        made.log.close()


def test_an_envelope_keeps_its_number(alone: Alone, pen: Pen) -> None:
    alone.left_with([], [(pen.received("0417", "Nobody"), "clerk")])
    assert isinstance(alone.give(pen.received("0417"), "clerk"), Head)


def test_roles_stay_as_they_were(alone: Alone, pen: Pen) -> None:
    takes = [pen.entry("person.changed", "clerk", person=each, roles=[], active=False) for each in ("sup", "clerk")]
    alone.left_with([], [(entry, "clerk") for entry in takes])
    changed = pen.entry("person.changed", "clerk", person="mo", roles=["reviewer"], active=True)
    assert isinstance(alone.give(changed, "clerk"), Head)


def test_nobody_gets_a_role(alone: Alone, pen: Pen) -> None:
    given = pen.entry("person.changed", "clerk", person="mo", roles=["administrator"], active=True)
    alone.left_with([], [(given, "clerk")])
    changed = pen.entry("person.changed", "mo", person="sup", roles=["reviewer"], active=False)
    assert alone.give(changed, "mo") == Refused("right")


def batch(pen: Pen, by: str, at: int) -> list[SealedEntry]:
    """An envelope that was decided and stands in a batch; the next entry of the record is at `at`."""
    return [pen.received("0001"), pen.determined("0001", by), pen.closed("B0001", {"0001": at + 1})]


def approved(pen: Pen) -> SealedEntry:
    return pen.approved("B0001", {"0001": 1}, looked_at=["0001"])


def test_a_batch_can_be_approved(alone: Alone, record: FakeRecord, pen: Pen) -> None:
    gone = pen.entry("envelope.returned", "sup", batch="B0001", envelope="0001", reason=Secret("x"))
    alone.left_with(batch(pen, "mo", record.head.size + 1), [(gone, "sup"), (approved(pen), "sup")])
    assert isinstance(alone.give(approved(pen), "sup"), Head)


def test_nobody_approves_their_own(alone: Alone, record: FakeRecord, pen: Pen) -> None:
    own, at = batch(pen, "sup", record.head.size + 1), record.head.size + 4
    other = [pen.received("0002"), pen.determined("0002", "mo")]
    closed = pen.closed("B0001", {"0001": at - 2, "0002": at})
    gone = pen.entry("envelope.returned", "sup", batch="B0001", envelope="0001", reason=Secret("x"))
    alone.left_with([*own[:2], *other, closed], [(gone, "sup")])
    with pytest.raises(Exception, match="nobody approves a determination of their own"):
        alone.give(pen.approved("B0001", {}, looked_at=["0001", "0002"]), "sup")


def test_it_verifies_and_the_guards_pass_over_nothing_else(alone: Alone, pen: Pen, tmp_path: Path) -> None:
    alone.left_with([pen.received("0001")], [(pen.received("0417", "Nobody"), "clerk")])
    assert isinstance(alone.give(pen.received("0417"), "clerk"), Head)
    assert alone.log is not None
    ((first, last),) = alone.log.db.execute("SELECT first, last FROM aside").fetchall()
    assert (first, last) == (9, 9)
    for statement in ("INSERT INTO aside VALUES (8, 8)", "UPDATE aside SET last = 10", "DELETE FROM aside"):
        with pytest.raises(IntegrityError, match="what is set aside stays as it is"):
            alone.log.db.execute(statement)
    alone.log.close()
    path = tmp_path / "one.case"
    report = verify(path)
    assert {(each.id, each.place) for each in report.findings} == {("act.unsigned", "entry 9")}
    copy_case(path, tmp_path / "backup.case", "deep")
    copy_for_observers(path, tmp_path / "observers.case")
    assert {each.id for each in verify(tmp_path / "observers.case").findings} == {"act.unsigned"}
    with closing(connect(path)) as connection:
        (guard,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'aside_no_insert'").fetchone()
        connection.execute("DROP TRIGGER aside_no_insert")
        connection.execute("INSERT INTO aside VALUES (8, 8)")
        connection.execute(guard)
        connection.commit()
    assert ("act.aside", "entry 8") in {(each.id, each.place) for each in verify(path).findings}


def test_a_copy_without_such_acts_has_the_guards_of_any_case_file(alone: Alone, pen: Pen) -> None:
    log = alone.left_with([pen.received("0001")], [])
    assert not has_aside(log.db.conn)


def test_the_guards_look_for_entries_by_their_indexes(alone: Alone, pen: Pen) -> None:
    log = alone.left_with([], [(pen.received("0417", "Nobody"), "clerk")])
    asked = "SELECT 1 FROM {} WHERE json_extract(body, '$.data.envelope') = '0417'"
    plans = [
        next(row[-1] for row in log.db.execute(f"EXPLAIN QUERY PLAN {asked.format(name)}"))
        for name in ("log", "standing AS log")
    ]
    assert all("log_envelope" in plan for plan in plans), plans
