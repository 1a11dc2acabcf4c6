"""Where the ballots are, step by step: the strip of the Overview, and what `adjudicator account` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adjudicator.canvass.account import CountAccount
from adjudicator.words import _

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
