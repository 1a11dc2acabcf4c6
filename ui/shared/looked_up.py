"""What a look-up in the newest lists came to, as a strip says it."""

from __future__ import annotations

from adjudicator.office.desks.count.looking_up import LookedUp
from adjudicator.office.desks.count.table_papers import hits_in
from adjudicator.words import _, beside, n_
from ui.parts import Notice


def look_up_notice(found: LookedUp, *, in_pile: bool = False) -> Notice:
    """How many were looked up, which went back, out of the pile where they lie `in_pile`, and which were opened already."""
    looked = n_(
        "{count} envelope was looked up in the newest lists.",
        "{count} envelopes were looked up in the newest lists.",
        found.envelopes,
    )
    if not found.back and not found.opened:
        return Notice(looked, _("Nothing was found that nobody knew."), kind="done")
    numbers = hits_in(found.back, found.hits)
    back = (
        _("Take out of the pile, they go back to their reviewers: {numbers}", numbers=numbers)
        if in_pile
        else _("Back to their reviewers: {numbers}", numbers=numbers)
    )
    late = (
        _("Opened already, to be reported: {numbers}", numbers=hits_in(found.opened, found.hits))
        if found.opened
        else ""
    )
    return Notice(looked, beside(back if found.back else "", late, by=" "), kind="warning")
