"""Counting what the places brought, bag by bag: how many by the numbered list, how many missing, how many not listed."""

from __future__ import annotations

from collections.abc import Mapping

from adjudicator.office import Done, Office
from adjudicator.records.trouble import Refusal
from adjudicator.words import _, n_, number
from ui.parts import Choice
from ui.shared.asking import AskedField, AskedForm
from ui.shared.hours import NO_NUMBER, number_of

BAG = "bag"
NUMBERS = ("issued", "missing", "unlisted")


class Bags:
    """The question about one bag after another; which place is asked first is the next one that nobody has counted."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self.problems: dict[str, str] = {}

    @property
    def left(self) -> tuple[str, ...]:
        """The places with envelopes received whose bag nobody has counted."""
        counted = self._office.boxes.bags()
        return tuple(place for place in self._received() if place and place not in counted)

    def ask(self, about: str) -> AskedForm:
        """The question, at the next place."""
        left, received, counted = self.left, self._received(), self._office.boxes.bags()
        others = (place for place in dict.fromkeys((*received, *self._office.election.places)) if place)
        places = (*left, *(place for place in others if place not in left))
        choices = tuple(
            Choice("", place, _place_words(place, received.get(place, 0), counted=place in counted)) for place in places
        )
        fields = (
            AskedField("place", _("Place"), kind="choice", choices=choices, value=places[0] if places else ""),
            AskedField("issued", _("By the numbered list"), _("Provisional ballots that the place gave out.")),
            AskedField("missing", _("Not in the bag"), _("How many of them were not in the bag."), "0"),
            AskedField("unlisted", _("Not on the list"), _("How many were in the bag and not on the list."), "0"),
        )
        words = n_("{count} place is not counted yet.", "{count} places are not counted yet.", len(left))
        return AskedForm(
            about, _("What did a place bring?"), _("Record the bag"), fields, words, problems=self.problems
        )

    def record(self, values: Mapping[str, str]) -> tuple[Done | Refusal | None, str]:
        """Record a bag; gives what came of it and, where it was recorded, what to say. None where a number is missing."""
        told = {name: number_of(values.get(name, "")) for name in NUMBERS}
        self.problems = {name: NO_NUMBER for name, each in told.items() if each is None}
        if self.problems:
            return None, ""
        issued, missing, unlisted = (told[name] or 0 for name in NUMBERS)
        place = values.get("place", "")
        done = self._office.boxes.count_bag(place, issued, missing, unlisted)
        said = _(
            "{place}: {issued} by the list, {missing} missing, {unlisted} not listed.",
            place=place,
            issued=number(issued),
            missing=number(missing),
            unlisted=number(unlisted),
        )
        return done, said

    def _received(self) -> dict[str, int]:
        return {str(place): count for (place,), count in sorted(self._office.overview.counted_by("place").items())}


def _place_words(place: str, received: int, *, counted: bool) -> str:
    if counted:
        return _("Counted: {place}", place=place)
    return _("{count} received: {place}", count=number(received), place=place)
