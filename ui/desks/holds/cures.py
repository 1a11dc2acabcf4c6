"""What a person has entered of what has come, per envelope; and the answers that follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from adjudicator.casework.acts.review.answering import answered
from adjudicator.casework.acts.review.whys import OTHER, Why, reasons_for
from adjudicator.casework.sheet.application_day import wants_application
from adjudicator.casework.sheet.claims import record_against
from adjudicator.casework.sheet.evidence import Calendar
from adjudicator.casework.sheet.lines.line import ShortReason
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.sheet.source_words import source_words
from adjudicator.law.facts.derive import CURES
from adjudicator.law.telling.words import hold_words, value_words
from adjudicator.office import Office
from adjudicator.records.facts import Answer, Claim, Source
from adjudicator.words import _, beside, capital, n_
from ui.desks.holds.screen import Cure
from ui.desks.holds.words import CureQuestion, choices_of, help_of, option_of, way_of
from ui.parts import Notice
from ui.shared.envelope_words import NOT_THE_RECORD, on_keys
from ui.shared.reading_times import read_past

IN_REVIEW = _(
    "This answer hangs on the day of an application. Bring the envelope back: Review asks for the day and the document."
)


@dataclass(slots=True)
class CureDraft:
    """What was entered for one envelope and not yet recorded: by hold, the key chosen, the moment typed, and the reason."""

    chosen: dict[str, str] = field(default_factory=dict[str, str])
    typed: dict[str, str] = field(default_factory=dict[str, str])
    whys: dict[str, str] = field(default_factory=dict[str, str])
    note: str = ""


def read_drafts(value: Mapping[str, Any]) -> dict[str, CureDraft]:
    """Drafts read back by envelope; none where they were kept in another form."""
    try:
        return msgspec.convert(value.get("entered", {}), dict[str, CureDraft])
    except msgspec.ValidationError:
        return {}


def no_longer_held(numbers: Sequence[str], drafts: Mapping[str, CureDraft]) -> Notice:
    """What was entered for envelopes that are no longer held: their notes are shown, so that no words are lost."""
    notes = " ".join(f"{number}: “{drafts[number].note.strip()}”" for number in numbers if drafts[number].note.strip())
    what = n_(
        "Envelope {numbers} is no longer held",
        "Envelopes {numbers} are no longer held",
        len(numbers),
        numbers=", ".join(numbers),
    )
    why = _("You had written for {notes}", notes=notes) if notes else _("What you had entered there was discarded.")
    return Notice(what, why, kind="warning")


class Cures:
    """The ways out of an envelope's holds, with what was entered so far."""

    def __init__(self, office: Office, sheet: Sheet, holds: Sequence[str], draft: CureDraft, *, closed: bool) -> None:
        self._office, self._sheet, self._draft, self._closed = office, sheet, draft, closed
        self._ways: Mapping[str, CureQuestion] = {hold: way_of(hold) for hold in holds}

    def shown(self, calendar: Calendar) -> tuple[Cure, ...]:
        """Each hold with what may be entered for it."""
        return tuple(self._cure(hold, way, calendar) for hold, way in self._ways.items())

    def blocked(self) -> str:
        """Why it cannot go back yet; empty where it can."""
        if any(self._half_entered(hold, way) for hold, way in self._ways.items()):
            return _("Complete or clear what is half entered.")
        unexplained = next((hold for hold, __ in self._against() if self._why(hold) is None), "")
        if unexplained:
            own_words = self._draft.whys.get(unexplained) == OTHER
            return _("Write the reason into the note.") if own_words else _("Say why you answer against the record.")
        if self._closed or any(not way.fact for way in self._ways.values()) or not self._ways or self.answers():
            return ""
        if any(self._asked_in_review(hold, way) for hold, way in self._ways.items()):
            return ""
        return _("First enter what has come.")

    def answers(self) -> tuple[Answer, ...]:
        """The answers that follow from what was entered, one for each fact; a moment that was typed goes before."""
        found = {answer.fact: answer for hold, way in self._ways.items() for answer in self._answers(hold, way)}
        return tuple(found.values())

    def whys(self) -> dict[str, Why]:
        """The reasons for answers against a record, by fact."""
        found = ((way.fact, self._own_why(hold)) for hold, way in self._ways.items())
        against = ((self._ways[hold].fact, self._why(hold)) for hold, __ in self._against())
        return {fact: why for fact, why in (*found, *against) if why is not None}

    def _against(self) -> Iterator[tuple[str, Claim]]:
        """The holds whose answer stands against a record, with that record."""
        for hold, way in self._ways.items():
            for answer in self._answers(hold, way):
                record = record_against(answered(self._sheet, answer))
                if record is not None:
                    yield hold, record

    def _why(self, hold: str) -> Why | None:
        """The reason chosen, or the answer's own; one's own words are those of the note."""
        code, note = self._draft.whys.get(hold, ""), self._draft.note.strip()
        if code == OTHER:
            return Why(OTHER, note) if note else None
        fits = {reason.code for reason in self._reasons(hold)}
        return Why(code) if code in fits else self._own_why(hold)

    def _own_why(self, hold: str) -> Why | None:
        """What is recorded with an answer whose words say more than its value."""
        option = option_of(self._ways[hold], self._draft.chosen.get(hold, ""), self._sheet)
        return Why(option.why) if option is not None and option.why else None

    def _reasons(self, hold: str) -> tuple[ShortReason, ...]:
        way, record = self._ways[hold], dict(self._against()).get(hold)
        answer = next(iter(self._answers(hold, way)), None)
        return reasons_for(way.fact, answer.value, record.value) if answer is not None and record is not None else ()

    def _asked_in_review(self, hold: str, way: CureQuestion) -> bool:
        """Whether the answer chosen wants the day and the document of an application, which Review asks for."""
        option = option_of(way, self._draft.chosen.get(hold, ""), self._sheet)
        if way.fact != "registration" or option is None:
            return False
        return wants_application(self._sheet.evidence, option.value)

    def _answers(self, hold: str, way: CureQuestion) -> Iterator[Answer]:
        if self._half_entered(hold, way) or self._asked_in_review(hold, way):
            return
        moment, key = self._moment(hold), self._draft.chosen.get(hold, "")
        if way.fact == "identification" and moment is not None:
            yield self._office.review.arrival(moment, key)
        elif way.fact in CURES and moment is not None:
            yield self._office.review.cured(way.fact, moment)
        elif way.fact == "oath" and way.asks_time and moment is not None:
            yield self._office.review.signature(moment)
        elif (option := option_of(way, key, self._sheet)) is None:
            return
        elif way.asks_time and moment is not None:
            yield self._office.review.clarification(option.value, moment)
        elif not way.asks_time:
            yield Answer(way.fact, option.value, self._worker())

    def _half_entered(self, hold: str, way: CureQuestion) -> bool:
        typed, key = self._draft.typed.get(hold, "").strip(), self._draft.chosen.get(hold, "")
        if typed and self._problem(hold):
            return True
        if self._asked_in_review(hold, way):
            return False
        return way.asks_time and bool(way.prompt) and bool(typed) != bool(key)

    def _moment(self, hold: str) -> datetime | None:
        read = self._read(hold)
        return read if isinstance(read, datetime) else None

    def _problem(self, hold: str) -> str:
        read = self._read(hold)
        return read if isinstance(read, str) and self._draft.typed.get(hold, "").strip() else ""

    def _read(self, hold: str) -> datetime | str:
        return read_past(self._draft.typed.get(hold, ""), self._office.election.date, self._office.now())

    def _worker(self) -> Source:
        person = self._office.people.signed_in
        return Source("worker", self._office.now().isoformat(timespec="minutes"), person.id if person else "")

    def _cure(self, hold: str, way: CureQuestion, calendar: Calendar) -> Cure:
        words = hold_words(hold)
        record = None if self._own_why(hold) else dict(self._against()).get(hold)
        against = self._said(way.fact, record) if record is not None else ""
        return Cure(
            hold=hold,
            waits=capital(words),
            prompt=way.prompt,
            help=help_of(way, self._sheet),
            choices=choices_of(way, self._sheet, calendar),
            asks_time=way.asks_time,
            moment=way.moment,
            chosen=self._draft.chosen.get(hold, ""),
            typed=self._draft.typed.get(hold, ""),
            problem=self._problem(hold),
            against=IN_REVIEW if self._asked_in_review(hold, way) else against,
            whys=on_keys(self._reasons(hold)) if record is not None else (),
            why=self._draft.whys.get(hold, ""),
        )

    def _said(self, fact: str, record: Claim) -> str:
        source = capital(source_words(record.source, self._office.people.name_of))
        said = _("{source}: {answer}.", source=source, answer=value_words(fact, record.value, self._sheet.words))
        return beside(said, NOT_THE_RECORD)
