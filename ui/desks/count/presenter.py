"""The desk In the count?: whether every ballot that was opened is in the count, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from adjudicator.casework.record.entry import Entry
from adjudicator.office import Office
from adjudicator.office.behind.count.count_papers import WRITTEN
from adjudicator.words import _
from ui.desks.count.results import KnownResults
from ui.desks.count.scanner import Scanner
from ui.desks.count.screen import CountScreen, PaperChoice
from ui.desks.count.troubles import Troubles
from ui.desks.count.uploads import Uploads
from ui.parts import Notice
from ui.shared.desk import DeskPresenter, Shell
from ui.shared.drafting import NOTHING, TakenUp, Values
from ui.shared.work import LongWork

PARTS = ("scanner", "uploads", "results")


class CountPresenter(DeskPresenter[CountScreen]):
    """Three parts under what does not fit: `scanner`, `uploads`, `results`. What is begun in one stays while in another."""

    desk = "count"

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self.troubles = Troubles(office, shell, self.refresh)
        self.scanner = Scanner(office, shell, self.refresh)
        self.uploads = Uploads(office, shell, self.refresh)
        self.results = KnownResults(office, shell, self.refresh)
        self._writing = LongWork(shell.run, self.refresh)
        self._written: Notice | None = None
        self._part = "scanner"

    def make_screen(self) -> CountScreen:
        """Make the Screen from the office as it is now."""
        parts: Mapping[str, Scanner | Uploads | KnownResults] = {
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
            papers=tuple(PaperChoice(code, words, file) for code, (file, words) in WRITTEN.items()),
            writing=self._writing.working,
            strip=self._written or self.troubles.strip or parts[self._part].strip,
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

    def write(self, code: str, path: str) -> None:
        """Write one of the papers to a file, beside the window."""
        if not path or self._writing.working is not None:
            return
        out = Path(path).with_suffix(Path(WRITTEN[code][0]).suffix)
        writing = self._office.tabulation.writing(code, out, self._shell.language)
        self._written = None

        def ended(notice: Notice | None) -> None:
            self._written = notice
            if notice is None:
                self._shell.said(_("{file} written", file=out.name))
            self.refresh()

        self._writing.start(
            _("Writing {file}", file=out.name),
            lambda __: writing(),
            lambda __: ended(None),
            lambda error: ended(Notice(error.what, remedy=error.remedy)),
        )

    def stop_writing(self) -> None:
        """Stop writing."""
        self._writing.stop()
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
        self._written = None
        self.troubles.strip = self.scanner.strip = self.uploads.strip = self.results.strip = None
        self.refresh()
