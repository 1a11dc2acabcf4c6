"""The reading half of an open case file: heads, entries, sealed values, states, lists and counts.

It never writes, so it serves the window and, on a connection of its own, long work on another thread.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database

from adjudicator.casework.record.catalogue import UNFIT
from adjudicator.casework.record.entry import is_instant
from adjudicator.casework.record.fold import InForce, every_entry
from adjudicator.casework.record.shelf import CASE_KEY, MemoryShelf, Shelf
from adjudicator.casework.record.signing import Stretch, origin_of
from adjudicator.casework.record.state import CaseState, EnvelopeState, State
from adjudicator.log import append, keyring, reading
from adjudicator.log.checks.acts import not_in_force
from adjudicator.log.file import errors
from adjudicator.log.file.connection import is_for_observers
from adjudicator.log.keyring import WrappedKey
from adjudicator.log.reading import Bodies, LogFilter
from adjudicator.log.states import compared, lookups, queues
from adjudicator.log.states.census import Census
from adjudicator.log.states.few import fold_few, own_seqs
from adjudicator.log.states.folding import Folding, Told, UnfitEntryError, nobody_told
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.log.states.shelf import load_state, load_states
from adjudicator.log.tree.acts import SignedRecord, as_json, read_acts
from adjudicator.log.tree.merkle import root_of
from adjudicator.port.answers import Document, Head, Logged
from adjudicator.port.rows import BatchRow, CountBy, Counts, EnvelopeRow, QueueQuery
from adjudicator.records.elector import Credit

S = TypeVar("S", bound=State)

_LATEST = 100
"""So many entries with the latest instants are looked at for one that is in force: anybody may have added others."""

EVERY_ENVELOPE = QueueQuery()


class CaseReading:
    """What can be read of one case. Every method may raise WorldError."""

    def __init__(self, db: Database, path: Path) -> None:
        self.db = db
        self.path = path
        self._census = Census(db.conn)
        self._signed = SignedRecord(db.conn)

    @contextmanager
    def one_state(self) -> Generator[None]:
        """Everything read inside stands at one and the same head, whatever others record meanwhile."""
        with errors.the_world(self.path):
            self.db.execute("BEGIN")
        try:
            yield
        finally:
            with errors.the_world(self.path):
                self.db.execute("COMMIT")

    @property
    def is_for_observers(self) -> bool:
        """Whether the file is an observer's copy."""
        return is_for_observers(self.db.conn)

    def head(self) -> Head:
        """How many entries there are, and the root of the tree over them."""
        with errors.the_world(self.path):
            return append.read_head(self.db.conn)

    def newest_instant(self) -> str:
        """The instant of the newest entry; empty where there is none, or it does not say when it was made."""
        with errors.the_world(self.path):
            sql = "SELECT json_extract(body, '$.at') FROM log ORDER BY seq DESC LIMIT 1"
            row = self.db.execute(sql).fetchone()
        at = "" if row is None else str(row[0])
        return at if is_instant(at) else ""

    def latest_instant(self) -> str:
        """The latest instant of an entry in force, which is not the newest entry's where a clock was set back; by a look at
        the whole log. Empty where there is none.
        """
        with errors.the_world(self.path):
            sql = "SELECT seq, substr(body, ?, ?) AS at FROM log ORDER BY at DESC LIMIT ?"
            rows = self.db.execute(sql, (len('{"at":"') + 1, len("2020-11-04T14:02:11.000000Z"), _LATEST)).fetchall()
        return next((at for seq, at in rows if is_instant(at) and self.is_signed(seq)), "")

    def origin(self) -> str:
        """The origin line of this case's checkpoints."""
        case = self.case()
        return origin_of(case.id, case.incarnation)

    def people_line(self) -> str:
        """What checkpoints say of the people and their keys, by the log's own entries."""
        with errors.the_world(self.path):
            return self._signed.chain.people_line()

    def first_unsigned(self, seqs: Iterable[int]) -> int:
        """The first of some entries that is not signed by its person, and so in force nowhere; 0 where all are signed."""
        with errors.the_world(self.path):
            return self._signed.first_unsigned(seqs)

    def unsigned(self, seqs: Iterable[int]) -> frozenset[int]:
        """Those of some entries that are not signed by their person, and so in force nowhere."""
        with errors.the_world(self.path):
            return self._signed.unsigned(seqs)

    def stretch_of(self, person: str) -> Stretch | None:
        """A person's entries since they last signed them together; None where there are none or one is not signed."""
        with errors.the_world(self.path):
            return self._signed.stretch_of(person)

    def extends(self, head: Head) -> bool:
        """Whether the log begins with the entries of an earlier head, judged by its leaves."""
        leaves = self.leaves(head.size)
        return len(leaves) == head.size and root_of(leaves) == head.root

    def leaves(self, size: int) -> list[bytes]:
        """The leaf hashes of the first `size` entries in order; fewer where there are fewer."""
        with errors.the_world(self.path):
            return [leaf for (leaf,) in self.db.execute("SELECT leaf FROM log WHERE seq <= ? ORDER BY seq", (size,))]

    def checkpoints(self, limit: int = 50) -> tuple[str, ...]:
        """The heads that people signed, as notes, newest first; all of them for a limit of -1."""
        with errors.the_world(self.path):
            rows = self.db.execute("SELECT note FROM checkpoint ORDER BY number DESC LIMIT ?", (limit,))
            return tuple(str(note) for (note,) in rows)

    def bodies(self) -> Bodies:
        """Every entry as it is stored, in order; they can be gone through more than once."""
        return Bodies(self.db.conn, self.path)

    def signatures(self) -> Iterator[Mapping[str, str | int]]:
        """The acts with their signatures, in order, as they leave in a release (see `acts.as_json`)."""
        with errors.the_world(self.path):
            yield from map(as_json, read_acts(self.db.conn))

    def is_signed(self, seq: int) -> bool:
        """Whether the entry at that place is signed by its person, and so in force."""
        return not self.first_unsigned((seq,))

    def first_unsigned_of(self, number: str) -> int:
        """The first entry about an envelope that its person has not signed, 0 where all are signed."""
        with errors.the_world(self.path):
            return self._signed.first_unsigned(own_seqs(self.db.conn, number))

    def not_in_force(self) -> frozenset[int]:
        """The places of all entries that are in force nowhere, by one pass over the whole log."""
        with errors.the_world(self.path):
            return not_in_force(self.db.conn)

    def folded(self, numbers: Iterable[str], batch: str = "", in_force: InForce = every_entry) -> MemoryShelf:
        """Some envelopes, a batch with all that it ever listed, as the log's own entries leave them (see `few`).

        It rests on no projection. Raises WorldError "damaged" where an entry among them cannot be applied.
        """
        with errors.the_world(self.path):
            try:
                return fold_few(self.db.conn, numbers, batch, in_force)
            except UNFIT as error:
                raise errors.damaged(self.path, "an entry cannot be applied to what stood before it") from error

    def folded_envelope(self, number: str) -> EnvelopeState | None:
        """One envelope as the log's own entries leave it, None where there is none."""
        return self.folded([number], in_force=self.is_signed).get(EnvelopeState, number)

    def fold_into(self, shelf: Shelf, told: Told = nobody_told) -> None:
        """Fold every entry that is in force on to a shelf; `told` hears how many are done and may raise to stop.

        Raises WorldError "damaged" where an entry cannot be applied, or the entries do not hash to the log's own head.
        """
        passed_over = self.not_in_force()
        folding = Folding(self.bodies(), shelf, lambda seq: seq not in passed_over, told)
        try:
            folding.run()
        except UnfitEntryError as error:
            raise errors.damaged(self.path, str(error)) from error
        if folding.head != self.head():
            raise errors.damaged(self.path, "its entries do not hash to its own head")

    def stamp(self) -> tuple[int, int]:
        """Two numbers that stay the same while nobody, this program or another, has written to the file."""
        with errors.the_world(self.path):
            (version,) = self.db.execute("PRAGMA data_version").fetchone()
            return append.read_head(self.db.conn).size, int(version)

    def first_other_row(self, states: Iterable[tuple[str, State]]) -> str:
        """The key of the first of these states, by key, whose projection says something else; empty where none does."""
        with errors.the_world(self.path):
            return compared.first_other_row(self.db.conn, states)

    def first_other_envelope(self, shelf: RebuiltShelf, status: str) -> str:
        """The number of the first envelope of a status whose projection is not what a folded log gives; empty for none."""
        with errors.the_world(self.path):
            return compared.first_other_envelope(self.db.conn, shelf, status)

    def read(self, from_seq: int = 1, limit: int | None = None, with_sealed: bool = False) -> Iterator[Logged]:
        """Entries in order, in the newest form of their kinds, a chunk at a time."""
        with errors.the_world(self.path):
            yield from reading.read(self.db.conn, from_seq, limit, with_sealed)

    def read_back(
        self, before: int = 0, limit: int = 200, *, by: str = "", envelope: str = "", kind: str = ""
    ) -> list[Logged]:
        """At most `limit` entries, newest first, before the seq `before` (0: from the newest).

        Only one person's, one envelope's, of kinds that begin with `kind` ("envelope."), where these are given.
        """
        with errors.the_world(self.path):
            return reading.read_back(self.db.conn, LogFilter(kind, by, envelope), before, limit)

    def since(self, subject: str, seen: int, limit: int) -> tuple[list[Logged], int]:
        """The newest entries about a subject after the seq `seen`, at most `limit`, in order; and how many there are.

        Subjects are envelopes ("envelope 0417"), batches, and "log", the record as a whole; others have no entries.
        """
        with errors.the_world(self.path):
            return reading.since(self.db.conn, subject, seen, limit)

    def unseal(self, commitment: str) -> str:
        """The sealed value behind a commitment (hexadecimal); raises KeyError where there is none."""
        return self.unseal_many([commitment])[commitment]

    def unseal_many(self, commitments: Iterable[str]) -> dict[str, str]:
        """Sealed values by commitment (hexadecimal); those that are not there are left out.

        Raises WorldError "kept_back" on an observer's copy, which has none.
        """
        if self.is_for_observers:
            raise errors.kept_back(self.path)
        with errors.the_world(self.path):
            return lookups.values_of(self.db.conn, commitments)

    def document(self, digest: str) -> str:
        """The text with that SHA-256 (hexadecimal).

        Raises KeyError where the case carries none, ValueError where another text stands in its place.
        """
        with errors.the_world(self.path):
            row = self.db.execute("SELECT kind, content FROM document WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            raise KeyError(digest)
        if Document.of(*row).digest != digest:
            raise ValueError(f"document {digest[:12]} is not the one that was put there")
        return str(row[1])

    def documents(self, kind: str) -> tuple[Document, ...]:
        """All documents of one kind that the case carries, in the order in which they came."""
        with errors.the_world(self.path):
            sql = "SELECT digest, kind, content FROM document WHERE kind = ? ORDER BY rowid"
            return tuple(Document(*row) for row in self.db.execute(sql, (kind,)))

    def case(self) -> CaseState:
        """The state of the case; raises WorldError "damaged" for a file whose first entry was never written."""
        found = self.state(CaseState, CASE_KEY)
        if found is None:
            raise errors.damaged(self.path, "it has no first entry")
        return found

    def state(self, what: type[S], key: str) -> S | None:
        """The state of one subject, None where there is none; the case is kept under the key "case"."""
        with errors.the_world(self.path):
            return load_state(self.db.conn, what, key)

    def states(self, what: type[S], **filters: str | int) -> Iterator[S]:
        """All states of one kind whose projected columns have the values given, by key; a chunk at a time.

        What is appended meanwhile does no harm: subjects are those of the beginning, states those of the moment.
        """
        with errors.the_world(self.path):
            yield from load_states(self.db.conn, what, filters)

    def envelope_rows(self, query: QueueQuery = EVERY_ENVELOPE) -> list[EnvelopeRow]:
        """A page of envelopes that pass the query; the next page begins after the last row of this one."""
        with errors.the_world(self.path):
            return queues.list_envelopes(self.db.conn, query, self._census)

    def count_envelopes(self, query: QueueQuery = EVERY_ENVELOPE) -> int:
        """How many envelopes pass the query, on all its pages."""
        with errors.the_world(self.path):
            return queues.count_envelopes(self.db.conn, query, self._census)

    def counts(self) -> Counts:
        """The numbers beside the desks."""
        with errors.the_world(self.path):
            return queues.counts(self.db.conn, self._census)

    def counts_by(self, *columns: CountBy) -> dict[tuple[str | int, ...], int]:
        """How many envelopes there are for each combination of the columns ("place", "outcome")."""
        with errors.the_world(self.path):
            return queues.count_by(self.db.conn, columns)

    def search_envelopes(self, words: str, limit: int = 50, *, by_name: bool = True) -> list[EnvelopeRow]:
        """Envelopes by the beginning of their number or, `by_name`, of words of the voter's name."""
        return self.envelope_rows(QueueQuery(words=words, by_name=by_name, limit=limit)) if words.strip() else []

    def envelopes_of_elector(self, registration_number: str) -> tuple[str, ...]:
        """Numbers of the envelopes for which this elector was chosen; two or more are envelopes of one voter."""
        with errors.the_world(self.path):
            return queues.envelopes_of_elector(self.db.conn, registration_number)

    def voter_names(self, numbers: Sequence[str]) -> Mapping[str, str]:
        """The voters' names as written, by envelope number."""
        with errors.the_world(self.path):
            return queues.voter_names(self.db.conn, numbers)

    def credits_of(self, registration_number: str) -> tuple[Credit, ...]:
        """What the absentee files and check-in lists received say of one elector, in the order received."""
        with errors.the_world(self.path):
            return lookups.credits_of(self.db.conn, registration_number)

    def acts_by_person(self) -> dict[str, dict[str, int]]:
        """How many entries of each kind each person has recorded."""
        found: dict[str, dict[str, int]] = {}
        sql = "SELECT json_extract(body, '$.by'), json_extract(body, '$.kind'), count(*) FROM log GROUP BY 1, 2"
        with errors.the_world(self.path):
            for person, kind, number in self.db.execute(sql):
                found.setdefault(str(person), {})[str(kind)] = int(number)
        return found

    def batch_rows(self, status: str = "") -> list[BatchRow]:
        """Batches of one status, or all, oldest first."""
        with errors.the_world(self.path):
            return queues.list_batches(self.db.conn, status)

    def key(self, person: str) -> WrappedKey | None:
        """What is kept to check a person's password, None for a person who has none."""
        with errors.the_world(self.path):
            return keyring.read(self.db, person)
