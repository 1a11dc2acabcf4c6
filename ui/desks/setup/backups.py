"""The part of Setup for backups: where they go, the newest, what is in none yet, and what is to be said of the place."""

from __future__ import annotations

from dataclasses import dataclass

from adjudicator.office import Office
from adjudicator.words import _, beside, n_
from adjudicator.words.dates import day_and_hour
from ui.parts import Notice
from ui.shared.backups import BACK_UP, CHOOSE, KEEPS, NO_PLACE

NO_PLACE_YET = _("No folder for backups is chosen yet")
NONE_YET = _("This computer has made no backup of this case yet.")


@dataclass(frozen=True, slots=True)
class BackupsScreen:
    """What is said of backups; `doubt` is what speaks against the place. `choose` and `act` are the words on the buttons."""

    title: str
    has_place: bool
    newest: str
    keeps: str = KEEPS
    doubt: Notice | None = None
    choose: str = CHOOSE
    act: str = BACK_UP


def backups_screen(office: Office) -> BackupsScreen:
    """The part as it stands."""
    place, doubt = office.backups.place, office.backups.doubt
    if place is None:
        warning = Notice(NO_PLACE, kind="warning") if office.case.mode == "live" else None
        return BackupsScreen(NO_PLACE_YET, has_place=False, newest=_newest(office), doubt=warning)
    warning = Notice(doubt, kind="warning") if doubt else None
    title = _("Backups go to {folder}", folder=str(place))
    return BackupsScreen(title, has_place=True, newest=_newest(office), doubt=warning)


def _newest(office: Office) -> str:
    """When the newest was made, of how many entries, and how many came after it."""
    newest = office.backups.newest
    if newest is None:
        return NONE_YET
    made = n_(
        "The newest was made {when} and holds {count} entry.",
        "The newest was made {when} and holds {count} entries.",
        newest.size,
        when=day_and_hour(office.local(newest.at)),
    )
    after = office.record.head().size - newest.size
    since = n_("{count} entry came after it.", "{count} entries came after it.", after)
    return beside(made, since if after > 0 else _("No entry came after it."))
