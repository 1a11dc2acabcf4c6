"""What would have to be different, folded until somebody asks: a heading for each result, and the ways that lead to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from adjudicator.words import _
from ui.desks.review.presenter import ReviewPresenter
from ui.desks.review.screen import OutcomeScreen
from ui.desks.review.views.kept import KeptList
from ui.envelope.screen import WayGroup
from ui.kit.drawn.icon_label import StateIcon
from ui.kit.drawn.outcome import OutcomeBadge
from ui.kit.language import name
from ui.kit.panel import column, reveal, row
from ui.kit.plain import PlainButton
from ui.kit.style.tokens import S4, S8, S12
from ui.kit.text import KeyCap, Text

TITLE = _("What would have to be different")
UNFOLDED, FOLDED = _("{heading}, unfolded", heading=TITLE), _("{heading}, folded", heading=TITLE)


class WaysView(QWidget):
    """Draws the ways of an `OutcomeScreen`."""

    def __init__(self, presenter: ReviewPresenter) -> None:
        super().__init__()
        self.shown = False
        self.head = PlainButton("fold")
        self.head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # its words wrap
        self._icon = StateIcon("chevron-right", "muted")
        self._rests_on = Bullets(_("It rests on"))
        self._groups = KeptList(WayGroupView, spacing=S12)
        across = QHBoxLayout(self.head)
        across.setContentsMargins(0, S4, S4, S4)
        across.setSpacing(S4)
        across.addWidget(self.head.add(self._icon))
        across.addWidget(self.head.add(Text(TITLE, "strong", wrap=True)), 1)
        across.addWidget(self.head.add(KeyCap("D")))
        self.setLayout(column(self.head, self._rests_on, self._groups, spacing=S8))
        self.head.clicked.connect(presenter.tell_differently)

    def draw(self, screen: OutcomeScreen) -> None:
        """Shows the ways, or only that they can be asked for."""
        reveal(self, screen.may_differ)
        self._rests_on.draw(screen.rests_on_all)
        self.shown = bool(screen.ways)
        self._icon.set_icon("chevron-down" if self.shown else "chevron-right", "muted")
        name(self.head, UNFOLDED if self.shown else FOLDED)
        self._groups.draw(screen.ways)


class WayGroupView(QWidget):
    """One result, and under it each way that leads to it."""

    def __init__(self) -> None:
        super().__init__()
        self._badge = OutcomeBadge(style="strong")
        self._note = Text("", "caption", tone="muted", wrap=True, hides=True)
        self._lines = KeptList(Bullet, spacing=S4)
        self.setLayout(column(row(self._badge, "stretch"), self._note, self._lines, spacing=S4))

    def draw(self, group: WayGroup) -> None:
        """Shows another result."""
        self._badge.set_outcome(group.outcome, words=group.heading)
        self._note.setText(group.note)
        self._lines.draw(group.lines)


class Bullet(QWidget):
    """One thing of a list, with its second line under its first."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", wrap=True)
        across = row(spacing=S8)
        across.addWidget(Text("•", tone="muted"), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._words, 1)
        self.setLayout(across)

    def draw(self, words: str) -> None:
        """Says something else."""
        self._words.setText(words)


class Bullets(QWidget):
    """Several things under a small label; hidden where there are none."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._list: KeptList[str] = KeptList(Bullet, spacing=2)
        self.setLayout(column(Text(label, "caption", tone="muted"), self._list, spacing=S4))

    def draw(self, lines: tuple[str, ...]) -> None:
        """Shows other things."""
        self._list.draw(lines)
        reveal(self, bool(lines))
