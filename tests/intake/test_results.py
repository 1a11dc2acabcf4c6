"""Reading a county's results as a table: summed by contest and precinct, and every mistake told with its place."""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.canvass.reconciling import proven_ballots, seats_of
from adjudicator.intake.results import file as results_file
from adjudicator.intake.results.file import ResultsFile, read_results, read_results_file
from adjudicator.records.election import Election
from adjudicator.records.results import Results, VoteCell
from adjudicator.records.trouble import WorldError

HERE = Path(__file__).parent
HEAD = "precinct,contest_id,candidate_ordinal,provisional"
WHOLE = f"{HEAD}\nHARBINS A,C1,1,3\nHARBINS A,C1,2,4\nHARBINS A,C2,1,5\nDUNCANS A,C1,1,1\nDUNCANS A,C3,1,0\n"


ELECTION = Election("General", date(2020, 11, 3), "GA", "Gwinnett", "13135", "America/New_York", {}, {}, {})


def read(text: str | bytes, election: Election) -> ResultsFile:
    return read_results(text.encode() if isinstance(text, str) else text, "results.csv", election)


def errors(found: ResultsFile) -> list[str]:
    return [str(problem) for problem in found.problems if not problem.warning]


def warnings(found: ResultsFile) -> list[str]:
    return [str(problem) for problem in found.problems if problem.warning]


def test_the_countys_own_file_of_2020_proves_708_ballots(gwinnett: Election) -> None:
    """Gwinnett gave 669, 699 and 702; the provisional votes of its results prove at least 708."""
    found = read_results_file(HERE / "gwinnett-2020-provisional.csv.gz", gwinnett)
    assert errors(found) == []
    assert found.results is not None
    proven = proven_ballots(gwinnett, found.results.votes, seats_of(gwinnett, found.results))
    assert sum(proven.values()) == 708
    assert len(found.results.precincts) == 147, "nine precincts of 156 had no provisional ballot"
    president = sum(votes for cell, votes in found.results.votes.items() if cell.contest == "135-01")
    assert president == 699


def test_votes_are_summed_and_nothing_of_a_choice_is_kept(small: Election) -> None:
    found = read(WHOLE, small)
    assert errors(found) == []
    assert found.results == Results(
        {VoteCell("C1", "001"): 7, VoteCell("C2", "001"): 5, VoteCell("C1", "013"): 1, VoteCell("C3", "013"): 0}
    )
    assert (found.form, found.digest) == ("csv", hashlib.sha256(WHOLE.encode()).hexdigest())
    kept = {field.name for field in dataclasses.fields(Results)}
    assert not {name for name in kept if "choice" in name or "candidate" in name}


def test_a_packed_file_is_read_and_its_digest_is_that_of_the_packed_bytes(small: Election, tmp_path: Path) -> None:
    packed = gzip.compress(WHOLE.encode())
    path = tmp_path / "results.csv.gz"
    path.write_bytes(packed)
    found = read_results_file(path, small)
    assert found.results == read(WHOLE, small).results
    assert found.digest == hashlib.sha256(packed).hexdigest()


def test_contests_go_by_title_and_precincts_by_code_too(small: Election) -> None:
    text = (
        "precinct,contest,candidate_ordinal,provisional\n"
        "001,PRESIDENT (Vote For 1),1,3\n001,House  1/Casa 1,1,2\n013 Duncans A,Casa 2,1,1\n"
    )
    found = read(text, small)
    assert errors(found) == []
    assert found.results is not None
    assert found.results.votes == {VoteCell("C1", "001"): 3, VoteCell("C2", "001"): 2, VoteCell("C3", "013"): 1}


def test_rows_that_are_no_choice_are_left_out(small: Election) -> None:
    found = read(WHOLE + "HARBINS A,C1,write-in,9\nHARBINS A,C1,Undervotes,9\nHARBINS A,C1,overvotes,9\n", small)
    assert found.results == read(WHOLE, small).results


