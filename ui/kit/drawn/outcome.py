"""The five outcomes as shape, word and colour; nothing on a screen tells them apart by colour alone.

`WORDS[outcome]` is the word, `paint_outcome(painter, area, outcome)` the shape: filled disc with a tick, half-filled
disc, square with a cross, two bars, empty ring. `OutcomeBadge(outcome, kept_apart, words="")` is shape and word, with
brackets around them for a ballot that is kept apart; `set_outcome(outcome, kept_apart, words)` changes it. An outcome
that is not known ("incomplete") is drawn as undecided.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from adjudicator.words import _
from ui.kit.language import name, shown, speech, tip
from ui.kit.style.theme import look, theme

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "count_full": _("Count in full"),
        "count_partial": _("Count in part"),
        "not_counted": _("Not counted"),
        "held": _("Held"),
        "undecided": _("Undecided"),
    }
)


def known(outcome: str) -> str:
    """The outcome itself where it is one of the five, else "undecided"."""
    return outcome if outcome in WORDS else "undecided"


def paint_outcome(painter: QPainter, area: QRectF, outcome: str) -> None:
    """Draws the shape of an outcome into the square `area`, in its colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    painter.scale(area.width() / 16, area.height() / 16)
    _SHAPES[known(outcome)](painter, look().colour(known(outcome)), look().colour("surface"))
    painter.restore()


def _tick_disc(painter: QPainter, ink: QColor, paper: QColor) -> None:
    _disc(painter, ink)
    painter.setPen(_pen(paper, 1.8))
    painter.drawPolyline([QPointF(4.6, 8.3), QPointF(7.0, 10.7), QPointF(11.4, 5.7)])


def _half_disc(painter: QPainter, ink: QColor, paper: QColor) -> None:
    painter.setBrush(paper)
    painter.setPen(QPen(ink, 1.6))
    painter.drawEllipse(QRectF(1.8, 1.8, 12.4, 12.4))
    half = QPainterPath(QPointF(8, 1.8))
    half.arcTo(QRectF(1.8, 1.8, 12.4, 12.4), 90, 180)
    half.closeSubpath()
    painter.fillPath(half, ink)


def _cross_square(painter: QPainter, ink: QColor, paper: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(1.5, 1.5, 13, 13), 2.5, 2.5)
    painter.setPen(_pen(paper, 1.8))
    painter.drawLine(QPointF(5.2, 5.2), QPointF(10.8, 10.8))
    painter.drawLine(QPointF(10.8, 5.2), QPointF(5.2, 10.8))


def _two_bars(painter: QPainter, ink: QColor, paper: QColor) -> None:  # noqa: ARG001
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(3.2, 2, 3.4, 12), 1.2, 1.2)
    painter.drawRoundedRect(QRectF(9.4, 2, 3.4, 12), 1.2, 1.2)


def _empty_ring(painter: QPainter, ink: QColor, paper: QColor) -> None:
    painter.setBrush(paper)
    painter.setPen(QPen(ink, 1.6))
    painter.drawEllipse(QRectF(1.8, 1.8, 12.4, 12.4))


def _disc(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(QRectF(1, 1, 14, 14))


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


_SHAPES = {
    "count_full": _tick_disc,
    "count_partial": _half_disc,
    "not_counted": _cross_square,
    "held": _two_bars,
    "undecided": _empty_ring,
}

GAP, BRACKET = 6, 5


def badge_width(words: str, style: str, kept_apart: bool) -> int:
    """How wide shape and words are in a text style, brackets included, in pixels."""
    side = look().px(16 if style != "title" else 20)
    words_width = QFontMetrics(look().font(style)).horizontalAdvance(words) + 1
    return side + look().px(GAP) + words_width + (2 * look().px(BRACKET + 4) if kept_apart else 0)


def paint_badge(painter: QPainter, area: QRectF, outcome: str, words: str, options: tuple[str, bool, str]) -> None:
    """Draws shape and words into `area`, left-aligned; options: text style, kept apart, colour token of the words."""
    style, kept_apart, ink = options
    side = look().px(16 if style != "title" else 20)
    left, middle = area.left(), area.center().y()
    if kept_apart:
        _brackets(painter, QRectF(left, area.top(), badge_width(words, style, True), area.height()))
        left += look().px(BRACKET + 4)
    paint_outcome(painter, QRectF(round(left), round(middle - side / 2), side, side), outcome)
    painter.setFont(look().font(style))
    painter.setPen(look().colour(ink))
    left += side + look().px(GAP)
    room = QRectF(left, area.top(), area.right() - left, area.height())
    shown = QFontMetrics(look().font(style)).elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


def _brackets(painter: QPainter, area: QRectF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look().colour("kept_apart"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    height = min(area.height() - 4, look().px(24))
    top, arm = area.center().y() - height / 2, look().px(BRACKET)
    for side, inward in ((area.left() + 1, arm), (area.right() - 1, -arm)):
        bracket = [QPointF(side + inward, top), QPointF(side, top), QPointF(side, top + height)]
        painter.drawPolyline([*bracket, QPointF(side + inward, top + height)])
    painter.restore()


class OutcomeBadge(QWidget):
    """Shape and word of one outcome, as a widget of its own size; style "body", "strong" or "title"."""

    def __init__(
        self, outcome: str = "undecided", kept_apart: bool = False, words: str = "", style: str = "strong"
    ) -> None:
        super().__init__()
        self._style = style
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._follow)
        speech().changed.connect(self._follow)
        self.set_outcome(outcome, kept_apart, words)

    def set_outcome(self, outcome: str, kept_apart: bool = False, words: str = "") -> None:
        """Shows another outcome; `words` replaces the outcome's own words."""
        self.outcome, self.kept_apart = known(outcome), kept_apart
        self._words = words or WORDS[self.outcome]
        spoken = _("{words}, kept apart", words=self._words) if kept_apart else self._words
        name(self, spoken)
        tip(self, _("Kept apart from all other ballots") if kept_apart else "")
        self._follow()

    @property
    def words(self) -> str:
        """What stands beside the shape, in the language of now."""
        return shown(self._words)

    def set_style(self, style: str) -> None:
        """Draws shape and word in another text style."""
        if style != self._style:
            self._style = style
            self._follow()

    def sizeHint(self) -> QSize:
        height = look().px(28 if self._style == "title" else 24)
        return QSize(badge_width(self.words, self._style, self.kept_apart), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        options = (self._style, self.kept_apart, self.outcome)
        paint_badge(painter, QRectF(self.rect()), self.outcome, self.words, options)
        painter.end()

    def _follow(self) -> None:
        self.updateGeometry()
        self.update()
