"""Verifying: two depths, how far it is, and what was found."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from adjudicator.words import beside
from ui.desks.record.presenter import RecordPresenter
from ui.desks.record.screen import FINDING_COLUMNS, FINDING_WORDS, ResultLine, Verified
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.language import name
from ui.kit.later import Later
from ui.kit.panel import Repeater, column, reveal
from ui.kit.progress import Progress
from ui.kit.strip import Strip
from ui.kit.style.theme import keep_height
from ui.kit.style.tokens import S4, S12
from ui.kit.text import Text
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
        self._findings: Later[FindingList, tuple[Row, ...]] = Later(FindingList, FindingList.set_rows)
        self.verdicts = VerdictRows()
        self.given_since, self.given = Text("", "strong", wrap=True, hides=True), Text("", wrap=True, hides=True)
        given = column(self.given_since, self.given, spacing=S4)
        self.setLayout(column(self.progress, self.strip, self.verdicts, given, self._findings, spacing=S12))
        self.progress.cancelled.connect(presenter.stop)
        self.strip.dismissed.connect(presenter.dismiss)

    def draw(self, working: Working | None, verified: Verified) -> None:
        """Draws how far it is, or what was found."""
        self.setVisible(working is not None or verified.result is not None)
        self.progress.follow(working)
        if verified.result != self.strip.notice:
            self.strip.show_notice(verified.result)
        self.verdicts.draw(verified.verdicts)
        self.given_since.setText(verified.given_since)
        self.given.setText(beside(*verified.given, by="\n"))
        self._findings.draw(verified.findings or None)


class FindingList(ListTable):
    """What was found, a row each."""

    def __init__(self) -> None:
        super().__init__("findings", FINDING_COLUMNS, FINDING_WORDS, slash=False)
        keep_height(self, FINDINGS_HEIGHT)


class VerdictRows(QWidget):
    """What is to be said of each promise of the record: an icon and a line each."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Repeater[ResultLine] = Repeater(_verdict, S4)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._lines)
        self.hide()

    def draw(self, verdicts: tuple[ResultLine, ...]) -> None:
        """Draws the lines."""
        reveal(self, bool(verdicts))
        if self._lines.draw(verdicts):
            name(self, beside(*(told.words for told in verdicts), by=". "))


def _verdict(told: ResultLine) -> Marked:
    return Marked(StateIcon(*MARKS[told.kind], 16), Text(told.words, "strong", wrap=True))
