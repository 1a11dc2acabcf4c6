"""What all desks share: the record, the election, the law in force, the roll, who is signed in, time and chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from adjudicator.casework.acts.act import TAKEN, Act, Acted
from adjudicator.casework.acts.vouching import by_one_person, not_yet
from adjudicator.casework.record.entry import Entry, Salts, instant, moment_of, seal
from adjudicator.casework.record.signing import ACT_BYTES, ends_stretch, leaves_checkpoint
from adjudicator.casework.record.state import CaseState, PersonState
from adjudicator.law.engine.recommend import Recommender
from adjudicator.office.behind.law.laws import law_of
from adjudicator.office.behind.meanwhile import changed_meanwhile, with_whom
from adjudicator.office.behind.station import NO_STATION, LeftBehind, Station
from adjudicator.office.behind.time.clock import Clock
from adjudicator.office.behind.time.practice_clock import PracticeClock
from adjudicator.office.behind.time.set_back import ClockWatch
from adjudicator.office.behind.unsettled import UnsettledAct, in_the_way, subjects_in
from adjudicator.people.keys import SigningKey
from adjudicator.people.rights import READS, may
from adjudicator.port.acts import Document, NewAct, Signer
from adjudicator.port.answers import Head, Refused, Settled, Stale, Unknown
from adjudicator.port.keys import WrappedKey
from adjudicator.port.record import STOPPED_REMEDY, Record
from adjudicator.port.states import States
from adjudicator.records.election import Election
from adjudicator.records.elector import Credit
from adjudicator.records.people import Person, role_words
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.roll import ListedNames, Roll
from adjudicator.words import _, beside, n_
from adjudicator.words.dates import long_day_and_hour

Listener = Callable[[Sequence[Entry]], None]


MOST_TOLD = 1_000
"""So many entries of others are told, the newest: a list just received has a hundred thousand."""

OF_THE_SERVER = frozenset({"server_away", "server_refuses", "another_story", "another_program"})
"""Why a shared record takes no act, said by the record itself; when the server answers again, it does."""

ANOTHER_STORY = _(
    "This file is not the one that this computer left: it is shorter or has gone on from an older copy, so"
    " nothing is signed on it. Open the right file, or restore the backup with the program, which notes it in"
    " the record."
)
GO_ON = _("Nothing is recorded until a supervisor or an administrator goes on with this file.")
UNREADABLE = _(
    "What this computer noted of the case cannot be read, so it cannot tell whether this is the file that it "
    "left or an older copy. Verify the file against the newest checkpoint that somebody saved."
)
LOOKED_AT = _("The case is opened to look at; nothing can be recorded in it.")
NOBODY = Refusal("nobody", _("Sign in first."))
NOT_ANY_MORE: Mapping[str, Refusal] = {
    "key": Refusal(
        "key_replaced",
        _(
            "An administrator gave you a new key meanwhile, so the one you signed in with no longer signs. Nothing was "
            "recorded. Sign out, and sign in with the password that you were given."
        ),
    ),
    "right": Refusal(
        "no_right", _("An administrator has changed your roles or closed your account meanwhile. Nothing was recorded.")
    ),
}
"""Why the record takes no act of the person signed in any more, by the reason that it gives."""
NEVER = Refusal("not_recorded", _("Nothing was recorded. Do it again."))
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Done:
    """An act is in the record: the seq of its last entry, and when (UTC instant)."""

    seq: int
    at: str


@dataclass(slots=True)
class Room:
    """The shared things of one open case. `person` is the person signed in `since` then, `key` what they sign with; it is
    not there while the screen is `locked`.

    `told` is the seq up to which listeners know what was recorded. `is_another_story` says that the file is not the one
    that this `station` left: then nothing is signed. `left` is what a file that went on from an older place has left
    behind, until somebody goes on. `cleared` is what an interrupted work had left, taken away at opening. `linked` are
    the files whose passphrase was changed and that can be reached as they were by another name. `unsettled` are the acts of
    which nobody knows yet whether they were recorded, `waiters` are told when there is one more. `roll_later` is
    the roll that is to be checked before it is in use, `roll_trouble` why one is not. `tries` counts passwords that did
    not fit where the file cannot be written. `blind` gives the envelopes that wait for a second decision of the person signed
    in, who does not see the first one before. `listed` are the names of canceled and pending lists that were read, by file;
    `reads_aside` says that long ones are read on another thread.
    """

    log: Record
    election: Election
    law: Recommender
    roll: Roll | None
    clock: Clock
    salts: Salts
    person: PersonState | None = None
    key: SigningKey | None = None
    since: datetime | None = None
    locked: bool = False
    station: Station = NO_STATION
    is_another_story: bool = False
    left: LeftBehind | None = None
    last_saved: str = ""
    watch: ClockWatch = field(default_factory=ClockWatch)
    listeners: list[Listener] = field(default_factory=list[Listener])
    waiters: list[Callable[[], None]] = field(default_factory=list[Callable[[], None]])
    told: int = 0
    roll_later: Path | None = None
    roll_trouble: WorldError | None = None
    tries: dict[str, WrappedKey] = field(default_factory=dict[str, WrappedKey])
    cleared: tuple[Path, ...] = ()
    linked: tuple[Path, ...] = ()
    unsettled: list[UnsettledAct] = field(default_factory=list[UnsettledAct])
    blind: Callable[[], frozenset[str]] = frozenset[str]
    listed: dict[str, ListedNames] = field(default_factory=dict[str, ListedNames])
    reads_aside: bool = False

    @property
    def case(self) -> CaseState:
        """The state of the case."""
        return self.log.case()

    @property
    def recommender(self) -> Recommender:
        """The law in force; read anew from the case where another pack or position has come into force meanwhile."""
        case = self.case
        if self.law.pack.digest != case.pack:
            self.law = law_of(self.log.document(case.pack_document), self.election)
        return self.law

    @property
    def zone(self) -> ZoneInfo:
        """The county's time zone, in which times are shown and decided."""
        return ZoneInfo(self.election.time_zone)

    def now(self) -> datetime:
        """The present moment in the county's time zone."""
        return self.clock().astimezone(self.zone)

    def allowed(self, act: str, log: States | None = None) -> Refusal | None:
        """Why the person signed in may not do something, None where they may; by the roles they have now.

        Another window may have taken a role away or closed the account since they signed in. On another thread the roles are
        read through its own `log`.
        """
        person = (log or self.log).state(PersonState, self.person.id) if self.person else None
        if person is None:
            return NOBODY
        if self.locked:
            return Refusal("locked", _("The screen is locked. Unlock it with your password first."))
        if not person.active:
            return Refusal("no_right", _("Your account has been closed. An administrator can open it again."))
        if not may(Person(person.id, person.name, frozenset(person.roles)), act):
            return Refusal("no_right", _("Your roles do not allow this ({roles}).", roles=role_words(person.roles)))
        return None if act in READS else self.closed()

    def sees(self, right: str, log: States | None = None) -> bool:
        """Whether what a right is asked for to read is given out to the person signed in; to nobody it never is.

        A desk asks once for each thing that it hands out, and what is not seen leaves it masked (`office.shown`).
        """
        return self.allowed(right, log) is None

    def closed(self) -> Refusal | None:
        """Why nothing can be recorded here at all, None where it can: opened to look at, stopped by the disk, or not the file
        that this workstation left."""
        if self.log.read_only:
            return Refusal("read_only", LOOKED_AT)
        stopped = self.log.stopped
        if stopped is not None:
            at_server = stopped.code in OF_THE_SERVER
            words = str(stopped) if at_server else beside(_("Nothing more is recorded."), STOPPED_REMEDY)
            return Refusal(stopped.code if at_server else "stopped", words)
        return self._apart()

    def _apart(self) -> Refusal | None:
        """Why nothing is signed on this file: it is not the one that this workstation left."""
        if self.is_another_story:
            return Refusal("another_story", ANOTHER_STORY)
        return Refusal("left_behind", self.left_words()) if self.left is not None else None

    def left_words(self) -> str:
        """From where the file goes on and what it has left behind, in words, or that this is not known; empty for nothing."""
        left = self.left
        if left is None:
            return ""
        if left.unreadable:
            return beside(UNREADABLE, GO_ON)
        since = _("Nothing of it was seen here")
        if left.at:
            time = long_day_and_hour(moment_of(left.at).astimezone(self.zone))
            since = _("It goes on from entry {number}, of {time}", number=left.common, time=time)
        lost = n_(
            "{since}; {count} entry that this computer saw after that is not in it.",
            "{since}; {count} entries that this computer saw after that are not in it.",
            left.lost,
            since=since,
        )
        return beside(lost, GO_ON)

    def by_one_person(self) -> frozenset[str]:
        """The ids of people who have something that one person alone gave."""
        return by_one_person(self.log.states(PersonState))

    def not_yet(self, resting_on: Iterable[str]) -> Refusal | None:
        """Why nothing may be approved or released that rests on these people, None where it may (see `vouching.not_yet`)."""
        return not_yet(self.case, resting_on, self.by_one_person())

    def unsigned(self, number: str) -> Refusal | None:
        """Why nothing can be decided about an envelope, None where it can: an entry about it is not signed by its person."""
        seq = self.log.first_unsigned_of(number)
        if not seq:
            return None
        words = _(
            "Entry {entry} about envelope {number} is not signed by the person it names: this program did not write "
            "it so. Nothing is decided on it. Tell a supervisor, keep the file as it is, and run Verify.",
            entry=seq,
            number=number,
        )
        return Refusal("unsigned", words, number)

    def act(self) -> Act:
        """The act of the person signed in, now."""
        return Act(self.instant(), self.person.id if self.person else "")

    def instant(self) -> str:
        """The instant of an act now; in a practice case never one before the newest entry, which another window may have
        made under a clock that was set on.
        """
        self._keep_up()
        return instant(self.clock())

    def go_on_to(self, moment: datetime) -> None:
        """Set the clock of a practice case on; who sits here begins the shift anew, or its end would have passed at once.

        Does nothing where the clock is not the case's own, or stands behind that moment already.
        """
        if isinstance(self.clock, PracticeClock) and moment > self.clock():
            self.clock.go_on_to(moment)
            if self.since is not None:
                self.since = self.now()

    def _keep_up(self) -> None:
        newest = self.log.newest_instant() if isinstance(self.clock, PracticeClock) else ""
        if newest:
            self.go_on_to(moment_of(newest))

    def put(  # noqa: PLR0913 - what belongs to one act
        self,
        acted: Acted,
        *,
        seen: Mapping[str, int] = NOTHING,
        documents: Sequence[Document] = (),
        credit_lines: Mapping[str, Sequence[Credit]] = NOTHING,
        key: WrappedKey | None = None,
        signing: SigningKey | None = None,
        waits: float = 0.0,
    ) -> Done | Refusal:
        """Append what an act gave, in one transaction, signed by its person; then tell listeners.

        Where somebody has to answer for it, the head that it leaves is signed, too. `signing` is the key where it is another
        than that of the person signed in: one that replaces it.

        `seen` maps a subject ("envelope 0417", or "log" for the record as a whole) to the version that the person saw;
        where it has moved on, nothing is written and the refusal says what happened since. `key` is kept for a person in
        the same act. Where nobody knows yet whether it was recorded, the refusal "not_known" says so, `settle` asks again,
        and until it is known no act on the same subjects is taken. `waits` is for how many seconds an answer is waited for
        without which nothing goes on.
        """
        if isinstance(acted, Refusal):
            return (with_whom(self.log, acted.envelope, self.now()) or acted) if acted.code == TAKEN else acted
        signer = self._signer_of(acted, signing)
        subjects = subjects_in(acted, seen)
        if isinstance(signer, Refusal):
            return signer
        refusal = in_the_way(self.unsettled, subjects)
        if refusal is not None:
            return refusal
        self.watch.saw(self.log.newest_instant())
        # what is noted with an act stands behind it, so that the act's own versions and places stay as they are
        noted = (*self.watch.note_of(acted[-1]), *self._signed_together(acted))
        sealed = [seal(entry, self.salts) for entry in (*acted, *noted)]
        checkpoint = leaves_checkpoint(acted)
        act = NewAct(self.salts()[:ACT_BYTES], sealed, seen, documents, credit_lines, signer, key, checkpoint, waits)
        asked = UnsettledAct(act, acted, noted, subjects, monotonic())
        return self._answered(asked, self.log.append(act))

    def _answered(self, asked: UnsettledAct, answer: Settled) -> Done | Refusal:
        """What the record's answer to an act comes to; one that is not known is asked for again by `settle`."""
        if isinstance(answer, Head):
            return self._recorded(asked, answer)
        if isinstance(answer, Unknown):
            self.unsettled.append(asked)
            for waits in tuple(self.waiters):
                waits()
            return asked.refusal
        if isinstance(answer, Stale):
            return changed_meanwhile(self.log, answer, self.now())
        return NOT_ANY_MORE[answer.why] if isinstance(answer, Refused) else NEVER

    def _recorded(self, asked: UnsettledAct, head: Head) -> Done:
        acted, noted = asked.acted, asked.noted
        if head.size - len(acted) - len(noted) == self.told:
            self.told = head.size
        if asked.act.checkpoint:
            self.station.remember(self.log)
        self.last_saved = acted[-1].at
        self.watch.heard(acted[-1])
        self.tell(acted)
        if noted:
            self.tell(noted)
        return Done(head.size - len(noted), acted[-1].at)

    def settle(self) -> tuple[tuple[UnsettledAct, Done | Refusal], ...]:
        """Ask again after every act whose answer was not known; gives those that are settled, each with what it came to."""
        settled: list[tuple[UnsettledAct, Done | Refusal]] = []
        for asked in tuple(self.unsettled):
            answer = self.log.settle(asked.act.id)
            if not isinstance(answer, Unknown):
                self.unsettled.remove(asked)
                settled.append((asked, self._answered(asked, answer)))
        return tuple(settled)

    def _signed_together(self, acted: Sequence[Entry]) -> tuple[Entry, ...]:
        """The entry in which a person signs together all their acts since the last one, behind an act that ends a stretch.

        Each of their signatures is checked first; where one is bad nothing is signed together, and verify names it.
        """
        by = acted[0].by
        if not by or not ends_stretch(acted):
            return ()
        stretch = self.log.stretch_of(by)
        return (Act(acted[-1].at, by).entry("acts.signed", stretch.data(by)),) if stretch is not None else ()

    def follow(self) -> bool:
        """Tell listeners what others have recorded since, the newest of it where it is much; whether there was anything.

        Entries of one's own that came in among theirs are told once more. It costs a look at the head where nothing is new.
        """
        size = self.log.follow().size
        if size == self.told:
            return False
        after = max(self.told, size - MOST_TOLD)
        self._keep_up()
        found = tuple(self.log.entries(after + 1))
        self.told = max(size, after + len(found)) if size > self.told else size
        # a stranger with a login may have put anything there; of a record that is not shared the file's guards see to that
        passed_over = self.log.unsigned(logged.seq for logged in found) if self.case.shared else frozenset[int]()
        self.tell(tuple(logged.entry for logged in found if logged.seq not in passed_over))
        return True

    def tell(self, entries: Sequence[Entry]) -> None:
        """Tell every listener of entries that are durable."""
        for listener in tuple(self.listeners):
            listener(entries)

    def signer(self, log: States) -> Signer | Refusal:
        """The person signed in, with their key, who signs heads; refused where nobody is, and on a file of another story.

        `log` is this case's record, on the thread that asks.
        """
        if self.person is None or self.key is None:
            return NOBODY
        apart = self._apart()
        if apart is not None:
            return apart
        return Signer(log.origin(), self.person.id, self.key.public, self.key.sign, log.people_line())

    def _signer_of(self, acted: Sequence[Entry], signing: SigningKey | None) -> Signer | Refusal | None:
        """Who signs an act; None for what the program does by itself."""
        by = acted[0].by
        if not by:
            return None
        if signing is None:
            return self.signer(self.log) if self.person is not None and self.person.id == by else NOBODY
        apart = self._apart()
        if apart is not None:
            return apart
        return Signer(self.log.origin(), by, signing.public, signing.sign)
