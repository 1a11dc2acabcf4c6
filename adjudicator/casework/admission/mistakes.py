"""What was entered by mistake: asked by one person, answered by another, done again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from adjudicator.casework.acts import mistakes
from adjudicator.casework.acts.count.openable import where_they_lie
from adjudicator.casework.admission import fields
from adjudicator.casework.admission.again import done_again, text_of
from adjudicator.casework.admission.context import Placed, Wrong
from adjudicator.casework.record.count_state import PileState, SessionState
from adjudicator.casework.record.state import EnvelopeState

MISTAKE = "admission.envelope"


def asked(placed: Placed, data: fields.MistakeAsked) -> Wrong:
    """Of an envelope that is not approved and was not opened; the same as another that is one."""
    said = mistakes.SaidMistake(data.what, text_of(placed, data.reason), data.same_as)
    state, opened = placed.state(EnvelopeState, data.envelope), _is_opened(placed, data.envelope)
    yield from done_again(placed, mistakes.ask(state, said, _state_of(placed), placed.act, opened=opened), MISTAKE)


def answered(placed: Placed, data: fields.MistakeAnswered) -> Wrong:
    """By another person than who asked, while it still can be said of the envelope."""
    state, opened = placed.state(EnvelopeState, data.envelope), _is_opened(placed, data.envelope)
    reason = text_of(placed, data.reason)
    acted = mistakes.answer(state, data.agreed, reason, _state_of(placed), placed.act, opened=opened)
    yield from done_again(placed, acted, MISTAKE)


def _state_of(placed: Placed) -> mistakes.StateOf:
    return lambda number: placed.before.get(EnvelopeState, number)


def _is_opened(placed: Placed, number: str) -> bool:
    lying = where_they_lie(placed.before.states(PileState), placed.before.states(SessionState))
    return number in lying and lying[number].opened


CHECKS: Mapping[str, Callable[[Placed, Any], Wrong]] = {
    "mistake.asked": asked,
    "mistake.answered": answered,
}
"""Kind of entry -> what says what is wrong with one."""
