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


class GoingClock:
    """A clock that moves on by a fixed step each time it is read, and can be set on to a later moment."""

    def __init__(self, start: datetime, step: timedelta = timedelta(seconds=1)) -> None:
        self._moment, self._step = start, step

    def __call__(self) -> datetime:
        """The present moment."""
        self._moment += self._step
        return self._moment

    def go_on_to(self, moment: datetime) -> None:
        """Set the clock on to a moment; one that has passed changes nothing."""
        self._moment = max(self._moment, moment.astimezone(UTC))


def seeded_clock(start: datetime, step: timedelta = timedelta(seconds=1)) -> GoingClock:
    """A clock that moves on by a fixed step each time it is read."""
    return GoingClock(start, step)


def seeded_salts(seed: int) -> Salts:
    """Salts that follow from a seed: for a repeatable practice run, never for people."""
    count = 0

    def salt() -> bytes:
        nonlocal count
        count += 1
        return hashlib.sha256(f"practice salt {seed} {count}".encode()).digest()

    return salt
