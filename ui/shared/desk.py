"""What every desk's presenter shares: it makes one frozen Screen, and shows it to its listener.

A presenter is plain Python: it knows the office, never a widget. A view draws the Screen and calls the presenter's methods;
nothing else passes between them. Screens do not change one another: what happened comes back from the office to all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from adjudicator.casework.record.entry import Entry
from adjudicator.office import Office
from adjudicator.office.behind.unsettled import SettledAct
from adjudicator.records.trouble import WorldError
from adjudicator.words import Language
from ui.shared.drafting import NOTHING, Drafting, Resumed, TakenUp, Values
from ui.shared.work import Runs, TellsProgress

ScreenT = TypeVar("ScreenT")


class AloneWork(Protocol):
    """Work during which nobody may ask the case anything: it is closed, written on another thread, and opened again."""

    def close(self) -> None:
        """Close the case; on the window's thread."""
        ...

    def write(self, progress: TellsProgress) -> None:
        """Do the work, on another thread; `progress` raises to stop it."""
        ...

    def end(self) -> object:
        """Open the case again, however the work ended, on the window's thread; gives what it came to."""
        ...


class Shell(Protocol):
    """The window around the desks, as presenters see it."""

    def said(self, words: str, undo: Callable[[], None] | None = None, instead: str = "") -> None:
        """Say in the status line what just happened, with Undo where it is possible; where not, what to do `instead`."""
        ...

    def go(self, desk: str, about: str = "") -> None:
        """Bring another desk to the front; `about` is an envelope number or batch id to open there."""
        ...

    def ask(self, what: str) -> None:
        """Have the window do what stands in its menu: "back_up", "progress", or "backup_place", for which it asks."""
        ...

    @property
    def run(self) -> Runs:
        """Does long work off the window's thread, while the person who began it is here; for a `LongWork`."""
        ...

    @property
    def language(self) -> Language:
        """The language of the window, for what leaves it on paper."""
        ...

    def run_alone(
        self, words: str, work: AloneWork, done: Callable[[Any], None], failed: Callable[[WorldError], None]
    ) -> None:
        """Do long work for which the case is closed; the window is covered meanwhile, and `words` say what is being done.

        `done` is told what it came to, None where the person stopped it.
        """
        ...


class DeskPresenter(Generic[ScreenT]):
    """A desk's presenter. Subclasses make the Screen in `make_screen` and add one method per thing a person can do.

    A desk on which something is begun before it is recorded names itself in `desk`, and has `begun` and `take_up`.
    """

    desk = ""

    def __init__(self, office: Office, shell: Shell) -> None:
        self._office = office
        self._drafting = Drafting(office, self.desk)
        self._shell = shell
        self._listeners: list[Callable[[ScreenT], None]] = []
        self._screen: ScreenT | None = None

    @property
    def part_in_front(self) -> str:
        """Which part of the desk is in front, where the manual tells of each; empty for the desk as a whole."""
        return ""

    @property
    def screen(self) -> ScreenT:
        """The Screen as it stands."""
        if self._screen is None:
            self._screen = self.make_screen()
        return self._screen

    def make_screen(self) -> ScreenT:
        """Make the Screen from the office as it is now."""
        raise NotImplementedError

    def listen(self, draw: Callable[[ScreenT], None]) -> None:
        """Be shown the Screen now and whenever it changes."""
        self._listeners.append(draw)
        draw(self.screen)

    def refresh(self) -> None:
        """Make the Screen afresh and show it."""
        self.show(self.make_screen())

    def show(self, screen: ScreenT) -> None:
        """Show another Screen to everyone who listens."""
        self._screen = screen
        for draw in tuple(self._listeners):
            draw(screen)

    def enter(self, about: str = "") -> None:
        """The desk came to the front, about one envelope or batch or none."""
        del about
        self.refresh()

    def settled(self, act: SettledAct) -> bool:
        """The server has said what became of an act; whether the desk has told the person, who otherwise is told in a
        sentence.
        """
        del act
        return False

    def dismiss(self) -> None:
        """Put away what was said at the desk of the last act."""

    def backed_up(self) -> None:
        """A backup was made, or another place for them chosen; most desks say nothing of that."""

    def begun(self) -> Values | None:
        """What is begun here and not yet recorded, as plain JSON; None for nothing."""
        return None

    def take_up(self, value: Values) -> TakenUp:
        """Put back what was begun. What no longer fits is refused softly, in words."""
        del value
        return NOTHING

    def keep(self) -> None:
        """Keep what is begun here, where it has changed; the window asks for it again and again."""
        self._drafting.keep(self.begun())

    def is_place(self, value: Values) -> bool:
        """Whether a draft is only where the person was, without anything they typed or chose."""
        del value
        return False

    def leave(self, *, made_to: bool = False) -> None:
        """The person leaves: keep what is begun here; the mere place, too, where they did not choose to leave."""
        begun = self.begun()
        self._drafting.keep(None if begun is not None and self.is_place(begun) and not made_to else begun)

    def resume(self) -> Resumed | None:
        """Put back what was kept for this person at this desk; gives when that was, None where nothing stands here again."""
        kept = self._drafting.kept()
        if kept is None:
            return None
        taken = self.take_up(kept.value)
        return Resumed(kept.at if taken.stands else "", taken.notice) if taken.stands or taken.notice else None

    def happened(self, entries: Sequence[Entry]) -> None:
        """Something was recorded, here or at another desk."""
        del entries
        self.refresh()
