"""Fold steps of the case itself, its people, files and court orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from adjudicator.casework.record.catalogue import UNSIGNED_FORM
from adjudicator.casework.record.entry import Entry, commitment_in
from adjudicator.casework.record.fold_count import begin
from adjudicator.casework.record.shelf import CASE_KEY, Shelf
from adjudicator.casework.record.state import (
    ByAct,
    CaseState,
    DayState,
    Dispute,
    FileState,
    FirstToLeave,
    Grant,
    LawChange,
    LeftRecord,
    OrderState,
    PersonState,
    StrictProposal,
    changed,
)


def case_opened(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The case begins."""
    data = entry.data
    state = CaseState(
        id=data["case"],
        version=seq,
        mode=data["mode"],
        county=data["county"],
        election=data["election"],
        time_zone=data["time_zone"],
        definition=data["definition"],
        rules=data["rules"],
        pack=data["pack"],
        pack_document=data["pack_document"],
        opened_at=entry.at,
        deadlines=data["deadlines"],
        packs={data["pack"]: data["pack_document"]},
        roll=data.get("roll", ""),
        form=data["form"],
        recovery=data["recovery"],
        calendar=tuple(_day(day) for day in data.get("calendar", ())),
    )
    shelf.put(CASE_KEY, state)
    begin(shelf, seq, data.get("board_votes", "off"))


