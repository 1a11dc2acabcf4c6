"""The absentee file of the state and the check-in list of election day: who else is recorded to have voted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from adjudicator.practice.chance import Chance, Urn
from adjudicator.practice.people import MadeUpPerson
from adjudicator.practice.places import HomePortion
from adjudicator.practice.scene import Scene, Story
from adjudicator.practice.truth import facts_of

ABSENTEE_COLUMNS = (
    "County", "Voter Registration #", "Last Name", "First Name", "Middle Name", "Suffix", "Street #", "Street Name",
    "Apt/Unit", "City", "State", "Zip Code", "Mailing Street #", "Mailing Street Name", "Mailing Apt/Unit",
    "Mailing City", "Mailing State", "Mailing Zip Code", "Application Status", "Ballot Status", "Status Reason",
    "Application Date", "Ballot Issued Date", "Ballot Return Date", "Ballot Style", "Ballot Assisted",
    "Challenged/Provisional", "ID Required", "Municipal Precinct", "County Precinct", "CNG", "SEN", "HOUSE", "JUD",
    "Combo #", "Vote Center ID", "Ballot ID", "Post #", "Party",
)  # fmt: skip
"""The 39 columns of the state's absentee file of 2020, in its order."""

CHECK_IN_COLUMNS = ("registration_number", "last_name", "first_name", "precinct", "checked_in_at", "status")

REJECTED_FOR = ("Missing Signature", "Invalid Signature", "MIDR - ID not Provided")

OTHERS = Urn(
    (
        ("absentee_accepted", 190), ("advance_vote", 330), ("absentee_outstanding", 25), ("absentee_rejected", 3),
        ("election_day", 160), ("", 292),
    )
)  # fmt: skip
"""How electors who cast no provisional ballot voted."""


@dataclass(frozen=True, slots=True)
class Other:
    """An elector recorded to have voted otherwise, or to have been sent a ballot: `kind` as in `OTHERS`."""

    person: MadeUpPerson
    kind: str


def others(scene: Scene, stories: Sequence[Story], chance: Chance) -> list[Other]:
    """Who else is recorded, by registration number: the credits of the stories, and other electors by chance."""
    told = {story.person.number for story in stories} | {credit.person.number for credit in scene.credits}
    listed = [Other(credit.person, credit.kind) for credit in scene.credits]
    for number in sorted(scene.roll):
        person = scene.roll[number]
        kind = OTHERS.draw(chance)
        if kind and number not in told and person.elector.status in {"active", "inactive"}:
            listed.append(Other(person, kind))
    listed.extend(Other(story.person, "cancelled") for story in stories if _turned_away(scene, story, chance))
    return sorted(listed, key=lambda other: (other.person.number, other.kind))


def _turned_away(scene: Scene, story: Story, chance: Chance) -> bool:
    """Checked in at first, and the check-in cancelled when the provisional ballot was given: no vote."""
    once = chance.happens(0.02) and story.ballot.stream == "election_day" and story.kind in {"left_off", "other_style"}
    return once and facts_of(story, scene)["voted_already"] == "no"


def check_in_rows(scene: Scene, listed: Sequence[Other], chance: Chance) -> Iterator[list[str]]:
    """Rows of the check-in list; `status` is "checked_in" or "cancelled"."""
    for other in listed:
        if other.kind not in {"election_day", "cancelled"} or not isinstance(other.person.home, HomePortion):
            continue
        elector = other.person.elector
        at = datetime.combine(scene.election.date, scene.election.polls_open) + timedelta(minutes=chance.below(600))
        status = "cancelled" if other.kind == "cancelled" else "checked_in"
        yield [
            elector.registration_number, elector.last_name, elector.first_name, elector.precinct,
            at.isoformat(timespec="minutes"), status,
        ]  # fmt: skip


def absentee_rows(scene: Scene, listed: Sequence[Other], chance: Chance) -> Iterator[list[str]]:
    """Rows of the absentee file, dates as MM/DD/YYYY."""
    for other in listed:
        if other.kind in BALLOTS:
            yield _absentee_row(scene, other, chance)


BALLOTS = {
    "absentee_accepted": ("A", "MAILED"),
    "absentee_rejected": ("R", "MAILED"),
    "absentee_outstanding": ("", "MAILED"),
    "advance_vote": ("A", "IN PERSON"),
}
"""Kind -> ballot status and ballot style of the absentee file."""


def _absentee_row(scene: Scene, other: Other, chance: Chance) -> list[str]:
    elector, districts = other.person.elector, other.person.elector.districts
    status, style = BALLOTS[other.kind]
    name = [elector.last_name, elector.first_name, elector.middle_name, elector.suffix]
    lives = [elector.house_number, elector.street, elector.unit, elector.city, scene.election.state, elector.zip_code]
    reason = chance.pick(REJECTED_FOR) if status == "R" else ""
    names = (("us_house", "congressional"), ("state_senate",), ("state_house",))
    seats = [next((districts[level] for level in levels if level in districts), "") for levels in names]
    return [
        elector.county, elector.registration_number, *name, *lives, *(lives if style == "MAILED" else [""] * 6),
        "A", status, reason, *_dates(scene, other.kind, chance), style, "NO", "NO", "NO", "", elector.precinct,
        *seats, elector.county[:4] if districts else "", elector.combo, "", "", "", "",
    ]  # fmt: skip


def _dates(scene: Scene, kind: str, chance: Chance) -> list[str]:
    if kind == "advance_vote":
        return [us_date(chance.pick(scene.days.advance))] * 3
    applied = scene.election.date - timedelta(days=chance.between(34, 70))
    issued = applied + timedelta(days=chance.between(3, 12))
    back = min(issued + timedelta(days=chance.between(6, 45)), scene.election.date)
    return [us_date(applied), us_date(issued), "" if kind == "absentee_outstanding" else us_date(back)]


def us_date(day: date) -> str:
    """A date as Georgia's files write it: MM/DD/YYYY."""
    return f"{day.month:02}/{day.day:02}/{day.year}"
