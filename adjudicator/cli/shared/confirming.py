"""An act that changes envelopes, on the command line: what it would change is printed, and a person confirms."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from adjudicator.casework.acts.consequences import Change, Consequences
from adjudicator.casework.telling.consequence_words import (
    DEEDS,
    after_words,
    before_words,
    difference_words,
    follows_words,
    stands_words,
    stuck_words,
    summary_words,
)
from adjudicator.cli.shared.exits import REFUSED
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import EndError, answer, answer_json, answer_lines, granted, say, spoken
from adjudicator.office import Done, Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside

confirming = option("--yes", is_flag=True, help=_("Do it without asking; what it changes is printed all the same."))

restoring = option(
    "--no-restore",
    "leave",
    is_flag=True,
    help=_("Leave at review what an earlier change sent back, even where everything is again as it was determined."),
)


@dataclass(frozen=True, slots=True)
class Meant:
    """An act that is meant: in words, what it would change, further lines of what follows, and the act itself."""

    words: str
    found: Consequences
    carry_out: Callable[[], Done | Refusal]
    said: str
    also: tuple[str, ...] = ()


def stuck(office: Office, found: Consequences) -> tuple[str, ...]:
    """That nobody can approve what an act determines anew, as a line of what follows; nothing where somebody can."""
    said = stuck_words(found, office.people.approvers())
    return (said,) if said else ()


def confirm(meant: Meant, *, yes: bool, as_json: bool) -> None:
    """Print what an act would change, ask, and do it.

    Without --yes it is asked on a terminal; where there is none, or JSON is wanted, nothing is done and the command ends
    with 1.
    """
    if not as_json:
        answer_lines(_lines(meant))
    done = yes or (not as_json and agreed())
    made = granted(meant.carry_out()) if done else None
    if as_json:
        answer_json(_object(meant, made))
    elif made is not None:
        answer(meant.said)
    if made is None:
        raise EndError(REFUSED)


def agreed(*, yes: bool = False) -> bool:
    """Whether a person agrees to what was printed; asked on the terminal, where there is one, and `yes` answers before."""
    if yes:
        return True
    if not sys.stdin.isatty():
        say(_("Nothing was done: there is no terminal to ask on. Look at the list, then give --yes."))
        return False
    does = click.confirm(spoken(_("Do it?")), err=True)
    if not does:
        say(_("Nothing was done."))
    return does


def _lines(meant: Meant) -> Iterator[str]:
    yield meant.words
    yield summary_words(meant.found)
    yield from follows_words(meant.found)
    yield from meant.also
    rows = [_row(change) for change in meant.found.changes]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))] if rows else []
    for row in rows:
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _row(change: Change) -> tuple[str, ...]:
    became = beside(before_words(change), after_words(change), by=" -> ")
    cells = (change.state.number, stands_words(change.state), became, DEEDS[change.deed], difference_words(change))
    return tuple(map(spoken, cells))


def _object(meant: Meant, made: Done | None) -> dict[str, object]:
    return {
        "done": made is not None,
        "entry": made.seq if made else None,
        "examined": meant.found.examined,
        "changes": [_change(change) for change in meant.found.changes],
        "days": list(meant.also),
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "envelope": change.state.number,
        "status": change.state.status,
        "before": change.before.outcome if change.before else "undecided",
        "after": change.after.outcome if change.after else "undecided",
        "becomes": change.deed,
        "differs": difference_words(change),
    }
