"""What is made once a run, however many processes run the tests."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from adjudicator.practice.make import PracticeFiles, make_practice
from adjudicator.rehearsal import ready

PATIENCE = 300.0


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of that name, filled by `make` in the process that asks first; the others wait. Copied, never changed."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / f"made-{name}"
    # SQLite's lock, because every system has it and it goes with the process that holds it
    with closing(sqlite3.connect(shared / "made.lock", timeout=PATIENCE, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        if not folder.exists():
            unfinished = shared / f"unfinished-{name}"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    return folder


def with_few_electors(patch: pytest.MonkeyPatch, electors: int = 1_000) -> None:
    """Practice elections have as many electors as some envelopes need, instead of the twenty thousand of every plan."""

    def made(*given: Any, **named: Any) -> PracticeFiles:
        return make_practice(*given, **(named | {"electors": electors}))

    patch.setattr(ready, "make_practice", made)
