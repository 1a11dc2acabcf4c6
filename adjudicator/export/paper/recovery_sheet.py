"""The sheet with the words of a case's recovery key, to be locked away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from adjudicator.export.paper.page_words import over
from adjudicator.export.paper.typeset import set_page
from adjudicator.records.election import Election
from adjudicator.words import ENGLISH, Language, _
from adjudicator.words.dates import long_day

USE = (
    _(
        "With these words an administrator who lost the password gets a new key: adjudicator person recover CASE PERSON, "
        "or Lost password on the sign-in screen."
    ),
    _("They sign nothing else. What was recorded stays as it is, and the record says that they were used."),
    _(
        "Anyone who has them can act as an administrator of this case. Lock the sheet away, apart from the computer, "
        "and make no copy."
    ),
    _(
        "They are kept nowhere else. Without them, and without any administrator who can sign in, nobody can give "
        "accounts any more."
    ),
)


def recovery_sheet(
    words: str, fingerprint: str, election: Election, now: datetime, language: Language = ENGLISH
) -> bytes:
    """The sheet (PDF) with the 24 words; `fingerprint` is what the case keeps of the key, `now` carries the county's time
    zone.
    """
    data: dict[str, Any] = {
        "over": over(election),
        "practice": "",
        "title": _("Recovery key"),
        "what": _("Made {day} with the case file of this election. Shown once, on this sheet only.", day=long_day(now)),
        "words": words.split(),
        "use": list(USE),
        "mark": _(
            "The first entry of the record has the SHA-256 of the key's public half: {fingerprint}",
            fingerprint=fingerprint,
        ),
        "foot": _("Keep this sheet locked away until the record is no longer needed."),
    }
    return set_page("recovery.typ", data, now, language, _lines)


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    yield from (data["over"], "", data["title"], "", data["what"], "")
    yield from (f"{at:2}. {word}" for at, word in enumerate(data["words"], start=1))
    yield from ("", *data["use"], "", data["mark"], "", data["foot"])
