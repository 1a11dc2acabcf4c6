"""A server of shared records in memory, which keeps to the same rules as one on PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from adjudicator.casework.record.catalogue import CHANGES_NOTHING_SEEN
from adjudicator.casework.record.entry import instant, moment_of, read_body
from adjudicator.casework.record.fold import subjects_of
from adjudicator.log.tree.merkle import leaf_hash, root_of
from adjudicator.log.tree.notes import read_note
from adjudicator.port.acts import WHOLE_RECORD
from adjudicator.port.answers import Head, NotRecorded, Refused, Stale, Unknown
from adjudicator.port.keys import Attempt, WrappedKey
from adjudicator.records.trouble import WorldError
from adjudicator.shared.server import ClockApart, PulledAct, SentAct, StationRow
from adjudicator.shared.trouble import server_away

MOST_APART = timedelta(seconds=2)

GIVES_NUMBER = {"envelope.received": "envelope", "batch.closed": "batch", "release.made": "release"}


@dataclass
class FakeRecord:
    """The one shared record. `clock` is the server's; `any_time` lets instants of entries be what they are."""

    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    any_time: bool = False
    wrapped: str = ""
    acts: list[PulledAct] = field(default_factory=list)
    leaves: list[bytes] = field(default_factory=list)
    answers: dict[bytes, Head | NotRecorded] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    numbers: set[tuple[str, str]] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    keys: dict[str, WrappedKey] = field(default_factory=dict)
    rows: dict[str, StationRow] = field(default_factory=dict)
    scans: dict[tuple[str, str], bytes] = field(default_factory=dict)
    rolls: dict[tuple[str, int], bytes] = field(default_factory=dict)
    disowned: dict[bytes, set[str]] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
    news: threading.Condition = field(default_factory=threading.Condition)

    @property
    def head(self) -> Head:
        return Head(len(self.leaves), root_of(self.leaves))

    # the founder's

    def found(self, case: str, wrapped: str, least: str) -> None:
        if self.wrapped:
            raise WorldError("exists", f"There is a record of {case}", f"Wants {least}")
        self.wrapped = wrapped

    def bring(self, acts: Sequence[PulledAct]) -> Head:
        with self.lock:
            for act in acts:
                if act.first != len(self.leaves) + 1:
                    raise ValueError(act.first)
                self._take(act)
            return self.head

    def add_station(self, login: str, password: str, name: str) -> None:
        del password
        self.rows[login] = StationRow(login, name, "", 0, 0.0, "", "", connected=False, revoked=False)

    def close(self) -> None:
        """There is nothing to give back."""

    # what both do

    def _take(self, act: PulledAct, key: WrappedKey | None = None) -> Head:
        self.acts.append(replace(act, notes=(), keys=()))
        for entry in act.entries:
            self.leaves.append(leaf_hash(entry.body.encode()))
            try:
                found = read_body(entry.body)
                for subject in subjects_of(found):
                    self.versions[subject] = len(self.leaves)
                number = GIVES_NUMBER.get(found.kind)
                if number:
                    self.numbers.add((number, found.data[number]))
            except Exception:
                continue
        for each in (*act.keys, *((key,) if key else ())):
            self.keys[each.person] = each
        self.notes += act.notes
        self.answers[act.id] = self.head
        with self.news:
            self.news.notify_all()
        return self.head

    def append(self, login: str, act: SentAct) -> Head | Stale | Refused | ClockApart | NotRecorded:
        with self.lock:
            if act.id in self.answers:
                return self.answers[act.id]
            if instant(self.clock()) > act.latest:
                return NotRecorded(act.id)
            entries = [read_body(entry.body) for entry in act.entries]
            for subject, seen in act.after.items():
                now = self._version(subject, seen)
                if now > seen:
                    return Stale(subject, seen, now)
            if not self.any_time and any(abs(moment_of(each.at) - self.clock()) > MOST_APART for each in entries):
                return ClockApart(instant(self.clock()))
            numbered = [(GIVES_NUMBER.get(each.kind, ""), each) for each in entries]
            taken = [(what, each.data.get(what)) for what, each in numbered if what]
            for what, number in taken:
                if (what, number) in self.numbers:
                    subject = f"{what} {number}"
                    return Stale(subject, act.after.get(subject, 0), self.versions.get(subject, 1))
            first = len(self.leaves) + 1
            pulled = PulledAct(
                first, login, act.id, act.person, act.base, act.signature, act.entries, act.documents, act.lines
            )
            return self._take(pulled, act.key)

    def _version(self, subject: str, seen: int) -> int:
        if subject != WHOLE_RECORD:
            return self.versions.get(subject, 0)
        since = [read_body(entry.body).kind for act in self.acts for entry in act.entries][seen:]
        return len(self.leaves) if any(kind not in CHANGES_NOTHING_SEEN for kind in since) else seen


