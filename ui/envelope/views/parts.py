"""Small parts of the envelope panel: rows that are kept and filled anew, folds, and a citation that unfolds its text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from adjudicator.words import _, beside
from ui.envelope.screen import AppliedFinding, ContestLine, PastAct
from ui.kit.answer import StateIcon
from ui.kit.buttons import LinkButton
from ui.kit.language import name
from ui.kit.later import Later
from ui.kit.panel import column, reveal
from ui.kit.personal import PersonalText, masked, privacy
from ui.kit.plain import PlainButton
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4, S8, S12
from ui.kit.text import Text
from ui.parts import Line

LABEL_WIDTH = 128


class RepeatedRows(QWidget):
    """Rows of one kind in a column: `show_all(items)` fills the widgets there are and makes more where need be.

    While it is hidden or folded away, nothing is made: a panel may hold dozens of rows that nobody unfolds.
    """

    def __init__(self, make: Callable[[], Any], spacing: int = S8) -> None:
        super().__init__()
        self._make = make
        self._items: Sequence[object] = ()
        self._hides = False
        self._widgets: list[Any] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)

    def show_all(self, items: Sequence[object]) -> None:
        """Shows a row for each item."""
        self._items = items
        if not self._hides:
            self._fill()

    def fold(self, on: bool) -> None:
        """Hides all rows, or shows them."""
        self._hides = on
        if not on:
            self._fill()
        reveal(self, not on)

    def _fill(self) -> None:
        items = self._items
        while len(self._widgets) < len(items):
            self._widgets.append(self._make())
            self._column.addWidget(self._widgets[-1])
        for place, widget in enumerate(self._widgets):
            if place < len(items):
                widget.say(items[place])
            reveal(widget, place < len(items))


class PlainRow(Text):
    """A line of words."""

    def __init__(self) -> None:
        super().__init__("", wrap=True)

    def say(self, words: str) -> None:
        """Says something else."""
        self.setText(words)


BELOW = 5
"""How many texts may stand under one another on the right of a fact."""


class FactRow(QWidget):
    """What is asked on the left, the answer on the right, and under it what more there is to say: few have any of that."""

    def __init__(self) -> None:
        super().__init__()
        self._line = Line("", "")
        self._label = Text("", "caption", tone="muted", wrap=True)
        self._answer = PersonalText("", wrap=True)
        self._more: dict[int, Text] = {}
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S12)
        grid.setVerticalSpacing(0)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._label, 0, 0, BELOW, 1, top)
        grid.addWidget(self._answer, 0, 1, top)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(BELOW - 1, 1)
        theme().changed.connect(self._follow)
        privacy().changed.connect(self._announce)
        self._follow()

    def say(self, line: Line) -> None:
        """Shows another answer; a personal one hides with the rest."""
        self._label.setText(line.label)
        self._line = line
        self._answer.set_words(line.answer, personal=line.personal)
        for place, words in enumerate((line.source, beside(*line.said, by="\n"), line.why, line.own_words), 1):
            self._tell(place, words)
        self._announce()

    def _tell(self, place: int, words: str) -> None:
        """Says more under the answer; the last of it is a person's own words."""
        if not words and place not in self._more:
            return
        if place not in self._more:
            own = place == BELOW - 1
            style, tone = ("body" if own else "caption"), ("text" if place in (2, 3) else "muted")
            self._more[place] = (PersonalText if own else Text)("", style, tone=tone, wrap=True, hides=True)
            self._grid.addWidget(self._more[place], place, 1, Qt.AlignmentFlag.AlignTop)
        text = self._more[place]
        if isinstance(text, PersonalText):
            text.set_words(words)
        else:
            text.setText(words)

    def _announce(self) -> None:
        """A screen reader hears what can be seen."""
        line = self._line
        answer = masked(line.answer) if line.personal else line.answer
        own_words = line.own_words and masked(line.own_words)
        whole = _("{label}: {answer}", label=line.label, answer=answer)
        name(self, beside(whole, line.source, *line.said, line.why, own_words, by=", "))

    def _follow(self) -> None:
        self._label.setFixedWidth(look().px(LABEL_WIDTH))


