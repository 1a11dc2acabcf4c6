"""What a record answers to an act: the head that it left, a refusal, or that nobody knows yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


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
class Unknown:
    """Nobody knows yet whether the act with this id was recorded; `Record.settle` asks again."""

    act: bytes


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """The act with this id is not in the record and never will be."""

    act: bytes


Answer = Head | Stale | Refused | Unknown
"""What becomes of an act: the head that it left, once it is durable; a refusal, and nothing was written; or Unknown."""

Settled = Answer | NotRecorded
"""What became of an act whose answer was not known: its first answer, or that it was not recorded."""
