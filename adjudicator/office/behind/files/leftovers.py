"""What a kill in the middle of writing a case anew, or a release, has left on the disk: taken away when the case is opened.

Only by the exact names that the program gives such files, beside the case, its scans, its roll and its releases, and only
where nobody else is at work on them. Where the roll lies the case file says, which somebody else may have made: so the file
there has to open as that very roll.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from adjudicator.at_rest.durable import UNFINISHED
from adjudicator.at_rest.leftovers import REPLACED, clear_beside, left_beside
from adjudicator.export.folder import clear_workplace, workplace_of
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.rekeying import lies_under
from adjudicator.log.copies.scans import scans_of
from adjudicator.office.behind.files.case_file import CaseFile
from adjudicator.office.behind.files.rolls import own_roll_places
from adjudicator.office.behind.releases.content import next_folder
from adjudicator.office.behind.room import Room
from adjudicator.records.trouble import WorldError
from adjudicator.roll import Roll
from adjudicator.words import _, beside


def clear(room: Room, case: CaseFile, opened: Roll | None = None) -> tuple[Path, ...]:
    """Take away what was left, plain copies of an encrypted case overwritten before; gives what is gone.

    Opened to look at, nothing is touched. A roll that was `opened` just now is not opened again to see which it is.
    """
    log = case.log
    if log.read_only:
        return ()
    gone: list[Path] = []
    for file in _files(room, case, opened):
        gone += clear_beside(file, (UNFINISHED,), overwrite=log.is_encrypted)
        if left_beside(file, (REPLACED,)) and not _is_ahead(log, file):
            gone += clear_beside(file, (REPLACED,), overwrite=True)
    return (*gone, *(workplace_of(folder) for folder in _releases(room, case) if clear_workplace(folder)))


def left(room: Room, case: CaseFile) -> tuple[Path, ...]:
    """What was left and is still there."""
    beside = (path for file in _files(room, case) for path in left_beside(file))
    return (*beside, *(place for place in map(workplace_of, _releases(room, case)) if place.exists()))


def _is_ahead(log: CaseLog, file: Path) -> bool:
    """Whether an interrupted change has reached a file and not the case: the old one is kept until that is finished."""
    try:
        return file.exists() and not lies_under(file, log.passphrase)
    except WorldError:  # what cannot be read is no better than its old one
        return True


def _files(room: Room, case: CaseFile, opened: Roll | None = None) -> Iterator[Path]:
    files = (case.path, scans_of(case.path), *own_roll_places(case.log, room.station, opened))
    yield from dict.fromkeys(file.resolve() for file in files)


def _releases(room: Room, case: CaseFile) -> tuple[Path, ...]:
    """Where a release may have been begun: beside the case by its proposed name, and where this machine began the newest."""
    begun = room.station.place(room.case.id, "release")
    proposed = case.path.with_name(next_folder(room.election, room.case))
    return tuple(dict.fromkeys((proposed, *((begun,) if begun is not None else ()))))


def named(paths: Iterable[Path]) -> str:
    """Files and folders that were left, in words: the folder once, and what is in it by name, without SQLite's own parts."""
    by_folder: dict[Path, list[str]] = {}
    for path in paths:
        by_folder.setdefault(path.parent, []).append(path.name)
    each = (
        _("{files} in {folder}", files=", ".join(_whole(names)), folder=str(folder))
        for folder, names in by_folder.items()
    )
    return beside(*each, by="; ")


def _whole(names: list[str]) -> list[str]:
    return [name for name in names if name.endswith((UNFINISHED, REPLACED, ".partial"))] or names
