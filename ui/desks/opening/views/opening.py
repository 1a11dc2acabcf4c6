"""The Opening desk drawn: piles, and behind them boxes."""

from __future__ import annotations

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from adjudicator.words import _
from ui.desks.opening.presenter import PARTS, OpeningPresenter
from ui.desks.opening.screen import BoxesScreen, OpeningScreen
from ui.desks.opening.views.boxes import BoxesPage
from ui.desks.opening.views.tables import TablesPage
from ui.kit.keys import Key, Keys
from ui.kit.language import name
from ui.kit.later import Later
from ui.kit.panel import column, lay_page, reveal, row
from ui.kit.progress import Progress
from ui.kit.strip import Strip
from ui.kit.style.tokens import MARGIN, PANEL_BETWEEN, S12, S24
from ui.kit.tabs import Tabs
from ui.kit.text import Heading

TITLES = {"tables": _("Piles"), "boxes": _("Boxes and seals")}


class OpeningView(QWidget):
    """Draws an OpeningScreen."""

    def __init__(self, presenter: OpeningPresenter) -> None:
        super().__init__()
        name(self, _("Opening"))
        self._presenter = presenter
        self.parts = Tabs()
        name(self.parts, _("Parts of the Opening desk"))
        for part in PARTS:
            self.parts.addTab(TITLES[part])
        self.strip = Strip()
        self.progress, self.tables = Progress(), TablesPage(presenter)
        self._boxes: Later[BoxesPage, BoxesScreen] = Later(lambda: BoxesPage(presenter), BoxesPage.draw)
        self._in_front, self._there = "", False
        self._build()
        self.parts.currentChanged.connect(lambda at: presenter.turn_to(PARTS[at]))
        self.strip.dismissed.connect(presenter.dismiss)
        self.strip.acted.connect(presenter.reading.read)
        self.progress.cancelled.connect(presenter.reading.stop)
        keys = Keys(self, _("Opening"))
        for place, part in enumerate(PARTS, 1):
            key = Key(f"opening_{part}", f"Alt+{place}", TITLES[part])
            keys.bind(key, lambda part=part: presenter.turn_to(part))
        presenter.listen(self.draw)

    def draw(self, screen: OpeningScreen) -> None:
        """Draws the part in front."""
        self.strip.show_notice(screen.strip)
        self.parts.setCurrentIndex(PARTS.index(screen.part))
        self.progress.follow(screen.reading if screen.part == "tables" else None)
        is_there, self._there = not screen.unread and not self._there, not screen.unread
        reveal(self.tables, screen.part == "tables" and self._there)
        self.tables.draw(screen.tables)
        self._boxes.draw(screen.boxes if screen.part == "boxes" else None)
        turned, self._in_front = bool(self._in_front) and self._in_front != screen.part, screen.part
        if turned or (is_there and self.hasFocus()):
            self.in_front.begin()

    @property
    def boxes(self) -> BoxesPage:
        """The part for boxes."""
        return self._boxes.part

    @property
    def in_front(self) -> TablesPage | BoxesPage:
        """The part that is in front."""
        return self.tables if self._in_front == "tables" else self.boxes

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The desk came to the front: the part that is shown says where the focus begins."""
        super().focusInEvent(event)
        self.in_front.begin()

    def _build(self) -> None:
        head = row(Heading(_("Opening"), "headline"), self.parts, "stretch", spacing=S24)
        above = column(head, self.strip, self.progress, spacing=S12)
        above.setContentsMargins(MARGIN, 0, MARGIN, 0)
        page = QWidget()
        lay_page(page, self.tables, self._boxes, "stretch", spacing=PANEL_BETWEEN).setContentsMargins(
            MARGIN, 0, MARGIN, S24
        )
        down = QVBoxLayout(self)
        down.setContentsMargins(0, MARGIN, 0, 0)
        down.setSpacing(S12)
        down.addLayout(above)
        down.addWidget(page, 1)
