"""A lawful, signed record of any length: a practice election taken to approval, then its acts done over and over again.

Every copy has envelopes, batches, voters and instants of its own; seqs are those of their new places, personal data are
sealed anew, and the practice people sign with their keys. Deep verify finds nothing in such a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice, takewhile
from pathlib import Path
from secrets import token_bytes
from typing import Any

from made_up import DEFINITION, election, signers

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.acts.drawing import sample_of
from adjudicator.casework.record.catalogue import new_entry
from adjudicator.casework.record.entry import (
    ENTRY_SALT_BYTES,
    Entry,
    Salts,
    SealedEntry,
    SealedRow,
    canonical,
    commitment_in,
    commitment_of,
    instant,
    moment_of,
    read_body,
    seal,
)
from adjudicator.casework.record.signing import ACT_BYTES, Stretch, ends_stretch, leaves_checkpoint
from adjudicator.log.append import put, read_frontier
from adjudicator.log.case_log import CaseLog
from adjudicator.log.copies.rekeying import written_anew
from adjudicator.log.file.connection import prepare_to_write
from adjudicator.log.file.transaction import immediate
from adjudicator.log.states.shelf import SqlShelf
from adjudicator.log.tree.acts import read_acts
from adjudicator.log.tree.merkle import leaf_hash, root_of
from adjudicator.office.behind.time.clock import seeded_clock, seeded_salts
from adjudicator.port.acts import Logged, NewAct, Signer
from adjudicator.port.answers import Head
from adjudicator.port.rows import QueueQuery
from adjudicator.practice.make import LEAST_ELECTORS
from adjudicator.practice.papers import read_papers
from adjudicator.records.received import KEPT_AS_LINES
from adjudicator.rehearsal.ready import RehearsalPlan, chance_from, make_ready, sign_in_as
from adjudicator.rehearsal.rounds import approve, review
from adjudicator.rehearsal.worker import ScriptedWorker

ENVELOPES, SEED = 200, 7
PORTION = 1000
STEP = timedelta(milliseconds=50)

_QUICK = ("synchronous = OFF", "cache_size = -2000000", "wal_autocheckpoint = 100000")
"""For a file that nobody needs after a crash: up to 2 GB of it are kept in memory."""

_ONCE = frozenset({"order.entered", "person.key_made", "receipt.given"})
"""What a case has once, behind its list of envelopes."""

_OWN = {
    "envelope": "envelope", "batch": "batch", "file": "file", "supersedes": "seq", "determination": "seq", "salt": "salt",
}  # fmt: skip
"""Fields of which a copy has a value of its own -> what that is."""

_LISTED = frozenset({"items", "approved"})
"""Fields that map envelopes to seqs."""


@dataclass(frozen=True, slots=True)
class CopiedAct:
    """An act behind the first `base` entries, of the kinds of the entries `like` it in the practice election.

    `about` are the envelopes that it was decided on.
    """

    base: int
    like: Sequence[Entry]
    sealed: Sequence[SealedEntry]
    signer: Signer
    about: frozenset[str]

    @property
    def new(self) -> NewAct:
        """The act as the office gives it to the record."""
        after, checkpoint = {f"envelope {number}": self.base for number in self.about}, leaves_checkpoint(self.like)
        return NewAct(token_bytes(ACT_BYTES), self.sealed, after, signer=self.signer, checkpoint=checkpoint)

    def append_to(self, log: CaseLog) -> None:
        """Append it durably, as the office does."""
        done = log.append(self.new)
        if not isinstance(done, Head):
            raise AssertionError(done)


def practised(folder: Path, envelopes: int = ENVELOPES, electors: int = LEAST_ELECTORS) -> Path:
    """A practice election with everything approved that is not held, and nothing released; gives its case file.

    The board does not vote in it: what is approved may leave.
    """
    folder.mkdir(exist_ok=True)
    chance, plan = chance_from(SEED, election()), RehearsalPlan(envelopes, SEED, electors=electors, board_votes="off")
    ready = make_ready(DEFINITION, "definition", folder, plan, chance=chance, tell=lambda *_: None)
    if isinstance(ready, tuple):
        raise AssertionError(ready)
    sign_in_as(ready.office, "reviewer")
    review(ready.office, ScriptedWorker(ready.office, read_papers(ready.files.papers)), lambda *_: None)
    sign_in_as(ready.office, "supervisor")
    approve(ready.office, lambda *_: None)
    ready.office.close()
    return ready.case


def filled(folder: Path, entries: int, passphrase: Passphrase | None = None) -> CaseLog:
    """A practice election with copies of it behind, until there are so many entries, in an empty folder."""
    path = practised(folder)
    if passphrase is not None:
        encrypt(path, passphrase)
    log = CaseLog.open(path, passphrase=passphrase)
    fill(log, entries)
    return log


def encrypt(path: Path, passphrase: Passphrase) -> None:
    """Put a case file under a passphrase."""
    with written_anew(path, None, passphrase, lambda _: None) as put_in_place:
        put_in_place()


def fill(log: CaseLog, entries: int) -> None:
    """Go on until there are so many entries, or a few more."""
    copies = Copies(log)
    _append(log, takewhile(lambda act: act.base < entries, copies.acts()))


def fill_envelopes(log: CaseLog, approved: int) -> int:
    """Go on by whole copies until so many envelopes, or some more, are approved; gives how many are."""
    each, copies = log.count_envelopes(QueueQuery(status=("approved",))), Copies(log)
    times = -(-approved // each)
    _append(log, islice(copies.acts(), (times - 1) * copies.length))
    return times * each


def _append(log: CaseLog, acts: Iterator[CopiedAct]) -> None:
    """Append acts one by one as the office does, but many in a transaction: nothing here has to be durable at once."""
    connection = log.db.conn
    for pragma in _QUICK:
        connection.execute(f"PRAGMA {pragma}")
    while portion := [act.new for act in islice(acts, PORTION)]:
        with immediate(connection):
            for act in portion:
                put(connection, act, [read_body(each.body) for each in act.entries], SqlShelf(lambda: connection))
    prepare_to_write(log.db)
    log.cut_back()


class Copies:
    """Copies of the practice election in a log, made act by act."""

    def __init__(self, log: CaseLog) -> None:
        self._size = log.head().size
        self._signers = signers(log)
        self._acts = [[(logged.entry, _Mold.of(logged)) for logged in act] for act in _copied(log)]
        self._salts = seeded_salts(self._size)
        self._clock = seeded_clock(moment_of(log.newest_instant()), STEP)
        self._batches = log.case().next_batch
        self._waiting: dict[str, tuple[int, list[bytes]]] = {}
        self._tree = read_frontier(log.db.conn)
        self._roots: dict[str, str] = {}
        for act in _acts(log):
            ends = any(logged.entry.kind == "acts.signed" for logged in act)
            self._note(act[0].entry.by, act[0].seq - 1, [logged.leaf for logged in act], ends=ends)

    @property
    def length(self) -> int:
        """How many acts a copy has."""
        return len(self._acts)

    def acts(self) -> Iterator[CopiedAct]:
        """One act after another, without end; each behind the one before it."""
        while True:
            copy = _Copy(self._size, self._batches, self._salts)
            for act in self._acts:
                yield self._again([entry for entry, _ in act], [mold for _, mold in act], copy)
            self._batches += copy.batches

    def _again(self, like: Sequence[Entry], molds: Sequence[_Mold], copy: _Copy) -> CopiedAct:
        base, by, at, ends = self._size, like[0].by, instant(self._clock()), ends_stretch(like)
        sealed = [self._looked_at(copy.filled(mold, at, base + place)) for place, mold in enumerate(molds, 1)]
        if ends:
            first, leaves = self._waiting[by]
            stretch = Stretch(first, base, len(leaves), root_of(leaves).hex())
            sealed.append(seal(new_entry("acts.signed", at, by, stretch.data(by)), self._salts))
        leaves = [leaf_hash(each.body.encode()) for each in sealed]
        self._tree.extend(leaves)
        if like[0].kind == "batch.closed":
            self._roots[read_body(sealed[0].body).data["batch"]] = self._tree.root().hex()
        self._note(by, base, leaves, ends=ends)
        self._size += len(sealed)
        about = frozenset(str(read_body(each.body).data.get("envelope", "")) for each in sealed) - {""}
        return CopiedAct(base, like, sealed, self._signers[by], about)

    def _looked_at(self, each: SealedEntry) -> SealedEntry:
        """An approval with its own sample, which hangs on the copy's own tree, and all of it looked at."""
        entry = read_body(each.body)
        if entry.kind != "batch.approved":
            return each
        numbers, batch = sorted(entry.data["approved"]), entry.data["batch"]
        data = {**entry.data, "looked_at": numbers, "sample": sample_of(self._roots[batch], batch, numbers)}
        body = {"at": entry.at, "by": entry.by, "data": data, "kind": entry.kind, "v": entry.version}
        return SealedEntry(canonical(body), each.sealed)

    def _note(self, by: str, base: int, leaves: Sequence[bytes], *, ends: bool) -> None:
        """Keep the leaves of each person's acts since they last signed them together."""
        first, own = (base + 1, []) if ends else self._waiting.get(by, (1, []))
        self._waiting[by] = (first, own)
        own += leaves


