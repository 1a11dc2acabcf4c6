"""A lawful, signed record of any length: a practice election taken to approval, then its acts done over and over again.

Every copy has envelopes, batches, voters and instants of its own; seqs are those of their new places, personal data are
sealed anew, and the practice people sign with their keys. Deep verify finds nothing in such a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from made_up import DEFINITION, election

from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.bodies import Entry, SealedEntry, Secret, commitment_in, instant, moment_of, seal
from adjudicator.casework.catalogue import new_entry
from adjudicator.casework.signing import Stretch, ends_stretch, leaves_checkpoint
from adjudicator.log.acts import read_acts
from adjudicator.log.append import Signer
from adjudicator.log.case_log import CaseLog
from adjudicator.log.entries import Head, Logged
from adjudicator.log.merkle import leaf_hash, root_of
from adjudicator.log.rekeying import written_anew
from adjudicator.log.rows import QueueQuery
from adjudicator.office.clock import seeded_clock, seeded_salts
from adjudicator.people.keys import unwrap
from adjudicator.people.rehearsers import practice_people
from adjudicator.rehearsal.ready import Wanted, chance_from, make_ready
from adjudicator.rehearsal.run import _approve, _review

ENVELOPES, SEED = 200, 7
STEP = timedelta(milliseconds=50)

_ONCE = frozenset({"order.entered", "person.key_made"})
"""What a case has once, behind its list of envelopes."""

_SEQS_BY_ENVELOPE = frozenset({"items", "approved"})
_SEQS = frozenset({"supersedes", "determination"})


@dataclass(frozen=True, slots=True)
class NewAct:
    """An act to be appended before the next one is asked for."""

    entries: Sequence[Entry]
    sealed: Sequence[SealedEntry]
    signer: Signer

    def append_to(self, log: CaseLog, after: Mapping[str, int] | None = None) -> Head:
        """Append it as the office does."""
        done = log.append(self.sealed, after or {}, signer=self.signer, checkpoint=leaves_checkpoint(self.entries))
        if not isinstance(done, Head):
            raise AssertionError(done)
        return done


def practised(folder: Path) -> Path:
    """A practice election with everything approved that is not held, and nothing released; gives its case file."""
    chance = chance_from(SEED, election())
    ready = make_ready(DEFINITION, "definition", folder, Wanted(ENVELOPES, SEED), chance=chance, tell=lambda *_: None)
    if isinstance(ready, tuple):
        raise AssertionError(ready)
    _review(ready.office, ready, lambda *_: None)
    _approve(ready.office, lambda *_: None)
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
    _append(log, takewhile(lambda _: log.head().size < entries, Copies(log).acts()))


def fill_envelopes(log: CaseLog, approved: int) -> int:
    """Go on by whole copies until so many envelopes, or some more, are approved; gives how many are."""
    each, copies = log.count_envelopes(QueueQuery(status=("approved",))), Copies(log)
    times = -(-approved // each)
    _append(log, islice(copies.acts(), (times - 1) * copies.length))
    return times * each


def _append(log: CaseLog, acts: Iterable[NewAct]) -> None:
    """Append acts, durable at the end alone."""
    log.db.execute("PRAGMA synchronous = OFF")
    for act in acts:
        act.append_to(log)
    log.db.execute("PRAGMA synchronous = FULL")
    log.cut_back()


class Copies:
    """Copies of the practice election in a log, made act by act."""

    def __init__(self, log: CaseLog) -> None:
        self._size = log.head().size
        self._signers = _signers(log)
        self._acts = tuple(_copied(log))
        self._salts = seeded_salts(self._size)
        self._clock = seeded_clock(moment_of(log.newest_instant()), STEP)
        self._batches = log.case().next_batch - 1
        self._waiting: dict[str, tuple[int, list[bytes]]] = {}
        for act in _acts(log):
            self._note(act[0].seq - 1, [logged.entry for logged in act], [logged.leaf for logged in act])

    @property
    def length(self) -> int:
        """How many acts a copy has."""
        return len(self._acts)

    def acts(self) -> Iterator[NewAct]:
        """One act after another, without end."""
        while True:
            copy = _Copy(self._size, self._batches)
            for act in self._acts:
                yield self._again(act, copy)
            self._batches += len(copy.batches)

    def _again(self, act: Sequence[Logged], copy: _Copy) -> NewAct:
        by, at = act[0].entry.by, instant(self._clock())
        entries = [
            new_entry(logged.entry.kind, at, by, copy.data(logged, self._size + place, self._salts()))
            for place, logged in enumerate(act, 1)
        ]
        if ends_stretch(entries):
            first, leaves = self._waiting[by]
            stretch = Stretch(first, self._size, len(leaves), root_of(leaves).hex())
            entries.append(new_entry("acts.signed", at, by, stretch.data(by)))
        sealed = [seal(entry, self._salts) for entry in entries]
        self._note(self._size, entries, [leaf_hash(each.body.encode()) for each in sealed])
        self._size += len(sealed)
        return NewAct(entries, sealed, self._signers[by])

    def _note(self, base: int, entries: Sequence[Entry], leaves: Sequence[bytes]) -> None:
        """Keep the leaves of each person's acts since they last signed them together."""
        by = entries[0].by
        first, own = self._waiting.get(by, (1, []))
        if any(entry.kind == "acts.signed" for entry in entries):
            first, own = base + 1, []
        self._waiting[by] = (first, own)
        own += leaves


