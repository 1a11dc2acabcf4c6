"""The Board desk: what is ready for a meeting, dockets, votes and rulings, authority and certification."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msgspec import convert
from msgspec.structs import replace

from adjudicator.casework.acts.act import Act, Acted
from adjudicator.casework.acts.count import board as acts
from adjudicator.casework.acts.count import voting
from adjudicator.casework.acts.count.going_on import GoingOn
from adjudicator.casework.record.count_state import CountState, DocketState, Ruling, Vote
from adjudicator.casework.record.entry import commitment_in
from adjudicator.casework.record.shelf import COUNT_KEY, COUNT_SUBJECT
from adjudicator.casework.record.state import EnvelopeState, PersonState
from adjudicator.casework.sheet.making import make_sheet
from adjudicator.casework.sheet.sheet import Sheet
from adjudicator.casework.telling.board_case import BoardCase, board_case
from adjudicator.law.engine.board_holds import board_holds
from adjudicator.office.behind.count.at_tables import TOLD_EACH
from adjudicator.office.behind.count.before_certified import of_the_account
from adjudicator.office.behind.count.board_rows import BoardRows
from adjudicator.office.behind.count.in_the_way import in_the_way
from adjudicator.office.behind.count.standing_states import StandingStates
from adjudicator.office.behind.desk import OfficeDesk, needs
from adjudicator.office.behind.evidence.reader import AtHand
from adjudicator.office.behind.meanwhile import CHANGED
from adjudicator.office.behind.preview import Progress, beside
from adjudicator.office.behind.room import NOBODY, Done, Room
from adjudicator.office.desks.count.looking_up import LookingUpDesk
from adjudicator.people.rights import may
from adjudicator.port.acts import Logged
from adjudicator.port.rows import BatchRow, EnvelopeRow
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from adjudicator.words import _

EVERY_MOTION = 10_000
"""More than a board ever moves in one election."""

MOTIONS: Mapping[str, Callable[[CountState], bool]] = {
    "docket.voted": lambda _count: True,
    "authority.given": lambda count: count.authority is not None,
    "count.certified": lambda count: count.certified is not None,
}
"""Kinds of motions -> whether there may be any: all entries are gone through for one that is not indexed."""


@dataclass(frozen=True, slots=True)
class ReadyBatch:
    """An approved batch of which something can go before the board: who approved it, and how it would be counted there."""

    id: str
    approved_by: str
    approved_at: str
    envelopes: tuple[str, ...]
    outcomes: Mapping[str, int]
    reasons: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ready:
    """What can go before the board: approved determinations by batch with sums, and envelopes with what they ask."""

    batches: tuple[ReadyBatch, ...] = ()
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    @property
    def envelopes(self) -> int:
        """How many determinations there are."""
        return sum(len(batch.envelopes) for batch in self.batches)

    def __bool__(self) -> bool:
        return bool(self.batches or self.questions)


@dataclass(frozen=True, slots=True)
class BoardNumbers:
    """Whether anything is `ready` for a docket, and how many approved determinations are `unvoted` and wait to leave."""

    ready: bool
    unvoted: int


@dataclass(frozen=True, slots=True)
class WantedDocket:
    """What a person wants on a docket, as `BoardDesk.draw` takes it; `act` is theirs, `over` that they may go on."""

    batches: Collection[str] | None
    reason: str
    asked: bool
    why: str
    act: Act
    over: bool


@dataclass(frozen=True, slots=True)
class DrawnDocket:
    """A docket that was put together when the record had `size` entries, and is not recorded.

    `acted` is its entry. Versions: `count` that of the count as a whole, `listed` and `asked` those of its envelopes with a
    determination and of those that want a ruling. `to_look_up` says that the first were not looked up; `pack` is the law.
    """

    acted: Acted
    size: int
    count: CountState
    listed: Mapping[str, int]
    asked: Mapping[str, int]
    to_look_up: bool
    pack: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A motion of the board as the record has it: what it was on, the vote, what was taken out and ruled, who entered it.

    `kind` is one of MOTIONS; `docket` is empty where it was on the count as a whole; `removed` maps to commitments of
    reasons. `why` is why the board certified although something was not explained, empty where all was.
    """

    seq: int
    at: str
    by: str
    kind: str
    vote: Vote
    docket: str = ""
    removed: Mapping[str, str] = field(default_factory=dict[str, str])
    rulings: Mapping[str, Ruling] = field(default_factory=dict[str, Ruling])
    why: str = ""

    @property
    def day(self) -> date:
        """The day of the meeting."""
        return date.fromisoformat(self.vote.hour[: len("2020-11-09")])


