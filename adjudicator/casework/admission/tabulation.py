"""Scanner batches, uploads, reconciliations and explanations: each done again on the states before it."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.casework.acts.count import differences, tabulation
from adjudicator.casework.acts.count.differences import Difference
from adjudicator.casework.acts.count.tabulation import ScannedBatch, SentFile
from adjudicator.casework.admission import count_fields as fields
from adjudicator.casework.admission.again import done_again, text_of
from adjudicator.casework.admission.context import Placed, Wrong
from adjudicator.casework.record.count_state import CountState, ScanState, UploadState
from adjudicator.casework.record.shelf import COUNT_KEY
from adjudicator.words import _

TABULATION = "admission.tabulation"


def scan_recorded(placed: Placed, data: fields.ScanRecorded) -> Wrong:
    """A batch whose number is free, or was voided."""
    batch = ScannedBatch(data.scan, data.holds, data.apart, data.ballots, data.hour, data.flagged, data.later)
    existing = placed.before.get(ScanState, data.scan)
    yield from done_again(placed, tabulation.record_scan(existing, batch, placed.act), TABULATION)


def scan_cleared(placed: Placed, data: fields.ScanCleared) -> Wrong:
    """Of a batch that stands."""
    scan = placed.state(ScanState, data.scan)
    yield from done_again(placed, tabulation.clear_scan(scan, data.cleared, data.hour, placed.act), TABULATION)


def scan_in_results(placed: Placed, data: fields.ScanInResults) -> Wrong:
    """Of a batch that stands."""
    scan = placed.state(ScanState, data.scan)
    yield from done_again(placed, tabulation.take_into_results(scan, data.ballots, data.hour, placed.act), TABULATION)


def scan_voided(placed: Placed, data: fields.ScanVoided) -> Wrong:
    """Of a batch that stands, with a reason."""
    scan = placed.state(ScanState, data.scan)
    acted = tabulation.void_scan(scan, data.instead, text_of(placed, data.reason), placed.act)
    yield from done_again(placed, acted, TABULATION)


def upload_made(placed: Placed, data: fields.UploadMade) -> Wrong:
    """The next upload, of batches that are recorded; before a reconciliation with a reason, and else without one."""
    sent = SentFile(
        data.scans, data.file, text_of(placed, data.name), data.ballots, data.contest, data.votes, data.hour
    )
    acted = tabulation.make_upload(
        _count(placed),
        {scan.id: scan for scan in placed.before.states(ScanState)},
        tuple(placed.before.states(UploadState)),
        sent,
        text_of(placed, data.override),
        placed.act,
    )
    yield from done_again(placed, acted, TABULATION)
    law = placed.context.at_hand.law
    if law is not None and data.contest not in law.election.contests:
        yield TABULATION, _("Contest {contest} is none of this election's.", contest=data.contest)


def upload_withdrawn(placed: Placed, data: fields.UploadWithdrawn) -> Wrong:
    """One that was not taken out before, with a reason."""
    upload = placed.state(UploadState, data.upload)
    acted = tabulation.withdraw_upload(upload, data.hour, text_of(placed, data.reason), placed.act)
    yield from done_again(placed, acted, TABULATION)


def upload_seen(placed: Placed, data: fields.UploadSeen) -> Wrong:
    """Of an upload that was made."""
    upload = placed.state(UploadState, data.upload)
    yield from done_again(placed, tabulation.see_upload(upload, data.votes, data.hour, placed.act), TABULATION)


def reconciled(placed: Placed, data: fields.CountReconciled) -> Wrong:
    """Each finding once, in their order."""
    found = [Difference(each.about, each.expected, each.actual) for each in data.found]
    acted = differences.reconcile(data.file, text_of(placed, data.name), data.ballots, found, placed.act)
    yield from done_again(placed, acted, TABULATION)


def explained(placed: Placed, data: fields.DifferenceExplained) -> Wrong:
    """In words."""
    difference = Difference(data.about, data.expected, data.actual)
    yield from done_again(placed, differences.explain(difference, text_of(placed, data.words), placed.act), TABULATION)
    known = _found(_count(placed))
    if data.about in known and known[data.about] != (data.expected, data.actual):
        yield TABULATION, _("Its numbers are not those that the reconciliation found.")


def _count(placed: Placed) -> CountState:
    return placed.before.get(CountState, COUNT_KEY) or CountState(0)


def _found(count: CountState) -> Mapping[str, tuple[int, int]]:
    return count.reconciled.found if count.reconciled is not None else {}


CHECKS = {
    "scan.recorded": scan_recorded,
    "scan.cleared": scan_cleared,
    "scan.in_results": scan_in_results,
    "scan.voided": scan_voided,
    "upload.made": upload_made,
    "upload.withdrawn": upload_withdrawn,
    "upload.seen": upload_seen,
    "count.reconciled": reconciled,
    "difference.explained": explained,
}
"""Kind of entry -> what says what is wrong with one."""
