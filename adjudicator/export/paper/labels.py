"""Labels for envelopes (PDF): the number in words and as a barcode, and the place. Nothing on them says whose one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from adjudicator.export.paper.barcodes import code_svg
from adjudicator.export.paper.table_sheets import SheetPlace
from adjudicator.export.paper.typeset import set_page
from adjudicator.words import _, beside

INSET = 0.08
"""Inches around what stands on a label: printers are off by some."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label."""

    number: str
    place: str


@dataclass(frozen=True, slots=True)
class LabelPaper:
    """A sheet of labels in inches: its size and a label's, where the first begins, and from one to the next."""

    title: str
    page_width: float
    page_height: float
    width: float
    height: float
    columns: int = 1
    rows: int = 1
    left: float = 0.0
    top: float = 0.0
    across: float = 0.0
    down: float = 0.0

    @property
    def on_a_page(self) -> int:
        """How many labels a page has."""
        return self.columns * self.rows


PAPERS: Mapping[str, LabelPaper] = {
    "sheet": LabelPaper(
        _("30 on a letter page (as Avery 5160)"),
        8.5, 11.0, 2.625, 1.0, 3, 10, left=0.1875, top=0.5, across=2.75, down=1.0,
    ),
    "long": LabelPaper(_("Label printer, 3.5 by 1.125 inches"), 3.5, 1.125, 3.5, 1.125),
    "short": LabelPaper(_("Label printer, 2.25 by 1.25 inches"), 2.25, 1.25, 2.25, 1.25),
}  # fmt: skip
"""The paper that labels are printed on."""

PRACTICE = _("PRACTICE")


def label_pages(labels: Sequence[Label], paper: LabelPaper, place: SheetPlace, *, used: int = 0) -> bytes:
    """The labels, so many of the first sheet being `used` already. Where they cannot be typeset, their numbers alone."""
    data: dict[str, Any] = {
        "title": _("Envelope labels"),
        "practice": PRACTICE if place.practice else "",
        "paper": {**asdict(paper), "inset": INSET},
        "used": used,
        "each": [_drawn(each, paper) for each in labels],
    }
    lines = [beside(each.number, each.place, by="   ") for each in labels]
    return set_page("labels.typ", data, place.now, place.language, lambda __: lines)


def _drawn(label: Label, paper: LabelPaper) -> dict[str, Any]:
    code, line = code_svg(label.number, paper.width - 2 * INSET)
    return {"number": label.number, "place": label.place, "code": code, "line": line}
