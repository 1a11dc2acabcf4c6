"""The Receive desk: files and envelopes come in."""

from __future__ import annotations

from pathlib import Path

from adjudicator.office import Office
from ui.desks.receive.bags import Bags
from ui.desks.receive.files import Files
from ui.desks.receive.hand import Hand
from ui.desks.receive.labels import LabelPrinting
from ui.desks.receive.scans import ScanMatching
from ui.desks.receive.screen import ReceiveScreen
from ui.shared.desk import DeskPresenter, Shell
from ui.shared.drafting import NOTHING, TakenUp, Values

PARTS = ("files", "hand", "bags", "scans", "labels")


class ReceivePresenter(DeskPresenter[ReceiveScreen]):
    """Five parts: `files`, `hand` for an envelope entered from paper, `bags` for what the places brought, `scans` for a
    folder of them, and `labels` for envelopes that have no barcode.

    What is begun in one stays while another is in front.
    """

    desk = "receive"

    def __init__(self, office: Office, shell: Shell) -> None:
        super().__init__(office, shell)
        self.files = Files(office, shell, self.refresh)
        self.hand = Hand(office, shell, self.refresh)
        self.bags = Bags(office, shell, self.refresh)
        self.scans = ScanMatching(office, shell, self.refresh)
        self.labels = LabelPrinting(office, shell, self.refresh)
        self._part = "files"

    def make_screen(self) -> ReceiveScreen:
        """Make the Screen from the office as it is now."""
        parts = {"files": self.files, "hand": self.hand, "bags": self.bags, "scans": self.scans, "labels": self.labels}
        bags = self.bags.screen() if self._part == "bags" else None  # all places are counted for it
        strip = parts[self._part].strip
        labels = self.labels.screen() if self._part == "labels" else None
        return ReceiveScreen(
            self._part, self.files.screen(), self.hand.screen(), bags, strip, self.scans.screen(), labels
        )

    def enter(self, about: str = "") -> None:
        """The desk came to the front; `about` may name a part."""
        if about in PARTS:
            self._part = about
        self.refresh()

    @property
    def part_in_front(self) -> str:
        """Which part is in front."""
        return self._part

    def begun(self) -> Values | None:
        """The envelope that is being entered by hand."""
        return self.hand.begun()

    def take_up(self, value: Values) -> TakenUp:
        """Put the fields back as they were."""
        if not self.hand.take_up(value):
            return NOTHING
        self._part = "hand"
        self.refresh()
        return TakenUp()

    def turn_to(self, part: str) -> None:
        """Bring a part to the front."""
        if part in PARTS and part != self._part:
            self._part = part
            self.refresh()

    def choose(self, path: str) -> None:
        """Take a file that was chosen or dropped here."""
        self._part = "files"
        self.files.choose(Path(path))

    def dismiss(self) -> None:
        """Put the strip away."""
        self.files.strip = self.hand.strip = self.bags.strip = self.scans.strip = self.labels.strip = None
        self.refresh()
