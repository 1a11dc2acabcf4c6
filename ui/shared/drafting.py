"""What is begun at a desk and not yet recorded: kept as it is given, and put back after a crash or a sign-out.

A presenter says in `begun` what stands on its desk, as plain JSON, and puts it back in `take_up`. The window asks again and
again (every 300 milliseconds, and when the person leaves); only what has changed is written, so nothing a person does at a
desk needs to think of its draft, and what was recorded is removed by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adjudicator.office import Office
from adjudicator.office.desks.drafts import Begun
from adjudicator.words import _
from adjudicator.words.dates import day_and_hour, hour
from ui.parts import Notice

Values = Mapping[str, Any]


class Drafting:
    """The draft of one desk: written where it has changed, removed where nothing is begun any more."""

    def __init__(self, office: Office, desk: str) -> None:
        self._office, self._desk = office, desk
        self._kept: Values | None = None

    def keep(self, begun: Values | None) -> None:
        """Keep what is begun. Raises WorldError for what the disk refuses, once for each change."""
        if not self._desk or begun == self._kept:
            return
        before, self._kept = self._kept, begun
        drafts = self._office.drafts
        if (drafts.drop(self._desk) if begun is None else drafts.keep(self._desk, begun)) == "later":
            self._kept = before

    def kept(self) -> Begun | None:
        """What was kept before, to be put back."""
        found = self._office.drafts.of(self._desk) if self._desk else None
        self._kept = found.value if found is not None else None
        return found


@dataclass(frozen=True, slots=True)
class TakenUp:
    """What came of putting a draft back: whether anything stands there again, and what no longer fits, in words."""

    stands: bool = True
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """A desk taken up again: when its draft was kept (empty: nothing stands there), and what no longer fits."""

    at: str
    notice: Notice | None = None


NOTHING = TakenUp(stands=False)


def taken_up_words(office: Office, at: str) -> str:
    """ "Taken up where you left off, 11:14 p.m."; the day, too, where it was another."""
    then, now = office.local(at), office.now()
    when = hour(then) if then.date() == now.date() else day_and_hour(then)
    return _("Taken up where you left off, {when}", when=when)
