"""Files and folders made for their owner alone, from the first byte and whatever the system allows others; and unmade."""

from __future__ import annotations

import os
from pathlib import Path

from adjudicator.at_rest.beginning import PARTS

OWNER_ONLY, OWNERS_FOLDER = 0o600, 0o700


def make_file(path: Path) -> None:
    """Make an empty file that only its owner may read and write; raises FileExistsError where there is one."""
    os.close(private(os.fspath(path), os.O_CREAT | os.O_EXCL | os.O_RDWR))


def remove(path: Path) -> None:
    """Remove a SQLite file that was never finished, with what SQLite may have put beside it."""
    for part in PARTS:
        Path(f"{path}{part}").unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make a folder that only its owner may enter, with those above it; nothing where it is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(OWNERS_FOLDER, exist_ok=True)


def private(path: str, flags: int) -> int:
    """An `opener` for `open`: what is made so is its owner's alone."""
    return os.open(path, flags, OWNER_ONLY)
