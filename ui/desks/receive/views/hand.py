"""The part for envelopes entered by hand drawn: fields in the order of the paper; Enter goes on, Shift+Enter back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from adjudicator.words import _
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.screen import ENTERED_COLUMNS, ENTERED_WORDS, EnvelopeField, HandScreen
from ui.desks.receive.views.entry import CodeBoxes, CompletedLine, editor_of
from ui.kit.buttons import QuietButton
from ui.kit.flow import Flow
from ui.kit.focus import begin_at
from ui.kit.form import ChoiceField, Form, LongField
from ui.kit.keys import Key, Keys
from ui.kit.panel import Panel, Scrolled, column
from ui.kit.style.theme import keep_height, look
from ui.kit.style.tokens import MARGIN, PANEL_BETWEEN, S4, S8, S12, S16
from ui.kit.text import Text
from ui.tables.list_table import ListTable

PAIRED: Mapping[str, int] = {
    "number": 3, "precinct_cast": 3, "last_name": 3, "middle_name": 4, "house_number": 2, "city": 4, "phone": 3,
}  # fmt: skip
"""Fields that share a line with the one after them, and how many of its sixths they have."""

WHOLE = 6

STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)
"""The focus goes, and the field is not left: its own list opens, or another program comes to the front."""

STACKED = 860
"""Under this width the panels, and what stands beside the buttons, stand one below the other, in pixels at 100 %."""


class HandPage(QWidget):
    """One envelope, three panels of fields. Enter in the last field goes to the button."""

    def __init__(self, presenter: ReceivePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._serial = -1
        self._panels = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._acts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.form = Form(self, "", self._receive, keys=False)
        self.form.enter_sends = False
        self.form.typed.connect(presenter.hand.write)
        self.boxes: dict[str, CodeBoxes] = {}
        self.clear = QuietButton(_("Empty the fields"))
        self._blocked = Text("", tone="not_counted", wrap=True, hides=True)
        self._entered = Text("", "caption", tone="muted")
        self.list = ListTable("receive_entered", ENTERED_COLUMNS, ENTERED_WORDS, slash=False)
        self.list.opened.connect(presenter.hand.open_row)
        self._build()
        self.clear.clicked.connect(presenter.hand.clear)
        keys = Keys(self, _("Receive: by hand"))
        keys.bind(Key("hand_receive", ("Ctrl+Return", "Ctrl+Enter"), _("Receive this envelope")), self._receive)
        keys.bind(Key("hand_next", "Enter", _("The next field")))
        keys.bind(Key("hand_back", "Shift+Enter", _("The field before")))

    def draw(self, screen: HandScreen) -> None:
        """Draws the fields; after an envelope was received the focus begins again at its number."""
        if not self.form.rows:
            self._make(screen)
        for __, fields in screen.groups:
            for each in fields:
                self._draw_field(each)
        self.form.button.setText(screen.button)
        self.form.button.updateGeometry()
        self.form.button.setEnabled(not screen.blocked)
        self._blocked.setText(screen.blocked)
        self._entered.setText(screen.entered)
        self.list.set_rows(screen.list)
        again = self._serial not in (-1, screen.serial)
        self._serial = screen.serial
        if again and self.isVisible():
            self.form.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < look().px(STACKED)
        for parts in (self._panels, self._acts):
            parts.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, CompletedLine):
            watched.close_list(event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() not in STAYS:
            self._presenter.hand.leave(next(name for name, row in self.form.rows.items() if row.editor is watched))
        return super().eventFilter(watched, event)

    def _receive(self, __: object = None) -> None:
        hand = self._presenter.hand
        for name, line in self.form.rows.items():
            if line.editor.hasFocus():
                hand.leave(name)
        hand.receive()
        fields = (each for __, group in self._presenter.screen.hand.groups for each in group)
        wrong = next((each.id for each in fields if each.problem), "")
        if wrong:
            self.form.rows[wrong].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _draw_field(self, field: EnvelopeField) -> None:
        line = self.form.rows[field.id]
        hint = _("Look again: {warning}", warning=field.warning) if field.warning else field.hint
        line.set_hint(hint, warns=bool(field.warning))
        line.set_problem(field.problem)
        if isinstance(line.editor, ChoiceField):
            line.editor.blockSignals(True)
            line.editor.offer(field.choices)
            line.editor.blockSignals(False)
        elif isinstance(line.editor, CompletedLine) and field.kind == "text":
            line.editor.set_known([choice.label for choice in field.choices])
        self.form.fill({field.id: field.value})
        if field.id in self.boxes:
            self.boxes[field.id].tick(field.value)

    def _make(self, screen: HandScreen) -> None:
        for title, fields in screen.groups:
            panel = Panel(title)
            panel.fill(self._grid(fields), "stretch")
            self._panels.addWidget(panel, 1)
        begin_at(self, self.form.rows[screen.groups[0][1][0].id].editor)

    def _grid(self, fields: tuple[EnvelopeField, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(S12)
        grid.setVerticalSpacing(S12)
        line, taken, troubles = 0, 0, column(spacing=S4)
        for each in fields:
            paired = each.id in PAIRED and not taken
            wide = PAIRED[each.id] if paired else WHOLE - taken
            grid.addWidget(self._field(each), line, taken, 1, wide, Qt.AlignmentFlag.AlignTop)
            if paired or taken:  # half a line is too narrow for a sentence
                troubles.addWidget(self.form.rows[each.id].trouble_apart())
            taken = wide if paired else 0
            if not paired:
                grid.addLayout(troubles, line + 1, 0, 1, WHOLE)
                line, troubles = line + 2, column(spacing=S4)
        for sixth in range(WHOLE):
            grid.setColumnStretch(sixth, 1)
        return grid

    def _field(self, field: EnvelopeField) -> QWidget:
        editor = self.form.add(field.id, field.label, editor_of(field), field.hint)
        if isinstance(editor, LongField):
            editor.installEventFilter(self.form)  # a note is one line on the paper: Enter goes on here, too
        editor.installEventFilter(self)
        if field.kind != "codes":
            return self.form.rows[field.id]
        self.boxes[field.id] = CodeBoxes(field.choices, partial(self._tick, field.id))
        both = QWidget()
        both.setLayout(column(self.form.rows[field.id], self.boxes[field.id], spacing=S8))
        return both

    def _tick(self, field: str, codes: str) -> None:
        self._presenter.hand.write(field, codes)
        self._presenter.hand.leave(field)

    def _build(self) -> None:
        self._panels.setSpacing(PANEL_BETWEEN)
        inside = QWidget()
        entered = Panel(_("Entered by you"))
        entered.body.addWidget(self.list)
        keep_height(self.list, 240)
        around = column(self._panels, entered, spacing=PANEL_BETWEEN)
        around.addStretch(1)
        around.setContentsMargins(MARGIN, 0, MARGIN, S16)
        inside.setLayout(around)
        buttons = Flow(S8)
        for button in (self.form.button, self.clear):
            buttons.addWidget(button)
        self._acts.addLayout(buttons)
        self._acts.addWidget(self._blocked, 1)
        self._acts.addStretch(0)
        self._acts.addWidget(self._entered)
        self._acts.setSpacing(S8)
        self._acts.setContentsMargins(MARGIN, S12, MARGIN, MARGIN)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scrolled(inside), 1)
        whole.addLayout(self._acts)
