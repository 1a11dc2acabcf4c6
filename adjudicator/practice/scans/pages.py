"""The papers of one practice envelope, each laid out on its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from adjudicator.practice.chance import Chance
from adjudicator.practice.scans import certificate, envelope, form
from adjudicator.practice.scans.page import PaperPage, Pen, pens
from adjudicator.practice.scans.said import PracticePaper
from adjudicator.records.election import Election


def pages_of(said: PracticePaper, election: Election, reasons: Mapping[str, str]) -> tuple[PaperPage, ...]:
    """Envelope, certificate and form; no certificate where it is not with the envelope.

    `reasons` are the codes that a poll worker ticks, with their words. The same papers have the same pages.
    """
    return tuple(sheet.page(said, election, reasons) for sheet in sheets_of(said))


def sheets_of(said: PracticePaper) -> tuple[BlankPaper, ...]:
    """The papers that there are, before any of them is laid out."""
    return tuple(sheet for sheet in SHEETS if sheet.kind != "certificate" or said.paper.oath != "paper_missing")


@dataclass(frozen=True, slots=True)
class BlankPaper:
    """One kind of paper: its size, and how what is said is put on it."""

    kind: str
    blank: Callable[[str, Pen, Pen], PaperPage]
    fill: Callable[[PaperPage, PracticePaper, Election, Mapping[str, str]], None]

    def page(self, said: PracticePaper, election: Election, reasons: Mapping[str, str]) -> PaperPage:
        """The paper as it was filled in."""
        voter, officer = pens(chance_of(said, "pens"))
        page = self.blank(said.number, voter, officer)
        self.fill(page, said, election, reasons)
        return page


def chance_of(said: PracticePaper, purpose: str) -> Chance:
    """Chance from what the papers say, so that they always look the same."""
    return Chance(0, "/".join(("scan", purpose, said.number, *_texts(said))))


def _texts(said: PracticePaper) -> Iterator[str]:
    voter = said.voter
    yield from (voter.get("last_name", ""), voter.get("first_name", ""), voter.get("birth_date", ""))
    yield said.paper.place


def _letter(kind: form.PaperKind) -> Callable[[str, Pen, Pen], PaperPage]:
    return lambda number, voter, officer: PaperPage(kind, number, 1000, 1294, voter, officer)


def _outer(number: str, voter: Pen, officer: Pen) -> PaperPage:
    return PaperPage("envelope", number, 1200, 860, voter, replace(officer))


SHEETS = (
    BlankPaper("envelope", _outer, envelope.fill),
    BlankPaper("certificate", _letter("certificate"), certificate.fill),
    BlankPaper("form", _letter("form"), form.fill),
)
"""The papers in the order in which they are shown."""
