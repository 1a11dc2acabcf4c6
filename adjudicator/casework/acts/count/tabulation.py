"""Acts on what went through a scanner and what was sent to the state.

Numbers are recorded as people tell them, whether they fit or not: what does not fit stands red until it is explained.
Refused are only acts: one about a batch that does not stand, one without its reason, and an upload before the results were
reconciled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from adjudicator.casework.acts.act import Act, Acted, secret_or_none
from adjudicator.casework.acts.told import below_zero, is_hour
from adjudicator.casework.record.count_state import CountState, ScanState, UploadState
from adjudicator.casework.record.entry import Secret
from adjudicator.records.names import disguised, name_problem, tidied
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, n_

LONGEST_ID = 40

NOT_RECONCILED = "not_reconciled"
"""The refusal of an upload before the results were reconciled, which a reasoned override overcomes."""


@dataclass(frozen=True, slots=True)
class ScannedBatch:
    """What somebody tells of a scanner batch; fields as in `ScanState`, `later` that it was worked with a pen."""

    id: str
    holds: str
    apart: bool
    ballots: int
    hour: str
    flagged: int = 0
    later: bool = False


@dataclass(frozen=True, slots=True)
class SentFile:
    """What somebody tells of an upload; fields as in `UploadState`, `name` being the file's name itself."""

    scans: tuple[str, ...]
    file: str
    name: str
    ballots: int
    contest: str
    votes: int
    hour: str


def record_scan(existing: ScanState | None, batch: ScannedBatch, act: Act) -> Acted:
    """Record a scanner batch. One that was voided may be recorded again under its number.

    Refused for a number that is none, and for one that stands already.
    """
    number = tidied(batch.id)
    refusal = _not_a_number(number) or _no_hour(batch.hour) or below_zero(batch.ballots, batch.flagged)
    if refusal is not None:
        return refusal
    if existing is not None and not existing.voided:
        words = n_(
            "Scanner batch {scan} is already recorded, with {count} ballot. Was it scanned again? Then void it first.",
            "Scanner batch {scan} is already recorded, with {count} ballots. Was it scanned again? Then void it first.",
            existing.ballots,
            scan=number,
        )
        return Refusal("scan_exists", words)
    data = {
        "scan": number,
        "holds": batch.holds,
        "apart": batch.apart,
        "ballots": batch.ballots,
        "flagged": batch.flagged,
        "hour": batch.hour,
        "later": batch.later,
    }
    return (act.entry("scan.recorded", data),)


def clear_scan(scan: ScanState, cleared: int, hour: str, act: Act) -> Acted:
    """Record how many flagged ballots of a batch the review panel has settled, all together.

    Refused for a batch that was voided.
    """
    refusal = _voided(scan) or _no_hour(hour) or below_zero(cleared)
    return refusal or (act.entry("scan.cleared", {"scan": scan.id, "cleared": cleared, "hour": hour}),)


def take_into_results(scan: ScanState, ballots: int, hour: str, act: Act) -> Acted:
    """Record how many ballots of a batch the tabulation system has in the county's results.

    Refused for a batch that was voided.
    """
    refusal = _voided(scan) or _no_hour(hour) or below_zero(ballots)
    return refusal or (act.entry("scan.in_results", {"scan": scan.id, "ballots": ballots, "hour": hour}),)


def void_scan(scan: ScanState, instead: str, reason: str, act: Act) -> Acted:
    """Say that a batch does not stand; `instead` is the number of the one in its place, empty where there is none.

    Refused twice, without a reason, and for a number in its place that is none.
    """
    instead = tidied(instead)
    refusal = _voided(scan) or (_not_a_number(instead) if instead else None)
    if refusal is not None:
        return refusal
    if not reason.strip():
        return Refusal("reason_missing", _("Voiding a scanner batch needs a reason. Write why, in a sentence."))
    return (act.entry("scan.voided", {"scan": scan.id, "instead": instead, "reason": Secret(reason)}),)


def is_reconciled(count: CountState, scans: Iterable[ScanState]) -> bool:
    """Whether results were reconciled after each of these batches was recorded."""
    reconciled = count.reconciled
    return reconciled is not None and all(scan.seq < reconciled.seq for scan in scans)


