"""Scanner batches, uploads and differences on the command line: everything can be done without a window."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Said, Terminal

AT = ("--hour", "2020-11-06T21:20")
HOUR = "2020-11-06T21:20"


@pytest.fixture
def hall(terminal: Terminal) -> Terminal:
    """The supervisor's password is at hand, and a batch is recorded."""
    terminal.password()
    assert scan(terminal, "ICC1/17", "342").code == 0
    terminal.write("media.zip", b"PK-sent")
    return terminal


def scan(terminal: Terminal, number: str, ballots: str, *more: str) -> Said:
    return terminal("scan", "record", "c.case", number, ballots, *AT, *more, "--as", "sue")


def upload(terminal: Terminal, *more: str) -> Said:
    told = ("--ballots", "342", "--contest", "president", "--votes", "339")
    return terminal("upload", "record", "c.case", "media.zip", *told, *AT, *more, "--as", "sue")


def test_a_batch_is_recorded_and_listed(hall: Terminal) -> None:
    said = hall("scan", "list", "c.case", "--json")
    assert said.json == [
        {
            "scan": "ICC1/17", "holds": "as_they_are", "apart": False, "ballots": 342, "flagged": 0, "cleared": 0,
            "in_results": None, "hour": HOUR, "later": True, "voided": False, "instead": "",
        }
    ]  # fmt: skip
    assert "342 ballots" in hall("scan", "list", "c.case").out


def test_a_batch_is_recorded_once(hall: Terminal) -> None:
    said = scan(hall, "ICC1/17", "340")
    assert said.code == 1
    assert "already recorded, with 342 ballots" in said.err


def test_what_became_of_a_batch_is_recorded(hall: Terminal) -> None:
    assert scan(hall, "ICC1/18", "20", "--flagged", "2", "--holds", "duplicates", "--apart").code == 0
    cleared = hall("scan", "cleared", "c.case", "ICC1/18", "2", *AT, "--json", "--as", "sue").json
    assert (cleared["cleared"], cleared["apart"], cleared["holds"]) == (2, True, "duplicates")
    assert hall("scan", "results", "c.case", "ICC1/18", "19", *AT, "--json", "--as", "sue").json["in_results"] == 19
    voided = (
        "scan",
        "void",
        "c.case",
        "ICC1/18",
        "--reason",
        "Jammed",
        "--instead",
        "ICC1/19",
        "--json",
        "--as",
        "sue",
    )
    assert hall(*voided).json["voided"] is True
    assert hall("scan", "results", "c.case", "ICC1/18", "19", "--as", "sue").code == 1


def test_what_there_is_not_is_said_with_what_there_is(hall: Terminal) -> None:
    said = hall("scan", "results", "c.case", "ICC1/71", "19", "--as", "sue")
    assert said.code == 2
    assert "Batches: ICC1/17." in said.err
    assert "Uploads: none." in hall("seen", "c.case", "3", "--as", "sue").err
    said = upload(hall, "--contest", "mayor")
    assert (said.code, "There is no contest mayor" in said.err) == (2, True)


def test_an_hour_to_come_is_wrong_use(hall: Terminal) -> None:
    said = hall("scan", "results", "c.case", "ICC1/17", "1", "--hour", "2999-01-01T00:00", "--as", "sue")
    assert said.code == 2
    assert "still to come" in said.err


def test_an_upload_before_a_reconciliation_wants_its_reason(hall: Terminal) -> None:
    refused = upload(hall)
    assert refused.code == 1
    assert "Reconcile them first" in refused.err
    sent = upload(hall, "--override", "The state asked for it", "--json")
    assert sent.json["scans"] == ["ICC1/17"]
    assert hall("seen", "c.case", "300", *AT, "--json", "--as", "sue").json["seen"] == 300
    assert "U0001" in hall("upload", "list", "c.case").out
    gone = hall("upload", "withdraw", "c.case", "U0001", "--reason", "Wrong", *AT, "--json", "--as", "sue").json
    assert gone["withdrawn"] is True
    assert hall("upload", "list", "c.case", "--json").json == [gone]


def test_a_difference_is_listed_and_explained(hall: Terminal) -> None:
    listed = hall("difference", "list", "c.case", "--json").json
    assert [each["about"] for each in listed] == ["scanned_twice:ICC1/17"]
    unknown = hall("difference", "explain", "c.case", "none:1", "--words", "So it is", "--as", "sue")
    assert unknown.code == 2
    done = hall(
        "difference", "explain", "c.case", "scanned_twice:ICC1/17", "--words", "A test deck", "--json", "--as", "sue"
    )
    assert done.json["settled"] is True
    assert "(explained)" in hall("difference", "list", "c.case").out


def test_results_are_looked_at_and_then_recorded(hall: Terminal) -> None:
    rows = ["precinct,contest_id,contest,candidate_ordinal,provisional"]
    for contest in ("president", "house-7", "state-101", "state-102", "sheriff"):
        rows += [f"{precinct},{contest},,1,{int(contest == 'president')}" for precinct in ("001", "002", "003")]
    hall.write("results.csv", "\n".join(rows) + "\n")
    looked = hall("reconcile", "c.case", "results.csv", "--look", "--json")
    assert looked.code == 1
    about = [each["about"] for each in looked.json["found"]]
    assert "votes_above_ceiling:president/001" in about
    assert "votes_above_ceiling:president/001" not in hall("difference", "list", "c.case").out
    assert hall("reconcile", "c.case", "results.csv", "--as", "sue").code == 1
    assert "votes_above_ceiling:president/001" in hall("difference", "list", "c.case").out
    assert upload(hall).code == 0, "after the reconciliation nothing has to be said"
    hall.write("notes.csv", "a,b\n1,2\n")
    assert hall("reconcile", "c.case", "notes.csv", "--look").code == 2


def test_papers_are_written_and_none_is_overwritten(hall: Terminal) -> None:
    assert hall("paper", "c.case", "scanner", "--out", "scanner.pdf", "--json").code == 0
    assert hall("paper", "c.case", "reconciliation", "--out", "r.pdf", "--as", "sue").code == 0
    assert hall("paper", "c.case", "manifest", "--out", "m.csv").code == 0
    assert "ICC1,17,342" in (hall.folder / "m.csv").read_text(encoding="utf-8")
    assert hall("paper", "c.case", "manifest", "--out", "m.csv").code == 3
    assert hall("paper", "c.case", "scanner", "--out", "m.csv").code == 2
    assert {"scanner.pdf", "r.pdf", "m.csv"} <= hall.files()


def test_whose_roles_do_not_allow_it_is_refused(hall: Terminal) -> None:
    said = hall("scan", "record", "c.case", "9", "1", "--as", "rita")
    assert said.code == 1
    assert "Your roles do not allow this" in said.err
