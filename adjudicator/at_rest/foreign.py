"""Files that people name, opened to be read: none that this process works in itself.

To choose the open case by mistake, also by another name for it or in the folder where scans lie, would otherwise take
SQLite's locks on it away (see `beginning`).
"""

from __future__ import annotations

import errno
import os
from io import BufferedReader, BytesIO, TextIOWrapper
from pathlib import Path

from adjudicator.at_rest.beginning import is_open_here
from adjudicator.records.trouble import WorldError
from adjudicator.words import _


def refuse_open(path: Path) -> None:
    """Raise WorldError "open_here" where a file is the open case, its write-ahead log or another part of it, by any name."""
    if is_open_here(path):
        what = _("{file} is the case that is open, or a part of it", file=path.name)
        raise WorldError("open_here", what, _("Choose the file that was sent to you."))


def opened(path: Path) -> BufferedReader:
    """The file, open for reading. Raises WorldError "open_here" and OSError."""
    refuse_open(path)
    return path.open("rb")


def text_of(path: Path, most: int) -> str:
    """The text of a plain UTF-8 file of at most `most` bytes, its line ends as line feeds.

    Raises UnicodeDecodeError, and what `bytes_within` raises.
    """
    return TextIOWrapper(BytesIO(bytes_within(path, most)), encoding="utf-8").read()


def bytes_within(path: Path, most: int) -> bytes:
    """The bytes of a plain file of at most `most`.

    Raises WorldError "open_here", and OSError also for a longer file, a pipe or a device: they may never end.
    """
    if not path.is_file():
        raise OSError(errno.EINVAL, _("it is no plain file"))
    with opened(path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return data


def bytes_of(path: Path) -> bytes:
    """The bytes of a file. Raises WorldError "open_here" and OSError."""
    with opened(path) as file:
        return file.read()
