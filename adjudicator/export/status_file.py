"""`status.csv`: what became of the ballot of each voter who was given a receipt, for the look-up that federal law asks for.

The free access system of the Help America Vote Act is for the voter alone, and so says O.C.G.A. 21-2-418(e). A row is found
by what a receipt's number and PIN come to (`people/receipts.py`) and by nothing else: it has no number of receipt or
envelope, no name, no precinct and no time. Rows are sorted by it, so that their order tells nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from adjudicator.canvass.tally import approved_outcome
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.casework.telling.explanation import PublicExplainer
from adjudicator.export.csv_parts import Cell, codes_cell, csv_parts
from adjudicator.law.telling.words import outcome_words
from adjudicator.people.receipts import check_of, plain_number

STATUS = ("check", "outcome", "outcome_words", "reasons", "sentence")

UNDECIDED, NONE = "undecided", "none"

SAID: Mapping[str, str] = {
    UNDECIDED: "It is not decided yet whether your ballot counts.",
    NONE: "Ask the election office about this receipt.",
}
"""What a voter is told where nothing is determined: English, as is every file of a release."""


@dataclass(frozen=True, slots=True)
class ReceiptInForce:
    """What a voter looks up: what the receipt in force comes to with its PIN (`check`), and the envelope as it leaves."""

    check: str
    envelope: EnvelopeState


class StatusAnswer(NamedTuple):
    """What the look-up answers: the outcome as its code and in words, the codes of reasons, and a sentence for the voter."""

    outcome: str
    words: str
    reasons: str
    sentence: str


def status(found: Iterable[ReceiptInForce], explainer: PublicExplainer) -> Iterator[bytes]:
    """`status.csv`: one row a receipt in force, by its check. Each release has all of them, so the newest is the look-up."""
    rows = sorted((each.check, *_told(each.envelope, explainer)) for each in found)
    return csv_parts(STATUS, rows)


def answer_in(data: bytes, number: str, pin: str) -> StatusAnswer | None:
    """What a `status.csv` answers to a receipt's number and PIN; None where it has no such row.

    Raises ValueError or csv.Error for what is no such file.
    """
    wanted = check_of(plain_number(number), pin.strip())
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    if tuple(header) != STATUS:
        raise ValueError("its first row is not that of a look-up")
    answers = [row for row in rows if len(row) == len(STATUS) and row[0] == wanted]
    return StatusAnswer(*answers[0][1:]) if answers else None


def _told(envelope: EnvelopeState, explainer: PublicExplainer) -> tuple[Cell, ...]:
    determination = envelope.determination
    if envelope.is_none:
        return NONE, "", "", SAID[NONE]
    outcome = approved_outcome(envelope)
    if determination is None or outcome == UNDECIDED:
        return UNDECIDED, outcome_words(UNDECIDED), "", SAID[UNDECIDED]
    reasons = codes_cell(determination.holds if outcome == "held" else determination.reasons)
    return outcome, outcome_words(outcome), reasons, explainer.explain(determination).sentence
