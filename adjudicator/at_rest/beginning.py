"""The first bytes of files, read without harm to the locks of files that are open.

Where a process closes a handle of a file, it loses all locks that it has on it (POSIX, fcntl): SQLite's too, and then another
program may take the write-ahead log away under it. So the beginning of a file is read only while this process has no
connection to it, and kept in mind for as long as it has.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import cache
from pathlib import Path
from sqlite3 import Connection
from threading import RLock
from typing import Any

LENGTH = 16
"""SQLite's header string, or the salt of an encrypted file."""

one_at_a_time = RLock()
"""Held while a beginning is read, and from there until a connection to the file is there."""

_connected: dict[tuple[int, int], list[bytes]] = {}
"""(device, number of the file there) -> its beginning, once for each connection; no file gets that number meanwhile."""

_ends: weakref.WeakKeyDictionary[Connection, Callable[[], object]] = weakref.WeakKeyDictionary()
"""What is done when a connection is closed, or thrown away unclosed."""


def beginning_of(path: Path) -> bytes:
    """The first 16 bytes of a file, fewer where it is shorter. Raises OSError."""
    with one_at_a_time:
        known = _connected.get(_identity(path))
        if known:
            return known[0]
        with path.open("rb") as file:
            return file.read(LENGTH)


def keep_in_mind(connection: Connection, path: Path, beginning: bytes) -> None:
    """Keep the beginning of a file in mind until a connection to it, of a class made by `watched`, is closed."""
    identity = _identity(path)
    _connected.setdefault(identity, []).append(beginning)
    _ends[connection] = weakref.finalize(connection, _forget, identity)


@cache
def watched(library: Any) -> type[Connection]:
    """A library's class of connections, made so that they can be watched."""

    class Watched(library.Connection):
        def close(self) -> None:
            super().close()
            ended = _ends.pop(self, None)
            if ended is not None:
                ended()

    return Watched


def _forget(identity: tuple[int, int]) -> None:
    with one_at_a_time:
        _connected[identity].pop()
        if not _connected[identity]:
            del _connected[identity]


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
