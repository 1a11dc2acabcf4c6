"""An envelope's papers as a person reads them: the state's open fields and the sealed ones, unsealed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adjudicator.casework.state import EnvelopeState
from adjudicator.records.envelope import Envelope

Unseal = Callable[[str], str]


def envelope_of(state: EnvelopeState, unseal: Unseal) -> Envelope:
    """The envelope with every correction applied, in the clear: for eyes at a desk, never for a log line or export."""
    sealed: Mapping[str, str] = {name: unseal(commitment) for name, commitment in state.sealed.items()}
    return Envelope(
        number=state.number,
        stream=state.stream,
        place=state.place,
        precinct_cast=state.precinct_cast,
        style_cast=state.style_cast,
        party=state.party,
        reasons=state.reasons,
        oath_signed=state.oath_signed,
        id_shown=state.id_shown,
        statement=state.statement,
        sheets=state.sheets,
        **sealed,
    )
