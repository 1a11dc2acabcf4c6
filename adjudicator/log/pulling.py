"""Pulling: what the server of a shared record has goes into a station's copy, act after act, as it is.

Nothing is refused here but what is not the next act: the server has taken the rest, and all copies hold the same. An act that
its person has not signed, or that no role of theirs allowed, is put into the log and the tree and is in force nowhere: it
changes no state, takes no number and no envelope.
"""

from __future__ import annotations

from collections.abc import Sequence
from sqlite3 import Connection

from adjudicator.at_rest.files import faults
from adjudicator.casework.record.catalogue import CATALOGUE, UNFIT, upcast
from adjudicator.casework.record.entry import Entry, SealedEntry, read_body
from adjudicator.casework.record.fold import apply
from adjudicator.log.append import put_document, put_head, put_note, read_frontier
from adjudicator.log.keyring import put as put_key
from adjudicator.log.states.lookups import LookUps, put_credits
from adjudicator.log.states.shelf import SqlShelf
from adjudicator.log.tree.acts import ActRow, SignedRecord, put_act
from adjudicator.log.tree.merkle import leaf_hash
from adjudicator.log.tree.notes import read_note
from adjudicator.port.acts import Document, WholeAct
from adjudicator.port.answers import Head
from adjudicator.records.trouble import WorldError
from adjudicator.words import _

_SEALED_ONCE = """INSERT INTO sealed (commitment, salt, value)
    SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM sealed WHERE commitment = ?)"""


def pull(connection: Connection, act: WholeAct, record: SignedRecord) -> tuple[Head, bool]:
    """Put an act into a station's copy, in the caller's transaction; gives the head that it leaves, and if it is in force.

    `record` must be one that is dropped where the transaction is. Raises ValueError where it is not the next act here, and
    WorldError "another_program" for a kind of entry, signed by its person, that this program does not know.
    """
    frontier = read_frontier(connection)
    if act.first != frontier.size + 1 or not act.entries:
        raise ValueError(f"the act begins at entry {act.first}, and the next here is {frontier.size + 1}")
    row = ActRow(act.first, len(act.entries), act.id, act.person, act.base.size, act.base.root, act.signature)
    put_act(connection, row)
    leaves = [leaf_hash(entry.body.encode()) for entry in act.entries]
    rows = [
        (seq, entry.body, leaf) for seq, (entry, leaf) in enumerate(zip(act.entries, leaves, strict=True), act.first)
    ]
    connection.executemany("INSERT INTO log (seq, body, leaf) VALUES (?, ?, ?)", rows)
    _put_sealed(connection, act.entries)
    for document in act.documents:
        if document == Document.of(document.kind, document.content):
            put_document(connection, document)
    in_force = record.is_in_force(row)
    if in_force:
        _fold_whole(connection, act)
        for key in act.keys:
            put_key(connection, key)
    else:
        _refuse_newer(record, act, row)
    frontier.extend(leaves)
    head = put_head(connection, frontier)
    for note in act.notes:
        take_note(connection, note, head)
    return head, in_force


def take_note(connection: Connection, note: str, head: Head) -> bool:
    """Keep a signed head that the log has had, once; `head` is the log's at its size. Gives whether it is kept now."""
    try:
        signed = read_note(note)
    except ValueError:
        return False
    there = connection.execute("SELECT 1 FROM checkpoint WHERE size = ? AND note = ?", (head.size, note)).fetchone()
    if there is not None or signed.head != head:
        return False
    put_note(connection, head, note)
    return True


def _fold_whole(connection: Connection, act: WholeAct) -> None:
    """Fold an act that is in force, or nothing of it where what it leaves fits no table: its person signed what is no such
    entry, and verify names it.
    """
    connection.execute("SAVEPOINT fold")
    try:
        _fold(connection, act)
    except (*UNFIT, *faults("IntegrityError")):
        connection.execute("ROLLBACK TO fold")
    connection.execute("RELEASE fold")


def _fold(connection: Connection, act: WholeAct) -> None:
    """Fold entry after entry; one that does not fit what stood before it changes nothing, and verify names it."""
    shelf, look_ups = SqlShelf(lambda: connection), LookUps()
    for seq, sealed in enumerate(act.entries, act.first):
        try:
            entry = upcast(read_body(sealed.body))
            apply(shelf, seq, entry)
            look_ups.take(seq, entry, sealed.sealed)
        except UNFIT:
            continue
    shelf.flush()
    look_ups.flush(connection, shelf)
    put_credits(connection, act.credit_lines)


def _put_sealed(connection: Connection, entries: Sequence[SealedEntry]) -> None:
    """Keep sealed values; an entry may name one that an earlier entry has sealed."""
    values = [(row.commitment, row.salt, row.value, row.commitment) for entry in entries for row in entry.sealed]
    connection.executemany(_SEALED_ONCE, values)


def _refuse_newer(record: SignedRecord, act: WholeAct, row: ActRow) -> None:
    """Stop at what a newer program has recorded and its person signed; what nobody signed stops nobody."""
    kinds = {entry.kind for entry in _read(act.entries)}
    if kinds <= CATALOGUE.keys() or not record.is_by_its_person(row):
        return
    raise WorldError(
        "another_program",
        _("A newer version of this program has recorded entry {entry} of the shared record", entry=str(act.first)),
        _("Update the program on this computer, then open the copy again. Nothing in it was changed."),
    )


def _read(entries: Sequence[SealedEntry]) -> list[Entry]:
    try:
        return [read_body(entry.body) for entry in entries]
    except UNFIT:
        return []
