"""Appending: entries, projections, tree and head in one transaction, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from sqlite3 import Connection

from adjudicator.at_rest.files import faults
from adjudicator.casework.record.catalogue import CHANGES_NOTHING_SEEN
from adjudicator.casework.record.entry import Entry, read_body
from adjudicator.casework.record.fold import fold
from adjudicator.casework.record.signing import ActStatement
from adjudicator.log.file.connection import few_pages
from adjudicator.log.file.projections import BY_TYPE, SUBJECTS
from adjudicator.log.file.rights_trigger import NO_ROLE
from adjudicator.log.file.transaction import immediate
from adjudicator.log.keyring import put as put_key
from adjudicator.log.states.census import Census, Change
from adjudicator.log.states.lookups import LookUps, put_credits
from adjudicator.log.states.rebuilt import LEAN
from adjudicator.log.states.shelf import SqlShelf
from adjudicator.log.tree.acts import ActRow, SignedRecord, put_act
from adjudicator.log.tree.merkle import Frontier, leaf_hash, root_of
from adjudicator.log.tree.notes import checkpoint_by, read_note
from adjudicator.port.acts import WHOLE_RECORD, Document, NewAct, Signer, WholeAct
from adjudicator.port.answers import Head, Refused, Stale


def append(connection: Connection, act: NewAct, census: Census, record: SignedRecord) -> Head | Stale | Refused:
    """Append an act's entries in order, unless a subject that it rests on has moved on, or `record` and the database do not
    let their person sign or add them any more. An act that is there already gets its first answer.

    When it returns a Head everything is on the disk, and the census follows; when it returns anything else or raises,
    nothing was written.
    """
    try:
        with immediate(connection), _shelf_for(connection, act) as shelf:
            answered = head_left_by(connection, act.id)
            if answered is not None:
                return answered
            entries = [read_body(each.body) for each in act.entries]
            refused = first_stale(connection, shelf, act.after) or _without_key(record, act.signer, entries)
            if refused is not None:
                return refused
            head, changes = put(connection, act, entries, shelf)
    except faults("IntegrityError") as error:
        if NO_ROLE not in str(error) or act.signer is None:
            raise  # what the program adds by itself hangs on nobody's roles: refused, it is a fault of the program
        return Refused("right")
    record.pass_by(entries)
    census.follow(changes, head.size - len(entries), head.size)
    return head


@contextmanager
def _shelf_for(connection: Connection, act: NewAct) -> Generator[SqlShelf]:
    """A shelf for an act. One on more subjects than a shelf holds, as a release is, wants each of them once: more than a few
    states and pages would only fill the memory.
    """
    if len(act.after) <= SqlShelf.most:
        yield SqlShelf(lambda: connection)
        return
    shelf = SqlShelf(lambda: connection)
    shelf.most = LEAN
    with few_pages(connection):
        yield shelf


def head_left_by(connection: Connection, act: bytes) -> Head | None:
    """The head that the act with this id left, None where it is not there."""
    row = connection.execute("SELECT first_seq + entries - 1 FROM signature WHERE act = ?", (act,)).fetchone()
    if row is None:
        return None
    (size,) = row
    head = read_head(connection)
    if head.size == size:
        return head
    leaves = connection.execute("SELECT leaf FROM log WHERE seq <= ? ORDER BY seq", (size,))
    return Head(size, root_of([leaf for (leaf,) in leaves]))


def _without_key(record: SignedRecord, signer: Signer | None, entries: Sequence[Entry]) -> Refused | None:
    """An act would be in force nowhere, for good, whose person was given another key since they signed in."""
    # an act that gives a key has one entry, so two tell which key has to sign
    if signer is None or not entries or record.chain.key_for(entries[:2]) == signer.public.hex():
        return None
    return Refused("key")


def take(connection: Connection, act: WholeAct) -> Head:
    """Add an act as another record of the case has it, with its own id and signature: a copy is made of such acts alone.

    Raises ValueError where it is not the next act here; the database refuses what it refuses from anybody.
    """
    with immediate(connection):
        head = read_head(connection)
        if act.first != head.size + 1:
            raise ValueError(f"the act begins at entry {act.first}, and the next here is {head.size + 1}")
        row = ActRow(act.first, len(act.entries), act.id, act.person, act.base.size, act.base.root, act.signature)
        entries = [read_body(each.body) for each in act.entries]
        head, _ = _put_all(connection, act, entries, SqlShelf(lambda: connection), lambda _base, _leaves: row)
        for key in act.keys:
            put_key(connection, key)
        for note in act.notes:
            put_note(connection, head, note)
        return head


def first_refusal(connection: Connection, act: NewAct, record: SignedRecord) -> Stale | Refused | None:
    """Why an act may not go to the server of a shared record, judged by this copy alone; None where it may."""
    entries = [read_body(each.body) for each in act.entries]
    shelf = SqlShelf(lambda: connection)
    refused = first_stale(connection, shelf, act.after) or _without_key(record, act.signer, entries)
    if refused is not None or act.signer is None:
        return refused
    return None if record.may_add(read_head(connection).size + 1, entries) else Refused("right")


def put(
    connection: Connection, act: NewAct, entries: Sequence[Entry], shelf: SqlShelf
) -> tuple[Head, list[Change] | None]:
    """Put an act into the file with all that follows from it; `entries` are its own, read.

    Gives the head that is left, and what has become of envelopes (see `SqlShelf.changes`).
    """
    head, changes = _put_all(connection, act, entries, shelf, lambda base, leaves: _row_of(act, base, leaves))
    if act.key is not None:
        put_key(connection, act.key)
    if act.signer is not None and act.checkpoint:
        put_note(connection, head, checkpoint_by(act.signer, head))
    return head, changes


def _put_all(
    connection: Connection,
    act: NewAct | WholeAct,
    entries: Sequence[Entry],
    shelf: SqlShelf,
    row_of: Callable[[Head, Sequence[bytes]], ActRow],
) -> tuple[Head, list[Change] | None]:
    for document in act.documents:
        put_document(connection, document)
    frontier = read_frontier(connection)
    base = Head(frontier.size, frontier.root())
    look_ups = LookUps()
    rows: list[tuple[int, str, bytes]] = []
    for seq, (sealed, entry) in enumerate(zip(act.entries, entries, strict=True), frontier.size + 1):
        leaf = leaf_hash(sealed.body.encode())
        rows.append((seq, sealed.body, leaf))
        frontier.append(leaf)
        fold(shelf, seq, entry)
        look_ups.take(seq, entry, sealed.sealed)
    if rows:
        put_act(connection, row_of(base, [leaf for _, _, leaf in rows]))
    # the log first: its triggers look at the log alone, and what they forbid must leave nothing behind
    connection.executemany("INSERT INTO log (seq, body, leaf) VALUES (?, ?, ?)", rows)
    values = [(row.commitment, row.salt, row.value) for sealed in act.entries for row in sealed.sealed]
    if values:
        connection.executemany("INSERT INTO sealed (commitment, salt, value) VALUES (?, ?, ?)", values)
    changes = shelf.changes()
    shelf.flush()
    look_ups.flush(connection, shelf)
    head = put_head(connection, frontier)
    put_credits(connection, act.credit_lines)
    return head, changes


def first_stale(connection: Connection, shelf: SqlShelf, after: Mapping[str, int]) -> Stale | None:
    """The first subject that has moved on, None where none has."""
    kept = {"envelope": _versions_kept(connection, "envelope")} if len(after) > shelf.most else {}
    for subject, seen in after.items():
        kind, __, key = subject.partition(" ")
        now = kept[kind].get(key, 0) if kind in kept else _version_of(connection, shelf, subject)
        if now > seen and not (subject == WHOLE_RECORD and _is_as_seen(connection, seen)):
            return Stale(subject, seen, now)
    return None


def _is_as_seen(connection: Connection, seen: int) -> bool:
    """Whether all that was recorded since changes nothing of what a person saw of the record as a whole."""
    idle = sorted(CHANGES_NOTHING_SEEN)
    sql = f"SELECT 1 FROM log WHERE seq > ? AND json_extract(body, '$.kind') NOT IN ({', '.join('?' * len(idle))}) LIMIT 1"
    return connection.execute(sql, (seen, *idle)).fetchone() is None


def _version_of(connection: Connection, shelf: SqlShelf, subject: str) -> int:
    """The seq of the last entry that changed a subject ("envelope 0417", "log": the record); 0 where there is none yet."""
    if subject == WHOLE_RECORD:
        return read_head(connection).size
    kind, _, key = subject.partition(" ")
    # an act changes what it was decided on, nearly always: the fold finds the state on the shelf
    state = shelf.get(SUBJECTS[kind], key)
    return 0 if state is None else state.version


def _versions_kept(connection: Connection, kind: str) -> dict[str, int]:
    """The versions of all subjects of a kind, where an act rests on more than a shelf holds: their states would only be read
    to be dropped.
    """
    projection = BY_TYPE[SUBJECTS[kind]]
    return dict(connection.execute(f"SELECT {projection.key}, version FROM {projection.light}").fetchall())


def read_head(connection: Connection) -> Head:
    """The stored head."""
    size, root = connection.execute("SELECT size, root FROM head").fetchone()
    return Head(size, root)


def read_frontier(connection: Connection) -> Frontier:
    """The stored frontier of the tree; raises ValueError where it cannot be one of the stored size."""
    size, stored = connection.execute("SELECT size, frontier FROM head").fetchone()
    return Frontier.decode(size, stored)


def _row_of(act: NewAct, base: Head, leaves: Sequence[bytes]) -> ActRow:
    signer = act.signer
    if signer is None:
        return ActRow(base.size + 1, len(leaves), act.id, "", base.size, base.root, b"")
    statement = ActStatement(act.id, len(leaves), root_of(leaves), base.size, base.root)
    signature = signer.sign(statement.text(signer.origin))
    return ActRow(base.size + 1, len(leaves), act.id, signer.person, base.size, base.root, signature)


def put_head(connection: Connection, frontier: Frontier) -> Head:
    """Keep the tree as it is now; gives its head."""
    head = Head(frontier.size, frontier.root())
    row = (head.size, head.root, frontier.encode())
    connection.execute("UPDATE head SET size = ?, root = ?, frontier = ? WHERE one = 1", row)
    return head


def put_note(connection: Connection, head: Head, note: str) -> None:
    """Keep a signed head behind those that are there."""
    signed = read_note(note)
    (number,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM checkpoint").fetchone()
    row = (number, signed.origin, head.size, head.root, signed.signer, note)
    connection.execute(
        "INSERT INTO checkpoint (number, origin, size, root, person, note) VALUES (?, ?, ?, ?, ?, ?)", row
    )


def put_document(connection: Connection, document: Document) -> None:
    """Keep a document, once; refuses one of another digest with ValueError."""
    if document != Document.of(document.kind, document.content):
        raise ValueError("a document is kept under the digest of its content")
    row = connection.execute("SELECT 1 FROM document WHERE digest = ?", (document.digest,)).fetchone()
    if row is None:
        values = (document.digest, document.kind, document.content)
        connection.execute("INSERT INTO document (digest, kind, content) VALUES (?, ?, ?)", values)
