"""Situations that lie in the registration: not on the roll, another county, late, moved, pending, flagged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from adjudicator.practice.people import STATUS_REASONS, MadeUpPerson
from adjudicator.practice.scene import Scene, Story

FLAGS = {
    "felony": "FELON",
    "not_citizen": "CITIZENSHIP",
    "under_age": "UNDER AGE",
    "in_question": "CITIZENSHIP",
    "eligible": "FELON",
}
"""What was established -> the flag that the roll shows as the reason of an active status."""


def not_found(scene: Scene) -> tuple[Story, ...]:
    """Nobody of that name is on the roll, and nothing was found that clears it up."""
    person = scene.newcomer()
    home = scene.home_of(person)
    facts = {"registration": "not_found"}
    return (Story("not_found", person, scene.ballot(home), home, on_roll=False, facts=facts, reasons=("PR",)),)


def never_applied(scene: Scene) -> tuple[Story, ...]:
    """Says, when asked where and when: never before that day."""
    story = not_found(scene)[0].told(facts={"registration": "never"}, asked={"applied_on": "never"})
    return (replace(story, kind="never_applied"),)


def applied_late(scene: Scene) -> tuple[Story, ...]:
    """Not on the roll; a form was found, dated after registration closed."""
    late = _after_closing(scene).isoformat()
    story = not_found(scene)[0].told(facts={"registration": "late"}, asked={"applied_on": late})
    return (replace(story, kind="applied_late"),)


def late_registration(scene: Scene) -> tuple[Story, ...]:
    """On the roll with a date after registration closed, and no earlier application."""
    story = _late_on_roll(scene, "late_registration").told(facts={"registration": "late"})
    return (story,)


def applied_in_time(scene: Scene) -> tuple[Story, ...]:
    """On the roll with a late date; the license office's transaction is from before the closing."""
    applied = scene.days.registration_closes - timedelta(days=scene.chance.between(1, 30))
    return (_late_on_roll(scene, "applied_in_time").told(asked={"applied_on": applied.isoformat()}),)


def _late_on_roll(scene: Scene, kind: str) -> Story:
    person = scene.elector()
    late = _after_closing(scene)
    person = scene.put(_with(person, status="active", status_reason="", registered_on=late, changed_on=late))
    home = scene.home_of(person)
    return Story(kind, person, scene.ballot(home), home, reasons=("PR",))


def cancelled(scene: Scene) -> tuple[Story, ...]:
    """Once registered, cancelled since, and rightly."""
    person = scene.elector()
    reason = scene.chance.pick(STATUS_REASONS["cancelled"])
    person = scene.put(_with(person, status="cancelled", status_reason=reason))
    home = scene.home_of(person)
    facts = {"registration": "cancelled"}
    return (Story("cancelled", person, scene.ballot(home), home, facts=facts, reasons=("PR",)),)


def pending(scene: Scene) -> tuple[Story, ...]:
    """Applied in time with something missing, which never came, came by election day, or came after it."""
    person = scene.elector()
    reason = scene.chance.pick(STATUS_REASONS["pending"])
    applied = scene.days.registration_closes - timedelta(days=scene.chance.between(0, 25))
    person = scene.put(_with(person, status="pending", status_reason=reason, registered_on=applied, changed_on=applied))
    home = scene.home_of(person)
    story = Story("pending", person, scene.ballot(home), home, reasons=("PR",))
    return (story.told(asked={"applied_on": applied.isoformat()}).told(**_completion(scene)),)


def _completion(scene: Scene) -> dict[str, dict[str, str]]:
    value = scene.turn("pending", ("pending", "registered", "completed_late", "pending"))
    if value == "pending":
        return {"facts": {"registration": value}}
    if value == "registered":
        came = scene.election.date - timedelta(days=scene.chance.between(0, 12))
        return {"asked": {"completed_on": came.isoformat()}}
    came = scene.election.date + timedelta(days=scene.chance.between(1, 2))
    return {"facts": {"registration": value}, "asked": {"completed_on": came.isoformat()}}


