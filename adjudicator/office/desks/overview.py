"""The Overview: what there is to do, the canvass so far, the time left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from adjudicator.canvass.tally import Canvass, tally
from adjudicator.casework.acts import case_acts as opening
from adjudicator.casework.record.entry import commitment_in, moment_of
from adjudicator.casework.record.state import DayState, EnvelopeState
from adjudicator.office.behind.by_number import ByNumber, by_number
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.law.calendar import calendar_of, days_of_case, in_words
from adjudicator.office.behind.room import Done
from adjudicator.office.behind.shown import row_without_decision, without_decision, without_persons
from adjudicator.port.rows import CountBy, EnvelopeRow, QueueQuery
from adjudicator.records.trouble import Refusal


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits at each desk; of what `left` in releases, `open_again` maps the newest release -> those open again."""

    to_do: int
    referred: int
    returned: int
    held: int
    to_close: int
    to_approve: int
    to_release: int
    left: int = 0
    open_again: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class OpenAgain:
    """An envelope that left in `release` and is open again: since when (an instant, UTC), who reopened it, and why.

    `why` is empty for a person who sees no names: people write names into reasons.
    """

    row: EnvelopeRow
    release: str
    since: str = ""
    by: str = ""
    why: str = ""


class OverviewDesk(OfficeDesk):
    """What everybody may see, and the supervisor's acts on the whole case."""

    def canvass(self) -> Canvass:
        """The canvass so far, by replay of every envelope's state; whose departures are whose, for those who may see it."""
        canvass = tally(self._room.log.states(EnvelopeState), self._room.election)
        return canvass if self._room.sees("read_departures") else without_persons(canvass)

    def counting(self) -> Callable[[], tuple[int, Canvass]]:
        """The canvass as a call that any thread may make, with the size of the record that it is of."""
        room, persons = self._room, self._room.sees("read_departures")

        def count() -> tuple[int, Canvass]:
            with room.log.reader() as log, log.one_state():
                canvass = tally(log.states(EnvelopeState), room.election)
                return log.head().size, canvass if persons else without_persons(canvass)

        return count

    def waiting(self) -> Waiting:
        """How much waits at each desk, from the counts that the record keeps."""
        counts = self._room.log.counts()
        return Waiting(
            to_do=counts.by_status.get("to_do", 0),
            referred=counts.referred,
            returned=counts.returned,
            held=counts.by_status.get("held", 0),
            to_close=counts.by_status.get("determined", 0),
            to_approve=counts.batches_waiting,
            to_release=counts.by_status.get("approved", 0),
            left=counts.left,
            open_again=counts.open_again,
        )

    def open_again(self, limit: int) -> tuple[OpenAgain, ...]:
        """Envelopes that left in a release and are open again, by number, at most `limit`."""
        rows = self._room.log.envelope_rows(QueueQuery(open_again=True, limit=limit))
        return tuple(self._reopened(row) for row in rows)

    def _reopened(self, row: EnvelopeRow) -> OpenAgain:
        """What the record says of the newest reopening of an envelope."""
        for logged in self._room.log.read_back(envelope=row.number, kind="envelope.reopened", limit=1):
            reason = commitment_in(logged.entry.data["reason"]) if self._room.sees("read_names") else ""
            why = self._room.log.unseal(reason) if reason else ""
            return OpenAgain(row, row.released_in, logged.entry.at, logged.entry.by, why)
        return OpenAgain(row, row.released_in)

    def states(self) -> Iterator[EnvelopeState]:
        """Every envelope's state, by number, one after another."""
        blind = self._room.blind()
        found = self._room.log.states(EnvelopeState)
        return (without_decision(state) if state.number in blind else state for state in found)

    def envelopes(self, query: QueueQuery) -> list[EnvelopeRow]:
        """A page of envelopes for a list; the next page begins after the last row of this one."""
        return self._shown(self._room.log.envelope_rows(self._asked(query)))

    def count(self, query: QueueQuery) -> int:
        """How many envelopes a query finds, all pages together."""
        return self._room.log.count_envelopes(self._asked(query))

    def counted_by(self, *columns: CountBy) -> Mapping[tuple[str | int, ...], int]:
        """How many envelopes there are for each combination of the columns ("place", "outcome"), as the record keeps them."""
        return self._room.log.counts_by(*columns)

    def first_since(self, moment: datetime) -> int:
        """The seq of the first entry made at a moment or after it; that of the next entry where there is none."""
        low, high = 1, self._room.log.head().size + 1
        while low < high:
            middle = (low + high) // 2
            (found,) = self._room.log.read_back(before=middle + 1, limit=1)
            low, high = (middle + 1, high) if moment_of(found.entry.at) < moment else (low, middle)
        return low

    def find(self, words: str) -> list[EnvelopeRow]:
        """Envelopes by the beginning of their number or, for those who see names, of words of the voter's name."""
        return self._shown(self._room.log.search_envelopes(words, by_name=self._room.sees("read_names")))

    def _shown(self, rows: list[EnvelopeRow]) -> list[EnvelopeRow]:
        """Rows of a list, without the first decision on what the person signed in is to decide a second time."""
        blind = self._room.blind() if any(row.status == "in_batch" for row in rows) else frozenset[str]()
        return [row_without_decision(row) if row.number in blind else row for row in rows]

    def by_number(self, words: str) -> ByNumber:
        """The envelope that a number means, as it is typed or read off a label; those near it where there is none."""
        return by_number(self._room.log, words)

    def numbered(self, numbers: Sequence[str]) -> list[EnvelopeRow]:
        """The envelopes that have these numbers, in the order of the numbers."""
        rows = self._shown(self._room.log.envelope_rows(QueueQuery(numbers=tuple(numbers)))) if numbers else []
        return sorted(rows, key=lambda row: numbers.index(row.number))

    def voter_names(self, numbers: Sequence[str]) -> Mapping[str, str]:
        """The voters' names as written, by envelope number; none for people whose roles see no names."""
        return self._room.log.voter_names(numbers) if self._room.sees("read_names") else {}

    def resting_on_one(self) -> int:
        """How many determinations in force and approvals rest on people who have something that one person alone gave."""
        one = self._room.by_one_person()
        if not one:
            return 0
        by_person = self._room.log.counts_by("reviewer")
        approved = sum(1 for batch in self._room.log.batch_rows() if batch.decided_by in one)
        return sum(by_person.get((person,), 0) for person in one) + approved

    def _asked(self, query: QueueQuery) -> QueueQuery:
        """A query as the person signed in may ask it: a person who sees no names finds nobody by name either."""
        return replace(query, by_name=query.by_name and self._room.sees("read_names")) if query.words else query

    def calendar(self) -> tuple[DayState, ...]:
        """The law's days, as the case keeps them, in order of time."""
        days = days_of_case(self._room.case, self._room.zone)
        return in_words(days, self._room.recommender.pack, self._room.election)

    def last_day(self) -> datetime:
        """When the period for cures ends, local time."""
        return calendar_of(self._room.case, self._room.zone).last_day

    def time_left(self) -> timedelta:
        """Real time until then, negative when it has passed: an hour more or less where clocks are changed on the way."""
        return self.last_day().astimezone(UTC) - self._room.now().astimezone(
            UTC
        )  # one zone: Python would subtract walls

    @needs("close_period")
    def may_close_period(self) -> Refusal | None:
        """Why the period cannot be closed by the person signed in now, None where it can."""
        acted = opening.close_period(self._room.case, self._room.act())
        return acted if isinstance(acted, Refusal) else None

    @needs("close_period")
    def close_period(self) -> Done | Refusal:
        """Close the period for cures, as a supervisor. Nothing changes by itself: open holds become proposals."""
        return self._room.put(opening.close_period(self._room.case, self._room.act()))

    @needs("change_reasons")
    def change_reason(self, code: str, words: str) -> Done | Refusal:
        """Change the county's table of codes that poll workers tick, as an administrator; empty words take a code away."""
        return self._room.put(opening.change_reason(self._room.case, code, words, self._room.act()))
