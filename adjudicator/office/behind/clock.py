"""Time and chance from outside: the machine's in use; from a seed in a headless practice run, and only there."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from adjudicator.casework.record.entry import SALT_BYTES, Salts

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""


def machine_clock() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)


def machine_salts() -> bytes:
    """A fresh salt from the operating system."""
    return secrets.token_bytes(SALT_BYTES)


def seeded_clock(start: datetime, step: timedelta = timedelta(seconds=1)) -> Clock:
    """A clock that moves on by a fixed step each time it is read."""
    moment = start

    def tick() -> datetime:
        nonlocal moment
        moment += step
        return moment

    return tick


def seeded_salts(seed: int) -> Salts:
    """Salts that follow from a seed: for a repeatable practice run, never for people."""
    count = 0

    def salt() -> bytes:
        nonlocal count
        count += 1
        return hashlib.sha256(f"practice salt {seed} {count}".encode()).digest()

    return salt
