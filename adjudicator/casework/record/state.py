"""The state that a case's entries fold to: one frozen value per case, person, envelope, batch, order, file, release.

States hold no personal data: where an entry has a sealed value, the state has its commitment (hexadecimal).
`version` is the seq of the last entry about the subject: an act refuses when it has moved on since the person looked.

They are structs, not dataclasses, because each entry makes new ones and a copy with changes costs a fortieth. They hold no
cycles, so the collector need not look at them (`gc=False`).
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field, structs

from adjudicator.casework.record.contact_state import ContactState
from adjudicator.casework.record.count_state import (
    BoxState,
    CountState,
    DocketState,
    PileState,
    ScanState,
    SessionState,
    UploadState,
)
from adjudicator.records.facts import Answer, Source
from adjudicator.records.findings import RULED_OUT
from adjudicator.records.reasons import REASON_CODES

Commitment = str

changed = structs.replace
"""A copy of a state with some fields changed: `changed(envelope, status="to_do")`."""

BY_MISTAKE = "by_mistake"
"""Where an entry stands of which two people said that it should not be there: it is no envelope that was received."""

STATUSES = ("to_do", "held", "determined", "in_batch", "approved", "released", BY_MISTAKE)
"""Where an envelope stands. A held one waits for its cure; a determined one can be closed into a batch."""

OPEN = frozenset({"to_do", "held"})
"""Where an envelope may be answered."""


def shipped_reasons() -> dict[str, str]:
    """The codes that a case begins with."""
    return {code: str(words) for code, words in REASON_CODES.items()}


class DayState(Struct, frozen=True, gc=False):
    """One day of the law, as it was worked out when the case was made or its rules last changed.

    `day` is the county's date, ISO 8601, empty where the law sets none; `at` the instant (UTC) where it has an hour, else
    empty. `words` says what the day is, `law` the citation, `how` in a sentence how it was worked out.
    """

    id: str
    words: str
    day: str
    at: str
    law: str
    how: str


class ByAct(Struct, frozen=True, gc=False):
    """One act, by its instant and the person: nobody does two at one instant."""

    at: str
    by: str


class CaseState(Struct, frozen=True, gc=False):
    """The case itself. `mode` is "practice" or "live"; `deadlines` maps names to ISO 8601 instants (UTC) or dates.

    `calendar` are the law's days in order of time; empty in a case made before they were kept.

    `pack` is the digest that determinations name, `pack_document` the document with its tables, `definition` likewise;
    `packs` maps the digest of every pack that was ever in force to its document.

    `period_closed` is the seq of the supervisor's act that closed the period for cures, 0 while it is open. `incarnation`
    names the copy in which the case goes on: "1", and after a restore "2-" and a mark of chance. `next_batch` and
    `next_release` number what comes next. `reasons` is the county's table of codes that poll workers tick.

    `form` is that of the newest entries ("3.0": acts are not signed); `raised` the seq of the entry that raised a file of
    that form, 0 for none, `adopted` that of the administrator's act that vouched for its accounts. `recovery` is SHA-256
    (hexadecimal) of the public half of the recovery key, empty where there is none. While `strict`, nothing is approved
    or released that rests on what one person alone gave; `strict_proposed` is the change that waits for a second person,
    and by whom; `disputes` wait for the next release. `law_changes` are all that came into force after the first pack.

    Of each batch that is closed, `second_decisions` in a hundred are decided a second time by another reviewer.

    After `idle_minutes` without key or mouse a screen is locked; at `shift_ends` ("17:00", the county's time, in order)
    the person signed in is signed out.

    `grounds` are the acts that changed the law or a court order, in order: what they sent back may be restored. `day_open`
    are the steps that were open when a day was last closed: code -> how many, empty where none was. `mistakes` are the
    envelopes of which somebody says that they were entered by mistake, and nobody has answered: number -> seq of the asking.
    `shared` is the seq of the entry from which on several stations share the record, 0 for none. `leaving` is what one person
    has signed and a second one has not, for the copy to go on by itself; `left` that it does.
    """

    id: str
    version: int
    mode: str
    county: str
    election: str
    time_zone: str
    definition: str
    rules: str
    pack: str
    pack_document: str
    opened_at: str
    deadlines: Mapping[str, str]
    roll: str = ""
    period_closed: int = 0
    incarnation: str = "1"
    next_batch: int = 1
    next_release: int = 1
    last_release: str = ""
    packs: Mapping[str, str] = field(default_factory=dict[str, str])
    reasons: Mapping[str, str] = field(default_factory=shipped_reasons)
    calendar: tuple[DayState, ...] = ()
    idle_minutes: int = 10
    shift_ends: tuple[str, ...] = ()
    form: str = "3.0"
    recovery: str = ""
    raised: int = 0
    adopted: int = 0
    strict: bool = False
    strict_proposed: StrictProposal | None = None
    disputes: tuple[Dispute, ...] = ()
    grounds: tuple[ByAct, ...] = ()
    day_open: Mapping[str, int] = field(default_factory=dict[str, int])
    second_decisions: int = 0
    law_changes: tuple[LawChange, ...] = ()
    mistakes: Mapping[str, int] = field(default_factory=dict[str, int])
    shared: int = 0
    leaving: FirstToLeave | None = None
    left: LeftRecord | None = None


class LawChange(Struct, frozen=True, gc=False):
    """That another pack came into force at an instant (UTC), or by a motion of the board another choice in it.

    `pack` is its digest; `motion` the motion's number, empty for a pack that a supervisor put in force.
    """

    at: str
    by: str
    rules: str
    pack: str
    motion: str = ""


class Dispute(Struct, frozen=True, gc=False):
    """A person's key that another used from the seq `since` on, and the envelopes that had left under its acts.

    The case keeps it until the next release, which names it.
    """

    person: str
    since: int
    released: tuple[str, ...]


class FirstToLeave(Struct, frozen=True, gc=False):
    """One of two people has signed that a copy of a shared record goes on by itself: who, at which seq, what the copy is
    called then (see `CaseState.incarnation`), and size and root (hexadecimal) of the shared record that it goes on from.
    """

    by: str
    seq: int
    incarnation: str
    size: int
    root: str


class LeftRecord(Struct, frozen=True, gc=False):
    """A copy of a shared record went on by itself at an instant (UTC), behind that record's first `size` entries."""

    at: str
    size: int


class StrictProposal(Struct, frozen=True, gc=False):
    """A change of `CaseState.strict` that one person proposed."""

    strict: bool
    by: str
    seq: int


class Grant(Struct, frozen=True, gc=False):
    """Something that one person alone gave to another: `what` is "account", "roles" or "key"; the seq of its entry."""

    what: str
    by: str
    seq: int


class PersonState(Struct, frozen=True, gc=False):
    """A person who works on the case.

    `keys` maps the public half (hexadecimal) of every key of theirs to the seq from which it signs. `chosen_by` is the
    administrator who chose the password in force, empty once the person has chosen one.

    `own_key` is the key in force where the person made it themselves; while it is empty, the newest key was handed out, and
    it signs nothing but its own replacement. `grants` are what one person gave and no second one has confirmed. `sworn`
    is the day of the oath of a person who touches ballots (O.C.G.A. 21-2-483(a)), empty while it is not on record.
    """

    id: str
    version: int
    name: str
    roles: tuple[str, ...]
    active: bool = True
    keys: Mapping[str, int] = field(default_factory=dict[str, int])
    chosen_by: str = ""
    own_key: str = ""
    grants: tuple[Grant, ...] = ()
    sworn: str = ""

    @property
    def key(self) -> str:
        """The public half of the key in force, hexadecimal; empty where there is none."""
        return max(self.keys, key=lambda public: self.keys[public], default="")


class ElectorChoice(Struct, frozen=True, gc=False):
    """The elector a person (or a decisive look-up) took for the voter.

    Number and registration date are commitments: with the precinct, the date alone would name most electors of a roll.
    `portion` and `style` are empty where the elector is of another county or no portion fits; `county` is in words.
    `address` is "new" where a person said which portion the new address of a reported move is in; `home_source` is where a
    portion came from that a person chose. Where they chose against the roll's row, `listed` is the portion that it gives,
    `why` the code of their reason and `note` the commitment to their own words.
    """

    registration_number: Commitment
    county: str
    precinct: str
    portion: str
    style: str
    status: str
    registered_on: Commitment
    roll: str
    by: str
    address: str = ""
    home_source: Source | None = None
    listed: str = ""
    why: str = ""
    note: Commitment = ""


class ResearchLine(Struct, frozen=True, gc=False):
    """Where the voter was looked for, and what came of it: "found", "nothing", "no_answer" or "not_possible"."""

    where: str
    result: str
    by: str
    at: str
    note: Commitment = ""


class DeterminationState(Struct, frozen=True, gc=False):
    """What a person determined: the facts it rests on, the recommendation then in force, and the outcome recorded.

    `counted` are the contests that count, `not_counted` contest -> code, both in ballot order; `departs` says that the
    outcome is not the recommended one, `reason` why.
    """

    seq: int
    by: str
    at: str
    outcome: str
    recommended: str
    reasons: tuple[str, ...]
    holds: tuple[str, ...]
    marks: tuple[str, ...]
    counted: tuple[str, ...]
    not_counted: Mapping[str, str]
    facts: Mapping[str, str]
    cast_style: str
    home_style: str
    too_late_for: tuple[str, ...]
    rules: str
    pack: str
    departs: bool = False
    reason: Commitment = ""
    supersedes: int = 0
    cast_too_late_for: tuple[str, ...] = ()

    @property
    def ballot(self) -> tuple[str, str | None, tuple[str, ...], tuple[str, ...]]:
        """The ballot as the rules are asked about it: styles, and the contests that had closed before it in either way."""
        return self.cast_style, self.home_style or None, self.too_late_for, self.cast_too_late_for

    @property
    def ruled_out(self) -> tuple[str, ...]:
        """The contests that the board ruled out, in ballot order."""
        return tuple(contest for contest, code in self.not_counted.items() if code == RULED_OUT)


class LeftAs(Struct, frozen=True, gc=False):
    """How an envelope stood when it left in `release`; kept from its reopening until a later release corrects that one."""

    release: str
    place: str
    precinct_cast: str
    stream: str
    determination: DeterminationState


class Mistake(Struct, frozen=True, gc=False):
    """What a person said of an entry that should not be there, at the seq of its asking: `what` is a code of
    `records.mistakes.WHAT_IT_IS`, `same_as` the other envelope, `reason` a commitment. `agreed_by` is the second person.
    """

    seq: int
    by: str
    at: str
    what: str
    same_as: str
    reason: Commitment
    agreed_by: str = ""
    agreed_at: str = ""


class EnvelopeState(Struct, frozen=True, gc=False):
    """One envelope, as its entries have left it. `sealed` maps a field of the papers to its commitment.

    `referred` and `returned` are commitments to the reason, empty when neither holds; `returned_to` is the person whose
    work came back; `determinations` are the seqs of all determinations, oldest first. `applied_on` is the commitment to
    the day on which the voter applied to register, where a person said it, `applied_source` where that was seen.
    `taken_by` is the person who has taken the envelope to work on it, since the instant `taken_at`; empty while nobody has.
    `ruled_out` are the contests that the board ruled out. The envelope lies in a `box` at a `position`, from 1; 0: not said.
    `set_aside` is the act that took back or reopened its determination, while nobody has touched the envelope since.
    `left_as` is how it last left, while that is not how it stands; `taken_away` the release that took it away again while
    it was open, empty where none did or a later one has carried it. `mistake` says why it is none (status BY_MISTAKE), and
    `mistake_asked` what one person says of it and no second one has answered.
    """

    number: str
    version: int
    received: int
    received_at: str
    status: str = "to_do"
    stream: str = ""
    place: str = ""
    precinct_cast: str = ""
    style_cast: str = ""
    party: str = ""
    reasons: tuple[str, ...] = ()
    oath_signed: bool | None = None
    id_shown: bool | None = None
    statement: str = ""
    sheets: int | None = None
    sealed: Mapping[str, Commitment] = field(default_factory=dict[str, str])
    file: str = ""
    elector: ElectorChoice | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict[str, Answer])
    research: tuple[ResearchLine, ...] = ()
    determination: DeterminationState | None = None
    determinations: tuple[int, ...] = ()
    batch: str = ""
    referred: Commitment = ""
    referred_by: str = ""
    returned: Commitment = ""
    returned_to: str = ""
    reopened: Commitment = ""
    releases: tuple[str, ...] = ()
    applied_on: Commitment = ""
    applied_source: Source | None = None
    taken_by: str = ""
    taken_at: str = ""
    ruled_out: tuple[str, ...] = ()
    box: str = ""
    position: int = 0
    set_aside: ByAct | None = None
    left_as: LeftAs | None = None
    taken_away: str = ""
    mistake: Mistake | None = None
    mistake_asked: Mistake | None = None

    @property
    def is_none(self) -> bool:
        """Whether it was entered by mistake, and so is no envelope that was received."""
        return self.status == BY_MISTAKE

    @property
    def outcome(self) -> str:
        """The outcome of the determination in force; "undecided" while nobody has determined or it was reopened."""
        if self.determination is None or self.status == "to_do":
            return "undecided"
        return self.determination.outcome

    @property
    def kept_apart(self) -> bool:
        """Whether the determination in force keeps the ballot apart from all others (52 U.S.C. 21082(c))."""
        return self.determination is not None and "kept_apart" in self.determination.marks

    @property
    def released_in(self) -> str:
        """The newest release that carried it, which the tabulation room works from; empty while none has, or where a later
        one has taken it away.
        """
        return self.releases[-1] if self.releases and not self.taken_away else ""

    @property
    def behind(self) -> LeftAs | None:
        """What an envelope leaves behind that goes back to be done again: how it left, where it has left in a release."""
        if self.status != "released" or self.determination is None:
            return self.left_as
        return LeftAs(self.released_in, self.place, self.precinct_cast, self.stream, self.determination)

    @property
    def as_left(self) -> EnvelopeState | None:
        """The envelope as it last left in a release, where it does not stand like that any more."""
        left = self.left_as
        if left is None:
            return None
        return changed(
            self,
            status="released",
            place=left.place,
            precinct_cast=left.precinct_cast,
            stream=left.stream,
            determination=left.determination,
        )

    @property
    def open_again(self) -> bool:
        """As `is_open_again` says it."""
        return is_open_again(self.released_in, self.status)


