"""The part for labels drawn: what is asked, and where the file goes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from adjudicator.words import _
from ui.desks.receive.presenter import ReceivePresenter
from ui.desks.receive.screen import LabelsScreen
from ui.kit.file_dialog import FileDialog
from ui.kit.focus import begin_at
from ui.kit.form import Values
from ui.kit.panel import lay_page
from ui.kit.style.tokens import MARGIN, PANEL_BETWEEN
from ui.shared.asking import TheOthers
from ui.shared.views.asked import AskedPart


class LabelsPage(QWidget):
    """Labels for envelopes."""

    def __init__(self, presenter: ReceivePresenter) -> None:
        super().__init__()
        self._labels = presenter.labels
        self.asked = AskedPart(self._write, lambda: presenter.turn_to("files"), in_a_row=2)
        lay_page(self, self.asked, "stretch", spacing=PANEL_BETWEEN).setContentsMargins(MARGIN, 0, MARGIN, MARGIN)

    def draw(self, screen: LabelsScreen) -> None:
        """Draws the part."""
        self.asked.draw(screen.asked)
        if self.asked.form is not None:
            begin_at(self, next(iter(self.asked.form.rows.values())).editor)

    def _write(self, values: Values, __: TheOthers) -> None:
        if not self._labels.check(values):
            return
        path = FileDialog.new_file(self, _("Where the labels go"), "labels.pdf", _("PDF (*.pdf)"))
        if path:
            self._labels.write(values, path)
