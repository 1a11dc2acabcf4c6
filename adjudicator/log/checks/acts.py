"""Verify's first pass: whose acts the entries are, by signatures and the chain of keys, and which entries are in force.

A person signs together all their acts of a stretch (`acts.signed`): where that signature is good and the entry names exactly
the leaves that the log has, the acts of the stretch are not checked one by one. Acts about people, keys and stretches always
are, and so are all acts that no stretch covers.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import Any

from adjudicator.casework.record.catalogue import LEFT, SHARED, UNFIT, UNSIGNED_FORM, upcast
from adjudicator.casework.record.entry import Entry, read_body
from adjudicator.casework.record.keychain import OF_THE_CASE, Keychain
from adjudicator.log.checks.at_hand import MarkedRoots
from adjudicator.log.checks.entries import no_right, walk_log
from adjudicator.log.checks.rights import RightsPass
from adjudicator.log.file.findings import Findings, at_entry
from adjudicator.log.tree.acts import BY_AT, CHAIN_KINDS, COLUMNS, ActRow, Stored, is_allowed, is_in_force
from adjudicator.log.tree.merkle import EMPTY_ROOT, Frontier, Growth, leaf_hash, root_of
from adjudicator.log.tree.notes import is_good
from adjudicator.words import Words, _, beside, n_

_KIND, _TAIL = b'"kind":"', 64
"""A body ends with its kind and version: {"at":...,"by":...,"data":...,"kind":"person.added","v":1}."""

_ONE_BY_ONE = frozenset(kind.encode() for kind in CHAIN_KINDS | {SHARED})

_NEW_KEY = frozenset({"person.key_changed", "person.key_made", "person.key_recovered"})

_ANSWERING = frozenset({"administrator", "supervisor"})
"""Roles of which one has to act after the program went on from a restored copy or a raised form."""

Row = tuple[int, bytes, bytes]


@dataclass(slots=True)
class UncoveredActs:
    """A person's acts that no stretch covers yet: each with whether its signature was checked, and its entries' places and
    leaves.
    """

    acts: list[tuple[ActRow, bool]] = field(default_factory=list[tuple[ActRow, bool]])
    seqs: list[int] = field(default_factory=list[int])
    leaves: list[bytes] = field(default_factory=list[bytes])

    def add(self, row: ActRow, act: Sequence[Row], *, checked: bool) -> None:
        """Go on with an act."""
        self.acts.append((row, checked))
        for seq, __, leaf in act:
            self.seqs.append(seq)
            self.leaves.append(leaf)

    def unchecked(self) -> list[ActRow]:
        """The acts whose signature was not checked; they are taken as checked from here on."""
        rows = [row for row, checked in self.acts if not checked]
        self.acts = [(row, True) for row, __ in self.acts]
        return rows

    def settle(self, data: Mapping[str, Any]) -> bool:
        """Take away the acts that lie whole in the stretch that an entry signs together; False where the entries there are
        not those that it names.
        """
        first, last = data["from"], data["to"]
        low, high = bisect_left(self.seqs, first), bisect_right(self.seqs, last)
        if not 0 < high - low == data["number"] or root_of(self.leaves[low:high]).hex() != data["root"]:
            return False
        whole = bisect_left(self.acts, first, key=lambda act: act[0].first)
        del self.acts[whole : bisect_right(self.acts, last, key=lambda act: act[0].last)]
        del self.seqs[low:high], self.leaves[low:high]
        return True


class ActsPass:
    """Goes through the log in order and collects the seqs of entries that are in force nowhere.

    With `every` each signature is checked. `rights` is given the entries in force, also those whose signature is only
    checked at the end. `sizes` are those at which checkpoints were signed; `people` is then what they have to say of the
    people. `unsigned` counts the entries at the beginning that are of a form without signatures, `checked` the signatures
    that were checked; `given` are the entries that gave people accounts, roles and keys. `story` is the seq at which the
    case went on from a restored copy or a raised form, 0 once an administrator or supervisor has acted since. `shared` says
    that many stations share the record there, `was_shared` that they do there or did before: then what others did may stand
    between an act and the record that its person acted on, and an act that no role allowed is in force nowhere.
    """

    def __init__(
        self,
        connection: Connection,
        findings: Findings,
        sizes: Iterable[int],
        *,
        every: bool = False,
        rights: RightsPass | None = None,
    ) -> None:
        self.chain = Keychain(is_good)
        self.not_in_force: set[int] = set()
        self.people: dict[int, str] = {}
        self.given: list[tuple[int, Entry]] = []
        self.unsigned = 0
        self.checked = 0
        self._connection, self._findings, self._every = connection, findings, every
        self._sizes, self._rights = sorted(set(sizes)), rights
        (self._size,) = connection.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()
        self._acts = read_rows(connection)
        self._row = next(self._acts, None)
        self._act: list[Row] = []
        self._chained = False
        self._base = (0, EMPTY_ROOT)
        self._waiting = defaultdict[str, UncoveredActs](UncoveredActs)
        self._later: list[ActRow] = []
        self._marks: list[Frontier] = []
        self._roots = MarkedRoots(connection, self._marks)
        self.story = 0
        self._shared_from = list[int]()
        self._left_at = list[int]()

    def take(self, rows: Sequence[Row], growth: Growth) -> None:
        """Go on with a chunk of rows (seq, body, leaf by the body), by which the tree grows."""
        self._marks.append(growth.before)
        one_by_one = [at for at, (__, body, __) in enumerate(rows) if raw_kind_of(body) in _ONE_BY_ONE]
        at = 0
        while at < len(rows):
            due = bisect_left(one_by_one, at)
            behind = self._take_ordinary(rows, at, one_by_one[due] if due < len(one_by_one) else len(rows))
            if behind == at:
                self._take_one(rows[at], growth, at)
                behind = at + 1
            self._note_people(rows[at][0], rows[behind - 1][0])
            at = behind

    def _take_ordinary(self, rows: Sequence[Row], at: int, end: int) -> int:
        """Go on with whole ordinary acts from a row on; gives the row behind them, `end` at the most.

        Nothing of such an act is to be looked at before its person signs it with the stretch that it is of, but whose its
        entries are. A record consists of hardly anything else.
        """
        begin, firsts = at, set[int]()
        if self._act or self._every or self.story or self.shared:
            return at
        while (row := self._row) is not None and at < (behind := at + row.entries) <= end:
            act = rows[at:behind]
            if not _is_ordinary(row, act):
                break
            self._waiting[row.person].add(row, act, checked=False)
            firsts.add(row.first)
            at, self._row = behind, next(self._acts, None)
        if self._rights is not None and at > begin:
            self._rights.take(rows[begin:at], firsts)
        return at

    def _take_one(self, each: Row, growth: Growth, at: int) -> None:
        """Go on with one row, the one at that place of its chunk."""
        seq, body, __ = each
        row = self._row if self._act else self._next_row(seq)
        if row is None or seq < row.first:
            return self._take_alone(each)
        if not self._act:
            self._base = row.first - 1, growth.at(growth.before.size + at).root()
        self._act.append(each)
        self._chained |= raw_kind_of(body) in _ONE_BY_ONE
        return self._end_act(row) if seq >= row.last else None

    def _note_people(self, first: int, last: int) -> None:
        """Keep what checkpoints at sizes from the first seq to the last have to say of the people."""
        for size in self._sizes[bisect_left(self._sizes, first) : bisect_right(self._sizes, last)]:
            self.people[size] = "" if self.chain.form == UNSIGNED_FORM else self.chain.people_line()

    @property
    def shared(self) -> bool:
        """Whether many stations share the record, as far as the log was gone through."""
        return len(self._shared_from) > len(self._left_at)

    @property
    def was_shared(self) -> bool:
        """Whether many stations shared it at any place."""
        return bool(self._shared_from)

    def is_shared_at(self, seq: int) -> bool:
        """Whether many stations shared it where an entry stands."""
        return bisect_left(self._shared_from, seq) > bisect_left(self._left_at, seq)

    def end(self) -> None:
        """Check what no stretch covers, and that every act has all its entries."""
        if not self._act:
            self._next_row(sys.maxsize)
        waiting = (row for acts in self._waiting.values() for row in acts.unchecked())
        for row in sorted((*self._later, *waiting)):
            self._check_later(row)

    def _next_row(self, seq: int) -> ActRow | None:
        """The act that an entry begins, or the next one; acts that overlap or lack entries are named and passed over."""
        while self._row is not None and (self._row.first < seq or self._row.last > self._size):
            row, self._row = self._row, next(self._acts, None)
            there = max(min(row.last, self._size) - row.first + 1, 0)
            words = _(
                "From entry {first} on there should be {due} entries, and there are {there}.",
                first=str(row.first),
                due=row.entries,
                there=there,
            )
            if row.last <= self._size:
                words = _("It begins at entry {first}, where another act stands.", first=str(row.first))
            self._findings.add("act.incomplete", _("act at entry {first}", first=str(row.first)), words)
        return self._row

    def _take_alone(self, row: Row) -> None:
        """An entry for which there is no act: good only in a form without signatures."""
        seq, body, __ = row
        if self.chain.form not in ("", UNSIGNED_FORM):
            return self._refuse([row], _("It stands in no act that a person signed."))
        if raw_kind_of(body) in _ONE_BY_ONE:
            for __, entry, __ in _read([row]):
                self._go_on(seq, entry)
        if self.chain.form not in ("", UNSIGNED_FORM):
            return self._refuse([row], _("It stands in no act that a person signed."))
        self.unsigned = seq
        return self._look_at_rights([row], an_act=False)

    def _end_act(self, row: ActRow) -> None:
        act, self._act, self._row = self._act, [], next(self._acts, None)
        checked_now, self._chained = self._is_checked_now(row), False
        whose = row.person.encode() + b'"'
        if row.person and not self._may_rest_on(row):
            self._name_base(row)
        if self.story and row.person and not self._roles_of(row.person).isdisjoint(_ANSWERING):
            self.story = 0
        if len(act) != row.entries or not all(body.startswith(whose, BY_AT) for __, body, __ in act):
            words = _("It stands in an act of the program that is not whole or holds people's entries.")
            if row.person:
                words = _(
                    "It stands in an act of {person} that is not whole or holds other people's entries.",
                    person=row.person,
                )
            return self._refuse(act, words)
        if self.shared and not is_allowed(self.chain, row, _read(act)):
            return self._leave_out(row, act)
        if checked_now:
            self._check_now(row, act)
        else:
            self._waiting[row.person].add(row, act, checked=False)
        return self._look_at_rights(act, an_act=True)

    def _is_checked_now(self, row: ActRow) -> bool:
        """Whether an act is checked by itself, not with the stretch that its person signed together."""
        return self._every or self._chained or not row.person

    def _look_at_rights(self, rows: Sequence[Row], *, an_act: bool) -> None:
        in_force = [row for row in rows if row[0] not in self.not_in_force]
        if self._rights is not None and in_force:
            self._rights.take(in_force, {in_force[0][0]} if an_act else ())

    def _check_now(self, row: ActRow, act: Sequence[Row]) -> None:
        entries = _read(act)
        self.checked += bool(row.person)
        if not is_in_force(self.chain, row, entries):
            return self._refuse(act, _not_signed(row.person))
        size, root = self._base
        self._check_base(row, root if size == row.base_size else self.root_at(row.base_size))
        if row.person:
            self._waiting[row.person].add(row, act, checked=True)
        for seq, entry, __ in entries:
            self._go_on(seq, entry)
        return None

    def _go_on(self, seq: int, entry: Entry) -> None:
        refused, before = len(self.chain.refused), self.chain.origin
        try:
            self.chain.take(seq, entry)
            if len(self.chain.refused) > refused:
                return self._pass_over(seq, entry)
            if entry.kind in ("case.restored", "form.raised"):
                self.story = seq
            if entry.kind == SHARED and not self.shared:
                self._shared_from.append(seq)
            elif entry.kind == LEFT and self.shared and self.chain.origin != before:
                self._left_at.append(seq)
            if entry.kind.startswith("person.") or entry.kind == "accounts.adopted":
                self.given.append((seq, entry))
            if entry.kind == "acts.signed":
                self._settle(seq, entry)
            elif entry.kind in _NEW_KEY:
                self._check_those_before(entry.data["person"])
        except UNFIT as error:
            words = _("It cannot be applied ({error}).", error=type(error).__name__)
            self._findings.add("body.meaning", at_entry(seq), words)
        return None

    def _pass_over(self, seq: int, entry: Entry) -> None:
        self.not_in_force.add(seq)
        self._findings.add("act.out_of_place" if entry.kind in OF_THE_CASE else "key.refused", at_entry(seq))

    def _roles_of(self, person: str) -> frozenset[str]:
        holder = self.chain.holders.get(person)
        return frozenset() if holder is None else holder.roles

    def _settle(self, seq: int, entry: Entry) -> None:
        waiting = self._waiting[entry.by]
        if entry.data["person"] != entry.by or entry.data["to"] >= seq or not waiting.settle(entry.data):
            self._findings.add("acts.differ", at_entry(seq))

    def _check_those_before(self, person: str) -> None:
        """Check one by one what a person did under an older key: the giver of the newer one may hold it."""
        self._later += self._waiting[person].unchecked()

    def _check_later(self, row: ActRow) -> None:
        self.checked += 1
        rows = self._connection.execute(
            "SELECT seq, body, leaf FROM log WHERE seq BETWEEN ? AND ? ORDER BY seq", (row.first, row.last)
        ).fetchall()
        act = [(seq, body, leaf_hash(body)) for seq, body, __ in rows]
        key, origin = self.chain.key_at(row.person, row.first), self.chain.origin_at(row.first)
        if not row.is_signed(origin, key, [leaf for __, __, leaf in act]):
            return self._refuse(act, _not_signed(row.person))
        return self._check_base(row, self.root_at(row.base_size))

    def _may_rest_on(self, row: ActRow) -> bool:
        """Whether a person may have acted on a record of that size. Nothing comes between it and the act, but in a shared
        record what others did meanwhile.
        """
        return 0 <= row.base_size < row.first if self.shared else row.base_size == row.first - 1

    def _check_base(self, row: ActRow, root: bytes) -> None:
        """A person, and the program, act on the record as it stood."""
        if self._may_rest_on(row) and row.base_root != root:
            self._name_base(row)

    def _name_base(self, row: ActRow) -> None:
        words = _(
            "{person} acted on a record of {size} entries that is not the one before it.",
            person=row.person or _("The program"),
            size=row.base_size,
        )
        self._findings.add("act.base", at_entry(row.first), words)

    def root_at(self, size: int) -> bytes:
        """The root of the tree over the first `size` leaves that have gone by, from the last mark before it."""
        return self._roots.at(size)

    def _leave_out(self, row: ActRow, act: Sequence[Row]) -> None:
        """Leave out of force what no role of its person allowed: no station's copy takes it for anything else."""
        self.not_in_force.update(seq for seq, __, __ in act)
        self._findings.add("log.no_right", at_entry(row.first), no_right(row.person))

    def _refuse(self, act: Sequence[Row], words: str) -> None:
        """Leave entries out of force, and name the first of them."""
        self.not_in_force.update(seq for seq, __, __ in act)
        if len(act) > 1:
            behind = n_("So is {count} entry behind it.", "So are {count} entries behind it.", len(act) - 1)
            words = beside(words, behind)
        if act:
            self._findings.add("act.unsigned", at_entry(act[0][0]), words)


