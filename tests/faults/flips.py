"""One byte of a small case file changed at a time: verify finds it, SQLite refuses the file, or the byte carries no meaning.

Which bytes carry none is worked out from SQLite's file format (see pages), never from what was seen to pass.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from adjudicator.log import keyring
from adjudicator.log.checks.verify import verify
from adjudicator.log.file.projections import PROJECTIONS
from adjudicator.port.drafts import Draft
from adjudicator.port.keys import WrappedKey
from adjudicator.records.trouble import WorldError
from tests.log.conftest import Pen, SigningLog, begin, fill

from .pages import Atlas

PAGE = 512
"""Bytes of a page: the smallest, so that the file has many of every kind."""

MEANINGLESS: Mapping[str, str] = {
    "gap between pointers and cells": "unallocated space inside a page",
    "freeblock: content": "unallocated space inside a page",
    "fragment": "unallocated space inside a page",
    "cell: filled up": "a cell shorter than the least is filled up",
    "overflow: unused end": "the last page of a long row is not full",
    "free page: content": "a page that belongs to nothing",
    "header: unused": "reserved for later versions of SQLite",
    "header: change counter": "tells other programs that the file has changed",
    "header: version valid for": "the change counter when the next field was written",
    "header: SQLite version": "which SQLite wrote the file last",
    "header: schema cookie": "tells other programs that the tables have changed",
    "header: cache size": "a suggestion how much memory to use",
    "header: write version": "by which way the file may be written; it is read as before",
    "header: schema format, high bytes": "SQLite reads the lowest byte alone",
    "header: text encoding, high bytes": "SQLite reads the lowest byte alone",
}
"""Use of a byte -> why it carries no meaning."""

NO_EVIDENCE: Mapping[str, str] = {
    "keyring": "what checks passwords may change, and is no part of the record",
    "draft": "what is begun and not yet recorded is no act",
}
"""Table -> why what it holds is no evidence."""

READ_ALIKE: Mapping[str, frozenset[int]] = {
    "header: read version": frozenset({0, 1, 2}),  # 2 says that there may be a write-ahead log, and here is none
    "header: schema format": frozenset({0, 1, 2, 3, 4}),  # they differ in descending indexes, of which there are none
    "header: text encoding": frozenset(value for value in range(256) if value & 3 in (0, 1)),  # UTF-8, or as yet unset
}
"""Use of a byte -> the values that say the same of this file."""

ORDER_ALONE = frozenset({"cell: divider between rows", "cell: rowid"})
"""Numbers by which rows are kept in order where they have none of their own: another that keeps the order is as good."""


SECRETS = ("Example", "0123", "Which street?", "Look again.", "what Argon2 made", "Which Smith")
"""Sealed values and keys of the small case, which no message may have in it."""


def small_case(folder: Path) -> Path:
    """A case of some tens of KB in which everything happened once, on small pages; some of them free, some half empty."""
    path, pen = folder / "small.case", Pen("flips")
    begin(path, pen).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute(f"PRAGMA page_size = {PAGE}")
        raw.execute("VACUUM")
    with SigningLog.open(path) as log:
        fill(log, pen)
        keyring.put(log.db.conn, WrappedKey("mo", "what Argon2 made of a password"))
        log.drafts.keep(Draft("mo", "review", '{"why":"Which Smith"}', "2020-11-04T15:00:00.000000Z"))
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute("CREATE TABLE gone (value)")
        raw.execute("INSERT INTO gone VALUES (zeroblob(3000))")
        raw.execute("DROP TABLE gone")
    return path


@dataclass(slots=True)
class Flipped:
    """What came of flips: how many were found and refused, and of which kinds of places the unnoticed ones were."""

    seen: Counter[str] = field(default_factory=Counter[str])
    unnoticed: Counter[str] = field(default_factory=Counter[str])
    wrong: list[str] = field(default_factory=list[str])

    def __str__(self) -> str:
        lines = [f"{many:7,} {what}" for what, many in (*self.seen.most_common(), *self.unnoticed.most_common())]
        return "\n".join(lines)


def flip(path: Path, places: Iterable[int], mask: int) -> Flipped:
    """Flip the bits of `mask` in one byte at a time of a file, and verify it each time."""
    content = path.read_bytes()
    atlas, flipped = Atlas(content), Flipped()
    for at in places:
        with _changed(path, content, at, content[at] ^ mask):
            try:
                report = verify(path)
                said = " ".join(map(str, report.findings))
            except WorldError as error:
                flipped.seen["refused by SQLite"] += 1
                said = str(error)
            else:
                flipped.seen["found by verify" if not report.ok else "unnoticed"] += 1
                if report.ok:
                    _judge(flipped, atlas, at, content[at] ^ mask)
            if any(secret in said for secret in SECRETS):
                flipped.wrong.append(f"what is said of byte {at} tells of a voter")
    return flipped


def _judge(flipped: Flipped, atlas: Atlas, at: int, value: int) -> None:
    use, owner = atlas.uses[at], atlas.owners[at]
    if use in MEANINGLESS:
        flipped.unnoticed[f"  {use}: {MEANINGLESS[use]}"] += 1
    elif owner in NO_EVIDENCE and use.startswith("record:"):
        flipped.unnoticed[f"  a row of {owner}: {NO_EVIDENCE[owner]}"] += 1
    elif value in READ_ALIKE.get(use, ()):
        flipped.unnoticed[f"  {use}: another value that says the same"] += 1
    elif use == WORDING and owner == "sqlite_schema" and atlas.table_at(at) in PROJECTED:
        flipped.unnoticed["  other words that declare the same table or index, which follows from the log"] += 1
    elif use in ORDER_ALONE and owner not in NUMBERED:
        flipped.unnoticed[f"  {use}: the order is the same"] += 1
    else:
        flipped.wrong.append(f"byte {at} ({use} of {owner}) became {value}, and nothing was noticed")


WORDING = "record: column 4"
PROJECTED = frozenset(projection.table for projection in PROJECTIONS)
"""Tables whose wording is the library's (capitals make no difference to SQLite); verify compares what they declare."""

NUMBERED = frozenset({"log", "head", "checkpoint", "signature"})
"""Tables of which the rows have numbers that mean something."""


@contextmanager
def _changed(path: Path, content: bytes, at: int, value: int) -> Iterator[None]:
    handle = os.open(path, os.O_RDWR)
    try:
        os.pwrite(handle, bytes([value]), at)
        yield
        os.pwrite(handle, content[at : at + 1], at)
    finally:
        os.close(handle)
        for suffix in ("-wal", "-shm", "-journal"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
