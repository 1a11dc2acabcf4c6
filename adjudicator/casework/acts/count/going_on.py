"""Going on although something stands in the way: a supervisor does, with a reason that is public."""

from __future__ import annotations

import re
from dataclasses import dataclass

from adjudicator.records.trouble import Refusal
from adjudicator.words import _

LEADS_TO_SOMEBODY = re.compile(r"\d{6,}")
"""A number such as that of a registration; years and the numbers of motions and envelopes are shorter."""


@dataclass(frozen=True, slots=True)
class GoingOn:
    """What stands in the way of an act, None for nothing; `why` it is done all the same, and whether who acts `may` do so."""

    refusal: Refusal | None = None
    why: str = ""
    may: bool = False

    def refused(self) -> Refusal | None:
        """Why the act is not done; None where nothing stands in the way, or a supervisor goes on with a reason."""
        if self.refusal is None:
            return None
        if not self.why.strip():
            return self.refusal
        if not self.may:
            return Refusal("no_supervisor", _("Going on all the same is a supervisor's, with a reason."))
        if LEADS_TO_SOMEBODY.search(self.why):
            return Refusal("number_written", _("This reason is public. Leave out numbers that lead to a voter."))
        return None

    @property
    def recorded(self) -> str:
        """The reason as it stands in the record: none where nothing stood in the way."""
        return self.why.strip() if self.refusal is not None else ""


FREELY = GoingOn()
"""Nothing stands in the way."""
