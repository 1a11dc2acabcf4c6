"""The tables and boxes on the command line: everything can be done without a window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from adjudicator.cli.shared.exits import BAD_INPUT, DONE, REFUSED
from adjudicator.log.checks.verify import verify
from tests.cli.conftest import Said, Terminal
from tests.office.conftest import ABSENTEE, CHECK_IN, PASSWORD, Desk, begun, desk, office, roll_file, watch
from tests.office.tables_cases import decided

__all__ = ["begun", "desk", "office", "roll_file", "watch"]

HOURS = ("--begins", "2020-11-09T14:00", "--ends", "2020-11-09T15:00")


@pytest.fixture
def typed(desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Types a command in the folder of a case whose envelopes are approved; `by` acts."""
    path = decided(desk).path
    desk.office.close()
    monkeypatch.chdir(path.parent)
    terminal = Terminal(path.parent, capsys, monkeypatch)
    terminal.password(PASSWORD)
    for name, text in (("late.csv", ABSENTEE), ("final.csv", CHECK_IN)):
        terminal.write(name, text + "\n\n")

    def command(*words: str, by: str = "") -> Said:
        return terminal(*words, *(("--as", by) if by else ()))

    return command


def test_the_whole_way_from_an_oath_to_a_box_that_was_handed_over(typed: Callable[..., Said], tmp_path: Path) -> None:
    def done(*words: str, by: str = "") -> Said:
        said = typed(*words, by=by)
        assert said.code == DONE, said.err
        return said

    assert (
        done("person", "sworn", "small.case", "admin", "2020-11-03", "--json", by="sue").json["sworn"] == "2020-11-03"
    )
    done("receive", "small.case", "late.csv", "--kind", "absentee", "--as-of", "2020-11-06T17:30", by="rita")
    done("receive", "small.case", "final.csv", "--kind", "check-in", "--final", by="rita")
    listed = done("pile", "list", "small.case", "--json").json
    assert [each["envelopes"] for each in listed["in_no_pile"]] == [["0001", "0002"], ["0003"], ["0004"], ["0005"]]
    sort = ("pile", "sort", "small.case", "to_open", "--hour", "2020-11-09T13:00", "--with", "max")
    assert done(*sort, "--counted", "2", "--json", by="mia").json["pile"] == "P0001"
    done(*sort, "--counted", "1", "--copy", "--later", by="mia")
    assert "P0001: to open, as they are, 2 by the record, 2 counted by hand; not signed by max" in (
        done("pile", "list", "small.case").out
    )
    assert done("pile", "sign", "small.case", "P0001", "--json", by="max").json["signed"] == ["mia", "max"]
    assert done("pile", "look-up", "small.case", "P0001", "--json", by="mia").json["envelopes"] == 2
    done("pile", "look-up", "small.case", "P0002", by="mia")
    opening = ("pile", "open", "small.case")
    found = done(
        *opening, "P0001", "--counted", "3", "--found", "0002", "empty", *HOURS, "--with", "max", "--json", by="mia"
    )
    assert (found.json["by_record"], found.json["by_hand"], found.json["exceptions"]) == (2, 3, {"0002": "empty"})
    done(*opening, "P0002", "--counted", "1", *HOURS, "--with", "max", by="mia")
    assert done("pile", "sign", "small.case", "S0001", "--json", by="max").json["signed"] == ["mia", "max"]
    done(
        "pile",
        "settle",
        "small.case",
        "S0001",
        "0002",
        "no_ballot",
        "--reason",
        "Nothing was in it",
        "--json",
        by="sue",
    )
    copied = ("pile", "duplicate", "small.case", "P0002", "--issued", "2", "--done", "1", "--spoiled", "1", *HOURS)
    assert done(*copied, "--with", "carl", "--json", by="cleo").json["done"] == 1
    assert "S0003" in done("pile", "list", "small.case").out
    step = ("--with", "carl", "--hour", "2020-11-09T18:00")
    done(
        "box",
        "seal",
        "small.case",
        "3",
        "--holds",
        "outer",
        "--seal",
        "A1",
        "--place",
        "Vault",
        *step,
        "--json",
        by="cleo",
    )
    done("box", "move", "small.case", "3", "Truck", *step, "--json", by="cleo")
    assert "not signed by carl" in done("box", "list", "small.case").out
    signed = done("box", "sign", "small.case", "3", "--json", by="carl").json
    assert [each["signed"] for each in signed["steps"]] == [True, True]
    assert typed("box", "sign", "small.case", "3", by="carl").code == REFUSED
    done("box", "open", "small.case", "3", "--seal", "A1", *step, "--json", by="cleo")
    done("box", "seal", "small.case", "3", "--holds", "outer", "--seal", "A2", "--place", "Vault", *step, by="cleo")
    done("box", "deliver", "small.case", "3", "Clerk of the superior court", *step, "--json", by="cleo")
    assert done("box", "list", "small.case", "--json").json[0]["place"] == "Clerk of the superior court"
    done("bag", "small.case", "School 001", "--issued", "4", "--missing", "1", "--json", by="mia")
    assert done("where", "small.case", "0001", "--json").json["opened"] == "S0001"
    assert "Pile P0001, opened" in done("where", "small.case", "0001").out
    assert done("hit", "list", "small.case", "--json").json == []
    for sheet, pile in (("sorting", ()), ("opening", ("P0001",)), ("duplicating", ("P0002",)), ("pull", ("P0001",))):
        done("pile", "print", "small.case", sheet, *pile, "--out", f"{sheet}.pdf", "--json")
    done("box", "labels", "small.case", "--out", "boxes.pdf", "--json")
    assert verify(Path("small.case"), "deep").findings == ()


