"""How a command ends: the exit codes, and in words what each means. The manual and the man page print this table."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.words import _

DONE, REFUSED, BAD_INPUT, WORLD, FAULT = range(5)

ENDS: Mapping[int, str] = {
    DONE: _("done"),
    REFUSED: _("findings, a refusal, or nobody found; also an act that asks first, where nobody can be asked"),
    BAD_INPUT: _("bad input or wrong use"),
    WORLD: _(
        "the computer is in the way: disk, lock, version, a file that is not there, a file that is already there and is "
        "never overwritten"
    ),
    FAULT: _("a fault of the program"),
}
"""Exit code -> what it means."""
