"""Scans that came with envelope lists or in a folder of their own: kept beside the record, and no part of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

Progress = Callable[[int, int], None]
"""Told now and then: files done, files in all; may raise to stop."""


class Scans(Protocol):
    """The scans kept with a case, each under what it came with: the SHA-256 of an envelope list, or `of_envelope(number)`
    where it was matched to an envelope. Each method may raise WorldError.
    """

    @property
    def are_kept(self) -> bool:
        """Whether those beside a list are kept: where a case is not encrypted they stay where they are."""
        ...

    def names(self, envelope_list: str) -> tuple[str, ...]:
        """The names of an envelope list's scans that are kept."""
        ...

    def held(self) -> frozenset[tuple[str, str, str]]:
        """What is kept: what it came with, and its name or the SHA-256 of it (hexadecimal), the other of which is empty."""
        ...

    def read(self, envelope_list: str, name: str) -> bytes:
        """The bytes of a scan, none where it is not kept."""
        ...

    def keep(
        self, envelope_list: str, files: Mapping[str, Callable[[], bytes]], progress: Progress | None = None
    ) -> None:
        """Keep files, each by its name with how its bytes are read; again does no harm. All of them are kept, or none."""
        ...

    def keep_all(self, files: Mapping[tuple[str, str], Callable[[], bytes]], progress: Progress | None = None) -> None:
        """Keep files as `keep` does, each under what it came with and its name."""
        ...


def of_envelope(number: str) -> str:
    """What the scans that were matched to an envelope are kept under; no SHA-256 looks like it."""
    return f"envelope {number}"
