"""The steps that end a day in the office, in their order: what each is called by its code."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.words import _

DAY_STEPS: Mapping[str, str] = {
    "unfinished": _("Unfinished work"),
    "approved": _("Approval"),
    "voted": _("The board's vote"),
    "signed": _("Signatures at the tables"),
    "reconciled": _("Reconciliation"),
    "uploaded": _("Upload"),
    "seen": _("The state's site"),
    "released": _("Release"),
    "acknowledged": _("Acknowledgment"),
    "verified": _("Verification"),
    "backed_up": _("Backup"),
    "printed": _("Printed checkpoint"),
}
"""Code, which stands in the record for good -> its words. What looks at each is `office.desks.day.LOOKS`."""


def day_step_words(code: str) -> str:
    """A step's words; its code where another program wrote one that is not known here."""
    return DAY_STEPS.get(code, code)
