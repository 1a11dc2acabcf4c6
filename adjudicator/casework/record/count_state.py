"""The states of the second half: from approval to a ballot's place in the certified count.

Nothing here joins a voter to a vote: a pile lists envelopes and is counted, a session has numbers alone, and what went
through a scanner is a number of ballots. Hours are the county's, as people told them ("2020-11-09T14:00"); `later` says
that something was worked with a pen and entered afterwards. `version` is the seq of the last entry about the subject.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

Commitment = str


class Vote(Struct, frozen=True, gc=False):
    """A vote of the board: the motion's number, hour and public text, and how many were for it, against it, and neither.

    `later` says that it was written on a paper sheet at the meeting and entered afterwards.
    """

    number: str
    hour: str
    text: str
    in_favor: int
    against: int
    abstained: int = 0
    later: bool = False

    @property
    def carried(self) -> bool:
        """Whether more were for it than against it (O.C.G.A. 21-2-228(b))."""
        return self.in_favor > self.against


class Ruling(Struct, frozen=True, gc=False):
    """The board's ruling on one envelope: "count" or "do_not_count", and the contests that do not count in any case."""

    ruling: str
    ruled_out: tuple[str, ...] = ()


class DocketState(Struct, frozen=True, gc=False):
    """What goes before the board. `items` maps envelope -> seq of its determination, of the approved `batches`.

    `outcomes` and `reasons` are sums over the items; `questions` maps an envelope that wants a ruling to the codes of what
    it waits for. `amends` is the commitment to the reason of one that is drawn after certification.

    Once voted on, `vote` is the vote on the list, `voted` its seq, `removed` maps an envelope that was taken out to the
    commitment of the reason, `rulings` an envelope to the board's ruling. A docket that did not carry can be voted on again.
    `why` is public: why a supervisor drew it before its envelopes were looked up once more, empty where they were.
    """

    id: str
    version: int
    drawn_by: str
    drawn_at: str
    batches: tuple[str, ...]
    items: Mapping[str, int]
    outcomes: Mapping[str, int]
    reasons: Mapping[str, int]
    questions: Mapping[str, tuple[str, ...]]
    amends: Commitment = ""
    vote: Vote | None = None
    voted: int = 0
    removed: Mapping[str, Commitment] = field(default_factory=dict[str, str])
    rulings: Mapping[str, Ruling] = field(default_factory=dict[str, Ruling])
    why: str = ""

    @property
    def passed(self) -> Mapping[str, int]:
        """Envelope -> determination of those that the board took as they are; none while it has not carried."""
        if self.vote is None or not self.vote.carried:
            return {}
        return {number: seq for number, seq in self.items.items() if number not in self.removed}


class PileState(Struct, frozen=True, gc=False):
    """Envelopes that were sorted together by two people and counted by hand before the first of them is opened.

    `what` is a code of `records.count.PILES`. `items` maps envelope -> seq of its determination, 0 where nobody has
    determined; `copy` says that its ballots are duplicated, `apart` that they are kept apart from all others. `box` is where
    it lies. `session` opened it, empty before. `signed` are those of its `people` who have signed it; `seq` is the place
    of the entry that the others sign.
    """

    id: str
    version: int
    what: str
    apart: bool
    copy: bool
    items: Mapping[str, int]
    counted: int
    people: tuple[str, ...]
    hour: str
    box: str = ""
    later: bool = False
    session: str = ""
    signed: tuple[str, ...] = ()
    seq: int = 0


