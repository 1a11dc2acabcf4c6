"""Which envelope comes next: what came back to this person first, then by number; what was skipped last.

The queue is never loaded: one row is asked for, and a count. Skipped envelopes and the way back live in memory only.
"""

from __future__ import annotations

from dataclasses import replace

from adjudicator.log.rows import QueueQuery
from adjudicator.office import Office
from adjudicator.records.trouble import Refusal

WORKABLE = QueueQuery(status=("to_do",), referred=False, limit=1)


class Queue:
    """The queue of the person signed in. `here` is the envelope on the desk, empty where there is none."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._skipped: list[str] = []
        self._visited: list[str] = []
        self._person = ""
        self.here = ""

    def settle(self) -> None:
        """Begin afresh where another person has signed in; the place of a person who comes back is kept."""
        person = self._person_id()
        if person != self._person:
            self._person, self._skipped, self._visited, self.here = person, [], [], ""

    def go(self, number: str) -> None:
        """Put an envelope on the desk; Back finds the one before."""
        if self.here and self.here != number:
            self._visited.append(self.here)
        self.here = number

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

    def next(self, without: str = "") -> str:
        """The next envelope's number, `without` one of them; empty when none is left.

        When all the rest is done, those skipped come again in the order in which they were skipped.
        """
        left_out = (*self._skipped, *([without] if without else []))
        for query in self._queries():
            rows = self._office.overview.envelopes(replace(query, without=left_out))
            if rows:
                return rows[0].number
        return self._next_skipped(without)

    def left(self) -> int:
        """How many envelopes are left, those skipped among them."""
        return sum(self._office.overview.count(query) for query in self._queries())

    def _next_skipped(self, without: str) -> str:
        again, self._skipped = self._skipped, []
        found = [number for number in again if self._is_workable(number)]
        others = [number for number in found if number != without]
        if not others:
            return found[0] if found else ""
        self._skipped = [number for number in found if number != others[0]]
        return others[0]

    def _is_workable(self, number: str) -> bool:
        sheet = self._office.review.sheet(number)
        return not isinstance(sheet, Refusal) and sheet.state.status == "to_do" and not sheet.state.referred

    def _queries(self) -> tuple[QueueQuery, ...]:
        return (
            replace(WORKABLE, returned=True, returned_to=self._person_id()),
            replace(WORKABLE, returned=False, reopened=True),
            replace(WORKABLE, returned=False, reopened=False),
        )

    def _person_id(self) -> str:
        person = self._office.people.signed_in
        return person.id if person else ""
