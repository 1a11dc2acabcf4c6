"""A copy held against the server: whether both have the same record, and where they part.

Nothing that the server says of itself is believed: leaves and roots are worked out from the entries that it gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from adjudicator.log.case_log import CaseLog
from adjudicator.log.file.findings import CheckFinding, Findings, at_entry
from adjudicator.log.tree.merkle import Frontier, leaf_hash
from adjudicator.log.tree.notes import read_note
from adjudicator.port.acts import WholeAct
from adjudicator.port.answers import Head
from adjudicator.shared.server import PulledAct, Server
from adjudicator.words import _

AT_ONCE = 200
"""So many acts come over the line at once."""

Told = Callable[[int, int], None]
"""Hears how many entries were compared, and how many the server has."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found where a copy was held against the server: findings, and the heads of both."""

    findings: tuple[CheckFinding, ...]
    own: Head
    server: Head

    @property
    def newer(self) -> int:
        """How many entries the server has behind the end of this copy; they were only counted into its root."""
        return max(self.server.size - self.own.size, 0)


def against_server(log: CaseLog, server: Server, told: Told | None = None) -> Compared:
    """Compare a copy with the record at its server, act by act: entries, who signed them over which head and how,
    checkpoints, documents, and the root behind each part.

    The first act that differs is named, and ends the comparison: behind it the two are different records. Raises WorldError
    as the server does.
    """
    findings, own, head = Findings(), log.head(), server.head()
    comparison = _HeldAgainst(log, findings)
    here = log.read()
    for acts in _parts(server, head):
        if not all(comparison.take(act, next(here, None)) for act in acts):
            return Compared(findings.all(), own, head)
        comparison.check_root(server)
        if told is not None:
            told(comparison.tree.size, head.size)
    if Head(comparison.tree.size, comparison.tree.root()) != head:
        findings.add("server.root", _("server"), _("Its entries do not make the root that it says."))
    elif head.size < own.size:
        words = _("The server ends there, and this copy goes on to entry {last}.", last=str(own.size))
        findings.add("server.shorter", at_entry(head.size), words)
    return Compared(findings.all(), own, head)


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

    def __init__(self, log: CaseLog, findings: Findings) -> None:
        self.tree = Frontier()
        self._log, self._findings = log, findings

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
        return True

    def check_root(self, server: Server) -> None:
        """Check the root that the server says it has here."""
        if server.root_at(self.tree.size) != self.tree.root():
            self._findings.add("server.root", at_entry(self.tree.size))

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
