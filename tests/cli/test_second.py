"""Second decisions on the command line: how many, what waits, and one of them."""

from __future__ import annotations

from adjudicator.cli.shared.exits import DONE, REFUSED
from tests.cli.conftest import HEADER, ROWS, Terminal
from tests.office.conftest import Desk, Watch, open_again


def test_how_many_are_decided_twice_is_shown_and_set(terminal: Terminal) -> None:
    terminal.password()
    assert terminal("second-decisions", "c.case", "--json").json == {"second_decisions": 0}
    refused = terminal("second-decisions", "c.case", "--percent", "20", "--as", "sue")
    assert refused.code == REFUSED
    assert "needs a reason" in refused.err
    done = terminal("second-decisions", "c.case", "--percent", "20", "--reason", "The board wishes it", "--as", "sue")
    assert (done.code, done.out) == (DONE, "20 in a hundred of each batch are decided a second time.\n")
    assert terminal("second-decisions", "c.case", "--percent", "5", "--reason", "x", "--as", "rita").code == REFUSED


def test_a_drawn_envelope_is_listed_and_decided_by_another(terminal: Terminal) -> None:
    terminal.password()
    terminal("second-decisions", "c.case", "--percent", "100", "--reason", "The board wishes it", "--as", "sue")
    terminal.write("list.csv", HEADER + ROWS.splitlines(keepends=True)[0])
    terminal("receive", "c.case", "list.csv", "--as", "jane")
    office = open_again(terminal.folder / "c.case", Watch(), 5000)
    desk = Desk.__new__(Desk)
    desk.office = office
    desk.sign_in("rita")
    for fact, value in (("oath", "signed"), ("identification", "shown"), ("match", "none"), ("registration", "never")):
        desk.say("0001", fact, value)
    owed = {item.id: ("nothing", "") for item in desk.sheet("0001").owed if not item.done}
    office.review.research(desk.sheet("0001"), owed)
    desk.easy("0001")
    office.batches.close()
    office.close()
    own = terminal("decide-again", "c.case", "0001", "--outcome", "not_counted", "--as", "rita")
    assert own.code == REFUSED
