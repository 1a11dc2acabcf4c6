"""Releases: only what is approved leaves, each release holds what is new, and the same record gives the same bytes."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.acts.releasing import Said
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.export.checking import check_release
from adjudicator.export.status_file import StatusAnswer, answer_in
from adjudicator.office import Done, Office
from adjudicator.office.behind.releases import check as release_check
from adjudicator.office.behind.releases.check import verify_release
from adjudicator.office.behind.station import Station
from adjudicator.office.desks import release as release_desk
from adjudicator.office.desks.release import OnDisk, Released
from adjudicator.people.receipts import NewReceipt
from adjudicator.port.rows import QueueQuery
from adjudicator.records.trouble import Refusal
from tests.looking import approve_seen
from tests.office.conftest import PASSWORD, Desk, Watch, Worked, desk_behind, open_again, worked_once


def refused(result: object) -> str:
    assert isinstance(result, Refusal), result
    return result.code


def approve_everything(desk: Desk) -> None:
    """Rita closes what she has determined, Sue approves it and stays."""
    desk.sign_in("rita")
    assert isinstance(desk.office.batches.close(), Done)
    desk.sign_in("sue")
    assert isinstance(approve_seen(desk.office, desk.office.batches.batches()[0]), Done)


def approved(desk: Desk) -> None:
    """Three envelopes: in full and in part approved, one held."""
    desk.receive("0001")
    desk.receive("0002", "Nguyen")
    desk.receive("0003", "Smith", id_shown=False)
    for number in ("0001", "0002", "0003"):
        desk.easy(number)
    approve_everything(desk)


@pytest.fixture(scope="module")
def worked(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """A case with those three envelopes."""
    return worked_once(begun, tmp_path_factory.mktemp("approved"), approved)


@pytest.fixture
def desk(worked: Worked, tmp_path: Path, watch: Watch) -> Iterator[Desk]:
    """Sue at a copy of that case."""
    with desk_behind(worked, tmp_path, watch) as desk:
        desk.sign_in("sue")
        yield desk


def release(desk: Desk, folder: Path) -> Released:
    made = desk.office.releases.release(folder)
    assert isinstance(made, Released), made
    return made


def files(folder: Path) -> dict[str, str]:
    """Each file of a release, and its ZIP, by SHA-256."""
    archive = folder.with_name(f"{folder.name}.zip")
    inside = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    found = inside | {"zip": archive}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items()}


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def manifest(folder: Path) -> Any:
    return json.loads((folder / "manifest.json").read_text(encoding="utf-8"))


def test_what_is_approved_leaves_and_what_is_held_stays(desk: Desk, tmp_path: Path) -> None:
    made = release(desk, tmp_path / "out" / "first")
    assert (made.id, made.envelopes, made.follows) == ("R0001", 2, "")
    found = {row["envelope"]: row["outcome"] for row in rows(made.folder, "dispositions.csv")}
    assert found == {"0001": "count_full", "0002": "count_partial"}
    assert desk.state("0001").status == desk.state("0002").status == "released"


def test_a_release_says_of_each_envelope_why_and_names_nothing_of_the_voter(desk: Desk, tmp_path: Path) -> None:
    made = release(desk, tmp_path / "out")
    first, second = rows(made.folder, "dispositions.csv")
    assert (first["citations"], first["sentence"]) == ("O.C.G.A. 21-2-419(c)(1)", "Your ballot was counted.")
    assert second["citations"] == "O.C.G.A. 21-2-419(c)(2)"
    assert second["sentence"] == (
        "You voted at a polling place other than your own. Only the contests that are also on your own ballot were counted."
    )
    explanation = desk.office.explanations.of(desk.sheet("0002"))
    assert explanation is not None
    assert explanation.sentence.startswith("You voted at School 001. Your own polling place is School 002, ")
    assert desk.state("0003").status == "held"
    assert check_release(made.folder) == check_release(made.archive) == ()


def test_the_record_names_the_release_with_the_digest_of_every_file(desk: Desk, tmp_path: Path) -> None:
    made = release(desk, tmp_path / "first")
    (state,) = desk.office.releases.releases()
    found = files(made.folder)
    found.pop("zip")
    assert dict(state.files) == found
    assert set(state.items) == {"0001", "0002"}
    said = manifest(made.folder)
    assert (said["release"], said["made_by"], said["tree"]) == (
        "R0001",
        "sue",
        {"size": state.size, "root": state.root},
    )


def test_the_manifest_names_the_rules_in_words(desk: Desk, tmp_path: Path) -> None:
    said = manifest(release(desk, tmp_path / "first").folder)["rules"]
    assert said == {
        "pack": "georgia-2020-sos", "words": desk.office.recommender.pack.name, "digest": desk.office.case.pack,
    }  # fmt: skip


def test_a_second_release_holds_only_what_is_new_and_says_which_it_follows(desk: Desk, tmp_path: Path) -> None:
    release(desk, tmp_path / "first")
    assert refused(desk.office.releases.release(tmp_path / "second")) == "nothing_to_release"
    assert not (tmp_path / "second").exists()
    desk.sign_in("rita")
    desk.receive("0004", "Okafor")
    desk.accept("0004")
    desk.say("0004", "residence", "as_listed")
    desk.easy("0004")
    approve_everything(desk)
    made = release(desk, tmp_path / "second")
    assert (made.id, made.envelopes, made.follows) == ("R0002", 1, "R0001")
    assert [row["envelope"] for row in rows(made.folder, "dispositions.csv")] == ["0004"]
    assert manifest(made.folder)["follows"] == "R0001"
    assert [state.id for state in desk.office.releases.releases()] == ["R0002", "R0001"]


def test_a_released_envelope_that_was_reopened_leaves_again_as_a_correction(desk: Desk, tmp_path: Path) -> None:
    release(desk, tmp_path / "first")
    assert isinstance(desk.office.review.reopen("0001", "The oath is another person's"), Done)
    desk.sign_in("rita")
    desk.say("0001", "eligibility", "not_citizen")
    assert desk.record("0001").outcome == "not_counted"
    approve_everything(desk)
    made = release(desk, tmp_path / "second")
    (row,) = rows(made.folder, "dispositions.csv")
    assert (row["envelope"], row["outcome"]) == ("0001", "not_counted")
    assert "R0001" in row.values()
    assert desk.state("0001").releases == ("R0001", "R0002")
    assert files(tmp_path / "first")


def test_a_release_may_only_take_away_what_is_open_again(desk: Desk, tmp_path: Path) -> None:
    first = release(desk, tmp_path / "first")
    ballots = desk.office.releases.releases()[0].ballots
    assert isinstance(desk.office.review.reopen("0001", "The oath is another person's"), Done)
    assert desk.office.releases.to_take_away() == 1
    assert len(desk.office.releases.stop_lines()) == 1
    away = release(desk, tmp_path / "away")
    assert (away.id, away.envelopes, away.follows) == ("R0002", 0, "R0001")
    assert rows(away.folder, "dispositions.csv") == []
    assert {row["ballots"] for row in rows(away.folder, "tabulation_room/groups.csv")} == {"-1"}
    assert {row["replaces"] for row in rows(away.folder, "tabulation_room/groups.csv")} == {"R0001"}
    made = desk.office.releases.releases()[0]
    assert (made.items, made.ballots, ballots + made.ballots) == ({}, -1, ballots - 1)
    assert desk.office.releases.unsettled(), "it corrects, so it stands red until it is acknowledged"
    said = Said("Dana Reyes", "2020-11-04T13:00", -1, "T-15")
    assert isinstance(desk.office.releases.acknowledge("R0002", said), Done)
    assert not desk.office.releases.unsettled()
    assert (desk.office.releases.to_take_away(), desk.office.overview.waiting().open_again) == (0, {})
    assert refused(desk.office.releases.release(tmp_path / "none")) == "nothing_to_release"
    assert desk.office.record.verifying()(lambda *_: None).ok
    for made_folder in (first.folder, away.folder, away.archive):
        assert verify_release(made_folder).findings == (), made_folder
    desk.sign_in("rita")
    desk.record("0001")
    approve_everything(desk)
    again = release(desk, tmp_path / "again")
    assert again.envelopes == 1
    assert sum(each.ballots for each in desk.office.releases.releases()) == ballots


def test_voters_with_a_receipt_look_up_what_became_of_the_ballot(desk: Desk, tmp_path: Path) -> None:
    lost, kept, waits = (desk.office.contacts.give_receipt(number) for number in ("0001", "0001", "0003"))
    assert isinstance(lost, NewReceipt)
    assert isinstance(kept, NewReceipt)
    assert isinstance(waits, NewReceipt)
    first = release(desk, tmp_path / "first")
    data = (first.folder / "status.csv").read_bytes()
    told = [answer_in(data, each.number, each.pin) for each in (lost, kept, waits)]
    assert [each and each.outcome for each in told] == [None, "count_full", "held"]
    assert told[1] == StatusAnswer("count_full", "Count in full", "", "Your ballot was counted.")
    assert verify_release(first.folder).findings == ()
    assert not (first.folder / "tabulation_room" / "status.csv").exists()
    assert isinstance(desk.office.review.reopen("0001", "The oath is another person's"), Done)
    second = release(desk, tmp_path / "second")
    told = [answer_in((second.folder / "status.csv").read_bytes(), each.number, each.pin) for each in (kept, waits)]
    assert [each and each.outcome for each in told] == ["undecided", "held"]
    assert [verify_release(each).findings for each in (second.folder, second.archive)] == [(), ()]


def stands(desk: Desk, number: str) -> tuple[str, bool, int, dict[str, int]]:
    """Where an envelope stands, and what the numbers beside the desks, the lists and the canvass agree on."""
    overview = desk.office.overview
    waiting, canvass = overview.waiting(), overview.canvass()
    (row,) = [row for row in overview.find(number) if row.number == number]
    again = [each.row.number for each in overview.open_again(10)]
    assert row.open_again == (number in again) == desk.state(number).open_again
    assert (canvass.released, canvass.open_again) == (waiting.left, sum(waiting.open_again.values()))
    assert overview.count(QueueQuery(open_again=True)) == canvass.open_again == len(again)
    return row.status, row.open_again, waiting.left, dict(waiting.open_again)


def test_what_left_and_was_reopened_is_counted_as_such_in_every_state_until_a_later_release_carries_it(
    desk: Desk, tmp_path: Path
) -> None:
    release(desk, tmp_path / "first")
    assert stands(desk, "0001") == ("released", False, 2, {})
    assert isinstance(desk.office.review.reopen("0001", "The oath is another person's"), Done)
    again = {"R0001": 1}
    assert stands(desk, "0001") == ("to_do", True, 2, again)
    desk.sign_in("rita")
    desk.say("0001", "eligibility", "not_citizen")
    desk.record("0001")
    assert stands(desk, "0001") == ("determined", True, 2, again)
    assert isinstance(desk.office.review.withdraw("0001", undo=True), Done)
    assert stands(desk, "0001") == ("to_do", True, 2, again)
    desk.record("0001")
    assert isinstance(desk.office.batches.close(), Done)
    assert stands(desk, "0001") == ("in_batch", True, 2, again)
    desk.sign_in("sue")
    waits = next(batch for batch in desk.office.batches.batches() if batch.status == "waiting")
    assert isinstance(approve_seen(desk.office, waits), Done)
    assert stands(desk, "0001") == ("approved", True, 2, again)
    release(desk, tmp_path / "second")
    assert stands(desk, "0001") == ("released", False, 2, {})


def test_whoever_sees_names_reads_since_when_and_why_an_envelope_is_open_again(desk: Desk, tmp_path: Path) -> None:
    release(desk, tmp_path / "first")
    assert isinstance(desk.office.review.reopen("0001", "Ms. Delgado signed another oath"), Done)
    (found,) = desk.office.overview.open_again(10)
    assert (found.row.number, found.release, found.by, found.why) == (
        "0001", "R0001", "sue", "Ms. Delgado signed another oath",
    )  # fmt: skip
    assert found.since.startswith("2020-11-04T13:")
    desk.sign_in("olga")
    assert [each.why for each in desk.office.overview.open_again(10)] == [""]


def test_made_again_from_the_same_record_it_is_the_same_byte_for_byte(desk: Desk, tmp_path: Path, watch: Watch) -> None:
    once = desk.office.releases.write(tmp_path / "a" / "release")
    watch.moment += timedelta(days=3)
    again = desk.office.releases.write(tmp_path / "b" / "release")
    assert isinstance(once, OnDisk)
    assert isinstance(again, OnDisk)
    assert files(once.written.folder) == files(again.written.folder)
    assert isinstance(desk.office.releases.record(once), Released)


def test_made_with_few_states_in_memory_at_a_time_it_is_the_same(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a large case the folded states lie in a scratch database, not in memory."""
    desk.sign_in("rita")
    desk.receive("10", "Okafor")
    desk.accept("10")
    desk.say("10", "residence", "as_listed")
    desk.easy("10")
    approve_everything(desk)
    once = desk.office.releases.write(tmp_path / "a" / "release")
    monkeypatch.setattr(release_desk, "LEAN", 1)
    monkeypatch.setattr(release_check, "LEAN", 1)
    again = desk.office.releases.write(tmp_path / "b" / "release")
    assert isinstance(once, OnDisk)
    assert isinstance(again, OnDisk)
    assert [row["envelope"] for row in rows(tmp_path / "b" / "release", "dispositions.csv")] == ["0001", "0002", "10"]
    assert files(once.written.folder) == files(again.written.folder)
    assert verify_release(tmp_path / "b" / "release").findings == ()