def case_restored(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The case goes on in a restored copy."""
    change_case(shelf, seq, incarnation=entry.data["incarnation"])


def form_raised(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Entries from here on are of a newer form; accounts of the form without signatures have to be adopted."""
    unsigned = {"raised": seq} if entry.data["from"] == UNSIGNED_FORM else {}
    change_case(shelf, seq, form=entry.data["to"], **unsigned)


def accounts_adopted(shelf: Shelf, seq: int, entry: Entry) -> None:
    """An administrator answers for the accounts of the older form."""
    del entry
    change_case(shelf, seq, adopted=seq)


def strict_proposed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A change that waits for a second person."""
    change_case(shelf, seq, strict_proposed=StrictProposal(entry.data["strict"], entry.by, seq))


def strict_set(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The second person agreed."""
    change_case(shelf, seq, strict=entry.data["strict"], strict_proposed=None)


def acts_signed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Signing a stretch of one's acts together leaves no state; verify reads the entry."""
    del shelf, seq, entry


def _day(data: Mapping[str, str]) -> DayState:
    return DayState(data["id"], data["words"], data["day"], data["at"], data["law"], data["how"])


def period_closed(shelf: Shelf, seq: int, _: Entry) -> None:
    """The period for cures is closed; nothing else changes by itself."""
    change_case(shelf, seq, period_closed=seq)


def law_changed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Another pack, or the same with a position set otherwise, and its days; packs that were in force stay known."""
    data, case = entry.data, shelf.get(CaseState, CASE_KEY)
    if case is not None:
        packs = {**case.packs, data["pack"]: data["pack_document"]}
        law = {name: data[name] for name in ("rules", "pack", "pack_document", "deadlines")}
        motion = data["motion"]["number"] if entry.kind == "position.set" else ""
        change = LawChange(entry.at, entry.by, data["rules"], data["pack"], motion)
        days = tuple(_day(day) for day in data["calendar"])
        change_case(shelf, seq, packs=packs, calendar=days, law_changes=(*case.law_changes, change), **law)
        _keep_ground(shelf, entry)


def reasons_changed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The county's table of codes, whole."""
    change_case(shelf, seq, reasons=dict(entry.data["reasons"]))


def person_added(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A new person."""
    data = entry.data
    person, key = data["person"], data.get("key") or ""
    given = entry.by not in ("", person)
    state = PersonState(
        id=person,
        version=seq,
        name=data["name"],
        roles=tuple(sorted(data["roles"])),
        keys={key: seq} if key else {},
        chosen_by=entry.by if entry.by != person else "",
        own_key=key if entry.by == person else "",
        grants=(Grant("account", entry.by, seq),) if given else (),
    )
    shelf.put(person, state)


def person_changed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Other roles, or an account closed or opened again."""
    person = shelf.get(PersonState, entry.data["person"])
    if person is not None:
        roles = tuple(sorted(entry.data["roles"]))
        gained = not set(roles) <= set(person.roles)  # also by themselves: nobody else has agreed to it either
        grants = (*person.grants, Grant("roles", entry.by, seq)) if gained else person.grants
        shelf.put(person.id, changed(person, version=seq, roles=roles, active=entry.data["active"], grants=grants))


def key_changed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A new key from here on, under a password that somebody else may have chosen; what the old one signed stays good."""
    person = shelf.get(PersonState, entry.data["person"])
    if person is not None:
        keys = {**person.keys, entry.data["key"]: seq}
        chosen_by = entry.by if entry.by != person.id else ""
        grants = (*person.grants, Grant("key", entry.by, seq)) if chosen_by else person.grants
        shelf.put(person.id, changed(person, version=seq, keys=keys, chosen_by=chosen_by, own_key="", grants=grants))


def key_made(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A key that the person made: from here on they sign with it, under a password that they chose."""
    person, key = shelf.get(PersonState, entry.data["person"]), entry.data["key"]
    if person is not None:
        keys = {**person.keys, key: seq}
        shelf.put(person.id, changed(person, version=seq, keys=keys, own_key=key, chosen_by=""))


def person_confirmed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """What one person had given is now given by two."""
    person = shelf.get(PersonState, entry.data["person"])
    if person is not None:
        confirmed = set(entry.data["grants"])
        grants = tuple(grant for grant in person.grants if grant.seq not in confirmed)
        shelf.put(person.id, changed(person, version=seq, grants=grants))


def key_disputed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The case keeps what was disputed for the next release; what follows for envelopes stands in entries of its own."""
    data, case = entry.data, shelf.get(CaseState, CASE_KEY)
    person = shelf.get(PersonState, data["person"])
    if person is not None and case is not None:
        shelf.put(person.id, changed(person, version=seq))
        dispute = Dispute(data["person"], data["since"], tuple(data["released"]))
        change_case(shelf, seq, disputes=(*case.disputes, dispute))


def password_changed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The password is the person's own from here on."""
    person = shelf.get(PersonState, entry.data["person"])
    if person is not None:
        shelf.put(person.id, changed(person, version=seq, chosen_by=""))


def sittings_changed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """When an idle screen is locked, and when shifts end."""
    change_case(shelf, seq, idle_minutes=entry.data["idle_minutes"], shift_ends=tuple(entry.data["shift_ends"]))


def second_decisions_set(shelf: Shelf, seq: int, entry: Entry) -> None:
    """How many of each batch are decided a second time from here on."""
    change_case(shelf, seq, second_decisions=entry.data["percent"])


def day_closed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """The steps of the day that were left open; of what else there was, the entry and its checkpoint are the record."""
    del seq
    case = shelf.get(CaseState, CASE_KEY)
    if case is not None:
        change_case(shelf, case.version, day_open=dict(entry.data["open"]))


def clock_set_back(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A clock set back leaves no state; the entry, with both instants, is the record of it."""
    del shelf, seq, entry


def case_shared(shelf: Shelf, seq: int, entry: Entry) -> None:
    """From here on several stations share the record."""
    del entry
    change_case(shelf, seq, shared=seq)


def case_left(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A copy of a shared record goes on by itself, once a second person has signed the same."""
    data, case = entry.data, shelf.get(CaseState, CASE_KEY)
    if case is None:
        return
    first = case.leaving
    if first is None or first.incarnation != data["incarnation"] or first.by == entry.by:
        leaving = FirstToLeave(entry.by, seq, data["incarnation"], data["size"], data["root"])
        change_case(shelf, seq, leaving=leaving)
        return
    left = LeftRecord(entry.at, data["size"])
    change_case(shelf, seq, shared=0, leaving=None, left=left, incarnation=data["incarnation"])


def passphrase_changed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """What the file lies under leaves no state: the file itself shows it, and the entry is the record of the act."""
    del shelf, seq, entry


def person_signed_in(shelf: Shelf, seq: int, entry: Entry) -> None:
    """Signing in or out leaves no state; the entry is the record of it."""
    del shelf, seq, entry


def file_received(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A file from outside is known by the commitment to its digest, a roll by its id; it also becomes the case's roll.

    The id of a roll stands in the clear, whatever its size: it is SHA-256 over every row of a list of electors that the
    state hands out, it says nothing of any envelope, and a roll is checked and found again by it.
    """
    data = entry.data
    state = FileState(
        digest=_commitment_or_clear(data["digest"]),
        version=seq,
        kind=data["kind"],
        dated=data["dated"],
        rows=data["rows"],
        received_at=entry.at,
        by=entry.by,
        name=commitment_in(data.get("name")),
        lines=_commitment_or_clear(data.get("lines", "")),
        as_of=data.get("as_of", ""),
        final=data.get("final", False),
    )
    shelf.put(state.digest, state)
    if state.kind == "roll":
        change_case(shelf, seq, roll=state.digest)


def _commitment_or_clear(value: object) -> str:
    return commitment_in(value) or str(value)


def order_entered(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A court order with its places and times."""
    data = entry.data
    order = OrderState(
        number=data["order"],
        version=seq,
        court=data["court"],
        judge=data["judge"],
        status=data["status"],
        contests=tuple(data["contests"]),
        **_hours(data["hours"]),
    )
    shelf.put(order.number, order)
    _keep_ground(shelf, entry)


def order_amended(shelf: Shelf, seq: int, entry: Entry) -> None:
    """What the order says, put right; it stands where it stood."""
    data = entry.data
    order = shelf.get(OrderState, data["order"])
    if order is not None:
        said = {name: data[name] for name in ("called", "court", "judge")}
        said["contests"] = tuple(data["contests"])
        shelf.put(order.number, changed(order, version=seq, **said, **_hours(data["hours"])))
        _keep_ground(shelf, entry)


def _hours(data: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The fields of an order that tell its hours."""
    hours = {place: (begins, ends) for place, (begins, ends) in sorted(data.items())}
    return {
        "places": tuple(hours),
        "begins": min((begins for begins, _ends in hours.values()), default=""),
        "ends": max((ends for _begins, ends in hours.values()), default=""),
        "hours": hours,
    }


def order_changed(shelf: Shelf, seq: int, entry: Entry) -> None:
    """A court order's new status."""
    order = shelf.get(OrderState, entry.data["order"])
    if order is not None:
        shelf.put(order.number, changed(order, version=seq, status=entry.data["status"]))
        _keep_ground(shelf, entry)


def _keep_ground(shelf: Shelf, entry: Entry) -> None:
    """The case keeps which acts changed the ground, and is of the same version: nobody else has to look again for that."""
    case = shelf.get(CaseState, CASE_KEY)
    if case is not None:
        change_case(shelf, case.version, grounds=(*case.grounds, ByAct(entry.at, entry.by)))


def change_case(shelf: Shelf, seq: int, **changes: object) -> None:
    """Put the case back with some fields changed."""
    case = shelf.get(CaseState, CASE_KEY)
    if case is not None:
        shelf.put(CASE_KEY, changed(case, version=seq, **changes))  # pyright: ignore[reportArgumentType]


STEPS = {
    "case.opened": case_opened,
    "pack.changed": law_changed,
    "position.set": law_changed,
    "reasons.changed": reasons_changed,
    "case.restored": case_restored,
    "form.raised": form_raised,
    "accounts.adopted": accounts_adopted,
    "strict.proposed": strict_proposed,
    "strict.set": strict_set,
    "acts.signed": acts_signed,
    "passphrase.changed": passphrase_changed,
    "case.shared": case_shared,
    "case.left": case_left,
    "period.closed": period_closed,
    "day.closed": day_closed,
    "person.added": person_added,
    "person.changed": person_changed,
    "person.key_changed": key_changed,
    "person.key_made": key_made,
    "person.key_recovered": key_made,
    "person.key_disputed": key_disputed,
    "person.confirmed": person_confirmed,
    "person.password_changed": password_changed,
    "sittings.changed": sittings_changed,
    "second_decisions.set": second_decisions_set,
    "person.signed_in": person_signed_in,
    "person.signed_out": person_signed_in,
    "clock.set_back": clock_set_back,
    "file.received": file_received,
    "order.entered": order_entered,
    "order.amended": order_amended,
    "order.changed": order_changed,
}
