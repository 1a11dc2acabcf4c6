"""The part of the Receive desk where an envelope is entered by hand, field after field, from paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from adjudicator.casework.record.entry import read_body
from adjudicator.intake.envelope_checks import not_a_position, not_sheets
from adjudicator.office import Office
from adjudicator.port.rows import QueueQuery
from adjudicator.records.envelope import ordinal_of
from adjudicator.records.trouble import Problem, Refusal
from adjudicator.words import _, capital, n_
from adjudicator.words.dates import day_and_hour
from ui.desks.receive.fields import (
    COLUMN_OF_FIELD,
    KEPT,
    FieldDefinition,
    cast_at_of,
    choices_of,
    codes_of,
    envelope_of,
    groups_of,
    is_personal,
    next_number,
    reason_choices,
    reason_hint,
    settled,
    whole_of,
)
from ui.desks.receive.screen import EnvelopeField, HandScreen
from ui.parts import Choice, Notice, Row
from ui.shared.desk import Shell
from ui.shared.envelope_words import NO_PLACE

MOST_LISTED = 200
"""So many of the person's newest envelopes are looked through for those entered by hand."""

NO_TIME = _("This is not a time. Write 7:31 p.m. for election day, or a day and a time: Oct 30, 2:05 p.m.")


class Hand:
    """One envelope being entered; the draft stays while the person is at another desk."""

    def __init__(self, office: Office, shell: Shell, changed: Callable[[], None]) -> None:
        self._office, self._shell, self._changed = office, shell, changed
        self._draft: dict[str, str] = {}
        self._fresh: dict[str, str] = {}
        self._left: set[str] = set()
        self._last = ""
        self._entered = 0
        self._serial = 0
        self._listed: tuple[tuple[str, int], tuple[Row, ...]] = (("", 0), ())
        self.strip: Notice | None = None
        self._begin()

    def screen(self) -> HandScreen:
        """The part as it stands."""
        problems = self._problems()
        shown = {field: found for field, found in problems.items() if field in self._left}
        groups = tuple(
            (title, tuple(self._field(entry, shown.get(entry.id)) for entry in fields))
            for title, fields in groups_of(self._office.election)
        )
        errors = sum(not problem.warning for problem in shown.values())
        return HandScreen(
            groups=groups,
            button=_("Receive this envelope"),
            blocked=self._blocked(errors),
            entered=n_(
                "{count} envelope entered since you opened this desk",
                "{count} envelopes entered since you opened this desk",
                self._entered,
            )
            if self._entered
            else "",
            serial=self._serial,
            list=self._list(),
        )

    def open_row(self, number: str) -> None:
        """Open an envelope that was entered: a slip is put right there, and one that was entered twice."""
        self._shell.go("review", number)

    def _list(self) -> tuple[Row, ...]:
        """The envelopes that the person has entered by hand, newest first."""
        person = self._office.people.signed_in
        size = self._office.record.head().size
        if person is None:
            return ()
        if self._listed[0] != (person.id, size):
            self._listed = ((person.id, size), self._entered_rows(person.id))
        return self._listed[1]

    def _entered_rows(self, person: str) -> tuple[Row, ...]:
        lines = self._office.record.lines(by=person, kind="envelope.received", limit=MOST_LISTED)
        entries = [(read_body(line.body), line.at) for line in lines]
        found = [(str(entry.data["envelope"]), entry.data, at) for entry, at in entries if not entry.data.get("file")]
        names = self._office.overview.voter_names([number for number, __, ___ in found])
        return tuple(
            Row(number, (number, names.get(number, ""), data["papers"].get("place", "") or NO_PLACE,
                         day_and_hour(self._office.local(at))), order=(ordinal_of(number), "", "", at))
            for number, data, at in found
        )  # fmt: skip

    def write(self, field: str, text: str) -> None:
        """Something was typed or chosen in a field; it is looked at when the field is left."""
        self._draft[field] = text

    def leave(self, field: str) -> None:
        """A field was left: its text is completed, what follows from it is filled in, and it is checked."""
        self._left.add(field)
        found = settled(field, self._draft, self._office.election)
        self._left |= {other for other in found if found[other]}
        self._draft |= found
        box = self._draft.get("box", "").strip()
        if field == "box" and box and not self._draft.get("position"):
            self._draft["position"] = str(self._office.boxes.next_position(box))
        self._changed()

    def receive(self) -> None:
        """Receive the envelope as it stands in the fields."""
        for field in tuple(self._draft):
            self._draft |= settled(field, self._draft, self._office.election)
        self._left |= set(self._problems()) | {"number"}
        if any(not problem.warning for problem in self._problems().values()):
            self._changed()
            return
        envelope = envelope_of(self._draft, self._office.election)
        done = self._office.receive.receive_one(envelope)
        if isinstance(done, Refusal):
            self.strip = Notice(done.words, why=done.citation)
        else:
            self.strip = None
            self._last = envelope.number
            self._entered += 1
            self._begin()
            self._shell.said(_("Envelope {number} received", number=envelope.number))
        self._changed()

    def clear(self) -> None:
        """Empty all fields."""
        self._draft = {}
        self._begin()
        self._changed()

    def begun(self) -> dict[str, Any] | None:
        """What is entered and not yet received; None while nothing was entered beyond what the desk fills in itself."""
        if self._draft == self._fresh:
            return None
        return {"fields": dict(self._draft), "left": sorted(self._left)}

    def take_up(self, value: Mapping[str, Any]) -> bool:
        """Put back what was entered; a number that was received meanwhile is said at its field."""
        fields = value.get("fields")
        if not isinstance(fields, Mapping):
            return False
        known = {entry.id for __, entries in groups_of(self._office.election) for entry in entries}
        entered: dict[str, str] = {field: text for field, text in fields.items() if field in known}  # pyright: ignore[reportUnknownVariableType]
        self._draft = {field: str(text) for field, text in entered.items()}
        self._left = known.intersection(value.get("left") or ()) | {"number"}
        self._serial += 1
        return True

    def _begin(self) -> None:
        """The next envelope: its number as it most likely is, and what the pile has in common."""
        kept = {field: self._draft[field] for field in KEPT if self._draft.get(field)}
        position = whole_of(self._draft.get("position", "").strip())
        after = {"position": str(position + 1)} if kept.get("box") and position is not None else {}
        self._draft = {**kept, **after, "number": self._suggested()}
        if kept.get("precinct_cast"):
            self._draft |= settled("precinct_cast", self._draft, self._office.election)
        self._fresh = dict(self._draft)
        self._left = set()
        self._serial += 1

    def _suggested(self) -> str:
        """The number after the last one entered here, else after the highest received."""
        if self._last:
            return next_number(self._last)
        newest = self._office.overview.envelopes(QueueQuery(sort="ordinal", descending=True, limit=1))
        return next_number(newest[0].number) if newest else ""

    def _problems(self) -> dict[str, Problem]:
        """The first problem of each field; an error before a warning."""
        found: dict[str, Problem] = {}
        fields = {column: field for field, column in COLUMN_OF_FIELD.items()}
        for problem in sorted(
            self._office.receive.check(envelope_of(self._draft, self._office.election)), key=lambda it: it.warning
        ):
            found.setdefault(fields.get(problem.column, "number"), problem)
        for field, wrong in (("sheets", not_sheets), ("position", not_a_position)):
            written = self._draft.get(field, "").strip()
            if written and whole_of(written) is None:
                found[field] = wrong(written)
        return found

    def _field(self, entry: FieldDefinition, problem: Problem | None) -> EnvelopeField:
        words = self._problem_words(entry.id, problem) if problem else ""
        return EnvelopeField(
            id=entry.id,
            label=entry.label,
            kind=entry.kind,
            value=self._draft.get(entry.id, ""),
            hint=self._hint(entry),
            choices=self._choices(entry.id),
            personal=is_personal(entry.id) and entry.id not in ("cast_at", "note"),
            problem=words if problem and not problem.warning else "",
            warning=words if problem and problem.warning else "",
        )

    def _choices(self, field: str) -> tuple[Choice, ...]:
        if field == "reasons":
            return reason_choices(self._office.case.reasons)
        return choices_of(field, self._draft, self._office.election)

    def _hint(self, entry: FieldDefinition) -> str:
        value = self._draft.get(entry.id, "")
        if entry.id == "precinct_cast" and value in self._office.election.precincts:
            return self._office.election.precincts[value].name
        if entry.id == "reasons" and value:
            return reason_hint(codes_of(value), self._office.case.reasons)
        return entry.hint

    def _blocked(self, errors: int) -> str:
        refusal = self._office.may("receive")
        if refusal is not None:
            return refusal.words
        return (
            n_("{count} field has to be corrected first.", "{count} fields have to be corrected first.", errors)
            if errors
            else ""
        )

    def _problem_words(self, field: str, problem: Problem) -> str:
        """What is wrong and what to do; of a time as it is typed here, which is not how a file has it."""
        written, stream = self._draft.get("cast_at", ""), self._draft.get("stream", "")
        if field == "cast_at" and cast_at_of(written, stream, self._office.election.date) is None:
            return NO_TIME
        return _("{what}. {remedy}", what=capital(problem.what), remedy=problem.remedy)
