"""The command `calendar`: the law's days of a case, or of an election that has no case yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from textwrap import fill
from zoneinfo import ZoneInfo

import click

from adjudicator.casework.record.entry import moment_of
from adjudicator.casework.record.state import DayState
from adjudicator.cli.shared.access import as_json, open_office, read
from adjudicator.cli.shared.commands import command
from adjudicator.cli.shared.options import option
from adjudicator.cli.shared.output import answer_json, answer_lines, bad_file, bad_input, show_problems, spoken
from adjudicator.cli.shared.packs import PACK, PACK_HELP, say_outside
from adjudicator.cli.shared.paths import existing
from adjudicator.intake.definition import read_definition
from adjudicator.law.days.calendar import days_of
from adjudicator.law.rules.pack import Pack
from adjudicator.office.behind.law.calendar import stored_calendar
from adjudicator.records.election import Election
from adjudicator.resources import DEFAULT_PACK, fitting, holidays_of, pack
from adjudicator.words import _
from adjudicator.words.dates import hour, long_day

WIDTH, INDENT = 100, " " * 30
NO_DAY = _("no day")


@dataclass(frozen=True, slots=True)
class ElectionDays:
    """The days of an election, with the rules they follow from."""

    election: Election
    pack: Pack
    days: Sequence[DayState]

    @property
    def zone(self) -> ZoneInfo:
        """The county's time zone."""
        return ZoneInfo(self.election.time_zone)


@command()
@click.argument("case", type=existing, required=False)
@option("--definition", type=existing, help=_("An election definition instead of a case, native JSON."))
@option("--rules", type=PACK, help=PACK_HELP)
@as_json
def calendar(case: Path | None, definition: Path | None, rules: str | None, json_: bool) -> None:
    """Print the law's days of a case or of a definition.

    Each comes with its law and how it was worked out; hours are the county's.

    Example: adjudicator calendar gwinnett.case
    """
    if case is not None and definition is None:
        if rules is not None:
            bad_input(_("A case keeps its own rules: leave --rules out."))
        found = _of_case(case)
    elif definition is not None and case is None:
        found = _of_definition(definition, rules)
    else:
        bad_input(_("Give a case, or an election definition with --definition."))
    answer_json(_as_object(found)) if json_ else answer_lines(_lines(found))


def _of_case(case: Path) -> ElectionDays:
    office = open_office(case, read_only=True)
    return ElectionDays(office.election, office.recommender.pack, office.overview.calendar())


def _of_definition(definition: Path, chosen: str | None) -> ElectionDays:
    election, problems = read_definition(read(definition), definition.name)
    if election is None:
        bad_file(problems)
    show_problems(problems)
    rules = pack(chosen) if chosen else fitting(election.date) or pack(DEFAULT_PACK)
    say_outside(rules, election.date)
    days = days_of(rules, election, holidays_of(election.state))
    return ElectionDays(election, rules, stored_calendar(days, ZoneInfo(election.time_zone)))


def _as_object(found: ElectionDays) -> dict[str, object]:
    return {
        "county": found.election.county,
        "election": found.election.name,
        "date": found.election.date.isoformat(),
        "rules": found.pack.id,
        "time_zone": found.election.time_zone,
        "days": [
            {
                "id": day.id,
                "what": day.words,
                "day": day.day or None,
                "hour": f"{_moment(day, found.zone):%H:%M}" if day.at else None,
                "at": day.at or None,
                "law": day.law or None,
                "how": day.how,
            }
            for day in found.days
        ],
    }


def _lines(found: ElectionDays) -> Iterator[str]:
    election = found.election
    held = long_day(election.date)
    yield _("{county} County, {election}, {day}", county=election.county, election=election.name, day=held)
    yield _("Rules: {pack}. Hours are those of {time_zone}.", pack=found.pack.name, time_zone=election.time_zone)
    for day in found.days:
        when = spoken(_when(day, found.zone))
        yield ""
        yield fill(spoken(day.words), WIDTH, initial_indent=f"{when:<{len(INDENT)}}", subsequent_indent=INDENT)
        yield fill(spoken(day.how), WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
        if day.law:
            yield fill(day.law, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)


def _when(day: DayState, zone: ZoneInfo) -> str:
    if not day.day:
        return NO_DAY
    the_day = long_day(date.fromisoformat(day.day))
    return _("{day}, {hour}", day=the_day, hour=hour(_moment(day, zone))) if day.at else the_day


def _moment(day: DayState, zone: ZoneInfo) -> datetime:
    return moment_of(day.at).astimezone(zone)


COMMANDS = (calendar,)