def is_open_again(released_in: str, status: str) -> bool:
    """Whether an envelope has left in a release and was reopened, and no later release has carried it since.

    `released_in` is the newest release that carried it, empty while none has; `status` is one of STATUSES.
    """
    return bool(released_in) and status != "released"


class BatchState(Struct, frozen=True, gc=False):
    """Determinations that one person closed together. `items` maps envelope -> seq of its determination.

    `status` is "waiting", "approved" or "returned"; `returned` maps an envelope that went back to the commitment of the
    reason. `closing` is the seq of the entry that closed it. `second` in a hundred are decided a second time; `checks` are
    the second decisions by envelope, also of those that have gone back since. `looked_at` is what the approver looked at.
    """

    id: str
    version: int
    status: str
    closed_by: str
    closed_at: str
    items: Mapping[str, int]
    returned: Mapping[str, Commitment] = field(default_factory=dict[str, str])
    decided_by: str = ""
    decided_at: str = ""
    closing: int = 0
    second: int = 0
    checks: Mapping[str, SecondDecision] = field(default_factory=dict[str, "SecondDecision"])
    looked_at: tuple[str, ...] = ()


class SecondDecision(Struct, frozen=True, gc=False):
    """What another reviewer made of an envelope without seeing its determination, the one of that seq.

    `counted` are the contests that count, where only some do; `note` is the commitment to their own words.
    """

    seq: int
    by: str
    at: str
    determination: int
    outcome: str
    counted: tuple[str, ...]
    agrees: bool
    note: Commitment = ""


