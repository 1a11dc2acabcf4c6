"""The record of one case, as the office writes to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from adjudicator.port.acts import NewAct, WholeAct
from adjudicator.port.answers import Answer, Head, Settled
from adjudicator.port.drafts import Drafts
from adjudicator.port.keys import KeyRing
from adjudicator.port.states import States
from adjudicator.records.trouble import WorldError
from adjudicator.words import _

STOPPED_REMEDY = _(
    "Close the program, check the disk, and open the case again. Everything that the program confirmed is "
    "safe. Check then whether your last act is there."
)
"""What to do once writing has stopped."""


class Record(States, KeyRing, Protocol):
    """The record of one case. Every method may raise WorldError; a failed append has written nothing."""

    @property
    def drafts(self) -> Drafts:
        """What people have begun at this computer."""
        ...

    @property
    def read_only(self) -> bool:
        """Whether the record is only looked at, and takes no act."""
        ...

    @property
    def stopped(self) -> WorldError | None:
        """What stopped all writing, None while acts are taken."""
        ...

    def append(self, act: NewAct) -> Answer:
        """Record an act, whole and durably, or not at all; within a tenth of a second, or the answer is Unknown.

        The window waits for the answer, so a record that lies behind a network gives up waiting before a person notices, and
        keeps the act until `settle` knows. An act whose id is there already is not recorded again, and gets its first answer.
        Stale where a subject has moved on since the person saw it; Refused where the signer was given another key since,
        or no role allows the act any more.
        """
        ...

    def settle(self, act: bytes) -> Settled:
        """What became of the act with that id. Unknown until it is certain; what was answered once stays so."""
        ...

    def read(self, from_seq: int = 1) -> Iterator[WholeAct]:
        """The acts whose first entry stands there or behind it, in order, each with all that a copy of the record needs.

        Entries of form 3.0, which stand before the first act of a case that was raised, are in none.
        """
        ...

    def follow(self) -> Head:
        """Bring in what others have recorded since; gives the head. It costs next to nothing where there is nothing new."""
        ...

    def reader(self) -> AbstractContextManager[States]:
        """Open the same record once more, to read only: for long work, on the thread that does it."""
        ...

    def close(self) -> None:
        """Close the record."""
        ...