def _is_ordinary(row: ActRow, act: Sequence[Row]) -> bool:
    """Whether as many rows as an act has are all of it and all its person's, in its own place."""
    first, whose = row.first, row.person.encode() + b'"'
    in_place = row.base_size == first - 1 and (act[0][0], act[-1][0]) == (first, row.last)
    return row.person != "" and in_place and all(body.startswith(whose, BY_AT) for __, body, __ in act)


def _not_signed(person: str) -> Words:
    return _("{person} has not signed it so.", person=person or _("The program"))


def not_in_force(connection: Connection) -> frozenset[int]:
    """The seqs of all entries of a log that are in force nowhere; the connection may be in use."""
    given, connection.text_factory = connection.text_factory, bytes
    try:
        acts = ActsPass(connection, Findings(), ())
        walk_log(connection, Findings(), acts.take)
        acts.end()
    finally:
        connection.text_factory = given
    return frozenset(acts.not_in_force)


def read_rows(connection: Connection) -> Iterator[ActRow]:
    """The rows of the table, from a connection that gives texts as bytes; none where there is no such table (form 3.0)."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'signature'").fetchone() is None:
        return
    rows = connection.execute(f"SELECT {COLUMNS} FROM signature ORDER BY first_seq")
    for first, entries, act, person, base_size, base_root, signature in rows:
        yield ActRow(first, entries, act, person.decode("utf-8", "replace"), base_size, base_root, signature)


def _read(act: Sequence[Row]) -> list[Stored]:
    """The entries of an act; fewer where one cannot be read, which is a finding of the deep pass."""
    try:
        return [(seq, upcast(read_body(body.decode())), leaf) for seq, body, leaf in act]
    except UNFIT:
        return []


def kind_of(body: bytes) -> str:
    """The kind of entry that a stored body is; any text where it is none."""
    return raw_kind_of(body).decode("utf-8", "replace")


def raw_kind_of(body: bytes) -> bytes:
    """The same as it is stored."""
    return body[-_TAIL:].rpartition(_KIND)[2].partition(b'"')[0]
