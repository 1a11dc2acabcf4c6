"""The queue as a list beside the envelope: its rows, page after page, and what it can be narrowed to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from adjudicator.office import Office
from adjudicator.port.rows import TICKED_NOTHING, EnvelopeRow, QueueQuery
from adjudicator.words import _, beside, told
from ui.desks.review.filtering import (
    MINE,
    ORDER_WORDS,
    REFERRED,
    RETURNED,
    SKIPPED,
    TAG_WORDS,
    WORKABLE,
    QueueFilter,
    ticked_option,
)
from ui.desks.review.queue import Queue
from ui.desks.review.screen import QueueScreen
from ui.parts import Choice, Filter, GrowingRows, Row
from ui.shared.envelope_words import NO_PLACE

PAGE = 200


class QueueList:
    """Makes the list where it is shown; anew only once the queue or its filter is another."""

    def __init__(self, office: Office, queue: Queue) -> None:
        self._office, self._queue = office, queue
        self.shown = False
        self._made: tuple[int, QueueScreen] | None = None
        self._choices: tuple[tuple[Choice, ...], tuple[Choice, ...], tuple[Choice, ...]] | None = None

    def show(self, on: bool) -> None:
        """Show the list, or put it away."""
        self.shown = on
        self._made = self._choices = None

    def screen(self) -> QueueScreen | None:
        """The list as it stands; None where it is put away."""
        if not self.shown:
            return None
        if self._made is None or self._made[0] != self._queue.version:
            made = self._make()
            self._made = (self._queue.version, made)
        return replace(self._made[1], current=self._queue.here)

    def _make(self) -> QueueScreen:
        narrowed, overview = self._queue.filter, self._office.overview
        query = replace(self._queue.asked(), limit=PAGE)
        places, ticked, boxes = self._options()
        return QueueScreen(
            rows=self._rows(query),
            total=overview.count(query),
            filter=narrowed,
            filters=self._chips(),
            places=places,
            ticked=ticked,
            boxes=boxes,
            orders=tuple(Choice("", order, words) for order, words in ORDER_WORDS.items() if boxes or order != "box"),
        )

    def _rows(self, query: QueueQuery) -> GrowingRows:
        last: EnvelopeRow | None = None

        def more() -> tuple[Row, ...]:
            nonlocal last
            page = self._office.overview.envelopes(replace(query, after=last))
            last = page[-1] if page else last
            return tuple(map(self._row, page))

        return GrowingRows(more, PAGE)

    def _row(self, row: EnvelopeRow) -> Row:
        lies = _("{box}, {position}", box=row.box, position=row.position) if row.position else row.box
        reasons = self._office.case.reasons  # the words alone: the column has no room for the codes beside them
        ticked = beside(*(told(reasons[code]) if code in reasons else code for code in row.ticked.split()), by=", ")
        return Row(row.number, (row.number, ticked or _("nothing"), row.place or NO_PLACE, self._stands(row), lies))

    def _stands(self, row: EnvelopeRow) -> str:
        """What sets an envelope apart from others to do."""
        if row.referred:
            return _("with a supervisor")
        if row.returned:
            return _("returned to {person}", person=self._office.people.name_of(row.returned_to))
        if row.reopened:
            return _("reopened")
        if row.number in self._queue.skipped:
            return _("skipped")
        return _("yours") if row.taken_by else ""

    def _chips(self) -> tuple[Filter, ...]:
        count = self._office.overview.count
        counts: Mapping[str, int] = {
            MINE: len(self._queue.mine()),
            RETURNED: count(replace(WORKABLE, returned=True)),
            SKIPPED: len(self._queue.skipped),
            REFERRED: count(replace(WORKABLE, referred=True)),
        }
        return tuple(Filter(tag, words, counts.get(tag)) for tag, words in TAG_WORDS.items())

    def _options(self) -> tuple[tuple[Choice, ...], tuple[Choice, ...], tuple[Choice, ...]]:
        """The places, codes and boxes that there are among what is to do, looked up once while the list is shown.

        Codes come in the order of the case's table.
        """
        if self._choices is None:
            to_do = [
                key[1:]
                for key in self._office.overview.counted_by("status", "place", "ticked", "box")
                if key[0] == "to_do"
            ]
            places, ticked, boxes = (sorted({str(key[at]) for key in to_do}) for at in range(3))
            reasons = self._office.case.reasons
            there = {code for each in ticked for code in each.split()}
            codes = [*(code for code in reasons if code in there), *sorted(there - set(reasons))]
            codes += [TICKED_NOTHING] if "" in ticked else []
            self._choices = (
                _choices(_("Every place"), ((place, place) for place in places if place)),
                _choices(_("Whatever was ticked"), ((code, ticked_option(code, reasons)) for code in codes)),
                _choices(_("Every box"), ((box, _("Box {box}", box=box)) for box in boxes if box))
                if any(boxes)
                else (),
            )
        return self._choices


def _choices(every: str, options: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    return (Choice("", "", every), *(Choice("", value, words) for value, words in options))


def left_under(narrowed: QueueFilter, here: int, left: str, reasons: Mapping[str, str]) -> str:
    """How many are left under a filter, and in the whole queue."""
    if not narrowed.narrows:
        return left
    return _("{here} left of {filter}; {left}", here=here, filter=narrowed.words(reasons), left=left)
