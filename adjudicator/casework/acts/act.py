"""Who acts and when: the two things that every act of a person is given from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adjudicator.casework.record.catalogue import new_entry
from adjudicator.casework.record.entry import Entry, Secret
from adjudicator.casework.record.state import OPEN, EnvelopeState
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

Acted = tuple[Entry, ...] | Refusal
"""What an act gives: the entries to append together, or why it is refused."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act: `at` is an instant as `bodies.instant` writes it, `by` the id of the person who signed in."""

    at: str
    by: str

    def entry(self, kind: str, data: Mapping[str, Any]) -> Entry:
        """An entry of this act."""
        return new_entry(kind, self.at, self.by, data)


def secret_or_none(text: str) -> Secret | None:
    """Seal a text that a person typed; nothing to seal where it is empty or blank."""
    return Secret(text) if text.strip() else None


def secret(text: str) -> Secret:
    """Seal a text, a blank one as the empty text: whether there is one is nobody's business who reads the log."""
    return Secret(text if text.strip() else "")


def reason_missing(envelope: str, what: str) -> Refusal:
    """The refusal of an act that needs a reason and got none."""
    return Refusal("reason_missing", _("{what} needs a reason. Write why, in a sentence.", what=what), envelope)


def joined(first: Acted, second: Acted) -> Acted:
    """Two acts recorded together; refused where one of them is."""
    if isinstance(first, Refusal):
        return first
    if isinstance(second, Refusal):
        return second
    return (*first, *second)


TAKEN = "taken"
"""The refusal of an act on an envelope that another person has taken. The office says who, and since when."""


def closed_to(state: EnvelopeState, act: Act) -> Refusal | None:
    """Why a person cannot answer anything about an envelope: it is determined, or another person has taken it."""
    return not_open(state) if state.status not in OPEN else with_another(state, act.by)


def with_another(state: EnvelopeState, person: str) -> Refusal | None:
    """The refusal where another person has taken an envelope, None where nobody has or the person themselves."""
    if state.taken_by in ("", person):
        return None
    return Refusal(TAKEN, _("Envelope {number} is with another person.", number=state.number), state.number)


def not_open(state: EnvelopeState) -> Refusal:
    """The refusal where an envelope is determined already, or is none, and nothing about it can be answered."""
    if state.is_none:
        words = _(
            "Envelope {number} was entered by mistake and is none. Say first that it is an envelope after all.",
            number=state.number,
        )
        return Refusal("by_mistake", words, state.number)
    words = _(
        "Envelope {number} is already determined. Take the determination back first, with a reason.",
        number=state.number,
    )
    return Refusal("already_determined", words, state.number)
