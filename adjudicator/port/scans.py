"""Scans that came with envelope lists: kept beside the record, and no part of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

Progress = Callable[[int, int], None]
"""Told now and then: files done, files in all; may raise to stop."""


class Scans(Protocol):
    """The scans kept with a case, by the SHA-256 of the list that they came with. Each method may raise WorldError."""

    @property
    def are_kept(self) -> bool:
        """Whether any are kept at all: those of a case that is not encrypted stay where they are."""
        ...

    def names(self, envelope_list: str) -> tuple[str, ...]:
        """The names of an envelope list's scans that are kept."""
        ...

    def read(self, envelope_list: str, name: str) -> bytes:
        """The bytes of a scan, none where it is not kept."""
        ...

    def keep(
        self, envelope_list: str, files: Mapping[str, Callable[[], bytes]], progress: Progress | None = None
    ) -> None:
        """Keep files, each by its name with how its bytes are read; again does no harm. All of them are kept, or none."""
        ...
