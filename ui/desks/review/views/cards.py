"""The middle column: the cards, the current one with its question."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.desks.review.screen import CardScreen, ShownElector
from ui.desks.review.views.lines import LineRow
from ui.desks.review.views.question import QuestionView
from ui.kit.buttons import QuietButton
from ui.kit.card import CardHead
from ui.kit.icon_label import StateIcon
from ui.kit.panel import column, row
from ui.kit.personal import PersonalText
from ui.kit.text import Text
from ui.kit.theme import set_property
from ui.kit.tokens import PANEL_BETWEEN, S4, S8

CARD_IDS = ("style", "papers", "voter", "votes", "needs", "owed")
MARKS = {"folded": ("check", "count_full"), "open": ("chevron-down", "muted"), "current": ("chevron-down", "accent")}


class PersonBlock(QWidget):
    """Who the elector is, what agrees with the papers, what differs; hidden while personal data are."""

    def __init__(self) -> None:
        super().__init__()
        self._details = PersonalText("", "caption", wrap=True)
        self._agrees = PersonalText("", "caption", tone="muted", wrap=True)
        self._differs = PersonalText("", "caption", wrap=True)
        self._warning = StateIcon("triangle-alert", "count_partial", 14)
        differs = row(self._warning, spacing=S4)
        differs.addWidget(self._differs, 1)
        whole = column(self._details, self._agrees, differs, spacing=2)
        whole.setContentsMargins(S4 + 16 + S8, 0, S4, 0)
        self.setLayout(whole)

    def draw(self, person: ShownElector | None) -> None:
        """Shows another elector, or nothing."""
        self.setVisible(person is not None)
        if person is None:
            return
        self._details.set_words(person.details)
        for label, word, said in ((self._agrees, "Agrees", person.agrees), (self._differs, "Differs", person.differs)):
            label.set_words(f"{word}: {', '.join(said)}" if said else "")
            label.setVisible(bool(said))
        self._warning.setVisible(bool(person.differs))


class HomeLine(QWidget):
    """The sentence about the own precinct, with the button that puts it right."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", "strong", wrap=True)
        self.button = QuietButton("Change")
        across = row(spacing=S8)
        across.addWidget(StateIcon("map-pin", "muted", 16), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(column(self._words, row(self.button, "stretch"), spacing=S8), 1)
        across.setContentsMargins(S4, 0, S4, 0)
        self.setLayout(across)

    def draw(self, words: str, *, may_fix: bool) -> None:
        """Shows another sentence; hidden where there is none."""
        self.setVisible(bool(words))
        self._words.setText(words)
        self.button.setVisible(may_fix)


class CardView(QFrame):
    """One card. Signals: `opened(str)` with a line's fact, `home_asked()`."""

    opened = Signal(str)
    home_asked = Signal()

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.card = CardScreen("", "")
        self.head = CardHead(title, "")
        self.head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.question = QuestionView()
        self._lines: list[LineRow] = []
        self._rows = column(spacing=0)
        self._person = PersonBlock()
        self._home = HomeLine()
        self._inside = QWidget()
        self._build()
        self.head.clicked.connect(self._open_first)
        self._home.button.clicked.connect(self.home_asked)

    def draw(self, card: CardScreen) -> None:
        """Shows the card as it stands now."""
        if card == self.card:
            return
        self.card = card
        self._draw_head(card)
        self._inside.setVisible(card.state != "folded")
        set_property(self, "state", card.state)
        if card.state == "folded":
            return
        self._draw_lines(card)
        self._person.draw(card.person)
        self._home.draw(card.home, may_fix=card.may_fix_home)
        self.question.setVisible(card.asking is not None)
        if card.asking is not None:
            self.question.draw(card.asking)

    def begin(self) -> None:
        """Puts the keyboard focus on the question, or on the card where Enter accepts it."""
        if self.card.asking is not None:
            self.question.begin()
        else:
            self.head.setFocus()

    def _draw_head(self, card: CardScreen) -> None:
        icon, ink = MARKS[card.state]
        self.head.mark.set_icon(icon, ink)
        self.head.title.setText(card.title)
        self.head.summary.setText(card.summary)
        self.head.key.setText(card.key)
        self.head.key.updateGeometry()
        self.head.key.setVisible(bool(card.key))
        said = (card.title, card.summary, {"current": "current", "folded": "accepted"}.get(card.state, ""))
        self.head.setAccessibleName(", ".join(part for part in said if part))
        self.setAccessibleName(card.title)

    def _draw_lines(self, card: CardScreen) -> None:
        while len(self._lines) < len(card.lines):
            self._add_row()
        asked = card.asking.fact if card.asking is not None else ""
        for place, widget in enumerate(self._lines):
            shown = place < len(card.lines) and card.lines[place].fact != asked
            widget.setVisible(shown)
            if place < len(card.lines):
                widget.draw(card.lines[place], may_open=True)

    def _add_row(self) -> None:
        made = LineRow()
        made.clicked.connect(lambda: self.opened.emit(made.line.fact))
        self._lines.append(made)
        self._rows.addWidget(made)

    def _open_first(self) -> None:
        if self.card.lines:
            self.opened.emit(self.card.lines[0].fact)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(S4, S4, S4, S4)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(S4, S4, S4, S8)
        inside.setSpacing(S8)
        for part in (self._rows, self._person, self._home, self.question):
            inside.addLayout(part) if isinstance(part, QVBoxLayout) else inside.addWidget(part)
        outer.addWidget(self._inside)


class CardStack(QWidget):
    """All cards, one under the other. Signals: `pressed(str)`, `searched(str)`, `opened(str)`, `home_asked()`."""

    pressed = Signal(str)
    searched = Signal(str)
    opened = Signal(str)
    home_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards = {name: CardView() for name in CARD_IDS}
        self.slot, self.foot = column(spacing=PANEL_BETWEEN), column(spacing=PANEL_BETWEEN)
        whole = column(self.slot, spacing=S8)
        for card in self.cards.values():
            whole.addWidget(card)
            card.question.pressed.connect(self.pressed)
            card.question.searched.connect(self.searched)
            card.opened.connect(self.opened)
            card.home_asked.connect(self.home_asked)
        whole.addLayout(self.foot)
        whole.addStretch(1)
        self.setLayout(whole)

    def draw(self, cards: tuple[CardScreen, ...]) -> None:
        """Shows these cards."""
        shown = {card.id: card for card in cards}
        for name, view in self.cards.items():
            view.setVisible(name in shown)
            if name in shown:
                view.draw(shown[name])

    def current(self) -> CardView | None:
        """The card that is worked on."""
        return next(
            (view for view in self.cards.values() if view.isVisibleTo(self) and view.card.state == "current"), None
        )

    def asking(self) -> QuestionView | None:
        """The question that stands open."""
        card = self.current()
        return card.question if card is not None and card.card.asking is not None else None
