"""The chain of keys: whose key has to sign an act, as the entries in force tell it in order.

The first administrator's key signs its own entry. A key that an administrator hands out signs one thing, its own replacement,
made by the person; a replaced key never comes back. The recovery key, of which the case's first entry has the fingerprint,
signs nothing but a new key for an administrator.
"""

from __future__ import annotations

import hashlib
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter

from adjudicator.casework.record.catalogue import LEFT, UNSIGNED_FORM, is_after
from adjudicator.casework.record.entry import Entry, canonical
from adjudicator.casework.record.rights import ANSWERING, together_answer
from adjudicator.casework.record.signing import fingerprint, key_statement, origin_of

IsGood = Callable[[bytes, bytes, bytes], bool]
"""Whether a signature of Ed25519 is good: public half, signature, message."""

KEY_KINDS = frozenset(
    {
        "case.opened", "case.restored", LEFT, "form.raised", "accounts.adopted", "person.added", "person.changed",
        "person.key_changed", "person.key_made", "person.key_recovered",
    }
)  # fmt: skip
"""Kinds of entry that the chain goes on with."""

OF_THE_CASE = frozenset({"case.opened", "case.restored", LEFT, "form.raised"})
"""Those that say which origin and which form the log has from there on. Nobody signs them but LEFT, which two people do."""

_KEY_DIGITS, _DIGITS = 64, frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Keyholder:
    """A person as the chain knows them: roles (none while the account is closed) and the key in force, hexadecimal.

    `own` says that they made the key themselves, on their own station; a key that is not was handed out.
    """

    roles: frozenset[str]
    key: str
    own: bool
    active: bool = True


