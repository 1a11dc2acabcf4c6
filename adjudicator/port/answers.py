"""What goes through the port of the log: heads, documents, entries as they stand in the log, and refusals."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from adjudicator.casework.record.entry import Entry

DOCUMENT_KINDS = frozenset({"definition", "pack"})
"""Documents that a case carries: the election's definition as received, and the tables of a pack of rules."""

WHOLE_RECORD = "log"
"""The subject of an act that rests on the record as a whole."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the log: `size` entries (the seq of the last one), and the root of the tree over them, 32 bytes."""

    size: int
    root: bytes


@dataclass(frozen=True, slots=True)
class Stale:
    """Refused: `subject` ("envelope 0417") has moved on since the person saw it; seqs of the version seen and of now."""

    subject: str
    seen: int
    now: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Refused by the record as it stands now, whatever was seen before: `why` is "key", where the key that signs is not the
    person's key in force, or "right", where no role of theirs allows it.
    """

    why: Literal["key", "right"]


@dataclass(frozen=True, slots=True)
class Document:
    """A text that the case must carry with it, found by the SHA-256 (hexadecimal) of its UTF-8."""

    digest: str
    kind: str
    content: str

    @classmethod
    def of(cls, kind: str, content: str) -> Document:
        """Make a document of a kind of DOCUMENT_KINDS; refuses another with ValueError."""
        if kind not in DOCUMENT_KINDS:
            raise ValueError(f'a case carries no documents of kind "{kind}"')
        return cls(hashlib.sha256(content.encode()).hexdigest(), kind, content)

    def __repr__(self) -> str:
        return f"Document({self.kind!r}, {self.digest[:12]}...)"


@dataclass(frozen=True, slots=True)
class Logged:
    """One entry as it stands in the log: its place from 1, the entry, the body as stored, and its leaf hash.

    `sealed` maps commitments (hexadecimal) to values, and is empty unless they were asked for.
    """

    seq: int
    entry: Entry
    body: str
    leaf: bytes
    sealed: Mapping[str, str]

    def __repr__(self) -> str:
        return f"Logged(seq={self.seq}, kind={self.entry.kind!r})"
