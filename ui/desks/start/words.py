"""Sentences of the start screen: what a definition holds, what is wrong with it, when a case last changed. Pure but for
reading the files named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from adjudicator.intake.definition import read_definition
from adjudicator.intake.sources import MOST_OF_DEFINITION, read_whole
from adjudicator.records.election import Election
from adjudicator.records.trouble import Problem
from adjudicator.words import _, beside, plural
from adjudicator.words.dates import long_day, long_day_and_hour
from ui.desks.start.screen import Definition, RecentCase

SHOWN_PROBLEMS = 50

CONTESTS = plural("{count} contest", "{count} contests")
PRECINCTS = plural("{count} precinct", "{count} precincts")
STYLES = plural("{count} ballot style", "{count} ballot styles")


def read_file(path: str) -> tuple[Definition, bytes, str]:
    """Read a definition file: what it holds in words, its bytes, and a file name for its case."""
    data = read_whole(Path(path), MOST_OF_DEFINITION)
    if not isinstance(data, bytes):
        return (
            Definition(path, problems=(_("The file {trouble}. {remedy}", trouble=data.what, remedy=data.remedy),)),
            b"",
            "",
        )
    election, problems = read_definition(data, Path(path).name)
    if election is None:
        return Definition(path, _("No case can be made from this file yet."), problem_lines(problems)), b"", ""
    found = Definition(path, election_words(election), problem_lines(problems), usable=True, day=election.date)
    return found, data, case_name(election)


def election_words(election: Election) -> str:
    """ "Gwinnett County, general election, Tue Nov 3, 2020: 21 contests, 156 precincts, 102 ballot styles"."""
    holds = beside(
        CONTESTS(len(election.contests)), PRECINCTS(len(election.precincts)), STYLES(len(election.styles)), by=", "
    )
    return _(
        "{county} County, {election}, {day}: {holds}",
        county=election.county,
        election=election.name,
        day=long_day(election.date),
        holds=holds,
    )


def case_name(election: Election) -> str:
    """A file name for the election's case: "Gwinnett 2020-11-03.case"."""
    county = "".join(letter for letter in election.county if letter.isalnum() or letter in " -")
    return f"{county.strip() or 'Election'} {election.date.isoformat()}.case"


def problem_lines(problems: Sequence[Problem]) -> tuple[str, ...]:
    """Problems in words, errors first, at most fifty and how many more there are."""
    ordered = sorted(problems, key=lambda problem: problem.warning)
    lines = [_line(problem) for problem in ordered[:SHOWN_PROBLEMS]]
    more = len(problems) - SHOWN_PROBLEMS
    return (*lines, _("And {count} more.", count=more)) if more > 0 else tuple(lines)


def _line(problem: Problem) -> str:
    return _("To look at: {problem}", problem=str(problem)) if problem.warning else str(problem)


def recent_case(path: str, sort: str = "") -> RecentCase:
    """A case opened before, as it is now on the disk; `sort` says whose it is, and whether it is practice."""
    file = Path(path)
    try:
        changed = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    except OSError:
        return RecentCase(path, file.name, _("No longer in {folder}", folder=str(file.parent)), there=False)
    where = _("{folder}, changed {when}", folder=str(file.parent), when=long_day_and_hour(changed))
    return RecentCase(path, file.name, beside(sort, where, by=", "))
