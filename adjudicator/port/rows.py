"""Rows of the lists at the desks, what a list asks for, and the numbers beside the desks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from adjudicator.casework.record.state import is_open_again

SortBy = Literal["ordinal", "place", "received", "version", "status", "outcome", "reviewer", "alike", "box"]
"""What rows are sorted by, and then by number: "alike" is what was ticked and then the place, "box" as they lie there."""

CountBy = Literal["status", "outcome", "place", "stream", "reviewer", "kept_apart", "batch", "ticked", "box"]

TICKED_NOTHING = "-"
"""Asks for envelopes on which the poll worker ticked nothing: no code is this."""


@dataclass(frozen=True, slots=True)
class EnvelopeRow:
    """One envelope on a list. Seqs: `version`, `received`, `determined`; numbers of contests: `counted`, `not_counted`.

    `holds`, `reasons` and `ticked` are codes with a space between; `ordinal` is the number as it sorts; `released_in` the
    newest release that carried it; it lies in a `box` at a `position` (0: not said).
    """

    number: str
    status: str
    ordinal: str
    version: int
    received: int
    outcome: str
    stream: str
    place: str
    precinct_cast: str
    kept_apart: bool
    reviewer: str
    determined: int
    holds: str
    reasons: str
    counted: int
    not_counted: int
    batch: str
    referred: bool
    referred_by: str
    returned: bool
    returned_to: str
    reopened: bool
    elector: bool
    taken_by: str
    released_in: str = ""
    box: str = ""
    position: int = 0
    ticked: str = ""

    @property
    def open_again(self) -> bool:
        """As `state.is_open_again` says it."""
        return is_open_again(self.released_in, self.status)


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch on a list: `size` envelopes are in it, `returned` went back."""

    id: str
    status: str
    version: int
    closed_by: str
    closed_at: str
    decided_by: str
    decided_at: str
    size: int
    returned: int


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """Which envelopes to list, in which order, and which page; what is empty or None asks for nothing.

    `status`, `outcome` and `numbers` list what may be; `not_reviewer` and `without` leave out a person's work and some
    numbers, and `free_for` what others than this person have taken; `taken` asks for what anybody has taken, or nobody, and
    `open_again` for what left in a release and was reopened since; `changed_after` for what an entry behind that seq changed,
    `determined_after` for what was determined behind it, `received_before` for what an entry before that seq received;
    `ticked` is one code among those that were ticked.
    `words` are beginnings of the number or, `by_name`, of words of the voter's name. `after` is the last row of the page
    before.
    """

    status: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    stream: str = ""
    place: str = ""
    precinct_cast: str = ""
    reviewer: str = ""
    not_reviewer: str = ""
    returned_to: str = ""
    batch: str = ""
    kept_apart: bool | None = None
    referred: bool | None = None
    returned: bool | None = None
    reopened: bool | None = None
    taken: bool | None = None
    open_again: bool | None = None
    changed_after: int = 0
    determined_after: int = 0
    free_for: str = ""
    without: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    box: str = ""
    ticked: str = ""
    received_before: int = 0
    words: str = ""
    by_name: bool = True
    sort: SortBy = "ordinal"
    descending: bool = False
    after: EnvelopeRow | None = None
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is: envelopes by status and by outcome, those referred and returned and still to do, batches waiting.

    `left` have left in a release; `open_again` maps the newest release that carried them -> those reopened since.
    """

    envelopes: int
    by_status: Mapping[str, int]
    by_outcome: Mapping[str, int]
    kept_apart: int
    referred: int
    returned: int
    batches_waiting: int
    left: int = 0
    open_again: Mapping[str, int] = field(default_factory=dict[str, int])


EVERY_ENVELOPE = QueueQuery()
"""All envelopes of a case, on one page after the other."""