class SessionState(Struct, frozen=True, gc=False):
    """Two or three people at one table from its beginning to its end: they open a pile, or duplicate from it.

    `what` is "opened" or "duplicated". `people` are all of them, the one who recorded it first; of those who duplicate, the
    first is the maker and the second the witness. `signed` are those who have signed it. For an opening, `left` are the
    envelopes of the pile that went back to review since it was sorted, `by_record` is how many the record has in it without
    them and `by_hand` how many were counted; `exceptions` maps an envelope to a code of
    `records.count.EXCEPTIONS`, `settled` to one of `SETTLED_AS`. For duplicating, `issued`, `done`, `spoiled` and `returned`
    are numbers of blank ballots. `seq` is the place of the entry that the others sign.
    """

    id: str
    version: int
    what: str
    pile: str
    people: tuple[str, ...]
    begins: str
    ends: str
    signed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    by_record: int = 0
    by_hand: int = 0
    exceptions: Mapping[str, str] = field(default_factory=dict[str, str])
    settled: Mapping[str, str] = field(default_factory=dict[str, str])
    issued: int = 0
    done: int = 0
    spoiled: int = 0
    returned: int = 0
    later: bool = False
    seq: int = 0

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The envelopes with an exception of which nobody has said what becomes of them."""
        return tuple(number for number in self.exceptions if number not in self.settled)


class Move(Struct, frozen=True, gc=False):
    """A step of a box: "sealed", "moved", "opened" or "delivered"; to where, by whom, with whom, when, in which condition.

    `seq` is the place of its entry, which the second person signs; `signed` says that they have.
    """

    what: str
    to: str
    by: str
    second: str
    hour: str
    condition: str
    seq: int = 0
    signed: bool = False


class BoxState(Struct, frozen=True, gc=False):
    """A box or bag: what it holds (a code of `records.count.BOXES`), its seals while it is sealed, and every step of it."""

    id: str
    version: int
    holds: str
    seals: tuple[str, ...] = ()
    place: str = ""
    moves: tuple[Move, ...] = ()

    @property
    def sealed(self) -> bool:
        """Whether it is under seal."""
        return bool(self.seals)

    @property
    def unsigned(self) -> tuple[Move, ...]:
        """The steps that their second person has not signed, oldest first."""
        return tuple(move for move in self.moves if not move.signed)


class ScanState(Struct, frozen=True, gc=False):
    """A batch of ballots that went through a scanner together; `id` is the tabulator's, with its number ("ICC1/17").

    `holds` is a code of `records.count.SCANNED`. `flagged` wait for the review panel, of which `cleared` are settled.
    `in_results` is the number of its ballots in the county's results, -1 before. A batch that was scanned again is
    `voided`: the commitment to the reason; `instead` is the one in its place, empty where there is none.
    """

    id: str
    version: int
    seq: int
    holds: str
    apart: bool
    ballots: int
    flagged: int
    hour: str
    by: str
    cleared: int = 0
    in_results: int = -1
    voided: Commitment = ""
    instead: str = ""
    later: bool = False

    @property
    def is_reviewed(self) -> bool:
        """Whether nothing of it waits for the review panel."""
        return self.cleared >= self.flagged


class UploadState(Struct, frozen=True, gc=False):
    """A file of cumulative results that was sent to the state; it replaces the one before.

    `scans` are the batches in it. `ballots` is the number of provisional ballots in it and `votes` the number of provisional
    votes in one named `contest`, both as the file says. `seen` is the number of that contest on the state's site, -1 before.
    """

    id: str
    version: int
    seq: int
    scans: tuple[str, ...]
    file: str
    name: Commitment
    ballots: int
    contest: str
    votes: int
    hour: str
    by: str
    withdrawn: Commitment = ""
    seen: int = -1
    seen_hour: str = ""


class Bag(Struct, frozen=True, gc=False):
    """What a place brought: `issued` by its numbered list, of which `missing` were not in the bag, and `unlisted` beside."""

    issued: int
    missing: int
    unlisted: int
    seq: int


class Reconciled(Struct, frozen=True, gc=False):
    """Results held against what may count: the file's SHA-256, and what was found.

    `found` maps "code:subject" to both numbers: what was expected, and what the results say. `ballots` is how many
    provisional ballots the results prove.
    """

    seq: int
    file: str
    ballots: int
    found: Mapping[str, tuple[int, int]]


class ExplainedDifference(Struct, frozen=True, gc=False):
    """Two numbers that differ, explained: the words' commitment, both numbers then, who explained it, and the seq."""

    expected: int
    actual: int
    words: Commitment
    by: str
    seq: int


class LookUp(Struct, frozen=True, gc=False):
    """Envelopes looked up once more in the newest files; `hits` maps one to the kind of the list.

    `about` is a pile or a docket; under the number of the next docket all that is approved and not opened was looked up.

    `back` are those of the hits that went back to their reviewers; the others had been opened. The record had `size` entries
    when the envelopes were read.
    """

    seq: int
    about: str
    files: tuple[str, ...]
    hits: Mapping[str, str]
    back: tuple[str, ...] = ()
    size: int = 0


class Overridden(Struct, frozen=True, gc=False):
    """An act that was done although something stood in its way: its kind of entry, what it was about, by whom, and why.

    `why` is public, as the text of a motion is; empty where the record seals it.
    """

    seq: int
    kind: str
    about: str
    by: str
    why: str = ""


class CountState(Struct, frozen=True, gc=False):
    """What stands of the count as a whole. `board_votes` and `duplicate_on` are codes of `records.count`.

    `authority` is the vote that lets staff go on, `certified` the one that certified. `bags` maps a place to what it
    brought; `explained` maps "code:subject" of a difference to its explanation; `looked_up` are all look-ups, oldest first,
    and `told` maps an envelope whose other vote was found after it was opened to who was told of it. `next` numbers what
    comes next: "docket", "pile", "session", "upload". `motions` are the numbers of all motions voted on, oldest first, and
    `overridden` is what was done although something stood in the way.
    """

    version: int
    board_votes: str = "off"
    duplicate_on: str = "cast"
    authority: Vote | None = None
    authority_seq: int = 0
    certified: Vote | None = None
    certified_seq: int = 0
    bags: Mapping[str, Bag] = field(default_factory=dict[str, Bag])
    reconciled: Reconciled | None = None
    explained: Mapping[str, ExplainedDifference] = field(default_factory=dict[str, ExplainedDifference])
    looked_up: tuple[LookUp, ...] = ()
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    next: Mapping[str, int] = field(default_factory=dict[str, int])
    motions: tuple[str, ...] = ()
    overridden: tuple[Overridden, ...] = ()
