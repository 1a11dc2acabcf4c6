"""What people do with envelopes and ballots after approval: oaths, look-ups, piles, sessions, boxes, bags, done again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from adjudicator.casework.acts.count import at_table, boxes, looking_up, openable, piles, sessions
from adjudicator.casework.acts.count.at_table import TableAct
from adjudicator.casework.acts.count.board import APPROVED, next_docket, voted
from adjudicator.casework.admission import count_fields as fields
from adjudicator.casework.admission.again import done_again, text_of
from adjudicator.casework.admission.context import Placed, Wrong
from adjudicator.casework.record.count_state import BoxState, CountState, DocketState, PileState, SessionState
from adjudicator.casework.record.shelf import COUNT_KEY
from adjudicator.casework.record.state import EnvelopeState, FileState, PersonState
from adjudicator.words import _

PERSON, TABLE, BOX = "admission.person", "admission.table", "admission.box"


def sworn(placed: Placed, data: fields.PersonSworn) -> Wrong:
    """The oath of somebody with an account, on a day that is not to come."""
    acted = at_table.swear(placed.state(PersonState, data.person), data.day, placed.case(), placed.act)
    yield from done_again(placed, acted, PERSON)


def looked_up(placed: Placed, data: fields.EnvelopesLookedUp) -> Wrong:
    """Of a docket, the next one or a pile, in the newest files; what was found in them lies beside the record."""
    before, lying = placed.before, _lying(placed)
    found = before.get(PileState, data.about) or before.get(DocketState, data.about)
    if found is None and data.about != next_docket(_at(placed).count):
        yield TABLE, _("Only the envelopes of a docket or a pile are looked up again.")
        return
    hits = [(placed.state(EnvelopeState, number), kind) for number, kind in data.hits.items()]
    waits = {state.number for state, __ in hits if state.status in APPROVED and not _is_opened(lying, state.number)}
    newest = looking_up.newest_files(before.states(FileState))
    acted = looking_up.look_up(
        data.about,
        found.items if found is not None else waits,
        hits,
        lambda number: _is_opened(lying, number),
        newest,
        placed.act,
        size=data.size,
    )
    yield from done_again(placed, acted, TABLE)
    if data.size >= placed.seq:
        yield TABLE, _("It says that entries were read that did not stand there yet.")


def hit_told(placed: Placed, data: fields.HitTold) -> Wrong:
    """Of an envelope with a vote that was found after it was opened, each receiver once."""
    opened = _is_opened(_lying(placed), data.envelope)
    yield from done_again(
        placed, looking_up.tell_hit(data.envelope, data.to, data.hour, _at(placed), opened=opened), TABLE
    )


def pile_sorted(placed: Placed, data: fields.PileSorted) -> Wrong:
    """Envelopes of one kind that were not opened, by two people with an oath."""
    new = piles.Sorted(
        data.what, tuple(data.items), data.counted, data.people, data.hour, data.apart, data.copy, data.box, data.later
    )
    envelopes = [placed.state(EnvelopeState, number) for number in data.items]
    acted = piles.sort_pile(
        new, envelopes, placed.before.states(EnvelopeState), _lying(placed), _goes_on(placed), _at(placed)
    )
    yield from done_again(placed, acted, TABLE)
    if placed.before.get(PileState, data.pile) is not None:
        yield TABLE, _("Pile {pile} was sorted before.", pile=data.pile)


def pile_signed(placed: Placed, data: fields.PileSigned) -> Wrong:
    """By one who sorted the pile and has not signed it yet."""
    yield from done_again(placed, piles.sign_pile(placed.state(PileState, data.pile), placed.act), TABLE)


def opened(placed: Placed, data: fields.SessionOpened) -> Wrong:
    """A pile that was not opened, looked up in the newest files, by people with an oath."""
    pile, at = placed.state(PileState, data.pile), _at(placed)
    goes_on = _goes_on(placed)
    numbers = openable.still_in(pile, _lying(placed), lambda number: placed.before.get(EnvelopeState, number), goes_on)
    still = [placed.state(EnvelopeState, number) for number in numbers]
    newest = looking_up.newest_files(placed.before.states(FileState))
    not_fresh = looking_up.not_fresh(pile.id, at.count, at.case, newest)
    found = sessions.FoundInside(data.by_record, data.by_hand, data.exceptions, text_of(placed, data.override))
    acted = sessions.open_pile(pile, still, _seated(data), found, not_fresh, at)
    yield from done_again(placed, acted, TABLE)


def duplicated(placed: Placed, data: fields.SessionDuplicated) -> Wrong:
    """From a pile that others opened, by a maker and a witness with an oath."""
    pile = placed.state(PileState, data.pile)
    opening = placed.before.get(SessionState, pile.session) if pile.session else None
    stock = sessions.Stock(data.issued, data.done, data.spoiled, data.returned)
    yield from done_again(placed, sessions.duplicate(pile, opening, _seated(data), stock, _at(placed)), TABLE)


def signed(placed: Placed, data: fields.SessionSigned) -> Wrong:
    """By one who sat at the table and has not signed yet."""
    acted = sessions.sign(placed.state(SessionState, data.session), placed.act)
    yield from done_again(placed, acted, TABLE)


def settled(placed: Placed, data: fields.ExceptionSettled) -> Wrong:
    """Of an envelope with an exception, with a reason."""
    session = placed.state(SessionState, data.session)
    acted = sessions.settle(session, data.envelope, data.settled, text_of(placed, data.reason), placed.act)
    yield from done_again(placed, acted, TABLE)


def box_sealed(placed: Placed, data: fields.BoxSealed) -> Wrong:
    """A box that is not under seal."""
    box = placed.before.get(BoxState, data.box)
    new = boxes.Sealed(data.box, data.holds, data.seals, data.place)
    yield from done_again(placed, boxes.seal_box(box, new, _step(data), _at(placed)), BOX)


def box_moved(placed: Placed, data: fields.BoxMoved) -> Wrong:
    """A box to another place."""
    box = placed.state(BoxState, data.box)
    yield from done_again(placed, boxes.move_box(box, data.to, _step(data), _at(placed)), BOX)


def box_opened(placed: Placed, data: fields.BoxOpened) -> Wrong:
    """A box under seal."""
    box = placed.state(BoxState, data.box)
    yield from done_again(placed, boxes.open_box(box, data.seals, _step(data), _at(placed)), BOX)


def box_delivered(placed: Placed, data: fields.BoxMoved) -> Wrong:
    """A box under seal."""
    box = placed.state(BoxState, data.box)
    yield from done_again(placed, boxes.deliver_box(box, data.to, _step(data), _at(placed)), BOX)


def box_signed(placed: Placed, data: fields.BoxSigned) -> Wrong:
    """By the second person of a step, once."""
    yield from done_again(placed, boxes.sign_step(placed.state(BoxState, data.box), data.entry, placed.act), BOX)


def bag_counted(placed: Placed, data: fields.BagCounted) -> Wrong:
    """Of a place of the election, or one from which an envelope came."""
    law = placed.context.at_hand.law
    known = law is None or boxes.is_place(data.place, law.election)
    is_place = known or any(state.place == data.place for state in placed.before.states(EnvelopeState))
    acted = boxes.count_bag(data.place, data.issued, data.missing, data.unlisted, is_place=is_place, act=placed.act)
    yield from done_again(placed, acted, BOX)


def _at(placed: Placed) -> TableAct:
    count = placed.before.get(CountState, COUNT_KEY) or CountState(0)
    return TableAct(placed.act, placed.case(), count, lambda who: placed.before.get(PersonState, who))


def _seated(data: fields.OfSession) -> sessions.Seated:
    return sessions.Seated(data.people, data.begins, data.ends, data.later)


def _step(data: fields.OfBox) -> boxes.BoxStep:
    return boxes.BoxStep(data.second, data.hour, data.condition, data.later)


def _goes_on(placed: Placed) -> openable.Voted:
    dockets: Iterable[DocketState] = tuple(placed.before.states(DocketState))
    count = placed.before.get(CountState, COUNT_KEY) or CountState(0)
    return lambda state: voted(state, dockets, count)


def _lying(placed: Placed) -> Mapping[str, openable.Lies]:
    return openable.where_they_lie(placed.before.states(PileState), placed.before.states(SessionState))


def _is_opened(lying: Mapping[str, openable.Lies], number: str) -> bool:
    return number in lying and lying[number].opened


CHECKS: Mapping[str, Callable[[Placed, Any], Wrong]] = {
    "person.sworn": sworn,
    "envelopes.looked_up": looked_up,
    "hit.told": hit_told,
    "pile.sorted": pile_sorted,
    "pile.signed": pile_signed,
    "session.opened": opened,
    "session.duplicated": duplicated,
    "session.signed": signed,
    "exception.settled": settled,
    "box.sealed": box_sealed,
    "box.moved": box_moved,
    "box.opened": box_opened,
    "box.delivered": box_delivered,
    "box.signed": box_signed,
    "bag.counted": bag_counted,
}
"""Kind of entry -> what says what is wrong with one."""
