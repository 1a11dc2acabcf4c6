"""Where an envelope lies, and what became of its box, in words."""

from __future__ import annotations

from adjudicator.casework.record.count_state import Move
from adjudicator.office import Office
from adjudicator.office.desks.count.boxes import WhereItLies
from adjudicator.records.count import CONDITIONS
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, beside
from adjudicator.words.dates import dated_words


def what_words(move: Move) -> str:
    """What a step of a box was, and where to."""
    return {
        "sealed": _("under seal at {place}", place=move.to),
        "moved": _("moved to {place}", place=move.to),
        "opened": _("seals broken"),
        "delivered": _("handed over to {place}", place=move.to),
    }[move.what]


def move_words(move: Move, office: Office) -> str:
    """A step of a box in words: what, where to, when, by whom, with whom, how it was found, whether it lacks a signature."""
    who = _("{person} with {second}", person=office.people.name_of(move.by), second=office.people.name_of(move.second))
    how = CONDITIONS[move.condition] if move.condition != "whole" else ""
    unsigned = "" if move.signed else _("not signed by {names}", names=office.people.name_of(move.second))
    return beside(what_words(move), dated_words(move.hour), who, how, unsigned, by=", ")


def where_lines(found: WhereItLies, office: Office) -> tuple[str, ...]:
    """Where an envelope lies, a line each."""
    lies = _("Envelope {number}: in no box on record", number=found.number)
    if found.box and found.position:
        lies = _(
            "Envelope {number}: box {box}, {position} of {size}",
            number=found.number,
            box=found.box,
            position=str(found.position),
            size=str(found.size),
        )
    elif found.box:
        lies = _("Envelope {number}: box {box}", number=found.number, box=found.box)
    pile = ""
    if found.opened:
        pile = _("Opened with pile {pile} in session {session}", pile=found.pile, session=found.opened)
    elif found.pile:
        pile = _("Sorted to pile {pile}", pile=found.pile)
    moved = _("Last step of the box: {step}", step=move_words(found.move, office)) if found.move is not None else ""
    return tuple(line for line in (lies, pile, moved) if line)


def lies_words(number: str, office: Office) -> str:
    """Where an envelope lies, in a line: "Box 3, 12 of 40"; empty where nobody said so."""
    found = office.boxes.where(number)
    if isinstance(found, Refusal) or not found.box:
        return ""
    if not found.position:
        return _("Box {box}", box=found.box)
    return _("Box {box}, {position} of {size}", box=found.box, position=str(found.position), size=str(found.size))
