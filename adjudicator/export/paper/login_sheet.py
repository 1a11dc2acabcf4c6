"""The sheet with what is typed at a new station of a shared case, handed over to the person who sets it up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from adjudicator.export.paper.page_words import over
from adjudicator.export.paper.typeset import set_page
from adjudicator.records.election import Election
from adjudicator.words import ENGLISH, Language, _
from adjudicator.words.dates import long_day

STEPS = (
    _("Start the program at that computer, and choose Join a shared case."),
    _("Choose a place for the copy, and type the address and the password as they stand here."),
    _("Type the passphrase of the case. It is not on this sheet: an administrator says it in person."),
)


def login_sheet(
    name: str, url: str, password: str, election: Election, now: datetime, language: Language = ENGLISH
) -> bytes:
    """The sheet (PDF) for one station; `now` carries the county's time zone."""
    data: dict[str, Any] = {
        "over": over(election),
        "practice": "",
        "title": _("Login of {name}", name=name),
        "what": _("Made {day}. The password was shown once and is kept nowhere else.", day=long_day(now)),
        "typed": [(_("Address of the server"), url), (_("Password of this computer's login"), password)],
        "steps": list(STEPS),
        "mark": _("Destroy this sheet once the computer has its copy. If it is lost before, have the login revoked."),
        "foot": _("This sheet lets one computer in. It does not open the case."),
    }
    return set_page("login.typ", data, now, language, _lines)


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    yield from (data["over"], "", data["title"], "", data["what"], "")
    yield from (f"{label}: {value}" for label, value in data["typed"])
    yield ""
    yield from (f"{at}. {step}" for at, step in enumerate(data["steps"], start=1))
    yield from ("", data["mark"], "", data["foot"])
