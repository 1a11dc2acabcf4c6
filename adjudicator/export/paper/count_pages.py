"""What the count is worked with on paper: the sheet for the scanner room, and a reconciliation with its explanations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adjudicator.canvass.trouble import Trouble
from adjudicator.canvass.went_on import WENT_ON
from adjudicator.casework.record.count_state import ScanState
from adjudicator.export.paper.page_words import over
from adjudicator.export.paper.summary import FOOT, PRACTICE
from adjudicator.export.paper.typeset import set_page
from adjudicator.records.count import sort_words
from adjudicator.records.election import Election
from adjudicator.words import ENGLISH, Language, _, n_
from adjudicator.words import number as written
from adjudicator.words.dates import dated_words, long_day_and_hour

MOST_ROWS, LEAST_ROWS = 14, 6
"""Rows to write in on the sheet for the scanner room: what is left of its page, and not fewer than so many."""


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What stands on every page: the election, the present moment in the county, whether it is practice, the language."""

    election: Election
    now: datetime
    practice: bool
    language: Language = ENGLISH


@dataclass(frozen=True, slots=True)
class ReconciledOnPaper:
    """The newest reconciliation: the file of results and its SHA-256, when and by whom, and how many ballots they prove."""

    file: str
    digest: str
    when: datetime
    by: str
    ballots: int


@dataclass(frozen=True, slots=True)
class ExplainedTrouble:
    """What does not fit, or did not: `words` explain it, by `by`; both empty where nobody has."""

    trouble: Trouble
    words: str = ""
    by: str = ""


def scanner_sheet(scans: Sequence[ScanState], left: Mapping[tuple[str, bool], int], paper: OnPaper) -> bytes:
    """The sheet for the scanner room (PDF): batches recorded so far, what is still to be scanned, and rows to write in."""
    waiting = [
        _("{what}: {count}", what=sort_words(*sort), count=written(ballots))
        for sort, ballots in left.items()
        if ballots > 0
    ]
    columns = [_("Batch"), _("Holds"), _("Ballots"), _("Flagged"), _("Settled"), _("In results"), _("Scanned at")]
    rows = [_scan_cells(scan) for scan in scans if not scan.voided]
    shape = {"columns": columns, "widths": [3, 6, 2, 2, 2, 3, 5], "numbers": [2, 3, 4, 5]}
    sections = [
        _section(_("Still to be scanned"), lines=waiting or [_("No ballot waits to be scanned.")]),
        _section(_("Recorded so far"), rows=rows, **shape) if rows else _section(""),
        _section(
            _("To be entered"),
            lines=[
                _(
                    "A batch never mixes ballots as they are and duplicates, nor ballots kept apart and others. One line "
                    "a batch; the hour as the clock showed it. It is entered afterwards, with these hours."
                )
            ],
            rows=[[" "] * len(columns)] * _rows_left(len(rows)),
            written=True,
            **shape,
        ),
    ]
    data = {
        **_page(paper),
        "title": _("Scanner batches"),
        "what": _("For the scanner room, printed {when}.", when=long_day_and_hour(paper.now)),
        "sections": sections,
        "sign": [_("At the scanner"), _("Second person")],
    }
    return _set(data, paper)


def _rows_left(recorded: int) -> int:
    return max(LEAST_ROWS, MOST_ROWS - 2 - (recorded + 1) // 2) if recorded else MOST_ROWS


def reconciliation_page(
    newest: ReconciledOnPaper | None,
    scanned: int,
    troubles: Sequence[ExplainedTrouble],
    paper: OnPaper,
    went_on: Sequence[str] = (),
) -> bytes:
    """The reconciliation with its explanations (PDF): what results were held against, and all that does or did not fit.

    `went_on` are sentences on what was done although something stood in the way.
    """
    data = {
        **_page(paper),
        "title": _("Reconciliation of provisional ballots"),
        "what": _("As it stands {when}.", when=long_day_and_hour(paper.now)),
        "sections": [
            _section(_("Results held against the record"), lines=list(_results_lines(newest, scanned))),
            _troubles_section(_("What does not fit"), [each for each in troubles if not each.trouble.settled]),
            _troubles_section(_("What is explained"), [each for each in troubles if each.trouble.settled]),
            *([_section(WENT_ON, lines=list(went_on))] if went_on else []),
        ],
        "sign": [_("Supervisor of elections"), _("Member of the board"), _("Member of the board")],
    }
    return _set(data, paper)


def _results_lines(newest: ReconciledOnPaper | None, scanned: int) -> Iterator[str]:
    if newest is None:
        yield _("No results were held against the record yet.")
        return
    yield _("Held against the record {when} by {person}.", when=long_day_and_hour(newest.when), person=newest.by)
    if newest.file:
        yield _("File: {file}", file=newest.file)
    yield _("SHA-256: {digest}", digest=newest.digest)
    yield n_(
        "The results prove {count} provisional ballot; {scanned} were scanned.",
        "The results prove {count} provisional ballots; {scanned} were scanned.",
        newest.ballots,
        scanned=written(scanned),
    )


def _troubles_section(heading: str, troubles: Sequence[ExplainedTrouble]) -> dict[str, Any]:
    if not troubles:
        return _section(heading, lines=[_("Nothing.")])
    columns = [_("What"), _("By the record"), _("Found"), _("Explanation")]
    rows = [[each.trouble.sentence, *_numbers(each.trouble), _explanation(each)] for each in troubles]
    return _section(heading, rows=rows, columns=columns, widths=[7, 2, 2, 6], numbers=[1, 2])


def _numbers(trouble: Trouble) -> list[str]:
    return [written(trouble.expected), written(trouble.actual)]


def _explanation(each: ExplainedTrouble) -> str:
    if not each.by:
        return " "
    return _("{words} ({person})", words=each.words, person=each.by) if each.words else each.by


def _scan_cells(scan: ScanState) -> list[str]:
    results = written(scan.in_results) if scan.in_results >= 0 else " "
    counted = [written(number) for number in (scan.ballots, scan.flagged, scan.cleared)]
    return [scan.id, sort_words(scan.holds, scan.apart), *counted, results, dated_words(scan.hour)]


def _section(heading: str, **parts: Any) -> dict[str, Any]:
    empty = {"lines": [], "rows": [], "columns": [], "widths": [], "numbers": [], "written": False}
    return {"heading": heading, **empty, **parts}


def _page(paper: OnPaper) -> dict[str, Any]:
    return {
        "over": over(paper.election),
        "practice": PRACTICE if paper.practice else "",
        "foot": FOOT,
    }


def _set(data: Mapping[str, Any], paper: OnPaper) -> bytes:
    return set_page("count.typ", data, paper.now, paper.language, _lines)


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    for key in ("practice", "over", "title", "what"):
        yield from (data[key], "") if data[key] else ()
    for section in data["sections"]:
        yield from (section["heading"], *section["lines"])
        if section["rows"]:
            yield "  |  ".join(section["columns"])
            yield from ("  |  ".join(row) for row in section["rows"])
        yield ""
    yield from (*(f"{'_' * 40}  {who}" for who in data["sign"]), "", data["foot"])
