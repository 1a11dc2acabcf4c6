"""What people did with envelopes and ballots after approval, as sentences: oaths, look-ups, piles, sessions, boxes, bags."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from adjudicator.casework.record.entry import Entry
from adjudicator.records.count import CONDITIONS, HIT_TOLD, PILES, SETTLED_AS
from adjudicator.words import _, beside, n_
from adjudicator.words.dates import dated_cell, dated_words

Names = Mapping[str, str]


def _sorted(entry: Entry) -> str:
    data = entry.data
    count = len(data["items"])
    said = n_(
        "sorted pile {pile} of {count} envelope ({what}), {counted} by hand",
        "sorted pile {pile} of {count} envelopes ({what}), {counted} by hand",
        count,
        pile=data["pile"],
        what=PILES[data["what"]],
        counted=str(data["counted"]),
    )
    return beside(said, *_kind(data), _later(data), by=", ")


def _kind(data: Mapping[str, Any]) -> tuple[str, ...]:
    apart = (_("kept apart"),) if data["apart"] else ()
    return (*apart, _("to copy")) if data["copy"] else apart


def _later(data: Mapping[str, Any]) -> str:
    return _("entered later") if data["later"] else ""


def _opened(entry: Entry, names: Names) -> str:
    data = entry.data
    said = n_(
        "opened pile {pile} in session {session} with {others}: {count} envelope by the record, {hand} by hand",
        "opened pile {pile} in session {session} with {others}: {count} envelopes by the record, {hand} by hand",
        data["by_record"],
        pile=data["pile"],
        session=data["session"],
        others=_others(data, names),
        hand=str(data["by_hand"]),
    )
    found = n_("{count} exception", "{count} exceptions", len(data["exceptions"])) if data["exceptions"] else ""
    all_the_same = _("a supervisor let them go on") if data["override"] else ""
    return beside(said, found, all_the_same, _later(data), by=", ")


def _duplicated(entry: Entry, names: Names) -> str:
    data = entry.data
    said = n_(
        "made {count} duplicate of pile {pile} in session {session}, with {others} as the witness",
        "made {count} duplicates of pile {pile} in session {session}, with {others} as the witness",
        data["done"],
        pile=data["pile"],
        session=data["session"],
        others=_others(data, names),
    )
    stock = _(
        "{issued} blank ballots given out, {spoiled} spoiled, {returned} returned",
        issued=str(data["issued"]),
        spoiled=str(data["spoiled"]),
        returned=str(data["returned"]),
    )
    return beside(said, stock, _later(data), by=", ")


def _others(data: Mapping[str, Any], names: Names) -> str:
    return beside(*(names.get(who, who) for who in data["people"][1:]), by=", ")


def _looked_up(entry: Entry) -> str:
    data = entry.data
    about, hits, back = data["about"], len(data["hits"]), len(data["back"])
    if not hits:
        return _("looked up {about} once more in the newest lists: nothing new", about=about)
    said = n_(
        "looked up {about} once more in the newest lists: {count} new hit",
        "looked up {about} once more in the newest lists: {count} new hits",
        hits,
        about=about,
    )
    return beside(said, n_("{count} went back to its reviewer", "{count} went back to their reviewers", back), by=", ")


def _of_box(entry: Entry, names: Names, words: str) -> str:
    data = entry.data
    how = CONDITIONS[data["condition"]] if data["condition"] != "whole" else ""
    return beside(
        words,
        _("with {second}", second=names.get(data["second"], data["second"])),
        dated_words(data["hour"]),
        how,
        _later(data),
        by=", ",
    )


def _told(entry: Entry) -> str:
    data = entry.data
    return _(
        "told {whom} of what was found after envelope {number} was opened",
        whom=HIT_TOLD[data["to"]],
        number=data["envelope"],
    )


def _bag(entry: Entry) -> str:
    data = entry.data
    return _(
        "counted what {place} brought: {issued} by its numbered list, {missing} missing, {unlisted} not listed",
        place=data["place"],
        issued=str(data["issued"]),
        missing=str(data["missing"]),
        unlisted=str(data["unlisted"]),
    )


def _seals(data: Mapping[str, Any]) -> str:
    return beside(*data["seals"], by=", ")


TELLINGS: Mapping[str, Callable[[Entry], str]] = {
    "pile.sorted": _sorted,
    "envelopes.looked_up": _looked_up,
    "hit.told": _told,
    "pile.signed": lambda e: _("signed pile {pile}, as one who sorted it", pile=e.data["pile"]),
    "box.signed": lambda e: _("signed a step of box {box}, as the second person", box=e.data["box"]),
    "session.signed": lambda e: _("signed session {session}", session=e.data["session"]),
    "exception.settled": lambda e: _(
        "settled what was found in envelope {number}: {settled}",
        number=e.data["envelope"],
        settled=SETTLED_AS[e.data["settled"]],
    ),
    "bag.counted": _bag,
}
"""Kind of entry -> its sentence."""

ANSWERED: Mapping[str, Callable[[Entry, Names], str]] = {
    "person.sworn": lambda e, names: _(
        "recorded the oath of {person}, {day}",
        person=names.get(e.data["person"], e.data["person"]),
        day=dated_cell(e.data["day"]),
    ),
    "session.opened": _opened,
    "session.duplicated": _duplicated,
    "box.sealed": lambda e, names: _of_box(
        e,
        names,
        _(
            "put box {box} under seal {seals} at {place}",
            box=e.data["box"],
            seals=_seals(e.data),
            place=e.data["place"],
        ),
    ),
    "box.moved": lambda e, names: _of_box(
        e, names, _("moved box {box} to {place}", box=e.data["box"], place=e.data["to"])
    ),
    "box.opened": lambda e, names: _of_box(
        e, names, _("broke the seals of box {box}: {seals}", box=e.data["box"], seals=_seals(e.data) or _("none found"))
    ),
    "box.delivered": lambda e, names: _of_box(
        e, names, _("handed box {box} over to {whom}", box=e.data["box"], whom=e.data["to"])
    ),
}
"""Kind of entry -> its sentence, where other people are named in it."""
