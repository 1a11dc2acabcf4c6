"""Which envelope comes next: what the person has taken already, what came back to them, then by number; skipped last.

What others have taken is passed over.

The queue is never loaded: one row is asked for. How many are left, and the few envelopes that came back, are counted when
the desk is entered or something happens elsewhere, and kept while one person works along. Skipped envelopes and the way
back live in memory only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adjudicator.casework.acts.act import TAKEN
from adjudicator.casework.record.entry import Entry
from adjudicator.office import Office
from adjudicator.port.rows import QueueQuery
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _

WORKABLE = QueueQuery(status=("to_do",), referred=False)

_ANSWERS = ("facts.recorded", "research.recorded", "envelope.corrected")
_LEAVES = ("envelope.determined", "envelope.referred", "envelope.taken", "envelope.put_back")
QUIET = frozenset((*_ANSWERS, *_LEAVES))
"""Kinds of entry after which the queue is known without asking: answers, and what the desk itself takes out of it."""

TRIES = 10
"""How often another envelope is looked for where others take each at the same moment."""

NOTHING_TO_TAKE = Refusal("nothing_left", _("No envelope is left."))


class Queue:
    """The queue of the person signed in, and the envelope that the person has taken from it.

    `here` is the envelope on the desk, empty where there is none. `taking` says that what is recorded just now is that an
    envelope is taken or put back.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._skipped: list[str] = []
        self._visited: list[str] = []
        self._person = ""
        self._came_back: list[str] | None = None
        self._left: int | None = None
        self._elsewhere = 0
        self._taken = ""
        self.here = ""
        self.taking = False

    def settle(self) -> None:
        """Begin afresh where another person has signed in; the place of a person who comes back is kept."""
        person = self._person_id()
        if person != self._person:
            self._person, self._skipped, self._visited, self.here = person, [], [], ""
            self.forget()

    def forget(self) -> None:
        """Count again at the next question."""
        self._came_back, self._left = None, None

    def heard(self, entries: Sequence[Entry]) -> None:
        """Something was recorded: count again where it may have changed the queue."""
        if not QUIET.issuperset(entry.kind for entry in entries):
            self.forget()

    def done(self, number: str) -> None:
        """An envelope has left the queue by this desk's own act."""
        if self._left is not None:
            self._left = max(self._left - 1, 0)
        if self._came_back is not None and number in self._came_back:
            self._came_back.remove(number)

    def go(self, number: str) -> None:
        """Put an envelope on the desk; Back finds the one before."""
        if self.here and self.here != number:
            self._visited.append(self.here)
        self.here = number

    def arrive(self, then: str = "") -> None:
        """Take the next envelope and put it on the desk: `then`, where the person has it already, else that of the queue.

        One that another person takes at that moment is passed over.
        """
        number = then or self.next()
        for __ in range(TRIES):
            refusal = self.take(number)
            if refusal is None or refusal.code != TAKEN:
                break
            number = self.next()
        self.go(number)

    def take(self, number: str) -> Refusal | None:
        """Have an envelope for oneself and put back the one before; what cannot be taken is looked at only.

        Where nothing can be written, the world's words come with the first act.
        """
        whose, self.taking = self._office.whose, True
        try:
            taken = whose.take(number, instead=self._taken) if number else NOTHING_TO_TAKE
            if isinstance(taken, Refusal) and self._taken not in ("", number):
                whose.put_back((self._taken,))
            self._taken = "" if isinstance(taken, Refusal) else number
        except WorldError:
            return None
        finally:
            self.taking = False
        return taken if isinstance(taken, Refusal) else None

    def previous(self) -> str:
        """The envelope before this one, and forget it; empty where there is none."""
        while self._visited:
            number = self._visited.pop()
            if number != self.here:
                return number
        return ""

    @property
    def has_previous(self) -> bool:
        """Whether there is an envelope to go back to."""
        return any(number != self.here for number in self._visited)

    def skip(self) -> None:
        """Leave the envelope on the desk for later."""
        if self.here and self.here not in self._skipped:
            self._skipped.append(self.here)

    def unskip(self, number: str) -> None:
        """Take back that an envelope was left for later."""
        if number in self._skipped:
            self._skipped.remove(number)

    def next(self, leaving: str = "") -> str:
        """The next envelope's number, after one that is about to leave the queue; empty when none is left.

        When all the rest is done, those skipped come again in the order in which they were skipped.
        """
        passed = (*self._skipped, leaving) if leaving else tuple(self._skipped)
        first = (number for number in self._first() if number not in passed and self._is_workable(number))
        number = next(first, "")
        if number:
            return number
        rows = self._office.overview.envelopes(
            replace(self._mine(), returned=False, reopened=False, without=passed, limit=1)
        )
        return rows[0].number if rows else self._next_skipped(leaving)

    def left(self) -> int:
        """How many envelopes are left, those skipped among them, those that others have taken not."""
        if self._left is None:
            others = replace(self._mine(), returned=True)
            returned = self._office.overview.count(others)
            to_me = self._office.overview.count(replace(others, returned_to=self._person_id())) if returned else 0
            mine = self._office.overview.count(self._mine())
            self._elsewhere = self._office.overview.count(WORKABLE) - mine
            self._left = mine - returned + to_me
        return self._left

    def with_others(self) -> int:
        """How many envelopes others have taken."""
        self.left()
        return self._elsewhere

    def _mine(self) -> QueueQuery:
        """What the person may work on: what others have taken is not in it."""
        return replace(WORKABLE, free_for=self._person_id())

    def _first(self) -> tuple[str, ...]:
        """What the person has taken before, and what a supervisor sent back to them or reopened; a handful mostly."""
        if self._came_back is None:
            taken = self._office.whose.of(self._person_id())
            returned = replace(self._mine(), returned=True, returned_to=self._person_id())
            reopened = replace(self._mine(), returned=False, reopened=True)
            found = (self._office.overview.envelopes(query) for query in (returned, reopened))
            self._came_back = list(dict.fromkeys((*taken, *(row.number for rows in found for row in rows))))
        return tuple(self._came_back)

    def _next_skipped(self, leaving: str) -> str:
        found = [number for number in self._skipped if number != leaving and self._is_workable(number)]
        if not leaving:
            self._skipped = found[1:]
        return found[0] if found else ""

    def _is_workable(self, number: str) -> bool:
        sheet = self._office.review.sheet(number)
        if isinstance(sheet, Refusal) or sheet.state.taken_by not in ("", self._person_id()):
            return False
        return sheet.state.status == "to_do" and not sheet.state.referred

    def _person_id(self) -> str:
        person = self._office.people.signed_in
        return person.id if person else ""
