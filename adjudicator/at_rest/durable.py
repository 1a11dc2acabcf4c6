"""New files: for their owner alone, whole or not there, and on the disk for good once they have their name.

A file is written beside the place it is to have, synced, and then named in one step. So nobody ever finds half a file under
its name, also after a kill or a power cut.
"""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from adjudicator.at_rest.beginning import PARTS
from adjudicator.at_rest.presence import nobody_else
from adjudicator.records.trouble import WorldError
from adjudicator.words import _, beside, n_

OWNER_ONLY, OWNERS_FOLDER = 0o600, 0o700

UNFINISHED = ".unfinished"
"""What follows the name of a file while it is being made."""


@contextmanager
def whole_or_nothing(out: Path) -> Generator[Path]:
    """A new, empty file under another name, which is given the name `out` once everything inside is done.

    What is done inside has to be closed by then, and in that one file. Raises as `written_aside` and `finish_file` do; then
    nothing is left.
    """
    with written_aside(out) as unfinished:
        yield unfinished
        finish_file(unfinished, out)


@contextmanager
def written_aside(out: Path) -> Generator[Path]:
    """A new, empty file beside `out` that nobody else writes meanwhile; it is removed at the end unless it was finished.

    Raises FileExistsError where there is a file of the name `out`, which is never replaced, OSError, and WorldError "locked"
    where another program is writing a file that is to have this name; what it has written stays.
    """
    _refuse_taken(out)
    unfinished = out.with_name(out.name + UNFINISHED)
    with only_writer(out):
        _refuse_taken(out)  # another program has finished meanwhile
        with empty_file(unfinished):
            yield unfinished


def finish_file(unfinished: Path, out: Path) -> None:
    """Sync a file that is written and closed, and give it its name. Raises OSError as `refuse_parts` and `name_new` do."""
    refuse_parts(unfinished)
    sync_file(unfinished)
    name_new(unfinished, out)


@contextmanager
def empty_file(path: Path) -> Generator[None]:
    """An empty file in place of what a killed run left there, and nothing of it afterwards."""
    remove(path)
    try:
        make_file(path)
        yield
    finally:
        remove(path)


@contextmanager
def only_writer(path: Path, called: Path | None = None, patience: float | None = None) -> Generator[None]:
    """Keep others from writing a file, and from clearing what lies beside it; a disk that keeps no locks keeps nobody out.

    Raises WorldError "locked", in which the file bears the name of `called`; `patience` is in seconds.
    """
    with ExitStack() as held:
        try:
            with suppress(OSError):
                held.enter_context(nobody_else(path, patience))
        except WorldError:
            what = _("Another program is writing to {file}", file=(called or path).name)
            raise WorldError("locked", what, _("Wait until it has finished or close it, then do it again.")) from None
        yield


@contextmanager
def all_new(paths: Sequence[Path]) -> Generator[None]:
    """Around the making of several files that belong together: none of them is left where it fails or is stopped.

    Raises as `refuse_existing` does, before anything is made.
    """
    refuse_existing(paths)
    try:
        yield
    except BaseException:
        for path in paths:
            with suppress(OSError):
                remove(path)
        raise


def refuse_existing(paths: Sequence[Path]) -> None:
    """Raise WorldError "exists" where there is a file, folder or link of any of these names, all in one folder."""
    there = [path.name for path in paths if os.path.lexists(path)]
    if there:
        folder, names = paths[0].parent.name, beside(*there, by=", ")
        what = n_(
            "In {folder} {names} is already there, and nothing is overwritten",
            "In {folder} {names} are already there, and nothing is overwritten",
            len(there),
            folder=folder,
            names=names,
        )
        raise WorldError("exists", what, _("Choose another folder."))


def write_new(path: Path, content: bytes) -> None:
    """Write a file that was not there. Raises as `whole_or_nothing` does."""
    with whole_or_nothing(path) as unfinished:
        unfinished.write_bytes(content)


def write_again(path: Path, content: bytes) -> None:
    """Write a file that may be there, whole and synced before it takes the place of the old one. Raises OSError."""
    new = path.with_name(f"{path.stem}.{secrets.token_hex(8)}.new")
    with empty_file(new):
        new.write_bytes(content)
        sync_file(new)
        put_in_place(new, path)


def put_in_place(new: Path, path: Path, keeping: Path | None = None) -> None:
    """Put a finished, synced file in the place of another, which goes on under the name `keeping` where there is one.

    A disk that gives a file no second name keeps nothing. Windows replaces no file that is open.
    """
    if keeping is not None:
        with suppress(OSError):
            os.link(path, keeping)
    try:
        new.replace(path)
    except BaseException:
        if keeping is not None:
            keeping.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def name_new(unfinished: Path, out: Path) -> None:
    """Give a finished, synced file or folder its name; raises FileExistsError where a file came there, which stays."""
    try:
        os.link(unfinished, out)
        unfinished.unlink()
    except FileExistsError:
        raise
    except OSError:  # a folder, or a disk without hard links
        unfinished.rename(out)
    sync_folder(out.parent)


def refuse_parts(path: Path) -> None:
    """Raise OSError where SQLite kept back what it could not write into a file when that was closed: it says nothing."""
    for suffix in ("-wal", "-journal"):
        part = Path(f"{path}{suffix}")
        if part.exists() and part.stat().st_size:
            raise OSError(errno.EIO, os.strerror(errno.EIO))


def make_file(path: Path) -> None:
    """Make an empty file that only its owner may read and write; raises FileExistsError where there is one."""
    os.close(private(os.fspath(path), os.O_CREAT | os.O_EXCL | os.O_RDWR))


def make_folder(path: Path) -> None:
    """Make a folder that only its owner may enter, with those above it; nothing where it is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(OWNERS_FOLDER, exist_ok=True)


def private(path: str, flags: int) -> int:
    """An `opener` for `open`: what is made so is its owner's alone."""
    return os.open(path, flags, OWNER_ONLY)


def remove(path: Path) -> None:
    """Remove a SQLite file that was never finished, with what SQLite may have put beside it."""
    for part in PARTS:
        Path(f"{path}{part}").unlink(missing_ok=True)


def sync_file(path: Path) -> None:
    """Make sure that the bytes of a file survive a power cut."""
    with path.open("rb+") as file:  # Windows syncs only what may be written
        sync_open(file)


def sync_open(file: IO[Any]) -> None:
    """Make sure that what was written to an open file survives a power cut."""
    file.flush()
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder survive a power cut; Windows cannot open one, and does it by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_taken(out: Path) -> None:
    if os.path.lexists(out):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
