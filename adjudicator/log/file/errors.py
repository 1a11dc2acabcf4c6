"""The one place where an error of SQLite or of the file system becomes a WorldError: what, which file, what to do.

Whatever is not in the table is a bug, and passes through unchanged.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from adjudicator.at_rest.durable import UNFINISHED
from adjudicator.at_rest.files import faults
from adjudicator.log.file.transaction import Unsettled
from adjudicator.port.record import STOPPED_REMEDY
from adjudicator.records.trouble import WorldError
from adjudicator.words import _, told

_DISK_FULL = ("disk_full", _("There is no room left on the disk of {file}"), _("Free some space, then do it again."))
_LOCKED = (
    "locked",
    _("Another program is writing to {file}"),
    _("Wait until it has finished or close it, then do it again."),
)
_READ_ONLY = (
    "read_only",
    _("{file} is read-only"),
    _("Open it to read only, or give yourself the right to write the file and its folder."),
)
_NOT_A_CASE = ("not_a_case", _("{file} is not a case file"), _("Choose a file that this program made (.case)."))
_DAMAGED = ("damaged", _("{file} is damaged"), _("Keep it as it is, and restore the newest backup that passes verify."))
_IO = ("io", _("The disk reported an error with {file}"), _("Check the disk and its connection before going on."))
_CANNOT_OPEN = (
    "io",
    _("{file} could not be opened"),
    _("Check that its folder is there and that you may write in it."),
)
_MISSING = ("missing", _("There is no file {file}"), _("Check the name and the folder."))
_EXISTS = ("exists", _("{file} is already there, and is never overwritten"), _("Choose another name."))

SQLITE_WORDS: Mapping[int, tuple[str, str, str]] = {
    sqlite3.SQLITE_FULL: _DISK_FULL,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_PROTOCOL: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_NOTADB: _NOT_A_CASE,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_IOERR: _IO,
    sqlite3.SQLITE_CANTOPEN: _CANNOT_OPEN,
    sqlite3.SQLITE_NOLFS: _IO,
}
"""Primary result code of SQLite -> (code, what, what to do)."""

SYSTEM_WORDS: Mapping[int, tuple[str, str, str]] = {
    errno.ENOSPC: _DISK_FULL,
    errno.EDQUOT: _DISK_FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EIO: _IO,
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EEXIST: _EXISTS,
}
"""Error number of the system -> (code, what, what to do)."""

_PRIMARY = 0xFF  # extended result codes carry the primary code in the low byte


@contextmanager
def the_world(path: Path) -> Generator[None]:
    """Turn the world's failures around the file at `path` into WorldError; bugs pass through."""
    try:
        yield
    except Unsettled as error:
        raise trouble(path, _IO) from error
    except faults() as error:
        words = SQLITE_WORDS.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY) or _unreadable(error)
        if words is None:
            raise
        raise trouble(path, words) from error
    except OSError as error:
        words = SYSTEM_WORDS.get(error.errno or 0)
        if words is None:
            raise
        raise trouble(path, words) from error


def _unreadable(error: Exception) -> tuple[str, str, str] | None:
    """For what has no code of its own: a format of the schema that SQLite does not know, a text that Python cannot decode."""
    said = str(error)
    return _DAMAGED if said == "unsupported file format" or said.startswith("Could not decode to UTF-8") else None


def trouble(path: Path, words: tuple[str, str, str]) -> WorldError:
    """Make a WorldError of (code, what, what to do); `{file}` in `what` is the file's name."""
    code, what, remedy = words
    name = path.name.removesuffix(UNFINISHED)  # people are told the name that it is to have
    return WorldError(code, told(what, file=name), remedy)


def missing(path: Path) -> WorldError:
    """There is no such file."""
    return trouble(path, _MISSING)


def read_only(path: Path) -> WorldError:
    """The file may not be written."""
    return trouble(path, _READ_ONLY)


def exists(path: Path) -> WorldError:
    """There is a file of that name already."""
    return trouble(path, _EXISTS)


def refuse_nameless(path: Path) -> None:
    """Raise WorldError "no_name" for a path without a name of its own, as "." and "/" are: no file can be made there."""
    if path.name in ("", ".."):
        what = _("{path} names no file", path=str(path))
        raise WorldError("no_name", what, _("Say what the file or folder is to be called."))


