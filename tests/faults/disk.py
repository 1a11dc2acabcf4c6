"""SQLite's own disk, on which every step can be watched, lost or made to fail, without a compiler or a dependency.

SQLite reaches the disk through a table of functions, its VFS. `disk()` puts a copy of the machine's own in front of it, for
exactly the library that Python's sqlite3 is linked to: opening a file gives SQLite's own file object, whose functions that
change something are replaced by ours; the rest stay SQLite's. It is the default while it stands, so the product opens its
files as always. Where the library is part of Python itself, ctypes does not find it, and `NO_DISK` says so.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

P, INT, I64 = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
IO_ERROR = sqlite3.SQLITE_IOERR
FAILED = {
    "write": IO_ERROR | 3 << 8, "sync": IO_ERROR | 4 << 8, "truncate": IO_ERROR | 6 << 8,
    "delete": IO_ERROR | 10 << 8, "map": IO_ERROR | 21 << 8,
}  # fmt: skip
"""What SQLite is told of each kind of step that failed: its extended result codes."""

_OPEN = ctypes.CFUNCTYPE(INT, P, P, P, INT, P)
_DELETE = ctypes.CFUNCTYPE(INT, P, ctypes.c_char_p, INT)
_WRITE = ctypes.CFUNCTYPE(INT, P, P, INT, I64)
_TRUNCATE = ctypes.CFUNCTYPE(INT, P, I64)
_SYNC = ctypes.CFUNCTYPE(INT, P, INT)
_MAP = ctypes.CFUNCTYPE(INT, P, INT, INT, INT, P)


class _Vfs(ctypes.Structure):
    """sqlite3_vfs, as far as it concerns us; the rest of version 3 follows unread."""

    _fields_ = (
        ("version", INT), ("file_size", INT), ("longest_path", INT), ("next", P), ("name", ctypes.c_char_p), ("own", P),
        ("open", P), ("delete", P), ("rest", P * 15),
    )  # fmt: skip


class _Methods(ctypes.Structure):
    """sqlite3_io_methods."""

    _fields_ = (
        ("version", INT), ("close", P), ("read", P), ("write", P), ("truncate", P), ("sync", P), ("size", P),
        ("locks", P * 3), ("control", P), ("sector", P), ("device", P), ("map", P), ("rest", P * 5),
    )  # fmt: skip


class Fate(Enum):
    """What becomes of a step: done; failed and not done; failed, and done all the same."""

    DONE = "done"
    LOST = "failed and lost"
    KEPT = "failed but persisted"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that SQLite asks of the disk, before it is done.

    `kind` is a key of FAILED; `at` is where content is written, or the length to which a file is cut.
    """

    kind: str
    file: Path
    at: int = 0
    content: bytes = b""


class Disk:
    """The disk that stands in front of the machine's; `watch` decides about each step and may take its time."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self.watch: Callable[[Step], Fate] | None = None
        self.names: dict[int, Path] = {}
        self._library = library
        self._kept: list[Any] = []  # what C points to has to stay
        self._tables: dict[int, Any] = {}
        library.sqlite3_vfs_find.restype = P
        self._under = library.sqlite3_vfs_find(None)
        under = _Vfs.from_address(self._under)
        self.vfs = _Vfs.from_buffer_copy(under)
        self._name = b"watched"
        self.vfs.name, self.vfs.next = self._name, None
        self._open, self._delete = _OPEN(under.open), _DELETE(under.delete)
        self.vfs.open = self._keep(_OPEN(self._opened))
        self.vfs.delete = self._keep(_DELETE(self._deleted))

    def stand_in_front(self, stands: bool) -> None:
        """Become SQLite's default, or step back."""
        if stands:
            self._library.sqlite3_vfs_register(ctypes.byref(self.vfs), 1)
        else:
            self._library.sqlite3_vfs_register(P(self._under), 1)
            self._library.sqlite3_vfs_unregister(ctypes.byref(self.vfs))

    def _keep(self, function: Any) -> int | None:
        self._kept.append(function)
        return ctypes.cast(function, P).value

    def _opened(self, _vfs: int, name: int | None, file: int, flags: int, given: int | None) -> int:
        code = self._open(self._under, name, file, flags, given)
        methods = P.from_address(file)
        if code == sqlite3.SQLITE_OK and name is not None and methods.value is not None:
            self.names[file] = Path((ctypes.string_at(name)).decode())
            methods.value = ctypes.addressof(self._table(methods.value))
        return code

    def _table(self, address: int) -> _Methods:
        """The functions of a file of one kind, ours among them."""
        if address in self._tables:
            return self._tables[address]
        own = _Methods.from_address(address)
        made = _Methods.from_buffer_copy(own) if own.version >= 3 else _first_versions(address, own.version)
        write, cut, sync = _WRITE(own.write), _TRUNCATE(own.truncate), _SYNC(own.sync)

        def written(file: int, content: int, size: int, at: int) -> int:
            step = Step("write", self.names[file], at, ctypes.string_at(content, size))
            return self._ask(step, lambda: write(file, content, size, at))

        def truncated(file: int, size: int) -> int:
            return self._ask(Step("truncate", self.names[file], size), lambda: cut(file, size))

        def synced(file: int, flags: int) -> int:
            return self._ask(Step("sync", self.names[file]), lambda: sync(file, flags))

        made.write, made.truncate = self._keep(_WRITE(written)), self._keep(_TRUNCATE(truncated))
        made.sync = self._keep(_SYNC(synced))
        if made.map:
            made.map = self._keep(_MAP(self._mapping(_MAP(made.map))))
        self._tables[address] = made
        return made

    def _mapping(self, own: Any) -> Callable[..., int]:
        def mapped(file: int, page: int, size: int, grow: int, given: int) -> int:
            if not grow:  # a look at what is there already
                return own(file, page, size, grow, given)
            step = Step("map", Path(f"{self.names[file]}-shm"), page)
            return self._ask(step, lambda: own(file, page, size, grow, given))

        return mapped

    def _deleted(self, _vfs: int, name: bytes, folder_too: int) -> int:
        return self._ask(Step("delete", Path(name.decode())), lambda: self._delete(self._under, name, folder_too))

    def _ask(self, step: Step, do: Callable[[], int]) -> int:
        fate = self.watch(step) if self.watch is not None else Fate.DONE
        if fate is Fate.LOST:
            return FAILED[step.kind]
        code = do()
        return FAILED[step.kind] if fate is Fate.KEPT else code


def _first_versions(address: int, version: int) -> _Methods:
    """A table of an older version, which is shorter; what it does not have stays empty."""
    made = _Methods()
    size = {1: _Methods.map.offset, 2: _Methods.map.offset + 4 * ctypes.sizeof(P)}[version]
    ctypes.memmove(ctypes.addressof(made), address, size)
    return made


@cache
def _the_disk() -> Disk | None:
    """One for the life of the process: SQLite keeps pointers to it."""
    try:
        return Disk(ctypes.CDLL(_sqlite3.__file__))
    except (AttributeError, OSError):
        return None


NO_DISK = "" if _the_disk() is not None else "SQLite is part of Python itself here, and its disk cannot be reached"
"""Why the tests of the disk cannot run on this machine, empty where they can."""


@contextmanager
def disk() -> Iterator[Disk]:
    """The watched disk in front of every file that SQLite opens meanwhile."""
    found = _the_disk()
    if found is None:
        raise RuntimeError(NO_DISK)
    found.stand_in_front(True)
    try:
        yield found
    finally:
        found.watch = None
        found.stand_in_front(False)
