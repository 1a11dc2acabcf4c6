"""Where the ballots are, step by step: the strip of the Overview, and what `adjudicator account` prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adjudicator.canvass.account import CountAccount
from adjudicator.canvass.standing import CountStates, newest_upload, tables
from adjudicator.casework.record.count_state import ScanState, UploadState
from adjudicator.words import _, n_, small

STEP_WORDS: Mapping[str, str] = {
    "received": _("Received"),
    "decided": _("Decided"),
    "approved": _("Approved"),
    "voted": _("Voted by the board"),
    "may_count": _("May be opened"),
    "opened": _("Opened"),
    "scanned": _("Scanned"),
    "cleared": _("Cleared by the review panel"),
    "in_results": _("In the county's results"),
    "uploaded": _("Uploaded"),
    "seen": _("Seen on the state's site"),
    "certified": _("Certified"),
}
"""The steps in order, as a person reads them."""


@dataclass(frozen=True, slots=True)
class AccountStep:
    """One step: how many have come so far, and how many came to the step before. Up to `voted` they are envelopes."""

    code: str
    number: int
    due: int

    @property
    def words(self) -> str:
        """The step as a person reads it."""
        return STEP_WORDS[self.code]

    @property
    def waiting(self) -> int:
        """How many are still to come; below zero where there are more than came to the step before."""
        return self.due - self.number


def steps_of(account: CountAccount) -> tuple[AccountStep, ...]:
    """The account step by step. Envelopes that do not count end at the vote; ballots that are none end at opening."""
    decided = account.received - account.outcomes.get("undecided", 0) - account.outcomes.get("held", 0)
    ballots = account.as_is + account.remade
    numbers = (
        ("received", account.received, account.received),
        ("decided", decided, account.received),
        ("approved", account.approved, decided),
        ("voted", account.voted, account.approved),
        ("may_count", account.may_count, account.may_count),
        ("opened", account.opened, account.may_count),
        ("scanned", account.scanned, ballots),
        ("cleared", account.reviewed, account.scanned),
        ("in_results", account.published, account.scanned),
        ("uploaded", account.uploaded, account.scanned),
        ("seen", account.seen, account.uploaded),
        ("certified", account.certified, account.uploaded),
    )
    return tuple(AccountStep(*each) for each in numbers)


def still_to_come(standing: CountStates, may_count: int) -> Iterator[str]:
    """What has not come as far as the state's site, a sentence a step; `may_count` are the ballots that may be opened.

    No envelope is read for it. What is more than came to the step before is a trouble, and not said here.
    """
    opened = tables(standing)
    scans = [scan for scan in standing.states(ScanState) if not scan.voided]
    scanned, upload = sum(scan.ballots for scan in scans), newest_upload(standing.states(UploadState))
    uploaded = upload.ballots if upload is not None else 0
    steps = (
        AccountStep("opened", sum(each.session.by_record for each in opened), may_count),
        AccountStep("scanned", scanned, sum(each.as_they_are + each.to_copy for each in opened)),
        AccountStep("cleared", sum(scan.ballots for scan in scans if scan.is_reviewed), scanned),
        AccountStep("in_results", sum(max(scan.in_results, 0) for scan in scans), scanned),
        AccountStep("uploaded", uploaded, scanned),
        AccountStep("seen", uploaded if upload is not None and upload.seen >= 0 else 0, uploaded),
    )
    for step in steps:
        if step.waiting > 0:
            yield n_(
                "{count} ballot is not yet: {step}.",
                "{count} ballots are not yet: {step}.",
                step.waiting,
                step=small(step.words),
            )
