"""What a station asks of the server that has the log, and what goes over the line: nothing personal in the clear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from adjudicator.port.acts import Document
from adjudicator.port.answers import Head, NotRecorded, Refused, Stale, Unknown
from adjudicator.port.keys import Attempt, WrappedKey


@dataclass(frozen=True, slots=True)
class SentEntry:
    """An entry: its body as it stands in the log, and its sealed values, encrypted, by commitment (32 bytes)."""

    body: str
    sealed: Mapping[bytes, bytes] = field(default_factory=dict[bytes, bytes])

    def __repr__(self) -> str:
        return f"SentEntry({len(self.body)} characters, {len(self.sealed)} sealed)"


@dataclass(frozen=True, slots=True)
class SentAct:
    """An act as a station sends it.

    `base` is the head that the person acted on, over which `signature` is; person and signature are empty for what the
    program did by itself. `after` maps each subject that the act rests on to the size of the copy in which the station found
    its version to be the one that the person saw (see `port.acts.NewAct`): the server looks whether an entry behind that is
    about the subject, and knows neither what the fold makes of an entry nor which are in force. After the instant `latest`
    (UTC, by the server's clock) the act is taken no more. `lines` are the lines of received files, encrypted; `key` is the
    person's new key, wrapped by the password.
    """

    id: bytes
    person: str
    base: Head
    signature: bytes
    entries: Sequence[SentEntry]
    after: Mapping[str, int]
    latest: str
    documents: Sequence[Document] = ()
    lines: bytes = b""
    key: WrappedKey | None = None

    def __repr__(self) -> str:
        return f"SentAct({len(self.entries)} entries)"


@dataclass(frozen=True, slots=True)
class PulledAct:
    """An act as the server has it: its entries stand from the seq `first` on, and `login` brought it. `notes` are the
    checkpoints over the head that it left; `keys` the present keys of the people to whom it gave one.
    """

    first: int
    login: str
    id: bytes
    person: str
    base: Head
    signature: bytes
    entries: Sequence[SentEntry]
    documents: Sequence[Document] = ()
    lines: bytes = b""
    notes: Sequence[str] = ()
    keys: Sequence[WrappedKey] = ()

    def __repr__(self) -> str:
        return f"PulledAct({self.first}, {len(self.entries)} entries)"


@dataclass(frozen=True, slots=True)
class ClockApart:
    """Refused: the instant of an entry is more than two seconds off the server's clock, which says `now` (UTC instant)."""

    now: str


@dataclass(frozen=True, slots=True)
class StationRow:
    """One station as the server sees it: its login and name, program version, the size that its copy has, how many seconds
    its clock was off, when it was seen last and when its last act came (UTC instants), whether it is connected, or revoked.
    `wrong` are the people for whom so many wrong passwords came from this login that it waits before the next.
    """

    login: str
    name: str
    version: str
    size: int
    clock: float
    seen: str
    last_act: str
    connected: bool
    revoked: bool
    wrong: Sequence[str] = ()


Appended = Head | Stale | Refused | ClockApart | NotRecorded
"""What a server answers to an act that is sent."""


class Server(Protocol):
    """One shared record on its server, by one login.

    Every method may raise WorldError: "server_away", after which another try may go through; "server_refuses" where the
    login may not do it; "another_program" where the record wants a newer one.
    """

    def append(self, act: SentAct) -> Appended:
        """Record an act whole and durably, or nothing of it; a repeated id gets its first answer.

        NotRecorded after the act's latest instant. Raises WorldError "server_away" where the answer did not come: what became
        of the act is then not known, and `settle` tells.
        """
        ...

    def append_and_see(self, act: SentAct, from_seq: int, limit: int) -> tuple[Appended, Sequence[PulledAct]]:
        """The same in one call with `acts`, which gives nothing where the act is not recorded."""
        ...

    def settle(self, act: bytes, latest: str) -> Head | NotRecorded | Unknown:
        """What became of an act, asked under the lock that acts are recorded under; Unknown before its latest instant."""
        ...

    def head(self) -> Head:
        """The head of the log."""
        ...

    def acts(self, from_seq: int, limit: int = 200) -> Sequence[PulledAct]:
        """At most so many whole acts whose first entry stands there or behind it, in order."""
        ...

    def root_at(self, size: int) -> bytes | None:
        """The root of the tree over the first so many entries; None where there are fewer, or an act goes over that place."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait until others have recorded something, at most so long; whether something was told. Missing one is no harm."""
        ...

    def put_checkpoint(self, note: str) -> bool:
        """Keep a signed head; False, and nothing is kept, where the log never had that head."""
        ...

    def checkpoints(self, after: int = 0) -> Sequence[tuple[int, str]]:
        """The checkpoints behind that number with their own numbers, in order."""
        ...

    def disown(self, act: bytes) -> bool:
        """Say that an act is in force nowhere, having no good signature, which the server cannot see.

        Gives whether it is passed over from now on when acts are checked (rights, numbers, four eyes, versions of subjects,
        keys): once two logins have said so, neither of them the one that brought it; one, where that one was revoked; or a
        login that may found.
        """
        ...

    def key(self, person: str) -> WrappedKey | None:
        """What is kept to check a person's password."""
        ...

    def attempt(self, person: str) -> Attempt | None:
        """Count a try of a password by this login, by the server's clock, before it is made; None where there is no key.

        Each login has a count of its own for a person, so that a hostile one keeps nobody out at other stations.
        """
        ...

    def keep(self, key: WrappedKey) -> None:
        """Keep a key with its failures, unless the person was given another one meanwhile."""
        ...

    def now(self) -> str:
        """The server's clock (UTC instant)."""
        ...

    def case_key(self) -> str:
        """The case key, wrapped under the case's passphrase."""
        ...

    def wrap_anew(self, wrapped: str, instead_of: str) -> bool:
        """Keep the case key under another passphrase; False where it was wrapped anew meanwhile."""
        ...

    def scan_names(self) -> frozenset[tuple[str, str]]:
        """What the scans that are kept came with, and the name of each, encrypted as it was put."""
        ...

    def put_scan(self, came_with: str, name: str, content: bytes) -> None:
        """Keep a scan, encrypted; a second one of the same name is left alone."""
        ...

    def scan(self, came_with: str, name: str) -> bytes:
        """The bytes of a scan as they were put; none where it is not kept."""
        ...

    def put_roll(self, roll: str, part: int, content: bytes) -> None:
        """Keep one part of a roll, encrypted, by the roll's id and from part 0 on."""
        ...

    def roll(self, roll: str, part: int) -> bytes:
        """One part of a roll; none behind the last one."""
        ...

    def say_hello(self, version: str, size: int, at: str) -> None:
        """Tell what `stations` shows of this one: program version, size of its copy, and its clock (UTC instant)."""
        ...

    def stations(self) -> Sequence[StationRow]:
        """The stations that have logged in, by name."""
        ...

    def revoke(self, login: str) -> None:
        """Let a login in no more. Refused to a station's own login."""
        ...

    def close(self) -> None:
        """Give the connections back."""
        ...


class Founder(Protocol):
    """A server by a login that may found a shared record: a station's may not. Raises WorldError as `Server` does."""

    def found(self, case: str, wrapped: str, least: str) -> None:
        """Make the schema of a case, with its case key wrapped, and the least program version. Raises WorldError "exists"."""
        ...

    def bring(self, acts: Sequence[PulledAct]) -> Head:
        """Add acts of the copy as they are, the next in order; neither clock nor rights nor a latest instant are looked at,
        places, leaves and root are.
        """
        ...

    def add_station(self, login: str, password: str, name: str) -> None:
        """Make a login for one station, which may execute the functions of this record and nothing else."""
        ...

    def close(self) -> None:
        """Give the connection back."""
        ...
