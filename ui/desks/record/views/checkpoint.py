"""The newest checkpoint beside the record: the signed text, the same as a QR code, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt

from adjudicator.words import _
from ui.desks.record.presenter import RecordPresenter
from ui.desks.record.screen import CheckpointScreen
from ui.kit.buttons import QuietButton
from ui.kit.drawn.qr import QrCode
from ui.kit.file_dialog import FileDialog
from ui.kit.flow import Flow
from ui.kit.strip import Strip
from ui.kit.text import Text
from ui.shared.views.beside import Closable
from ui.shared.views.fixed_text import FixedBlock, copy

KEEP = _(
    "Anyone who keeps a copy can prove later that none of these entries was changed, removed or put in. Scan the code, copy "
    "the lines, or take the page with you."
)
SAVED = _("Checkpoints and proofs (*.txt *.json);;All files (*)")
LINES = 8
"""Lines of the signed text where it is broken to the panel's width."""


class CheckpointView(Closable):
    """Draws a CheckpointScreen."""

    def __init__(self, presenter: RecordPresenter, put_away: Callable[[], None]) -> None:
        super().__init__(_("Checkpoint"), _("Close the checkpoint"))
        self._presenter = presenter
        self.closed.connect(put_away)
        self.strip, self.words = Strip(dismissable=False), Text("", wrap=True)
        self.note, self.code = _Lines(_("The signed checkpoint")), QrCode(_("The signed checkpoint as a QR code"))
        self.sign = QuietButton(_("Close the day and sign"), icon="key-round")
        self.save, self.copy = QuietButton(_("Save as a page"), icon="printer"), QuietButton(_("Copy"), icon="copy")
        self.hold = QuietButton(_("Verify against a saved one..."), icon="shield-check")
        self.keep = Text(KEEP, "caption", tone="muted", wrap=True)
        acts = Flow()
        for act in (self.sign, self.save, self.copy, self.hold):
            acts.addWidget(act)
        for part in (self.strip, self.words, self.note):
            self.body.addWidget(part)
        self.body.addLayout(acts)
        self.body.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.keep)
        self.body.addStretch(1)
        self.sign.clicked.connect(presenter.close_day)
        self.save.clicked.connect(self._save)
        self.copy.clicked.connect(self._copy)
        self.hold.clicked.connect(self._hold)

    def draw(self, screen: CheckpointScreen) -> None:
        """Shows a checkpoint."""
        self.strip.show_notice(screen.strip)
        self.words.setText(screen.words)
        self.note.setPlainText(screen.note)
        self.code.draw(screen.code)
        for part in (self.note, self.save, self.copy, self.keep):
            part.setVisible(bool(screen.note))
        self.sign.setVisible(screen.may_sign)

    def _copy(self) -> None:
        copy(self.note.toPlainText())
        self._presenter.copied(_("The checkpoint copied"))

    def _hold(self) -> None:
        self._presenter.verify_against(FileDialog.file(self, _("A checkpoint or proof that was saved"), kinds=SAVED))

    def _save(self) -> None:
        path = FileDialog.new_file(self, _("Where the page goes"), "checkpoint.pdf", _("PDF (*.pdf)"))
        self._presenter.save_sheet(path)


class _Lines(FixedBlock):
    """A text of few lines: as high as they need, and no higher."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().lineSpacing() * LINES + 2 * self.frameWidth() + 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())
