"""A walk from its beginning to its end: the window is opened and closed around it, and the command line asked afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.flows import practice_case as cases
from tests.walks.keyboard import KeyboardHands
from tests.walks.walk import ElectionWalk, Results, begin
from ui.app import make_application
from ui.kit.window.frame import Frame
from ui.shell.window import Window

ROOT = Path(__file__).parents[2]


def at_the_window(
    out: Path, seed: int, envelopes: int, electors: int, tell: Callable[[str], object]
) -> tuple[Path, Path, int, Results]:
    """Walk the whole way in a folder: gives the case, the right answers, the reviewers' keys, and what each was before
    the period was closed."""
    make_application()
    with pytest.MonkeyPatch.context() as patch:
        cases.quick_passwords(patch)
        cases.short_looks(patch)
        cases.coarse_scans(patch)
        for guard in ("SECONDS", "WORD_SECONDS"):  # nobody here reads, and no key is a word
            patch.setattr(f"ui.desks.review.guard.{guard}", 0.0)
        begun = begin(out, seed, envelopes, electors)
        window = Window(Frame(), cases.DEFINITION)  # with the machine's time: the case has its own clock
        try:
            cases.seated(window, begun.case, _to_front)
            hands = KeyboardHands(window)
            walk = ElectionWalk(hands, window, begun, seed, tell)
            walk.whole_way()
            return begun.case, begun.files.answers, walk.keys, walk.reviewed
        finally:
            window.close()


def command(name: str, case: Path) -> tuple[int, str]:
    """What a command of the program says of a case, in a process of its own."""
    own = {**os.environ, "XDG_STATE_HOME": str(Path(os.devnull) / "state"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        (sys.executable, "-m", "adjudicator", name, str(case)), cwd=ROOT, env=own, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return done.returncode, f"{done.stdout}{done.stderr}"


def _to_front(frame: Frame) -> None:
    frame.show()
    frame.activateWindow()
