"""What happens under packs that ask what no law of Georgia does: a signature, a secrecy envelope, a withdrawal, missing data.

Such trouble comes on top of a story, on few envelopes and at most one on each; none under a pack that does not ask.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, time, timedelta

from adjudicator.law.facts.derive import CURES
from adjudicator.practice.chance import Chance
from adjudicator.practice.scene import Scene, Story

ORDINARY = {"signature": "accepted", "secrecy_envelope": "present", "withdrawn": "no", "registration_data": "complete"}
"""Fact of such packs -> what is true of an envelope without that trouble."""

TROUBLE = {
    "signature": ("mismatch", 28),
    "secrecy_envelope": ("missing", 22),
    "withdrawn": ("withdrawn", 9),
    "registration_data": ("lacking", 26),
}
"""Fact -> what is true where there is trouble, and on how many envelopes of a thousand."""

CURED = 0.4
"""As many of those that can be cured are; of these, one in four too late."""


def with_trouble(scene: Scene, stories: Iterable[Story], asks: Collection[str], seed: int) -> Iterator[Story]:
    """The stories in their order, with the trouble that a pack asks about (`asks`, of the facts of ORDINARY)."""
    chance = Chance(seed, "elsewhere")
    for story in stories:
        draw, found = chance.below(1000), story
        for fact in (each for each in TROUBLE if each in asks):
            value, share = TROUBLE[fact]
            if 0 <= draw < share and _may_have(story, fact):
                found = _cured(scene, story, fact, value, chance)
            draw -= share
        yield found


def _may_have(story: Story, fact: str) -> bool:
    """What a registration lacks is asked of voters alone who are registered."""
    registered = story.on_roll and story.facts.get("registration", "registered") == "registered"
    return fact != "registration_data" or registered


def _cured(scene: Scene, story: Story, fact: str, value: str, chance: Chance) -> Story:
    """The story with its trouble; where that can be cured, some voters come, and some of them too late."""
    if fact not in CURES or not chance.happens(CURED):
        return story.told(facts={fact: value}, asked={fact: value})
    in_time, late = CURES[fact]
    last = scene.days.last_day
    is_late = chance.happens(0.25)
    day = last + timedelta(days=1) if is_late else scene.election.date + timedelta(days=1)
    came = datetime.combine(day, time(9)) + timedelta(minutes=chance.below(400))
    asked = {fact: value, "cured_at": came.isoformat(timespec="minutes")}
    return story.told(facts={fact: late if is_late else in_time}, asked=asked)
