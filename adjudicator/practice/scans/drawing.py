"""A page of a practice scan drawn as SVG: letters as outlines, a little uneven, on a sheet that lay a little askew."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from adjudicator.practice.chance import Chance
from adjudicator.practice.scans import hands
from adjudicator.practice.scans.page import (
    STAMP,
    CodedMark,
    Mark,
    PaperPage,
    PrintedMark,
    RuledMark,
    SignedMark,
    StampedMark,
    TickedMark,
    WrittenMark,
)
from adjudicator.records.scans import FieldPlace

MARGIN = 26.0
"""How much of the scanner's bed is seen around the paper."""

TURN = 1.1
"""Degrees by which a paper lies askew at most."""

PAPERS: Mapping[str, str] = {"envelope": "#f4ead2", "certificate": "#fbfaf6", "form": "#fafaf7"}


@dataclass(frozen=True, slots=True)
class DrawnScan:
    """A page as SVG, and where its fields are on the picture."""

    svg: bytes
    places: tuple[FieldPlace, ...]


def drawn(page: PaperPage, chance: Chance) -> DrawnScan:
    """Draw a page; chance says how it lay and what was spilt on it."""
    turn = (2 * chance.unit() - 1) * TURN
    width, height = page.width + 2 * MARGIN, page.height + 2 * MARGIN
    sheet = _Sheet(chance)
    for mark in page.marks:
        sheet.draw(mark)
    middle = f"{page.width / 2:g} {page.height / 2:g}"
    parts = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}"><defs>{"".join(sheet.outlines.values())}</defs>'
        f'<rect width="{width:g}" height="{height:g}" fill="#d9dad8"/>'
        f'<g transform="translate({MARGIN:g} {MARGIN:g}) rotate({turn:.2f} {middle})">'
        f'<rect x="3" y="4" width="{page.width:g}" height="{page.height:g}" fill="#b9bbb8"/>'
        f'<rect width="{page.width:g}" height="{page.height:g}" fill="{PAPERS[page.kind]}"/>',
        *_stains(page, chance),
        *sheet.parts,
        "</g></svg>",
    )
    return DrawnScan("".join(parts).encode(), tuple(_places(page, turn)))


def _places(page: PaperPage, turn: float) -> Iterator[FieldPlace]:
    width, height = page.width + 2 * MARGIN, page.height + 2 * MARGIN
    for field, rects in page.fields.items():
        for rect in rects:
            corners = [
                _turned(page, turn, rect.x + across * rect.width, rect.y + down * rect.height)
                for across in (0, 1)
                for down in (0, 1)
            ]
            left, top = min(x for x, _ in corners) + MARGIN, min(y for _, y in corners) + MARGIN
            right, foot = max(x for x, _ in corners) + MARGIN, max(y for _, y in corners) + MARGIN
            yield FieldPlace(
                field, 100 * left / width, 100 * top / height, 100 * (right - left) / width, 100 * (foot - top) / height
            )


def _turned(page: PaperPage, turn: float, x: float, y: float) -> tuple[float, float]:
    angle, across, down = math.radians(turn), x - page.width / 2, y - page.height / 2
    return (
        page.width / 2 + across * math.cos(angle) - down * math.sin(angle),
        page.height / 2 + across * math.sin(angle) + down * math.cos(angle),
    )


