"""Turns what the disk and SQLite report into the one error of the world, with its remedy."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection

from adjudicator.at_rest import foreign
from adjudicator.at_rest.files import connect, faults
from adjudicator.at_rest.passphrase import HEADER, Passphrase, is_encrypted
from adjudicator.records.trouble import WorldError
from adjudicator.roll.schema import APPLICATION_ID
from adjudicator.words import _, told

DECRYPTED_KIB = 16_384
"""KiB of decrypted pages that an open roll keeps: the inner pages of its indexes, names, and the rows read last."""

_WORDS = {
    "disk_full": (_("The disk is full; {file} could not be written"), _("Free some space and try again.")),
    "locked": (_("{file} is in use by another program"), _("Close the other program and try again.")),
    "read_only": (_("{file} cannot be written or opened here"), _("Choose a folder in which you may read and write.")),
    "missing": (_("There is no file or folder {file}"), _("Choose it again.")),
    "exists": (_("{file} is already there, and is never overwritten"), _("Choose another name for the roll.")),
    "damaged": (_("{file} is damaged"), _("Build the roll again from the state's list.")),
    "not_a_roll": (
        _("{file} is not a roll"),
        _("Choose a file that ends in .roll, or build one from the state's list."),
    ),
    "foreign_schema": (
        _("The tables of {file} are not as this program makes them, so nothing in it is read"),
        _("Build the roll again from the state's list."),
    ),
    "newer_version": (
        _("{file} was made by a newer version of this program"),
        _("Update the program, or build it again."),
    ),
    "io": (_("{file} could not be read or written"), _("Copy it to this computer's own disk and try again.")),
}

_OF_SQLITE = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_CANTOPEN: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "not_a_roll",
    sqlite3.SQLITE_IOERR: "io",
}

_OF_THE_SYSTEM = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.EROFS: "read_only",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EEXIST: "exists",
}


def world_error(code: str, file: str) -> WorldError:
    """The error of this code about a file, in words."""
    what, remedy = _WORDS[code]
    return WorldError(code, told(what, file=file), remedy)


@contextmanager
def trouble_of_the_world(file: str) -> Generator[None]:
    """Raises WorldError for a failure of the disk or of SQLite; a bug in our SQL stays what it is."""
    try:
        yield
    except faults() as error:
        # the low byte is the primary code, the rest says more than a person needs
        code = _OF_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if code is None:
            raise
        raise world_error(code, file) from error
    except OSError as error:
        raise world_error(_OF_THE_SYSTEM.get(error.errno or 0, "io"), file) from error


def is_roll(path: Path, passphrase: Passphrase | None = None) -> bool:
    """Whether the file bears a roll's application_id (bytes 68 to 71 of SQLite's header).

    Raises what `at_rest.files.connect` raises for an encrypted one, and WorldError "open_here" for the open case.
    """
    foreign.refuse_open(path)
    if is_encrypted(path):
        with closing(connect_read_only(path, passphrase)) as connection:
            return _pragma(connection, "application_id") == APPLICATION_ID
    with foreign.opened(path) as stream:
        header = stream.read(100)
    return header.startswith(HEADER) and header[68:72] == APPLICATION_ID.to_bytes(4, "big")


def connect_read_only(path: Path, passphrase: Passphrase | None) -> Connection:
    """Opens a finished roll for reading; it is never written again, so SQLite need not lock it."""
    connection = connect(path, passphrase, mode="immutable", any_thread=True)
    if is_encrypted(path):  # plain pages lie in the system's memory; these would be decrypted again and again
        connection.execute(f"PRAGMA cache_size = {-DECRYPTED_KIB}")
    return connection


def user_version(connection: Connection) -> int:
    """SQLite's user_version of the open file."""
    return _pragma(connection, "user_version")


def _pragma(connection: Connection, name: str) -> int:
    with closing(connection.execute(f"PRAGMA {name}")) as rows:
        return int(rows.fetchone()[0])
