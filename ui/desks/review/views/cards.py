"""The middle column: the cards, the current one with its question."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from adjudicator.words import _, beside
from ui.desks.review.compared import agrees_words, differs_words
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.screen import CardScreen, ShownElector
from ui.desks.review.views.kept import KeptList
from ui.desks.review.views.lines import NEWS, LineRows
from ui.desks.review.views.question import QuestionView
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.card import CardHead
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.envelope_link import EnvelopeLink
from ui.kit.flow import Flow
from ui.kit.language import describe, name
from ui.kit.later import Later
from ui.kit.panel import column, reveal, row
from ui.kit.personal import PersonalText, masked, privacy
from ui.kit.style.theme import set_property
from ui.kit.style.tokens import PANEL_BETWEEN, S4, S8
from ui.kit.text import Text

CARD_IDS = ("style", "papers", "voter", "votes", "needs", "owed")
MARKS = {"folded": ("check", "count_full"), "open": ("chevron-down", "muted"), "current": ("chevron-down", "accent")}
SPOKEN: Mapping[str, str] = {"current": _("current"), "folded": _("accepted")}
"""How assistive technology hears a card's state."""


class PersonBlock(QWidget):
    """Who the elector is, what agrees with the papers, what differs; hidden while personal data are."""

    def __init__(self) -> None:
        super().__init__()
        self._details = PersonalText("", "caption", wrap=True)
        self._agrees = PersonalText("", "caption", tone="muted", wrap=True, hides=True)
        self._differs = PersonalText("", "caption", wrap=True, hides=True)
        self._warning = StateIcon("triangle-alert", "count_partial", 14)
        differs = row(self._warning, self._differs, spacing=S4)
        differs.setStretch(1, 1)
        whole = column(self._details, self._agrees, differs, spacing=2)
        whole.setContentsMargins(S4 + 16 + S8, 0, S4, 0)
        self.setLayout(whole)
        self._heard = ""
        privacy().changed.connect(self._announce)

    def draw(self, person: ShownElector | None) -> None:
        """Shows another elector, or nothing."""
        reveal(self, person is not None)
        if person is None:
            return
        self._details.set_words(person.details)
        self._agrees.set_words(agrees_words(person.agrees))
        self._differs.set_words(differs_words(person.differs))
        reveal(self._warning, bool(person.differs))
        self._heard = person.heard
        self._announce()

    def _announce(self) -> None:
        """What differs in words, for those who hear it: brackets around a letter say nothing to them."""
        name(self._differs, masked(self._heard) if self._heard else "")


class HomeLine(QWidget):
    """The sentence about the own precinct, with the button that puts it right."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", "strong", wrap=True)
        self.button = QuietButton(_("Change"))
        across = row(spacing=S8)
        across.addWidget(StateIcon("map-pin", "muted", 16, line="strong"), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(column(self._words, row(self.button, "stretch"), spacing=S8), 1)
        across.setContentsMargins(S4, 0, S4, 0)
        self.setLayout(across)

    def draw(self, words: str, *, may_fix: bool) -> None:
        """Shows another sentence; hidden where there is none."""
        reveal(self, bool(words))
        self._words.setText(words)
        reveal(self.button, may_fix)


class OtherLinks(QWidget):
    """The way to each other envelope of the voter: to it, and to both side by side."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.links: list[EnvelopeLink] = []
        self.compare = QuietButton(_("Side by side"), "W")
        self.compare.clicked.connect(lambda __=False: presenter.show_others())
        self._flow = Flow(S8)
        self._flow.setContentsMargins(S4, 0, S4, 0)
        self._flow.addWidget(self.compare)
        self.setLayout(self._flow)

    def draw(self, numbers: tuple[str, ...]) -> None:
        """Shows the way to these."""
        while len(self.links) < len(numbers):
            link = EnvelopeLink()
            link.asked.connect(self._presenter.open_other)
            self.links.append(link)
            self._flow.addWidget(link)
        for place, link in enumerate(self.links):
            link.draw(numbers[place] if place < len(numbers) else "")


class FoldedCard(QWidget):
    """What an accepted card goes on saying: who the voter is, where they belong, what stands in the way, and the rest."""

    def __init__(self) -> None:
        super().__init__()
        self._who = PersonalText("", "strong", wrap=True, hides=True)
        self._news = KeptList(NewsLine, spacing=S4)
        self._summary = Text("", "caption", tone="muted", wrap=True, hides=True)
        self._home = Text("", "strong", wrap=True, hides=True)
        whole = column(self._who, self._home, self._news, self._summary, spacing=S4)
        whole.setContentsMargins(2 * S8 + 16, 0, S8, S4)  # under the title
        self.setLayout(whole)

    def draw(self, card: CardScreen) -> None:
        """Shows another card."""
        self._who.set_words(card.who)
        self._home.setText(card.home)
        self._news.draw(card.news)
        self._summary.setText(card.summary)


