"""What the tabulation room is given, on the command line."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.cli.main import run
from adjudicator.cli.shared.exits import DONE
from adjudicator.office import Done, Office
from adjudicator.people.receipts import NewReceipt
from adjudicator.records.people import practice_people
from tests.cli.conftest import Terminal
from tests.cli.test_cases import approved
from tests.made import with_few_electors
from tests.office.conftest import PASSWORD as OFFICE_PASSWORD
from tests.office.conftest import Watch, open_again

BY = ("--by", "Dana Reyes", "--at", "2020-11-06T21:05", "--reference", "T-14")


SUE, PASSWORD = next((person.id, word) for person, word in practice_people() if "supervisor" in person.roles)


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice election of which everything that is decided has left; made once, and copied."""
    folder = tmp_path_factory.mktemp("practised") / "p"
    with pytest.MonkeyPatch.context() as patch:
        with_few_electors(patch)
        assert run(["practice", "--envelopes", "12", "--seed", "7", "--headless", "--out", str(folder)]) == DONE
    return folder


@pytest.fixture
def released(terminal: Terminal, practised: Path) -> Terminal:
    """The same beside the terminal, whose password is the supervisor's."""
    shutil.copytree(practised, terminal.folder / "p")
    terminal.password(PASSWORD)
    return terminal


def ballots(terminal: Terminal) -> int:
    """How many ballots the first release has."""
    with closing(Office.open(terminal.folder / "p" / "practice.case", read_only=True)) as office:
        return next(each.ballots for each in office.releases.releases() if each.id == "R0001")


@pytest.mark.slow
def test_the_two_packages_and_the_folder_are_verified_each_by_itself(released: Terminal) -> None:
    for target in ("p/release", "p/release.zip", "p/release-tabulation-room.zip", "p/release/tabulation_room"):
        assert released("verify", target).out == "OK\n", target
        assert released("verify", "p/practice.case", "--release", target).out == "OK\n", target


def test_the_tabulation_rooms_number_is_recorded_and_another_one_is_said(released: Terminal) -> None:
    ours = ballots(released)
    given = ("p/practice.case", "R0001", *BY)
    said = released("acknowledge", *given, "--ballots", str(ours), "--as", SUE, "--json")
    assert (said.code, said.json) == (0, {"release": "R0001", "ballots": ours, "ours": ours, "differs": False})
    said = released("acknowledge", *given, "--ballots", "99", "--as", SUE)
    assert (said.code, said.out) == (0, "R0001 is acknowledged, with 99 ballots.\n")
    assert f"its rows come to {ours} ballots, and the tabulation room has 99 ballots" in said.err
    said = released("acknowledge", "p/practice.case", "R0009", *BY, "--ballots", "1", "--as", SUE)
    assert (said.code, said.out) == (1, "")
    assert "There is no release R0009" in said.err


def test_a_stop_notice_is_written_and_a_supplement_takes_away_while_something_is_open_again(released: Terminal) -> None:
    given = ("stop-notice", "p/practice.case", "--out", "stop.pdf", "--as", SUE)
    said = released(*given)
    assert (said.code, said.out) == (1, "")
    assert "No ballot that has left in a release is open again." in said.err
    with closing(Office.open(released.folder / "p" / "practice.case")) as office:
        office.people.sign_in(SUE, PASSWORD)
        number = next(each.number for each in office.overview.states() if each.outcome == "count_full")
        assert isinstance(office.review.reopen(number, "The oath is another person's"), Done)
    assert released(*given, "--json").json == {"file": "stop.pdf", "ballots": 1}
    assert Path("stop.pdf").read_bytes().startswith(b"%PDF")


def test_a_release_says_where_the_tabulation_rooms_package_is(terminal: Terminal) -> None:
    approved(terminal)
    said = terminal("release", "c.case", "--out", "first", "--as", "sue")
    assert "never with the other one: first-tabulation-room.zip" in said.err


def test_a_voter_with_a_receipt_is_answered_from_folder_zip_and_file(terminal: Terminal) -> None:
    approved(terminal)
    with closing(open_again(terminal.folder / "c.case", Watch(), 7000)) as office:
        office.people.sign_in("sue", OFFICE_PASSWORD)
        receipt = office.contacts.give_receipt("0001")
    assert isinstance(receipt, NewReceipt)
    assert terminal("release", "c.case", "--out", "first", "--as", "sue").code == 0
    typed = [f"{receipt.number.lower()} {receipt.pin}\n".encode()]
    for target in ("first", "first.zip", "first/status.csv"):
        said = terminal("look-up", target, stdin=typed)
        assert (said.code, said.err) == (0, ""), target
        assert said.out.startswith("Not counted: ")
    assert terminal("look-up", "first", "--json", stdin=typed).json["outcome"] == "not_counted"
    wrong = terminal("look-up", "first", stdin=[f"{receipt.number} 00000000".encode()])
    assert (wrong.code, wrong.out, wrong.err) == (1, "", "No receipt in force has this number and this PIN.\n")
    assert terminal("look-up", "first", stdin=[b"\n"]).code == 2
    for other in ("first/totals.csv", "c.case", "first-tabulation-room.zip"):
        said = terminal("look-up", other, stdin=typed)
        assert (said.code, said.out) == (2, ""), other
        assert receipt.number not in said.err
