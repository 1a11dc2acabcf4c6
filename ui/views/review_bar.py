"""The bar of acts under the columns: what the first button will do, and why it cannot be pressed yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.flow import Flow
from ui.kit.panel import column, row
from ui.kit.text import Text
from ui.kit.theme import look
from ui.kit.tokens import S4, S8, S16
from ui.presenters.review_screen import Bar

WORDS_FROM = 120
"""Width at 100 % from which the words beside the buttons are worth showing; the button's tooltip has them, too."""


class ActBar(QWidget):
    """Draws a `Bar`. Signal: `asked(str)` with the act: record, hold, refer, skip, otherwise, take_back, back."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.record = PrimaryButton("Record", "Ctrl+Enter")
        self._acts = {
            "hold": QuietButton("Hold", "H", "pause"),
            "refer": QuietButton("Refer", "R", "flag"),
            "skip": QuietButton("Skip", "S", "skip-forward"),
            "otherwise": QuietButton("Otherwise", "O"),
            "take_back": QuietButton("Take back, with a reason", "T", "undo-2"),
            "back": QuietButton("Back", "B", "arrow-left"),
        }
        self._why = Text("", "caption", tone="muted", elide=True)
        self._why_below = Text("", "caption", tone="muted", wrap=True)
        self._flow, self._buttons = Flow(S8), QWidget()
        self._build()

    def draw(self, bar: Bar) -> None:
        """Shows what can be done now."""
        self.record.setText(bar.record)
        self.record.setVisible(bar.may_act)
        self.record.setEnabled(not bar.why_not)
        self.record.setToolTip(bar.why_not)
        self.record.setAccessibleDescription(bar.why_not or "key Ctrl+Enter")
        self.record.updateGeometry()
        for name in ("hold", "refer", "skip"):
            self._acts[name].setVisible(bar.may_act)
        self._acts["otherwise"].setVisible(bar.may_act and bar.may_otherwise)
        self._acts["take_back"].setVisible(bar.take_back)
        self._acts["back"].setEnabled(bar.may_back)
        self._why.setText(bar.why_not)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The buttons in one line where there is room, else in several; the words take what is left beside them."""
        room = self.width() - self._acts["back"].sizeHint().width() - S16
        self._buttons.setFixedWidth(min(self._flow.sizeHint().width(), max(room, 0)))
        left = room - self._buttons.width() - S16
        beside = left >= look().px(WORDS_FROM)
        self._why.setVisible(beside)
        self._why_below.setVisible(bool(self._why.text()) and not beside)

    def _build(self) -> None:
        self.record.clicked.connect(lambda: self.asked.emit("record"))
        self._flow.addWidget(self.record)
        for name, button in self._acts.items():
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
            if name != "back":
                self._flow.addWidget(button)
        self._buttons.setLayout(self._flow)
        across = row(self._buttons, spacing=S16)
        across.addWidget(self._why, 1)
        across.addWidget(self._acts["back"], 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.setLayout(column(across, self._why_below, spacing=S4))
