"""The Board desk drawn: left what is ready and certification, right the dockets and a vote, below the meetings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from adjudicator.words import _
from ui.desks.board.presenter import BoardPresenter
from ui.desks.board.screen import DOCKET_COLUMNS, DOCKET_WORDS, BoardScreen, DocketPart, StepsForm, VoteForm
from ui.desks.board.views.docket import DocketPanel, MotionPanel, SetStepsPanel
from ui.desks.board.views.foot import CertifyPanel, MeetingsPanel
from ui.desks.board.views.ready import ReadyPanel
from ui.kit.empty import EmptyState
from ui.kit.language import name
from ui.kit.later import Later
from ui.kit.panel import bring, column, holder, lay_page, reveal
from ui.kit.progress import Progress
from ui.kit.strip import Strip
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import MARGIN, PANEL_BETWEEN, S4, S12, S24
from ui.kit.text import Heading, Text
from ui.tables.list_table import ListTable

NARROW = 1080
"""Under this width the sides stand under one another, in pixels at 100 %."""

NO_DOCKET = _("A docket lists what the board votes on at a meeting. Draw it from what is ready.")

LIST_HEIGHT, ROW, MOST_ROWS = 92, 33, 4


class BoardView(QWidget):
    """Draws a BoardScreen."""

    def __init__(self, presenter: BoardPresenter) -> None:
        super().__init__()
        name(self, _("Board"))
        self._presenter, self._rows = presenter, 0
        self.strip, self.missing = Strip(), Strip(dismissable=False)
        self._says, self.progress = Text("", tone="muted", wrap=True), Progress()
        self.ready = ReadyPanel(presenter)
        self.dockets = ListTable("board-dockets", DOCKET_COLUMNS, DOCKET_WORDS)
        self.nothing = EmptyState(_("Nothing was drawn yet"), NO_DOCKET, "", icon="scroll-text")
        self._docket: Later[DocketPanel, DocketPart] = Later(lambda: DocketPanel(presenter), DocketPanel.draw)
        self._motion: Later[MotionPanel, VoteForm] = Later(lambda: MotionPanel(presenter), MotionPanel.draw)
        self._steps: Later[SetStepsPanel, StepsForm] = Later(lambda: SetStepsPanel(presenter), SetStepsPanel.draw)
        self.meetings, self.certify = MeetingsPanel(presenter), CertifyPanel(presenter)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self.strip.dismissed.connect(presenter.dismiss)
        self.strip.acted.connect(presenter.reading.read)
        self.progress.cancelled.connect(presenter.reading.stop)
        self.dockets.picked.connect(presenter.look_at_docket, Qt.ConnectionType.QueuedConnection)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # with Tab nobody would get out backwards
        theme().changed.connect(self._fit)
        presenter.listen(self.draw)

    @property
    def docket(self) -> DocketPanel:
        """The docket that is laid open."""
        return self._docket.part

    @property
    def motion(self) -> MotionPanel:
        """The form of a vote."""
        return self._motion.part

    @property
    def steps(self) -> SetStepsPanel:
        """The form of when the board votes."""
        return self._steps.part

    def draw(self, screen: BoardScreen) -> None:
        """Draws the screen as it stands."""
        self.strip.show_notice(screen.strip)
        if screen.missing != self.missing.notice:  # it is spoken once, not at every act
            self.missing.show_notice(screen.missing)
        self._says.setText(screen.says)
        self.progress.follow(screen.reading)
        self.ready.draw(screen.ready)
        self.dockets.set_rows(screen.dockets)
        voting = screen.form is not None and screen.form.kind == "docket"  # the vote on a docket has the whole width
        reveal(self._left, not voting and not screen.unread)
        reveal(self.dockets, bool(screen.dockets) and not voting)
        reveal(self.nothing, not screen.dockets and screen.form is None and screen.steps is None)
        self.dockets.setEnabled(screen.form is None)
        self._draw_forms(screen)
        self._docket.draw(screen.docket if screen.steps is None else None)
        if screen.docket is not None and self.dockets.current_id != screen.docket.id:
            self.dockets.select(screen.docket.id)
        self.meetings.draw(screen.meetings, screen.motion)
        self.certify.draw(screen.certify, busy=screen.busy or screen.form is not None or screen.steps is not None)
        self._rows = len(screen.dockets)
        self._fit()

    def _draw_forms(self, screen: BoardScreen) -> None:
        """A form that opens takes the focus; one that was left begins anew."""
        for form, place in ((screen.form, self._motion), (screen.steps, self._steps)):
            if form is None and place.made:
                place.part.closed()
        opened = (
            screen.form is not None and self._motion.isHidden(),
            screen.steps is not None and self._steps.isHidden(),
        )
        self._motion.draw(screen.form)
        self._steps.draw(screen.steps)
        if opened[0]:
            bring(self.motion.title)
        elif opened[1]:
            bring(self.steps.title)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The desk came to the front: the form has the focus where one is open, else what can be done first."""
        super().focusInEvent(event)
        if self._presenter.screen.form is not None:
            self.motion.number.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._presenter.screen.ready.draw:
            self.ready.focus()
        else:
            self.dockets.focus_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = down if self.width() < look().px(NARROW) else across
        self._middle.setDirection(direction)

    def _fit(self) -> None:
        """The list of dockets is as high as its rows, up to some; more scroll."""
        rows = min(max(self._rows, 1), MOST_ROWS)
        self.dockets.setFixedHeight(look().px(LIST_HEIGHT + rows * ROW))
        self._turn()

    def _build(self) -> None:
        self._left = holder(column(self.ready, self.certify, "stretch"))
        right = holder(column(self.dockets, self.nothing, self._docket, self._motion, self._steps, "stretch"))
        self._middle.setSpacing(PANEL_BETWEEN)
        for widget, share in ((self._left, 48), (right, 52)):
            self._middle.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
        words = column(Heading(_("Board"), "headline"), self._says, spacing=S4)
        down = lay_page(self, words, self.strip, self.missing, self.progress, spacing=S12)
        down.addLayout(self._middle)
        down.addWidget(self.meetings)
        down.addStretch(1)
        down.setSpacing(PANEL_BETWEEN)
        down.setContentsMargins(MARGIN, MARGIN, MARGIN, S24)
