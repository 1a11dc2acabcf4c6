"""Every entry of a log held against what the program would have written there, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from adjudicator.casework.admission import (
    batches,
    board,
    contacts,
    determinations,
    envelopes,
    mistakes,
    people,
    tables,
    tabulation,
)
from adjudicator.casework.admission.again import done_again
from adjudicator.casework.admission.case_fields import KeyDisputed
from adjudicator.casework.admission.context import Before, Context, Placed, Surroundings, Wrong
from adjudicator.casework.admission.fields import Data, EnvelopeDetermined, data_of
from adjudicator.casework.admission.following import (
    FOLLOWS,
    GROUNDS,
    PERSON,
    Due,
    due_after,
    ground_changed,
    key_disputed,
)
from adjudicator.casework.record.entry import Entry, is_instant, moment_of
from adjudicator.casework.record.rights import FOLLOWING, GROUND, roles_that_add
from adjudicator.casework.record.signing import stands_alone
from adjudicator.casework.record.state import EnvelopeState, PersonState
from adjudicator.words import _, n_

CHECKS: Mapping[str, Callable[[Placed, Any], Wrong]] = {
    **people.CHECKS,
    **envelopes.CHECKS,
    **determinations.CHECKS,
    **batches.CHECKS,
    **board.CHECKS,
    **tables.CHECKS,
    **tabulation.CHECKS,
    **contacts.CHECKS,
    **mistakes.CHECKS,
}
"""Kind of entry -> what says what is wrong with one; those of GROUNDS have more behind them."""

LEAVES_NOTHING = frozenset(
    kind
    for each in (envelopes, determinations, batches, board, tables, tabulation, contacts, mistakes)
    for kind in each.CHECKS
)
"""Kinds of which the check keeps nothing in mind for later entries."""

TOLERANCE = timedelta(minutes=2)
"""By how much an entry may stand before the newest instant: clocks are put right by seconds all the time."""


class Misplaced(NamedTuple):
    """What is wrong with an entry: its place, the id of the finding, and a sentence."""

    seq: int
    found: str
    words: str


class Admission:
    """Looks at the entries of a log in order, each before it is folded. `unchecked` of them rest on what is not at hand."""

    def __init__(self, at_hand: Surroundings) -> None:
        self._context = Context(at_hand)
        self._due: Due | None = None
        self._clocks = _Clocks()
        self._last = (0, "", "")

    @property
    def unchecked(self) -> int:
        """How many determinations rest on sealed values, or on the roll, that are not at hand."""
        return self._context.unchecked

    def look(self, before: Before, seq: int, entry: Entry, *, told: bool = True) -> Iterator[Misplaced]:
        """What is wrong with an entry on the states before it, and with the acts that it ends.

        Where nothing of it is `told`, nothing is looked at but what later entries are held against.
        """
        if not self._goes_on(seq, entry):
            yield from self.end()
            self._context.list_here = ""
        placed = Placed(before, seq, entry, self._context)
        timed = is_instant(entry.at)
        if timed:
            self._clocks.hear(seq, entry, self._context.newest)
        else:
            yield Misplaced(seq, "body.meaning", _("It does not say when it was made."))
        try:
            if told or self._due is not None or entry.kind not in LEAVES_NOTHING:
                for found, words in self._wrong(placed):
                    yield Misplaced(seq, found, words)
        except (LookupError, ValueError, TypeError, AttributeError):
            yield Misplaced(seq, "body.meaning", _("It speaks of what there is not."))
        people.remember(placed, timed=timed)
        contacts.remember(placed)
        self._last = (seq, entry.at, entry.by)

    def end(self) -> Iterator[Misplaced]:
        """What is wrong with the act that has ended: what had to follow is not there, or a clock is not explained."""
        due, self._due = self._due, None
        if due is not None and due.missing():
            yield Misplaced(
                due.seq,
                FOLLOWS,
                n_(
                    "What follows from it is missing for {count} envelope.",
                    "What follows from it is missing for {count} envelopes.",
                    due.missing(),
                ),
            )
        for seq, words in self._clocks.unexplained():
            yield Misplaced(seq, "log.time_runs_back", words)

    def _goes_on(self, seq: int, entry: Entry) -> bool:
        """Whether an entry is of the same act as the one before it."""
        act_of = self._context.at_hand.act_of
        bounds = act_of(seq) if act_of is not None else None
        if bounds is not None:
            return bounds[0] != seq
        return self._last == (seq - 1, entry.at, entry.by)

    def _wrong(self, placed: Placed) -> Wrong:
        entry = placed.entry
        data = data_of(entry.kind, entry.data)
        if not isinstance(data, Data):
            found, place = data
            yield found, _("Its data are not those of {kind}: {place}.", kind=entry.kind, place=place)
            return
        if self._due is not None and self._due.is_due(entry):
            yield from self._followed(placed, self._due, data)
        elif entry.kind in GROUND:
            yield from self._ground(placed, data)
        else:
            yield from self._of_its_own(placed)
            yield from CHECKS[entry.kind](placed, data)

    def _ground(self, placed: Placed, data: Data) -> Wrong:
        if isinstance(data, KeyDisputed):
            acted = key_disputed(placed, data)
            yield from done_again(placed, acted, PERSON)
            self._due = due_after(placed, acted)
            return
        if self._context.at_hand.law is None and placed.entry.kind in ("pack.changed", "position.set"):
            self._due = due_after(placed, ())
            return
        acted = GROUNDS[placed.entry.kind](placed, data)
        yield from ground_changed(placed, data, acted)
        self._due = due_after(placed, acted)

    def _followed(self, placed: Placed, due: Due, data: Data) -> Wrong:
        yield from due.take(placed)
        if isinstance(data, EnvelopeDetermined) and data.envelope in due.listed:
            self._context.unchecked += 1
            state = placed.state(EnvelopeState, data.envelope)
            yield from determinations.as_recommended(placed, state, data)

    def _of_its_own(self, placed: Placed) -> Wrong:
        """An entry that does not follow from another wants a role of the person who adds it."""
        entry = placed.entry
        if entry.kind not in FOLLOWING or self._last != (placed.seq - 1, entry.at, entry.by):
            return  # `rights.Roster` looks at it
        person = placed.state(PersonState, entry.by)
        if not person.active or roles_that_add(entry.kind).isdisjoint(person.roles):
            yield (
                "log.no_right",
                _("No role of {person} allows it, and it does not follow from what they changed.", person=entry.by),
            )


class _Clocks:
    """Finds instants that run back without a note of the same person about it, in the same act or before.

    Behind an entry that stands alone in its act no note can stand. Where a person has made a key, their next act has it:
    that is the signing in, which the program writes at once. Where no act follows nothing is missing, because the program
    may have been killed between the two. The first account is followed by nothing at once, so it wants no note.
    """

    def __init__(self) -> None:
        self._open: list[tuple[int, str, str]] = []
        self._noted: dict[str, str] = {}
        self._made: dict[str, int] = {}
        self._followed: dict[str, int] = {}

    def hear(self, seq: int, entry: Entry, newest: str) -> None:
        """Take an entry whose `at` is an instant, with the latest instant before it, empty where there is none."""
        by, at = entry.by, entry.at
        runs_back = bool(by and newest) and _is_before(at, newest)
        if stands_alone(entry):
            if runs_back and entry.kind != "person.added" and not self._is_noted(by, at):
                self._made.setdefault(by, seq)
            return
        if by in self._made:
            self._followed[by] = self._made.pop(by)
        if entry.kind == "clock.set_back":
            self._noted[by] = at
            self._followed.pop(by, None)
        elif runs_back:
            self._open.append((seq, by, at))

    def unexplained(self) -> Iterator[tuple[int, str]]:
        """Those of the act that has ended, and the keys made before it."""
        for seq in self._followed.values():
            yield (
                seq,
                _(
                    "Its instant stands before an earlier entry's, and its person's next act notes no clock as set back."
                ),
            )
        for seq, by, at in self._open:
            if not self._is_noted(by, at):
                yield seq, _("Its instant stands before an earlier entry's, and no clock was noted as set back.")
        self._followed.clear()
        self._open.clear()

    def _is_noted(self, by: str, at: str) -> bool:
        return by in self._noted and not _is_before(at, self._noted[by])


def _is_before(at: str, newest: str) -> bool:
    return at < newest and moment_of(newest) - moment_of(at) > TOLERANCE
