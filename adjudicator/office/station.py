"""What this workstation remembers of the cases it has worked on: the last head it saw of each, and where things lie here.

The head lets the station notice a case file that is not the one it left: cut short, or gone on from an older copy. On
such a file nothing is signed, because a log must never sign two stories.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from adjudicator.log.case_log import CaseLog
from adjudicator.log.entries import Head

Continuity = Literal["new", "extends", "differs"]
"""How a case file stands to what this station saw of it: never seen, gone on from there, or another story."""

Place = Literal["backups", "roll", "release"]
"""What lies somewhere on this machine: the folder for backups of a case, its roll where it was found again, and the folder of
the newest release that was begun."""


@dataclass(frozen=True, slots=True)
class Station:
    """The memory of one workstation, a small file a case in `folder`; without a folder it remembers nothing."""

    folder: Path | None

    def continuity(self, log: CaseLog) -> Continuity:
        """How the file stands to what was seen last, judged by its leaves."""
        origin = log.origin()
        seen = self._seen(log.case().id)
        if seen is None or seen[0] != origin:
            return "new"
        return "extends" if log.extends(seen[1]) else "differs"

    def remember(self, log: CaseLog) -> None:
        """Note the head as it stands now. A disk that does not take it is no reason to stop working."""
        if self.folder is None:
            return
        head = log.head()
        self._note(log.case().id, {"origin": log.origin(), "size": head.size, "root": head.root.hex()})

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

    def _seen(self, case: str) -> tuple[str, Head] | None:
        found = self._noted(case)
        try:
            return str(found["origin"]), Head(int(found["size"]), bytes.fromhex(found["root"]))
        except (ValueError, LookupError, TypeError):
            return None

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
