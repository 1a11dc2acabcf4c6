"""The law of a case as a card shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text to read: a heading and its lines; `quoted` where the lines are the law's own words.

    `marked` is the one of the lines that is in force, where they are choices; empty where they are none.
    """

    heading: str
    lines: tuple[str, ...]
    quoted: bool = False
    marked: str = ""


@dataclass(frozen=True, slots=True)
class LawCard:
    """A rule, parameter, position, fact or day of the law laid open; `act` is the word on its button, empty for none."""

    id: str
    title: str
    kind: str
    sections: tuple[Section, ...]
    act: str = ""
