"""A copy held against the server: whether both have the same record, and where they part.

Nothing that the server says of itself is believed: leaves and roots are worked out from the entries that it gives, and what
it has encrypted is opened and held against commitments and digests. One part of the acts is in memory at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from adjudicator.casework.acts.receiving import line_of
from adjudicator.log.case_log import CaseLog
from adjudicator.log.file.findings import MOST, CheckFinding, Findings, at_entry
from adjudicator.log.reading import commitments_in
from adjudicator.log.tree.merkle import Frontier, leaf_hash
from adjudicator.log.tree.notes import read_note
from adjudicator.port.acts import WholeAct
from adjudicator.port.answers import Head
from adjudicator.records.elector import Credit
from adjudicator.shared.case_key import CaseKey
from adjudicator.shared.comparing_papers import compare_roll, compare_scans
from adjudicator.shared.parcels import shown, shown_lines
from adjudicator.shared.server import PulledAct, SentEntry, Server
from adjudicator.words import _

AT_ONCE = 200
"""So many acts come over the line at once."""

Told = Callable[[int, int], None]
"""Hears how many entries were compared, and how many the server has."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found where a copy was held against the server: findings, and the heads of both. `opened` says that what the
    server has encrypted was opened and compared, too.
    """

    findings: tuple[CheckFinding, ...]
    own: Head
    server: Head
    opened: bool = False

    @property
    def newer(self) -> int:
        """How many entries the server has behind the end of this copy; they were only counted into its root."""
        return max(self.server.size - self.own.size, 0)


def against_server(log: CaseLog, server: Server, key: CaseKey | None, told: Told | None = None) -> Compared:
    """Compare a copy with the record at its server, act by act: entries, who signed them over which head and how,
    checkpoints, documents, and the root behind each part; with the case key also sealed values, lines of received files,
    scans and roll. Without it, as for an observer's copy, which has none of these, they are left out.

    The first act that differs is named, and ends the comparison: behind it the two are different records. Raises WorldError
    as the server does.
    """
    findings, own, head = Findings(), log.head(), server.head()
    comparison = _HeldAgainst(log, findings, key)
    here = log.read()
    for acts in _parts(server, head):
        if not all(comparison.take(act, next(here, None)) for act in acts):
            return Compared(findings.all(), own, head, key is not None)
        comparison.check_root(server)
        if told is not None:
            told(comparison.tree.size, head.size)
    if Head(comparison.tree.size, comparison.tree.root()) != head:
        findings.add("server.root", _("server"), _("Its entries do not make the root that it says."))
    elif head.size < own.size:
        words = _("The server ends there, and this copy goes on to entry {last}.", last=str(own.size))
        findings.add("server.shorter", at_entry(head.size), words)
    if key is not None:
        compare_scans(log, server, key, findings)
        compare_roll(log, server, key, findings)
    return Compared(findings.all(), own, head, key is not None)


def _parts(server: Server, head: Head) -> Iterator[Sequence[PulledAct]]:
    """The acts of a head in order, as many at once as come over the line; what came since is left away."""
    size = 0
    while size < head.size:
        acts = [act for act in server.acts(size + 1, AT_ONCE) if act.first <= head.size]
        if not acts:
            return
        yield acts
        size = acts[-1].first + len(acts[-1].entries) - 1


class _HeldAgainst:
    """Goes through the server's acts in order, beside those of the copy."""

    def __init__(self, log: CaseLog, findings: Findings, key: CaseKey | None) -> None:
        self.tree = Frontier()
        self._log, self._findings, self._key = log, findings, key
        self._lacks = 0

    def take(self, act: PulledAct, own: WholeAct | None) -> bool:
        """Go on with an act; False where the two records part."""
        place = at_entry(act.first)
        if act.first != self.tree.size + 1 or not act.entries:
            self._findings.add("server.differs", at_entry(self.tree.size + 1), _("The server lacks this entry."))
            return False
        self.tree.extend([leaf_hash(entry.body.encode()) for entry in act.entries])
        if own is None:
            return True
        if [entry.body for entry in act.entries] != [entry.body for entry in own.entries]:
            self._findings.add("server.differs", place, _("From here on the server has another record than this copy."))
            return False
        if (act.id, act.person, act.base, act.signature) != (own.id, own.person, own.base, own.signature):
            self._findings.add("server.signature", place)
        if {each.digest for each in act.documents} != {each.digest for each in own.documents}:
            self._findings.add("server.document", place)
        self._check_notes(act.notes, own.notes)
        if self._key is not None:
            for seq, (there, here) in enumerate(zip(act.entries, own.entries, strict=True), act.first):
                self._check_sealed(seq, there, {row.commitment for row in here.sealed}, self._key)
            self._check_lines(act, own, self._key)
        return True

    def check_root(self, server: Server) -> None:
        """Check the root that the server says it has here."""
        if server.root_at(self.tree.size) != self.tree.root():
            self._findings.add("server.root", at_entry(self.tree.size))

    def _check_sealed(self, seq: int, there: SentEntry, held: Set[bytes], key: CaseKey) -> None:
        """Open each value that the server has with an entry; `held` are the commitments of those that the copy has."""
        named, place = set(map(bytes.fromhex, commitments_in(there.body))), at_entry(seq)
        for commitment, box in there.sealed.items():
            if commitment not in named:
                self._findings.add("server.sealed_extra", place)
            elif shown(commitment, box, key) is None:
                self._findings.add("server.sealed", place)
        for commitment in held - there.sealed.keys():
            # once so many are lacking, a look through the whole log for each is too much
            if self._lacks >= MOST or not self._is_sealed_before(seq, commitment):
                self._lacks += 1
                self._findings.add("server.sealed_lacks", place)

    def _is_sealed_before(self, seq: int, commitment: bytes) -> bool:
        """Whether an earlier entry names the commitment, too: the server has the value with that one."""
        sql = "SELECT 1 FROM log WHERE seq < ? AND instr(body, ?) LIMIT 1"
        return self._log.db.conn.execute(sql, (seq, commitment.hex())).fetchone() is not None

    def _check_lines(self, act: PulledAct, own: WholeAct, key: CaseKey) -> None:
        """Check the lines of files received; of an act that is in force nowhere the copy keeps none."""
        seqs = range(act.first, act.first + len(act.entries))
        if (act.lines or own.credit_lines) and not self._log.first_unsigned(seqs):
            there = shown_lines(act.id, act.lines, key)
            if bool(act.lines) != bool(there) or _as_kept(there) != _as_kept(own.credit_lines):
                self._findings.add("server.lines", at_entry(act.first))

    def _check_notes(self, there: Sequence[str], own: Sequence[str]) -> None:
        """Check the checkpoints over the head here; those that the copy has, too, are a matter of its own verification."""
        place = _("checkpoint over {size} entries", size=str(self.tree.size))
        for note in there:
            if note not in own and not self._is_good(note):
                self._findings.add("server.checkpoint", place)
        if set(own) - set(there):
            self._findings.add("server.checkpoint_lacks", place)

    def _is_good(self, text: str) -> bool:
        try:
            note = read_note(text)
        except ValueError:
            return False
        key = bytes.fromhex(self._log.signs_at(note.signer, note.head.size))
        return note.head == Head(self.tree.size, self.tree.root()) and note.is_signed_by(note.signer, key)


def _as_kept(lines: Mapping[str, Sequence[Credit]]) -> dict[str, list[tuple[str, ...]]]:
    """Lines of received files as a copy keeps them, by what the record calls the file."""
    return {file: [line_of(line, file) for line in of_file] for file, of_file in lines.items()}
