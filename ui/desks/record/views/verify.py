"""Verifying: two depths, how far it is, and what was found."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desks.record.presenter import RecordPresenter
from ui.desks.record.screen import FINDING_COLUMNS, FINDING_WORDS, ResultLine, Verified
from ui.kit.icon_label import StateIcon
from ui.kit.later import Later
from ui.kit.panel import clear, column, reveal, row
from ui.kit.progress import Progress
from ui.kit.strip import Strip
from ui.kit.text import Text
from ui.kit.theme import look, theme
from ui.kit.tokens import S4, S12
from ui.parts import Row, Working
from ui.tables.list_table import ListTable

FINDINGS_HEIGHT = 220
MARKS: Mapping[str, tuple[str, str]] = {
    "done": ("circle-check", "count_full"),
    "error": ("circle-alert", "not_counted"),
    "warning": ("triangle-alert", "count_partial"),
    "notice": ("minus", "muted"),
}
"""How a verdict is shown -> icon and colour; the words say the same."""


class VerifyResult(QWidget):
    """The bar while it runs, then the result with its findings."""

    def __init__(self, presenter: RecordPresenter) -> None:
        super().__init__()
        self.progress, self.strip = Progress(), Strip()
        self._findings: Later[Findings, tuple[Row, ...]] = Later(Findings, Findings.set_rows)
        self.verdicts, self.given = Verdicts(), Given()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S12)
        for part in (self.progress, self.strip, self.verdicts, self.given, self._findings):
            down.addWidget(part)
        self.progress.cancelled.connect(presenter.stop)
        self.strip.dismissed.connect(presenter.dismiss)

    def draw(self, working: Working | None, verified: Verified) -> None:
        """Draws how far it is, or what was found."""
        self.setVisible(working is not None or verified.result is not None)
        self.progress.follow(working)
        if verified.result != self.strip.notice:
            self.strip.show_notice(verified.result)
        self.verdicts.draw(verified.verdicts)
        self.given.draw(verified.given_since, verified.given)
        self._findings.draw(verified.findings or None)


class Findings(ListTable):
    """What was found, a row each."""

    def __init__(self) -> None:
        super().__init__("findings", FINDING_COLUMNS, FINDING_WORDS, slash=False)
        theme().changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setFixedHeight(look().px(FINDINGS_HEIGHT))


class Verdicts(QWidget):
    """What is to be said of each promise of the record: an icon and a line each."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[ResultLine, ...] = ()
        self._down = column(spacing=S4)
        self.setLayout(self._down)
        self.hide()

    def draw(self, verdicts: tuple[ResultLine, ...]) -> None:
        """Draws the lines, anew only where they changed."""
        reveal(self, bool(verdicts))
        if verdicts == self._shown:
            return
        self._shown = verdicts
        clear(self._down)
        for told in verdicts:
            across = row(StateIcon(*MARKS[told.kind], 16), Text(told.words, "strong", wrap=True))
            across.setStretch(1, 1)
            self._down.addLayout(across)
        self.setAccessibleName(". ".join(told.words for told in verdicts))


class Given(QWidget):
    """The accounts, roles and keys that were given since a saved checkpoint."""

    def __init__(self) -> None:
        super().__init__()
        self.heading, self.lines = Text("", "strong", wrap=True), Text("", wrap=True)
        self.setLayout(column(self.heading, self.lines, spacing=S4))
        self.hide()

    def draw(self, heading: str, lines: tuple[str, ...]) -> None:
        """Draws heading and lines, or nothing."""
        reveal(self, bool(heading))
        self.heading.setText(heading)
        self.lines.setText("\n".join(lines))
        reveal(self.lines, bool(lines))
