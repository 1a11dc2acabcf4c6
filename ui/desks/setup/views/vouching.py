"""Beside the list of people: the words of a key to compare before it is confirmed, and the form for one that another used."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import PeopleScreen
from ui.kit.form import Form
from ui.kit.panel import Panel
from ui.kit.text import Text

SAME = "The words are the same: confirm"
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
        self.form = Form(self, SAME, lambda _: presenter.confirm_person(), presenter.back)
        self.confirm = self.form.button
        self.fill(self.given, self.says, self.words, self.answer, self.form.buttons())

    def begin(self) -> None:
        """Puts the focus on the way back: nobody confirms by a key pressed twice."""
        self.form.back.setFocus()

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
        self.says = Text("", tone="muted", wrap=True)
        self.form = Form(self, "See what goes back", lambda written: presenter.dispute_key(**written), presenter.back)
        self.since = self.form.add("since", "From entry", QLineEdit(), "Its number in the Record, such as 4,711.")
        self.fill(self.says, *self.form.rows.values(), self.form.buttons())

    def begin(self) -> None:
        """Puts the focus on the number."""
        self.form.begin()

    def draw(self, screen: PeopleScreen) -> None:
        """Shows whose key it is, and what is wrong with the number."""
        if screen.open is None or not screen.disputing:
            return
        self.set_title(f"Somebody else used the key of {screen.open.name}")
        self.says.setText(DISPUTE.format(name=screen.open.name))
        self.form.show_troubles(screen.troubles)