class OrderState(Struct, frozen=True, gc=False):
    """A court order that extends the hours at places. Times are local, ISO 8601; `status` as the fact `court_order`.

    `hours` maps a place to its beginning and end, `begins` and `ends` are the earliest and the latest of them; a file of
    form 4.0 has these alone. `called` is the number as the court wrote it, where `number` was mistyped. `contests` are those
    for which it keeps the places open; none where it is for all.
    """

    number: str
    version: int
    court: str
    judge: str
    places: tuple[str, ...]
    begins: str
    ends: str
    status: str
    hours: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    called: str = ""
    contests: tuple[str, ...] = ()


class FileState(Struct, frozen=True, gc=False):
    """A file received: `kind` is a code of `records.received.FILE_KINDS`.

    `digest` is the commitment to the SHA-256 of the file, by which other entries name it; `lines` that to the SHA-256 over
    the lines kept from a list of votes or registrations (see `receiving.lines_digest`), else empty. A roll's `digest` is its
    id, and a file received by an entry of version 1 has both SHA-256 themselves: no sealed value has that commitment.
    `as_of` is up to when a file of other votes speaks, the county's time to the minute ("2020-11-06T17:30"), `final` that
    nothing is added to it any more; as the person who received it said.
    """

    digest: Commitment
    version: int
    kind: str
    dated: str
    rows: int
    received_at: str
    by: str
    name: Commitment = ""
    lines: Commitment = ""
    as_of: str = ""
    final: bool = False


