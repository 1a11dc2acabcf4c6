"""What each byte of a SQLite file is for, worked out from the file format alone (https://www.sqlite.org/fileformat2.html)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

HEADER = (
    ("magic", 16), ("page size", 2), ("write version", 1), ("read version", 1), ("reserved space", 1),
    ("payload fractions", 3), ("change counter", 4), ("size in pages", 4), ("first free page", 4),
    ("number of free pages", 4), ("schema cookie", 4), ("schema format, high bytes", 3), ("schema format", 1),
    ("cache size", 4), ("largest root", 4), ("text encoding, high bytes", 3), ("text encoding", 1),
    ("user version", 4), ("incremental vacuum", 4), ("application id", 4), ("unused", 20),
    ("version valid for", 4), ("SQLite version", 4),
)  # fmt: skip
"""The fields of the file's header and how long they are."""

INTERIOR_INDEX, INTERIOR_TABLE, LEAF_INDEX, LEAF_TABLE = 2, 5, 10, 13
FEWEST = 4
"""Bytes that a cell takes at least."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row or key: where each byte of its payload stands, where its columns begin in it, and where the cell ends."""

    owner: str
    at: list[int]
    columns: list[tuple[int, int]]


@dataclass(slots=True)
class Atlas:
    """What each byte of a file is for: `uses[offset]` is a few words, `owners[offset]` the table or index, or empty."""

    content: bytes
    uses: list[str] = field(default_factory=list[str])
    owners: list[str] = field(default_factory=list[str])
    records: list[Record] = field(default_factory=list[Record])
    size: int = 0
    usable: int = 0

    def __post_init__(self) -> None:
        self.size = self._number(16, 2)
        self.usable = self.size - self.content[20]
        self.uses, self.owners = [""] * len(self.content), [""] * len(self.content)
        self._header()
        self._tree(1, "sqlite_schema")
        for owner, root in list(self._roots()):
            self._tree(root, owner)
        self._free_pages()

    def text(self, record: Record, column: int) -> str:
        """A column of a record as text."""
        start, end = record.columns[column]
        return bytes(self.content[at] for at in record.at[start:end]).decode()

    def table_at(self, place: int) -> str:
        """The table that a row of the schema is about, by the offset of one of its bytes."""
        rows = (record for record in self.records if record.owner == "sqlite_schema" and place in record.at)
        return next((self.text(row, 2) for row in rows), "")

    def _number(self, at: int, length: int) -> int:
        return int.from_bytes(self.content[at : at + length], "big")

    def _mark(self, start: int, end: int, use: str, owner: str = "") -> None:
        for at in range(start, end):
            assert not self.uses[at], (at, self.uses[at], use)
            self.uses[at], self.owners[at] = use, owner

    def _header(self) -> None:
        at = 0
        for name, length in HEADER:
            self._mark(at, at + length, f"header: {name}")
            at += length

    def _roots(self) -> Iterator[tuple[str, int]]:
        """Each table and index with its root page, from the rows of the schema that were just walked."""
        for record in list(self.records):
            start, end = record.columns[3]
            root = int.from_bytes(bytes(self.content[at] for at in record.at[start:end]), "big")
            if root:
                yield self.text(record, 1), root

    def _tree(self, page: int, owner: str) -> None:
        start = (page - 1) * self.size
        head = start + (100 if page == 1 else 0)
        kind, cells = self.content[head], self._number(head + 3, 2)
        assert kind in (INTERIOR_INDEX, INTERIOR_TABLE, LEAF_INDEX, LEAF_TABLE), (page, owner, kind)
        interior = kind in (INTERIOR_INDEX, INTERIOR_TABLE)
        first = head + (12 if interior else 8)
        for name, at, length in (
            ("kind", 0, 1), ("first freeblock", 1, 2), ("number of cells", 3, 2), ("start of cells", 5, 2),
            ("fragments", 7, 1),
        ):  # fmt: skip
            self._mark(head + at, head + at + length, f"page: {name}", owner)
        self._mark(first, first + 2 * cells, "page: pointer to a cell", owner)
        content = start + (self._number(head + 5, 2) or 65536)
        self._mark(first + 2 * cells, content, "gap between pointers and cells", owner)
        children: list[int] = []
        if interior:
            self._mark(head + 8, head + 12, "page: right child", owner)
            children.append(self._number(head + 8, 4))
        for cell in range(cells):
            children += self._cell(kind, start + self._number(first + 2 * cell, 2), owner)
        self._freeblocks(start, self._number(head + 1, 2), owner)
        for at in range(content, start + self.size):
            if not self.uses[
                at
            ]:  # what neither a cell nor a freeblock covers: a fragment, or space reserved at the end
                self._mark(at, at + 1, "fragment", owner)
        for child in children:
            self._tree(child, owner)

    def _freeblocks(self, start: int, at: int, owner: str) -> None:
        while at:
            length = self._number(start + at + 2, 2)
            self._mark(start + at, start + at + 4, "freeblock: next and length", owner)
            self._mark(start + at + 4, start + at + length, "freeblock: content", owner)
            at = self._number(start + at, 2)

    def _cell(self, kind: int, start: int, owner: str) -> list[int]:
        """Mark a cell; gives its left child, if it has one."""
        at, children = start, []
        if kind in (INTERIOR_INDEX, INTERIOR_TABLE):
            children.append(self._number(at, 4))
            self._mark(at, at + 4, "cell: left child", owner)
            at += 4
        if kind == INTERIOR_TABLE:
            end = at + self._varint(at)[1]
            self._mark(at, end, "cell: divider between rows", owner)
        else:
            end = self._payload(kind, at, owner)
        if end - start < FEWEST:
            self._mark(end, start + FEWEST, "cell: filled up", owner)
        return children

    def _payload(self, kind: int, at: int, owner: str) -> int:
        length, taken = self._varint(at)
        self._mark(at, at + taken, "cell: length", owner)
        at += taken
        if kind == LEAF_TABLE:
            taken = self._varint(at)[1]
            self._mark(at, at + taken, "cell: rowid", owner)
            at += taken
        local = self._local(kind, length)
        where = list(range(at, at + local))
        at += local
        if local < length:
            self._mark(at, at + 4, "cell: overflow page", owner)
            where += self._overflow(self._number(at, 4), length - local, owner)
            at += 4
        self._record(where, owner)
        return at

    def _local(self, kind: int, length: int) -> int:
        """How much of a payload stands in its page."""
        most = self.usable - 35 if kind == LEAF_TABLE else (self.usable - 12) * 64 // 255 - 23
        if length <= most:
            return length
        least = (self.usable - 12) * 32 // 255 - 23
        fitting = least + (length - least) % (self.usable - 4)
        return fitting if fitting <= most else least

    def _overflow(self, page: int, left: int, owner: str) -> list[int]:
        where: list[int] = []
        while left:
            start = (page - 1) * self.size
            here = min(left, self.usable - 4)
            self._mark(start, start + 4, "overflow: next page", owner)
            where += range(start + 4, start + 4 + here)
            self._mark(start + 4 + here, start + self.size, "overflow: unused end", owner)
            page, left = self._number(start, 4), left - here
        return where

    def _record(self, where: list[int], owner: str) -> None:
        """Mark the header and the columns of a record, whose bytes may stand on several pages."""
        payload = bytes(self.content[at] for at in where)
        length, at = _varint(payload, 0)
        columns, start = [], length
        while at < length:
            kind, taken = _varint(payload, at)
            at += taken
            columns.append((start, start + _length_of(kind)))
            start = columns[-1][1]
        for place in where[:length]:
            self._mark(place, place + 1, "record: types of columns", owner)
        for number, (begin, end) in enumerate(columns):
            for place in where[begin:end]:
                self._mark(place, place + 1, f"record: column {number}", owner)
        self.records.append(Record(owner, where, columns))

    def _free_pages(self) -> None:
        trunk = self._number(32, 4)
        while trunk:
            start = (trunk - 1) * self.size
            leaves = self._number(start + 4, 4)
            self._mark(start, start + 8 + 4 * leaves, "free page: list of free pages")
            self._mark(start + 8 + 4 * leaves, start + self.size, "free page: content")
            for leaf in range(leaves):
                begin = (self._number(start + 8 + 4 * leaf, 4) - 1) * self.size
                self._mark(begin, begin + self.size, "free page: content")
            trunk = self._number(start, 4)

    def _varint(self, at: int) -> tuple[int, int]:
        return _varint(self.content, at)


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of SQLite's variable length, and how many bytes it takes."""
    value = 0
    for taken in range(1, 9):
        byte = content[at + taken - 1]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, taken
    return value << 8 | content[at + 8], 9


def _length_of(kind: int) -> int:
    """How many bytes a column of a serial type takes."""
    if kind < 12:
        return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[kind]
    return (kind - 12) // 2
