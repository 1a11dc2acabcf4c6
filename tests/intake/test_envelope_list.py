"""Reading an envelope list: every rule with its message."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.intake.characters import first_control
from adjudicator.intake.envelope_checks import check_envelope
from adjudicator.intake.envelope_list import FIELD_OF_COLUMN, EnvelopeList, fingerprint, read_envelope_list
from adjudicator.records.election import Election
from adjudicator.records.envelope import SEALED_FIELDS, Envelope
from adjudicator.records.reasons import REASON_CODES
from tests.examples import examples

Reader = Callable[..., EnvelopeList]


def errors(found: EnvelopeList) -> list[str]:
    return [str(problem) for problem in found.problems if not problem.warning]


def warnings(found: EnvelopeList) -> list[str]:
    return [str(problem) for problem in found.problems if problem.warning]


WHOLE = {
    "note": "wrote \"old\" address,\nthen left", "envelope_number": "0733", "stream": "election_day",
    "place": "Harbins Park", "precinct_cast": "001", "style_cast": "G-BS01", "party": "",
    "cast_at": "2020-11-03T17:30", "reasons": "OP; PR;OP", "last_name": " O'Neil", "first_name": "Ána",
    "middle_name": "", "suffix": "Jr.", "birth_date": "3/4/71", "house_number": "12", "street": "Main St",
    "city": "Dacula", "zip": "30019", "phone": "555", "email": "", "registration_number": "00123456",
    "oath_signed": "yes", "id_shown": "no", "statement": "complete", "sheets": "2", "image": "0733.png",
    "box": " 3", "position": "12",
}  # fmt: skip


def test_a_row_becomes_an_envelope_with_its_text_exactly_as_received(read: Reader) -> None:
    found = read(WHOLE)
    assert found.problems == ()
    assert found.is_acceptable
    assert found.envelopes == (
        Envelope(
            number="0733", stream="election_day", place="Harbins Park", precinct_cast="001", style_cast="G-BS01",
            cast_at="2020-11-03T17:30", reasons=("OP", "PR"), last_name=" O'Neil", first_name="Ána", suffix="Jr.",
            birth_date="3/4/71", house_number="12", street="Main St", city="Dacula", zip_code="30019", phone="555",
            registration_number="00123456", oath_signed=True, id_shown=False, statement="complete", sheets=2,
            image="0733.png", note="wrote \"old\" address,\nthen left", box="3", position=12,
        ),
    )  # fmt: skip


def test_the_lists_columns_are_those_of_the_contract_and_every_field_has_one() -> None:
    assert set(FIELD_OF_COLUMN.values()) == set(Envelope.__dataclass_fields__)
    assert set(WHOLE) == set(FIELD_OF_COLUMN)


def test_an_empty_cell_is_unknown_and_never_no(read: Reader) -> None:
    envelope = read(dict.fromkeys(FIELD_OF_COLUMN, "  ") | {"envelope_number": "0733"}).envelopes[0]
    assert envelope == Envelope("0733")
    assert (envelope.oath_signed, envelope.id_shown, envelope.sheets) == (None, None, None)


def test_a_list_of_numbers_alone_is_enough(read: Reader) -> None:
    found = read("envelope_number\n0731\n\n0733")
    assert [envelope.number for envelope in found.envelopes] == ["0731", "0733"]
    assert (found.rows, found.problems) == (2, ())


def test_the_digest_is_that_of_the_file_as_received(read: Reader) -> None:
    data = b"\xef\xbb\xbfenvelope_number\r\n0731\r\n"
    found = read(data)
    assert found.digest == hashlib.sha256(data).hexdigest()
    assert found.problems == ()


REFUSED: list[tuple[dict[str, str], str]] = [
    (
        {"envelope_number": "0733\u200b"},
        "list.csv, row 2, column envelope_number: the number holds U+200B ZERO WIDTH SPACE as its character 5, which cannot "
        'be seen ("0733\ufffd"). Write the number that is on the envelope.',
    ),
    ({"envelope_number": "\u202e0733"}, "the number holds U+202E RIGHT-TO-LEFT OVERRIDE as its character 1"),
    ({"envelope_number": "\uff10733"}, 'holds U+FF10 FULLWIDTH DIGIT ZERO as its character 1, which looks like "0"'),
    (
        {"envelope_number": " ", "place": "Harbins Park"},
        "list.csv, row 2, column envelope_number: the envelope has no number. Write the number that is on the envelope.",
    ),
    (
        {"precinct_cast": "099"},
        'list.csv, row 2, column precinct_cast: the precinct is not one of the election\'s ("099"). '
        "Write one of the 2 precinct codes of the election, as in 001.",
    ),
    ({"precinct_cast": "duncans a"}, '("duncans a"). Did you mean 013 (DUNCANS A)?'),
    (
        {"style_cast": "G-BS77"},
        'list.csv, row 2, column style_cast: the ballot style is not one of the election\'s ("G-BS77"). '
        "Write one of the 2 ballot styles of the election, as in G-BS01.",
    ),
    ({"style_cast": "bs02"}, '("bs02"). Did you mean G-BS02? Write the style as the election has it.'),
    (
        {"stream": "At the polls"},
        'list.csv, row 2, column stream: the value is not one of those allowed ("At the polls"). '
        "Write election_day or advance or absentee, or nothing.",
    ),
    ({"statement": "yes"}, 'column statement: the value is not one of those allowed ("yes"). Write complete or'),
    ({"oath_signed": "1"}, 'column oath_signed: the value is not one of those allowed ("1"). Write yes or no, or nothing'),
    ({"id_shown": "0"}, 'column id_shown: the value is not one of those allowed ("0"). Write yes or no, or nothing.'),
    (
        {"reasons": "OP;XX"},
        "list.csv, row 2, column reasons: the reason code is not one of the case's (\"XX\"). "
        'Write codes of the case: PR, PI, IR, EH, OP, OC, V, AB, CZ, OT. In a list, write ";" between them.',
    ),
    (
        {"cast_at": "5:30 PM"},
        'list.csv, row 2, column cast_at: this is not a day with an hour ("5:30 PM"). '
        "Write day and hour as in 11/3/2020 5:30 PM or 2020-11-03T17:30, or nothing.",
    ),
    ({"cast_at": "2020-11-03T25:00"}, 'this is not a day with an hour ("2020-11-03T25:00")'),
    ({"cast_at": "2020-11-31T12:00"}, 'this is not a day with an hour ("2020-11-31T12:00")'),
    ({"cast_at": "2020-11-03"}, 'this is not a day with an hour ("2020-11-03")'),
    ({"cast_at": "2020-11-03T17:30Z"}, 'this is not a day with an hour ("2020-11-03T17:30Z")'),
    (
        {"stream": "election_day", "cast_at": "2020-11-02T17:30"},
        "list.csv, row 2, column cast_at: the day does not fit the stream (election_day): "
        "its ballots are cast on Nov 3, 2020. Compare with the envelope; correct the day or the stream.",
    ),
    (
        {"stream": "advance", "cast_at": "2020-11-03T17:30"},
        "the day does not fit the stream (advance): its ballots are cast from Sep 4, 2020 to Nov 2, 2020.",
    ),
    ({"stream": "absentee", "cast_at": "2020-11-04T00:10"}, "does not fit the stream (absentee)"),
    ({"cast_at": "2019-11-03T17:30"}, "does not fit the stream (not given)"),
    ({"sheets": "two"}, 'list.csv, row 2, column sheets: this is not a number of sheets ("two"). Write how many sheets'),
    ({"sheets": "0"}, 'this is not a number of sheets ("0")'),
    ({"sheets": "-1"}, 'this is not a number of sheets ("-1")'),
    ({"sheets": "1.5"}, 'this is not a number of sheets ("1.5")'),
    ({"sheets": "٣"}, 'this is not a number of sheets ("٣")'),
    ({"image": "../0733.png"}, "column image: this is not the name of a file beside the list. Write the name without"),
    ({"image": ".."}, "column image: this is not the name of a file beside the list."),
    ({"image": "C:0733.png"}, "column image: this is not the name of a file beside the list."),
    ({"note": "a\0b"}, "list.csv, row 2, column note: the cell holds a NUL character. Save the file again"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "message"), REFUSED)
def test_what_breaks_a_rule_is_refused_with_row_column_value_and_remedy(
    read: Reader, cells: dict[str, str], message: str
) -> None:
    found = read(cells)
    assert len(errors(found)) == 1
    assert message in errors(found)[0]
    assert found.envelopes == ()
    assert not found.is_acceptable


def test_a_number_that_stands_twice_names_the_first_row(read: Reader) -> None:
    found = read("envelope_number\n0731\n0732\n0731 \n")
    assert errors(found) == [
        'list.csv, row 4, column envelope_number: the number is already in row 2 ("0731"). '
        "Each envelope has one row and a number of its own."
    ]
    assert found.rows == 3


def test_a_style_of_another_precinct_is_a_warning_because_it_may_have_been_handed_out(read: Reader) -> None:
    found = read({"stream": "election_day", "precinct_cast": "001", "style_cast": "G-BS02"})
    assert warnings(found) == [
        'list.csv, row 2, column style_cast: precinct 001 does not have this ballot style, but G-BS01 ("G-BS02"). '
        "Compare with the envelope; leave it if this ballot was handed out."
    ]
    assert len(found.envelopes) == 1


def test_an_advance_site_has_every_style(read: Reader) -> None:
    assert read({"stream": "advance", "precinct_cast": "001", "style_cast": "G-BS02"}).problems == ()


def test_a_party_is_held_against_the_primarys_contests_only(read: Reader, primary: Election) -> None:
    assert read({"party": "DEM"}, primary).problems == ()
    assert errors(read({"party": "LIB"}, primary)) == [
        'list.csv, row 2, column party: the party is not one of the primary\'s ("LIB"). '
        "Write REP (Republican) or DEM (Democratic), or nothing.",
    ]


def test_the_county_s_own_reason_codes_are_the_ones_that_count(small: Election) -> None:
    data = b"envelope_number,reasons\n1,ZZ\n2,PR\n"
    found = read_envelope_list(data, "list.csv", small, reason_codes=["ZZ"])
    assert [problem.value for problem in found.problems] == ["PR"]


def test_voting_in_the_last_minute_of_the_day_is_still_election_day(read: Reader) -> None:
    assert len(read({"stream": "election_day", "cast_at": "2020-11-03T23:59:59"}).envelopes) == 1


# Columns and header


def test_an_unknown_column_is_a_warning_that_names_the_nearest(read: Reader) -> None:
    found = read("envelope_number,last_nam,colour of car\n1,Doe,red\n")
    assert warnings(found) == [
        'list.csv, row 1, column last_nam: the column is not known and is not read ("last_nam"). '
        'Rename it to "last_name" if that is meant.',
        'list.csv, row 1, column colour of car: the column is not known and is not read ("colour of car"). '
        "Remove it if it is not needed.",
    ]
    assert found.envelopes == (Envelope("1"),)


def test_a_missing_number_column_is_named_with_the_one_that_may_be_meant(read: Reader) -> None:
    found = read("Envelope Numbr,stream\n1,advance\n")
    assert errors(found) == [
        'list.csv, row 1, column envelope_number: the column "envelope_number" is missing. '
        'Rename the column "Envelope Numbr" to "envelope_number".'
    ]
    assert found.envelopes == ()


def test_a_column_that_stands_twice_is_refused(read: Reader) -> None:
    assert "the column is there twice" in errors(read("envelope_number,place,place\n1,a,b\n"))[0]


@pytest.mark.parametrize(("separator", "word"), [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
def test_other_separators_are_named(read: Reader, separator: str, word: str) -> None:
    found = read(f"envelope_number{separator}place\n1{separator}Harbins Park\n")
    assert errors(found) == [
        f"list.csv, row 1: the columns are separated by {word}, not commas. "
        'Save the file again as "CSV UTF-8 (comma separated)".'
    ]


def test_a_list_without_a_header_is_refused_and_its_first_voter_not_shown(read: Reader) -> None:
    found = read("0731,Doe,Jane\n0732,Roe,Jan\n")
    assert errors(found) == [
        "list.csv, row 1: the first row names no column that is known, so there is no header. "
        "Put a row with the columns' names above the others, envelope_number among them."
    ]


def test_a_title_above_the_header_is_said_to_be_there(read: Reader) -> None:
    found = read("Fulton County provisional ballots,,\n,,\nEnvelope Number,Place,Stream\n1,Harbins Park,\n")
    assert errors(found) == [
        "list.csv, row 1: the columns' names stand in row 3, not in the first. Remove the rows above them."
    ]


HEADERS = (
    "envelope_number,oath_signed,cast_at",
    "Envelope Number,Oath signed,Cast At",
    "ENVELOPE-NUMBER,OathSigned,Time cast",
)


@pytest.mark.parametrize("header", HEADERS)
def test_headers_are_read_in_any_case_with_blanks_or_dashes(read: Reader, header: str) -> None:
    found = read(f"{header}\n0017,yes,2020-11-03T17:30\n")
    assert (errors(found), warnings(found)) == ([], [])
    assert found.envelopes[0] == Envelope("0017", oath_signed=True, cast_at="2020-11-03T17:30")


@pytest.mark.parametrize(
    ("column", "written", "field", "read_as"),
    [
        ("cast_at", "11/3/2020 5:30 PM", "cast_at", "2020-11-03T17:30"),
        ("cast_at", "11/03/2020 05:30:10 p.m.", "cast_at", "2020-11-03T17:30:10"),
        ("cast_at", "11/3/2020 12:05 AM", "cast_at", "2020-11-03T00:05"),
        ("cast_at", "11/3/2020 17:30", "cast_at", "2020-11-03T17:30"),
        ("cast_at", "2020-11-03 17:30", "cast_at", "2020-11-03T17:30"),
        ("oath_signed", "Y", "oath_signed", True),
        ("oath_signed", "TRUE", "oath_signed", True),
        ("id_shown", "False", "id_shown", False),
        ("id_shown", "n", "id_shown", False),
        ("reasons", '"op, PI"', "reasons", ("OP", "PI")),
        ("stream", "Election Day", "stream", "election_day"),
        ("statement", "Complete", "statement", "complete"),
    ],
)
def test_what_a_spreadsheet_saves_is_read(read: Reader, column: str, written: str, field: str, read_as: object) -> None:
    found = read(f"envelope_number,{column}\n1,{written}\n")
    assert errors(found) == []
    assert getattr(found.envelopes[0], field) == read_as


@pytest.mark.parametrize(
    "written", ["13/3/2020 5:30 PM", "11/3/2020 13:30 PM", "11/31/2020 5:30 PM", "11/3/20 5:30 PM"]
)
def test_a_day_or_hour_that_is_none_is_no_guess(read: Reader, written: str) -> None:
    assert f'this is not a day with an hour ("{written}")' in errors(read(f"envelope_number,cast_at\n1,{written}\n"))[0]


def test_the_same_list_without_its_zeros_is_received_already(read: Reader) -> None:
    """Supervisor 4: Excel took the zeros away, and 300 envelopes were received a second time."""
    first = read("envelope_number,place\n0017,Harbins Park\nPB-0018,Harbins Park\n")
    known = {envelope.number: fingerprint(envelope) for envelope in first.envelopes}
    again = read("envelope_number,place\n17,Harbins Park\npb 18,Harbins Park\n", known=known)
    assert again.envelopes == ()
    assert warnings(again) == [
        "list.csv: all 2 envelopes have been received already. Choose another file if there are new ones."
    ]
    other = read("envelope_number,place\n17,Another place\n", known=known)
    assert "contradicts the row received earlier for envelope 0017" in errors(other)[0]


def test_a_precinct_without_its_zeros_is_the_one_that_it_can_only_be(read: Reader) -> None:
    (envelope,) = read("envelope_number,precinct_cast\n1,13\n").envelopes
    assert envelope.precinct_cast == "013"
    assert 'not one of the election\'s ("3")' in errors(read("envelope_number,precinct_cast\n1,3\n"))[0]


def test_one_number_written_twice_is_one_number(read: Reader) -> None:
    assert 'the number is already in row 2 ("00-17")' in errors(read("envelope_number\n17\n00-17\n"))[0]


def test_numbers_with_parts_stay_two(read: Reader) -> None:
    assert len(read("envelope_number\n1-12\n11-2\n112\n").envelopes) == 3


def test_an_error_in_many_rows_is_said_once_with_the_first_of_them(read: Reader) -> None:
    """Supervisor 8: the same words 295 times, and the one sentence that counted them at the end."""
    rows = "".join(f"{number},5:30\n" for number in range(1, 296))
    assert errors(read(f"envelope_number,cast_at\n{rows}")) == [
        "list.csv, column cast_at: this is not a day with an hour, in 295 rows (2, 3, 4, 5, 6 and 290 more) "
        '("5:30"). Write day and hour as in 11/3/2020 5:30 PM or 2020-11-03T17:30, or nothing.'
    ]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(read: Reader, data: bytes) -> None:
    assert errors(read(data)) == [
        "list.csv: the file is empty. It needs a header row, and a row for each envelope or voter."
    ]


def test_a_header_alone_is_a_warning(read: Reader) -> None:
    assert warnings(read("envelope_number\n")) == [
        "list.csv: the list has a header but no envelope. Choose another file."
    ]


# Broken tables


def test_latin_1_is_refused_with_the_bytes_place_and_row(read: Reader) -> None:
    found = read("envelope_number,last_name\n1,Doe\n\n2,Muñoz\n".encode("latin-1"))
    assert errors(found) == [
        'list.csv, row 4: byte 38 of the file is not UTF-8 ("0xF1"). '
        'Save the file as UTF-8 (in a spreadsheet: "CSV UTF-8") and read it again.'
    ]


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"\xd0\xcf\x11\xe0", "a spreadsheet's file of the old kind (.xls), or one locked with a password"),
        (b"\xff\xfee\0", "UTF-16"),
    ],
)
def test_a_file_of_another_form_is_named(read: Reader, data: bytes, form: str) -> None:
    assert f"the file is {form}" in errors(read(data))[0]


def test_a_row_of_another_width_is_refused_and_its_cells_not_judged(read: Reader) -> None:
    found = read("envelope_number,stream,place\n1,Doe, Jane,advance\n2,advance\n3,advance,x\n")
    assert errors(found) == [
        f"list.csv, row {row}: the row has {cells} cells, the header 3. "
        "Put quotation marks around a cell with a comma in it, and fill the row up with empty cells."
        for row, cells in ((2, 4), (3, 2))
    ]
    assert [envelope.number for envelope in found.envelopes] == ["3"]


def test_row_numbers_stay_true_below_blank_rows_and_line_breaks_in_cells(read: Reader) -> None:
    found = read('envelope_number,note,sheets\r\n1,"two\r\nlines",1\r\n\r\n,,\r\n4,x,many\r\n')
    assert [problem.row for problem in found.problems] == [5]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('envelope_number,note\n1,"open\n2,x\n', "a quotation mark is opened and never closed"),
        ('envelope_number,note\n1,"a"b\n', "a quotation mark stands inside a quoted cell"),
        ("envelope_number,note\r1,a\r2,b\r", "the lines end with a bare carriage return"),
        (f"envelope_number,note\n1,{'x' * 140_000}\n", "a cell is longer than 131,072 characters"),
    ],
)
def test_a_broken_table_is_refused_in_plain_words(read: Reader, text: str, what: str) -> None:
    found = read(text)
    assert any(f"{what}; the rest of the file was not read" in said for said in errors(found)), errors(found)


def test_a_letter_lost_before_the_file_was_made_is_a_warning(read: Reader) -> None:
    found = read({"last_name": "Mu\ufffdoz"})
    assert "column last_name: a letter was lost before this file was made" in warnings(found)[0]
    assert len(found.envelopes) == 1


def test_two_hundred_errors_are_shown_and_the_rest_counted(read: Reader) -> None:
    rows = "".join(f"{number}\n" for number in (*range(1, 251), *range(1, 251)))  # each error names another row
    found = read("envelope_number\n" + rows)
    assert len(found.problems) == 201
    assert str(found.problems[-1]) == (
        "list.csv: 50 more errors are not shown. Correct the ones above and read the file again."
    )


def test_warnings_never_hide_an_error(read: Reader) -> None:
    columns = "".join(f",column {number}" for number in range(250))
    found = read(f"envelope_number,sheets{columns}\n999,many{',' * 250}\n")
    assert [problem.row for problem in found.problems if not problem.warning] == [2]
    assert len(warnings(found)) == 201
    assert "50 more warnings are not shown" in warnings(found)[-1]


# Received earlier


def test_an_envelope_received_earlier_with_the_same_answers_is_left_out_with_a_warning(read: Reader) -> None:
    first = read("envelope_number,place\n0731,Harbins Park\n").envelopes[0]
    found = read("place,envelope_number\nHarbins Park,0731\n,0732\n", known={"0731": fingerprint(first)})
    assert warnings(found) == [
        "list.csv, row 2, column envelope_number: the envelope was already received with the same answers "
        '("0731"). Nothing to do: it is left out.'
    ]
    assert [envelope.number for envelope in found.envelopes] == ["0732"]
    assert found.is_acceptable


def test_a_row_that_contradicts_the_one_received_earlier_is_an_error(read: Reader) -> None:
    first = read("envelope_number,place\n0731,Harbins Park\n").envelopes[0]
    found = read("envelope_number,place\n0731,Duncan Park\n", known={"0731": fingerprint(first)})
    assert errors(found) == [
        "list.csv, row 2, column envelope_number: the row contradicts the row received earlier for this envelope "
        '("0731"). Compare with the envelope; take the row out, and correct the received one in the program.'
    ]
    assert found.envelopes == ()


def test_fingerprints_tell_unknown_from_no() -> None:
    assert fingerprint(Envelope("1")) != fingerprint(Envelope("1", oath_signed=False))
    assert fingerprint(Envelope("1", reasons=("PR",))) == fingerprint(Envelope("1", reasons=("PR",)))


# Privacy


@pytest.mark.parametrize(
    "column", sorted(column for column, field in FIELD_OF_COLUMN.items() if field in SEALED_FIELDS)
)
def test_no_message_repeats_who_the_voter_is(read: Reader, column: str) -> None:
    secret = "2020-10-30T12:34" if column == "cast_at" else "Zyx/wv\0u"
    found = read({"stream": "election_day", column: secret})
    assert found.problems
    assert all(secret not in str(problem) and "Zyx" not in str(problem) for problem in found.problems)


# By hand


def test_an_envelope_entered_by_hand_is_held_against_the_same_rules(small: Election) -> None:
    envelope = Envelope("", precinct_cast="13", cast_at="noon", reasons=("XX",), sheets=99, statement="half")
    found = check_envelope(envelope, small, REASON_CODES)
    assert [problem.column for problem in found] == [
        "envelope_number", "precinct_cast", "cast_at", "reasons", "statement", "sheets",
    ]  # fmt: skip
    assert str(found[1]).startswith("entry by hand, column precinct_cast: the precinct is not one of the election's")


def test_a_number_with_a_space_around_it_is_refused_by_hand_because_it_would_look_like_another(small: Election) -> None:
    found = check_envelope(Envelope("0733 "), small, REASON_CODES)
    assert [problem.what for problem in found] == ["the number begins or ends with a space"]


@pytest.mark.parametrize("number", ["0733\u200b", "0733\u202e", "\u041e733"], ids=ascii)
def test_a_number_that_looks_like_another_is_refused_by_hand(small: Election, number: str) -> None:
    (found,) = check_envelope(Envelope(number), small, REASON_CODES)
    assert found.column == "envelope_number"
    assert not found.warning


def test_a_right_envelope_entered_by_hand_has_no_problem(small: Election) -> None:
    assert check_envelope(Envelope("0733", stream="advance", sheets=2), small, REASON_CODES) == ()


# Anything at all

cells = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)


@settings(deadline=None, max_examples=examples(200))
@given(st.binary(max_size=80))
def test_reading_never_raises_on_any_bytes(small: Election, data: bytes) -> None:
    found = read_envelope_list(data, "list.csv", small, reason_codes=REASON_CODES)
    assert found.is_acceptable or found.problems


@settings(deadline=None, max_examples=examples(200))
@given(st.binary(max_size=60))
def test_reading_never_raises_on_any_bytes_below_a_header(small: Election, data: bytes) -> None:
    header = b"envelope_number,cast_at,sheets,reasons,image\n"
    found = read_envelope_list(header + data, "list.csv", small, reason_codes=REASON_CODES)
    assert len(found.envelopes) <= found.rows


@settings(deadline=None, max_examples=examples(200))
@given(st.lists(cells, min_size=4, max_size=4))
def test_free_text_comes_through_unchanged_or_is_empty(read: Reader, texts: list[str]) -> None:
    columns = ("last_name", "street", "note", "birth_date")
    found = read(dict(zip(columns, texts, strict=True)))
    if not found.is_acceptable:
        assert any(first_control(text) for text in texts)
        return
    envelope = found.envelopes[0]
    received = (envelope.last_name, envelope.street, envelope.note, envelope.birth_date)
    assert received == tuple("" if text.isspace() else text for text in texts)
