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
from typing import Any, NamedTuple

LENGTH = 16
"""SQLite's header string, or the salt of an encrypted file."""

one_at_a_time = RLock()
"""Held while a beginning is read, and from there until a connection to the file is there."""

LOCK = "-lock"
"""What follows the name of a file in that of our lock on it (see `presence`)."""

PARTS = ("", "-wal", "-shm", "-journal", LOCK)
"""What lies under the name of a SQLite file, and of it: its write-ahead log, the index of that, its journal, and our lock."""


class _Connected(NamedTuple):
    """The beginning of a file that a connection is open to, where it was opened, and whether SQLite has locks on it."""

    beginning: bytes
    path: Path
    locked: bool


_connected: dict[tuple[int, int], list[_Connected]] = {}
"""(device, number of the file there) -> once for each connection; no file gets that number meanwhile."""

_ends: weakref.WeakKeyDictionary[Connection, Callable[[], object]] = weakref.WeakKeyDictionary()
"""What is done when a connection is closed, or thrown away unclosed."""


def beginning_of(path: Path) -> bytes:
    """The first 16 bytes of a file, fewer where it is shorter. Raises OSError."""
    with one_at_a_time:
        known = _connected.get(_identity(path))
        if known:
            return known[0].beginning
        with path.open("rb") as file:
            return file.read(LENGTH)


def keep_in_mind(connection: Connection, path: Path, beginning: bytes, *, locked: bool) -> None:
    """Keep a file in mind until a connection to it, of a class made by `watched`, is closed.

    `locked` says that SQLite takes locks on it.
    """
    identity = _identity(path)
    _connected.setdefault(identity, []).append(_Connected(beginning, path.resolve(), locked))
    _ends[connection] = weakref.finalize(connection, _forget, identity)


def is_open_here(path: Path) -> bool:
    """Whether a file, by any name, is one that this process works in, or a part of one: closing it would cost the locks."""
    wanted = _found(path)
    with one_at_a_time:
        # a copy: a connection that nobody holds any longer may be cleared away, and forgotten, at any step of a loop
        connected = [*_connected.values()]
        places = {each.path for connections in connected for each in connections if each.locked}
    return wanted is not None and any(_found(Path(f"{place}{part}")) == wanted for place in places for part in PARTS)


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


def _found(path: Path) -> tuple[int, int] | None:
    try:
        return _identity(path)
    except OSError:
        return None


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