def other_county(scene: Scene) -> tuple[Story, ...]:
    """Registered and living in another county of the state."""
    person = scene.outsider()
    ticked = ("OC",) if scene.chance.happens(0.7) else ("PR",)
    asked = {"residence": "as_listed"}
    return (Story("other_county", person, scene.any_ballot(), person.home, asked=asked, reasons=ticked),)


def moved_into_county(scene: Scene) -> tuple[Story, ...]:
    """Still on another county's list, and moved here after registration closed, or before it and never told."""
    person = scene.outsider()
    early = scene.turn("moved_into_county", (False, True))
    home = scene.places.living.draw(scene.chance)
    address = scene.address_in(home)
    story = Story("moved_into_county", person, scene.own_ballot(home), person.home, reasons=("OC",), address=address)
    return (_moved(scene, story, "moved_county_early" if early else "moved_county_late", early),)


def moved_in_county(scene: Scene) -> tuple[Story, ...]:
    """Moved within the county without telling: the old precinct is the right one (218(d)), or as the pack says."""
    person = scene.elector()
    home = scene.home_of(person)
    new = scene.places.living.draw(scene.chance)
    ballot = scene.own_ballot(new if scene.chance.happens(0.8) else home)
    own = new if scene.movers_at_new else home
    story = Story("moved_in_county", person, ballot, own, reasons=("OP",), address=scene.address_in(new))
    moved = _moved(scene, story, "moved_in_county_unreported", scene.chance.happens(0.8))
    there = {"lived_precinct": new.precinct.code, "lived_style": new.portion.style}
    return (moved.told(asked=there) if scene.movers_at_new else moved,)


def moved_and_reported(scene: Scene) -> tuple[Story, ...]:
    """Moved within the county and told in time, but the roll has the old address: home is the new one."""
    person = scene.elector()
    new = scene.places.living.draw(scene.chance)
    address = scene.address_in(new)
    story = Story("moved_reported", person, scene.own_ballot(new), new, reasons=("PR",), address=address)
    there = {"lived_precinct": new.precinct.code, "lived_style": new.portion.style}
    return (_moved(scene, story, "moved_in_county_reported", early=True).told(asked=there),)


def moved_out_of_county(scene: Scene) -> tuple[Story, ...]:
    """On this county's list, and moved to another county after registration closed, or before."""
    person = scene.elector()
    home = scene.home_of(person)
    early = scene.turn("moved_out_of_county", (False, True))
    address = scene.address_in(scene.places.outside.draw(scene.chance))
    story = Story("moved_out_of_county", person, scene.own_ballot(home), home, reasons=("OT",), address=address)
    return (_moved(scene, story, "moved_county_early" if early else "moved_county_late", early),)


def moved_out_of_state(scene: Scene) -> tuple[Story, ...]:
    """Moved to another state: within thirty days, when President alone is left, or before."""
    person = scene.elector()
    home = scene.home_of(person)
    early = scene.turn("moved_out_of_state", (False, True))
    address = scene.address_in(home)
    away = (replace(address[0], city="CHATTANOOGA, TN", zip_code="37402"), address[1], "")
    story = Story("moved_out_of_state", person, scene.own_ballot(home), home, reasons=("OT",), address=away)
    return (_moved(scene, story, "moved_state_early" if early else "moved_state_late", early),)


def residence_unclear(scene: Scene) -> tuple[Story, ...]:
    """Another address on the certificate, and nobody could be reached to say since when."""
    person = scene.elector()
    home = scene.home_of(person)
    new = scene.places.living.draw(scene.chance)
    story = Story("residence_unclear", person, scene.own_ballot(home), home, reasons=("OT",))
    story = replace(story, address=scene.address_in(new))
    return (story.told(facts={"residence": "unclear"}, asked={"residence": "unclear"}),)


