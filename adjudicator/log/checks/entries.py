"""The pass over the log: sequence, leaves and tree for every depth; form, meaning and replay of entries for the deep one.

Bodies are read as bytes, so that a changed byte is found even where it no longer is UTF-8.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from operator import itemgetter
from sqlite3 import Connection

import msgspec

from adjudicator.casework.acts.receiving import left_open
from adjudicator.casework.admission.admission import Admission, Misplaced
from adjudicator.casework.admission.context import Surroundings
from adjudicator.casework.record.catalogue import UNFIT, UnknownKindError, upcast, version_in
from adjudicator.casework.record.entry import Entry, canonical
from adjudicator.casework.record.fold import apply, subjects_of
from adjudicator.casework.record.rights import Roster
from adjudicator.casework.record.state import DeterminationState, EnvelopeState
from adjudicator.log.checks.signatures import SignedActs
from adjudicator.log.file.findings import Findings, at_entry
from adjudicator.log.states.rebuilt import RebuiltShelf
from adjudicator.log.tree.merkle import Frontier, Growth
from adjudicator.records.received import FILE_KINDS, file_words
from adjudicator.words import _

CHUNK = 1024
"""A power of two, so that each chunk of leaves is a subtree."""

Row = tuple[int, bytes, bytes]
EachChunk = Callable[[Sequence[Row], Growth], None]
"""Is given rows, each with the leaf that its body has, and how the tree grows by them."""

Replay = Callable[[DeterminationState], str | None]
"""Replays one determination with the tables of its pack: what differs, in words, or None where nothing does."""

NOTHING_AT_HAND = Surroundings()
"""Only the entries themselves."""


@dataclass(frozen=True, slots=True)
class ExpectedRoot:
    """A root that the log must have at some size, and what is found where it has another."""

    root: bytes
    finding: str
    place: str


Roots = dict[int, list[ExpectedRoot]]
"""Size -> what is expected of the tree at that size."""


def walk_log(
    connection: Connection, findings: Findings, each: EachChunk, seen: Iterable[tuple[int, ExpectedRoot]] = ()
) -> Frontier:
    """Read the log once in order; gives the tree over the bodies, and to `each` chunk after chunk of rows.

    Its roots are compared with those of its own checkpoints, and with those that somebody has `seen` (size, expected).
    """
    sha256 = hashlib.sha256
    frontier, expected = Frontier(), 1
    roots = _roots(connection, seen)
    rows = connection.execute("SELECT seq, body, leaf FROM log ORDER BY seq")
    while chunk := rows.fetchmany(CHUNK):
        leaves = [sha256(b"\x00" + body).digest() for __, body, __ in chunk]
        expected = _check_sequence(chunk, expected, findings)
        if leaves != list(map(itemgetter(2), chunk)):
            _name_leaves(chunk, leaves, findings)
            chunk = [(seq, body, leaf) for (seq, body, __), leaf in zip(chunk, leaves, strict=True)]
        growth = Growth(frontier, leaves)
        _compare_on_the_way(growth, roots, findings)
        frontier = growth.at(growth.end)
        each(chunk, growth)
    for size, beyond in sorted(roots.items()):
        for each_one in beyond:
            words = _("It is of {size} entries, and the log has only {there}.", size=size, there=frontier.size)
            findings.add(each_one.finding, each_one.place, words)
    return frontier


def read_again(connection: Connection, each: Callable[[Sequence[tuple[int, bytes]]], None], last: int = -1) -> None:
    """Read the log once more in order, up to the seq `last` where one is given, and give rows (seq, body) to `each`, chunk
    after chunk.
    """
    rows = connection.execute("SELECT seq, body FROM log WHERE ? < 0 OR seq <= ? ORDER BY seq", (last, last))
    while chunk := rows.fetchmany(CHUNK):
        each(chunk)


def check_head(connection: Connection, frontier: Frontier, findings: Findings) -> None:
    """Compare the stored head and frontier with the tree over the bodies."""
    sql = "SELECT size, root, frontier FROM head WHERE one = 1"  # the row that the next append changes
    size, root, stored = connection.execute(sql).fetchone() or (-1, b"", b"")
    if (size, root) != (frontier.size, frontier.root()):
        words = _("It says {said} entries; the bodies give {there} with another root.", said=size, there=frontier.size)
        findings.add("tree.head", "head", words)
    if stored != frontier.encode():
        findings.add("tree.frontier", _("{row}, column {column}", row="head", column="frontier"))


def _check_sequence(chunk: Sequence[Row], expected: int, findings: Findings) -> int:
    if (chunk[0][0], chunk[-1][0]) != (expected, expected + len(chunk) - 1):
        for seq, __, __ in chunk:
            if seq != expected:
                words = _("Entry {found} stands where entry {due} is due.", found=str(seq), due=str(expected))
                findings.add("log.gap", at_entry(seq), words)
                expected = seq
            expected += 1
        return expected
    return expected + len(chunk)


def _name_leaves(chunk: Sequence[Row], leaves: Sequence[bytes], findings: Findings) -> None:
    for (seq, __, stored), leaf in zip(chunk, leaves, strict=True):
        if stored != leaf:
            findings.add("log.leaf", at_entry(seq))


def _roots(connection: Connection, seen: Iterable[tuple[int, ExpectedRoot]]) -> Roots:
    roots: Roots = {}
    for size, root in connection.execute("SELECT size, root FROM checkpoint"):
        place = _("checkpoint at {size}", size=str(size))
        roots.setdefault(size, []).append(ExpectedRoot(root, "checkpoint.differs", place))
    for size, expected in seen:
        roots.setdefault(size, []).append(expected)
    return roots


def _compare(expected: Iterable[ExpectedRoot], frontier: Frontier, findings: Findings) -> None:
    for each in expected:
        if frontier.root() != each.root:
            findings.add(each.finding, each.place)


def _compare_on_the_way(growth: Growth, roots: Roots, findings: Findings) -> None:
    for size in sorted(size for size in roots if growth.before.size < size <= growth.end):
        _compare(roots.pop(size), growth.at(size), findings)


@dataclass(slots=True)
class Tally:
    """A set of rows seen, as a sum of their hashes: two equal tallies are of the same rows.

    Python hashes text with a key of its own in every run, so nobody can make rows whose sums agree.
    """

    total: int = 0

    def add(self, rows: Iterable[bytes | tuple[bytes, int]]) -> None:
        """Count rows."""
        self.total += sum(map(hash, rows))

    def add_seals(self, rows: Iterable[Row]) -> None:
        """Count the commitments in the bodies of the log's rows."""
        self.add(seals_in(b"\n".join([body for __, body, __ in rows])))


