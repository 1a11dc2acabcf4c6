"""What the desks say of who answers for an act: keys made here, entries that nobody signed, what rests on one person."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.record.entry import canonical
from adjudicator.log.checks.verify import verify
from adjudicator.log.copies.raising import form_of
from adjudicator.log.tree.merkle import leaf_hash
from adjudicator.office import Office, raising
from adjudicator.office.behind.room import Done
from adjudicator.office.desks.record import saved_checkpoint
from adjudicator.office.raising import backup_beside, raise_case
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal, WorldError
from tests.looking import approve_seen

from .conftest import FIRST_PASSWORD, PASSWORD, Desk, Watch, open_again

GOLDEN = Path(__file__).parents[1] / "golden" / "3.0" / "small.case"


def forged(case: Path, by: str, kind: str, data: dict[str, object]) -> int:
    """Put an entry in somebody's name into the file, as whoever holds it can: the guards are satisfied, the key is not."""
    with closing(sqlite3.connect(case)) as raw, raw:
        seq, root = raw.execute("SELECT size + 1, root FROM head").fetchone()
        body = canonical({"at": "2020-11-04T14:00:00.000000Z", "by": by, "data": data, "kind": kind, "v": 1})
        raw.execute(
            "INSERT INTO signature VALUES (?, 1, randomblob(16), ?, ?, ?, zeroblob(64))", (seq, by, seq - 1, root)
        )
        raw.execute("INSERT INTO log VALUES (?, ?, ?)", (seq, body, leaf_hash(body.encode())))
        raw.execute("UPDATE head SET size = ?", (seq,))
    return int(seq)


def test_an_entry_that_its_person_has_not_signed_is_told_apart_in_a_page_of_lines(desk: Desk) -> None:
    seq = forged(desk.office.path, "sue", "day.closed", {})
    lines = desk.office.record.lines()
    assert [line.seq for line in lines if not line.signed] == [seq]
    assert lines[0].by == "Sue Supervisor"


def test_an_entry_that_lacks_what_its_kind_has_to_say_is_shown_by_its_kind(desk: Desk) -> None:
    forged(desk.office.path, "admin", "person.added", {"person": "mallory"})
    assert desk.office.record.lines(limit=1)[0].words == "Ann Admin: person.added"


def test_a_key_counts_as_made_here_until_its_person_leaves(desk: Desk) -> None:
    office = desk.office
    desk.sign_in("admin")
    assert not office.people.made_key
    assert isinstance(office.people.give_new_key("rita", FIRST_PASSWORD), Done)
    assert not isinstance(office.people.sign_in("rita", FIRST_PASSWORD, PASSWORD), Refusal)
    assert office.people.made_key
    office.people.sign_out()
    desk.sign_in("rita")
    assert not office.people.made_key


@pytest.fixture
def approved(desk: Desk) -> Desk:
    """A determination by Rita in a batch that Sue approved, and one by her that is in none."""
    desk.receive("0001")
    desk.receive("0002", "Nguyen", place="School 002", precinct_cast="002", style_cast="S2")
    desk.easy("0001")
    assert isinstance(desk.office.batches.close(), Done)
    desk.easy("0002")
    desk.sign_in("sue")
    assert isinstance(approve_seen(desk.office, desk.office.batches.batches()[0]), Done)
    return desk


def test_overview_release_and_verify_count_alike_what_rests_on_one_person(approved: Desk) -> None:
    office = approved.office
    assert office.batches.resting_on_one(office.batches.batches()[0]) == 1
    assert office.overview.resting_on_one() == 3
    assert office.releases.resting_on_one(office.releases.waiting()) == 2
    who = verify(office.path).verdicts[1]
    assert who.words.startswith("3 determinations and approvals rest on what one person alone gave")
    who = verify(office.path, "standard").verdicts[1]
    assert str(who) == "Who did it: OK (what rests on one person alone is counted at the deep depth only)"


def test_what_a_second_person_confirmed_does_not_count(approved: Desk) -> None:
    office = approved.office
    second_administrator_confirms(office, "rita", "sue")
    assert office.overview.resting_on_one() == 0
    assert office.releases.resting_on_one(office.releases.waiting()) == 0


def second_administrator_confirms(office: Office, *people: str) -> None:
    """Somebody who does not owe their account to Ann alone: Ann's account for them was confirmed by one whom they added."""
    office.people.sign_in("admin", PASSWORD)
    add(office, Person("ben", "Ben Okafor", frozenset({"administrator"})))
    office.people.sign_in("ben", FIRST_PASSWORD, PASSWORD)
    add(office, Person("cleo", "Cleo Park", frozenset({"supervisor"})))
    office.people.sign_in("cleo", FIRST_PASSWORD, PASSWORD)
    assert isinstance(office.vouching.confirm("ben"), Done)
    office.people.sign_in("ben", PASSWORD)
    for person in people:
        assert isinstance(office.vouching.confirm(person), Done)
    office.people.sign_in("sue", PASSWORD)


