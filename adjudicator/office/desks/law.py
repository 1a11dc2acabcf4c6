"""The law in force: its pack and positions, and what another would change before it comes into force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from adjudicator.casework.acts import lawmaking
from adjudicator.casework.acts.lawmaking import NewLaw
from adjudicator.casework.record.entry import commitment_in
from adjudicator.casework.record.state import DayState
from adjudicator.law.days.calendar import days_of
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.rules.pack import Pack
from adjudicator.law.rules.position import Motion, Setting
from adjudicator.law.telling.span_words import outside_told
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.law.calendar import stored_calendar, stored_deadlines
from adjudicator.office.behind.preview import Preview, Progress, beside, ground_of, preview
from adjudicator.office.behind.room import Done, Room
from adjudicator.port.acts import Document, Logged
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.resources import holidays_of, own_folder, pack_ids, pack_with
from adjudicator.words import _

LAWMAKING = ("pack.changed", "position.set")
"""The kinds of entries that change the law of a case."""

EVERY_ACT = 10_000
"""More than a board ever moves in one election."""


@dataclass(frozen=True, slots=True)
class ProposedLaw:
    """A law that could come into force, and what it would change. `position` is the one that a motion sets, or empty.

    `moved` are the days of the law that it sets otherwise: as they stand, and as they would.
    """

    pack: Pack
    shown: Preview
    position: str = ""
    moved: tuple[tuple[DayState, DayState], ...] = ()

    def chosen(self, *, restore: bool) -> ProposedLaw:
        """As `Preview.chosen`."""
        return replace(self, shown=self.shown.chosen(restore=restore))


@dataclass(frozen=True, slots=True)
class Enacted:
    """One act that changed the law of the case: when (UTC instant), by whom, and the pack in force from then on.

    `position` and `motion` are those of a motion that set one, empty and None where another pack was put in force;
    `reason` is the commitment to why that was done.
    """

    at: str
    by: str
    rules: str
    position: str = ""
    motion: Motion | None = None
    reason: str = ""


class LawDesk(OfficeDesk):
    """Acts of supervisors on the pack in force, and of the board's secretary on its positions."""

    @property
    def pack(self) -> Pack:
        """The pack in force, as the case carries it."""
        return self._room.recommender.pack

    def outside(self) -> str:
        """That the pack in force is not the law on the day of the election, as sentences; empty where it is."""
        return outside_told(self.pack, self._room.election.date)

    def history(self) -> tuple[Enacted, ...]:
        """Every act that changed the law since the case was made, newest first."""
        log = self._room.log
        if len(self._room.case.packs) < 2:
            return ()
        found = [logged for kind in LAWMAKING for logged in log.read_back(limit=EVERY_ACT, kind=kind)]
        return tuple(_enacted(logged) for logged in sorted(found, key=lambda logged: logged.seq, reverse=True))

    def another_pack(self, rules: str, progress: Progress | None = None) -> ProposedLaw:
        """Another pack with the board's motions that it knows, and what it would change. Any thread may ask.

        Raises KeyError for an unknown id. A motion on a position that the other pack does not have stays in the record.
        """
        known = {position.id for position in pack_with(rules, {}).positions}
        with beside(self._room) as room:
            settings = {name: setting for name, setting in room.law.pack.settings.items() if name in known}
            return _draft(room, pack_with(rules, settings), progress)

    @needs("change_pack")
    def change_pack(self, draft: ProposedLaw, reason: str) -> Done | Refusal:
        """Put another pack in force, with a reason; determinations that would differ go back to review."""
        new = self._new(draft)
        return self._put(draft, lawmaking.change_pack(self._room.case, new, reason, self._room.act()))

    def another_choice(
        self, position: str, value: str, motion: Motion, progress: Progress | None = None
    ) -> ProposedLaw:
        """The pack in force with one position set by a motion, and what that would change. Any thread may ask.

        Raises KeyError for an unknown position, ValueError for a value that is none of its choices, and WorldError where
        the folder of a pack that was added is not here: a case carries the rules as they are, not as they could be.
        """
        with beside(self._room) as room:
            rules, settings = room.law.pack.id, {**room.law.pack.settings, position: Setting(value, motion)}
            if rules not in pack_ids():
                remedy = _("Put it back into {folder}, then record the motion.", folder=str(own_folder()))
                raise WorldError(
                    "missing", _("The folder of the pack {pack} is not on this computer", pack=rules), remedy
                )
            moved = replace(pack_with(rules, settings), chosen_because=room.law.pack.chosen_because)
            return _draft(room, moved, progress, position)

    @needs("set_position")
    def set_position(self, draft: ProposedLaw) -> Done | Refusal:
        """Take the choice; determinations that would differ go back to review. Refused for a motion of a day to come."""
        new, today = self._new(draft), self._room.now().date()
        acted = lawmaking.set_position(self._room.case, draft.position, new, today, self._room.act())
        return self._put(draft, acted)

    def _new(self, draft: ProposedLaw) -> NewLaw:
        deadlines, calendar = _days(self._room, draft.pack)
        return NewLaw(draft.pack, _document(draft.pack).digest, draft.shown.found, deadlines, calendar)

    def _put(self, draft: ProposedLaw, acted: lawmaking.Acted) -> Done | Refusal:
        return self._room.put(acted, seen={"log": draft.shown.size}, documents=[_document(draft.pack)])


def _draft(room: Room, pack: Pack, progress: Progress | None, position: str = "") -> ProposedLaw:
    new = ground_of(room, recommender=Recommender(pack, room.election))
    return ProposedLaw(pack, preview(room, new, anew=False, progress=progress), position, _moved(room, pack))


def _days(room: Room, pack: Pack) -> tuple[Mapping[str, str], tuple[DayState, ...]]:
    """The days under a pack: those the case keeps, unless the parameters they follow from are other ones.

    A motion on something else is not to move a day because a library's table of holidays has changed.
    """
    if room.case.calendar and _values(pack) == _values(room.recommender.pack):
        return room.case.deadlines, room.case.calendar
    days = days_of(pack, room.election, holidays_of(room.election.state))
    return stored_deadlines(days, room.zone), stored_calendar(days, room.zone)


def _values(pack: Pack) -> Mapping[str, str]:
    """What the days follow from; since when a parameter holds says an older case in other words."""
    return {each.id: each.value for each in pack.parameters}


def _moved(room: Room, pack: Pack) -> tuple[tuple[DayState, DayState], ...]:
    now = {day.id: day for day in room.case.calendar}
    pairs = ((now[day.id], day) for day in _days(room, pack)[1] if day.id in now)
    return tuple((before, after) for before, after in pairs if (before.day, before.at) != (after.day, after.at))


def _enacted(logged: Logged) -> Enacted:
    entry = logged.entry
    data: Mapping[str, Any] = entry.data
    motion = Motion(**data["motion"]) if "motion" in data else None
    reason = commitment_in(data.get("reason"))
    return Enacted(entry.at, entry.by, data["rules"], data.get("position", ""), motion, reason)


def _document(pack: Pack) -> Document:
    return Document.of("pack", pack.tables())
