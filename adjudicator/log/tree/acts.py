"""Acts in the log under their person's signature: what the table `signature` holds, beside the entries.

One row an act: where its entries begin and how many there are, its id, whose act it is, and size and root of the record that
the person acted on. What the program does by itself has no person and no signature. An entry whose act is not signed by the
key that its person had there is in the log and in force nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import takewhile
from sqlite3 import Connection
from typing import Any, NamedTuple

from adjudicator.casework.record.catalogue import SHARED, UNFIT, UNSIGNED_FORM, upcast
from adjudicator.casework.record.entry import Entry, read_body
from adjudicator.casework.record.keychain import KEY_KINDS, Keychain
from adjudicator.casework.record.rights import BY_NOBODY, Roster
from adjudicator.casework.record.signing import ActStatement, Stretch
from adjudicator.log.tree.merkle import leaf_hash, root_of
from adjudicator.log.tree.notes import is_good

COLUMNS = "first_seq, entries, act, person, base_size, base_root, signature"

BY_AT = len('{"at":"2020-11-04T14:02:11.000000Z","by":"')
"""Where a body names its person: it begins with its instant, always of this length."""

CHAIN_KINDS = KEY_KINDS | {SHARED, "acts.signed"}
"""Kinds of entry that the chain of keys goes on with, that which shares the record, and that which signs many acts."""

_CHAINED = ", ".join(f"'{kind}'" for kind in sorted(CHAIN_KINDS))
OF_CHAIN = f"json_extract(body, '$.kind') IN ({_CHAINED})"
"""The entries of these kinds, as a condition that an index has, too."""

_PUT_ACT = f"INSERT INTO signature ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"


class ActRow(NamedTuple):
    """One row of the table; `entries` stand at `first` and behind it, `signature` is empty where `person` is."""

    first: int
    entries: int
    act: bytes
    person: str
    base_size: int
    base_root: bytes
    signature: bytes

    @property
    def last(self) -> int:
        """The seq of its last entry."""
        return self.first + self.entries - 1

    def statement(self, leaves: Sequence[bytes]) -> ActStatement:
        """What its person signed, for the leaves of its entries."""
        return ActStatement(self.act, self.entries, root_of(leaves), self.base_size, self.base_root)

    def is_signed(self, origin: str, public: str, leaves: Sequence[bytes]) -> bool:
        """Whether the signature is good under a public half (hexadecimal; empty: it is not)."""
        if not public:
            return False
        return is_good(bytes.fromhex(public), self.signature, self.statement(leaves).text(origin))


def put_act(connection: Connection, row: ActRow) -> None:
    """Write the row of an act, before its entries: the database lets no entry in without one."""
    values = (row.first, row.entries, row.act, row.person, row.base_size, row.base_root, row.signature)
    connection.execute(_PUT_ACT, values)


def read_acts(connection: Connection, first: int = 0) -> Iterator[ActRow]:
    """The acts from that seq on, in order."""
    sql = f"SELECT {COLUMNS} FROM signature WHERE first_seq >= ? ORDER BY first_seq"
    return (ActRow(*row) for row in connection.execute(sql, (first,)))


def as_json(row: ActRow) -> dict[str, str | int]:
    """An act as a release carries it: bytes in hexadecimal."""
    return {
        "first": row.first,
        "entries": row.entries,
        "act": row.act.hex(),
        "person": row.person,
        "base_size": row.base_size,
        "base_root": row.base_root.hex(),
        "signature": row.signature.hex(),
    }


def from_json(found: Mapping[str, Any]) -> ActRow:
    """Read it back; raises ValueError, KeyError or TypeError for what is no act."""
    numbers = (int(found["first"]), int(found["entries"]))
    act, root, signature = (bytes.fromhex(found[name]) for name in ("act", "base_root", "signature"))
    return ActRow(*numbers, act, str(found["person"]), int(found["base_size"]), root, signature)


class SignedRecord:
    """Says of entries of an open case whether their person signed them, by a chain of keys that it proves itself.

    Nothing is taken from a projection. What was found good is remembered, since the log only grows. With `rights` an act is
    in force only where the roles of its person allowed it as well: where the file's own guards do not see to that. So it is
    where the record is shared, or was, whatever is given.
    """

    def __init__(self, connection: Connection, *, rights: bool = False) -> None:
        self._connection, self._rights = connection, rights
        self._chain = Keychain(is_good)
        self._read = self._size = 0
        self._good: set[int] = set()
        self._refused: set[int] = set()
        self._together: dict[str, int] = {}
        self._together_read = 0
        named = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'signature'")
        self._has_acts = named.fetchone() is not None  # a file of an older form that is only looked at has none

    @property
    def chain(self) -> Keychain:
        """The chain of keys as the newest entry leaves it."""
        self._follow()
        return self._chain

    def first_unsigned(self, seqs: Iterable[int]) -> int:
        """The first of some entries that its person has not signed, 0 where they have signed all."""
        self._follow()
        return next((seq for seq in sorted(set(seqs)) if not self._is_signed(seq)), 0)

    def unsigned(self, seqs: Iterable[int]) -> frozenset[int]:
        """Those of some entries that their person has not signed."""
        self._follow()
        return frozenset(seq for seq in seqs if not self._is_signed(seq))

    def is_in_force(self, row: ActRow) -> bool:
        """Whether an act is in force, all of it."""
        self._follow()
        return self._is_good(row)

    def catch_up(self) -> None:
        """Follow the chain of keys up to the newest entry."""
        self._follow()

    def takes(self, row: ActRow, bodies: Sequence[str], entries: Sequence[Stored]) -> bool:
        """Whether an act is in force (see `is_in_force`) which is in hand, stands behind all that was caught up with, and has
        no entry that the chain goes on with.
        """
        whose = f'{row.person}"'
        if len(bodies) != row.entries or any(body[BY_AT : BY_AT + len(whose)] != whose for body in bodies):
            return False
        if row.person:
            key, origin = self._chain.key_at(row.person, row.first), self._chain.origin_at(row.first)
            holds = row.is_signed(origin, key, [leaf for _, _, leaf in entries])
        else:
            holds = is_signed_by(row, "", "", entries)
        if holds and self._is_allowed(row, entries):
            self._good.add(row.first)
            return True
        return False

    def may_add(self, first: int, entries: Sequence[Entry]) -> bool:
        """Whether the roles that a person has now allow an act of theirs, which would begin at a seq."""
        self._follow()
        by, holders = entries[0].by, self._chain.holders
        roles = {by: holders[by].roles} if by in holders else dict.fromkeys(holders, frozenset[str]())
        return Roster.before_act(self._chain.form, roles).admits_all(first, entries)

    def is_by_its_person(self, row: ActRow) -> bool:
        """Whether an act is signed by the key that its person has, whatever its entries say and whether they may."""
        self._follow()
        origin, key = self._chain.origin_at(row.first), self._chain.key_at(row.person, row.first)
        return row.is_signed(origin, key, _leaves(self._connection, row))

    def stretch_of(self, person: str) -> Stretch | None:
        """A person's entries since they last signed them together, each found signed; None where there are none."""
        self._follow()
        size, first = _size_of(self._connection), self._signed_to(person) + 1
        sql = f"SELECT {COLUMNS} FROM signature WHERE person = ? AND first_seq BETWEEN ? AND ? ORDER BY first_seq"
        rows = [ActRow(*row) for row in self._connection.execute(sql, (person, first, size))]
        if not rows or any(not self._is_good(row) for row in rows):
            return None
        leaves = [leaf for row in rows for leaf in _leaves(self._connection, row)]
        return Stretch(first, size, len(leaves), root_of(leaves).hex())

    def _signed_to(self, person: str) -> int:
        """Up to which seq a person has signed their entries together."""
        of_kind = f"{OF_CHAIN} AND json_extract(body, '$.kind') = 'acts.signed'"
        sql = f"SELECT seq, body FROM log WHERE {of_kind} AND seq > ? ORDER BY seq"
        for seq, body in self._connection.execute(sql, (self._together_read,)).fetchall():
            entry = read_body(body)
            if self._is_signed(seq) and entry.by == entry.data["person"]:
                self._together[entry.by] = int(entry.data["to"])
            self._together_read = seq
        return self._together.get(person, 0)

    def pass_by(self, entries: Iterable[Entry]) -> None:
        """Note entries that this program has put into the log: those of other kinds leave the chain as it is."""
        self._size += sum(1 for _ in takewhile(lambda entry: entry.kind not in CHAIN_KINDS, entries))

    def _follow(self) -> None:
        size = _size_of(self._connection)
        if size == self._size:
            return
        sql = f"SELECT seq FROM log WHERE {OF_CHAIN} AND seq > ? ORDER BY seq"
        for (seq,) in self._connection.execute(sql, (self._read,)).fetchall():
            if seq > self._read:
                self._go_on(seq)
        self._size = size

    def _act_of(self, seq: int) -> ActRow | None:
        return act_of(self._connection, seq) if self._has_acts else None

    def _go_on(self, seq: int) -> None:
        row = self._act_of(seq)
        if row is None:
            holds, entries = self._chain.form in ("", UNSIGNED_FORM), _entries(self._connection, seq, seq)
        else:
            entries = _entries(self._connection, row.first, row.last)
            holds = is_in_force(self._chain, row, entries) and self._is_allowed(row, entries)
        refused = len(self._chain.refused)
        for at, entry, _ in entries if holds else ():
            with suppress(*UNFIT):  # verify names it
                self._chain.take(at, entry)
            self._rights |= entry.kind == SHARED
        self._read = entries[-1][0] if entries else seq
        if row is not None:
            (self._good if holds and len(self._chain.refused) == refused else self._refused).add(row.first)

    def _is_signed(self, seq: int) -> bool:
        row = self._act_of(seq)
        if row is None:
            return seq < self._chain.signed_from
        found = _entries(self._connection, seq, seq)
        if not found:
            return False
        ((_, entry, leaf),) = found
        whose = entry.by == row.person and (entry.kind not in KEY_KINDS or row.first in self._good)
        # an act may have a hundred thousand entries: once it was found good, only this one is looked at
        (stored,) = self._connection.execute("SELECT leaf FROM log WHERE seq = ?", (seq,)).fetchone()
        return whose and leaf == stored and self._is_good(row)

    def _is_good(self, row: ActRow) -> bool:
        """Whether an act is signed by the key that its person had there, by the leaves as they are stored."""
        if row.first not in self._good and row.first not in self._refused:
            key, origin = self._chain.key_at(row.person, row.first), self._chain.origin_at(row.first)
            leaves, whole = _leaves(self._connection, row), self._is_one_persons(row)
            signed = whole and (row.is_signed(origin, key, leaves) if row.person else self._is_the_programs(row))
            if signed and self._may_stand(row):
                self._good.add(row.first)
        return row.first in self._good

    def _may_stand(self, row: ActRow) -> bool:
        return not self._rights or self._is_allowed(row, _entries(self._connection, row.first, row.last))

    def _is_allowed(self, row: ActRow, entries: Sequence[Stored]) -> bool:
        """Whether the roles that its person had there allow an act, where this is asked for."""
        return not self._rights or is_allowed(self._chain, row, entries)

    def _is_one_persons(self, row: ActRow) -> bool:
        """Whether the entries of an act are all there, and all by its person, as their bodies begin."""
        sql = "SELECT count(*) FROM log WHERE seq BETWEEN ? AND ? AND substr(body, ?, ?) = ?"
        whose = f'{row.person}"'
        found = self._connection.execute(sql, (row.first, row.last, BY_AT + 1, len(whose), whose)).fetchone()
        return found == (row.entries,)

    def _is_the_programs(self, row: ActRow) -> bool:
        return is_signed_by(row, "", "", _entries(self._connection, row.first, row.last))


