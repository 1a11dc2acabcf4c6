"""The row of a file of other votes, kept with its words and read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adjudicator.records.vote_rows import ROW_COLUMNS, packed, row_of, unpacked

ROWS = st.lists(st.tuples(st.sampled_from(sorted(ROW_COLUMNS)), st.text()), max_size=4)


@given(words=st.text(), parts=ROWS)
def test_what_is_packed_is_read_again(words: str, parts: list[tuple[str, str]]) -> None:
    row = row_of(parts)
    read = unpacked(packed(words, row))
    assert read == (words, row) or not row
    assert packed(*read) == packed(words, row), "the lines of a file are committed to as they are kept"


@pytest.mark.parametrize(
    "kept",
    [
        "accepted Oct 27, 2020, mailed",
        "",
        "rejected\x1f",
        "rejected\x1fbecause",
        'rejected\x1f[["name"]]',
        "rejected\x1f[]",
        'rejected\x1f[["name", "X"]]',
        'rejected\x1f{"name":"X"}',
    ],
)
def test_what_was_not_packed_here_is_words_alone(kept: str) -> None:
    """Lines of before form 6.0, and what a file itself has written there."""
    assert unpacked(kept) == (kept, ())


def test_an_empty_cell_is_not_kept() -> None:
    assert row_of([("name", " JANE   DOE "), ("born", " "), ("reason", "")]) == (("name", "JANE DOE"),)
