"""Buttons that say what they will do, with the key beside the words.

`PrimaryButton("Record: count in part", key="Ctrl+Enter")` is the one act of a screen, filled; `QuietButton("Hold",
key="H", icon="pause")` every other act; `IconButton("x", "Close")` an icon alone with its name for assistive
technology. All are QPushButtons or QToolButtons: `clicked`, `setText`, `setEnabled`. The key is only shown; binding
it is the business of `ui.kit.keys`. Enter never presses a button, Space does.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton

from adjudicator.words import _
from ui.kit.language import describe, keep, name, put, shown, tip
from ui.kit.style.icons import icon as icon_of
from ui.kit.style.icons import pixmap
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import ICON, RADIUS, RING, S8, S12
from ui.kit.text import reveal

Face = frozenset[str]
"""The parts of a button that are shown: "key", "icon", "words"."""

WHOLE: Face = frozenset({"key", "icon", "words"})


class _Button(QPushButton):
    """A painted push button: icon, words, key."""

    def __init__(self, words: str, key: str = "", icon: str = "") -> None:
        super().__init__(shown(words))
        keep(self, QPushButton.setText, words)
        self.key = key
        self.icon_name = icon
        self._face: Face = WHOLE
        self._gives_way = False
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        describe(self, _("key {key}", key=key) if key else "")
        theme().changed.connect(self._follow)
        self._follow()

    def setText(self, words: str) -> None:
        put(self, QPushButton.setText, words)

    def show_face(self, face: Face) -> None:
        """Leaves parts out where room is dear; one without words says them in its tooltip."""
        if face != self._face:
            said, self._face = self._on(self._face)[2], face
            if bool(said) != bool(self._on(face)[2]):  # else it has a tooltip of its own, or the same
                tip(self, "" if self._on(face)[2] else self.text())
            self._follow()

    def give_way(self) -> None:
        """Shows the key only where there is room for it."""
        self._gives_way = True
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def width_with(self, face: Face, words: str = "") -> int:
        """How wide it is with these parts, and with other words where they are given."""
        key, icon, said = self._on(face)
        said = words if words and said else said
        return (
            (_words_width(said) if said else 0)
            + (look().px(ICON) + (S8 if said else 0) if icon else 0)
            + (self._key_width() + S12 if key else 0)
            + 2 * look().px(S12)
        )

    def _on(self, face: Face) -> tuple[str, str, str]:
        """Key, icon and words that are shown: words go only where an icon stands for them."""
        icon = self.icon_name if "icon" in face else ""
        return (self.key if "key" in face else "", icon, self.text() if "words" in face or not icon else "")

    def offer(self, words: str) -> None:
        """Shows the button with these words; without any it is not there."""
        self.setText(words)
        reveal(self, bool(words))

    def set_key(self, key: str) -> None:
        self.key = key
        self._follow()

    def sizeHint(self) -> QSize:
        return QSize(self.width_with(self._face), look().px(34))

    def minimumSizeHint(self) -> QSize:
        least = self._face - {"key"} if self._gives_way else self._face
        return QSize(self.width_with(least), look().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_face(painter)
        self._paint_content(painter)
        painter.end()

    def _follow(self) -> None:
        self.updateGeometry()
        self.update()

    def _key_width(self) -> int:
        return QFontMetrics(look().font("caption")).horizontalAdvance(self.key) + look().px(12)

    def _paint_face(self, painter: QPainter) -> None:
        raise NotImplementedError

    def _ink(self) -> QColor:
        return look().colour("text" if self.isEnabled() else "faded")

    def _paint_content(self, painter: QPainter) -> None:
        tight = self._gives_way and self.width() < self.width_with(self._face)
        face = self._face - {"key"} if tight else self._face
        key, icon, words = self._on(face)
        left = max(look().px(S12), (self.width() - self.width_with(face)) // 2 + look().px(S12))
        if icon:
            left = self._paint_icon(painter, left)
        painter.setPen(self._ink())
        painter.setFont(look().font("strong"))
        width = _words_width(words)
        painter.drawText(QRect(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        if key:
            self._paint_key(painter, left + width + S12)

    def _paint_icon(self, painter: QPainter, left: int) -> int:
        side = look().px(ICON)
        drawn = pixmap(self.icon_name, self._ink_name(), ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, (self.height() - side) / 2), drawn)
        return left + side + S8

    def _ink_name(self) -> str:
        return "text" if self.isEnabled() else "faded"

    def _paint_key(self, painter: QPainter, left: int) -> None:
        side = look().px(20)
        cap = QRectF(left + 0.5, (self.height() - side) // 2 + 0.5, self._key_width() - 1, side - 1)
        edge = QColor(self._ink())
        edge.setAlphaF(0.45)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(look().font("caption"))
        painter.setPen(self._ink())
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.key)


class PrimaryButton(_Button):
    """The one act of a screen, filled with the accent."""

    def _paint_face(self, painter: QPainter) -> None:
        area = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            _ring(painter, area)
            area = area.adjusted(2 * RING, 2 * RING, -2 * RING, -2 * RING)
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._fill())
        radius = RADIUS - 2 if self.hasFocus() else RADIUS
        painter.drawRoundedRect(area, radius, radius)

    def _fill(self) -> QColor:
        if not self.isEnabled():
            return look().colour("line")
        accent = look().colour("accent")
        if self.isDown():
            return accent.darker(118)
        return accent.darker(108) if self.underMouse() else accent

    def _ink(self) -> QColor:
        return look().colour(self._ink_name())

    def _ink_name(self) -> str:
        return "on_accent" if self.isEnabled() else "muted"


def alike(buttons: Iterable[_Button]) -> None:
    """Has buttons that stand under one another be as wide as the widest of them."""
    there = tuple(buttons)
    widest = max((button.sizeHint().width() for button in there), default=0)
    for button in there:
        button.setMinimumWidth(widest)


class QuietButton(_Button):
    """Any other act: outlined."""

    def _paint_face(self, painter: QPainter) -> None:
        area = QRectF(self.rect())
        lively = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setBrush(look().colour("hover" if lively else "surface"))
        painter.setPen(QPen(look().colour("edge" if self.isEnabled() else "line"), 1))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if self.hasFocus():
            _ring(painter, area)


class IconButton(QToolButton):
    """An icon alone; `words` is its tooltip and its name for assistive technology."""

    def __init__(self, icon: str, words: str, tone: str = "muted") -> None:
        super().__init__()
        self._icon, self._tone = icon, tone
        self.set_words(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme().changed.connect(self._follow)
        self._follow()

    def set_words(self, words: str) -> None:
        tip(self, words)
        name(self, words)

    def set_icon(self, icon: str, tone: str = "muted") -> None:
        """Shows another icon, in the colour of a token."""
        self._icon, self._tone = icon, tone
        self._follow()

    def _follow(self) -> None:
        self.setIcon(icon_of(self._icon, self._tone))
        self.setIconSize(QSize(look().px(ICON), look().px(ICON)))


def _words_width(words: str) -> int:
    return QFontMetrics(look().font("strong")).horizontalAdvance(words) + 2


def _ring(painter: QPainter, area: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look().colour("accent"), RING))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), RADIUS, RADIUS)


class LinkButton(QPushButton):
    """A button that looks like a link, for one word in a line."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setProperty("part", "link")
        self.setAutoDefault(False)