_GAP = re.compile('"\x02(seq) ([^\x03]*)\x03"|\x02([a-z]+) ([^\x03]*)\x03')


@dataclass(frozen=True, slots=True)
class _Mold:
    """The body of an entry, its text and its gaps in turns: (what is to stand there, what stood there).

    Personal data stand in `secrets` and are found there by their place.
    """

    seq: int
    texts: Sequence[str]
    gaps: Sequence[tuple[str, str]]
    secrets: Sequence[str]

    @classmethod
    def of(cls, logged: Logged) -> _Mold:
        """Make gaps wherever a copy has something of its own."""
        entry, secrets = logged.entry, list[str]()
        data = {name: _with_gaps(name, value, logged.sealed, secrets) for name, value in entry.data.items()}
        if entry.kind == "file.received":
            data["digest"] = {"sealed": _gap("digest", commitment_in(entry.data["digest"]))}
        body = {"at": _gap("at", ""), "by": entry.by, "data": data, "kind": entry.kind, "v": entry.version}
        parts = _GAP.split(canonical(body).replace("\\u0002", "\x02").replace("\\u0003", "\x03"))
        gaps = [(a or c, b or d) for a, b, c, d in zip(*(parts[at::5] for at in (1, 2, 3, 4)), strict=True)]
        return cls(logged.seq, parts[::5], gaps, secrets)


