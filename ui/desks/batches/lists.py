"""The rows of the Batches desk's sections, made from the office as it is now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from adjudicator.casework.record.state import BatchState, EnvelopeState
from adjudicator.office import Office
from adjudicator.office.desks.record import RecordLine
from adjudicator.port.rows import EnvelopeRow, QueueQuery
from adjudicator.words import _, beside, n_
from adjudicator.words.dates import day_and_hour
from ui.desks.batches.groups import outcomes_words, why_words
from ui.desks.batches.mistakes import mistake_rows
from ui.desks.batches.screen import SectionId
from ui.desks.batches.steps import steps_of
from ui.envelope.panel import outcome_line, reason_in
from ui.parts import OutcomeCell, Row, Step, StepsCell

EVERY = 10_000
"""As many envelopes as one section lists."""

CAME_BACK = ("envelope.returned", "referral.answered")


class BatchLists:
    """Reads the sections' rows."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._departs: dict[str, tuple[int, int]] = {}

    def sections(self) -> tuple[SectionId, ...]:
        """The sections of the person signed in, a supervisor's first; each stays where it is while it is empty.

        Second decisions have one where any are made.
        """
        twice = bool(self._office.second.percent or self._office.second.waiting())
        return tuple(
            name
            for name, section in SECTIONS.items()
            if self._office.may(section.right) is None and (twice or name != "again")
        )

    def counts(self, batches: Sequence[BatchState]) -> dict[SectionId, int]:
        """How much is in each section of the person signed in."""
        return {section: SECTIONS[section].count(self, batches) for section in self.sections()}

    def rows(self, section: SectionId, batches: Sequence[BatchState]) -> tuple[Row, ...]:
        """The rows of a section."""
        return SECTIONS[section].rows(self, batches)

    # of a supervisor

    def waiting(self, batches: Sequence[BatchState]) -> tuple[Row, ...]:
        """Batches that wait, the one that waits longest first."""
        return tuple(self._waiting_row(batch) for batch in reversed(_waiting(batches)))

    def questions(self, __: Sequence[BatchState]) -> tuple[Row, ...]:
        """Envelopes that were referred, with the question."""
        return tuple(
            self._told_row(row, ("envelope.referred",)) for row in self._office.overview.envelopes(self._asked())
        )

    def mistakes(self, __: Sequence[BatchState]) -> tuple[Row, ...]:
        """What people say was entered by mistake."""
        return mistake_rows(self._office)

    def count_mistakes(self, __: Sequence[BatchState]) -> int:
        """How many envelopes that is said of."""
        return self._office.mistakes.number_waiting()

    def decided(self, batches: Sequence[BatchState]) -> tuple[Row, ...]:
        """Batches that were approved or returned, newest first."""
        decided = (batch for batch in batches if batch.status != "waiting")
        return tuple(
            Row(
                batch.id,
                (
                    batch.id,
                    StepsCell(self.steps(batch)),
                    _size(batch),
                    self._name(batch.closed_by),
                    self.local(batch.closed_at),
                    self.fate(batch),
                ),
                order=(batch.id, batch.status, _size(batch), self._name(batch.closed_by), batch.closed_at),
            )
            for batch in decided
        )

    # of a reviewer

    def to_close(self, __: Sequence[BatchState]) -> tuple[Row, ...]:
        """The person's determinations that are in no batch yet."""
        return tuple(self._closable_row(envelope) for envelope in self._office.batches.closable())

    def returned(self, __: Sequence[BatchState]) -> tuple[Row, ...]:
        """What a supervisor sent back to the person, or answered."""
        return tuple(self._told_row(row, CAME_BACK) for row in self._office.overview.envelopes(self._came_back()))

    def mine(self, batches: Sequence[BatchState]) -> tuple[Row, ...]:
        """The person's own batches, newest first."""
        return tuple(
            Row(
                batch.id,
                (batch.id, StepsCell(self.steps(batch)), _size(batch), self.local(batch.closed_at), self.fate(batch)),
                order=(batch.id, batch.status, _size(batch), batch.closed_at),
            )
            for batch in self.own(batches)
        )

    # words

    def fate(self, batch: BatchState) -> str:
        """What became of a batch: "waits for approval, 2 returned"."""
        who, when = self._name(batch.decided_by), self.local(batch.decided_at) if batch.decided_at else ""
        went_back = len(batch.returned) if batch.items else 0
        returned = n_("{count} returned", "{count} returned", went_back) if went_back else ""
        said = {
            "waiting": _("waits for approval"),
            "approved": _("approved by {person}, {when}", person=who, when=when),
            "returned": _("returned by {person}, {when}", person=who, when=when)
            if batch.decided_by
            else _("empty: all was taken back"),
        }[batch.status]
        return beside(said, returned, by=", ")

    def local(self, at: str) -> str:
        """An instant of the record as people read it."""
        return day_and_hour(self._office.local(at))

    def count_questions(self, __: Sequence[BatchState]) -> int:
        """How many questions wait for an answer."""
        return self._office.overview.count(self._asked())

    def count_returned(self, __: Sequence[BatchState]) -> int:
        """How many envelopes came back to the person."""
        return self._office.overview.count(self._came_back())

    def count_to_close(self, __: Sequence[BatchState]) -> int:
        """How many determinations the person can close."""
        return self._office.overview.count(QueueQuery(status=("determined",), reviewer=self._me()))

    def again(self, batches: Sequence[BatchState]) -> tuple[Row, ...]:
        """Envelopes that the person can decide a second time."""
        closed = {batch.id: batch.closed_at for batch in batches}
        return tuple(
            Row(
                drawn.envelope,
                (drawn.envelope, drawn.batch, self.local(closed[drawn.batch])),
                order=(drawn.envelope, drawn.batch, closed[drawn.batch]),
            )
            for drawn in self._office.second.waiting()
        )

    def count_again(self, __: Sequence[BatchState]) -> int:
        """How many envelopes the person can decide a second time."""
        return len(self._office.second.waiting())

    def own(self, batches: Sequence[BatchState]) -> list[BatchState]:
        """The batches that the person has closed."""
        return [batch for batch in batches if batch.closed_by == self._me()]

    def drawn_twice(self, batch: BatchState) -> int:
        """How many of a batch are drawn to be decided a second time."""
        return len(self._office.batches.view(batch).second) if batch.second else 0

    def steps(self, batch: BatchState, looked: tuple[int, int] | None = None) -> tuple[Step, ...]:
        """How far a batch is; `looked` says how many of how many the person has looked at, where they may approve it."""
        batches = self._office.batches
        return steps_of(batch, looked, self.drawn_twice(batch), batches.voted(batch), batches.way(batch))

    def _waiting_row(self, batch: BatchState) -> Row:
        rows = self._office.overview.envelopes(QueueQuery(batch=batch.id, status=("in_batch",), limit=EVERY))
        own = sum(row.reviewer == self._me() for row in rows)
        part = n_("{count} determination of your own", "{count} determinations of your own", own) if own else ""
        words = outcomes_words([row.outcome for row in rows])
        by, departs = self._name(batch.closed_by), self._departing(batch)
        return Row(
            batch.id,
            (batch.id, by, self.local(batch.closed_at), _size(batch), departs or "", words, part),
            order=(batch.id, by, batch.closed_at, _size(batch), departs, words, part),
        )

    def _departing(self, batch: BatchState) -> int:
        """How many of a batch depart from the recommendation, kept while the batch has not changed."""
        kept = self._departs.get(batch.id)
        if kept is None or kept[0] != batch.version:
            kept = (batch.version, self._office.batches.departing(batch))
            self._departs[batch.id] = kept
        return kept[1]

    def _closable_row(self, envelope: EnvelopeState) -> Row:
        determination = envelope.determination
        assert determination is not None, "what can be closed is determined"  # noqa: S101
        outcome = OutcomeCell(determination.outcome, envelope.kept_apart, outcome_line(determination))
        cells = (envelope.number, outcome, why_words(determination), self.local(determination.at))
        return Row(envelope.number, cells, order=(envelope.number, outcome.words, cells[2], determination.at))

    def _told_row(self, row: EnvelopeRow, kinds: Sequence[str]) -> Row:
        line = self._newest(row.number, kinds)
        if line is None:
            return Row(row.number, (row.number, "", "", ""))
        words = self._office.review.reason_of(reason_in(line))
        return Row(
            row.number, (row.number, line.by, self.local(line.at), words), order=(row.number, line.by, line.at, words)
        )

    def _newest(self, number: str, kinds: Sequence[str]) -> RecordLine | None:
        lines = self._office.record.lines(envelope=number)
        return next((line for line in lines if line.kind in kinds), None)

    def _asked(self) -> QueueQuery:
        return QueueQuery(status=("to_do",), referred=True, limit=EVERY)

    def _came_back(self) -> QueueQuery:
        return QueueQuery(status=("to_do",), returned=True, returned_to=self._me(), limit=EVERY)

    def _me(self) -> str:
        person = self._office.people.signed_in
        return person.id if person else ""

    def _name(self, person: str) -> str:
        return self._office.people.name_of(person) if person else ""


