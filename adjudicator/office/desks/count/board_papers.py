"""What is printed for the board: the agenda of a docket before its meeting, and the minutes after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from adjudicator.casework.record.count_state import DocketState
from adjudicator.casework.record.state import EnvelopeState, PersonState
from adjudicator.casework.telling.board_case import BoardCase
from adjudicator.export.paper.board_pages import (
    Agenda,
    AgendaBatch,
    AgendaCase,
    Minutes,
    MinutesMotion,
    Place,
    agenda_page,
    minutes_page,
)
from adjudicator.law.telling.span_words import outside_told
from adjudicator.office.behind.desk import OfficeDesk
from adjudicator.office.behind.files.case_file import write_page
from adjudicator.office.behind.room import Room
from adjudicator.office.desks.count.board import BoardDesk, Moved
from adjudicator.office.desks.record import NOTHING_SIGNED, RecordDesk
from adjudicator.records.envelope import ordinal_of
from adjudicator.records.trouble import Refusal
from adjudicator.words import ENGLISH, Language, _

NOTHING_SAID = BoardCase("", "", "")


class BoardPapersDesk(OfficeDesk):
    """What is printed; nothing of it is an act."""

    def __init__(self, room: Room, board: BoardDesk, record: RecordDesk) -> None:
        super().__init__(room)
        self._board, self._record = board, record

    def write_agenda(
        self, out: Path, docket: DocketState, *, public: bool = False, language: Language = ENGLISH
    ) -> Refusal | None:
        """Write the agenda of a docket (PDF) for the board, or the public's copy, which has figures alone.

        Refused while nothing is signed, and as `BoardDesk.case_of`. Raises WorldError as `write_page`.
        """
        place = self._place(language)
        if isinstance(place, Refusal):
            return place
        cases = [(number, codes, self._board.case_of(number)) for number, codes in docket.questions.items()]
        unread = next((case for __, ___, case in cases if isinstance(case, Refusal)), None)
        if unread is not None:
            return unread
        found = ((number, self._room.log.state(EnvelopeState, number)) for number in docket.items)
        states = {number: state for number, state in found if state is not None}
        drawn = Agenda(
            docket,
            self._name(docket.drawn_by),
            self._by_batch(docket, states),
            tuple(
                AgendaCase(number, codes, case if isinstance(case, BoardCase) else NOTHING_SAID)
                for number, codes, case in cases
            ),
            _by_outcome(docket, states),
            tuple(number for number, state in states.items() if _is_late(state)),
        )
        write_page(out, agenda_page(drawn, place, public=public))
        return None

    def _by_batch(self, docket: DocketState, states: Mapping[str, EnvelopeState]) -> tuple[AgendaBatch, ...]:
        rows = {row.id: row for row in self._room.log.batch_rows()}
        numbers = Counter(each.batch for number, each in states.items() if _is_as_listed(docket, number, each))
        found = ((batch, rows.get(batch)) for batch in docket.batches)
        return tuple(
            AgendaBatch(batch, self._name(row.decided_by), row.decided_at, numbers[batch])
            for batch, row in found
            if row is not None
        )

    def write_minutes(
        self, out: Path, day: date, *, public: bool = False, language: Language = ENGLISH
    ) -> Refusal | None:
        """Write the minutes of the meeting of a day (PDF): each motion with its vote, what was taken out, the rulings.

        The public's copy has figures alone, and for a person who sees no names no reasons are told. Refused where no
        motion was voted on that day, and while nothing is signed. Raises WorldError as `write_page`.
        """
        motions = [each for each in reversed(self._board.motions()) if each.day == day]
        if not motions:
            return Refusal("no_meeting", _("No motion of that day is recorded."))
        place = self._place(language)
        if isinstance(place, Refusal):
            return place
        minutes = Minutes(day, tuple(self._minutes_motion(each) for each in sorted(motions, key=_when)))
        write_page(out, minutes_page(minutes, place, public=public))
        return None

    def _minutes_motion(self, moved: Moved) -> MinutesMotion:
        reasons = {number: self._board.reason(seal) for number, seal in moved.removed.items()}
        titles = {contest.id: contest.title for contest in self._room.election.contests.values()}
        ruled = {
            number: (each.ruling, tuple(titles.get(contest, contest) for contest in each.ruled_out))
            for number, each in moved.rulings.items()
        }
        docket = self._board.docket(moved.docket) if moved.docket else None
        return MinutesMotion(
            moved.kind,
            moved.vote,
            docket,
            reasons,
            ruled,
            self._name(moved.by),
            moved.why,
        )

    def _name(self, person: str) -> str:
        found = self._room.log.state(PersonState, person)
        return found.name if found is not None else person

    def _place(self, language: Language) -> Place | Refusal:
        room, seen = self._room, self._record.seen_checkpoint()
        if seen is None:
            return NOTHING_SIGNED
        outside = outside_told(room.recommender.pack, room.election.date)
        return Place(
            room.election, seen, room.now(), practice=room.case.mode == "practice", outside=outside, language=language
        )


def _is_as_listed(docket: DocketState, number: str, state: EnvelopeState) -> bool:
    """Whether the determination in force is the one that a docket lists."""
    return state.determination is not None and state.determination.seq == docket.items.get(number)


AFTER_LAST_DAY = "after_last_day"


def _is_late(state: EnvelopeState) -> bool:
    return state.determination is not None and AFTER_LAST_DAY in state.determination.marks


def _by_outcome(docket: DocketState, states: Mapping[str, EnvelopeState]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The envelopes of a docket by outcome and first reason; those determined again since under empty ones."""
    found: dict[tuple[str, str], list[str]] = {}
    for number, state in states.items():
        made = state.determination
        if made is None or not _is_as_listed(docket, number, state):
            found.setdefault(("", ""), []).append(number)
            continue
        reason = made.reasons[0] if made.outcome == "not_counted" and made.reasons else ""
        found.setdefault((made.outcome, reason), []).append(number)
    return {key: tuple(sorted(numbers, key=ordinal_of)) for key, numbers in found.items()}


def _when(moved: Moved) -> tuple[str, int]:
    return moved.vote.hour, moved.seq