def _gap(what: str, stood: str) -> str:
    return f"\x02{what} {stood}\x03"


def _with_gaps(name: str, value: Any, sealed: Mapping[str, str], secrets: list[str]) -> Any:
    if name in _OWN and value:
        return _gap(_OWN[name], str(value))
    if name in _LISTED:
        return {_gap("envelope", number): _gap("seq", str(seq)) for number, seq in value.items()}
    if isinstance(value, list | tuple):
        return [_with_gaps("", each, sealed, secrets) for each in value]
    if not isinstance(value, Mapping):
        return value
    commitment = commitment_in(value)
    if not commitment:
        return {key: _with_gaps(key, each, sealed, secrets) for key, each in value.items()}
    secrets.append(sealed[commitment])
    own = name == "registration_number" and sealed[commitment]
    return {"sealed": _gap("elector" if own else "secret", str(len(secrets) - 1))}


class _Copy:
    """What one copy has of its own: a mark before numbers; seqs, batches and files by those of the practice election."""

    def __init__(self, before: int, next_batch: int, salts: Salts) -> None:
        self._mark, self._next_batch, self._salts = f"{before:07d}-", next_batch, salts
        self._names: dict[str, str] = {}
        self.batches = 0

    def filled(self, mold: _Mold, at: str, seq: int) -> SealedEntry:
        """An entry of this copy, at its new place."""
        self._names[str(mold.seq)] = str(seq)
        rows: list[SealedRow] = []
        out = [mold.texts[0]]
        for (what, stood), text in zip(mold.gaps, mold.texts[1:], strict=True):
            out += (at if what == "at" else self._own(what, stood, mold, rows), text)
        return SealedEntry("".join(out), tuple(rows))

    def _own(self, what: str, stood: str, mold: _Mold, rows: list[SealedRow]) -> str:
        if what in ("secret", "elector"):
            known = mold.secrets[int(stood)]
            return self._sealed(known if what == "secret" else self._mark + known, rows)
        if what == "salt":
            return self._salts()[:ENTRY_SALT_BYTES].hex()
        if what == "envelope":
            return self._mark + stood
        if stood not in self._names:
            self._names[stood] = self._sealed(self._mark + stood, rows) if what == "digest" else self._batch()
        return self._names[stood]

    def _batch(self) -> str:
        self.batches += 1
        return f"B{self._next_batch + self.batches - 1:04d}"

    def _sealed(self, value: str, rows: list[SealedRow]) -> str:
        salt = self._salts()
        rows.append(SealedRow(commitment_of(salt, value), salt, value))
        return rows[-1].commitment.hex()


def _acts(log: CaseLog, *, with_sealed: bool = False) -> Iterator[list[Logged]]:
    """The acts of people, in order."""
    rows = log.entries(with_sealed=with_sealed)
    for row in read_acts(log.db.conn):
        act = list(islice(rows, row.entries))
        if row.person:
            yield act


def _copied(log: CaseLog) -> Iterator[list[Logged]]:
    """The acts that copies have: those of the practice election from its list of envelopes on."""
    lists = 0
    for act in _acts(log, with_sealed=True):
        first = act[0].entry
        listed = first.data["kind"] if first.kind == "file.received" else ""
        lists += listed == "envelope_list"
        if lists > 1:
            return
        if lists and first.kind not in _ONCE and listed not in KEPT_AS_LINES:
            yield [logged for logged in act if logged.entry.kind != "acts.signed"]
