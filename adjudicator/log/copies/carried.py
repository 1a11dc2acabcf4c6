"""The record that a release carries, in a scratch database in which it is verified like an observer's copy of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from sqlite3 import Connection

from adjudicator.casework.record.catalogue import UNFIT, upcast
from adjudicator.casework.record.entry import Entry, read_body
from adjudicator.log.checks.verdicts import Verdict, verdicts
from adjudicator.log.checks.verify import Progress, Verification, VerifyOptions
from adjudicator.log.file.findings import CheckFinding, Findings
from adjudicator.log.file.forms import FORMS, statements, table_names
from adjudicator.log.file.schema import OBSERVERS_ID
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.log.tree.acts import ActRow, put_act
from adjudicator.log.tree.merkle import Frontier, leaf_hash
from adjudicator.log.tree.notes import read_note
from adjudicator.words import _

_CHUNK = 1_000


class UnfitRecordError(ValueError):
    """A release's record that cannot be put into tables at all; its words say why and repeat nothing of it."""


class CarriedRecord:
    """Entries, acts and checkpoints of a release. `tree` is over the entries; `findings`, `verdicts` and `given` (as in the
    `Report` of a case) are there once it was verified, and the states are then on the shelf that was given, folded from
    what is in force; `not_in_force` are the seqs of the entries that are passed over.
    """

    def __init__(self, connection: Connection, tree: Frontier) -> None:
        self._connection = connection
        self.tree = tree
        self.findings: tuple[CheckFinding, ...] = ()
        self.verdicts: tuple[Verdict, ...] = ()
        self.given: tuple[tuple[int, Entry], ...] = ()
        self.not_in_force = frozenset[int]()
        self.checkpoint_key: Callable[[str], str] = lambda __: ""

    def verify(self, shelf: RebuiltShelf, asked: VerifyOptions, progress: Progress | None = None) -> None:
        """Verify it as asked, sealed values and tables beside the log apart, which no release carries."""
        work = Verification(self._connection, Findings(), asked, in_memory=False)
        work.run(progress, shelf)
        self.findings, self.given = work.found(), work.given()
        self.verdicts = verdicts(self.findings, work.looked())
        self.not_in_force = work.not_in_force
        self.checkpoint_key = work.checkpoint_key


@contextmanager
def carried(bodies: Iterable[str], acts: Iterable[ActRow], notes: Iterable[str]) -> Generator[CarriedRecord]:
    """Put the record of a release into a scratch database, in memory while it is small.

    Raises UnfitRecordError for entries of which the first opens no case of a known form, and for what does not fit
    together; ValueError for what is no act or checkpoint.
    """
    connection = sqlite3.connect("", isolation_level=None)
    try:
        source = iter(bodies)
        first = next(source, "")
        _make_tables(connection, _form_of(first))
        connection.execute("BEGIN")
        tree = _put_entries(connection, first, source)
        _make_tables(connection, _raised_to(connection))
        for row in acts:
            put_act(connection, row)
        for number, note in enumerate(notes, 1):
            _put_checkpoint(connection, number, note)
        values = (tree.size, tree.root(), tree.encode())
        connection.execute("INSERT INTO head (one, size, root, frontier) VALUES (1, ?, ?, ?)", values)
        connection.execute("COMMIT")
        yield CarriedRecord(connection, tree)
    except sqlite3.IntegrityError as error:
        raise UnfitRecordError(_("its entries and acts do not fit together: {error}", error=str(error))) from error
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        raise UnfitRecordError(_("it has acts of a form that it was never raised to")) from error
    finally:
        connection.close()


def _form_of(first: str) -> str:
    try:
        entry = upcast(read_body(first))
        form = entry.data["form"] if entry.kind == "case.opened" else ""
    except UNFIT as error:
        raise UnfitRecordError(_("it does not begin with an entry that this program knows")) from error
    if not isinstance(form, str) or form not in FORMS:  # it is a stranger's text, and names files of ours
        raise UnfitRecordError(_("it does not open a case of a form that this program knows"))
    return form


def _raised_to(connection: Connection) -> str:
    """The form to which the record was raised last, empty where it never was."""
    sql = """SELECT json_extract(body, '$.data.to') FROM log WHERE instr(body, '"form.raised"') AND json_valid(body)
             AND json_extract(body, '$.kind') = 'form.raised' ORDER BY seq"""
    forms = [to for (to,) in connection.execute(sql)]
    return forms[-1] if forms and forms[-1] in FORMS else ""


def _make_tables(connection: Connection, form: str) -> None:
    """The tables of an observer's copy, without guards and indexes: nobody writes to it, and it is read in order.

    Of a newer form than that of the tables that are there, those that it adds; nothing for an empty `form`.
    """
    if not form:
        return
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for name, sql in zip(table_names(form, observers=True), statements(form, "table", observers=True), strict=True):
        if name not in there:
            connection.execute(sql)
    major, minor = map(int, form.split("."))
    connection.execute(f"PRAGMA user_version = {major << 16 | minor}")
    connection.execute(f"PRAGMA application_id = {OBSERVERS_ID}")


def _put_entries(connection: Connection, first: str, more: Iterator[str]) -> Frontier:
    tree = Frontier()
    chunk: Sequence[str] = [first, *islice(more, _CHUNK)]
    while chunk:
        leaves = [leaf_hash(body.encode()) for body in chunk]
        rows = zip(range(tree.size + 1, tree.size + len(chunk) + 1), chunk, leaves, strict=True)
        connection.executemany("INSERT INTO log (seq, body, leaf) VALUES (?, ?, ?)", rows)
        tree.extend(leaves)
        chunk = list(islice(more, _CHUNK))
    return tree


def _put_checkpoint(connection: Connection, number: int, text: str) -> None:
    note = read_note(text)
    row = (number, note.origin, note.head.size, note.head.root, note.signer, text)
    connection.execute(
        "INSERT INTO checkpoint (number, origin, size, root, person, note) VALUES (?, ?, ?, ?, ?, ?)", row
    )
