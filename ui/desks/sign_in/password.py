"""Another password for the person signed in: the old one, the new one twice, and what is wrong beside each field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from adjudicator.office import Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _
from ui.desks.sign_in.screen import PasswordForm
from ui.shared.listening import Listening
from ui.shared.people_words import PASSWORD_RULES

CHANGE = PasswordForm(
    _("Change your password"),
    _("Your key for signing stays the same, and what you signed stays good. Nobody can read the new password back."),
    old=_("Current password"),
    act=_("Change the password"),
    rules=PASSWORD_RULES,
)
GIVEN = PasswordForm(
    _("Choose a password of your own"),
    _(
        "An administrator chose the password that you signed in with. Choose one that nobody else knows: then nobody else "
        "can sign in your name."
    ),
    old=_("Password that you were given"),
    act=_("Choose it and sign in"),
    rules=PASSWORD_RULES,
)
CHANGED = _("Your password is changed")


class PasswordPresenter(Listening[PasswordForm]):
    """Changes the password of the person signed in. `done` is called with what happened, `left` when it is left."""

    def __init__(self, office: Office, done: Callable[[str], None], left: Callable[[], None]) -> None:
        self._office, self._done, self._left = office, done, left
        super().__init__(CHANGE)

    def change(self, old: str, new: str, again: str) -> None:
        """Change it. What does not fit is said beside its field."""
        troubles = written_wrongly(old, new, again)
        if not troubles:
            changed = self._office.people.change_password(old, new)
            if not isinstance(changed, Refusal):
                self._done(CHANGED)
                return
            troubles = trouble_of(changed)
        self.show(with_troubles(self.screen, troubles))

    def leave(self) -> None:
        """Go back; the password stays as it is."""
        self._left()


def written_wrongly(old: str, new: str, again: str) -> dict[str, str]:
    """What is wrong before anyone is asked, by field; empty where nothing is."""
    checks = (
        ("old", bool(old), _("Give the password that you have.")),
        ("new", bool(new), _("Give a new password.")),
        ("again", again == new, _("The two passwords differ. Type it once more.")),
    )
    return {field: words for field, fine, words in checks if not fine}


def trouble_of(refusal: Refusal) -> dict[str, str]:
    """What was refused, at the field that it is about."""
    return {"new" if refusal.code == "weak_password" else "old": refusal.words}


def with_troubles(form: PasswordForm, troubles: dict[str, str]) -> PasswordForm:
    """The form once more, with what was wrong."""
    return replace(form, troubles=troubles, attempt=form.attempt + 1)
