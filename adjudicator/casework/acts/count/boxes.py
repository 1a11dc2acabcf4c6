"""Acts on boxes and bags: what a place brought, and every step of a box under seal, with a second person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.casework.acts.count.at_table import TableAct, wrong_hour
from adjudicator.casework.acts.told import below_zero
from adjudicator.casework.record.count_state import BoxState
from adjudicator.records.count import BOXES, CONDITIONS
from adjudicator.records.election import Election
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

NAME_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class BoxStep:
    """What every step of a box says: the second person, the hour as told, how it was found, whether it is entered later."""

    second: str
    hour: str
    condition: str = "whole"
    later: bool = False


@dataclass(frozen=True, slots=True)
class Sealed:
    """A box that goes under seal: what stands on it, what it holds (a code of `records.count.BOXES`), seals and place."""

    box: str
    holds: str
    seals: Sequence[str]
    place: str


def seal_box(box: BoxState | None, new: Sealed, step: BoxStep, at: TableAct) -> Acted:
    """Put a box under seal; the first seal names it. Refused while it is under seal, and without a seal or a place."""
    if box is not None and box.sealed:
        return Refusal("sealed_already", _("Box {box} is under seal. Break the seal on record first.", box=box.id))
    name = new.box
    if not name.strip() or len(name) > NAME_AT_MOST or name != name.strip():
        return Refusal("no_box", _("Write what stands on the box, in one short line."))
    if new.holds not in BOXES:
        return Refusal("no_contents", _("Say what the box holds."))
    if not _are_seals(new.seals):
        return Refusal("no_seal", _("Write the number of each seal, each once."))
    if not new.place.strip():
        return Refusal("no_place", _("Say where the box stands."))
    more = {"holds": new.holds, "seals": list(new.seals), "place": new.place}
    return _step("box.sealed", name, step, more, at)


def move_box(box: BoxState, to: str, step: BoxStep, at: TableAct) -> Acted:
    """Move a box to another place."""
    if not to.strip() or to == box.place:
        return Refusal("no_place", _("Say where the box went."))
    return _step("box.moved", box.id, step, {"to": to}, at)


def open_box(box: BoxState, seals: Sequence[str], step: BoxStep, at: TableAct) -> Acted:
    """Break the seals of a box; `seals` are those that were found on it. Others than the record's are recorded as such."""
    if not box.sealed:
        return Refusal("not_sealed", _("Box {box} is not under seal.", box=box.id))
    if seals and not _are_seals(seals):
        return Refusal("no_seal", _("Write the number of each seal, each once."))
    if step.condition == "whole" and sorted(seals) != sorted(box.seals):
        words = _(
            "The seals are not those on record ({seals}). Read them again; if they are others, say so as the condition.",
            seals=", ".join(box.seals),
        )
        return Refusal("other_seals", words)
    return _step("box.opened", box.id, step, {"seals": list(seals)}, at)


def deliver_box(box: BoxState, to: str, step: BoxStep, at: TableAct) -> Acted:
    """Hand a box over for good, as to the clerk of the superior court (O.C.G.A. 21-2-500(a)): it goes under seal."""
    if not box.sealed:
        return Refusal("not_sealed", _("Box {box} is not under seal: seal it before it is handed over.", box=box.id))
    if not to.strip():
        return Refusal("no_receiver", _("Say who received the box."))
    return _step("box.delivered", box.id, step, {"to": to}, at)


def sign_step(box: BoxState, entry: int, act: Act) -> Acted:
    """Sign a step of a box as its second person; `entry` is the place of the step's entry."""
    move = next((each for each in box.moves if each.seq == entry), None)
    if move is None or move.second != act.by:
        return Refusal("not_at_the_table", _("You were not the second person at this step of box {box}.", box=box.id))
    if move.signed:
        return Refusal("signed_already", _("You have signed this step of box {box} already.", box=box.id))
    return (act.entry("box.signed", {"box": box.id, "entry": entry}),)


def _step(kind: str, name: str, step: BoxStep, more: dict[str, Any], at: TableAct) -> Acted:
    second, act = at.people(step.second), at.act
    if second is None or not second.active:
        return Refusal("unknown_person", _("Choose the second person, who has an open account."))
    if second.id == act.by:
        return Refusal("same_person", _("The second person is somebody else."))
    if step.condition not in CONDITIONS:
        return Refusal("no_condition", _("Say how the box was found."))
    wrong = wrong_hour(step.hour, at.case, act)
    if wrong is not None:
        return wrong
    data = {"box": name, "second": second.id, "hour": step.hour, "condition": step.condition, "later": step.later}
    return (act.entry(kind, {**data, **more}),)


def _are_seals(seals: Sequence[str]) -> bool:
    fine = all(seal.strip() and seal == seal.strip() and len(seal) <= NAME_AT_MOST for seal in seals)
    return bool(seals) and fine and len(set(seals)) == len(seals)


def is_place(place: str, election: Election) -> bool:
    """Whether a place is one where this election's ballots are cast, by its name or its precinct's code."""
    precincts = election.precincts.values()
    named = any(place in (each.polling_place, each.name, each.code) for each in precincts)
    return bool(place) and (named or place in election.advance_sites)


def count_bag(place: str, issued: int, missing: int, unlisted: int, *, is_place: bool, act: Act) -> Acted:
    """Hold what a place brought against its numbered list.

    `issued` by the list, of which `missing` were not in the bag, and `unlisted` envelopes that the list does not have.
    Refused for a place that is none of the election's.
    """
    if not is_place:
        return Refusal(
            "unknown_place", _("{place} is no place of this election, and no envelope is from there.", place=place)
        )
    data = {"place": place, "issued": issued, "missing": missing, "unlisted": unlisted}
    return below_zero(issued, missing, unlisted) or (act.entry("bag.counted", data),)
