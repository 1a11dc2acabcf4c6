"""Practice under a pack of which no second opinion is written down (`truth`): its own days, and right answers by its engine.

What really happened is made up as ever; only what the law makes of it is asked of the pack itself. So a rehearsal shows
whether office and worker arrive at what the rules say of the true facts, not whether the rules are right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from adjudicator.law.days.calendar import days_of as law_days
from adjudicator.law.engine.recommend import Recommender
from adjudicator.law.facts.derive import readings_of
from adjudicator.law.rules.pack import Pack
from adjudicator.practice.calendar import Days, days_of
from adjudicator.practice.places import HomePortion
from adjudicator.practice.scene import Scene, Story
from adjudicator.practice.stories_elsewhere import ORDINARY
from adjudicator.practice.truth import Truth, facts_of, is_too_late
from adjudicator.records.election import Election
from adjudicator.resources import holidays_of

LEAST_BEFORE = timedelta(days=4)
"""How long before the election registration closes at the latest among the made-up voters, so that some can be late."""


@dataclass(frozen=True, slots=True)
class UnderPack:
    """A pack on an election, with the days on which the made-up stories hang."""

    recommender: Recommender
    days: Days

    @property
    def movers_at_new(self) -> bool:
        """Whether who moved within the county unreported belongs to the precinct of the new address."""
        return readings_of(self.recommender.pack).unreported_mover_at_new

    @property
    def asks(self) -> tuple[str, ...]:
        """What the pack asks that no law of Georgia does, in the facts' order."""
        return tuple(fact for fact in ORDINARY if fact in self.recommender.looks_at)


def under_pack(law: Pack, election: Election) -> UnderPack:
    """A pack made ready for practice on an election."""
    law_says = law_days(law, election, holidays_of(election.state))
    found = {day.id: day.on for day in law_says if day.on}
    hour = next((day.hour for day in law_says if day.id == "last_day" and day.hour), None)
    ordinary = days_of(election.date)
    closes = found.get("registration_closes", ordinary.registration_closes)
    days = replace(
        ordinary,
        registration_closes=min(closes, election.date - LEAST_BEFORE),
        last_day=found.get("last_day", ordinary.last_day),
        hour=min(hour or ordinary.hour, ordinary.hour),
    )
    return UnderPack(Recommender(law, election), days)


def truth_under(pack: UnderPack, story: Story, scene: Scene, statement: str) -> Truth:
    """The right answer of a story: what the pack's rules make of the facts as they really are."""
    asked = {fact: ORDINARY[fact] for fact in pack.asks}
    facts = {**asked, **facts_of(story, scene), "statement": statement}
    if "residence" not in facts:
        facts.pop("registration_data", None)
    home_style = story.home.portion.style if story.on_roll and isinstance(story.home, HomePortion) else ""
    style = story.ballot.style
    late = [each for each in scene.election.styles[style] if is_too_late(story, scene.election, each)]
    found = pack.recommender.recommend(facts, style, home_style or None, late, findings=False)
    counted = found.counted if found.outcome in ("count_full", "count_partial") else ()
    codes = {"not_counted": found.reasons, "held": found.holds}.get(found.outcome, ())
    return Truth(facts, style, home_style, found.outcome, counted, tuple(sorted(codes)))