def seals_in(bodies: bytes) -> list[bytes]:
    """The commitments in the bytes of bodies, hexadecimal, in order."""
    # a quotation mark inside a text stands behind a backslash, so this is found nowhere but in a seal; four times as fast
    # as a pattern
    return [part[:64] for part in bodies.split(b'{"sealed":"')[1:] if part[64:66] == b'"}']


_encode = msgspec.json.Encoder(order="sorted").encode


def is_canonical(entry: Entry, body: bytes) -> bool:
    """Whether a body is the canonical form of the entry that was read from it."""
    # the compiled encoder agrees with the canonical form but for rare escapes; the form itself has the last word
    if _encode(entry) == body:
        return True
    try:
        return canonical(msgspec.to_builtins(entry)).encode() == body
    except (TypeError, ValueError, RecursionError):
        return False


def _no_float(__: str) -> float:
    raise ValueError("an entry holds no floats")


def note_version(findings: Findings, seq: int, entry: Entry, form: str) -> None:
    """Name an entry of a version that its form does not write; an older one seals and says less."""
    if form and entry.version != version_in(form, entry.kind):
        words = _(
            "It is {kind} of version {version}, which form {form} does not write.",
            kind=entry.kind,
            version=str(entry.version),
            form=form,
        )
        findings.add("body.kind", at_entry(seq), words)


def no_right(by: str) -> str:
    """Why an entry of a person's may not stand there, in words."""
    return _("No role of {person} allows it.", person=by) if by else _("Nobody was signed in.")


