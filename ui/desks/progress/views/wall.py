"""The wall: a window of its own for a large screen; everything grows with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.progress.screen import WallScreen
from ui.desks.progress.views.said import GrownText, SaidRow
from ui.desks.progress.wall import WallPresenter
from ui.kit.drawn.bar_chart import BarChart
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.keys import Key, Keys
from ui.kit.language import name, put
from ui.kit.panel import column, row
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S12, S24, S32

TITLE = _("Progress of the count")
BEGINS, SMALLEST = (1280, 720), (800, 500)

DRAWN_FOR = (1280, 800)
"""The size at which words are twice as large as the text size asks for; a larger window draws larger ones."""


class WallWindow(QWidget):
    """Draws a WallScreen."""

    def __init__(self, presenter: WallPresenter) -> None:
        super().__init__()
        self.setProperty("part", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        put(self, QWidget.setWindowTitle, TITLE)
        name(self, TITLE)
        self._title, self._as_of = GrownText("", "strong", wrap=True), GrownText("", "body", tone="muted")
        self.said, self.waiting = SaidRow("figure"), SaidRow("title")
        self._waits, self._of = GrownText(_("Waiting"), "strong"), GrownText("", "strong")
        self.chart = BarChart()
        self._icon, self.forecast = StateIcon("clock", "muted", 16), GrownText("", "strong", wrap=True)
        self._keys_say = GrownText(_("F11 fills the screen, Esc closes"), "caption", tone="muted")
        head = row(spacing=S24)
        head.addWidget(self._title, 1)
        head.addWidget(self._as_of)
        foretold = row(spacing=S12)
        foretold.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        foretold.addWidget(self.forecast, 1)
        self.setLayout(
            column(
                head, self.said, foretold, S12, self._waits, self.waiting, S12, self._of, self.chart, self._keys_say,
                spacing=S12, margins=(S32, S24, S32, S12), grow=self.chart,
            )
        )  # fmt: skip
        keys = Keys(self, TITLE)
        keys.bind(Key("wall_full", "F11", _("Fill the screen, and back")), self._fill)
        self.setMinimumSize(*SMALLEST)
        self.resize(*BEGINS)
        theme().changed.connect(self._grow)
        presenter.listen(self.draw)

    def draw(self, screen: WallScreen) -> None:
        """Draws the wall."""
        self._title.setText(screen.title)
        self._as_of.setText(screen.as_of)
        self.said.draw(screen.said)
        self.waiting.draw(screen.waiting)
        self._of.setText(screen.bars_of)
        self.chart.set_bars(screen.bars, screen.bars_of)
        self.forecast.setText(screen.forecast)
        self.forecast.set_tone("not_counted" if screen.late else "text")
        self._icon.set_icon(*(("triangle-alert", "not_counted") if screen.late else ("clock", "muted")))

    def come(self) -> None:
        """Brings the window before the person."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the full screen, then closes."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.isFullScreen():
            self.showNormal()
        else:
            self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        """Words are as large as the window lets them be, whatever text size was chosen."""
        growth = 2 * min(self.width() / DRAWN_FOR[0], self.height() / DRAWN_FOR[1]) / look().scale
        for part in (
            self._title, self._as_of, self.said, self._waits, self.waiting, self._of, self.chart, self.forecast,
            self._icon,
        ):  # fmt: skip
            part.set_growth(max(growth, 1 / look().scale))
        self._keys_say.set_growth(max(growth / 2, 1 / look().scale))

    def _fill(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
