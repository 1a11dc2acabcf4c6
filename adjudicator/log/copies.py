"""Copies of a case file by SQLite's backup interface: single files, verified before anybody relies on them.

A copy is written under another name, synced, verified, and only then given its own; what is there already is never touched.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from adjudicator.at_rest import files
from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.log import errors, place
from adjudicator.log.case_log import PATIENCE
from adjudicator.log.connection import connect
from adjudicator.log.entries import Head
from adjudicator.log.verify import Depth, verify
from adjudicator.records.trouble import WorldError

PAGES_AT_ONCE = 1024

Progress = Callable[[int, int], None]
"""Told now and then: pages copied, pages in all."""


def copy_case(
    path: Path, out: Path, depth: Depth, progress: Progress | None = None, passphrase: Passphrase | None = None
) -> Head:
    """Copy a case file, whoever is writing to it meanwhile, and verify the copy; gives the head that it has.

    The copy of an encrypted file is encrypted under the same passphrase.

    Raises WorldError: "exists" where there is a file of that name, "damaged" where the copy does not verify, and whatever
    the disks say; nothing is left then.
    """
    place.refuse_network_drive(path)
    return finished(out, lambda unfinished: write_copy(path, unfinished, progress, passphrase), depth, passphrase)


def finished(out: Path, write: Callable[[Path], None], depth: Depth, passphrase: Passphrase | None = None) -> Head:
    """Have a new case file written, synced and verified under another name, then give it its own; gives its head.

    Raises WorldError as `copy_case` does.
    """
    with errors.the_world(out), place.whole_or_nothing(out) as unfinished:
        write(unfinished)
        return verified(unfinished, depth, passphrase)


def write_copy(path: Path, to: Path, progress: Progress | None, passphrase: Passphrase | None) -> None:
    """Copy a case file into an empty one, as a single file; the copy of an encrypted one is encrypted."""
    key = passphrase if is_encrypted(path) else None

    def told(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    with closing(connect(path, True, PATIENCE, key)) as source, closing(files.connect(to, key)) as target:
        source.conn.backup(target, pages=PAGES_AT_ONCE, progress=told)
        target.execute("PRAGMA journal_mode = DELETE")


def verified(path: Path, depth: Depth, passphrase: Passphrase | None) -> Head:
    """The head of a copy that verifies; raises WorldError "damaged" for one that does not."""
    report = verify(path, depth, passphrase=passphrase)
    if not report.ok:
        raise WorldError(
            "damaged",
            f"The copy does not verify ({report.findings[0].id})",
            "Run adjudicator verify on the case file, and keep the newest backup that passes.",
        )
    return Head(report.entries, report.root)
