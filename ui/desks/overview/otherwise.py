"""Departures in words, for the Overview: how many, which way, against which records, and whose. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from adjudicator.canvass.departures import Departures, Judged
from adjudicator.canvass.story import departures_told
from adjudicator.casework.sheet.source_words import NameOf, short_name
from ui.desks.overview.screen import Otherwise
from ui.shared.counting import counted

NOTHING = Otherwise()


def otherwise_of(found: Departures, name_of: NameOf | None) -> Otherwise:
    """What the Overview says of departures; `name_of` is None where the person does not see whose they are.

    Nothing while nobody has determined anything.
    """
    if not found.determinations:
        return NOTHING
    people = tuple(_people(found, name_of)) if name_of is not None else ()
    button = f"Show {counted(found.number, 'departure')}" if found.number and name_of is not None else ""
    return Otherwise(departures_told(found), people, button)


def _people(found: Departures, name_of: NameOf) -> Iterator[str]:
    """A line for everybody of whom there is something to tell, the most departures first."""
    ranked = sorted(found.by_person.items(), key=lambda pair: (-pair[1].departures, -pair[1].against_record, pair[0]))
    for person, judged in ranked:
        if judged.departures or judged.against_record:
            yield _person(short_name(name_of(person)), judged)


def _person(name: str, judged: Judged) -> str:
    """ "Departures: 3 of 214 by R. Ames. Answers against a record: 2"."""
    against = f". Answers against a record: {judged.against_record:,}" if judged.against_record else ""
    return f"Departures: {judged.departures:,} of {judged.determinations:,} by {name}{against}"
