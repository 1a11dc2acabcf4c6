"""The desk In the count?: whether every ballot that was opened is in the count, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adjudicator.casework.record.entry import Entry
from adjudicator.office import Office
from ui.desks.count.results import Results
from ui.desks.count.scanner import Scanner
from ui.desks.count.screen import CountScreen
from ui.desks.count.troubles import Troubles
from ui.desks.count.uploads import Uploads
from ui.shared.desk import DeskPresenter, Shell
from ui.shared.drafting import NOTHING, TakenUp, Values

PARTS = ("scanner", "uploads", "results")


class CountPresenter(DeskPresenter[CountScreen]):
    """Three parts under what does not fit: `scanner`, `uploads`, `results`. What is begun in one stays while in another."""

    desk = "count"

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self.troubles = Troubles(office, shell, self.refresh)
        self.scanner = Scanner(office, shell, self.refresh)
        self.uploads = Uploads(office, shell, self.refresh)
        self.results = Results(office, shell, self.refresh)
        self._part = "scanner"

    def make_screen(self) -> CountScreen:
        """Make the Screen from the office as it is now."""
        parts: Mapping[str, Scanner | Uploads | Results] = {
            "scanner": self.scanner,
            "uploads": self.uploads,
            "results": self.results,
        }
        return CountScreen(
            part=self._part,
            troubles=self.troubles.screen(),
            scanner=self.scanner.screen(),
            uploads=self.uploads.screen(),
            results=self.results.screen(),
            strip=self.troubles.strip or parts[self._part].strip,
        )

    def happened(self, entries: Sequence[Entry]) -> None:
        """Something was recorded, here or at another desk."""
        self.scanner.happened()
        super().happened(entries)

    def enter(self, about: str = "") -> None:
        """The desk came to the front; `about` may name a part."""
        if about in PARTS:
            self._part = about
        self.refresh()

    def turn_to(self, part: str) -> None:
        """Bring a part to the front."""
        if part in PARTS and part != self._part:
            self._part = part
            self.refresh()

    def begun(self) -> Values | None:
        """The scanner batch that is being entered."""
        return self.scanner.begun()

    def take_up(self, value: Values) -> TakenUp:
        """Put the fields back as they were."""
        if not self.scanner.take_up(value):
            return NOTHING
        self._part = "scanner"
        self.refresh()
        return TakenUp()

    def dismiss(self) -> None:
        """Put the strip away."""
        self.troubles.strip = self.scanner.strip = self.uploads.strip = self.results.strip = None
        self.refresh()
