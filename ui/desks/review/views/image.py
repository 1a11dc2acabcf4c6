"""Scans of an envelope: one at a time, larger, turned, brighter, page by page; hidden while personal data are hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStackedLayout, QWidget

from adjudicator.words import _, beside
from ui.kit.buttons import IconButton
from ui.kit.flow import Flow
from ui.kit.language import describe, name
from ui.kit.panel import column, reveal, row
from ui.kit.personal import privacy
from ui.kit.scan.canvas import STEP, ScanCanvas
from ui.kit.scan.reading import ReadPage
from ui.kit.scan.store import scans
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4, S8
from ui.kit.tabs import Tabs
from ui.kit.text import Text
from ui.parts import Picture

HIDDEN = _("Hidden while personal data are hidden (F9)")
READING = _("Reading the scan")
LEAST_HEIGHT, OF_THE_ROOM, LEAST_LARGE = 220, 0.64, 180
"""How high a scan is at least, at 100 %, and how much of the height there is it takes beside the papers as written; and how
high it is at least where it is shown large, at any text size."""


class ImageViewer(QWidget):
    """Shows the files it is given, by tabs. `show_tab(place)` brings one to the front; `ask(fields)` says which fields are
    asked about: they are framed, and the scan that has them comes to the front. Signal: `large_asked()`.
    """

    large_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._files: tuple[Picture, ...] = ()
        self._names: tuple[str, ...] = ()
        self._page, self._pages, self._room, self._large = 1, 1, 0, False
        self._asked: tuple[str, ...] = ()
        self._follows = False
        self._shown: ReadPage | None = None
        self.tabs, self.canvas = Tabs(), ScanCanvas()
        self._words = Text("", "caption", tone="muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._frame_of = QWidget()
        self._front = QStackedLayout(self._frame_of)  # with its place at once: else what is added is shown as a window
        self._front.addWidget(self.canvas)
        self._front.addWidget(self._words)
        self.page_words = Text("", "caption", tone="muted", hides=True)
        self.large = IconButton("maximize", _("Scan large, or in its column again (Z)"))
        self._buttons = self._tools()
        self._build()
        self.tabs.currentChanged.connect(self._turn_to)
        self.canvas.doubled.connect(self.large_asked)
        self.canvas.changed.connect(self._describe)
        self.large.clicked.connect(self.large_asked)
        scans().ready.connect(self._came)
        privacy().changed.connect(self._draw)
        theme().changed.connect(self._follow_room)

    def draw(self, files: tuple[Picture, ...], tabs: tuple[str, ...], ahead: Sequence[Picture] = ()) -> None:
        """Shows other files; the first is in front. Those `ahead` will be wanted next."""
        if files != self._files:
            self._files, self._names = files, tabs
            self.tabs.blockSignals(True)
            while self.tabs.count():
                self.tabs.removeTab(0)
            for words in tabs:
                self.tabs.addTab(words)
            self.tabs.blockSignals(False)
            self._page, self._shown, self._follows = 1, None, bool(self._asked)
            self._draw()
        scans().ahead((*files, *ahead))

    def ask(self, fields: tuple[str, ...]) -> None:
        """Says which fields the open question is about; the first scan that has one of them comes to the front."""
        if fields == self._asked:
            return
        self._asked, self._follows = fields, bool(fields)
        self._find_asked()
        self._frame()

    def show_tab(self, place: int) -> None:
        """Brings one scan to the front; does nothing where there is none."""
        if place < self.tabs.count():
            self._follows = False
            self.tabs.setCurrentIndex(place)

    def next_page(self) -> None:
        """The next page of a scan that has several; the first after the last."""
        if self._pages > 1:
            self._follows, self._page = False, self._page % self._pages + 1
            self._draw()

    def zoom_in(self) -> None:
        self.canvas.zoom(STEP)

    def zoom_out(self) -> None:
        self.canvas.zoom(1 / STEP)

    def set_room(self, height: int, *, large: bool) -> None:
        """Says how high the column is; a scan that is shown large takes all of it."""
        self._room, self._large = height, large
        self._follow_room()

    def _tools(self) -> tuple[IconButton, ...]:
        acts: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("zoom-in", _("Larger (+)"), self.zoom_in),
            ("zoom-out", _("Smaller (-)"), self.zoom_out),
            ("move-horizontal", _("Whole page, or the width filled (F)"), self.canvas.fit),
            ("rotate-cw", _("Turn to the right (])"), self.canvas.turn),
            ("sun", _("Brighter (.)"), lambda: self.canvas.brighten(1)),
            ("contrast", _("Strokes stronger (,)"), lambda: self.canvas.brighten(-1)),
            ("chevron-right", _("Next page (N)"), self.next_page),
        )
        buttons: list[IconButton] = []
        for icon, words, act in acts:
            button = IconButton(icon, words)
            button.clicked.connect(lambda __=False, act=act: act())
            buttons.append(button)
        self._next = buttons[-1]
        return tuple(buttons)

    def _build(self) -> None:
        tools = Flow(S4)
        for each in (*self._buttons, self.page_words, self.large):
            tools.addWidget(each)
        self.setLayout(column(row(self.tabs, "stretch"), self._frame_of, tools, spacing=S8))

    def _turn_to(self) -> None:
        self._page, self._shown = 1, None
        self._draw()

    def _came(self, key: str, page: int) -> None:
        picture = self._picture()
        if picture is not None and (picture.key, self._page) == (key, page):
            self._draw()
        if self._follows and any(each.key == key for each in self._files):
            self._find_asked()

    def _picture(self) -> Picture | None:
        place = self.tabs.currentIndex()
        return self._files[place] if 0 <= place < len(self._files) else None

    def _draw(self) -> None:
        picture = self._picture()
        read = scans().page(picture, self._page) if picture is not None else None
        words = HIDDEN if privacy().hidden else READING if read is None else read.trouble
        self._words.setText(words if picture is not None else "")
        self._front.setCurrentIndex(1 if words or picture is None else 0)
        if privacy().hidden or read is None or read.trouble:
            self.canvas.show_page(QImage())
            self._shown = None
        elif read is not self._shown:
            self._shown, self._pages = read, read.pages
            self.canvas.show_page(read.image)
            self._find_asked()
        if read is None or read.trouble:
            self._pages = 1
        self._draw_pages()
        self._frame()

    def _draw_pages(self) -> None:
        several = self._pages > 1
        words = _("Page {page} of {pages}", page=self._page, pages=self._pages)
        self.page_words.setText(words if several else "")
        reveal(self._next, several)
        self._describe()

    def _find_asked(self) -> None:
        """Brings the first scan to the front that has an asked field, as far as they have been read."""
        if not self._follows:
            return
        for place, picture in enumerate(self._files):
            read = scans().page(picture)
            if read is None:
                return
            if any(each.field in self._asked for each in read.places):
                self._follows = False
                self.tabs.setCurrentIndex(place)
                return
        self._follows = False

    def _frame(self) -> None:
        """Frames each asked field once, also where it is in several places beside one another."""
        around: dict[str, QRectF] = {}
        for each in self._shown.places if self._shown is not None else ():
            if each.field in self._asked:
                place = QRectF(each.left, each.top, each.width, each.height)
                around[each.field] = around[each.field].united(place) if each.field in around else place
        self.canvas.frame(tuple(around.values()))
        self._describe()

    def _describe(self) -> None:
        place = self.tabs.currentIndex()
        paper = self._names[place] if 0 <= place < len(self._names) else ""
        name(self.canvas, _("Scan: {paper}", paper=paper) if paper else "")
        framed = _("what is asked about is framed") if self.canvas.framed() else ""
        turned = _("turned by {degrees} degrees", degrees=self.canvas.angle) if self.canvas.angle else ""
        describe(self.canvas, beside(self.page_words.text(), framed, turned, by=", "))

    def _follow_room(self) -> None:
        least = look().px(LEAST_HEIGHT)
        beside_it = self.tabs.sizeHint().height() + self.large.sizeHint().height() + 2 * S8
        height = self._room - beside_it if self._large else round(self._room * OF_THE_ROOM) - beside_it
        self._frame_of.setFixedHeight(max(height, LEAST_LARGE if self._large else least))
