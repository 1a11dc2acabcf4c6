"""Beside the list of people: the words of a key to compare before it is confirmed, and the form for one that another used."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from adjudicator.words import _
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.screen import PeopleScreen
from ui.kit.form import Form
from ui.kit.language import describe, name
from ui.kit.panel import Panel
from ui.kit.text import Text

SAME = _("The words match")


def _compare(person: str) -> str:
    return _(
        "Ask {name} to read out the words of their key, face to face or on the phone. They see them when they sign in, and "
        "under their name at the top right. They have to be these:",
        name=person,
    )


def _answer(person: str) -> str:
    return _(
        "Confirming says that this is {name}, and that you agree to what they were given. If the words differ, somebody else "
        "sits in their place: do not confirm, and tell a supervisor.",
        name=person,
    )


def _dispute(person: str) -> str:
    return _(
        "Use this when {name} says that somebody else used their key. First an administrator gives them a new key, and they "
        "sign in with it. Then enter the first entry that the other person made. What was done with the old key from there "
        "on goes back to review. It stays in the record.",
        name=person,
    )


class ComparePanel(Panel):
    """The words of a key, large, and the button that confirms what one person gave."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__(_("Confirm"))
        self.says, self.words, self.answer = Text("", wrap=True), Text("", "title", wrap=True), Text("", wrap=True)
        self.given = Text("", tone="muted", wrap=True)
        self.form = Form(self, SAME, lambda __: presenter.confirm_person(), presenter.back)
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
        self.set_title(_("Confirm what {name} was given", name=person.name))
        self.given.setText(person.given)
        self.says.setText(_compare(person.name))
        self.words.setText(person.key_words)
        name(self.words, _("The words of the key: {key}", key=person.key_words))
        self.answer.setText(_answer(person.name))
        describe(self.confirm, _("The words are: {key}", key=person.key_words))


class DisputeForm(Panel):
    """The form for a key that somebody else used."""

    def __init__(self, presenter: SetupPresenter) -> None:
        super().__init__(_("Somebody else used this key"))
        self.says = Text("", tone="muted", wrap=True)
        self.form = Form(
            self, _("See what goes back"), lambda written: presenter.dispute_key(**written), presenter.back
        )
        self.since = self.form.add("since", _("From entry"), QLineEdit(), _("Its number in the Record, such as 4,711."))
        self.fill(self.says, *self.form.rows.values(), self.form.buttons())

    def begin(self) -> None:
        """Puts the focus on the number."""
        self.form.begin()

    def draw(self, screen: PeopleScreen) -> None:
        """Shows whose key it is, and what is wrong with the number."""
        if screen.open is None or not screen.disputing:
            return
        self.set_title(_("Somebody else used the key of {name}", name=screen.open.name))
        self.says.setText(_dispute(screen.open.name))
        self.form.show_troubles(screen.troubles)
