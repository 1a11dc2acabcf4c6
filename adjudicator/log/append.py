"""Appending: entries, projections, tree and head in one transaction, or nothing at all."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_bytes
from sqlite3 import Connection

from adjudicator.at_rest.files import faults
from adjudicator.casework.record.catalogue import CHANGES_NOTHING_SEEN
from adjudicator.casework.record.entry import Entry, SealedEntry, read_body
from adjudicator.casework.record.fold import fold
from adjudicator.casework.record.signing import ACT_BYTES, ActStatement
from adjudicator.log.file.projections import BY_TYPE, SUBJECTS
from adjudicator.log.file.rights_trigger import NO_ROLE
from adjudicator.log.file.transaction import immediate
from adjudicator.log.keyring import WrappedKey
from adjudicator.log.keyring import put as put_key
from adjudicator.log.states.census import Census, Change
from adjudicator.log.states.lookups import LookUps, put_credits
from adjudicator.log.states.shelf import SqlShelf
from adjudicator.log.tree.acts import ActRow, SignedRecord, put_act
from adjudicator.log.tree.merkle import Frontier, leaf_hash, root_of
from adjudicator.log.tree.notes import Sign, checkpoint_text, signed_note
from adjudicator.port.answers import WHOLE_RECORD, Document, Head, Refused, Stale
from adjudicator.records.elector import Credit


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs an act: the origin of the log's signatures, the person, and their key; `people` is the extension line of
    their checkpoints.
    """

    origin: str
    person: str
    public: bytes
    sign: Sign
    people: str = ""

    def note(self, head: Head) -> str:
        """The head as a signed checkpoint."""
        text = checkpoint_text(self.origin, head, self.people)
        return signed_note(text, self.person, self.public, self.sign)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What goes into the file together: entries, the documents they name, and lines of files by the record's ids of these.

    The entries are one act, `act` its id; `signer` signs it, where it is a person's, and with `checkpoint` also the head
    that it leaves. `key` is a person's new key.
    """

    entries: Sequence[SealedEntry]
    documents: Sequence[Document] = field(default=())
    credit_lines: Mapping[str, Sequence[Credit]] = field(default_factory=dict[str, Sequence[Credit]])
    signer: Signer | None = None
    key: WrappedKey | None = None
    act: bytes = field(default_factory=lambda: token_bytes(ACT_BYTES))
    checkpoint: bool = False


def append(
    connection: Connection, delivery: Delivery, after: Mapping[str, int], census: Census, record: SignedRecord
) -> Head | Stale | Refused:
    """Append entries in order, unless a subject of `after` has an entry newer than the seq given there, or `record` and the
    database do not let their person sign or add them any more.

    When it returns a Head everything is on the disk, and the census follows; when it returns anything else or raises,
    nothing was written.
    """
    try:
        with immediate(connection):
            refused = first_stale(connection, after) or _without_key(record, delivery)
            if refused is not None:
                return refused
            head, changes = _put(connection, delivery)
    except faults("IntegrityError") as error:
        if NO_ROLE not in str(error) or delivery.signer is None:
            raise  # what the program adds by itself hangs on nobody's roles: refused, it is a fault of the program
        return Refused("right")
    census.follow(changes, head.size - len(delivery.entries), head.size)
    return head


def _without_key(record: SignedRecord, delivery: Delivery) -> Refused | None:
    """An act would be in force nowhere, for good, whose person was given another key since they signed in."""
    # an act that gives a key has one entry, so two tell which key has to sign
    signer, entries = delivery.signer, [read_body(each.body) for each in delivery.entries[:2]]
    if signer is None or not entries or record.chain.key_for(entries) == signer.public.hex():
        return None
    return Refused("key")


def _put(connection: Connection, delivery: Delivery) -> tuple[Head, list[Change] | None]:
    for document in delivery.documents:
        _put_document(connection, document)
    head, changes = _put_entries(connection, delivery)
    put_credits(connection, delivery.credit_lines)
    if delivery.key is not None:
        put_key(connection, delivery.key)
    if delivery.signer is not None and delivery.checkpoint:
        _put_checkpoint(connection, head, delivery.signer)
    return head, changes


def first_stale(connection: Connection, after: Mapping[str, int]) -> Stale | None:
    """The first subject that has moved on, None where none has."""
    for subject, seen in after.items():
        now = version_of(connection, subject)
        if now > seen and not (subject == WHOLE_RECORD and _is_as_seen(connection, seen)):
            return Stale(subject, seen, now)
    return None


def _is_as_seen(connection: Connection, seen: int) -> bool:
    """Whether all that was recorded since changes nothing of what a person saw of the record as a whole."""
    idle = sorted(CHANGES_NOTHING_SEEN)
    sql = f"SELECT 1 FROM log WHERE seq > ? AND json_extract(body, '$.kind') NOT IN ({', '.join('?' * len(idle))}) LIMIT 1"
    return connection.execute(sql, (seen, *idle)).fetchone() is None


def version_of(connection: Connection, subject: str) -> int:
    """The seq of the last entry that changed a subject ("envelope 0417", "log": the record); 0 where there is none yet."""
    if subject == WHOLE_RECORD:
        return read_head(connection).size
    kind, _, key = subject.partition(" ")
    projection = BY_TYPE[SUBJECTS[kind]]
    row = connection.execute(f"SELECT version FROM {projection.table} WHERE {projection.key} = ?", (key,)).fetchone()
    return 0 if row is None else int(row[0])


def read_head(connection: Connection) -> Head:
    """The stored head."""
    size, root = connection.execute("SELECT size, root FROM head").fetchone()
    return Head(size, root)


def read_frontier(connection: Connection) -> Frontier:
    """The stored frontier of the tree; raises ValueError where it cannot be one of the stored size."""
    size, stored = connection.execute("SELECT size, frontier FROM head").fetchone()
    return Frontier.decode(size, stored)


def _put_entries(connection: Connection, delivery: Delivery) -> tuple[Head, list[Change] | None]:
    frontier, entries = read_frontier(connection), delivery.entries
    base = Head(frontier.size, frontier.root())
    shelf, look_ups = SqlShelf(connection), LookUps()
    rows: list[tuple[int, str, bytes]] = []
    for seq, sealed in enumerate(entries, frontier.size + 1):
        entry: Entry = read_body(sealed.body)
        leaf = leaf_hash(sealed.body.encode())
        rows.append((seq, sealed.body, leaf))
        frontier.append(leaf)
        fold(shelf, seq, entry)
        look_ups.take(seq, entry, sealed.sealed)
    _put_act(connection, base, delivery, [leaf for _, _, leaf in rows])
    # the log first: its triggers look at the log alone, and what they forbid must leave nothing behind
    connection.executemany("INSERT INTO log (seq, body, leaf) VALUES (?, ?, ?)", rows)
    connection.executemany("INSERT INTO sealed (commitment, salt, value) VALUES (?, ?, ?)", _sealed_rows(entries))
    changes = shelf.changes()
    shelf.flush()
    look_ups.flush(connection, shelf)
    return _put_head(connection, frontier), changes


def _put_act(connection: Connection, base: Head, delivery: Delivery, leaves: Sequence[bytes]) -> None:
    if not leaves:
        return
    signer = delivery.signer
    statement = ActStatement(delivery.act, len(leaves), root_of(leaves), base.size, base.root)
    signature = b"" if signer is None else signer.sign(statement.text(signer.origin))
    person = "" if signer is None else signer.person
    put_act(connection, ActRow(base.size + 1, len(leaves), delivery.act, person, base.size, base.root, signature))


def _sealed_rows(entries: Sequence[SealedEntry]) -> Generator[tuple[bytes, bytes, str]]:
    for entry in entries:
        for row in entry.sealed:
            yield row.commitment, row.salt, row.value


def _put_head(connection: Connection, frontier: Frontier) -> Head:
    head = Head(frontier.size, frontier.root())
    row = (head.size, head.root, frontier.encode())
    connection.execute("UPDATE head SET size = ?, root = ?, frontier = ? WHERE one = 1", row)
    return head


def _put_checkpoint(connection: Connection, head: Head, signer: Signer) -> None:
    (number,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM checkpoint").fetchone()
    row = (number, signer.origin, head.size, head.root, signer.person, signer.note(head))
    connection.execute(
        "INSERT INTO checkpoint (number, origin, size, root, person, note) VALUES (?, ?, ?, ?, ?, ?)", row
    )


def _put_document(connection: Connection, document: Document) -> None:
    if document != Document.of(document.kind, document.content):
        raise ValueError("a document is kept under the digest of its content")
    row = connection.execute("SELECT 1 FROM document WHERE digest = ?", (document.digest,)).fetchone()
    if row is None:
        values = (document.digest, document.kind, document.content)
        connection.execute("INSERT INTO document (digest, kind, content) VALUES (?, ?, ?)", values)
