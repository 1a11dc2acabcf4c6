"""The states of all approved envelopes."""

from __future__ import annotations

from collections.abc import Iterator

from adjudicator.casework.record.state import EnvelopeState
from adjudicator.office.behind.count.kept_envelopes import KeptEnvelopes
from adjudicator.port.rows import EnvelopeRow


class ApprovedStates(KeptEnvelopes[EnvelopeState]):
    """Gives the state of each that is approved and has not left."""

    STATUSES = ("approved",)

    def _every(self) -> Iterator[tuple[str, EnvelopeState]]:
        return ((state.number, state) for state in self._room.log.states(EnvelopeState, status="approved"))

    def _one(self, row: EnvelopeRow) -> EnvelopeState | None:
        state = self._room.log.state(EnvelopeState, row.number)
        return state if state is not None and state.status in self.STATUSES else None
