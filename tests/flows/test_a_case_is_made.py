"""The start screen: a broken definition is shown with its problems, a good one becomes a case; practice is made too."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from adjudicator.at_rest.passphrase import is_encrypted
from tests.flows.hands import Hands
from tests.flows.practice_case import DEFINITION
from ui.kit.file_dialog import FileDialog

WORDS = "seven quiet herons over the marsh"


@pytest.fixture
def dialog(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Says what the system's own file dialog will answer next: it is not the program's to test."""

    def answer(path: Path) -> None:
        for name in ("file", "new_file"):
            monkeypatch.setattr(FileDialog, name, lambda *_: str(path))

    return answer


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A definition in which a ballot style names a contest that there is not."""
    definition = json.loads(DEFINITION.read_text(encoding="utf-8"))
    next(iter(definition["ballot_styles"].values())).append("no-such-contest")
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(definition), encoding="utf-8")
    return path


def test_a_broken_definition_shows_its_problems_and_a_good_one_becomes_a_case(sit_down, tmp_path, broken, dialog):
    hands, case = sit_down(None), tmp_path / "county.case"
    nothing_can_be_made_of_nothing(hands)
    dialog(broken)
    the_problems_of_a_broken_definition_stand_there(hands)
    dialog(DEFINITION)
    a_good_one_is_taken(hands)
    dialog(case)
    the_case_is_made_and_opened(hands, case)


def nothing_can_be_made_of_nothing(hands: Hands) -> None:
    hands.sees("Open a case", "Practice", "No case has been opened here yet").press("2")
    hands.sees("Make a new case", "Still to choose: an election's definition, a place for the file.")
    hands.sees_not("Where this differs from the statute")


def the_problems_of_a_broken_definition_stand_there(hands: Hands) -> None:
    hands.tab_to("Choose a file").press("Space").sees("broken.json", "no-such-contest")
    hands.sees("Still to choose: an election's definition")


def a_good_one_is_taken(hands: Hands) -> None:
    hands.press("Space").sees(DEFINITION.name, "Gwinnett").sees_not("no-such-contest")
    hands.sees("Still to choose: a place for the file.")
    hands.sees("Where this differs from the statute", "Still to read: where the pack differs from the statute.")


def the_case_is_made_and_opened(hands: Hands, case: Path) -> None:
    hands.tab_to("Choose a place").press("Space").sees_not("Still to choose")
    hands.tab_to("I have read where this pack differs").press("Space").sees_not("Still to read")
    hands.sees("Encrypt the file", "If you lose it, you lose the file")
    hands.tab_to("Passphrase").write("short").press("Enter").write("short").press("Enter")
    hands.sees("A passphrase has at least 12 characters.")
    hands.rewrite(WORDS).press("Enter").rewrite(WORDS).tab_to("Make the case").press("Space")
    hands.sees("The recovery key").sees_not("Make the first administrator")
    hands.tab_to("I have written them down").press("Space").tab_to("Make and open the case").press("Space")
    hands.sees("Gwinnett County", "Make the first administrator").sees_not("Practice", "PRACTICE")
    assert is_encrypted(case)
    assert hands.frame.windowTitle() == "Provisional ballots: eligibility, never votes - Gwinnett County"
