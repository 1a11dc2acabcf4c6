"""What stands over every screen while it holds: that the case is only looked at, or that the disk stopped all recording."""

from __future__ import annotations

from adjudicator.office import Office
from ui.presenters.parts import Notice


def standing_of(office: Office) -> Notice | None:
    """The band over the screens, None where the case takes acts."""
    closed, stopped = office.closed, office.stopped
    if stopped is not None:
        return Notice(f"Stopped: {stopped.what}", closed.words if closed else "", action="Close the window")
    if closed is not None:
        return Notice("Read only", closed.words, READ_ONLY_REMEDY, kind="notice")
    return None


READ_ONLY_REMEDY = "To work in it, give yourself the right to write the file and its folder, and open it again."


def saved_words(office: Office) -> str:
    """What the status line says of the record: when the last act was saved, or that none is taken."""
    closed, saved = office.closed, office.last_saved
    if closed is not None:
        return "Read only" if closed.code == "read_only" else "Stopped"
    return f"Saved {office.local(saved):%H:%M}" if saved else "Nothing changed yet"
