"""Other envelopes of the same voter, each beside the one on the desk. Pure but for reading them."""

from __future__ import annotations

from collections.abc import Iterator

from adjudicator.law.telling.words import outcome_words
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside
from ui.desks.review.papers import paper_lines
from ui.desks.review.screen import ComparedLine, OtherEnvelope
from ui.desks.review.work import Work
from ui.shared.envelope_words import WHERE_WORDS

OTHERS = "other envelopes"
"""Stands among what is unfolded while they are shown."""


def others_screen(work: Work) -> tuple[OtherEnvelope, ...]:
    """Each with its papers beside those of the envelope on the desk."""
    return tuple(_others(work))


def _others(work: Work) -> Iterator[OtherEnvelope]:
    office, here = work.office, work.sheet.evidence.papers
    for number in work.sheet.evidence.other_envelopes:
        found = office.review.sheet(number)
        if isinstance(found, Refusal):
            continue
        state, reasons = found.state, office.case.reasons
        lines = zip(
            paper_lines(here, office.election, reasons),
            paper_lines(found.evidence.papers, office.election, reasons),
            strict=True,
        )
        stands = outcome_words(state.outcome) if state.outcome != "undecided" else ""
        yield OtherEnvelope(
            number,
            _("Envelope {number}, of the same voter", number=number),
            beside(WHERE_WORDS.get(state.status, ""), stands, by=": "),
            tuple(
                ComparedLine(one.label, one.words, other.words, one.personal)
                for one, other in lines
                if one.words or other.words
            ),
        )
