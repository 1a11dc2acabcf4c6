"""Verify: read the record and say whether it is whole. Nothing is changed, and nobody is kept from writing.

Standard depth: the schema, before any row is read; sequence, leaves, tree, head, checkpoints and their signatures, the chain
of keys, whose acts the entries are, rights, four eyes. Deep adds the form and meaning of every entry, held against what
the program would have written there, sealed values, documents, projections and look-ups rebuilt from the log, and every
determination replayed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence, Set
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from sqlite3 import Connection
from typing import Literal

from adjudicator.at_rest.files import faults
from adjudicator.at_rest.passphrase import Passphrase, is_encrypted
from adjudicator.casework.admission.context import CaseLaw, Surroundings, Unexplained
from adjudicator.casework.record.catalogue import UNFIT
from adjudicator.casework.record.entry import Entry
from adjudicator.log.checks.acts import ActsPass
from adjudicator.log.checks.at_hand import at_hand
from adjudicator.log.checks.entries import (
    DeepPass,
    ExpectedRoot,
    Replay,
    Row,
    Tally,
    check_head,
    read_again,
    walk_log,
)
from adjudicator.log.checks.pages import add_page_findings, page_check
from adjudicator.log.checks.projections import check_mentions, check_private, check_projections
from adjudicator.log.checks.rights import RightsPass, check_aside
from adjudicator.log.checks.sealed import check_credits, check_documents, check_sealed
from adjudicator.log.checks.second import OneProcessError, SecondProcess, resting_on_one, second_process
from adjudicator.log.checks.signatures import Seen, check_checkpoints, check_ends, check_saved
from adjudicator.log.checks.verdicts import Looked, Verdict, verdicts
from adjudicator.log.file import errors
from adjudicator.log.file.check_schema import check_schema
from adjudicator.log.file.connection import PATIENCE, connect, is_for_observers, is_of_a_station
from adjudicator.log.file.findings import CheckFinding, Findings
from adjudicator.log.file.forms import FORMS, FileForm, form_name
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.log.tree.merkle import EMPTY_ROOT, Frontier, Growth
from adjudicator.words import _, beside, n_

Depth = Literal["standard", "deep"]

Progress = Callable[[int, int], None]
"""Told now and then: entries done, entries in all."""

IN_FORCE_NOWHERE = frozenset(
    {
        "act.unsigned", "act.base", "act.out_of_place", "key.refused", "log.no_right", "body.form", "body.kind", "body.open",
        "sealed.missing",
    }
)  # fmt: skip
"""What a hostile station can bring about in the log: it is named, changes nothing, and keeps nobody from joining."""

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG})


@dataclass(frozen=True, slots=True)
class Report:
    """What verify found. `entries` and `root` (32 bytes) are of the tree over the bodies as they stand.

    `for_observers` says that the file is an observer's copy, which has no sealed values and look-ups to check. `given`
    are the entries after the newest saved checkpoint, with their seqs, by which people were given accounts, roles and
    keys. `shared` says that many stations share the record, or did.
    """

    findings: tuple[CheckFinding, ...]
    entries: int
    root: bytes
    depth: Depth
    for_observers: bool = False
    verdicts: tuple[Verdict, ...] = ()
    given: tuple[tuple[int, Entry], ...] = ()
    shared: bool = False

    @property
    def ok(self) -> bool:
        """Whether there is no error among the findings."""
        return not any(finding.severity == "error" for finding in self.findings)

    @property
    def spoils(self) -> CheckFinding | None:
        """The first finding for which a copy is not to be relied on, None where there is none.

        In a record that stations share, what a hostile one can add is in force nowhere: it is named, and keeps nobody from
        making a copy.
        """
        passed_over = IN_FORCE_NOWHERE if self.shared else frozenset[str]()
        errors_found = (each for each in self.findings if each.severity == "error")
        return next((each for each in errors_found if each.id not in passed_over), None)


@dataclass(frozen=True, slots=True)
class Rules:
    """What determinations are held against: without `replay` they are not replayed, without `law` not derived again.

    `unexplained` makes the account that certification is held against. `unread` names a document of the case that is no
    law or definition, for which there is no law.
    """

    replay: Replay | None = None
    law: CaseLaw | None = None
    unread: str = ""
    unexplained: Unexplained | None = None


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
    deep = depth == "deep"
    with (
        errors.the_world(path),
        second_process(path, rules.replay, rules.law, rules.unexplained, wanted=deep) as second,
        closing(connect(path, True, PATIENCE, passphrase, as_it_is=True)) as db,
    ):
        work = Verification(db.conn, findings, asked, is_encrypted(path))
        db.conn.execute("BEGIN")
        if not _schema_fits(db.conn, findings):
            looked = Looked(deep, read=False)
            none = verdicts(findings.all(), looked)
            return Report(findings.all(), 0, EMPTY_ROOT, asked.depth, work.for_observers, none)
        with page_check(path, PATIENCE, passphrase) if deep else nullcontext() as said:
            broke = None
            if second is None or not _read_in_two(work, second, progress):
                work = Verification(db.conn, findings, asked, is_encrypted(path))
                broke = _read(work, progress)
            if said is not None:
                add_page_findings(said(), findings)
        if broke is not None:
            _explain(broke, path, passphrase, findings)
    found, tree = work.found(), work.tree
    said_of_it = verdicts(found, work.looked())
    return Report(found, tree.size, tree.root(), asked.depth, work.for_observers, said_of_it, work.given(), work.shared)


def _located(found: tuple[CheckFinding, ...], against: Sequence[Seen]) -> tuple[CheckFinding, ...]:
    apart = {finding.place for finding in found if finding.id == "against.differs"}
    fitting = max((each.note.head.size for each in against if each.name not in apart), default=0)
    words = n_(
        "The first entry is that of a saved checkpoint; after it the log is another.",
        "The first {count} entries are those of a saved checkpoint; after them the log is another.",
        fitting,
    )
    return tuple(
        replace(each, words=beside(each.words, words)) if fitting and each.id == "against.differs" else each
        for each in found
    )


def _schema_fits(connection: Connection, findings: Findings) -> bool:
    """Compare the schema; gives whether the rows may be read without running what somebody else wrote."""
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    try:
        station = is_of_a_station(connection)
        return check_schema(connection, findings, observers=is_for_observers(connection), station=station)
    except faults("DatabaseError") as error:
        if not _is_damage(error):
            raise
        findings.add("file.damaged", "file", _("Reading stopped: {error}.", error=str(error)))
    except UnicodeDecodeError:  # Python does not pass on an error that names what is no text
        findings.add("file.damaged", "file", _("Reading stopped: a name in the schema is not text."))
    return False


def _read_in_two(work: Verification, second: SecondProcess, progress: Progress | None) -> bool:
    """Go through the file in two processes; False where one has to do it, and nothing of what was found is told."""
    try:
        found = work.run_in_two(progress, second)
    except (OneProcessError, *faults("DatabaseError"), *UNFIT):
        return False
    finally:
        second.end()
    work.findings.take(found)
    return True


def _read(work: Verification, progress: Progress | None) -> Exception | None:
    """Go through the file; gives what broke the reading off that SQLite did not complain of."""
    try:
        work.run(progress)
    except faults("DatabaseError") as error:
        # a damaged page or a missing table ends the reading; what was found until then still counts
        if not _is_damage(error):
            raise
        work.findings.add("file.damaged", "file", _("Reading stopped: {error}.", error=str(error)))
    except UNFIT as error:
        return error
    return None


def _explain(broke: Exception, path: Path, passphrase: Passphrase | None, findings: Findings) -> None:
    """Where SQLite's own check of the pages finds damage, that has broken the reading off; else it may be a bug."""
    words = _("Reading stopped at a value that does not belong in its column.")
    with page_check(path, PATIENCE, passphrase) as said:
        if said() == ["ok"]:
            words = _(
                "Reading stopped at a value that cannot be read ({error}). If no other program changed the file, this is a "
                "fault of the program: report it.",
                error=type(broke).__name__,
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
        deep = self._asked.depth == "deep"
        self._connection.text_factory = bytes
        steps = _Steps(self._connection, progress, passes=2 if deep else 1)
        committed = Tally()

        def each(rows: Sequence[Row]) -> None:
            if deep and shelf is None:
                committed.add_seals(rows)
            steps.done(rows)

        form, checkpoints = self._first_pass(each, self.findings)
        if deep and shelf is not None:
            self._fold(shelf, steps, checkpoints)
        elif deep:
            with RebuiltShelf(self._in_memory) as own:
                mentions = self._fold(own, steps, checkpoints).mentions
                self._beside(own, committed, mentions, form)

    def run_in_two(self, progress: Progress | None, second: SecondProcess) -> Findings:
        """Do all of it together with a second process; gives what was found.

        Raises OneProcessError where the second one cannot know what it needs: which entries are in force nowhere, or what
        states those leave that cannot be folded.
        """
        connection, found, rules = self._connection, Findings(), self._asked.rules
        told, sealed, credits_kept, ends, unread = (Findings() for __ in range(5))
        committed = Tally()
        connection.text_factory = bytes
        steps = _Steps(connection, progress, passes=2)
        second.begin(steps.entries)

        def each(rows: Sequence[Row]) -> None:
            second.look()
            committed.add_seals(rows)
            steps.done(rows)

        __, checkpoints = self._first_pass(each, found)
        if self._acts is None or self._acts.not_in_force:
            raise OneProcessError
        if not self.for_observers:
            check_sealed(connection, committed, sealed)
            check_credits(connection, credits_kept)
        with RebuiltShelf() as shelf:
            begun = DeepPass(shelf, told, rules.replay, at_hand=self._at_hand(connection))
            read_again(connection, steps.then(begun.chunk), second.split)
        if begun.unfit:
            raise OneProcessError
        half = second.answer(steps.done_elsewhere)
        check_ends(half.signed, checkpoints, ends, shared=self._acts.is_shared_at)
        if rules.unread:
            unread.add("document.unreadable", rules.unread)
        self._unseen, self._by_one = begun.unchecked + half.unchecked, half.by_one
        for part in (told, half.entries, ends, half.documents, unread, half.projections, half.mentions):
            found.take(part)
        for part in (sealed, half.private, credits_kept):
            found.take(part)
        return found

    def _first_pass(
        self, each: Callable[[Sequence[Row]], None], findings: Findings
    ) -> tuple[FileForm, list[tuple[int, str]]]:
        """The pass over tree, acts and signatures; gives the form of the file, and (size, person) of the good checkpoints."""
        acts = self._who_acted(each, findings)
        check_aside(self._connection, acts.not_in_force, findings)
        form = self._form_of(acts, findings)
        check_head(self._connection, self.tree, findings)
        checkpoints = check_checkpoints(self._connection, acts.chain, acts.people, findings, shared=acts.was_shared)
        check_saved(self._asked.against, acts.chain, findings)
        return form, checkpoints

    def checkpoint_key(self, person: str) -> str:
        """The key with which a person signs the newest head, hexadecimal; empty where they have none."""
        return "" if self._acts is None else self._acts.chain.checkpoint_key(person, self.tree.size)

    def _fold(self, shelf: RebuiltShelf, steps: _Steps, checkpoints: Sequence[tuple[int, str]]) -> DeepPass:
        passed_over = self._acts.not_in_force if self._acts is not None else frozenset[int]()
        rules = self._asked.rules
        around = self._at_hand(self._connection, passed_over)
        deep = DeepPass(shelf, self.findings, rules.replay, passed_over, around)
        read_again(self._connection, steps.then(deep.chunk))
        deep.end()
        self._unseen = deep.unchecked
        check_ends(deep.signed, checkpoints, self.findings, shared=self._is_shared_at)
        self._by_one = resting_on_one(shelf)
        return deep

    def _is_shared_at(self, seq: int) -> bool:
        return self._acts is not None and self._acts.is_shared_at(seq)

    def _at_hand(self, connection: Connection, passed_over: Set[int] = frozenset()) -> Surroundings:
        """What entries are held against."""
        rules = self._asked.rules
        return at_hand(connection, rules.law, self._root_at, passed_over, rules.unexplained)

    @property
    def shared(self) -> bool:
        """Whether many stations share the record, or did."""
        return self._acts is not None and self._acts.was_shared

    @property
    def not_in_force(self) -> frozenset[int]:
        """The seqs of the entries that change no state, since nobody signed them who could."""
        return frozenset(self._acts.not_in_force) if self._acts is not None else frozenset()

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

    def _root_at(self, size: int) -> str:
        """The root of the tree over the first `size` entries, hexadecimal."""
        return "" if self._acts is None else self._acts.root_at(size).hex()

    def _who_acted(self, each: Callable[[Sequence[Row]], None], findings: Findings) -> ActsPass:
        sizes = [size for (size,) in self._connection.execute("SELECT size FROM checkpoint")]
        rights = RightsPass(findings) if self._asked.depth == "standard" else None
        acts = ActsPass(self._connection, findings, sizes, every=self._asked.every_signature, rights=rights)
        self._acts = acts

        def take(rows: Sequence[Row], growth: Growth) -> None:
            acts.take(rows, growth)
            each(rows)

        self.tree = walk_log(self._connection, findings, take, _expected(self._asked.against))
        acts.end()
        return acts

    def _form_of(self, acts: ActsPass, findings: Findings) -> FileForm:
        """The form of the newest entries, by which tables and guards are judged; the file has to say the same."""
        said = form_name(self._connection)
        if acts.chain.form != said:
            words = _("The file says form {said}, and its entries are of no form.", said=said)
            if acts.chain.form:
                words = _(
                    "The file says form {said}, and its entries are of form {form}.", said=said, form=acts.chain.form
                )
            findings.add("form.differs", "file", words)
        return FORMS[said]

    def _beside(self, shelf: RebuiltShelf, committed: Tally, mentions: Tally, form: FileForm) -> None:
        connection, findings = self._connection, self.findings
        check_documents(connection, shelf, findings)
        if self._asked.rules.unread:
            findings.add("document.unreadable", self._asked.rules.unread)
        check_projections(connection, shelf, form, findings)
        check_mentions(connection, mentions, findings)
        if not self.for_observers:
            check_sealed(connection, committed, findings)
            check_private(connection, shelf, findings)
            check_credits(connection, findings)


def _expected(against: Sequence[Seen]) -> list[tuple[int, ExpectedRoot]]:
    return [(each.note.head.size, ExpectedRoot(each.note.head.root, "against.differs", each.name)) for each in against]


class _Steps:
    """Tells how far the pass over the log has come."""

    def __init__(self, connection: Connection, progress: Progress | None, passes: int) -> None:
        self.entries = int(connection.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()[0])
        self._total = passes * self.entries
        self._done = 0
        self._progress = progress

    def done(self, rows: Sequence[object]) -> None:
        """Note that these rows are done."""
        self.done_elsewhere(len(rows))

    def done_elsewhere(self, number: int) -> None:
        """Note that so many rows are done."""
        self._done += number
        if self._progress is not None:
            self._progress(self._done, self._total)

    def then(
        self, each: Callable[[Sequence[tuple[int, bytes]]], None]
    ) -> Callable[[Sequence[tuple[int, bytes]]], None]:
        """Note rows as done after something was done with them."""

        def both(rows: Sequence[tuple[int, bytes]]) -> None:
            each(rows)
            self.done(rows)

        return both
