"""Commands for what the tabulation room is given: acknowledge, stop-notice."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from adjudicator.canvass.handed_over import differs_words
from adjudicator.casework.acts.releasing import Said
from adjudicator.casework.record.state import ReleaseState
from adjudicator.cli.shared.access import acting, as_json, signed_in
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import answer_either, granted, language, plain, say, spoken
from adjudicator.cli.shared.paths import existing, new_page
from adjudicator.cli.shared.told_hours import HOUR
from adjudicator.office import Office
from adjudicator.words import Words, _, n_


@command()
@click.argument("case", type=existing)
@click.argument("release")
@option("--by", "who", required=True, help=_("Who in the tabulation room said so."))
@option("--at", "told_at", type=HOUR, required=True, help=_("When it was said, such as 2020-11-06T21:05."))
@option("--reference", default="", help=_("The tabulation room's own number or mark for it."))
@option("--ballots", type=int, required=True, help=_("How many ballots the tabulation room found in it."))
@as_json
@acting
def acknowledge(case: Path, release: str, json_: bool, person: str | None, **said: object) -> None:
    """Record that the tabulation room has a release. Its number is recorded, also where it is not ours.

    Where it takes more ballots away than it adds, the number is less than zero. A later acknowledgment corrects an earlier
    one.

    Example: adjudicator acknowledge gwinnett.case R0001 --by "Dana Reyes" --at 2020-11-06T21:05 --reference T-14
    --ballots 14 --as asmith
    """
    office, hour = signed_in(case, person), said["told_at"]
    told_at = hour.isoformat(timespec="minutes") if isinstance(hour, datetime) else ""
    number = said["ballots"] if isinstance(said["ballots"], int) else 0
    granted(office.releases.acknowledge(release, Said(str(said["who"]), told_at, number, str(said["reference"]))))
    made = _release(office, release)
    wrong = differs_words(made)
    if wrong is not None:
        say(plain(spoken(wrong)))
    described = {"release": release, "ballots": number, "ours": made.ballots, "differs": wrong is not None}
    answer_either(_acknowledged_words(made, number), described, as_json=json_)


@command("stop-notice")
@click.argument("case", type=existing)
@option("--out", type=new_page, required=True, help=_("The page's file (PDF); it must not exist yet."))
@as_json
@acting
def stop_notice(case: Path, out: Path, json_: bool, person: str | None) -> None:
    """Write a page for the tabulation room. It says which ballots it holds that are being decided again.

    It names no envelope: release, place, precinct, ballot style and number of ballots.

    Example: adjudicator stop-notice gwinnett.case --out stop.pdf --as asmith
    """
    office = signed_in(case, person)
    granted(office.releases.write_stop_notice(out, language()))
    ballots = sum(line.ballots for line in office.releases.stop_lines())
    words = n_("{file}: {count} ballot.", "{file}: {count} ballots.", ballots, file=str(out))
    answer_either(words, {"file": str(out), "ballots": ballots}, as_json=json_)


def _release(office: Office, release: str) -> ReleaseState:
    return next(each for each in office.releases.releases() if each.id == release)


def _acknowledged_words(release: ReleaseState, number: int) -> Words:
    return n_(
        "{release} is acknowledged, with {count} ballot.",
        "{release} is acknowledged, with {count} ballots.",
        number,
        release=release.id,
    )


COMMANDS = (acknowledge, stop_notice)