def released_from_a_copy(case: Path, folder: Path) -> dict[str, str]:
    """A copy of a case in a folder of its own, opened at a fixed time, released; the files by SHA-256."""
    folder.mkdir()
    copied = Path(shutil.copy(case, folder / "copy.case"))
    office = open_again(copied, Watch(), 77)
    assert not isinstance(office.people.sign_in("sue", PASSWORD), Refusal)
    assert isinstance(office.releases.release(folder / "release"), Released)
    office.close()
    return files(folder / "release")


def test_copies_of_one_record_give_the_same_release(desk: Desk, tmp_path: Path) -> None:
    desk.office.close()
    one, other = (released_from_a_copy(desk.office.path, tmp_path / name) for name in ("one", "other"))
    assert one == other


def test_a_release_is_never_written_over_something_else(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letters.txt").write_text("mine")
    size = desk.office.record.head().size
    assert refused(desk.office.releases.release(tmp_path / "out")) == "release_exists"
    assert desk.office.record.head().size == size
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letters.txt"]
    assert desk.state("0001").status == "approved"


def test_files_of_an_envelope_that_moved_on_meanwhile_are_not_recorded(desk: Desk, tmp_path: Path) -> None:
    on_disk = desk.office.releases.write(tmp_path / "first")
    assert isinstance(on_disk, OnDisk)
    assert isinstance(desk.office.review.reopen("0001", "A second envelope turned up"), Done)
    assert refused(desk.office.releases.record(on_disk)) == "changed_meanwhile"
    assert desk.office.releases.releases() == ()


def test_the_checkpoint_that_left_with_files_is_remembered_even_where_they_are_not_recorded(
    desk: Desk, tmp_path: Path
) -> None:
    on_disk = desk.office.releases.write(tmp_path / "first")
    assert isinstance(on_disk, OnDisk)
    assert isinstance(desk.office.review.reopen("0001", "A second envelope turned up"), Done)
    room = desk.office._room
    room.station = Station(tmp_path / "station")
    assert room.station.continuity(room.log) == "new"
    assert refused(desk.office.releases.record(on_disk)) == "changed_meanwhile"
    assert room.station.continuity(room.log) == "extends"


@pytest.mark.parametrize("stops_at", [0, 61, 90])
def test_whoever_is_told_of_the_progress_may_stop_it_and_nothing_is_left(
    stops_at: int, desk: Desk, tmp_path: Path
) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, of: int) -> None:
        assert done < of
        if done >= stops_at:
            raise StoppedError

    with pytest.raises(StoppedError):
        desk.office.releases.write(tmp_path / "out" / "first", stop)
    assert list((tmp_path / "out").iterdir()) == []


