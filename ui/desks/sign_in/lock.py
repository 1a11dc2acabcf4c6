"""The lock over a screen that nobody touched: who is signed in, and their password; nothing of the work under it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from adjudicator.office import Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _
from ui.shared.listening import Listening
from ui.shared.people_words import roles_words

KEPT = _("Everything under this stays as it is. Your key for signing is not in memory until you are back.")


@dataclass(frozen=True, slots=True)
class LockScreen:
    """Who is signed in, and what is wrong with the password."""

    heading: str
    name: str
    roles: str
    says: str
    trouble: str = ""


class LockPresenter(Listening[LockScreen]):
    """Unlocks with the password. `unlocked` is called then, `other` where somebody else is to sign in."""

    def __init__(self, office: Office, unlocked: Callable[[], None], other: Callable[[], None]) -> None:
        self._office, self._unlocked, self._other = office, unlocked, other
        person = office.people.signed_in
        name, roles = (person.name, roles_words(person.roles)) if person is not None else ("", "")
        super().__init__(LockScreen(_("{county} County", county=office.election.county), name, roles, KEPT))

    def unlock(self, password: str) -> None:
        """Go on where the person was. What does not fit is said in place; after failures, when to try again."""
        found = self._office.sittings.unlock(password)
        if isinstance(found, Refusal):
            self.show(replace(self.screen, trouble=found.words))
            return
        self._unlocked()

    def someone_else(self) -> None:
        """Leave the screen to somebody else."""
        self._other()
