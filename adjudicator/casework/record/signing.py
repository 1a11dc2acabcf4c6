"""What people sign: every act of theirs, each new key, and after the acts that they answer for the head of the log.

All are statements in plain lines, so that anybody can check one with `openssl` (see docs/auditors.md).
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from adjudicator.casework.record.entry import Entry

SIGNED = frozenset(
    {
        "batch.closed", "batch.approved", "envelope.returned", "envelope.reopened", "release.made", "period.closed",
        "day.closed", "pack.changed", "position.set", "order.entered", "order.amended", "order.changed",
        "person.key_disputed", "strict.set", "docket.voted", "authority.given", "count.certified",
    }
)  # fmt: skip
"""Kinds of entry after which the person who acts also signs the head of the log, as a checkpoint. None of them changes what a
checkpoint says of people and keys."""

ENDS_STRETCH = frozenset({"batch.closed", "batch.approved", "release.made", "person.signed_out"})
"""Kinds of entry behind which a person signs together all their acts since they last did, as `acts.signed`."""

ACT_BYTES = 16
"""Length of an act's id, which is drawn by chance."""


def stands_alone(entry: Entry) -> bool:
    """Whether an entry is the only one of its act: one in which a person takes a key of their own."""
    own_account = entry.kind == "person.added" and entry.data["person"] == entry.by
    return own_account or entry.kind in ("person.key_made", "person.key_recovered")


def leaves_checkpoint(entries: Iterable[Entry]) -> bool:
    """Whether an act with these entries ends at a checkpoint."""
    return any(entry.kind in SIGNED for entry in entries)


def ends_stretch(entries: Iterable[Entry]) -> bool:
    """Whether an act with these entries ends a stretch of acts that are signed together."""
    return any(entry.kind in ENDS_STRETCH for entry in entries)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A person's entries from the seq `first` to the seq `last`: how many, and the RFC 6962 root over their leaves alone."""

    first: int
    last: int
    number: int
    root: str

    def data(self, person: str) -> dict[str, Any]:
        """The data of the entry in which the person signs them together."""
        return {"person": person, "from": self.first, "to": self.last, "number": self.number, "root": self.root}


def origin_of(case: str, incarnation: str) -> str:
    """The origin line of a case's signatures: a restored copy has another incarnation, so it tells another story."""
    return f"provisional-ballots/{case}/{incarnation}"


@dataclass(frozen=True, slots=True)
class ActStatement:
    """What a person signs of an act: its id, how many entries it has, the RFC 6962 root over their leaves alone, and size and
    root of the record that the person acted on.
    """

    act: bytes
    entries: int
    root: bytes
    base_size: int
    base_root: bytes

    def text(self, origin: str) -> bytes:
        """The bytes under the signature, for the log of an origin."""
        numbers = (self.act.hex(), str(self.entries), _b64(self.root), str(self.base_size), _b64(self.base_root))
        return "\n".join(("provisional-ballots act 1", origin, *numbers, "")).encode()


def key_statement(origin: str, person: str, old: str, new: str) -> bytes:
    """What a new key signs to show that its maker holds it: whose it is and which key it replaces (hexadecimal)."""
    return "\n".join(("provisional-ballots key 1", origin, person, old, new, "")).encode()


def fingerprint(public: str) -> str:
    """SHA-256 of a public half (hexadecimal), hexadecimal."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()


def _b64(value: bytes) -> str:
    return b64encode(value).decode()
