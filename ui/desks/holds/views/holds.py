"""The Holds desk drawn: the list of held envelopes, and beside it what may be entered for the one selected."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from adjudicator.words import _
from ui.desks.holds.presenter import HoldsPresenter
from ui.desks.holds.screen import COLUMNS, WORDS, HoldsScreen
from ui.desks.holds.views.panel import HeldPanel
from ui.kit.buttons import QuietButton
from ui.kit.file_dialog import FileDialog
from ui.kit.focus import begin_at
from ui.kit.keys import Key, Keys
from ui.kit.language import name
from ui.kit.later import Later
from ui.kit.panel import Repeater, Scrolled, column, lay_page, row
from ui.kit.question import Prompt, QuestionPanel
from ui.kit.strip import Strip
from ui.kit.text import Heading, Text, reveal
from ui.kit.theme import look, theme
from ui.kit.tokens import PANEL_BETWEEN, S4, S12
from ui.tables.list_table import ListTable

NARROW = 980
"""Under this width the panel stands below the list, in pixels at 100 %."""


LEAST_LIST, LEAST_PANEL = 260, 320
"""Heights in pixels at 100 % that list and panel keep, one below the other."""


class HoldsView(QWidget):
    """List and panel."""

    def __init__(self, presenter: HoldsPresenter) -> None:
        super().__init__()
        name(self, _("Holds"))
        self._presenter = presenter
        self._drawing = False
        self._rows: object = None
        self._clock = Text("", tone="muted", wrap=True)
        self.strip = Strip()
        self.table = ListTable("holds", COLUMNS, WORDS)
        self.all_back = QuietButton("", icon="rotate-ccw")
        self.call_list = QuietButton(_("Call list..."), icon="printer")
        self._asking: Repeater[str] = Repeater(lambda words: Text(words, wrap=True))
        self._question: Later[QuestionPanel, None] = Later(self._ask)
        self.table.chips_below()
        self.panel = HeldPanel(presenter)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._connect()
        begin_at(self, self.table.grid)
        presenter.listen(self.draw)

    def draw(self, screen: HoldsScreen) -> None:
        """Draws the screen; the row selected stays in sight."""
        self._drawing = True
        self._clock.setText(screen.clock)
        self.strip.show_notice(screen.strip)
        self._draw_list(screen)
        if screen.selected >= 0 and self.table.grid.currentIndex().row() != screen.selected:
            self.table.grid.go_to(screen.selected)
        self.panel.draw(screen.held)
        reveal(self.call_list, screen.has_call_list)
        self.all_back.offer("" if screen.asking else screen.all_back)
        noting = screen.held is not None and screen.held.contacts.asked is not None
        self._keys.enable_all(not (noting or screen.asking))  # while it is asked, the keys are the question's
        self._draw_question(screen.asking)
        self._drawing = False

    @property
    def question(self) -> QuestionPanel:
        """Whether all are brought back."""
        return self._question.part

    def _ask(self) -> QuestionPanel:
        asked = Prompt(text="", accept=_("Bring them back"), careful=True)
        question = QuestionPanel(_("Bring all of them back to review?"), asked=asked)
        question.body.insertLayout(0, self._asking)
        question.answered.connect(lambda *__: self._presenter.bring_all_back())
        question.cancelled.connect(self._presenter.leave_all_back)
        return question

    def _draw_question(self, sentences: tuple[str, ...]) -> None:
        if not sentences:
            if not self._question.isHidden():
                self.table.focus_list()
            self._question.hide()
            return
        question, opens = self.question, self._question.isHidden()
        self._asking.draw(sentences)
        self._question.show()
        if opens:
            question.begin()

    def _draw_list(self, screen: HoldsScreen) -> None:
        """Draws the list, anew only where its rows are others."""
        self.table.set_filters(screen.filters)
        if self.table.model.query != screen.query:
            self.table.set_query(screen.query)
        if screen.rows is not self._rows:
            self._rows = screen.rows
            self.table.set_rows(screen.rows, screen.total)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < look().px(NARROW)
        self._middle.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _follow(self) -> None:
        """Both keep a height to work with; where there is less room, the whole desk scrolls."""
        self.table.setMinimumHeight(look().px(LEAST_LIST))
        self._side.setMinimumHeight(look().px(LEAST_PANEL))

    def _write_call_list(self) -> None:
        path = FileDialog.new_file(self, _("Write the call list"), "call-list.pdf")
        if path:
            self._presenter.write_call_list(path)

    def _picked(self, number: str) -> None:
        if not self._drawing:
            self._presenter.select(number)

    def _bring_back(self) -> None:
        self.panel.commit()
        self._presenter.bring_back()
        self.table.focus_list()

    def _connect(self) -> None:
        presenter = self._presenter
        self.all_back.clicked.connect(presenter.ask_all_back)
        self.call_list.clicked.connect(self._write_call_list)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda __: self.panel.begin())
        self.table.asked.connect(presenter.ask)
        self.strip.acted.connect(presenter.open_brought_back)
        self.strip.dismissed.connect(presenter.dismiss)
        self._keys = keys = Keys(self, _("Holds"))
        keys.bind(
            Key("holds_back", ("Ctrl+Return", "Ctrl+Enter"), _("Back to review with what has come")), self._bring_back
        )
        keys.bind(Key("holds_list", "Esc", _("To the list")), self.table.focus_list)
        keys.bind(Key("holds_enter", "Enter", _("Enter what has come for the envelope")))
        keys.bind(Key("holds_contact", "C", _("Note a contact with the voter")), presenter.contacts.begin)
        keys.bind(Key("holds_receipt", "R", _("Print a receipt for the voter")), self.panel.contacts.ask_receipt)
        keys.bind(Key("holds_call_list", "L", _("Print the call list")), self._write_call_list)
        keys.bind(Key("holds_open", "O", _("Open the envelope in Review")), presenter.open_in_review)

    def _build(self) -> None:
        words = column(Heading(_("Holds"), "headline"), self._clock, spacing=S4)
        down = lay_page(self, words, self.strip, row(self.all_back, "stretch"), self._question, spacing=S12)
        self.table.bar.addWidget(self.call_list)
        self.all_back.hide()
        self._question.hide()
        self._middle.setSpacing(PANEL_BETWEEN)
        down.addLayout(self._middle, 1)
        self._middle.addWidget(self.table, 66)
        beside = QWidget()
        self._side = Scrolled(beside)
        self._middle.addWidget(self._side, 34)
        beside.setLayout(column(self.panel))
        theme().changed.connect(self._follow)
        self._follow()