class NewsLine(QWidget):
    """An answer that stands in the ballot's way."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", "strong", wrap=True)
        across = row(StateIcon(*NEWS, 14), self._words, spacing=S4)
        across.setStretch(1, 1)
        self.setLayout(across)

    def draw(self, words: str) -> None:
        """Shows another answer."""
        self._words.setText(words)


class CardView(QFrame):
    """One card."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._presenter = presenter
        self.card = CardScreen("", "")
        self.head = CardHead("", "")
        self.head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._accept: Later[PrimaryButton, None] = Later(self._accept_button)
        self._question: Later[QuestionView, None] = Later(lambda: QuestionView(presenter))
        self._rows = LineRows(presenter)
        self._person: Later[PersonBlock, ShownElector] = Later(PersonBlock, PersonBlock.draw)
        self._home: Later[HomeLine, None] = Later(self._home_line)
        self._others: Later[OtherLinks, tuple[str, ...]] = Later(lambda: OtherLinks(presenter), OtherLinks.draw)
        self._folded: Later[FoldedCard, CardScreen] = Later(FoldedCard, FoldedCard.draw)
        self._inside = QWidget()
        top = row(self.head, self._accept, grow=self.head)
        self.setLayout(column(top, self._inside, self._folded, spacing=0, margins=(S4, S4, S4, S4)))
        self.slot = column(spacing=0)
        parts = (self._rows, self._person, self._home, self._others, self._question, self.slot)
        self._inside.setLayout(column(*parts, spacing=S8, margins=(S4, S4, S4, S8)))
        self.head.clicked.connect(self._open_first)

    @property
    def accept(self) -> PrimaryButton:
        """The button that accepts the card, as Enter does."""
        return self._accept.part

    @property
    def question(self) -> QuestionView:
        """The question that stands open in the card, or did."""
        return self._question.part

    def draw(self, card: CardScreen) -> None:
        """Shows the card as it stands now."""
        if card == self.card:
            return
        self.card = card
        self._draw_head(card)
        reveal(self._inside, card.state != "folded")
        self._folded.draw(card if card.state == "folded" else None)
        set_property(self, "state", card.state)
        if card.state == "folded":
            return
        asked = card.asking.fact if card.asking is not None else ""
        self._rows.draw(tuple(line for line in card.lines if line.fact != asked))
        self._person.draw(card.person)
        if card.home or self._home.made:
            self._home.part.draw(card.home, may_fix=card.may_fix_home)
        reveal(self._home, bool(card.home))
        self._others.draw(card.others or None)
        reveal(self._question, card.asking is not None)
        if card.asking is not None:
            self.question.draw(card.asking)

    def begin(self) -> None:
        """Puts the keyboard focus on the question, or on the card where Enter accepts it."""
        if self.card.asking is not None:
            self.question.begin()
        elif self.card.accept:
            self.accept.setFocus()
        else:
            self.head.setFocus()

    def _draw_head(self, card: CardScreen) -> None:
        folded = card.state == "folded"
        self.head.mark.set_icon(*(NEWS if folded and card.news else MARKS[card.state]))
        self.head.title.setText(card.title)
        self.head.summary.setText("" if folded else card.summary)
        self.head.key.setText(card.key)
        self.head.key.updateGeometry()
        reveal(self.head.key, bool(card.key))
        said = (card.title, *card.news, card.summary, SPOKEN.get(card.state, ""))
        name(self.head, beside(*said, by=", "))
        name(self, card.title)
        reveal(self._accept, card.accept)
        if card.accept:
            name(self.accept, _("Accept: {card}", card=card.title))
            self._describe_accept()

    def _accept_button(self) -> PrimaryButton:
        made = PrimaryButton(_("Accept"), "Enter")
        made.give_way()
        made.clicked.connect(lambda __=False: self._presenter.accept())
        privacy().changed.connect(self._describe_accept)
        return made

    def _describe_accept(self) -> None:
        """What is accepted, for those who hear it: the button has the focus before any line is looked at."""
        lines = (masked(line.words) if line.personal else line.words for line in self.card.lines)
        describe(self.accept, beside(_("key {key}.", key="Enter"), beside(*lines, self.card.home, by="; ")))

    def _home_line(self) -> HomeLine:
        made = HomeLine()
        made.button.clicked.connect(self._presenter.fix_home)
        return made

    def _open_first(self) -> None:
        if self.card.state == "current":
            self.begin()  # its lines open by themselves, and its button accepts it
        elif self.card.lines:
            self._presenter.reopen(self.card.lines[0].fact)


class CardStack(QWidget):
    """All cards, one under the other."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__()
        self.cards = {card: CardView(presenter) for card in CARD_IDS}
        self.top, self.under, self.foot = (column(spacing=PANEL_BETWEEN) for __ in range(3))
        self.setLayout(column(self.top, *self.cards.values(), self.under, self.foot, "stretch", spacing=S8))

    def place(self, panel: QWidget, card: str) -> None:
        """Puts a panel where it belongs: into a card, under what is asked there, else under the cards where all are done."""
        slot = self.cards[card].slot if card else self.under if self.current() is None else self.top
        if slot.indexOf(panel) < 0:
            slot.addWidget(panel)

    def draw(self, cards: tuple[CardScreen, ...]) -> None:
        """Shows these cards."""
        shown = {card.id: card for card in cards}
        for card, view in self.cards.items():
            reveal(view, card in shown)
            if card in shown:
                view.draw(shown[card])

    def current(self) -> CardView | None:
        """The card that is worked on."""
        return next(
            (view for view in self.cards.values() if view.isVisibleTo(self) and view.card.state == "current"), None
        )

    def asking(self) -> QuestionView | None:
        """The question that stands open."""
        card = self.current()
        return card.question if card is not None and card.card.asking is not None else None
