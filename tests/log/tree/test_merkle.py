"""The Merkle tree of RFC 6962, against the vectors of Certificate Transparency and against itself."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adjudicator.log.tree.merkle import (
    Frontier,
    Growth,
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
)

INPUTS = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
"""The leaves of certificate-transparency's merkletree tests."""

ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

INCLUSION = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
"""(index from 0, size) -> audit path."""

CONSISTENCY = {
    (1, 1): [],
    (1, 8): INCLUSION[0, 8],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
"""(old size, new size) -> proof."""

LEAVES = [leaf_hash(data) for data in INPUTS]


def tree(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962 section 2.1, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(tree(leaves[:split]), tree(leaves[split:]))


def test_the_roots_are_those_of_certificate_transparency() -> None:
    assert [root_of(LEAVES[: size + 1]).hex() for size in range(8)] == ROOTS


def test_the_empty_tree_is_the_hash_of_nothing() -> None:
    assert root_of([]) == hashlib.sha256(b"").digest()


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_audit_paths_are_those_of_certificate_transparency(index: int, size: int) -> None:
    proof = inclusion_proof(LEAVES[:size], index)
    assert [part.hex() for part in proof] == INCLUSION[index, size]
    assert check_inclusion(LEAVES[index], index, size, proof, root_of(LEAVES[:size]))


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_consistency_proofs_are_those_of_certificate_transparency(old: int, new: int) -> None:
    proof = consistency_proof(LEAVES[:new], old)
    assert [part.hex() for part in proof] == CONSISTENCY[old, new]
    assert check_consistency((old, new), (root_of(LEAVES[:old]), root_of(LEAVES[:new])), proof)


leaves_of = st.integers(1, 70).map(lambda size: [leaf_hash(bytes([number])) for number in range(size)])


@settings(deadline=None)
@given(leaves_of, st.data())
def test_every_leaf_has_a_proof_that_fits_nothing_else(leaves: list[bytes], data: st.DataObject) -> None:
    size, index = len(leaves), data.draw(st.integers(0, len(leaves) - 1))
    proof, root = inclusion_proof(leaves, index), root_of(leaves)
    assert check_inclusion(leaves[index], index, size, proof, root)
    assert not check_inclusion(leaf_hash(b"x" * 9), index, size, proof, root)
    assert not check_inclusion(leaves[index], index, size, proof, leaf_hash(b"root"))
    assert not check_inclusion(leaves[index], index, size, (*proof, root), root)
    assert not check_inclusion(leaves[index], size, size, proof, root)
    if proof:
        assert not check_inclusion(leaves[index], index, size, proof[:-1], root)


@settings(deadline=None)
@given(leaves_of, st.data())
def test_every_beginning_has_a_proof_that_fits_nothing_else(leaves: list[bytes], data: st.DataObject) -> None:
    old, new = data.draw(st.integers(1, len(leaves))), len(leaves)
    roots = (root_of(leaves[:old]), root_of(leaves))
    proof = consistency_proof(leaves, old)
    assert check_consistency((old, new), roots, proof)
    assert not check_consistency((old, new), (leaf_hash(b"other"), roots[1]), proof)
    assert not check_consistency((old, new), (roots[0], leaf_hash(b"other")), proof)
    assert not check_consistency((old, new), roots, (*proof, roots[0]))
    assert not check_consistency((0, new), roots, proof)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=3).map(leaf_hash), max_size=70), st.lists(st.integers(0, 40), max_size=6))
def test_a_frontier_that_grows_in_any_steps_has_the_root_of_the_whole(leaves: list[bytes], steps: list[int]) -> None:
    frontier, at = Frontier(), 0
    for step in steps:
        frontier.extend(leaves[at : at + step])
        at = min(at + step, len(leaves))
        frontier = Frontier.decode(frontier.size, frontier.encode())
    for leaf in leaves[at:]:
        frontier.append(leaf)
    assert (frontier.size, frontier.root()) == (len(leaves), tree(leaves))


def test_a_frontier_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="2 peaks"):
        Frontier.decode(3, b"x" * 32)


@pytest.mark.parametrize(("make", "at"), [(inclusion_proof, 8), (inclusion_proof, -1), (consistency_proof, 0)])
def test_there_is_no_proof_of_what_is_not_in_the_tree(make: object, at: int) -> None:
    with pytest.raises(IndexError):
        make(LEAVES, at)  # pyright: ignore[reportCallIssue]


@settings(deadline=None)
@given(leaves=st.lists(st.binary(min_size=32, max_size=32), max_size=40), before=st.integers(0, 3))
def test_a_growth_has_the_tree_at_every_size_on_the_way(leaves: list[bytes], before: int) -> None:
    width = 1 << max(len(leaves).bit_length() - 1, 0)
    there = [leaf_hash(bytes([at])) for at in range(before * width)]
    tree = Frontier()
    tree.extend(there)
    growth = Growth(tree, leaves)
    for more in range(len(leaves) + 1):
        grown = growth.at(len(there) + more)
        whole = [*there, *leaves[:more]]
        assert (grown.size, grown.root()) == (len(whole), root_of(whole))
        assert Frontier.decode(grown.size, grown.encode()).root() == root_of(whole)
    assert tree.size == len(there), "the tree before it stays as it is"


def test_a_growth_that_no_subtree_fits_or_that_is_left_is_refused() -> None:
    tree = Frontier()
    tree.extend(LEAVES[:3])
    with pytest.raises(ValueError, match="behind 3"):
        Growth(tree, LEAVES[3:5])
    for size in (2, 5):
        with pytest.raises(IndexError):
            Growth(tree, LEAVES[3:4]).at(size)
