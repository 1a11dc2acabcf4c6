"""Acts on the law in force: another pack, or a position that the board's motion sets.

The law of a case is a pack with its positions, as a document that the case carries. Determinations made before keep the
pack they name; what the new one makes of them is listed in the act, and those that would differ go back to review.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from msgspec import structs

from adjudicator.casework.acts.act import Act, Acted, joined
from adjudicator.casework.acts.consequences import Consequences, carried_out
from adjudicator.casework.record.entry import Secret
from adjudicator.casework.record.state import CaseState, DayState
from adjudicator.law.rules.pack import Pack
from adjudicator.law.rules.position import Motion
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, told


@dataclass(frozen=True, slots=True)
class NewLaw:
    """A pack that is to come into force, the digest of the document with its tables, and what it would change.

    `deadlines` and `calendar` are the days that follow from its parameters, as in `CaseState`.
    """

    pack: Pack
    document: str
    found: Consequences
    deadlines: Mapping[str, str]
    calendar: tuple[DayState, ...]

    def data(self) -> dict[str, object]:
        """The part of the act's entry that says which law is in force from then on, and what it changes."""
        return {
            "rules": self.pack.id,
            "pack": self.pack.digest,
            "pack_document": self.document,
            "deadlines": dict(self.deadlines),
            "calendar": [structs.asdict(day) for day in self.calendar],
            "examined": self.found.examined,
            "changes": self.found.listed(),
        }


def change_pack(case: CaseState, new: NewLaw, reason: str, act: Act) -> Acted:
    """Put another pack in force, as a supervisor. Refused without a reason, and for the pack that is in force."""
    if new.pack.digest == case.pack:
        return Refusal("same_pack", _("{pack} is in force already.", pack=told(new.pack.name)))
    if not reason.strip():
        return Refusal("reason_missing", _("Another pack of rules needs a reason. Write why, in a sentence."))
    changed = (act.entry("pack.changed", {**new.data(), "reason": Secret(reason)}),)
    return joined(changed, carried_out(new.found, f"The rules in force changed to {new.pack.name}: {reason}", act))


def set_position(case: CaseState, position: str, new: NewLaw, today: date, act: Act) -> Acted:
    """Take a choice where the law is silent, by a motion of the board.

    Refused for a motion without number, text or a date that is one, for a motion of a day to come (`today` is the
    county's), and for what is in force already.
    """
    taken = new.pack.position(position)
    motion = taken.motion
    if motion is None or not _is_complete(motion):
        return Refusal("motion_incomplete", _("A motion needs its number, its date and its text."))
    if date.fromisoformat(motion.date) > today:
        return Refusal("motion_to_come", _("The motion's date is in the future. Check the date."))
    if new.pack.digest == case.pack:
        return Refusal("same_position", _("The board's motion has set this already."))
    data = {**new.data(), "position": position, "value": taken.value, "motion": asdict(motion)}
    taken_now = (act.entry("position.set", data),)
    return joined(taken_now, carried_out(new.found, f"{taken.asks} By motion {motion.number}: {taken.says}", act))


def _is_complete(motion: Motion) -> bool:
    if not motion.number.strip() or not motion.text.strip():
        return False
    try:
        date.fromisoformat(motion.date)
    except ValueError:
        return False
    return True
