"""What must be on the disk before it is relied on: a file's bytes, and its name."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def name_new(unfinished: Path, out: Path) -> None:
    """Give a finished, synced file its name; raises FileExistsError where a file came there meanwhile, which stays."""
    try:
        os.link(unfinished, out)
        unfinished.unlink()
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        unfinished.rename(out)
    sync_folder(out)


def sync_file(path: Path) -> None:
    """Make sure that the bytes of a file survive a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Make sure that the file's name survives a power cut; systems that cannot open a folder do it by themselves."""
    if sys.platform == "win32":
        return
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
