"""The question that stands open in a card: its words, a search box where it looks for a voter, its answers, its help."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.screen import Asking, VoteRows
from ui.desks.review.views.vote_rows import VoteRowsView
from ui.kit.choices import Choices
from ui.kit.language import name
from ui.kit.later import Later
from ui.kit.panel import column, reveal
from ui.kit.search import SearchField
from ui.kit.style.tokens import S8
from ui.kit.text import Text


class QuestionView(QWidget):
    """Draws an `Asking`."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._asking: Asking | None = None
        self._prompt = Text("", "strong", wrap=True)
        self.search = SearchField(_("Search the roll"), slash=False, wide=True)
        self._note = Text("", "caption", tone="muted", wrap=True, hides=True)
        self.choices = Choices(dense=True)
        self._help = Text("", "caption", tone="muted", wrap=True, hides=True)
        self._votes: Later[VoteRowsView, tuple[VoteRows, ...]] = Later(VoteRowsView, VoteRowsView.draw)
        parts = (self._prompt, self._votes, self.search, self._note, self.choices, self._help)
        self.setLayout(column(*parts, spacing=S8))
        self.choices.chosen.connect(self._press)
        self.search.settled.connect(self._search)
        self.search.returnPressed.connect(self._search_now)
        self.search.left.connect(self._leave)

    def draw(self, asking: Asking) -> None:
        """Shows another question; the same one keeps its answers' widgets and what is being typed."""
        before, self._asking = self._asking, asking
        self._prompt.setText(asking.prompt)
        self._votes.draw(asking.votes or None)
        reveal(self.search, asking.search)
        self._note.setText(asking.note)
        self._help.setText(asking.help)
        if before is None or before.fact != asking.fact or not asking.searched:
            self._set_search(asking.searched)
        if before is None or (before.choices, before.chosen) != (asking.choices, asking.chosen):
            self.choices.set_choices(asking.choices, asking.chosen)
        self.choices.choose(asking.chosen)  # what was pressed and not recorded is not taken
        name(self.choices, asking.prompt)

    def begin(self) -> None:
        """Puts the keyboard focus on the answer that is likely, else on the answers as a whole."""
        self.choices.focus_on(self._asking.likely if self._asking is not None else "")

    def _press(self, key: str) -> None:
        if self._presenter.is_search(key):
            self.search.take_focus()
        else:
            self._presenter.press(key)

    def _leave(self) -> None:
        """Closes a line that was opened for the search alone, and else goes back to the answers."""
        self._presenter.cancel()
        if self.isVisible():
            self.begin()

    def _set_search(self, words: str) -> None:
        if self.search.hasFocus() and words == "":
            return
        self.search.blockSignals(True)
        self.search.setText(words)
        self.search.blockSignals(False)

    def _search(self, words: str) -> None:
        if self._asking is not None and words.strip() != self._asking.searched:
            self._presenter.search(words)

    def _search_now(self) -> None:
        self._search(self.search.text())
        self.begin()
