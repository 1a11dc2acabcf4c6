"""Verify: read the record and say whether it is whole. Nothing is changed, and nobody is kept from writing.

Standard depth: the schema, before any row is read; sequence, leaves, tree, head, checkpoints and their signatures, the chain
of keys, whose acts the entries are, rights, four eyes. Deep adds the form and meaning of every entry, held against what
the program would have written there, sealed values, documents, projections and look-ups rebuilt from the log, and every
determination replayed.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from operator import itemgetter
from pathlib import Path
from sqlite3 import Connection
from typing import Literal

from adjudicator.at_rest.files import faults
from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.casework.acts.vouching import by_one_person
from adjudicator.casework.admission.context import ActOf, CaseLaw, Surroundings
from adjudicator.casework.record.catalogue import UNFIT, upcast
from adjudicator.casework.record.entry import Entry, read_body
from adjudicator.casework.record.state import BatchState, EnvelopeState, PersonState
from adjudicator.log.checks.acts import ActsPass
from adjudicator.log.checks.entries import (
    CHUNK,
    DeepPass,
    EachChunk,
    ExpectedRoot,
    Replay,
    Row,
    check_head,
    read_again,
    walk_log,
)
from adjudicator.log.checks.pages import add_page_findings, page_check
from adjudicator.log.checks.projections import check_mentions, check_private, check_projections
from adjudicator.log.checks.rights import RightsPass
from adjudicator.log.checks.sealed import check_credits, check_documents, check_sealed
from adjudicator.log.checks.signatures import Seen, check_checkpoints, check_ends, check_saved
from adjudicator.log.checks.verdicts import Looked, Verdict, verdicts
from adjudicator.log.file import errors
from adjudicator.log.file.check_schema import check_schema
from adjudicator.log.file.connection import PATIENCE, connect, is_for_observers
from adjudicator.log.file.findings import CheckFinding, Findings
from adjudicator.log.file.forms import FORMS, Form, form_name
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.log.tree.merkle import EMPTY_ROOT, Frontier

Depth = Literal["standard", "deep"]

Progress = Callable[[int, int], None]
"""Told now and then: entries done, entries in all."""

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG})


@dataclass(frozen=True, slots=True)
class Report:
    """What verify found. `entries` and `root` (32 bytes) are of the tree over the bodies as they stand.

    `for_observers` says that the file is an observer's copy, which has no sealed values and look-ups to check. `given`
    are the entries after the newest saved checkpoint, with their seqs, by which people were given accounts, roles and
    keys.
    """

    findings: tuple[CheckFinding, ...]
    entries: int
    root: bytes
    depth: Depth
    for_observers: bool = False
    verdicts: tuple[Verdict, ...] = ()
    given: tuple[tuple[int, Entry], ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no error among the findings."""
        return not any(finding.severity == "error" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Rules:
    """What determinations are held against: without `replay` they are not replayed, without `law` not derived again.

    `unread` names a document of the case that is no law or definition, for which there is no law.
    """

    replay: Replay | None = None
    law: CaseLaw | None = None
    unread: str = ""


NO_RULES = Rules()


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """What is asked of a verification, as `verify` takes it."""

    depth: Depth
    rules: Rules
    against: Sequence[Seen]
    every_signature: bool


def verify(  # noqa: PLR0913 - all that can be asked of it
    path: Path, depth: Depth = "deep", *, rules: Rules = NO_RULES, against: Sequence[Seen] = (),
    every_signature: bool = False, progress: Progress | None = None, passphrase: Passphrase | None = None,
) -> Report:  # fmt: skip
    """Verify a case file on a connection of its own, on one unchanging state of it.

    Determinations are held against `rules`. `against` are checkpoints saved earlier, which the log has to extend;
    `every_signature` checks each act's signature, where one over a stretch of acts would do. Raises WorldError for a file
    that cannot be opened at all.
    """
    findings, asked = Findings(), VerifyOptions(depth, rules, against, every_signature)
    with errors.the_world(path), closing(connect(path, True, PATIENCE, passphrase, as_it_is=True)) as db:
        work = Verification(db.conn, findings, asked, is_encrypted(path))
        db.conn.execute("BEGIN")
        if not _schema_fits(db.conn, findings):
            looked = Looked(asked.depth == "deep", read=False)
            none = verdicts(findings.all(), looked)
            return Report(findings.all(), 0, EMPTY_ROOT, asked.depth, work.for_observers, none)
        with page_check(path, PATIENCE, passphrase) if asked.depth == "deep" else nullcontext() as said:
            broke = _read(work, progress)
            if said is not None:
                add_page_findings(said(), findings)
        if broke is not None:
            _explain(broke, path, passphrase, findings)
    found, tree = work.found(), work.tree
    said_of_it = verdicts(found, work.looked())
    return Report(found, tree.size, tree.root(), asked.depth, work.for_observers, said_of_it, work.given())


def _located(found: tuple[CheckFinding, ...], against: Sequence[Seen]) -> tuple[CheckFinding, ...]:
    apart = {finding.place for finding in found if finding.id == "against.differs"}
    fitting = max((each.note.head.size for each in against if each.name not in apart), default=0)
    words = f"The first {fitting:,} entries are those of a saved checkpoint; after them the log is another."
    return tuple(
        replace(each, words=f"{each.words} {words}") if fitting and each.id == "against.differs" else each
        for each in found
    )


def _schema_fits(connection: Connection, findings: Findings) -> bool:
    """Compare the schema; gives whether the rows may be read without running what somebody else wrote."""
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    try:
        return check_schema(connection, findings, observers=is_for_observers(connection))
    except faults("DatabaseError") as error:
        if not _is_damage(error):
            raise
        findings.add("file.damaged", "file", f"Reading stopped: {error}.")
    except UnicodeDecodeError:  # Python does not pass on an error that names what is no text
        findings.add("file.damaged", "file", "Reading stopped: a name in the schema is no text.")
    return False


def _read(work: Verification, progress: Progress | None) -> Exception | None:
    """Go through the file; gives what broke the reading off that SQLite did not complain of."""
    try:
        work.run(progress)
    except faults("DatabaseError") as error:
        # a damaged page or a missing table ends the reading; what was found until then still counts
        if not _is_damage(error):
            raise
        work.findings.add("file.damaged", "file", f"Reading stopped: {error}.")
    except UNFIT as error:
        return error
    return None


def _explain(broke: Exception, path: Path, passphrase: Passphrase | None, findings: Findings) -> None:
    """Where SQLite's own check of the pages finds damage, that has broken the reading off; else it may be a bug."""
    words = "Reading stopped at a value that is none of its column's."
    with page_check(path, PATIENCE, passphrase) as said:
        if said() == ["ok"]:
            words = (
                f"Reading stopped at a value that cannot be read ({type(broke).__name__}). Where the file was not changed by "
                "other programs, this is a fault of the program: report it."
            )
    findings.add("file.damaged", "file", words)


def _is_damage(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE or str(error).startswith("no such ")


class Verification:
    """One verification: two passes over the log, then what stands beside it.

    The first pass is over the tree and whose acts the entries are; the second, of the deep depth alone, folds what is in
    force.
    """

    def __init__(self, connection: Connection, findings: Findings, asked: VerifyOptions, in_memory: bool) -> None:
        self.findings = findings
        self.for_observers = is_for_observers(connection)
        self.tree = Frontier()
        self._connection, self._asked, self._in_memory = connection, asked, in_memory
        self._acts: ActsPass | None = None
        self._by_one = self._unseen = 0

    def run(self, progress: Progress | None, shelf: RebuiltShelf | None = None) -> None:
        """Do all of it. On a given shelf the states are left, and what a file has beside its log is not looked at."""
        deep, connection = self._asked.depth == "deep", self._connection
        connection.text_factory = bytes
        steps = _Steps(connection, progress, passes=2 if deep else 1)
        acts = self._who_acted(steps)
        form = self._form_of(acts)
        check_head(connection, self.tree, self.findings)
        chain = acts.chain
        checkpoints = check_checkpoints(connection, chain, acts.people, self.findings)
        check_saved(self._asked.against, chain, self.findings)
        if deep and shelf is not None:
            self._fold(shelf, steps, checkpoints)
        elif deep:
            with RebuiltShelf(self._in_memory) as own:
                self._beside(own, self._fold(own, steps, checkpoints), form)

    def checkpoint_key(self, person: str) -> str:
        """The key with which a person signs the newest head, hexadecimal; empty where they have none."""
        return "" if self._acts is None else self._acts.chain.checkpoint_key(person, self.tree.size)

    def _fold(self, shelf: RebuiltShelf, steps: _Steps, checkpoints: Sequence[tuple[int, str]]) -> DeepPass:
        passed_over = self._acts.not_in_force if self._acts is not None else frozenset[int]()
        rules = self._asked.rules
        deep = DeepPass(shelf, self.findings, rules.replay, passed_over, self._at_hand(rules.law, passed_over))
        read_again(self._connection, steps.then(deep.chunk))
        deep.end()
        self._unseen = deep.unchecked
        check_ends(deep.signed, checkpoints, self.findings)
        self._by_one = resting_on_one(shelf)
        return deep

    def found(self) -> tuple[CheckFinding, ...]:
        """The findings; where a saved checkpoint does not fit, with the newest one that does: between the two it happened."""
        return _located(self.findings.all(), self._asked.against)

    def looked(self) -> Looked:
        """What was looked at."""
        deep, acts = self._asked.depth == "deep", self._acts
        if acts is None:
            return Looked(deep, read=False)
        law = self._asked.rules.law is not None
        return Looked(deep, self.tree.size, acts.unsigned, self._by_one, self._unseen, acts.story, law=law)

    def given(self) -> tuple[tuple[int, Entry], ...]:
        """What people were given after the newest saved checkpoint."""
        newest = max((each.note.head.size for each in self._asked.against), default=-1)
        found = self._acts.given if self._acts is not None and newest >= 0 else []
        return tuple((seq, entry) for seq, entry in found if seq > newest)

    def _at_hand(self, law: CaseLaw | None, passed_over: Set[int]) -> Surroundings:
        """What entries are held against, beside the states before them; an observer's copy has no sealed values."""
        connection = self._connection
        unseal = None if self.for_observers else partial(_unsealed, connection)
        entries = partial(_entries, connection, passed_over)
        return Surroundings(law, unseal, self._root_at, _act_of(connection), entries)

    def _root_at(self, size: int) -> str:
        """The root of the tree over the first `size` entries, hexadecimal."""
        return "" if self._acts is None else self._acts.root_at(size).hex()

    def _who_acted(self, steps: _Steps) -> ActsPass:
        sizes = [size for (size,) in self._connection.execute("SELECT size FROM checkpoint")]
        rights = RightsPass(self.findings) if self._asked.depth == "standard" else None
        acts = ActsPass(self._connection, self.findings, sizes, every=self._asked.every_signature, rights=rights)
        self._acts = acts
        self.tree = walk_log(self._connection, self.findings, steps.after(acts.take), _expected(self._asked.against))
        acts.end()
        return acts

    def _form_of(self, acts: ActsPass) -> Form:
        """The form of the newest entries, by which tables and guards are judged; the file has to say the same."""
        said = form_name(self._connection)
        if acts.chain.form != said:
            words = f"The file says form {said}, and its entries are of form {acts.chain.form or 'none'}."
            self.findings.add("form.differs", "file", words)
        return FORMS[said]

    def _beside(self, shelf: RebuiltShelf, deep: DeepPass, form: Form) -> None:
        connection, findings = self._connection, self.findings
        check_documents(connection, shelf, findings)
        if self._asked.rules.unread:
            findings.add("document.unreadable", self._asked.rules.unread)
        check_projections(connection, shelf, form, findings)
        check_mentions(connection, deep.mentions, findings)
        if not self.for_observers:
            check_sealed(connection, deep.commitments, findings)
            check_private(connection, shelf, findings)
            check_credits(connection, findings)


def _expected(against: Sequence[Seen]) -> list[tuple[int, ExpectedRoot]]:
    return [(each.note.head.size, ExpectedRoot(each.note.head.root, "against.differs", each.name)) for each in against]


def resting_on_one(shelf: RebuiltShelf) -> int:
    """How many determinations in force and approvals rest on people who have something that one person alone gave."""
    one = by_one_person(shelf.states(PersonState))
    if not one:
        return 0
    determined = sum(
        1 for state in shelf.states(EnvelopeState) if state.determination is not None and state.determination.by in one
    )
    return determined + sum(1 for batch in shelf.states(BatchState) if batch.decided_by in one)


def _unsealed(connection: Connection, commitment: str) -> str:
    """The value under a commitment. Raises LookupError where it is not there, which is a finding of its own."""
    row = connection.execute("SELECT value FROM sealed WHERE commitment = ?", (bytes.fromhex(commitment),)).fetchone()
    if row is None:
        raise LookupError("a sealed value is not there")
    return row[0].decode()


def _entries(connection: Connection, passed_over: Set[int], first: int, last: int) -> Iterator[Entry]:
    """The entries of a stretch of the log that are in force; one that cannot be read has a finding of its own."""
    rows = connection.execute("SELECT seq, body FROM log WHERE seq BETWEEN ? AND ? ORDER BY seq", (first, last))
    while chunk := rows.fetchmany(CHUNK):
        entries = (_entry(body) for seq, body in chunk if seq not in passed_over)
        yield from (entry for entry in entries if entry is not None)


def _entry(body: bytes) -> Entry | None:
    try:
        return upcast(read_body(body.decode()))
    except UNFIT:
        return None


def _act_of(connection: Connection) -> ActOf | None:
    """The bounds of the signed act that an entry is of; None where the file has no signatures."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'signature'").fetchone():
        return None
    rows = connection.execute("SELECT first_seq, first_seq + entries - 1 FROM signature ORDER BY first_seq").fetchall()

    def act_of(seq: int) -> tuple[int, int] | None:
        at = bisect_right(rows, seq, key=itemgetter(0))
        return rows[at - 1] if at and seq <= rows[at - 1][1] else None

    return act_of


class _Steps:
    """Tells how far the pass over the log has come."""

    def __init__(self, connection: Connection, progress: Progress | None, passes: int) -> None:
        self._total = passes * int(connection.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()[0])
        self._done = 0
        self._progress = progress

    def done(self, rows: Sequence[object]) -> None:
        """Note that these rows are done."""
        self._done += len(rows)
        if self._progress is not None:
            self._progress(self._done, self._total)

    def after(self, each: EachChunk) -> EachChunk:
        """Note rows as done after something was done with them and the tree before them."""

        def both(rows: Sequence[Row], before: Frontier) -> None:
            each(rows, before)
            self.done(rows)

        return both

    def then(
        self, each: Callable[[Sequence[tuple[int, bytes]]], None]
    ) -> Callable[[Sequence[tuple[int, bytes]]], None]:
        """Note rows as done after something was done with them."""

        def both(rows: Sequence[tuple[int, bytes]]) -> None:
            each(rows)
            self.done(rows)

        return both
