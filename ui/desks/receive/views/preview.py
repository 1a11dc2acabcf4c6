"""The preview of a file drawn: what is in it, its first rows, its problems, and the one act."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from adjudicator.words import _, beside
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.screen import PROBLEM_COLUMNS, PROBLEM_WORDS, Previewed, Speaks
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.flow import Flow
from ui.kit.form import FieldRow
from ui.kit.language import name, say
from ui.kit.panel import Panel, bring, clear, column, reveal, row
from ui.kit.style.theme import keep_height, look, theme
from ui.kit.style.tokens import ROW_HEIGHT, S8, S12
from ui.kit.text import Text
from ui.parts import Query
from ui.tables.grid import Grid
from ui.tables.list_table import ListTable
from ui.tables.rows import RowsModel


class SpeaksPart(QWidget):
    """Up to when a file of other votes speaks, and whether nothing is added to it any more; emptied for another file."""

    def __init__(self, presenter: ReceivePresenter) -> None:
        super().__init__()
        self.as_of, self.final = QLineEdit(), QCheckBox()
        self._tell, self._id = presenter.files.speaks, ""
        hint = _("Such as Nov 6, 5:30 p.m. Before envelopes are opened the newest file has to speak past the last day.")
        self._field = FieldRow(_("As of"), self.as_of, hint)
        say(self.final, _("Final: nothing is added to this list any more"))
        self.setLayout(column(self._field, self.final, spacing=S8))
        self.as_of.textEdited.connect(self._told)
        self.final.toggled.connect(self._told)

    def draw(self, speaks: Speaks | None) -> None:
        """Draws it, or nothing for a file of another sort."""
        reveal(self, speaks is not None)
        if speaks is None:
            return
        if speaks.id != self._id:
            self._id = speaks.id
            self.as_of.clear()
            self.final.setChecked(False)
        reveal(self.final, speaks.final)
        self._field.set_problem(speaks.problem)

    def _told(self, *__: object) -> None:
        self._tell(self.as_of.text(), final=self.final.isChecked())


class PreviewPanel(Panel):
    """A file that was read and is not received yet. `begin()` puts the focus where the person goes on."""

    def __init__(self, presenter: ReceivePresenter) -> None:
        super().__init__(_("Preview"))
        self._rows_shown = 0
        self._grid: Grid | None = None
        self._facts = Text("", "strong", wrap=True)
        self._compared = Text("", wrap=True, hides=True)
        self._mark = StateIcon("circle-check", "count_full", 18)
        self._summary = Text("", wrap=True)
        self._sample = QVBoxLayout()
        self._sample_words = Text(_("The first rows"), "caption", tone="muted")
        self.problems = ListTable("receive_problems", PROBLEM_COLUMNS, PROBLEM_WORDS, slash=False)
        self._whole = Text("", wrap=True)
        self.problems.picked.connect(self._draw_whole)
        self.button = PrimaryButton("", "Ctrl+Enter")
        self.leave = QuietButton(_("Leave it"), "Esc")
        self.maps = QuietButton(_("Which column is which"))
        self.maps.clicked.connect(presenter.files.ask_columns)
        self._blocked = Text("", tone="not_counted", wrap=True, hides=True)
        self.speaks = SpeaksPart(presenter)
        self.button.clicked.connect(presenter.files.receive)
        self.leave.clicked.connect(presenter.files.put_away)
        self._build()
        keep_height(self.problems, 280)
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, previewed: Previewed) -> None:
        """Draws the preview."""
        self._rows_shown = len(previewed.sample)
        self.set_title(beside(previewed.kind, previewed.name, by=": "))
        self._facts.setText(beside(*previewed.facts, by=", "))
        self._compared.setText(previewed.compared)
        self._draw_summary(previewed)
        self._draw_sample(previewed)
        self.problems.set_filters(previewed.filters)
        self.problems.set_rows(previewed.problems)
        for each in (self.problems, self._whole):
            reveal(each, bool(previewed.problems))
        self.button.setText(previewed.button)
        self.button.updateGeometry()
        self.button.setEnabled(not previewed.blocked)
        self._blocked.setText(previewed.blocked)
        self.speaks.draw(previewed.speaks)
        reveal(self.maps, previewed.maps)

    def begin(self) -> None:
        """Puts the focus on the act, or into the problems where they stand in its way."""
        if self.button.isEnabled():
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.problems.isHidden():
            self.problems.focus_list()
        else:
            self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_problems(self) -> None:
        """Puts the focus on the first problem, whatever the list was filtered by, where problems stand in the way."""
        if self.button.isEnabled() or self.problems.isHidden():
            return
        self.problems.set_query(Query())
        self.problems.grid.go_to(0)
        self.problems.focus_list()
        bring(self.problems)

    def _draw_whole(self, problem: str) -> None:
        """The whole of the problem that is current, where its row had no room for it."""
        place = self.problems.model.number_of(problem)
        cells = self.problems.model.row(place).cells if place >= 0 else ("",) * len(PROBLEM_COLUMNS)
        self._whole.setText(beside(*(cell for cell in cells[-2:] if isinstance(cell, str)), by=". "))

    def _draw_summary(self, previewed: Previewed) -> None:
        errors = any("error" in problem.tags for problem in previewed.problems)
        warned = bool(previewed.problems) and not errors
        icon, ink = ("triangle-alert", "count_partial") if warned else ("circle-check", "count_full")
        self._mark.set_icon(*(("circle-alert", "not_counted") if errors else (icon, ink)))
        self._summary.setText(previewed.summary)

    def _draw_sample(self, previewed: Previewed) -> None:
        clear(self._sample)
        self._grid = None
        reveal(self._sample_words, bool(previewed.sample))
        if previewed.sample:
            model = RowsModel(previewed.columns, self)
            model.set_rows(previewed.sample)
            self._grid = Grid("receive_sample", model)
            name(self._grid, _("The first rows of the file"))
            self._grid.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._grid.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._grid.rows_fitted.connect(self._follow)
            self._sample.addWidget(self._grid)
            self._follow()

    def _build(self) -> None:
        summary = row(self._mark, spacing=S8)
        summary.addWidget(self._summary, 1)
        acts = Flow(S12)  # at twice the text size they fill two lines, and nothing is cut
        for button in (self.button, self.leave, self.maps):
            acts.addWidget(button)
        self.fill(
            self._facts,
            self._compared,
            self._sample_words,
            self._sample,
            summary,
            self.problems,
            self._whole,
            self.speaks,
            self._blocked,
            acts,
        )

    def _follow(self) -> None:
        if self._grid is not None:
            self._grid.setFixedHeight(look().px(ROW_HEIGHT) + self._grid.row_height * self._rows_shown + 4)