class _Sheet:
    """The parts of a drawing, and the outlines that they use."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self.parts: list[str] = []
        self.outlines: dict[tuple[str, str], str] = {}

    def draw(self, mark: Mark) -> None:
        """Draw one mark."""
        DRAWN_BY[type(mark)](self, mark)

    def printed(self, mark: PrintedMark) -> None:
        """Words of the printer: even, on one line."""
        x, name = mark.x, hands.BOLD if mark.bold else hands.PRINT
        self.parts.append(f'<g fill="{mark.ink}">')
        for letter in mark.words:
            self._letter(name, letter, f"translate({x:.1f} {mark.y:.1f}) scale({mark.size / 1000:g})")
            x += hands.glyph(name, letter)[0] * mark.size / 1000
        self.parts.append("</g>")

    def ruled(self, mark: RuledMark) -> None:
        """A line, or a frame."""
        at = mark.at
        if at.height:
            look = (
                f'fill="{mark.filled}"' if mark.filled else f'fill="none" stroke="#3a4047" stroke-width="{mark.weight}"'
            )
            self.parts.append(f'<rect x="{at.x:g}" y="{at.y:g}" width="{at.width:g}" height="{at.height:g}" {look}/>')
        else:
            self._stroke(f"M{at.x:g} {at.y:g}h{at.width:g}", "#3a4047", mark.weight)

    def written(self, mark: WrittenMark) -> None:
        """Words in a hand: each letter a little otherwise, closer together where the room is short."""
        pen = mark.pen
        size = mark.size * pen.size * hands.HEIGHTS[pen.hand]
        wide = hands.width(pen.hand, mark.words, size)
        narrow = min(1.0, mark.room / wide) if wide else 1.0
        x, y = mark.x + max(mark.room - wide, 0) * 0.06 * self._chance.unit(), mark.y
        slope = self._between(-0.012, 0.012) * pen.unrest
        self.parts.append(f'<g fill="{pen.ink}" data-field="{mark.field}">')
        for letter in mark.words:
            lifted = y + slope * (x - mark.x) + self._between(-0.02, 0.02) * size * pen.unrest
            turn, grown = self._between(-2.5, 2.5) * pen.unrest, size * (1 + self._between(-0.03, 0.03) * pen.unrest)
            how = f"translate({x:.1f} {lifted:.1f}) rotate({turn:.1f}) scale({grown * narrow / 1000:.4f} {grown / 1000:.4f})"
            self._letter(pen.hand, letter, how)
            x += hands.glyph(pen.hand, letter)[0] * size * narrow / 1000
        self.parts.append("</g>")

    def ticked(self, mark: TickedMark) -> None:
        """A box; an X or a tick over it where it is ticked, never quite within."""
        at = mark.at
        self.ruled(RuledMark(at, 1.4))
        if mark.pen is None:
            return
        over = self._between(2, 6)
        left, top, right, foot = at.x - over, at.y - over, at.x + at.width + over, at.y + at.height + over
        if mark.pen.hand == "kalam":
            path = f"M{left:.1f} {at.y + 7:.1f}L{at.x + 6:.1f} {foot:.1f}L{right + 5:.1f} {top - 4:.1f}"
        else:
            path = f"M{left:.1f} {top:.1f}L{right:.1f} {foot:.1f}M{right:.1f} {top:.1f}L{left:.1f} {foot:.1f}"
        self._stroke(path, mark.pen.ink, 2.8)

    def signed(self, mark: SignedMark) -> None:
        """A signature: a letter, and a stroke that goes up and down and says no name."""
        at, pen = mark.at, mark.pen
        x, y = at.x, at.y + at.height * 0.78
        tall = at.height * 1.1
        self.parts.append(f'<g fill="{pen.ink}">')
        self._letter("kalam", mark.initial.upper(), f"translate({x:.1f} {y:.1f}) rotate(-6) scale({tall / 1000:.4f})")
        self.parts.append("</g>")
        x += hands.glyph("kalam", mark.initial.upper())[0] * tall / 1000 * 0.85
        path = f"M{x:.1f} {y:.1f}"
        for __ in range(5 + self._chance.below(5)):
            up, on = self._between(0.12, 0.62) * at.height, self._between(0.03, 0.08) * at.width
            path += f"q{on:.1f} {-up:.1f} {on * 1.5:.1f} {-up * 0.5:.1f}t{on:.1f} {up * 0.5:.1f}"
        wide, high = at.width, at.height
        path += f"c{wide * 0.1:.1f} {-high * 0.4:.1f} {wide * 0.3:.1f} {high * 0.5:.1f} {wide * 0.42:.1f} -8"
        self._stroke(path, pen.ink, 2.4)

    def stamped(self, mark: StampedMark) -> None:
        """A rubber stamp, a little askew."""
        at, turn = mark.at, self._between(-4, 4)
        middle = f"{at.x + at.width / 2:g} {at.y + at.height / 2:g}"
        self.parts.append(f'<g transform="rotate({turn:.1f} {middle})" opacity="0.82">')
        self.parts.append(
            f'<rect x="{at.x:g}" y="{at.y:g}" width="{at.width:g}" height="{at.height:g}" rx="5" fill="none" '
            f'stroke="{STAMP}" stroke-width="3.4"/>'
        )
        size = at.height / len(mark.words) * 0.62
        for row, words in enumerate(mark.words):
            wide = hands.width(hands.BOLD, words, size)
            fit = min(size, size * (at.width - 16) / wide)
            x = at.x + (at.width - wide * fit / size) / 2
            y = at.y + at.height / len(mark.words) * (row + 0.72)
            self.printed(PrintedMark(words, x, y, fit, bold=True, ink=STAMP))
        self.parts.append("</g>")

    def coded(self, mark: CodedMark) -> None:
        """A QR code."""
        import segno  # noqa: PLC0415 - only drawing a scan needs it

        rows = [bytes(row) for row in segno.make(mark.words, micro=False, error="m").matrix]
        cell = mark.at.width / (len(rows) + 4)
        path = "".join(
            f"M{mark.at.x + (column + 2) * cell:.2f} {mark.at.y + (row + 2) * cell:.2f}h{cell:.2f}v{cell:.2f}h-{cell:.2f}z"
            for row, cells in enumerate(rows)
            for column, dark in enumerate(cells)
            if dark
        )
        at = mark.at
        self.parts.append(f'<rect x="{at.x:g}" y="{at.y:g}" width="{at.width:g}" height="{at.height:g}" fill="#fff"/>')
        self.parts.append(f'<path d="{path}" fill="#111"/>')

    def _letter(self, hand: str, letter: str, how: str) -> None:
        outline = hands.glyph(hand, letter)[1]
        if outline:
            name = f"{hand}-{ord(letter):x}"
            self.outlines.setdefault((hand, letter), f'<path id="{name}" d="{outline}"/>')
            self.parts.append(f'<use href="#{name}" transform="{how}"/>')

    def _stroke(self, path: str, ink: str, weight: float) -> None:
        self.parts.append(
            f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{weight:g}" stroke-linecap="round" '
            'stroke-linejoin="round"/>'
        )

    def _between(self, low: float, high: float) -> float:
        return low + (high - low) * self._chance.unit()


DRAWN_BY: Mapping[type, Callable[[_Sheet, Any], None]] = {
    PrintedMark: _Sheet.printed,
    RuledMark: _Sheet.ruled,
    WrittenMark: _Sheet.written,
    TickedMark: _Sheet.ticked,
    SignedMark: _Sheet.signed,
    StampedMark: _Sheet.stamped,
    CodedMark: _Sheet.coded,
}


def _stains(page: PaperPage, chance: Chance) -> Iterator[str]:
    """What happened to the paper: a cup stood on it, it was folded, the scanner's glass was not clean."""
    if chance.happens(0.22):
        x, y, size = chance.unit() * page.width, chance.unit() * page.height, 60 + 50 * chance.unit()
        for weight, dim in ((9, 0.13), (3, 0.2)):
            yield (
                f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size:.0f}" fill="none" stroke="#8a6234" '
                f'stroke-width="{weight}" opacity="{dim}"/>'
            )
    if chance.happens(0.5):
        y = page.height * (0.3 + 0.4 * chance.unit())
        yield f'<path d="M0 {y:.0f}L{page.width:g} {y + 6:.0f}" stroke="#7d7f80" stroke-width="2" opacity="0.35"/>'
    for __ in range(chance.below(14)):
        x, y, size = chance.unit() * page.width, chance.unit() * page.height, 0.6 + 2.2 * chance.unit()
        yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size:.1f}" fill="#565a5e" opacity="0.5"/>'
    if chance.happens(0.15):
        x, y = chance.unit() * page.width, chance.unit() * page.height
        yield f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="90" ry="46" fill="#9c9a8f" opacity="0.16"/>'
