"""The rail of desks on the left: icon, word, and how many wait there; icons alone in a narrow window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from adjudicator.words import _, number
from ui.frame import Desk
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.language import name, tip
from ui.kit.panel import Scrolled, clear, column, holder, reveal, row
from ui.kit.plain import PlainButton
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import RAIL_WIDTH, S4, S8, S12, S16, TOP_BAR_HEIGHT
from ui.kit.text import Text

NARROW_WIDTH = 76

DESK_KEYS = tuple(f"Ctrl+{key}" for key in "1234567890-")
"""The keys of the desks, in the order of the rail: a row of the keyboard from its beginning, Ctrl+- for the eleventh."""


class DeskButton(PlainButton):
    """One desk. Signal: `stepped(int)` for Down (1) and Up (-1): the focus goes on, the desk stays until it is pressed."""

    stepped = Signal(int)

    def __init__(self, desk: Desk, key: str = "") -> None:
        super().__init__("desk")
        self.desk, self._key = desk, key
        self._narrow = self._warns = False
        self.setCheckable(True)
        self._icon = StateIcon(desk.icon, "muted", 18)
        self._label = Text(desk.label, elide=True)
        self._count = Text("", "caption", tone="muted")
        self._warning = StateIcon("circle-alert", "not_counted", 16)
        parts = [self.add(part) for part in (self._icon, self._label, self._warning, self._count)]
        across = row(*parts, margins=(S8, S8 - 2, S8, S8 - 2), grow=self._label)
        for part in (self._warning, self._count):  # at the edge in a narrow rail, too, which hides the label
            across.setAlignment(part, Qt.AlignmentFlag.AlignRight)
        self.setLayout(across)
        self.toggled.connect(self._mark)
        self.set_waiting(desk.waiting, desk.warning)

    def set_waiting(self, waiting: int, warning: str = "") -> None:
        """Shows how many wait at this desk, and a mark where something is wrong with what left there."""
        self._warns = bool(warning)
        self._count.setText(number(waiting) if waiting else "")
        reveal(self._warning, self._warns)
        self._fit()
        words = _("{label}, {waiting} waiting", label=self.desk.label, waiting=waiting) if waiting else self.desk.label
        words = _("{desk}. {warning}", desk=words, warning=warning) if warning else words
        name(self, words)
        tip(self, _("{words} ({key})", words=words, key=self._key) if self._key else words)

    def set_narrow(self, narrow: bool) -> None:
        """Shows the icon with the mark or the count alone: there is no room for both."""
        self._narrow = narrow
        self._label.setVisible(not narrow)
        self._fit()

    def _fit(self) -> None:
        reveal(self._count, not (self._narrow and self._warns))

    def nextCheckState(self) -> None:
        """Which desk is current is drawn, not clicked."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def _mark(self, on: bool) -> None:
        self._icon.set_icon(self.desk.icon, "accent" if on else "muted")
        self._label.set_style("strong" if on else "body")


class Rail(QFrame):
    """All desks of a person. Signal: `chosen(str)` with the desk's id."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "rail")
        name(self, _("Desks"))
        self._buttons: dict[str, DeskButton] = {}
        self._shape: tuple[tuple[str, str, str], ...] = ()
        self._narrow = False
        self._mark = StateIcon("landmark", "accent", 20)
        self._product = Text(_("Provisional ballots"), "strong", elide=True)
        self._motto = Text(_("eligibility, never votes"), "caption", tone="muted", elide=True)
        self._head = QWidget()
        self._list = column(spacing=S4 // 2, margins=(S8, S12, S8, S12))
        self._build()
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, desks: Sequence[Desk], current: str) -> None:
        """Shows these desks, the current one marked."""
        shape = tuple((desk.id, desk.label, desk.icon) for desk in desks)
        if shape != self._shape:
            self._shape = shape
            self._rebuild(desks)
        for desk in desks:
            button, here = self._buttons[desk.id], desk.id == current
            button.set_waiting(desk.waiting, desk.warning)
            button.setChecked(here)
            # Tab stops at the current desk alone; Up and Down go on from it
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, or words too."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._follow()

    def _rebuild(self, desks: Sequence[Desk]) -> None:
        clear(self._list)
        keys = dict(zip((desk.id for desk in desks), DESK_KEYS, strict=False))
        self._buttons = {desk.id: DeskButton(desk, keys.get(desk.id, "")) for desk in desks}
        for button in self._buttons.values():
            button.clicked.connect(self._choose)
            button.stepped.connect(self._step)
            button.set_narrow(self._narrow)
            self._list.addWidget(button)
        self._list.addStretch(1)

    def _choose(self) -> None:
        sender = self.sender()
        if isinstance(sender, DeskButton):
            self.chosen.emit(sender.desk.id)

    def _step(self, step: int) -> None:
        order, sender = list(self._buttons.values()), self.sender()
        if isinstance(sender, DeskButton):
            order[(order.index(sender) + step) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)

    def _follow(self) -> None:
        self.setFixedWidth(look().px(NARROW_WIDTH if self._narrow else RAIL_WIDTH))
        self._head.setFixedHeight(look().px(TOP_BAR_HEIGHT))
        for part in (self._product, self._motto):
            part.setVisible(not self._narrow)
        for button in self._buttons.values():
            button.set_narrow(self._narrow)

    def _build(self) -> None:
        words = column("stretch", self._product, self._motto, "stretch", spacing=0)
        self._head.setLayout(row(self._mark, words, spacing=S12, margins=(S16, 0, S8, 0), grow=words))
        scrolled = Scrolled(holder(self._list))
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(self._head, scrolled, spacing=0, grow=scrolled))
