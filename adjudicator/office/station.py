"""What this workstation remembers of the cases it has worked on: the last head it saw of each, and where things lie here.

The head lets the station notice a case file that is not the one it left: cut short, or gone on from an older copy, whatever
incarnation that copy gives itself. On such a file nothing is signed, because a log must never sign two stories, until a
person has been told what is left behind and goes on.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from adjudicator.log.case_log import CaseLog
from adjudicator.log.entries import Head

Continuity = Literal["new", "extends", "differs", "parted"]
"""How a case file stands to what this station saw of it: never seen, gone on from there, another story under the same origin,
or another incarnation that went on from an older place."""

MOST_HEADS = 256
"""So many heads of a case are remembered; where there are more, every second of the older half is forgotten."""

Place = Literal["backups", "roll", "release"]
"""What lies somewhere on this machine: the folder for backups of a case, its roll where it was found again, and the folder of
the newest release that was begun."""


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
    of the instant `at` (empty for none); `lost` more that it saw are not in the file."""

    common: int
    at: str
    lost: int


@dataclass(frozen=True, slots=True)
class Station:
    """The memory of one workstation, a small file a case in `folder`, and one for the `rolls` that were checked; without a
    folder it remembers those alone, for as long as the program runs."""

    folder: Path | None
    rolls: dict[str, list[Any]] = field(default_factory=dict[str, list[Any]], compare=False)

    def continuity(self, log: CaseLog) -> Continuity:
        """How the file stands to what was seen last of its case, judged by its leaves."""
        noted = self._noted(log.case().id)
        heads = _heads(noted)
        if not heads:
            return "new"
        if log.extends(heads[-1]):
            return "extends"
        return "differs" if noted.get("origin") == log.origin() else "parted"

    def left_behind(self, log: CaseLog) -> LeftBehind:
        """From where a file that has parted goes on, by the heads remembered and by what the file says of its backup."""
        heads = _heads(self._noted(log.case().id))
        known = [head for head in heads if log.extends(head)]
        common = known[-1].size if known else 0
        beyond = next(head.size for head in heads if head.size > common) if heads[-1].size > common else common
        restored = log.read_back(limit=1, kind="case.restored")
        said = int(restored[0].entry.data["size"]) if restored else 0
        # the backup may have been made between two heads that are remembered
        common = said if common < said < beyond else common
        newest = next(iter(log.read(common, limit=1)), None) if common else None
        return LeftBehind(common, newest.entry.at if newest is not None else "", max(heads[-1].size - common, 0))

    def remember(self, log: CaseLog) -> None:
        """Note the head as it stands now. A disk that does not take it is no reason to stop working."""
        if self.folder is None:
            return
        head, case = log.head(), log.case().id
        heads = [seen for seen in _heads(self._noted(case)) if seen.size < head.size]
        self._note_heads(log, [*heads, head])

    def go_on(self, log: CaseLog) -> None:
        """Note that the file is the one to go on with: of what was seen before, only what it begins with stays."""
        case = log.case().id
        known = [head for head in _heads(self._noted(case)) if log.extends(head)]
        self._note_heads(log, [*known, log.head()])

    def newest_form(self, case: str) -> str:
        """The newest form of a case's file that was seen here ("4.0"); empty where none was, or by an earlier version."""
        return str(self._noted(case).get("form", ""))

    def _note_heads(self, log: CaseLog, heads: list[Head]) -> None:
        case = log.case()
        half = MOST_HEADS // 2
        kept = heads if len(heads) <= MOST_HEADS else [*heads[:half:2], *heads[half:]]
        listed = [[head.size, head.root.hex()] for head in kept]
        head = {"size": heads[-1].size, "root": heads[-1].root.hex(), "heads": listed}
        self._note(case.id, {"origin": log.origin(), "form": case.form, **head})

    def place(self, case: str, what: Place) -> Path | None:
        """Where something of a case lies on this machine, None where nobody has said."""
        found = self._noted(case).get(what)
        return Path(found) if isinstance(found, str) and found else None

    def keep_place(self, case: str, what: Place, where: Path) -> None:
        """Note where something of a case lies on this machine."""
        self._note(case, {what: str(where.absolute())})

    def backed_up(self, case: str) -> tuple[int, str] | None:
        """How many entries the newest backup made here has, and when it was begun (UTC instant); None where there is none."""
        found = self._noted(case).get("backed_up")
        return (int(found[0]), str(found[1])) if isinstance(found, list) and len(found) == 2 else None  # pyright: ignore

    def note_backup(self, case: str, size: int, at: str) -> None:
        """Note a backup that was made and verified."""
        self._note(case, {"backed_up": [size, at]})

    def checked_roll(self, path: Path) -> str:
        """The id of the roll in a file that was checked here and has not been written since; empty for any other file."""
        found = self.rolls.get(str(path.resolve())) or self._noted(ROLLS).get(str(path.resolve()))
        mark = mark_of(path)
        return str(found[-1]) if isinstance(found, list) and mark and found[:-1] == mark else ""  # pyright: ignore

    def note_roll(self, path: Path, roll: str) -> None:
        """Note that the rows of a roll file were read and give its id."""
        self.rolls[str(path.resolve())] = [*mark_of(path), roll]
        self._note(ROLLS, {str(path.resolve()): [*mark_of(path), roll]})

    def _noted(self, case: str) -> dict[str, Any]:
        if self.folder is None:
            return {}
        try:
            found = json.loads(self._file(case).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}  # pyright: ignore[reportUnknownVariableType]

    def _note(self, case: str, changes: Mapping[str, object]) -> None:
        if self.folder is None:
            return
        text = json.dumps({**self._noted(case), **changes})
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished = self._file(case).with_suffix(".new")
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(self._file(case))
        except OSError:
            return

    def _file(self, case: str) -> Path:
        name = "".join(character if character.isalnum() else "-" for character in case)
        return (self.folder or Path()) / f"{name}.json"


def _heads(noted: Mapping[str, Any]) -> list[Head]:
    """The heads that are noted of a case, oldest first; an earlier version noted the newest alone."""
    try:
        listed = noted.get("heads") or [[noted["size"], noted["root"]]]
        return [Head(int(size), bytes.fromhex(root)) for size, root in listed]
    except (ValueError, LookupError, TypeError):
        return []


NO_STATION = Station(None)
"""A station that remembers nothing: for practice runs and tests."""


def this_station() -> Station:
    """The memory of this user on this machine, where the system keeps such things (XDG base directories and their like)."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    return Station(base / "adjudicator" / "cases")
