"""Drafts: what a person has typed or chosen and not yet recorded. They may change, and are no part of the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Draft:
    """One person's draft at one desk: a JSON text, and when it was kept (UTC instant)."""

    person: str
    desk: str
    value: str
    saved_at: str

    def __repr__(self) -> str:
        return f"Draft(person={self.person!r}, desk={self.desk!r})"


class Drafts(Protocol):
    """The drafts kept at this computer. Writing raises WorldError "locked" at once where it would have to wait."""

    def of(self, person: str) -> list[Draft]:
        """A person's drafts, the one kept last first; an observer's copy has none."""
        ...

    def keep(self, draft: Draft) -> None:
        """Keep a draft in place of the one before."""
        ...

    def drop(self, person: str, desk: str) -> None:
        """Remove a person's draft at a desk; nothing happens where there is none."""
        ...
