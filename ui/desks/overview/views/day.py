"""The end of the day drawn: a line for each step, with its state, what is left, and the way to where it is done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from adjudicator.words import _, beside
from ui.desks.overview.day import DayEnd
from ui.desks.overview.screen import DayLine, DayScreen
from ui.kit.buttons import PrimaryButton, QuietButton, alike
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.keys import Key, Keys
from ui.kit.language import name
from ui.kit.panel import Panel, Repeater, column, lay_page, reveal, row
from ui.kit.strip import Strip
from ui.kit.style.theme import theme
from ui.kit.style.tokens import MARGIN, PANEL_BETWEEN, S4, S8, S12
from ui.kit.text import Heading, Text

CLOSES = _(
    "Closing the day signs the record as it stands. What is open is noted with it, and is the first thing said at the next "
    "sign-in until it is done."
)


class DayPage(QWidget):
    """Draws a DayScreen in place of the story."""

    def __init__(self, part: DayEnd, back: QWidget) -> None:
        super().__init__()
        self._part = part
        self._says = Text("", wrap=True)
        self.strip = Strip(dismissable=False)
        self.steps: dict[str, QuietButton] = {}
        self._shown: tuple[DayLine, ...] = ()
        self._lines: Repeater[DayLine] = Repeater(self._line, S12)
        self._closes = Text(CLOSES, tone="muted", wrap=True)
        self.close_day = PrimaryButton(_("Close the day"), "Ctrl+Enter")
        self.close_day.clicked.connect(part.close)
        panel = Panel()
        panel.body.addLayout(self._lines)
        title = row(back, Heading(_("The end of the day")), "stretch", spacing=S8)
        down = lay_page(
            self, title, self._says, self.strip, panel, self._closes, row(self.close_day, "stretch"), "stretch",
            spacing=PANEL_BETWEEN,
        )  # fmt: skip
        down.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        theme().changed.connect(self._even)
        keys = Keys(self, _("The end of the day"))
        keys.bind(Key("day_close", ("Ctrl+Return", "Ctrl+Enter"), _("Close the day")), self._press)

    def draw(self, screen: DayScreen) -> None:
        """Draws the steps."""
        self._says.setText(screen.says)
        if self.strip.notice != screen.strip:
            self.strip.show_notice(screen.strip)
        if screen.steps != self._shown:
            self._shown, self.steps = screen.steps, {}
            self._lines.draw(screen.steps)
            self._even()
        for widget in (self._closes, self.close_day):
            reveal(widget, bool(screen.button))

    def begin(self) -> None:
        """Puts the focus on the first step that is open, so that nothing is closed by the key that opened the page."""
        first = next(iter(self.steps.values()), None)
        (first or self.close_day).setFocus(Qt.FocusReason.OtherFocusReason)

    def _even(self) -> None:
        alike(self.steps.values())

    def _press(self) -> None:
        if self.close_day.isVisible():
            self.close_day.click()

    def _line(self, line: DayLine) -> QWidget:
        mark = ("circle", "count_partial") if line.left else ("circle-check", "count_full")
        icon = StateIcon(*mark, line="strong")
        state = Text(_("open") if line.left else _("done"), "caption", tone="count_partial" if line.left else "muted")
        words = column(row(Text(line.title, "strong"), state, "stretch"), Text(line.words, wrap=True), spacing=S4)
        across = row(icon, spacing=S12)
        across.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        if line.where and line.left:
            button = self.steps[line.code] = QuietButton(line.action)
            name(button, beside(line.action, line.title, by=": "))
            button.clicked.connect(lambda *__: self._part.go(line.where))
            across.addWidget(button)
        made = QWidget()
        made.setLayout(across)
        return made
