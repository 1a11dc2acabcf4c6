"""What does not fit from the scanner to the releases, each in the order of its step."""

from __future__ import annotations

from collections.abc import Iterator

from adjudicator.canvass.standing import Sort, StandingCount, of_sort, tables
from adjudicator.canvass.trouble import Trouble
from adjudicator.casework.record.count_state import ScanState, UploadState
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.records.count import sort_words
from adjudicator.words import _, n_
from adjudicator.words.dates import dated_words


def _scanned(found: StandingCount) -> Iterator[Trouble]:
    """More ballots of a sort than there are; fewer once results were put together."""
    before = tables(found.standing, found.upload.seq) if found.upload is not None else []
    for sort in sorted({(scan.holds, scan.apart) for scan in found.scans} | found.sorts_opened()):
        scans = [scan for scan in found.scans if (scan.holds, scan.apart) == sort]
        scanned, there = sum(scan.ballots for scan in scans), found.may_be_scanned(sort)
        if scanned > there:
            sentence = _(
                "{sort}: {actual} were scanned, and there are {expected}. Scanner batch {scan} is the newest of them: was it "
                "scanned before?",
                sort=sort_words(*sort),
                actual=scanned,
                expected=there,
                scan=scans[-1].id,
            )
            yield Trouble("scanned_twice", scans[-1].id, "scanned", there, scanned, sentence)
        elif scanned < (there := of_sort(sort, before)):
            sentence = _(
                "{sort}: there were {expected}, and {actual} of them were scanned before results were sent. Look in the "
                "boxes of opened ballots.",
                sort=sort_words(*sort),
                expected=there,
                actual=scanned,
            )
            yield Trouble("not_scanned", _sort_name(sort), "scanned", there, scanned, sentence)


def _sort_name(sort: Sort) -> str:
    holds, apart = sort
    return f"{holds}/apart" if apart else holds


def _flagged(found: StandingCount) -> Iterator[Trouble]:
    for scan in found.scans:
        if scan.flagged > scan.ballots:
            sentence = _(
                "Scanner batch {scan} has {expected} ballots, and {actual} of them are flagged for the review panel. One of "
                "the numbers is wrong: read the scanner's report again, void the batch, and record it as it is.",
                scan=scan.id,
                expected=scan.ballots,
                actual=scan.flagged,
            )
            yield Trouble("flagged_too_many", scan.id, "cleared", scan.ballots, scan.flagged, sentence)


def _cleared(found: StandingCount) -> Iterator[Trouble]:
    for scan in found.scans:
        if found.upload is not None and scan.id in found.upload.scans and not scan.is_reviewed:
            sentence = _(
                "Scanner batch {scan}: {expected} ballots wait for the review panel, {actual} are settled, and the batch is "
                "in an upload.",
                scan=scan.id,
                expected=scan.flagged,
                actual=scan.cleared,
            )
            yield Trouble("not_cleared", scan.id, "cleared", scan.flagged, scan.cleared, sentence)


def _in_results(found: StandingCount) -> Iterator[Trouble]:
    for scan in found.scans:
        if scan.in_results not in (-1, scan.ballots):
            sentence = _(
                "Scanner batch {scan}: {expected} ballots were scanned, and the county's results took {actual}.",
                scan=scan.id,
                expected=scan.ballots,
                actual=scan.in_results,
            )
            yield Trouble("results_differ", scan.id, "in_results", scan.ballots, scan.in_results, sentence)


def _uploaded(found: StandingCount) -> Iterator[Trouble]:
    upload = found.upload
    if upload is None:
        return
    earlier = [each for each in found.uploads if each.seq < upload.seq]
    for before in earlier[-1:]:
        gone = [scan for scan in found.scans if scan.id in before.scans and scan.id not in upload.scans]
        if gone:
            yield _replaced(before, upload, gone)
    were_in = {scan for each in earlier for scan in each.scans}
    for scan in found.scans:
        if scan.seq < upload.seq and scan.id not in upload.scans and scan.id not in were_in:
            sentence = n_(
                "Scanner batch {scan}: {count} ballot scanned {hour} is in no upload.",
                "Scanner batch {scan}: {count} ballots scanned {hour} are in no upload.",
                scan.ballots,
                scan=scan.id,
                hour=dated_words(scan.hour),
            )
            yield Trouble("scanned_not_uploaded", scan.id, "uploaded", scan.ballots, 0, sentence)
    yield from _numbers_of(found, upload)


def _replaced(before: UploadState, upload: UploadState, gone: list[ScanState]) -> Trouble:
    sentence = n_(
        "Upload {before} of {hour} was replaced; {count} of its batches is not in upload {upload}.",
        "Upload {before} of {hour} was replaced; {count} of its batches are not in upload {upload}.",
        len(gone),
        before=before.id,
        hour=dated_words(before.hour),
        upload=upload.id,
    )
    kept = sum(1 for scan in before.scans if scan in upload.scans)
    return Trouble("upload_replaced", before.id, "uploaded", kept + len(gone), kept, sentence)


def _numbers_of(found: StandingCount, upload: UploadState) -> Iterator[Trouble]:
    ballots = sum(scan.ballots for scan in found.scans if scan.id in upload.scans)
    if ballots != upload.ballots:
        sentence = _(
            "Upload {upload}: its batches have {expected} ballots, and the file says {actual}.",
            upload=upload.id,
            expected=ballots,
            actual=upload.ballots,
        )
        yield Trouble("upload_differs", upload.id, "uploaded", ballots, upload.ballots, sentence)
    if upload.seen not in (-1, upload.votes):
        sentence = _(
            "Upload {upload}: the file has {expected} votes in the named contest, and the state's site shows {actual}.",
            upload=upload.id,
            expected=upload.votes,
            actual=upload.seen,
        )
        yield Trouble("seen_differs", upload.id, "seen", upload.votes, upload.seen, sentence)


def _reconciled(found: StandingCount) -> Iterator[Trouble]:
    reconciled = found.count.reconciled
    for about, (expected, actual) in reconciled.found.items() if reconciled is not None else ():
        code, __, subject = about.partition(":")
        sentence = _(
            "The results do not fit what may count, at {subject}: {expected} by the record, {actual} by the results.",
            subject=subject,
            expected=expected,
            actual=actual,
        )
        yield Trouble(code, subject, "reconciled", expected, actual, sentence)


def _released(found: StandingCount) -> Iterator[Trouble]:
    for state in sorted(found.standing.open_again(), key=lambda state: state.number):
        sentence = _by_mistake_words(state) if state.is_none else _open_again_words(state)
        yield Trouble("reopened_after_release", state.number, "released", 0, 1, sentence)


def _open_again_words(state: EnvelopeState) -> str:
    return _(
        "Envelope {number} left in {release} and is open again: the tabulation room still holds it. Give them the stop "
        "notice, and release it again once it is decided.",
        number=state.number,
        release=state.released_in,
    )


def _by_mistake_words(state: EnvelopeState) -> str:
    return _(
        "Envelope {number} left in {release} and was entered by mistake: the tabulation room still holds it. Give them the "
        "stop notice; the next release takes it away.",
        number=state.number,
        release=state.released_in,
    )


STEPS = (_scanned, _flagged, _cleared, _in_results, _reconciled, _uploaded, _released)
