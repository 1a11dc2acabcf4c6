"""Headless practice runs through the command, each in a folder of its own."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from adjudicator.cli.main import run
from adjudicator.people import passwords
from adjudicator.practice.make import make_practice
from adjudicator.rehearsal import ready

FEW_ELECTORS = 3_000
"""Enough for sixty envelopes, none from a street with a polling place; the shipped practice election has twenty thousand."""


@dataclass(frozen=True)
class PracticeRun:
    """What a run left: exit code, what it printed, and its folder."""

    code: int
    printed: str
    errors: str
    folder: Path

    @property
    def answer(self) -> dict[str, Any]:
        """The JSON that it printed."""
        return json.loads(self.printed)


def practice(folder: Path, *options: str, electors: int = FEW_ELECTORS) -> PracticeRun:
    """Run `adjudicator practice --headless` in this process, with passwords that cost little."""
    out, errors, few = io.StringIO(), io.StringIO(), {"electors": electors}
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(errors),
    ):
        patch.setattr(passwords, "MEMORY_KIB", 8 * passwords.LANES)
        patch.setattr(passwords, "PASSES", 1)
        patch.setattr(ready, "make_practice", lambda *given, **named: make_practice(*given, **(named | few)))
        code = run(["practice", "--headless", "--seed", "7", "--out", str(folder), "--json", *options])
    return PracticeRun(code, out.getvalue(), errors.getvalue(), folder)


@pytest.fixture(scope="session")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> PracticeRun:
    """Sixty envelopes from seed 7. Read, never changed."""
    return practice(tmp_path_factory.mktemp("sixty"), "--envelopes", "60")
