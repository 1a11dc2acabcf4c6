"""What this workstation remembers of the cases it has worked on: the last head it saw of each, and where things lie here.

The head lets the station notice a case file that is not the one it left: cut short, or gone on from an older copy, whatever
incarnation that copy gives itself. On such a file nothing is signed, because a log must never sign two stories, until a
person has been told what is left behind and goes on. A memory that cannot be read is no memory of a new case: it is kept
aside, and a person is told before anything is signed.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from adjudicator.at_rest.durable import name_new, only_writer, write_again
from adjudicator.at_rest.presence import nobody_else
from adjudicator.machine import kept_here
from adjudicator.port.answers import Head
from adjudicator.port.states import States
from adjudicator.records.trouble import WorldError

Continuity = Literal["new", "extends", "differs", "parted", "unknown"]
"""How a case file stands to what this station saw of it: never seen, gone on from there, another story under the same origin,
another incarnation that went on from an older place, or not known, because what was noted of it cannot be read."""

PATIENCE = 1.0
"""Seconds in which another window may finish its note of the same case."""

MOST_HEADS = 256
"""So many heads of a case are remembered; where there are more, every second of the older half is forgotten."""

Place = Literal["backups", "roll", "release", "results"]
"""What lies somewhere on this machine: the folder for backups of a case, its roll where it was found again, the folder of
the newest release that was begun, and the results that it was held against last."""

UNREADABLE = "unreadable"
"""What is noted, until a person goes on, once a memory that could not be read was kept aside; and what follows its name."""

OF_HEADS = frozenset({"origin", "form", "size", "root", "heads"})
"""What is noted together with heads."""

COLUMNS = "columns"
"""Where it is noted which column of people's lists is which."""

OPENED, USES = "file", "uses"
"""Where the file of a case lies, and which roll it uses."""

ROLLS = "rolls"
"""Where the rolls are noted; the id of a case is longer."""