Stored = tuple[int, Entry, bytes]
"""An entry with its place and its leaf."""


def is_in_force(chain: Keychain, row: ActRow, entries: Sequence[Stored]) -> bool:
    """Whether an act, all its entries at hand, is one that its person signed with the key that the chain gives there."""
    own = [entry for _, entry, _ in entries]
    try:
        key = chain.key_for(own) if own and row.person else ""
    except UNFIT:  # what a kind of entry has to say is not there, or no key
        return False
    return is_signed_by(row, chain.origin, key, entries)


def is_allowed(chain: Keychain, row: ActRow, entries: Sequence[Stored]) -> bool:
    """Whether an act, all its entries at hand, is one that the roles which its person had there allow."""
    roles = chain.roles_at(row.person, row.first)
    holders = {row.person: roles} if roles is not None else dict.fromkeys(chain.holders, frozenset[str]())
    try:
        admits = Roster.before_act(chain.form, holders).admits_all(row.first, [entry for _, entry, _ in entries])
        return admits and bool(entries)
    except UNFIT:
        return False


def is_signed_by(row: ActRow, origin: str, key: str, entries: Sequence[Stored]) -> bool:
    """Whether an act is whole and signed by a key (hexadecimal); one of nobody's holds what the program adds by itself."""
    if len(entries) != row.entries or any(entry.by != row.person for _, entry, _ in entries):
        return False
    if not row.person:
        return all(entry.kind in BY_NOBODY for _, entry, _ in entries)
    return row.is_signed(origin, key, [leaf for _, _, leaf in entries])


def act_of(connection: Connection, seq: int) -> ActRow | None:
    """The act that an entry stands in; None where there is no row for it, as for entries of form 3.0."""
    sql = f"SELECT {COLUMNS} FROM signature WHERE first_seq <= ? ORDER BY first_seq DESC LIMIT 1"
    found = connection.execute(sql, (seq,)).fetchone()
    row = None if found is None else ActRow(*found)
    return row if row is not None and seq <= row.last else None


def _entries(connection: Connection, first: int, last: int) -> list[Stored]:
    """The entries there; none where one of them cannot be read, so that nothing rests on their act."""
    sql = "SELECT seq, body FROM log WHERE seq BETWEEN ? AND ? ORDER BY seq"
    rows = connection.execute(sql, (first, last)).fetchall()
    try:
        return [(seq, upcast(read_body(body)), leaf_hash(body.encode())) for seq, body in rows]
    except UNFIT:
        return []


def _size_of(connection: Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()[0])


def _leaves(connection: Connection, row: ActRow) -> list[bytes]:
    sql = "SELECT leaf FROM log WHERE seq BETWEEN ? AND ? ORDER BY seq"
    return [leaf for (leaf,) in connection.execute(sql, (row.first, row.last))]