def test_ballots_and_seats_are_read_where_they_are_given(small: Election) -> None:
    head = f"{HEAD},provisional_cast,votes_allowed"
    text = f"{head}\nHARBINS A,C1,1,3,8,1\nHARBINS A,C1,2,4,8,1\nDUNCANS A,C3,1,4,3,2\nDUNCANS A,C2,1,0,,\n"
    found = read(text, small)
    assert errors(found) == []
    assert found.results is not None
    assert found.results.times_cast == {VoteCell("C1", "001"): 8, VoteCell("C3", "013"): 3}
    assert found.results.seats == {"C1": 1, "C3": 2}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("HARBINS A,C1,3,x", 'row 7, column provisional: is not a whole number of 0 or more ("x")'),
        ("HARBINS A,C1,3,-1", 'row 7, column provisional: is not a whole number of 0 or more ("-1")'),
        ("HARBINS A,C1,3,", "row 7, column provisional: is not a whole number of 0 or more"),
        ("HARBINS A,C1,3,1000000000000", "is not a whole number"),
        (",C1,3,1", "row 7, column precinct: the row names no precinct"),
        ("HARBINS A,,3,1", "row 7, column contest_id: the row names no contest"),
        ("HARBINS A,C1,Jane Doe,1", "row 7, column candidate_ordinal: this is not the number of a choice"),
        ("HARBINS A,C1,2,4", "row 7, column candidate_ordinal: the choice stands twice"),
        ("HARBINS A,C1,02,4", "row 7, column candidate_ordinal: the choice stands twice"),
        ("001,C1,9,4", "row 7: two precincts of the file are one in the definition"),
        ("HARBINS A,C1,9", "row 7: the row has 3 cells, the header 4"),
    ],
)
def test_a_mistake_is_told_with_row_column_value_and_remedy(small: Election, rows: str, told: str) -> None:
    found = read(f"{WHOLE}{rows}\n", small)
    (said,) = errors(found)
    assert told in said
    assert found.results is None
    assert "Jane Doe" not in said


def test_every_mistake_is_told(small: Election) -> None:
    found = read(f"{HEAD}\nHARBINS A,C1,1,x\nHARBINS A,C2,1,y\nDUNCANS A,C1,1,1\n", small)
    assert len(errors(found)) == 2


def test_kinds_of_ballots_have_to_add_up_to_the_total(small: Election) -> None:
    head = f"{HEAD},election_day,advance_voting,absentee_by_mail,total"
    found = read(f"{head}\nHARBINS A,C1,1,3,1,1,1,6\nHARBINS A,C2,1,3,1,1,1,7\n", small)
    assert [each for each in errors(found) if "row 3, column total: the kinds of ballots do not add up" in each]
    assert len(errors(found)) == 1


def test_ballots_that_differ_between_rows_of_one_contest_are_an_error(small: Election) -> None:
    found = read(f"{HEAD},provisional_cast\nHARBINS A,C1,1,3,4\nHARBINS A,C1,2,1,5\n", small)
    assert [each for each in errors(found) if "row 3, column provisional_cast: another row" in each]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("General Election,2022-11-08,Gwinnett", "of another election: of Nov 8, 2022, not of Nov 3, 2020"),
        ("Primary,,Gwinnett", "the file calls the election otherwise"),
        ("General Election,2020-11-03,Fulton", "of another county than Gwinnett"),
        ("General Election,3 November,Gwinnett", 'is not a date ("3 November")'),
    ],
)
def test_another_elections_or_countys_file_is_refused(small: Election, cells: str, told: str) -> None:
    found = read(f"{HEAD},election,date,county\nHARBINS A,C1,1,3,{cells}\n", small)
    assert [each for each in errors(found) if told in each]
    assert found.results is None


def test_the_same_election_under_another_name_is_a_warning(small: Election) -> None:
    found = read(
        f"{HEAD},election,date,county\nHARBINS A,C1,1,3,Special,2020-11-03,GWINNETT COUNTY\nDUNCANS A,C3,1,3,"
        "November 2020 General Election,2020-11-03,Gwinnett\n",
        small,
    )
    assert errors(found) == []
    assert [each for each in warnings(found) if "calls the election otherwise" in each and '"Special"' in each]


