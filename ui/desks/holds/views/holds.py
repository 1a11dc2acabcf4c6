"""The Holds desk drawn: the list of held envelopes, and beside it what may be entered for the one selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from adjudicator.words import _
from ui.desks.holds.presenter import HoldsPresenter
from ui.desks.holds.screen import COLUMNS, WORDS, CounterScreen, HoldsScreen
from ui.desks.holds.views.contacts import ContactsBlock
from ui.desks.holds.views.counter import CounterPart
from ui.desks.holds.views.panel import HeldPanel
from ui.kit.buttons import WHOLE, Face, QuietButton
from ui.kit.file_dialog import FileDialog
from ui.kit.focus import begin_at
from ui.kit.keys import Key, Keys
from ui.kit.language import name
from ui.kit.later import Later
from ui.kit.panel import Repeater, Scrolled, column, lay_page, row
from ui.kit.question import Prompt, QuestionPanel
from ui.kit.strip import Strip
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import PANEL_BETWEEN, S4, S12
from ui.kit.text import Heading, Text, reveal
from ui.tables.list_table import ListTable

NARROW = 980
"""Under this width the panel stands below the list, in pixels at 100 %."""


FACES: Sequence[tuple[int, Face]] = ((700, WHOLE), (640, WHOLE - {"key"}), (0, frozenset({"icon"})))
"""From which width on the buttons over the list have which parts, in pixels at 100 %: so they stay in its line."""

OF_LIST, BESIDE_LIST, BESIDE_COUNTER = 66, 34, 66
"""Shares of the width: beside the list, and beside the counter, where the panel is what is worked with."""

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
        self.at_counter = QuietButton(_("At the counter"), "W", icon="user-round")
        self._counter: Later[CounterPart, CounterScreen] = Later(self._make_counter)
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
        self.panel.draw(screen.held, screen.unread)
        reveal(self.call_list, screen.has_call_list)
        reveal(self.at_counter, screen.has_counter)
        self._draw_counter(screen)
        self.all_back.offer("" if screen.asking else screen.all_back)
        held, counter = screen.held, screen.counter
        contacts = held.contacts if held is not None else counter.contacts if counter is not None else None
        noting = contacts is not None and contacts.asked is not None
        self._keys.enable_all(not (noting or screen.asking))  # while it is asked, the keys are the question's
        if contacts is not None and contacts.quick:
            self._keys.enable("holds_list", False)
        self._draw_question(screen.asking)
        self._drawing = False

    @property
    def counter(self) -> CounterPart:
        """The counter."""
        return self._counter.part

    def _make_counter(self) -> CounterPart:
        part = CounterPart(self._presenter)
        part.looked.connect(self._look_at_voter)
        return part

    def _draw_counter(self, screen: HoldsScreen) -> None:
        counter, was = screen.counter, not self._counter.isHidden()
        reveal(self.table, counter is None)
        reveal(self._side, counter is None or screen.held is not None or bool(screen.unread))
        reveal(self._counter, counter is not None)
        self._share()
        if counter is not None:
            self.counter.draw(counter)
        elif was:
            self.table.focus_list()

    def _look_at_voter(self) -> None:
        """Puts the focus where what the voter brought is entered, else on the receipt or into the field."""
        if self._presenter.screen.held is not None:
            self.panel.begin()
        else:
            self.counter.take_focus()

    def _esc(self) -> None:
        counter = self._presenter.screen.counter
        if counter is None:
            self.table.focus_list()
        elif self.counter.is_empty:
            self._presenter.leave_counter()
        else:
            self._presenter.next_at_counter()

    def _turn_counter(self) -> None:
        if self._presenter.screen.counter is None:
            self._presenter.open_counter()
        else:
            self._presenter.leave_counter()

    def _ask_receipt(self) -> None:
        self._contacts.ask_receipt()

    def _ask_scan(self) -> None:
        self._contacts.ask_scan()

    @property
    def _contacts(self) -> ContactsBlock:
        """Those of the voter who is on the screen."""
        here = self._presenter.screen
        return self.counter.contacts if here.counter is not None and here.held is None else self.panel.contacts

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
        self._share()
        face = next(face for least, face in FACES if event.size().width() >= look().px(least))
        for button in (self.at_counter, self.call_list):
            button.show_face(face)

    def _share(self) -> None:
        """How much of the room each has: a counter over the panel is as high as it needs to be, and no higher."""
        beside = self._middle.direction() == QBoxLayout.Direction.LeftToRight
        self._middle.setStretch(self._middle.indexOf(self._counter), OF_LIST if beside else 0)
        at_counter = self._presenter.screen.counter is not None
        self._middle.setStretch(self._middle.indexOf(self._side), BESIDE_COUNTER if at_counter else BESIDE_LIST)

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
        if self._presenter.screen.counter is None:
            self.table.focus_list()
        else:
            self._look_at_voter()

    def _connect(self) -> None:
        presenter = self._presenter
        self.all_back.clicked.connect(presenter.ask_all_back)
        self.call_list.clicked.connect(self._write_call_list)
        self.at_counter.clicked.connect(self._turn_counter)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda __: self.panel.begin())
        self.table.asked.connect(presenter.ask)
        self.strip.acted.connect(presenter.open_brought_back)
        self.strip.dismissed.connect(presenter.dismiss)
        self._keys = keys = Keys(self, _("Holds"))
        keys.bind(
            Key("holds_back", ("Ctrl+Return", "Ctrl+Enter"), _("Back to review with what has come")), self._bring_back
        )
        keys.bind(Key("holds_list", "Esc", _("To the list, or the next voter")), self._esc)
        keys.bind(Key("holds_enter", "Enter", _("Enter what has come for the envelope")))
        keys.bind(Key("holds_contact", "C", _("Note a contact with the voter")), presenter.contacts.begin)
        keys.bind(Key("holds_receipt", "R", _("Print a receipt for the voter")), self._ask_receipt)
        keys.bind(Key("holds_scan", "S", _("Keep a scan of what the voter brought")), self._ask_scan)
        keys.bind(Key("holds_counter", "W", _("Serve voters at the counter, or back to the list")), self._turn_counter)
        keys.bind(Key("holds_call_list", "L", _("Print the call list")), self._write_call_list)
        keys.bind(Key("holds_open", "O", _("Open the envelope in Review")), presenter.open_in_review)

    def _build(self) -> None:
        words = column(Heading(_("Holds"), "headline"), self._clock, spacing=S4)
        down = lay_page(self, words, self.strip, row(self.all_back, "stretch"), self._question, spacing=S12)
        self.table.add_act(self.at_counter)
        self.table.add_act(self.call_list)
        self.all_back.hide()
        self._question.hide()
        self._middle.setSpacing(PANEL_BETWEEN)
        down.addLayout(self._middle, 1)
        self._middle.addWidget(self.table, OF_LIST)
        self._middle.addWidget(self._counter, OF_LIST)
        beside = QWidget()
        self._side = Scrolled(beside)
        self._middle.addWidget(self._side, BESIDE_LIST)
        beside.setLayout(column(self.panel))
        theme().changed.connect(self._follow)
        self._follow()
