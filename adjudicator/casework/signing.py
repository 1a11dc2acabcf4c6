"""Which acts a person signs: those that somebody has to answer for.

What is signed is the head of the log with the act in it, so the signature covers the act's list and everything before it.
"""

from __future__ import annotations

from collections.abc import Iterable

from adjudicator.casework.bodies import Entry

SIGNED = frozenset(
    {
        "batch.closed", "batch.approved", "envelope.returned", "envelope.reopened", "release.made", "period.closed",
        "day.closed", "pack.changed", "position.set", "order.entered", "order.changed",
    }
)  # fmt: skip
"""Kinds of entry after which the person who acts signs the head."""


def is_signed(entries: Iterable[Entry]) -> bool:
    """Whether an act with these entries is one that is signed."""
    return any(entry.kind in SIGNED for entry in entries)
