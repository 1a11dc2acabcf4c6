"""The part of the desk for boxes: seals, every step with a second person, and where an envelope lies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from adjudicator.casework.acts.count.boxes import BoxStep, Sealed
from adjudicator.casework.record.count_state import BoxState
from adjudicator.office import Done, Office
from adjudicator.office.behind.co_signing import Together
from adjudicator.records.count import BOXES
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _, beside
from ui.desks.opening.box_questions import SEALS, BoxQuestions
from ui.desks.opening.screen import BREAK, DELIVER, MOVE, NEW_BOX, SEAL, SIGN, BoxesScreen
from ui.desks.opening.words import box_row, signed_words
from ui.parts import Notice
from ui.shared.asking import AskedForm, Chosen, OfferedAct, TheOthers
from ui.shared.box_words import move_words, where_lines
from ui.shared.desk import Shell
from ui.shared.hours import hour_of

Values = Mapping[str, str]


class Boxes:
    """Which box is chosen, what is asked about it, and which envelope somebody looks for."""

    def __init__(self, office: Office, shell: Shell, changed: Callable[[], None]) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self._chosen, self._asked, self._serial, self._sought = "", "", 0, ""
        self._problems: dict[str, str] = {}
        self._questions = BoxQuestions(office)
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
        done = self._record(values, others)
        if isinstance(done, Refusal):
            self.strip = Notice(done.words)
        elif done is not None:
            self.strip = None
            if isinstance(done, Together):
                self._chosen = done.id
                missing = signed_words(done, self._office)
                self._shell.said(beside(_("Box {box}: recorded", box=done.id), missing, by=", "))
            self._leave()
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
        return (NEW_BOX, *labels) if self._keeps() else labels

    def _subject(self, box: BoxState) -> Chosen:
        held = self._office.boxes.in_box(box.id)
        numbers = beside(*(state.number for state in held), by=", ")
        received = (_("Received in it: {numbers}", numbers=numbers),) if held else ()
        steps = tuple(move_words(move, self._office) for move in reversed(box.moves))
        offers: tuple[OfferedAct, ...] = ()
        if self._keeps():
            offers = (MOVE, BREAK, DELIVER) if box.sealed else (MOVE, SEAL)
        if self._questions.waits(box):
            offers = (*offers, SIGN)
        title = _("Box {box}: {holds}", box=box.id, holds=BOXES[box.holds])
        return Chosen(box.id, title, (*received, *steps), offers)

    def _leave(self) -> None:
        self._asked, self._problems = "", {}
        self._serial += 1

    def _ask(self) -> AskedForm | None:
        box = self._box()
        asked = self._questions.ask(self._asked, box)
        name = "" if self._asked == "new" or box is None else box.id
        about = f"{self._asked} {name} {self._serial}"
        return replace(asked, id=about, problems=self._problems) if asked is not None else None

    def _record(self, values: Values, others: TheOthers) -> Done | Together | Refusal | None:
        box = self._box()
        if self._asked == "sign":
            return self._sign(box, values) if box is not None else None
        hour, wrong = hour_of(values.get("hour", ""), self._office.election.date, self._office.now())
        self._problems = {"hour": wrong} if wrong else {}
        if wrong:
            return None
        second, password = next(iter(others), ("", ""))
        step = BoxStep(second, hour, values.get("condition", "whole"), values.get("how") == "later")
        desk, to = self._office.boxes, values.get("to", "").strip()
        seals = tuple(seal.strip() for seal in values.get("seals", "").split(",") if seal.strip())
        if self._asked in SEALS:
            new = Sealed(values.get("box", "").strip(), values.get("holds", ""), seals, values.get("place", "").strip())
            return desk.seal(new, step, password)
        if box is None:
            return None
        ways: Mapping[str, Callable[[], Together | Refusal]] = {
            "open": lambda: desk.open(box.id, seals, step, password),
            "deliver": lambda: desk.deliver(box.id, to, step, password),
            "move": lambda: desk.move(box.id, to, step, password),
        }
        return ways[self._asked]()

    def _sign(self, box: BoxState, values: Values) -> Done | Refusal:
        entry, __, who = values.get("step", "").partition(" ")
        person = self._office.people.signed_in
        if person is not None and person.id == who:
            return self._office.boxes.sign(box.id, int(entry))
        return self._office.boxes.sign_here(box.id, int(entry), who, values.get("password", ""))
