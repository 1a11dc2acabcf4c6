"""The reading half of an open case file: heads, entries, sealed values, states, lists and counts.

It never writes, so it serves the window and, on a connection of its own, long work on another thread.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

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
from adjudicator.log.file.connection import few_pages, is_for_observers, is_of_a_station
from adjudicator.log.reading import Bodies, LogFilter
from adjudicator.log.states import compared, lookups, queues
from adjudicator.log.states.census import Census
from adjudicator.log.states.few import fold_few, own_seqs
from adjudicator.log.states.folding import Folding, UnfitEntryError
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.log.states.shelf import load_state, load_states
from adjudicator.log.tree.acts import SignedRecord, act_of, as_json, read_acts
from adjudicator.log.tree.merkle import root_of
from adjudicator.port.acts import Document, Logged, WholeAct
from adjudicator.port.answers import Head
from adjudicator.port.keys import WrappedKey
from adjudicator.port.rows import EVERY_ENVELOPE, BatchRow, CountBy, Counts, EnvelopeRow, QueueQuery
from adjudicator.port.states import S, Told, nobody_told
from adjudicator.records.elector import Credit
from adjudicator.words import _

_LATEST = 100
"""So many entries with the latest instants are looked at for one that is in force: anybody may have added others."""


class CaseReading:
    """What can be read of one case file: the States of the record in it, and what a release and a check need besides."""

    def __init__(self, db: Database, path: Path) -> None:
        self.db = db
        self.path = path
        self._census = Census(db.conn)
        self._signed = SignedRecord(db.conn, rights=is_of_a_station(db.conn))

    @contextmanager
    def one_state(self) -> Generator[None]:
        with errors.the_world(self.path):
            self.db.execute("BEGIN")
        try:
            yield
        finally:
            with errors.the_world(self.path):
                self.db.execute("COMMIT")

    @property
    def is_for_observers(self) -> bool:
        return is_for_observers(self.db.conn)

    @property
    def is_of_a_station(self) -> bool:
        """Whether the file is a station's copy of a shared record."""
        return is_of_a_station(self.db.conn)

    def head(self) -> Head:
        with errors.the_world(self.path):
            return append.read_head(self.db.conn)

    def root_behind(self, seq: int) -> str:
        with errors.the_world(self.path):
            act = act_of(self.db.conn, seq)
        return root_of(self.leaves(seq if act is None else act.last)).hex()

    def newest_instant(self) -> str:
        with errors.the_world(self.path):
            sql = "SELECT json_extract(body, '$.at') FROM log ORDER BY seq DESC LIMIT 1"
            row = self.db.execute(sql).fetchone()
        at = "" if row is None else str(row[0])
        return at if is_instant(at) else ""

    def latest_instant(self) -> str:
        with errors.the_world(self.path), few_pages(self.db.conn):
            sql = "SELECT seq, substr(body, ?, ?) AS at FROM log ORDER BY at DESC LIMIT ?"
            rows = self.db.execute(sql, (len('{"at":"') + 1, len("2020-11-04T14:02:11.000000Z"), _LATEST)).fetchall()
        return next((at for seq, at in rows if is_instant(at) and self.is_signed(seq)), "")

    def origin(self) -> str:
        case = self.case()
        return origin_of(case.id, case.incarnation)

    def people_line(self) -> str:
        with errors.the_world(self.path):
            return self._signed.chain.people_line()

    def first_unsigned(self, seqs: Iterable[int]) -> int:
        """The first of some entries that is not signed by its person, and so in force nowhere; 0 where all are signed."""
        with errors.the_world(self.path):
            return self._signed.first_unsigned(seqs)

    def unsigned(self, seqs: Iterable[int]) -> frozenset[int]:
        with errors.the_world(self.path):
            return self._signed.unsigned(seqs)

    def stretch_of(self, person: str) -> Stretch | None:
        with errors.the_world(self.path):
            return self._signed.stretch_of(person)

    def extends(self, head: Head) -> bool:
        leaves = self.leaves(head.size)
        return len(leaves) == head.size and root_of(leaves) == head.root

    def leaves(self, size: int) -> list[bytes]:
        """The leaf hashes of the first `size` entries in order; fewer where there are fewer."""
        with errors.the_world(self.path):
            return [leaf for (leaf,) in self.db.execute("SELECT leaf FROM log WHERE seq <= ? ORDER BY seq", (size,))]

    def checkpoints(self, limit: int = 50) -> tuple[str, ...]:
        with errors.the_world(self.path):
            rows = self.db.execute("SELECT note FROM checkpoint ORDER BY number DESC LIMIT ?", (limit,))
            return tuple(str(note) for (note,) in rows)

    def signs_at(self, person: str, size: int) -> str:
        """The key with which a person signs the head of that size, hexadecimal; empty where they have none."""
        with errors.the_world(self.path):
            return self._signed.chain.checkpoint_key(person, size)

    def bodies(self) -> Bodies:
        """Every entry as it is stored, in order; they can be gone through more than once."""
        return Bodies(self.db.conn, self.path)

    def signatures(self) -> Iterator[Mapping[str, str | int]]:
        """The acts with their signatures, in order, as they leave in a release (see `acts.as_json`)."""
        with errors.the_world(self.path):
            yield from map(as_json, read_acts(self.db.conn))

    def is_signed(self, seq: int) -> bool:
        return not self.first_unsigned((seq,))

    def first_unsigned_of(self, number: str) -> int:
        with errors.the_world(self.path):
            return self._signed.first_unsigned(own_seqs(self.db.conn, number))

    def not_in_force(self) -> frozenset[int]:
        """The places of all entries that are in force nowhere, by one pass over the whole log."""
        with errors.the_world(self.path):
            return not_in_force(self.db.conn)

    def folded(self, numbers: Iterable[str], batch: str = "", in_force: InForce = every_entry) -> MemoryShelf:
        with errors.the_world(self.path):
            try:
                return fold_few(self.db.conn, numbers, batch, in_force)
            except UNFIT as error:
                raise errors.damaged(self.path, _("an entry cannot be applied to what stood before it")) from error

    def folded_envelope(self, number: str) -> EnvelopeState | None:
        return self.folded([number], in_force=self.is_signed).get(EnvelopeState, number)

    def fold_into(self, shelf: Shelf, told: Told = nobody_told) -> None:
        passed_over = self.not_in_force()
        folding = Folding(self.bodies(), shelf, lambda seq: seq not in passed_over, told)
        try:
            folding.run()
        except UnfitEntryError as error:
            raise errors.damaged(self.path, str(error)) from error
        if folding.head != self.head():
            raise errors.damaged(self.path, _("its entries do not hash to its own head"))

    def stamp(self) -> tuple[int, int]:
        with errors.the_world(self.path):
            (version,) = self.db.execute("PRAGMA data_version").fetchone()
            return append.read_head(self.db.conn).size, int(version)

    def first_other_row(self, states: Iterable[tuple[str, State]]) -> str:
        with errors.the_world(self.path):
            return compared.first_other_row(self.db.conn, states)

    def first_other_envelope(self, shelf: RebuiltShelf, status: str) -> str:
        """The number of the first envelope of a status whose projection is not what a folded log gives; empty for none."""
        with errors.the_world(self.path):
            return compared.first_other_envelope(self.db.conn, shelf, status)

    def read(self, from_seq: int = 1) -> Iterator[WholeAct]:
        with errors.the_world(self.path):
            yield from reading.whole_acts(self.db.conn, from_seq)

    def follow(self) -> Head:
        return self.head()

    def entries(self, from_seq: int = 1, limit: int | None = None, with_sealed: bool = False) -> Iterator[Logged]:
        with errors.the_world(self.path):
            yield from reading.read(self.db.conn, from_seq, limit, with_sealed)

    def read_back(
        self, before: int = 0, limit: int = 200, *, by: str = "", envelope: str = "", kind: str = ""
    ) -> list[Logged]:
        with errors.the_world(self.path):
            return reading.read_back(self.db.conn, LogFilter(kind, by, envelope), before, limit)

    def since(self, subject: str, seen: int, limit: int) -> tuple[list[Logged], int]:
        with errors.the_world(self.path):
            return reading.since(self.db.conn, subject, seen, limit)

    def unseal(self, commitment: str) -> str:
        return self.unseal_many([commitment])[commitment]

    def unseal_many(self, commitments: Iterable[str]) -> dict[str, str]:
        if self.is_for_observers:
            raise errors.kept_back(self.path)
        with errors.the_world(self.path):
            return lookups.values_of(self.db.conn, commitments)

    def document(self, digest: str) -> str:
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
        found = self.state(CaseState, CASE_KEY)
        if found is None:
            raise errors.damaged(self.path, _("it has no first entry"))
        return found

    def state(self, what: type[S], key: str) -> S | None:
        with errors.the_world(self.path):
            return load_state(self.db.conn, what, key)

    def states(self, what: type[S], **filters: str | int) -> Iterator[S]:
        with errors.the_world(self.path):
            yield from load_states(self.db.conn, what, filters)

    def envelope_rows(self, query: QueueQuery = EVERY_ENVELOPE) -> list[EnvelopeRow]:
        with errors.the_world(self.path):
            return queues.list_envelopes(self.db.conn, query, self._census)

    def count_envelopes(self, query: QueueQuery = EVERY_ENVELOPE) -> int:
        with errors.the_world(self.path):
            return queues.count_envelopes(self.db.conn, query, self._census)

    def counts(self) -> Counts:
        with errors.the_world(self.path):
            return queues.counts(self.db.conn, self._census)

    def counts_by(self, *columns: CountBy) -> dict[tuple[str | int, ...], int]:
        with errors.the_world(self.path):
            return queues.count_by(self.db.conn, columns)

    def search_envelopes(self, words: str, limit: int = 50, *, by_name: bool = True) -> list[EnvelopeRow]:
        return self.envelope_rows(QueueQuery(words=words, by_name=by_name, limit=limit)) if words.strip() else []

    def envelope_numbers(self, parts: Sequence[str] = (), ordinals: Sequence[str] = ()) -> tuple[str, ...]:
        with errors.the_world(self.path):
            return queues.envelope_numbers(self.db.conn, parts, ordinals)

    def envelopes_of_elector(self, registration_number: str) -> tuple[str, ...]:
        with errors.the_world(self.path):
            return queues.envelopes_of_elector(self.db.conn, registration_number)

    def voter_names(self, numbers: Sequence[str]) -> Mapping[str, str]:
        with errors.the_world(self.path):
            return queues.voter_names(self.db.conn, numbers)

    def credits_of(self, registration_number: str) -> tuple[Credit, ...]:
        with errors.the_world(self.path):
            return lookups.credits_of(self.db.conn, registration_number)

    def names_in(self, file: str) -> list[tuple[str, str, str]]:
        with errors.the_world(self.path):
            return lookups.names_in(self.db.conn, file)

    def acts_by_person(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        sql = "SELECT json_extract(body, '$.by'), json_extract(body, '$.kind'), count(*) FROM log GROUP BY 1, 2"
        with errors.the_world(self.path):
            for person, kind, number in self.db.execute(sql):
                found.setdefault(str(person), {})[str(kind)] = int(number)
        return found

    def batch_rows(self, status: str = "") -> list[BatchRow]:
        with errors.the_world(self.path):
            return queues.list_batches(self.db.conn, status)

    def key(self, person: str) -> WrappedKey | None:
        with errors.the_world(self.path):
            return keyring.read(self.db.conn, person)
