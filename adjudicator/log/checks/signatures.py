"""Verify's look at signatures: every checkpoint is a note that a key of the log's own people signed, and every act that
somebody has to answer for ends at a checkpoint of theirs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection

from adjudicator.casework.record.catalogue import UNSIGNED_FORM
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.keychain import Keychain
from adjudicator.casework.record.signing import SIGNED
from adjudicator.log.file.findings import Findings, at_entry
from adjudicator.log.tree.notes import Note, read_note
from adjudicator.words import _


@dataclass(frozen=True, slots=True)
class ActPlace:
    """An entry of an act that is signed: where it stands, by whom and when."""

    seq: int
    by: str
    at: str


@dataclass(slots=True)
class SignedActs:
    """Collects the entries that a signature has to cover, and who acted at which place of the log."""

    acts: list[ActPlace] = field(default_factory=list[ActPlace])
    last: dict[int, ActPlace] = field(default_factory=dict[int, ActPlace])
    _open: ActPlace | None = None

    def take(self, seq: int, entry: Entry) -> None:
        """Look at one entry in order."""
        if self._open is not None and (self._open.by, self._open.at) == (entry.by, entry.at):
            self.last[seq] = ActPlace(seq, entry.by, entry.at)
        else:
            self._open = None
        if entry.kind in SIGNED:
            self._open = self.last[seq] = act = ActPlace(seq, entry.by, entry.at)
            self.acts.append(act)


@dataclass(frozen=True, slots=True)
class Seen:
    """A checkpoint that somebody saved, and the name under which findings speak of it."""

    note: Note
    name: str


def check_checkpoints(
    connection: Connection, chain: Keychain, people: Mapping[int, str], findings: Findings, *, shared: bool = False
) -> list[tuple[int, str]]:
    """Check each checkpoint's note, signature and line about the people; gives (size, person) of the good ones, in order of
    size. In a `shared` record each is signed once its head has come back, so that they arrive in any order.
    """
    good: list[tuple[int, str]] = []
    due = 1
    rows = connection.execute("SELECT number, origin, size, root, person, note FROM checkpoint ORDER BY size, number")
    for number, origin, size, root, person, note in rows:
        found, who = _note(note), _text(person)
        place = _("checkpoint {number}", number=str(number))
        if number != due and not shared:
            words = _("Checkpoint {number} stands where checkpoint {due} is due.", number=str(number), due=str(due))
            findings.add("checkpoint.gap", place, words)
        due = number + 1
        if found is None or (found.origin, found.head.size, found.head.root) != (_text(origin), size, root):
            findings.add("checkpoint.note", place)
        elif not found.is_signed_by(who, bytes.fromhex(chain.checkpoint_key(who, size))):
            words = _("It is not signed by the key that {person} had at entry {entry}.", person=who, entry=str(size))
            findings.add("checkpoint.signature", place, words)
        else:
            good.append((size, who))
            if found.people != people.get(size, ""):
                findings.add("checkpoint.people", place)
    return good


def check_ends(
    signed: SignedActs, checkpoints: Sequence[tuple[int, str]], findings: Findings, *, shared: Callable[[int], bool]
) -> None:
    """Check that each act which leaves a checkpoint ends at one that its person signed.

    `shared` says of a seq whether stations shared the record there: then the checkpoint is signed after the act has come back
    from the server, and may come much later than the act.
    """
    sizes = [size for size, __ in checkpoints]
    for act in signed.acts:
        at = bisect_left(sizes, act.seq)
        end = checkpoints[at] if at < len(checkpoints) else None
        last = signed.last.get(end[0]) if end else None
        if end is None or last is None or (end[1], last.by, last.at) != (act.by, act.by, act.at):
            words = _("{person} has not signed the head behind it.", person=act.by)
            findings.add("act.checkpoint_waits" if shared(act.seq) else "act.no_checkpoint", at_entry(act.seq), words)


def check_saved(against: Sequence[Seen], chain: Keychain, findings: Findings) -> None:
    """Check saved checkpoints: each is worth as much as its signature, of a key that this log gives to its people, and
    what it says of the first administrator has to hold.
    """
    for each in against:
        note = each.note
        keys = ((who.name, chain.checkpoint_key(who.name, note.head.size)) for who in note.signatures)
        if not any(note.is_signed_by(name, bytes.fromhex(key)) for name, key in keys):
            findings.add("against.signature", each.name)
        root = note.people.split(" ")[1] if note.people.count(" ") > 1 else ""
        if note.people and chain.form == UNSIGNED_FORM:
            findings.add("against.form", each.name)
        elif root not in ("", "-", chain.root):
            findings.add("against.people", each.name)


def _note(text: object) -> Note | None:
    try:
        return read_note(_text(text))
    except ValueError:
        return None


def _text(value: object) -> str:
    """A stored text; verify reads texts as bytes."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
