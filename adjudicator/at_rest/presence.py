"""Who else has a file open, told by a lock of our own on an empty file beside it: `gwinnett.case-lock`.

SQLite's own locks are POSIX locks, which any close of the file in the same process takes away: a library that looks into the
file is enough. Ours belong to one descriptor that nobody else opens (flock, on Windows LockFileEx), and go with the process.
Programs that do not know it are kept out by SQLite's hold, which `alone` takes as well.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection

from adjudicator.at_rest.beginning import LOCK
from adjudicator.at_rest.files import connect
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.records.trouble import WorldError
from adjudicator.words import _

PATIENCE = 1.0
"""Seconds in which others who have the file open may still finish."""

BETWEEN_TRIES = 0.005
LEAST_PATIENCE = 0.5
"""Seconds; a program that closes a file has it for a moment to itself, which is to keep nobody out."""


def lock_of(path: Path) -> Path:
    """Where the lock of a file lies; it is there while the file is open, and after a kill until it is next closed."""
    return Path(f"{path.resolve()}{LOCK}")


@contextmanager
def shared(path: Path, patience: float) -> Generator[bool]:
    """Have a file open beside others who do; gives whether a lock could be taken, which a read-only folder does not let.

    Raises WorldError "locked" where somebody is `alone` with it for longer than `patience` (seconds).
    """
    place = lock_of(path)
    try:
        handle = _taken(place, alone=False, patience=max(patience, LEAST_PATIENCE))
    except OSError:  # a folder or a disk that takes none
        yield False
        return
    if handle is None:
        raise _written_anew(path)
    try:
        yield True
    finally:
        _let_go(place, handle)


@contextmanager
def nobody_else(path: Path, patience: float | None = None) -> Generator[None]:
    """Keep everybody else out of a file who knows our lock; `alone` keeps out the others too.

    Raises WorldError "locked" where anybody has it open, in this process too, and OSError.
    """
    place = lock_of(path)
    handle = _taken(place, alone=True, patience=PATIENCE if patience is None else patience)
    if handle is None:
        raise opened_elsewhere(path)
    try:
        yield
    finally:
        _let_go(place, handle)


@contextmanager
def alone(path: Path, passphrase: Passphrase | None = None) -> Generator[Connection]:
    """Have a SQLite file to oneself, whatever program the others use: a connection beside which there is and comes no other.

    The write-ahead log is folded in. Raises WorldError "locked" where anybody has the file open, and as `files.connect` does;
    the library's error is "busy" where somebody has who knows only SQLite's locks.
    """
    with nobody_else(path), closing(connect(path, passphrase, mode="rw", patience=PATIENCE)) as connection:
        hold(connection)
        yield connection


def hold(connection: Connection) -> None:
    """Keep everybody else out until the connection is closed; raises the library's error where somebody is in the file."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    # from its first write on the connection keeps everybody else out
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def opened_elsewhere(path: Path) -> WorldError:
    """Somebody else has the file open."""
    what = _("{file} is open in another window or command", file=path.name)
    return WorldError("locked", what, _("Close all others that have it open, then do it again."))


def _written_anew(path: Path) -> WorldError:
    what = _("Another program is writing {file} anew", file=path.name)
    return WorldError("locked", what, _("Wait until it has finished, then do it again."))


def _taken(place: Path, *, alone: bool, patience: float) -> int | None:
    """A descriptor with the lock, None where others kept it for so long. Raises OSError where there can be none."""
    until = time.monotonic() + patience
    while True:
        handle = _opened(place)
        try:
            if _lock(handle, alone=alone) and _is_there(place, handle):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if time.monotonic() >= until:
            return None
        time.sleep(BETWEEN_TRIES)


def _opened(place: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(place, flags, 0o600)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise FileExistsError(place)
    return handle


def _is_there(place: Path, handle: int) -> bool:
    """Whether it is still this lock that others find; the program that closed the file last has removed its own."""
    try:
        return os.path.samestat(os.fstat(handle), place.stat())
    except OSError:
        return False


def _let_go(place: Path, handle: int) -> None:
    """Leave no lock file behind where nobody else has one."""
    last = _lock(handle, alone=True)
    if last and sys.platform != "win32":
        with suppress(OSError):
            place.unlink()
    os.close(handle)
    if last and sys.platform == "win32":  # which removes no file that is open, here or elsewhere
        with suppress(OSError):
            place.unlink()


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    _AT_ONCE, _EXCLUSIVE = 1, 2
    """LOCKFILE_FAIL_IMMEDIATELY and LOCKFILE_EXCLUSIVE_LOCK of winbase.h."""

    class _Overlapped(ctypes.Structure):
        _fields_ = (
            ("internal", ctypes.c_size_t), ("internal_high", ctypes.c_size_t),
            ("offset", wintypes.DWORD), ("offset_high", wintypes.DWORD), ("event", wintypes.HANDLE),
        )  # fmt: skip

    _kernel = ctypes.WinDLL("kernel32")
    _kernel.LockFileEx.argtypes = (
        wintypes.HANDLE, wintypes.DWORD, wintypes.DWORD, wintypes.DWORD, wintypes.DWORD, ctypes.POINTER(_Overlapped),
    )  # fmt: skip
    _kernel.UnlockFileEx.argtypes = (
        wintypes.HANDLE, wintypes.DWORD, wintypes.DWORD, wintypes.DWORD, ctypes.POINTER(_Overlapped),
    )  # fmt: skip

    def _lock(handle: int, *, alone: bool) -> bool:
        """Take the lock, in place of the one that the descriptor may have, where nobody is in the way."""
        file, flags = msvcrt.get_osfhandle(handle), _AT_ONCE | (_EXCLUSIVE if alone else 0)
        _kernel.UnlockFileEx(file, 0, 1, 0, ctypes.byref(_Overlapped()))
        return bool(_kernel.LockFileEx(file, flags, 0, 1, 0, ctypes.byref(_Overlapped())))

else:
    import fcntl

    def _lock(handle: int, *, alone: bool) -> bool:
        """Take the lock, in place of the one that the descriptor may have, where nobody is in the way."""
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
