"""Reading the absentee file and the check-in list."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.intake.absentee import read_absentee
from adjudicator.intake.check_in import read_check_in
from adjudicator.intake.credits import CreditFile
from adjudicator.records.election import Election
from adjudicator.records.elector import Credit
from adjudicator.records.facts import FACTS
from adjudicator.records.trouble import WorldError
from adjudicator.records.vote_rows import ROW_COLUMNS
from tests.examples import examples

COLUMNS = (
    "County", "Voter Registration #", "Last Name", "First Name", "Middle Name", "Suffix", "Street #", "Street Name",
    "Apt/Unit", "City", "State", "Zip Code", "Mailing Street #", "Mailing Street Name", "Mailing Apt/Unit",
    "Mailing City", "Mailing State", "Mailing Zip Code", "Application Status", "Ballot Status", "Status Reason",
    "Application Date", "Ballot Issued Date", "Ballot Return Date", "Ballot Style", "Ballot Assisted",
    "Challenged/Provisional", "ID Required", "Municipal Precinct", "County Precinct", "CNG", "SEN", "HOUSE", "JUD",
    "Combo #", "Vote Center ID", "Ballot ID", "Post #", "Party",
)  # fmt: skip
"""The state's columns of 2020; those of 2026 lack "Post #"."""

PLAIN = {
    "County": "GWINNETT", "Voter Registration #": "00123456", "Last Name": "DOE", "First Name": "JANE",
    "Application Status": "A", "Application Date": "09/01/2020", "Ballot Issued Date": "10/01/2020",
    "Challenged/Provisional": "NO",
}  # fmt: skip


