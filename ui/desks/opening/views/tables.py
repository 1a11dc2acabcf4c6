"""The part for piles drawn: what lies in none, the list of piles, the chosen one, and what is asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.opening.presenter import OpeningPresenter
from ui.desks.opening.screen import PILE_COLUMNS, PILE_WORDS, LateLine, TablesScreen
from ui.envelope.views.parts import PlainRow, RepeatedRows
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.envelope_link import Naming
from ui.kit.file_dialog import FileDialog
from ui.kit.flow import Flow
from ui.kit.focus import begin_at
from ui.kit.later import Later
from ui.kit.panel import Panel, Repeater, column, reveal
from ui.kit.progress import Progress
from ui.kit.style.tokens import PANEL_BETWEEN, S4, S8
from ui.kit.text import Text
from ui.shared.asking import Chosen
from ui.shared.views.asked import AskedPart, ChosenPanel, OffersRow
from ui.tables.list_table import ListTable

LIST_HEIGHT, MOST_ROWS = 260, 12


def asking_where(
    host: QWidget, do: Callable[[str], object], write: Callable[[str, str], object]
) -> Callable[[str], None]:
    """Does what a button says; for a sheet of paper it asks where to write it first."""

    def done(what: str) -> None:
        kind, __, sheet = what.partition(" ")
        if kind != "paper":
            do(what)
            return
        path = FileDialog.new_file(host, _("Write the sheet"), f"{sheet.replace(' ', '-')}.pdf")
        if path:
            write(sheet, path)

    return done


class TablesPage(QWidget):
    """Piles, and what is done with them."""

    def __init__(self, presenter: OpeningPresenter) -> None:
        super().__init__()
        tables = presenter.tables
        do = asking_where(self, tables.do, tables.write)
        self.left = LeftPanel(do)
        self.late = LatePanel(tables.tell, lambda number: do(f"paper hit {number}"))
        self.piles = ListTable("opening_piles", PILE_COLUMNS, PILE_WORDS)
        self.progress = Progress()
        self.asked = AskedPart(tables.answer, lambda: tables.do(""))
        self._chosen: Later[ChosenPanel, Chosen] = Later(lambda: ChosenPanel(_("Pile"), do), ChosenPanel.draw)
        self.piles.keep_rows(LIST_HEIGHT, MOST_ROWS)
        self.setLayout(
            column(self.late, self.asked, self.left, self.piles, self.progress, self._chosen, spacing=PANEL_BETWEEN)
        )
        begin_at(self, self.piles.grid)
        self.progress.cancelled.connect(tables.stop_looking_up)
        self.piles.walked.connect(tables.choose, Qt.ConnectionType.QueuedConnection)

    def draw(self, screen: TablesScreen) -> None:
        """Draws the part; a question that is new gets the focus, and the list once it is answered."""
        answered = self.asked.form is not None and screen.asked is None
        self.left.draw(screen)
        self.late.draw(screen.late)
        self.piles.set_rows(screen.rows)
        self.progress.follow(screen.looking_up)
        self._chosen.draw(screen.chosen)
        if screen.chosen is not None:
            self.piles.select(screen.chosen.id)
        self.asked.draw(screen.asked)
        if answered:
            self.begin()

    @property
    def chosen(self) -> ChosenPanel:
        """The pile that is chosen."""
        return self._chosen.part

    def begin(self) -> None:
        """Puts the focus into the list."""
        self.piles.focus_list()


class LeftPanel(Panel):
    """What lies in no pile yet, and what is done with it."""

    def __init__(self, do: Callable[[str], object]) -> None:
        super().__init__(_("In no pile yet"))
        self._lines = RepeatedRows(PlainRow, S4)
        self._lists = Marked(StateIcon("triangle-alert", "held", 16), Text("", tone="held", wrap=True))
        self.offers = OffersRow(_("Opening"), do)
        self.fill(self._lines, self._lists, self.offers)

    def draw(self, screen: TablesScreen) -> None:
        """Draws it."""
        self._lines.show_all(screen.left)
        self._lists.say(screen.lists)
        self.offers.draw(screen.offers)


class LatePanel(Panel):
    """Votes that were found after an envelope was opened; not there while there is none."""

    def __init__(self, tell: Callable[[str], object], page: Callable[[str], object]) -> None:
        super().__init__(_("Found after opening"), part="question")
        self._tell, self._page = tell, page
        self._lines: Repeater[LateLine] = Repeater(self._make)
        self.body.addLayout(self._lines)

    def draw(self, lines: tuple[LateLine, ...]) -> None:
        """Draws them."""
        self._lines.draw(lines)
        reveal(self, bool(lines))

    def _make(self, line: LateLine) -> QWidget:
        words = Naming(Marked(StateIcon("circle-alert", "not_counted", 16), Text("", "strong", wrap=True)))
        words.say(line.words)
        made, buttons = QWidget(), Flow(S8)
        for said, act in ((line.tell, self._tell), (line.page, self._page)):
            if said:
                button = QuietButton(said)
                button.clicked.connect(lambda *__, act=act: act(line.number))
                buttons.addWidget(button)
        made.setLayout(column(words, buttons, spacing=S8))
        return made
