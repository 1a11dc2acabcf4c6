"""Beside the list of people: the words of a key to compare before it is confirmed, and the form for one that another used."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import PeopleScreen
from ui.kit.buttons import PrimaryButton, QuietButton
from ui.kit.form import FieldRow, chain
from ui.kit.panel import Panel, row
from ui.kit.text import Text

COMPARE = (
    "Ask {name} to read out the words of their key, face to face or on the phone. They see them when they sign in, and under "
    "their name at the top right. They have to be these:"
)
ANSWER = (
    "Confirming says that this is {name}, and that you agree to what they were given. Where the words differ, somebody else "
    "sits in their place: do not confirm, and tell a supervisor."
)
DISPUTE = (
    "For when {name} says that somebody else used their key. First an administrator gives them a new one, and they sign in "
    "with it. Then give the first entry that the other person made; what was done under the old key from there on goes back "
    "to review. It stays in the record."
)


class ComparePanel(Panel):
    """The words of a key, large, and the button that confirms what one person gave."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__("Confirm")
        self.says, self.words, self.answer = Text("", wrap=True), Text("", "title", wrap=True), Text("", wrap=True)
        self.given = Text("", tone="muted", wrap=True)
        self.confirm, self.leave = PrimaryButton("The words are the same: confirm"), QuietButton("Back", "Esc")
        for part in (self.given, self.says, self.words, self.answer):
            self.body.addWidget(part)
        self.body.addLayout(row(self.confirm, self.leave, "stretch"))
        self.confirm.clicked.connect(presenter.confirm_person)
        self.leave.clicked.connect(presenter.back)

    def begin(self) -> None:
        """Puts the focus on the way back: nobody confirms by a key pressed twice."""
        self.leave.setFocus()

    def forget(self) -> None:
        """There is nothing to empty."""

    def draw(self, screen: PeopleScreen) -> None:
        """Shows whose words they are."""
        person = screen.open
        if person is None or not screen.confirming:
            return
        self.set_title(f"Confirm what {person.name} was given")
        self.given.setText(person.given)
        self.says.setText(COMPARE.format(name=person.name))
        self.words.setText(person.key_words)
        self.words.setAccessibleName(f"The words of the key: {person.key_words}")
        self.answer.setText(ANSWER.format(name=person.name))
        self.confirm.setAccessibleDescription(f"The words are: {person.key_words}")


class DisputeForm(Panel):
    """The form for a key that somebody else used."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__("Somebody else used this key")
        self._presenter = presenter
        self.says, self.since = Text("", tone="muted", wrap=True), QLineEdit()
        self.line = FieldRow("From entry", self.since, "Its number in the Record, such as 4,711.")
        self.show_it, self.leave = PrimaryButton("See what goes back"), QuietButton("Back", "Esc")
        for part in (self.says, self.line):
            self.body.addWidget(part)
        self.body.addLayout(row(self.show_it, self.leave, "stretch"))
        self.show_it.clicked.connect(self._send)
        self.leave.clicked.connect(presenter.back)
        chain([self.line], self._send)

    def begin(self) -> None:
        """Puts the focus into the field."""
        self.since.setFocus()

    def forget(self) -> None:
        """Empties the field."""
        self.since.clear()

    def draw(self, screen: PeopleScreen) -> None:
        """Shows whose key it is, and what is wrong with the number."""
        if screen.open is None or not screen.disputing:
            return
        self.set_title(f"Somebody else used the key of {screen.open.name}")
        self.says.setText(DISPUTE.format(name=screen.open.name))
        self.line.set_problem(screen.troubles.get("since", ""))
        if screen.troubles:
            self.since.setFocus()

    def _send(self) -> None:
        self._presenter.dispute_key(self.since.text())
