"""Envelopes that are likely one and the same, though their numbers differ: told in pairs, before a list is received."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rapidfuzz.distance import DamerauLevenshtein

from adjudicator.intake.as_saved import plain
from adjudicator.intake.problem_list import shortened
from adjudicator.intake.words import moment_of
from adjudicator.records.birth import born_on
from adjudicator.records.envelope import Envelope, number_key
from adjudicator.records.trouble import Problem
from adjudicator.words import _

AT_ONCE = timedelta(minutes=2)
"""Two ballots of voters with the same initials, cast at one place within so short a time, are likely one."""

MOST_LOOKED_AT = 500
"""So many envelopes of one birth date, or of one place and initials, are looked at: a list may have a date in every row."""

MOST_PAIRS = 100
"""So many pairs are told; of more it is said that there are."""


@dataclass(frozen=True, slots=True)
class _Compared:
    number: str
    surname: str
    born: date | None
    at: tuple[str, str, str]
    cast: datetime | None


def likely_same(file: str, new: Sequence[Envelope], received: Iterable[Envelope], by: date) -> tuple[Problem, ...]:
    """A warning for each envelope of a list that is likely one received before, or another of the list.

    Likely are two with the same birth date and surnames within a letter; or of one place, within two minutes, with the same
    initials. `by` is the day of the election, for years of two digits. Two of the same number are told as such, not here.
    """
    found: list[Problem] = []
    for number, other, why in _pairs(new, received, by):
        if len(found) == MOST_PAIRS:
            more = _("more envelopes are likely the same as another")
            found.append(Problem(file, more, _("Look through the ones above first."), warning=True))
            break
        what = _("likely the same as envelope {other}: {why}", other=shortened(other), why=why)
        remedy = _("Lay the two papers side by side. If they are one, take the row out.")
        found.append(Problem(file, what, remedy, column="envelope_number", value=shortened(number), warning=True))
    return tuple(found)


def _pairs(new: Sequence[Envelope], received: Iterable[Envelope], by: date) -> Iterator[tuple[str, str, str]]:
    births: defaultdict[date, list[_Compared]] = defaultdict(list)
    places: defaultdict[tuple[str, str, str], list[_Compared]] = defaultdict(list)
    for envelope in received:
        _put(_compared(envelope, by), births, places)
    for each in (_compared(envelope, by) for envelope in new):
        other = _same_birth(each, births) or _same_moment(each, places)
        if other is not None:
            yield (each.number, *other)
        _put(each, births, places)


def _put(
    each: _Compared,
    births: defaultdict[date, list[_Compared]],
    places: defaultdict[tuple[str, str, str], list[_Compared]],
) -> None:
    if each.born is not None and each.surname:
        births[each.born].append(each)
    if each.cast is not None and all(each.at):
        places[each.at].append(each)


def _same_birth(each: _Compared, births: defaultdict[date, list[_Compared]]) -> tuple[str, str] | None:
    for other in births.get(each.born, [])[-MOST_LOOKED_AT:] if each.born is not None and each.surname else ():
        near = DamerauLevenshtein.distance(each.surname, other.surname, score_cutoff=1) <= 1
        if near and number_key(each.number) != number_key(other.number):
            return other.number, _("the same birth date, and the same surname or nearly")
    return None


def _same_moment(each: _Compared, places: defaultdict[tuple[str, str, str], list[_Compared]]) -> tuple[str, str] | None:
    for other in places.get(each.at, [])[-MOST_LOOKED_AT:] if each.cast is not None else ():
        near = other.cast is not None and each.cast is not None and abs(each.cast - other.cast) <= AT_ONCE
        if near and number_key(each.number) != number_key(other.number):
            return other.number, _("the same place, within two minutes, with the same initials")
    return None


def _compared(envelope: Envelope, by: date) -> _Compared:
    last, first = plain(envelope.last_name), plain(envelope.first_name)
    at = (envelope.place.strip(), last[:1], first[:1])
    return _Compared(envelope.number, last, born_on(envelope.birth_date, by), at, moment_of(envelope.cast_at))
