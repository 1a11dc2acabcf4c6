"""Words of the desk In the count?: batches and uploads as rows, what differs, and who can settle it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adjudicator.canvass.differing import settled_at
from adjudicator.canvass.reconciling import DISAGREEMENTS, Disagreement
from adjudicator.canvass.standing import Sort
from adjudicator.canvass.trouble import Trouble
from adjudicator.casework.record.count_state import ScanState, UploadState
from adjudicator.records.count import SORTS as SORT_WORDS
from adjudicator.records.trouble import Problem
from adjudicator.words import _, beside, n_, number
from adjudicator.words.dates import dated_words
from ui.desks.count.screen import TroubleLine
from ui.parts import Choice, Row, Wrong

SORTS: Mapping[str, Sort] = {
    "as_they_are": ("as_they_are", False),
    "duplicates": ("duplicates", False),
    "as_they_are/apart": ("as_they_are", True),
    "duplicates/apart": ("duplicates", True),
}
"""Value of the choice -> what a batch holds, and whether that is kept apart: a batch is of one of these, never of two."""


def trouble_line(trouble: Trouble, action: str, explained: str) -> TroubleLine:
    """A trouble as the account gives it, with both numbers and who can settle it."""
    numbers = _(
        "By the record {expected}, found {actual}.",
        expected=number(trouble.expected),
        actual=number(trouble.actual),
    )
    return TroubleLine(trouble.about, trouble.sentence, numbers, settled_at(trouble.step).words, action, explained)


def sort_choices(left: Mapping[Sort, int]) -> tuple[Choice, ...]:
    """What a batch may hold, each with how many ballots of it are still to be scanned."""
    return tuple(Choice(str(at), value, _sort_label(sort, left)) for at, (value, sort) in enumerate(SORTS.items(), 1))


def _sort_label(sort: Sort, left: Mapping[Sort, int]) -> str:
    if left.get(sort, 0) <= 0:
        return SORT_WORDS[sort]
    return _("{what} ({count} to scan)", what=SORT_WORDS[sort], count=number(left[sort]))


def left_words(left: Mapping[Sort, int]) -> str:
    """What is still to be scanned, by sort; that nothing is where nothing is."""
    waiting = [
        _("{what}: {count}", what=SORT_WORDS[sort], count=number(ballots))
        for sort, ballots in sorted(left.items(), key=lambda pair: list(SORT_WORDS).index(pair[0]))
        if ballots > 0
    ]
    if not waiting:
        return _("No ballot waits to be scanned.")
    return _("Still to be scanned. {sorts}.", sorts=beside(*waiting, by="; "))


def scan_row(scan: ScanState, uploads: Iterable[UploadState]) -> Row:
    """A scanner batch as a row; what does not fit stands out."""
    holds = SORT_WORDS[scan.holds, scan.apart]
    if scan.voided:
        holds = _("Voided: {what}", what=holds)
    upload, when = upload_of(scan, uploads), dated_words(scan.hour)
    cells = (scan.id, holds, scan.ballots, _flagged_cell(scan), _results_cell(scan), upload, when)
    return Row(scan.id, cells, order=(scan.seq, holds, scan.ballots, scan.flagged, scan.in_results, upload, scan.hour))


def _flagged_cell(scan: ScanState) -> str | Wrong:
    if not scan.flagged and not scan.cleared:
        return _("nothing flagged")
    words = _("{cleared} of {flagged} settled", cleared=scan.cleared, flagged=scan.flagged)
    return Wrong(words) if scan.cleared > scan.flagged or scan.flagged > scan.ballots else words


def _results_cell(scan: ScanState) -> str | Wrong:
    if scan.in_results < 0:
        return "" if scan.voided else _("not yet")
    if scan.in_results != scan.ballots and not scan.voided:
        return Wrong(number(scan.in_results))
    return number(scan.in_results)


def upload_of(scan: ScanState, uploads: Iterable[UploadState]) -> str:
    """The newest upload that has a batch; in none."""
    newest = [upload.id for upload in uploads if scan.id in upload.scans and upload.seq > scan.seq]
    return newest[-1] if newest else _("in none")


def upload_row(upload: UploadState, file: str, contest: str, stands: str, *, gone: bool) -> Row:
    """An upload as a row; a number on the state's site that is another stands out while the upload stands."""
    seen: str | Wrong = _("not yet") if upload.seen < 0 else number(upload.seen)
    if upload.seen not in (-1, upload.votes) and not gone:
        seen = Wrong(number(upload.seen))
    cells = (
        upload.id,
        file,
        dated_words(upload.hour),
        len(upload.scans),
        upload.ballots,
        contest,
        upload.votes,
        seen,
        stands,
    )
    order = (
        upload.seq,
        file,
        upload.hour,
        len(upload.scans),
        upload.ballots,
        contest,
        upload.votes,
        upload.seen,
        stands,
    )
    return Row(upload.id, cells, order=order)


def stands_words(upload: UploadState, newest: UploadState) -> str:
    """Whether an upload stands: the newest one does, unless it was taken out."""
    if upload.withdrawn:
        return _("taken out")
    return _("stands") if upload.id == newest.id else _("replaced")


def tick_words(scan: ScanState) -> str:
    """A batch in the list of those that an upload has: "ICC1/17, 342 ballots, duplicates"."""
    ballots = n_("{count} ballot", "{count} ballots", scan.ballots)
    return beside(scan.id, ballots, SORT_WORDS[scan.holds, scan.apart], _("voided") if scan.voided else "", by=", ")


def disagreement_row(about: str, each: Disagreement, where: str) -> Row:
    """What results say otherwise than the record, with both numbers; an error stands out."""
    what = DISAGREEMENTS[each.code].title
    cell = Wrong(what) if each.weight == "error" else what
    cells = (cell, where, each.expected, each.actual)
    return Row(about, cells, order=(f"{each.weight} {what}", where, each.expected, each.actual))


def problem_words(problem: Problem) -> str:
    """What is wrong with a file, and what to do."""
    return beside(problem.what, problem.remedy, by=". ")
