"""A strip where something happened: what, why, what to do, one button, and a way to dismiss it.

`Strip()` is hidden until `show_notice(notice)` with a `ui.parts.Notice` (None hides it). Signals: `acted()` for its button,
`dismissed()`. An envelope that it names is opened by a link of its own (`.links`), but not with `linked=False`: about the
envelope in front. Errors and warnings are announced to assistive technology, and with `aloud=True` all.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout

from adjudicator.words import _, beside
from ui.kit.buttons import IconButton, QuietButton
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.envelope_link import EnvelopeLinks
from ui.kit.language import name
from ui.kit.panel import column, reveal
from ui.kit.style.theme import look, set_property, theme
from ui.kit.style.tokens import S4, S8, S12, S16
from ui.kit.text import Text
from ui.parts import Notice

LINE_HEIGHT = 30

_KINDS = {
    "error": ("circle-alert", "not_counted", _("Error")),
    "warning": ("triangle-alert", "count_partial", _("Warning")),
    "notice": ("info", "accent", _("Notice")),
    "done": ("circle-check", "count_full", _("Done")),
}


class Strip(QFrame):
    """One notice. Signals: `acted()`, `dismissed()`."""

    acted = Signal()
    dismissed = Signal()

    def __init__(
        self, notice: Notice | None = None, *, dismissable: bool = True, aloud: bool = False, linked: bool = True
    ) -> None:
        super().__init__()
        self._aloud, self._linked, self._dismissable = aloud, linked, dismissable
        self.setProperty("part", "strip")
        self._icon = StateIcon("info", "accent", 18)
        self._what = Text("", "strong", wrap=True, hides=True)
        self._why, self._remedy = Text("", wrap=True, hides=True), Text("", wrap=True, hides=True)
        self._action, self.links = QuietButton(""), EnvelopeLinks()
        self._close = IconButton("x", _("Dismiss"))
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self._dismiss)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        theme().changed.connect(self._follow)
        self._follow()
        reveal(self._close, dismissable)
        self.show_notice(notice)

    def show_notice(self, notice: Notice | None) -> None:
        """Shows a notice, or hides the strip for None."""
        self.notice = notice
        reveal(self, notice is not None)
        if notice is None:
            return
        reveal(self._close, self._dismissable and not notice.stays)
        icon, ink, spoken = _KINDS[notice.kind]
        self._icon.set_icon(icon, ink)
        for label, words in ((self._what, notice.what), (self._why, notice.why), (self._remedy, notice.remedy)):
            label.setText(words)
        self._action.offer(notice.action)
        if self._linked:
            self.links.draw(notice.what, notice.why, notice.remedy)
        name(self, _("{kind}: {notice}", kind=spoken, notice=beside(notice.what, notice.why, notice.remedy)))
        set_property(self, "kind", notice.kind)
        if self._aloud or notice.kind in ("error", "warning"):
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _dismiss(self) -> None:
        self.show_notice(None)
        self.dismissed.emit()

    def _build(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(S16, S8, S8, S8)
        across.setSpacing(S12)
        across.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._words = column(self._what, self._why, self._remedy, "stretch", spacing=S4)
        self._middle.setSpacing(S8)
        self._middle.addLayout(self._words, 1)
        self._middle.addWidget(self.links, 0, Qt.AlignmentFlag.AlignVCenter)
        self._middle.addWidget(self._action, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.addLayout(self._middle, 1)
        across.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the button under the words where there is little room."""
        super().resizeEvent(event)
        narrow = event.size().width() < look().px(560)
        self._middle.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _follow(self) -> None:
        """The first line, its icon and the button to dismiss stand at one height; under the last line is as much room."""
        height = look().px(LINE_HEIGHT)
        for part in (self._icon, self._close):
            part.setFixedHeight(height)
        around = height - look().line_height("strong")
        self._words.setContentsMargins(0, around // 2, 0, around - around // 2)
