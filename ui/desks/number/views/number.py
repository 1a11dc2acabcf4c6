"""The small panel over the window into which a number is typed or scanned: Enter opens the envelope, Esc goes back.

A number that is typed whole opens by itself once nothing follows it. Who ends it with Enter all the same has meant that
number: that Enter goes to nobody, least of all to the card that the envelope opens at.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from adjudicator.words import _
from ui.desks.number.presenter import NumberPresenter, NumberScreen
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.choices import Choices
from ui.kit.language import describe, hint, name
from ui.kit.panel import Panel, column, row
from ui.kit.strip import Strip
from ui.kit.style.theme import look
from ui.kit.style.tokens import S16, S32
from ui.kit.text import Text
from ui.kit.window.overlay import Overlay

PAUSE_MS = 120
"""How long nothing was typed before it is looked up: a scanner types a whole number within it."""

WIDEST = 560

MEANT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
HELD = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
"""What is held with another key: with one of them Enter means something else, and one alone is no key that was pressed."""

ROUND_CHOICES, CHOICE = 250, 46
"""Heights in pixels at 100 %: all around the numbers that are offered, and one of them."""


class EndOfNumber(QObject):
    """Takes the next key where it is Enter, and is gone after that key or click, whichever it was."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        QApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess] - it runs

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            is_end = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & MEANT
            if is_end and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # else a shortcut has it; it comes again as a key
            elif event.key() not in HELD:
                self._leave()
            return is_end
        if event.type() == QEvent.Type.MouseButtonPress:
            self._leave()
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        QApplication.instance().removeEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess] - it runs
        self.deleteLater()


class NumberView(Overlay):
    """Draws a `NumberScreen`."""

    def __init__(self, window: QWidget, presenter: NumberPresenter) -> None:
        panel = Panel(_("Go to an envelope"), part="sheet")
        super().__init__(window, panel)
        self._presenter, self._screen = presenter, NumberScreen()
        name(self, _("Go to an envelope"))
        self.field, self._found = QLineEdit(), Text("", "strong", wrap=True, hides=True)
        name(self.field, _("Number of the envelope"))
        hint(self.field, _("Its number, or scan its barcode"))
        self.strip, self.choices = Strip(dismissable=False), Choices(dense=True)
        self.open_button, self.close_button = PrimaryButton(_("Open"), "Enter"), QuietButton(_("Close"), "Esc")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        buttons = row(self.open_button, self.close_button, "stretch")
        panel.fill(self.field, self._found, self.strip, self.choices, buttons)
        place = column(panel, "stretch", margins=(S16, S32, S16, S16))
        place.setAlignment(panel, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(place)
        self._pause.timeout.connect(self._look)
        self.field.textEdited.connect(lambda __: self._pause.start())
        self.field.returnPressed.connect(self._go)
        self.open_button.clicked.connect(lambda __=False: self._go())
        self.close_button.clicked.connect(lambda __=False: self.leave())
        self.choices.chosen.connect(presenter.choose)
        presenter.listen(self.draw)

    def draw(self, screen: NumberScreen) -> None:
        """Shows what is known of the number; nothing moves the focus out of the field."""
        self._found.setText(screen.found)
        describe(self.field, screen.found)
        self.strip.show_notice(screen.notice)
        self._screen = screen
        self._offer()

    def open(self) -> None:
        """Shows it with the focus in the field, so that what is typed next is the number."""
        super().open()
        self.field.setFocus()

    def fit(self) -> None:
        super().fit()
        self._panel.setFixedWidth(min(self.width() - 2 * S16, look().px(WIDEST)))
        self._offer()

    def _offer(self) -> None:
        """Offers as many as the window has room for, the nearest first."""
        fits = max((self.height() - look().px(ROUND_CHOICES)) // look().px(CHOICE), 1)
        self.choices.set_choices(self._screen.choices[:fits])
        self.choices.setVisible(bool(self._screen.choices))

    def stops(self) -> tuple[QWidget, ...]:
        offered = (self.choices.first,) if self.choices.first is not None else ()
        return (self.field, *offered, self.open_button, self.close_button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.choices.focus_first()
        elif event.key() == Qt.Key.Key_Up and not self.field.hasFocus():
            self.field.setFocus()
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        """Opens a number that is whole; says of another what is known of it."""
        number = self._presenter.whole(self.field.text())
        if number:
            EndOfNumber(self.window())
            self._presenter.choose(number)
        else:
            self._presenter.look(self.field.text())

    def _go(self) -> None:
        """Looks at once; what has no envelope is marked, so that the next number takes its place."""
        self._pause.stop()
        self._presenter.go(self.field.text())
        self.field.selectAll()
