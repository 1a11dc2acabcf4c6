"""What an order says that keeps polling places open for single contests: for the others the polls close as they always do.

No pack has this rule. It follows from the order, not from where a state is silent, and it stands beside the rules of whatever
pack is in force, on the ballots alone that have such a contest. So all else is answered as if it did not exist.
"""

from __future__ import annotations

from dataclasses import replace

from adjudicator.law.rules.citations import ORDER_HELD_APART
from adjudicator.law.rules.pack import Pack
from adjudicator.law.rules.rule import POLLS_OPEN, Effect, Rule
from adjudicator.records.findings import CAST_TOO_LATE
from adjudicator.words import _

_BECAUSE = {
    "limit": _(
        "A court kept the polls open for some contests alone. For the others they had closed: those do not count."
    ),
    "no": _("The ballot was cast while the polls were open for every contest on it."),
    "unknown": _("It is not known yet whether the polls had closed for some contests when the ballot was cast."),
}


def with_closed_contests(pack: Pack) -> Pack:
    """The pack with the rule on contests that a court's order leaves out; its id and digest stay those of the pack."""
    return replace(pack, rules=(*pack.rules, _cast_too_late_for(pack)))


def _cast_too_late_for(pack: Pack) -> Rule:
    """Contests outside the order are not counted where the ballot was cast in the hours that it adds."""
    out = Effect("limit", CAST_TOO_LATE, _closing_of(pack), POLLS_OPEN)
    return Rule(CAST_TOO_LATE, ("cast",), {("court_extension",): (out,)}, because=_BECAUSE)


def _closing_of(pack: Pack) -> str:
    """The paragraph by which polls close in the pack's state."""
    return next((each.source for each in pack.parameters if each.id == "polls_close"), ORDER_HELD_APART)
