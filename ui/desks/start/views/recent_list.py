"""The cases opened before, as buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.desks.start.presenter import StartPresenter
from ui.desks.start.screen import RecentCase, StartScreen
from ui.kit.empty import EmptyState
from ui.kit.icon_label import StateIcon
from ui.kit.panel import Panel, clear, column
from ui.kit.plain import PlainButton
from ui.kit.text import Text
from ui.kit.tokens import S8, S12

NOTHING = "Cases you open on this machine are listed here. Open one, make a new one, or practise first."


class RecentButton(PlainButton):
    """One case opened before."""

    def __init__(self, case: RecentCase) -> None:
        super().__init__("choice")
        self.case = case
        across = QHBoxLayout(self)
        across.setContentsMargins(S12, S8, S12, S8)
        across.setSpacing(S12)
        across.addWidget(self.add(StateIcon("file" if case.there else "circle-alert", "muted", 20)))
        name = Text(case.name, "strong", tone="text" if case.there else "muted", elide=True)
        detail = Text(case.detail, "caption", tone="muted", elide=True)
        across.addLayout(column(self.add(name), self.add(detail), spacing=2), 1)
        self.setEnabled(case.there)
        self.setAccessibleName(case.name)
        self.setAccessibleDescription(case.detail)


class RecentList(Panel):
    """The list of recent cases."""

    def __init__(self, presenter: StartPresenter) -> None:
        super().__init__("Recent cases")
        self._presenter = presenter
        self._shown: tuple[RecentCase, ...] | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(S8)
        self._empty = EmptyState("No case has been opened here yet", NOTHING, icon="folder-open")
        self.body.addWidget(self._empty, 1)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def draw(self, screen: StartScreen) -> None:
        """Shows the cases."""
        if screen.recent == self._shown:
            return
        self._shown = screen.recent
        clear(self._list)
        self._empty.setVisible(not screen.recent)
        for case in screen.recent:
            button = RecentButton(case)
            button.clicked.connect(lambda _=False, path=case.path: self._presenter.open(path))
            self._list.addWidget(button)
