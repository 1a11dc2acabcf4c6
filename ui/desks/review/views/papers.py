"""The left column: the scan where there is one, and the papers as written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from adjudicator.words import _
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.screen import PaperLine, Papers
from ui.desks.review.views.image import ImageViewer
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.later import Later
from ui.kit.panel import column, reveal, row
from ui.kit.personal import PersonalText
from ui.kit.scan.store import scans
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S8, S12, S16
from ui.kit.text import Text

LABEL_WIDTH, UNDER_CARDS = 96, 64
"""Width of the labels, in pixels at 100 %, as a rule and where papers stand under the cards."""


class PapersView(QWidget):
    """Draws `Papers`. Signal: `large_asked()`, the scan is to be shown large, or in its column again."""

    large_asked = Signal()

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__()
        self._drawn: Papers | None = None
        self._image: Later[ImageViewer, None] = Later(self._make_viewer)
        self._height, self._large, self._narrow = 0, False, False
        self._no_image = Marked(StateIcon("image-off", "muted", 16), Text("", "caption", tone="muted", wrap=True))
        self._rows: list[tuple[Text, PersonalText, Text]] = []
        self._lines = QGridLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(S12)
        self._lines.setVerticalSpacing(S8)
        self._lines.setColumnStretch(1, 1)
        self.button = QuietButton(_("Correct a slip"), "E", "pencil")
        self.button.give_way()
        self.button.clicked.connect(lambda __=False: presenter.correct())
        parts = (self._image, self._no_image, self._lines, row(self.button, "stretch"), "stretch")
        self.setLayout(column(*parts, spacing=S16, margins=(0, 0, S8, 0)))  # beside the scroll bar
        theme().changed.connect(self._follow)
        self._follow()

    @property
    def image(self) -> ImageViewer:
        """The scans."""
        return self._image.part

    @property
    def has_scan(self) -> bool:
        """Whether there is a scan to look at."""
        return self._image.made and not self._image.isHidden()

    def with_scan(self, act: Callable[[ImageViewer], object]) -> None:
        """Does something with the scans; nothing where there is none."""
        if self.has_scan:
            act(self.image)

    def set_room(self, height: int, *, large: bool) -> None:
        """Says how high the column is, and whether the scan is shown large."""
        self._height, self._large = height, large
        self.with_scan(lambda viewer: viewer.set_room(height, large=large))

    def set_narrow(self, narrow: bool) -> None:
        """Says whether the papers stand under the cards, where there is little width for labels."""
        self._narrow = narrow
        self._follow()

    def draw(self, papers: Papers) -> None:
        """Shows another envelope's papers."""
        if papers == self._drawn:
            return
        self._drawn = papers
        reveal(self._image, bool(papers.images))
        if papers.images or self._image.made:
            self.image.draw(papers.images, papers.image_tabs, papers.ahead)
            self.image.ask(papers.asked)
            self.set_room(self._height, large=self._large)
        self._no_image.say(papers.no_image)
        self._draw_lines(papers.lines)
        reveal(self.button, papers.may_correct)

    def _draw_lines(self, lines: tuple[PaperLine, ...]) -> None:
        while len(self._rows) < len(lines):
            self._add_row()
        for place, (label, words, corrected) in enumerate(self._rows):
            shown = place < len(lines)
            line = lines[place] if shown else PaperLine("", "")
            label.setText(line.label)
            words.set_words(line.words, personal=line.personal)
            reveal(label, shown)
            reveal(words, shown)
            reveal(corrected, shown and line.corrected)

    def _add_row(self) -> None:
        label, words = Text("", "caption", tone="muted", wrap=True), PersonalText("", "body", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lines.addWidget(label, len(self._rows), 0, Qt.AlignmentFlag.AlignTop)
        corrected = Text(_("corrected"), "caption", tone="accent")
        self._lines.addLayout(column(words, corrected, spacing=0), len(self._rows), 1)
        self._rows.append((label, words, corrected))

    def _make_viewer(self) -> ImageViewer:
        viewer = ImageViewer()
        viewer.large_asked.connect(self.large_asked)
        viewer.destroyed.connect(scans().forget)  # nobody sees them any more
        return viewer

    def _follow(self) -> None:
        self._lines.setColumnMinimumWidth(0, look().px(UNDER_CARDS if self._narrow else LABEL_WIDTH))
