"""A page of a practice scan, before it is drawn: what is printed on it, and what pens left on it, mark by mark.

A mark names the field that it is of: a column of `papers.csv`, or of the envelope list. What the marks say is what the
papers say; how they look comes from the pens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from adjudicator.practice.chance import Chance
from adjudicator.practice.scans import hands

Ink = str
"""A colour as SVG has it."""

VOTERS_INKS: tuple[Ink, ...] = ("#1c2f7a", "#20242c", "#27408f", "#16181d")
OFFICERS_INKS: tuple[Ink, ...] = ("#14171c", "#1d3a8a")
STAMP: Ink = "#a3222b"
PRINTED: Ink = "#23282e"


@dataclass(frozen=True, slots=True)
class Rect:
    """A place on a page, in the page's own units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Pen:
    """Somebody's hand: which, in what ink, how large, and how uneven."""

    hand: str
    ink: Ink
    size: float = 1.0
    unrest: float = 1.0


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """Words that the printer put there; `words` of one line."""

    words: str
    x: float
    y: float
    size: float
    bold: bool = False
    ink: Ink = PRINTED


@dataclass(frozen=True, slots=True)
class RuledMark:
    """A printed line or frame."""

    at: Rect
    weight: float = 1.0
    filled: Ink = ""


@dataclass(frozen=True, slots=True)
class WrittenMark:
    """Words in a hand, from `x` at most `room` wide, on the line `y`."""

    field: str
    words: str
    x: float
    y: float
    size: float
    pen: Pen
    room: float


@dataclass(frozen=True, slots=True)
class TickedMark:
    """A box: which value of the field it stands for, and whose pen ticked it; nobody's where it is empty."""

    field: str
    value: str
    at: Rect
    pen: Pen | None


@dataclass(frozen=True, slots=True)
class SignedMark:
    """A signature over a line: nobody's, a stroke of the pen that begins with a letter."""

    field: str
    initial: str
    at: Rect
    pen: Pen


@dataclass(frozen=True, slots=True)
class StampedMark:
    """Words of a rubber stamp, in a frame."""

    field: str
    words: tuple[str, ...]
    at: Rect


@dataclass(frozen=True, slots=True)
class CodedMark:
    """A two-dimensional barcode with the envelope's number."""

    words: str
    at: Rect


Mark = PrintedMark | RuledMark | WrittenMark | TickedMark | SignedMark | StampedMark | CodedMark
PaperKind = Literal["envelope", "certificate", "form"]


@dataclass(slots=True)
class PaperPage:
    """One side of one paper. `fields` are the places of each field of the papers, whether anything stands there or not."""

    kind: PaperKind
    number: str
    width: float
    height: float
    voter: Pen
    officer: Pen
    marks: list[Mark] = field(default_factory=list[Mark])
    fields: dict[str, list[Rect]] = field(default_factory=dict[str, list[Rect]])

    def place(self, name: str, at: Rect) -> None:
        """Say where a field is."""
        self.fields.setdefault(name, []).append(at)

    def say(self, words: str, x: float, y: float, size: float = 14, *, bold: bool = False) -> None:
        """Print a line of words."""
        self.marks.append(PrintedMark(words, x, y, size, bold))

    def rule(self, x: float, y: float, width: float, height: float = 0, weight: float = 1.0) -> None:
        """Print a line, or a frame where it has a height."""
        self.marks.append(RuledMark(Rect(x, y, width, height), weight))

    def head(self, words: str, x: float, y: float, width: float) -> None:
        """Print the dark head of a section."""
        self.marks.append(RuledMark(Rect(x, y - 17, width, 23), 0, PRINTED))
        self.marks.append(PrintedMark(words, x + 8, y, 14, bold=True, ink="#ffffff"))

    def blank(self, name: str, label: str, at: Rect, words: str, pen: Pen, size: float = 30) -> None:
        """Print a line to write on, under it what it is for; write what there is to write."""
        self.rule(at.x, at.y + at.height, at.width)
        self.say(label, at.x, at.y + at.height + 14, 11)
        self.place(name, Rect(at.x, at.y, at.width, at.height + 4))
        if words:
            lift = at.y + at.height - 6
            self.marks.append(WrittenMark(name, words, at.x + 8, lift, size, pen, at.width - 12))

    def box(self, name: str, value: str, label: str, at: tuple[float, float], pen: Pen | None) -> None:
        """Print a box with its words beside it; a pen ticks it."""
        x, y = at
        self.marks.append(TickedMark(name, value, Rect(x, y - 13, 15, 15), pen))
        self.say(label, x + 23, y, 13)
        self.place(name, Rect(x - 4, y - 18, 34 + hands.width(hands.PRINT, label, 13), 25))

    def sign(self, name: str, label: str, at: Rect, initial: str, *, signed: bool) -> None:
        """Print a line for a signature with an X before it; sign it where it is signed."""
        self.say("X", at.x, at.y + at.height - 3, 20, bold=True)
        self.rule(at.x + 20, at.y + at.height, at.width - 20)
        self.say(label, at.x + 20, at.y + at.height + 14, 11)
        self.place(name, Rect(at.x, at.y - 6, at.width, at.height + 10))
        if signed:
            over = Rect(at.x + 44, at.y, at.width * 0.5, at.height - 4)
            self.marks.append(SignedMark(name, initial, over, self.voter))


def pens(chance: Chance) -> tuple[Pen, Pen]:
    """The voter's hand and the poll officer's; two people never have the same."""
    voter = chance.pick(hands.WRITTEN)
    officer = chance.pick([each for each in hands.WRITTEN if each != voter])
    size = 0.94 + 0.12 * chance.unit()
    return (
        Pen(voter, chance.pick(VOTERS_INKS), size, 0.6 + chance.unit()),
        Pen(officer, chance.pick(OFFICERS_INKS), 0.92, 0.5 + 0.5 * chance.unit()),
    )
