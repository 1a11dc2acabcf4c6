"""At which desk a person opens an envelope, and what that desk is told: the number, and from which list it was opened."""

from __future__ import annotations

from adjudicator.office import Office

OPEN_AT = ("review", "holds", "record")
"""The desks at which an envelope can be opened, the one where most can be done with it first."""

_BY = "\n"
"""Parts the number from the place: no number has it."""


def desk_for(office: Office) -> str:
    """Where the person signed in opens an envelope; empty where they have no desk for it."""
    desks = office.people.desks()
    return next((desk for desk in OPEN_AT if desk in desks), "")


def from_place(number: str, place: str) -> str:
    """What Review is told of an envelope that was opened from the list of a place: the next are that place's."""
    return f"{number}{_BY}{place}"


def number_and_place(about: str) -> tuple[str, str | None]:
    """The number, and the place of whose list it was opened; None for no such list."""
    number, by, place = about.partition(_BY)
    return number, place if by else None
