"""Which column of a list is which, drawn: each header with what stands under it, and the column that it means."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from adjudicator.words import _
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.screen import ColumnsScreen
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.flow import Flow
from ui.kit.form import ChoiceField
from ui.kit.language import describe, name
from ui.kit.panel import Panel, clear, column
from ui.kit.personal import PersonalText, masked
from ui.kit.style.tokens import S8, S12
from ui.kit.text import Text


class ColumnsPanel(Panel):
    """Asks which column is which. `begin()` puts the focus on the first header of which nothing is known."""

    def __init__(self, presenter: ReceivePresenter) -> None:
        super().__init__(_("Which column is which"))
        self._presenter, self._id = presenter, ""
        self._words = Text("", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(S12)
        self._grid.setVerticalSpacing(S8)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.choices: list[ChoiceField] = []
        self._wrong = Text("", tone="not_counted", wrap=True, hides=True)
        self.button = PrimaryButton(_("Read it so"), "Ctrl+Enter")
        self.as_named = QuietButton(_("As the headers say"))
        self.button.clicked.connect(presenter.files.read_so)
        self.as_named.clicked.connect(presenter.files.read_as_named)
        acts = Flow(S12)
        for button in (self.button, self.as_named):
            acts.addWidget(button)
        self.fill(self._words, self._grid, self._wrong, acts)

    def draw(self, asked: ColumnsScreen) -> None:
        """Draws what is asked; the fields are made anew for another file."""
        self._words.setText(asked.words)
        self._wrong.setText(asked.wrong)
        self.button.setEnabled(not asked.wrong)
        if asked.id != self._id:
            self._id = asked.id
            self._make(asked)
        for choice, each in zip(self.choices, asked.headers, strict=True):
            choice.blockSignals(True)
            choice.choose(each.column)
            choice.blockSignals(False)

    def begin(self) -> None:
        """Puts the focus where something is still to be said, or on the act."""
        unsaid = next((each for each in self.choices if not each.value), None)
        target = self.button if self.button.isEnabled() else unsaid or self.as_named
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, asked: ColumnsScreen) -> None:
        clear(self._grid)
        self.choices = []
        for at, words in enumerate((_("In the file, with what stands in its first row"), _("Means"))):
            self._grid.addWidget(Text(words, "caption", tone="muted", wrap=True), 0, at)
        for at, each in enumerate(asked.headers):
            choice = ChoiceField(asked.choices, least=8)
            name(choice, _("Column {number} of the file means", number=at + 1))
            describe(choice, masked(each.header))
            choice.activated.connect(partial(self._said, at))
            there = column(PersonalText(each.header, "strong", wrap=True), spacing=0)
            there.addWidget(PersonalText(each.sample, "caption", tone="muted", elide=True, hides=True))
            self._grid.addLayout(there, at + 1, 0)
            self._grid.addWidget(choice, at + 1, 1)
            self.choices.append(choice)

    def _said(self, at: int, __: int) -> None:
        self._presenter.files.say_column(at, self.choices[at].value)