def absentee(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(PLAIN | row for row in rows)
    return text.getvalue().encode()


def read(*rows: dict[str, str]) -> CreditFile:
    return read_absentee(absentee(*rows), "abs.csv", "Gwinnett")


def errors(found: CreditFile) -> list[str]:
    return [str(problem) for problem in found.problems if not problem.warning]


def row(status: str, style: str = "MAILED", back: str = "10/27/2020", **more: str) -> dict[str, str]:
    return {"Ballot Status": status, "Ballot Style": style, "Ballot Return Date": back, **more}


CREDITS: list[tuple[str, dict[str, str], tuple[str, str, str]]] = [
    ("mailed", row("A"), ("absentee_accepted", "2020-10-27", "accepted Oct 27, 2020, mailed")),
    (
        "mailed, 2026",
        row("A", "ABSENTEE BY MAIL"),
        ("absentee_accepted", "2020-10-27", "accepted Oct 27, 2020, mailed"),
    ),
    ("electronic", row("A", "ELECTRONIC"), ("absentee_accepted", "2020-10-27", "accepted Oct 27, 2020, electronic")),
    (
        "electronic, 2026",
        row("A", "ELECTRONIC BALLOT DELIVERY"),
        ("absentee_accepted", "2020-10-27", "accepted Oct 27, 2020, electronic"),
    ),
    ("in person", row("A", "IN PERSON"), ("advance_vote", "2020-10-27", "voted in advance Oct 27, 2020")),
    ("in person, 2026", row("a", "Early In-Person"), ("advance_vote", "2020-10-27", "voted in advance Oct 27, 2020")),
    (
        "rejected",
        row("R", **{"Status Reason": "Missing Signature"}),
        ("absentee_rejected", "2020-10-27", "rejected Oct 27, 2020, mailed: Missing Signature"),
    ),
    ("not returned", row("", back=""), ("absentee_outstanding", "2020-10-01", "issued Oct 1, 2020, mailed, not returned")),
    (
        "returned, no status",
        row(""),
        ("credit_in_question", "2020-10-27", "returned Oct 27, 2020, mailed, no status yet"),
    ),
    (
        "provisional",
        row("A", "IN PERSON", **{"Challenged/Provisional": "YES"}),
        ("credit_in_question", "2020-10-27", "marked challenged or provisional Oct 27, 2020, in person"),
    ),
    (
        "accepted, style empty",
        row("A", ""),
        ("credit_in_question", "2020-10-27", "accepted Oct 27, 2020, how it was cast is not given"),
    ),
    ("iso date", row("A", back="2020-10-27"), ("absentee_accepted", "2020-10-27", "accepted Oct 27, 2020, mailed")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "words", "party"),
    [
        ("D", "voted in advance Oct 27, 2020, Democratic ballot", "Democratic"),
        ("", "voted in advance Oct 27, 2020", ""),
    ],
)
def test_in_a_primary_a_credit_says_whose_ballot_it_was(written: str, words: str, party: str) -> None:
    (credit,) = read(row("A", "IN PERSON", Party=written)).credits
    assert (credit.detail, credit.party) == (words, party)


def test_in_a_primary_the_check_in_list_may_say_the_party(primary: Election) -> None:
    header = "registration_number,precinct,checked_in_at,status,party\n"
    found = read_check_in(f"{header}00123456,001,2020-11-03T09:41,voted,rep\n".encode(), "list.csv", primary)
    assert [credit.party for credit in found.credits] == ["Republican"]
    wrong = read_check_in(f"{header}00123456,001,2020-11-03T09:41,voted,LIB\n".encode(), "list.csv", primary)
    assert [str(problem) for problem in wrong.problems] == [
        'list.csv, row 2, column party: the party is not one of the primary\'s ("LIB"). Write REP or DEM, or nothing.'
    ]


@pytest.mark.parametrize(("cells", "expected"), [it[1:] for it in CREDITS], ids=[it[0] for it in CREDITS])
def test_a_row_of_the_absentee_file_becomes_its_credit(cells: dict[str, str], expected: tuple[str, str, str]) -> None:
    found = read(cells)
    assert found.problems == ()
    (credit,) = found.credits
    assert replace(credit, row=()) == Credit("00123456", *expected, found.digest, "DOE", "JANE")
    assert expected[0] in FACTS["voted_already"]


NONE = {
    "spoiled": row("S"),
    "cancelled": row("C"),
    "application rejected": row("", "", "", **{"Application Status": "R", "Ballot Issued Date": ""}),
    "application open": row("", "", "", **{"Application Status": "", "Ballot Issued Date": ""}),
}


@pytest.mark.parametrize("cells", NONE.values(), ids=NONE)
def test_a_ballot_spoiled_cancelled_or_never_issued_gives_no_credit(cells: dict[str, str]) -> None:
    found = read(cells)
    assert found.problems == ()
    assert list(found.credits) == []
    assert (found.rows, found.count) == (1, 0)


def test_only_the_countys_rows_are_read() -> None:
    other = {"County": "DEKALB", "Ballot Status": "?", "Ballot Return Date": "never"}
    found = read_absentee(absentee(other, row("A"), other), "abs.csv", "gwinnett County")
    assert found.problems == ()
    assert (found.rows, found.count, len(list(found.credits))) == (1, 1, 1)


def test_a_file_without_the_county_is_a_warning() -> None:
    found = read_absentee(absentee({"County": "DEKALB"}), "abs.csv", "Gwinnett")
    assert found.is_acceptable
    assert [str(problem) for problem in found.problems] == [
        "abs.csv: no row concerns this county. Check that this is the file of this county and election."
    ]


def test_columns_are_found_by_name_in_the_layout_of_2026_and_in_any_order() -> None:
    later = tuple(reversed([column for column in COLUMNS if column != "Post #"]))
    found = read_absentee(absentee(row("A", "EARLY IN-PERSON"), columns=later), "abs.csv", "Gwinnett")
    assert [credit.value for credit in found.credits] == ["advance_vote"]


def test_a_missing_column_is_named() -> None:
    fewer = tuple(column for column in COLUMNS if column != "Ballot Status")
    found = read_absentee(absentee(row("A"), columns=fewer), "abs.csv", "Gwinnett")
    assert 'abs.csv, row 1, column ballot status: the column "ballot status" is missing.' in errors(found)[0]
    assert list(found.credits) == []


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (row("X"), 'abs.csv, row 2, column ballot status: the value is not one of those known ("X"). Known are A, R, S'),
        (row("A", "BY DRONE"), 'column ballot style: the value is not one of those known ("BY DRONE")'),
        (row("A", **{"Application Status": "?"}), 'column application status: the value is not one of those known ("?")'),
        (row("A", back="27.10.2020"), 'column ballot return date: this is not a date ("27.10.2020"). Write it as in 10/27'),
        (row("A", back="13/27/2020"), 'this is not a date ("13/27/2020")'),
        (row("A", **{"Voter Registration #": ""}), "column voter registration number: the row has no registration number."),
    ],
)  # fmt: skip
def test_what_the_file_may_not_hold_is_refused_and_no_credit_comes_of_the_whole_file(
    cells: dict[str, str], message: str
) -> None:
    found = read(cells, row("A"))
    assert len(errors(found)) == 1
    assert message in errors(found)[0]
    assert list(found.credits) == []
    assert not found.is_acceptable


