"""The cases opened before, as buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.start.presenter import StartPresenter
from ui.desks.start.screen import RecentCase, StartScreen
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.empty import EmptyState
from ui.kit.language import describe, name
from ui.kit.panel import Panel, Repeater, column, row
from ui.kit.plain import PlainButton
from ui.kit.style.tokens import S8, S12
from ui.kit.text import Text

NOTHING = _("Cases you open on this computer are listed here. Open one, make a new one, or practice first.")


class RecentButton(PlainButton):
    """One case opened before."""

    def __init__(self, case: RecentCase) -> None:
        super().__init__("choice")
        self.case = case
        title = Text(case.name, "strong", tone="text" if case.there else "muted", elide=True)
        detail = Text(case.detail, "caption", tone="muted", elide=True)
        icon = StateIcon("file" if case.there else "circle-alert", "muted", 20)
        words = column(self.add(title), self.add(detail), spacing=2)
        self.setLayout(row(self.add(icon), words, spacing=S12, margins=(S12, S8, S12, S8), grow=words))
        self.setEnabled(case.there)
        name(self, case.name)
        describe(self, case.detail)


class RecentList(Panel):
    """The list of recent cases."""

    def __init__(self, presenter: StartPresenter) -> None:
        super().__init__(_("Recent cases"))
        self._presenter = presenter
        self._list = Repeater(self._button)
        self._empty = EmptyState(_("No case has been opened here yet"), NOTHING, icon="folder-open")
        self.fill(self._empty, self._list, "stretch", grow=self._empty)

    def draw(self, screen: StartScreen) -> None:
        self._empty.setVisible(not screen.recent)
        self._list.draw(screen.recent)

    def _button(self, case: RecentCase) -> QWidget:
        button = RecentButton(case)
        button.clicked.connect(lambda: self._presenter.open(case.path))
        return button
