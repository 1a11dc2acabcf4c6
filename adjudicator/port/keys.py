"""The key ring: people's keys under their passwords. It may change, is no part of the record, and leaves it with nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from adjudicator.casework.record.entry import instant, moment_of
from adjudicator.port.lockout import next_allowed


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """One person's key, wrapped by the password; how often sign-in failed in a row, and when last (UTC instant)."""

    person: str
    wrapped: str
    failures: int = 0
    last_failure: str = ""

    def __repr__(self) -> str:
        return f"WrappedKey(person={self.person!r})"

    def tried(self, now: datetime) -> WrappedKey:
        """The key with one more failure; the failures stay the same where the person has to wait.

        A failure that lies in the future means that the clock was set back: the wait is counted from now.
        """
        if self.last_failure:
            last = min(moment_of(self.last_failure), now)
            wait = next_allowed(self.failures, last)
            if wait is not None and now < wait:
                return replace(self, last_failure=instant(last))
        return replace(self, failures=self.failures + 1, last_failure=instant(now))


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try of a password, counted before it is made: the key to try, and whether the person has to wait instead."""

    key: WrappedKey
    waits: bool


class KeyRing(Protocol):
    """What a record keeps to check passwords. Every method may raise WorldError."""

    def key(self, person: str) -> WrappedKey | None:
        """What is kept to check a person's password, None for a person who has none."""
        ...

    def attempt(self, person: str, now: datetime) -> Attempt | None:
        """Count a try as a failure, so that many programs at once have no more tries than one; None where there is no key."""
        ...

    def keep(self, key: WrappedKey) -> None:
        """Keep a key with its failures, unless the person was given another key meanwhile, which has failures of its own."""
        ...