class BoardDesk(OfficeDesk):
    """Acts of the secretary, and of supervisors who put dockets together."""

    def __init__(self, room: Room, looking_up: LookingUpDesk) -> None:
        super().__init__(room)
        self._looking_up = looking_up
        self._at_hand = AtHand(room)
        self._holds: tuple[str, frozenset[str]] = ("", frozenset())
        self._motions: tuple[int, tuple[Moved, ...]] = (0, ())
        self._dockets: tuple[int, tuple[DocketState, ...]] = (-1, ())
        self._rows = BoardRows(room)
        self._still_owed: tuple[object, voting.OwedVotes] = (None, voting.OwedVotes())
        self._unreleased = 0
        self._ready: tuple[object, Ready] = (None, Ready())
        self._troubles: tuple[int, tuple[str, ...]] = (-1, ())

    @property
    def is_near(self) -> bool:
        """Whether what can be before the board is read in a moment; else `reading` does it on another thread."""
        return self.count().board_votes == "off" or self._rows.is_near

    def reading(self) -> Callable[[Progress], BoardRows]:
        """Read what can be before the board, as a call that any thread may make; `take` takes what it gives."""
        return self._rows.reading()

    def take(self, read: BoardRows) -> None:
        """Go on from what was read."""
        self._rows.take(read)

    # what stands

    def count(self) -> CountState:
        """What stands of the count as a whole."""
        return self._room.log.state(CountState, COUNT_KEY) or CountState(0)

    def dockets(self) -> tuple[DocketState, ...]:
        """All dockets, newest first."""
        version = self.count().version  # a docket that is drawn or voted on moves it on, too
        if self._dockets[0] != version:
            found = sorted(self._room.log.states(DocketState), key=lambda each: (len(each.id), each.id), reverse=True)
            self._dockets = (version, tuple(found))
        return self._dockets[1]

    def _moved_on(self) -> object:
        """Something that is another one once what is ready or owed has changed: the counts are read at every act anyway."""
        if self.count().board_votes != "off":
            self._rows.now()
        counts = tuple(sorted(self._room.log.counts().by_status.items()))
        return (self.count().version, self._room.case.pack, counts, self._rows.turn)

    def docket(self, docket: str) -> DocketState | None:
        """One docket."""
        return self._room.log.state(DocketState, docket)

    def waiting(self) -> tuple[DocketState, ...]:
        """The dockets that have not carried, oldest first."""
        return tuple(each for each in reversed(self.dockets()) if each.vote is None or not each.vote.carried)

    def goes_on(self) -> Callable[[EnvelopeState], bool]:
        """Says whether the approved determination in force of an envelope may go on (`acts.board.voted`), as it stands."""
        dockets, count = self.dockets(), self.count()
        return lambda envelope: acts.voted(envelope, dockets, count)

    def waits_to_leave(self) -> int:
        """How many approved determinations wait for the board's vote before they can leave in a release."""
        if not self._owes_votes():
            return 0
        self._owed()
        return self._unreleased

    def numbers(self) -> BoardNumbers:
        """What waits for the board, in a moment: by the counts alone as long as nobody has read what can be before it."""
        if self.is_near:
            return BoardNumbers(bool(self.ready()), self.waits_to_leave())
        by_status, dockets = self._room.log.counts().by_status, self.dockets()
        approved = sum(by_status.get(status, 0) for status in acts.APPROVED)
        unvoted = approved - sum(len(each.passed) for each in dockets) if self._owes_votes() else 0
        return BoardNumbers(
            approved > len(acts.listed_on(dockets).items), min(by_status.get("approved", 0), max(0, unvoted))
        )

    def _owes_votes(self) -> bool:
        """Whether what is approved has to be voted on before it can leave."""
        count = self.count()
        return count.board_votes != "off" and not (count.board_votes == "authority" and acts.has_authority(count))

    def ready(self) -> Ready:
        """What can go before the board now; nothing where it does not vote."""
        key = self._moved_on()
        if self._ready[0] != key:
            self._ready = (key, self._look() if self.count().board_votes != "off" else Ready())
        return self._ready[1]

    def _look(self) -> Ready:
        dockets, batches = self.dockets(), dict[str, list[EnvelopeRow]]()
        listed, ruled = acts.listed_on(dockets), {number for each in dockets for number in each.rulings}
        for row in self._of_status("approved", "released"):
            is_listed = (row.number, row.determined) in listed.items
            if not is_listed and not (row.number in ruled and self._is_ratified(row.number)):
                batches.setdefault(row.batch, []).append(row)
        ends = self._holds_that_end()
        questions = {row.number: _asks(row.holds.split(), ends) for row in self._of_status("held")}
        approved = {row.id: row for row in self._room.log.batch_rows("approved")}
        return Ready(
            tuple(_ready_batch(batch, batches[batch], approved.get(batch)) for batch in sorted(batches)),
            {number: codes for number, codes in questions.items() if codes and number not in listed.asked},
        )

    def _of_status(self, *status: str) -> Iterator[EnvelopeRow]:
        return (row for row in self._rows.now() if row.status in status)

    def _is_ratified(self, number: str) -> bool:
        state = self._room.log.state(EnvelopeState, number)
        return state is not None and acts.ratified(state, self.dockets())

    def _holds_that_end(self) -> frozenset[str]:
        """The holds that a ruling ends, by the law in force."""
        digest = self._room.case.pack
        if self._holds[0] != digest:
            pack = self._room.recommender.pack
            self._holds = (pack.digest, board_holds(pack))
        return self._holds[1]

    def case_of(self, number: str) -> BoardCase | Refusal | None:
        """What a member of the board needs to rule on an envelope, in three lines that name no voter.

        None where nothing is determined; refused with "lists_unread" while long lists are still to be read for its voter.
        """
        sheet = self._sheet(number)
        if isinstance(sheet, Refusal):
            return sheet
        if sheet is None or sheet.state.determination is None:
            return None
        return board_case(sheet, self._room.recommender, _asks(sheet.state.determination.holds, self._holds_that_end()))

    def contests_of(self, number: str) -> tuple[tuple[str, str], ...]:
        """The contests of the ballot cast in an envelope, by id and title, in ballot order."""
        state = self._room.log.state(EnvelopeState, number)
        made = state.determination if state is not None else None
        election = self._room.election
        styles = election.styles.get(made.cast_style, ()) if made is not None else ()
        return tuple((each, election.contests[each].title) for each in styles)

    def _sheet(self, number: str) -> Sheet | Refusal | None:
        state = self._room.log.state(EnvelopeState, number)
        if state is None:
            return None
        unread = self._at_hand.lists_unread(state)
        return unread or make_sheet(self._room.case, state, self._at_hand.evidence(state), self._room.recommender)

    def motions(self) -> tuple[Moved, ...]:
        """Every motion that was voted on, newest first; those that did not carry, too."""
        log, version = self._room.log, self.count().version  # every motion moves it on
        if self._motions[0] != version:
            kinds = [kind for kind, was_moved in MOTIONS.items() if was_moved(self.count())]
            found = [logged for kind in kinds for logged in log.read_back(limit=EVERY_MOTION, kind=kind)]
            moved = tuple(_moved(logged) for logged in sorted(found, key=lambda each: each.seq, reverse=True))
            self._motions = (version, moved)
        return self._motions[1]

    def missing(self) -> str:
        """Who is missing in this office, so that the board's votes can be recorded; empty where nobody is."""
        people = [each for each in self._room.log.states(PersonState) if each.active]
        able = (may(Person(each.id, each.name, frozenset(each.roles)), "record_vote") for each in people)
        if any(able):
            return ""
        return _(
            "Nobody here records the board's votes. An administrator gives somebody the role of the secretary in Setup; "
            "one person can have several roles."
        )

    def in_the_way(self) -> tuple[str, ...]:
        """What stands in the way of certification, a sentence each."""
        size = self._room.log.head().size
        if self._troubles[0] != size:  # a screen asks more than once
            self._troubles = (size, self._look_for_troubles())
        return self._troubles[1]

    def _look_for_troubles(self) -> tuple[str, ...]:
        log = self._room.log
        standing, counted = StandingStates(log), log.counts_by("status", "outcome")
        may_count = sum(counted.get((status, outcome), 0) for status in acts.APPROVED for outcome in acts.COUNTED)
        return in_the_way(self._owed(), of_the_account(standing, may_count))

    def _owed(self) -> voting.OwedVotes:
        """As `acts.voting.owed` says it of every envelope's state, from the lists."""
        key = self._moved_on()
        if self._still_owed[0] != key:
            dockets, votes = self.dockets(), self.count().board_votes != "off"
            passed = {pair for each in dockets for pair in each.passed.items()}
            ruled = {number for each in dockets for number in each.rulings}
            rows = [
                row
                for row in (self._of_status("approved", "released") if votes else ())
                if (row.number, row.determined) not in passed
                and not (row.number in ruled and self._is_ratified(row.number))
            ]
            self._unreleased = sum(row.status == "approved" for row in rows)
            counts = self._room.log.counts()
            approved = sum(counts.by_status.get(status, 0) for status in acts.APPROVED)
            waiting = tuple(each.id for each in self.waiting()) if votes else ()
            self._still_owed = (
                key,
                voting.OwedVotes(tuple(row.number for row in rows), counts.envelopes - approved, waiting),
            )
        return self._still_owed[1]

    # acts

    @needs("set_steps")
    def set_steps(self, board_votes: str, duplicate_on: str, reason: str) -> Done | Refusal:
        """Set when the board votes, and which style duplicates are made on, with a reason."""
        count = self.count()
        acted = acts.set_steps(count, board_votes, duplicate_on, reason, self._room.act())
        return self._put(acted, count)

    @needs("draw_docket")
    def draw(
        self, batches: Collection[str] | None = None, reason: str = "", *, asked: bool = True, why: str = ""
    ) -> Done | Refusal:
        """Put together what goes before the board: all that is ready, or of these batches alone.

        Without `asked` no envelope that waits for a ruling is on it. After certification it amends, with a `reason`. Refused
        where its envelopes were not looked up once more, unless a supervisor says `why` it is drawn all the same.
        """
        return self.record_docket(self._drawn(self._to_draw(batches, reason, asked=asked, why=why)))

    def drawing(
        self, batches: Collection[str] | None = None, reason: str = "", *, asked: bool = True, why: str = ""
    ) -> Callable[[Progress], DrawnDocket]:
        """The same without recording it, as a call that any thread may make; `record_docket` records what it gives.

        Each signature under what goes on it is checked, which takes seconds where there are many thousand.
        """
        wanted = self._to_draw(batches, reason, asked=asked, why=why)

        def draw(progress: Progress) -> DrawnDocket:
            with beside(self._room) as room:
                return BoardDesk(room, LookingUpDesk(room))._drawn(wanted, progress)

        return draw

    def _to_draw(self, batches: Collection[str] | None, reason: str, *, asked: bool, why: str) -> WantedDocket:
        chosen = None if batches is None else frozenset(batches)
        return WantedDocket(chosen, reason, asked, why, self._room.act(), self._room.allowed("certify_over") is None)

    def _drawn(self, wanted: WantedDocket, progress: Progress | None = None) -> DrawnDocket:
        size, pack, ready, count = self._room.log.head().size, self._room.case.pack, self._look(), self.count()
        envelopes = self._of(ready, wanted.batches)
        questions = ready.questions if wanted.asked else {}
        listed = {each.number: each.version for each in envelopes}
        stale = self._looking_up.not_looked_up(listed)
        going_on = GoingOn(stale, wanted.why, wanted.over)
        acted = acts.draw(count, envelopes, questions, self.dockets(), wanted.act, wanted.reason, going_on)
        if not isinstance(acted, Refusal):
            acted = self._first_unsigned((*listed, *questions), progress) or acted
        held = {row.number: row.version for row in self._of_status("held") if row.number in questions}
        return DrawnDocket(acted, size, count, listed, held, stale is not None, pack)

    def _first_unsigned(self, numbers: Collection[str], progress: Progress | None = None) -> Refusal | None:
        for at, number in enumerate(numbers):
            if progress is not None and at % TOLD_EACH == 0:
                progress(at, len(numbers))
            refusal = self._room.unsigned(number)
            if refusal is not None:
                return refusal
        return None

    @needs("draw_docket")
    def record_docket(self, drawn: DrawnDocket) -> Done | Refusal:
        """Record a docket that was put together. Refused where what it rests on has changed since."""
        if isinstance(drawn.acted, Refusal):
            return drawn.acted
        since = {str(logged.entry.data.get("envelope", "")) for logged in self._room.log.entries(drawn.size + 1)}
        seen = {**drawn.listed, **drawn.asked}
        refusal = self._first_unsigned([number for number in since if number in seen])
        if refusal is not None:
            return refusal
        stale = self._looking_up.not_looked_up(drawn.listed) is not None
        if stale != drawn.to_look_up or drawn.pack != self._room.case.pack:
            return Refusal(CHANGED, _("Something has changed meanwhile. Draw the docket again."))
        at, acted = self._room.instant(), drawn.acted
        versions = {f"envelope {number}": version for number, version in seen.items()}
        return self._put(tuple(replace(entry, at=at) for entry in acted), drawn.count, versions)

    def not_looked_up(self, batches: Collection[str] | None = None) -> Refusal | None:
        """Why what is ready, or these batches of it, has to be looked up before it is drawn; None where it was."""
        chosen = self._chosen(self.ready(), batches)
        versions = {row.number: row.version for row in self._of_status("approved", "released") if row.number in chosen}
        return self._looking_up.not_looked_up(versions)

    def next_docket(self) -> str:
        """The number of the docket that is drawn next: under it what goes on it is looked up."""
        return acts.next_docket(self.count())

    def _of(self, ready: Ready, batches: Collection[str] | None) -> list[EnvelopeState]:
        found = (self._room.log.state(EnvelopeState, number) for number in self._chosen(ready, batches))
        return [state for state in found if state is not None]

    def _chosen(self, ready: Ready, batches: Collection[str] | None) -> dict[str, None]:
        """The envelopes of these batches of what is ready, in order."""
        chosen = (batch for batch in ready.batches if batches is None or batch.id in batches)
        return dict.fromkeys(number for batch in chosen for number in batch.envelopes)

    @needs("record_vote")
    def vote(
        self,
        docket: DocketState,
        vote: Vote,
        removed: Mapping[str, str] | None = None,
        rulings: Mapping[str, Ruling] | None = None,
    ) -> Done | Refusal:
        """Record the board's vote on a docket as it was seen, with what was taken out, with reasons, and its rulings."""
        count, rulings = self.count(), dict(rulings or {})
        found = {number: self._room.log.state(EnvelopeState, number) for number in rulings}
        asked = {number: state for number, state in found.items() if state is not None}
        acted = voting.vote(
            docket,
            vote,
            count,
            self._room.act(),
            now=self._hour(),
            removed=dict(removed or {}),
            rulings={number: self._in_order(number, ruling) for number, ruling in rulings.items()},
            asked=asked,
            ballots=voting.ballots_of(self._room.election, asked.values()),
        )
        seen = {f"envelope {number}": state.version for number, state in asked.items()}
        return self._put(acted, count, {**seen, f"docket {docket.id}": docket.version})

    def _in_order(self, number: str, ruling: Ruling) -> Ruling:
        """The contests ruled out in ballot order, whatever the order in which they were named; unknown ones stay last."""
        ballot = [contest for contest, __ in self.contests_of(number)]
        known = [contest for contest in ballot if contest in ruling.ruled_out]
        return Ruling(ruling.ruling, (*known, *(each for each in ruling.ruled_out if each not in known)))

    @needs("record_vote")
    def give_authority(self, vote: Vote) -> Done | Refusal:
        """Record the motion that lets staff go on before the vote."""
        count = self.count()
        return self._put(voting.give_authority(count, vote, self._room.act(), now=self._hour()), count)

    def may_certify(self) -> Refusal | None:
        """Why the person signed in cannot record that the board certified, None where they can.

        While something stands in the way, a supervisor does it, with a reason.
        """
        if self._room.person is None:
            return NOBODY
        return self._room.allowed("certify_over" if self.in_the_way() else "record_vote")

    def certify(self, vote: Vote, why: str = "") -> Done | Refusal:
        """Record that the board certified the count.

        While something stands in the way a supervisor does it, and says `why`, which is public.
        """
        refusal, count, troubles = self.may_certify(), self.count(), self.in_the_way()
        if refusal is not None:
            return refusal if not troubles or refusal.code != "no_right" else BY_A_SUPERVISOR
        acted = voting.certify(
            count, self.dockets(), vote, self._room.act(), now=self._hour(), troubles=troubles, why=why
        )
        return self._put(acted, count)

    def _hour(self) -> str:
        return self._room.now().strftime("%Y-%m-%dT%H:%M")

    def _put(self, acted: Acted, count: CountState, seen: Mapping[str, int] | None = None) -> Done | Refusal:
        return self._room.put(acted, seen={COUNT_SUBJECT: count.version, **(seen or {})})

    def reason(self, commitment: str) -> str:
        """Why something was taken out or certified, for those who see names: people write names into reasons."""
        return self._room.log.unseal(commitment) if commitment and self._room.sees("read_names") else ""


