"""Acts as they go into a record and as they come out of it, with all that they carry."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from adjudicator.casework.record.entry import Entry, SealedEntry
from adjudicator.port.answers import Head
from adjudicator.port.keys import WrappedKey
from adjudicator.records.elector import Credit

WHOLE_RECORD = "log"
"""The subject of an act that rests on the record as a whole."""

DOCUMENT_KINDS = frozenset({"definition", "pack"})
"""Documents that a case carries: the election's definition as received, and the tables of a pack of rules."""


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
class Signer:
    """Who signs an act: the origin of the record's signatures, the person, the public half of their key and how it signs;
    `people` is the extension line of their checkpoints.
    """

    origin: str
    person: str
    public: bytes
    sign: Callable[[bytes], bytes]
    people: str = ""


@dataclass(frozen=True, slots=True)
class NewAct:
    """An act to be recorded whole or not at all.

    `id` is drawn by chance (16 bytes). `after` maps subjects ("envelope 0417", "batch B0001", "log" for the record as a
    whole) to the seq of the version that the person saw; 0 says that the subject must not exist yet. `documents` are those
    that the entries name, `credit_lines` the lines of lists of votes and registrations by what the record calls them.
    `signer` signs the act, None for what the program does by itself; with `checkpoint` also the head that it leaves.
    `key` is kept for a person in place of the old one. `waits` is for how many seconds more than others its answer is waited
    for, where nothing goes on without it.
    """

    id: bytes
    entries: Sequence[SealedEntry]
    after: Mapping[str, int] = field(default_factory=dict[str, int])
    documents: Sequence[Document] = ()
    credit_lines: Mapping[str, Sequence[Credit]] = field(default_factory=dict[str, Sequence[Credit]])
    signer: Signer | None = None
    key: WrappedKey | None = None
    checkpoint: bool = False
    waits: float = 0.0


@dataclass(frozen=True, slots=True)
class WholeAct:
    """An act as the record has it, with everything that a copy of the record needs of it.

    Its entries stand from the seq `first` on; `person` and `signature` are empty for what the program did by itself.
    `base` is the head that the person acted on. `notes` are the checkpoints over the head that the act left, `keys` the
    present keys of the people to whom it gave one.
    """

    first: int
    id: bytes
    person: str
    base: Head
    signature: bytes
    entries: tuple[SealedEntry, ...]
    documents: tuple[Document, ...] = ()
    credit_lines: Mapping[str, Sequence[Credit]] = field(default_factory=dict[str, Sequence[Credit]])
    notes: tuple[str, ...] = ()
    keys: tuple[WrappedKey, ...] = ()

    def __repr__(self) -> str:
        return f"WholeAct({self.first}, {len(self.entries)} entries)"


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