def mark_of(path: Path) -> list[int]:
    """What changes when a file is written or another takes its place, none of it put back by hand; empty where none is."""
    try:
        found = path.stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What a file that went on from an older place lacks: it begins with `common` entries that this station saw, the newest
    of the instant `at` (empty for none); `lost` more that it saw are not in the file. Nothing of that is known where what
    the station noted is `unreadable`."""

    common: int
    at: str
    lost: int
    unreadable: bool = False


class _Note(NamedTuple):
    """Something to note of a case; `anew` where its heads take the place of all that were noted before."""

    changes: Mapping[str, object]
    anew: bool


@dataclass(frozen=True, slots=True)
class Station:
    """The memory of one workstation, a small file a case in `folder`, one for the `rolls` that were checked and one for the
    columns of people's lists; without a folder it remembers the rolls alone, for as long as the program runs.

    Any thread and any window may note something; what another window keeps from being noted is `waiting` for the next note.
    """

    folder: Path | None
    rolls: dict[str, list[Any]] = field(default_factory=dict[str, list[Any]], compare=False)
    waiting: dict[str, deque[_Note]] = field(default_factory=dict[str, deque[_Note]], compare=False, repr=False)

    def continuity(self, log: States) -> Continuity:
        """How the file stands to what was seen last of its case, judged by its leaves."""
        noted = self._noted(log.case().id)
        heads = _heads(noted)
        if heads and not log.extends(heads[-1]):
            return "differs" if noted.get("origin") == log.origin() else "parted"
        if noted.get(UNREADABLE):
            return "unknown"
        return "extends" if heads else "new"

    def is_behind(self, log: States) -> bool:
        """Whether the log has fewer entries than were seen here, and begins with all that it has of them: a copy that waits
        for what others have.
        """
        heads, size = _heads(self._noted(log.case().id)), log.head().size
        return bool(heads) and heads[-1].size > size and all(log.extends(head) for head in heads if head.size <= size)

    def left_behind(self, log: States) -> LeftBehind:
        """From where a file that has parted goes on, by the heads remembered and by what the file says of its backup."""
        heads = _heads(self._noted(log.case().id))
        if not heads or log.extends(heads[-1]):
            return LeftBehind(0, "", 0, unreadable=True)
        known = [head for head in heads if log.extends(head)]
        common = known[-1].size if known else 0
        beyond = next(head.size for head in heads if head.size > common) if heads[-1].size > common else common
        restored = log.read_back(limit=1, kind="case.restored")
        said = int(restored[0].entry.data["size"]) if restored else 0
        # the backup may have been made between two heads that are remembered
        common = said if common < said < beyond else common
        newest = next(iter(log.entries(common, limit=1)), None) if common else None
        return LeftBehind(common, newest.entry.at if newest is not None else "", max(heads[-1].size - common, 0))

    def remember(self, log: States) -> None:
        """Note the head as it stands now, unless another window noted a newer one.

        A disk that does not take it is no reason to stop working.
        """
        if self.folder is not None:
            self._note_heads(log, [log.head()])

    def go_on(self, log: States) -> None:
        """Note that the file is the one to go on with: of what was seen before, only what it begins with stays."""
        known = [head for head in _heads(self._noted(log.case().id)) if log.extends(head)]
        head = log.head()
        self._note_heads(log, [*(seen for seen in known if seen.size < head.size), head], anew=True)

    def newest_form(self, case: str) -> str:
        """The newest form of a case's file that was seen here ("4.0"); empty where none was, or by an earlier version."""
        return str(self._noted(case).get("form", ""))

    def _note_heads(self, log: States, heads: list[Head], *, anew: bool = False) -> None:
        case = log.case()
        self._note(case.id, {"origin": log.origin(), "form": case.form, **_listed(heads)}, anew=anew)

    def place(self, case: str, what: Place) -> Path | None:
        """Where something of a case lies on this machine, None where nobody has said."""
        found = self._noted(case).get(what)
        return Path(found) if isinstance(found, str) and found else None

    def keep_place(self, case: str, what: Place, where: Path) -> None:
        """Note where something of a case lies on this machine."""
        self._note(case, {what: str(where.absolute())})

    def note_use(self, case: str, file: Path, roll: Path) -> None:
        """Note where a case file lies on this machine, and the roll that it uses."""
        uses = {OPENED: str(file.absolute()), USES: str(roll.resolve())}
        noted = self._noted(case)
        if any(noted.get(key) != value for key, value in uses.items()):
            self._note(case, uses)

    def users_of(self, roll: Path, but: str) -> tuple[Path, ...]:
        """The files of other cases than one (by its id) that were seen to use a roll and are still there."""
        if self.folder is None:
            return ()
        others = (_read(file) or {} for file in sorted(self.folder.glob("*.json")) if file != self._file(but))
        places = (noted.get(OPENED) for noted in others if noted.get(USES) == str(roll.resolve()))
        return tuple(Path(place) for place in places if isinstance(place, str) and Path(place).is_file())

    def backed_up(self, case: str) -> tuple[int, str] | None:
        """How many entries the newest backup made here has, and when it was begun (UTC instant); None where there is none."""
        found = self._noted(case).get("backed_up")
        return (int(found[0]), str(found[1])) if isinstance(found, list) and len(found) == 2 else None  # pyright: ignore

    def note_backup(self, case: str, size: int, at: str) -> None:
        """Note a backup that was made and verified."""
        self._note(case, {"backed_up": [size, at]})

    def verified(self, case: str) -> tuple[int, bool] | None:
        """How many entries were verified here last, deeply, and whether nothing was wrong; None where none ever were."""
        found = self._noted(case).get("verified")
        return (int(found[0]), bool(found[1])) if isinstance(found, list) and len(found) == 2 else None  # pyright: ignore

    def note_verified(self, case: str, size: int, *, ok: bool) -> None:
        """Note what a deep verification came to."""
        self._note(case, {"verified": [size, ok]})

    def sheet_of(self, case: str) -> int:
        """How many entries the newest checkpoint has that was written as a page here; 0 where none was."""
        found = self._noted(case).get("sheet_of")
        return found if isinstance(found, int) else 0

    def note_sheet(self, case: str, size: int) -> None:
        """Note that a checkpoint over so many entries was written as a page."""
        self._note(case, {"sheet_of": size})

    def checked_roll(self, path: Path) -> str:
        """The id of the roll in a file that was checked here and has not been written since; empty for any other file."""
        found = self.rolls.get(str(path.resolve())) or self._noted(ROLLS).get(str(path.resolve()))
        mark = mark_of(path)
        return str(found[-1]) if isinstance(found, list) and mark and found[:-1] == mark else ""  # pyright: ignore

    def note_roll(self, path: Path, roll: str) -> None:
        """Note that the rows of a roll file were read and give its id."""
        self.rolls[str(path.resolve())] = [*mark_of(path), roll]
        self._note(ROLLS, {str(path.resolve()): [*mark_of(path), roll]})

    def columns(self, kind: str, header: Sequence[str]) -> Mapping[str, str] | None:
        """Which column is which in a list of a kind with this header, as somebody said it here; None where nobody has."""
        found: Any = self._noted(COLUMNS).get(_of_header(kind, header))
        if not isinstance(found, list) or len(cast("list[Any]", found)) != len(header):
            return None
        said = zip(header, cast("list[Any]", found), strict=True)
        return {cell.strip(): column for cell, column in said if isinstance(column, str)}

    def keep_columns(self, kind: str, header: Sequence[str], columns: Mapping[str, str]) -> None:
        """Note which column is which in lists of a kind with this header; no word of the list itself is noted."""
        self._note(COLUMNS, {_of_header(kind, header): [columns.get(cell.strip()) for cell in header]})

    def _noted(self, case: str) -> dict[str, Any]:
        """What is noted of a case; that it is unreadable, where it is there and nobody is just writing it."""
        if self.folder is None:
            return {}
        file = self._file(case)
        noted = _read(file)
        if noted is None:
            with suppress(OSError, WorldError), nobody_else(file, PATIENCE):
                noted = _read(file)
        return {UNREADABLE: True} if noted is None else noted

    def _note(self, case: str, changes: Mapping[str, object], *, anew: bool = False) -> None:
        """Change what is noted of a case, while no other window does."""
        if self.folder is None:
            return
        file, waiting = self._file(case), self.waiting.setdefault(case, deque())
        waiting.append(_Note(changes, anew))
        with suppress(OSError, WorldError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with only_writer(file, patience=PATIENCE):
                noted = _read(file)
                if noted is None:
                    _keep_aside(file)
                    noted = {UNREADABLE: True}
                for note in _taken(waiting):
                    noted = _changed(noted, note)
                write_again(file, json.dumps(noted).encode())

    def _file(self, case: str) -> Path:
        name = "".join(character if character.isalnum() else "-" for character in case)
        return (self.folder or Path()) / f"{name}.json"


def _read(file: Path) -> dict[str, Any] | None:
    """What stands in a memory: nothing where there is none, None where it cannot be read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(found, dict):
            return None
        noted = cast("dict[str, Any]", found)
        _heads(noted)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError):
        return None
    return noted


def _of_header(kind: str, header: Sequence[str]) -> str:
    """Under which name the columns of such lists are noted."""
    line = json.dumps([kind, *(cell.strip() for cell in header)])
    return sha256(line.encode()).hexdigest()


def _keep_aside(file: Path) -> None:
    """Give a memory that cannot be read another name, beside those that were kept before."""
    names = (file.with_name(f"{file.name}.{UNREADABLE}{f'-{number}' if number > 1 else ''}") for number in count(1))
    name_new(file, next(name for name in names if not os.path.lexists(name)))


def _taken(waiting: deque[_Note]) -> Iterator[_Note]:
    """Take one note after the other, also where another thread adds or takes some."""
    with suppress(IndexError):
        while True:
            yield waiting.popleft()


def _changed(noted: dict[str, Any], note: _Note) -> dict[str, Any]:
    """A memory with a note in it; heads are added to those that are there, and never go back."""
    changes, was, new = note.changes, _heads(noted), _heads(note.changes)
    if note.anew:
        return {key: value for key, value in {**noted, **changes}.items() if key != UNREADABLE}
    if new and was and was[-1].size >= new[-1].size:
        changes = {key: value for key, value in changes.items() if key not in OF_HEADS}
    elif new:
        by_size = {head.size: head for head in (*was, *new)}
        changes = {**changes, **_listed([by_size[size] for size in sorted(by_size)])}
    return {**noted, **changes}


def _listed(heads: Sequence[Head]) -> dict[str, object]:
    """Heads as they are noted, the newest also by itself: half of the older ones where there are too many."""
    half = MOST_HEADS // 2
    kept = heads if len(heads) <= MOST_HEADS else [*heads[:half:2], *heads[half:]]
    listed = [[head.size, head.root.hex()] for head in kept]
    return {"size": heads[-1].size, "root": heads[-1].root.hex(), "heads": listed}


def _heads(noted: Mapping[str, Any]) -> list[Head]:
    """The heads that are noted of a case, oldest first; an earlier version noted the newest alone.

    Raises ValueError, LookupError, TypeError and OverflowError for what is none of that.
    """
    if not OF_HEADS & noted.keys():
        return []
    listed = noted.get("heads") or [[noted["size"], noted["root"]]]
    return [Head(int(size), bytes.fromhex(root)) for size, root in listed]


NO_STATION = Station(None)
"""A station that remembers nothing: for practice runs and tests."""


def this_station() -> Station:
    """The memory of this user on this machine."""
    return Station(kept_here("cases"))
