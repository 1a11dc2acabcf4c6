"""The tabulation room's files: `groups.csv` and `contest_totals.csv`. Neither holds an envelope number.

Groups are sorted by what they are, never by envelopes, so that their order tells nothing of who voted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from adjudicator.canvass.tally import Canvass, in_ballot_order
from adjudicator.export.content import ReleaseContent
from adjudicator.export.csv_parts import Cell, codes_cell, csv_parts, words_cell, yes_no
from adjudicator.export.survey import BallotGroup, Survey
from adjudicator.records.election import Election

GROUPS = ("place", "style", "kept_apart", "counts", "contests", "ballots", "corrected")
GROUPS_IN_FULL = (
    *GROUPS, "replaces", "precinct", "precinct_name", "contests_titles", "blank", "blank_titles",
)  # fmt: skip
CONTEST_TOTALS = (
    "by", "precinct", "contest", "title", "ballots", "kept_apart", "this_release", "this_release_kept_apart",
)  # fmt: skip


def groups(found: Survey) -> Iterator[bytes]:
    """`groups.csv` as it was before version 5 of the manifest: one row a group of this release's ballots that count.

    `counts` is "all" or "part", `contests` what counts; `corrected` are those of its ballots that an earlier release carried.
    """
    rows = ((*_group(group), ballots, found.corrected[group]) for group, ballots in sorted(found.ballots.items()))
    return csv_parts(GROUPS, rows)


def groups_in_full(content: ReleaseContent, found: Survey) -> Iterator[bytes]:
    """One row a group of this release's ballots that count, and one of minus so many where it takes some of a group away.

    Those name the release that carried them (`replaces`), so that the rows of all releases together are the ballots that may
    count. `contests` are to be copied, `blank` those of the ballot to be left blank, by id and by title.
    """
    changes = [(group, "", ballots) for group, ballots in found.ballots.items()]
    changes += [(group, replaces, -ballots) for (group, replaces), ballots in found.taken.items()]
    rows = (
        (
            *_group(group),
            ballots,
            0 if replaces else found.corrected[group],
            replaces,
            group.precinct,
            precinct_name(content.election, group.precinct),
            titles_of(content.election, group.contests),
            codes_cell(blank_of(content.election, group)),
            titles_of(content.election, blank_of(content.election, group)),
        )
        for group, replaces, ballots in sorted(changes)
    )
    return csv_parts(GROUPS_IN_FULL, rows)


def _group(group: BallotGroup) -> tuple[Cell, ...]:
    counts = "all" if group.whole else "part"
    return (group.place, group.style, yes_no(group.kept_apart), counts, codes_cell(group.contests))


def titles_of(election: Election, contests: Iterable[str]) -> str:
    """The titles of contests in one cell or sentence."""
    return words_cell(contests, lambda contest: election.contests[contest].title)


def blank_of(election: Election, group: BallotGroup) -> tuple[str, ...]:
    """The contests of a group's ballot that do not count, in ballot order."""
    return tuple(contest for contest in election.styles.get(group.style, ()) if contest not in group.contests)


def precinct_name(election: Election, code: str) -> str:
    """A precinct's name; empty for none and for one that the election does not have."""
    return election.precincts[code].name if code in election.precincts else ""


def contest_totals(content: ReleaseContent, found: Survey) -> Iterator[bytes]:
    """How many ballots may count in each contest: the ceiling that tabulated provisional votes must not exceed.

    First the county, every contest, then each precinct cast, without zeros; of all approved so far and of this release, which
    is less by what it takes away: the numbers of all releases together are those of all. `kept_apart` are those of them that
    are kept apart (52 U.S.C. 21082(c)).
    """
    return csv_parts(CONTEST_TOTALS, _total_rows(content, found))


def _total_rows(content: ReleaseContent, found: Survey) -> Iterator[tuple[Cell, ...]]:
    order, so_far = in_ballot_order(content.election), content.canvass
    everything, new = _ceilings(so_far), _ceilings(found.canvass)
    new.subtract(_ceilings(found.taken_canvass))
    # the last ballot of a precinct may have been taken away
    gone = sorted(set(found.taken_canvass.by_precinct) - set(so_far.by_precinct))
    for precinct in (COUNTY, *so_far.by_precinct, *gone):
        for contest in order:
            numbers = (*_numbers(everything, precinct, contest), *_numbers(new, precinct, contest))
            if precinct == COUNTY or any(numbers):
                yield (*_place(precinct), contest, content.election.contests[contest].title, *numbers)


COUNTY = None
"""Stands for the whole county where a precinct's code would stand; an empty code is "precinct not given"."""

_Ceilings = Mapping[tuple[str | None, str, bool], int]


def _ceilings(canvass: Canvass) -> Counter[tuple[str | None, str, bool]]:
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
