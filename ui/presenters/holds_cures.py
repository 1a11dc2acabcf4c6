"""What a person has entered of what has come, per envelope; and the answers that follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from adjudicator.casework.evidence import Calendar
from adjudicator.law.words import hold_words
from adjudicator.office import Office
from adjudicator.records.facts import Answer, Source
from ui.presenters.holds_screen import Cure
from ui.presenters.holds_words import Way, choices_of, help_of, option_of, sentence_start, way_of
from ui.presenters.review_times import HINT, read_moment, season_day

UNREAD = f"This is not a time. {HINT}."
FUTURE = "This time is still to come. Compare it with what arrived."


@dataclass(slots=True)
class Draft:
    """What was entered for one envelope and not yet recorded: by hold, the key chosen and the moment typed."""

    chosen: dict[str, str] = field(default_factory=dict[str, str])
    typed: dict[str, str] = field(default_factory=dict[str, str])
    note: str = ""


class Cures:
    """The ways out of an envelope's holds, with what was entered so far."""

    def __init__(self, office: Office, holds: Sequence[str], draft: Draft, *, closed: bool) -> None:
        self._office, self._draft, self._closed = office, draft, closed
        self._ways: Mapping[str, Way] = {hold: way_of(hold) for hold in holds}

    def shown(self, calendar: Calendar) -> tuple[Cure, ...]:
        """Each hold with what may be entered for it."""
        return tuple(self._cure(hold, way, calendar) for hold, way in self._ways.items())

    def blocked(self) -> str:
        """Why it cannot go back yet; empty where it can."""
        if any(self._half_entered(hold, way) for hold, way in self._ways.items()):
            return "Complete or empty what is half entered."
        if self._closed or any(not way.fact for way in self._ways.values()) or not self._ways or self.answers():
            return ""
        return "Enter first what has come."

    def answers(self) -> tuple[Answer, ...]:
        """The answers that follow from what was entered, one for each fact; a moment that was typed goes before."""
        found = {answer.fact: answer for hold, way in self._ways.items() for answer in self._answers(hold, way)}
        return tuple(found.values())

    def _answers(self, hold: str, way: Way) -> Iterator[Answer]:
        if self._half_entered(hold, way):
            return
        moment, key = self._moment(hold), self._draft.chosen.get(hold, "")
        if way.fact == "identification" and moment is not None:
            yield self._office.review.arrival(moment, key)
        elif way.asks_time and moment is not None:
            yield self._office.review.signature(moment)
        elif not way.asks_time and (option := option_of(way, key)) is not None:
            yield Answer(way.fact, option.value, self._worker())

    def _half_entered(self, hold: str, way: Way) -> bool:
        typed, key = self._draft.typed.get(hold, "").strip(), self._draft.chosen.get(hold, "")
        if typed and self._problem(hold):
            return True
        return way.fact == "identification" and bool(typed) != bool(key)

    def _moment(self, hold: str) -> datetime | None:
        election, now = self._office.election.date, self._office.now()
        found = read_moment(self._draft.typed.get(hold, ""), election, season_day(now.date(), election))
        return found.replace(tzinfo=now.tzinfo) if found is not None else None

    def _problem(self, hold: str) -> str:
        moment = self._moment(hold)
        if moment is None:
            return UNREAD if self._draft.typed.get(hold, "").strip() else ""
        return FUTURE if moment > self._office.now() else ""

    def _worker(self) -> Source:
        person = self._office.people.signed_in
        return Source("worker", self._office.now().isoformat(timespec="minutes"), person.id if person else "")

    def _cure(self, hold: str, way: Way, calendar: Calendar) -> Cure:
        words = hold_words(hold)
        return Cure(
            hold=hold,
            waits=sentence_start(words),
            prompt=way.prompt,
            help=help_of(way),
            choices=choices_of(way, calendar),
            asks_time=way.asks_time,
            moment=way.moment,
            chosen=self._draft.chosen.get(hold, ""),
            typed=self._draft.typed.get(hold, ""),
            problem=self._problem(hold),
        )