class FoldingLink(LinkButton):
    """A link of several words, such as citations: where there is too little width, lines end behind commas."""

    def __init__(self) -> None:
        self._whole = ""
        super().__init__("")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What it says, in one line."""
        return self._whole

    def setText(self, words: str) -> None:
        self._whole = words
        self._fold()

    def sizeHint(self) -> QSize:
        """As wide as in one line, and as high as its lines are now."""
        return QSize(self._around() + self._wide(self._whole), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        widest = max(map(self._wide, self._whole.split(BREAKS)))
        return QSize(self._around() + widest, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fold()

    def _fold(self) -> None:
        lines, room = [""], self.width() - self._around()
        for piece in self._whole.split(BREAKS):
            longer = f"{lines[-1]}{BREAKS}{piece}" if lines[-1] else piece
            if lines[-1] and self._wide(longer) > room:
                lines[-1] += BREAKS.rstrip()
                lines.append(piece)
            else:
                lines[-1] = longer
        folded = "\n".join(lines)
        if folded != super().text():
            super().setText(folded)
            self.updateGeometry()

    def _wide(self, words: str) -> int:
        """As Qt measures them for its own hint, or lines would fold and unfold for a pixel."""
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, words).width()

    def _around(self) -> int:
        return super().sizeHint().width() - self._wide(super().text())


BREAKS = ", "
"""Behind this a folding link may end a line."""
