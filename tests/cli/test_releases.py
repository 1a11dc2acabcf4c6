"""What the tabulation room is given, on the command line."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.office import Done
from tests.office.conftest import PASSWORD, Watch, open_again

from .conftest import Terminal
from .test_cases import approved

BY = ("--by", "Dana Reyes", "--at", "2020-11-06T21:05", "--reference", "T-14")


@pytest.fixture
def released(terminal: Terminal) -> Terminal:
    """A case of which one ballot has left."""
    approved(terminal)
    said = terminal("release", "c.case", "--out", "first", "--as", "sue")
    assert "never with the other one: first-tabulation-room.zip" in said.err
    assert "of a single ballot" in said.err
    return terminal


def test_the_two_packages_and_the_folder_are_verified_each_by_itself(released: Terminal) -> None:
    for target in ("first", "first.zip", "first-tabulation-room.zip", "first/tabulation_room"):
        assert released("verify", target).out == "OK\n", target
        assert released("verify", "c.case", "--release", target).out == "OK\n", target


def test_the_tabulation_rooms_number_is_recorded_and_another_one_is_said(released: Terminal) -> None:
    said = released("acknowledge", "c.case", "R0001", *BY, "--ballots", "1", "--as", "sue", "--json")
    assert (said.code, said.json) == (0, {"release": "R0001", "ballots": 1, "ours": 1, "differs": False})
    said = released("acknowledge", "c.case", "R0001", "--by", "Dana", "--at", "2020-11-06 22:00", "--ballots", "3",
                    "--as", "sue")  # fmt: skip
    assert (said.code, said.out) == (0, "R0001 is acknowledged, with 3 ballots.\n")
    assert "its rows come to 1 ballot, and the tabulation room has 3 ballots" in said.err


def test_of_a_release_that_there_is_not_nothing_is_recorded(released: Terminal) -> None:
    said = released("acknowledge", "c.case", "R0009", *BY, "--ballots", "1", "--as", "sue")
    assert (said.code, said.out) == (1, "")
    assert "There is no release R0009" in said.err


def test_a_stop_notice_is_written_while_something_is_open_again(released: Terminal) -> None:
    said = released("stop-notice", "c.case", "--out", "stop.pdf", "--as", "sue")
    assert (said.code, said.out) == (1, "")
    with closing(open_again(released.folder / "c.case", Watch(), 6000)) as office:
        office.people.sign_in("sue", PASSWORD)
        assert isinstance(office.review.reopen("0001", "The oath is another person's"), Done)
    said = released("stop-notice", "c.case", "--out", "stop.pdf", "--as", "sue", "--json")
    assert said.json == {"file": "stop.pdf", "ballots": 1}
    assert Path("stop.pdf").read_bytes().startswith(b"%PDF")
