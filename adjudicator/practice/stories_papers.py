"""Situations that lie in the papers and the hour: identification, oath, style, closing time, a court's extension."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from adjudicator.casework.sheet.source_words import ARRIVALS
from adjudicator.practice.people import resettled
from adjudicator.practice.places import HomePortion, place_of
from adjudicator.practice.scene import Ballot, Scene, Story

KINDS = tuple(kind for kind in ARRIVALS if kind != "document")

LATE_IDENTIFICATION = (
    "missing", "supplied_in_time", "missing", "supplied_after_hours", "supplied_in_time", "missing",
    "supplied_late", "supplied_in_time", "missing", "supplied_in_time",
)  # fmt: skip
"""What became of ten voters who had no identification with them."""


def absent_identification(scene: Scene) -> tuple[Story, ...]:
    """No photo ID at the polls; often brought later, now and then too late."""
    person = scene.elector()
    home = scene.home_of(person)
    story = Story("no_identification", person, scene.ballot(home), home, reasons=("PI",))
    return (with_late_identification(scene, story),)


def with_late_identification(scene: Scene, story: Story) -> Story:
    """The story of a voter without identification: nothing came, or it came in time, after hours or late."""
    value = scene.turn("identification", LATE_IDENTIFICATION)
    if value == "missing":
        told = story.told(facts={"identification": value}, asked={"identification": "none"})
    else:
        told = _brought(scene, story, value)
    return replace(told, reasons=tuple(dict.fromkeys((*told.reasons, "PI"))))


def _brought(scene: Scene, story: Story, value: str) -> Story:
    asked = {
        "identification": "none",
        "identification_arrived_at": _arrival(scene, value).isoformat(timespec="minutes"),
        "identification_kind": scene.chance.pick(KINDS),
    }
    return story.told(facts={"identification": value}, asked=asked)


def _arrival(scene: Scene, value: str) -> datetime:
    last = scene.days.last_day
    if value == "supplied_after_hours":
        return datetime.combine(last, time(17, 10)) + timedelta(minutes=scene.chance.below(80))
    if value == "supplied_late":
        return datetime.combine(last + timedelta(days=3), time(9)) + timedelta(minutes=scene.chance.below(400))
    day = scene.day_between(scene.election.date + timedelta(days=1), last)
    came = datetime.combine(day, time(8, 30)) + timedelta(minutes=scene.chance.below(460))
    return min(
        came, datetime.combine(last, scene.days.hour)
    )  # in some states the office closes at noon on the last day


def unsigned_oath(scene: Scene) -> tuple[Story, ...]:
    """The oath on the voting certificate was never signed."""
    person = scene.elector()
    home = scene.home_of(person)
    return (Story("unsigned_oath", person, scene.ballot(home), home, facts={"oath": "unsigned"}, reasons=("PR",)),)


def oath_paper_missing(scene: Scene) -> tuple[Story, ...]:
    """The certificate is not with the envelope."""
    person = scene.elector()
    home = scene.home_of(person)
    facts = {"oath": "paper_missing"}
    return (Story("oath_paper_missing", person, scene.ballot(home), home, facts=facts, reasons=("OT",)),)


def other_style(scene: Scene) -> tuple[Story, ...]:
    """The right precinct and the ballot of its other portion; none where no precinct has two styles."""
    split = [home for home in scene.places.homes if len(home.precinct.styles) > 1]
    if not split:
        return ()
    home = scene.chance.pick(split)
    person = scene.put(resettled(scene.elector(), home, scene.address_in(home)))
    other = scene.chance.pick([style for style in home.precinct.styles if style != home.portion.style])
    ballot = replace(scene.own_ballot(home), style=other)
    return (Story("other_style", person, ballot, home, reasons=("OT",)),)


def in_line_at_closing(scene: Scene) -> tuple[Story, ...]:
    """Stood in line at closing where no court kept the polls open, and voted after it."""
    homes = [home for home in scene.places.living.items if not scene.order_at(place_of(home.precinct))]
    if not homes:
        return ()
    home = scene.chance.pick(homes)
    person = scene.put(resettled(scene.elector(), home, scene.address_in(home)))
    place = place_of(home.precinct)
    at = scene.closing(place) + timedelta(minutes=scene.chance.between(2, 40))
    return (Story("in_line_at_closing", person, replace(scene.own_ballot(home), cast_at=at), home, reasons=("PR",)),)


def extended_hours(scene: Scene) -> tuple[Story, ...]:
    """Voted in the hours a court added, most at their own place, some in a wrong precinct as well."""
    order = scene.chance.pick(scene.orders)
    here = [home for home in scene.places.living.items if place_of(home.precinct) in order.places]
    there = scene.chance.pick(here)
    home = there if scene.chance.happens(0.62) else _from_around(scene, there)
    person = scene.put(resettled(scene.elector(), home, scene.address_in(home)))
    minutes = (order.ends - order.begins) // timedelta(minutes=1)
    at = order.begins + timedelta(minutes=scene.chance.between(1, minutes))
    style = home.portion.style if home.precinct.code == there.precinct.code else there.portion.style
    ballot = Ballot("election_day", place_of(there.precinct), there.precinct.code, style, at)
    wrong = home.precinct.code != there.precinct.code
    return (Story("extended_hours", person, ballot, home, reasons=("EH", "OP") if wrong else ("EH",)),)


def _from_around(scene: Scene, there: HomePortion) -> HomePortion:
    near = scene.places.near(there.precinct.code)
    return scene.places.home_in(near.draw(scene.chance).code).draw(scene.chance) if near else there
