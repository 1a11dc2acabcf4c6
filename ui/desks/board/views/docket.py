"""The right side of the Board desk: a docket laid open, and the form in which a vote and its rulings are entered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit

from adjudicator.words import _
from ui.desks.board.presenter import BoardPresenter
from ui.desks.board.screen import (
    CASE_COLUMNS,
    CASE_WORDS,
    CONTEST_COLUMNS,
    CONTEST_WORDS,
    DocketPart,
    StepsForm,
    VoteForm,
)
from ui.desks.board.views.parts import CaseLines, Figures
from ui.envelope.views.parts import PlainRow, RepeatedRows
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.choices import Choices
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.file_dialog import FileDialog
from ui.kit.flow import Flow
from ui.kit.focus import begin_at
from ui.kit.form import ChoiceField, Form, LongField, Values, fields_beside
from ui.kit.keys import Key, Keys
from ui.kit.panel import Panel, column, holder, reveal
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4, S24
from ui.kit.text import Text
from ui.tables.list_table import ListTable

LIST_HEIGHT, ROW, MOST_ROWS = 92, 33, 6
MOTION_BESIDE = 860
"""From this width on a motion stands beside what is voted on, in pixels at 100 %."""
_PUBLIC = _("It is public: the minutes and the release's summary have it. Name no voter.")
PDF = _("Pages (*.pdf)")


class DocketPanel(Panel):
    """A docket laid open: its sums, its cases, the vote; it is printed here."""

    def __init__(self, presenter: BoardPresenter) -> None:
        super().__init__(" ")
        self._presenter, self._rows, self._id = presenter, 0, ""
        self._detail, self.figures = Text("", tone="muted", wrap=True), Figures()
        self.said = RepeatedRows(PlainRow, S4)
        self.cases, self.card = ListTable("board-cases", CASE_COLUMNS, CASE_WORDS, slash=False), CaseLines()
        self._asked = holder(column(self.cases, self.card))
        self._why_not = Marked(StateIcon("info", "accent"), Text("", wrap=True))
        self.vote = PrimaryButton(_("Enter the vote"), "V")
        self.agenda, self.public = QuietButton(_("Agenda (PDF)"), "P"), QuietButton(_("The public's copy (PDF)"))
        acts = Flow()
        for button in (self.vote, self.agenda, self.public):
            acts.addWidget(button)
        self.fill(self._detail, self.said, self.figures, self._asked, self._why_not, acts)
        self._connect()
        theme().changed.connect(self._fit)

    def draw(self, part: DocketPart) -> None:
        """Draws a docket."""
        self._id = part.id
        self.set_title(part.title)
        self._detail.setText(part.detail)
        self.said.show_all(part.said)
        reveal(self.said, bool(part.said))
        self.figures.draw(part.figures)
        self.cases.set_rows(part.cases)
        self.card.draw(part.card)
        reveal(self._asked, bool(part.cases))
        self.vote.offer(part.vote)
        self._keys.enable("board_vote", bool(part.vote))
        self._why_not.say(part.why_not)
        self._rows = len(part.cases)
        self._fit()

    def _print(self, *, public: bool) -> None:
        name = f"{self._id}-public.pdf" if public else f"{self._id}.pdf"
        chosen = FileDialog.new_file(self, _("Where the agenda goes"), name, PDF)
        self._presenter.write_agenda(chosen, public=public)

    def _fit(self) -> None:
        self.cases.setFixedHeight(look().px(LIST_HEIGHT + min(max(self._rows, 1), MOST_ROWS) * ROW))

    def _connect(self) -> None:
        presenter = self._presenter
        self.vote.clicked.connect(presenter.begin_vote)
        self.agenda.clicked.connect(lambda: self._print(public=False))
        self.public.clicked.connect(lambda: self._print(public=True))
        self.cases.picked.connect(presenter.ready.look_at, Qt.ConnectionType.QueuedConnection)
        self.cases.opened.connect(presenter.open_envelope)
        self._keys = Keys(self, _("Docket"))
        self._keys.bind(Key("board_vote", "V", _("Enter the vote on the docket")), presenter.begin_vote)
        self._keys.bind(Key("board_print", "P", _("Print the agenda")), lambda: self._print(public=False))


class MotionPanel(Panel):
    """Draws a VoteForm: what is voted on and the rulings by number keys; beside them, or below where there is little room,
    the motion's number, hour, votes, text and what was taken out."""

    def __init__(self, presenter: BoardPresenter) -> None:
        super().__init__(" ")
        self._presenter, self._begun, self._rows, self._drawing = presenter, ("", ""), (0, 0), False
        self.cases, self.card = ListTable("board-ruling", CASE_COLUMNS, CASE_WORDS, slash=False), CaseLines()
        self.rules = Choices(dense=True)
        self.contests = ListTable("board-contests", CONTEST_COLUMNS, CONTEST_WORDS, slash=False)
        self._contests_say = Text(
            _("Enter rules the contest out, or lets it count again; 2 goes on to the next envelope."),
            "caption",
            tone="muted",
            wrap=True,
        )
        self.figures, self._so_far = Figures(), Text("", tone="muted", wrap=True, hides=True)
        self._rulings = holder(
            column(self._so_far, self.cases, self.card, self.rules, self.contests, self._contests_say)
        )
        self._voted_on = holder(column(self.figures, self._rulings, "stretch"))
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(S24)
        self.form = Form(self, _("Record the vote"), self._send, presenter.back)
        self._result = Text("", "strong", wrap=True)
        self._make_fields()
        self._connect()
        theme().changed.connect(self._fit)

    def _make_fields(self) -> None:
        add = self.form.add
        self.number = add("number", _("Motion number"), QLineEdit(), _("As in the minutes; each has its own."))
        add("hour", _("Voted on"), QLineEdit(), _("Such as Mon Nov 9, 2:30 p.m."))
        self.how = add("how", _("Written down"), ChoiceField(least=16), chained=False)
        for name, label in (("in_favor", _("For")), ("against", _("Against")), ("abstained", _("Abstained"))):
            add(name, label, QLineEdit())
        add("override", _("Why it is certified with something not explained"), QLineEdit(), _PUBLIC)
        add(
            "text",
            _("Text"),
            LongField(72),
            _("A motion is public: write it as the board moved it, and name no voter."),
        )
        taken_out = _("One envelope on a line, then why: 0417 papers asked for. They can be on the next docket.")
        add("removed", _("Taken out of the docket"), LongField(64), taken_out)
        rows = self.form.rows
        motion = column(
            fields_beside(rows["number"], rows["hour"]),
            rows["how"],
            fields_beside(rows["in_favor"], rows["against"], rows["abstained"]),
            self._result,
            rows["override"],
            rows["text"],
            rows["removed"],
            self.form.buttons(),
            "stretch",
        )
        self._both.addWidget(self._voted_on, 1)
        self._both.addLayout(motion, 1)
        self.fill(self._both)
        begin_at(self, self.number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= look().px(MOTION_BESIDE)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def draw(self, form: VoteForm) -> None:
        """Shows the form; what was written stays while it is open."""
        self._drawing = True
        if (form.kind, form.about) != self._begun:
            self._begin(form)
        self.set_title(form.title)
        self._result.setText(form.result)
        self.figures.draw(form.figures)
        reveal(self._voted_on, bool(form.figures))
        self._so_far.setText(form.so_far)
        self._draw_rulings(form)
        self.form.show_troubles(form.troubles)
        self._drawing = False

    def closed(self) -> None:
        """The form was left; the next one begins anew."""
        self._begun = ("", "")

    def _begin(self, form: VoteForm) -> None:
        self._begun = (form.kind, form.about)
        self.how.offer(form.how)
        empty = dict.fromkeys(self.form.rows, "")
        self.form.fill({**empty, **{name: value for name, value in form.written.items() if name in empty}})
        for name, there in (("override", form.overrides), ("removed", form.kind == "docket")):
            reveal(self.form.rows[name], there)
            self.form.rows[name].chained = there and name != "removed"
        self.rules.set_choices(form.rules, form.ruled)
        reveal(self._rulings, bool(form.cases))
        for key in ("1", "2", "3", "0"):
            self._keys.enable(f"board_rule_{key}", bool(form.cases))
        first = self.cases.grid if form.cases else self.number
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw_rulings(self, form: VoteForm) -> None:
        if not form.cases:
            return
        self.cases.set_rows(form.cases)
        if form.case is not None and self.cases.current_id != form.case.number:
            self.cases.select(form.case.number)
        self.card.draw(form.case)
        self.rules.choose(form.ruled)
        reveal(self.contests, form.contests is not None)
        reveal(self._contests_say, form.contests is not None)
        self.contests.set_rows(form.contests or ())
        self._rows = (len(form.cases), len(form.contests or ()))
        self._fit()

    def _fit(self) -> None:
        for table, rows in zip((self.cases, self.contests), self._rows, strict=True):
            table.setFixedHeight(look().px(LIST_HEIGHT + min(max(rows, 1), MOST_ROWS) * ROW))

    def _rule(self, ruling: str) -> None:
        went_on, form = self._presenter.votes.rule(ruling), self._presenter.screen.form
        if form is not None and went_on:
            ruled_on_all = all(row.cells[-1] for row in form.cases)
            (self.number if ruled_on_all else self.cases.grid).setFocus(Qt.FocusReason.OtherFocusReason)
        elif form is not None and form.contests is not None:
            self.contests.focus_list()

    def _picked(self, number: str) -> None:
        if not self._drawing:
            self._presenter.votes.look_at(number)

    def _send(self, written: Values) -> None:
        self._presenter.votes.record(written)

    def _connect(self) -> None:
        presenter = self._presenter
        self.form.typed.connect(presenter.votes.write)
        self.cases.picked.connect(self._picked)
        self.rules.chosen.connect(self._rule)
        self.contests.opened.connect(presenter.votes.rule_contest)
        self._keys = Keys(self, _("Vote of the board"))
        self._keys.bind(Key("board_rule_1", "1", _("Ruled: count")), lambda: self.rules.press("1"))
        self._keys.bind(Key("board_rule_2", "2", _("Ruled: count in part")), lambda: self.rules.press("2"))
        self._keys.bind(Key("board_rule_3", "3", _("Ruled: do not count")), lambda: self.rules.press("3"))
        self._keys.bind(Key("board_rule_0", "0", _("No ruling at this meeting")), lambda: self.rules.press("0"))


class SetStepsPanel(Panel):
    """Draws a StepsForm: when the board votes, and which style duplicates are made on."""

    def __init__(self, presenter: BoardPresenter) -> None:
        super().__init__(_("The steps of this case"))
        self._begun = False
        self.form = Form(self, _("Set the steps"), presenter.set_steps, presenter.back)
        self.votes = self.form.add("votes", _("When the board votes"), ChoiceField(least=16))
        self.styles = self.form.add("style", _("Duplicates"), ChoiceField(least=16))
        self.form.add("reason", _("Why"), QLineEdit(), _("It stays in the record. Name no voter."))
        self.fill(*self.form.rows.values(), self.form.buttons(), "stretch")
        begin_at(self, self.votes)

    def draw(self, form: StepsForm) -> None:
        """Shows the form; what was written stays while it is open."""
        self.votes.offer(form.votes)
        self.styles.offer(form.styles)
        if not self._begun:
            self._begun = True
            self.form.fill(form.written)
            self.form.begin()
        self.form.show_troubles(form.troubles)

    def closed(self) -> None:
        """The form was left; the next one begins anew."""
        self._begun = False
