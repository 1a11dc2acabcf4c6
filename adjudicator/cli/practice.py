"""The window, and the practice election."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from adjudicator import resources
from adjudicator.canvass.story import story
from adjudicator.cli.shared.access import as_json, election_in, read
from adjudicator.cli.shared.commands import SpokenCommand, command
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import EndError, answer, answer_json, bad_file, bad_input, say, teller
from adjudicator.cli.shared.packs import BOARD_VOTES_HELP, PACK, PACK_HELP, REASON_HELP, law_for_case
from adjudicator.cli.shared.paths import existing, folder
from adjudicator.log.file.errors import the_world
from adjudicator.office.office import MACHINE
from adjudicator.records.count import BOARD_VOTES
from adjudicator.rehearsal.ready import USUAL, RehearsalPlan, chance_from, make_ready
from adjudicator.rehearsal.run import RunResult, outcome_json, rehearse
from adjudicator.rehearsal.second_half import PLANTS
from adjudicator.words import _

DEFINITION = "gwinnett-2020.json"


@command()
@option("--definition", type=existing, help=_("An election definition; Gwinnett County's of 2020 by default."))
@option("--envelopes", type=click.IntRange(1, 1_000_000), default=1000, show_default=True)
@option("--course", is_flag=True, help=_("Twenty envelopes from easy to nasty, in place of --envelopes."))
@option("--seed", type=int, default=1, show_default=True, help=_("The same seed makes the same election."))
@option("--rules", type=PACK, help=PACK_HELP)
@option("--reason", default="", help=REASON_HELP)
@option("--board-votes", type=click.Choice(tuple(BOARD_VOTES)), help=BOARD_VOTES_HELP)
@option(
    "--plant",
    "plants",
    type=click.Choice(("all", "none", *PLANTS)),
    multiple=True,
    default=("all",),
    show_default=True,
    help=_("Mistakes made on the way to the count, for the account to find; with --headless."),
)
@option("--headless", is_flag=True, help=_("A scripted worker does the whole job; no window."))
@option("--out", type=folder, help=_("Where the files go; needed with --headless."))
@as_json
def practice(  # noqa: PLR0913, PLR0917 - its options
    definition: Path | None,
    envelopes: int,
    course: bool,
    seed: int,
    rules: str | None,
    reason: str,
    board_votes: str | None,
    plants: tuple[str, ...],
    headless: bool,
    out: Path | None,
    json_: bool,
) -> None:
    """Make an election to practice on, and open it. With --headless a scripted worker takes it through.

    Example: adjudicator practice --headless --seed 7 --out practice --json
    """
    source = definition or resources.path("practice", DEFINITION)
    wanted = RehearsalPlan(
        envelopes,
        seed,
        rules or "",
        reason=reason,
        board_votes=board_votes or USUAL,
        plants=_plants(plants),
        course=course,
    )
    if not headless:
        _in_window(source, wanted, out)
        return
    if out is None:
        bad_input(_("Say where the files go: --out DIR."))
    law_for_case(source, wanted.rules, wanted.reason, live=False)
    data = read(source)
    chance = chance_from(seed, election_in(source))
    with the_world(out):
        outcome = rehearse(data, source.name, out, wanted, chance=chance, tell=teller())
    if isinstance(outcome, tuple):
        bad_file(outcome)
    if json_:
        answer_json(outcome_json(outcome))
    else:
        _answer(outcome, out)


def _answer(outcome: RunResult, out: Path) -> None:
    """Say what came of a practice election, and where its files are."""
    answer(story(outcome.canvass))
    share = f"{outcome.agreement.share:.1%}"
    answer(_("Agreement with the known right answers: {share}.", share=share))
    keys, questions = f"{outcome.keys:g}", f"{outcome.questions:g}"
    if outcome.questions == 1:
        answer(_("Median for an envelope: {keys} keys, 1 question.", keys=keys))
    else:
        answer(_("Median for an envelope: {keys} keys, {questions} questions.", keys=keys, questions=questions))
    case, release = str(out / "practice.case"), str(outcome.release)
    answer(_("The record is in {case}, the release in {release}.", case=case, release=release))


def _plants(chosen: tuple[str, ...]) -> tuple[str, ...]:
    if "none" in chosen:
        return ()
    return PLANTS if "all" in chosen else tuple(plant for plant in PLANTS if plant in chosen)


def _in_window(source: Path, wanted: RehearsalPlan, out: Path | None) -> None:
    if not has_display():
        bad_input(_("There is no display here. Run it with --headless --out DIR instead."))
    folder = out or Path.cwd() / "practice-election"
    case = folder / "practice.case"
    if case.exists():
        words = _(
            "Going on with the practice election in {folder}. For a new one name another folder with --out.",
            folder=str(folder),
        )
        say(words)
    else:
        law_for_case(source, wanted.rules, wanted.reason, live=False)
        say(_("Making a practice election in {folder} ...", folder=str(folder)))
        with the_world(folder):
            ready = make_ready(read(source), source.name, folder, wanted, chance=MACHINE, tell=teller())
        if isinstance(ready, tuple):
            bad_file(ready)
        ready.office.close()
    open_window(case)


def has_display() -> bool:
    """Whether a window can be shown: always on macOS and Windows; elsewhere a display must be named."""
    if sys.platform in ("darwin", "win32") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class _NamelessContext(click.Context):
    """The command line's own context: `adjudicator CASE` has no second word, and messages on its use name none."""

    @property
    def command_path(self) -> str:
        return self.parent.command_path if self.parent else super().command_path


class _WindowCommand(SpokenCommand):
    """A command that people do not type by its name."""

    context_class = _NamelessContext


@command(hidden=True, cls=_WindowCommand)
@click.argument("case", type=existing, required=False)
def window(case: Path | None = None) -> None:
    """Open the window on a case file."""
    if not has_display():
        bad_input(_("There is no display here. `adjudicator --help` lists what works without one."))
    open_window(case)


def open_window(case: Path | None) -> None:
    """Open the window; the only place where the command line knows it, so that everything else starts without Qt."""
    from ui.app import run_window  # noqa: PLC0415 - Qt takes a while to load, and most commands need none

    code = run_window(case)
    if code:
        raise EndError(code)


COMMANDS = (practice, window)