def proposed_scans(scans: Iterable[ScanState]) -> tuple[str, ...]:
    """The batches that an upload has by default: all that stand, in the order in which they were recorded."""
    return tuple(scan.id for scan in sorted(scans, key=lambda scan: scan.seq) if not scan.voided)


def make_upload(
    count: CountState,
    scans: Mapping[str, ScanState],
    uploads: Sequence[UploadState],
    sent: SentFile,
    override: str,
    act: Act,
) -> Acted:
    """Record that cumulative results were sent to the state. They replace those of the upload before.

    `override` is why it was made before the results were reconciled; it is kept only where that is so. Refused for batches
    that are not recorded, for a file that was the last one sent, and before a reconciliation without an override.
    """
    unknown = next((scan for scan in sent.scans if scan not in scans), None)
    if unknown is not None:
        return Refusal("unknown_scan", _("There is no scanner batch {scan}. Record it first.", scan=unknown))
    refusal = _no_hour(sent.hour) or below_zero(sent.ballots, sent.votes) or _sent_before(uploads, sent)
    if refusal is not None:
        return refusal
    reconciled = is_reconciled(count, (scans[scan] for scan in sent.scans))
    if not reconciled and not override.strip():
        words = _(
            "The results were not reconciled since the last of these batches was recorded. Reconcile them first, or write "
            "why they were uploaded before."
        )
        return Refusal(NOT_RECONCILED, words)
    data = {
        "upload": f"U{count.next.get('upload', 1):04d}",
        "scans": list(dict.fromkeys(sent.scans)),
        "file": sent.file,
        "name": Secret(sent.name),
        "ballots": sent.ballots,
        "contest": sent.contest,
        "votes": sent.votes,
        "hour": sent.hour,
        "override": None if reconciled else secret_or_none(override),
    }
    return (act.entry("upload.made", data),)


def withdraw_upload(upload: UploadState, hour: str, reason: str, act: Act) -> Acted:
    """Record that an upload was taken out of the state's totals. The one before it does not come back by itself.

    Refused twice, and without a reason.
    """
    if upload.withdrawn:
        return Refusal("withdrawn", _("Upload {upload} was taken out before.", upload=upload.id))
    refusal = _no_hour(hour)
    if refusal is not None:
        return refusal
    if not reason.strip():
        return Refusal("reason_missing", _("Taking an upload out needs a reason. Write why, in a sentence."))
    return (act.entry("upload.withdrawn", {"upload": upload.id, "hour": hour, "reason": Secret(reason)}),)


def see_upload(upload: UploadState, votes: int, hour: str, act: Act) -> Acted:
    """Record what the state's site shows of the contest that an upload named. Looked at again, the newest number stands."""
    refusal = _no_hour(hour) or below_zero(votes)
    return refusal or (act.entry("upload.seen", {"upload": upload.id, "votes": votes, "hour": hour}),)


def _sent_before(uploads: Sequence[UploadState], sent: SentFile) -> Refusal | None:
    newest = max(uploads, key=lambda upload: upload.seq, default=None)
    if newest is None or newest.withdrawn or newest.file != sent.file:
        return None
    words = _("This very file is upload {upload} already. Choose the file that was sent after it.", upload=newest.id)
    return Refusal("same_file", words)


def _voided(scan: ScanState) -> Refusal | None:
    if not scan.voided:
        return None
    words = _("Scanner batch {scan} was voided. Look at the batch in its place.", scan=scan.id)
    return Refusal("scan_voided", words)


def _not_a_number(number: str) -> Refusal | None:
    """Refuse what is no number of a batch: nothing, signs that cannot be seen or that pass for others, a long text."""
    if not number:
        return Refusal("bad_number", _("Write the scanner batch's number, as in 17 or ICC1/17."))
    problem = name_problem(number, LONGEST_ID) or disguised(number)
    if problem:
        return Refusal(
            "bad_number",
            _("The number of the scanner batch {problem}. Write it again in plain letters.", problem=problem),
        )
    return None


def _no_hour(hour: str) -> Refusal | None:
    return None if is_hour(hour) else Refusal("bad_hour", _("This is not a time that a clock shows."))
