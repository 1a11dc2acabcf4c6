"""A disputed key: which envelopes it touched is told again from the log, and what follows for each stands behind it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from adjudicator.casework.acts import vouching
from adjudicator.casework.admission.admission import Admission
from adjudicator.casework.admission.context import Surroundings
from adjudicator.casework.record.entry import Entry, seal
from adjudicator.casework.record.fold import apply
from adjudicator.casework.record.shelf import MemoryShelf
from adjudicator.casework.record.state import PersonState
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.verify import NO_RULES, VerifyOptions
from adjudicator.log.copies.carried import carried
from adjudicator.log.copies.observers import copy_for_observers
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.log.tree.acts import read_acts
from adjudicator.office import Done
from adjudicator.office.behind.releases.check import verify_release
from adjudicator.office.desks.record import verifying
from adjudicator.office.desks.release import Released
from adjudicator.records.trouble import Refusal, WorldError
from tests.casework.admission.conftest import Forger
from tests.casework.admission.disputes import FORGES, dispute, dispute_older, envelopes_of, give_new_key
from tests.forgeries.attacker import Attacker
from tests.looking import approve_seen
from tests.office.conftest import FIRST_PASSWORD, PASSWORD, Desk

TOUCHED = {"0001", "0002", "0003", "0004"}


def found_in(path: Path) -> set[str]:
    with CaseLog.open(path, read_only=True) as log:
        return {finding.id for finding in verifying(log, "deep")(lambda _done, _of: None).findings}


def found_as_carried(path: Path) -> set[str]:
    """What is found in the record as a release carries it."""
    with CaseLog.open(path, read_only=True) as log:
        bodies, acts, notes = list(log.bodies()), list(read_acts(log.db.conn)), log.checkpoints(-1)[::-1]
    with RebuiltShelf() as shelf, carried(bodies, acts, notes) as record:
        record.verify(shelf, VerifyOptions("deep", NO_RULES, (), every_signature=False))
        return {finding.id for finding in record.findings}


def test_what_the_office_writes_gives_no_finding_in_the_case_nor_in_a_copy_nor_in_a_release(
    forger: Forger, tmp_path: Path
) -> None:
    office, path, desk = forger.office, forger.office.path, Desk(forger.office)
    dispute(forger)
    assert envelopes_of(forger.room.log) == TOUCHED
    assert {desk.state(number).status for number in TOUCHED} == {"to_do"}
    desk.sign_in("rob")
    desk.easy("0001")
    assert isinstance(office.batches.close(), Done)
    desk.sign_in("sue")
    assert isinstance(approve_seen(office, office.batches.batches()[0]), Done)
    released = office.releases.release(tmp_path / "again")
    assert isinstance(released, Released)
    office.close()
    copy_for_observers(path, tmp_path / "observers.case")
    assert (found_in(path), found_in(tmp_path / "observers.case"), found_as_carried(path)) == (set(), set(), set())
    assert verify_release(released.folder).findings == ()


@pytest.mark.parametrize("name", FORGES)
def test_what_is_disputed_otherwise_is_found_in_the_case_and_in_a_release(forger: Forger, name: str) -> None:
    dispute(forger, FORGES[name].forge)
    path = forger.office.path
    forger.office.close()
    assert FORGES[name].found in found_in(path)
    assert FORGES[name].found in found_as_carried(path)


@pytest.mark.parametrize("name", FORGES)
def test_no_observers_copy_is_made_of_a_record_in_which_a_dispute_says_otherwise(forger: Forger, name: str) -> None:
    dispute(forger, FORGES[name].forge)
    path = forger.office.path
    forger.office.close()
    with pytest.raises(WorldError, match=r"admission\.(person|follows)"):
        copy_for_observers(path, path.with_name("observers.case"))


def test_what_was_done_before_the_stretch_is_not_touched(forger: Forger) -> None:
    dispute(forger, since=forger.determined("0001"))
    assert envelopes_of(forger.room.log) == {"0001"}
    assert forger.found() == set()


def test_what_the_person_did_under_a_key_of_their_own_again_is_not_touched(forger: Forger) -> None:
    desk = Desk(forger.office)
    give_new_key(forger)
    assert not isinstance(desk.office.people.sign_in("rita", FIRST_PASSWORD, PASSWORD), Refusal)
    desk.accept("0007")
    said = desk.state("0007").answers
    dispute_older(forger)
    assert envelopes_of(forger.room.log) == TOUCHED
    assert desk.state("0007").answers == said != {}
    assert forger.found() == set()


def test_what_is_not_in_force_is_passed_over_by_the_office_and_by_verify(forger: Forger) -> None:
    """Somebody writes in the person's name what another answered, and it is signed by nobody."""
    desk = Desk(forger.office)
    desk.sign_in("rob")
    desk.accept("0007")
    forger.sign_in("rita")
    entry = forger.entry("facts.recorded", forger.data_of("facts.recorded", "0007"))
    write_unsigned(forger.room.log, seal(entry, forger.room.salts).body)
    dispute(forger)
    assert envelopes_of(forger.room.log) == TOUCHED
    found = forger.found()
    assert "act.unsigned" in found
    assert not {"admission.person", "admission.follows"} & found


def write_unsigned(log: CaseLog, body: str) -> None:
    hands = Attacker(log.path)
    hands.add_bodies(body, by="rita", key=None)
    hands.leave()


def looked_at(forger: Forger, entries_at_hand: bool) -> list[str]:
    """What admission finds in the entries alone."""
    with CaseLog.open(forger.office.path, read_only=True) as log:
        logged = list(log.entries())

    def entries(first: int, last: int) -> Iterable[Entry]:
        return (each.entry for each in logged[first - 1 : last])

    shelf = MemoryShelf()
    admission, found = Admission(Surroundings(entries=entries if entries_at_hand else None)), list[str]()
    for each in logged:
        found += [wrong.found for wrong in admission.look(shelf, each.seq, each.entry)]
        apply(shelf, each.seq, each.entry)
    return [*found, *(wrong.found for wrong in admission.end())]


@pytest.mark.parametrize("entries_at_hand", [False, True])
def test_what_the_office_writes_is_right_with_the_entries_at_hand_and_without(
    forger: Forger, entries_at_hand: bool
) -> None:
    dispute(forger)
    assert looked_at(forger, entries_at_hand) == []


def test_without_the_entries_an_act_is_held_against_its_own_list(forger: Forger) -> None:
    dispute(forger, FORGES["nothing follows for one"].forge)
    assert looked_at(forger, entries_at_hand=False) == ["admission.follows"]


def test_without_the_entries_what_was_released_is_told_from_the_list(forger: Forger) -> None:
    dispute(forger, FORGES["what was released left out"].forge)
    assert looked_at(forger, entries_at_hand=False) == ["admission.person"]


@pytest.mark.parametrize("since", [0, 1 << 64])
def test_a_key_that_its_person_still_has_is_not_disputed(forger: Forger, since: int) -> None:
    """From the place on at which they got it, or from one that no log has."""
    forger.sign_in("sue")
    rob = forger.room.log.state(PersonState, "rob")
    assert rob is not None
    since += vouching.last_under_older_key(rob) + 1
    forger.add("person.key_disputed", person="rob", since=since, until=since, changes={}, released=[])
    assert forger.found() == {"admission.person"}