class DeepPass:
    """What the deep pass does with each entry: form, kind, seals, rights, the fold, four eyes, replay.

    Entries in `passed_over` are not in force: they are looked at and not folded. `unfit` counts the others that could not be
    folded.
    """

    def __init__(
        self,
        shelf: RebuiltShelf,
        findings: Findings,
        replay: Replay | None,
        passed_over: Set[int] = frozenset(),
        at_hand: Surroundings = NOTHING_AT_HAND,
    ) -> None:
        self.shelf = shelf
        self.mentions = Tally()
        self.signed = SignedActs()
        self._findings = findings
        self._replay = replay
        self._passed_over = passed_over
        self._subjects: list[tuple[bytes, int]] = []
        self.unfit = 0
        self._told, self._told_elsewhere = True, 0
        self._roster = Roster()
        self._admission = Admission(at_hand)
        self._decode = msgspec.json.Decoder(Entry, float_hook=_no_float).decode

    @property
    def unchecked(self) -> int:
        """How many determinations rest on what is not at hand, and were not checked for it."""
        return self._admission.unchecked - self._told_elsewhere

    def end(self) -> None:
        """Check what only the end of the log tells."""
        self._note(self._admission.end())

    def pass_by(self, rows: Sequence[tuple[int, bytes]]) -> None:
        """Fold a chunk of the log's rows, which another process checks, and tell nothing of them."""
        findings, self._findings, self._told = self._findings, Findings(), False
        self.chunk(rows)
        self._findings, self._told, self._told_elsewhere = findings, True, self._admission.unchecked

    def chunk(self, rows: Sequence[tuple[int, bytes]]) -> None:
        """Check a chunk of the log's rows in order."""
        for seq, body in rows:
            entry = self._entry(seq, body)
            if entry is None:
                self.unfit += 1
            elif seq not in self._passed_over:
                self._apply(seq, entry)
        self.mentions.add(self._subjects)
        self._subjects.clear()

    def _entry(self, seq: int, body: bytes) -> Entry | None:
        try:
            entry = self._decode(body)
        except (ValueError, RecursionError):  # not UTF-8, not JSON, not an entry, nested too deeply, or with floats
            entry = None
        if entry is None or (self._told and not is_canonical(entry, body)):
            self._findings.add("body.form", at_entry(seq))
            return None
        return self._known(seq, entry)

    def _known(self, seq: int, entry: Entry) -> Entry | None:
        try:
            newest = upcast(entry)
            if self._told:
                note_version(self._findings, seq, entry, self._roster.form)
                for name in left_open(entry):
                    self._findings.add("body.open", at_entry(seq), _("The field {field} is not sealed.", field=name))
            return newest
        except (UnknownKindError, TypeError, KeyError):
            self._findings.add("body.kind", at_entry(seq))
            return None

    def _apply(self, seq: int, entry: Entry) -> None:
        try:
            self._check_right(seq, entry)
            self._note(self._admission.look(self.shelf, seq, entry, told=self._told))
            self.signed.take(seq, entry)
            apply(self.shelf, seq, entry)
            self._subjects += [(subject.encode(), seq) for subject in set(subjects_of(entry))]
            if entry.kind == "file.received" and entry.data["kind"] not in FILE_KINDS:
                words = _("It receives {file}.", file=file_words(entry.data["kind"]))
                self._findings.add("body.meaning", at_entry(seq), words)
            if entry.kind == "envelope.determined" and self._told:
                self._replay_determination(seq, entry)
        except UNFIT as error:
            self.unfit += 1
            words = _("It cannot be applied ({error}).", error=type(error).__name__)
            self._findings.add("body.meaning", at_entry(seq), words)

    def _note(self, misplaced: Iterable[Misplaced]) -> None:
        for seq, found, words in misplaced:
            self._findings.add(found, at_entry(seq), words)

    def _check_right(self, seq: int, entry: Entry) -> None:
        if self._told and not self._roster.admits(seq, entry):
            self._findings.add("log.no_right", at_entry(seq), no_right(entry.by))
        self._roster.take(entry)

    def _replay_determination(self, seq: int, entry: Entry) -> None:
        envelope = self.shelf.get(EnvelopeState, entry.data["envelope"])
        if self._replay is None or envelope is None or envelope.determination is None:
            return
        differs = self._replay(envelope.determination)
        if differs is not None:
            self._findings.add("determination.replay", at_entry(seq), differs)
