"""A list of Setup that is only read."""

from __future__ import annotations

from dataclasses import dataclass

from ui.parts import Column, ListWords, Row


@dataclass(frozen=True, slots=True)
class ReadOnlyList:
    """A list that is only read: the name its widths are remembered by, a sentence over it, columns, words, rows."""

    name: str
    says: str
    columns: tuple[Column, ...]
    words: ListWords
    rows: tuple[Row, ...] = ()
