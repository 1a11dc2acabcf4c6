"""Scans of a case in a file of their own beside it, encrypted where the case is: `gwinnett.scans` for `gwinnett.case`.

A content lies there once, by its SHA-256; a name is that of a file beside one envelope list. It is no part of the record, and
goes where the case goes: under another passphrase, into its backups, and back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from adjudicator.at_rest import durable
from adjudicator.at_rest.files import connect
from adjudicator.at_rest.own_schema import foreign_in, kept_of
from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.log.file import errors
from adjudicator.log.file.transaction import immediate
from adjudicator.port.scans import Progress
from adjudicator.records.trouble import WorldError
from adjudicator.words import _

_TABLES = """
CREATE TABLE IF NOT EXISTS content (digest BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS scan (
    list TEXT NOT NULL, name TEXT NOT NULL, digest BLOB NOT NULL REFERENCES content, PRIMARY KEY (list, name)
) STRICT, WITHOUT ROWID;
"""


def scans_of(case: Path) -> Path:
    """Where the scans of a case are kept."""
    return case.with_suffix(".scans")


@dataclass(frozen=True, slots=True)
class ScanFile:
    """The scans of one case (see port.scans.Scans), in the file beside it."""

    case: Path
    passphrase: Passphrase | None

    @property
    def are_kept(self) -> bool:
        return self.passphrase is not None

    def names(self, envelope_list: str) -> tuple[str, ...]:
        sql = "SELECT name FROM scan JOIN content USING (digest) WHERE list = ? ORDER BY name"
        return tuple(str(name) for (name,) in _asked(self.case, self.passphrase, sql, (envelope_list,)))

    def held(self) -> frozenset[tuple[str, str, str]]:
        sql = "SELECT list, name, digest FROM scan JOIN content USING (digest)"
        rows = _asked(self.case, self.passphrase, sql, ())
        names = {(str(each), str(name), "") for each, name, __ in rows}
        return frozenset(names | {(str(each), "", bytes(digest).hex()) for each, __, digest in rows})

    def digests(self) -> dict[tuple[str, str], bytes]:
        """The SHA-256 under which each scan is kept, by what it came with and its name."""
        sql = "SELECT list, name, digest FROM scan JOIN content USING (digest)"
        rows = _asked(self.case, self.passphrase, sql, ())
        return {(str(each), str(name)): bytes(digest) for each, name, digest in rows}

    def read(self, envelope_list: str, name: str) -> bytes:
        sql = "SELECT bytes FROM scan JOIN content USING (digest) WHERE list = ? AND name = ?"
        found = _asked(self.case, self.passphrase, sql, (envelope_list, name))
        return next((content for (content,) in found), b"")

    def changed(self, progress: Progress | None = None) -> frozenset[tuple[str, str]]:
        """List and name of each scan that is not the one that was kept; raises WorldError where none can be read."""
        path = scans_of(self.case)
        if not path.exists():
            return frozenset()
        with errors.the_world(path), closing(_opened(path, self.passphrase)) as connection:
            of_all = connection.execute("SELECT count(*) FROM content").fetchone()[0]
            changed = set[bytes]()
            for done, (digest, content) in enumerate(_contents(connection)):
                if progress is not None:
                    progress(done, of_all)
                if hashlib.sha256(content).digest() != digest:
                    changed.add(digest)
            rows = connection.execute("SELECT list, name, digest FROM scan") if changed else ()
            return frozenset((str(each), str(name)) for each, name, digest in rows if digest in changed)

    def keep(
        self, envelope_list: str, files: Mapping[str, Callable[[], bytes]], progress: Progress | None = None
    ) -> None:
        self.keep_all({(envelope_list, name): content for name, content in files.items()}, progress)

    def keep_all(self, files: Mapping[tuple[str, str], Callable[[], bytes]], progress: Progress | None = None) -> None:
        path = scans_of(self.case)
        with errors.the_world(path):
            if not path.exists():
                durable.make_file(path)
            with closing(connect(path, self.passphrase)) as connection:
                connection.executescript(_TABLES)
                with immediate(connection):
                    for done, ((came_with, name), content) in enumerate(files.items()):
                        if progress is not None:
                            progress(done, len(files))
                        _keep(connection, came_with, name, content())


def _keep(connection: Connection, envelope_list: str, name: str, content: bytes) -> None:
    digest = hashlib.sha256(content).digest()
    connection.execute("INSERT INTO content VALUES (?, ?) ON CONFLICT DO NOTHING", (digest, content))
    connection.execute("INSERT OR REPLACE INTO scan VALUES (?, ?, ?)", (envelope_list, name, digest))


def _asked(case: Path, passphrase: Passphrase | None, sql: str, given: tuple[str, ...]) -> list[tuple[Any, ...]]:
    path = scans_of(case)
    if not path.exists():
        return []
    with errors.the_world(path), closing(_opened(path, passphrase)) as connection:
        return connection.execute(sql, given).fetchall()


def _opened(path: Path, passphrase: Passphrase | None) -> Connection:
    """A file of scans to read; raises WorldError "foreign_schema" before any row of other tables than ours is read."""
    connection = connect(path, passphrase, mode="ro")
    name = foreign_in(connection, kept_of(_TABLES))
    if name:
        connection.close()
        raise errors.foreign_schema(path, f"table {name}")
    return connection


def copy_scans(case: Path, out: Path, passphrase: Passphrase | None) -> Path | None:
    """Copy the scans of a case to beside another case file, also while others are kept; gives the new file, None without any.

    Every scan is read again in the copy, and has its SHA-256. Raises WorldError: "exists" where there is a file of that name,
    "damaged" where a scan is not what was kept; nothing is left then.
    """
    source, copy = scans_of(case), scans_of(out)
    if not source.exists():
        return None
    key = passphrase if is_encrypted(source) else None
    with errors.the_world(source):
        opened = _opened(source, key)
    with (
        closing(opened),
        errors.the_world(copy),
        durable.whole_or_nothing(copy) as unfinished,
        closing(connect(unfinished, key)) as target,
    ):
        opened.backup(target)
        _refuse_damaged(target, source)
    return copy


def are_alike(case: Path, copy: Path, passphrase: Passphrase | None) -> bool:
    """Whether a copy of a case has the same scans beside it, each whole, or neither has any; raises WorldError."""
    if not scans_of(case).exists():
        return not scans_of(copy).exists()
    check_scans(scans_of(copy), passphrase)
    sql = "SELECT list, name, digest FROM scan ORDER BY list, name"
    return _asked(case, passphrase, sql, ()) == _asked(copy, passphrase, sql, ())


def _refuse_damaged(connection: Connection, path: Path) -> None:
    """Every content has its SHA-256, and every name its content."""
    whole = all(hashlib.sha256(content).digest() == digest for digest, content in _contents(connection))
    if not whole or connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        what = _("A scan in {file} is not the one that was kept", file=path.name)
        remedy = _("Take the scans from another backup, or move this file away to go on without them.")
        raise WorldError("damaged", what, remedy)


def _contents(connection: Connection) -> Iterable[tuple[bytes, bytes]]:
    return connection.execute("SELECT digest, bytes FROM content")


def check_scans(path: Path, passphrase: Passphrase | None) -> None:
    """Raise WorldError "damaged" where a scan in a file of scans is not the one that was kept."""
    with errors.the_world(path), closing(_opened(path, passphrase)) as connection:
        _refuse_damaged(connection, path)
