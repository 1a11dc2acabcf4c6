"""All that does not fit between approval and the certified count.

All of it follows from the states; nothing is remembered. What is only not done yet is no trouble: a number is held against
another once the step that follows it was taken without it.
"""

from __future__ import annotations

from dataclasses import replace

from adjudicator.canvass import before_scanning, from_scanning
from adjudicator.canvass.standing import CountStates, StandingCount
from adjudicator.canvass.trouble import Trouble
from adjudicator.casework.record.count_state import CountState

STEPS = (*before_scanning.STEPS, *from_scanning.STEPS)


def troubles(standing: CountStates) -> tuple[Trouble, ...]:
    """All that does not fit now, in the order of the steps; what was explained with the same two numbers is settled."""
    found = StandingCount(standing)
    return tuple(_explained(each, found.count) for step in STEPS for each in step(found))


def open_troubles(standing: CountStates) -> tuple[Trouble, ...]:
    """What does not fit now and is not explained."""
    return tuple(each for each in troubles(standing) if not each.settled)


def _explained(trouble: Trouble, count: CountState) -> Trouble:
    words = count.explained.get(trouble.about)
    same = words is not None and (words.expected, words.actual) == (trouble.expected, trouble.actual)
    return replace(trouble, settled=True) if same else trouble
