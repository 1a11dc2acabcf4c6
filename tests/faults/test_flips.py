"""Every byte of a small case file flipped, one at a time: found, refused, or of a kind that carries no meaning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from .flips import MEANINGLESS, flip, small_case
from .pages import Atlas

HEADER = 100
"""Bytes of the file's header."""

MASKS = (0x01, 0xFF, 0x20, 0x80)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case; a flipped byte is put back before the next one."""
    return small_case(tmp_path_factory.mktemp("flips"))


def test_the_atlas_of_a_file_knows_what_each_byte_is_for(small: Path) -> None:
    content = small.read_bytes()
    uses = Atlas(content).uses
    assert len(uses) == len(content) < 150_000
    assert all(uses)
    assert {use for use in MEANINGLESS if use not in uses} <= {"fragment", "cell: filled up", "overflow: unused end"}


def test_each_byte_of_the_header_is_noticed_or_carries_no_meaning(small: Path) -> None:
    flipped = flip(small, range(HEADER), 0xFF)
    assert flipped.wrong == []
    assert flipped.seen["refused by SQLite"] > 30


def one_of_each(path: Path, mask: int) -> Iterator[int]:
    """A byte of each use in each table, with two of the masks for each: other bytes, and the other masks, on another day.

    `python -m tests.faults --long` takes them all.
    """
    atlas, places = Atlas(path.read_bytes()), defaultdict[tuple[str, str], list[int]](list)
    for at, known_as in enumerate(zip(atlas.uses, atlas.owners, strict=True)):
        places[known_as].append(at)
    day = datetime.now(UTC).toordinal()
    chance, turn = Random(f"{day} {mask}"), (day + MASKS.index(mask)) % 2
    return (chance.choice(bytes_of) for number, bytes_of in enumerate(places.values()) if number % 2 == turn)


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("mask", MASKS)
def test_a_flipped_byte_is_noticed_or_carries_no_meaning(small: Path, mask: int) -> None:
    flipped = flip(small, one_of_each(small, mask), mask)
    assert flipped.wrong == []
    assert flipped.seen["found by verify"] > 100 > flipped.seen["refused by SQLite"] > 0
