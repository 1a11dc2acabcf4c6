"""A line between stations and their server that the tests hold in their hands: cut, torn, slow, held back, said twice.

It speaks nothing itself. It knows where each message of PostgreSQL's protocol ends, so that a fault can be put at every one.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from time import monotonic, sleep
from typing import Literal, Self

How = Literal["cut", "torn", "away", "held", "late", "twice"]
"""What becomes of a message: it does not come through, and neither does half of it; nothing does any more; it waits, for a
moment or until nobody takes it; all that was said on its connection is said once more on another.
"""

HOWS: tuple[How, ...] = ("cut", "torn", "away", "held", "late", "twice")

_AT_ONCE = 1 << 16
_LENGTH = 4


@dataclass
class Fault:
    """What is done to the message at a place, counted over both directions; 0 only counts."""

    at: int
    how: How = "cut"
    seen: int = 0
    reached: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)


class Proxy:
    """Stands in a folder in a server's place. `delay` is how many seconds each message takes each way."""

    def __init__(self, folder: Path, server: Path, delay: float = 0.0) -> None:
        self.folder, self.delay = folder, delay
        self._server = server
        self._fault = Fault(0)
        self._lock = threading.Lock()
        self._away = False
        self._open: set[_Pair] = set()
        folder.mkdir(exist_ok=True)
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / server.name))
        self._door.listen(64)
        threading.Thread(target=self._let_in, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def arm(self, fault: Fault) -> Fault:
        """Count from here on, and strike."""
        with self._lock:
            self._fault = fault
        return fault

    def mend(self) -> None:
        """Strike no more: let go what is held, and let in who comes."""
        with self._lock:
            fault, self._fault, self._away = self._fault, Fault(0), False
        fault.let_go.set()

    def close(self) -> None:
        """Cut everything, for good."""
        self._away = True
        self._fault.let_go.set()
        self._door.close()
        self._cut_all()

    def strikes(self) -> Fault | None:
        """Count one message; the fault, where it is this one's."""
        with self._lock:
            self._fault.seen += 1
            return self._fault if self._fault.seen == self._fault.at else None

    def go_away(self) -> None:
        """Cut all connections and take no other."""
        self._away = True
        self._cut_all()

    def _cut_all(self) -> None:
        for pair in tuple(self._open):
            pair.cut()

    def to_server(self) -> socket.socket:
        """A connection of its own to the server."""
        found = socket.socket(socket.AF_UNIX)
        found.connect(str(self._server))
        return found

    def _let_in(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._door.accept()
                try:
                    server = None if self._away else self.to_server()
                except OSError:
                    server = None
                if server is None:
                    client.close()
                    continue
                self._open = {each for each in self._open if not each.is_cut} | {_Pair(self, client, server)}


class _Pair:
    """One connection of a station and its own to the server."""

    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket) -> None:
        self.is_cut = False
        self._proxy, self._both = proxy, (client, server)
        self._said = bytearray()
        for source, target in ((client, server), (server, client)):
            waiting: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
            threading.Thread(target=self._read, args=(source, waiting), daemon=True).start()
            threading.Thread(target=self._write, args=(target, waiting), daemon=True).start()

    def cut(self) -> None:
        """Cut it, in both directions."""
        self.is_cut = True
        for each in self._both:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _read(self, source: socket.socket, waiting: SimpleQueue[tuple[float, bytes]]) -> None:
        """Take messages as they come; an empty one says that there are no more."""
        with suppress(OSError):
            for message in _messages(source, begins=source is self._both[0]):
                waiting.put((monotonic() + self._proxy.delay, message))
        waiting.put((monotonic(), b""))

    def _write(self, target: socket.socket, waiting: SimpleQueue[tuple[float, bytes]]) -> None:
        """Hand them on, each in its time; one whose sender has gone comes through all the same."""
        with suppress(OSError):
            while True:
                due, message = waiting.get()
                sleep(max(0.0, due - monotonic()))
                if not message:
                    break
                if target is self._both[1]:
                    self._said += message
                fault = self._proxy.strikes()
                if fault is not None and not self._struck(fault, target, message):
                    break
                target.sendall(message)
        self.cut()

    def _struck(self, fault: Fault, target: socket.socket, message: bytes) -> bool:
        """Do to a message what the fault says; whether it goes on."""
        fault.reached.set()
        if fault.how == "torn":
            target.sendall(message[: len(message) // 2])
        elif fault.how == "away":
            self._proxy.go_away()
        elif fault.how == "twice":
            self._say_again()
        elif fault.how in ("held", "late"):
            fault.let_go.wait()
        return fault.how in ("held", "late", "twice")

    def _say_again(self) -> None:
        """All that the station has said here comes to the server on another connection, too, which answers nobody."""
        other = self._proxy.to_server()
        other.settimeout(0.5)
        with suppress(OSError):
            other.sendall(bytes(self._said))
            other.shutdown(socket.SHUT_WR)
            while other.recv(_AT_ONCE):
                pass
        other.close()


def _messages(source: socket.socket, *, begins: bool) -> Iterator[bytes]:
    """The messages that come; the first of a station has no letter in front."""
    held, letter = bytearray(), 0 if begins else 1
    while part := source.recv(_AT_ONCE):
        held += part
        while len(held) >= letter + _LENGTH:
            length = letter + int.from_bytes(held[letter : letter + _LENGTH], "big")
            if len(held) < length:
                break
            yield bytes(held[:length])
            del held[:length]
            letter = 1
