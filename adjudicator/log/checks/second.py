"""The second process of a deep verify, for a long record on a machine with two cores.

Both processes fold the log. The first one, which checks signatures and sealed values meanwhile, holds the entries of the
beginning against what the program would have written there; the second one the others, and the tables beside the log
against the states. What they find is put together in the order in which one process finds it.

The second process is given neither a passphrase nor a key: an encrypted file is verified by one.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Protocol

from adjudicator.at_rest.passphrase import is_encrypted
from adjudicator.casework.acts.vouching import by_one_person
from adjudicator.casework.admission.context import CaseLaw, Unexplained
from adjudicator.casework.record.state import BatchState, EnvelopeState, PersonState
from adjudicator.log.checks.at_hand import OlderRoots, at_hand
from adjudicator.log.checks.entries import DeepPass, Replay, read_again
from adjudicator.log.checks.projections import check_mentions, check_private, check_projections
from adjudicator.log.checks.sealed import check_documents
from adjudicator.log.checks.signatures import SignedActs
from adjudicator.log.file import errors
from adjudicator.log.file.connection import PATIENCE, connect, is_for_observers
from adjudicator.log.file.findings import Findings
from adjudicator.log.file.forms import FORMS, form_name
from adjudicator.log.states.rebuilt import RebuiltShelf

WORTH_BYTES = 100 << 20
"""In a smaller file, of some 30,000 entries, the start of a second process takes longer than it saves."""

SHARE = 0.5
"""The part of the entries, from the beginning on, that the first process holds against the states before them."""

_POLL = 0.2
"""Seconds between two looks at whether anybody wants to stop, while the other process is waited for."""


class OneProcessError(Exception):
    """This has to be verified by one process, from the beginning."""


class Hears(Protocol):
    """The end of a pipe at which the first process hears the second."""

    def poll(self, timeout: float = 0) -> bool:
        """Whether there is something to hear, or the pipe is broken; waits for so many seconds."""
        ...

    def recv(self) -> Any:
        """The next thing said."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """What the second process is told: the file, the law, and up to which seq it only folds."""

    path: Path
    replay: Replay | None
    law: CaseLaw | None
    split: int
    unexplained: Unexplained | None = None


@dataclass(frozen=True, slots=True)
class Half:
    """What the second process found, part by part, and what it counted."""

    entries: Findings
    documents: Findings
    projections: Findings
    mentions: Findings
    private: Findings
    signed: SignedActs
    unchecked: int
    by_one: int


class SecondProcess:
    """The second process, as the first one has it: it is begun once the schema was looked at, and ends with the context."""

    def __init__(
        self,
        path: Path,
        replay: Replay | None,
        law: CaseLaw | None,
        watch: Connection,
        unexplained: Unexplained | None = None,
    ) -> None:
        """`watch` is a connection in no transaction, by which it is seen that both look at one state of the file."""
        self.split = 0
        self.path, self.replay, self.law, self._watch, self._unexplained = path, replay, law, watch, unexplained
        self._state = self._written()
        self._held = ExitStack()
        self.pipe: Hears | None = None
        self.ready = False

    def begin(self, entries: int) -> None:
        """Start it on a log of so many entries. Raises OneProcessError where that cannot be done."""
        self.split = int(entries * SHARE)
        context = get_context("spawn")
        here, there = context.Pipe(duplex=False)
        task = Task(self.path, self.replay, self.law, self.split, self._unexplained)
        process = context.Process(target=_work, args=(there, task), name="verify", daemon=True)
        try:
            process.start()
        except (OSError, RuntimeError, pickle.PicklingError, TypeError, AttributeError) as error:
            raise OneProcessError from error
        finally:
            there.close()
        self._held.callback(process.join)
        self._held.callback(process.kill)
        self._held.callback(here.close)
        self.pipe = here

    def look(self, patience: float = 0) -> None:
        """See whether it has begun to read. Raises OneProcessError where somebody has written to the file before it did."""
        if not self.ready and self.pipe is not None and self.pipe.poll(patience):
            try:
                self.ready = bool(self.pipe.recv())
            except (EOFError, OSError) as error:  # it could not even begin
                raise OneProcessError from error
            if not self.ready or self._written() != self._state:
                raise OneProcessError

    def answer(self, done: Callable[[int], None]) -> Half:
        """Wait for what it found; `done` hears of how many entries are done, now and then, and may raise to stop.

        Raises OneProcessError where it met with something that one process has to look at, WorldError where it was killed.
        """
        while not self.ready:
            done(0)
            self.look(_POLL)
        while True:
            done(0)
            if self.pipe is None or not self.pipe.poll(_POLL):
                continue
            try:
                said = self.pipe.recv()
            except (EOFError, OSError) as error:
                raise errors.ended_early(self.path) from error
            if isinstance(said, Half):
                return said
            if not isinstance(said, int):
                raise OneProcessError
            done(said)

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._held.close()

    def _written(self) -> int:
        """A number that changes whenever anybody writes to the file."""
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def second_process(
    path: Path, replay: Replay | None, law: CaseLaw | None, unexplained: Unexplained | None = None, *, wanted: bool
) -> Generator[SecondProcess | None]:
    """A second process for a file, not begun yet; none where it is not `wanted` or not worth it."""
    if not wanted or _cores() < 2 or path.stat().st_size < WORTH_BYTES or is_encrypted(path):
        yield None
        return
    with closing(connect(path, True, PATIENCE, as_it_is=True)) as watch:
        second = SecondProcess(path, replay, law, watch.conn, unexplained)
        try:
            yield second
        finally:
            second.end()


def _cores() -> int:
    """On how many processors this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def resting_on_one(shelf: RebuiltShelf) -> int:
    """How many determinations in force and approvals rest on people who have something that one person alone gave."""
    one = by_one_person(shelf.states(PersonState))
    if not one:
        return 0
    determined = sum(
        1 for state in shelf.states(EnvelopeState) if state.determination is not None and state.determination.by in one
    )
    return determined + sum(1 for batch in shelf.states(BatchState) if batch.decided_by in one)