def add(office: Office, person: Person) -> None:
    assert isinstance(office.people.add(person, FIRST_PASSWORD), Done)


def test_while_two_people_are_demanded_it_is_said_beforehand_that_nothing_may_be_released(approved: Desk) -> None:
    office = approved.office
    assert office.releases.may_release(office.releases.waiting()) is None
    assert isinstance(office.vouching.propose_strict(True), Done)
    approved.sign_in("admin")
    assert isinstance(office.vouching.agree_to_strict(), Done)
    approved.sign_in("sue")
    refusal = office.releases.may_release(office.releases.waiting())
    assert refusal is not None
    assert refusal.code == "given_by_one"
    assert "rita, sue" in refusal.words


@pytest.mark.parametrize(("who", "code"), [("sue", "same_key"), ("rita", "no_right")])
def test_nobody_disputes_a_key_that_its_person_still_has_and_only_a_supervisor_does(
    desk: Desk, who: str, code: str
) -> None:
    desk.sign_in(who)
    refusal = desk.office.vouching.may_dispute("rita", desk.office.record.head().size)
    assert refusal is not None
    assert refusal.code == code


def test_a_key_that_was_replaced_may_be_disputed_from_a_place_before(approved: Desk) -> None:
    office, since = approved.office, approved.office.record.head().size
    approved.sign_in("admin")
    assert isinstance(office.people.give_new_key("rita", FIRST_PASSWORD), Done)
    approved.sign_in("sue")
    assert office.vouching.may_dispute("rita", since) is None


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A case file of form 3.0."""
    case = tmp_path / "small.case"
    case.write_bytes(GOLDEN.read_bytes())
    return case


def test_a_raising_that_fails_leaves_the_file_and_no_backup_so_that_it_can_be_tried_again(older: Path) -> None:
    before = older.read_bytes()
    with closing(sqlite3.connect(older)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM log").fetchone()
        with pytest.raises(WorldError) as caught:
            raise_case(older)
    assert caught.value.code == "locked"
    assert (older.read_bytes(), form_of(older)) == (before, "3.0")
    assert not backup_beside(older, "3.0").exists()
    assert raise_case(older) == backup_beside(older, "3.0")


@pytest.mark.parametrize("stops", [RuntimeError, KeyboardInterrupt])
def test_a_raising_that_is_stopped_leaves_no_backup_either(
    older: Path, stops: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        assert backup_beside(older, "3.0").exists()
        raise stops

    monkeypatch.setattr(raising, "raise_form", stopped)
    with pytest.raises(stops):
        raise_case(older)
    assert form_of(older) == "3.0"
    assert not backup_beside(older, "3.0").exists()


def test_a_raising_that_fails_once_the_file_was_replaced_keeps_the_backup(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_it = raising.raise_form

    def broken(*given: Any) -> None:
        replace_it(*given)
        raise OSError("the disk is gone")

    monkeypatch.setattr(raising, "raise_form", broken)
    with pytest.raises(OSError, match="the disk is gone"):
        raise_case(older)
    assert form_of(older) != "3.0"
    assert form_of(backup_beside(older, "3.0")) == "3.0"


def test_the_entries_of_an_older_form_that_is_looked_at_count_as_nobody_elses(older: Path, watch: Watch) -> None:
    with closing(open_again(older, watch, 7, read_only=True)) as office:
        assert all(line.signed for line in office.record.lines())
        assert not isinstance(office.people.sign_in("sue", "violet harbour lantern"), Refusal)
        assert not isinstance(office.review.sheet("0001"), Refusal)


def test_a_saved_checkpoint_is_read_and_what_is_none_is_refused(approved: Desk, tmp_path: Path) -> None:
    good, bad, odd = tmp_path / "wednesday.txt", tmp_path / "letter.txt", tmp_path / "odd.txt"
    good.write_text(approved.office.record.newest_checkpoint(), encoding="utf-8")
    bad.write_text("Dear observer,\n", encoding="utf-8")
    odd.write_bytes(b"\xff\xfe")
    found = saved_checkpoint(good)
    assert not isinstance(found, Refusal)
    report = approved.office.record.verifying("standard", (found,))(lambda *_: None)
    assert report.ok
    for path in (bad, odd, tmp_path / "gone.txt", tmp_path):
        refusal = saved_checkpoint(path)
        assert isinstance(refusal, Refusal)
        assert refusal.code == "no_checkpoint"


def test_a_page_of_lines_that_was_seen_reads_no_act_a_second_time(approved: Desk) -> None:
    record, asked = approved.office.record, list[str]()
    record.lines()
    approved.office._room.log.db.conn.set_trace_callback(asked.append)
    record.lines()
    assert asked
    assert not [sql for sql in asked if "SELECT leaf FROM log WHERE seq BETWEEN" in sql]
