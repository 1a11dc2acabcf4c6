"""SQLite's own check of a file's pages, indexes and column types, on a thread of its own.

It takes as long as the rest of a deep verify, all of it outside Python, so both run at the same time.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from sqlite_utils import Database

from adjudicator.at_rest.files import faults
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.log.file.connection import connect
from adjudicator.log.file.findings import Findings
from adjudicator.words import _

_STEPS = 100_000
"""Steps of SQLite's machine between two looks at whether anybody still waits: some milliseconds."""

_CACHE_KB = 64_000
"""The check looks every row up in every index: with more pages in mind it reads fewer of them twice, a fifth of its time."""


@contextmanager
def page_check(path: Path, patience: float, passphrase: Passphrase | None = None) -> Generator[Callable[[], list[str]]]:
    """Begin the check on a connection of its own; gives a call that waits for what SQLite said. Stops when left early."""
    stop = Event()
    with ThreadPoolExecutor(1, "pages") as thread:
        said = thread.submit(_ask, path, patience, passphrase, stop)
        try:
            yield said.result
        finally:
            stop.set()


def add_page_findings(said: list[str], findings: Findings) -> None:
    """Note what SQLite said, unless it is "ok"."""
    for words in said:
        if words != "ok":
            findings.add("file.damaged", "file", _("SQLite says: {message}.", message=_without_values(words)))


def _ask(path: Path, patience: float, passphrase: Passphrase | None, stop: Event) -> list[str]:
    db = connect(path, True, patience, passphrase, as_it_is=True)
    db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    db.conn.set_progress_handler(stop.is_set, _STEPS)
    db.conn.text_factory = lambda text: text.decode("utf-8", "replace")
    try:
        return [*_said(db, "integrity_check"), *_not_authentic(db)]
    except faults("DatabaseError") as error:
        return [str(error)]
    except UnicodeDecodeError:  # Python does not pass on an error that names what is no text
        return [_("a name in the schema is not text")]
    finally:
        db.close()


def _not_authentic(db: Database) -> list[str]:
    """Pages of an encrypted file that are not as they were written, free ones too; a plain file has nothing to tell by.

    Asked twice: a page that another program is just writing back looks so only once.
    """
    first = _said(db, "cipher_integrity_check")
    return [words for words in _said(db, "cipher_integrity_check") if words in first] if first else []


def _said(db: Database, check: str) -> list[str]:
    return [str(words) for (words,) in db.execute(f"PRAGMA {check}")]


def _without_values(text: str) -> str:
    """SQLite names tables, indexes, rows and pages only; cut what might follow."""
    return text.splitlines()[0][:200]
