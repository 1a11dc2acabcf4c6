"""The files with envelope numbers: `dispositions.csv` and `contests.csv`. For the office, the state and auditors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from adjudicator.canvass.tally import in_ballot_order
from adjudicator.casework.record.state import DeterminationState
from adjudicator.export.content import ReleaseContent, ReleaseRow
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

DISPOSITIONS = (
    "envelope", "outcome", "outcome_words", "reasons", "reasons_words", "marks", "marks_words", "rules", "pack",
    "determined_by", "determined_at", "approved_by", "approved_at", "batch", "corrects", "citations", "sentence",
)  # fmt: skip
CONTESTS = ("envelope", "contest", "title", "counts", "code", "code_words")


def dispositions(content: ReleaseContent) -> Iterator[bytes]:
    """One row an envelope, by number: what was determined, by whom, who approved it; people by their ids.

    `corrects` names the release that carried an earlier determination of the envelope; `citations` are the paragraphs on
    which the determination rests; `sentence` is what the voter is told, in the form that names nothing of the voter.
    """
    return csv_parts(DISPOSITIONS, (_disposition(content, row) for row in content.rows))


def contests(content: ReleaseContent) -> Iterator[bytes]:
    """One row an envelope and contest of the cast ballot, by number and in ballot order: counts yes or no, and why not."""
    yield csv_text([CONTESTS]).encode()
    source = _contest_lines(content)
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
