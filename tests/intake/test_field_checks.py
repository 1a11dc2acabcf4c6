"""What no pen writes is refused; what can hardly be right is a warning and received as written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from adjudicator.intake.definition import read_definition
from adjudicator.intake.envelope_checks import check_envelope
from adjudicator.intake.envelope_list import EnvelopeList, fingerprint
from adjudicator.records.election import Election
from adjudicator.records.envelope import Envelope
from adjudicator.records.reasons import REASON_CODES

Reader = Callable[..., EnvelopeList]
AS_PAPER = "Compare with the envelope; leave it if the envelope says so."
PLAIN = "Write it again in one line of plain letters."


def said(found: EnvelopeList) -> list[str]:
    return [str(problem) for problem in found.problems]


# Refused

REFUSED: list[tuple[dict[str, str], str]] = [
    ({"envelope_number": "07\n33"}, f'column envelope_number: the text holds a line break ("07␊33"). {PLAIN}'),
    ({"envelope_number": "0733\n"}, f'column envelope_number: the text holds a line break ("0733␊"). {PLAIN}'),
    (
        {"envelope_number": "07\x1b[1m"},
        f'column envelope_number: the text holds an escape character ("07␛[1m"). {PLAIN}',
    ),
    ({"envelope_number": "07\x7f"}, f'column envelope_number: the text holds a control character ("07␡"). {PLAIN}'),
    ({"envelope_number": "07\u2028"}, "column envelope_number: the text holds a line break"),
    (
        {"envelope_number": "0001\u200b"},
        "column envelope_number: the number holds U+200B ZERO WIDTH SPACE as its character 5",
    ),
    (
        {"envelope_number": "\u202e1000"},
        "column envelope_number: the number holds U+202E RIGHT-TO-LEFT OVERRIDE as its character 1",
    ),
    (
        {"envelope_number": "7" * 41},
        f'column envelope_number: the number is longer than 40 characters ("{"7" * 41}"). '
        "Write the number that is on the envelope.",
    ),
    ({"place": "Harbins\tPark"}, f'column place: the text holds a tab ("Harbins␉Park"). {PLAIN}'),
    ({"party": "REP\x1b"}, f'column party: the text holds an escape character ("REP␛"). {PLAIN}'),
    ({"last_name": "Roe\x1b[2J"}, f"column last_name: the text holds an escape character. {PLAIN}"),
    ({"first_name": "A\r\nB"}, f"column first_name: the text holds a line break. {PLAIN}"),
    ({"zip": "30019\t"}, f"column zip: the text holds a tab. {PLAIN}"),
    ({"birth_date": "1960-\t02-30"}, f"column birth_date: the text holds a tab. {PLAIN}"),
    ({"registration_number": "12\x85"}, f"column registration_number: the text holds a control character. {PLAIN}"),
    ({"cast_at": "2020-11-03T10:00\n"}, f"column cast_at: the text holds a line break. {PLAIN}"),
    ({"precinct_cast": "001\t"}, f'column precinct_cast: the text holds a tab ("001␉"). {PLAIN}'),
    ({"reasons": "OP;\tPR"}, f'column reasons: the text holds a tab ("OP;␉PR"). {PLAIN}'),
    ({"oath_signed": "yes\t"}, 'column oath_signed: the value is not one of those allowed ("yes␉").'),
    ({"note": "a\tb"}, f"column note: the text holds a tab. {PLAIN}"),
    ({"note": "a\x07b"}, f"column note: the text holds a control character. {PLAIN}"),
    ({"last_name": "a\0b"}, "column last_name: the cell holds a NUL character."),
]


@pytest.mark.parametrize(("cells", "message"), REFUSED)
def test_what_no_pen_writes_is_refused_once_and_shown_without_harm(
    read: Reader, cells: dict[str, str], message: str
) -> None:
    found = read(cells)
    assert len(found.problems) == 1
    assert f"list.csv, row 2, {message}" in said(found)[0]
    assert said(found)[0].isprintable()
    assert (found.envelopes, found.is_acceptable) == ((), False)


def test_a_note_may_have_line_breaks_and_a_number_forty_characters(read: Reader) -> None:
    assert read({"note": "one\r\ntwo\nthree", "envelope_number": "7" * 40}).problems == ()


def test_entry_by_hand_refuses_the_same_characters(small: Election) -> None:
    envelope = Envelope("07\n33", place="a\tb", last_name="Ro\0e", reasons=("O\x1bP",), note="a\nb")
    assert [(it.column, it.what, it.value, it.warning) for it in check_envelope(envelope, small, REASON_CODES)] == [
        ("envelope_number", "the text holds a line break", "07␊33", False),
        ("place", "the text holds a tab", "a␉b", False),
        ("reasons", "the text holds an escape character", "O␛P", False),
        ("last_name", "the text holds a NUL character", "", False),
    ]


# Doubtful

DOUBTFUL: list[tuple[dict[str, str], str]] = [
    ({"birth_date": "1960-02-30"}, f"column birth_date: the calendar has no such day. {AS_PAPER}"),
    ({"birth_date": "2/30/1960"}, f"column birth_date: the calendar has no such day. {AS_PAPER}"),
    ({"birth_date": "2020-11-04"}, f"column birth_date: the birth date is after election day, Nov 3, 2020. {AS_PAPER}"),
    (
        {"birth_date": "1900-11-02"},
        f"column birth_date: the birth date is more than 120 years before election day. {AS_PAPER}",
    ),
    ({"birth_date": "11/04/2003"}, f"column birth_date: the voter was under 17 on election day. {AS_PAPER}"),
    (
        {"place": "Harbin Park"},
        'column place: the place is neither a polling place nor an advance site of the election ("Harbin Park"). '
        f"Did you mean Harbins Park? {AS_PAPER}",
    ),
    ({"place": "duncans a"}, f"Did you mean Duncan Park? {AS_PAPER}"),
    (
        {"place": "Zzz"},
        f'column place: the place is neither a polling place nor an advance site of the election ("Zzz"). {AS_PAPER}',
    ),
    (
        {"place": "Duncan Park", "precinct_cast": "001"},
        'column place: the place contradicts the precinct ("Duncan Park"). Precinct 001 votes at Harbins Park; '
        f"this is the place of 013. {AS_PAPER}",
    ),
    (
        {"registration_number": "12-345"},
        f"column registration_number: the registration number is not all digits. {AS_PAPER}",
    ),
    (
        {"party": "REP"},
        'column party: there is a party, but the election is not a primary ("REP"). '
        "Leave the party out; it is received as written and not used.",
    ),
    (
        {"stream": "election_day", "cast_at": "2020-11-03T06:59"},
        "column cast_at: the time is before the polls open at 7:00 a.m.",
    ),
    (
        {"cast_at": "2020-11-03T22:01"},
        "column cast_at: the time is more than three hours after the polls close at 7:00 p.m.",
    ),
]


@pytest.mark.parametrize(("cells", "message"), DOUBTFUL)
def test_what_can_hardly_be_right_is_a_warning_and_received_as_written(
    read: Reader, cells: dict[str, str], message: str
) -> None:
    found = read(cells)
    assert len(found.problems) == 1
    assert message in said(found)[0]
    assert found.problems[0].warning
    assert len(found.envelopes) == 1
    personal = {"birth_date", "registration_number", "cast_at"}
    assert all(not it.value for it in found.problems if it.column in personal)


@pytest.mark.parametrize(
    "cells",
    [
        {"birth_date": "2003-11-03"},
        {"birth_date": "1900-11-03"},
        {"birth_date": "2/29/1960"},
        {"birth_date": "1960"},
        {"birth_date": "3/4/71"},
        {"birth_date": "about 1960"},
        {"place": "Harbins Park", "precinct_cast": "001"},
        {"place": "013", "precinct_cast": "013"},
        {"place": "Elections office", "stream": "advance"},
        {"place": "Duncan Park", "precinct_cast": "001", "stream": "advance"},
        {"registration_number": "00123456"},
        {"stream": "election_day", "cast_at": "2020-11-03T07:00"},
        {"stream": "election_day", "cast_at": "2020-11-03T22:00"},
        {"stream": "absentee", "cast_at": "2020-11-03T06:00"},
        {"stream": "advance", "cast_at": "2020-11-02T06:00"},
    ],
)
def test_what_may_well_be_right_is_received_without_a_word(read: Reader, cells: dict[str, str]) -> None:
    assert read(cells).problems == ()


def test_entry_by_hand_warns_alike(small: Election) -> None:
    envelope = Envelope("0733", place="Harbin Park", birth_date="1960-02-30", party="REP", registration_number="x")
    found = check_envelope(envelope, small, REASON_CODES)
    assert [it.column for it in found] == ["place", "party", "birth_date", "registration_number"]
    assert all(it.warning for it in found)


def test_a_place_is_not_judged_where_the_definition_names_none(
    read: Reader, changed: Callable[[Callable[[dict[str, Any]], object]], bytes]
) -> None:
    def without_places(definition: dict[str, Any]) -> None:
        for precinct in definition["precincts"]:
            precinct["polling_place"] = ""

    election, _ = read_definition(changed(without_places), "small.json")
    assert election is not None
    assert read({"place": "Zzz", "precinct_cast": "001"}, election).problems == ()


def test_an_advance_site_is_known_and_serves_every_precinct(read: Reader, small: Election) -> None:
    election = replace(small, advance_sites=("Elections office",))
    for stream in ("advance", "election_day"):
        cells = {"place": "Elections office", "precinct_cast": "001", "stream": stream}
        assert read(cells, election).problems == ()
    found = read({"place": "Election office", "stream": "advance"}, election)
    assert "Did you mean Elections office?" in said(found)[0]


def test_precincts_that_share_a_building_do_not_contradict_each_others_place(read: Reader, small: Election) -> None:
    election = replace(small, shared_buildings=(("001", "013"),))
    assert read({"place": "Duncan Park", "precinct_cast": "001"}, election).problems == ()


def test_the_hours_are_those_of_the_place(read: Reader, small: Election) -> None:
    election = replace(small, closing_times={"Duncan Park": time(19, 45)})
    assert read({"place": "Duncan Park", "cast_at": "2020-11-03T22:45"}, election).problems == ()
    assert "close at 7:45 p.m." in said(read({"place": "Duncan Park", "cast_at": "2020-11-03T22:46"}, election))[0]


# Many alike


@pytest.mark.parametrize(
    ("cast_at", "zone", "warned"),
    [
        ("2020-03-08T02:30", "America/New_York", True),
        ("2020-03-08T03:00", "America/New_York", False),
        ("2020-03-08T01:59", "America/New_York", False),
        ("2020-03-08T02:30", "America/Phoenix", False),
        ("2020-03-01T02:30", "America/New_York", False),
    ],
)
def test_a_time_that_no_clock_showed_is_a_warning(small: Election, cast_at: str, zone: str, warned: bool) -> None:
    spring = replace(small, date=date(2020, 3, 24), time_zone=zone)
    found = check_envelope(Envelope("1", "advance", cast_at=cast_at), spring, REASON_CODES)
    assert [problem.warning for problem in found if "no clock showed this time" in problem.what] == [True] * warned


def rows_of(count: int, line: Callable[[int], str], header: str) -> str:
    return f"{header}\n" + "".join(f"{line(number)}\n" for number in range(1, count + 1))


def test_warnings_alike_in_more_than_twenty_rows_are_summed_up(read: Reader) -> None:
    few = read(rows_of(20, lambda number: f"{number},x", "envelope_number,registration_number"))
    assert [it.row for it in few.problems] == list(range(2, 22))
    many = read(rows_of(21, lambda number: f"{number},x", "envelope_number,registration_number"))
    assert said(many) == [
        "list.csv, column registration_number: the registration number is not all digits, "
        "in 21 rows (2, 3, 4, 5, 6 and 16 more). Compare with the envelope; leave it if the envelope says so."
    ]
    assert len(many.envelopes) == 21


def test_a_sum_stands_where_the_first_warning_stood_and_keeps_only_what_is_common(read: Reader) -> None:
    def line(number: int) -> str:
        return f"{number},{'Harbin Park' if number % 2 else 'Dunkan Park'},{'1960-02-30' if number == 2 else ''}"

    found = read(rows_of(300, line, "envelope_number,place,birth_date"))
    assert said(found) == [
        "list.csv, column place: the place is neither a polling place nor an advance site of the election, "
        "in 300 rows (2, 3, 4, 5, 6 and 295 more). Compare each with its paper.",
        f"list.csv, row 3, column birth_date: the calendar has no such day. {AS_PAPER}",
    ]


def test_sums_leave_room_for_warnings_that_stand_alone(read: Reader) -> None:
    columns = "".join(f",column {number}" for number in range(195))
    found = read(rows_of(30, lambda number: f"{number},x{',' * 195}", f"envelope_number,registration_number{columns}"))
    assert len(found.problems) == 196
    assert "in 30 rows" in said(found)[-1]


def test_a_list_received_whole_before_has_one_warning(read: Reader) -> None:
    text = rows_of(965, lambda number: f"{number},x", "envelope_number,registration_number")
    known: Mapping[str, str] = {it.number: fingerprint(it) for it in read(text).envelopes}
    found = read(text, known=known)
    assert said(found) == [
        "list.csv: all 965 envelopes have been received already. Choose another file if there are new ones."
    ]
    assert (found.envelopes, found.rows, found.problems[0].warning) == ((), 965, True)


def test_two_rows_received_before_have_one_warning_and_with_a_new_row_one_each(read: Reader) -> None:
    known = {it.number: fingerprint(it) for it in read("envelope_number\n1\n2\n").envelopes}
    assert [it.what for it in read("envelope_number\n1\n2\n", known=known).problems] == [
        "all 2 envelopes have been received already"
    ]
    assert [it.row for it in read("envelope_number\n1\n3\n2\n", known=known).problems] == [2, 4]
