"""Join a shared case: its server, the password of this station's login, the passphrase of the case, and the copy."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from adjudicator.words import _
from ui.desks.start.joining import JoinScreen
from ui.desks.start.presenter import StartPresenter
from ui.desks.start.views.file import FileChoice
from ui.desks.start.views.keeping import KeepPassword
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.file_dialog import FileDialog
from ui.kit.form import Form, PasswordField, Values
from ui.kit.panel import Hairline, Panel, row
from ui.kit.progress import Progress
from ui.kit.style.tokens import S16
from ui.kit.text import Text

EXPLAINED = _(
    "The copy is fetched whole and verified, and it lies on this computer under the passphrase of the case. You work in it "
    "as in any case. The people who run the server give you its address, and a login for this computer."
)
ADDRESS_HINT = _("Such as postgresql://east_1@ballots.example.gov/shared, without the password.")
PASSWORD_HINT = _("Never kept in the copy: it is asked for whenever that is opened, unless this computer keeps it.")
FILES = _("Cases (*.case)")


class Join(Panel):
    """What a station's copy is made from."""

    def __init__(self, presenter: StartPresenter) -> None:
        super().__init__(_("Join a shared case"))
        self._presenter = presenter
        self.place = FileChoice(_("The copy on this computer"), _("Choose a place"), _("No place chosen yet"))
        words = Text("", "caption", tone="not_counted", wrap=True)
        self._taken = Marked(StateIcon("circle-alert", "not_counted", 14), words)
        self.form = Form(self, _("Join and open"), self._join)
        self.url = self.form.add("url", _("Address of the server"), QLineEdit(), ADDRESS_HINT)
        self.password = self.form.add(
            "password", _("Password of this computer's login"), PasswordField(), PASSWORD_HINT
        )
        self.keep = KeepPassword()
        self.passphrase = self.form.add("passphrase", _("Passphrase of the case"), PasswordField(_("passphrase")))
        self.button, self.progress = self.form.button, Progress()
        self._missing = Text("", tone="muted", wrap=True)
        across, rows = row(self.button, self._missing, spacing=S16, grow=self._missing), self.form.rows
        self.fill(
            Text(EXPLAINED, tone="muted", wrap=True), self.place, self._taken, Hairline(), rows["url"], rows["password"],
            self.keep, rows["passphrase"], across, self.progress, "stretch",
        )  # fmt: skip
        self.place.asked.connect(self._ask_place)
        self.progress.cancelled.connect(presenter.joining.stop)

    def draw(self, screen: JoinScreen) -> None:
        """Draws what is chosen, what stands in the way, and how far it is."""
        self.place.show_file(screen.place)
        self._taken.say(screen.taken)
        self._missing.setText(screen.missing)
        making = bool(screen.making)
        self.button.setEnabled(screen.may_join and not making)
        for part in (self.place.button, self.url, self.password, self.keep.box, self.passphrase):
            part.setEnabled(not making)
        self.progress.follow(screen.making)
        self.form.show_troubles(screen.troubles)

    def _join(self, written: Values) -> None:
        """Both secrets leave their fields at once, whether they fit or not; the address stays."""
        if not self._presenter.screen.joining.may_join:
            return
        for secret in (self.password, self.passphrase):
            secret.clear()
        self._presenter.joining.join(**written, keep=self.keep.box.isChecked())

    def _ask_place(self) -> None:
        start = self._presenter.screen.joining.place
        path = FileDialog.new_file(self, _("Choose a place for the copy"), start, FILES)
        if path:
            self._presenter.joining.choose_place(path)
