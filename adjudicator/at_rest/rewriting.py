"""A file written anew under another passphrase, the first one, or none, while nobody else has it open.

The new file is whole and synced before it takes the place of the old one, so that a crash leaves one of them, never a part.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection
from typing import BinaryIO

from adjudicator.at_rest import presence
from adjudicator.at_rest.durable import empty_file, put_in_place, sync_file
from adjudicator.at_rest.files import connect, connect_to_rewrite, faults
from adjudicator.at_rest.leftovers import REPLACED, overwrite_all, take_away
from adjudicator.at_rest.own_schema import quoted
from adjudicator.at_rest.passphrase import SALT_BYTES, Passphrase
from adjudicator.records.trouble import WorldError
from adjudicator.words import _

STEPS = 100_000
"""Instructions of SQLite between two looks at how far a copy is."""

Progress = Callable[[int, int], None]
"""Told now and then: bytes written, bytes in all."""

PutInPlace = Callable[[], bool]
"""Puts a new file in the place of the old one; gives whether the old one can still be reached by another name."""


@contextmanager
def rewriting(
    path: Path,
    old: Passphrase | None,
    new: Passphrase | None,
    unfinished: Path,
    complete: Callable[[], None],
    progress: Progress | None = None,
) -> Generator[PutInPlace]:
    """Write the file at `path` anew under the passphrase `new`, or in the clear; `unfinished` is the new file's name.

    Gives the call that puts the new file in the place of the old one; without it `path` stays as it was, and until the end of
    the block nobody else can open it. `complete` is called once everything is in the new file, and may still change it, check
    it and raise. `progress` hears bytes written and bytes in all, and may raise to stop the writing.

    What lay under the old passphrase, or in the clear, is overwritten at the end as far as the system allows; not where the
    passphrase stays, nor what has another name, as copies that a backup program linked have. Raises the library's errors,
    busy where anybody has the file open who knows only SQLite's locks, WorldError, "locked" where anybody else has, and
    OSError.
    """
    path, done = path.resolve(), list[None]()
    with (
        presence.nobody_else(path),
        empty_file(unfinished),
        ExitStack() as held,
        _alone(path, old, held) as (connection, old_bytes),
    ):
        with _heard(connection, unfinished, path.stat().st_size, progress):
            _copy(connection, unfinished, new)
        complete()
        sync_file(unfinished)

        def put() -> bool:
            if sys.platform == "win32":  # which renames over no file that is open
                connection.close()
            # the old file keeps a name: killed from here on, its bytes are found when it is next opened, and overwritten then
            take_away(_replaced(path), overwrite=True)
            put_in_place(unfinished, path, keeping=_replaced(path))
            done.append(None)
            return _is_linked(path, old_bytes)

        yield put
        if done:
            _forget_old(path, old_bytes if old is not new else [], secret=old is not new)


def _forget_old(path: Path, old_bytes: list[BinaryIO], *, secret: bool) -> None:
    """Overwrite the old bytes, then let go of their name; a program that still waits for the old file finds that it is none.

    What is no `secret`, or has another name, stays as it is. A disk that fails now keeps the name, and the next opening tries
    again.
    """
    with suppress(OSError):
        for file in old_bytes:
            if not _other_names(file, _replaced(path)):
                overwrite_all(file)
        take_away(_replaced(path), overwrite=secret and not old_bytes)


def _is_linked(path: Path, old_bytes: list[BinaryIO]) -> bool:
    """Whether the file that was replaced can still be reached by another name than the one it keeps until the end."""
    old = _replaced(path)
    return any(_other_names(file, old) for file in old_bytes) or (old.exists() and old.stat().st_nlink > 1)


def _other_names(file: BinaryIO, known: Path) -> bool:
    """Whether an open file has names besides the known one, which may be that of another file or of none."""
    found = os.fstat(file.fileno())
    try:
        return found.st_nlink > int(os.path.samestat(found, known.stat()))
    except FileNotFoundError:
        return found.st_nlink > 0


def _replaced(path: Path) -> Path:
    return Path(f"{path}{REPLACED}")


@contextmanager
def _heard(connection: Connection, unfinished: Path, size: int, progress: Progress | None) -> Generator[None]:
    """Tell how far a copy is by the size of the new file; what `progress` raises ends the copy and is raised."""
    raised: list[BaseException] = []

    def look() -> int:
        try:
            if progress is not None:
                progress(min(unfinished.stat().st_size, size), size)
        except BaseException as error:  # the library would swallow it
            raised.append(error)
        return len(raised)

    connection.set_progress_handler(look, STEPS)
    try:
        yield
    except faults():
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


@contextmanager
def _alone(path: Path, passphrase: Passphrase | None, held: ExitStack) -> Generator[tuple[Connection, list[BinaryIO]]]:
    """A connection beside which there is no other, the write-ahead log folded in; and the bytes that are to be overwritten.

    The library that the program uses for the file is asked first, because only it knows of connections in this process. The
    bytes are held so that they can be overwritten once their names are gone, and let go after the connection, because letting
    go takes the locks of this process. Windows removes no file that is held.
    """
    old: list[BinaryIO] = []
    with closing(connect(path, passphrase, mode="rw", patience=presence.PATIENCE)) as first:
        _keep(Path(f"{path}-wal"), held, old)
        presence.hold(first)
    with closing(connect_to_rewrite(path, passphrase, presence.PATIENCE)) as connection:
        presence.hold(connection)
        _keep(path, held, old)
        yield connection, old


def _keep(path: Path, held: ExitStack, old: list[BinaryIO]) -> None:
    if sys.platform != "win32" and path.exists():
        old.append(held.enter_context(path.open("r+b", buffering=0)))


def _copy(connection: Connection, to: Path, passphrase: Passphrase | None) -> None:
    marks = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")}
    _attach(connection, to, passphrase)
    connection.execute("SELECT sqlcipher_export('anew')").fetchall()
    if _content(connection, "main") != _content(connection, "anew"):
        what = _("{file} did not take everything that was to be written to it", file=to.name)
        raise WorldError("damaged", what, _("Verify the file. If it is whole, do this again on another disk."))
    for name, value in marks.items():
        connection.execute(f"PRAGMA anew.{name} = {value}")
    connection.execute("DETACH DATABASE anew")


def _content(connection: Connection, schema: str) -> dict[tuple[str, str], int]:
    """(name, definition) of everything in a file, with the number of rows where it is a table."""
    found = connection.execute(f"SELECT type, name, coalesce(sql, '') FROM {schema}.sqlite_master").fetchall()
    return {
        (name, sql): connection.execute(f"SELECT count(*) FROM {schema}.{quoted(name)}").fetchone()[0]
        if kind == "table"
        else 0
        for kind, name, sql in found
    }


def _attach(connection: Connection, to: Path, passphrase: Passphrase | None) -> None:
    key = "" if passphrase is None else passphrase.raw_key(os.urandom(SALT_BYTES))
    connection.execute("ATTACH DATABASE ? AS anew KEY ?", (os.fspath(to), key))
