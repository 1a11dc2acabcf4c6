"""Where this computer keeps what is no part of a case nor of the program: its memory of cases, packs of a county's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def kept_here(name: str) -> Path:
    """A folder of this user on this machine, where the system keeps such things (XDG base directories and their like).

    It need not exist.
    """
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    return base / "adjudicator" / name
