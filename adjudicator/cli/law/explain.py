"""The command `explain`: why an envelope fares as it does, for everybody; it names nothing of the voter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import fill
from typing import Any

import click

from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.telling.explanation import Explanation
from adjudicator.cli.shared.access import as_json, open_office
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.exits import REFUSED
from adjudicator.cli.shared.output import EndError, answer_json, answer_lines, granted, say, spoken
from adjudicator.cli.shared.paths import existing
from adjudicator.law.engine.otherwise import Way
from adjudicator.law.rules.pack import Pack, Paragraph
from adjudicator.law.telling.way_words import by_result, settling_words
from adjudicator.law.telling.words import outcome_words, voter_is_told
from adjudicator.records.findings import Finding
from adjudicator.words import _, beside, small
from adjudicator.words.dates import long_day_and_hour

WIDTH = 100


@command()
@click.argument("case", type=existing)
@click.argument("envelope")
@as_json
def explain(case: Path, envelope: str, json_: bool) -> None:
    """Say why an envelope counts, waits, or is not counted.

    What the voter is told, the grounds in the law's own order with their text, the facts that settle it, and the smallest
    changes of facts that would change the outcome. No personal data.

    Example: adjudicator explain gwinnett.case 0417
    """
    office = open_office(case, read_only=True)
    sheet = granted(office.review.recorded_sheet(envelope))
    explanation = office.explanations.of(sheet)
    if explanation is None:
        say(_("The ballot style of envelope {envelope} is not known yet: nothing can be told.", envelope=envelope))
        raise EndError(REFUSED)
    law, ways = office.explanations.law_of(sheet).pack, office.explanations.otherwise(sheet)
    if json_:
        answer_json(_as_json(sheet, explanation, law, ways))
    else:
        ends = sheet.evidence.calendar.last_day
        lines = _lines(sheet, explanation, law, [*_way_lines(ways, long_day_and_hour(ends), law)])
        answer_lines(lines)


def _lines(sheet: Sheet, explanation: Explanation, law: Pack, ways: Sequence[str]) -> Iterator[str]:
    yield _(
        "Envelope {number}: {outcome}, {standing}",
        number=sheet.number,
        outcome=_outcome(explanation),
        standing=_standing(sheet),
    )
    yield law.name
    if explanation.public:
        yield from ("", voter_is_told(explanation.outcome), _filled(explanation.public))
    grounds = [line for finding in explanation.grounds for line in _ground_lines(finding, law)]
    yield from _section(_("Why, in the law's own order"), grounds)
    yield from _section(_("It rests on"), [_filled(words) for words in settling_words(explanation.settling, law.said)])
    yield from _section(_("What would have to be different"), ways)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", title, *lines)


def _outcome(explanation: Explanation) -> str:
    words = small(outcome_words(explanation.outcome))
    if not explanation.counted:
        return words
    counted, total = explanation.counted, explanation.total
    return _("{outcome}, {counted} of {total}", outcome=words, counted=counted, total=total)


def _standing(sheet: Sheet) -> str:
    determination = sheet.state.determination
    if determination is None or sheet.state.outcome == "undecided":
        return _("as the facts are now")
    return _("as determined, against the recommendation") if determination.departs else _("as determined")


def _ground_lines(finding: Finding, law: Pack) -> Iterator[str]:
    yield _filled(finding.because)
    for citation in finding.cited:
        yield from _paragraph_lines(citation, law.paragraphs.get(citation))


def _paragraph_lines(citation: str, found: Paragraph | None) -> Iterator[str]:
    cited = citation
    if found:
        edition = found.release if found.verbatim else _("{release}, in other words", release=found.release)
        cited = _("{citation} ({edition})", citation=cited, edition=edition)
    yield _filled(cited, 4)
    if found:
        yield from (_filled(paragraph, 4) for paragraph in found.text.split("\n\n"))


def _way_lines(ways: Sequence[Way], until: str, law: Pack) -> Iterator[str]:
    for result in by_result(ways, until, law.said):
        heading = result.heading
        if result.note:
            heading = _("{heading} ({note})", heading=heading, note=small(result.note))
        yield _filled(heading)
        yield from (_filled(beside("-", words), 4) for words in result.ways)


def _filled(words: str, indent: int = 2) -> str:
    behind = " " * (indent + 2 * words.startswith("- "))
    return fill(spoken(words), WIDTH, initial_indent=" " * indent, subsequent_indent=behind)


def _as_json(sheet: Sheet, explanation: Explanation, law: Pack, ways: Sequence[Way]) -> dict[str, Any]:
    determination = sheet.state.determination if sheet.state.outcome != "undecided" else None
    return {
        "envelope": sheet.number,
        "rules": law.id,
        "digest": law.digest,
        "determined": determination is not None,
        "departs": determination is not None and determination.departs,
        "outcome": explanation.outcome,
        "counted": explanation.counted,
        "contests": explanation.total,
        "sentence": explanation.public,
        "grounds": [_ground_json(each, law.paragraphs.get(each.citation)) for each in explanation.grounds],
        "settling": dict(explanation.settling),
        "otherwise": [_way_json(way) for way in ways],
    }


def _ground_json(finding: Finding, paragraph: Paragraph | None) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "effect": finding.effect,
        "code": finding.code or None,
        "because": finding.because,
        "citation": finding.citation,
        "ground": finding.ground or None,
        "text": paragraph.text if paragraph else None,
        "release": paragraph.release if paragraph else None,
    }


def _way_json(way: Way) -> dict[str, Any]:
    return {
        "changes": [{"fact": each.fact, "now": each.now or None, "values": list(each.values)} for each in way.changes],
        "outcome": way.outcome,
        "counted": way.counted,
        "gains": way.gains,
        "curable": way.curable,
    }


COMMANDS = (explain,)
