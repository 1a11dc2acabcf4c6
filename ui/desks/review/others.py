"""Other envelopes of the same voter, each beside the one on the desk. Pure but for reading them."""

from __future__ import annotations

from collections.abc import Iterator

from adjudicator.law.telling.words import outcome_words
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside
from ui.desks.review.lines.table import DESK_LINES
from ui.desks.review.papers import paper_lines
from ui.desks.review.screen import ComparedLine, OtherEnvelope
from ui.desks.review.work import OpenOnDesk, Work, work_of
from ui.shared.envelope_words import WHERE_WORDS, label_of

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
            (
                *(
                    ComparedLine(one.label, one.words, other.words, one.personal)
                    for one, other in lines
                    if one.words or other.words
                ),
                *_decided(work, work_of(office, found, OpenOnDesk(read_only=True))),
            ),
        )


def _decided(here: Work, there: Work) -> Iterator[ComparedLine]:
    """What was answered of each, but for who the voter is, which is the same."""
    ones, others = _answers(here), _answers(there)
    for fact in dict.fromkeys((*ones, *others)):
        yield ComparedLine(label_of(fact), ones.get(fact, ""), others.get(fact, ""))
    stands = [outcome_words(each.sheet.state.outcome) for each in (here, there)]
    yield ComparedLine(_("Determined"), stands[0], stands[1])


def _answers(work: Work) -> dict[str, str]:
    """The answers that a person gave or accepted, by fact."""
    given = work.sheet.state.answers
    return {
        line.fact: DESK_LINES[line.fact].words(line, work.sheet)
        for card in work.cards
        for line in card.lines
        if line.fact in given and line.fact != "match"
    }
