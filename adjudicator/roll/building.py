"""Builds a roll file from the state's list: streamed, checked whole, and in place only when all of it is right."""

from __future__ import annotations

import csv
import gc
import hashlib
import os
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryFile
from typing import BinaryIO

from adjudicator import __version__
from adjudicator.at_rest import foreign
from adjudicator.at_rest.durable import finish_file, written_aside
from adjudicator.at_rest.files import connect, faults
from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.records.trouble import Problem, WorldError
from adjudicator.roll import schema
from adjudicator.roll.checking import check_roll
from adjudicator.roll.finishing import finish, remove_repeated
from adjudicator.roll.info import RollInfo
from adjudicator.roll.layouts import LAYOUTS
from adjudicator.roll.loading import INSERT_ELECTOR, Loader
from adjudicator.roll.source import VoterListFile, decoding_problem, open_source, open_stream
from adjudicator.roll.values import Surnames
from adjudicator.roll.world import connect_read_only, is_roll, trouble_of_the_world, world_error
from adjudicator.words import _, n_

Progress = Callable[[int, int], None]

PROBLEMS_SHOWN = 50
HELD_LIST = 400_000_000
"""Bytes of a list up to which the digests of its rows are held in memory: some two million electors, 64 MB."""

FIRST_ROW = 2
"""The row of the first elector in the list, the header being 1."""


def build_roll(  # noqa: PLR0913 - what a roll is made of, and how
    source: Path,
    out: Path,
    *,
    layout: str = "garvis",
    dated: date | None = None,
    progress: Progress | None = None,
    passphrase: Passphrase | None = None,
    text: BytesIO | None = None,
) -> RollInfo | list[Problem]:
    """Builds the roll file `out` from a voter list and returns what it says of itself, or what is wrong with the list.

    `layout` is "garvis" or "enet"; columns are found by name, in any order, among others. `dated` is the day the list
    speaks of; without it, the newest day of change or registration in it. `progress` hears (done, in all), no unit. With a
    passphrase the roll is encrypted, and nothing of the list lies on the disk in the clear meanwhile. `text` is what is read
    where the file is none itself.

    Problems are at most 50 and one that counts the rest; then, and when anything is raised, nothing is made. Where `out` is
    the roll of this very list already it stays, and what it says of itself is returned. Raises WorldError, "exists" for any
    other file or link at `out`, and KeyError for a layout that does not exist.
    """
    chosen = LAYOUTS[layout]
    with trouble_of_the_world(out.name):
        if not out.parent.is_dir():
            raise world_error("missing", out.parent.name)
        if os.path.lexists(out):
            return _the_same(out, source, layout, dated, passphrase)
    with open_stream(source, text) as stream, _no_collecting(), trouble_of_the_world(out.name):
        try:
            opened = open_source(source, stream, chosen)
            if isinstance(opened, list):
                return opened
            return _Build(opened, source, progress or _unheard, passphrase).into(out, dated)
        except UnicodeDecodeError:
            return [decoding_problem(source)]
        except csv.Error as error:
            what = _("The cells cannot be told apart: {error}", error=str(error))
            return [Problem(source.name, what, _("Look for a quotation mark that is not closed."))]


