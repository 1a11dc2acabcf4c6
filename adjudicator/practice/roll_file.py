"""The made-up roll in the state's layout of 2023 (GARViS): 53 columns, dates as MM/DD/YYYY."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from adjudicator.at_rest.durable import private
from adjudicator.practice.credits import us_date
from adjudicator.practice.people import MadeUpPerson
from adjudicator.practice.places import HomePortion, place_of

ROLL_COLUMNS = (
    "County", "Voter Registration Number", "Status", "Status Reason", "Last Name", "First Name", "Middle Name",
    "Suffix", "Birth Year", "Residence Street Number", "Residence Pre Direction", "Residence Street Name",
    "Residence Street Type", "Residence Post Direction", "Residence Apt Unit Number", "Residence City",
    "Residence Zipcode", "County Precinct", "County Precinct Description", "Municipal Precinct",
    "Municipal Precinct Description", "Congressional District", "State Senate District", "State House District",
    "Judicial District", "County Commission District", "School Board District", "City Council District",
    "Municipal School Board District", "Water Board District", "Super Council District",
    "Super Commissioner District", "Super School Board District", "Fire District", "Municipality", "Combo",
    "Land Lot", "Land District", "Registration Date", "Race", "Gender", "Last Modified Date",
    "Date of Last Contact", "Last Party Voted", "Last Vote Date", "Voter Created Date", "Mailing Street Number",
    "Mailing Street Name", "Mailing Apt Unit Number", "Mailing City", "Mailing Zipcode", "Mailing State",
    "Mailing Country",
)  # fmt: skip
"""The columns of the list, in its order."""

DISTRICT_LEVELS = {
    "Congressional District": ("us_house", "congressional"),
    "State Senate District": ("state_senate",),
    "State House District": ("state_house",),
    "Judicial District": ("judicial", "judicial_circuit"),
    "County Commission District": ("county_commission",),
    "School Board District": ("school_board",),
    "City Council District": ("city_council",),
    "Municipal School Board District": ("municipal_school_board",),
    "Water Board District": ("water_board",),
    "Fire District": ("fire", "fire_district"),
    "Municipality": ("municipality",),
}
"""Column of the list -> the names that a definition may have for that level."""

DIRECTIONS = frozenset({"N", "S", "E", "W", "NE", "NW", "SE", "SW"})
TYPES = frozenset(
    {
        "AVE", "BLVD", "CIR", "CT", "CV", "DR", "GLN", "HWY", "LN", "PATH", "PKWY", "PL", "PT", "RD", "RDG", "RUN",
        "SQ", "ST", "TER", "TRCE", "TRL", "VW", "WALK", "WAY", "XING",
    }
)  # fmt: skip
RACES = {
    "wh": "White", "bh": "Black", "hp": "Hispanic/Latino", "ap": "Asian/Pacific Islander", "ai": "American Indian",
    "ot": "Other", "uk": "Unknown",
}  # fmt: skip


def write_roll(path: Path, people: Iterable[MadeUpPerson]) -> int:
    """Writes a roll in the order given, one row a person as it comes; returns the number of rows."""
    written = 0
    with open(path, "x", encoding="utf-8", newline="", opener=private) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(ROLL_COLUMNS)
        for person in people:
            writer.writerow(roll_row(person))
            written += 1
    return written


def roll_row(person: MadeUpPerson) -> list[str]:
    """One person's 53 cells."""
    elector = person.elector
    precinct = person.home.precinct if isinstance(person.home, HomePortion) else None
    registered = us_date(elector.registered_on) if elector.registered_on else ""
    changed = us_date(elector.changed_on) if elector.changed_on else ""
    district = _districts(elector.districts)
    return [
        elector.county, elector.registration_number, elector.status.upper(), elector.status_reason,
        elector.last_name, elector.first_name, elector.middle_name, elector.suffix, str(elector.birth_year),
        elector.house_number, *street_parts(elector.street), elector.unit, elector.city, elector.zip_code,
        elector.precinct, place_of(precinct) if precinct else "", "", "",
        district[0], district[1], district[2], district[3] or (elector.county[:4] if precinct else ""), district[4],
        district[5], district[6], district[7], district[8], "", "", "", district[9], district[10], elector.combo, "", "",
        registered, RACES[person.race], "Male" if person.sex == "M" else "Female", changed, changed, "", "",
        registered, "", "", "", "", "", "", "",
    ]  # fmt: skip


def street_parts(street: str) -> tuple[str, str, str, str]:
    """Pre-direction, name, type and post-direction of a street's name."""
    words = street.split()
    before = words.pop(0) if len(words) > 2 and words[0] in DIRECTIONS else ""
    after = words.pop() if len(words) > 1 and words[-1] in DIRECTIONS else ""
    kind = words.pop() if len(words) > 1 and words[-1] in TYPES else ""
    return before, " ".join(words), kind, after


def _districts(districts: Mapping[str, str]) -> list[str]:
    return [
        next((districts[level] for level in levels if level in districts), "") for levels in DISTRICT_LEVELS.values()
    ]
