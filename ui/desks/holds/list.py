"""The list of held envelopes: all of them in light rows, arranged by what is asked, drawn one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from adjudicator.casework.record.contact_state import Contact
from adjudicator.casework.sheet.source_words import short_name
from adjudicator.law.telling.short_words import SHORT, short_words
from adjudicator.office import Office
from adjudicator.port.rows import EnvelopeRow, QueueQuery
from adjudicator.records.contact import NOT_REACHED
from adjudicator.records.trouble import Refusal
from adjudicator.words import _
from ui.desks.holds.contacts import newest_words
from ui.desks.holds.words import (
    OWN,
    OWN_REASON,
    is_for_court,
    proposal_words,
    until_words,
    waits_words,
)
from ui.parts import FetchedRows, Filter, OutcomeCell, Query, Row

PAGE = 2000
KEPT_APART = "kept_apart"
TO_REACH = "to_reach"
CHIPS = {TO_REACH: _("Not reached yet"), **SHORT, OWN: _("Other reason"), KEPT_APART: _("Kept apart")}

Order = tuple[bool | str | int, ...]

ORDERS: dict[str, Callable[[EnvelopeRow], Order]] = {
    "number": lambda row: (row.ordinal, row.number),
    "holds": lambda row: (waits_words(row.holds.split()), row.ordinal),
    "until": lambda row: (is_for_court(row.holds.split()), row.ordinal),
    "place": lambda row: (row.place.casefold(), row.ordinal),
    "reviewer": lambda row: (row.reviewer, row.ordinal),
}
"""Column -> the order of rows; without one, by time left: a court's holds last."""


class HoldsList:
    """Held envelopes, read again when the record has grown. `query` is what the list is asked to show."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._read: tuple[int, str] = (0, "")
        self._settled: tuple[int, Query] = (0, Query())
        self._found: list[EnvelopeRow] = []
        self._counted: Counter[str] = Counter()
        self._contacts: Mapping[str, Contact] = {}
        self._filters: tuple[Filter, ...] = ()
        self._places: dict[str, int] = {}
        self._proposals: dict[tuple[str, int], OutcomeCell] = {}
        self._drawn: tuple[object, FetchedRows] = (None, FetchedRows(0, _no_row))
        self.query = Query()
        self.shown: list[EnvelopeRow] = []

    def settle(self) -> None:
        """Read what is held, and arrange it, where anything has changed."""
        now = (self._office.record.head().size, self.query)
        if now == self._settled:
            return
        read = (now[0], self.query.text.strip())
        if read != self._read:
            self._read, self._found = read, list(self._pages(read[1]))
            self._contacts = self._office.contacts.newest()
            self._counted = Counter(tag for row in self._found for tag in self._tags_of(row))
        self._settled = now
        tags = set(self.query.tags)
        self._filters = tuple(
            Filter(tag, word, self._counted[tag]) for tag, word in CHIPS.items() if self._counted[tag] or tag in tags
        )
        passing = [row for row in self._found if not tags or tags & self._tags_of(row)]
        passing.sort(key=self._order(passing), reverse=self.query.descending)
        self.shown = passing
        self._places = {row.number: at for at, row in enumerate(passing)}

    def total(self) -> int:
        """How many envelopes are held, whatever is asked."""
        return self._office.overview.waiting().held

    def place_of(self, number: str) -> int:
        """Where an envelope stands in the list, -1 where it is not shown."""
        return self._places.get(number, -1)

    def filters(self) -> tuple[Filter, ...]:
        """A chip for each thing that is missing, with how many envelopes wait for it.

        One that the list is filtered by stays where nothing waits for it any more, so that it can be switched off.
        """
        return self._filters

    def rows(self, last_day: datetime, *, closed: bool) -> FetchedRows:
        """The rows as they are drawn, the same as long as nothing has changed; a proposal is worked out when its row comes
        into sight."""
        now = (self._settled, closed, closed and self._office.review.lists_waited_for())
        if self._drawn[0] != now:
            self._drawn = (now, self._fetched(last_day, closed=closed))
        return self._drawn[1]

    def _fetched(self, last_day: datetime, *, closed: bool) -> FetchedRows:
        shown = tuple(self.shown)
        names = {person.id: short_name(person.name) for person in self._office.people.everyone()}

        def fetch(at: int) -> Row:
            row, holds = shown[at], shown[at].holds.split()
            until = self._proposal(row) if closed else OutcomeCell("held", row.kept_apart, until_words(holds, last_day))
            by = names.get(row.reviewer, row.reviewer)
            waits = short_words(holds) or OWN_REASON
            voter = self._office.overview.voter_names([row.number]).get(row.number, "")
            contact = newest_words(self._contacts.get(row.number))
            phone = self._office.contacts.voter_of(row.number).phone
            cells = (row.number, voter, waits, contact, until, phone, row.place, by)
            return Row(row.number, cells, frozenset(self._tags_of(row)))

        return FetchedRows(len(shown), fetch)

    def _tags_of(self, row: EnvelopeRow) -> set[str]:
        contact = self._contacts.get(row.number)
        reached = contact is not None and contact.result not in NOT_REACHED
        return tags_of(row) if reached else {*tags_of(row), TO_REACH}

    def _order(self, rows: Sequence[EnvelopeRow]) -> Callable[[EnvelopeRow], Order]:
        """The order that is asked for: by voter and by contact from what stands beside the rows."""
        if self.query.sort == "voter":
            names = self._office.overview.voter_names([row.number for row in rows])
            return lambda row: (names.get(row.number, "").casefold(), row.ordinal)
        if self.query.sort == "contact":
            hours = {number: contact.hour for number, contact in self._contacts.items()}
            return lambda row: (hours.get(row.number, ""), row.ordinal)
        return ORDERS.get(self.query.sort, ORDERS["until"])

    def _proposal(self, row: EnvelopeRow) -> OutcomeCell:
        key = (row.number, row.version)
        if key not in self._proposals:
            sheet = self._office.review.sheet(row.number)
            if isinstance(sheet, Refusal) and sheet.code == "lists_unread":  # not kept: it is known once they are read
                return OutcomeCell("undecided", row.kept_apart, _("waits for the lists"))
            outcome, __ = proposal_words(None if isinstance(sheet, Refusal) else sheet.recommendation)
            self._proposals[key] = OutcomeCell(outcome, row.kept_apart, PROPOSED[outcome])
        return self._proposals[key]

    def _pages(self, words: str) -> Iterator[EnvelopeRow]:
        query = QueueQuery(status=("held",), words=words, limit=PAGE)
        while page := self._office.overview.envelopes(query):
            yield from page
            query = replace(query, after=page[-1])


PROPOSED = {
    "count_full": _("now: in full"),
    "count_partial": _("now: in part"),
    "not_counted": _("now: not counted"),
    "held": _("now: still held"),
    "undecided": _("now: to review"),
}
"""Outcome -> the words of a proposal in the list."""


def _no_row(at: int) -> Row:
    raise IndexError(at)


def tags_of(row: EnvelopeRow) -> set[str]:
    """What a row can be filtered by: its holds, and being kept apart."""
    return {*(row.holds.split() or (OWN,)), *([KEPT_APART] if row.kept_apart else [])}
