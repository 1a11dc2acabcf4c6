"""Every byte of a small case file flipped, one at a time: found, refused, or of a kind that carries no meaning."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from .flips import MEANINGLESS, flip, small_case
from .pages import Atlas

STRIDE = 64
"""Each run takes one byte of so many, another one each day; `python -m tests.faults --long` takes them all."""

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
    assert {use for use in MEANINGLESS if use not in uses} <= {"fragment", "cell: filled up"}


def test_each_byte_of_the_header_is_noticed_or_carries_no_meaning(small: Path) -> None:
    flipped = flip(small, range(HEADER), 0xFF)
    assert flipped.wrong == []
    assert flipped.seen["refused by SQLite"] > 30


@pytest.mark.slow
@pytest.mark.parametrize("mask", MASKS)
def test_a_flipped_byte_is_noticed_or_carries_no_meaning(small: Path, mask: int) -> None:
    first = (datetime.now(UTC).toordinal() + MASKS.index(mask) * STRIDE // len(MASKS)) % STRIDE
    flipped = flip(small, range(first, small.stat().st_size, STRIDE), mask)
    assert flipped.wrong == []
    assert flipped.seen["found by verify"] > flipped.seen["refused by SQLite"]