def test_a_file_of_which_hardly_a_contest_matches_is_of_another_election(small: Election) -> None:
    rows = "".join(f"HARBINS A,X{number},1,3\n" for number in range(9))
    found = read(f"{HEAD}\nHARBINS A,C1,1,1\n{rows}", small)
    assert [each for each in errors(found) if "another election: 1 of 10 contests are in the definition" in each]


def test_a_file_of_which_hardly_a_precinct_matches_is_of_another_county(small: Election) -> None:
    rows = "".join(f"PLACE {number},C1,1,3\nPLACE {number},C2,1,3\n" for number in range(9))
    found = read(f"{HEAD}\n{rows}", small)
    assert [each for each in errors(found) if "another county: 0 of 9 precincts" in each]


def test_what_one_has_and_the_other_lacks_is_listed_by_name(small: Election) -> None:
    found = read(f"{HEAD}\nHARBINS A,C1,1,3\nHARBINS A,C2,1,3\nDUNCANS A,Coroner,1,2\nELSEWHERE,C1,1,6\n", small)
    assert errors(found) == []
    assert found.results is not None
    assert found.results.strange_contests == {"Coroner": 2}
    assert found.results.strange_precincts == {"ELSEWHERE": 6}
    listed = " ".join(warnings(found))
    assert "lacks 1 contest of the file: Coroner" in listed
    assert "lacks 1 precinct of the file: ELSEWHERE" in listed
    assert "the file lacks 1 contest of the definition: House 2" in listed
    assert "the file lacks 1 precinct of the definition: DUNCANS A" in listed


def test_a_table_that_does_not_say_its_day_is_to_be_looked_at(small: Election) -> None:
    """Last year's table may have the same contests and precincts."""
    (said,) = warnings(read(WHOLE, small))
    assert "the table does not say of which day's election it is" in said
    head, *rows = WHOLE.splitlines()
    assert read("\n".join([f"{head},date", *(f"{row},2020-11-03" for row in rows)]), small).problems == ()


def test_an_id_and_a_title_of_two_contests_are_an_error(small: Election) -> None:
    found = read("precinct,contest_id,contest,candidate_ordinal,provisional\n001,C1,House 1,1,3\n", small)
    assert [each for each in errors(found) if "id and title are of two contests" in each]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04rest", "packed folder (ZIP)"),
        (b"\x1f\x8bnot packed", "cannot be unpacked"),
        (gzip.compress(WHOLE.encode())[:-9], "cannot be unpacked"),
        (gzip.compress(WHOLE.encode()) + b"more", "cannot be unpacked"),
        (b"precinct;contest_id\n", "separated by semicolons"),
        (b"precinct,contest_id,provisional\n", 'the column "candidate_ordinal" is missing'),
        (f"{HEAD}\n".encode(), "no provisional votes by contest and precinct"),
        (f"{HEAD}\nHARBINS \xff A,C1,1,1\n".encode("latin-1"), "is not UTF-8"),
    ],
)
def test_what_is_no_table_of_results_is_one_problem(small: Election, data: bytes, told: str) -> None:
    found = read(data, small)
    assert len([each for each in errors(found) if told in each]) == 1
    assert found.results is None


def test_a_file_that_unpacks_to_too_much_is_not_unpacked(small: Election, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results_file, "MOST_OF_RESULTS", 1000)
    (said,) = errors(read(gzip.compress(b"a" * 100_000), small))
    assert "unpacks to more than 1,000 bytes" in said


def test_a_file_too_large_is_not_read(small: Election, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results_file, "MOST_OF_RESULTS", 10)
    path = tmp_path / "results.csv"
    path.write_text(WHOLE)
    with pytest.raises(WorldError, match="too large"):
        read_results_file(path, small)


@settings(deadline=None)
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"{HEAD}\n{text}".encode()))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    assert isinstance(read(data, ELECTION), ResultsFile)