def test_a_row_of_another_width_is_refused_in_the_county_only() -> None:
    data = absentee(row("A")) + b"DEKALB,1\r\nGWINNETT,2\r\n"
    found = read_absentee(data, "abs.csv", "Gwinnett")
    assert [problem.row for problem in found.problems] == [4]


def test_a_byte_that_is_not_utf_8_is_named_with_its_row() -> None:
    data = absentee(row("A")) + b"GWINNETT,Mu\xf1oz\r\n"
    found = read_absentee(data, "abs.csv", "Gwinnett")
    assert [problem.row for problem in found.problems] == [3]
    assert f"byte {data.index(0xF1) + 1} of the file is not UTF-8" in errors(found)[0]
    assert found.digest == hashlib.sha256(data).hexdigest()


def test_the_file_is_dated_by_whoever_knows_or_by_its_newest_day() -> None:
    rows = (row("A", back="10/27/2020"), row("", back="", **{"Ballot Issued Date": "10/30/2020"}))
    assert read(*rows).dated == "2020-10-30"
    assert read_absentee(absentee(*rows), "abs.csv", "Gwinnett", dated="2020-11-05T08:10").dated == "2020-11-05T08:10"


def test_a_path_an_open_file_and_bytes_give_the_same(tmp_path: Path) -> None:
    data = absentee(row("A"), row("R"))
    path = tmp_path / "abs.csv"
    path.write_bytes(data)
    with path.open("rb") as stream:
        stream.seek(7)
        ways = [read_absentee(source, "abs.csv", "Gwinnett") for source in (data, path, stream)]
        assert [list(way.credits) for way in ways] == [list(ways[0].credits)] * 3
    assert {way.digest for way in ways} == {hashlib.sha256(data).hexdigest()}


def test_credits_can_be_asked_for_again() -> None:
    found = read(row("A"))
    assert list(found.credits) == list(found.credits) != []


def test_a_file_that_changes_after_the_check_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "abs.csv"
    path.write_bytes(absentee(row("A")))
    found = read_absentee(path, "abs.csv", "Gwinnett")
    path.write_bytes(absentee(row("A"), row("A")))
    with pytest.raises(WorldError, match="changed while it was read"):
        list(found.credits)


