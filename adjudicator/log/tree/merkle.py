"""The Merkle tree over the leaves of the log (RFC 6962, section 2.1): frontier, root, proofs and their checks.

Hashes are 32 bytes of SHA-256; a leaf is hashed behind 0x00, a node behind 0x01, so neither can pass for the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Hash one entry: SHA-256(0x00 || data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees: SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The roots of the perfect subtrees that a tree of `size` leaves falls into, largest first.

    It is all that is needed to append a leaf or give the root, each in O(log n).
    """

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)

    @classmethod
    def decode(cls, size: int, stored: bytes) -> Frontier:
        """Read a stored frontier; refuses with ValueError bytes that cannot belong to a tree of that size."""
        if len(stored) != HASH_BYTES * size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} peaks, not {len(stored)} bytes")
        return cls(size, (stored[at : at + HASH_BYTES] for at in range(0, len(stored), HASH_BYTES)))

    def copy(self) -> Frontier:
        """The same frontier, which goes on by itself."""
        return Frontier(self.size, self.peaks)

    def encode(self) -> bytes:
        """Write the peaks one after another, 32 bytes each, largest first."""
        return b"".join(self.peaks)

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash at the right."""
        self.add_subtree(leaf, 1)

    def extend(self, leaves: Sequence[bytes]) -> None:
        """Add leaf hashes in order, a whole perfect subtree at a time where one fits."""
        at = 0
        while at < len(leaves):
            fits = 1 << ((len(leaves) - at).bit_length() - 1)
            width = min(fits, self.size & -self.size) if self.size else fits
            self.add_subtree(_perfect_root(leaves[at : at + width]), width)
            at += width

    def add_subtree(self, root: bytes, width: int) -> None:
        """Add a perfect subtree of `width` leaves; `width` divides the size so far."""
        merged = width
        while self.size & merged:
            root = node_hash(self.peaks.pop(), root)
            merged <<= 1
        self.peaks.append(root)
        self.size += width

    def root(self) -> bytes:
        """The tree's root; SHA-256 of nothing for the empty tree."""
        if not self.peaks:
            return EMPTY_ROOT
        sha256 = hashlib.sha256
        root = self.peaks[-1]
        for peak in self.peaks[-2::-1]:
            root = sha256(b"\x01" + peak + root).digest()
        return root


class Growth:
    """A tree and the leaves by which it grows: gives the tree at any size from `before` to the `end`, for a few hashes each.

    Refuses with ValueError a tree behind which no perfect subtree over as many leaves can begin.
    """

    def __init__(self, before: Frontier, leaves: Sequence[bytes]) -> None:
        self.before, self.end = before, before.size + len(leaves)
        self._levels = [leaves]
        while len(self._levels[-1]) > 1:
            self._levels.append(_parents(self._levels[-1]))
        if before.size % (1 << len(self._levels) - 1):
            raise ValueError(f"no subtree over {len(leaves)} leaves begins behind {before.size}")

    def at(self, size: int) -> Frontier:
        """The tree once it has that size. Raises IndexError for one that it does not reach."""
        tree, done, more = self.before.copy(), 0, size - self.before.size
        if not self.before.size <= size <= self.end:
            raise IndexError(f"it does not come to {size} leaves here")
        for height in reversed(range(len(self._levels))):
            if more >> height & 1:
                tree.add_subtree(self._levels[height][done >> height], 1 << height)
                done += 1 << height
        return tree


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root of the tree over leaf hashes in order."""
    frontier, found = Frontier(), tuple(leaves)
    if len(found) == 1:  # most acts have one entry
        return found[0]
    frontier.extend(found)
    return frontier.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The audit path of the leaf at `index` (from 0), nearest sibling first (RFC 6962, section 2.1.1)."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return ()
    split = _split(len(leaves))
    if index < split:
        return (*inclusion_proof(leaves[:split], index), root_of(leaves[split:]))
    return (*inclusion_proof(leaves[split:], index - split), root_of(leaves[:split]))


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """Proof that the first `old_size` leaves are a beginning of this tree (RFC 6962, section 2.1.2)."""
    if not 0 < old_size <= len(leaves):
        raise IndexError(f"no tree of {old_size} leaves inside one of {len(leaves)}")
    return _subproof(leaves, old_size, whole=True)


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows the leaf hash at `index` (from 0) in the tree of that size and root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            found = node_hash(sibling, found)
            node, last = _up_while_even(node, last)
        else:
            found = node_hash(found, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and found == root


def check_consistency(sizes: tuple[int, int], roots: tuple[bytes, bytes], proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the old tree begins the new one; pairs are (old, new) (RFC 9162, section 2.1.4.2)."""
    old, new = sizes
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and roots[0] == roots[1]
    path = list(proof) if old & (old - 1) else [roots[0], *proof]
    return bool(path) and _rebuilt_roots(old, new, path) == roots


def _rebuilt_roots(old: int, new: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if node & 1 or node == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            node, last = _up_while_even(node, last)
        else:
            second = node_hash(second, sibling)
        node, last = node >> 1, last >> 1
    return (first, second) if last == 0 else None


def _up_while_even(node: int, last: int) -> tuple[int, int]:
    """Climb past the levels on which the right edge has no sibling."""
    while node and not node & 1:
        node, last = node >> 1, last >> 1
    return node, last


def _subproof(leaves: Sequence[bytes], old_size: int, whole: bool) -> tuple[bytes, ...]:
    if old_size == len(leaves):
        return () if whole else (root_of(leaves),)
    split = _split(len(leaves))
    if old_size <= split:
        return (*_subproof(leaves[:split], old_size, whole), root_of(leaves[split:]))
    return (*_subproof(leaves[split:], old_size - split, whole=False), root_of(leaves[:split]))


def _perfect_root(level: Sequence[bytes]) -> bytes:
    """The root over a power of two of leaf hashes, level by level."""
    while len(level) > 1:
        level = _parents(level)
    return level[0]


def _parents(level: Sequence[bytes]) -> list[bytes]:
    """The nodes above a level of nodes, two by two; a last one without another has none."""
    sha256 = hashlib.sha256
    return [sha256(b"\x01" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)]


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)
