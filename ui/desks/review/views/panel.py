"""The panel over the cards: a question in its place, with answers on keys, or fields and a button. Never a dialog."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QLineEdit, QWidget

from adjudicator.words import beside
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.screen import PanelField, PanelScreen
from ui.kit.choices import Choices
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.drawn.letters import LetterRows
from ui.kit.flow import Flow
from ui.kit.form import ChoiceField, Form, LongField
from ui.kit.language import describe, name
from ui.kit.panel import Panel, column, reveal
from ui.kit.personal import PersonalField
from ui.kit.style.tokens import S8, S12
from ui.kit.text import Text
from ui.parts import Choice

TEXT_HEIGHT = 72

Shape = tuple[tuple[str, str, str], ...]
"""What the fields of a panel are: id, kind and label of each."""


class PanelView(Panel):
    """Draws a `PanelScreen`; fields that stay keep what is being typed, and the cursor."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__("", part="question")
        self._presenter = presenter
        self.asked: PanelScreen | None = None
        self._words = Text("", "body", wrap=True, hides=True)
        self._warning = Marked(
            StateIcon("triangle-alert", "count_partial", 16), Text("", "strong", tone="count_partial", wrap=True)
        )
        self._names = LetterRows()
        self._choices = Choices(dense=True)
        self._choices.chosen.connect(presenter.choose)
        self._fields = column(spacing=S12)
        self.form = Form(self, "", presenter.submit, presenter.cancel, keys=False)
        self.form.typed.connect(self._typed)
        buttons = Flow(S8)
        self.form.button.give_way()
        buttons.addWidget(self.form.button)
        buttons.addWidget(self.form.back)
        self.fill(self._warning, self._names, self._words, self._choices, self._fields, buttons)
        self.hide()

    def draw(self, screen: PanelScreen | None) -> None:
        """Shows a panel, or hides."""
        before, self.asked = self.asked, screen
        reveal(self, screen is not None)
        if screen is None or screen == before:
            return
        self.set_title(screen.title)
        self._words.setText(screen.words)
        self._warning.say(screen.warning)
        self._names.set_names(screen.names)
        self._choices.set_choices(screen.choices)
        reveal(self._choices, bool(screen.choices))
        name(self._choices, screen.title)
        describe(self._choices, beside(screen.warning, screen.words))
        same = before is not None and before.kind == screen.kind
        if not same or before is None or _shape(before) != _shape(screen):
            self._set_fields(screen, _shape(before) if same and before is not None else ())
        for field in screen.fields:
            self._fill(field)
        self.form.show_troubles({field.id: field.problem for field in screen.fields})
        self.form.button.offer(screen.accept)
        self.form.button.updateGeometry()

    def _set_fields(self, screen: PanelScreen, before: Shape) -> None:
        """Has the fields of a panel; one that stays as it was keeps its widget, and the focus that it may have."""
        kept = {shape[0]: self.form.rows[shape[0]] for shape in _shape(screen) if shape in before}
        for field_id, row in self.form.rows.items():
            if field_id not in kept:
                self._fields.removeWidget(row)
                row.hide()
                row.deleteLater()
        self.form.rows.clear()
        for place, field in enumerate(screen.fields):
            if field.id in kept:
                self.form.rows[field.id] = kept[field.id]
                continue
            self.form.add(field.id, field.label, _editor(field), field.hint)
            self._fields.insertWidget(place, self.form.rows[field.id])
            reveal(self.form.rows[field.id], True)  # at once, so that it can take the focus
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes from field to field as they stand, also where one was made anew between two that stayed."""
        order = (*(row.editor for row in self.form.rows.values()), self.form.button, self.form.back)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def begin(self) -> None:
        """Puts the keyboard focus on the first answer or field."""
        if self.asked is not None and self.asked.choices:
            self._choices.focus_on("")  # a reason is no answer that a space bar gives
        else:
            self.form.begin()

    def _fill(self, field: PanelField) -> None:
        editor = self.form.rows[field.id].editor
        self.form.rows[field.id].set_hint(field.hint)
        if isinstance(editor, ChoiceField):
            editor.blockSignals(True)
            editor.offer(_choices(field))
            editor.setCurrentIndex(editor.findData(field.value))  # nothing is chosen by itself
            editor.blockSignals(False)
        elif isinstance(editor, QLineEdit):
            self.form.fill({field.id: field.value})

    def _typed(self, field_id: str) -> None:
        self._presenter.typed(self.form.values())
        if not isinstance(self.form.rows[field_id].editor, LongField):  # others hang on short fields alone
            self._presenter.change(self.form.values())


def _shape(screen: PanelScreen) -> Shape:
    """What the fields are: of those that stay, the widgets stay."""
    return tuple((field.id, field.kind, field.label) for field in screen.fields)


def _editor(field: PanelField) -> LongField | ChoiceField | QLineEdit:
    if field.kind == "choice":
        return ChoiceField(_choices(field), least=10)
    if field.kind == "text":
        return LongField(TEXT_HEIGHT, field.value)
    return PersonalField() if field.personal else QLineEdit()


def _choices(field: PanelField) -> tuple[Choice, ...]:
    return tuple(Choice("", value, words) for value, words in field.options)
