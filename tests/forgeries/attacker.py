"""An attacker with the file, sqlite3 and a copy of the program's own code: whatever they write fits together afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from adjudicator.casework.record.catalogue import CATALOGUE
from adjudicator.casework.record.entry import Entry, Secret, canonical, instant, moment_of, read_body, seal
from adjudicator.casework.record.fold import fold
from adjudicator.casework.record.signing import ActStatement, Stretch, key_statement, leaves_checkpoint
from adjudicator.log.case_log import CaseLog
from adjudicator.log.checks.acts import not_in_force
from adjudicator.log.file.projections import PROJECTIONS
from adjudicator.log.states.lookups import LookUps
from adjudicator.log.states.shelf import SqlShelf
from adjudicator.log.tree.merkle import Frontier, leaf_hash, root_of
from adjudicator.log.tree.notes import checkpoint_text, signed_note
from adjudicator.people.keys import SEED_BYTES, SigningKey, unwrap
from adjudicator.port.answers import Head
from tests.looking import filled
from tests.office.conftest import PASSWORD

NOBODYS_SIGNATURE = bytes(64)
"""In place of a signature that the attacker cannot make."""

LOOK_UPS = ("mention", "private_name", "private_word", "private_elector")

_UNFIT = (LookupError, TypeError, ValueError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Row:
    """A row of the table of acts as the attacker wants it: None for what the program would have written."""

    first: int | None = None
    entries: int | None = None
    act: bytes | None = None
    person: str | None = None
    base: Head | None = None


AS_THE_PROGRAM = Row()


class Attacker:
    """Hands on a case file whose guards are taken off; `leave` makes everything fit and puts them back.

    With `guarded` they stay on, for who writes as the database lets them.
    """

    def __init__(self, path: Path, *, guarded: bool = False) -> None:
        self.log = CaseLog.open(path)
        self.raw: Connection = self.log.db.conn
        self.raw.execute("PRAGMA ignore_check_constraints = ON")
        self._chance = 0
        found = self.raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        self.guards = [] if guarded else found
        for name, _ in self.guards:
            self.raw.execute(f"DROP TRIGGER {name}")

    def leave(self) -> None:
        """Make everything fit together, put the guards back, and close the file."""
        self.fit()
        for _, sql in self.guards:
            self.raw.execute(sql)
        self.log.close()

    def chance(self) -> bytes:
        """Bytes of chance, the same in every run."""
        self._chance += 1
        return hashlib.sha256(f"attacker {self._chance}".encode()).digest()

    # what is there

    @property
    def size(self) -> int:
        """How many entries there are."""
        return int(self.raw.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()[0])

    def key(self, person: str) -> SigningKey:
        """The key of somebody whose password is known."""
        kept = self.log.key(person)
        found = unwrap(kept.wrapped, person, PASSWORD) if kept is not None else None
        assert found is not None
        return found

    def own_key(self) -> SigningKey:
        """A key of the attacker's own."""
        return SigningKey(self.chance()[:SEED_BYTES])

    def entry_at(self, seq: int) -> Entry:
        """An entry as it stands."""
        return read_body(self.raw.execute("SELECT body FROM log WHERE seq = ?", (seq,)).fetchone()[0])

    def newest(self, kind: str, **data: Any) -> int:
        """The place of the newest entry of a kind whose data have these values."""
        for seq in range(self.size, 0, -1):
            entry = self.entry_at(seq)
            if entry.kind == kind and all(entry.data.get(name) == value for name, value in data.items()):
                return seq
        raise AssertionError(kind)

    def data_of(self, kind: str, **data: Any) -> dict[str, Any]:
        """The data of the newest entry of a kind, its secrets to be sealed anew."""
        found = self.entry_at(self.newest(kind, **data)).data
        return self._unsealed({name: value for name, value in found.items() if name != "salt"})

    def _unsealed(self, value: Any) -> Any:
        if isinstance(value, dict):
            if set(value) == {"sealed"}:
                return Secret(self.log.unseal(value["sealed"]))
            return {name: self._unsealed(each) for name, each in value.items()}
        return [self._unsealed(each) for each in value] if isinstance(value, list) else value

    def head_at(self, size: int) -> Head:
        """The head at a size, over the bodies as they stand."""
        return Head(size, root_of(self._leaves(1, size)))

    def _leaves(self, first: int, last: int) -> list[bytes]:
        sql = "SELECT body FROM log WHERE seq BETWEEN ? AND ? ORDER BY seq"
        return [leaf_hash(body.encode()) for (body,) in self.raw.execute(sql, (first, last))]

    # what is written

    def now(self) -> str:
        """A second after the newest entry."""
        return instant(moment_of(self.entry_at(self.size).at) + timedelta(seconds=1))

    def entry(self, kind: str, by: str, /, **data: Any) -> Entry:
        """An entry of anybody's, now."""
        return Entry(kind, CATALOGUE[kind].version, self.now(), by, filled(kind, data))

    def add(self, *entries: Entry, key: SigningKey | None = None, row: Row = AS_THE_PROGRAM) -> int:
        """Add an act under a key's signature, or none that is good; with the checkpoint that is due where there is a key.

        Gives the place of its first entry.
        """
        bodies: list[str] = []
        for entry in entries:
            sealed = seal(entry, self.chance)
            bodies.append(sealed.body)
            values = [(each.commitment, each.salt, each.value) for each in sealed.sealed]
            self.raw.executemany("INSERT INTO sealed VALUES (?, ?, ?)", values)
        first = self.add_bodies(*bodies, by=entries[0].by, key=key, row=row)
        if key is not None and leaves_checkpoint(entries):
            self.sign_head(entries[0].by, key)
        return first

    def add_bodies(
        self, *bodies: str, by: str, key: SigningKey | None = None, row: Row = AS_THE_PROGRAM
    ) -> int:  # fmt: skip
        """Add an act of bodies as they are."""
        base = row.base or self.head_at(self.size)
        first, leaves = self.size + 1, [leaf_hash(body.encode()) for body in bodies]
        act = row.act or self.chance()[:16]
        statement = ActStatement(act, len(bodies), root_of(leaves), base.size, base.root)
        person = by if row.person is None else row.person
        good = key.sign(statement.text(self.log.origin())) if key is not None else NOBODYS_SIGNATURE
        signature = good if person else b""
        place = first if row.first is None else row.first
        entries = len(bodies) if row.entries is None else row.entries
        self.raw.execute(
            "INSERT INTO signature VALUES (?, ?, ?, ?, ?, ?, ?)",
            (place, entries, act, person, base.size, base.root, signature),
        )
        for seq, body in enumerate(bodies, first):
            self.raw.execute("INSERT INTO log VALUES (?, ?, ?)", (seq, body, leaf_hash(body.encode())))
        return first

    def sign_head(self, person: str, key: SigningKey, people: str | None = None) -> None:
        """Sign the head as it is now, as a checkpoint."""
        head, origin = self.head_at(self.size), self.log.origin()
        line = self.log.people_line() if people is None else people
        note = signed_note(checkpoint_text(origin, head, line), person, key.public, key.sign)
        (number,) = self.raw.execute("SELECT coalesce(max(number), 0) + 1 FROM checkpoint").fetchone()
        self.raw.execute(
            "INSERT INTO checkpoint VALUES (?, ?, ?, ?, ?, ?)", (number, origin, head.size, head.root, person, note)
        )

    def key_made(self, person: str, old: SigningKey, new: SigningKey) -> Entry:
        """A key of a person's own in place of another, with both signatures that it takes."""
        statement = key_statement(self.log.origin(), person, old.public.hex(), new.public.hex())
        proof = new.sign(statement).hex()
        data = {"person": person, "key": new.public.hex(), "replaces": old.public.hex(), "proof": proof}
        return self.entry("person.key_made", person, **data)

    def stretch(self, person: str, first: int, last: int) -> dict[str, Any]:
        """What a person would have to sign for all their entries between two places."""
        mine = [seq for seq in range(first, last + 1) if self.entry_at(seq).by == person]
        leaves = [leaf for seq in mine for leaf in self._leaves(seq, seq)]
        return Stretch(first, last, len(mine), root_of(leaves).hex()).data(person)

    # what is changed

    def change(self, seq: int, changed: Callable[[dict[str, Any]], object]) -> None:
        """Change the data of an entry where it stands."""
        entry = self.entry_at(seq)
        data = dict(entry.data)
        changed(data)
        body = {"at": entry.at, "by": entry.by, "data": data, "kind": entry.kind, "v": entry.version}
        self.raw.execute("UPDATE log SET body = ? WHERE seq = ?", (canonical(body), seq))

    def make_room(self, seq: int) -> None:
        """Move everything from a place on by one place."""
        for table, column in (("log", "seq"), ("signature", "first_seq")):
            places = f"SELECT {column} FROM {table} WHERE {column} >= ? ORDER BY {column} DESC"
            for (at,) in self.raw.execute(places, (seq,)).fetchall():
                self.raw.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (at + 1, at))

    def cut(self, size: int) -> None:
        """Leave the first entries alone, with the acts, checkpoints and secrets that belong to them."""
        bodies = " ".join(body for (body,) in self.raw.execute("SELECT body FROM log WHERE seq <= ?", (size,)))
        self.raw.execute("DELETE FROM log WHERE seq > ?", (size,))
        self.raw.execute("DELETE FROM signature WHERE first_seq > ?", (size,))
        self.raw.execute("DELETE FROM checkpoint WHERE size > ?", (size,))
        for (commitment,) in self.raw.execute("SELECT commitment FROM sealed").fetchall():
            if commitment.hex() not in bodies:
                self.raw.execute("DELETE FROM sealed WHERE commitment = ?", (commitment,))

    def fit(self) -> None:
        """Make leaves, head, tree, projections and look-ups anew, of what is in force, as the program itself does."""
        raw, tree = self.raw, Frontier()
        rows = raw.execute("SELECT seq, body FROM log ORDER BY seq").fetchall()
        for seq, body in rows:
            leaf = leaf_hash(body.encode())
            tree.append(leaf)
            if self.guards:
                raw.execute("UPDATE log SET leaf = ? WHERE seq = ?", (leaf, seq))
        raw.execute("UPDATE head SET size = ?, root = ?, frontier = ?", (tree.size, tree.root(), tree.encode()))
        for table in (*(projection.table for projection in PROJECTIONS), *LOOK_UPS):
            raw.execute(f"DELETE FROM {table}")
        shelf, look_ups, passed_over = SqlShelf(lambda: raw), LookUps(), not_in_force(raw)
        for seq, body in rows:
            if seq not in passed_over:
                _fold(shelf, look_ups, seq, body)
        shelf.flush()
        look_ups.flush(raw, shelf)


def _fold(shelf: SqlShelf, look_ups: LookUps, seq: int, body: str) -> None:
    try:
        entry = read_body(body)
        fold(shelf, seq, entry)
    except _UNFIT:
        return
    look_ups.take(seq, entry, ())


def together(*entries: Entry) -> Sequence[Entry]:
    """Entries at the instant of the first."""
    first, *rest = entries
    return (first, *(Entry(each.kind, each.version, first.at, each.by, each.data) for each in rest))
