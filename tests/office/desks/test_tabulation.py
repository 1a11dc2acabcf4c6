"""In the count?: two windows, what is proposed, what does not fit, and who may see why."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from adjudicator.casework.acts.count.tabulation import ScannedBatch, SentFile
from adjudicator.office import Done, Office
from adjudicator.office.desks.count.tabulation import SentName
from adjudicator.records.trouble import Refusal, WorldError
from tests.held_results import held_results
from tests.looking import approve_seen
from tests.office.conftest import Desk, Watch, open_again

HOUR = "2020-11-06T21:20"
HASH = "ab" * 32


def batch(number: str = "ICC1/17", ballots: int = 342, **more: object) -> ScannedBatch:
    told: dict[str, object] = {"holds": "as_they_are", "apart": False, "hour": HOUR, **more}
    return ScannedBatch(number, ballots=ballots, **told)  # pyright: ignore


def scanned(desk: Desk, number: str = "ICC1/17", ballots: int = 342, **more: object) -> None:
    assert isinstance(desk.office.tabulation.record_scan(batch(number, ballots, **more)), Done)


def sent(*scans: str, file: str = HASH, ballots: int = 342) -> SentFile:
    return SentFile(scans, file, "results.csv", ballots, "president", 339, HOUR)


def uploaded(desk: Desk, *scans: str, file: str = HASH, ballots: int = 342) -> None:
    done = desk.office.tabulation.upload(sent(*scans, file=file, ballots=ballots), "The state asked for it")
    assert isinstance(done, Done), done


def found(office: Office) -> list[str]:
    return [trouble.about for trouble in office.tabulation.troubles() if not trouble.settled]


@pytest.fixture
def hall(desk: Desk) -> Desk:
    """A supervisor at the desk."""
    desk.sign_in("sue")
    return desk


def verified(office: Office) -> None:
    report = office.record.verifying("deep")(lambda done, of: None)
    assert report.findings == ()


def test_two_windows_record_the_same_batch_one_gets_it_and_the_other_is_told(hall: Desk, watch: Watch) -> None:
    scanned(hall)
    with_another = open_again(hall.office.path, watch, 77)
    with_another.people.sign_in("sam", "correct horse battery")
    refused = with_another.tabulation.record_scan(batch(ballots=340))
    with_another.close()
    assert isinstance(refused, Refusal)
    assert "already recorded, with 342 ballots" in refused.words


def test_a_batch_that_moved_on_is_looked_at_again(hall: Desk) -> None:
    scanned(hall)
    (seen,) = hall.office.tabulation.scans()
    assert isinstance(hall.office.tabulation.take_into_results(seen, 342, HOUR), Done)
    refused = hall.office.tabulation.void_scan(seen, "", "Jammed")
    assert isinstance(refused, Refusal)
    assert "Scanner batch ICC1/17 has changed meanwhile" in refused.words


def test_a_voided_batch_is_recorded_again_under_its_number_and_only_then(hall: Desk) -> None:
    desk = hall.office.tabulation
    scanned(hall)
    assert isinstance(desk.void_scan(desk.scans()[0], "ICC1/17", "The feeder jammed"), Done)
    scanned(hall, ballots=340)
    assert [(scan.ballots, scan.voided) for scan in desk.scans()] == [(340, "")]
    assert isinstance(desk.record_scan(batch()), Refusal)
    verified(hall.office)


def test_the_database_takes_a_number_again_for_voided_batches_alone(hall: Desk) -> None:
    scanned(hall)
    log = hall.office._room.log
    body = log.db.execute("SELECT body FROM log ORDER BY seq DESC LIMIT 1").fetchone()[0]  # pyright: ignore
    with pytest.raises(Exception, match="number or name alone"):
        log.db.execute("INSERT INTO log (seq, body, leaf) SELECT max(seq) + 1, ?, leaf FROM log", (body,))  # pyright: ignore


def test_batches_left_out_and_lost_are_told(hall: Desk) -> None:
    scanned(hall)
    scanned(hall, "ICC1/18", 20)
    uploaded(hall, "ICC1/17")
    assert "scanned_not_uploaded:ICC1/18" in found(hall.office)
    uploaded(hall, "ICC1/18", file="cd" * 32, ballots=20)
    assert "upload_replaced:U0001" in found(hall.office)
    uploaded(hall, "ICC1/17", "ICC1/18", file="ef" * 32, ballots=362)
    assert not {"scanned_not_uploaded:ICC1/18", "upload_replaced:U0001"} & set(found(hall.office))
    verified(hall.office)


def test_what_stands_longest_is_first(hall: Desk) -> None:
    for number in ("ICC1/17", "ICC1/18", "ICC1/19"):
        scanned(hall, number)
    uploaded(hall, "ICC1/18")
    told = [each for each in found(hall.office) if each.startswith("scanned_not_uploaded")]
    assert told == ["scanned_not_uploaded:ICC1/17", "scanned_not_uploaded:ICC1/19"]


def test_a_difference_is_explained_with_its_numbers_and_opens_again_with_others(hall: Desk) -> None:
    desk = hall.office.tabulation
    scanned(hall)
    uploaded(hall, "ICC1/17")
    assert isinstance(desk.see(desk.uploads()[0], 300, HOUR), Done)
    trouble = next(each for each in desk.troubles() if each.code == "seen_differs")
    assert isinstance(desk.explain(trouble, "The site had not caught up"), Done)
    assert "seen_differs:U0001" not in found(hall.office)
    assert desk.words_of(desk.count().explained[trouble.about].words) == "The site had not caught up"
    assert isinstance(desk.see(desk.uploads()[0], 301, HOUR), Done)
    assert "seen_differs:U0001" in found(hall.office)
    assert isinstance(desk.explain(trouble, "The same"), Refusal)
    verified(hall.office)


def test_a_reconciliation_opens_the_way_for_an_upload_of_what_was_recorded_before(hall: Desk) -> None:
    desk = hall.office.tabulation
    scanned(hall)
    assert isinstance(desk.upload(sent("ICC1/17")), Refusal)
    differs = held_results(hall.office.record.head().size, ("votes_above_ceiling", "001", 3, 4))
    assert isinstance(desk.reconcile(differs), Done)
    assert "votes_above_ceiling:001" in found(hall.office)
    assert isinstance(desk.upload(sent("ICC1/17")), Done)
    scanned(hall, "ICC1/18")
    assert isinstance(desk.upload(sent("ICC1/17", "ICC1/18", file="cd" * 32)), Refusal)
    verified(hall.office)


def test_an_upload_taken_out_leaves_none(hall: Desk) -> None:
    desk = hall.office.tabulation
    scanned(hall)
    uploaded(hall, "ICC1/17")
    assert isinstance(desk.withdraw(desk.uploads()[0], HOUR, "The wrong file"), Done)
    assert isinstance(desk.withdraw(desk.uploads()[0], HOUR, "The wrong file"), Refusal)
    verified(hall.office)


def test_reasons_are_for_those_who_see_names(hall: Desk) -> None:
    desk = hall.office.tabulation
    scanned(hall)
    desk.void_scan(desk.scans()[0], "", "Maria Delgado stumbled over the feeder")
    assert "Delgado" in desk.words_of(desk.scans()[0].voided)
    hall.sign_in("olga")
    assert desk.words_of(desk.scans()[0].voided) == ""


def test_what_is_still_to_be_scanned_follows_from_the_tables(hall: Desk) -> None:
    opened(hall, "P0001", "G0001", by_hand=3, apart=False)
    opened(hall, "P0002", "G0002", by_hand=2, apart=True)
    scanned(hall, ballots=1)
    assert hall.office.tabulation.to_scan() == {("as_they_are", False): 2, ("as_they_are", True): 2}


def opened(desk: Desk, pile: str, session: str, *, by_hand: int, apart: bool) -> None:
    """A pile that two people sorted and opened, put past the desk where they work."""
    desk.sign_in("admin")
    room = desk.office._room
    items = {f"{pile}-{at}": 1 for at in range(by_hand)}
    people, later = ["admin", "rita"], False
    pile_sorted = {
        "pile": pile, "what": "to_open", "apart": apart, "copy": False, "items": items, "counted": by_hand,
        "people": people, "hour": HOUR, "box": "", "later": later,
    }  # fmt: skip
    session_opened = {
        "session": session, "pile": pile, "people": people, "begins": HOUR, "ends": HOUR, "later": later,
        "by_record": by_hand, "by_hand": by_hand, "exceptions": {}, "left": {}, "override": None,
    }  # fmt: skip
    for kind, data in (("pile.sorted", pile_sorted), ("session.opened", session_opened)):
        assert isinstance(room.put((room.act().entry(kind, data),)), Done)
    desk.sign_in("sue")


def test_a_file_is_hashed_and_the_open_case_is_refused(hall: Desk, tmp_path: Path) -> None:
    file = tmp_path / "results.csv"
    file.write_bytes(b"contest,precinct\n" * 100_000)
    looked = hall.office.tabulation.looking_at(file)()
    assert looked == SentName("results.csv", hashlib.sha256(file.read_bytes()).hexdigest())
    with pytest.raises(WorldError):
        hall.office.tabulation.looking_at(tmp_path / "none.csv")()
    with pytest.raises(WorldError):
        hall.office.tabulation.looking_at(hall.office.path)()


def test_reasons_are_sealed(hall: Desk) -> None:
    scanned(hall)
    desk = hall.office.tabulation
    desk.void_scan(desk.scans()[0], "", "A plain reason")
    newest = hall.office._room.log.read_back(limit=1, kind="scan.voided")[0].entry
    assert set(newest.data["reason"]) == {"sealed"}


def test_results_held_against_an_older_record_are_not_recorded(hall: Desk) -> None:
    differs = held_results(hall.office.record.head().size)
    scanned(hall)
    refused = hall.office.tabulation.reconcile(differs)
    assert isinstance(refused, Refusal)
    assert refused.code == "changed_meanwhile"


RESULTS = (
    "precinct,contest_id,contest,candidate_ordinal,provisional\n"
    "001,president,President of the United States,1,{}\n"
    "001,president,President of the United States,2,0\n"
    "002,president,President of the United States,1,0\n"
    "003,president,President of the United States,1,0\n"
)


def results(folder: Path, votes: int) -> Path:
    file = folder / "results.csv"
    rows = [RESULTS.format(votes)]
    for contest in ("house-7", "state-101", "state-102", "sheriff"):
        rows += [f"{precinct},{contest},,1,0\n" for precinct in ("001", "002", "003")]
    file.write_text("".join(rows), encoding="utf-8")
    return file


def test_results_are_held_against_what_was_approved_and_scanned(desk: Desk, tmp_path: Path) -> None:
    desk.receive("0001")
    desk.easy("0001")
    assert isinstance(desk.office.batches.close(), Done)
    desk.sign_in("sue")
    assert isinstance(approve_seen(desk.office, desk.office.batches.batches()[0]), Done)
    scanned(desk, ballots=1)
    held = desk.office.tabulation.holding_against(results(tmp_path, 1))()
    assert held.found is not None, held.file.problems
    assert held.found.proven == 1
    assert not [each for each in held.differences() if each.about.startswith(("votes_above", "more_than"))]
    held = desk.office.tabulation.holding_against(results(tmp_path, 2))()
    about = [each.about for each in held.differences()]
    assert {"votes_above_ceiling:president/001", "more_than_scanned:001", "more_than_scanned:county"} <= set(about)
    assert isinstance(desk.office.tabulation.reconcile(held), Done)
    assert "votes_above_ceiling:president/001" in found(desk.office)
    verified(desk.office)


def test_what_is_no_results_is_not_recorded(hall: Desk, tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    held = hall.office.tabulation.holding_against(file)()
    assert held.file.problems
    refused = hall.office.tabulation.reconcile(held)
    assert isinstance(refused, Refusal)
    assert refused.code == "not_results"


def test_a_sent_file_that_can_be_read_says_its_numbers_itself(hall: Desk, tmp_path: Path) -> None:
    looked = hall.office.tabulation.looking_into(results(tmp_path, 7))()
    assert (looked.proves, looked.votes["president"]) == (7, 7)
    (tmp_path / "media.zip").write_bytes(b"PK")
    assert hall.office.tabulation.looking_into(tmp_path / "media.zip")().proves is None
