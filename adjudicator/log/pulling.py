"""Pulling: what the server of a shared record has goes into a station's copy, act after act, as it is.

Nothing is refused here but what is not the next act: the server has taken the rest, and all copies hold the same. An act that
its person has not signed, or that no role of theirs allowed, is put into the log and the tree and is in force nowhere: it
changes no state, takes no number and no envelope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from sqlite3 import Connection

from adjudicator.at_rest.files import faults
from adjudicator.casework.record.catalogue import CATALOGUE, UNFIT, upcast
from adjudicator.casework.record.entry import Entry, SealedEntry, read_body
from adjudicator.casework.record.fold import apply
from adjudicator.log.append import put_document, put_head, put_note, read_frontier
from adjudicator.log.keyring import put as put_key
from adjudicator.log.states.lookups import LookUps, put_credits
from adjudicator.log.states.shelf import SqlShelf
from adjudicator.log.tree.acts import CHAIN_KINDS, ActRow, SignedRecord, put_act
from adjudicator.log.tree.merkle import leaf_hash
from adjudicator.log.tree.notes import read_note
from adjudicator.port.acts import Document, WholeAct
from adjudicator.port.answers import Head
from adjudicator.records.trouble import WorldError
from adjudicator.words import _

_SEALED_ONCE = """INSERT INTO sealed (commitment, salt, value)
    SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM sealed WHERE commitment = ?)"""


@dataclass(frozen=True, slots=True)
class PulledPart:
    """Acts that come one behind the other and are put into the copy together, none of which tells who people are or what keys
    they have: `entries` are those of each, read. One that does tell, or that cannot be read, is alone, and has none.
    """

    acts: list[WholeAct]
    entries: list[list[Entry]]


def in_parts(acts: Iterable[WholeAct]) -> Iterator[PulledPart]:
    """Acts in parts that can be pulled, one after another."""
    part = PulledPart([], [])
    for act in acts:
        read = _read_whole(act)
        if read is not None:
            part.acts.append(act)
            part.entries.append(read)
            continue
        if part.acts:
            yield part
        yield PulledPart([act], [])
        part = PulledPart([], [])
    if part.acts:
        yield part


_MAY_BE_OF_CHAIN = (*(f'"{kind}"' for kind in sorted(CHAIN_KINDS)), "\\u")
"""One of these stands in each entry that the chain of keys goes on with, however it was written."""


def _read_whole(act: WholeAct) -> list[Entry] | None:
    """The entries of an act; None where one cannot be read, or may be one that the chain of keys goes on with."""
    if any(words in entry.body for entry in act.entries for words in _MAY_BE_OF_CHAIN):
        return None
    try:
        return [upcast(read_body(entry.body)) for entry in act.entries]
    except UNFIT:
        return None


def pull(connection: Connection, part: PulledPart, record: SignedRecord) -> list[tuple[Head, bool]]:
    """Put acts into a station's copy, in the caller's transaction; gives for each the head that it leaves, and if it is in
    force.

    `record` must be one that is dropped where the transaction is. Raises ValueError where they are not the next acts here,
    and WorldError "another_program" for a kind of entry, signed by its person, that this program does not know.
    """
    record.catch_up()
    frontier = read_frontier(connection)
    heads: list[Head] = []
    rows: list[ActRow] = []
    leaves: list[list[bytes]] = []
    for act in part.acts:
        row, own = _put_log(connection, act, frontier.size)
        frontier.extend(own)
        heads.append(Head(frontier.size, frontier.root()))
        rows.append(row)
        leaves.append(own)
    _put_sealed(connection, [entry for act in part.acts for entry in act.entries])
    for document in (document for act in part.acts for document in act.documents):
        if document == Document.of(document.kind, document.content):
            put_document(connection, document)
    in_force = _those_in_force(part, rows, leaves, record)
    _fold_together(connection, part, in_force)
    put_head(connection, frontier)
    for act, holds, head in zip(part.acts, in_force, heads, strict=True):
        for key in act.keys if holds else ():
            put_key(connection, key)
        for note in act.notes:
            take_note(connection, note, head)
    return list(zip(heads, in_force, strict=True))


def _put_log(connection: Connection, act: WholeAct, size: int) -> tuple[ActRow, list[bytes]]:
    """Put an act and its entries into the log; gives its row and their leaves."""
    if act.first != size + 1 or not act.entries:
        raise ValueError(f"the act begins at entry {act.first}, and the next here is {size + 1}")
    row = ActRow(act.first, len(act.entries), act.id, act.person, act.base.size, act.base.root, act.signature)
    put_act(connection, row)
    leaves = [leaf_hash(entry.body.encode()) for entry in act.entries]
    rows = [
        (seq, entry.body, leaf) for seq, (entry, leaf) in enumerate(zip(act.entries, leaves, strict=True), act.first)
    ]
    connection.executemany("INSERT INTO log (seq, body, leaf) VALUES (?, ?, ?)", rows)
    return row, leaves


def _those_in_force(
    part: PulledPart, rows: Sequence[ActRow], leaves: Sequence[Sequence[bytes]], record: SignedRecord
) -> list[bool]:
    if not part.entries:
        ((act, row),) = zip(part.acts, rows, strict=True)
        in_force = record.is_in_force(row)
        if not in_force:
            _refuse_newer(record, act, row)
        return [in_force]
    found = [
        record.takes(row, [entry.body for entry in act.entries], list(zip(count(row.first), entries, own)))
        for act, row, entries, own in zip(part.acts, rows, part.entries, leaves, strict=True)
    ]
    record.pass_by(entry for entries in part.entries for entry in entries)
    return found


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


def _fold_together(connection: Connection, part: PulledPart, in_force: Sequence[bool]) -> None:
    """Fold the acts that are in force; where what they leave fits no table, each by itself, so that the others are folded."""
    if part.entries:
        wanted = [
            (act, entries) for act, entries, holds in zip(part.acts, part.entries, in_force, strict=True) if holds
        ]
    else:
        wanted = [(act, None) for act, holds in zip(part.acts, in_force, strict=True) if holds]
    if len(wanted) > 1 and _fold(connection, wanted):
        return
    for each in wanted:
        _fold(connection, [each])


def _fold(connection: Connection, acts: Sequence[tuple[WholeAct, Sequence[Entry] | None]]) -> bool:
    """Fold acts, or nothing of them where what they leave fits no table: who signed that signed what is no such entry, and
    verify names it. Gives whether they are folded.
    """
    connection.execute("SAVEPOINT fold")
    try:
        _fold_each(connection, acts)
    except (*UNFIT, *faults("IntegrityError")):
        connection.execute("ROLLBACK TO fold")
        return False
    finally:
        connection.execute("RELEASE fold")
    return True


def _fold_each(connection: Connection, acts: Sequence[tuple[WholeAct, Sequence[Entry] | None]]) -> None:
    """Fold entry after entry; one that does not fit what stood before it changes nothing, and verify names it."""
    shelf, look_ups = SqlShelf(lambda: connection), LookUps()
    for act, entries in acts:
        for place, sealed in enumerate(act.entries):
            try:
                entry = entries[place] if entries is not None else upcast(read_body(sealed.body))
                apply(shelf, act.first + place, entry)
                look_ups.take(act.first + place, entry, sealed.sealed)
            except UNFIT:
                continue
    shelf.flush()
    look_ups.flush(connection, shelf)
    for act, __ in acts:
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
