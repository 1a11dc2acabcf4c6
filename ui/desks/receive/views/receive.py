"""The Receive desk drawn: files, envelopes entered by hand, bags, scans and labels, one part in front of the others."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from adjudicator.words import _
from ui.desks.receive.presenter import PARTS, ReceivePresenter
from ui.desks.receive.screen import BagsScreen, HandScreen, LabelsScreen, ReceiveScreen, ScansScreen
from ui.desks.receive.views.bags import BagsPage
from ui.desks.receive.views.files import FilesPage
from ui.desks.receive.views.hand import HandPage
from ui.desks.receive.views.labels import LabelsPage
from ui.desks.receive.views.scans import ScansPage
from ui.kit.focus import begin_at
from ui.kit.keys import Key, Keys
from ui.kit.language import name
from ui.kit.later import Later
from ui.kit.panel import column, holder, row
from ui.kit.strip import Strip
from ui.kit.style.tokens import MARGIN, S12, S24
from ui.kit.tabs import Tabs
from ui.kit.text import Heading

TITLES = {
    "files": _("Files"),
    "hand": _("Enter an envelope by hand"),
    "bags": _("Lists and bags"),
    "scans": _("Scans"),
    "labels": _("Labels"),
}


class ReceiveView(QWidget):
    """Five parts under one heading."""

    def __init__(self, presenter: ReceivePresenter) -> None:
        super().__init__()
        name(self, _("Receive"))
        self._presenter = presenter
        self.parts = Tabs()
        name(self.parts, _("Parts of the Receive desk"))
        for part in PARTS:
            self.parts.addTab(TITLES[part])
        self.strip = Strip()
        self.files = FilesPage(presenter)
        self._hand: Later[HandPage, HandScreen] = Later(lambda: HandPage(presenter), HandPage.draw)
        self._bags: Later[BagsPage, BagsScreen] = Later(lambda: BagsPage(presenter), BagsPage.draw)
        self._scans: Later[ScansPage, ScansScreen] = Later(lambda: ScansPage(presenter), ScansPage.draw)
        self._labels: Later[LabelsPage, LabelsScreen] = Later(lambda: LabelsPage(presenter), LabelsPage.draw)
        self._pages = QStackedWidget()
        self._build()
        self.parts.currentChanged.connect(lambda at: presenter.turn_to(PARTS[at]))
        self.strip.dismissed.connect(presenter.dismiss)
        keys = Keys(self, _("Receive"))
        for place, part in enumerate(PARTS):
            key = Key(f"receive_{part}", f"Alt+{place + 1}", TITLES[part])
            keys.bind(key, lambda part=part: presenter.turn_to(part))
        presenter.listen(self.draw)

    def draw(self, screen: ReceiveScreen) -> None:
        """Draws the parts that there are, and brings the one in front to the front."""
        self.strip.show_notice(screen.strip)
        self.files.draw(screen.files)
        if screen.part == "hand" or self._hand.made:
            self._hand.draw(screen.hand)
        if screen.bags is not None:
            self._bags.draw(screen.bags)
        if screen.part == "scans" or self._scans.made:
            self._scans.draw(screen.scans)
        if screen.labels is not None:
            self._labels.draw(screen.labels)
        place = PARTS.index(screen.part)
        self.parts.setCurrentIndex(place)
        if self._pages.currentIndex() != place:
            self._pages.setCurrentIndex(place)
            self._page(place).setFocus(Qt.FocusReason.OtherFocusReason)
        begin_at(self, self._page(place))

    @property
    def hand(self) -> HandPage:
        """The page for envelopes entered by hand."""
        if not self._hand.made:
            self._hand.draw(self._presenter.screen.hand)
        return self._hand.part

    @property
    def bags(self) -> BagsPage:
        """The page for what the places brought, once it was in front."""
        return self._bags.part

    @property
    def scans(self) -> ScansPage:
        """The page for a folder of scans."""
        if not self._scans.made:
            self._scans.draw(self._presenter.screen.scans)
        return self._scans.part

    @property
    def labels(self) -> LabelsPage:
        """The page for labels, once it was in front."""
        return self._labels.part

    def _page(self, place: int) -> QWidget:
        part = PARTS[place]
        if part in ("scans", "labels"):
            return self.scans if part == "scans" else self.labels
        return self.files if part == "files" else self.hand if part == "hand" else self.bags

    def _build(self) -> None:
        head = row(Heading(_("Receive"), "headline"), self.parts, "stretch", spacing=S24)
        above = column(head, self.strip, spacing=S12)
        above.setContentsMargins(MARGIN, 0, MARGIN, 0)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, MARGIN, 0, 0)
        down.setSpacing(S12)
        down.addLayout(above)
        down.addWidget(self._pages, 1)
        self._pages.addWidget(self.files)
        # in a place of its own: it shows itself when it is drawn, and as a page it would stand over the one in front
        self._pages.addWidget(holder(column(self._hand)))
        self._pages.addWidget(holder(column(self._bags)))
        self._pages.addWidget(holder(column(self._scans)))
        self._pages.addWidget(holder(column(self._labels)))