def test_a_file_that_is_not_there_is_the_worlds_fault(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as caught:
        read_absentee(tmp_path / "none.csv", "none.csv", "Gwinnett")
    assert caught.value.code == "missing"


def test_a_folder_in_place_of_a_file_is_the_worlds_fault(tmp_path: Path) -> None:
    with pytest.raises(WorldError) as caught:
        read_absentee(tmp_path, "folder", "Gwinnett")
    assert caught.value.code == "io"


# Check-in list

HEADER = "registration_number,last_name,first_name,precinct,checked_in_at,status\n"


def check_in(small: Election, *rows: str) -> CreditFile:
    return read_check_in((HEADER + "\n".join(rows)).encode(), "list.csv", small)


@pytest.mark.parametrize("status", ["checked_in", "voted", ""])
def test_a_check_in_is_a_credit_of_election_day(small: Election, status: str) -> None:
    found = check_in(small, f"00123456,DOE,JANE,013,2020-11-03T09:41,{status}")
    assert found.problems == ()
    assert found.dated == "2020-11-03T09:41"
    (credit,) = found.credits
    assert replace(credit, row=()) == Credit(
        "00123456", "election_day", "2020-11-03T09:41", "precinct 013, Nov 3, 2020, 9:41 a.m.", found.digest,
        "DOE", "JANE",
    )  # fmt: skip


def test_a_row_of_the_absentee_file_is_kept_as_it_is() -> None:
    cells = row(
        "R", "MAILED", "10/20/2020",
        **{"Middle Name": "Q", "Suffix": "JR", "Street #": "12", "Street Name": "OAK  ST", "City": "SUWANEE",
           "Zip Code": "30024", "County Precinct": "013", "Combo #": "118", "Status Reason": "Missing Signature"},
    )  # fmt: skip
    (credit,) = read(cells).credits
    said = dict(credit.row)
    assert said["name"] == "JANE Q DOE JR"
    assert said["address"] == "12 OAK ST, SUWANEE 30024"
    assert (said["precinct"], said["combo"], said["how"], said["status"]) == ("013", "118", "MAILED", "R")
    assert said["reason"] == "Missing Signature"
    assert said["returned"] == cells["Ballot Return Date"]
    assert not [code for code, text in credit.row if not text], "what the file does not say is not kept"
    assert set(said) <= set(ROW_COLUMNS)


def test_a_check_in_may_say_the_birth_year(small: Election) -> None:
    header = "registration_number,first_name,middle_name,last_name,suffix,birth_year,address,status\n"
    found = read_check_in(f"{header}00123456,Jane,Q,Doe,Jr,1951,12 Oak St,voted\n".encode(), "list.csv", small)
    assert found.problems == ()
    (credit,) = found.credits
    assert credit.row == (
        ("name", "Jane Q Doe Jr"), ("born", "1951"), ("address", "12 Oak St"), ("status", "voted"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "row", ["1,,,013,2020-11-03T09:41,cancelled", "1,,,013,2020-11-03T09:41,provisional", "1,,,,,"]
)
def test_a_check_in_taken_back_or_none_at_all_is_no_credit(small: Election, row: str) -> None:
    found = check_in(small, row)
    assert found.problems == ()
    assert list(found.credits) == []


def test_a_vote_without_a_time_or_place_is_still_a_credit(small: Election) -> None:
    assert [credit.detail for credit in check_in(small, "1,,,,,voted", "2,,,013,,voted").credits] == [
        "checked in", "precinct 013",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("1,,,,,maybe", 'list.csv, row 2, column status: the value is not one of those allowed ("maybe"). Write checked_in'),
        (",DOE,,,,voted", "column registration_number: the row has no registration number."),
        ("1,,,999,,voted", 'column precinct: the precinct is not one of the election\'s ("999")'),
        ("1,,,,9:41,voted", 'column checked_in_at: this is not a day and a time ("9:41")'),
        ("1,,,,2020-11-02T09:41,voted", "column checked_in_at: the check-in is not of election day, Nov 3, 2020."),
        ("1,voted", "the row has 2 cells, the header 6"),
    ],
)  # fmt: skip
def test_what_the_check_in_list_may_not_hold_is_refused(small: Election, row: str, message: str) -> None:
    found = check_in(small, row)
    assert len(errors(found)) == 1
    assert message in errors(found)[0]
    assert list(found.credits) == []


# Anything at all


@settings(deadline=None, max_examples=examples(150))
@given(st.binary(max_size=80))
def test_reading_never_raises_on_any_bytes(small: Election, data: bytes) -> None:
    for found in (read_absentee(data, "a.csv", "Gwinnett"), read_check_in(data, "c.csv", small)):
        assert len(list(found.credits)) == (found.count if found.is_acceptable else 0)


@settings(deadline=None, max_examples=examples(150))
@given(st.binary(max_size=60))
def test_reading_never_raises_on_any_bytes_below_a_header(small: Election, data: bytes) -> None:
    for found in (
        read_absentee(absentee() + b"GWINNETT," + data, "a.csv", "Gwinnett"),
        read_check_in(HEADER.encode() + data, "c.csv", small),
    ):
        assert len(list(found.credits)) == (found.count if found.is_acceptable else 0)
