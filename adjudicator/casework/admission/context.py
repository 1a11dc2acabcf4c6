"""What an entry is held against: the states before it, the law, and what has gone before that no state keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from adjudicator.casework.acts.act import Act
from adjudicator.casework.acts.review.in_hand import Holder
from adjudicator.casework.record.catalogue import UNSIGNED_FORM
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.register import orders_of
from adjudicator.casework.record.shelf import CASE_KEY, Shelf
from adjudicator.casework.record.state import CaseState, DayState, OrderState, State, changed
from adjudicator.casework.sheet.evidence import Evidence
from adjudicator.law.days.calendar import rewritten
from adjudicator.law.engine.recommend import Recommender
from adjudicator.records.election import Election
from adjudicator.records.orders import CourtOrder
from adjudicator.words import _

S = TypeVar("S", bound=State)

Wrong = Iterator[tuple[str, str]]
"""What is wrong with an entry: the id of a finding and a sentence, which holds no personal data."""


class Before(Shelf, Protocol):
    """The states before an entry is folded."""

    def states(self, what: type[S]) -> Iterator[S]:
        """All states of one kind."""
        ...


class CaseLaw(Protocol):
    """What the documents of the case file say: its election, and every pack that was ever in force."""

    @property
    def election(self) -> Election:
        """The election."""
        ...

    def of(self, document: str) -> Recommender:
        """The law of a pack's document, by its digest. Raises LookupError for one that the file does not carry."""
        ...

    def days(self, document: str) -> tuple[Mapping[str, str], tuple[DayState, ...]]:
        """The days under a pack as this program works them out: deadlines and calendar, as in `CaseState`."""
        ...

    def last_day(self, case: CaseState) -> date:
        """The day on which the period for cures ends, in the county."""
        ...

    def day_of(self, case: CaseState, at: str) -> date:
        """The county's date at the instant of an entry, as far as a determination turns on it (`calendar.day_of`)."""
        ...


ActOf = Callable[[int], tuple[int, int] | None]
"""First and last seq of the signed act that an entry is of, None for an entry that is of none."""

EntriesOf = Callable[[int, int], Iterable[Entry]]
"""The entries in force from the first seq to the last."""

Unexplained = Callable[["Before", EntriesOf | None], Sequence[str]]
"""What stands in the way of certification beside what the board owes, a sentence each, by the states before it and the
entries, where they are at hand.
"""

Unseal = Callable[[str], str]
"""The value under a commitment. Raises LookupError where it is not there."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is at hand beside the entries: None for what is not.

    `root_at` gives the root of the tree at a size, hexadecimal; `act_of` the bounds of an entry's signed act.
    Else entries of one person at one instant that stand together are taken for one act. `entries` gives those in force from
    one place to another, both with them, in order and in their newest versions. `unexplained` makes the account.
    """

    law: CaseLaw | None = None
    unseal: Unseal | None = None
    root_at: Callable[[int], str] | None = None
    act_of: ActOf | None = None
    entries: EntriesOf | None = None
    unexplained: Unexplained | None = None


@dataclass(slots=True)
class Context:
    """The surroundings, and what the entries so far have told that no state keeps.

    `keys` are all that anybody ever had; `holders` tells of each person the instant of their newest entry; `encrypted` what
    the last change of the passphrase left, None before the first; `newest` is the latest instant, `list_here` the list of
    envelopes that this act receives, `files` the digests of all files. `unchecked` counts the determinations that rest on
    what is not at hand; `receipts` are the numbers of all receipts, None until one is looked at; `register` are the court
    orders, None until they are asked for again, `evidence` is by pack what is asked of the election alone, `evidence_at` by
    pack, place and days what is asked of the register besides, and `own_closings` whether registration closes at another day
    for some contest of the election.
    """

    at_hand: Surroundings
    keys: set[str] = field(default_factory=set[str])
    holders: dict[str, Holder] = field(default_factory=dict[str, Holder])
    encrypted: bool | None = None
    newest: str = ""
    list_here: str = ""
    files: set[str] = field(default_factory=set[str])
    unchecked: int = 0
    receipts: set[str] | None = None
    register: tuple[CourtOrder, ...] | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict[str, Evidence])
    evidence_at: dict[tuple[str, str, tuple[date, date] | None], Evidence] = field(
        default_factory=dict[tuple[str, str, tuple[date, date] | None], Evidence]
    )
    own_closings: dict[str, bool] = field(default_factory=dict[str, bool])


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry at its place, before the states that it is to change."""

    before: Before
    seq: int
    entry: Entry
    context: Context

    @property
    def act(self) -> Act:
        """The act that is done again."""
        return Act(self.entry.at, self.entry.by)

    def case(self) -> CaseState:
        """The case. Raises LookupError where it was never opened."""
        found = self.before.get(CaseState, CASE_KEY)
        if found is None:
            raise LookupError("an entry stands before the case was opened")
        return found

    def is_of_older_form(self) -> bool:
        """Whether entries here are of the form that sealed nothing where there was nothing, and signed no acts."""
        case = self.before.get(CaseState, CASE_KEY)
        return case is not None and case.form == UNSIGNED_FORM

    def days_there(self, document: str, deadlines: Mapping[str, str], calendar: tuple[DayState, ...]) -> Wrong:
        """Whether days that an entry sets are those of its pack."""
        law = self.context.at_hand.law
        days = tuple(changed(day, how=rewritten(day.how)) for day in calendar)
        if law is not None and (deadlines, days) != law.days(document):
            yield "admission.days", _("This program works out other days; its table of holidays may be another.")

    def register(self) -> tuple[CourtOrder, ...]:
        """The court orders of the case."""
        if self.context.register is None:
            self.context.register = orders_of(self.before.states(OrderState))
        return self.context.register

    def state(self, what: type[S], key: str) -> S:
        """The state of a subject. Raises LookupError where there is none, which is a finding of its own."""
        found = self.before.get(what, key)
        if found is None:
            raise LookupError("an entry speaks of what there is not")
        return found