def _asks(holds: Iterable[str], that_end: Collection[str]) -> tuple[str, ...]:
    """Those of an envelope's holds that a ruling ends."""
    return tuple(code for code in holds if code in that_end)


def _ready_batch(batch: str, rows: Collection[EnvelopeRow], approved: BatchRow | None) -> ReadyBatch:
    by, at = (approved.decided_by, approved.decided_at) if approved is not None else ("", "")
    reasons = Counter(row.reasons.split()[0] for row in rows if row.outcome == "not_counted" and row.reasons)
    return ReadyBatch(batch, by, at, tuple(row.number for row in rows), Counter(row.outcome for row in rows), reasons)


def _moved(logged: Logged) -> Moved:
    entry = logged.entry
    data: Mapping[str, Any] = entry.data
    removed: Mapping[str, Any] = data.get("removed", {})
    rulings: Mapping[str, Any] = data.get("rulings", {})
    return Moved(
        logged.seq,
        entry.at,
        entry.by,
        entry.kind,
        convert(data["vote"], Vote),
        data.get("docket", ""),
        {number: commitment_in(reason) for number, reason in removed.items()},
        {number: convert(ruling, Ruling) for number, ruling in rulings.items()},
        data.get("why", ""),
    )


BY_A_SUPERVISOR = Refusal(
    "no_right",
    _(
        "Something stands in the way that is not explained. A supervisor explains it, or records the certification "
        "with a reason."
    ),
)
