"""A scan as the office would have it: the outer envelope of a provisional ballot, drawn with what the papers say."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from adjudicator.records.envelope import Envelope
from adjudicator.words.dates import dated_words

SIZE = (1100, 760)
PAPER, FORM, INK = QColor("#f4efe2"), QColor("#40454c"), QColor("#21407c")
LEFT, RIGHT, LINE = 60, 560, 74

UNDER = "Outer envelope. Do not open. Made up for practice"
OATH = "I do solemnly swear or affirm that I am a registered voter of this county, and that I have not voted before."


def draw_scan(papers: Envelope, path: Path) -> None:
    """Draws the outer envelope into a file: the printed form in gray, what the voter wrote in blue."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(PAPER)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _printed(painter)
    for at, (label, written) in enumerate(_fields(papers)):
        _field(painter, LEFT if at % 2 == 0 else RIGHT, 150 + LINE * (at // 2), label, written)
    _oath(painter, papers)
    painter.end()
    assert image.save(str(path))


def _fields(papers: Envelope) -> tuple[tuple[str, str], ...]:
    return (
        ("Name of voter", papers.voter_name),
        ("Date of birth", papers.birth_date),
        ("Street", f"{papers.house_number} {papers.street}"),
        ("City, ZIP", f"{papers.city} {papers.zip_code}"),
        ("Polling place", papers.place),
        ("Precinct, ballot style", f"{papers.precinct_cast}, {papers.style_cast}"),
        ("Envelope number", papers.number),
        ("Time voted", dated_words(papers.cast_at)),
    )


def _printed(painter: QPainter) -> None:
    painter.setPen(QPen(FORM, 3))
    painter.drawRect(24, 24, SIZE[0] - 48, SIZE[1] - 48)
    painter.setFont(_font(30, bold=True))
    painter.drawText(QRectF(0, 46, SIZE[0], 44), Qt.AlignmentFlag.AlignCenter, "PROVISIONAL BALLOT")
    painter.setFont(_font(17))
    painter.drawText(
        QRectF(0, 90, SIZE[0], 28), Qt.AlignmentFlag.AlignCenter, "Outer envelope. Do not open. Made up for practice"
    )


def _field(painter: QPainter, x: int, y: int, label: str, written: str) -> None:
    painter.setPen(QPen(FORM, 1))
    painter.setFont(_font(15))
    painter.drawText(x, y, label)
    painter.drawLine(x, y + 44, x + 470, y + 44)
    painter.setPen(INK)
    painter.setFont(_font(24, slanted=True))
    painter.drawText(x + 6, y + 36, written)


def _oath(painter: QPainter, papers: Envelope) -> None:
    painter.setPen(QPen(FORM, 2))
    painter.drawRect(LEFT, 470, 980, 220)
    painter.setFont(_font(17))
    painter.drawText(QRectF(LEFT + 20, 486, 940, 60), Qt.TextFlag.TextWordWrap, OATH)
    painter.drawText(LEFT + 20, 576, "Reason ticked by the poll worker:")
    painter.drawLine(LEFT + 20, 664, LEFT + 480, 664)
    painter.drawText(LEFT + 20, 684, "Signature of voter")
    painter.setPen(INK)
    painter.setFont(_font(24, slanted=True))
    painter.drawText(LEFT + 320, 577, ", ".join(papers.reasons))
    if papers.oath_signed:
        painter.setFont(_font(32, slanted=True))
        painter.drawText(LEFT + 40, 654, papers.voter_name.title())


def _font(size: int, *, bold: bool = False, slanted: bool = False) -> QFont:
    font = QFont("Public Sans")
    font.setPixelSize(size)
    font.setBold(bold)
    font.setItalic(slanted)
    return font
