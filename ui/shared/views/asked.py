"""A question with a few fields drawn, and what is chosen in a list with a button for each thing that can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from adjudicator.words import _, beside
from ui.kit.buttons import QuietButton
from ui.kit.drawn.icon_label import Marked, StateIcon
from ui.kit.envelope_link import EnvelopeLinks
from ui.kit.flow import Flow
from ui.kit.form import ChoiceField, Form, LongField, PasswordField, Values, fields_in_columns
from ui.kit.keys import Key, Keys
from ui.kit.panel import Item, Panel, Repeater, column, reveal
from ui.kit.style.tokens import S4
from ui.kit.text import Text
from ui.kit.together import TogetherField
from ui.shared.asking import SEATS, AskedField, AskedForm, Chosen, OfferedAct, TheOthers

IN_A_ROW = 3


class AskedPart(QWidget):
    """One question after another, each with fields of its own; made anew where another one is asked.

    Up to `in_a_row` short fields stand beside one another.
    """

    def __init__(
        self, send: Callable[[Values, TheOthers], object], leave: Callable[[], object], in_a_row: int = IN_A_ROW
    ) -> None:
        super().__init__()
        self._send, self._leave, self._in_a_row = send, leave, in_a_row
        self.form: Form | None = None
        self.seats: TogetherField | None = None
        self._asked: Repeater[AskedForm] = Repeater(self._make)
        self._id = ""
        self.setLayout(column(self._asked))

    def draw(self, asked: AskedForm | None) -> None:
        """Draws the question; a new one gets the focus, and what was typed in one stays while it is asked."""
        opens = asked is not None and asked.id != self._id
        if asked is None:
            self._id, self.form, self.seats = "", None, None
            self._asked.draw(())
        elif opens:
            self._id = asked.id
            self._asked.draw((asked,))
        reveal(self, asked is not None)
        if self.form is None or asked is None:
            return
        self.form.show_troubles(asked.problems)
        if asked.problems and self.seats is not None:
            self.seats.forget()
        if opens:
            self.form.begin()

    def _make(self, asked: AskedForm) -> QWidget:
        panel = Panel(asked.title, part="question")
        form = Form(panel, asked.button, self._answered, self._leave)
        for each in asked.fields:
            form.add(each.name, each.label, _editor(each), each.hint, chained=each.chained)
        self.seats = None
        if asked.seats is not None:
            self.seats = TogetherField()
            seats = asked.seats
            self.seats.offer(seats.me, seats.people, seats.roles, seats.least, later=seats.later)
            form.add(SEATS, _("At the table") if seats.later else _("Who signs"), self.seats, chained=False)
        panel.fill(Text(asked.words, wrap=True, hides=True), *_laid(asked, form, self._in_a_row), form.buttons())
        self.form = form
        return panel

    def _answered(self, values: Values) -> None:
        self._send(values, self.seats.others if self.seats is not None else ())


def _laid(asked: AskedForm, form: Form, in_a_row: int) -> list[Item]:
    """Short fields stand beside one another, long ones and the seats below."""
    short = [form.rows[each.name] for each in asked.fields if each.kind != "long"]
    below = [form.rows[each.name] for each in asked.fields if each.kind == "long"]
    seats = [form.rows[SEATS]] if SEATS in form.rows else []
    return [*([fields_in_columns(*short, most=in_a_row)] if short else []), *below, *seats]


def _editor(each: AskedField) -> QWidget:
    if each.kind == "long":
        return LongField(60, each.value)
    if each.kind == "choice":
        made = ChoiceField(each.choices, least=16)
        made.choose(each.value)
        return made
    if each.kind == "secret":
        return PasswordField()
    return QLineEdit(each.value)


class OffersRow(QWidget):
    """A button with a key for each thing that can be done; what cannot be done now is not there."""

    def __init__(self, what: str, do: Callable[[str], object]) -> None:
        super().__init__()
        self._do = do
        self.buttons: dict[str, QuietButton] = {}
        self._acts = Flow()
        self._keys = Keys(self, what)
        self.setLayout(self._acts)

    def draw(self, offers: Sequence[OfferedAct]) -> None:
        """Draws them."""
        offered = {offer.code for offer in offers}
        for offer in offers:
            if offer.code not in self.buttons:
                self._add(offer)
        for code, button in self.buttons.items():
            reveal(button, code in offered)
            self._keys.enable(f"offer_{code}", code in offered)
        reveal(self, bool(offers))

    def _add(self, offer: OfferedAct) -> None:
        button = self.buttons[offer.code] = QuietButton(offer.label, offer.key)
        button.clicked.connect(lambda *__: self._do(offer.code))
        if offer.key:
            self._keys.bind(Key(f"offer_{offer.code}", offer.key, offer.label), lambda: self._do(offer.code))
        self._acts.addWidget(button)


class ChosenPanel(Panel):
    """What is chosen in a list: its words, the way to the envelopes that they name, and a button with a key for each thing
    that can be done with it."""

    def __init__(self, what: str, do: Callable[[str], object]) -> None:
        super().__init__(" ")
        self._warns = Marked(StateIcon("triangle-alert", "held", 16), Text("", "strong", tone="held", wrap=True))
        self._lines, self._named = Text("", wrap=True, hides=True), EnvelopeLinks()
        self.offers = OffersRow(what, do)
        self.fill(self._warns, column(self._lines, self._named, spacing=S4), self.offers)

    def draw(self, chosen: Chosen) -> None:
        """Draws it."""
        self.set_title(chosen.title)
        self._warns.say(chosen.warns)
        self._lines.setText(beside(*chosen.lines, by="\n"))
        self._named.draw(*chosen.lines)
        self.offers.draw(chosen.offers)
