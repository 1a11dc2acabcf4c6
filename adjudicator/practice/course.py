"""The course: twenty envelopes in a fixed order, from the ones that answer themselves to the ones that people argue about."""

from __future__ import annotations

from adjudicator.practice.scene import Scene, Story
from adjudicator.practice.stories import SITUATIONS, left_off

COURSE = (
    "left_off", "wrong_precinct", "other_county", "no_identification", "unsigned_oath", "already_voted", "extended_hours",
    "late_registration", "inactive", "absentee_outstanding", "moved_in_county", "moved_out_of_county", "cancelled", "pending",
    "applied_in_time", "not_found", "credit_mistaken", "elector_unclear", "two_envelopes",
)  # fmt: skip
"""The situations in order; the last one is of two envelopes."""

COURSE_SIZE = 20


def tell_course(scene: Scene) -> list[Story]:
    """The stories of the course, in its order; where the election has no room for a situation an ordinary story stands."""
    made = {name: situation for name, _, situation in SITUATIONS}
    stories: list[Story] = []
    for name in COURSE:
        stories.extend(made[name](scene) or left_off(scene))
    while len(stories) < COURSE_SIZE:
        stories.extend(left_off(scene))
    return stories[:COURSE_SIZE]
