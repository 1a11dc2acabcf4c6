"""An open batch: left the groups, middle the list, right the envelope, below what can be done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from adjudicator.words import _, beside
from ui.desks.batches.presenter import BatchesPresenter
from ui.desks.batches.screen import ENVELOPE_COLUMNS, ENVELOPE_WORDS, OpenBatch
from ui.desks.batches.views.columns import BatchColumns
from ui.desks.batches.views.groups import GroupList
from ui.envelope.screen import EnvelopePanelScreen
from ui.envelope.views.panel import EnvelopePanel
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.drawn.steps import StepLine
from ui.kit.flow import Flow
from ui.kit.keys import Key, Keys
from ui.kit.language import describe, name
from ui.kit.later import Later
from ui.kit.panel import Scrolled, column, reveal, row
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4, S8, S12, S16, S24
from ui.kit.text import Heading, Text
from ui.parts import Working
from ui.tables.list_table import ListTable

DWELL_MS = 40
"""How long a row has to stay current before its envelope is shown: rows passed with the key held down are not."""


class BatchPage(QWidget):
    """Draws an OpenBatch, and reports what the person does with it."""

    def __init__(self, presenter: BatchesPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._drawn = ("", "")
        self._title, self._detail = Heading("", "headline", wrap=True), Text("", tone="muted", wrap=True)
        self.back = QuietButton(_("All batches"), "Esc", "arrow-left")
        self.groups, self.table = GroupList(), ListTable("batch", ENVELOPE_COLUMNS, ENVELOPE_WORDS)
        self._panel: Later[EnvelopePanel, EnvelopePanelScreen] = Later(EnvelopePanel, EnvelopePanel.draw)
        self._envelope, self._soon = EnvelopePanelScreen(), QTimer(self)
        self._soon.setSingleShot(True)  # a timer, not a posted event: the window answers before the envelope is drawn
        self._steps, self._to_look = StepLine(), LookLine()
        self._departs, self._resting = _OneLine("strong", hides=True), _Warning("body")
        self._why_not = Marked(StateIcon("info", "accent"), Text("", wrap=True))
        self.approve = PrimaryButton(_("Approve"), "Ctrl+Enter")
        self.give_back, self.give_back_all = QuietButton(_("Return"), "R", "undo-2"), QuietButton(_("Return all"), "W")
        self.mark, self.reopen = QuietButton(_("Mark"), "M"), QuietButton(_("Reopen"), "O", "rotate-ccw")
        self.next = QuietButton(_("Look at next"), "N")
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.setInterval(DWELL_MS)
        self._walked, self._front = False, ""
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._build()
        self._connect()
        self._bind()

    @property
    def panel(self) -> EnvelopePanel:
        """The envelope beside the list."""
        if not self._panel.made:
            self._draw_panel()
        return self._panel.part

    def draw(self, screen: OpenBatch, *, asking: bool) -> None:
        """Draws the batch as it stands; the row follows the presenter only where that has moved on.

        While words are asked for, the keys of acts are dead: Ctrl+Enter sends the words and nothing else.
        """
        self._title.setText(screen.title)
        self._detail.setText(screen.detail)
        self.groups.draw(screen.groups, screen.group)
        reveal(self._groups_place, len(screen.groups) > 1)
        self.table.set_filters(screen.filters)
        self.table.set_rows(screen.rows)
        if (screen.id, screen.current) != self._drawn:
            self._drawn = (screen.id, screen.current)
            self.table.select(screen.current)
        self._envelope = screen.panel
        if self._panel.made:
            self._draw_panel()
        else:
            self._soon.start()
        self._count(screen.front)
        reveal(self._bar, not asking)
        self._draw_words(screen)
        self._draw_acts(screen, asking=asking)

    def _draw_panel(self) -> None:
        self._panel.draw(self._envelope)

    def _draw_words(self, screen: OpenBatch) -> None:
        self._steps.show_steps(screen.steps)
        self._to_look.follow(screen.to_look)
        self._departs.setText(screen.departs)
        self._resting.warn(screen.resting, warns=screen.warns)
        self._why_not.say(screen.why_not)

    def _draw_acts(self, screen: OpenBatch, *, asking: bool) -> None:
        acts = {
            "approve": (self.approve, screen.approve),
            "return": (self.give_back, screen.give_back),
            "return_all": (self.give_back_all, screen.give_back_all),
            "mark": (self.mark, screen.mark),
            "reopen": (self.reopen, screen.reopen),
            "next": (self.next, _("Look at next") if screen.next_unseen else ""),
        }
        had_focus = any(button.hasFocus() for button, __ in acts.values())
        for key, (button, words) in acts.items():
            if words:
                button.setText(words)
            button.updateGeometry()
            reveal(button, bool(words))
            self._keys.enable(key, bool(words) and not asking)
        self.approve.setEnabled(not screen.not_alive)
        said = beside(screen.departs, screen.resting, screen.not_alive, by=". ")
        describe(self.approve, beside(_("key {key}.", key="Ctrl+Enter"), said))
        if had_focus and not any(button.hasFocus() for button, __ in acts.values()):
            self.table.focus_list()

    def _connect(self) -> None:
        presenter = self._presenter
        self.back.clicked.connect(presenter.leave_batch)
        self.groups.chosen.connect(presenter.show_group)
        self.table.picked.connect(lambda __: self._dwell.start())
        self.table.walked.connect(self._walk)
        self.table.opened.connect(presenter.go_on)
        self._stay.timeout.connect(self._look_whether_it_stayed)
        self._dwell.timeout.connect(self._look)
        self._soon.timeout.connect(self._draw_panel)
        self.approve.clicked.connect(presenter.approve)
        self.give_back.clicked.connect(presenter.ask_return)
        self.give_back_all.clicked.connect(presenter.ask_return_all)
        self.mark.clicked.connect(presenter.mark)
        self.reopen.clicked.connect(presenter.ask_reopen)
        self.next.clicked.connect(presenter.look_at_next)

    def _bind(self) -> None:
        presenter = self._presenter
        self._keys = keys = Keys(self, _("This batch"))
        keys.bind(Key("approve", ("Ctrl+Return", "Ctrl+Enter"), _("Approve the batch")), self._approve_shown)
        keys.bind(Key("next", "N", _("Next envelope to look at")), presenter.look_at_next)
        keys.bind(Key("open", "Return", _("Look at the envelope, or at the next one")))
        keys.bind(Key("mark", "M", _("Mark the envelope to be returned")), presenter.mark)
        keys.bind(Key("return", "R", _("Return what is marked, or this envelope")), presenter.ask_return)
        keys.bind(Key("return_all", "W", _("Return the whole batch")), presenter.ask_return_all)
        keys.bind(Key("reopen", "O", _("Reopen an approved envelope")), presenter.ask_reopen)
        keys.bind(Key("panel_down", "Alt+Down", _("Further down in the envelope")), lambda: self.panel.turn(1))
        keys.bind(Key("panel_up", "Alt+Up", _("Further up in the envelope")), lambda: self.panel.turn(-1))
        keys.bind(Key("back", "Esc", _("Back to all batches")), self._escape)

    def _approve_shown(self) -> None:
        """The key approves what the button offers, once it has been drawn."""
        if self.approve.isVisible():
            self._presenter.approve()

    def _escape(self) -> None:
        """Goes back by one step: out of the filter, the question, the batch."""
        if self.table.search.hasFocus():
            self.table.search.clear()
            self.table.focus_list()
        elif self._presenter.screen.ask is not None:
            self._presenter.cancel()
        else:
            self._presenter.leave_batch()

    def _look(self) -> None:
        """Shows the row that is current now, once its place has come to rest."""
        if self.isVisible() and self.table.current_id:
            self._drawn = (self._drawn[0], self.table.current_id)
            by_hand, self._walked = self._walked, False
            self._presenter.look(self.table.current_id, by_hand=by_hand)

    def _walk(self, __: str) -> None:
        """The person brought a row before them themselves."""
        self._walked = True
        self._dwell.start()

    def _count(self, front: str) -> None:
        """Begins to count how long an envelope lies on the screen, where another one was brought there.

        Only a timer is started: what counts now is drawn anew, and this drawing is not done.
        """
        if front != self._front:
            self._front = front
            self._stay.stop()
            if front:
                self._stay.start(0)

    def _look_whether_it_stayed(self) -> None:
        """Tells how long it has lain there; on a page that is hidden or a window put away nothing does."""
        self._stay.stop()
        if not self._front:
            return
        if not self.isVisible() or self.window().isMinimized():
            self._presenter.put_away()
            return
        missing = self._presenter.stayed()
        if missing:
            self._stay.start(round(missing * 1000) + 1)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is not on the screen is not looked at."""
        super().hideEvent(event)
        self._stay.stop()
        self._front = ""
        self._presenter.put_away()

    def _build(self) -> None:
        self._groups_place = Scrolled(self.groups)
        within = self.table.layout()
        if isinstance(within, QVBoxLayout):
            within.insertWidget(1, self.table.chips)
        columns = BatchColumns(self._groups_place, self.table, self._panel)
        reveal(self._panel, True)
        self._bar = bar = QFrame()
        bar.setProperty("part", "panel")
        down = QVBoxLayout(bar)
        down.setContentsMargins(S16, S12, S16, S12)
        down.setSpacing(S8)
        says = Flow(S24, lines=S4)
        for widget in (self._departs, self._resting):
            says.addWidget(widget)
        down.addWidget(self._to_look)
        down.addLayout(says)
        down.addWidget(self._why_not)
        acts = Flow()
        for button in (self.approve, self.next, self.mark, self.give_back, self.give_back_all, self.reopen):
            acts.addWidget(button)
        down.addLayout(acts)
        head = row(self.back, column(self._title, self._steps, self._detail, spacing=S4), spacing=S16)
        head.setStretch(1, 1)
        whole = column(head, columns, bar, spacing=S12)
        whole.setStretch(1, 1)
        self.setLayout(whole)


