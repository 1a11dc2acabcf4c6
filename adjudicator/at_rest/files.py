"""Connections to SQLite files, plain or under a passphrase: the one place that knows which library opens which.

Plain files are opened by the standard library, encrypted ones by SQLCipher. It is loaded only for those, so that everything
else works where it is not installed.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from importlib import import_module
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Literal

from adjudicator.at_rest.beginning import beginning_of, keep_in_mind, one_at_a_time, watched
from adjudicator.at_rest.passphrase import HEADER, SALT_BYTES, Passphrase, is_encrypted
from adjudicator.records.trouble import WorldError
from adjudicator.words import _

LIBRARY = "sqlcipher3.dbapi2"

Mode = Literal["rw", "ro", "rwc", "immutable"]
"""To write what is there, to read it, to make it where it is not there, to read a file that nobody writes."""

Kind = Literal["Error", "DatabaseError", "OperationalError", "IntegrityError"]

_IN_MODE = {"rw": "mode=rw", "ro": "mode=ro", "rwc": "mode=rwc", "immutable": "mode=ro&immutable=1"}


def connect(
    path: Path,
    passphrase: Passphrase | None = None,
    *,
    mode: Mode = "rwc",
    patience: float = 5.0,
    any_thread: bool = False,
) -> Connection:
    """Open a SQLite file, by itself in no transaction; `patience` is how many seconds to wait for who is writing to it.

    An encrypted file is opened with the passphrase, an empty or new one is encrypted where there is a passphrase, and a
    plain one stays plain. Raises the library's errors (`faults`), OSError, and WorldError: "passphrase_needed",
    "wrong_passphrase", "no_encryption".
    """
    given: dict[str, Any] = {
        "uri": True, "timeout": patience, "isolation_level": None, "check_same_thread": not any_thread,
    }  # fmt: skip
    return _open(path, passphrase, mode, given)


def connect_to_rewrite(path: Path, passphrase: Passphrase | None, patience: float) -> Connection:
    """Open a file that is there with SQLCipher, also a plain one, which it can write anew under a key.

    A plain file that a connection of `connect` is open on in this process must not be opened so: of two libraries neither
    knows of the other's locks. Raises as `connect` does.
    """
    given: dict[str, Any] = {"uri": True, "timeout": patience, "isolation_level": None}
    return _open(path, passphrase, "rw", given, sqlcipher_for_all=True)


def _open(
    path: Path, passphrase: Passphrase | None, mode: Mode, given: dict[str, Any], *, sqlcipher_for_all: bool = False
) -> Connection:
    with one_at_a_time:
        is_new = not path.exists() or not path.stat().st_size
        under_key = passphrase is not None if is_new else is_encrypted(path)
        if under_key and passphrase is None:
            raise needed(path)
        start = beginning_of(path) if not is_new else os.urandom(SALT_BYTES) if under_key else HEADER
        library: Any = sqlcipher() if under_key or sqlcipher_for_all else sqlite3
        uri = f"{path.absolute().as_uri()}?{_IN_MODE[mode]}"
        connection: Connection = library.connect(uri, factory=watched(library), **given)
        keep_in_mind(connection, path, start, locked=mode != "immutable")
    try:
        if passphrase is not None and under_key:
            _put_under(connection, passphrase, start)
        _distrust(connection)
        if not is_new:
            _try(connection, path, under_key)
    except BaseException:
        connection.close()
        raise
    return connection


def faults(kind: Kind = "Error") -> tuple[type[Exception], ...]:
    """The classes of one kind of error, of each library that is in use; SQLCipher's are not the standard library's."""
    loaded = sys.modules.get(LIBRARY)
    return (getattr(sqlite3, kind),) if loaded is None else (getattr(sqlite3, kind), getattr(loaded, kind))


def needed(path: Path) -> WorldError:
    """The file is encrypted, and no passphrase was given."""
    what = _("{file} is encrypted, or it is not a file of this program", file=path.name)
    return WorldError("passphrase_needed", what, _("Give the passphrase that was chosen for it."))


def wrong(path: Path) -> WorldError:
    """The passphrase does not fit; a file of which the first page is damaged looks the same."""
    what = _("This passphrase does not open {file}, or it is not a file of this program", file=path.name)
    return WorldError("wrong_passphrase", what, _("Try again; without the right one nobody can read the file."))


def _put_under(connection: Connection, passphrase: Passphrase, salt: bytes) -> None:
    # SQLCipher would report on standard error by itself; what goes wrong is said where it is caught
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f'PRAGMA key = "{passphrase.raw_key(salt)}"')


def _distrust(connection: Connection) -> None:
    """Have SQLite take the file for one that others may have made (https://www.sqlite.org/security.html).

    From Python 3.12 on the standard library can also set SQLITE_DBCONFIG_DEFENSIVE, and forbid views where nothing needs any.
    Before, and in SQLCipher, only C can: there the comparison of the schema has to do.
    """
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    set_config: Any = getattr(connection, "setconfig", None)
    if set_config is not None:
        set_config(getattr(sqlite3, "SQLITE_DBCONFIG_DEFENSIVE"), True)  # noqa: B009 - Python 3.11 does not know it
        set_config(getattr(sqlite3, "SQLITE_DBCONFIG_ENABLE_VIEW"), False)  # noqa: B009


def _try(connection: Connection, path: Path, under_key: bool) -> None:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except faults("DatabaseError") as error:
        if under_key and getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
            raise wrong(path) from None
        raise


def sqlcipher() -> Any:
    """The library for encrypted files; raises WorldError "no_encryption" where it is not installed."""
    try:
        return import_module(LIBRARY)
    except ImportError as error:
        what = _("This installation cannot open encrypted files: its part for them (sqlcipher3) is missing")
        remedy = _("Do this on a machine for which that part can be installed.")
        raise WorldError("no_encryption", what, remedy) from error
