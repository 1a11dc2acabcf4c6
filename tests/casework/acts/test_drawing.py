"""What is drawn from a batch: by anybody again, a twentieth of it, ten at least."""

from __future__ import annotations

import hashlib

import pytest

from adjudicator.casework.acts.drawing import sample_of, second_of

ROOT = hashlib.sha256(b"a root").hexdigest()
MANY = [f"{number:04d}" for number in range(1, 301)]


def by_hand(what: str, root: str, batch: str, numbers: list[str], many: int) -> list[str]:
    """As the auditors' page says: one line for each envelope, the smallest digests."""
    lines = [(hashlib.sha256(f"{what} {root} {batch} {number}".encode()).hexdigest(), number) for number in numbers]
    return sorted(number for _, number in sorted(lines)[:many])


@pytest.mark.parametrize(("size", "drawn"), [(1, 1), (9, 9), (10, 10), (11, 10), (200, 10), (201, 11), (300, 15)])
def test_the_sample_is_a_twentieth_and_ten_at_least_or_all(size: int, drawn: int) -> None:
    sample = sample_of(ROOT, "B0001", MANY[:size])
    assert list(sample) == by_hand("sample", ROOT, "B0001", MANY[:size], drawn)
    assert len(sample) == drawn


@pytest.mark.parametrize(("percent", "drawn"), [(0, 0), (1, 3), (10, 30), (100, 300)])
def test_as_many_are_decided_a_second_time_as_was_set(percent: int, drawn: int) -> None:
    assert list(second_of(ROOT, "B0001", MANY, percent)) == by_hand("second", ROOT, "B0001", MANY, drawn)


def test_of_a_small_batch_at_least_one_is_decided_a_second_time() -> None:
    assert len(second_of(ROOT, "B0001", MANY[:3], 1)) == 1


def test_another_root_another_batch_another_purpose_draw_others() -> None:
    first = sample_of(ROOT, "B0001", MANY)
    assert first == sample_of(ROOT, "B0001", list(reversed(MANY)))
    assert first != sample_of(ROOT, "B0002", MANY)
    assert first != sample_of("0" * 64, "B0001", MANY)
    assert first != second_of(ROOT, "B0001", MANY, 5)


def test_what_leaves_the_batch_draws_the_next_and_leaves_the_rest_as_it_was() -> None:
    first = sample_of(ROOT, "B0001", MANY[:50])
    without = [number for number in MANY[:50] if number != first[0]]
    assert set(first[1:]) < set(sample_of(ROOT, "B0001", without))