class LookLine(QWidget):
    """A thin bar, and what of a batch has still to be looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._bar, self._words = QProgressBar(), Text("", "strong", wrap=True)
        self._bar.setTextVisible(False)
        self.setLayout(column(self._words, self._bar, spacing=S4))
        theme().changed.connect(self._follow)
        self._follow()

    def follow(self, working: Working | None) -> None:
        """Shows how far it is; nothing where nothing has to be looked at here."""
        reveal(self, working is not None)
        if working is None:
            return
        self._words.setText(working.words)
        self._bar.setRange(0, working.of)
        self._bar.setValue(working.done)
        name(self._bar, _("{done} of {of}", done=working.done, of=working.of))

    def _follow(self) -> None:
        self._bar.setFixedHeight(look().px(4))


class _OneLine(Text):
    """Words that stand in one line beside others, and break it only where they are wider than the page."""

    def __init__(self, style: str, *, hides: bool = False) -> None:
        super().__init__("", style, wrap=True, hides=hides)

    def sizeHint(self) -> QSize:
        return self.fontMetrics().size(Qt.TextFlag.TextSingleLine, self.text())


class _Warning(Marked):
    """Words with the icon of a warning before them, in one piece; quiet and without it where they do not warn."""

    def __init__(self, style: str) -> None:
        self._text = _OneLine(style)
        super().__init__(StateIcon("triangle-alert", "count_partial"), self._text)

    def warn(self, words: str, *, warns: bool) -> None:
        """Says something else; hidden where there is nothing to say."""
        self._text.set_tone("count_partial" if warns else "muted")
        reveal(self.icon, warns)
        self.say(words)
