"""Verify's look at signatures: every checkpoint is a note that a key of the log's own people signed, and every act that
somebody has to answer for ends at a checkpoint of theirs.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from sqlite3 import Connection

from adjudicator.casework.bodies import Entry
from adjudicator.casework.signing import SIGNED
from adjudicator.log.findings import Findings
from adjudicator.log.notes import Note, read_note

_TAIL = 64  # a body ends with its kind and version: {"at":...,"by":...,"data":...,"kind":"person.added","v":1}
_ABOUT_PEOPLE = b'"kind":"person.'

Keys = Mapping[str, Mapping[str, int]]
"""Person -> public half (hexadecimal) -> the seq from which it signs."""


@dataclass(slots=True)
class Keyholders:
    """Collects the public halves that the log's entries give to people."""

    found: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])

    def chunk(self, rows: Iterable[tuple[int, bytes, bytes]]) -> None:
        """Look through a chunk of the log's rows."""
        for seq, body in [(seq, body) for seq, body, _ in rows if body.find(_ABOUT_PEOPLE, -_TAIL) >= 0]:
            self._take(seq, body)

    def _take(self, seq: int, body: bytes) -> None:
        try:
            data = json.loads(body)["data"]
            key, person = data.get("key"), data["person"]
        except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
            return  # a body that is no entry is a finding of its own
        if isinstance(key, str) and key and isinstance(person, str):
            self.found.setdefault(person, {})[key] = seq


@dataclass(frozen=True, slots=True)
class Act:
    """An entry of an act that is signed: where it stands, by whom and when."""

    seq: int
    by: str
    at: str


@dataclass(slots=True)
class SignedActs:
    """Collects the entries that a signature has to cover, and who acted at which place of the log."""

    acts: list[Act] = field(default_factory=list[Act])
    last: dict[int, Act] = field(default_factory=dict[int, Act])
    _open: Act | None = None

    def take(self, seq: int, entry: Entry) -> None:
        """Look at one entry in order."""
        act = Act(seq, entry.by, entry.at)
        if self._open is not None and (self._open.by, self._open.at) == (act.by, act.at):
            self.last[seq] = act
        else:
            self._open = None
        if entry.kind in SIGNED:
            self.acts.append(act)
            self._open = self.last[seq] = act


def check_checkpoints(connection: Connection, keys: Keys, findings: Findings) -> list[tuple[int, str]]:
    """Check each checkpoint's note and signature; gives (size, person) of the good ones, in order of size."""
    good: list[tuple[int, str]] = []
    due = 1
    rows = connection.execute("SELECT number, origin, size, root, person, note FROM checkpoint ORDER BY size, number")
    for number, origin, size, root, person, note in rows:
        found, who = _note(note), _text(person)
        place = f"checkpoint {number}"
        if number != due:
            findings.add("checkpoint.gap", place, f"Checkpoint {number} stands where checkpoint {due} is due.")
        due = number + 1
        if found is None or (found.origin, found.head.size, found.head.root) != (_text(origin), size, root):
            findings.add("checkpoint.note", place)
        elif not _is_signed(found, who, size, keys):
            findings.add("checkpoint.signature", place, f"It is not signed by the key that {who} had at entry {size}.")
        else:
            good.append((size, who))
    return good


def check_acts(signed: SignedActs, checkpoints: Sequence[tuple[int, str]], findings: Findings) -> None:
    """Check that each act which somebody has to answer for ends at a checkpoint that they signed."""
    sizes = [size for size, _ in checkpoints]
    for act in signed.acts:
        at = bisect_left(sizes, act.seq)
        end = checkpoints[at] if at < len(checkpoints) else None
        last = signed.last.get(end[0]) if end else None
        if end is None or last is None or (end[1], last.by, last.at) != (act.by, act.by, act.at):
            findings.add("act.unsigned", f"entry {act.seq}", f"{act.by} has not signed it.")


def key_at(keys: Keys, person: str, size: int) -> bytes:
    """The public half that a person signed with when the log had that size; empty where there was none, or no key."""
    had = {since: public for public, since in keys.get(person, {}).items() if since <= size}
    try:
        return bytes.fromhex(had[max(had)]) if had else b""
    except ValueError:
        return b""


def _is_signed(note: Note, person: str, size: int, keys: Keys) -> bool:
    public = key_at(keys, person, size)
    return bool(public) and note.is_signed_by(person, public)


def _note(text: object) -> Note | None:
    try:
        return read_note(_text(text))
    except ValueError:
        return None


def _text(value: object) -> str:
    """A stored text; verify reads texts as bytes."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
