"""The groups of an open batch: one button a group, the one that is chosen checked. Up and Down move, Space chooses."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from adjudicator.words import _, beside, number
from ui.desks.batches.screen import CaseGroup
from ui.kit.drawn.outcome import OutcomeBadge
from ui.kit.language import name
from ui.kit.panel import clear, row
from ui.kit.plain import PlainButton
from ui.kit.style.tokens import S4, S8
from ui.kit.text import Text


class GroupButton(PlainButton):
    """One group: outcome, how many, why, how many of them were looked at."""

    def __init__(self, group: CaseGroup) -> None:
        super().__init__("choice")
        self.group_id = group.id
        self.setCheckable(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._count, self._looked = Text("", "strong"), Text("", "caption", tone="muted", wrap=True)
        down = QVBoxLayout(self)
        down.setContentsMargins(S8, S8, S8, S8)
        down.setSpacing(S4)
        title = (
            OutcomeBadge(group.outcome, words=group.title, style="body")
            if group.outcome
            else Text(group.title, "strong")
        )
        down.addLayout(row(self.add(title), "stretch", self.add(self._count)))
        if group.detail:
            down.addWidget(self.add(Text(group.detail, "caption", wrap=True)))
        down.addWidget(self.add(self._looked))
        self.say(group)

    def say(self, group: CaseGroup) -> None:
        """Shows other numbers of the same group."""
        self._count.setText(number(group.count))
        self._looked.setText(group.looked)
        count = _("{outcome}: {count}", outcome=group.title, count=group.count)
        name(self, beside(count, group.detail, group.looked, by=", "))


class GroupList(QWidget):
    """The groups in a column. Signal: `chosen(str)` with the group's id."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        name(self, _("Groups of identical cases"))
        self._buttons: list[GroupButton] = []
        self._shown: tuple[tuple[str, str], ...] = ()
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(S8)
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        holder = QVBoxLayout()
        holder.addLayout(self._column)
        holder.addStretch(1)
        around.addLayout(holder)

    def draw(self, groups: tuple[CaseGroup, ...], chosen: str) -> None:
        """Draws the groups; buttons of groups that are still there stay, with the focus on them."""
        shape = tuple((group.id, group.detail) for group in groups)
        if shape != self._shown:
            self._make(groups)
            self._shown = shape
        for button, group in zip(self._buttons, groups, strict=True):
            button.say(group)
            button.setChecked(group.id == chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        focused = next((at for at, button in enumerate(self._buttons) if button.hasFocus()), -1)
        if step and focused >= 0:
            self._buttons[(focused + step) % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _make(self, groups: tuple[CaseGroup, ...]) -> None:
        focused = next((button.group_id for button in self._buttons if button.hasFocus()), "")
        clear(self._column)
        self._buttons = [GroupButton(group) for group in groups]
        for button in self._buttons:
            button.clicked.connect(lambda __=False, group=button.group_id: self._choose(group))
            self._column.addWidget(button)
            if button.group_id == focused:
                button.setFocus()

    def _choose(self, group: str) -> None:
        for button in self._buttons:
            button.setChecked(button.group_id == group)
        self.chosen.emit(group)
