"""The Opening desk: piles that are sorted, opened and duplicated, and as its second page boxes and seals."""

from __future__ import annotations

from adjudicator.office import Office
from ui.desks.opening.boxes import Boxes
from ui.desks.opening.screen import OpeningScreen, TablesScreen
from ui.desks.opening.tables import Tables
from ui.shared.desk import DeskPresenter, Shell
from ui.shared.first_reading import FirstReading

PARTS = ("tables", "boxes")


class OpeningPresenter(DeskPresenter[OpeningScreen]):
    """Two parts, `tables` and `boxes`; what is asked in one stays while the other is in front."""

    desk = "opening"

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self.tables = Tables(office, shell, self.refresh)
        self.boxes = Boxes(office, shell, self.refresh)
        self.reading = FirstReading(office.tables, shell.run, self.refresh)
        self._part = "tables"

    @property
    def part_in_front(self) -> str:
        """Which part is in front."""
        return self._part

    def make_screen(self) -> OpeningScreen:
        """Make the Screen from the office as it is now."""
        in_front = self.tables if self._part == "tables" else self.boxes
        unread = self.reading.waits()
        return OpeningScreen(
            self._part,
            TablesScreen((), ()) if unread else self.tables.screen(),
            self.boxes.screen(),
            in_front.strip or (self.reading.notice if self._part == "tables" else None),
            unread=unread,
            reading=self.reading.working,
        )

    def enter(self, about: str = "") -> None:
        """The desk came to the front; `about` may name a part, or an envelope that somebody looks for."""
        if about in PARTS:
            self._part = about
        elif about:
            self._part = "boxes"
            self.boxes.look_for(about)
        self.refresh()

    def turn_to(self, part: str) -> None:
        """Bring a part to the front."""
        if part in PARTS and part != self._part:
            self._part = part
            self.refresh()

    def dismiss(self) -> None:
        """Put the strip away."""
        self.tables.strip = self.boxes.strip = None
        self.refresh()
