"""Sorting envelopes into piles, counted by hand before the first of them is opened.

What was counted by hand is recorded as it is; refused is only what nobody may do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.casework.acts.count.at_table import TableAct, not_at_the_table, wrong_hour
from adjudicator.casework.acts.count.openable import Lies, Voted, kind_of, may_open
from adjudicator.casework.acts.told import below_zero
from adjudicator.casework.record.count_state import PileState
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.records.envelope import ordinal_of
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, n_

LEAST = 10
"""Fewer envelopes are a pile only where they are all that is left of their kind."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """A pile as two people sorted it: `numbers` are the envelopes, `counted` how many they counted by hand.

    `what` is a code of `records.count.PILES`. `hour` is the county's time as told ("2020-11-09T14:00"), `later` that it was
    worked with a pen and is entered afterwards. `people` are ids, the one who records it first.
    """

    what: str
    numbers: Sequence[str]
    counted: int
    people: Sequence[str]
    hour: str
    apart: bool = False
    copy: bool = False
    box: str = ""
    later: bool = False


def sort_pile(
    new: Sorted,
    envelopes: Sequence[EnvelopeState],
    others: Iterable[EnvelopeState],
    lying: Mapping[str, Lies],
    goes_on: Voted,
    at: TableAct,
) -> Acted:
    """Sort a pile of envelopes. `envelopes` are the states of its numbers, `others` all envelopes of the case, by need.

    Refused where one of them was opened already or does not belong to such a pile, and for fewer than ten to open while there
    are others of their kind.
    """
    refusal = not_at_the_table(new.people, at.people, at.act) or wrong_hour(new.hour, at.case, at.act)
    refusal = refusal or below_zero(new.counted) or _wrong_pile(new, envelopes, lying, goes_on)
    refusal = refusal or _too_small(new, others, lying, goes_on)
    if refusal is not None:
        return refusal
    items = {
        state.number: state.determination.seq if state.determination is not None else 0
        for state in sorted(envelopes, key=lambda state: ordinal_of(state.number))
    }
    data: dict[str, Any] = {
        "pile": f"P{at.count.next.get('pile', 1):04d}",
        "what": new.what,
        "apart": new.apart,
        "copy": new.copy,
        "items": items,
        "counted": new.counted,
        "people": list(new.people),
        "hour": new.hour,
        "box": new.box,
        "later": new.later,
    }
    return (at.act.entry("pile.sorted", data),)


def sign_pile(pile: PileState, act: Act) -> Acted:
    """Sign a pile as another of those who sorted it; who recorded it has signed it with that."""
    if act.by not in pile.people:
        return Refusal("not_at_the_table", _("You did not sort pile {pile}.", pile=pile.id))
    if act.by in pile.signed:
        return Refusal("signed_already", _("You have signed pile {pile} already.", pile=pile.id))
    return (act.entry("pile.signed", {"pile": pile.id, "entry": pile.seq}),)


def _wrong_pile(
    new: Sorted, envelopes: Sequence[EnvelopeState], lying: Mapping[str, Lies], goes_on: Voted
) -> Refusal | None:
    if not envelopes or len({state.number for state in envelopes}) != len(new.numbers):
        return Refusal("nothing_to_sort", _("A pile has envelopes, each once and each of them received."))
    for state in envelopes:
        refusal = _not_there(state, lying.get(state.number))
        if refusal is not None:
            return refusal
        belongs = belongs_to(state, goes_on)
        if belongs != new.what:
            return Refusal("another_pile", _NOT_IN[new.what](state.number), state.number)
        if new.what == "to_open" and kind_of(state) != (new.apart, new.copy):
            return Refusal("another_kind", _other_kind(state), state.number)
    if new.what != "to_open" and (new.apart or new.copy):
        return Refusal("another_kind", _("Only a pile to open is kept apart or copied."))
    return None


def _not_there(state: EnvelopeState, lies: Lies | None) -> Refusal | None:
    """Why there is nothing to sort: it was opened already, or was never an envelope."""
    if lies is not None and lies.opened:
        words = _("Envelope {number} was opened with pile {pile}.", number=state.number, pile=lies.pile)
        return Refusal("opened_already", words, state.number)
    if state.is_none:
        words = _("Envelope {number} was entered by mistake: there is none to sort.", number=state.number)
        return Refusal("by_mistake", words, state.number)
    return None


def belongs_to(state: EnvelopeState, goes_on: Voted) -> str:
    """The sort of pile (`records.count.PILES`) to which an envelope belongs now."""
    if may_open(state, goes_on):
        return "to_open"
    decided = state.status in ("approved", "released") and state.outcome == "not_counted" and goes_on(state)
    return "not_counted" if decided else "held"


_NOT_IN: Mapping[str, Callable[[str], str]] = {
    "to_open": lambda number: _(
        "Envelope {number} may not be opened: that its ballot counts has to be approved, and voted on where the board votes.",
        number=number,
    ),
    "not_counted": lambda number: _(
        "Envelope {number} does not belong to those that are not counted: nothing of this kind stands approved.",
        number=number,
    ),
    "held": lambda number: _("Envelope {number} is decided; it is not held.", number=number),
}


def _other_kind(state: EnvelopeState) -> str:
    apart, copy = kind_of(state)
    if apart and copy:
        return _("Envelope {number} is kept apart and copied. Its kind has a pile of its own.", number=state.number)
    if apart:
        return _(
            "Envelope {number} is kept apart from all others. Its kind has a pile of its own.", number=state.number
        )
    if copy:
        return _("Envelope {number} counts in part, so its ballot is copied: another pile.", number=state.number)
    return _("Envelope {number} counts as it is, not kept apart: another pile.", number=state.number)


def _too_small(
    new: Sorted, others: Iterable[EnvelopeState], lying: Mapping[str, Lies], goes_on: Voted
) -> Refusal | None:
    if new.what != "to_open" or len(new.numbers) >= LEAST:
        return None
    mine = set(new.numbers)
    left = sum(
        1
        for state in others
        if state.number not in mine
        and state.number not in lying
        and kind_of(state) == (new.apart, new.copy)
        and may_open(state, goes_on)
    )
    if not left:
        return None
    words = n_(
        "A pile to open has at least ten envelopes, or all that is left of its kind, so that nobody can tell whose ballot is "
        "whose. {count} more of this kind lies in no pile: take it along.",
        "A pile to open has at least ten envelopes, or all that is left of its kind, so that nobody can tell whose ballot is "
        "whose. {count} more of this kind lie in no pile: take them along.",
        left,
    )
    return Refusal("too_small", words)
