"""What of a batch a person looks at before they approve it, and what another reviewer decides a second time before that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from adjudicator.casework.acts.drawing import sample_of, second_of
from adjudicator.casework.record.state import BatchState, EnvelopeState, SecondDecision
from adjudicator.casework.sheet.claims import is_under_another_name


@dataclass(frozen=True, slots=True)
class LookingView:
    """What is drawn from a batch, to be looked at and to be decided a second time, and what a person has looked at."""

    sample: tuple[str, ...]
    second: tuple[str, ...] = ()
    looked_at: tuple[str, ...] = ()


def view_of(batch: BatchState, root: str, looked_at: Iterable[str] = ()) -> LookingView:
    """What is drawn from a batch as it stands; `root` is that of the tree behind the act that closed it, hexadecimal."""
    sample = sample_of(root, batch.id, batch.items)
    return LookingView(sample, second_of(root, batch.id, batch.items, batch.second), tuple(looked_at))


def to_look_at(batch: BatchState, envelopes: Sequence[EnvelopeState], sample: Collection[str]) -> tuple[str, ...]:
    """The envelopes of a batch that the person who approves it looks at, by number.

    All that are not counted, depart from the recommendation, take an elector of another name, or were decided otherwise a
    second time; and the sample.
    """
    wanted = {envelope.number for envelope in envelopes if _needs_eyes(batch, envelope)}
    return tuple(sorted((wanted | set(sample)) & batch.items.keys()))


def still_to_check(batch: BatchState, second: Collection[str]) -> tuple[str, ...]:
    """The envelopes that are drawn for a second decision and have none yet, by number."""
    return tuple(number for number in sorted(second) if check_of(batch, number) is None)


def check_of(batch: BatchState, number: str) -> SecondDecision | None:
    """The second decision on the determination that a batch lists of an envelope; None where there is none."""
    check = batch.checks.get(number)
    return check if check is not None and check.determination == batch.items.get(number) else None


def _needs_eyes(batch: BatchState, envelope: EnvelopeState) -> bool:
    determination, check = envelope.determination, check_of(batch, envelope.number)
    if determination is None:
        return False
    weighed = determination.departs or is_under_another_name(envelope)
    return weighed or determination.outcome == "not_counted" or (check is not None and not check.agrees)
