"""SQLite's own check of a file's pages, indexes and column types, on a thread of its own.

It takes as long as the rest of a deep verify, all of it outside Python, so both run at the same time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from adjudicator.log.connection import connect
from adjudicator.log.findings import Findings

_STEPS = 100_000
"""Steps of SQLite's machine between two looks at whether anybody still waits: some milliseconds."""


@contextmanager
def page_check(path: Path, patience: float) -> Generator[Callable[[], list[str]]]:
    """Begin the check on a connection of its own; gives a call that waits for what SQLite said. Stops when left early."""
    stop = Event()
    with ThreadPoolExecutor(1, "pages") as thread:
        said = thread.submit(_ask, path, patience, stop)
        try:
            yield said.result
        finally:
            stop.set()


def add_page_findings(said: list[str], findings: Findings) -> None:
    """Note what SQLite said, unless it is "ok"."""
    for words in said:
        if words != "ok":
            findings.add("file.damaged", "file", f"SQLite says: {_without_values(words)}.")


def _ask(path: Path, patience: float, stop: Event) -> list[str]:
    db = connect(path, read_only=True, patience=patience)
    db.conn.set_progress_handler(stop.is_set, _STEPS)
    try:
        return [str(words) for (words,) in db.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    finally:
        db.close()


def _without_values(text: str) -> str:
    """SQLite names tables, indexes, rows and pages only; cut what might follow."""
    return text.splitlines()[0][:200]
