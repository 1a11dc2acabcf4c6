"""Chance from a seed: the same draws on every platform and every Python from 3.11 on.

Only `random.Random.random` is used, whose sequence Python promises to keep; choices and shuffles are made here from
it, because the library's own may change. Weighted draws add up with plain addition, never `sum`, which rounds
differently since Python 3.12; nothing uses logarithms or trigonometry, whose last digit depends on the platform.
"""

from __future__ import annotations

import hashlib
import random
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Chance:
    """A stream of draws for one purpose; streams of different purposes do not disturb each other."""

    __slots__ = ("unit",)

    def __init__(self, seed: int, purpose: str) -> None:
        digest = hashlib.sha256(f"{seed}/{purpose}".encode()).digest()
        source = random.Random(int.from_bytes(digest[:8], "big"))  # noqa: S311  made-up people, no secrets
        self.unit = source.random

    def below(self, bound: int) -> int:
        """A whole number from 0 to `bound` - 1."""
        return int(self.unit() * bound)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included; `low` where `high` is smaller."""
        return low + int(self.unit() * (high - low + 1)) if high > low else low

    def happens(self, share: float) -> bool:
        """True in `share` of the draws."""
        return self.unit() < share

    def pick(self, items: Sequence[T]) -> T:
        """One of `items`, each as likely."""
        return items[int(self.unit() * len(items))]

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """All items in an order of chance (Fisher and Yates)."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order


class Urn(Generic[T]):
    """Items to draw with replacement, each with a weight; items of weight 0 are never drawn.

    Where every weight is 0, all items are as likely. Refuses to be empty (ValueError).
    """

    __slots__ = ("_bounds", "items")

    def __init__(self, weighted: Iterable[tuple[T, float]]) -> None:
        pairs = list(weighted)
        if not pairs:
            msg = "an urn needs at least one item"
            raise ValueError(msg)
        drawn = [pair for pair in pairs if pair[1] > 0] or [(item, 1.0) for item, _ in pairs]
        self.items: tuple[T, ...] = tuple(item for item, _ in drawn)
        self._bounds = list(accumulate(weight for _, weight in drawn))

    def draw(self, chance: Chance) -> T:
        """One item, by weight."""
        place = bisect_right(self._bounds, chance.unit() * self._bounds[-1])
        return self.items[min(place, len(self.items) - 1)]


def apportioned(shares: Sequence[tuple[str, int]], seats: int) -> dict[str, int]:
    """`seats` spread over names in proportion to whole shares, by largest remainder (ties: the earlier name)."""
    total = sum(share for _, share in shares)
    quotas = {name: divmod(share * seats, total) for name, share in shares}
    counts = {name: quota[0] for name, quota in quotas.items()}
    order = sorted(range(len(shares)), key=lambda place: (-quotas[shares[place][0]][1], place))
    for place in order[: seats - sum(counts.values())]:
        counts[shares[place][0]] += 1
    return counts