def _size(batch: BatchState) -> int:
    return len(batch.items)


def _waiting(batches: Sequence[BatchState]) -> list[BatchState]:
    return [batch for batch in batches if batch.status == "waiting"]


@dataclass(frozen=True, slots=True)
class BatchSection:
    """One list of the desk: the right without which a person does not have it, its word, its rows, and how many there are."""

    right: str
    label: str
    rows: Callable[[BatchLists, Sequence[BatchState]], tuple[Row, ...]]
    count: Callable[[BatchLists, Sequence[BatchState]], int]


SECTIONS: dict[SectionId, BatchSection] = {
    "waiting": BatchSection(
        "approve", _("Waiting for approval"), BatchLists.waiting, lambda __, batches: len(_waiting(batches))
    ),
    "questions": BatchSection("answer_referral", _("Questions"), BatchLists.questions, BatchLists.count_questions),
    "mistakes": BatchSection("answer_mistake", _("Mistakes"), BatchLists.mistakes, BatchLists.count_mistakes),
    "decided": BatchSection(
        "approve",
        _("Approved and returned"),
        BatchLists.decided,
        lambda __, batches: len(batches) - len(_waiting(batches)),
    ),
    "to_close": BatchSection("close_batch", _("In no batch"), BatchLists.to_close, BatchLists.count_to_close),
    "returned": BatchSection("close_batch", _("Came back to me"), BatchLists.returned, BatchLists.count_returned),
    "mine": BatchSection(
        "close_batch", _("My batches"), BatchLists.mine, lambda lists, batches: len(lists.own(batches))
    ),
    "again": BatchSection("check", _("To decide a second time"), BatchLists.again, BatchLists.count_again),
}
"""The sections, a supervisor's first."""
