"""The sheet with the words of a case's recovery key, to be locked away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from adjudicator.export.plain_page import plain_page
from adjudicator.export.typeset import typeset
from adjudicator.records.election import Election
from adjudicator.words.dates import long_day

USE = (
    "With these words an administrator who lost the password gets a new key: adjudicator person recover CASE PERSON, or Lost "
    "password on the sign-in screen.",
    "They sign nothing else. What was recorded stays as it is, and the record says that they were used.",
    "Anyone who has them can act as an administrator of this case. Lock the sheet away, apart from the computer, "
    "and make no copy.",
    "They are kept nowhere else. Without them, and without any administrator who can sign in, nobody can give "
    "accounts any more.",
)


def recovery_sheet(words: str, fingerprint: str, election: Election, now: datetime) -> bytes:
    """The sheet (PDF) with the 24 words; `fingerprint` is what the case keeps of the key, `now` carries the county's time
    zone.
    """
    data: dict[str, Any] = {
        "over": f"{election.county} County, {election.state}. {election.name}, {long_day(election.date)}",
        "practice": "",
        "title": "Recovery key",
        "what": f"Made {long_day(now)} with the case file of this election. Shown once, on this sheet alone.",
        "words": words.split(),
        "use": list(USE),
        "mark": f"The first entry of the record has SHA-256 of the key's public half: {fingerprint}",
        "foot": "Keep this sheet locked away until the record is no longer needed.",
    }
    numbered = (f"{at:2}. {word}" for at, word in enumerate(data["words"], start=1))
    lines = (
        data["over"],
        "",
        data["title"],
        "",
        data["what"],
        "",
        *numbered,
        "",
        *USE,
        "",
        data["mark"],
        "",
        data["foot"],
    )
    return typeset("recovery.typ", data, now) or plain_page(lines)