class Acknowledgment(Struct, frozen=True, gc=False):
    """That the tabulation room has a release: recorded by whom and when (an instant, UTC), and what it said.

    `who` and `reference` are commitments; `told_at` is the hour as told, local, ISO 8601; `ballots` its own number.
    """

    by: str
    at: str
    who: Commitment
    told_at: str
    reference: Commitment
    ballots: int


class ReleaseState(Struct, frozen=True, gc=False):
    """An export package that has left the office: what it holds, the files' SHA-256, and which release it follows.

    `items` maps envelope -> seq of the determination released; `size` and `root` are the tree head it was made from.
    `taken_away` maps an envelope that was open again -> seq of the determination that it takes away, and `corrects` names
    the releases of which it takes something away. `added` and `taken` are the ballots that its rows add and take away,
    `acknowledgments` what the tabulation room said of it, oldest first: a later one corrects an earlier one.
    """

    id: str
    version: int
    follows: str
    made_by: str
    made_at: str
    size: int
    root: str
    items: Mapping[str, int]
    files: Mapping[str, str]
    taken_away: Mapping[str, int] = field(default_factory=dict[str, int])
    corrects: tuple[str, ...] = ()
    added: int = 0
    taken: int = 0
    acknowledgments: tuple[Acknowledgment, ...] = ()

    @property
    def ballots(self) -> int:
        """The sum of its rows: the ballots that it adds, less those that it takes away."""
        return self.added - self.taken

    @property
    def acknowledged(self) -> Acknowledgment | None:
        """What the tabulation room said of it last; None while it has said nothing."""
        return self.acknowledgments[-1] if self.acknowledgments else None

    @property
    def is_owed(self) -> bool:
        """Whether it takes something away and the tabulation room has not said yet that it has it."""
        return bool(self.corrects) and not self.acknowledgments


State = (
    CaseState
    | PersonState
    | EnvelopeState
    | BatchState
    | OrderState
    | FileState
    | ReleaseState
    | ContactState
    | CountState
    | DocketState
    | PileState
    | SessionState
    | BoxState
    | ScanState
    | UploadState
)