class ContestRow(QWidget):
    """One contest, and why it does not count where it does not."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._why = Text("", wrap=True), Text("", "caption", tone="muted", wrap=True, hides=True)
        self.setLayout(column(self._title, self._why, spacing=0))

    def say(self, contest: ContestLine) -> None:
        """Shows another contest."""
        self._title.setText(contest.title)
        self._why.setText(contest.why)


class PastRow(QWidget):
    """One act of the history: when, what, and the reason given."""

    def __init__(self) -> None:
        super().__init__()
        self._when, self._words = Text("", "caption", tone="muted"), Text("", wrap=True)
        self._reason = PersonalText("", tone="muted", wrap=True, hides=True)
        self.setLayout(column(self._when, self._words, self._reason, spacing=0))

    def say(self, past: PastAct) -> None:
        """Shows another act."""
        self._when.setText(past.when)
        self._words.setText(past.words)
        self._reason.set_words(past.reason)


class ParagraphText(QFrame):
    """The text of a paragraph, and which edition of it that is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "line")
        self.setProperty("state", "suggested")
        self._text, self._edition = Text("", wrap=True), Text("", "caption", tone="muted", wrap=True)
        self.setLayout(column(self._text, self._edition, spacing=S4, margins=(S12, S4, 0, S4)))

    def draw(self, ground: AppliedFinding) -> None:
        """Shows the paragraph of another finding."""
        self._text.setText(ground.text)
        self._edition.setText(ground.edition)


class GroundRow(QWidget):
    """One finding in a sentence; its citation unfolds the paragraph's text in place."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = Text("", wrap=True)
        self.citation = LinkButton("")
        self.citation.setCheckable(True)
        self._paragraph: Later[ParagraphText, AppliedFinding] = Later(ParagraphText, ParagraphText.draw)
        link = QHBoxLayout()
        link.setContentsMargins(0, 0, 0, 0)
        link.addWidget(self.citation)
        link.addStretch(1)
        self.setLayout(column(self._sentence, link, self._paragraph, spacing=0))
        self.citation.toggled.connect(self._unfold)
        self._shown = AppliedFinding("", "")

    def say(self, ground: AppliedFinding) -> None:
        """Shows another finding, folded; the same one stays as it is."""
        if ground == self._shown:
            return
        self._shown = ground
        self._sentence.setText(ground.sentence)
        self.citation.setText(ground.citation)
        reveal(self.citation, bool(ground.citation))
        self.citation.setChecked(False)
        self._announce(unfolded=False)

    def _unfold(self, on: bool) -> None:
        self._paragraph.draw(self._shown if on else None)
        self._announce(unfolded=on)

    def _announce(self, *, unfolded: bool) -> None:
        citation = self._shown.citation
        if unfolded:
            name(self.citation, _("{citation}: hide the paragraph's text", citation=citation))
        else:
            name(self.citation, _("{citation}: show the paragraph's text", citation=citation))


class Fold(QWidget):
    """A heading that folds what is under it away."""

    def __init__(self, title: str, body: QWidget, *, folded: bool = False) -> None:
        super().__init__()
        self._title, self._body = title, body
        self.head = PlainButton("fold")
        self._icon, self._words = StateIcon("chevron-down"), Text(title, "strong")
        across = QHBoxLayout(self.head)
        across.setContentsMargins(0, S4, S4, S4)
        across.setSpacing(S4)
        across.addWidget(self.head.add(self._icon))
        across.addWidget(self.head.add(self._words), 1)
        self.setLayout(column(self.head, body, spacing=S4))
        self.head.clicked.connect(lambda: self.fold(self.folded is False))
        self.folded = False
        self.fold(folded)

    def fold(self, on: bool) -> None:
        """Folds or unfolds."""
        self.folded = on
        self._icon.set_icon("chevron-right" if on else "chevron-down", "muted")
        if isinstance(self._body, RepeatedRows):
            self._body.fold(on)
        else:
            reveal(self._body, not on)
        self._announce()

    def set_title(self, title: str) -> None:
        """Shows another heading."""
        self._title = title
        self._words.setText(title)
        self._announce()

    def _announce(self) -> None:
        if self.folded:
            name(self.head, _("{heading}, folded", heading=self._title))
        else:
            name(self.head, _("{heading}, unfolded", heading=self._title))
