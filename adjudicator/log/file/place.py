"""The file itself: made with rights for its owner alone, on a disk of this computer, and never over another file."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from adjudicator.at_rest.leftovers import UNFINISHED
from adjudicator.at_rest.making import make_file, remove
from adjudicator.at_rest.presence import nobody_else
from adjudicator.at_rest.syncing import name_new, sync_file, sync_folder
from adjudicator.log.file.errors import being_written, exist, network_drive
from adjudicator.records.trouble import WorldError

NETWORK_KINDS = frozenset(
    {
        "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs",
        "fuse.sshfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs",
    }
)  # fmt: skip
"""File systems, as Linux names them, whose locks and shared memory SQLite's WAL cannot rely on."""

Identity = tuple[int, int]
"""Which file it is, whatever it is called: the disk's number and the file's number on it."""
_MOUNTS = Path("/proc/mounts")


@contextmanager
def whole_or_nothing(out: Path) -> Generator[Path]:
    """A new, empty file under another name, which is given the name `out` once everything inside is done.

    So nobody ever finds a half file under that name, also after a kill or a power cut. What is done inside has to be closed
    by then, and in that one file. Raises FileExistsError where there is a file of that name, which is never replaced, and
    OSError where SQLite has left a part beside it; nothing is left then. Raises WorldError "locked" where another program is
    writing a file that is to have this name; what it has written stays.
    """
    unfinished = out.with_name(out.name + UNFINISHED)
    _refuse_a_name_that_is_taken(out)
    with _only_writer(out):
        _refuse_a_name_that_is_taken(out)  # another program has finished meanwhile
        remove(unfinished)  # left by a run that was killed
        try:
            make_file(unfinished)
            yield unfinished
            refuse_parts(unfinished)
            sync_file(unfinished)
            name_new(unfinished, out)
        finally:
            remove(unfinished)


@contextmanager
def _only_writer(out: Path) -> Generator[None]:
    """Keep others from making a file of this name, and from clearing what lies beside it."""
    with ExitStack() as held:
        try:
            with suppress(OSError):  # a network drive that keeps no locks
                held.enter_context(nobody_else(out))
        except WorldError:
            raise being_written(out) from None
        yield


def _refuse_a_name_that_is_taken(out: Path) -> None:
    if os.path.lexists(out):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def refuse_existing(paths: Sequence[Path]) -> None:
    """Raise WorldError "exists" where there is a file, folder or link of any of these names, all in one folder."""
    there = [path for path in paths if os.path.lexists(path)]
    if there:
        raise exist(there)


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


def refuse_parts(path: Path) -> None:
    """SQLite keeps back what it could not write into a file when that was closed, and says nothing."""
    for suffix in ("-wal", "-journal"):
        part = Path(f"{path}{suffix}")
        if part.exists() and part.stat().st_size:
            raise OSError(errno.EIO, os.strerror(errno.EIO))


def write_new(path: Path, content: bytes) -> None:
    """Write a file that was not there, synced, for its owner alone; nothing is left of it where the disk does not take it.

    Raises FileExistsError where there is one, and OSError for what else the disk says.
    """
    make_file(path)
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    sync_folder(path)


def identity_of(path: str) -> Identity | None:
    """Which file lies there, None where there is none or it cannot be reached."""
    try:
        found = os.stat(path)  # noqa: PTH116 - looked at in each act
    except OSError:
        return None
    return found.st_dev, found.st_ino


def wal_of(path: Path) -> Path:
    """Where SQLite keeps the write-ahead log of a database."""
    return Path(f"{path}-wal")


def may_write(path: Path) -> bool:
    """Whether the file may be written. A file marked read-only is left alone even by those who could override it."""
    marked = stat.S_IMODE(path.stat().st_mode) & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) == 0
    return not marked and os.access(path, os.W_OK)


def refuse_network_drive(path: Path) -> None:
    """Raise WorldError "network_drive" where the file would lie on one; systems that cannot be asked are trusted."""
    kind = "share" if str(path).startswith(("\\\\", "//")) and sys.platform == "win32" else ""
    if not kind and _MOUNTS.exists():
        kind = kind_of_file_system(path, _MOUNTS.read_text(errors="replace"))
    if kind == "share" or kind in NETWORK_KINDS:
        raise network_drive(path, kind)


def kind_of_file_system(path: Path, mounts: str) -> str:
    """The kind of file system a path lies on, by the text of /proc/mounts; empty where none of its lines fits."""
    folder = path.absolute().parent.resolve()
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = Path(fields[1].replace("\\040", " "))
        depth = len(place.parts)
        # a later line for the same place hides an earlier one
        if depth >= best and folder.is_relative_to(place):
            best, kind = depth, fields[2]
    return kind
