"""What verify may find: a closed list of ids with their severity, and the places where they were found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from adjudicator.words import Words, _, beside, n_

Severity = Literal["error", "warning"]

SEVERITIES: Mapping[Severity, str] = {"error": _("error"), "warning": _("warning")}

FINDINGS: Mapping[str, tuple[Severity, str]] = {
    "file.damaged": ("error", _("SQLite cannot read a part of the file, or an index does not agree with its table.")),
    "schema.differs": ("error", _("A table, index or trigger is missing, altered or foreign.")),
    "log.gap": ("error", _("Entries do not stand at 1, 2, 3 and so on without a gap.")),
    "log.leaf": ("error", _("An entry's leaf is not the hash of its body.")),
    "log.no_right": ("error", _("No role of the person who added an entry allowed it at that moment.")),
    "tree.frontier": ("error", _("The stored tree is not the tree over the bodies.")),
    "tree.head": ("error", _("The stored size or root is not that of the tree over the bodies.")),
    "checkpoint.differs": ("error", _("A checkpoint names a root that the log does not have at that size.")),
    "checkpoint.gap": ("error", _("Checkpoints do not stand at 1, 2, 3 and so on in the order of their sizes.")),
    "checkpoint.note": (
        "error",
        _("A checkpoint's note is not a signed checkpoint, or does not say what its row says."),
    ),
    "checkpoint.signature": ("error", _("A checkpoint is not signed by a key of the person it names.")),
    "against.differs": ("error", _("The log does not begin with the entries that the saved checkpoint is of.")),
    "against.signature": ("error", _("The saved checkpoint is not signed by a key of this log's people.")),
    "against.form": (
        "error",
        _("The saved checkpoint is of a newer form of the case file than this one: it is not the newest."),
    ),
    "against.people": ("error", _("The saved checkpoint names another first administrator's key.")),
    "act.unsigned": ("error", _("An act is not signed by the key that its person had there; it is in force nowhere.")),
    "act.incomplete": ("error", _("An act lacks entries that its person signed.")),
    "act.base": ("error", _("A person acted on another record than the one that stands before the act.")),
    "act.out_of_place": (
        "error",
        _(
            "A case is opened a second time, raised to a form that is not newer, or restored under an origin that it had; "
            "the entry is in force nowhere."
        ),
    ),
    "act.aside": (
        "error",
        _("The guards of the file pass over an act that is in force."),
    ),
    "act.no_checkpoint": (
        "error",
        _("An act that somebody has to answer for does not end at a checkpoint that they signed."),
    ),
    "act.checkpoint_waits": (
        "warning",
        _(
            "An act of a shared record has no checkpoint here yet: its person signs that once the act has come back to their "
            "station. The act itself is signed."
        ),
    ),
    "acts.differ": ("error", _("A person signed acts of theirs together that are not those of the log.")),
    "key.refused": (
        "error",
        _("A key was given a second time, or by a person who may not give any; it is in force nowhere."),
    ),
    "checkpoint.people": (
        "error",
        _("A checkpoint says otherwise than the log who the people are and what keys they have."),
    ),
    "form.older": ("error", _("This workstation has seen the case in a newer form: the file is not the newest.")),
    "form.differs": ("error", _("The file says that it is of another form than its entries.")),
    "body.form": ("error", _("A body is not the canonical JSON of an entry.")),
    "body.kind": (
        "error",
        _("A body is of a kind or version that this program does not know, or that its form does not write."),
    ),
    "body.open": ("error", _("A body holds in the clear what must be sealed, or tells that it was empty.")),
    "body.meaning": ("error", _("An entry cannot be applied to what stood before it.")),
    "sealed.value": ("error", _("A sealed value does not match its commitment.")),
    "sealed.missing": ("error", _("A body commits to a value that is not there.")),
    "sealed.orphan": ("error", _("A sealed value belongs to no body.")),
    "document.digest": ("error", _("A document does not match its digest, or is of no known kind.")),
    "document.missing": ("error", _("The case names a document that it does not carry.")),
    "document.unreadable": (
        "error",
        _("The definition or a pack cannot be read, so nothing in the record can be held against the rules."),
    ),
    "projection.missing": ("error", _("A projection lacks a row that the log gives.")),
    "projection.extra": ("error", _("A projection has a row that the log does not give.")),
    "projection.differs": ("error", _("A row of a projection is not what the log gives.")),
    "lookup.differs": ("error", _("A look-up table is not what the log gives.")),
    "credit.file": ("error", _("A credit comes from a file that was not received.")),
    "credit.lines": ("error", _("The lines kept of a list are not those that were received.")),
    "roll.differs": ("error", _("The roll that the case names is not what its id says: electors were changed in it.")),
    "scans.missing": ("error", _("Scans that envelopes name are not there.")),
    "scans.changed": ("error", _("Scans that envelopes name are not those that were kept.")),
    "determination.replay": ("error", _("A determination, replayed with its pack, gives something else.")),
    "log.time_runs_back": (
        "error",
        _("An instant stands before an earlier one, and nobody's clock was noted as set back."),
    ),
    "admission.contact": ("error", _("The program would not have written this about a contact with a voter.")),
    "admission.case": ("error", _("The program would not have written this about the case.")),
    "admission.person": ("error", _("The program would not have written this about a person.")),
    "admission.file": ("error", _("The program would not have received a file like this.")),
    "admission.order": ("error", _("The program would not have written this about a court order.")),
    "admission.law": ("error", _("The program would not have put this law in force.")),
    "admission.days": ("warning", _("The days that an act sets are not those that this program works out.")),
    "admission.follows": (
        "error",
        _("What follows from another law, a court order or a disputed key does not stand behind it."),
    ),
    "admission.envelope": ("error", _("The program would not have written this about an envelope.")),
    "admission.answer": ("error", _("The program would not have recorded this answer.")),
    "admission.determination": ("error", _("The program would not have recorded this determination.")),
    "admission.board": ("error", _("The program would not have written this about the board.")),
    "admission.batch": ("error", _("The program would not have closed, returned or approved this.")),
    "admission.release": ("error", _("The program would not have made this release.")),
    "admission.table": ("error", _("The program would not have let these people handle envelopes or ballots so.")),
    "admission.box": ("error", _("The program would not have written this about a box or bag.")),
    "admission.tabulation": (
        "error",
        _("The program would not have recorded this of a scanner batch, an upload or a difference."),
    ),
    "batch.four_eyes": ("error", _("Someone approved a determination of their own, or a batch that did not wait.")),
    "server.shorter": ("error", _("The server has fewer entries than this copy: it was restored, or cut off.")),
    "server.differs": ("error", _("The server has another record than this copy.")),
    "server.root": ("error", _("The root that the server says is not that of the entries which it gives.")),
    "server.signature": (
        "error",
        _("The server has an act under another id, person, head or signature than this copy."),
    ),
    "server.document": ("error", _("The server has other documents with an act than this copy.")),
    "server.sealed": (
        "error",
        _("A sealed value at the server does not open under the case key, or is not what its commitment says."),
    ),
    "server.sealed_lacks": ("error", _("The server lacks a sealed value that this copy has.")),
    "server.sealed_extra": ("error", _("The server has a sealed value with an entry that does not name it.")),
    "server.lines": ("error", _("The server has other lines of a received file than this copy.")),
    "server.scan": (
        "error",
        _("The server has another scan than this copy, or one that does not open under the case key."),
    ),
    "server.scan_lacks": ("warning", _("The server lacks a scan that this copy has.")),
    "server.scan_extra": ("warning", _("The server has a scan that this copy does not have.")),
    "server.roll": (
        "error",
        _("The server has another roll than the case names, one that does not open, or a part of it does not."),
    ),
    "server.roll_lacks": ("warning", _("The server lacks the roll that this copy has.")),
    "server.checkpoint": (
        "error",
        _("The server has a checkpoint that nobody signed who might, or over a head that its record never had."),
    ),
    "server.checkpoint_lacks": ("warning", _("The server lacks a checkpoint that this copy has.")),
}
"""Id -> severity and meaning. Ids are stable; a new check brings a new id."""

NOT_HERE_YET = frozenset(
    {"act.checkpoint_waits", "server.scan_lacks", "server.scan_extra", "server.roll_lacks", "server.checkpoint_lacks"}
)
"""What comes by itself where many stations share a record: the record is whole, and nothing in it is in doubt."""

MOST = 100
"""Findings of one id that are told one by one; further ones are counted."""


def at_entry(seq: int) -> Words:
    """The place of a finding: "entry 12"."""
    return _("entry {entry}", entry=str(seq))


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One finding of verify: `place` is an entry's seq or a table with key and column; `words` one sentence."""

    id: str
    severity: Severity
    place: str
    words: str

    def __str__(self) -> str:
        return beside(SEVERITIES[self.severity], self.id, self.place, self.words, by=": ")


class Findings:
    """Collects findings in the order in which they come up."""

    def __init__(self) -> None:
        self._found: list[CheckFinding] = []
        self._numbers: Counter[str] = Counter()

    def add(self, found: str, place: str, words: str = "") -> None:
        """Note a finding of an id of FINDINGS; its meaning stands for `words` where none are given."""
        severity, meaning = FINDINGS[found]
        self._numbers[found] += 1
        if self._numbers[found] <= MOST:
            self._found.append(CheckFinding(found, severity, place, words or meaning))

    def take(self, others: Findings) -> None:
        """Note what others have found behind what is found already, as if it had been added here."""
        told = self._numbers.copy()
        for each in others._found:
            told[each.id] += 1
            if told[each.id] <= MOST:
                self._found.append(each)
        self._numbers.update(others._numbers)

    def all(self) -> tuple[CheckFinding, ...]:
        """Everything found; where there was too much of one kind, its last line says how much more."""
        more = [
            CheckFinding(
                found,
                FINDINGS[found][0],
                _("further places"),
                n_("There is {count} more of these.", "There are {count} more of these.", number - MOST),
            )
            for found, number in self._numbers.items()
            if number > MOST
        ]
        return (*self._found, *more)
