"""Verify's look at rights and four eyes without a fold, for the standard depth.

Of each entry only its outer parts are read, and of the few that say who may do what or who determined what, the data. The
deep depth folds every entry and looks at all of this again, and at more.
"""

from __future__ import annotations

from collections.abc import Container, Sequence, Set
from sqlite3 import Connection

import msgspec
from msgspec import Struct, field

from adjudicator.casework.record.catalogue import UNFIT, UnknownKindError, upcast
from adjudicator.casework.record.entry import Entry, read_body
from adjudicator.casework.record.rights import ACTS_OF, GROUND, Roster
from adjudicator.log.checks.entries import Row, is_canonical, no_right, note_version
from adjudicator.log.file.aside import has_aside
from adjudicator.log.file.findings import Findings, at_entry
from adjudicator.words import _, beside

_ABOUT_ROLES = frozenset({"person.added", "person.changed"})

_BY_ROLE = ACTS_OF.keys() - GROUND - _ABOUT_ROLES
"""Kinds of which nothing but the roles of the person who adds them counts, and which change nobody's."""


class Outer(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """An entry whose data are not read. Written again it is the body that it was read from, where that has each of the five
    parts once and in order, as the canonical form has; of the data nothing is said.
    """

    at: str
    by: str
    data: msgspec.Raw
    kind: str
    version: int = field(name="v")


_NAMED = 3
"""So many envelopes are named in which an approval differs from its batch."""


class Listed(Struct, frozen=True):
    """What an entry says of batches and of the envelopes in them."""

    envelope: str = ""
    batch: str = ""
    items: dict[str, int] = {}
    approved: dict[str, int] = {}


_outer = msgspec.json.Decoder(Outer).decode
_written = msgspec.json.Encoder().encode
_listed = msgspec.json.Decoder(Listed).decode


class RightsPass:
    """Goes through the entries in force, act after act, and names what nobody's role allowed and who approved their own."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._roster = Roster()
        self._may: set[tuple[str, int, str]] = set()
        self._eyes = FourEyes(findings)

    def take(self, rows: Sequence[Row], firsts: Container[int] = ()) -> None:
        """Go on with rows (seq, body, leaf); at the seqs `firsts` an act begins that follows from nothing before it."""
        for seq, body, __ in rows:
            if seq in firsts:
                self._roster.end_act()
            try:
                self._look(seq, body)
            except UnknownKindError as error:
                words = _("This version does not know {kind}.", kind=str(error))
                self._findings.add("body.kind", at_entry(seq), words)
            except UNFIT as error:
                words = _("It cannot be read ({error}).", error=type(error).__name__)
                self._findings.add("body.form", at_entry(seq), words)

    def _look(self, seq: int, body: bytes) -> None:
        outer = _outer(body)
        looked_up = (outer.kind, outer.version, outer.by) not in self._may or self._roster.awaits_what_follows
        if looked_up or _written(outer) != body:
            entry = read_body(body.decode())
            if not is_canonical(entry, body):
                self._findings.add("body.form", at_entry(seq))
            note_version(self._findings, seq, entry, self._roster.form)
            self._admit(seq, upcast(entry), entry.version)
        if outer.kind in FourEyes.KINDS:
            self._eyes.take(seq, outer)

    def _admit(self, seq: int, entry: Entry, version: int) -> None:
        if not self._roster.admits(seq, entry):
            self._findings.add("log.no_right", at_entry(seq), no_right(entry.by))
        elif entry.kind in _BY_ROLE and self._roster.allows(entry.kind, entry.by):
            self._may.add((entry.kind, version, entry.by))
        self._roster.take(entry)
        if entry.kind in _ABOUT_ROLES:
            self._may.clear()


class FourEyes:
    """Who determined what each batch lists, who approves it, and whether that is what they approve."""

    KINDS = frozenset(
        {"envelope.determined", "batch.closed", "envelope.returned", "determination.withdrawn", "batch.approved"}
    )
    """Kinds of entry that it has to be given."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._newest: dict[str, tuple[int, str]] = {}
        self._waiting: dict[str, dict[str, int]] = {}

    def take(self, seq: int, entry: Outer) -> None:
        """Go on with an entry of one of KINDS."""
        data = _listed(entry.data)
        if entry.kind == "envelope.determined":
            self._newest[data.envelope] = (seq, entry.by)
        elif entry.kind == "batch.closed":
            self._waiting[data.batch] = dict(data.items)
        elif entry.kind == "batch.approved":
            self._approved(seq, entry.by, self._waiting.pop(data.batch, {}), data.approved)
        else:
            self._waiting.get(data.batch, {}).pop(data.envelope, None)

    def _approved(self, seq: int, by: str, items: dict[str, int], approved: dict[str, int]) -> None:
        if not items:
            self._findings.add("batch.four_eyes", at_entry(seq), _("It approves a batch that did not wait."))
        elif approved != items:
            apart = beside(*sorted({number for number, __ in approved.items() ^ items.items()})[:_NAMED], by=", ")
            words = _("What it approves is not what the batch lists; they differ in envelope {numbers}.", numbers=apart)
            self._findings.add("admission.batch", at_entry(seq), words)
        for number, determined in items.items():
            newest, whose = self._newest.get(number, (0, ""))
            if newest != determined:
                words = _("It approves a determination of envelope {number} that is not in force.", number=number)
                self._findings.add("batch.four_eyes", at_entry(seq), words)
            elif whose == by:
                words = _("Its determination of envelope {number} is the approver's own.", number=number)
                self._findings.add("batch.four_eyes", at_entry(seq), words)


def check_aside(connection: Connection, not_in_force: Set[int], findings: Findings) -> None:
    """Check that the guards of the file pass over nothing that is in force: what they do not see they cannot forbid."""
    if has_aside(connection):
        for first, last in connection.execute("SELECT first, last FROM aside ORDER BY first"):
            if any(seq not in not_in_force for seq in range(first, last + 1)):
                findings.add("act.aside", at_entry(first))
