"""A fault of the program's own, told without the error's words, which may hold a voter's data."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType

from adjudicator.words import _
from ui.parts import Notice


def tell(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Tell those who look after the program: the lines it came through, and what kind it is."""
    if sys.stderr is not None:  # a program without a console has none
        sys.stderr.writelines([*traceback.format_tb(trace), f"{kind.__name__}\n"])


def fault_notice(kind: type[BaseException], trace: TracebackType | None) -> Notice:
    """The same for the person at the window: what kind, and in which line."""
    places = traceback.extract_tb(trace)
    what = kind.__name__
    if places:
        file, line = Path(places[-1].filename).name, str(places[-1].lineno)
        what = _("{kind} at {file}:{line}", kind=what, file=file, line=line)
    return Notice(
        _("The program found a fault of its own and stops here"),
        what,
        _("What was recorded is safe. Start it again."),
        action=_("Close the window"),
    )