@dataclass(slots=True)
class _Copy:
    """What one copy has of its own: a mark from the seq behind which it begins, seqs by those of the practice election, and
    the names of batches and files by theirs.
    """

    mark: int
    batches_before: int
    seqs: dict[int, int] = field(default_factory=dict[int, int])
    batches: dict[str, str] = field(default_factory=dict[str, str])
    files: dict[str, str] = field(default_factory=dict[str, str])

    def data(self, logged: Logged, seq: int, salt: bytes) -> dict[str, Any]:
        """The data of an entry as they are in this copy, at its new place."""
        self.seqs[logged.seq] = seq
        kind, data = logged.entry.kind, logged.entry.data
        if kind == "batch.closed":
            self.batches[data["batch"]] = f"B{self.batches_before + len(self.batches) + 1:04d}"
        own = {name: self._value(name, value, logged.sealed) for name, value in data.items() if name != "salt"}
        if kind == "file.received":
            digest = Secret(f"{own['digest'].value}-{self.mark}", salt)
            self.files[commitment_in(data["digest"])] = digest.commitment
            own["digest"] = digest
        return own

    def _value(self, name: str, value: Any, sealed: Mapping[str, str]) -> Any:
        if name == "envelope":
            return self._number(value)
        if name == "batch":
            return self.batches[value]
        if name == "file":
            return self.files.get(value, value)
        if name in _SEQS:
            return self.seqs.get(value, value)
        if name in _SEQS_BY_ENVELOPE:
            return {self._number(number): self.seqs[seq] for number, seq in value.items()}
        if isinstance(value, Mapping):
            return self._mapping(name, value, sealed)
        return [self._value("", each, sealed) for each in value] if isinstance(value, list | tuple) else value

    def _mapping(self, name: str, value: Mapping[str, Any], sealed: Mapping[str, str]) -> Any:
        commitment = commitment_in(value)
        if not commitment:
            return {key: self._value(key, each, sealed) for key, each in value.items()}
        known = sealed[commitment]
        return Secret(f"{known}-{self.mark}" if known and name == "registration_number" else known)

    def _number(self, number: str) -> str:
        return f"{self.mark:07d}-{number}"


def _acts(log: CaseLog, *, with_sealed: bool = False) -> Iterator[list[Logged]]:
    """The acts of people, in order."""
    rows = log.read(with_sealed=with_sealed)
    for row in read_acts(log.db.conn):
        act = list(islice(rows, row.entries))
        if row.person:
            yield act


def _copied(log: CaseLog) -> Iterator[list[Logged]]:
    """The acts that copies have: those of the practice election from its list of envelopes on."""
    lists = 0
    for act in _acts(log, with_sealed=True):
        first = act[0].entry
        lists += first.kind == "file.received" and first.data["kind"] == "envelope_list"
        if lists > 1:
            return
        if lists and first.kind not in _ONCE:
            yield [logged for logged in act if logged.entry.kind != "acts.signed"]


def _signers(log: CaseLog) -> dict[str, Signer]:
    """The people with a key, which their practice passwords open."""
    signers: dict[str, Signer] = {}
    for person, password in practice_people():
        kept = log.key(person.id)
        key = None if kept is None else unwrap(kept.wrapped, person.id, password)
        if key is not None:
            signers[person.id] = Signer(log.origin(), person.id, key.public, key.sign, log.people_line())
    return signers
