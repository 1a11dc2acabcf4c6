"""The pack of rules in force: its name and digest, where it differs from the statute, its parts, one of them laid open."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from adjudicator.words import _, beside
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import PackScreen
from ui.desks.setup.views.law_card import LawPanel
from ui.desks.setup.views.law_forms import MotionFormPanel, PacksFormPanel
from ui.desks.setup.views.listed import ListedView
from ui.kit.buttons import IconButton, QuietButton
from ui.kit.focus import begin_at
from ui.kit.pages import PageStack
from ui.kit.panel import column, row
from ui.kit.strip import Strip
from ui.kit.style.theme import look
from ui.kit.style.tokens import S4, S12
from ui.kit.text import Heading, Text
from ui.shared.views.beside import Beside, scrolling
from ui.shared.views.fixed_text import FixedText, copy

DIGITS, APART = 16, 8
"""Digits of a digest that are shown, and how many stand together."""

STACKED = 620
"""Under this width the digest and the act stand below the name of the pack, in pixels at 100 %."""


class PackView(QWidget):
    """Draws a PackScreen."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__()
        screen = presenter.screen.pack
        self.name, self.under = Heading("", wrap=True), Text("", "caption", tone="muted", wrap=True)
        self._digest, self._whole = FixedText(), ""
        self.copy = IconButton("copy", _("Copy the whole digest"))
        self.another, self.differs = QuietButton("", icon="gavel"), Strip(dismissable=False)
        self.list, self.card = ListedView(screen.list), LawPanel()
        self.motion, self.packs = MotionFormPanel(presenter), PacksFormPanel(presenter)
        self._side, self._across = PageStack(), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for page in (self.card, scrolling(self.motion), scrolling(self.packs)):
            self._side.addWidget(page)
        self.list.table.set_filters(screen.chips)
        self.list.table.chips_below()
        self._build()
        self._connect(presenter)
        begin_at(self, self.list.table.grid)

    def draw(self, screen: PackScreen) -> None:
        """Shows the pack, and the part laid open or the form beside the list."""
        self.name.setText(screen.name)
        self.under.setText(beside(*screen.under, by="\n"))
        self._whole = screen.digest
        self._digest.setText(f"SHA-256 {screen.digest[:APART]} {screen.digest[APART:DIGITS]} …")
        self.another.offer(screen.another)
        self.another.setEnabled(screen.packs is None)
        self.differs.show_notice(screen.differs)
        self.list.draw(screen.list)
        self.card.draw(screen.open)
        form = 1 if screen.motion else (2 if screen.packs else 0)
        left = form == 0 and self._side.currentIndex() != 0
        self._side.setCurrentIndex(form)
        self.motion.draw(screen.motion)
        self.packs.draw(screen.packs)
        begin_at(self, (self.list.table.grid, self.motion.number, self.packs.next)[form])
        if left:
            self.list.table.focus_list()
        if screen.open is not None and screen.open.id != self.list.table.current_id:
            self.list.table.select(screen.open.id)

    def _connect(self, presenter: SetupPresenter) -> None:
        self.list.table.picked.connect(presenter.law.open)
        self.card.acted.connect(presenter.law.begin_motion)
        self.another.clicked.connect(presenter.law.begin_pack)
        self.copy.clicked.connect(lambda: copy(self._whole))

    def _build(self) -> None:
        digest = row("stretch", self._digest, self.copy, spacing=S4)
        act = row("stretch", self.another)
        names = column(self.name, self.under, "stretch", spacing=S4)
        self._across.setSpacing(S12)
        self._across.addLayout(names, 1)
        self._across.addLayout(column(act, digest, "stretch", spacing=S4))
        beside = Beside(self.list, self._side, (56, 44))
        self.setLayout(column(self._across, self.differs, beside, grow=beside))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < look().px(STACKED)
        self._across.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
