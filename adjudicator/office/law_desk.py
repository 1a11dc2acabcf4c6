"""The law in force: its pack and positions, and what another would change before it comes into force."""

from __future__ import annotations

from dataclasses import dataclass

from adjudicator.casework import lawmaking
from adjudicator.casework.lawmaking import NewLaw
from adjudicator.law.calendar import days_of
from adjudicator.law.pack import Pack
from adjudicator.law.position import Motion, Setting
from adjudicator.law.recommend import Recommender
from adjudicator.log.entries import Document
from adjudicator.office.calendar import stored_calendar, stored_deadlines
from adjudicator.office.ground import Preview, ground_of, preview
from adjudicator.office.room import Done, Room
from adjudicator.records.trouble import Refusal
from adjudicator.resources import georgia_holiday_name, pack_with


@dataclass(frozen=True, slots=True)
class Draft:
    """A law that could come into force, and what it would change. `position` is the one that a motion sets, or empty."""

    pack: Pack
    shown: Preview
    position: str = ""


class LawDesk:
    """Acts of supervisors on the pack in force, and of the board's secretary on its positions."""

    def __init__(self, room: Room) -> None:
        self._room = room

    @property
    def pack(self) -> Pack:
        """The pack in force, as the case carries it."""
        return self._room.recommender.pack

    def another_pack(self, rules: str) -> Draft:
        """Another pack with the board's motions that it knows, and what it would change.

        Raises KeyError for an unknown id. A motion on a position that the other pack does not have stays in the record.
        """
        known = {position.id for position in pack_with(rules, {}).positions}
        settings = {name: setting for name, setting in self.pack.settings.items() if name in known}
        return self._draft(pack_with(rules, settings))

    def change_pack(self, draft: Draft, reason: str) -> Done | Refusal:
        """Put another pack in force, with a reason; determinations that would differ go back to review."""
        refusal = self._room.allowed("change_pack")
        if refusal is not None:
            return refusal
        new = self._new(draft)
        return self._put(draft, lawmaking.change_pack(self._room.case, new, reason, self._room.act()))

    def another_choice(self, position: str, value: str, motion: Motion) -> Draft:
        """The pack in force with one position set by a motion, and what that would change.

        Raises KeyError for an unknown position, ValueError for a value that is none of its choices.
        """
        settings = {**self.pack.settings, position: Setting(value, motion)}
        return self._draft(pack_with(self.pack.id, settings), position)

    def set_position(self, draft: Draft) -> Done | Refusal:
        """Take the choice; determinations that would differ go back to review."""
        refusal = self._room.allowed("set_position")
        if refusal is not None:
            return refusal
        acted = lawmaking.set_position(self._room.case, draft.position, self._new(draft), self._room.act())
        return self._put(draft, acted)

    def _draft(self, pack: Pack, position: str = "") -> Draft:
        new = ground_of(self._room, recommender=Recommender(pack, self._room.election))
        return Draft(pack, preview(self._room, new, anew=False), position)

    def _new(self, draft: Draft) -> NewLaw:
        days = days_of(draft.pack, self._room.election, georgia_holiday_name)
        return NewLaw(
            draft.pack,
            _document(draft.pack).digest,
            draft.shown.found,
            stored_deadlines(days, self._room.zone),
            stored_calendar(days, self._room.zone),
        )

    def _put(self, draft: Draft, acted: lawmaking.Acted) -> Done | Refusal:
        return self._room.put(acted, seen={"log": draft.shown.size}, documents=[_document(draft.pack)])


def _document(pack: Pack) -> Document:
    return Document.of("pack", pack.tables())
