"""What is typed into for a field of an envelope entered by hand: a line with completion, a choice, codes, or a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QCompleter, QWidget

from adjudicator.words import beside
from ui.desks.receive.screen import EnvelopeField
from ui.kit.form import ChoiceField, LongField
from ui.kit.language import say
from ui.kit.panel import column
from ui.kit.personal import PersonalField
from ui.parts import Choice


def editor_of(field: EnvelopeField) -> QWidget:
    """The editor for a field of its kind."""
    if field.kind == "choice":
        return ChoiceField(field.choices, least=6)
    return LongField(72) if field.kind == "long" else CompletedLine(personal=field.personal)


class CompletedLine(PersonalField):
    """A line of text; where texts are known, those that hold what is typed are offered under it."""

    def __init__(self, *, personal: bool) -> None:
        self._personal = personal
        super().__init__()
        self._model = QStringListModel(self)
        self.completed = QCompleter(self._model, self)
        self.completed.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completed.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completed.setMaxVisibleItems(8)
        self.completed.activated.connect(self.textEdited)

    def set_known(self, known: list[str]) -> None:
        """Completes from these texts."""
        if known == self._model.stringList():
            return
        if not self._model.rowCount():
            self.setCompleter(self.completed)
        self._model.setStringList(known)

    def close_list(self, event: QKeyEvent) -> bool:
        """Closes the list for Enter with nothing chosen in it, since a field with an open list is not left."""
        popup: QAbstractItemView | None = self.completed.popup()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if popup is None or not popup.isVisible() or not enter or popup.currentIndex().isValid():
            return False
        popup.hide()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.close_list(event):
            QCoreApplication.sendEvent(self, event)  # an open list hands keys on past all filters, and so past the form
        else:
            super().keyPressEvent(event)

    def _hide(self, hidden: bool) -> None:
        super()._hide(hidden and self._personal)


class CodeBoxes(QWidget):
    """A box with its words for each code that is typed into a line. `chosen` is told all codes after one is ticked."""

    def __init__(self, choices: Sequence[Choice], chosen: Callable[[str], object]) -> None:
        super().__init__()
        self.boxes = {choice.value: QCheckBox() for choice in choices}
        for choice in choices:
            say(self.boxes[choice.value], beside(choice.value, choice.label, by="  "))
        self._typed, self._chosen = "", chosen
        for code, box in self.boxes.items():
            box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            box.clicked.connect(lambda on, code=code: self._tick(code, on))
        self.setLayout(column(*self.boxes.values(), spacing=0))

    def tick(self, typed: str) -> None:
        """Ticks the boxes of what is typed."""
        self._typed = typed
        for code, box in self.boxes.items():
            box.setChecked(code in typed.split())

    def _tick(self, code: str, on: bool) -> None:
        codes = [each for each in self._typed.split() if each != code] + ([code] if on else [])
        self._chosen(" ".join(codes))
