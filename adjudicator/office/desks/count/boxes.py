"""Boxes and bags: what a place brought, every step of a box under seal, and where an envelope lies now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from adjudicator.casework.acts.act import Acted
from adjudicator.casework.acts.count import boxes, openable
from adjudicator.casework.acts.count.at_table import TableAct
from adjudicator.casework.record.count_state import Bag, BoxState, CountState, Move, PileState, SessionState
from adjudicator.casework.record.shelf import COUNT_KEY
from adjudicator.casework.record.state import EnvelopeState, PersonState
from adjudicator.office.behind.co_signing import Together, key_of, keys_of, sign_as, sign_each
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.entrance import Opened
from adjudicator.office.behind.room import Done
from adjudicator.records.envelope import ordinal_of
from adjudicator.records.trouble import Refusal
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class WhereItLies:
    """Where an envelope lies: in a box at a position (0: not said), of `size` envelopes with a position there.

    `pile` is the one to which it was sorted, `opened` the session that opened it, both empty before; `move` is the last step
    of the box, None where it has none.
    """

    number: str
    box: str
    position: int
    size: int
    pile: str
    opened: str
    move: Move | None


@dataclass(frozen=True, slots=True)
class Brought:
    """A place: how many envelopes were received from it, and what its numbered list and its bag have, None before a count."""

    place: str
    received: int
    bag: Bag | None = None

    @property
    def expected(self) -> int:
        """How many envelopes there are by the list and the bag; 0 before a count."""
        return self.bag.issued - self.bag.missing + self.bag.unlisted if self.bag is not None else 0


class BoxesDesk(OfficeDesk):
    """Acts of custodians, and of the clerk who counts what the places brought."""

    def boxes(self) -> tuple[BoxState, ...]:
        """All boxes with a step on record, by name."""
        return tuple(sorted(self._room.log.states(BoxState), key=lambda box: ordinal_of(box.id)))

    def box(self, name: str) -> BoxState | None:
        """One box."""
        return self._room.log.state(BoxState, name)

    def bags(self) -> dict[str, Bag]:
        """What the places brought, by place."""
        count = self._room.log.state(CountState, COUNT_KEY)
        return dict(sorted(count.bags.items())) if count is not None else {}

    def brought(self) -> tuple[Brought, ...]:
        """What each place brought: every place of the election, and every other from which an envelope came."""
        counted = self._room.log.counts_by("place")
        received = {str(place): number for (place,), number in counted.items() if place}
        bags = self.bags()
        places = sorted({*self._room.election.places, *received, *bags}, key=str.casefold)
        return tuple(Brought(place, received.get(place, 0), bags.get(place)) for place in places)

    def where(self, number: str) -> WhereItLies | Refusal:
        """Where an envelope lies, and the last step of its box."""
        log = self._room.log
        state = log.state(EnvelopeState, number)
        if state is None:
            return Refusal("unknown_envelope", _("There is no envelope {number}.", number=number), number)
        lies = openable.where_they_lie(log.states(PileState), log.states(SessionState)).get(number)
        pile = log.state(PileState, lies.pile) if lies is not None else None
        moved = pile is not None and pile.box not in ("", state.box)
        box = pile.box if pile is not None and moved else state.box
        known = log.state(BoxState, box) if box else None
        return WhereItLies(
            number,
            box,
            0 if moved else state.position,
            0 if moved else sum(1 for each in self.in_box(box) if each.position),
            pile.id if pile is not None else "",
            pile.session if pile is not None else "",
            known.moves[-1] if known is not None and known.moves else None,
        )

    def in_box(self, box: str) -> tuple[EnvelopeState, ...]:
        """The envelopes that were received in a box, in the order in which they lie there."""
        there = self._room.log.states(EnvelopeState, box=box) if box else ()
        found = (state for state in there if not state.is_none)
        return tuple(sorted(found, key=lambda state: (state.position, ordinal_of(state.number))))

    def next_position(self, box: str) -> int:
        """The position behind the last envelope of a box."""
        return max((state.position for state in self.in_box(box)), default=0) + 1

    def unsigned(self) -> int:
        """How many steps of boxes the person signed in was second at and has not signed."""
        me = self._room.person.id if self._room.person is not None else ""
        return sum(move.second == me for box in self.not_signed() for move in box.unsigned)

    def not_signed(self) -> tuple[BoxState, ...]:
        """The boxes with a step that its second person has not signed, by name."""
        return tuple(box for box in self.boxes() if box.unsigned)

    @needs("sign_box")
    def sign(self, name: str, entry: int) -> Done | Refusal:
        """Sign a step of a box as its second person, later than the one who recorded it; `entry` is the step's place."""
        box = self.box(name)
        if box is None:
            return _unknown(name)
        return self._room.put(boxes.sign_step(box, entry, self._room.act()), seen=_seen(name, box))

    def sign_here(self, name: str, entry: int, person_id: str, password: str) -> Done | Refusal:
        """Sign a step of a box as its second person at this screen, with their own password."""
        key = key_of(self._room, person_id, password)
        return key if isinstance(key, Refusal) else self._sign_as(name, entry, key)

    @needs("keep_boxes")
    def seal(self, new: boxes.Sealed, step: boxes.BoxStep, password: str = "") -> Together | Refusal:
        """Put a box under seal. Each step is signed by its second person, too: here with their `password`, or later."""
        box = self.box(new.box)
        return self._with(step, password, new.box, box, lambda: boxes.seal_box(box, new, step, self._at()))

    @needs("keep_boxes")
    def move(self, name: str, to: str, step: boxes.BoxStep, password: str = "") -> Together | Refusal:
        """Record that a box went to another place."""
        box = self.box(name)
        if box is None:
            return _unknown(name)
        return self._with(step, password, name, box, lambda: boxes.move_box(box, to, step, self._at()))

    @needs("keep_boxes")
    def open(self, name: str, seals: Sequence[str], step: boxes.BoxStep, password: str = "") -> Together | Refusal:
        """Record that the seals of a box were broken, as they were found."""
        box = self.box(name)
        if box is None:
            return _unknown(name)
        return self._with(step, password, name, box, lambda: boxes.open_box(box, seals, step, self._at()))

    @needs("keep_boxes")
    def deliver(self, name: str, to: str, step: boxes.BoxStep, password: str = "") -> Together | Refusal:
        """Record that a box was handed over for good."""
        box = self.box(name)
        if box is None:
            return _unknown(name)
        return self._with(step, password, name, box, lambda: boxes.deliver_box(box, to, step, self._at()))

    @needs("count_bags")
    def count_bag(self, place: str, issued: int, missing: int, unlisted: int) -> Done | Refusal:
        """Hold what a place brought against its numbered list; a later count of the place takes the earlier one's place."""
        known = boxes.is_place(place, self._room.election) or any(
            state.place == place for state in self._room.log.states(EnvelopeState)
        )
        acted = boxes.count_bag(place, issued, missing, unlisted, is_place=known, act=self._room.act())
        return self._room.put(acted)

    def _with(
        self, step: boxes.BoxStep, password: str, name: str, box: BoxState | None, acting: Callable[[], Acted]
    ) -> Together | Refusal:
        """Record a step of a box, signed by its second person where their password is given; else they sign later."""
        keys = keys_of(self._room, [step.second], {step.second: password})
        if isinstance(keys, Refusal):
            return keys
        done = self._room.put(acting(), seen=_seen(name, box))
        if isinstance(done, Refusal):
            return done
        missing = sign_each(keys, [step.second], lambda key: self._sign_as(name, done.seq, key))
        return Together(done, name, missing)

    def _sign_as(self, name: str, entry: int, opened: Opened) -> Done | Refusal:
        box = self.box(name)
        if box is None:
            return _unknown(name)
        return sign_as(self._room, opened, lambda act: boxes.sign_step(box, entry, act), _seen(name, box))

    def _at(self) -> TableAct:
        log = self._room.log
        count = log.state(CountState, COUNT_KEY) or CountState(0)
        return TableAct(self._room.act(), self._room.case, count, lambda who: log.state(PersonState, who))


def _seen(name: str, box: BoxState | None) -> dict[str, int]:
    return {f"box {name}": box.version if box is not None else 0}


def _unknown(name: str) -> Refusal:
    words = _("No box {box} is on record. It is named when its first seal is put on.", box=name)
    return Refusal("unknown_box", words)
