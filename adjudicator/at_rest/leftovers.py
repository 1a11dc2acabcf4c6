"""What a writing that was killed leaves beside a file, by names that nothing else has; and how it is taken away.

`gwinnett.case.unfinished` is a new file that never got its name. `gwinnett.case.to-be-overwritten` is the old one, which has
lost its own to the new one and keeps this until nothing can be read in it.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO

from adjudicator.at_rest.beginning import LOCK, PARTS
from adjudicator.at_rest.durable import UNFINISHED, sync_folder, sync_open
from adjudicator.at_rest.presence import nobody_else, shared
from adjudicator.records.trouble import WorldError

REPLACED = ".to-be-overwritten"
"""What follows the name of a file that was replaced."""

_ZEROS = bytes(1 << 20)


def left_beside(file: Path, marks: Sequence[str] = (UNFINISHED, REPLACED)) -> tuple[Path, ...]:
    """What lies beside a file under its name and one of the marks, with what SQLite puts beside such a file."""
    whole = file.resolve()
    names = (Path(f"{whole}{mark}{part}") for mark in marks for part in PARTS if part != LOCK)
    return tuple(path for path in names if os.path.lexists(path))


def clear_beside(file: Path, marks: Sequence[str], *, overwrite: bool) -> tuple[Path, ...]:
    """Take away what was left beside a file, where nobody is writing the file anew or has what was left open; gives that."""
    gone: list[Path] = []
    for mark in marks:
        left = left_beside(file, (mark,))
        with suppress(WorldError, OSError), ExitStack() as held:
            if left and held.enter_context(shared(file, 0.0)):
                held.enter_context(nobody_else(Path(f"{file.resolve()}{mark}"), 0.0))
                gone += [path for path in left if take_away(path, overwrite=overwrite)]
    return tuple(gone)


def take_away(path: Path, *, overwrite: bool) -> bool:
    """Remove a file that was left, its bytes overwritten before; whether it is gone.

    Only a file of its own is overwritten: another name for a file that is in use is just removed, and so is a link.
    """
    with suppress(OSError):
        found = path.lstat()
        if stat.S_ISDIR(found.st_mode):
            return False
        if overwrite and stat.S_ISREG(found.st_mode) and found.st_nlink == 1:
            with path.open("r+b", buffering=0) as file:
                overwrite_all(file)
        path.unlink()
        sync_folder(path.parent)
    return not os.path.lexists(path)


def overwrite_all(file: BinaryIO) -> None:
    """Zeros in place of everything in an open file, synced."""
    left = os.fstat(file.fileno()).st_size
    while left:
        left -= file.write(_ZEROS[:left]) or 0
    sync_open(file)