@dataclass(slots=True)
class Keychain:
    """Keys and people of one log, entry by entry. `refused` are the seqs of entries that nobody could have made: a key given
    a second time, one that is none, or one by a person who may not give any; a case opened twice, a form that is not
    newer, an origin that the log had before; a shared record left otherwise than by an administrator and a supervisor.
    `root` is the fingerprint of the first administrator's key, `signed_from` the seq from which on acts are signed one by
    one.
    """

    is_good: IsGood
    form: str = ""
    origin: str = ""
    root: str = ""
    holders: dict[str, Keyholder] = field(default_factory=dict[str, Keyholder])
    refused: list[int] = field(default_factory=list[int])
    signed_from: int = 0
    _periods: dict[str, list[tuple[int, Keyholder]]] = field(default_factory=dict[str, list[tuple[int, Keyholder]]])
    _origins: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    _case: str = ""
    _recovery: str = ""
    _used: set[str] = field(default_factory=set[str])
    _leaving: tuple[str, frozenset[str], str] = ("", frozenset(), "")

    def key_for(self, entries: Sequence[Entry]) -> str:
        """The public half (hexadecimal) that has to sign an act; empty where no key may sign it."""
        first = entries[0]
        holder = self.holders.get(first.by)
        if any(entry.by != first.by for entry in entries):
            return ""
        if holder is None:
            return self._first_key(first) if len(entries) == 1 else ""
        if any(entry.kind in ("person.key_made", "person.key_recovered") for entry in entries):
            return self._replacing(first, holder) if len(entries) == 1 else ""
        return holder.key if holder.own else ""

    def take(self, seq: int, entry: Entry) -> None:
        """Go on with an entry that is in force; kinds other than KEY_KINDS change nothing."""
        data, kind = entry.data, entry.kind
        if kind in KEY_KINDS and not (self._may_go_on(entry) if kind in OF_THE_CASE else self._may_give(entry)):
            self.refused.append(seq)
        elif kind == "case.opened":
            self._case, self._recovery, self.form = data["case"], data["recovery"], data["form"]
            self.signed_from = 0 if self.form != UNSIGNED_FORM else sys.maxsize
            self._go_on(seq, "1")
        elif kind in ("case.restored", LEFT):
            self._go_on_in_copy(seq, entry)
        elif kind == "form.raised":
            if self.form == UNSIGNED_FORM:  # in a signed form keys are people's own already
                self.signed_from = seq
                for person, holder in self.holders.items():
                    self._hold(seq, person, replace(holder, own=False))
            self.form = data["to"]
        elif kind == "accounts.adopted":
            self.root = self.root or fingerprint(self.holders[entry.by].key)
        elif kind == "person.changed":
            roles = frozenset(data["roles"] if data["active"] else ())
            holder = replace(self.holders[data["person"]], roles=roles, active=data["active"])
            self._hold(seq, data["person"], holder)
        elif kind in KEY_KINDS:
            self._give(seq, entry)

    def key_at(self, person: str, seq: int) -> str:
        """The key of their own that a person had for an act whose first entry is `seq`; empty where they had none."""
        periods = self._periods.get(person, [])
        at = bisect_left(periods, seq, key=itemgetter(0))
        return periods[at - 1][1].key if at and periods[at - 1][1].own else ""

    def roles_at(self, person: str, seq: int) -> frozenset[str] | None:
        """The roles that a person had for an act whose first entry is `seq`; None where they had no account."""
        periods = self._periods.get(person, [])
        at = bisect_left(periods, seq, key=itemgetter(0))
        return periods[at - 1][1].roles if at else None

    def checkpoint_key(self, person: str, size: int) -> str:
        """The key with which a person signs the head of that size, none where their account is closed; in a form without
        signed acts also a key handed out.
        """
        periods = self._periods.get(person, [])
        at = bisect_right(periods, size, key=itemgetter(0))
        holder = periods[at - 1][1] if at else None
        if holder is None or not holder.active or not (holder.own or size < self.signed_from):
            return ""
        return holder.key

    def origin_at(self, seq: int) -> str:
        """The origin line for an act whose first entry is `seq`."""
        at = bisect_left(self._origins, seq, key=itemgetter(0))
        return self._origins[at - 1][1] if at else ""

    def people_line(self) -> str:
        """What checkpoints say of the people: fingerprint of the first administrator's key (or "-"), and SHA-256 over all
        accounts with roles and keys in force, both hexadecimal.
        """
        return people_line(self.root, ((person, *_told(holder)) for person, holder in self.holders.items()))

    def _go_on(self, seq: int, incarnation: str) -> None:
        self.origin = origin_of(self._case, incarnation)
        self._origins.append((seq, self.origin))

    def _hold(self, seq: int, person: str, holder: Keyholder) -> None:
        self.holders[person] = holder
        self._periods.setdefault(person, []).append((seq, holder))

    def _may_go_on(self, entry: Entry) -> bool:
        """Whether the case is opened, restored or raised here: once; under a new origin; from its form to a newer one."""
        data = entry.data
        if entry.kind == "case.opened":
            return not self._origins
        if entry.kind in ("case.restored", LEFT):
            is_new = all(origin != origin_of(self._case, data["incarnation"]) for _, origin in self._origins)
            return is_new and (entry.kind != LEFT or self._may_leave(entry))
        return data["from"] == self.form and is_after(data["to"], self.form)

    def _may_leave(self, entry: Entry) -> bool:
        """Whether a person may sign that a copy goes on by itself: as the first, or as the second beside that one."""
        signer, (first, roles, incarnation) = self.holders.get(entry.by), self._leaving
        if signer is None or signer.roles.isdisjoint(ANSWERING):
            return False
        if incarnation != entry.data["incarnation"]:
            return True
        return first != entry.by and together_answer(roles, signer.roles)

    def _go_on_in_copy(self, seq: int, entry: Entry) -> None:
        incarnation = entry.data["incarnation"]
        if entry.kind == LEFT and self._leaving[-1] != incarnation:
            self._leaving = (entry.by, self.holders[entry.by].roles, incarnation)
        else:
            self._go_on(seq, incarnation)

    def _may_give(self, entry: Entry) -> bool:
        """Whether a person may give accounts, roles and keys: an administrator to anybody, everybody a key to themselves."""
        if entry.kind in ("person.key_made", "person.key_recovered") or not self.holders:
            return True
        giver = self.holders.get(entry.by)
        return giver is not None and "administrator" in giver.roles

    def _give(self, seq: int, entry: Entry) -> None:
        person, key = entry.data["person"], entry.data.get("key") or ""
        if key in self._used or not _is_key(key) or (entry.kind == "person.added" and person in self.holders):
            self.refused.append(seq)
            return
        self._used.add(key)
        own = entry.by == person
        if entry.kind == "person.added":
            self._hold(seq, person, Keyholder(frozenset(entry.data["roles"]), key, own))
            self.root = self.root or (fingerprint(key) if own else "")
        else:
            self._hold(seq, person, replace(self.holders[person], key=key, own=own))

    def _first_key(self, entry: Entry) -> str:
        if entry.kind != "person.added" or self.holders or entry.data["person"] != entry.by:
            return ""
        return str(entry.data["key"])

    def _replacing(self, entry: Entry, holder: Keyholder) -> str:
        """The key that lets a person replace theirs: the one before, or for an administrator the recovery key."""
        data = entry.data
        new, old = data["key"], data["replaces"]
        statement = key_statement(self.origin, entry.by, old, new)
        proved = self.is_good(bytes.fromhex(new), bytes.fromhex(data["proof"]), statement)
        if data["person"] != entry.by or old != holder.key or new in self._used or not _is_key(new) or not proved:
            return ""
        if entry.kind == "person.key_made":
            return holder.key
        recovers = bool(self._recovery) and fingerprint(data["recovery"]) == self._recovery
        return str(data["recovery"]) if recovers and "administrator" in holder.roles else ""


def _is_key(key: str) -> bool:
    """Whether a key is written in the one way that there is, so that a used one is known again."""
    return len(key) == _KEY_DIGITS and set(key) <= _DIGITS


def people_line(root: str, people: Iterable[tuple[str, Sequence[str], bool, str, bool]]) -> str:
    """The extension line of a checkpoint for people as (id, roles, active, key, own); their order does not matter."""
    listed = sorted([person, sorted(roles), active, key, own] for person, roles, active, key, own in people)
    return f"people {root or '-'} {hashlib.sha256(canonical(listed).encode()).hexdigest()}"


def _told(holder: Keyholder) -> tuple[tuple[str, ...], bool, str, bool]:
    return tuple(holder.roles), holder.active, holder.key, holder.own