def not_a_case(path: Path) -> WorldError:
    """The file is something else."""
    return trouble(path, _NOT_A_CASE)


def for_observers(path: Path) -> WorldError:
    """The file is an observer's copy."""
    what = _("{file} is an observer's copy, in which nothing can be recorded", file=path.name)
    remedy = _("Open the case file itself. Verify, status and prove work on the copy too.")
    return WorldError("for_observers", what, remedy)


def of_a_station(path: Path) -> WorldError:
    """The file is a station's copy, and is written by pulling alone."""
    what = _("{file} is a station's copy of a shared record, in which nothing is recorded by itself", file=path.name)
    return WorldError("of_a_station", what, _("Open it in the window, or with a command that signs a person in."))


def vanished(path: Path) -> WorldError:
    """The file was moved, deleted or replaced while it was open."""
    what = _("{file} is no longer where it was opened: it was moved, deleted or replaced", file=path.name)
    return WorldError("vanished", what, _("Put it back under its name, close the program, and open the case again."))


def stopped(path: Path, cause: WorldError) -> WorldError:
    """Writing was stopped by an earlier error: nothing is recorded until the case is opened anew."""
    what = _("Nothing more is recorded in {file}. {cause}", file=path.name, cause=cause.what)
    return WorldError("stopped", what, STOPPED_REMEDY)


def ended_early(path: Path) -> WorldError:
    """The second process of a verification was ended from outside."""
    what = _(
        "A part of the program that was verifying {file} was ended from outside, and what it had seen is lost",
        file=path.name,
    )
    remedy = _("Close other programs, which may need the memory, and verify again. Nothing in the file was changed.")
    return WorldError("ended_early", what, remedy)


def no_place_for_backups(path: Path) -> WorldError:
    """Nobody has said where backups go."""
    return WorldError("no_place", _("No folder for backups of {file} is chosen", file=path.name), _("Choose one."))


def kept_back(path: Path) -> WorldError:
    """The file is an observer's copy, and what was asked for is not in it."""
    what = _("{file} is an observer's copy, which does not say who the voters are", file=path.name)
    return WorldError("kept_back", what, _("Ask for this in the case file itself."))


def damaged(path: Path, what: str) -> WorldError:
    """What the file holds contradicts itself; `what` says where, without personal data."""
    return WorldError("damaged", _("{file} is damaged: {what}", file=path.name, what=what), _DAMAGED[2])


def foreign_schema(path: Path, name: str) -> WorldError:
    """A view, trigger or other part of the file is not of this program's making; `name` says which."""
    kind, __, called = name.partition(" ")
    what = _(
        'The {kind} "{called}" in {file} is not as this program makes it, so nothing in the file is read',
        kind=kind,
        called=called,
        file=path.name,
    )
    remedy = _("Do not work with this file. Run adjudicator verify on it, and restore the newest backup that passes.")
    return WorldError("foreign_schema", what, remedy)


def newer_version(path: Path, found: str, known: str) -> WorldError:
    """The file was written by a newer program; `found` and `known` are versions of the form."""
    what = _(
        "{file} was written by a newer version of this program (form {found}; this one knows {known})",
        file=path.name,
        found=found,
        known=known,
    )
    return WorldError("newer_version", what, _("Open it with the newer version; nothing was changed."))


def older_form(path: Path, found: str, known: str) -> WorldError:
    """The file is of an older form, which is read and verified but not written to."""
    what = _(
        "{file} is of an older form ({found}; this program writes form {known})",
        file=path.name,
        found=found,
        known=known,
    )
    remedy = _(
        "Raise it first: adjudicator raise CASE, or open it in the window, which offers it. A backup is made before."
    )
    return WorldError("older_form", what, remedy)


def network_drive(path: Path, kind: str) -> WorldError:
    """The file lies on a network drive, where SQLite's locks cannot be trusted."""
    what = _("{file} lies on a network drive ({kind}), which does not keep a record safely", file=path.name, kind=kind)
    return WorldError("network_drive", what, _("Put the case file on a disk of this computer."))
