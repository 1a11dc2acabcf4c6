"""The bar of acts under the columns: what the first button will do, and why it cannot be pressed yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.review.screen import Bar
from ui.kit.buttons import WHOLE, Face, PrimaryButton, QuietButton
from ui.kit.flow import Flow
from ui.kit.language import describe, shown, speech, tip
from ui.kit.panel import column, reveal, row
from ui.kit.style.theme import look, theme
from ui.kit.style.tokens import S4, S8, S16
from ui.kit.text import Text

WORDS_FROM = 240
"""Width at 100 % from which there is room for words beside the buttons; else they have a line of their own under them."""

LINE = 20

FACES: Sequence[Face] = (WHOLE, WHOLE - {"key"}, frozenset({"words"}), frozenset({"icon"}))
"""What the buttons show: the first of these that fits into one line, else the last, in several."""

WIDEST = _("Record: count in part")
"""The longest that the first button says: it has that width always, so that no other button wanders."""


class ActBar(QWidget):
    """Draws a `Bar`. `acts` are what its buttons do: record, hold, refer, skip, otherwise, put_right, take_back, back."""

    def __init__(self, acts: Mapping[str, Callable[[], None]]) -> None:
        super().__init__()
        self.record = PrimaryButton(_("Record"), "Ctrl+Enter")
        self._acts = {
            "hold": QuietButton(_("Hold"), "H", "pause"),
            "refer": QuietButton(_("Refer"), "R", "flag"),
            "skip": QuietButton(_("Skip"), "S", "skip-forward"),
            "otherwise": QuietButton(_("Otherwise"), "O"),
            "put_right": QuietButton(_("Put right"), "E"),
            "take_back": QuietButton(_("Take back, with a reason"), "T", "undo-2"),
            "back": QuietButton(_("Back"), "B", "arrow-left"),
        }
        self._why = Text("", "caption", tone="muted", wrap=True)
        self._why_below = Text("", "caption", tone="muted", wrap=True)
        self._flow, self._buttons, self._across = Flow(S8), QWidget(), row(spacing=S16)
        self._narrow, self._short, self._record_words = False, False, ""
        self._build(acts)
        speech().changed.connect(self._fit)
        theme().changed.connect(self._fit)
        self._fit()

    def draw(self, bar: Bar) -> None:
        """Shows what can be done now."""
        if bar.record != self._record_words:
            self._record_words = bar.record
            self.record.setText(bar.record)
        reveal(self.record, bar.may_act)
        self.record.setEnabled(not bar.why_not)
        tip(self.record, bar.why_not)
        describe(self.record, bar.why_not or _("key {key}", key="Ctrl+Enter"))
        for act in ("hold", "refer", "skip"):
            reveal(self._acts[act], bar.may_act)
        reveal(self._acts["otherwise"], bar.may_act and bar.may_otherwise)
        reveal(self._acts["put_right"], bool(bar.put_right))
        if bar.put_right:
            self._acts["put_right"].setText(bar.put_right)
            self._acts["put_right"].updateGeometry()
        reveal(self._acts["take_back"], bar.take_back)
        self._acts["back"].setEnabled(bar.may_back)
        for label in (self._why, self._why_below):
            label.setText(bar.hint or bar.why_not)
            label.set_style("strong" if bar.hint else "caption")
            label.set_tone("accent" if bar.hint else "muted")
        self._fit()
        if bar.hint:
            QAccessible.updateAccessibility(QAccessibleEvent(self._why, QAccessible.Event.Alert))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_short(self, short: bool) -> None:
        """Keeps no room for words where the window is short and there are none."""
        if short != self._short:
            self._short = short
            self._fit()

    def _fit(self) -> None:
        """In one line where there is room, with Back at its end and the words between; else in several, Back among them.

        Rather than several lines, the keys are left out, then icons, then the words of those that have an icon.
        """
        back = self._acts["back"]
        needs = {face: self._width_with(face) + back.width_with(face) + S16 for face in FACES}
        face = next((face for face, width in needs.items() if width <= self.width()), FACES[-1])
        for button in (self.record, *self._acts.values()):
            button.show_face(face)
        self.record.setMinimumWidth(self.record.width_with(face, shown(WIDEST)))
        across = self._width_with(face)
        self._set_narrow(needs[face] > self.width())
        width = self.width() if self._narrow else across
        self._buttons.setFixedWidth(max(width, 0))
        left = self.width() - back.width_with(face) - width - 3 * S16
        beside = not self._narrow and left >= look().px(WORDS_FROM)
        reveal(self._why, beside)
        self._why_below.setMinimumHeight(look().px(LINE))
        # with or without words, so that nothing over it moves; in a short or narrow window, room is dearer
        dear = self._narrow or self._short
        reveal(self._why_below, not beside and (not dear or bool(self._why.text())))

    def _width_with(self, face: Face) -> int:
        """How wide all but Back stand beside each other with these parts. The first has the width of the longest it says."""
        there = [each for name, each in self._acts.items() if name != "back" and not each.isHidden()]
        widths = [each.width_with(face) for each in there]
        if not self.record.isHidden():
            widths.append(max(self.record.width_with(face, words) for words in ("", shown(WIDEST))))
        return sum(widths) + S8 * max(len(widths) - 1, 0)

    def _set_narrow(self, narrow: bool) -> None:
        if narrow == self._narrow:
            return
        self._narrow = narrow
        back = self._acts["back"]
        if narrow:
            self._across.removeWidget(back)
            self._flow.addWidget(back)
        else:
            self._flow.removeWidget(back)
            self._across.addWidget(back, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)

    def _build(self, acts: Mapping[str, Callable[[], None]]) -> None:
        self.record.clicked.connect(lambda __=False: acts["record"]())
        self._flow.addWidget(self.record)
        for name, button in self._acts.items():
            button.clicked.connect(lambda __=False, name=name: acts[name]())
            if name != "back":
                self._flow.addWidget(button)
        self._buttons.setLayout(self._flow)
        self._across.addWidget(self._buttons)
        self._across.addWidget(self._why, 1)
        self._across.addWidget(self._acts["back"], 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self.setLayout(column(self._across, self._why_below, spacing=S4))
