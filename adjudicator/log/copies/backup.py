"""Copies of a case file by SQLite's backup interface, its scans beside it: verified before anybody relies on them.

A copy is written under another name, synced, verified, and only then given its own; what is there already is never touched.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from adjudicator.at_rest import durable, files
from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.log.checks.verify import Depth, verify
from adjudicator.log.copies.scans import copy_scans
from adjudicator.log.file import errors, place
from adjudicator.log.file.connection import PATIENCE, connect
from adjudicator.port.answers import Head
from adjudicator.records.trouble import WorldError
from adjudicator.words import _

PAGES_AT_ONCE = 1024

Progress = Callable[[int, int], None]
"""Told now and then: pages copied, pages in all."""


def copy_case(
    path: Path, out: Path, depth: Depth, progress: Progress | None = None, passphrase: Passphrase | None = None
) -> Head:
    """Copy a case file and its scans, while others may write to them, and verify the copy; gives the head that it has.

    The copy of an encrypted file is encrypted under the same passphrase.

    Raises WorldError: "exists" where there is a file of that name, "damaged" where the copy does not verify, and whatever
    the disks say; nothing is left then.
    """
    place.refuse_network_drive(path)
    return finished_with_scans(
        path, out, lambda unfinished: write_copy(path, unfinished, progress, passphrase), depth, passphrase
    )


def finished_with_scans(
    case: Path, out: Path, write: Callable[[Path], None], depth: Depth, passphrase: Passphrase | None
) -> Head:
    """Have a new case file finished as `finished` does, with the scans of `case` beside it before it has its name.

    They are copied after the case: a list that is received meanwhile has its scans kept before it is in the record.
    """
    copied: list[Path | None] = []

    def write_both(unfinished: Path) -> None:
        write(unfinished)
        copied.append(copy_scans(case, out, passphrase))

    try:
        return finished(out, write_both, depth, passphrase)
    except BaseException:
        for scans in filter(None, copied):
            durable.remove(scans)
        raise


def finished(out: Path, write: Callable[[Path], None], depth: Depth, passphrase: Passphrase | None = None) -> Head:
    """Have a new case file written, synced and verified under another name, then give it its own; gives its head.

    Raises WorldError as `copy_case` does.
    """
    with errors.the_world(out), durable.whole_or_nothing(out) as unfinished:
        write(unfinished)
        return verified(unfinished, depth, passphrase)


def write_copy(path: Path, to: Path, progress: Progress | None, passphrase: Passphrase | None) -> None:
    """Copy a case file into an empty one, as a single file; the copy of an encrypted one is encrypted."""
    key = passphrase if is_encrypted(path) else None

    def told(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    with (
        closing(connect(path, True, PATIENCE, key, as_it_is=True)) as source,
        closing(files.connect(to, key)) as target,
    ):
        source.conn.backup(target, pages=PAGES_AT_ONCE, progress=told)
        target.execute("PRAGMA journal_mode = DELETE")


def verified(path: Path, depth: Depth, passphrase: Passphrase | None) -> Head:
    """The head of a copy that verifies; raises WorldError "damaged" for one that does not."""
    report = verify(path, depth, passphrase=passphrase)
    if report.spoils is not None:
        raise WorldError(
            "damaged",
            _("The copy does not verify ({finding})", finding=report.spoils.id),
            _("Run adjudicator verify on the case file, and keep the newest backup that passes."),
        )
    return Head(report.entries, report.root)