class FakeServer:
    """The record by one login. `down` is asked before each call and after it, with the call's name, and may raise."""

    def __init__(self, record: FakeRecord, login: str = "station-1") -> None:
        self.record, self.login = record, login
        self.before: Callable[[str], None] = lambda _: None
        self.after: Callable[[str], None] = lambda _: None
        self.calls: list[str] = []
        self.closed = False
        if login not in record.rows:
            record.add_station(login, "", login)

    def _call(self, name: str, do: Callable[[], object]) -> object:
        self.calls.append(name)
        self.before(name)
        if self.record.rows[self.login].revoked:
            raise WorldError("server_refuses", "This login was taken away", "Ask for another one.")
        with self.record.lock:
            found = do()
        self.after(name)
        return found

    def append(self, act: SentAct) -> object:
        return self._call("append", lambda: self.record.append(self.login, act))

    def append_and_see(self, act: SentAct, from_seq: int, limit: int) -> object:
        def do() -> tuple[object, object]:
            said = self.record.append(self.login, act)
            return said, self._acts(from_seq, limit) if isinstance(said, Head) else []

        return self._call("append", do)

    def settle(self, act: bytes, latest: str) -> object:
        def do() -> object:
            if act in self.record.answers:
                return self.record.answers[act]
            if instant(self.record.clock()) <= latest:
                return Unknown(act)
            self.record.answers[act] = NotRecorded(act)
            return NotRecorded(act)

        return self._call("settle", do)

    def head(self) -> object:
        return self._call("head", lambda: self.record.head)

    def acts(self, from_seq: int, limit: int = 200) -> object:
        return self._call("acts", lambda: self._acts(from_seq, limit))

    def _acts(self, from_seq: int, limit: int) -> list[PulledAct]:
        found = [act for act in self.record.acts if act.first >= from_seq][:limit]
        return [replace(act, notes=self._notes(act), keys=self._keys(act)) for act in found]

    def _notes(self, act: PulledAct) -> tuple[str, ...]:
        end = act.first + len(act.entries) - 1
        return tuple(note for note in self.record.notes if read_note(note).head.size == end)

    def _keys(self, act: PulledAct) -> tuple[WrappedKey, ...]:
        people = [read_body(entry.body).data.get("person") for entry in act.entries if '"person.' in entry.body]
        return tuple(self.record.keys[person] for person in people if person in self.record.keys)

    def root_at(self, size: int) -> object:
        def do() -> bytes | None:
            ends = {0, *(act.first + len(act.entries) - 1 for act in self.record.acts)}
            return root_of(self.record.leaves[:size]) if size in ends else None

        return self._call("root_at", do)

    def wait(self, seconds: float) -> bool:
        with self.record.news:
            return self.record.news.wait(min(seconds, 0.2))

    def put_checkpoint(self, note: str) -> object:
        def do() -> bool:
            head = read_note(note).head
            if head.size > len(self.record.leaves) or root_of(self.record.leaves[: head.size]) != head.root:
                return False
            if note not in self.record.notes:
                self.record.notes.append(note)
            return True

        return self._call("put_checkpoint", do)

    def checkpoints(self, after: int = 0) -> object:
        return self._call("checkpoints", lambda: list(enumerate(self.record.notes, 1))[after:])

    def disown(self, act: bytes) -> object:
        def do() -> bool:
            (whose,) = (each.login for each in self.record.acts if each.id == act)
            said = self.record.disowned.setdefault(act, set())
            said |= {self.login} - {whose}
            return len(said) > 1

        return self._call("disown", do)

    def key(self, person: str) -> object:
        return self._call("key", lambda: self.record.keys.get(person))

    def attempt(self, person: str) -> object:
        def do() -> Attempt | None:
            before = self.record.keys.get(person)
            if before is None:
                return None
            self.record.keys[person] = after = before.tried(self.record.clock())
            return Attempt(after, after.failures == before.failures)

        return self._call("attempt", do)

    def keep(self, key: WrappedKey) -> object:
        def do() -> None:
            there = self.record.keys.get(key.person)
            if there is not None and there.wrapped == key.wrapped:
                self.record.keys[key.person] = key

        return self._call("keep", do)

    def now(self) -> object:
        return self._call("now", lambda: instant(self.record.clock()))

    def case_key(self) -> object:
        return self._call("case_key", lambda: self.record.wrapped)

    def wrap_anew(self, wrapped: str, instead_of: str) -> object:
        def do() -> bool:
            if self.record.wrapped != instead_of:
                return False
            self.record.wrapped = wrapped
            return True

        return self._call("wrap_anew", do)

    def scan_names(self) -> object:
        return self._call("scan_names", lambda: frozenset(self.record.scans))

    def put_scan(self, came_with: str, name: str, content: bytes) -> object:
        return self._call("put_scan", lambda: self.record.scans.setdefault((came_with, name), content) and None)

    def scan(self, came_with: str, name: str) -> object:
        return self._call("scan", lambda: self.record.scans.get((came_with, name), b""))

    def put_roll(self, roll: str, part: int, content: bytes) -> object:
        return self._call("put_roll", lambda: self.record.rolls.setdefault((roll, part), content) and None)

    def roll(self, roll: str, part: int) -> object:
        return self._call("roll", lambda: self.record.rolls.get((roll, part), b""))

    def say_hello(self, version: str, size: int, at: str) -> object:
        def do() -> None:
            row = self.record.rows[self.login]
            off = (moment_of(at) - self.record.clock()).total_seconds()
            now = instant(self.record.clock())
            self.record.rows[self.login] = replace(row, version=version, size=size, clock=off, seen=now, connected=True)

        return self._call("say_hello", do)

    def stations(self) -> object:
        return self._call("stations", lambda: sorted(self.record.rows.values(), key=lambda row: row.name))

    def revoke(self, login: str) -> object:
        def do() -> None:
            self.record.rows[login] = replace(self.record.rows[login], revoked=True)

        return self._call("revoke", do)

    def close(self) -> None:
        self.closed = True


def away(*names: str) -> Callable[[str], None]:
    """What makes some calls, or all of them, not get through."""

    def raises(name: str) -> None:
        if not names or name in names:
            raise server_away()

    return raises
