"""Sessions of people at a table: opening a pile, duplicating from it, signing, and settling what was found.

A number on a ballot is in none of them, and no time is finer than the session's own. What was counted is recorded as it is;
refused is only what nobody may do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adjudicator.casework.acts.act import Act, Acted, reason_missing, secret_or_none
from adjudicator.casework.acts.count.at_table import (
    AT_A_TABLE,
    OF_ABSENTEES,
    People,
    TableAct,
    has_long_number,
    name_of,
    not_at_the_table,
    number_written,
    wrong_hours,
)
from adjudicator.casework.acts.told import below_zero
from adjudicator.casework.record.count_state import PileState, SessionState
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import EnvelopeState
from adjudicator.records.count import EXCEPTIONS, SETTLED_AS
from adjudicator.records.envelope import ordinal_of
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, n_


@dataclass(frozen=True, slots=True)
class Seated:
    """A session from its beginning to its end.

    `people` are ids, the one who records it first; of those who duplicate, the first is the maker.
    """

    people: Sequence[str]
    begins: str
    ends: str
    later: bool = False


@dataclass(frozen=True, slots=True)
class FoundInside:
    """What was found at an opening: `by_record` is what the people were shown, `by_hand` what they counted.

    `exceptions` maps an envelope to a code of `records.count.EXCEPTIONS`. `override` is the reason of a supervisor at
    the table for going on without a fresh look-up.
    """

    by_record: int
    by_hand: int
    exceptions: Mapping[str, str] = field(default_factory=dict[str, str])
    override: str = ""


@dataclass(frozen=True, slots=True)
class Stock:
    """Blank ballots of one session of duplicating."""

    issued: int
    done: int
    spoiled: int = 0
    returned: int = 0


# opening


def open_pile(
    pile: PileState,
    still: Sequence[EnvelopeState],
    sitting: Seated,
    found: FoundInside,
    not_fresh: Refusal | None,
    at: TableAct,
) -> Acted:
    """Open a pile. `still` are its envelopes that may be opened now, `not_fresh` why it has to be looked up first.

    Refused where it is not one to open, was opened, holds nothing any more or changed since it was shown; and without a fresh
    look-up, unless a supervisor at the table takes that on themselves with a reason.
    """
    least = least_people(still)
    there = frozenset(state.number for state in still)
    refusal = _not_to_open(pile, still, found)
    refusal = refusal or not_at_the_table(sitting.people, at.people, at.act, least=least, override=found.override)
    refusal = refusal or wrong_hours(sitting.begins, sitting.ends, at.case, at.act) or _wrong_exceptions(there, found)
    refusal = refusal or below_zero(found.by_hand) or _taken_on(not_fresh, found.override, sitting.people, at.people)
    if refusal is not None:
        return refusal
    data: dict[str, Any] = {
        "session": f"S{at.count.next.get('session', 1):04d}",
        "pile": pile.id,
        "people": list(sitting.people),
        "begins": sitting.begins,
        "ends": sitting.ends,
        "later": sitting.later,
        "left": [number for number in pile.items if number not in there],
        "by_record": len(still),
        "by_hand": found.by_hand,
        "exceptions": dict(sorted(found.exceptions.items(), key=lambda each: ordinal_of(each[0]))),
        "override": secret_or_none(found.override) if not_fresh is not None else None,
    }
    return (at.act.entry("session.opened", data),)


def least_people(still: Iterable[EnvelopeState]) -> int:
    """How many people it takes to open these envelopes: three where one came in the absentee stream, else two.

    So O.C.G.A. 21-2-386(a)(2), since 2021 (a)(2)(A): three persons "shall be present at all times" while those are opened.
    """
    return OF_ABSENTEES if any(state.stream == "absentee" for state in still) else AT_A_TABLE


def _not_to_open(pile: PileState, still: Sequence[EnvelopeState], found: FoundInside) -> Refusal | None:
    if pile.what != "to_open":
        return Refusal("stays_sealed", _("The envelopes of pile {pile} stay sealed.", pile=pile.id))
    if pile.session:
        return Refusal("opened_already", _("Pile {pile} was opened already.", pile=pile.id))
    if not still:
        return Refusal("nothing_to_open", _("No envelope of pile {pile} may be opened any more.", pile=pile.id))
    if len(still) != found.by_record:
        words = n_(
            "Pile {pile} has changed meanwhile: {count} of its envelopes may be opened now. Look again.",
            "Pile {pile} has changed meanwhile: {count} of its envelopes may be opened now. Look again.",
            len(still),
            pile=pile.id,
        )
        return Refusal("list_changed", words)
    return None


def _wrong_exceptions(there: frozenset[str], found: FoundInside) -> Refusal | None:
    for number, code in found.exceptions.items():
        if number not in there:
            return Refusal("not_in_pile", _("Envelope {number} does not lie in this pile.", number=number), number)
        if code not in EXCEPTIONS:
            return Refusal("unknown_exception", _("Say what was found in envelope {number}.", number=number), number)
    return None


def _taken_on(not_fresh: Refusal | None, override: str, ids: Sequence[str], people: People) -> Refusal | None:
    """Why what stands in the way of an opening is not taken on by a supervisor; None where nothing does, or one does."""
    if not_fresh is None:
        return None
    if not override.strip():
        return not_fresh
    if has_long_number(override):
        return number_written("")
    supervisors = (person for person in map(people, ids) if person is not None and "supervisor" in person.roles)
    if next(supervisors, None) is None:
        words = _("Going on all the same is a supervisor's: one has to sit at the table, and sign.")
        return Refusal("no_supervisor", words)
    return None


# duplicating


def duplicate(pile: PileState, opened: SessionState | None, sitting: Seated, stock: Stock, at: TableAct) -> Acted:
    """Duplicate ballots of a pile that others have opened; `opened` is the session that opened it.

    Refused before it was opened, where nothing of it is to be copied, and to anybody who opened it.
    """
    if opened is None:
        return Refusal("not_opened", _("Pile {pile} has not been opened yet.", pile=pile.id))
    if not pile.copy and "copy" not in opened.settled.values():
        return Refusal("nothing_to_copy", _("Nothing of pile {pile} is to be duplicated.", pile=pile.id))
    refusal = not_at_the_table(sitting.people, at.people, at.act)
    refusal = refusal or wrong_hours(sitting.begins, sitting.ends, at.case, at.act)
    refusal = refusal or below_zero(stock.issued, stock.done, stock.spoiled, stock.returned)
    if refusal is not None:
        return refusal
    both = next((who for who in sitting.people if who in opened.people), "")
    if both:
        words = _(
            "{person} opened pile {pile} and saw whose envelopes it had: they neither duplicate nor witness from it.",
            person=name_of(both, at.people),
            pile=pile.id,
        )
        return Refusal("opened_it", words)
    data: dict[str, Any] = {
        "session": f"S{at.count.next.get('session', 1):04d}",
        "pile": pile.id,
        "people": list(sitting.people),
        "begins": sitting.begins,
        "ends": sitting.ends,
        "later": sitting.later,
        "issued": stock.issued,
        "done": stock.done,
        "spoiled": stock.spoiled,
        "returned": stock.returned,
    }
    return (at.act.entry("session.duplicated", data),)


# signing and settling


def sign(session: SessionState, act: Act) -> Acted:
    """Sign a session as another of its people; who recorded it has signed it with that."""
    if act.by not in session.people:
        return Refusal("not_at_the_table", _("You did not sit at session {session}.", session=session.id))
    if act.by in session.signed:
        return Refusal("signed_already", _("You have signed session {session} already.", session=session.id))
    return (act.entry("session.signed", {"session": session.id, "entry": session.seq}),)


def settle(session: SessionState, number: str, settled: str, reason: str, act: Act) -> Acted:
    """Say what becomes of an envelope with an exception, with a reason in which no number of a ballot stands."""
    if number not in session.exceptions:
        words = _("Nothing was found in envelope {number} at session {session}.", number=number, session=session.id)
        return Refusal("no_exception", words, number)
    if settled not in SETTLED_AS:
        return Refusal("unknown_way", _("Say what becomes of envelope {number}.", number=number), number)
    if session.settled.get(number) == settled:
        return Refusal("nothing_changed", _("That was said of envelope {number} already.", number=number), number)
    if not reason.strip():
        return reason_missing(number, _("Settling"))
    if has_long_number(reason, number):
        return number_written(number)
    data = {"session": session.id, "envelope": number, "settled": settled, "reason": Secret(reason)}
    return (act.entry("exception.settled", data),)
