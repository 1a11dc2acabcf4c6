"""What is drawn from a batch, so that anybody can draw it again: by the root of the record's tree once the batch is closed.

The root is that of the tree just behind the act that closed the batch. For each envelope of the batch, SHA-256 is taken over
the text "WHAT ROOT BATCH ENVELOPE" (words with one blank between them, no line end), where WHAT is "sample" or "second". The
envelopes with the smallest digests are drawn. docs/auditors.md says how to do it by hand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

LEAST = 10
"""So many envelopes of a batch are looked at whatever they are, or all where it has fewer."""

SHARE = 5
"""Of a larger batch so many in a hundred."""

HUNDRED = 100


def sample_of(root: str, batch: str, numbers: Collection[str]) -> tuple[str, ...]:
    """The envelopes that the approver looks at, whatever they are: SHARE in a hundred, at least LEAST; by number."""
    return _drawn("sample", root, batch, numbers, max(LEAST, share_of(SHARE, len(numbers))))


def second_of(root: str, batch: str, numbers: Collection[str], percent: int) -> tuple[str, ...]:
    """The envelopes that another person decides a second time, so many in a hundred; by number."""
    return _drawn("second", root, batch, numbers, share_of(percent, len(numbers)))


def share_of(percent: int, of: int) -> int:
    """So many in a hundred, a part of one counted as one."""
    return -(-percent * of // HUNDRED)


def _drawn(what: str, root: str, batch: str, numbers: Collection[str], many: int) -> tuple[str, ...]:
    def digest(number: str) -> str:
        return hashlib.sha256(f"{what} {root} {batch} {number}".encode()).hexdigest()

    return tuple(sorted(sorted(numbers, key=digest)[:many]))
