"""Reading an election definition: every rule with its message."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.intake.definition import read_definition
from adjudicator.records.election import NO_BALLOT, Election
from tests.examples import examples

Change = Callable[[dict[str, Any]], object]
File = Callable[[Change], bytes]
Plain = Mapping[str, Any]


def read(data: bytes) -> tuple[Election | None, list[str], list[str]]:
    """Return the election, and the errors and warnings as a person reads them."""
    election, problems = read_definition(data, "e.json")
    wrong = [str(problem) for problem in problems if not problem.warning]
    return election, wrong, [str(problem) for problem in problems if problem.warning]


def test_gwinnett_as_the_county_published_it_reads_without_an_error(gwinnett: Election, gwinnett_file: bytes) -> None:
    _, wrong, _ = read(gwinnett_file)
    assert wrong == []
    assert (len(gwinnett.contests), len(gwinnett.precincts), len(gwinnett.styles)) == (49, 156, 81)
    assert sum(len(precinct.portions) for precinct in gwinnett.precincts.values()) == 182
    assert (gwinnett.date, gwinnett.time_zone) == (date(2020, 11, 3), "America/New_York")
    assert gwinnett.digest == hashlib.sha256(gwinnett_file).hexdigest()


def test_a_portion_keeps_style_share_and_districts_as_written(gwinnett: Election) -> None:
    portion = gwinnett.precincts["001"].portions[1]
    assert (portion.id, portion.precinct, portion.style, portion.share) == ("001-2", "001", "135-BS077", 0.472)
    assert portion.districts == {
        "us_house": "10", "state_senate": "9", "state_house": "104", "county_commission": "3", "school_board": "1",
    }  # fmt: skip


def test_a_plain_definition_has_no_problem_and_the_usual_hours(plain: Plain) -> None:
    election, wrong, doubtful = read(json.dumps(plain).encode())
    assert (wrong, doubtful) == ([], [])
    assert election is not None
    assert (election.polls_open, election.polls_close, election.primary) == (time(7), time(19), False)
    assert [contest.ordinal for contest in election.contests.values()] == [1, 2, 3]


def test_a_byte_order_mark_is_fine(plain: Plain) -> None:
    election, wrong, _ = read(b"\xef\xbb\xbf" + json.dumps(plain).encode())
    assert election is not None
    assert wrong == []


def test_what_a_definition_may_say_besides_is_kept(changed: File) -> None:
    def add(it: dict[str, Any]) -> None:
        it |= {
            "time_zone": "America/Chicago",
            "polls_open": "06:30",
            "polls_close": "20:00",
            "closing_times": {"Duncan Park": "20:45"},
            "advance_sites": ["Fairgrounds"],
            "shared_buildings": [["001", "013"]],
            "unknown": {"anything": 1},
        }
        it["contests"][0] |= {"office": "president", "registration_closes": "2020-10-05", "measure": 1}
        it["precincts"][0]["portions"][0]["districts"] = {"park": "7"}

    election, wrong, doubtful = read(changed(add))
    assert wrong == []
    assert doubtful == [
        "e.json, column precincts.portions.districts: 1 level is not in the state's list (park). "
        "No elector's home is found by them: a person says which portion is the voter's.",
    ]
    assert election is not None
    assert (election.time_zone, election.polls_open, election.polls_close) == ("America/Chicago", time(6, 30), time(20))
    assert election.closing_of("Duncan Park") == time(20, 45)
    assert election.advance_sites == ("Fairgrounds",)
    assert election.shared_buildings == (("001", "013"),)
    assert election.contests["C1"].registration_closes == date(2020, 10, 5)
    assert (election.contests["C1"].office, election.contests["C1"].measure) == ("president", True)
    assert election.precincts["001"].portions[0].districts == {"state_house": "1", "park": "7"}


def set_at(*path: str | int, to: object) -> Change:
    """Return a change that sets the value at a path."""

    def change(definition: Any) -> None:
        for step in path[:-1]:
            definition = definition[step]
        definition[path[-1]] = to

    return change


def repeat(key: str, index: int) -> Change:
    return lambda it: it[key].append(it[key][index])


PORTION = ("precincts", 0, "portions", 0)

REFUSED: list[tuple[Change, str]] = [
    (
        set_at("ballot_styles", "G-BS01", to=["C1", "C9"]),
        'e.json, column ballot_styles.G-BS01: the ballot style G-BS01 names a contest that is not in the definition ("C9"). '
        "Add the contest, or correct its id in the style.",
    ),
    (
        set_at(*PORTION, "ballot_style", to="G-BS09"),
        "e.json, column precincts[001].portions[001-1].ballot_style: the portion names a ballot style that is not in the "
        'definition ("G-BS09"). Add the style, or correct its name in the portion.',
    ),
    (
        set_at("date", to="3.11.2020"),
        'e.json, column date: is not a date ("3.11.2020"). Write it as in "2020-11-03".',
    ),
    (set_at("date", to="2020-02-30"), 'column date: is not a date ("2020-02-30")'),
    (set_at("date", to=None), 'column date: is missing or empty. Add "date" to the definition'),
    (set_at("date", to=20201103), 'column date: is not a text ("20201103"). Write it in quotation marks.'),
    (repeat("precincts", 0), 'column precincts[001].code: is there twice ("001"). Give each its own.'),
    (repeat("precincts", 0), 'column precincts[001].portions[001-1].portion: is there twice ("001-1")'),
    (repeat("contests", 1), 'column contests[C2].contest_id: is there twice ("C2")'),
    (set_at("ballot_styles", "G-BS01", to=["C1", "C1"]), 'names a contest twice ("C1"). Remove one of the two.'),
    (set_at("ballot_styles", "G-BS01", to=[]), 'the ballot style has no contest ("G-BS01")'),
    (
        set_at("ballot_styles", "none", to=["C1"]),
        "no ballot style can have this name: a portion has it where who lives there has no contest",
    ),
    (set_at("ballot_styles", to={}), "column ballot_styles: is missing or empty."),
    (set_at("ballot_styles", to="x"), 'column ballot_styles: is not an object ("x")'),
    (set_at("contests", to=[]), "column contests: is missing or empty."),
    (set_at("contests", to={"C1": 1}), "column contests: is not a list"),
    (set_at("contests", 0, to="C1"), 'column contests[0]: is not an object ("C1")'),
    (set_at("precincts", to=None), "column precincts: is missing or empty."),
    (set_at("precincts", 0, "code", to=1), 'column precincts[1].code: is not a text ("1"). Write it in quotation marks.'),
    (set_at("precincts", 0, "name", to=" "), "column precincts[001].name: is missing or empty."),
    (set_at("precincts", 0, "registered", to=-1), 'registered: is not a whole number of 0 or more ("-1")'),
    (set_at("precincts", 0, "registered", to=True), 'registered: is not a whole number of 0 or more ("True")'),
    (set_at(*PORTION, "share", to=2), 'share: is not a number from 0 to 1 ("2")'),
    (set_at("contests", 0, "level", to=""), "column contests[C1].level: is missing or empty."),
    (set_at("contests", 0, "title", to=""), "column contests[C1].title: is missing or empty."),
    (set_at("contests", 0, "registration_closes", to="Oct 5"), 'registration_closes: is not a date ("Oct 5")'),
    (set_at("contests", 0, "measure", to="no"), 'measure: is neither true nor false ("no"). Write true or false.'),
    (set_at("contests", 0, "title", to="half \ud83d"), "title: holds half of a character"),
    (set_at("state", to="Georgia"), 'column state: is not a state ("Georgia"). Write its two capital letters'),
    (set_at("state", to="FL"), 'column time_zone: is missing, and FL has more than one time zone ("FL"). Add "time_zone"'),
    (set_at("time_zone", to="Atlanta"), 'column time_zone: is not a time zone ("Atlanta"). Write its IANA name'),
    (set_at("fips", to="135"), 'column fips: is not five digits ("135")'),
    (set_at("polls_close", to="7 pm"), 'column polls_close: is not an hour of the day ("7 pm"). Write it as in "19:00".'),
    (set_at("polls_close", to="24:00"), 'column polls_close: is not an hour of the day ("24:00")'),
    (set_at("polls_close", to="06:00"), 'column polls_close: is not after polls_open ("06:00")'),
    (set_at("closing_times", to={"Duncan Park": "late"}), 'closing_times.Duncan Park: is not an hour of the day ("late")'),
    (set_at("advance_sites", to=["", 3]), 'column advance_sites[1]: is not a text ("3")'),
    (set_at("shared_buildings", to=[["001", "999"]]), 'names a precinct that is not in the definition ("999")'),
    (set_at("county", to=""), 'column county: is missing or empty. Add "county" to the definition.'),
    (set_at("election", to=None), "column election: is missing or empty."),
    (set_at("runoff_of", to="Nov 3"), 'column runoff_of: is not a date ("Nov 3")'),
    (set_at("runoff_of", to="2020-11-03"), "column runoff_of: is not before the day of the election"),
    (set_at("registration_closes", to="2020-11-04"), "column registration_closes: is after the day of the election"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), REFUSED)
def test_what_breaks_a_rule_is_refused_with_its_place_value_and_remedy(
    changed: File, change: Change, message: str
) -> None:
    election, wrong, _ = read(changed(change))
    assert election is None
    assert any(message in said for said in wrong), wrong


WARNED: list[tuple[Change, str]] = [
    (set_at("precincts", 0, "portions", to=[]), "column precincts.portions: 1 precinct has no portion (001)."),
    (set_at("precincts", 0, "polling_place", to=""), "1 precinct has no polling place (001)."),
    (set_at("precincts", 0, "address", to=None), "1 polling place has no address (001)."),
    (set_at("precincts", 0, "registered", to=0), "1 precinct has no elector (001)."),
    (set_at("contests", 1, "title_es", to=""), "1 contest has no Spanish title (C2)."),
    (set_at("contests", 1, "district", to=""), "1 contest voted by district has no district (C2). Any district"),
    (set_at(*PORTION, "state_house", to=""), "1 portion has no state_house district (001-1). An empty district matches"),
    (set_at("fips", to=""), "column fips: is empty."),
    (set_at("primary", to=True), "column primary: is true, but no contest has a party."),
    (
        set_at("contests", 0, "level", to="state_wide"),
        'is not a level that is known, so the contest is taken for a local one ("state_wide"). Write "statewide"',
    ),
    (set_at("closing_times", to={"Nowhere": "20:00"}), "neither a polling place nor an advance site (Nowhere)"),
    (set_at("election", to="General Run-off Election"), "column runoff_of: is missing, though this is a runoff."),
    (set_at("runoff", to=True), "runoff_of: is missing, though this is a runoff."),
    (
        lambda it: (it.update(date="2020-11-03"), it["contests"][1].update(office="governor")),
        'column contests.office: names the office of some contests, and for none of them President ("President").',
    ),
    (
        lambda it: (it["contests"][0].update(title="President of the United States"),
                    it["contests"][1].update(office="sheriff")),
        'names the office of some contests, and for none of them President ("President of the United States")',
    ),
    (set_at("ballot_styles", "G-BS03", to=["C1"]), "1 ballot style belongs to no portion (G-BS03)"),
    (set_at("ballot_styles", "G-BS02", to=["C1"]), "1 contest is on no ballot style (C3)"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), WARNED)
def test_what_a_real_county_may_lack_is_a_warning_only(changed: File, change: Change, message: str) -> None:
    election, wrong, doubtful = read(changed(change))
    assert election is not None
    assert wrong == []
    assert any(message in said for said in doubtful), doubtful


def test_where_no_president_is_elected_offices_need_no_president(changed: File) -> None:
    election, __, doubtful = read(
        changed(
            lambda it: (it.update(date="2022-11-08"), it["contests"][0].update(title="Governor", office="governor"))
        )
    )
    assert election is not None
    assert not any("contests.office" in said for said in doubtful)


def test_a_runoff_keeps_the_day_of_its_first_election_and_its_closing(changed: File) -> None:
    election, wrong, doubtful = read(
        changed(lambda it: it.update(runoff=True, runoff_of="2020-10-06", registration_closes="2020-09-08"))
    )
    assert (wrong, doubtful) == ([], [])
    assert election is not None
    assert (election.runoff_of, election.registration_closes) == (date(2020, 10, 6), date(2020, 9, 8))


def test_a_portion_may_have_no_ballot_where_who_lives_there_has_no_contest(changed: File) -> None:
    outside = {"portion": "001-9", "municipality": "none", "ballot_style": "none"}
    data = changed(lambda definition: definition["precincts"][0]["portions"].append(outside))
    election, wrong, _ = read(data)
    assert wrong == []
    assert election is not None
    portion = election.portion("001", "001-9")
    assert portion is not None
    assert (portion.style, portion.all_styles) == (NO_BALLOT, ())
    assert NO_BALLOT not in election.styles
    assert NO_BALLOT not in election.precincts["001"].styles
    assert election.home_styles == (*election.styles, NO_BALLOT)


def test_broken_json_names_line_and_column() -> None:
    election, wrong, _ = read(b'{\n "election": "General",\n "date" "2020-11-03"\n}')
    assert election is None
    assert wrong == [
        "e.json, row 3: is not valid JSON at line 3, column 9: Expecting ':' delimiter. "
        "Correct that place, or ask for the file again."
    ]


def test_bytes_that_are_not_utf_8_are_refused_with_the_bytes_place() -> None:
    _, wrong, _ = read('{"election":\n "Año"}'.encode("latin-1"))
    assert wrong == [
        'e.json, row 2: byte 17 of the file is not UTF-8 ("0xF1"). '
        'Save the file as UTF-8 (in a spreadsheet: "CSV UTF-8") and read it again.'
    ]


def test_utf_16_is_named(plain: Plain) -> None:
    _, wrong, _ = read(json.dumps(plain).encode("utf-16"))
    assert "the file is UTF-16" in wrong[0]


def test_a_key_that_stands_twice_is_refused_because_one_of_the_two_would_be_lost(plain: Plain) -> None:
    text = json.dumps(plain).replace('"ballot_styles": {', '"ballot_styles": {"G-BS02": ["C1"], ')
    _, wrong, _ = read(text.encode())
    assert wrong == ['e.json, column G-BS02: stands twice in one object ("G-BS02"). Remove or rename one of the two.']


@pytest.mark.parametrize("text", ["[]", "3", '"text"', "null"])
def test_json_that_is_no_object_is_refused(text: str) -> None:
    _, wrong, _ = read(text.encode())
    assert wrong == ["e.json: does not hold a JSON object. Choose an election definition."]


def test_nesting_without_end_is_refused_and_not_a_crash() -> None:
    _, wrong, _ = read(b"[" * 200_000)
    assert "nested too deeply" in wrong[0]


def test_all_problems_are_collected_at_once(changed: File) -> None:
    def change(it: dict[str, Any]) -> None:
        it["date"] = "soon"
        it["county"] = ""
        it["ballot_styles"]["G-BS01"] = ["C8", "C9"]

    _, wrong, _ = read(changed(change))
    assert len(wrong) == 4


TOP = ("election", "date", "state", "county", "fips", "contests", "precincts", "ballot_styles", "time_zone")

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None, max_examples=examples(150))
@given(st.binary(max_size=60))
def test_reading_never_raises_on_any_bytes(data: bytes) -> None:
    election, wrong, _ = read(data)
    assert election is None
    assert wrong


@settings(deadline=None, max_examples=examples(250))
@given(st.sampled_from(sorted({*TOP, "closing_times", "shared_buildings", "polls_open", "primary"})), json_values)
def test_reading_never_raises_whatever_a_key_holds(plain: Plain, key: str, value: object) -> None:
    election, wrong, _ = read(json.dumps({**plain, key: value}).encode())
    assert (election is None) == bool(wrong)


@settings(deadline=None, max_examples=examples(250))
@given(
    st.sampled_from(["contests", "precincts"]),
    st.sampled_from(["code", "contest_id", "portions", "registered", "level", "district", "ordinal", "address"]),
    json_values,
)
def test_reading_never_raises_whatever_a_part_holds(plain: Plain, part: str, key: str, value: object) -> None:
    first = plain[part][0] | {key: value}
    election, wrong, _ = read(json.dumps({**plain, part: [first, *plain[part][1:]]}).encode())
    assert (election is None) == bool(wrong)


NAMED = {
    "election": ("election",),
    "county": ("county",),
    "contests[C1].title": ("contests", 0, "title"),
    "contests[C1].title_es": ("contests", 0, "title_es"),
    "precincts[001].name": ("precincts", 0, "name"),
    "precincts[001].polling_place": ("precincts", 0, "polling_place"),
    "precincts[001].address": ("precincts", 0, "address"),
    "advance_sites": ("advance_sites",),
}


@pytest.mark.parametrize("character", ["\x1b", "\0", "\u202e", "\n"], ids=ascii)
@pytest.mark.parametrize("column", NAMED)
def test_a_name_with_a_character_that_cannot_be_seen_is_refused_at_its_place(
    changed: File, column: str, character: str
) -> None:
    name = f"Park{character}Hall"
    election, wrong, _ = read(changed(set_at(*NAMED[column], to=[name] if column == "advance_sites" else name)))
    assert election is None
    (said,) = [line for line in wrong if f"column {column}: holds U+{ord(character):04X} " in line]
    assert "as its character 5" in said
    assert character not in said


def test_the_keys_of_a_table_are_names_too(changed: File) -> None:
    election, wrong, _ = read(changed(set_at("closing_times", to={"Harbins\u202e Park": "19:45"})))
    assert election is None
    assert "column closing_times: holds U+202E RIGHT-TO-LEFT OVERRIDE" in wrong[0]


def test_a_text_without_end_is_refused(changed: File) -> None:
    _, wrong, _ = read(changed(set_at("county", to="x" * 100_000)))
    assert "column county: has 100,000 characters, and at most 1,000 are allowed" in wrong[0]


def test_a_definition_that_a_case_has_already_stays_readable(changed: File) -> None:
    data = changed(set_at("county", to="Gwin\u202enett"))
    election, problems = read_definition(data, "e.json", kept=True)
    assert election is not None
    assert election.county == "Gwin\u202enett"
    assert [problem for problem in problems if not problem.warning] == []


@pytest.mark.parametrize(
    ("said", "seats"),
    [
        ({}, 0),
        ({"votes_allowed": 2}, 2),
        ({"votes_allowed_inferred": 3}, 3),
        ({"votes_allowed": 2, "votes_allowed_inferred": 3}, 2),
        ({"votes_allowed_inferred": "3"}, 0),
    ],
)
def test_how_many_choices_a_voter_may_mark_is_read(
    changed: Callable[[Change], bytes], said: dict[str, Any], seats: int
) -> None:
    election, problems = read_definition(changed(lambda it: it["contests"][0].update(said)), "e.json")
    assert [each for each in problems if not each.warning] == []
    assert election is not None
    assert election.contests["C1"].seats == seats


def test_a_number_of_choices_that_is_none_is_an_error_but_not_in_a_definition_that_a_case_has(
    changed: Callable[[Change], bytes],
) -> None:
    data = changed(lambda it: it["contests"][0].update(votes_allowed="two"))
    assert read_definition(data, "e.json")[0] is None
    kept, _ = read_definition(data, "e.json", kept=True)
    assert kept is not None
    assert kept.contests["C1"].seats == 0
