"""`totals.csv`, whole for the office, and `totals_public.csv`, in which small numbers are withheld."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from adjudicator.canvass.tally import NO, OUTCOME_COLUMNS, YES, Canvass, OutcomeCounts
from adjudicator.export.content import ReleaseContent
from adjudicator.export.csv_parts import STREAMS, Cell, csv_parts
from adjudicator.export.public_plan import TABLES, Joined, never_in
from adjudicator.export.suppression import SMALLEST_SHOWN, joined_small, shown_lines
from adjudicator.law.telling.words import reason_words

RECEIVED = "received"
COLUMNS = (RECEIVED, *OUTCOME_COLUMNS)
TOTALS = ("scope", "by", "value", "words", *COLUMNS)
PUBLIC_TOTALS = TOTALS[1:]
PUBLIC_LINES = ("by", "value", "words", "line")

JOINED, ALONE = "joined", "alone"
"""What stands where a line's value stands, in the public totals; and what is said of a value with a line of its own."""
NOTES = (
    "The county's totals are exact. A number below {smallest}, zero included, is printed as <{smallest}, and withheld stands "
    "where sums would tell such a number.",
    "Joined lines count together what could not be shown alone: who knows where a voter cast a provisional ballot "
    "would have learned from this file, or from it beside an earlier release, what became of that ballot.",
    "totals_public_lines.csv lists which lines are joined. Lines that were joined in an earlier release stay joined.",
)
"""What the public totals say of themselves, on their last lines."""
TOO_FEW = "{lines} precincts with fewer than {smallest} provisional ballots each"
JOINED_WORDS: Mapping[str, str] = {
    "precinct": "{lines} precincts together: shown alone, one would tell somebody's outcome",
    "stream": "{lines} streams together: shown alone, one would tell somebody's outcome",
    "kept_apart": "kept apart or not: shown alone, one would tell somebody's outcome",
    "departs": "recorded as recommended or otherwise: shown alone, one would tell somebody's outcome",
    "reason": "reasons together: of few ballots, or of few that changed since an earlier release",
}
"""What is said of the lines of a table that were joined."""

SO_FAR, THIS_RELEASE, CHANGE = "so_far", "this_release", "change"

DEPARTS: Mapping[str, str] = {
    YES: "recorded otherwise than recommended",
    NO: "recorded as recommended, or undecided",
}

TABLE_ORDER = ("all", "precinct", "stream", "kept_apart", "departs", "reason")
"""The tables of the totals, in the order in which they stand."""

ALL_WORDS, NOT_GIVEN = "all envelopes received", "not given"
KEPT_APART: Mapping[str, str] = {YES: "kept apart", NO: "not kept apart"}


@dataclass(frozen=True, slots=True)
class TotalsLine:
    """One line of the totals: what it is of, and its numbers by column. A line of a reason has `not_counted` only."""

    by: str
    value: str
    words: str
    numbers: Mapping[str, int]


def totals(content: ReleaseContent, this_release: Canvass, taken: Canvass | None = None) -> Iterator[bytes]:
    """The canvass of the whole case so far and of this release: all, by precinct cast, stream, kept apart, whether the person
    departed from the recommendation, and reason.

    What nobody has approved yet is undecided; a hold stands. A ballot that is not counted stands under its primary reason.
    Where `taken` away is told, `change` is this release less what it takes away: all releases together give what is approved.
    """
    scopes = ((SO_FAR, content.canvass), (THIS_RELEASE, this_release))
    lines = [(scope, line) for scope, canvass in scopes for line in lines_of(content, canvass)]
    if taken is not None:
        lines += [(CHANGE, line) for line in _less(content, this_release, taken)]
    return csv_parts(TOTALS, (_row(scope, line) for scope, line in lines))


def _less(content: ReleaseContent, this_release: Canvass, taken: Canvass) -> list[TotalsLine]:
    """The lines of a release less what it takes away: a table's own lines stand before those that were taken away alone."""
    lines = {(line.by, line.value): line for line in lines_of(content, this_release)}
    for line in lines_of(content, taken):
        more = lines.get((line.by, line.value), replace(line, numbers={}))
        left = {name: more.numbers.get(name, 0) - number for name, number in line.numbers.items()}
        lines[line.by, line.value] = replace(more, numbers=left)
    return sorted(lines.values(), key=lambda line: TABLE_ORDER.index(line.by))


def public_totals(content: ReleaseContent, joined: Joined | None) -> Iterator[bytes]:
    """The canvass so far for everyone: the county's totals whole, of the rest only what tells nobody's outcome.

    A number below ten, zero included, is "<10", more is "withheld" where a sum would tell it, and lines that cannot be shown
    are joined. This release alone is left out: the difference between it and the whole would tell what is withheld.
    `joined` are the values whose lines are joined by what all releases tell together; None makes the file as it was before
    they were looked at together, without a word on what is joined.
    """
    return csv_parts(PUBLIC_TOTALS, public_lines(list(lines_of(content, content.canvass)), joined))


