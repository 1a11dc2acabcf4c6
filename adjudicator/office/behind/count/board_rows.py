"""The rows of all envelopes that can be before the board."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from adjudicator.office.behind.count.kept_envelopes import AT_ONCE, KeptEnvelopes
from adjudicator.port.rows import EnvelopeRow, QueueQuery


class BoardRows(KeptEnvelopes[EnvelopeRow]):
    """Gives the row of each that is approved, has left or is held."""

    STATUSES = ("approved", "released", "held")

    def _every(self) -> Iterator[tuple[str, EnvelopeRow]]:
        query = QueueQuery(status=self.STATUSES, limit=AT_ONCE)
        while rows := self._room.log.envelope_rows(query):
            yield from ((row.number, row) for row in rows)
            query = replace(query, after=rows[-1])

    def _one(self, row: EnvelopeRow) -> EnvelopeRow:
        return row
