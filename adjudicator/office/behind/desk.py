"""What every desk is: acts of people on one case, each behind the right that it needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from adjudicator.office.behind.room import Room
from adjudicator.records.trouble import Refusal

AnyDesk = TypeVar("AnyDesk", bound="OfficeDesk")
Given = ParamSpec("Given")
Result = TypeVar("Result")
Method = Callable[Concatenate[AnyDesk, Given], Result]


class OfficeDesk:
    """A desk in the room of one open case."""

    def __init__(self, room: Room) -> None:
        self._room = room


def needs(right: str) -> Callable[[Method[AnyDesk, Given, Result]], Method[AnyDesk, Given, Result | Refusal]]:
    """Ask for a right before a desk's method is run; without it the method gives the refusal."""

    def behind_it(method: Method[AnyDesk, Given, Result]) -> Method[AnyDesk, Given, Result | Refusal]:
        @wraps(method)
        def asked(desk: AnyDesk, /, *args: Given.args, **kwargs: Given.kwargs) -> Result | Refusal:
            refusal = desk._room.allowed(right)  # pyright: ignore[reportPrivateUsage] - a desk's own
            return refusal or method(desk, *args, **kwargs)

        return asked

    return behind_it
