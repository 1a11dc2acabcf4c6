"""The board on the command line: a docket drawn and printed, the vote with its rulings, minutes, certification, steps."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.office import Done
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from tests.cli.conftest import Terminal
from tests.cli.law.test_lawmaking import OKAFOR
from tests.looking import approve_seen
from tests.office.conftest import FIRST_PASSWORD, PASSWORD, Desk, Watch, envelope, open_again, receive_other_votes

KNOWN = {"match": "certain", "registration": "registered", "residence": "as_listed", "voted_already": "no"}
MOTION = ("--number", "2020-12", "--hour", "2020-11-04T09:00", "--text", "Resolved.", "--for", "4", "--against", "0")
BOARD = Person("vera", "Vera Secretary", frozenset({"secretary"}))


@pytest.fixture
def ready(terminal: Terminal) -> Terminal:
    """0001 approved, 0002 waits for the board; vera is its secretary, who signs in with the password file."""
    terminal.password()
    with closing(open_again(terminal.folder / "c.case", Watch(), 5000)) as office:
        desk = Desk.__new__(Desk)
        desk.office = office
        desk.sign_in("jane")
        assert isinstance(office.people.add(BOARD, FIRST_PASSWORD), Done)
        for number, voter in (("0001", {}), ("0002", OKAFOR)):
            assert isinstance(office.receive.receive_one(envelope(number, **voter)), Done)
        assert not isinstance(office.people.sign_in("vera", FIRST_PASSWORD, PASSWORD), Refusal)
        desk.sign_in("rita")
        for number, voted in (("0001", "no"), ("0002", "absentee_rejected")):
            _determine(desk, number, voted)
        assert isinstance(office.batches.close(), Done)
        desk.sign_in("sue")
        assert isinstance(approve_seen(office, office.batches.batches()[0]), Done)
    return terminal


def _determine(desk: Desk, number: str, voted: str) -> None:
    for _ in range(6):
        if fact := desk.open_fact(number):
            desk.say(number, fact, voted if fact == "voted_already" else KNOWN[fact])
        else:
            desk.accept(number)
    if voted != "no":
        desk.say(number, "voted_already", voted)
    desk.record(number)


def test_a_docket_is_drawn_printed_voted_on_and_certified(ready: Terminal) -> None:
    listed = ready("docket", "list", "c.case")
    assert "Ready: envelope 0002" in listed.out
    refused = ready("docket", "draw", "c.case", "--as", "vera")
    assert refused.code == 1
    assert "absentee file" in refused.err
    assert ready("docket", "draw", "c.case", "--override", "No newer list came", "--as", "vera").code == 1
    drawn = ready("docket", "draw", "c.case", "--override", "No newer list came", "--as", "sue")
    assert drawn.out.startswith("D0001  1 determination  1 ruling asked  not voted on")
    assert ready("docket", "print", "c.case", "D0001", "--out", "a.pdf").code == 0
    assert ready("docket", "print", "c.case", "D0001", "--out", "p.pdf", "--public").code == 0
    voted = ready("docket", "vote", "c.case", "D0001", *MOTION, "--do-not-count", "0002", "--later", "--as", "vera")
    assert "motion 2020-12: 4 for, 0 against, 0 abstained: carried" in voted.out
    described = json.loads(ready("docket", "list", "c.case", "--json").out)
    assert described[0]["rulings"] == {"0002": {"ruling": "do_not_count", "ruled_out": []}}
    assert (described[0]["override"], described[0]["vote"]["later"]) == ("No newer list came", True)
    told = ready("account", "c.case", "--json").json["went_on"]
    assert told == [{"act": "docket.drawn", "about": "D0001", "by": "sue", "why": "No newer list came"}]
    assert "Docket D0001 was drawn before it was looked up once more, by sue" in ready("account", "c.case").out
    made = ready("docket", "minutes", "c.case", "--day", "2020-11-04", "--out", "m.pdf", "--as", "vera")
    assert made.code == 0
    certified = ready("certify", "c.case", *MOTION, "--as", "vera")
    assert certified.code == 1
    assert "1 envelope has no approved determination." in certified.err
    assert Path(ready.folder / "a.pdf").read_bytes().startswith(b"%PDF")


def test_what_cannot_be_meant_ends_in_words(ready: Terminal) -> None:
    assert ready("docket", "print", "c.case", "D0009", "--out", "a.pdf").code == 2
    assert "Ready: B0001" in ready("docket", "draw", "c.case", "--batch", "B0009", "--as", "vera").err
    ready("docket", "draw", "c.case", "--override", "No newer list came", "--as", "sue")
    wrong = ("docket", "vote", "c.case", "D0001", *MOTION, "--as", "vera")
    assert ready(*wrong, "--take-out", "0001").code == 2
    unknown = ready(*wrong, "--count-without", "0002=Dog Catcher")
    assert (unknown.code, "has no contest" in unknown.err) == (2, True)
    assert ready(*wrong, "--take-out", "0002=why").code == 1


def test_steps_are_printed_and_set(ready: Terminal) -> None:
    assert "The board votes before anything is opened" in ready("steps", "c.case").out
    assert ready("steps", "c.case", "--board-votes", "authority", "--as", "vera").code == 1
    done = ready("steps", "c.case", "--board-votes", "authority", "--reason", "Its bylaws", "--json", "--as", "vera")
    assert done.json == {"board_votes": "authority", "duplicate_on": "cast"}
    given = ready("authority", "c.case", *MOTION, "--as", "vera")
    assert given.out == "Motion 2020-12 is recorded.\n"


def test_what_goes_on_the_next_docket_is_looked_up_by_command(ready: Terminal) -> None:
    said = ready("docket", "look-up", "c.case", "--json", "--as", "vera")
    assert (said.code, "absentee file and a check-in list" in said.err) == (1, True)
    with closing(open_again(ready.folder / "c.case", Watch(), 6000)) as office:
        desk = Desk.__new__(Desk)
        desk.office = office
        desk.sign_in("jane")
        receive_other_votes(office, ready.folder)
    said = ready("docket", "look-up", "c.case", "--json", "--as", "vera")
    assert said.json == {"envelopes": 1, "back": [], "opened": [], "hits": {}}
