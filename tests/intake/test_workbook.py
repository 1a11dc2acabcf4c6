"""A list in a workbook is read as the same list in CSV; what a spreadsheet does not write is refused with words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from adjudicator.intake.absentee import read_absentee
from adjudicator.intake.check_in import read_check_in
from adjudicator.intake.envelope_list import EnvelopeList, read_envelope_list
from adjudicator.intake.manner import Manner, read_columns
from adjudicator.intake.workbook import sheets_of, to_ask
from adjudicator.records.election import Election
from adjudicator.records.reasons import REASON_CODES
from adjudicator.records.trouble import Problem
from tests.workbooks import spoilt, workbook

SHEET = "xl/worksheets/sheet1.xml"
HEADER = ["envelope_number", "place", "cast_at", "birth_date", "oath_signed", "sheets"]

HALF_PAST_FIVE, BORN, CHECKED_IN, ISSUED, RETURNED = (
    datetime.fromisoformat(each)
    for each in ("2020-11-03T17:30", "1956-04-12", "2020-11-03T09:41", "2020-09-20T08:00", "2020-10-27")
)

Read = Callable[..., EnvelopeList]


@pytest.fixture
def read(small: Election) -> Read:
    def reader(data: bytes, **how: object) -> EnvelopeList:
        return read_envelope_list(data, "list.xlsx", small, reason_codes=REASON_CODES, manner=Manner(**how))

    return reader


def _words(problems: tuple[Problem, ...]) -> list[str]:
    return [str(problem) for problem in problems]


def test_dates_numbers_and_ticks_are_read_as_what_they_are(read: Read) -> None:
    rows = [HEADER, ["0017", "Duncan Park", HALF_PAST_FIVE, BORN, True, 2.0]]
    data = workbook({"Nov 3": rows}, {"D2": "m/d/yyyy"})
    found = read(data)
    assert _words(found.problems) == []
    (envelope,) = found.envelopes
    assert (envelope.number, envelope.cast_at, envelope.birth_date) == ("0017", "2020-11-03T17:30", "1956-04-12")
    assert (envelope.oath_signed, envelope.sheets) == (True, 2)
    assert found.digest == hashlib.sha256(data).hexdigest()


def test_a_problem_says_sheet_row_and_column(read: Read) -> None:
    data = workbook({"Nov 3": [HEADER, [], ["0017", "Duncan Park", "half past five"]]})
    assert _words(read(data).problems)[0].startswith("list.xlsx, sheet Nov 3, row 3, column cast_at: ")


def test_zeros_that_a_number_lost_are_warned_of_and_those_that_a_format_gives_are_kept(read: Read) -> None:
    rows = [["envelope_number"], [17], [117]]
    (warning,) = read(workbook({"S": rows})).problems
    assert (warning.column, warning.warning) == ("envelope_number", True)
    assert (
        warning.what == "the cells are numbers in the spreadsheet, which keeps no zeros in front: 17 may have been 0017"
    )
    kept = read(workbook({"S": rows}, {"A2": "0000", "A3": "0000"}))
    assert [each.number for each in kept.envelopes] == ["0017", "0117"]
    assert not kept.problems
    assert not read(workbook({"S": [["envelope_number"], [1017], [1117]]})).problems, "nothing is missing in these"


def test_a_registration_number_with_fewer_than_eight_digits_is_warned_of(read: Read) -> None:
    found = read(workbook({"S": [["envelope_number", "registration_number"], ["1", 2345678]]}))
    assert [problem.column for problem in found.problems if "zeros" in problem.what] == ["registration_number"]


def test_one_sheet_that_holds_something_is_no_question(read: Read) -> None:
    assert len(read(workbook({"List": [["envelope_number"], ["1"]], "Sheet2": [], "Sheet3": []})).envelopes) == 1


def test_of_several_sheets_one_has_to_be_said(read: Read) -> None:
    data = workbook({"Early": [["envelope_number"], ["1"]], "Nov 3": [["envelope_number"], ["2"], ["3"]]})
    assert _words(read(data).problems) == [
        'list.xlsx: has 2 sheets that may be meant: "Early", "Nov 3". Say which one: in the window with Sheet, in a '
        "command with --sheet."
    ]
    assert [each.number for each in read(data, sheet="nov 3").envelopes] == ["2", "3"]
    wrong = _words(read(data, sheet="Nov 4").problems)
    assert wrong == ['list.xlsx: has no sheet "Nov 4"; it has "Early", "Nov 3". Name one of them.']


def test_a_formula_whose_value_was_not_saved_is_refused_and_one_with_its_value_read(read: Read) -> None:
    data = workbook({"S": [["envelope_number", "place"], ["=1+1", "Duncan Park"]]})
    assert _words(read(data).problems)[0] == (
        "list.xlsx, sheet S, row 2, column envelope_number: the cell has a formula whose value was not saved. Open the list "
        "in the spreadsheet and save it, or paste the values over the formulas."
    )
    saved = spoilt(data, SHEET, b"<v />", b"<v>2</v>")
    assert [each.number for each in read(saved).envelopes] == ["2"]


def test_an_error_of_the_spreadsheet_is_no_value(read: Read) -> None:
    data = workbook({"S": [["envelope_number", "place"], ["1", "#N/A"]]})
    assert [problem.what for problem in read(data).problems] == ["the cell holds an error of the spreadsheet (#N/A)"]


def _entities(text: str) -> str:
    return f'<!DOCTYPE x [<!ENTITY a "{text}"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet'


HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    "entities": lambda data: spoilt(data, SHEET, "<worksheet", _entities("ha" * 100)),
    "another file": lambda data: spoilt(
        data, SHEET, "<worksheet", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet'
    ),
    "rows beyond a sheet": lambda data: spoilt(data, SHEET, '<row r="2"', '<row r="999999999999"'),
    "rows out of order": lambda data: spoilt(data, SHEET, '<row r="2"', '<row r="1"'),
    "a bomb": lambda data: spoilt(data, SHEET, "<sheetData>", b"<sheetData>" + b" " * (200 << 20)),
    "one row without end": lambda data: spoilt(
        data, SHEET, '<row r="2">', b'<row r="2">' + b"".join(b'<c r="A%d"/>' % at for at in range(900_000))
    ),
    "UTF-16": lambda data: spoilt(data, SHEET, "<worksheet", "\ufeff<worksheet".encode("utf-16-le")),
    "no workbook": lambda data: spoilt(data, "[Content_Types].xml", "<", "<<"),
    "cut short": lambda data: data[: len(data) // 2],
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_or_damaged_workbook_is_refused_quickly_and_with_words(read: Read, kind: str) -> None:
    whole = workbook({"S": [["envelope_number"], ["1"], ["2"]]})
    data = HOSTILE[kind](whole)
    began = process_time()
    found = read(data)
    assert process_time() - began < 5
    assert [problem.warning for problem in found.problems] == [False], _words(found.problems)
    assert found.problems[0].what
    assert found.problems[0].remedy
    assert not found.envelopes


def test_a_zip_that_is_none_and_one_with_too_many_parts_are_refused(read: Read) -> None:
    for parts, words in ((1, "is packed like a workbook and is none"), (3000, "has far more parts than a workbook")):
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as made:
            for at in range(parts):
                made.writestr(f"{at}.xml" if at or parts == 1 else "[Content_Types].xml", "<a/>")
        assert read(out.getvalue()).problems[0].what.startswith(words)


def test_a_size_that_the_sheet_claims_is_not_believed(read: Read) -> None:
    data = workbook({"S": [["envelope_number"], ["1"]]})
    claims = spoilt(data, SHEET, '<dimension ref="A1:A2"', '<dimension ref="A1:XFD1048576"')
    began = process_time()
    assert len(read(claims).envelopes) == 1
    assert process_time() - began < 5


def test_rows_that_are_empty_to_the_end_of_the_sheet_cost_nothing(read: Read) -> None:
    data = workbook({"S": [["envelope_number"], ["1"]]})
    far = spoilt(data, SHEET, "</sheetData>", '<row r="1048576"><c r="A1048576"/></row></sheetData>')
    assert len(read(far).envelopes) == 1


def test_the_first_rows_of_each_sheet_are_told_and_hidden_ones_are_not_asked_about(tmp_path: Path) -> None:
    data = workbook({"List": [["envelope_number"], [7]], "Codes": [["x"]]})
    path = tmp_path / "list.xlsx"
    path.write_bytes(spoilt(data, "xl/workbook.xml", 'name="Codes" sheetId="2" state="visible"',
                            'name="Codes" sheetId="2" state="hidden"'))  # fmt: skip
    found = sheets_of(path, 2)
    assert isinstance(found, tuple)
    assert [each.name for each in found] == ["List", "Codes"]
    assert [each.name for each in to_ask(found)] == ["List"]
    assert found[0].rows == (("envelope_number",), ("7",))


def test_check_ins_and_absentee_rows_are_read_from_a_workbook(small: Election) -> None:
    data = workbook({"S": [["Registration Number", "Status", "Checked In At"], ["00000001", "Voted", CHECKED_IN]]})
    found = read_check_in(data, "c.xlsx", small)
    assert _words(found.problems) == []
    (credit,) = found.credits
    assert (credit.value, credit.on) == ("election_day", "2020-11-03T09:41")
    header = ["County", "Voter Registration #", "Last Name", "First Name", "Ballot Status", "Status Reason",
              "Ballot Issued Date", "Ballot Return Date", "Ballot Style"]  # fmt: skip
    row = [
        "GWINNETT",
        "00000001",
        "DOE",
        "JANE",
        "A",
        "",
        ISSUED,
        RETURNED,
        "MAILED",
    ]
    absent = read_absentee(workbook({"S": [header, row]}), "a.xlsx", "Gwinnett")
    assert _words(absent.problems) == []
    assert [each.detail for each in absent.credits] == ["accepted Oct 27, 2020, mailed"]


def test_what_a_workbook_says_is_what_was_checked_though_the_file_changes(small: Election, tmp_path: Path) -> None:
    path = tmp_path / "c.xlsx"
    path.write_bytes(workbook({"S": [["registration_number", "status"], ["00000001", "voted"]]}))
    found = read_check_in(path, "c.xlsx", small)
    path.write_bytes(workbook({"S": [["registration_number", "status"], ["00000002", "voted"]]}))
    assert [(each.registration_number, each.file) for each in found.credits] == [("00000001", found.digest)]


@pytest.mark.parametrize(("value", "said"), [(time(17, 30), "17:30"), (date(2020, 11, 3), "2020-11-03"), (0.5, "0.5")])
def test_other_values_are_said_as_a_csv_would(tmp_path: Path, value: object, said: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(workbook({"S": [[value]]}))
    found = sheets_of(path)
    assert isinstance(found, tuple)
    assert found[0].rows == ((said,),)


# which column is which


def test_columns_are_read_as_somebody_said(read: Read) -> None:
    rows = [["Env #", "Site", "Remarks"], ["0001", "Duncan Park", "x"]]
    found = read(workbook({"S": rows}), columns={"Env #": "envelope_number", "Site": "place", "Remarks": ""})
    assert _words(found.problems) == []
    assert [(each.number, each.place) for each in found.envelopes] == [("0001", "Duncan Park")]


def test_a_column_may_be_said_to_be_another_than_its_name(read: Read) -> None:
    rows = [["envelope_number", "place"], ["Duncan Park", "0001"]]
    found = read(workbook({"S": rows}), columns={"envelope_number": "place", "place": "envelope_number"})
    assert [(each.number, each.place) for each in found.envelopes] == [("0001", "Duncan Park")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[1]", "does not hold a JSON object"),
        ("{", "is not valid JSON at line 1, column 2: Expecting property name enclosed in double quotes"),
        ("[" * 100_000, "is nested too deeply, or holds a number that is far too long"),
        ('{"a": "place", "a": "envelope_number"}', "stands twice in one object"),
        ('{"a": 1}', "does not say which column is which"),
        ('{"a": "envelope_numbr"}', "names a column that this kind of file does not have"),
        ('{"a": "place", "b": "place"}', "says of two columns that they are the same"),
    ],
)
def test_a_file_of_columns_that_is_none_is_refused(text: str, said: str) -> None:
    found = read_columns(text.encode(), "columns.json", ("envelope_number", "place"))
    assert isinstance(found, Problem)
    assert found.what == said
