"""How long a person waits after passwords that did not fit."""

from __future__ import annotations

from datetime import datetime, timedelta

FREE_TRIES = 5
"""Failures in a row before the first wait."""

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=30)
MOST_DOUBLINGS = 10
"""Far beyond the longest wait, and no overflow."""


def next_allowed(failures: int, last_failure: datetime) -> datetime | None:
    """When the next try to sign in is allowed; None where it is allowed at once.

    `failures` counts the tries since the last one that fitted; `last_failure` must carry its time zone. After the
    fifth failure the wait is one minute, doubled by each further one up to thirty (NIST SP 800-63B, rate limiting:
    guessing is slowed down, and nobody can shut a colleague out for long). Raises ValueError for an instant without
    a time zone.
    """
    if last_failure.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    if failures < FREE_TRIES:
        return None
    return last_failure + wait_after(failures)


def wait_after(failures: int) -> timedelta:
    """The wait after the given number of failures, which is at least FREE_TRIES."""
    doublings = min(failures - FREE_TRIES, MOST_DOUBLINGS)
    return min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
