"""The words of a new case's recovery key, numbered; a sheet to print; and on, once they were written down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from adjudicator.words import _, beside
from ui.desks.start.presenter import StartPresenter
from ui.desks.start.screen import RecoveryWords
from ui.kit.buttons import QuietButton
from ui.kit.file_dialog import FileDialog
from ui.kit.form import Form
from ui.kit.language import describe, name, say
from ui.kit.panel import Hairline, Panel, clear, row
from ui.kit.strip import Strip
from ui.kit.style.theme import look
from ui.kit.style.tokens import RADIUS, RING, S4, S8, S16
from ui.kit.text import Text

TITLE = _("The recovery key of this case")
DOWN = 6
"""Words in a column."""


class RecoveryPage(Panel):
    """Draws RecoveryWords; without any it holds nothing."""

    def __init__(self, presenter: StartPresenter) -> None:
        super().__init__(TITLE)
        self._presenter, self._shown = presenter, ()
        self.says, self.words, self.strip = Text("", wrap=True), WordGrid(), Strip(dismissable=False)
        self.save = QuietButton(_("Save a sheet to print..."), icon="printer")
        self.written = QCheckBox()
        say(self.written, _("I have written them down, and locked them away"))
        self.form = Form(self, _("Make and open the case"), lambda __: presenter.recovery.go_on())
        save = row(self.save, "stretch")
        self.fill(self.says, self.words, self.strip, save, Hairline(), self.written, self.form.buttons(), "stretch")
        self.save.clicked.connect(self._ask_place)
        self.written.clicked.connect(lambda on: presenter.recovery.have_written(written=on))

    def begin(self) -> None:
        """Puts the focus on the words, where they are read out."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def draw(self, screen: RecoveryWords | None) -> None:
        """Draws the page, or forgets the words."""
        self.words.draw(screen.words if screen is not None else ())
        self.strip.show_notice(screen.strip if screen is not None else None)
        self.says.setText(beside(*screen.says, by="\n\n") if screen is not None else "")
        self.written.setChecked(screen is not None and screen.written)
        self.form.button.setEnabled(screen is not None and screen.written)

    def _ask_place(self) -> None:
        screen = self._presenter.screen.recovery
        if screen is not None:
            path = FileDialog.new_file(self, _("Where the sheet goes"), screen.suggested, _("PDF (*.pdf)"))
            self._presenter.recovery.save(path)


class WordGrid(QWidget):
    """Numbered words in columns. It takes the focus, so that a screen reader reads all of them in order."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(S16, S8, S16, S8)
        self._grid.setHorizontalSpacing(S8)
        self._grid.setVerticalSpacing(S4)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def draw(self, words: tuple[str, ...]) -> None:
        """Draws the words, anew only where they changed."""
        if words == self._words:
            return
        self._words = words
        clear(self._grid)
        for place, word in enumerate(words):
            across, down = divmod(place, DOWN)
            self._grid.addWidget(Text(f"{place + 1}.", tone="muted"), down, 2 * across, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(Text(word, "strong"), down, 2 * across + 1)
            self._grid.setColumnStretch(2 * across + 1, 1)
        name(self, _("The 24 words") if words else "")
        describe(self, ", ".join(f"{place} {word}" for place, word in enumerate(words, 1)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(look().colour("accent"), RING))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
            painter.end()
