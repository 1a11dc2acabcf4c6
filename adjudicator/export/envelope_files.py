"""The files with envelope numbers: `dispositions.csv` and `contests.csv`. For the office, the state and auditors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter

from adjudicator.canvass.tally import in_ballot_order
from adjudicator.casework.record.state import DeterminationState
from adjudicator.export.content import Correction, ReleaseContent, ReleaseRow
from adjudicator.export.csv_parts import (
    LINE_END,
    ROWS_A_PART,
    SEPARATOR,
    Cell,
    codes_cell,
    csv_parts,
    csv_text,
    words_cell,
    yes_no,
)
from adjudicator.law.telling.words import contest_code_words, mark_words, outcome_words, reason_words
from adjudicator.records.election import Election
from adjudicator.records.envelope import ordinal_of

DISPOSITIONS = (
    "envelope", "outcome", "outcome_words", "reasons", "reasons_words", "marks", "marks_words", "rules", "pack",
    "determined_by", "determined_at", "approved_by", "approved_at", "batch", "corrects", "citations", "sentence",
)  # fmt: skip
CONTESTS = ("envelope", "contest", "title", "counts", "code", "code_words")
CONTESTS_IN_FULL = (*CONTESTS, "change", "replaces")


def dispositions(content: ReleaseContent) -> Iterator[bytes]:
    """One row an envelope, by number: what was determined, by whom, who approved it; people by their ids.

    `corrects` names the release that carried an earlier determination of the envelope; `citations` are the paragraphs on
    which the determination rests; `sentence` is what the voter is told, in the form that names nothing of the voter.
    """
    return csv_parts(DISPOSITIONS, (_disposition(content, row) for row in content.rows))


def contests(content: ReleaseContent, *, in_full: bool = True) -> Iterator[bytes]:
    """One row an envelope and contest of the cast ballot, by number and in ballot order: counts yes or no, and why not.

    In full, `change` is what the release adds in the contest: 1, 0, or -1 where it takes away what an earlier release, named
    in `replaces`, had said. Added up over all releases it is the ballots that may count in each contest. A contest that is on
    the ballot no more, and an envelope that is open again, have such rows, too.
    """
    yield csv_text([CONTESTS_IN_FULL if in_full else CONTESTS]).encode()
    source = _contest_changes(content) if in_full else _contest_lines(content)
    while part := list(islice(source, ROWS_A_PART)):
        yield "".join(part).encode()


def _disposition(content: ReleaseContent, row: ReleaseRow) -> tuple[Cell, ...]:
    what = row.determination
    why = content.explainer.explain(what)
    return (
        row.envelope.number,
        what.outcome,
        outcome_words(what.outcome),
        codes_cell(what.reasons),
        words_cell(what.reasons, reason_words),
        codes_cell(what.marks),
        words_cell(what.marks, mark_words),
        what.rules,
        what.pack,
        what.by,
        what.at,
        row.approved_by,
        row.approved_at,
        row.batch,
        content.corrects(row.envelope),
        f"{SEPARATOR} ".join(why.citations),
        why.sentence,
    )


def _contest_lines(content: ReleaseContent) -> Iterator[str]:
    """The lines of each envelope, one text an envelope."""
    # many envelopes share a ballot and what counts of it: what stands behind the number is written once for each such list
    # of contests, of which the file has millions of lines
    made: dict[object, list[str]] = {}
    general = in_ballot_order(content.election)
    for row in content.rows:
        what = row.determination
        alike = (what.cast_style, what.counted, tuple(what.not_counted.items()))
        if alike not in made:
            made[alike] = [csv_text([contest]) for contest in _contests_of(what, content.election, general)]
        number = csv_text([(row.envelope.number,)]).removesuffix(LINE_END)
        yield "".join([f"{number},{line}" for line in made[alike]])


def _contest_changes(content: ReleaseContent) -> Iterator[str]:
    """The lines of each envelope that leaves or is taken away, one text an envelope."""
    made: dict[object, list[str]] = {}
    general = in_ballot_order(content.election)
    for number, now, correction in _changing(content):
        before = correction.before.determination if correction is not None else None
        replaces = correction.replaces if correction is not None else ""
        alike = (_alike(now), _alike(before), replaces)
        if alike not in made:
            lines = _changes_of(now, before, content.election, general)
            made[alike] = [csv_text([(*line, replaces)]) for line in lines]
        name = csv_text([(number,)]).removesuffix(LINE_END)
        yield "".join([f"{name},{line}" for line in made[alike]])


Changing = tuple[str, DeterminationState | None, Correction | None]
"""An envelope, the determination that leaves, None for one that is only taken away, and what it corrects."""


def _changing(content: ReleaseContent) -> Iterator[Changing]:
    """The envelopes that leave and those that are taken away, by number; both are sorted and read in step."""
    leaving = ((_order(row.envelope.number), row.determination, None) for row in content.rows)
    corrections = ((_order(each.now.number), None, each) for each in content.corrections)
    # two of one envelope stand beside each other; nothing but the order is compared
    for (_ordinal, number), found in groupby(merge(leaving, corrections, key=itemgetter(0)), key=itemgetter(0)):
        both = list(found)
        now = next((each for _, each, _correction in both if each is not None), None)
        yield number, now, next((each for _, _now, each in both if each is not None), None)


def _order(number: str) -> tuple[str, str]:
    return ordinal_of(number), number


def _alike(what: DeterminationState | None) -> tuple[object, ...]:
    return () if what is None else (what.cast_style, what.counted, tuple(what.not_counted.items()))


def _changes_of(
    now: DeterminationState | None, before: DeterminationState | None, election: Election, general: tuple[str, ...]
) -> Iterator[tuple[Cell, ...]]:
    """A line for each contest that is or was judged; those that are on the ballot no more stand last."""
    counted = frozenset(before.counted) if before is not None else frozenset[str]()
    judged = _on_the_ballot(now, election, general) if now is not None else []
    for contest in judged:
        counts = now is not None and contest not in now.not_counted
        verdict = _verdict(contest, now.not_counted if now is not None else {})
        yield (contest, election.contests[contest].title, *verdict, counts - (contest in counted))
    for contest in general:
        if contest in counted and contest not in judged:
            yield (contest, election.contests[contest].title, yes_no(False), "", "", -1)


def _contests_of(what: DeterminationState, election: Election, general: tuple[str, ...]) -> list[tuple[Cell, ...]]:
    return [
        (contest, election.contests[contest].title, *_verdict(contest, what.not_counted))
        for contest in _on_the_ballot(what, election, general)
    ]


def _on_the_ballot(what: DeterminationState, election: Election, general: tuple[str, ...]) -> list[str]:
    """The contests that were judged, in the order of the cast ballot."""
    judged = {*what.counted, *what.not_counted}
    return [contest for contest in election.styles.get(what.cast_style, general) if contest in judged]


def _verdict(contest: str, not_counted: Mapping[str, str]) -> tuple[str, str, str]:
    code = not_counted.get(contest, "")
    return (yes_no(contest not in not_counted), code, contest_code_words(code))
