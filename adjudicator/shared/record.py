"""A record that many stations share: this station's copy, written by pulling alone, and acts that go to the server.

An act is looked at here, signed, kept in the outbox and sent; the server gives it its place, and it comes back as all do.
While the network is waited for nothing is held: calls go on a thread of their own (`line`), and what they bring is put into
the copy by the thread that the record was opened on. Whatever came between, what became of an act is asked by its id.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLongError
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from adjudicator import __version__
from adjudicator.at_rest.passphrase import Passphrase
from adjudicator.casework.record.catalogue import LEFT
from adjudicator.casework.record.entry import instant, moment_of, read_body
from adjudicator.casework.record.fold import subjects_of
from adjudicator.log.append import first_refusal
from adjudicator.log.file import errors
from adjudicator.log.station_copy import AnotherStoryError, StationCopy
from adjudicator.log.tree.acts import read_acts
from adjudicator.log.tree.notes import checkpoint_by
from adjudicator.port.acts import NewAct, Signer, WholeAct
from adjudicator.port.answers import Answer, Head, NotRecorded, Refused, Settled, Stale, Unknown
from adjudicator.port.keys import Attempt, WrappedKey
from adjudicator.records.trouble import WorldError
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.copying import first_apart
from adjudicator.shared.line import ServerLine, Waits, still
from adjudicator.shared.outbox import Outbox, OutOfForce, PulledFrom, WaitingAct
from adjudicator.shared.papers import Exchange
from adjudicator.shared.parcels import opened, sent
from adjudicator.shared.server import ClockApart, PulledAct, SentAct, Server
from adjudicator.shared.trouble import AWAY, another_story, server_away
from adjudicator.words.dates import day_and_hour

PATIENCE = 0.1
"""Seconds that `append` waits for the answer: so much a person does not notice."""

AWAY_AFTER = 2.0
"""Seconds without an answer after which a server counts as away."""

AT_ONCE = 200
"""So many acts are pulled at once."""

WITH_ANSWER = 20
"""So many acts come at most with an answer, which the server reads while it keeps all others waiting."""

NEARING = 5.0
"""Seconds for which a copy that is far behind is brought nearer before its case opens; the rest comes while it is open."""

GREET_EVERY = 20.0
"""Seconds between two looks at the server's clock."""

ASKED_FOR = 4.0
"""Seconds that a person waits for what they asked the server."""

LONG_AGO = "2000-01-01T00:00:00.000000Z"
"""An instant that is over for every server."""

T = TypeVar("T")

Clock = Callable[[], datetime]


