"""What can be asked of a record: entries, states, lists, counts, and who signed what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from adjudicator.casework.record.fold import InForce, every_entry
from adjudicator.casework.record.shelf import MemoryShelf, Shelf
from adjudicator.casework.record.signing import Stretch
from adjudicator.casework.record.state import CaseState, EnvelopeState, State
from adjudicator.port.acts import Logged
from adjudicator.port.answers import Head
from adjudicator.port.rows import EVERY_ENVELOPE, BatchRow, CountBy, Counts, EnvelopeRow, QueueQuery
from adjudicator.records.elector import Credit

S = TypeVar("S", bound=State)

Told = Callable[[int], None]
"""Hears how many entries are done, and may raise to stop."""


def nobody_told(_done: int) -> None:
    """Nobody hears it."""


class States(Protocol):
    """What can be asked of a record, on the thread that it was opened on. Every method may raise WorldError."""

    def one_state(self) -> AbstractContextManager[None]:
        """Everything read inside stands at one and the same head, whatever others record meanwhile."""
        ...

    def head(self) -> Head:
        """How many entries there are, and the root of the tree over them."""
        ...

    def root_behind(self, seq: int) -> str:
        """The root of the tree just behind the act that the entry at that place is of, hexadecimal, by the leaves; behind the
        entry itself where it is of none.
        """
        ...

    def newest_instant(self) -> str:
        """The instant of the newest entry; empty where there is none, or it does not say when it was made."""
        ...

    def latest_instant(self) -> str:
        """The latest instant of an entry in force, which is not the newest entry's where a clock was set back; by a look at
        the whole log. Empty where there is none.
        """
        ...

    def origin(self) -> str:
        """The origin line of this case's checkpoints."""
        ...

    def people_line(self) -> str:
        """What checkpoints say of the people and their keys, by the log's own entries."""
        ...

    def stretch_of(self, person: str) -> Stretch | None:
        """A person's entries since they last signed them together; None where there are none or one is not signed."""
        ...

    def extends(self, head: Head) -> bool:
        """Whether the log begins with the entries of an earlier head, judged by its leaves."""
        ...

    def checkpoints(self, limit: int = 50) -> tuple[str, ...]:
        """The heads that people signed, as notes, newest first; all of them for a limit of -1."""
        ...

    @property
    def is_for_observers(self) -> bool:
        """Whether the file is an observer's copy."""
        ...

    def unsigned(self, seqs: Iterable[int]) -> frozenset[int]:
        """Those of some entries that are not signed by their person, and so in force nowhere."""
        ...

    def is_signed(self, seq: int) -> bool:
        """Whether the entry at that place is signed by its person, and so in force."""
        ...

    def first_unsigned_of(self, number: str) -> int:
        """The first entry about an envelope that its person has not signed, 0 where all are signed."""
        ...

    def folded(self, numbers: Iterable[str], batch: str = "", in_force: InForce = every_entry) -> MemoryShelf:
        """Some envelopes, a batch with all that it ever listed, as the log's own entries leave them (see `few`).

        It rests on no projection. Raises WorldError "damaged" where an entry among them cannot be applied.
        """
        ...

    def folded_envelope(self, number: str) -> EnvelopeState | None:
        """One envelope as the log's own entries leave it, None where there is none."""
        ...

    def fold_into(self, shelf: Shelf, told: Told = nobody_told) -> None:
        """Fold every entry that is in force on to a shelf; `told` hears how many are done and may raise to stop.

        Raises WorldError "damaged" where an entry cannot be applied, or the entries do not hash to the log's own head.
        """
        ...

    def stamp(self) -> tuple[int, int]:
        """Two numbers that stay the same while nobody, this program or another, has written to the file."""
        ...

    def first_other_row(self, states: Iterable[tuple[str, State]]) -> str:
        """The key of the first of these states, by key, whose projection says something else; empty where none does."""
        ...

    def entries(self, from_seq: int = 1, limit: int | None = None, with_sealed: bool = False) -> Iterator[Logged]:
        """Entries in order, in the newest form of their kinds, a chunk at a time."""
        ...

    def read_back(
        self, before: int = 0, limit: int = 200, *, by: str = "", envelope: str = "", kind: str = ""
    ) -> list[Logged]:
        """At most `limit` entries, newest first, before the seq `before` (0: from the newest).

        Only one person's, one envelope's, of kinds that begin with `kind` ("envelope."), where these are given.
        """
        ...

    def since(self, subject: str, seen: int, limit: int) -> tuple[list[Logged], int]:
        """The newest entries about a subject after the seq `seen`, at most `limit`, in order; and how many there are.

        Subjects are envelopes ("envelope 0417"), batches, and "log", the record as a whole; others have no entries.
        """
        ...

    def unseal(self, commitment: str) -> str:
        """The sealed value behind a commitment (hexadecimal); raises KeyError where there is none."""
        ...

    def unseal_many(self, commitments: Iterable[str]) -> dict[str, str]:
        """Sealed values by commitment (hexadecimal); those that are not there are left out.

        Raises WorldError "kept_back" on an observer's copy, which has none.
        """
        ...

    def document(self, digest: str) -> str:
        """The text with that SHA-256 (hexadecimal).

        Raises KeyError where the case carries none, ValueError where another text stands in its place.
        """
        ...

    def case(self) -> CaseState:
        """The state of the case; raises WorldError "damaged" for a file whose first entry was never written."""
        ...

    def state(self, what: type[S], key: str) -> S | None:
        """The state of one subject, None where there is none; the case is kept under the key "case"."""
        ...

    def states(self, what: type[S], **filters: str | int) -> Iterator[S]:
        """All states of one kind whose projected columns have the values given, by key; a chunk at a time.

        What is appended meanwhile does no harm: subjects are those of the beginning, states those of the moment.
        """
        ...

    def envelope_rows(self, query: QueueQuery = EVERY_ENVELOPE) -> list[EnvelopeRow]:
        """A page of envelopes that pass the query; the next page begins after the last row of this one."""
        ...

    def count_envelopes(self, query: QueueQuery = EVERY_ENVELOPE) -> int:
        """How many envelopes pass the query, on all its pages."""
        ...

    def counts(self) -> Counts:
        """The numbers beside the desks."""
        ...

    def counts_by(self, *columns: CountBy) -> dict[tuple[str | int, ...], int]:
        """How many envelopes there are for each combination of the columns ("place", "outcome")."""
        ...

    def search_envelopes(self, words: str, limit: int = 50, *, by_name: bool = True) -> list[EnvelopeRow]:
        """Envelopes by the beginning of their number or, `by_name`, of words of the voter's name."""
        ...

    def envelope_numbers(self, parts: Sequence[str] = (), ordinals: Sequence[str] = ()) -> tuple[str, ...]:
        """Numbers of envelopes in which one of the parts stands, or that sort as one of the ordinals; in their order."""
        ...

    def envelopes_of_elector(self, registration_number: str) -> tuple[str, ...]:
        """Numbers of the envelopes for which this elector was chosen; two or more are envelopes of one voter."""
        ...

    def voter_names(self, numbers: Sequence[str]) -> Mapping[str, str]:
        """The voters' names as written, by envelope number."""
        ...

    def credits_of(self, registration_number: str) -> tuple[Credit, ...]:
        """What the lists received say of one elector, votes and registrations, in the order received."""
        ...

    def names_in(self, file: str) -> list[tuple[str, str, str]]:
        """Registration number, last and first name of every line of a list, by what the record calls it."""
        ...

    def acts_by_person(self) -> dict[str, dict[str, int]]:
        """How many entries of each kind each person has recorded."""
        ...

    def batch_rows(self, status: str = "") -> list[BatchRow]:
        """Batches of one status, or all, oldest first."""
        ...