def test_only_a_supervisor_releases(desk: Desk, tmp_path: Path) -> None:
    on_disk: Any = desk.office.releases.write(tmp_path / "first")
    desk.sign_in("rita")
    assert refused(desk.office.releases.release(tmp_path / "second")) == "no_right"
    assert refused(desk.office.releases.record(on_disk)) == "no_right"


def test_a_folder_is_proposed_by_county_date_and_release(desk: Desk) -> None:
    assert desk.office.releases.proposed_name() == "gwinnett-2020-11-03-R0001"


def test_what_waits_is_what_is_approved(desk: Desk) -> None:
    assert [state.number for state in desk.office.releases.waiting()] == ["0001", "0002"]
    assert desk.office.overview.waiting().to_release == 2


def states(office: Office) -> list[EnvelopeState]:
    return list(office.overview.states())


def test_the_totals_account_for_every_envelope(desk: Desk, tmp_path: Path) -> None:
    made = release(desk, tmp_path / "first")
    (whole,) = [row for row in rows(made.folder, "totals.csv") if (row["scope"], row["by"]) == ("so_far", "all")]
    counted = {name: int(whole[name]) for name in ("count_full", "count_partial", "not_counted", "held", "undecided")}
    assert sum(counted.values()) == int(whole["received"]) == len(states(desk.office)) == 3
