"""The law in force and court orders on the command line: what an act changes is printed, then asked, then done."""

from __future__ import annotations

import io
import json
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.office import Done, Office
from tests.cli.conftest import Terminal
from tests.office.conftest import Desk, Watch, envelope, open_again

OKAFOR = {
    "last_name": "Okafor",
    "first_name": "Ada",
    "birth_date": "1990-01-01",
    "house_number": "77",
    "street": "Pine Ave",
}
KNOWN = {
    "cast": "in_line_at_closing",
    "match": "certain",
    "registration": "registered",
    "residence": "as_listed",
    "voted_already": "no",
}
ANOTHER = ("law", "change", "c.case", "georgia-2020", "--reason", "Counsel advises the statute")
MOTION = ("--number", "2020-11", "--date", "2020-11-04", "--text", "Resolved, that neither is counted.")
NEITHER = ("law", "set", "c.case", "two_envelopes", "not_counted", *MOTION)
ENTER = (
    "order",
    "enter",
    "c.case",
    "20-CV-1187",
    "--court",
    "Superior Court",
    "--place",
    "school 001",
    "--to",
    "20:00",
)


class Answering(io.StringIO):
    """A terminal on which somebody answers."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def worked(terminal: Terminal) -> Terminal:
    """0001 was cast after closing at School 001; 0002 by a voter of another county: both determined."""
    terminal.password()
    with closing(open_again(terminal.folder / "c.case", Watch(), 5000)) as office:
        desk = Desk.__new__(Desk)
        desk.office = office
        desk.sign_in("jane")
        for made in (envelope("0001", cast_at="2020-11-03T19:31"), envelope("0002", **OKAFOR)):
            assert isinstance(office.receive.receive_one(made), Done)
        desk.sign_in("rita")
        for number in ("0001", "0002"):
            for _ in range(6):
                if fact := desk.open_fact(number):
                    desk.say(number, fact, KNOWN[fact])
                else:
                    desk.accept(number)
            desk.record(number)
    return terminal


def _in_force() -> str:
    with closing(Office.open(Path("c.case"), read_only=True)) as office:
        return office.law.pack.id


def test_the_law_in_force_is_shown_with_every_position_and_no_motion_yet(terminal: Terminal) -> None:
    said = terminal("law", "show", "c.case")
    assert (said.code, said.err) == (0, "")
    assert (
        "The law from Nov 3, 2020 (the announcement of November 6, 2020) to Jun 30, 2021 (SB 202 of 2021)." in said.out
    )
    assert "Where it differs from the statute: The Secretary of State's announcement" in said.out
    assert "\n  * board: The board rules on each envelope, and at most one counts" in said.out
    found = terminal("law", "show", "c.case", "--json").json
    assert found["rules"] == "georgia-2020-sos"
    assert {each["motion"] for each in found["positions"]} == {None}


def test_what_another_pack_changes_is_printed_and_off_a_terminal_nothing_is_done(worked: Terminal) -> None:
    said = worked(*ANOTHER, "--as", "sue")
    assert said.code == 1
    lines = said.out.splitlines()
    assert lines[:3] == [
        "Another pack: Georgia 2020, by the statute.",
        "2 determinations were looked at again. 1 envelope would change.",
        "1 goes back to review, to the person who determined it, with the reason.",
    ]
    assert lines[3].split("  ") == [
        "0002", "In no batch yet", "Count in part, 1 of 4 -> Not counted", "Back to review",
        "The voter is registered in another county",
    ]  # fmt: skip
    assert "give --yes" in said.err
    assert _in_force() == "georgia-2020-sos"


def test_on_a_terminal_it_is_asked_and_done_or_left(worked: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Answering("n\n"))
    assert worked(*ANOTHER, "--as", "sue").code == 1
    assert _in_force() == "georgia-2020-sos"
    monkeypatch.setattr("sys.stdin", Answering("y\n"))
    said = worked(*ANOTHER, "--as", "sue")
    assert said.code == 0
    assert said.out.splitlines()[-1] == "Georgia 2020, by the statute is in force."
    assert _in_force() == "georgia-2020"


def test_with_yes_nothing_is_asked_and_json_tells_what_changed(worked: Terminal) -> None:
    found = worked(*ANOTHER, "--as", "sue", "--yes", "--json")
    assert found.code == 0
    assert found.json["done"]
    assert found.json["changes"] == [
        {
            "envelope": "0002", "status": "determined", "before": "count_partial", "after": "not_counted",
            "becomes": "sent_back", "differs": "The voter is registered in another county",
        },
    ]  # fmt: skip
    assert worked("verify", "c.case").out == "OK\n"


def test_json_alone_tells_what_would_change_and_does_nothing(worked: Terminal) -> None:
    said = worked(*ANOTHER, "--as", "sue", "--json")
    assert (said.code, json.loads(said.out)["done"]) == (1, False)
    assert _in_force() == "georgia-2020-sos"


def test_a_motion_sets_a_position_and_is_shown_with_who_recorded_it(worked: Terminal) -> None:
    said = worked(*NEITHER, "--as", "sue", "--yes")
    assert (said.code, said.out.splitlines()[-1]) == (0, "Motion 2020-11 is recorded.")
    assert "Motion 2020-11 of Wed Nov 4, 2020: Resolved, that neither is counted." in " ".join(
        worked("law", "show", "c.case").out.split()
    )
    position = next(
        each for each in worked("law", "show", "c.case", "--json").json["positions"] if each["motion"] is not None
    )
    assert (position["position"], position["value"], position["recorded_by"]) == ("two_envelopes", "not_counted", "sue")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("law", "set", "c.case", "three_envelopes", "x", *MOTION), "two_envelopes"),
        (("law", "set", "c.case", "two_envelopes", "x", *MOTION), "Choices: board, not_counted."),
        (("law", "change", "c.case", "georgia-1999", "--reason", "x"), "georgia-2020-sos"),
        ((*ENTER[:7], "No School", "--to", "20:00"), 'There is no place "No School"'),
        (("order", "change", "c.case", "1", "vacated", "--reason", "x"), "There is no court order 1. Orders: none."),
        (("order", "change", "c.case", "1", "gone", "--reason", "x"), "under_review"),
    ],
)
def test_what_does_not_exist_is_named_with_what_does(terminal: Terminal, words: tuple[str, ...], says: str) -> None:
    said = terminal(*words, "--as", "sue", "--yes")
    assert (said.code, said.out) == (2, "")
    assert says in said.err


@pytest.mark.parametrize("words", [ANOTHER, NEITHER, ENTER])
def test_who_has_no_right_is_refused(terminal: Terminal, words: tuple[str, ...]) -> None:
    terminal.password()
    said = terminal(*words, "--as", "rita", "--yes")
    assert said.code == 1
    assert "Your roles do not allow this" in said.err


def test_a_court_order_is_entered_listed_and_set_aside(worked: Terminal) -> None:
    assert worked("order", "list", "c.case").out == "No court order is entered.\n"
    entered = worked(*ENTER, "--judge", "J. Hale", "--as", "sue", "--yes")
    assert entered.code == 0
    assert "1 is recorded anew, in your name" in entered.out
    assert worked("order", "list", "c.case", "--json").json == [
        {
            "order": "20-CV-1187", "called": "20-CV-1187", "court": "Superior Court", "judge": "J. Hale",
            "places": ["School 001"], "from": "2020-11-03T19:00", "to": "2020-11-03T20:00", "status": "in_force",
            "hours": {"School 001": ["2020-11-03T19:00", "2020-11-03T20:00"]}, "contests": [],
            "envelopes": 1,
        },
    ]  # fmt: skip
    change = ("order", "change", "c.case", "20-CV-1187", "vacated", "--reason", "Ruling of Nov 6", "--as", "sue")
    assert worked(*change).code == 1
    assert "in force" in worked("order", "list", "c.case").out
    assert "Count in full -> Held" in worked(*change, "--yes").out
    assert "set aside" in worked("order", "list", "c.case").out
    assert worked("verify", "c.case").out == "OK\n"


TWO_PLACES = ("--place", "School 001=19:00..20:00", "--place", "school 002=19:45..20:30")


def test_a_court_order_has_its_own_hours_at_each_place_and_is_put_right(worked: Terminal) -> None:
    entered = worked(
        "order", "enter", "c.case", "24-CV-1", "--court", "Superior Court", *TWO_PLACES, "--as", "sue", "--yes"
    )
    assert entered.code == 0
    (order,) = worked("order", "list", "c.case", "--json").json
    assert order["hours"]["School 002"] == ["2020-11-03T19:45", "2020-11-03T20:30"]
    assert "  School 002  7:45 p.m. to 8:30 p.m." in worked("order", "list", "c.case").out
    amend = ("order", "amend", "c.case", "24-CV-1", "--reason", "The order says 9", "--as", "sue")
    said = worked(*amend, "--place", "School 002=19:45..21:00", "--called", "24-CV-11")
    assert (said.code, "School 002" in said.out) == (1, True)
    assert worked(*amend, "--place", "School 002=19:45..21:00", "--called", "24-CV-11", "--yes").code == 0
    assert "24-CV-11 (entered as 24-CV-1)" in worked("order", "list", "c.case").out
    (order,) = worked("order", "list", "c.case", "--json").json
    assert (order["places"], order["to"], order["court"]) == (["School 002"], "2020-11-03T21:00", "Superior Court")
    assert worked("order", "change", "c.case", "24-CV-11", "vacated", "--reason", "x", "--as", "sue", "--yes").code == 0
    assert worked("verify", "c.case").out == "OK\n"


def test_a_court_order_for_some_contests_alone_names_them_and_the_others_are_cast_too_late(worked: Terminal) -> None:
    enter = (
        "order",
        "enter",
        "c.case",
        "25-CV-1",
        "--court",
        "Superior Court",
        "--place",
        "School 001",
        "--to",
        "20:00",
    )
    there_is_none = worked(*enter, "--contest", "mayor", "--as", "sue", "--yes")
    assert there_is_none.code == 2
    assert (
        'There is no contest "mayor" in this election. Its definition names them, such as president.'
        in there_is_none.err
    )
    entered = worked(*enter, "--contest", "sheriff", "--contest", "house-7", "--as", "sue", "--yes")
    assert entered.code == 0, entered.err
    listed = worked("order", "list", "c.case").out
    assert "  For these contests alone; votes in the others were cast too late:\n  house-7  US House Dist 7\n" in listed
    assert worked("order", "list", "c.case", "--json").json[0]["contests"] == ["house-7", "sheriff"]
    amend = ("order", "amend", "c.case", "25-CV-1", "--reason", "It is for all", "--as", "sue", "--yes")
    assert worked(*amend, "--contest", "all").code == 0
    assert worked("order", "list", "c.case", "--json").json[0]["contests"] == []
    assert worked("verify", "c.case").out == "OK\n"


@pytest.mark.parametrize(
    ("places", "says"),
    [
        (("--place", "School 001"), 'Say until when "School 001" was open'),
        (("--place", "School 001=25:00..26:00"), '"25:00" is no hour of the day'),
        (("--place", "School 9=19:00..20:00"), 'There is no place "School 9"'),
    ],
)
def test_hours_that_are_none_are_said(worked: Terminal, places: tuple[str, ...], says: str) -> None:
    said = worked("order", "enter", "c.case", "24-CV-1", "--court", "Superior", *places, "--as", "sue", "--yes")
    assert said.code == 2
    assert says in said.err


def test_what_was_sent_back_is_restored_by_the_way_back_or_left(worked: Terminal) -> None:
    assert worked(*ANOTHER, "--as", "sue", "--yes").code == 0
    back = ("law", "change", "c.case", "georgia-2020-sos", "--reason", "Counsel again", "--as", "sue")
    assert "1 has the same answers and the same recommendation as when it was determined" in worked(*back).out
    assert "Nothing would change" in worked(*back, "--no-restore").out
    assert worked(*back, "--yes").code == 0
    assert worked("verify", "c.case").out == "OK\n"


def test_the_list_on_the_command_line_names_no_voter(worked: Terminal) -> None:
    said = worked(*ANOTHER, "--as", "sue", "--yes")
    assert not {"Okafor", "OKAFOR", "Ada", "Pine"} & set(f"{said.out} {said.err}".replace(",", " ").split())


def test_that_another_pack_is_an_example_is_said_before_it_is_asked(worked: Terminal) -> None:
    words = (
        "law",
        "change",
        "c.case",
        "north-carolina-2020",
        "--reason",
        "Read by our counsel on Nov 5",
        "--as",
        "sue",
    )
    said = worked(*words)
    assert said.code != 0
    assert "was written to be read and rehearsed: no county's counsel has read it" in said.out + said.err
