"""The same release as one ZIP, with the same bytes each time it is made."""

from __future__ import annotations

import shutil
import stat
import zipfile
from collections.abc import Iterable
from pathlib import Path

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first instant a ZIP can name: a real one would differ each time."""

_UNIX = 3
_ANYONE_READS = (stat.S_IFREG | 0o644) << 16


def write_archive(target: Path, folder: Path, names: Iterable[str]) -> None:
    """Write the files of a folder into a ZIP, by name, with fixed times and rights.

    They are stored, not compressed: other versions of zlib compress to other bytes.
    """
    with zipfile.ZipFile(target, "x", zipfile.ZIP_STORED) as archive:
        for name in sorted(names):
            with (folder / name).open("rb") as source, archive.open(_entry(name, folder), "w") as member:
                shutil.copyfileobj(source, member)


def _entry(name: str, folder: Path) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.create_system = _UNIX
    entry.external_attr = _ANYONE_READS
    entry.file_size = (folder / name).stat().st_size
    return entry
