"""The data of the entries of the second half, as `fields` has those of the first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta

from adjudicator.casework.admission.parts import Count, Data, Hash, Part, Place, Seal
from adjudicator.records.count import (
    BOARD_VOTES,
    BOXES,
    CONDITIONS,
    DUPLICATE_ON,
    EXCEPTIONS,
    HIT_TOLD,
    PILES,
    RULINGS,
    SCANNED,
    SETTLED_AS,
)

Hour = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d$")]
"""An hour as told, the county's time, to the minute."""

Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")]

Id = Annotated[str, Meta(min_length=1, max_length=40)]
"""What somebody else numbered: a box, a seal, a scanner batch."""


class VotePart(Part):
    """A vote of the board."""

    number: Id
    hour: Hour
    text: str
    in_favor: Count
    against: Count
    abstained: Count
    later: bool


class RulingPart(Part):
    """The board's ruling on one envelope."""

    ruling: str
    ruled_out: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        is_one_of(RULINGS, self.ruling)


class StepsSet(Data):
    """steps.set."""

    board_votes: str
    duplicate_on: str
    reason: Seal

    def __post_init__(self) -> None:
        is_one_of(BOARD_VOTES, self.board_votes)
        is_one_of(DUPLICATE_ON, self.duplicate_on)


class PersonSworn(Data):
    """person.sworn."""

    person: str
    day: Day


class DocketDrawn(Data):
    """docket.drawn; `why` is why a supervisor drew it before it was looked up once more, public, empty for none."""

    docket: str
    batches: tuple[str, ...]
    items: Mapping[str, Place]
    outcomes: Mapping[str, Count]
    reasons: Mapping[str, Count]
    questions: Mapping[str, tuple[str, ...]]
    why: str


class DocketAmended(DocketDrawn):
    """docket.amended."""

    reason: Seal


class DocketVoted(Data):
    """docket.voted."""

    docket: str
    vote: VotePart
    removed: Mapping[str, Seal]
    rulings: Mapping[str, RulingPart]


class OfVote(Data):
    """authority.given."""

    vote: VotePart


class CountCertified(OfVote):
    """count.certified; `why` is why it was certified with something unexplained, public, empty for none."""

    why: str


class EnvelopesLookedUp(Data):
    """envelopes.looked_up: `about` is a docket, the next one, or a pile, `files` are the commitments of files.

    The record had `size` entries when the envelopes were read; `back` maps those of the hits that go back to their
    reviewers to the determination in force, `reason` is what they read.
    """

    about: str
    size: Count
    files: tuple[str, ...]
    hits: Mapping[str, Literal["absentee", "check_in", "cancelled", "pending"]]
    back: Mapping[str, Place]
    reason: Seal | None


class HitTold(Data):
    """hit.told."""

    envelope: str
    to: str
    hour: Hour

    def __post_init__(self) -> None:
        is_one_of(HIT_TOLD, self.to)


class PileSorted(Data):
    """pile.sorted."""

    pile: str
    what: str
    apart: bool
    copy: bool
    items: Mapping[str, Count]
    counted: Count
    people: tuple[str, ...]
    hour: Hour
    box: str
    later: bool

    def __post_init__(self) -> None:
        is_one_of(PILES, self.what)


class PileSigned(Data):
    """pile.signed."""

    pile: str
    entry: Place


class OfSession(Data):
    """What session.opened and session.duplicated have in common."""

    session: str
    pile: str
    people: tuple[str, ...]
    begins: Hour
    ends: Hour
    later: bool


class SessionOpened(OfSession):
    """session.opened; `left` are those of the pile that went back before, `override` why it was opened without authority."""

    left: tuple[str, ...]
    by_record: Count
    by_hand: Count
    exceptions: Mapping[str, str]
    override: Seal | None

    def __post_init__(self) -> None:
        for code in self.exceptions.values():
            is_one_of(EXCEPTIONS, code)


class SessionDuplicated(OfSession):
    """session.duplicated."""

    issued: Count
    done: Count
    spoiled: Count
    returned: Count


class SessionSigned(Data):
    """session.signed."""

    session: str
    entry: Place


