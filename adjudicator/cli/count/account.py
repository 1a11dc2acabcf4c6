"""The account of a case: where every envelope and every ballot is, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from adjudicator.canvass.account import CountAccount, account_json
from adjudicator.canvass.steps import AccountStep, steps_of
from adjudicator.canvass.went_on import WENT_ON, went_on_words
from adjudicator.cli.shared.access import as_json, open_office
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.exits import REFUSED
from adjudicator.cli.shared.output import EndError, answer_json, answer_lines
from adjudicator.cli.shared.paths import existing
from adjudicator.words import Words, _, n_


@command()
@click.argument("case", type=existing)
@as_json
def account(case: Path, json_: bool) -> None:
    """Say where every envelope and ballot is. Also what does not fit, now and at any time before.

    It reads the whole log. It ends with 1 while something does not fit and nobody has explained it.

    Example: adjudicator account gwinnett.case --json
    """
    found = open_office(case, read_only=True).accounts.history()
    answer_json(account_json(found)) if json_ else answer_lines(account_lines(found))
    if any(not trouble.settled for trouble in found.troubles):
        raise EndError(REFUSED)


def account_lines(found: CountAccount) -> Iterator[str]:
    """The account as lines: each step with its number, then what does not fit, then what did and was settled."""
    yield from map(_step_line, steps_of(found))
    if found.entered_by_mistake:
        yield _("Entered by mistake, not among those received: {number}", number=found.entered_by_mistake)
    for settled, heading in ((False, _("What does not fit:")), (True, _("What did not fit and is settled:"))):
        sentences = [trouble.sentence for trouble in found.troubles if trouble.settled == settled]
        if sentences:
            yield heading
            yield from sentences
    if found.went_on:
        yield _("{heading}:", heading=WENT_ON)
        yield from went_on_words(found.went_on, str)


def _step_line(step: AccountStep) -> Words:
    if step.waiting > 0:
        return n_(
            "{step}: {number}; {count} not yet", "{step}: {number}; {count} not yet", step.waiting,
            step=step.words, number=step.number,
        )  # fmt: skip
    if step.waiting < 0:
        return n_(
            "{step}: {number}; {count} more than before", "{step}: {number}; {count} more than before", -step.waiting,
            step=step.words, number=step.number,
        )  # fmt: skip
    return _("{step}: {number}", step=step.words, number=step.number)


COMMANDS = (account,)
