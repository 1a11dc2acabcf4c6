"""The steps of a batch, one after another: closed, looked at, decided twice, approved, voted, opened, in the count. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from adjudicator.canvass.batch_way import BatchWay
from adjudicator.casework.acts.looking import check_of
from adjudicator.casework.record.state import BatchState
from adjudicator.words import _
from ui.parts import Step, StepState


def steps_of(
    batch: BatchState,
    looked: tuple[int, int] | None = None,
    second: int = 0,
    voted: int | None = None,
    way: BatchWay | None = None,
) -> tuple[Step, ...]:
    """The steps of a batch. `looked` says how many of how many the person has looked at, where they may approve it; `second`
    how many are drawn to be decided a second time; `voted` how many the board took, None where it does not vote; `way` how
    far its ballots have come since, None where that is not asked.
    """
    return tuple(_steps(batch, looked, second, voted, way))


def _steps(
    batch: BatchState, looked: tuple[int, int] | None, second: int, voted: int | None, way: BatchWay | None
) -> Iterator[Step]:
    many = len(batch.items)
    yield Step(_("closed {count}", count=many + len(batch.returned)), "done")
    if batch.returned or batch.status == "returned":
        yield Step(_("returned {count}", count=len(batch.returned)), "back")
    if batch.status == "returned":
        return
    yield _looked_at(batch, looked)
    if batch.second:
        yield _checked(batch, second)
    approved = batch.status == "approved"
    yield Step(_("approved {count}", count=many) if approved else _("approved"), "done" if approved else "ahead")
    if voted is not None:
        yield Step(_("voted {count} of {of}", count=voted, of=many) if approved else _("voted"), _state(voted, many))
    if way is not None and way.to_open:
        opened = _("opened {count} of {of}", count=way.opened, of=way.to_open) if approved else _("opened")
        yield Step(opened, _state(way.opened, way.to_open))
        yield Step(_("in the count"), "done" if way.in_the_count else "ahead")


def _state(done: int, of: int) -> StepState:
    return "done" if done >= of else "now" if done else "ahead"


def _looked_at(batch: BatchState, looked: tuple[int, int] | None) -> Step:
    if batch.status == "approved" and not batch.looked_at:  # approved in an older form
        return Step(_("looked at: not known"), "unknown")
    if batch.status == "approved":
        return Step(_("looked at {count}", count=len(batch.looked_at)), "done")
    if looked is None:
        return Step(_("looked at"), "ahead")
    done, of = looked
    return Step(_("looked at {count} of {of}", count=done, of=of), _state(done, of))


def _checked(batch: BatchState, second: int) -> Step:
    checks = [check_of(batch, number) for number in batch.items]
    found = [check for check in checks if check is not None]
    of = second or len(found)
    return Step(_("decided twice {count} of {of}", count=len(found), of=of), _state(len(found), of))
