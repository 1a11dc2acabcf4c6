"""The page of progress: one's own, everybody's, the hours as a chart and as a table, and people for a supervisor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from adjudicator.words import _
from ui.desks.progress.presenter import ProgressPresenter
from ui.desks.progress.screen import (
    HOUR_WORDS,
    PERSON_COLUMNS,
    PERSON_WORDS,
    ProgressPart,
    ProgressScreen,
)
from ui.desks.progress.views.said import SaidTable
from ui.kit.buttons import QuietButton
from ui.kit.drawn.bar_chart import BarChart
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.focus import begin_at
from ui.kit.keys import Key, Keys
from ui.kit.language import name
from ui.kit.panel import Panel, column, lay_page, reveal, row
from ui.kit.style.theme import keep_height, look
from ui.kit.style.tokens import PANEL_BETWEEN, S12, S24, S32
from ui.kit.text import Heading, Text
from ui.tables.list_table import ListTable

HOURS_HEIGHT, PEOPLE_HEIGHT = 300, 220
TWO_COLUMNS, FORECAST_BESIDE = 1000, 720
"""From these widths on two panels stand beside each other, and the forecast beside the numbers, in pixels at 100 %."""


class PartPanel(Panel):
    """How far some people are, in numbers, and when it is done at this pace."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.said = SaidTable()
        self._icon, self.forecast = StateIcon("clock", "muted", 18, line="body"), Text("", wrap=True)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(S12)
        foretold = row(self._icon, self.forecast, spacing=S12, grow=self.forecast)
        foretold.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        self._both.addWidget(self.said, 0, Qt.AlignmentFlag.AlignTop)
        self._both.addLayout(column(foretold, "stretch"), 1)
        self.body.addLayout(self._both)
        self.body.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The forecast stands beside the numbers where there is room for both."""
        super().resizeEvent(event)
        beside = event.size().width() >= look().px(FORECAST_BESIDE)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(S32 if beside else S12)

    def draw(self, part: ProgressPart) -> None:
        """Draws the numbers."""
        self.said.draw(part.said)
        self.forecast.setText(part.forecast)
        self.forecast.set_tone("not_counted" if part.late else "text")
        self._icon.set_icon(*(("triangle-alert", "not_counted") if part.late else ("clock", "muted")))


class ProgressView(QWidget):
    """Draws a ProgressScreen."""

    def __init__(self, presenter: ProgressPresenter) -> None:
        super().__init__()
        name(self, _("Progress"))
        self.own, self.all = PartPanel(_("You")), PartPanel(_("Everybody"))
        self.chart = BarChart()
        self.hours = ListTable("progress_hours", presenter.screen.hour_columns, HOUR_WORDS, slash=False)
        self.people = ListTable("progress_people", PERSON_COLUMNS, PERSON_WORDS, slash=False)
        for table, height in ((self.hours, HOURS_HEIGHT), (self.people, PEOPLE_HEIGHT)):
            table.search.hide()
            keep_height(table, height)
        self.wall = QuietButton(_("Show on the wall"), "W", icon="monitor")
        self.back = QuietButton(_("Back"), "Esc")
        self.wall.clicked.connect(lambda *__: presenter.show_wall())
        self.back.clicked.connect(lambda *__: presenter.leave())
        self._parts, self._by_hour = (QBoxLayout(QBoxLayout.Direction.TopToBottom) for _side in range(2))
        self._by_person = Panel(_("By person"))
        self._build()
        keys = Keys(self, _("Progress"))
        keys.bind(Key("progress_wall", "W", _("Show on the wall: a window for a large screen, without names")),
                  presenter.show_wall)  # fmt: skip
        keys.bind(Key("progress_back", "Esc", _("Back to the desk")), presenter.leave)
        begin_at(self, self.hours.grid)
        presenter.listen(self.draw)

    def draw(self, screen: ProgressScreen) -> None:
        """Draws the page."""
        reveal(self.own, screen.own is not None)
        if screen.own is not None:
            self.own.draw(screen.own)
        self.all.draw(screen.all)
        self.chart.set_bars(screen.bars, screen.bars_of)
        self._of.setText(screen.bars_of)
        self.hours.set_rows(screen.hours)
        self._reckoned.setText(screen.reckoned)
        reveal(self._by_person, screen.people is not None)
        self.people.set_rows(screen.people or ())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= look().px(TWO_COLUMNS)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        for box in (self._parts, self._by_hour):
            box.setDirection(way)

    def _build(self) -> None:
        for panel in (self.own, self.all):
            self._parts.addWidget(panel, 1, Qt.AlignmentFlag(0))
        self._parts.setSpacing(PANEL_BETWEEN)
        self._of = Text("", "strong")
        charted = column(self._of, self.chart, spacing=S12, grow=self.chart)
        self._by_hour.addLayout(charted, 3)
        self._by_hour.addWidget(self.hours, 2)
        self._by_hour.setSpacing(S24)
        hours = Panel(_("By the hour"))
        hours.body.addLayout(self._by_hour)
        self._by_person.fill(self.people)
        head = row(Heading(_("Progress"), "headline"), "stretch", self.wall, self.back)
        self._reckoned = Text("", "caption", tone="muted", wrap=True)
        lay_page(
            self, head, self._parts, hours, self._by_person, self._reckoned, "stretch", spacing=PANEL_BETWEEN
        )  # fmt: skip
