"""The right column: the outcome with its shape, the grounds with their paragraphs, and contest by contest."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from adjudicator.words import _, beside, capital
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.screen import OutcomeScreen
from ui.desks.review.views.kept import KeptList
from ui.desks.review.views.ways import Bullet, Bullets, WaysView
from ui.envelope.screen import AppliedFinding, ContestGroup, ContestState
from ui.envelope.views.contests import CONTEST_MARKS, GroupView
from ui.kit.buttons import FoldingLink
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.drawn.outcome import OutcomeBadge, badge_width
from ui.kit.language import name, say, shown, speech
from ui.kit.later import Later
from ui.kit.panel import Labelled, Panel, Scrolled, column, reveal, row
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import PANEL_INSIDE, S4, S8, S12
from ui.kit.text import Text

LINE = 24
"""Pixels at 100 % that stay in sight when a page is scrolled."""

ROOMY = 700
"""Height, in pixels at 100 %, from which all contests that fall away are listed, however many they are."""

STYLES = ("title", "strong", "caption")
"""Text styles of the outcome: the first in which its words fit."""


class LawText(QFrame):
    """The text of a paragraph, and which edition of it that is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "law")
        self._text = Text("", "caption", wrap=True)
        self._edition = Text("", "caption", tone="muted", wrap=True)
        self.setLayout(column(self._text, self._edition, spacing=S4, margins=(S12, S8, S12, S8)))

    def draw(self, ground: AppliedFinding) -> None:
        """Shows the paragraph of another ground."""
        self._text.setText(ground.text)
        self._edition.setText(ground.edition)


