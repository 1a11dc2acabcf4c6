"""How long somebody sits here: locking the screen, unlocking it, and the end of the shift."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from adjudicator.casework.acts import sittings
from adjudicator.casework.record.state import PersonState
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.entrance import WRONG, open_key
from adjudicator.office.behind.room import NOBODY, Done
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

DOES_NOT_FIT = Refusal("wrong_password", _("The password does not fit. Try again."))


class SittingDesk(OfficeDesk):
    """What concerns the person at this screen now."""

    @property
    def locked(self) -> bool:
        """Whether the screen is locked: then no act of the person is taken."""
        return self._room.locked

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without key or mouse a screen is to be locked."""
        return self._room.case.idle_minutes

    @property
    def shift_ends(self) -> tuple[str, ...]:
        """The times of the day ("17:00", the county's own) at which shifts end, in order."""
        return self._room.case.shift_ends

    @needs("change_sittings")
    def change(self, idle_minutes: int, shift_ends: Sequence[str]) -> Done | Refusal:
        """Set when an idle screen is locked and when shifts end, as an administrator."""
        return self._room.put(sittings.change_sittings(self._room.case, idle_minutes, shift_ends, self._room.act()))

    def ends_at(self) -> datetime | None:
        """When the shift of the person signed in ends, in the county's time; None where no end is set."""
        since = self._room.since
        return sittings.next_end(self.shift_ends, since) if since is not None else None

    def lock(self) -> None:
        """Lock the screen: the person's key is gone from memory, and only their password brings it back."""
        if self._room.person is not None:
            self._room.key, self._room.locked = None, True

    def unlock(self, password: str) -> PersonState | Refusal:
        """Go on where the person was. A password that does not fit counts as a failure to sign in."""
        person = self._room.person
        if person is None:
            return NOBODY
        opened = open_key(self._room, person.id, password)
        if isinstance(opened, Refusal):
            return DOES_NOT_FIT if opened == WRONG else opened
        self._room.key, self._room.locked = opened.key, False
        return opened.person
