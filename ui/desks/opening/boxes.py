"""The part of the desk for boxes: seals, every step with a second person, and where an envelope lies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from adjudicator.casework.acts.boxes import BoxStep, Sealed
from adjudicator.casework.record.count_state import BoxState
from adjudicator.office import Done, Office
from adjudicator.records.count import BOXES, CONDITIONS
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, beside
from ui.desks.opening.bags import BAG, Bags
from ui.desks.opening.screen import BREAK, COUNT_BAG, DELIVER, MOVE, NEW_BOX, SEAL, BoxesScreen
from ui.desks.opening.words import HOW, box_row
from ui.parts import Choice, Notice
from ui.shared.asking import NOBODY, AskedField, AskedForm, Chosen, OfferedAct, TheOthers
from ui.shared.box_words import move_words, where_lines
from ui.shared.desk import Shell
from ui.shared.hours import HINT, hour_of

Values = Mapping[str, str]


class Boxes:
    """Which box is chosen, what is asked about it, and which envelope somebody looks for."""

    def __init__(self, office: Office, shell: Shell, changed: Callable[[], None]) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self._chosen, self._asked, self._serial, self._sought = "", "", 0, ""
        self._problems: dict[str, str] = {}
        self._bags = Bags(office)
        self.strip: Notice | None = None

    def screen(self) -> BoxesScreen:
        """The part as it stands."""
        boxes, chosen = self._office.boxes.boxes(), self._box()
        where, problem = self._where()
        return BoxesScreen(
            offers=self._general_offers(),
            rows=tuple(box_row(box, self._office) for box in boxes),
            chosen=self._subject(chosen) if chosen is not None else None,
            where=where,
            where_problem=problem,
            asked=self._ask(),
        )

    def choose(self, box: str) -> None:
        """Show one box of the list."""
        if box and box != self._chosen:
            self._chosen = box
            self._leave()
            self._changed()

    def do(self, what: str) -> None:
        """Ask for what is told of a step; empty: ask no longer."""
        self.strip = None
        self._leave()
        self._asked = what
        self._changed()

    def look_for(self, number: str) -> None:
        """Say where an envelope lies."""
        self._sought = number.strip()
        self._changed()

    def answer(self, values: Values, others: TheOthers) -> None:
        """Record what was asked."""
        del others
        if self._asked == BAG:
            self._count_bag(values)
            return
        done = self._record(values)
        if isinstance(done, Refusal):
            self.strip = Notice(done.words)
        elif done is not None:
            self.strip = None
            self._shell.said(_("Box {box}: recorded", box=self._chosen))
            self._leave()
        self._changed()

    def _count_bag(self, values: Values) -> None:
        """Record a bag, and ask for the next one while there is one."""
        done, said = self._bags.record(values)
        if isinstance(done, Refusal):
            self.strip = Notice(done.words)
        elif done is not None:
            self.strip = None
            self._shell.said(said)
            self._leave()
            self._asked = BAG if self._bags.left else ""
        self._changed()

    def write(self, path: str) -> None:
        """Write labels for all boxes, and their list."""
        out = Path(path).with_suffix(".pdf")
        try:
            self._office.table_papers.write_boxes(out, self._shell.language)
        except WorldError as error:
            self.strip = Notice(error.what, remedy=error.remedy)
        else:
            self.strip = None
            self._shell.said(_("{file} written", file=out.name))
        self._changed()

    def _box(self) -> BoxState | None:
        boxes = self._office.boxes.boxes()
        return next((box for box in boxes if box.id == self._chosen), boxes[0] if boxes else None)

    def _where(self) -> tuple[tuple[str, ...], str]:
        if not self._sought:
            return (), ""
        found = self._office.boxes.where(self._sought)
        return ((), found.words) if isinstance(found, Refusal) else (where_lines(found, self._office), "")

    def _keeps(self) -> bool:
        return self._office.may("keep_boxes") is None

    def _general_offers(self) -> tuple[OfferedAct, ...]:
        labels = (OfferedAct("paper boxes", _("Labels and list"), ""),) if self._office.boxes.boxes() else ()
        bags = (COUNT_BAG,) if self._office.may("count_bags") is None else ()
        return (NEW_BOX, *bags, *labels) if self._keeps() else (*bags, *labels)

    def _subject(self, box: BoxState) -> Chosen:
        held = self._office.boxes.in_box(box.id)
        numbers = beside(*(state.number for state in held), by=", ")
        received = (_("Received in it: {numbers}", numbers=numbers),) if held else ()
        steps = tuple(move_words(move, self._office) for move in reversed(box.moves))
        offers: tuple[OfferedAct, ...] = ()
        if self._keeps():
            offers = (MOVE, BREAK, DELIVER) if box.sealed else (MOVE, SEAL)
        title = _("Box {box}: {holds}", box=box.id, holds=BOXES[box.holds])
        return Chosen(box.id, title, (*received, *steps), offers)

    def _leave(self) -> None:
        self._asked, self._problems, self._bags.problems = "", {}, {}
        self._serial += 1

    def _ask(self) -> AskedForm | None:
        if self._asked == BAG:
            return self._bags.ask(f"{BAG} {self._serial}")
        box = self._box()
        if not self._asked or (box is None and self._asked != "new"):
            return None
        name = "" if self._asked == "new" or box is None else box.id
        title, button, own = self._own_fields(box)
        fields = (*own, *self._step_fields())
        about = f"{self._asked} {name} {self._serial}"
        return AskedForm(about, title, button, fields, problems=self._problems)

    def _own_fields(self, box: BoxState | None) -> tuple[str, str, tuple[AskedField, ...]]:
        name = box.id if box is not None else ""
        seals = AskedField("seals", _("Seals"), _("Their numbers, with commas between them."))
        if self._asked in ("new", "seal"):
            again = self._asked == "seal" and box is not None
            holds = tuple(Choice("", code, words) for code, words in BOXES.items())
            fields = (
                AskedField("box", _("Box"), _("What stands on it."), name if again else ""),
                AskedField(
                    "holds", _("Holds"), kind="choice", choices=holds, value=box.holds if again and box else "envelopes",
                    chained=False,
                ),
                seals,
                AskedField("place", _("Where it stands"), value=box.place if again and box else ""),
            )  # fmt: skip
            return _("Which box goes under seal?"), _("Record the seal"), fields
        if self._asked == "open":
            found = AskedField("seals", _("Seals as they were found"), _("Read them from the box; empty for none."))
            return _("Which seals were on box {box}?", box=name), _("Record that they were broken"), (found,)
        if self._asked == "deliver":
            to = AskedField("to", _("Handed over to"), _("Such as the clerk of the superior court."))
            return _("Who received box {box}?", box=name), _("Record the hand-over"), (to,)
        to = AskedField("to", _("Where to"))
        return _("Where did box {box} go?", box=name), _("Record the move"), (to,)

    def _step_fields(self) -> tuple[AskedField, ...]:
        person = self._office.people.signed_in
        people = tuple(
            Choice("", each.id, each.name)
            for each in self._office.people.everyone()
            if each.active and (person is None or each.id != person.id)
        )
        how = tuple(Choice("", code, words) for code, words in CONDITIONS.items())
        return (
            AskedField("second", _("Second person"), kind="choice", choices=(NOBODY, *people), chained=False),
            AskedField("condition", _("How it was found"), kind="choice", choices=how, value="whole", chained=False),
            AskedField("hour", _("When"), HINT),
            AskedField("how", _("How it was worked"), kind="choice", choices=HOW, value="now", chained=False),
        )

    def _record(self, values: Values) -> Done | Refusal | None:
        hour, wrong = hour_of(values.get("hour", ""), self._office.election.date, self._office.now())
        self._problems = {"hour": wrong} if wrong else {}
        if wrong:
            return None
        later = values.get("how") == "later"
        step = BoxStep(values.get("second", ""), hour, values.get("condition", "whole"), later)
        desk, box = self._office.boxes, self._box()
        seals = tuple(seal.strip() for seal in values.get("seals", "").split(",") if seal.strip())
        if self._asked in ("new", "seal"):
            name = values.get("box", "").strip()
            done = desk.seal(Sealed(name, values.get("holds", ""), seals, values.get("place", "").strip()), step)
            if isinstance(done, Done):
                self._chosen = name
            return done
        if box is None:
            return None
        self._chosen = box.id
        to = values.get("to", "").strip()
        ways: Mapping[str, Callable[[], Done | Refusal]] = {
            "open": lambda: desk.open(box.id, seals, step),
            "deliver": lambda: desk.deliver(box.id, to, step),
            "move": lambda: desk.move(box.id, to, step),
        }
        return ways[self._asked]()
