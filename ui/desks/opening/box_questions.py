"""The questions of the part for boxes: which fields each has, and who is the second person."""

from __future__ import annotations

from adjudicator.casework.record.count_state import BoxState, Move
from adjudicator.office import Office
from adjudicator.records.count import BOXES, CONDITIONS
from adjudicator.words import _
from ui.desks.opening.words import HOW
from ui.parts import Choice
from ui.shared.asking import AskedField, AskedForm, Seats
from ui.shared.box_words import what_words
from ui.shared.hours import HINT

SEALS = ("new", "seal")
"""Questions of a box that goes under seal: a new one, and one that was under seal before."""


class BoxQuestions:
    """Makes the questions from what stands; it records nothing."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def ask(self, what: str, box: BoxState | None) -> AskedForm | None:
        """The question of a code ("move"); None where there is none, or no box to ask it of."""
        if not what or (box is None and what != "new"):
            return None
        if what == "sign":
            return self._signing(box) if box is not None else None
        title, button, own = self._own_fields(what, box)
        return AskedForm("", title, button, (*own, *self._step_fields()), seats=self._seats())

    def waits(self, box: BoxState) -> tuple[Move, ...]:
        """The steps at which the person signed in was, and that their second person still has to sign."""
        me = self._me()
        return tuple(move for move in box.unsigned if me in (move.by, move.second))

    def _me(self) -> str:
        person = self._office.people.signed_in
        return person.id if person is not None else ""

    def _own_fields(self, what: str, box: BoxState | None) -> tuple[str, str, tuple[AskedField, ...]]:
        name = box.id if box is not None else ""
        if what in SEALS:
            return _("Which box goes under seal?"), _("Record the seal"), self._sealing(box if what == "seal" else None)
        if what == "open":
            found = AskedField("seals", _("Seals as they were found"), _("Read them from the box; empty for none."))
            return _("Which seals were on box {box}?", box=name), _("Record that they were broken"), (found,)
        if what == "deliver":
            to = AskedField("to", _("Handed over to"), _("Such as the clerk of the superior court."))
            return _("Who received box {box}?", box=name), _("Record the hand-over"), (to,)
        to = AskedField("to", _("Where to"))
        return _("Where did box {box} go?", box=name), _("Record the move"), (to,)

    def _sealing(self, again: BoxState | None) -> tuple[AskedField, ...]:
        holds = tuple(Choice("", code, words) for code, words in BOXES.items())
        return (
            AskedField("box", _("Box"), _("What stands on it."), again.id if again else ""),
            AskedField(
                "holds", _("Holds"), kind="choice", choices=holds, value=again.holds if again else "envelopes",
                chained=False,
            ),
            AskedField("seals", _("Seals"), _("Their numbers, with commas between them.")),
            AskedField("place", _("Where it stands"), value=again.place if again else ""),
        )  # fmt: skip

    def _step_fields(self) -> tuple[AskedField, ...]:
        how = tuple(Choice("", code, words) for code, words in CONDITIONS.items())
        return (
            AskedField("condition", _("How it was found"), kind="choice", choices=how, value="whole", chained=False),
            AskedField("hour", _("When"), HINT),
            AskedField("how", _("How it was worked"), kind="choice", choices=HOW, value="now", chained=False),
        )

    def _seats(self) -> Seats:
        person = self._office.people.signed_in
        people = tuple(
            Choice("", each.id, each.name)
            for each in self._office.people.everyone()
            if each.active and (person is None or each.id != person.id)
        )
        return Seats(person.name if person is not None else "", people, (_("First person"), _("Second person")))

    def _signing(self, box: BoxState) -> AskedForm | None:
        """Which step is signed, by its second person."""
        me, name_of = self._me(), self._office.people.name_of
        choices = tuple(
            Choice(
                "",
                f"{move.seq} {move.second}",
                _("{person}: {step}", person=name_of(move.second), step=what_words(move)),
            )
            for move in self.waits(box)
        )
        if not choices:
            return None
        mine = next((choice.value for choice in choices if choice.value.endswith(f" {me}")), choices[0].value)
        fields = (
            AskedField("step", _("Step"), kind="choice", choices=choices, value=mine, chained=False),
            AskedField("password", _("Password"), _("Their own, where another than you signs here."), kind="secret"),
        )
        return AskedForm("", _("Who signs?"), _("Sign"), fields)
