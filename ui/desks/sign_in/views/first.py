"""The form for the first administrator of a case, while nobody has an account."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ui.desks.sign_in.presenter import SignInPresenter
from ui.desks.sign_in.screen import SignInScreen
from ui.kit.buttons import PrimaryButton
from ui.kit.form import FieldRow, PasswordField, chain
from ui.kit.panel import Panel, row
from ui.kit.text import Text
from ui.kit.theme import look, theme
from ui.kit.tokens import S16
from ui.shared.new_person import NewPerson
from ui.shared.views.role_boxes import RoleBoxes

WIDE, MOST_WIDE = 640, 860
EXPLAINED = (
    "Nobody has an account in this case yet. The first person is its administrator, who gives the others theirs. "
    "Keep the password: nobody can read it back."
)


class FirstForm(Panel):
    """Name, short name, password twice, roles."""

    def __init__(self, presenter: SignInPresenter) -> None:
        super().__init__("Make the first administrator")
        self._presenter = presenter
        self._own_short_name = False
        self.name, self.short = QLineEdit(), QLineEdit()
        self.password, self.again = PasswordField(), PasswordField()
        self._rules = Text("", "caption", tone="muted", wrap=True)
        self.roles = RoleBoxes()
        self.button = PrimaryButton("Make the account and sign in")
        self.rows = {
            "name": FieldRow("Name", self.name, "As colleagues know it; it stands in the record."),
            "id": FieldRow("Short name", self.short, "To sign in with: letters and digits."),
            "password": FieldRow("Password", self.password),
            "again": FieldRow("Password once more", self.again),
        }
        self._build()
        self._connect()
        theme().changed.connect(self._follow)
        self._follow()

    def begin(self) -> None:
        """Puts the focus into the first field."""
        self.name.setFocus()

    def draw(self, screen: SignInScreen) -> None:
        """Shows the roles to choose from and what is wrong beside each field."""
        self.roles.offer(screen.offers)
        self.roles.set_problem(screen.troubles.get("roles", ""))
        self._rules.setText("\n".join(screen.password_rules))
        for field, line in self.rows.items():
            line.set_problem(screen.troubles.get(field, ""))
        wrong = next((line for field, line in self.rows.items() if field in screen.troubles), None)
        if wrong is not None:
            wrong.editor.setFocus()

    def _keep(self, written: str) -> None:
        """A short name that was written by hand is not replaced."""
        self._own_short_name = bool(written)

    def _suggest(self, name: str) -> None:
        if not self._own_short_name:
            self.short.setText(self._presenter.suggest(name))

    def _make(self) -> None:
        written = (self.name.text(), self.short.text().strip(), self.password.text(), self.again.text())
        self._presenter.make_first(NewPerson(*written, self.roles.chosen()))
        if not self._presenter.screen.troubles:
            for field in (self.password, self.again):
                field.clear()

    def _connect(self) -> None:
        self.name.textEdited.connect(self._suggest)
        self.short.textEdited.connect(self._keep)
        self.button.clicked.connect(self._make)
        chain(list(self.rows.values()), self._make)

    def _build(self) -> None:
        self.body.addWidget(Text(EXPLAINED, tone="muted", wrap=True))
        for pair in (("name", "id"), ("password", "again")):
            beside = row(*(self.rows[field] for field in pair), spacing=S16)
            for place, field in enumerate(pair):
                beside.setAlignment(self.rows[field], Qt.AlignmentFlag.AlignTop)
                beside.setStretch(place, 1)
            self.body.addLayout(beside)
        self.body.addWidget(self._rules)
        self.body.addWidget(self.roles)
        self.body.addLayout(row(self.button, "stretch"))

    def _follow(self) -> None:
        self.setFixedWidth(min(look().px(WIDE), MOST_WIDE))
