"""What follows from a court order stands in its act, whole and as the rules make it, and nothing else does."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from adjudicator.casework.acts import orders
from adjudicator.casework.admission.admission import Admission
from adjudicator.casework.admission.context import Surroundings
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.fold import apply
from adjudicator.casework.record.shelf import MemoryShelf
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.office.desks.record import verifying
from adjudicator.records.trouble import WorldError
from tests.casework.admission.conftest import Forger
from tests.office.conftest import Desk, Watch, open_again
from tests.office.desks.test_orders import EVENING, ORDER

Forge = Callable[[list[Entry]], list[Entry]]


@pytest.fixture
def evening(tmp_path: Path, begun: Path, watch: Watch) -> Iterator[Forger]:
    """A determination of a ballot that was cast at 19:31 at the order's place, before the order is known."""
    watch.moment += timedelta(minutes=5)
    office = open_again(Path(shutil.copy(begun, tmp_path / "small.case")), watch, 3000)
    desk = Desk(office)
    desk.receive("0007", "Nobody")
    desk.receive("0031", **EVENING)
    desk.in_line("0031")
    desk.easy("0031")
    yield Forger(office, watch)
    office.close()


def enter(forger: Forger, forge: Forge) -> None:
    """Enter the order as the office does, its entries changed on their way into the record."""
    forger.sign_in("sue")
    shown = forger.office.orders.what_entering_changes(ORDER)
    acted = orders.enter_order(None, ORDER, shown.found, forger.room.act())
    assert isinstance(acted, tuple)
    assert [entry.kind for entry in acted[1:]] == ["determination.withdrawn", "facts.recorded", "envelope.determined"]
    forger.write(*forge(list(acted)))


def with_data(entry: Entry, **changes: object) -> Entry:
    return Entry(entry.kind, entry.version, entry.at, entry.by, {**entry.data, **changes})


FORGES: dict[str, Forge] = {
    "nothing follows": lambda acted: acted[:1],
    "sent back and not determined": lambda acted: acted[:-1],
    "answers as they were": lambda acted: [acted[0], acted[1], acted[3]],
    "another outcome": lambda acted: [
        *acted[:3],
        with_data(acted[3], outcome="not_counted", recommended="not_counted"),
    ],
    "without the mark": lambda acted: [*acted[:3], with_data(acted[3], marks=[])],
    "listed as nothing": lambda acted: [with_data(acted[0], changes={}), *acted[1:]],
    "of another envelope": lambda acted: [*acted[:3], with_data(acted[3], envelope="0007")],
}


def test_what_the_office_writes_gives_no_finding(evening: Forger) -> None:
    enter(evening, lambda acted: acted)
    assert evening.found() == set()


@pytest.mark.parametrize("name", FORGES)
def test_what_follows_otherwise_or_not_at_all_is_found(evening: Forger, name: str) -> None:
    enter(evening, FORGES[name])
    assert {"admission.follows", "admission.order"} & evening.found()


def test_in_an_observers_copy_the_act_is_held_against_its_own_list_and_the_rest_counted(evening: Forger) -> None:
    enter(evening, lambda acted: acted)
    path, copy = evening.office.path, evening.office.path.with_name("observers.case")
    evening.office.close()
    copy_for_observers(path, copy)
    with CaseLog.open(copy, read_only=True) as log:
        report = verifying(log, "deep")(lambda _done, _of: None)
    assert (report.findings, report.verdicts[-1].words) == (
        (),
        "but for 1 determination that rests on sealed values, which this copy lacks",
    )


def test_in_an_observers_copy_too_a_determination_that_does_not_follow_is_found(evening: Forger) -> None:
    enter(evening, FORGES["without the mark"])
    path, copy = evening.office.path, evening.office.path.with_name("observers.case")
    evening.office.close()
    copy_for_observers(path, copy)
    with CaseLog.open(copy, read_only=True) as log:
        found = {finding.id for finding in verifying(log, "deep")(lambda _done, _of: None).findings}
    assert "admission.determination" in found


def test_no_observers_copy_is_made_of_a_record_in_which_what_had_to_follow_is_missing(evening: Forger) -> None:
    enter(evening, FORGES["nothing follows"])
    path = evening.office.path
    evening.office.close()
    with pytest.raises(WorldError, match=r"admission\.follows"):
        copy_for_observers(path, path.with_name("observers.case"))


def test_in_an_act_of_its_own_nothing_follows_from_what_was_changed_at_the_same_instant(evening: Forger) -> None:
    """G2 behind the act: another act of the same person at the same instant."""
    enter(evening, lambda acted: acted)
    with CaseLog.open(evening.office.path, read_only=True) as log:
        logged = list(log.entries())
    newest = logged[-1].entry
    again = with_data(newest, envelope="0007", supersedes=0)
    shelf, admission = MemoryShelf(), Admission(Surroundings(act_of=lambda seq: (seq, seq)))
    for each in logged:
        tuple(admission.look(shelf, each.seq, each.entry))
        apply(shelf, each.seq, each.entry)
    found = {wrong.found for wrong in admission.look(shelf, len(logged) + 1, again)}
    assert "log.no_right" in found
