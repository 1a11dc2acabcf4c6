"""`totals.csv`, whole for the office, and `totals_public.csv`, in which small numbers are withheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adjudicator.canvass.tally import NO, OUTCOME_COLUMNS, YES, Canvass, Counts
from adjudicator.export.content import ReleaseContent
from adjudicator.export.csv_parts import Cell, csv_parts
from adjudicator.export.suppression import Grid, Place, suppress
from adjudicator.export.words import STREAMS
from adjudicator.law.words import reason_words

COLUMNS = ("received", *OUTCOME_COLUMNS)
TOTALS = ("scope", "by", "value", "words", *COLUMNS)
PUBLIC_TOTALS = TOTALS[1:]

SO_FAR, THIS_RELEASE = "so_far", "this_release"

DEPARTS: Mapping[str, str] = {
    YES: "recorded otherwise than recommended",
    NO: "recorded as recommended, or undecided",
}

ALL_WORDS, NOT_GIVEN = "all envelopes received", "not given"
KEPT_APART: Mapping[str, str] = {YES: "kept apart", NO: "not kept apart"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the totals: what it is of, and its numbers by column. A line of a reason has `not_counted` only."""

    by: str
    value: str
    words: str
    numbers: Mapping[str, int]


def totals(content: ReleaseContent, this_release: Canvass) -> Iterator[bytes]:
    """The canvass of the whole case so far and of this release: all, by precinct cast, stream, kept apart, whether the person
    departed from the recommendation, and reason.

    What nobody has approved yet is undecided; a hold stands. A ballot that is not counted stands under its primary reason.
    """
    scopes = ((SO_FAR, content.canvass), (THIS_RELEASE, this_release))
    return csv_parts(TOTALS, (_row(scope, line) for scope, canvass in scopes for line in lines_of(content, canvass)))


def public_totals(content: ReleaseContent) -> Iterator[bytes]:
    """The canvass so far for everyone: a number from 1 to 9 is "<10", and more is "withheld" where a sum would tell it.

    This release alone is left out: the difference between it and the whole would tell what is withheld.
    """
    lines = list(lines_of(content, content.canvass))
    shown = suppress(grid_of(lines)).shown
    return csv_parts(PUBLIC_TOTALS, (_public_row(line, shown) for line in lines))


def lines_of(content: ReleaseContent, canvass: Canvass) -> Iterator[Line]:
    """The lines of the totals in order."""
    precincts = {code: precinct.name for code, precinct in content.election.precincts.items()}
    yield Line("all", "", ALL_WORDS, _numbers(canvass.outcomes))
    for code, counts in canvass.by_precinct.items():
        yield Line("precinct", code, precincts.get(code, "" if code else NOT_GIVEN), _numbers(counts))
    for stream, counts in canvass.by_stream.items():
        yield Line("stream", stream, STREAMS.get(stream, stream), _numbers(counts))
    for value, counts in canvass.by_kept_apart.items():
        yield Line("kept_apart", value, KEPT_APART[value], _numbers(counts))
    for value, counts in canvass.by_departs.items():
        yield Line("departs", value, DEPARTS[value], _numbers(counts))
    for code, number in canvass.reasons.items():
        yield Line("reason", code, reason_words(code), {"not_counted": number})


def grid_of(lines: list[Line]) -> Grid:
    """The lines' numbers by place."""
    return {Place(line.by, line.value, column): number for line in lines for column, number in line.numbers.items()}


def _numbers(counts: Counts) -> dict[str, int]:
    return {column: getattr(counts, column) for column in COLUMNS}


def _row(scope: str, line: Line) -> tuple[Cell, ...]:
    return (scope, line.by, line.value, line.words, *(line.numbers.get(column, "") for column in COLUMNS))


def _public_row(line: Line, shown: Mapping[Place, Cell]) -> tuple[Cell, ...]:
    cells = (shown.get(Place(line.by, line.value, column), "") for column in COLUMNS)
    return (line.by, line.value, line.words, *cells)