def public_totals_lines(content: ReleaseContent, joined: Joined) -> Iterator[bytes]:
    """For each value of a table on which of the lines of the public totals it counts: its own, or the joined one."""
    return csv_parts(
        PUBLIC_LINES,
        (
            (
                line.by,
                line.value,
                line.words,
                JOINED if line.value in joined[line.by] or not line.numbers[RECEIVED] else ALONE,
            )
            for line in lines_of(content, content.canvass)
            if line.by in TABLES
        ),
    )


def public_lines(lines: Sequence[TotalsLine], joined: Joined | None = None) -> Iterator[tuple[Cell, ...]]:
    """The lines of the totals as everyone may see them, in order: a table's joined lines stand after its others."""
    yield from _table_lines(lines, joined)
    if joined is not None:
        for number, words in enumerate(NOTES, 1):
            yield _row_of(TotalsLine("note", str(number), words.format(smallest=SMALLEST_SHOWN), {}), {})


def _table_lines(lines: Sequence[TotalsLine], joined: Joined | None) -> Iterator[tuple[Cell, ...]]:
    for by, of_table in groupby(lines, key=lambda line: line.by):
        table = {line.value: line for line in of_table}
        if by == "all":
            yield from (_row_of(line, line.numbers) for line in table.values())
        elif by == "reason":
            yield from _public_reasons(table, joined or {})
        else:
            yield from _public_table(by, table, joined or {})


def _public_table(by: str, table: Mapping[str, TotalsLine], joined: Joined) -> Iterator[tuple[Cell, ...]]:
    numbers = {value: {column: line.numbers[column] for column in OUTCOME_COLUMNS} for value, line in table.items()}
    for shown in shown_lines(numbers, never_in(by), joined.get(by, frozenset())):
        cells = {RECEIVED: shown.received, **shown.cells}
        if len(shown.names) == 1:
            yield _row_of(table[shown.names[0]], cells)
        else:
            small = max(table[name].numbers[RECEIVED] for name in shown.names) < SMALLEST_SHOWN
            words = _joined_words(by, len(shown.names), shown.received, small=small)
            yield _row_of(TotalsLine(by, JOINED, words, {}), cells)


def _public_reasons(table: Mapping[str, TotalsLine], plan: Joined) -> Iterator[tuple[Cell, ...]]:
    numbers = {value: line.numbers["not_counted"] for value, line in table.items()}
    shown, joined = joined_small(numbers, plan.get("reason", frozenset()))
    yield from (_row_of(table[value], {"not_counted": number}) for value, number in shown.items())
    if joined:
        yield _row_of(
            TotalsLine("reason", JOINED, JOINED_WORDS["reason"], {}),
            {"not_counted": sum(numbers[value] for value in joined)},
        )


def _joined_words(by: str, lines: int, received: int, *, small: bool) -> str:
    """What was joined. That each is below ten is said only where it leaves open how many each has."""
    each = by == "precinct" and small and lines < received < lines * (SMALLEST_SHOWN - 1)
    return (TOO_FEW if each else JOINED_WORDS[by]).format(lines=f"{lines:,}", smallest=SMALLEST_SHOWN)


def lines_of(content: ReleaseContent, canvass: Canvass) -> Iterator[TotalsLine]:
    """The lines of the totals in order."""
    precincts = {code: precinct.name for code, precinct in content.election.precincts.items()}
    yield TotalsLine("all", "", ALL_WORDS, _numbers(canvass.outcomes))
    for code, counts in canvass.by_precinct.items():
        yield TotalsLine("precinct", code, precincts.get(code, "" if code else NOT_GIVEN), _numbers(counts))
    for stream, counts in canvass.by_stream.items():
        yield TotalsLine("stream", stream, STREAMS.get(stream, stream), _numbers(counts))
    for value, counts in canvass.by_kept_apart.items():
        yield TotalsLine("kept_apart", value, KEPT_APART[value], _numbers(counts))
    for value, counts in canvass.by_departs.items():
        yield TotalsLine("departs", value, DEPARTS[value], _numbers(counts))
    for code, number in canvass.reasons.items():
        yield TotalsLine("reason", code, reason_words(code), {"not_counted": number})


def _numbers(counts: OutcomeCounts) -> dict[str, int]:
    return {column: getattr(counts, column) for column in COLUMNS}


def _row(scope: str, line: TotalsLine) -> tuple[Cell, ...]:
    return (scope, line.by, line.value, line.words, *(line.numbers.get(column, "") for column in COLUMNS))


def _row_of(line: TotalsLine, cells: Mapping[str, Cell]) -> tuple[Cell, ...]:
    return (line.by, line.value, line.words, *(cells.get(column, "") for column in COLUMNS))
