"""The Batches desk: its lists, or one open batch; what went wrong above, what is asked for below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from ui.desks.batches.presenter import BatchesPresenter
from ui.desks.batches.screen import BatchesScreen
from ui.desks.batches.views.ask import AskPlace
from ui.desks.batches.views.home import SectionList
from ui.desks.batches.views.open import BatchPage
from ui.kit.later import Later
from ui.kit.panel import bring, lay_page, reveal
from ui.kit.strip import Strip
from ui.kit.style.tokens import S12
from ui.tables.list_table import ListTable


class BatchesView(QWidget):
    """Draws a BatchesScreen; reports what was chosen, pressed and written."""

    def __init__(self, presenter: BatchesPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._place = ("", "")
        self.nag, self.strip = Strip(dismissable=False), Strip()
        self.lists, self.ask = SectionList(presenter), AskPlace()
        self._batch: Later[BatchPage, None] = Later(lambda: BatchPage(presenter))
        whole = lay_page(self, self.nag, self.strip, self.lists, self._batch, self.ask, spacing=S12)
        for page in (self.lists, self._batch):
            whole.setStretchFactor(page, 1)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # with Tab nobody would get out backwards
        self._connect()
        presenter.listen(self.draw)

    def draw(self, screen: BatchesScreen) -> None:
        """Draws the screen as it stands, and keeps the focus where the person works."""
        opened = screen.open
        self.nag.show_notice(screen.nag)
        self.strip.show_notice(screen.strip)
        asked_before = self.ask.question is not None
        if opened is not None:
            self.batch.draw(opened, asking=screen.ask is not None)
        else:
            self.lists.draw(screen)
        for page, on in ((self._batch, opened is not None), (self.lists, opened is None)):
            reveal(page, on)
        place = (opened.id if opened else "", "" if opened else screen.section)
        took = self.ask.draw(screen.ask)
        moved, self._place = place != self._place, place
        if took:
            bring(self.ask)
        if not took and self._lost(moved, asked_before and screen.ask is None):
            self.table.focus_list()

    @property
    def batch(self) -> BatchPage:
        """The page of an open batch."""
        return self._batch.part

    @property
    def table(self) -> ListTable:
        """The list that is on the desk now."""
        return self.batch.table if self._presenter.screen.open is not None else self.lists.table

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The desk came to the front: its list has the focus."""
        super().focusInEvent(event)
        self.table.focus_list()

    def _lost(self, moved: bool, answered: bool) -> bool:
        """Whether the focus went with what was on the desk before; the tabs keep it while a person goes through them."""
        if not self.isVisible():
            return False
        return answered or (moved and not self.lists.tabs.hasFocus())

    def _connect(self) -> None:
        presenter = self._presenter
        self.nag.acted.connect(presenter.to_release)
        self.strip.dismissed.connect(presenter.dismiss)
        self.ask.answered.connect(presenter.answer)
        self.ask.cancelled.connect(presenter.cancel)
        self.ask.chose.connect(presenter.chose)
        self.ask.typed.connect(presenter.typed)
