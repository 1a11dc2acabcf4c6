"""Scans of an envelope: one at a time, larger, smaller, turned; hidden while personal data are hidden."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QLabel, QScrollArea, QTabBar, QWidget

from adjudicator.words import _
from ui.desks.review.screen import Picture
from ui.kit.buttons import IconButton
from ui.kit.language import name, say, shown, speech
from ui.kit.panel import column, row
from ui.kit.personal import privacy
from ui.kit.theme import look, theme
from ui.kit.tokens import S8

LARGEST = 3000
"""Pixels to which a scan's longer side is brought when it is read, so that a large one does not fill the memory."""

HIDDEN = _("Hidden while personal data are hidden (F9)")
STEP, MOST_ZOOM, HEIGHT = 1.25, 6.0, 220


class ImageViewer(QWidget):
    """Shows the files it is given, by tabs. `show_tab(place)` brings one to the front. Signal: `turned()`."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._files: tuple[Picture, ...] = ()
        self._names: tuple[str, ...] = ()
        self._picture = QPixmap()
        self._zoom, self._angle = 1.0, 0
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setWidget(self._label)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        larger, smaller = IconButton("zoom-in", _("Larger")), IconButton("zoom-out", _("Smaller"))
        turn = IconButton("rotate-cw", _("Turn"))
        self.setLayout(column(row(self._tabs, "stretch", larger, smaller, turn), self._area, spacing=S8))
        larger.clicked.connect(lambda: self._scale(STEP))
        smaller.clicked.connect(lambda: self._scale(1 / STEP))
        turn.clicked.connect(self._turn)
        self._tabs.currentChanged.connect(self._read)
        privacy().changed.connect(self._draw)
        theme().changed.connect(self._follow)
        speech().changed.connect(self._speak)
        self._follow()

    def draw(self, files: tuple[Picture, ...], tabs: tuple[str, ...]) -> None:
        """Shows other files; the first is in front."""
        if files == self._files:
            return
        self._files = files
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        self._names = tabs
        for words in tabs:
            self._tabs.addTab(shown(words))
        self._tabs.blockSignals(False)
        self._read()

    def show_tab(self, place: int) -> None:
        """Brings one scan to the front; does nothing where there is none."""
        if place < self._tabs.count():
            self._tabs.setCurrentIndex(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _read(self) -> None:
        self._zoom, self._angle = 1.0, 0
        place = self._tabs.currentIndex()
        self._picture = _picture(self._files[place].read()) if 0 <= place < len(self._files) else QPixmap()
        name(self._label, _("Scan: {paper}", paper=self._names[place]) if 0 <= place < len(self._names) else "")
        self._draw()

    def _scale(self, by: float) -> None:
        self._zoom = min(max(self._zoom * by, 1.0), MOST_ZOOM)
        self._draw()

    def _turn(self) -> None:
        self._angle = (self._angle + 90) % 360
        self._draw()
        self.turned.emit()

    def _draw(self) -> None:
        if privacy().hidden or self._picture.isNull():
            say(self._label, HIDDEN if privacy().hidden else _("The scan cannot be read"))
            return
        if self._label.text():
            say(self._label, "")  # or the words would come back over the scan with the next language
        turned = self._picture.transformed(QTransform().rotate(self._angle), Qt.TransformationMode.SmoothTransformation)
        room = self._area.viewport().size() * self._zoom
        smooth = Qt.TransformationMode.SmoothTransformation
        self._label.setPixmap(turned.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth))

    def _speak(self) -> None:
        for place, words in enumerate(self._names):
            self._tabs.setTabText(place, shown(words))

    def _follow(self) -> None:
        self._area.setFixedHeight(look().px(HEIGHT))


def _picture(content: bytes) -> QPixmap:
    data = QBuffer()
    data.setData(content)
    reader = QImageReader(data)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LARGEST:
        reader.setScaledSize(size.scaled(QSize(LARGEST, LARGEST), Qt.AspectRatioMode.KeepAspectRatio))
    return QPixmap.fromImage(reader.read())
