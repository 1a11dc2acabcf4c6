"""Where a case file lies: which file it is, whether it may be written, and that it is on a disk of this computer."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from adjudicator.log.file.errors import network_drive

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
    folder = f"{path.absolute().parent.resolve()}/"
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = fields[1].replace("\\040", " ").rstrip("/")
        # a later line for the same place hides an earlier one
        if len(place) >= best and folder.startswith(f"{place}/"):
            best, kind = len(place), fields[2]
    return kind
