"""Verifying: two depths, how far it is, and what was found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.progress import Progress
from ui.kit.strip import Strip
from ui.kit.theme import look, theme
from ui.kit.tokens import S12
from ui.presenters.record_screen import FINDING_COLUMNS, FINDING_WORDS, Verifying
from ui.tables.list_table import ListTable

FINDINGS_HEIGHT = 220


class VerifyResult(QWidget):
    """The bar while it runs, then the result with its findings. Signals: `stopped()`, `dismissed()`."""

    stopped = Signal()
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.progress, self.strip = Progress(), Strip()
        self.findings = ListTable("findings", FINDING_COLUMNS, FINDING_WORDS, slash=False)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(S12)
        for part in (self.progress, self.strip, self.findings):
            down.addWidget(part)
        self.progress.cancelled.connect(self.stopped)
        self.strip.dismissed.connect(self.dismissed)
        theme().changed.connect(self._follow)
        self._follow()

    def draw(self, verifying: Verifying) -> None:
        """Draws how far it is, or what was found."""
        self.setVisible(verifying.running or verifying.result is not None)
        self.progress.follow(verifying.words if verifying.running else "", verifying.done, verifying.of)
        if verifying.result != self.strip.notice:
            self.strip.show_notice(verifying.result)
            self.findings.set_rows(verifying.findings)
        self.findings.setVisible(bool(verifying.findings))

    def _follow(self) -> None:
        self.findings.setFixedHeight(look().px(FINDINGS_HEIGHT))
