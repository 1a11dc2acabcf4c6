"""The tabulation room's files: `groups.csv` and `contest_totals.csv`. Neither holds an envelope number.

Groups are sorted by what they are, never by envelopes, so that their order tells nothing of who voted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from adjudicator.canvass.tally import Canvass, in_ballot_order
from adjudicator.export.content import ReleaseContent
from adjudicator.export.csv_parts import Cell, codes_cell, csv_parts, yes_no
from adjudicator.export.survey import Survey

GROUPS = ("place", "style", "kept_apart", "counts", "contests", "ballots", "corrected")
CONTEST_TOTALS = (
    "by", "precinct", "contest", "title", "ballots", "kept_apart", "this_release", "this_release_kept_apart",
)  # fmt: skip


def groups(found: Survey) -> Iterator[bytes]:
    """One row a group of this release's ballots that count: `counts` is "all" or "part", `contests` what counts.

    `corrected` are those of its ballots that an earlier release carried, so that none is counted twice.
    """
    return csv_parts(
        GROUPS,
        (
            (
                group.place,
                group.style,
                yes_no(group.kept_apart),
                "all" if group.whole else "part",
                codes_cell(group.contests),
                ballots,
                found.corrected[group],
            )
            for group, ballots in sorted(found.ballots.items())
        ),
    )


def contest_totals(content: ReleaseContent, this_release: Canvass) -> Iterator[bytes]:
    """How many ballots may count in each contest: the ceiling that tabulated provisional votes must not exceed.

    First the county, every contest, then each precinct cast, without zeros; of all approved so far and of this release,
    `kept_apart` being those of them that are kept apart (52 U.S.C. 21082(c)).
    """
    return csv_parts(CONTEST_TOTALS, _total_rows(content, content.canvass, this_release))


def _total_rows(content: ReleaseContent, so_far: Canvass, this_release: Canvass) -> Iterator[tuple[Cell, ...]]:
    order = in_ballot_order(content.election)
    everything, new = _ceilings(so_far), _ceilings(this_release)
    for precinct in (COUNTY, *so_far.by_precinct):
        for contest in order:
            numbers = (*_numbers(everything, precinct, contest), *_numbers(new, precinct, contest))
            if precinct == COUNTY or any(numbers):
                yield (*_place(precinct), contest, content.election.contests[contest].title, *numbers)


COUNTY = None
"""Stands for the whole county where a precinct's code would stand; an empty code is "precinct not given"."""

_Ceilings = Mapping[tuple[str | None, str, bool], int]


def _ceilings(canvass: Canvass) -> _Ceilings:
    """Ballots by precinct (and the county), contest, and kept apart or not."""
    found: Counter[tuple[str | None, str, bool]] = Counter()
    for cell, ballots in canvass.contest_cells.items():
        found[cell.precinct, cell.contest, cell.kept_apart] += ballots
        found[COUNTY, cell.contest, cell.kept_apart] += ballots
    return found


def _numbers(ceilings: _Ceilings, precinct: str | None, contest: str) -> tuple[int, int]:
    """All ballots, and those of them that are kept apart."""
    apart = ceilings.get((precinct, contest, True), 0)
    return ceilings.get((precinct, contest, False), 0) + apart, apart


def _place(precinct: str | None) -> tuple[str, str]:
    return ("county", "") if precinct is None else ("precinct", precinct)
