"""Positions: what a pack takes where the law is silent, the other choices there are, and the board's motion.

And doubts on which there is no position, because no fact turns on them: what is done all the same, and what a person does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from msgspec import convert


@dataclass(frozen=True, slots=True)
class PositionChoice:
    """One way to decide a doubt: its value, and in words what follows from it."""

    value: str
    says: str


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion of the board of registrars: its number, its date (ISO 8601) and its text, which is public."""

    number: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Position:
    """What is taken where the law is silent or unclear. `value` is one of the choices; the first one is the default.

    `asks` is the doubt as a question, `doubt` says why it is one, `source` what the default rests on; `since` and `until`
    are text and may be empty. `motion` is what set it, None while nobody has.
    """

    id: str
    value: str
    asks: str
    doubt: str
    source: str
    choices: tuple[PositionChoice, ...]
    since: str = ""
    until: str = ""
    motion: Motion | None = None

    @property
    def default(self) -> str:
        """The choice taken while the board has not moved."""
        return self.choices[0].value

    @property
    def says(self) -> str:
        """What follows from the choice in force, in words."""
        return self.said(self.value)

    def said(self, value: str) -> str:
        """What follows from a choice, in words; raises KeyError for a value that is none."""
        return {choice.value: choice.says for choice in self.choices}[value]

    def set_by(self, setting: Setting) -> Position:
        """The position as a motion sets it. Raises ValueError for a value that is none of its choices."""
        if setting.value not in {choice.value for choice in self.choices}:
            allowed = ", ".join(choice.value for choice in self.choices)
            raise ValueError(f'"{setting.value}" is no choice of the position {self.id}. Allowed: {allowed}.')
        return replace(self, value=setting.value, motion=setting.motion)


@dataclass(frozen=True, slots=True)
class Setting:
    """A choice and the motion that takes it."""

    value: str
    motion: Motion


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt of law that no choice in the program can settle.

    `asks` is the doubt as a question, `doubt` says why it is one, `source` which paragraphs bear on it; `says` what the
    program makes of such an envelope, and what a person should do.
    """

    id: str
    asks: str
    doubt: str
    source: str
    says: str


def position_from_tables(entry: Mapping[str, Any]) -> Position:
    """A position as a pack's tables carry it."""
    return convert(entry, Position)
