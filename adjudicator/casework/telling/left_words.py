"""What is said of a file that has left the shared record and goes on by itself."""

from __future__ import annotations

from datetime import tzinfo

from adjudicator.casework.record.entry import moment_of
from adjudicator.casework.record.state import CaseState
from adjudicator.words import _
from adjudicator.words.dates import long_day_and_hour


def left_words(case: CaseState, zone: tzinfo) -> str:
    """Since when a file is not the shared record, and behind which entry; empty where it is, or nothing was shared."""
    if case.left is None:
        return ""
    return _(
        "Not the shared record: this file left it on {when}, behind entry {entry}. What other stations recorded since then "
        "is not in it.",
        when=long_day_and_hour(moment_of(case.left.at).astimezone(zone)),
        entry=str(case.left.size),
    )
