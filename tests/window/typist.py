"""Signs a person in at the real window, goes through the keys given, and says so once a draft may be kept; killed then."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from tests.flows import practice_case as cases
from tests.flows.hands import Hands
from ui.app import make_application
from ui.kit.window.frame import Frame
from ui.shell.drafts import PAUSE


def show(frame: Frame) -> None:
    """Show the window, in front where there is anybody to see it."""
    frame.show()
    frame.activateWindow()


def act(hands: Hands, steps: list[list[str]]) -> None:
    """Do each step: the name of a method of Hands, and what it is given."""
    for name, *given in steps:
        getattr(hands, name)(*given)


def main(case: Path, person: str, steps: list[list[str]]) -> None:
    """Type, and wait to be killed."""
    make_application()
    with pytest.MonkeyPatch.context() as patch:
        cases.quick_passwords(patch)
        hands = cases.seated(cases.new_window(), case, show).sign_in(person, cases.PASSWORDS[person])
        act(hands, steps)
        QTest.qWait(2 * PAUSE)
        sys.stdout.write("typed\n")
        sys.stdout.flush()
        QTest.qWait(60_000)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]))
