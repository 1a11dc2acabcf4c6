"""A form of Setup on something that is set, with what it means; a person who may not set it reads why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from adjudicator.words import _
from ui.kit.focus import begin_at
from ui.kit.form import Form
from ui.kit.panel import Panel, column, reveal, row
from ui.kit.style.theme import look, theme
from ui.kit.text import Text

WIDE, MOST_WIDE = 560, 860


class SettingField(NamedTuple):
    """A field of the form: its key, its label, its editor, and a hint below."""

    key: str
    label: str
    editor: QLineEdit | QPlainTextEdit
    hint: str


class SettingView(QWidget):
    """The form; `save` is called with what is written, by the keys of the fields."""

    def __init__(
        self, title: str, explained: str, save: Callable[[Mapping[str, str]], object], *fields: SettingField
    ) -> None:
        super().__init__()
        self._shown: Mapping[str, str] = {}
        self._fields = fields
        self.panel = Panel(title)
        self.form = Form(self.panel, _("Save"), save)
        for field in fields:
            self.form.add(field.key, field.label, field.editor, field.hint)
        self.may_not = Text("", tone="muted", wrap=True)
        self.panel.fill(
            Text(explained, tone="muted", wrap=True), *self.form.rows.values(), self.may_not, self.form.buttons()
        )
        self.setLayout(column(row(self.panel, "stretch"), "stretch"))
        begin_at(self, fields[0].editor)
        theme().changed.connect(self._follow)
        self._follow()

    def draw_setting(self, values: Mapping[str, str], may_not: str, troubles: Mapping[str, str]) -> None:
        """Shows what is set; what is being written stays until something else is set."""
        if values != self._shown:
            self._shown = values
            self.form.fill(values)
        for field in self._fields:
            field.editor.setReadOnly(bool(may_not))
        self.may_not.setText(may_not)
        reveal(self.may_not, bool(may_not))
        reveal(self.form.button, not may_not)
        self.form.show_troubles(troubles)

    def _follow(self) -> None:
        self.panel.setFixedWidth(min(look().px(WIDE), MOST_WIDE))
