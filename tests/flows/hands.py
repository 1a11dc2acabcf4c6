"""A person's hands and eyes at the real window: keys go to whatever has the focus, words are read off the screen."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcutEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

from ui.kit.drawn.outcome import OutcomeBadge
from ui.kit.window.frame import Frame

MOST_TABS = 120
PATIENCE_MS = 20_000
BETWEEN_LOOKS_MS = 5, 20
"""How long between two looks at the screen, at first and at most: to read all of it takes the processor ten."""


ALL_LOOKED_AT = "Everything that has to be looked at was looked at"
LEFT = "Before you approve, look at"


class Hands:
    """One person at the keyboard of one window."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame

    # fingers

    def press(self, *keys: str) -> Hands:
        """Press keys one after another: "Enter", "Ctrl+Enter", "F10", "H"."""
        for key in keys:
            pressed = QKeySequence(key)[0]
            QTest.keyClick(self.focus, pressed.key(), pressed.keyboardModifiers())
            settle()
        return self

    def write(self, words: str) -> Hands:
        """Type words into whatever has the focus."""
        QTest.keyClicks(self.focus, words)
        settle()
        return self

    def rewrite(self, words: str) -> Hands:
        """Type words in place of what stands in the field."""
        return self.press("Ctrl+A").write(words)

    def tab_to(self, name: str) -> Hands:
        """Go on with Tab until the widget with that accessible name or those words has the focus."""
        for _ in range(MOST_TABS):
            if name in spoken(self.focus):
                return self
            self.press("Tab")
        raise AssertionError(f"Tab never came to {name!r}")

    def choose(self, option: str) -> Hands:
        """Choose an entry of the list box that has the focus, with the arrows."""
        box = self.focus
        assert isinstance(box, QComboBox), type(box)
        self.press("Home")
        for _ in range(box.count()):
            if box.currentText() == option:
                return self
            self.press("Down")
        raise AssertionError(f"There is no {option!r} in the list")

    @property
    def focus(self) -> QWidget:
        """Where the keys go."""
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.frame

    # ways about

    def sign_in(self, name: str, password: str) -> Hands:
        """Sign in on the sign-in screen, which has the focus in the name."""
        return self.write(name).press("Enter").write(password).press("Enter")

    def sign_out(self) -> Hands:
        """Sign out by the person's menu."""
        return self.from_menu("Sign out")

    def from_menu(self, words: str) -> Hands:
        """Choose an entry of the person's menu by its words, with the arrows."""
        menu = self.press("F10").focus
        assert isinstance(menu, QMenu), type(menu)
        for _ in menu.actions():
            self.press("Up")
            if menu.activeAction().text().startswith(words):
                return self.press("Enter")
        raise AssertionError(f"There is no {words!r} in the menu")

    def desk(self, label: str) -> Hands:
        """Go to a desk by its place in the rail."""
        place = next(at for at, desk in enumerate(self.frame.screen_drawn.desks, 1) if desk.label == label)
        return self.press(f"Ctrl+{place % 10}")

    def look_through(self) -> Hands:
        """Go to the next that has to be looked at, and stay, until nothing of the open batch is left."""
        while ALL_LOOKED_AT not in self.words:
            left = next(line for line in self.lines if line.startswith(LEFT))
            self.press("N").waits(lambda left=left: left not in self.lines)
        return self

    def open_envelope(self, number: str) -> Hands:
        """Find an envelope by its number at the Overview, and open it in Review."""
        self.desk("Overview").press("/").rewrite(number).press("Enter", "Enter")
        assert f"Envelope {number}" in self.words, self.words
        return self

    # eyes

    @property
    def lines(self) -> list[str]:
        """Every text that is on the screen now."""
        return [line for line in texts(self.frame) if line]

    @property
    def words(self) -> str:
        """All of it in one."""
        return "\n".join(self.lines)

    def sees(self, *wanted: str) -> Hands:
        """Check that words stand on the screen."""
        shown = self.words
        for each in wanted:
            assert each in shown, f"not on the screen: {each!r}\n---\n{shown}"
        return self

    def sees_not(self, *unwanted: str) -> Hands:
        """Check that words stand nowhere on the screen."""
        shown = self.words
        for each in unwanted:
            assert each not in shown, f"on the screen: {each!r}"
        return self

    def waits(self, until: Callable[[], bool]) -> Hands:
        """Wait as a person does, looking at the screen."""
        timer = QElapsedTimer()
        timer.start()
        pause, longest = BETWEEN_LOOKS_MS
        while not until():
            assert timer.elapsed() < PATIENCE_MS, f"waited in vain\n---\n{self.words}"
            QTest.qWait(pause)
            pause = min(2 * pause, longest)
        settle()
        return self

    def waits_for(self, words: str) -> Hands:
        """Wait until words stand on the screen."""
        return self.waits(lambda: words in self.words)


class Heard(QObject):
    """Hears the keys of the window in place of what they do, so that nothing is done."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[str] = []

    def __enter__(self) -> Heard:
        QApplication.instance().installEventFilter(self)
        return self

    def __exit__(self, *_trouble: object) -> None:
        QApplication.instance().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent):
            self.times.append("doubtful" if event.isAmbiguous() else "once")
            return True
        return False


def settle() -> None:
    """Let what was asked for happen."""
    app = QApplication.instance()
    assert app is not None
    for _ in range(4):  # a desk is drawn step by step when it is first seen
        app.processEvents()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()


def texts(root: QWidget) -> Iterator[str]:
    """Every text that is shown under a widget, rows of lists included."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible():
            yield from said_by(widget)


def said_by(widget: QWidget) -> Iterator[str]:
    """What one widget says on the screen."""
    if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield widget.currentText()
    elif isinstance(widget, OutcomeBadge):
        yield widget.accessibleName()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    elif isinstance(widget, QTableView):
        yield from cells(widget)


def cells(table: QTableView) -> Iterator[str]:
    """The cells of a list as assistive technology hears them, which is what is painted."""
    model = table.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            yield str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole) or "")


def spoken(widget: QWidget) -> str:
    """What a screen reader says of a widget."""
    words = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
    return f"{widget.accessibleName()} {words} {widget.accessibleDescription()}"


def rows_of(path: Path) -> list[dict[str, str]]:
    """A CSV file as a receiver reads it."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
