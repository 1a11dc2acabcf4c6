"""Why a ballot fares as it does, as screens show it: its grounds, and what would have to be different. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from adjudicator.law.engine.otherwise import Way
from adjudicator.law.rules.pack import Paragraph
from adjudicator.law.telling.way_words import by_result
from adjudicator.records.findings import Finding
from ui.envelope.screen import AppliedFinding, WayGroup


def ground_of(finding: Finding, paragraph: Paragraph | None) -> AppliedFinding:
    """A finding with the paragraph it rests on; without the paragraph it is folded."""
    if paragraph is None:
        return AppliedFinding(finding.because, finding.citation)
    paraphrase = "" if paragraph.verbatim else ", in other words"
    return AppliedFinding(finding.because, finding.citation, paragraph.text, f"{paragraph.release}{paraphrase}")


def way_groups(ways: Iterable[Way], until: str) -> tuple[WayGroup, ...]:
    """Ways by what they lead to, in their own order."""
    return tuple(WayGroup(each.outcome, each.heading, each.ways, each.note) for each in by_result(ways, until))
