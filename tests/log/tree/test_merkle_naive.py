"""The Merkle tree against RFC 6962 itself: its worked example, and its definitions written out word for word."""

from __future__ import annotations

import hashlib
import random

from adjudicator.log.tree.merkle import (
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
)

TREES = 10_000
LARGEST = 40


def mth(leaves: list[bytes]) -> bytes:
    """MTH(D[n]) of section 2.1, over leaf hashes."""
    n = len(leaves)
    if n == 0:
        return hashlib.sha256(b"").digest()
    if n == 1:
        return leaves[0]
    k = split(n)
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def split(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH(m, D[n]) of section 2.1.1."""
    n = len(leaves)
    if n == 1:
        return []
    k = split(n)
    return [*path(m, leaves[:k]), mth(leaves[k:])] if m < k else [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF(m, D[n], b) of section 2.1.2."""
    n = len(leaves)
    if m == n:
        return [] if whole else [mth(leaves)]
    k = split(n)
    if m <= k:
        return [*subproof(m, leaves[:k], whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


def test_ten_thousand_random_trees_have_the_roots_and_proofs_of_the_definition() -> None:
    chance = random.Random(6962)
    for _ in range(TREES):
        size = chance.randint(1, LARGEST)
        leaves = [chance.randbytes(32) for _ in range(size)]
        index, old = chance.randrange(size), chance.randint(1, size)
        root, audit = mth(leaves), path(index, leaves)
        assert root_of(leaves) == root
        assert list(inclusion_proof(leaves, index)) == audit
        assert check_inclusion(leaves[index], index, size, audit, root)
        between = subproof(old, leaves, True)
        assert list(consistency_proof(leaves, old)) == between
        assert check_consistency((old, size), (mth(leaves[:old]), root), between)


def flipped(value: bytes, chance: random.Random) -> bytes:
    """The value with one bit turned over."""
    at = chance.randrange(len(value))
    return value[:at] + bytes([value[at] ^ 1 << chance.randrange(8)]) + value[at + 1 :]


def spoilt(proof: tuple[bytes, ...], chance: random.Random) -> tuple[bytes, ...]:
    """The proof with one bit turned over, one part missing, one too many, or two changed about."""
    at = chance.randrange(len(proof))
    ways = [
        (*proof[:at], flipped(proof[at], chance), *proof[at + 1 :]),
        (*proof[:at], *proof[at + 1 :]),
        (*proof, chance.randbytes(32)),
    ]
    if len(proof) > 1:
        ways.append((proof[-1], *proof[1:-1], proof[0]))
    return chance.choice(ways)


def test_spoilt_proofs_of_inclusion_fail() -> None:
    chance = random.Random(1)
    for _ in range(1000):
        size = chance.randint(2, LARGEST)
        leaves = [chance.randbytes(32) for _ in range(size)]
        index, root = chance.randrange(size), root_of(leaves)
        proof = inclusion_proof(leaves, index)
        assert not check_inclusion(leaves[index], index, size, spoilt(proof, chance), root)
        assert not check_inclusion(flipped(leaves[index], chance), index, size, proof, root)
        assert not check_inclusion(leaves[index], index, size, proof, flipped(root, chance))
        elsewhere = (index + chance.randrange(1, size)) % size
        assert not check_inclusion(leaves[index], elsewhere, size, proof, root)


def test_spoilt_proofs_of_consistency_fail() -> None:
    chance = random.Random(2)
    for _ in range(1000):
        size = chance.randint(3, LARGEST)
        leaves = [chance.randbytes(32) for _ in range(size)]
        old = chance.randrange(1, size)
        roots = (root_of(leaves[:old]), root_of(leaves))
        proof = consistency_proof(leaves, old)
        assert not check_consistency((old, size), roots, spoilt(proof, chance))
        assert not check_consistency((old, size), (flipped(roots[0], chance), roots[1]), proof)
        assert not check_consistency((old, size), (roots[0], flipped(roots[1], chance)), proof)


def test_a_log_with_one_old_entry_changed_is_no_longer_consistent_with_its_past() -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(20)]
    old, honest = root_of(leaves[:7]), consistency_proof(leaves, 7)
    changed = [*leaves[:3], leaf_hash(b"another"), *leaves[4:]]
    for proof in (honest, consistency_proof(changed, 7)):
        assert not check_consistency((7, 20), (old, root_of(changed)), proof)


def test_the_worked_example_of_section_2_1_3_comes_out() -> None:
    d = [leaf_hash(bytes([number])) for number in range(7)]
    a, b, c, _, e, f, j = d
    g, h, i = node_hash(a, b), node_hash(c, d[3]), node_hash(e, f)
    k, l = node_hash(g, h), node_hash(i, j)  # noqa: E741 - the letters are the figure's
    assert root_of(d) == node_hash(k, l)
    assert inclusion_proof(d, 0) == (b, h, l)
    assert inclusion_proof(d, 3) == (c, g, l)
    assert inclusion_proof(d, 4) == (f, j, k)
    assert inclusion_proof(d, 6) == (i, k)
    assert consistency_proof(d, 3) == (c, d[3], g, l)
    assert consistency_proof(d, 4) == (l,)
    assert consistency_proof(d, 6) == (i, j, k)
