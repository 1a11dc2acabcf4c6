"""Situations that lie in other votes: absentee ballots, advance voting, check-ins, a relative's credit, two envelopes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from adjudicator.practice.people import MadeUpPerson
from adjudicator.practice.places import HomePortion
from adjudicator.practice.scene import OtherVote, Scene, Story

VOTED = ("absentee_accepted", "advance_vote", "election_day", "absentee_accepted")
"""How four who voted already did so."""


def absentee_outstanding(scene: Scene) -> tuple[Story, ...]:
    """An absentee ballot was issued and never came back."""
    person = scene.elector()
    home = scene.home_of(person)
    return (with_outstanding_ballot(scene, Story("absentee_outstanding", person, scene.ballot(home), home)),)


def with_outstanding_ballot(scene: Scene, story: Story) -> Story:
    """The story of an elector whose absentee ballot never came back."""
    scene.credits.append(OtherVote(story.person, "absentee_outstanding"))
    reasons = tuple(dict.fromkeys((*story.reasons, "AB")))
    return replace(story.told(facts={"voted_already": "absentee_outstanding"}), reasons=reasons)


def may_have_absentee_ballot(scene: Scene, story: Story) -> bool:
    """Whether nothing is yet said about other votes of an elector of this county who is registered in time."""
    plain = story.on_roll and isinstance(story.home, HomePortion) and "registration" not in story.facts
    credited = any(credit.person.number == story.person.number for credit in scene.credits[-1:])
    return plain and not credited and not {"voted_already", "match"} & story.facts.keys()


def already_voted(scene: Scene) -> tuple[Story, ...]:
    """Voted by mail, in advance, or at the polls before; says not to have."""
    person = scene.elector()
    home = scene.home_of(person)
    kind = scene.turn("already_voted", VOTED)
    scene.credits.append(OtherVote(person, kind))
    ballot = scene.near_ballot(home) if scene.chance.happens(0.2) else None
    story = Story("already_voted", person, ballot or scene.own_ballot(home), home, reasons=("V",))
    return (story.told(facts={"voted_already": kind}),)


def absentee_rejected(scene: Scene) -> tuple[Story, ...]:
    """The absentee ballot came back and was rejected, so the voter came in person."""
    person = scene.elector()
    home = scene.home_of(person)
    scene.credits.append(OtherVote(person, "absentee_rejected"))
    story = Story("absentee_rejected", person, scene.own_ballot(home), home, reasons=("V",))
    return (story.told(facts={"voted_already": "absentee_rejected"}),)


def credit_mistaken(scene: Scene) -> tuple[Story, ...]:
    """The credit belongs to the father of the same name: settled for some, still being looked into for others."""
    if not scene.fathers:
        return ()
    father, son = (scene.put(_plain(person)) for person in scene.fathers.pop())
    scene.credits.append(OtherVote(son, "absentee_accepted"))
    home = scene.home_of(son)
    settled = scene.turn("credit_mistaken", (False, True))
    established = "no" if settled else "credit_in_question"
    words = "The absentee oath is the father's" if settled else "The absentee oath has been asked for"
    asked = {"voted_already": established, "notes": f"{words}: {father.elector.name}, born {father.born.year}."}
    story = Story("credit_mistaken", son, scene.own_ballot(home), home, reasons=("V",))
    return (story.told(facts={"voted_already": established}, asked=asked),)


def two_envelopes(scene: Scene) -> tuple[Story, ...]:
    """One voter, two envelopes: in a wrong precinct first, at the right one later."""
    person = scene.elector()
    home = scene.home_of(person)
    second = scene.own_ballot(home)
    first = scene.near_ballot(home) or scene.own_ballot(home)
    assert second.cast_at is not None  # noqa: S101
    earlier = scene.closing(first.place) - timedelta(minutes=scene.chance.between(420, 660))
    later = scene.closing(second.place) - timedelta(minutes=scene.chance.between(5, 300))
    facts = {"voted_already": "other_provisional"}
    return (
        Story("two_envelopes", person, replace(first, cast_at=earlier), home, facts=facts, reasons=("OP",)),
        Story("two_envelopes", person, replace(second, cast_at=later), home, facts=facts, reasons=("PR",)),
    )


def _plain(person: MadeUpPerson) -> MadeUpPerson:
    return replace(person, elector=replace(person.elector, status="active", status_reason=""))