class ExceptionSettled(Data):
    """exception.settled."""

    session: str
    envelope: str
    settled: str
    reason: Seal

    def __post_init__(self) -> None:
        is_one_of(SETTLED_AS, self.settled)


class OfBox(Data):
    """What every step of a box says."""

    box: Id
    second: str
    hour: Hour
    condition: str
    later: bool

    def __post_init__(self) -> None:
        is_one_of(CONDITIONS, self.condition)


class BoxSealed(OfBox):
    """box.sealed."""

    holds: str
    seals: tuple[Id, ...]
    place: str

    def __post_init__(self) -> None:
        super().__post_init__()
        is_one_of(BOXES, self.holds)


class BoxMoved(OfBox):
    """box.moved and box.delivered."""

    to: str


class BoxOpened(OfBox):
    """box.opened: the seals as they were found."""

    seals: tuple[Id, ...]


class BoxSigned(Data):
    """box.signed; `entry` is the place of the step."""

    box: Id
    entry: Place


class ScanRecorded(Data):
    """scan.recorded."""

    scan: Id
    holds: str
    apart: bool
    ballots: Count
    flagged: Count
    hour: Hour
    later: bool

    def __post_init__(self) -> None:
        is_one_of(SCANNED, self.holds)


class ScanCleared(Data):
    """scan.cleared."""

    scan: Id
    cleared: Count
    hour: Hour


class ScanInResults(Data):
    """scan.in_results."""

    scan: Id
    ballots: Count
    hour: Hour


class ScanVoided(Data):
    """scan.voided."""

    scan: Id
    instead: str
    reason: Seal


class UploadMade(Data):
    """upload.made; `override` is why it was made before the results were reconciled."""

    upload: str
    scans: tuple[Id, ...]
    file: Hash
    name: Seal
    ballots: Count
    contest: str
    votes: Count
    hour: Hour
    override: Seal | None


class UploadWithdrawn(Data):
    """upload.withdrawn."""

    upload: str
    hour: Hour
    reason: Seal


class UploadSeen(Data):
    """upload.seen."""

    upload: str
    votes: Count
    hour: Hour


class BagCounted(Data):
    """bag.counted."""

    place: str
    issued: Count
    missing: Count
    unlisted: Count


class FoundPart(Part):
    """Something that results say otherwise: "code:subject", with both numbers."""

    about: str
    expected: Count
    actual: Count


class CountReconciled(Data):
    """count.reconciled."""

    file: Hash
    name: Seal
    ballots: Count
    found: tuple[FoundPart, ...]


class DifferenceExplained(Data):
    """difference.explained."""

    about: str
    expected: int
    actual: int
    words: Seal


def is_one_of(table: Mapping[str, str], code: str) -> None:
    """Raises ValueError for a code that its table does not have; of the tables no Literal can be made."""
    if code not in table:
        raise ValueError("no code of its table")


DATA_OF: Mapping[str, type[Data]] = {
    "steps.set": StepsSet,
    "person.sworn": PersonSworn,
    "docket.drawn": DocketDrawn,
    "docket.amended": DocketAmended,
    "docket.voted": DocketVoted,
    "authority.given": OfVote,
    "count.certified": CountCertified,
    "envelopes.looked_up": EnvelopesLookedUp,
    "hit.told": HitTold,
    "pile.sorted": PileSorted,
    "session.opened": SessionOpened,
    "session.duplicated": SessionDuplicated,
    "pile.signed": PileSigned,
    "session.signed": SessionSigned,
    "exception.settled": ExceptionSettled,
    "box.sealed": BoxSealed,
    "box.moved": BoxMoved,
    "box.opened": BoxOpened,
    "box.delivered": BoxMoved,
    "box.signed": BoxSigned,
    "scan.recorded": ScanRecorded,
    "scan.cleared": ScanCleared,
    "scan.in_results": ScanInResults,
    "scan.voided": ScanVoided,
    "upload.made": UploadMade,
    "upload.withdrawn": UploadWithdrawn,
    "upload.seen": UploadSeen,
    "bag.counted": BagCounted,
    "count.reconciled": CountReconciled,
    "difference.explained": DifferenceExplained,
}
"""Kind of entry -> the description of its data."""