def _work(pipe: Pipe, task: Task) -> None:
    """The second process: it says that it has begun to read, then how far it is, and at last what it found."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the first one is heard there
    try:
        # a foreign schema is refused here: nothing of such a file is read twice
        with closing(connect(task.path, True, PATIENCE)) as db:
            db.execute("BEGIN")
            form_name(db.conn)
            pipe.send(bool(db.execute("SELECT 1 FROM log LIMIT 1").fetchone()))
            pipe.send(half_of(db.conn, task, pipe.send))
    except BrokenPipeError:
        return
    except Exception:
        pipe.send(None)


def half_of(connection: Connection, task: Task, tell: Callable[[int], None]) -> Half:
    """What the second process finds on a connection; `tell` hears of how many entries behind the split are done."""
    connection.text_factory = bytes
    documents, projections, mentions, private, entries = (Findings() for _ in range(5))
    with RebuiltShelf() as shelf:
        surroundings = at_hand(connection, task.law, OlderRoots(connection).at, unexplained=task.unexplained)
        deep = DeepPass(shelf, entries, task.replay, at_hand=surroundings)

        def chunk(rows: Sequence[tuple[int, bytes]]) -> None:
            before = [row for row in rows if row[0] <= task.split]
            deep.pass_by(before)
            if len(before) < len(rows):
                deep.chunk(rows[len(before) :])
            tell(len(rows) - len(before))

        read_again(connection, chunk)
        deep.end()
        check_documents(connection, shelf, documents)
        check_projections(connection, shelf, FORMS[form_name(connection)], projections)
        check_mentions(connection, deep.mentions, mentions)
        if not is_for_observers(connection):
            check_private(connection, shelf, private)
        by_one = resting_on_one(shelf)
    return Half(entries, documents, projections, mentions, private, deep.signed, deep.unchecked, by_one)
