"""Which envelope comes next: what the person has taken already, what came back to them, then by number; skipped last.

What others have taken is passed over. Under a filter, or in another order, what comes next is the next of that list.

The queue is never loaded: one row is asked for. How many are left, and the few envelopes that came back, are counted when
the desk is entered or something happens elsewhere, and kept while one person works along. Skipped envelopes and the way
back live in memory only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from adjudicator.casework.acts.act import TAKEN
from adjudicator.casework.record.entry import Entry
from adjudicator.office import Office
from adjudicator.office.behind.unsettled import NOT_KNOWN
from adjudicator.port.rows import EnvelopeRow, QueueQuery
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.words import _
from ui.desks.review.filtering import MINE, OLD, REFERRED, SKIPPED, WORKABLE, QueueFilter

A_DAY = timedelta(days=1)
FEW = 20

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
    envelope is taken or put back. `version` grows whenever a list of the queue may be another.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._skipped: list[str] = []
        self._visited: list[str] = []
        self._person = ""
        self._came_back: list[str] | None = None
        self._left: int | None = None
        self._left_here: int | None = None
        self._elsewhere = 0
        self._taken = ""
        self.here = ""
        self.taking = False
        self.filter = QueueFilter()
        self.version = 0

    def settle(self) -> None:
        """Begin afresh where another person has signed in; the place of a person who comes back is kept."""
        person = self._person_id()
        if person != self._person:
            self._person, self._skipped, self._visited, self.here = person, [], [], ""
            self.narrow(QueueFilter())

    def forget(self) -> None:
        """Count again at the next question."""
        self._came_back, self._left, self._left_here = None, None, None
        self.version += 1

    def narrow(self, to: QueueFilter) -> None:
        """Work the queue through a filter, in its order."""
        self.filter = to
        self.forget()

    def heard(self, entries: Sequence[Entry]) -> None:
        """Something was recorded: count again where it may have changed the queue."""
        if not QUIET.issuperset(entry.kind for entry in entries):
            self.forget()

    def done(self, number: str) -> None:
        """An envelope has left the queue by this desk's own act."""
        self._left_here = None
        self.version += 1
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
            if isinstance(taken, Refusal) and taken.code != NOT_KNOWN and self._taken not in ("", number):
                whose.put_back((self._taken,))
            lost = (
                isinstance(taken, Refusal) and taken.code != NOT_KNOWN
            )  # what is not known yet may well be the person's
            self._taken = "" if lost else number
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
            self.version += 1

    def unskip(self, number: str) -> None:
        """Take back that an envelope was left for later."""
        if number in self._skipped:
            self._skipped.remove(number)
            self.version += 1

    def next(self, leaving: str = "") -> str:
        """The next envelope's number, after one that is about to leave the queue; empty when none is left.

        When all the rest is done, those skipped come again in the order in which they were skipped.
        """
        passed = (*self._skipped, leaving) if leaving else tuple(self._skipped)
        first = (number for number in self._first() if number not in passed and self._is_workable(number))
        if not self.filter.is_plain:
            return self._next_of_filter(leaving)
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

    def left_here(self) -> int:
        """How many of these are under the filter."""
        if not self.filter.narrows:
            return self.left()
        if self._left_here is None:
            others = replace(self.asked(), returned=True)
            mine = replace(others, returned_to=self._person_id())
            returned = self._office.overview.count(others) - self._office.overview.count(mine)
            self._left_here = self._office.overview.count(self.asked()) - returned
        return self._left_here

    def asked(self) -> QueueQuery:
        """What the filter asks for."""
        old = self._office.overview.first_since(self._office.now() - A_DAY) if OLD in self.filter.tags else 0
        mine = self.mine() if MINE in self.filter.tags else ()
        return self.filter.query(self._person_id(), mine, self._skipped, old)

    def mine(self) -> tuple[str, ...]:
        """What the person has taken, and what a supervisor sent back to them or reopened; a handful mostly."""
        taken = self._office.whose.of(self._person_id())
        returned = replace(self._mine(), returned=True, returned_to=self._person_id())
        reopened = replace(self._mine(), returned=False, reopened=True)
        found = (self._office.overview.envelopes(query) for query in (returned, reopened))
        return tuple(dict.fromkeys((*taken, *(row.number for rows in found for row in rows))))

    @property
    def skipped(self) -> tuple[str, ...]:
        """What was left for later, in that order."""
        return tuple(self._skipped)

    def with_others(self) -> int:
        """How many envelopes others have taken."""
        self.left()
        return self._elsewhere

    def _mine(self) -> QueueQuery:
        """What the person may work on: what others have taken is not in it."""
        return replace(WORKABLE, free_for=self._person_id())

    def _first(self) -> tuple[str, ...]:
        """What comes before all others, as it was when the desk was entered or something happened elsewhere."""
        if self._came_back is None:
            self._came_back = list(self.mine())
        return tuple(self._came_back)

    def _next_of_filter(self, leaving: str) -> str:
        """The next under the filter behind the envelope on the desk, then from the beginning, then those skipped."""
        if REFERRED in self.filter.tags:
            return ""
        asked, passes_skipped = self.asked(), SKIPPED in self.filter.tags
        passed = {leaving or self.here, *(() if passes_skipped else self._skipped)} - {""}
        query = replace(asked, without=tuple(sorted(passed)), limit=FEW)
        anchor = self._office.overview.numbered((leaving or self.here,)) if leaving or self.here else []
        for after in (*anchor, None):
            number = next(self._to_work_on(replace(query, after=after)), "")
            if number:
                return number
        wanted = [number for number in self._skipped if number != leaving]
        rest = self._to_work_on(replace(asked, numbers=tuple(wanted), limit=FEW)) if wanted else iter(())
        number = min(rest, key=wanted.index, default="")
        if number and not leaving:
            self._skipped.remove(number)
        return number

    def _to_work_on(self, query: QueueQuery) -> Iterator[str]:
        """The numbers of a list, but for what was sent back to others."""
        rows: Sequence[EnvelopeRow] = self._office.overview.envelopes(query)
        while rows:
            yield from (row.number for row in rows if row.returned_to in ("", self._person_id()))
            rows = self._office.overview.envelopes(replace(query, after=rows[-1])) if len(rows) == query.limit else ()

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
