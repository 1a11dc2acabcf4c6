"""Entered by mistake on the command line: said by one person, answered by another, and a whole list taken back."""

from __future__ import annotations

from adjudicator.cli.shared.exits import BAD_INPUT, DONE, REFUSED
from tests.cli.conftest import HEADER, ROWS, Terminal


def received(terminal: Terminal) -> None:
    """The list received by jane."""
    terminal.password()
    terminal.write("list.csv", HEADER + ROWS)
    assert terminal("receive", "c.case", "list.csv", "--as", "jane").code == DONE


def test_it_is_said_listed_and_agreed_to_by_another(terminal: Terminal) -> None:
    received(terminal)
    first, second, *_ = (line.split(",")[0] for line in ROWS.splitlines())
    said = terminal(
        "mistake", "ask", "c.case", second, "--same-as", first, "--reason", "Typed twice", "--as", "rita", "--json"
    )
    assert said.json["envelopes"][0] == {
        "envelope": second, "by_mistake": False, "waiting": True, "what": "same_as", "same_as": first, "by": "rita",
        "agreed_by": "",
    }  # fmt: skip
    assert f"the same as envelope {first}" in terminal("mistake", "list", "c.case").out
    refused = terminal("mistake", "agree", "c.case", second, "--as", "rita")
    assert (refused.code, refused.out) == (REFUSED, "")
    done = terminal("mistake", "agree", "c.case", second, "--as", "sue")
    assert (done.code, "Agreed by sue" in done.out) == (DONE, True)
    assert terminal("account", "c.case", "--json").json["entered_by_mistake"] == 1
    back = ("mistake", "ask", "c.case", second, "--stands", "--reason", "Two papers", "--as", "rita")
    assert terminal(*back).code == DONE
    assert terminal("mistake", "agree", "c.case", second, "--as", "sue").out == f"Envelope {second} stands.\n"
    assert terminal("mistake", "list", "c.case").out == "Nothing was entered by mistake.\n"


def test_who_does_not_agree_says_why(terminal: Terminal) -> None:
    received(terminal)
    first = ROWS.split(",")[0]
    terminal("mistake", "ask", "c.case", first, "--reason", "A test line", "--as", "rita")
    assert terminal("mistake", "refuse", "c.case", first, "--reason", " ", "--as", "sue").code == REFUSED
    done = terminal("mistake", "refuse", "c.case", first, "--reason", "The paper is here", "--as", "sue")
    assert done.out == f"Envelope {first} stands.\n"
    both = terminal("mistake", "ask", "c.case", first, "--same-as", "x", "--stands", "--reason", "x", "--as", "rita")
    assert "not both" in both.err


def test_a_whole_list_is_taken_back_by_the_file_itself(terminal: Terminal) -> None:
    received(terminal)
    terminal.write("other.csv", HEADER)
    unknown = terminal("mistake", "take-back", "c.case", "other.csv", "--reason", "Twice", "--as", "rita")
    assert unknown.code == BAD_INPUT
    done = terminal("mistake", "take-back", "c.case", "list.csv", "--reason", "Twice", "--as", "rita", "--json")
    numbers = [each["envelope"] for each in done.json["envelopes"]]
    assert len(numbers) == len(ROWS.splitlines())
    assert terminal("mistake", "agree", "c.case", *numbers, "--as", "sue").code == DONE
    assert terminal("account", "c.case", "--json").json["received"] == 0
