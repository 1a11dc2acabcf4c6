"""Why a ballot fares as it does, as screens show it: its grounds, and what would have to be different. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from adjudicator.law.otherwise import Way
from adjudicator.law.pack import Paragraph
from adjudicator.law.way_words import result_note, result_words, way_words
from adjudicator.records.findings import Finding
from ui.presenters.review_screen import Ground, WayGroup


def ground_of(finding: Finding, paragraph: Paragraph | None) -> Ground:
    """A finding with the paragraph it rests on; without the paragraph it is folded."""
    if paragraph is None:
        return Ground(finding.because, finding.citation)
    paraphrase = "" if paragraph.verbatim else ", in other words"
    return Ground(finding.because, finding.citation, paragraph.text, f"{paragraph.release}{paraphrase}")


def way_groups(ways: Iterable[Way], until: str) -> tuple[WayGroup, ...]:
    """Ways by what they lead to, in their own order; those that a person can still bring apart, with the day they end."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for way in ways:
        groups.setdefault((way.outcome, result_words(way), result_note(way, until)), []).append(way_words(way))
    return tuple(WayGroup(outcome, words, tuple(lines), note) for (outcome, words, note), lines in groups.items())