class Collected:
    """Problems of one file: the first fifty, and how many there are; millions of bad rows must not fill the memory."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._first: list[Problem] = []
        self.count = 0

    def add(self, problems: Iterable[Problem]) -> None:
        """Takes in further problems."""
        for problem in problems:
            self.count += 1
            if self.count <= PROBLEMS_SHOWN:
                self._first.append(problem)

    def shown(self) -> list[Problem]:
        """The first problems, and one that counts the others."""
        more = self.count - len(self._first)
        if not more:
            return self._first
        what = n_("There is {count} more problem", "There are {count} more problems", more)
        rest = Problem(self._file, what, _("Correct these first, then build again."))
        return [*self._first, rest]


class _Build:
    """One build: the list, the loader that has read it so far, and whom to tell."""

    def __init__(self, source: VoterListFile, path: Path, progress: Progress, passphrase: Passphrase | None) -> None:
        self._source = source
        self._passphrase = passphrase
        self._path = path
        self._progress = progress
        # reading is about four fifths of the work, the indexes are the rest
        self._size = path.stat().st_size
        self._in_all = self._size + self._size // 4
        self._loader = Loader(source)
        self._rows = 0

    def into(self, out: Path, dated: date | None) -> RollInfo | list[Problem]:
        with written_aside(out) as draft, ThreadPoolExecutor(1) as beside:
            source_digest = beside.submit(_digest_of, self._path)
            with closing(_new_file(draft, self._passphrase)) as connection, self._place_for_leaves(out) as leaves:
                problems = self._load(connection, leaves)
                if problems.count:
                    return problems.shown()
                # SQLite sorts without holding Python's lock: the numbers are indexed beside the work on the surnames
                indexed = beside.submit(self._index_numbers, connection, leaves)
                surnames = Surnames(self._loader.surnames)
                problems = indexed.result()
                if problems.count:
                    return problems.shown()
                identity = finish(connection, self._loader, surnames, leaves, FIRST_ROW)
                info = self._info(connection, identity, source_digest.result(), dated)
                info.write(connection)
                connection.execute("COMMIT")
            finish_file(draft, out)
        self._progress(self._in_all, self._in_all)
        return info

    def _place_for_leaves(self, out: Path) -> BinaryIO:
        """Where the digests of the rows are kept: in memory, where they take some 15 % of the list's size, or in a file.

        Those of an encrypted roll tell who is on it, so they never lie on the disk.
        """
        if self._passphrase is not None or self._size <= HELD_LIST:
            return BytesIO()
        return TemporaryFile(dir=out.parent, buffering=0)

    def _load(self, connection: Connection, leaves: BinaryIO) -> Collected:
        """Inserts every row; from the first problem on it only reads, to collect the others."""
        problems = Collected(self._source.name)
        first_row = FIRST_ROW
        for batch in self._source.batches():
            try:
                rows, digests = self._loader.rows(first_row, batch)
                if not problems.count:
                    connection.executemany(INSERT_ELECTOR, rows)
                    leaves.write(b"".join(digests))
            except ValueError:
                known = problems.count
                problems.add(self._loader.problems(first_row, batch))
                if problems.count == known:
                    raise
            first_row += len(batch)
            self._progress(min(self._source.place(), self._size), self._in_all)
        self._rows = first_row - FIRST_ROW
        if not self._rows:
            remedy = _("Choose the state's voter list.")
            problems.add([Problem(self._source.name, _("The list has no electors"), remedy)])
        return problems

    def _index_numbers(self, connection: Connection, leaves: BinaryIO) -> Collected:
        """Makes the index by number, which is where a number that is there twice shows."""
        problems = Collected(self._source.name)
        try:
            connection.execute(schema.NUMBER_INDEX)
        except faults("IntegrityError"):
            problems.add(remove_repeated(connection, self._loader, leaves, FIRST_ROW))
            if not problems.count:
                connection.execute(schema.NUMBER_INDEX)
        return problems

    def _info(self, connection: Connection, identity: str, source_digest: str, dated: date | None) -> RollInfo:
        ((electors,),) = connection.execute("SELECT count(*) FROM elector").fetchall()
        counties = connection.execute("SELECT DISTINCT county FROM place ORDER BY county").fetchall()
        day, dated_by = (dated, "given") if dated else self._newest_day()
        return RollInfo(
            id=identity,
            source_digest=source_digest,
            layout=self._source.layout.name,
            dated=day,
            dated_by=dated_by,
            electors=electors,
            counties=tuple(county for (county,) in counties),
            built_with_version=__version__,
            notes=self._notes(electors),
        )

    def _notes(self, electors: int) -> tuple[str, ...]:
        repeated = self._rows - electors
        words = n_(
            "{count} row that repeats another word for word was left out.",
            "{count} rows that repeat another word for word were left out.",
            repeated,
        )
        return (words,) if repeated else ()

    def _newest_day(self) -> tuple[date | None, str]:
        newest = {
            "changed": max(self._loader.changed.values(), default=""),
            "registered": max(self._loader.registered.values(), default=""),
        }
        dated_by = max(newest, key=lambda kind: newest[kind])
        return (date.fromisoformat(newest[dated_by]), dated_by) if newest[dated_by] else (None, "unknown")


def _unheard(_done: int, _in_all: int) -> None:
    """Progress that nobody asked for."""


def _the_same(out: Path, source: Path, layout: str, dated: date | None, passphrase: Passphrase | None) -> RollInfo:
    """What the roll at `out` says of itself where it is whole and of the same list; raises WorldError where it is not."""
    try:
        if not out.is_symlink() and is_roll(out, passphrase) and is_encrypted(out) == (passphrase is not None):
            with closing(connect_read_only(out, passphrase)) as connection:
                info = RollInfo.read(connection)
            same = (info.source_digest, info.layout) == (_digest_of(source), layout) and dated in (None, info.dated)
            if same and not check_roll(out, passphrase).findings:
                return info
    except (OSError, LookupError, ValueError, WorldError, *faults()) as error:
        raise world_error("exists", out.name) from error
    raise world_error("exists", out.name)


def _new_file(path: Path, passphrase: Passphrase | None) -> Connection:
    connection = connect(path, passphrase, any_thread=True)
    if passphrase is None:  # encrypted pages are as large as every SQLCipher expects them
        connection.execute(schema.PLAIN_PAGES)
    connection.executescript(schema.FAST_BUILD)
    connection.executescript(schema.TABLES)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {schema.VERSION}")
    connection.execute("BEGIN")
    return connection


@contextmanager
def _no_collecting() -> Generator[None]:
    """Millions of rows come and go, and none refers back to itself: looking for such cycles costs a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _digest_of(path: Path) -> str:
    with foreign.opened(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
