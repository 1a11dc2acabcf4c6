"""Who sits at a table where ballots are handled, and when: two or three different people, each with an oath on record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.casework.acts.told import is_day, is_hour
from adjudicator.casework.record.count_state import CountState
from adjudicator.casework.record.entry import moment_of
from adjudicator.casework.record.rights import RIGHTS
from adjudicator.casework.record.state import CaseState, PersonState
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

AT_A_TABLE = 2
OF_ABSENTEES = 3
"""So many people open what came in the absentee stream."""

LONG_NUMBER = re.compile(r"\d{4,}")

People = Callable[[str], PersonState | None]
"""A person by id."""


@dataclass(frozen=True, slots=True)
class TableAct:
    """An act at a table: who acts and when, and case, count and people as they stand."""

    act: Act
    case: CaseState
    count: CountState
    people: People


def swear(person: PersonState, day: str, case: CaseState, act: Act) -> Acted:
    """Record the day on which a person took the oath of those who touch ballots (O.C.G.A. 21-2-483(a))."""
    if not is_day(day):
        return Refusal("no_day", _("Say when it was."))
    if day > local(act, case).date().isoformat():
        return Refusal("future", _("This day is in the future. Write the day of the oath."))
    if person.sworn == day:
        return Refusal("nothing_changed", _("This day is on record already."))
    return (act.entry("person.sworn", {"person": person.id, "day": day}),)


def not_at_the_table(
    ids: Sequence[str], people: People, act: Act, *, least: int = AT_A_TABLE, override: str = ""
) -> Refusal | None:
    """Why these people cannot handle ballots together, None where they can.

    They are different people, as many as it takes, each with an open account, the role for it and an oath on record; the one
    who records it is the first. With an `override` a supervisor may sit with them.
    """
    if not ids or ids[0] != act.by:
        return Refusal("not_at_the_table", _("Who records it sits at the table, and is named first."))
    if len(set(ids)) != len(ids) or len(ids) > OF_ABSENTEES:
        return Refusal("same_person", _("Two or three different people sit at a table."))
    if len(ids) < least:
        return Refusal("too_few", _TOO_FEW[least])
    handlers = RIGHTS["handle_ballots"].roles | (frozenset({"supervisor"}) if override.strip() else frozenset())
    found = (_not_with_ballots(who, people(who), handlers) for who in ids)
    return next((refusal for refusal in found if refusal is not None), None)


_TOO_FEW: Mapping[int, str] = {
    AT_A_TABLE: _("Ballots are handled by two people together. Who is the second?"),
    OF_ABSENTEES: _("Ballots of the absentee stream are opened by three people together."),
}


def _not_with_ballots(who: str, person: PersonState | None, handlers: frozenset[str]) -> Refusal | None:
    """Why a person does not touch ballots: no account, no role, or no oath."""
    if person is None or not person.active:
        return Refusal("unknown_person", _('There is nobody called "{name}" with an open account.', name=who))
    if handlers.isdisjoint(person.roles):
        return Refusal(
            "no_role", _("{person} has no role that handles ballots (clerk or custodian).", person=person.name)
        )
    if not person.sworn:
        words = _(
            "No oath of {person} is on record. Only who is sworn in touches ballots (O.C.G.A. 21-2-483(a)): an "
            "administrator or a supervisor records the day of the oath.",
            person=person.name,
        )
        return Refusal("not_sworn", words)
    return None


def name_of(who: str, people: People) -> str:
    person = people(who)
    return person.name if person is not None else who


def wrong_hours(begins: str, ends: str, case: CaseState, act: Act) -> Refusal | None:
    return wrong_hour(begins, case, act) or wrong_hour(ends, case, act) or (_backwards() if ends < begins else None)


def _backwards() -> Refusal:
    return Refusal("ends_before", _("The session ends before it begins. Compare both hours."))


def wrong_hour(hour: str, case: CaseState, act: Act) -> Refusal | None:
    """Why an hour as told is none: it cannot be read, or is still to come."""
    if not is_hour(hour):
        return Refusal("no_hour", _("Say when it was."))
    if datetime.fromisoformat(hour) > local(act, case).replace(tzinfo=None):
        return Refusal("future", _("This hour is still to come. Compare it with the clock."))
    return None


def local(act: Act, case: CaseState) -> datetime:
    """The county's own time at an act."""
    return moment_of(act.at).astimezone(ZoneInfo(case.time_zone))


def has_long_number(text: str, number: str = "") -> bool:
    """Whether words have a number in them that may be a ballot's: four digits or more, and not the envelope's own."""
    return any(found != number for found in LONG_NUMBER.findall(text))


def number_written(number: str) -> Refusal:
    """The refusal of words in which a number on a ballot may stand."""
    words = _(
        "A number on a ballot is written on nothing but the ballots themselves: it would tell whose ballot it is. Leave long "
        "numbers out."
    )
    return Refusal("number_written", words, number)
