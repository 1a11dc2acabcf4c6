"""The score of a practice case: what was decided so far, held against the right answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from adjudicator.cli.shared.access import as_json, open_office
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.exits import REFUSED
from adjudicator.cli.shared.output import EndError, answer_json, answer_lines, refuse
from adjudicator.cli.shared.paths import existing
from adjudicator.law.telling.words import fact_words
from adjudicator.practice.score import RightShare, Score
from adjudicator.records.trouble import Refusal
from adjudicator.rehearsal.scoring import outcome_told, whole_score
from adjudicator.words import _, capital


@command()
@click.argument("case", type=existing)
@as_json
def score(case: Path, json_: bool) -> None:
    """Say how far a practice case was decided rightly. By person and by question.

    It scores the outcome and the contests that count, nothing else, and ends with 1 while something differs.

    Example: adjudicator score practice.case --json
    """
    found = whole_score(open_office(case, read_only=True))
    if isinstance(found, Refusal):
        refuse(found)
    answer_json(_json(found)) if json_ else answer_lines(_lines(found))
    if found.differing:
        raise EndError(REFUSED)


def _lines(found: Score) -> Iterator[str]:
    yield _(
        "{right} of {count} decided rightly; the case has {envelopes}.",
        right=str(found.total.right),
        count=str(found.total.decided),
        envelopes=str(found.of),
    )
    for what, tally in (
        *found.by_person.items(),
        *((capital(fact_words(fact)), t) for fact, t in found.by_question.items()),
    ):
        yield _("{what}: {right} of {count}", what=what, right=str(tally.right), count=str(tally.decided))
    for each in found.differing:
        miss = each.miss
        yield _(
            "Envelope {number}: {given} was recorded, {right} is right",
            number=miss.envelope_number,
            given=outcome_told(miss.kind, miss.got),
            right=outcome_told(miss.kind, miss.expected),
        )


def _json(found: Score) -> dict[str, Any]:
    return {
        "of": found.of,
        **_tally(found.total),
        "by_person": {who: _tally(tally) for who, tally in found.by_person.items()},
        "by_question": {fact: _tally(tally) for fact, tally in found.by_question.items()},
        "differing": [
            {
                "envelope": each.miss.envelope_number,
                "by": each.by,
                "kind": each.miss.kind,
                "right": each.miss.expected,
                "given": each.miss.got,
                "facts": {fact: {"right": right, "given": given} for fact, (right, given) in each.facts.items()},
            }
            for each in found.differing
        ],
    }


def _tally(tally: RightShare) -> dict[str, Any]:
    return {"decided": tally.decided, "right": tally.right, "share": round(tally.share, 6)}


COMMANDS = (score,)
