"""Words on a screen: a label in one of the text styles, that follows theme and text size.

`Text("Count in part", "strong", tone="muted", wrap=True)`; styles are the tokens' ("caption", "body", "strong",
"title", "headline", "figure"); tones are colour tokens ("text", "muted", "accent", "not_counted" ...). Always plain
text, never markup. With `wrap=True` a hash, too, goes on in the next line, unless it can be selected. `elide=True` shortens
to the width there is and shows the whole in a tooltip; `hides=True` takes no room while there are no words. `Heading(words)`
is a title that assistive technology hears as a heading; `NumberText` stands in a column of numbers;
`KeyCap("Ctrl+Enter")` a key hint. `reveal(widget, on)` shows or hides any widget.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from adjudicator.words import _
from ui.kit.language import describe, keep, name, put, shown, tip
from ui.kit.style.theme import look, set_property

LONG_RUN = re.compile(r"[^\s/\-]{33,}")
"""What Qt would keep in one line however narrow that is: a hash. No page may grow sideways for it."""

MAY_BREAK, EVERY = "\u200b", 8
"""A break that takes no room, and after how many letters of a long run it stands."""

_STYLE_CHANGE, _FONT_CHANGE = QEvent.Type.StyleChange, QEvent.Type.FontChange


def reveal(widget: QWidget, on: bool) -> None:
    """Shows or hides a widget; one whose place is not seen yet is shown with its place, never as a window of its own.

    Qt would style a widget that is told to be visible at once, and again at each later move of what is around it.
    """
    around = widget.parentWidget()
    if not on or (around is not None and around.isVisible()):
        widget.setVisible(on)
    elif around is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_Hidden, True)
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    elif widget.isHidden():
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_Hidden, False)
        widget.updateGeometry()


class Text(QLabel):
    """One piece of plain text. `set_tone(token)` and `set_style(style)` change how it looks, `setText` what it says."""

    def __init__(
        self, words: str = "", style: str = "body", *,
        tone: str = "text", wrap: bool = False, elide: bool = False, hides: bool = False,
    ) -> None:  # fmt: skip
        self._style, self._settling, self._drawn = style, False, look()
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        QLabel.setText(self, self._breakable(shown(words)))
        keep(self, Text._say, words)
        self.elides, self._hides = elide, hides
        self.setProperty("tone", tone)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if hides:
            reveal(self, bool(words))
        self._follow()

    @property
    def text_style(self) -> str:
        """The text style that they are in."""
        return self._style

    def set_tone(self, tone: str) -> None:
        set_property(self, "tone", tone)

    def set_style(self, style: str) -> None:
        if style != self._style:
            self._style = style
            self._follow()

    def _follow(self) -> None:
        self._drawn = look()
        self.setFont(self._wanted())
        self.updateGeometry()

    def _wanted(self) -> QFont:
        return look().font(self._style)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the look, and keeps the text style: a widget polished late has the font of an earlier look again."""
        super().changeEvent(event)
        kind = event.type()
        if kind == _STYLE_CHANGE:
            if self._drawn is not look():  # it comes with every new place, too
                self._follow()
        elif kind == _FONT_CHANGE and not self._settling:
            self._settle_font()
            if not self.text():
                self.clear()  # a label that never had words keeps the height of its earlier font

    def _settle_font(self) -> None:
        wanted = self._wanted()
        self._settling = True
        if self.font().pixelSize() != wanted.pixelSize() or self.font().weight() != wanted.weight():
            self.setFont(wanted)
        self._settling = False

    def minimumSizeHint(self) -> QSize:
        whole = super().minimumSizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("…"), whole.height()) if self.elides else whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def setText(self, words: str) -> None:
        """Says something else; the tooltip never keeps what was said before."""
        put(self, Text._say, words)

    def text(self) -> str:
        """What it says, without the breaks in long runs."""
        return super().text().replace(MAY_BREAK, "")

    def setTextInteractionFlags(self, flags: Qt.TextInteractionFlag) -> None:
        """Words that can be selected have no breaks in long runs: who copies them would copy those, too."""
        super().setTextInteractionFlags(flags)
        QLabel.setText(self, self._breakable(self.text()))

    def _breakable(self, words: str) -> str:
        if not self.wordWrap() or self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            return words
        return LONG_RUN.sub(
            lambda run: MAY_BREAK.join(run[0][at : at + EVERY] for at in range(0, len(run[0]), EVERY)), words
        )

    def _say(self, shown_words: str) -> None:
        super().setText(self._breakable(shown_words))
        self._tell_whole()
        if self._hides:
            reveal(self, bool(shown_words))

    def _tell_whole(self) -> None:
        if self.elides:
            tip(self, self.text() if self._shown() != self.text() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.elides:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), self._shown())
        painter.end()

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())


class Heading(Text):
    """A title of a screen ("headline") or a panel ("title"), announced as a heading."""

    def __init__(self, words: str = "", style: str = "title", *, wrap: bool = False) -> None:
        super().__init__(words, style, wrap=wrap)
        describe(self, _("heading"))


class NumberText(Text):
    """A number in a column of numbers: to the right, with digits of one width."""

    def __init__(self, words: str = "", style: str = "strong") -> None:
        super().__init__(words, style)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _wanted(self) -> QFont:
        return look().font(self._style, tabular=True)


class KeyCap(Text):
    """A key as a small cap: "1", "Enter", "Ctrl+Enter"."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, "caption")
        self.setProperty("part", "keycap")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name(self, _("key {key}", key=key))
        if parent is not None:
            self.setParent(parent)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), look().px(20)), look().px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
