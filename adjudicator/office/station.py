"""What this workstation remembers of the cases it has worked on: the last head it saw of each.

It lets the station notice a case file that is not the one it left: cut short, or gone on from an older copy. On such a file
nothing is signed, because a log must never sign two stories.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from adjudicator.log.case_log import CaseLog
from adjudicator.log.entries import Head

Continuity = Literal["new", "extends", "differs"]
"""How a case file stands to what this station saw of it: never seen, gone on from there, or another story."""


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
        text = json.dumps({"origin": log.origin(), "size": head.size, "root": head.root.hex()})
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished = self._file(log.case().id).with_suffix(".new")
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(self._file(log.case().id))
        except OSError:
            return

    def _seen(self, case: str) -> tuple[str, Head] | None:
        if self.folder is None:
            return None
        try:
            found = json.loads(self._file(case).read_text(encoding="utf-8"))
            return str(found["origin"]), Head(int(found["size"]), bytes.fromhex(found["root"]))
        except (OSError, ValueError, LookupError, TypeError):
            return None

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
