"""Every review line, registered once, and what the files say of all of them."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.casework.sheet.lines.line import ReviewLine
from adjudicator.casework.sheet.lines.papers import (
    CAST,
    COURT_ORDER,
    IDENTIFICATION,
    OATH,
    SECRECY,
    SIGNATURE,
    STATEMENT,
    STYLE,
    WITHDRAWN,
)
from adjudicator.casework.sheet.lines.voter import (
    APPLIED,
    ELIGIBILITY,
    HOME,
    MATCH,
    REGISTRATION,
    REGISTRATION_DATA,
    RESIDENCE,
)
from adjudicator.casework.sheet.lines.votes import PARTY, VOTED_ALREADY
from adjudicator.records.facts import Known

LINES: Mapping[str, ReviewLine] = {
    line.fact: line
    for line in (
        OATH, SIGNATURE, SECRECY, WITHDRAWN, IDENTIFICATION, CAST, STATEMENT, MATCH, REGISTRATION, REGISTRATION_DATA,
        RESIDENCE, ELIGIBILITY, VOTED_ALREADY, PARTY, COURT_ORDER, HOME, APPLIED, STYLE,
    )
}  # fmt: skip


def known_answers(evidence: Evidence) -> Mapping[str, Known]:
    """What the files say of each fact a person is asked; facts on which they are silent altogether are left out.

    A record may be accepted with its card. Silence (a box left empty, a code not ticked) only suggests. A contradiction shows
    both sides, and a person picks.
    """
    found = ((fact, line.from_files(evidence)) for fact, line in LINES.items())
    return {fact: known for fact, known in found if known is not None}
