"""The envelope panel: one envelope as it was determined, read-only, everything in one column that scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from adjudicator.words import _
from ui.envelope.screen import ContestGroup, EnvelopePanelScreen
from ui.envelope.views.parts import ContestRow, FactRow, Fold, GroundRow, PastRow, PlainRow, RepeatedRows
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.drawn.outcome import OutcomeBadge
from ui.kit.empty import EmptyState
from ui.kit.language import name
from ui.kit.panel import Hairline, Labelled, Panel, Scrolled, column, reveal, row
from ui.kit.personal import PersonalText
from ui.kit.strip import Strip
from ui.kit.style.tokens import S4, S8, S12, S16
from ui.kit.text import Heading, Text


class NotKnown(Marked):
    """What is not known in a determination that counts, in red and in words."""

    def __init__(self) -> None:
        super().__init__(StateIcon("circle-alert", "not_counted"), Text("", "strong", tone="not_counted", wrap=True))


class EnvelopePanel(Panel):
    """Draws an EnvelopePanelScreen. `turn(pages)` moves through it from outside."""

    def __init__(self) -> None:
        super().__init__()
        name(self, _("The envelope"))
        self._number = ""
        self._title, self._place = Heading("", wrap=True), Text("", "caption", tone="muted", wrap=True)
        self._badge = OutcomeBadge(style="title")
        self._apart = Text(_("Kept apart from all other ballots"), "strong", tone="kept_apart", wrap=True)
        self._voter = Labelled("")
        self._not_known = NotKnown()
        self._because = RepeatedRows(PlainRow, S4)
        self._recorded = Text("", "caption", tone="muted", wrap=True, hides=True)
        self._departure, self._came_back, self._second = (Strip(dismissable=False) for __ in range(3))
        self._departure_words, self._came_back_words, self._second_words = (
            PersonalText("", wrap=True, hides=True) for __ in range(3)
        )
        self.folds: dict[str, Fold] = {}
        self._rows: dict[str, RepeatedRows] = {}
        content = QWidget()
        self._scrolled, self._pages = Scrolled(content), QStackedWidget()
        self.fill(self._pages)
        self._pages.addWidget(
            EmptyState(_("No envelope chosen"), _("Choose one in the list, and it is shown here."), icon="mail")
        )
        self._pages.addWidget(self._scrolled)
        self._fill_content(content)

    def draw(self, screen: EnvelopePanelScreen) -> None:
        """Draws the envelope as it stands."""
        self._pages.setCurrentIndex(1 if screen.number else 0)
        self._head(screen)
        groups = {group.state: group for group in screen.contests}
        self._fill("grounds", _("Why"), screen.grounds)
        self._fill_contests("out", groups.get("out"))
        self._fill("settling", _("What settles it"), screen.settling)
        self._fill("facts", _("Other facts") if screen.settling else _("Facts"), screen.facts)
        self._fill("voter", _("Voter"), screen.voter)
        self._fill("research", _("Where the voter was looked for"), screen.research)
        self._fill_contests("counts", groups.get("counts"))
        others = _("Checked, does not apply ({number})", number=len(screen.other_grounds))
        self._fill("others", others, screen.other_grounds)
        self._fill("history", _("History"), screen.history)
        if screen.number != self._number:
            self._number = screen.number
            self._scrolled.verticalScrollBar().setValue(0)

    def turn(self, pages: int) -> None:
        """Moves the column by pages, up where negative."""
        bar = self._scrolled.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def _head(self, screen: EnvelopePanelScreen) -> None:
        self._title.setText(screen.title)
        self._place.setText(screen.place)
        self._badge.set_outcome(screen.outcome, words=screen.headline)
        reveal(self._apart, screen.kept_apart)
        self._because.show_all(screen.because)
        self._because.fold(not screen.because)
        self._not_known.say(screen.not_known)
        self._voter.say(screen.sentence, screen.told)
        self._recorded.setText(screen.recorded)
        self._departure.show_notice(screen.departure)
        self._came_back.show_notice(screen.came_back)
        self._departure_words.set_words(screen.departure_words)
        self._second.show_notice(screen.second)
        self._second_words.set_words(screen.second_words)
        self._came_back_words.set_words(screen.came_back_words)

    def _fill(self, part: str, title: str, items: tuple[object, ...]) -> None:
        self.folds[part].set_title(title)
        reveal(self.folds[part], bool(items))
        self._rows[part].show_all(items)

    def _fill_contests(self, part: str, group: ContestGroup | None) -> None:
        self._fill(part, group.heading if group else "", group.contests if group else ())

    def _fill_content(self, content: QWidget) -> None:
        down = QVBoxLayout(content)
        down.setContentsMargins(0, 0, S8, 0)
        down.setSpacing(S12)
        down.addLayout(column(self._title, self._place, spacing=0))
        outcome = column(
            row(self._badge, "stretch"), self._apart, self._not_known, self._because, self._recorded, spacing=S4
        )
        down.addLayout(outcome)
        down.addWidget(self._voter)
        told = (
            (self._came_back, self._came_back_words),
            (self._second, self._second_words),
            (self._departure, self._departure_words),
        )
        for strip, words in told:
            down.addLayout(column(strip, words, spacing=S8))
        down.addWidget(Hairline())
        kinds = {
            "grounds": GroundRow, "out": ContestRow, "settling": FactRow, "facts": FactRow, "voter": FactRow,
            "research": FactRow, "counts": ContestRow, "others": GroundRow, "history": PastRow,
        }  # fmt: skip
        for part, kind in kinds.items():
            self._rows[part] = RepeatedRows(kind)
            self.folds[part] = Fold("", self._rows[part], folded=part == "others")
            down.addWidget(self.folds[part])
        down.addStretch(1)
        down.setSpacing(S16)