def test_a_canceled_list_that_came_since_sends_an_envelope_back_and_says_which_list_it_was(
    typed: Callable[..., Said],
) -> None:
    typed("receive", "small.case", "late.csv", "--kind", "absentee", "--as-of", "2020-11-06T17:30", by="rita")
    typed("receive", "small.case", "final.csv", "--kind", "check-in", "--final", by="rita")
    sort = ("pile", "sort", "small.case", "to_open", "--hour", "2020-11-09T13:00", "--with", "max")
    typed(*sort, "--counted", "2", by="mia")
    assert "2 envelopes looked up." in typed("pile", "look-up", "small.case", "P0001", by="mia").out
    header = "registration_number,last_name,first_name,cancelled_on,reason"
    row = "00000001,Delgado,Maria,2020-11-03,VOTER REQUEST"
    Path("gone.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    assert typed("receive", "small.case", "gone.csv", "--kind", "cancelled", by="rita").code == DONE
    said = typed("pile", "look-up", "small.case", "P0001", by="mia")
    assert said.code == DONE
    assert "Back to their reviewers: 0001 (canceled list)." in said.out
    again = typed("docket", "look-up", "small.case", "--json", by="mia").json
    assert (again["back"], again["hits"]) == ([], {}), "it is open already"


@pytest.mark.parametrize(
    ("words", "by", "code", "why"),
    [
        (("pile", "sort", "small.case", "to_open", "--counted", "2", "--with", "mia"), "mia", REFUSED, "different people"),
        (("pile", "sort", "small.case", "to_open", "--counted", "2", "--with", "admin"), "mia", REFUSED, "No oath"),
        (("pile", "open", "small.case", "P0009", "--counted", "2", *HOURS, "--with", "max"), "mia", BAD_INPUT, "no pile"),
        (("pile", "look-up", "small.case", "P0009"), "mia", REFUSED, "no pile or docket"),
        (("pile", "sign", "small.case", "S0009"), "mia", REFUSED, "no session"),
        (("pile", "sort", "small.case", "held", "--counted", "1", "--with", "max"), "rob", REFUSED, "roles do not allow"),
        (("box", "move", "small.case", "3", "Truck", "--with", "carl"), "cleo", REFUSED, "No box 3"),
        (("bag", "small.case", "The moon", "--issued", "1"), "mia", REFUSED, "no place of this election"),
        (("where", "small.case", "9999"), "", REFUSED, "no envelope 9999"),
        (("hit", "tell", "small.case", "0001", "board"), "sue", REFUSED, "Nothing was found of envelope 0001"),
        (("hit", "print", "small.case", "0001", "--out", "x.pdf"), "", REFUSED, "Nothing was found of envelope 0001"),
        (("pile", "print", "small.case", "opening", "--out", "x.pdf"), "", BAD_INPUT, "Say which pile"),
        (("person", "sworn", "small.case", "nobody", "2020-11-03"), "sue", REFUSED, "nobody"),
        (("person", "sworn", "small.case", "rob", "2099-11-03"), "sue", REFUSED, "future"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(
    typed: Callable[..., Said], words: tuple[str, ...], by: str, code: int, why: str
) -> None:
    said = typed(*words, by=by)
    assert (said.code, said.out) == (code, "")
    assert why in said.err
