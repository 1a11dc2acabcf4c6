"""Positions where the law is silent or unclear: the question, the doubt, every choice, and the board's motion.

And doubts that no choice settles, which stand beside them.
"""

from __future__ import annotations

from datetime import date

from adjudicator.law.rules.position import Doubt, Motion, Position
from adjudicator.words import _, beside, capital, told
from adjudicator.words.dates import long_day
from ui.desks.setup.titles import title_of
from ui.parts import Choice, Row
from ui.shared.law_card import Section

NO_MOTION = _("No motion of the board: the default.")


def position_row(position: Position) -> Row:
    """A position as a row: its id as a title, what is taken, and the motion that took it, else its source."""
    by = motion_title(position.motion) if position.motion else told(position.source)
    return Row(f"position:{position.id}", (title_of(position.id), told(position.says), by), frozenset({"position"}))


def position_sections(position: Position, recorded: str) -> tuple[Section, ...]:
    """A position laid open; `recorded` says who recorded its motion, and when."""
    motion = position.motion
    moved = (motion_title(motion), motion.text, recorded) if motion else (NO_MOTION,)
    return (
        Section(_("The question"), (told(position.asks),)),
        Section(_("Why it is open"), (told(position.doubt),)),
        Section(_("The choices"), tuple(told(choice.says) for choice in position.choices), marked=told(position.says)),
        Section(_("The board's motion"), tuple(line for line in moved if line)),
        Section(_("What the default rests on"), (told(position.source),)),
    )


def resting_section(position: Position) -> Section:
    """A position as it stands on the card of a rule that rests on it."""
    by = motion_title(position.motion) if position.motion else NO_MOTION
    lines = (told(position.asks), told(position.says), by, _("Source: {source}", source=told(position.source)))
    return Section(_("Where the law is silent or unclear: {position}", position=title_of(position.id)), lines)


def motion_choices(position: Position) -> tuple[Choice, ...]:
    """The choices of a position, the one in force and the default named as such."""
    return tuple(
        Choice(str(place), choice.value, told(choice.says), _standing(position, choice.value))
        for place, choice in enumerate(position.choices, 1)
    )


def motion_title(motion: Motion) -> str:
    """ "Motion 2020-11 of Thu Nov 5, 2020"."""
    return _("Motion {number} of {day}", number=motion.number, day=long_day(date.fromisoformat(motion.date)))


def _standing(position: Position, value: str) -> str:
    said = [_("in force now")] if value == position.value else []
    said += [_("the default")] if value == position.default else []
    return capital(beside(*said, by=", "))


def doubt_row(doubt: Doubt) -> Row:
    """The doubt among the positions."""
    return Row(f"doubt:{doubt.id}", (title_of(doubt.id), told(doubt.asks), told(doubt.source)), frozenset({"position"}))


def doubt_sections(doubt: Doubt) -> tuple[Section, ...]:
    """What is asked, why it is a doubt, and what is done all the same."""
    return (
        Section(_("The question"), (told(doubt.asks),)),
        Section(_("Why it is open"), (told(doubt.doubt),)),
        Section(_("What the program does, and what to do"), (doubt.says,)),
        Section(_("Source"), (told(doubt.source),)),
    )