class GroundView(QWidget):
    """One ground: its sentence, its citation to press, and the paragraph while it is unfolded."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__()
        self._citation = ""
        self._sentence = Text("", wrap=True)
        self._link = FoldingLink()
        self._law: Later[LawText, AppliedFinding] = Later(LawText, LawText.draw)
        self.setLayout(column(self._sentence, row(self._link, "stretch"), self._law, spacing=S4))
        self._link.clicked.connect(lambda: presenter.unfold(self._citation))
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, ground: AppliedFinding) -> None:
        """Shows a ground."""
        self._citation = ground.citation
        self._sentence.setText(ground.sentence)
        unfolded = bool(ground.text)
        say(self._link, ground.citation)
        if unfolded:
            name(self._link, _("{citation}, fold the paragraph", citation=ground.citation))
        else:
            name(self._link, _("{citation}, show the paragraph", citation=ground.citation))
        self._law.draw(ground if unfolded else None)

    def _follow(self) -> None:
        self._link.setFont(look().font("caption"))
        self._link.updateGeometry()


class AgainstLine(Marked):
    """What was answered against a record."""

    def __init__(self) -> None:
        super().__init__(StateIcon("triangle-alert", "count_partial", 16), Text("", tone="count_partial", wrap=True))

    def draw(self, words: str) -> None:
        """Says something else."""
        self.say(words)


class OutcomeColumn(Panel):
    """Draws an `OutcomeScreen`, and tells the presenter once it stands on the screen for an envelope."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._presenter, self._number = presenter, ""
        self._contests: tuple[dict[ContestState, ContestGroup], bool, bool] = {}, False, False
        speech().changed.connect(self._fit)
        self._badge = OutcomeBadge(style="title")
        self._preview = Text("", "strong", tone="muted", wrap=True, hides=True)
        self._apart = Text("", "strong", tone="kept_apart", wrap=True, hides=True)
        self._recorded = Text("", "caption", tone="muted", wrap=True, hides=True)
        self._note = Text("", wrap=True, hides=True)
        self._against: KeptList[str] = KeptList(AgainstLine, spacing=S4)
        self._voter, self._rests_on = Labelled(""), Bullets(_("It rests on"))
        self._missing, self._wanted = QWidget(), KeptList(Bullet, spacing=S4)
        self._missing_title = Text("", "strong", wrap=True)
        self._missing.setLayout(column(self._missing_title, self._wanted, spacing=S4))
        self._why = Text(_("Why"), "caption", tone="muted")
        self._grounds = KeptList(lambda: GroundView(presenter), spacing=S8)
        self._also_label = Text(_("Beside that"), "caption", tone="muted")
        self._also = KeptList(lambda: GroundView(presenter), spacing=S8)
        self.ways = WaysView(presenter)
        self._groups: dict[ContestState, Later[GroupView, None]] = {
            state: Later(lambda state=state: self._make_group(state)) for state in CONTEST_MARKS
        }
        inner = QWidget()
        self._scrolled = Scrolled(inner)
        self.body.addLayout(
            column(
                self._badge, self._preview, self._apart, self._recorded, self._scrolled, grow=self._scrolled, spacing=S8
            )
        )
        grounds = column(self._why, self._grounds, spacing=S4)
        also = column(self._also_label, self._also, spacing=S4)
        first = (self._note, self._against, self._missing, grounds, *self._groups.values())
        whole = column(*first, also, self._voter, self._rests_on, self.ways, "stretch", spacing=S12)
        whole.setContentsMargins(0, 0, S8, 0)
        inner.setLayout(whole)

    def draw(self, number: str, screen: OutcomeScreen) -> None:
        """Shows what the law makes of an envelope now; another one from the top."""
        if number != self._number:
            self._scrolled.verticalScrollBar().setValue(0)
        self._number = number
        self._badge.set_outcome(screen.outcome, bool(screen.kept_apart), screen.headline)
        self._preview.setText(screen.preview)
        self._apart.setText(capital(screen.kept_apart))
        self._recorded.setText(screen.recorded)
        self._note.setText(screen.note)
        self._against.draw(screen.against)
        self._voter.say(screen.sentence, screen.told)
        self._rests_on.draw(screen.rests_on)
        if screen.ways and not self.ways.shown:
            QTimer.singleShot(0, self, self._bring_ways)
        self.ways.draw(screen)
        reveal(self._missing, bool(screen.missing))
        self._missing_title.setText(screen.missing_title)
        self._wanted.draw(screen.missing)
        self._fit()
        reveal(self._why, bool(screen.grounds))
        self._grounds.draw(screen.grounds)
        reveal(self._also_label, bool(screen.also))
        self._also.draw(screen.also)
        self._contests = {group.state: group for group in screen.groups}, screen.settled, screen.shows_all
        self._draw_contests()
        headline = beside(screen.headline, screen.preview)
        whole = beside(headline, beside(screen.kept_apart, screen.note, *screen.against, screen.sentence), by=". ")
        name(self, whole)
        self.update()

    def _draw_contests(self) -> None:
        """What falls away stands first, and its first few alone where those that count would be out of sight."""
        shown, settled, unfolded = self._contests
        dear = self.height() < look().px(ROOMY) and "counts" in shown
        for state, view in self._groups.items():
            if view.made or state in shown:
                view.part.draw(shown.get(state), settled=settled, dear=dear and state == "out", unfolded=unfolded)
            reveal(view, state in shown)

    def _make_group(self, state: ContestState) -> GroupView:
        made = GroupView(state, "X")
        made.fold_asked.connect(self._presenter.show_contests)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if event.size().height() != event.oldSize().height():
            self._draw_contests()

    def _fit(self) -> None:
        """The outcome as a title where its words fit, else smaller: it is never cut."""
        words, room = shown(self._badge.words), self.width() - 2 * PANEL_INSIDE
        fits = (style for style in STYLES if badge_width(words, style, self._badge.kept_apart) <= room)
        self._badge.set_style(next(fits, STYLES[-1]))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._number:
            self._presenter.drawn(self._number)

    def turn(self, pages: int) -> None:
        """Scrolls by so many pages, one line less, so that nothing is passed over."""
        bar = self._scrolled.verticalScrollBar()
        bar.setValue(bar.value() + pages * (bar.pageStep() - look().px(LINE)))

    def _bring_ways(self) -> None:
        """Scrolls as far as it takes to read what was asked for."""
        bar, top = self._scrolled.verticalScrollBar(), self.ways.y()
        if top + self.ways.height() > bar.value() + self._scrolled.viewport().height():
            bar.setValue(top)
