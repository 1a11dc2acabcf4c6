"""Looking at a case with a person's eyes: the office gives a voter's data to nobody who is not signed in."""

from __future__ import annotations

from adjudicator.casework.record.state import PersonState
from adjudicator.office import Office


def look_as(office: Office, person: str) -> None:
    """Have a person there who only looks: no password is asked, and nothing is recorded."""
    office._room.person = office._room.log.state(PersonState, person)
    assert office._room.person is not None
