"""A lost password: who can help, and the form in which an administrator writes the words of the case's recovery key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adjudicator.casework.record.state import PersonState
from adjudicator.office import Office
from adjudicator.words import _, beside
from ui.desks.sign_in.screen import LostPassword
from ui.parts import Choice
from ui.shared.people_words import PASSWORD_RULES

WITH_WORDS = _(
    "An administrator gets a new key with the 24 words of this case's recovery key. They are on the sheet that was locked "
    "away when the case was made."
)
NO_WORDS = _("This case has no recovery key: an administrator, too, needs another administrator.")
NOT_HERE = _("No new key can be given here, because nothing can be recorded in this file now.")


def lost_password(office: Office, chosen: str) -> LostPassword:
    """The page, for the person chosen on the sign-in screen; the form is there where its words can help."""
    administrators = [
        person for person in office.people.everyone() if person.active and "administrator" in person.roles
    ]
    recovery, closed = bool(office.case.recovery), office.closed is not None
    says = (_who_helps(administrators), NOT_HERE if closed else WITH_WORDS if recovery else NO_WORDS)
    if closed or not recovery:
        return LostPassword(says)
    offered = tuple(Choice("", person.id, person.name) for person in administrators)
    mine = next((person.id for person in administrators if person.id == chosen), "")
    return LostPassword(says, offered, mine or next((each.value for each in offered), ""), PASSWORD_RULES)


def lost_troubles(words: str, new: str, again: str) -> dict[str, str]:
    """What is wrong before anyone is asked, by field; empty where nothing is."""
    checks = (
        ("words", bool(words.strip()), _("Type the 24 words from the sheet, in order.")),
        ("new", bool(new), _("Give a new password.")),
        ("again", again == new, _("The two passwords differ. Type it once more.")),
    )
    return {field: words for field, fine, words in checks if not fine}


def with_lost_troubles(lost: LostPassword, chosen: str, troubles: dict[str, str]) -> LostPassword:
    """The page once more, with what was wrong."""
    return replace(lost, chosen=chosen, troubles=troubles)


def _who_helps(administrators: Sequence[PersonState]) -> str:
    if not administrators:
        return _(
            "Nobody can read a password back. Ask an administrator: in Setup, People, they give you a new key, with a "
            "password that they hand over in person."
        )
    return _(
        "Nobody can read a password back. Ask an administrator ({people}): in Setup, People, they give you a new key, with a "
        "password that they hand over in person.",
        people=beside(*(person.name for person in administrators), by=", "),
    )
