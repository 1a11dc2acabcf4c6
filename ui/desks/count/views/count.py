"""The desk In the count? drawn: what does not fit, and below it three parts, one in front of the others."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from adjudicator.words import _
from ui.desks.count.presenter import PARTS, CountPresenter
from ui.desks.count.screen import CountScreen, ResultsScreen, UploadsScreen
from ui.desks.count.views.papers import PapersPanel
from ui.desks.count.views.results import ResultsPage
from ui.desks.count.views.scanner import ScannerPage
from ui.desks.count.views.troubles import TroublesPanel
from ui.desks.count.views.uploads import UploadsPage
from ui.kit.keys import Key, Keys
from ui.kit.language import name
from ui.kit.later import Later
from ui.kit.panel import column, lay_page, reveal, row
from ui.kit.strip import Strip
from ui.kit.style.tokens import MARGIN, PANEL_BETWEEN, S12, S24
from ui.kit.tabs import Tabs
from ui.kit.text import Heading

TITLES = {"scanner": _("Scanner batches"), "uploads": _("Uploads"), "results": _("Results")}


class CountView(QWidget):
    """Draws a CountScreen."""

    def __init__(self, presenter: CountPresenter) -> None:
        super().__init__()
        name(self, _("In the count?"))
        self._presenter = presenter
        self.parts = Tabs()
        name(self.parts, _("Parts of the desk In the count?"))
        for part in PARTS:
            self.parts.addTab(TITLES[part])
        self.strip = Strip()
        self.troubles = TroublesPanel(presenter)
        self.scanner = ScannerPage(presenter)
        self._uploads: Later[UploadsPage, UploadsScreen] = Later(lambda: UploadsPage(presenter), UploadsPage.draw)
        self._results: Later[ResultsPage, ResultsScreen] = Later(lambda: ResultsPage(presenter), ResultsPage.draw)
        self.papers = PapersPanel(presenter)
        self._in_front = self._shown = ""
        self._build()
        self.parts.currentChanged.connect(lambda at: presenter.turn_to(PARTS[at]))
        self.strip.dismissed.connect(presenter.dismiss)
        keys = Keys(self, _("In the count?"))
        for place, part in enumerate(PARTS):
            key = Key(f"count_{part}", f"Alt+{place + 1}", TITLES[part])
            keys.bind(key, lambda part=part: presenter.turn_to(part))
        keys.bind(Key("count_explain", "E", _("Explain what stands longest")), presenter.troubles.ask_first)
        presenter.listen(self.draw)

    def draw(self, screen: CountScreen) -> None:
        """Draws what does not fit, and the part in front."""
        self.strip.show_notice(screen.strip)
        self.troubles.draw(screen.troubles)
        self.papers.draw(screen)
        self.parts.setCurrentIndex(PARTS.index(screen.part))
        self.scanner.draw(screen.scanner)
        self._uploads.draw(screen.uploads if screen.part == "uploads" else None)
        self._results.draw(screen.results if screen.part == "results" else None)
        # while a difference is explained, Ctrl+Enter is the question's alone
        shown = "" if screen.troubles.ask is not None else screen.part
        for part, page in (("scanner", self.scanner), ("uploads", self._uploads), ("results", self._results)):
            reveal(page, part == shown)
        turned, self._in_front, self._shown = bool(self._in_front) and self._shown != shown, screen.part, shown
        if turned and shown:
            self.in_front.begin()

    @property
    def uploads(self) -> UploadsPage:
        """The part for uploads."""
        return self._uploads.part

    @property
    def results(self) -> ResultsPage:
        """The part for results."""
        return self._results.part

    @property
    def in_front(self) -> ScannerPage | UploadsPage | ResultsPage:
        """The part that is in front."""
        return {"scanner": lambda: self.scanner, "uploads": lambda: self.uploads, "results": lambda: self.results}[
            self._in_front
        ]()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The desk came to the front: the part that is shown says where the focus begins."""
        super().focusInEvent(event)
        self.in_front.begin()

    def _build(self) -> None:
        head = row(Heading(_("In the count?"), "headline"), self.parts, "stretch", spacing=S24)
        above = column(head, self.strip, spacing=S12)
        above.setContentsMargins(MARGIN, 0, MARGIN, 0)
        page = QWidget()
        below = (self.troubles, self.scanner, self._uploads, self._results, self.papers, "stretch")
        lay_page(page, *below, spacing=PANEL_BETWEEN).setContentsMargins(MARGIN, 0, MARGIN, S24)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, MARGIN, 0, 0)
        down.setSpacing(S12)
        down.addLayout(above)
        down.addWidget(page, 1)
