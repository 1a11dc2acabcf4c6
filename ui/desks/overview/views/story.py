"""The story page of the Overview: one sentence, four doors, the bar, what stands in the way, places and contests."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from adjudicator.words import _, beside, n_
from ui.desks.overview.presenter import OverviewPresenter
from ui.desks.overview.screen import PLACE_COLUMNS, PLACE_WORDS, Block, Closing, Door, Otherwise, OverviewScreen
from ui.desks.overview.views.block import block_line
from ui.desks.overview.views.in_hand import InHandPanel
from ui.desks.overview.views.steps import StepsPanel
from ui.kit.buttons import QuietButton, alike
from ui.kit.drawn.bar import OutcomeBar
from ui.kit.drawn.figure import Figure
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.later import Later
from ui.kit.panel import Panel, Repeater, bring, clear, column, lay_page, reveal, row
from ui.kit.question import Prompt, QuestionPanel
from ui.kit.style.theme import keep_height, look, theme
from ui.kit.style.tokens import MARGIN, PANEL_BETWEEN, S4, S8, S12, S24
from ui.kit.text import Heading, Text
from ui.tables.list_table import ListTable

TWO_ROWS = 640
"""Under this width the figures stand in two rows of two, in pixels at 100 %."""


class StoryPage(QWidget):
    """Everything the Overview says, in one column that scrolls."""

    def __init__(self, presenter: OverviewPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.story = Heading("", wrap=True)
        self.steps = StepsPanel(presenter)
        self.doors = Doors(presenter)
        self.blocks = Blocks(presenter)
        self.closing = ClosingPanel(presenter)
        self._bar = OutcomeBar()
        self._check = Text("", wrap=True, tone="muted")
        self.resting = Text("", wrap=True, tone="muted", hides=True)
        self.places = ListTable("overview_places", PLACE_COLUMNS, PLACE_WORDS, slash=False)
        self.places.opened.connect(presenter.open_place)
        self.otherwise = OtherwisePanel(presenter)
        self.in_hand = InHandPanel(presenter)
        self.contests = Contests(presenter)
        self._build()
        keep_height(self.places, 380)

    def draw(self, screen: OverviewScreen) -> None:
        """Draws the story."""
        self.story.setText(screen.story)
        self.steps.draw(screen.steps)
        self.doors.draw(screen.doors)
        self.blocks.draw(screen.blocks)
        self.closing.draw(screen.closing)
        self._bar.set_slices(screen.slices)
        self._check.setText(screen.check)
        self._check.set_tone("muted" if screen.balances else "not_counted")
        self.resting.setText(beside(screen.resting, ".", by="") if screen.resting else "")
        self.places.set_rows(screen.places)
        self.otherwise.draw(screen.otherwise)
        self.in_hand.draw(screen.in_hand)
        self.contests.draw(screen)
        for part in (self._outcome, self._by_place, self.contests):
            reveal(part, not screen.uncounted)

    def _build(self) -> None:
        self._outcome, self._by_place = Panel(_("By outcome")), Panel(_("By place"))
        self._outcome.fill(self._bar, self._check, self.resting)
        self._by_place.fill(self.places)
        above = (self.story, self.steps, self.doors, self._outcome, self.closing, self.blocks, self.in_hand)
        down = lay_page(self, *above, self.otherwise, self._by_place, self.contests, "stretch", spacing=PANEL_BETWEEN)
        down.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)


class Doors(QWidget):
    """Four figures, each of them the door to a desk; two rows of two where there is little room."""

    def __init__(self, presenter: OverviewPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.figures: dict[str, Figure] = {}
        self._across = 4
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(PANEL_BETWEEN)

    def draw(self, doors: tuple[Door, ...]) -> None:
        """Draws the figures; their widgets stay, and so does the focus."""
        for place, door in enumerate(doors):
            if door.desk not in self.figures:
                self._add(door, place)
            figure = self.figures[door.desk]
            figure.set_figure(door.number, door.label, door.detail)
            figure.set_open(door.open)

    def begin(self) -> bool:
        """Puts the focus on the first door that is open; False where none is."""
        opened = next((figure for figure in self.figures.values() if figure.isEnabled()), None)
        if opened is not None:
            opened.setFocus(Qt.FocusReason.OtherFocusReason)
        return opened is not None

    def _add(self, door: Door, place: int) -> None:
        figure = Figure(door.number, door.label, door.detail)
        figure.clicked.connect(lambda *__: self._presenter.open_desk(door.desk))
        self.figures[door.desk] = figure
        self._grid.addWidget(figure, *divmod(place, self._across))
        self._grid.setColumnStretch(place % self._across, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = 2 if event.size().width() < look().px(TWO_ROWS) else 4
        if across != self._across:
            self._across = across
            for place, figure in enumerate(self.figures.values()):
                self._grid.addWidget(figure, *divmod(place, across))
            for place in range(4):
                self._grid.setColumnStretch(place, int(place < across))


class Blocks(Panel):
    """What stands in the way, a line each, with the way to where it is put right."""

    def __init__(self, presenter: OverviewPresenter) -> None:
        super().__init__(_("What stands in the way"))
        self._lines: Repeater[Block] = Repeater(lambda block: block_line(block, presenter.open_desk))
        self.body.addLayout(self._lines)
        theme().changed.connect(self._even)

    def draw(self, blocks: tuple[Block, ...]) -> None:
        """Draws the lines."""
        reveal(self, bool(blocks))
        self._lines.draw(blocks)
        self._even()

    def _even(self) -> None:
        alike(self.findChildren(QuietButton))


class ClosingPanel(Panel):
    """The time left, and the act that closes the period, with what follows from it."""

    def __init__(self, presenter: OverviewPresenter) -> None:
        super().__init__()
        self._words = Text("", wrap=True)
        self.button = QuietButton("", icon="clock")
        self._follows: Repeater[str] = Repeater(_sentence)
        self._undecided: Repeater[str] = Repeater(_sentence, S4)
        self._question: Later[QuestionPanel, None] = Later(self._ask)
        self._presenter = presenter
        self.button.clicked.connect(presenter.ask_closing)
        line = row(StateIcon("clock", "muted", 18), spacing=S12)
        line.addWidget(self._words, 1)
        line.addWidget(self.button)
        self.body.addLayout(line)
        self.body.addWidget(self._question)

    @property
    def question(self) -> QuestionPanel:
        """Whether the period is closed."""
        return self._question.part

    def _ask(self) -> QuestionPanel:
        question = QuestionPanel(
            _("Close the period?"), asked=Prompt(text="", accept=_("Close the period"), careful=True)
        )
        undecided = column(Text(_("Not decided yet"), "strong"), self._undecided, spacing=S4)
        question.body.insertLayout(0, undecided)
        question.body.insertLayout(1, self._follows)
        question.answered.connect(lambda *__: self._presenter.close_period())
        question.cancelled.connect(self._presenter.leave_closing)
        return question

    def draw(self, closing: Closing) -> None:
        """Draws what is left of the period."""
        self._words.setText(closing.words)
        self.button.offer("" if closing.asked else closing.button)
        if not closing.asked:
            self._question.hide()
            return
        question, opens = self.question, self._question.isHidden()
        self._follows.draw(closing.follows)
        self._undecided.draw(closing.undecided)
        self._question.show()
        if opens:
            question.begin()
            bring(question)


class OtherwisePanel(Panel):
    """Where people decided otherwise than recommended or recorded, and for supervisors whose decisions they are."""

    def __init__(self, presenter: OverviewPresenter) -> None:
        super().__init__(_("Decided otherwise"))
        self.button = QuietButton("")
        self.button.clicked.connect(presenter.show_departures)
        self.head.addWidget(self.button)
        self._sentences: Repeater[str] = Repeater(_sentence)
        self._people: Repeater[str] = Repeater(lambda words: Text(words, tone="muted", wrap=True))
        self.fill(column(self._sentences, self._people, spacing=S8))

    def draw(self, otherwise: Otherwise) -> None:
        """Draws the lines."""
        reveal(self, bool(otherwise.sentences))
        self.button.offer(otherwise.button)
        self._sentences.draw(otherwise.sentences)
        self._people.draw(otherwise.people)


def _sentence(words: str) -> Text:
    return Text(words, wrap=True)


class Contests(Panel):
    """How many ballots may count in each contest, folded until asked for."""

    def __init__(self, presenter: OverviewPresenter) -> None:
        super().__init__(_("By contest: ballots that may count"))
        self.button = QuietButton("", icon="chevron-down")
        self.button.clicked.connect(presenter.fold_contests)
        self.head.addWidget(self.button)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(S24)
        self._grid.setVerticalSpacing(S8)
        self._grid.setColumnStretch(2, 1)
        self.body.addWidget(self._inside)
        self._shown: tuple[tuple[str, str], ...] = ()

    def draw(self, screen: OverviewScreen) -> None:
        """Draws the list, once it is unfolded and where it changed."""
        shown, many = screen.contests_open, len(screen.contests)
        hide = n_("Hide the {count} contest", "Hide the {count} contests", many)
        show = n_("Show the {count} contest", "Show the {count} contests", many)
        self.button.setText(hide if shown else show)
        self.button.updateGeometry()
        reveal(self._inside, screen.contests_open)
        if not screen.contests_open or screen.contests == self._shown:
            return
        self._shown = screen.contests
        clear(self._grid)
        for place, (title, number) in enumerate(screen.contests):
            self._grid.addWidget(Text(number, "strong"), place, 0, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(Text(title, wrap=True), place, 1, 1, 2)
