"""Another law, a court order or a disputed key, and what follows from it: all of it stands in the same act, right behind."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from adjudicator.casework.acts import lawmaking, orders, vouching
from adjudicator.casework.acts.act import Acted
from adjudicator.casework.acts.consequences import Change, Consequences, Ground, consequences
from adjudicator.casework.acts.lawmaking import NewLaw
from adjudicator.casework.admission import case_fields, fields
from adjudicator.casework.admission.again import compared, done_again, text_of
from adjudicator.casework.admission.context import CaseLaw, Placed, Unseal, Wrong
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.register import hours_of
from adjudicator.casework.record.rights import FOLLOWING
from adjudicator.casework.record.state import EnvelopeState, OrderState, PersonState
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.rules.pack import Pack
from adjudicator.records.orders import CourtOrder
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

ORDER, LAW, PERSON, FOLLOWS = "admission.order", "admission.law", "admission.person", "admission.follows"

UNSEEN = Consequences(0, ())
"""Stands for consequences that cannot be worked out."""


@dataclass(slots=True)
class Due:
    """What has to follow an entry that changed the ground, by envelope; `listed` alone where it cannot be worked out.

    `seq` is the place of that entry; `anew` says that what follows from it may be determined at once, `restored` are those
    of `listed` that may be in any case.
    """

    seq: int
    anew: bool
    entries: dict[str, deque[Entry]] = field(default_factory=dict[str, deque[Entry]])
    listed: set[str] = field(default_factory=set[str])
    restored: set[str] = field(default_factory=set[str])
    seen: set[str] = field(default_factory=set[str])

    def is_due(self, entry: Entry) -> bool:
        """Whether an entry is one of those that have to follow."""
        number = str(entry.data.get("envelope", ""))
        if number in self.listed:
            may = self.anew or number in self.restored
            return entry.kind in FOLLOWING and (may or entry.kind != "envelope.determined")
        return entry.kind in FOLLOWING and bool(self.entries.get(number))

    def take(self, placed: Placed) -> Wrong:
        """What an entry that is due has otherwise than it should."""
        number = str(placed.entry.data["envelope"])
        self.seen.add(number)
        if number in self.entries:
            yield from compared(placed, self.entries[number].popleft(), FOLLOWS)

    def missing(self) -> int:
        """For how many envelopes what has to follow does not stand there."""
        return sum(map(bool, self.entries.values())) + len(self.listed - self.seen)


def due_after(placed: Placed, acted: Acted) -> Due:
    """What has to follow, as the act that is done again writes it.

    Where that cannot be told, it falls back to the envelopes that the entry itself lists (`listed`): of each at least one
    entry has to follow of a kind that may, and what these say is looked at as far as it can be.
    """
    entry = placed.entry
    due = Due(placed.seq, entry.kind.startswith("order."))
    if not can_tell(placed):
        due.listed.update(entry.data["changes"])
        due.restored.update(number for number in due.listed if _may_be_restored(placed, number))
    elif not isinstance(acted, Refusal):
        for each in acted[1:]:
            due.entries.setdefault(str(each.data["envelope"]), deque()).append(each)
    return due


def _may_be_restored(placed: Placed, number: str) -> bool:
    state = placed.before.get(EnvelopeState, number)
    return state is not None and state.status == "to_do" and state.set_aside in placed.case().grounds


def can_tell(placed: Placed) -> bool:
    """Whether that is at hand from which consequences are worked out: the entries of a disputed key, else law and sealed
    times.
    """
    at_hand = placed.context.at_hand
    if placed.entry.kind == "person.key_disputed":
        return at_hand.entries is not None
    return at_hand.law is not None and at_hand.unseal is not None


def order_entered(placed: Placed, data: case_fields.OrderEntered) -> Acted:
    """A new order, complete, with its consequences; an older form took names that are refused today."""
    order = CourtOrder(data.order, hours_of(data.hours), data.status, data.court, data.judge, contests=data.contests)
    found = _of_orders(placed, (*placed.register(), order))
    enter = orders.entered if placed.is_of_older_form() else orders.enter_order
    existing = orders.named(placed.before.states(OrderState), data.order)
    return _unknown_contest(placed, order) or enter(existing, order, found, placed.act)


def order_amended(placed: Placed, data: case_fields.OrderAmended) -> Acted:
    """An order put right, with its consequences."""
    order = placed.state(OrderState, data.order)
    now = CourtOrder(data.order, hours_of(data.hours), order.status, data.court, data.judge, data.called, data.contests)
    register = (now if each.number == data.order else each for each in placed.register())
    found = _of_orders(placed, tuple(register))
    others = placed.before.states(OrderState)
    reason = text_of(placed, data.reason)
    return _unknown_contest(placed, now) or orders.amend_order(order, others, now, reason, found, placed.act)


def order_changed(placed: Placed, data: case_fields.OrderChanged) -> Acted:
    """Another status, with its consequences."""
    order = placed.state(OrderState, data.order)
    register = (replace(each, status=data.status) if each.number == data.order else each for each in placed.register())
    found = _of_orders(placed, tuple(register))
    return orders.change_order(order, data.status, text_of(placed, data.reason), found, placed.act)


def pack_changed(placed: Placed, data: case_fields.PackChanged) -> Acted:
    """Another pack, with its consequences."""
    return lawmaking.change_pack(placed.case(), _new_law(placed, data), text_of(placed, data.reason), placed.act)


def position_set(placed: Placed, data: case_fields.PositionSet) -> Acted:
    """A position set otherwise, with its consequences. A board may be a day ahead of UTC."""
    today = date.fromisoformat(placed.entry.at[: len("2020-11-03")]) + timedelta(days=1)
    return lawmaking.set_position(placed.case(), data.position, _new_law(placed, data), today, placed.act)


def _unknown_contest(placed: Placed, order: CourtOrder) -> Refusal | None:
    law = placed.context.at_hand.law
    return None if law is None else orders.unknown_contest(order, law.election)


def _of_orders(placed: Placed, register: tuple[CourtOrder, ...]) -> Consequences:
    law, unseal = placed.context.at_hand.law, placed.context.at_hand.unseal
    if law is None or unseal is None:
        return UNSEEN
    case = placed.case()
    old = _ground(placed, law, law.of(case.pack_document))
    return _consequences(placed, unseal, old, replace(old, orders=register), anew=True)


def key_disputed(placed: Placed, data: case_fields.KeyDisputed) -> Acted:
    """A key that another used until its person got the one that they have, with all that it touched.

    Where the entries are not at hand, what it touched is as the entry lists it.
    """
    person = placed.state(PersonState, data.person)
    until = vouching.last_under_older_key(person)
    found = (
        _of_key(placed, data, until) if data.since <= until else UNSEEN
    )  # the act refuses a stretch that has no entries
    return vouching.dispute_key(person, data.since, until, found, placed.act)


def _of_key(placed: Placed, data: case_fields.KeyDisputed, until: int) -> Consequences:
    entries = placed.context.at_hand.entries
    if entries is None:
        listed = (placed.state(EnvelopeState, number) for number in data.changes)
        return Consequences(0, tuple(Change(state, {}, None, "sent_back") for state in listed))
    touched = vouching.touched(entries(data.since, until), data.person)
    states = (placed.before.get(EnvelopeState, number) for number in sorted(touched))
    return vouching.disputed((state for state in states if state is not None), touched)


def _new_law(placed: Placed, data: case_fields.LawChanged) -> NewLaw:
    """The law of an entry. Raises LookupError where the file does not carry it or is not at hand."""
    law, unseal = placed.context.at_hand.law, placed.context.at_hand.unseal
    if law is None:
        raise LookupError("the law is not at hand")
    recommender, case = law.of(data.pack_document), placed.case()
    found = UNSEEN
    if unseal is not None:
        old = _ground(placed, law, law.of(case.pack_document))
        found = _consequences(placed, unseal, old, replace(old, recommender=recommender), anew=False)
    return NewLaw(recommender.pack, data.pack_document, found, data.deadlines, case_fields.days_of(data.calendar))


def _ground(placed: Placed, law: CaseLaw, recommender: Recommender) -> Ground:
    case = placed.case()
    return Ground(recommender, placed.register(), law.last_day(case), lambda at: law.day_of(case, at))


def _consequences(placed: Placed, unseal: Unseal, old: Ground, new: Ground, *, anew: bool) -> Consequences:
    def cast_at(state: EnvelopeState) -> str:
        commitment = state.sealed.get("cast_at", "")
        return unseal(commitment) if commitment else ""

    case = placed.case()
    found = consequences(
        placed.before.states(EnvelopeState), cast_at, old, new,
        anew=anew, passed=bool(case.period_closed), grounds=case.grounds,
    )  # fmt: skip
    restores = any(change.state.number in placed.entry.data["changes"] for change in found.by_deed("restored"))
    return (
        found if restores else found.without("restored")
    )  # the person who acts may leave them, and none of an older form did


def ground_changed(placed: Placed, data: fields.Data, acted: Acted) -> Wrong:
    """What an entry that changes the ground has otherwise than the act that is done again."""
    found = ORDER if placed.entry.kind.startswith("order.") else LAW
    if not isinstance(acted, Refusal) and not can_tell(placed):
        unseen = ("examined", "changes")
        said = {**acted[0].data, **{name: placed.entry.data[name] for name in unseen if name in acted[0].data}}
        acted = (placed.act.entry(placed.entry.kind, said),)
    yield from done_again(placed, acted, found)
    if isinstance(data, case_fields.LawChanged):
        yield from _kept(placed, data)


def _kept(placed: Placed, data: case_fields.LawChanged) -> Wrong:
    """Another law keeps the motions of the board, and its days where they follow from the same parameters."""
    law, case = placed.context.at_hand.law, placed.case()
    if law is None:
        return
    old, new = law.of(case.pack_document).pack, law.of(data.pack_document).pack
    own = data.position if isinstance(data, case_fields.PositionSet) else ""
    if not _are_kept(old, new, own) or (own and new.id != old.id):
        yield LAW, _("A motion of the board is not kept as it was.")
    days = case_fields.days_of(data.calendar)
    if not case.calendar or new.parameters != old.parameters:
        yield from placed.days_there(data.pack_document, data.deadlines, days)
    elif (data.deadlines, days) != (case.deadlines, case.calendar):
        yield LAW, _("Days of the law are moved by what does not move them.")


def _are_kept(old: Pack, new: Pack, own: str) -> bool:
    known = {position.id for position in new.positions} - {own}
    kept = {name: setting for name, setting in old.settings.items() if name in known}
    return {name: setting for name, setting in new.settings.items() if name != own} == kept


GROUNDS: Mapping[str, Callable[[Placed, Any], Acted]] = {
    "order.entered": order_entered,
    "order.amended": order_amended,
    "order.changed": order_changed,
    "pack.changed": pack_changed,
    "position.set": position_set,
}
"""Kind of entry -> the act that writes it, done again."""
