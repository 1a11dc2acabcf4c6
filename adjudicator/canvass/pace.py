"""How far and how fast: what people have decided by the hour, how long an envelope takes, when the rest is done.

All from the entries' own times. Work is what lies between two steps of one person on envelopes; where nothing was recorded
for longer than BREAK, that was a break and no work. From fewer than ENOUGH envelopes nothing is foretold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median

from adjudicator.casework.record.entry import Entry, moment_of
from adjudicator.casework.record.rights import FOLLOWING, GROUND

BREAK = timedelta(minutes=10)
"""A person who records nothing for longer than this was away: that time is no work."""

ENOUGH = 10
"""From fewer envelopes no pace is told."""

HOURS = 12
"""So many hours are shown, the one that is still running among them; the pace is that of these hours."""

HOUR = timedelta(hours=1)

FARTHEST = timedelta(days=400)
"""What lies farther ahead is no forecast."""

WORK = frozenset({
    "envelope.taken", "envelope.corrected", "facts.recorded", "research.recorded", "envelope.determined",
    "determination.withdrawn", "envelope.referred", "referral.taken_back",
})  # fmt: skip
"""Kinds of entry that are a step of a person's work on an envelope."""


@dataclass(frozen=True, slots=True)
class WorkStep:
    """A step of somebody's work: when (UTC), who, and the envelope that it decided or made undecided again, where it did."""

    at: datetime
    by: str
    decided: str = ""
    undone: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast it went: envelopes whose time is known, the time worked, and the median of seconds for one of them."""

    envelopes: int = 0
    worked: timedelta = timedelta(0)
    median_seconds: float | None = None

    @property
    def per_hour(self) -> float | None:
        """Envelopes in an hour of work; None where there are too few to tell."""
        if self.envelopes < ENOUGH or not self.worked:
            return None
        return self.envelopes / (self.worked / HOUR)

    def time_for(self, envelopes: int) -> timedelta | None:
        """How long so many take at this pace; None where there are too few to tell."""
        per_hour = self.per_hour
        return None if per_hour is None else envelopes / per_hour * HOUR


@dataclass(frozen=True, slots=True)
class HourDone:
    """One hour of the clock: when it began (in the county's zone), and how many were decided in it."""

    begins: datetime
    decided: int


@dataclass(frozen=True, slots=True)
class Headway:
    """What was decided today, hour by hour, and how fast; the last hour is the one that is still running."""

    today: int
    hours: tuple[HourDone, ...]
    pace: Pace

    @property
    def this_hour(self) -> int:
        """How many were decided since this hour began."""
        return self.hours[-1].decided


@dataclass(frozen=True, slots=True)
class Forecast:
    """When what is left is decided, if work goes on at this pace without a break; `spare` is what is then left of the last
    day, less than nothing where that is over by then.
    """

    takes: timedelta
    done_at: datetime
    spare: timedelta


def foretell(left: int, pace: Pace, now: datetime, last_day: datetime) -> Forecast | None:
    """When so many are decided; None where there are too few to tell by, or more than any calendar holds."""
    takes = pace.time_for(left)
    if takes is None or takes > FARTHEST:
        return None
    done_at = (now.astimezone(UTC) + takes).astimezone(now.tzinfo)
    return Forecast(takes, done_at, last_day.astimezone(UTC) - done_at.astimezone(UTC))


def begins_at(now: datetime) -> datetime:
    """From when entries are needed: from the beginning of the day, or of the first hour that is shown, if that is earlier."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return min(midnight.astimezone(UTC), _first_hour(now))


def steps_of(entries: Iterable[Entry]) -> Iterator[WorkStep]:
    """The steps of work among entries in order.

    What only followed because the ground was changed (an order, a pack, a motion) is nobody's work on an envelope.
    """
    ground: tuple[str, str] | None = None
    for entry in entries:
        if entry.kind in GROUND:
            ground = (entry.at, entry.by)
        elif entry.kind not in FOLLOWING or (entry.at, entry.by) != ground:
            ground = None
        if entry.kind not in WORK or not entry.by or ground is not None:
            continue
        envelope = str(entry.data.get("envelope", ""))
        yield WorkStep(
            moment_of(entry.at),
            entry.by,
            decided=envelope if entry.kind == "envelope.determined" else "",
            undone=envelope if entry.kind == "determination.withdrawn" else "",
        )


def progress_of(steps: Iterable[WorkStep], now: datetime) -> Headway:
    """What some steps come to, as seen at `now`, which carries the county's zone. What lies behind `now` is left out.

    Several people's hours of work are those in which at least one of them worked: the pace is that of the office.
    """
    by_person: dict[str, list[WorkStep]] = defaultdict(list)
    for step in sorted(steps, key=lambda each: each.at):  # a clock that was set back writes earlier times later
        if step.at <= now:
            by_person[step.by].append(step)
    decided = [each for own in by_person.values() for each in _decided(own)]
    first = _first_hour(now)
    worked = [span for own in by_person.values() for span in _spans(own) if span[1] >= first]
    times = [each.took for each in decided if each.took is not None and each.at >= first]
    in_hour = Counter(_hour_of(each.at) for each in decided)
    hours = tuple(
        HourDone(begins.astimezone(now.tzinfo), in_hour[begins])
        for begins in (first + place * HOUR for place in range(HOURS))
    )
    seconds = median(time.total_seconds() for time in times) if len(times) >= ENOUGH else None
    return Headway(
        today=sum(each.at.astimezone(now.tzinfo).date() == now.date() for each in decided),
        hours=hours,
        pace=Pace(len(times), _together(worked), seconds),
    )


@dataclass(frozen=True, slots=True)
class _DecidedOne:
    """An envelope that was decided and stayed so: when, and how much work went into it, None where that is not known."""

    at: datetime
    took: timedelta | None


def _decided(own: Sequence[WorkStep]) -> list[_DecidedOne]:
    """What one person decided and did not undo, in order."""
    found: dict[str, _DecidedOne] = {}
    took: timedelta | None = None
    before: WorkStep | None = None
    for step in own:
        if before is not None and step.at - before.at <= BREAK:
            took = (took or timedelta(0)) + (step.at - before.at)
        before = step
        if step.undone:
            found.pop(step.undone, None)
        if step.decided:
            found[step.decided] = _DecidedOne(step.at, took)
            took = None
    return list(found.values())


def _spans(own: Sequence[WorkStep]) -> Iterator[tuple[datetime, datetime]]:
    """When one person worked: from step to step, where no break lies between."""
    return ((one.at, next_.at) for one, next_ in pairwise(own) if next_.at - one.at <= BREAK)


def _together(spans: Iterable[tuple[datetime, datetime]]) -> timedelta:
    """How long at least one of some spans lasts."""
    whole, until = timedelta(0), datetime.min.replace(tzinfo=UTC)
    for begins, ends in sorted(spans):
        if ends > until:
            whole += ends - max(begins, until)
            until = ends
    return whole


def _hour_of(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _first_hour(now: datetime) -> datetime:
    return _hour_of(now) - (HOURS - 1) * HOUR
