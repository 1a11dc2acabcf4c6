"""Records that lie behind something slow: their answer comes late, comes twice, is lost, or never comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from adjudicator.port.acts import NewAct
from adjudicator.port.answers import Answer, NotRecorded, Settled, Unknown
from adjudicator.port.record import Record
from tests.shared.stations import founded, joined


class Behind:
    """A record whose acts go a long way; everything else is asked of the copy at hand."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.asked = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.record, name)


class Late(Behind):
    """The act arrives after it was asked for the third time, and is answered then."""

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self._way: dict[bytes, NewAct] = {}
        self._answers: dict[bytes, Answer] = {}

    def append(self, act: NewAct) -> Answer:
        """Send it on its way."""
        self._way.setdefault(act.id, act)
        return self._answers.get(act.id, Unknown(act.id))

    def settle(self, act: bytes) -> Settled:
        """It arrives at the third time."""
        self.asked += 1
        if act in self._answers:
            return self._answers[act]
        if act not in self._way:
            return self.record.settle(act)
        if self.asked < 3:
            return Unknown(act)
        self._answers[act] = self.record.append(self._way[act])
        return self._answers[act]


class Twice(Behind):
    """The act arrives at once and its answer is lost, so that it is sent a second time."""

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self._sent: dict[bytes, NewAct] = {}
        self._answers: dict[bytes, Answer] = {}

    def append(self, act: NewAct) -> Answer:
        """It arrives; the answer does not, the first time."""
        answer = self.record.append(act)
        if act.id not in self._sent:
            self._sent[act.id] = act
            self._answers[act.id] = answer
            return Unknown(act.id)
        return self._answers[act.id]

    def settle(self, act: bytes) -> Settled:
        """Send it once more, where it was refused the first time as well."""
        self.asked += 1
        if act not in self._sent:
            return self.record.settle(act)
        again = self.record.append(self._sent[act])
        return self._answers[act] if type(again) is not type(self._answers[act]) else again


class Lost(Behind):
    """The act never arrives, and after the latest instant it is certain that it never will."""

    def append(self, act: NewAct) -> Answer:
        """It goes nowhere."""
        return Unknown(act.id)

    def settle(self, act: bytes) -> Settled:
        """Certain at the third time."""
        self.asked += 1
        return Unknown(act) if self.asked < 3 else NotRecorded(act)


class Never(Behind):
    """The act goes nowhere, and nobody ever says so."""

    def append(self, act: NewAct) -> Answer:
        """It goes nowhere."""
        return Unknown(act.id)

    def settle(self, act: bytes) -> Settled:
        """Nobody knows."""
        self.asked += 1
        return Unknown(act)


def shared(record: Any) -> Record:
    """A station's record, of a server in memory that was given what a file has."""
    return joined(founded(record), record.path.with_name("station.case"))


def at_once(record: Record) -> Record:
    """The record itself, which answers at once."""
    return record


KINDS: dict[str, Callable[[Any], Any]] = {
    "at once": at_once,
    "late": Late,
    "twice": Twice,
    "lost": Lost,
    "never": Never,
    "shared": shared,
}