def machine_clock() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the server has behind this copy: acts, the root that its log has behind the last of them, and checkpoints with
    their numbers. `shorter` says that its log ends before this copy does.
    """

    acts: Sequence[PulledAct] = ()
    root: bytes = b""
    notes: Sequence[tuple[int, str]] = ()
    shorter: bool = False


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """What the server has said of an act, what was fetched behind it, and why the act was not taken, where that was said."""

    answer: Head | Stale | Refused | ClockApart | NotRecorded | Unknown
    fetched: Fetched | None = None
    refused: WorldError | None = None


class SharedRecord(StationCopy):
    """The record, as one station has it, on the thread that opened it.

    `patience` is how many seconds an act waits for its answer before it is Unknown. `offset` is how far the server's clock is
    before the machine's.
    """

    def __init__(
        self, db: Database, path: Path, read_only: bool, held: ExitStack, passphrase: Passphrase | None = None
    ) -> None:
        super().__init__(db, path, read_only, held, passphrase)
        self.patience = PATIENCE
        self.offset, self._each_way = timedelta(), timedelta()
        self._parted: WorldError | None = None
        self._held_up: WorldError | None = None
        self._turned_away: WorldError | None = None
        self._met, self._greeted, self._is_behind = False, 0.0, False
        self._is_closed = False
        self._here = self.head()
        self._fetched: deque[Fetched] = deque()
        self._on_the_way: dict[bytes, Future[SentAnswer]] = {}
        self._signers: dict[bytes, Signer] = {}
        self._seen: dict[bytes, Mapping[str, int]] = {}
        self._bringing: dict[bytes, Future[bool]] = {}
        self._exchange: Exchange | None = None
        self._telling: dict[bytes, Future[bool]] = {}

    @classmethod
    def open_shared(  # noqa: PLR0913 - what a station has
        cls, path: Path, server: Server, key: CaseKey, passphrase: Passphrase | None = None, *,
        clock: Clock = machine_clock, patience: float = PATIENCE, following: bool = True,
        waits: Waits = still,
    ) -> SharedRecord:  # fmt: skip
        """Open a copy with its line to the server, and look at it once, as far as it answers within two seconds.

        Raises WorldError for a file that is no station's copy or has no outbox, and what the disk says.
        """
        outbox = Outbox.open(path, passphrase)
        try:
            record = cls.open(path, passphrase=passphrase)
        except BaseException:
            outbox.close()
            raise
        assert isinstance(record, SharedRecord)  # noqa: S101 - `open` makes one of its class
        record._begin(ServerLine(server, waits), outbox, key, clock, patience, server if following else None)
        return record

    def _begin(
        self, line: ServerLine, outbox: Outbox, key: CaseKey, clock: Clock, patience: float, followed: Server | None
    ) -> None:
        self._line = line
        self._outbox, self._key, self._clock, self.patience = outbox, key, clock, patience
        self.drafts = outbox.drafts
        self._checkpoints = outbox.checkpoints
        self._sent_before = outbox.waiting()
        # so that acts have a connection: to make one takes several answers, which on a slow line is too long for an act
        line.send(lambda server: server.now())
        looked = line.begin(self._look)
        with suppress(TooLongError, WorldError):  # `stopped` says so
            line.waits(looked, AWAY_AFTER)
        self._take_in()
        self._come_near()
        if followed is not None:
            line.keep_looking(self._look)
            self._exchange = Exchange(self.path, self.passphrase, followed, self._key)

    # the clock

    def server_clock(self, clock: Clock) -> Clock:
        """A clock of this machine, set to the server's as this station knows it."""
        return lambda: clock() + self.offset

    # what stands in the way

    @property
    def stopped(self) -> WorldError | None:
        """Why no act is taken now: the disk, another story at the server, a newer program, or the server is away."""
        return super().stopped or self._parted or self._held_up or self._turned_away or self.away

    @property
    def away(self) -> WorldError | None:
        """That the server has not answered for two seconds, and since when; None while it does."""
        quiet = self._line.quiet_for()
        if self._met and quiet < AWAY_AFTER:
            return None
        since = self._clock() + self.offset - timedelta(seconds=quiet)
        zone = ZoneInfo(self.case().time_zone)
        return server_away(day_and_hour(since.astimezone(zone)) if quiet else "")

    @property
    def bad(self) -> tuple[OutOfForce, ...]:
        """The acts that are in force nowhere, each with the login that brought it."""
        return self._outbox.bad()

    def login_of(self, seq: int) -> str:
        """The login that brought the act which an entry is of; empty where that is not known."""
        return self._outbox.login_of(seq)

    @property
    def url(self) -> str:
        """Where the server is."""
        return self._outbox.url

    @property
    def unanswered(self) -> bool:
        """Whether nobody knows of any act that was sent from here whether it was recorded."""
        return bool(self._outbox.unanswered())

    def ask_server(self, call: Callable[[Server], T]) -> T:
        """Ask the server, on any thread, what is no part of the record, once it knows where this copy stands.

        Raises WorldError "server_away" after four seconds.
        """

        def asked(server: Server) -> T:
            self._greet(server, self._here)
            return call(server)

        return self._line.ask(asked, ASKED_FOR)

    @property
    def waiting(self) -> tuple[WaitingAct, ...]:
        """The acts that were sent before this opening and not answered then; `settle` says what became of each."""
        return self._sent_before

    # acts

    def append(self, act: NewAct) -> Answer:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Send an act, once it was looked at here; within a tenth of a second, or the answer is Unknown.

        Raises WorldError, and nothing was recorded: "server_away", "another_story", "another_program", "stopped".
        """
        self._take_in()
        known = self._known(act.id)
        if known is not None:
            return Unknown(act.id) if isinstance(known, NotRecorded) else known
        if act.id in self._on_the_way or self._outbox.latest(act.id):
            return self._settled_soon(act.id)
        trouble = self.stopped
        if trouble is not None:
            raise trouble
        with errors.the_world(self.path):
            refused = first_refusal(self.db.conn, act, self._signed)
        if refused is not None:
            return refused
        owes = act.checkpoint and act.signer is not None
        if act.signer is not None:
            self._pay(act.signer)
            if owes:
                self._signers[act.id] = act.signer
        parcel = sent(act, self.head(), self._clock() + self.offset, self._key, self._each_way)
        subjects = {subject for entry in act.entries for subject in subjects_of(read_body(entry.body))} | set(act.after)
        self._outbox.put(parcel, subjects, owes=owes)
        self._on_the_way[act.id] = self._line.send(lambda server: self._send(server, parcel))
        self._seen[act.id] = act.after
        return self._settled_soon(act.id, act.waits)

    def settle(self, act: bytes) -> Settled:  # pyright: ignore[reportIncompatibleMethodOverride]
        """What became of an act, as far as the server has said so; it is asked on the line's own thread."""
        self._take_in()
        known = self._known(act)
        if known is not None:
            return known
        latest = self._outbox.latest(act)
        if act not in self._on_the_way:
            if not latest:
                return NotRecorded(act)
            if self.away is None:
                self._on_the_way[act] = self._line.send(lambda server: self._ask(server, act, latest))
        return self._answered(act, 0.0)

    def _known(self, act: bytes) -> Head | NotRecorded | Refused | None:
        """What became of an act, by the copy and by what the outbox has kept."""
        answer = self._outbox.answer(act) or self.holds(act)
        if answer is not None:
            self._on_the_way.pop(act, None)
            self._seen.pop(act, None)
        if isinstance(answer, NotRecorded | Refused):
            self._signers.pop(act, None)
        return answer

    def _settled_soon(self, act: bytes, waits: float = 0.0) -> Answer:
        answer = self._answered(act, self.patience)
        future = self._on_the_way.get(act)
        if waits and future is not None:
            with suppress(TooLongError, WorldError):
                self._line.waits(future, waits)
            answer = self._answered(act, self.patience) if future.done() else answer
        return Unknown(act) if isinstance(answer, NotRecorded) else answer

    def _answered(self, act: bytes, patience: float) -> Settled:
        """What the server's answer to an act comes to, where it is there within so many seconds."""
        future = self._on_the_way.get(act)
        if future is None:
            return Unknown(act)
        try:
            found = future.result(patience)
        except TooLongError:
            return Unknown(act)
        except WorldError:
            del self._on_the_way[act]
            return Unknown(act)
        del self._on_the_way[act]
        answer = self._come_to(act, found)
        if found.refused is not None and isinstance(answer, NotRecorded) and patience:
            raise found.refused
        return answer

    def _come_to(self, act: bytes, found: SentAnswer) -> Settled:
        answer = found.answer
        if found.fetched is not None:
            self._fetched.append(found.fetched)
        self._take_in()
        if isinstance(answer, Head):
            return self._known(act) or Unknown(act)  # it is recorded, and shown once it has come here
        if isinstance(answer, Stale):
            # the server was told up to where this copy went, and people are told what came since they looked
            seen = self._seen.pop(act, {}).get(answer.subject, answer.seen)
            answer = replace(answer, seen=seen)
        if isinstance(answer, Stale | Refused):
            self._outbox.drop(act)
            self._signers.pop(act, None)
        if isinstance(answer, ClockApart | NotRecorded):
            self._outbox.answered(act, NotRecorded(act))
            return NotRecorded(act)
        return answer

    # following

    def follow(self) -> Head:
        """Put into the copy what has come from the server since; gives the head. The server itself is not waited for."""
        self._take_in()
        self._pay_here()
        self._bring_notes()
        self._disown()
        self.sync()
        return self.head()

    def catch_up(self, patience: float) -> Head:
        """Look at the server now and put into the copy what it has; WorldError "server_away" after so many seconds."""
        before = None
        while before != self._here:
            before = self._here
            self._line.ask(self._look, patience)
            self._take_in()
        return self.head()

    def _come_near(self) -> None:
        """Put into a copy that was away for long what came since, for as long as a person waits for a case to open."""
        until = monotonic() + NEARING
        with suppress(WorldError):
            while self._is_behind and self.stopped is None and monotonic() < until:
                self._line.ask(self._look, AWAY_AFTER)
                self._take_in()

    def _take_in(self) -> None:
        """Put what was fetched into the copy, as long as it goes on from it."""
        while self._fetched and self._parted is None and self._held_up is None:
            fetched = self._fetched.popleft()
            try:
                self._put(fetched)
            except AnotherStoryError:
                self._fetched.clear()
                self._find_where()
            except WorldError as error:
                if error.code == "another_program":
                    self._held_up = error
                    return
                self._fetched.clear()
                raise
            finally:
                self._here = self.head()

    def _put(self, fetched: Fetched) -> None:
        if fetched.shorter:
            raise AnotherStoryError
        acts = [opened(act, self._key) for act in fetched.acts]
        if any(is_leaving(act) for act in acts):
            raise AnotherStoryError  # a copy leaves by itself: the record of all stations never does
        if acts:
            owed = self._outbox.owed_by()
            pulled = self.pull(acts, fetched.root, owed)
            logins = {act.first: act.login for act in fetched.acts}
            self._outbox.brought(
                [PulledFrom(each.first, each.id, logins[each.first], each.in_force) for each in pulled]
            )
            sent_from_here = self._outbox.unanswered()
            for each in pulled:
                if each.id in sent_from_here:
                    # where the person was given another key meanwhile, it is there and in force nowhere
                    self._outbox.answered(each.id, each.head if each.in_force else Refused("key"))
                if each.id in owed and each.in_force:
                    self._outbox.owe(each.id, each.head, each.people)
            self._pay_here()
        if fetched.notes:
            self.take_checkpoints([note for __, note in fetched.notes])
            self._checkpoints = max(number for number, __ in fetched.notes)
            self._outbox.note(checkpoints=self._checkpoints)

    def _find_where(self) -> None:
        """Ask from which entry on the server has another story; nothing is recorded or signed from here on."""
        self._parted = another_story(1)
        with errors.the_world(self.path):
            ends = [row.last for row in read_acts(self.db.conn)]
        leaves = self.leaves(self.head().size)
        with suppress(WorldError):  # that it is another one is certain, and where can wait
            found = self._line.ask(lambda server: first_apart(server, ends, leaves), AWAY_AFTER)
            self._parted = another_story(found)

    # checkpoints

    def _pay_here(self) -> None:
        """Sign the heads that acts have left which came back, in this window or another, now that they have a place."""
        for act, signer in tuple(self._signers.items()):
            if not self._outbox.latest(act):
                del self._signers[act]
                self._pay(signer)

    def _pay(self, signer: Signer) -> None:
        """Sign what a person still has to sign, since the program was closed in between or just now."""
        for act, head, people in self._outbox.owed(signer.person):
            if self.signs_at(signer.person, head.size) != signer.public.hex() or head.size > self.head().size:
                self._outbox.paid(act)  # with the key of now it would convict an honest person
                continue
            note = checkpoint_by(replace(signer, people=people), head)
            self.take_checkpoints([note])
            self._outbox.signed(act, note)
        self._bring_notes()

    def _bring_notes(self) -> None:
        for act, note in self._outbox.to_bring():
            if act not in self._bringing:
                self._bringing[act] = self._line.begin(lambda server, note=note: server.put_checkpoint(note))
        for act, future in tuple(self._bringing.items()):
            if future.done():
                del self._bringing[act]
                if future.exception() is None:
                    self._outbox.paid(act)

    def _disown(self) -> None:
        """Tell the server which acts are in force nowhere: it cannot check a signature, and two stations that agree can."""
        for act in self._outbox.to_disown():
            if act not in self._telling:
                self._telling[act] = self._line.begin(lambda server, act=act: server.disown(act))
        for act, future in tuple(self._telling.items()):
            if future.done():
                del self._telling[act]
                if future.exception() is None:
                    self._outbox.disowned(act)

    # keys

    def attempt(self, person: str, now: datetime) -> Attempt | None:
        """Count a try at the server; it is by its clock that a person waits."""
        del now
        return self._line.ask(lambda server: server.attempt(person), AWAY_AFTER)

    def keep(self, key: WrappedKey) -> None:
        self._line.ask(lambda server: server.keep(key), AWAY_AFTER)

    def key(self, person: str) -> WrappedKey | None:
        if self.stopped is not None:
            return super().key(person)
        return self._line.ask(lambda server: server.key(person), AWAY_AFTER)

    def close(self) -> None:
        """Close line, outbox and copy; what is on the way is settled at the next opening. A second time does nothing."""
        self.let_go()()

    def let_go(self) -> Callable[[], None]:
        """Close outbox and copy at once; gives what closes the line, on any thread, which takes seconds where the server is
        away.
        """
        if self._is_closed:
            return lambda: None
        self._is_closed = True
        size, at, line, exchange = self._here.size, instant(self._clock()), self._line, self._exchange
        self._outbox.close()
        super().close()

        def hang_up() -> None:
            if exchange is not None:
                exchange.close()
            line.close(lambda server: server.say_hello(__version__, size, at))

        return hang_up

    # on the line's own thread

    def _look(self, server: Server) -> None:
        """Fetch what the server has behind this copy, and note where it lets this login in no more."""
        try:
            self._look_once(server)
            self._turned_away = None
        except WorldError as error:
            self._turned_away = None if error.code == AWAY else error
            raise

    def _look_once(self, server: Server) -> None:
        here = self._here
        if not self._met or monotonic() - self._greeted > GREET_EVERY:
            self._greet(server, here)
        if self._parted is not None:
            self._look_whether_mended(server, here)
        elif len(self._fetched) <= 1:
            self._fetched.append(self._fetch(server, here))
        else:  # the thread of the copy has other things to do, and yet has to know whether the server answers
            server.head()

    def _look_whether_mended(self, server: Server, here: Head) -> None:
        """Go on where the server has the whole of this copy's record again: a longer copy has brought what it lacked."""
        if server.root_at(here.size) == here.root:
            self._fetched.clear()  # what was fetched of the other story
            self._parted = None

    def _greet(self, server: Server, here: Head) -> None:
        """Set this station's clock by the server's, and tell it where the copy stands."""
        began = self._clock()
        now = moment_of(server.now())
        ended = self._clock()
        each_way = (ended - began) / 2
        offset = now - (began + each_way)
        # an answer that took long, as over a connection just made, tells less than a quick one, where both may be right
        if not self._met or each_way <= self._each_way or abs(offset - self.offset) > each_way:
            self.offset = offset
        self._each_way = each_way
        self._line.heard()
        server.say_hello(__version__, here.size, instant(ended))
        self._met, self._greeted = True, monotonic()

    def _fetch(self, server: Server, here: Head) -> Fetched:
        notes = server.checkpoints(self._checkpoints)  # first: the head behind them then has their acts
        self._line.heard()
        head = server.head()
        self._line.heard()
        if head.size < here.size or (head.size == here.size and head.root != here.root):
            return Fetched(shorter=True)
        if head.size == here.size:
            self._is_behind = False
            return Fetched(notes=notes)
        acts = _up_to(head, server.acts(here.size + 1, AT_ONCE))
        self._line.heard()
        if not acts:
            return Fetched(shorter=True)
        end = _last_of(acts[-1])
        root = head.root if end == head.size else server.root_at(end) or b"none"
        self._is_behind = end < head.size
        return Fetched(acts, root, notes if end == head.size else ())

    def _send(self, server: Server, act: SentAct) -> SentAnswer:
        here = self._here
        try:
            said, acts = server.append_and_see(act, here.size + 1, WITH_ANSWER)
        except WorldError as error:
            if error.code == AWAY:
                raise
            return self._made_certain(server, act, error)
        if isinstance(said, ClockApart):  # here and now: it may be long before anybody looks at the answer
            self.offset = moment_of(said.now) + self._each_way - self._clock()
        return SentAnswer(said, _reaching(said, acts) or self._fetched_after(server, said))

    def _made_certain(self, server: Server, act: SentAct, error: WorldError) -> SentAnswer:
        """What became of an act that the server would not take: a line that was cut may have brought it there before.

        With its latest instant over, it is told for good, and an act under way a second time is not recorded either.
        """
        said = server.settle(act.id, LONG_AGO)
        return SentAnswer(said, self._fetched_after(server, said), error)

    def _ask(self, server: Server, act: bytes, latest: str) -> SentAnswer:
        answer = server.settle(act, latest)
        return SentAnswer(answer, self._fetched_after(server, answer))

    def _fetched_after(self, server: Server, answer: object) -> Fetched | None:
        """What has come with an answer: one's own act, what moved on, or a key; where it is missed it is fetched again."""
        here = self._here
        try:
            if isinstance(answer, Head) and answer.size > here.size:
                reaching = _reaching(answer, server.acts(here.size + 1, AT_ONCE))
                if reaching is not None:
                    return reaching
            return self._fetch(server, here) if isinstance(answer, Head | Stale | Refused) else None
        except WorldError:
            return None


def is_leaving(act: WholeAct) -> bool:
    """Whether an act is one by which a copy leaves the shared record."""
    return any(f'"kind":"{LEFT}"' in entry.body for entry in act.entries)


def _reaching(answer: object, acts: Sequence[PulledAct]) -> Fetched | None:
    """What came with an answer, where it goes on to the act that was recorded."""
    if not isinstance(answer, Head):
        return None
    up_to = _up_to(answer, acts)
    return Fetched(up_to, answer.root) if up_to and _last_of(up_to[-1]) == answer.size else None


def _up_to(head: Head, acts: Sequence[PulledAct]) -> list[PulledAct]:
    """The acts that the log of a head has, of those that came since."""
    return [act for act in acts if _last_of(act) <= head.size]


def _last_of(act: PulledAct) -> int:
    return act.first + len(act.entries) - 1