def inactive(scene: Scene) -> tuple[Story, ...]:
    """An inactive elector, who is registered all the same (O.C.G.A. 21-2-235(c))."""
    person = scene.elector()
    reason = scene.chance.pick(STATUS_REASONS["inactive"])
    person = scene.put(_with(person, status="inactive", status_reason=reason))
    home = scene.home_of(person)
    return (Story("inactive", person, scene.ballot(home), home, reasons=("PR",)),)


def flagged(scene: Scene) -> tuple[Story, ...]:
    """The roll flags the elector's eligibility; what was established differs."""
    established = scene.turn("flagged", tuple(FLAGS))
    person = _with(scene.elector(), status="active", status_reason=FLAGS[established])
    if established == "under_age":
        person = _seventeen(scene, person)
    home = scene.home_of(scene.put(person))
    story = Story(
        "flagged", person, scene.ballot(home), home, reasons=("CZ",) if established != "eligible" else ("OT",)
    )
    return (story.told(facts={"eligibility": established}, asked={"eligibility": established}),)


def elector_unclear(scene: Scene) -> tuple[Story, ...]:
    """Twins in one house, and an envelope that says no more than their common initial; none where no twins are left."""
    while scene.twins:
        one, other = scene.twins.pop()
        initial = one.elector.first_name[0]
        names = [name for name in _common_names(scene, one) if name != one.elector.first_name]
        other = _with(other, first_name=names[0], middle_name="", status="active", status_reason="")
        scene.put(_with(other, registered_on=one.elector.registered_on))
        person = scene.put(_with(one, middle_name="", status="active", status_reason=""))
        home = scene.home_of(person)
        story = Story("elector_unclear", person, scene.own_ballot(home), home, reasons=("PR",))
        return (story.told(facts={"match": "several"}, asked={"notes": f"signed with the initial {initial}."}),)
    return ()


def _common_names(scene: Scene, person: MadeUpPerson) -> list[str]:
    first = person.elector.first_name
    known = sorted({p.elector.first_name for p in list(scene.roll.values())[:4000] if p.sex == person.sex})
    return [name for name in known if name[0] == first[0] and name[:3] != first[:3]] or [f"{first[0]}ALE"]


def _moved(scene: Scene, story: Story, residence: str, early: bool) -> Story:
    """The move as the voter tells it: the address of election day and the day since when."""
    assert story.address is not None  # noqa: S101
    street, number, unit = story.address
    line = f"{number} {street.name}{f' Apt {unit}' if unit else ''}, {street.city} {street.zip_code}"
    since = _moving_day(scene, residence, early).isoformat()
    asked = {"residence": residence, "lived_at": line, "lived_since": since}
    return story.told(facts={"residence": residence}, asked=asked)


def _moving_day(scene: Scene, residence: str, early: bool) -> date:
    if residence == "moved_state_late":
        return scene.election.date - timedelta(days=scene.chance.between(3, 28))
    if early:
        return scene.days.registration_closes - timedelta(days=scene.chance.between(10, 400))
    closes = scene.days.registration_closes
    most = min(22, (scene.election.date - closes).days - 1)  # some packs close registration shortly before the election
    return closes + timedelta(days=scene.chance.between(2, most))


def _after_closing(scene: Scene) -> date:
    closes = scene.days.registration_closes
    return scene.day_between(closes + timedelta(days=2), scene.election.date - timedelta(days=1))


def _seventeen(scene: Scene, person: MadeUpPerson) -> MadeUpPerson:
    born = date(scene.election.date.year - 17, 1, 1) + timedelta(days=scene.chance.below(60))
    registered_on = scene.days.registration_closes - timedelta(days=scene.chance.between(5, 60))
    return replace(_with(person, birth_year=born.year, registered_on=registered_on), born=born)


def _with(person: MadeUpPerson, **changes: Any) -> MadeUpPerson:
    return replace(person, elector=replace(person.elector, **changes))
