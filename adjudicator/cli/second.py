"""The commands `second-decisions` (how many of a batch) and `decide-again` (one of them, without seeing the first)."""

from __future__ import annotations

from pathlib import Path

import click

from adjudicator.casework.acts.checking import OUTCOMES, SecondOpinion
from adjudicator.cli.shared.access import acting, as_json, granted, open_office, sign_in
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import answer_either
from adjudicator.cli.shared.paths import existing
from adjudicator.words import _, beside, n_


@command(name="second-decisions")
@click.argument("case", type=existing)
@option("--percent", type=int, help=_("So many in a hundred of each batch that is closed from now on; 0 for none."))
@option("--reason", default="", help=_("Why, in words; it goes into the record, sealed."))
@as_json
@acting
def second_decisions(case: Path, percent: int | None, reason: str, json_: bool, person: str | None) -> None:
    """Show or set how many of each batch are decided twice.

    Another reviewer decides. They do not see the first decision. The batch waits until all that are drawn were decided.

    Example: adjudicator second-decisions gwinnett.case --percent 5 --reason "As the board wishes" --as jdoe
    """
    office = open_office(case, read_only=percent is None)
    if percent is not None:
        sign_in(office, person)
        granted(office.second.set_percent(percent, reason))
    words = n_(
        "{count} in a hundred of each batch is decided a second time.",
        "{count} in a hundred of each batch are decided a second time.",
        office.second.percent,
    )
    answer_either(words, {"second_decisions": office.second.percent}, as_json=json_)


@command(name="decide-again")
@click.argument("case", type=existing)
@click.argument("envelope", required=False)
@option("--outcome", type=click.Choice(OUTCOMES), help=_("What you make of the envelope."))
@option(
    "--contest", "contests", multiple=True, help=_("A contest that counts, where only some do; may be given again.")
)
@option("--note", default="", help=_("Your own words; they go into the record, sealed."))
@as_json
@acting
def decide_again(  # noqa: PLR0913, PLR0917 - each is an option
    case: Path,
    envelope: str | None,
    outcome: str | None,
    contests: tuple[str, ...],
    note: str,
    json_: bool,
    person: str | None,
) -> None:
    """Decide an envelope a second time, or list what waits.

    Decide from the papers: the first decision is not shown, and nobody decides their own again.

    Example: adjudicator decide-again gwinnett.case 0417 --outcome count_full --as jdoe
    """
    office = open_office(case)
    sign_in(office, person)
    if envelope is not None:
        if outcome is None:
            raise click.UsageError(_("Say with --outcome what you make of the envelope."))
        granted(office.second.check(envelope, SecondOpinion(outcome, contests, note)))
    waiting = office.second.waiting()
    numbers = ", ".join(_("{number} ({batch})", number=each.envelope, batch=each.batch) for each in waiting)
    left = n_(
        "{count} envelope waits for your second decision",
        "{count} envelopes wait for your second decision",
        len(waiting),
    )
    described = [{"batch": each.batch, "envelope": each.envelope} for each in waiting]
    answer_either(beside(left, numbers, by=": "), {"waiting": described}, as_json=json_)


COMMANDS = (second_decisions, decide_again)
