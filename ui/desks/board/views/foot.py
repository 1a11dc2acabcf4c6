"""Past meetings with their minutes, and where certification stands."""

from __future__ import annotations

from PySide6.QtCore import Qt

from adjudicator.words import _
from ui.desks.board.presenter import BoardPresenter
from ui.desks.board.screen import MEETING_COLUMNS, MEETING_WORDS, CertifyPart
from ui.desks.board.views.docket import PDF
from ui.envelope.views.parts import PlainRow, RepeatedRows
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.envelope_link import Naming
from ui.kit.file_dialog import FileDialog
from ui.kit.flow import Flow
from ui.kit.keys import Key, Keys
from ui.kit.panel import Panel, reveal
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4
from ui.kit.text import Text
from ui.parts import Row
from ui.tables.list_table import ListTable

LIST_HEIGHT, ROW, MOST_ROWS = 92, 33, 6


class MeetingsPanel(Panel):
    """Every motion that was voted on; what one of them says; the minutes of its meeting."""

    def __init__(self, presenter: BoardPresenter) -> None:
        super().__init__(_("Meetings"))
        self._presenter, self._rows = presenter, 0
        self.motions = ListTable("board-motions", MEETING_COLUMNS, MEETING_WORDS, slash=False)
        self.lines = RepeatedRows(PlainRow, S4)
        self.minutes = QuietButton(_("Minutes of this meeting (PDF)"), "M")
        self.public = QuietButton(_("The public's copy (PDF)"))
        acts = Flow()
        for button in (self.minutes, self.public):
            acts.addWidget(button)
        self._nothing = Text(_("No motion was voted on yet."), tone="muted", wrap=True)
        self.fill(self._nothing, self.motions, self.lines, acts)
        self._connect()
        theme().changed.connect(self._fit)

    def draw(self, rows: tuple[Row, ...], lines: tuple[str, ...]) -> None:
        """Draws the meetings."""
        self.motions.set_rows(rows)
        self.lines.show_all(lines)
        for widget in (self.motions, self.lines, self.minutes, self.public):
            reveal(widget, bool(rows))
        reveal(self._nothing, not rows)
        self._keys.enable("board_minutes", bool(rows))
        self._rows = len(rows)
        self._fit()

    def _print(self, *, public: bool) -> None:
        name = "minutes-public.pdf" if public else "minutes.pdf"
        chosen = FileDialog.new_file(self, _("Where the minutes go"), name, PDF)
        self._presenter.write_minutes(chosen, public=public)

    def _fit(self) -> None:
        rows = min(max(self._rows, 2), MOST_ROWS)
        self.motions.setFixedHeight(look().px(LIST_HEIGHT + rows * ROW))

    def _connect(self) -> None:
        self.motions.picked.connect(self._presenter.look_at_motion, Qt.ConnectionType.QueuedConnection)
        self.minutes.clicked.connect(lambda: self._print(public=False))
        self.public.clicked.connect(lambda: self._print(public=True))
        self._keys = Keys(self, _("Meetings"))
        self._keys.bind(
            Key("board_minutes", "M", _("Print the minutes of the meeting")), lambda: self._print(public=False)
        )


class CertifyPanel(Panel):
    """Where certification stands, what stands in the way, and the motions on the count as a whole."""

    def __init__(self, presenter: BoardPresenter) -> None:
        super().__init__(_("Certification"))
        self._said, self.troubles = Text("", wrap=True), RepeatedRows(_Trouble, S4)
        self._why_not = Marked(StateIcon("info", "accent"), Text("", wrap=True))
        self.certify, self.authority = PrimaryButton("", "C"), QuietButton("", "A")
        self.steps = QuietButton("")
        acts = Flow()
        for button in (self.certify, self.authority, self.steps):
            acts.addWidget(button)
        self.fill(self._said, self.troubles, self._why_not, acts)
        self.certify.clicked.connect(presenter.votes.begin_certify)
        self.authority.clicked.connect(presenter.votes.begin_authority)
        self.steps.clicked.connect(presenter.begin_steps)
        self._keys = Keys(self, _("Certification"))
        self._keys.bind(Key("board_certify", "C", _("Record the certification")), presenter.votes.begin_certify)
        self._keys.bind(Key("board_authority", "A", _("Record the authority")), presenter.votes.begin_authority)

    def draw(self, part: CertifyPart, *, busy: bool) -> None:
        """Draws it; while a form is open nothing is begun here."""
        self._said.setText(part.said)
        self.troubles.show_all(part.troubles)
        self._why_not.say(part.why_not)
        for button, words in ((self.certify, part.certify), (self.authority, part.authority), (self.steps, part.steps)):
            button.setText(words)
            reveal(button, bool(words))
            button.setEnabled(not busy)
        self._keys.enable("board_certify", bool(part.certify) and not busy)
        self._keys.enable("board_authority", bool(part.authority) and not busy)


class _Trouble(Naming):
    """Something that stands in the way."""

    def __init__(self) -> None:
        words = Text("", tone="not_counted", wrap=True)
        super().__init__(Marked(StateIcon("circle-alert", "not_counted", 16), words))
