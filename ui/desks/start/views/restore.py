"""Restore a backup: which one, the new file, its passphrase where it has one; and how far it is while it is made."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Qt

from adjudicator.words import _
from ui.desks.start.presenter import StartPresenter
from ui.desks.start.restore import RestoreScreen
from ui.desks.start.views.file import FileChoice
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.file_dialog import FileDialog
from ui.kit.form import Form, PasswordField, Values
from ui.kit.panel import Hairline, Panel, reveal, row
from ui.kit.progress import Progress
from ui.kit.style.tokens import S16
from ui.kit.text import Text

EXPLAINED = _(
    "The backup becomes a case file of its own, verified whole before it is used. The backup stays as it is, and so does the "
    "case that it was made of."
)
FILES = _("Backups and cases (*.case)")


class Restore(Panel):
    """What a restored case is made from."""

    def __init__(self, presenter: StartPresenter) -> None:
        super().__init__(_("Restore a backup"))
        self._presenter = presenter
        self.backup = FileChoice(_("The backup"), _("Choose a backup"), _("No backup chosen yet"))
        self.place = FileChoice(
            _("The new case file"), _("Choose another place"), _("Proposed once a backup is chosen")
        )
        words = Text("", "caption", tone="not_counted", wrap=True)
        self._taken = Marked(StateIcon("circle-alert", "not_counted", 14), words)
        self.form = Form(self, _("Restore and open"), self._restore)
        self.passphrase = self.form.add("passphrase", _("Passphrase of the backup"), PasswordField(_("passphrase")))
        self.button, self.progress = self.form.button, Progress()
        self._missing = Text("", tone="muted", wrap=True)
        self._build()
        self.backup.asked.connect(self._ask_backup)
        self.place.asked.connect(self._ask_place)
        self.progress.cancelled.connect(presenter.restore.stop)

    def draw(self, screen: RestoreScreen) -> None:
        """Draws what is chosen, what stands in the way, and how far it is."""
        self.backup.show_file(screen.backup, PurePath(screen.backup).name)  # when it was made stands in the name
        self.place.show_file(screen.place)
        self._taken.say(screen.taken)
        self._missing.setText(screen.missing)
        reveal(self.form.rows["passphrase"], screen.encrypted)
        making = bool(screen.making)
        self.button.setEnabled(screen.may_restore and not making)
        self.place.button.setEnabled(bool(screen.backup) and not making)
        for part in (self.backup.button, self.passphrase):
            part.setEnabled(not making)
        self.progress.follow(screen.making)
        self.form.show_troubles({"passphrase": screen.trouble})

    def begin(self) -> None:
        """Puts the focus where the person goes on with the backup that is chosen."""
        first = self.button if self.form.rows["passphrase"].isHidden() else self.passphrase
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self, written: Values) -> None:
        """The passphrase leaves the field at once, whether it fits or not."""
        self.form.forget()
        self._presenter.restore.restore(**written)

    def _ask_backup(self) -> None:
        path = FileDialog.file(self, _("Choose a backup"), "", FILES)
        if path:
            self._presenter.choose_backup(path)

    def _ask_place(self) -> None:
        start = self._presenter.screen.restore.place
        path = FileDialog.new_file(self, _("Choose a place for the restored case"), start, _("Cases (*.case)"))
        if path:
            self._presenter.restore.choose_place(path)

    def _build(self) -> None:
        across = row(self.button, self._missing, spacing=S16, grow=self._missing)
        self.fill(
            Text(EXPLAINED, tone="muted", wrap=True), self.backup, Hairline(), self.place, self._taken,
            *self.form.rows.values(), across, self.progress, "stretch",
        )  # fmt: skip
