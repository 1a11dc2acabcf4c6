"""What brings voters to a provisional ballot: the situations, how often they occur, and what is true in each.

The mix follows Gwinnett County in November 2020: about 45 in 100 voted in a wrong precinct. Each situation is one
function from the scene to its stories: one story, two where a voter cast two envelopes, or none where this election
has no room for it (a single precinct, no twins on the roll), in which case an ordinary story takes the place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from adjudicator.practice import stories_registration as registration
from adjudicator.practice import stories_votes as votes
from adjudicator.practice.chance import apportioned
from adjudicator.practice.scene import Scene, Story
from adjudicator.practice.stories_papers import (
    absent_identification,
    extended_hours,
    in_line_at_closing,
    oath_paper_missing,
    other_style,
    unsigned_oath,
    with_late_identification,
)

Situation = Callable[[Scene], tuple[Story, ...]]


def left_off(scene: Scene) -> tuple[Story, ...]:
    """Registered in time, and missing on the precinct's list or misread there: an ordinary envelope."""
    person = scene.elector()
    home = scene.home_of(person)
    return (Story("left_off", person, scene.ballot(home), home, reasons=("PR",)),)


def wrong_precinct(scene: Scene) -> tuple[Story, ...]:
    """Voted in another precinct, mostly near home."""
    person = scene.elector()
    home = scene.home_of(person)
    ballot = scene.near_ballot(home)
    ticked = ("OP",) if scene.chance.happens(0.75) else ("PR",)
    return (Story("wrong_precinct", person, ballot, home, reasons=ticked),) if ballot else ()


SITUATIONS: tuple[tuple[str, int, Situation], ...] = (
    ("wrong_precinct", 380, wrong_precinct),
    ("not_found", 92, registration.not_found),
    ("left_off", 74, left_off),
    ("other_county", 52, registration.other_county),
    ("no_identification", 54, absent_identification),
    ("extended_hours", 60, extended_hours),
    ("absentee_outstanding", 34, votes.absentee_outstanding),
    ("late_registration", 24, registration.late_registration),
    ("already_voted", 34, votes.already_voted),
    ("moved_in_county", 24, registration.moved_in_county),
    ("moved_reported", 8, registration.moved_and_reported),
    ("moved_out_of_county", 14, registration.moved_out_of_county),
    ("moved_into_county", 8, registration.moved_into_county),
    ("moved_out_of_state", 7, registration.moved_out_of_state),
    ("residence_unclear", 3, registration.residence_unclear),
    ("inactive", 22, registration.inactive),
    ("cancelled", 11, registration.cancelled),
    ("pending", 13, registration.pending),
    ("applied_in_time", 9, registration.applied_in_time),
    ("applied_late", 10, registration.applied_late),
    ("never_applied", 6, registration.never_applied),
    ("flagged", 6, registration.flagged),
    ("unsigned_oath", 11, unsigned_oath),
    ("oath_paper_missing", 3, oath_paper_missing),
    ("two_envelopes", 10, votes.two_envelopes),
    ("absentee_rejected", 5, votes.absentee_rejected),
    ("credit_mistaken", 6, votes.credit_mistaken),
    ("elector_unclear", 3, registration.elector_unclear),
    ("other_style", 11, other_style),
    ("in_line_at_closing", 6, in_line_at_closing),
)
"""Situation, envelopes in each thousand, and how it is made."""


def tell_stories(scene: Scene, envelopes: int) -> list[Story]:
    """Stories for exactly `envelopes` envelopes, in the order of the situations, with combinations added."""
    stories: list[Story] = []
    seats = apportioned([(name, share) for name, share, _ in SITUATIONS], envelopes)
    for name, _, situation in SITUATIONS:
        wanted = len(stories) + seats[name]
        while len(stories) < wanted:
            told = situation(scene)
            fits = 0 < len(told) <= wanted - len(stories)
            stories.extend(told if fits else left_off(scene))
    return [_combined(scene, story) for story in stories]


def _combined(scene: Scene, story: Story) -> Story:
    """At times a second trouble on top: no signature, no identification, an absentee ballot never used, no time."""
    draw = scene.chance.unit()
    if draw < 0.014 and "oath" not in story.facts:
        return story.told(facts={"oath": "unsigned"})
    if draw < 0.03 and "identification" not in story.facts:
        return with_late_identification(scene, story)
    if draw < 0.05 and votes.may_have_absentee_ballot(scene, story):
        return votes.with_outstanding_ballot(scene, story)
    if draw < 0.06 and story.ballot.stream == "election_day" and not scene.order_at(story.ballot.place):
        return replace(story, ballot=replace(story.ballot, cast_at=None))
    return _explained(scene, story)


def _explained(scene: Scene, story: Story) -> Story:
    """An inactive elector is asked where he or she lives; some moved and never told."""
    if story.person.elector.status != "inactive" or "residence" in story.asked or not story.on_roll:
        return story
    since = scene.election.date - timedelta(days=scene.chance.between(400, 5000))
    return story.told(asked={"residence": "as_listed", "lived_since": since.isoformat()})
