"""A reviewer's key that is disputed, as the office does it, and entries of it changed on their way into the record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from adjudicator.casework.acts import vouching
from adjudicator.casework.record.entry import Entry
from adjudicator.casework.record.state import PersonState
from adjudicator.log.case_log import CaseLog
from adjudicator.office import Done
from tests.casework.admission.conftest import Forger
from tests.office.conftest import FIRST_PASSWORD

Forge = Callable[[list[Entry]], list[Entry]]


class Forged(NamedTuple):
    """How the entries of a dispute are changed, and what is found."""

    forge: Forge
    found: str


def as_they_are(acted: list[Entry]) -> list[Entry]:
    """The office's own entries."""
    return acted


def dispute(forger: Forger, forge: Forge = as_they_are, since: int = 1) -> None:
    """Rita gets a new key, and Sue disputes the one before it from an entry on."""
    give_new_key(forger)
    dispute_older(forger, forge, since)


def give_new_key(forger: Forger) -> None:
    """An administrator gives Rita a new key."""
    forger.sign_in("admin")
    assert isinstance(forger.office.people.give_new_key("rita", FIRST_PASSWORD), Done)


def dispute_older(forger: Forger, forge: Forge = as_they_are, since: int = 1) -> None:
    """Sue disputes the key that Rita had before the one that she has."""
    forger.sign_in("sue")
    rita = forger.room.log.state(PersonState, "rita")
    assert rita is not None
    shown = forger.office.vouching.what_dispute_changes("rita", since)
    acted = vouching.dispute_key(rita, since, vouching.last_under_older_key(rita), shown.found, forger.room.act())
    assert isinstance(acted, tuple)
    forger.write(*forge(list(acted)))


def envelopes_of(log: CaseLog) -> set[str]:
    """The envelopes that the newest dispute lists."""
    return set(log.read_back(limit=1, kind="person.key_disputed")[0].entry.data["changes"])


def with_data(entry: Entry, **changes: Any) -> Entry:
    """An entry that says otherwise."""
    return Entry(entry.kind, entry.version, entry.at, entry.by, {**entry.data, **changes})


def _without(acted: list[Entry], number: str) -> list[Entry]:
    """All that speaks of an envelope left out, its list and what follows."""
    first, *rest = acted
    changes = {name: change for name, change in first.data["changes"].items() if name != number}
    assert changes != first.data["changes"]
    return [with_data(first, changes=changes), *(each for each in rest if each.data["envelope"] != number)]


def _with_another(acted: list[Entry]) -> list[Entry]:
    return [with_data(acted[0], changes={**acted[0].data["changes"], "0007": ["undecided", "undecided"]}), *acted[1:]]


def _forgotten_less(acted: list[Entry]) -> list[Entry]:
    at = next(at for at, entry in enumerate(acted) if entry.data.get("envelope") == "0004")
    return [*acted[:at], with_data(acted[at], forgotten=acted[at].data["forgotten"][1:]), *acted[at + 1 :]]


FORGES: dict[str, Forged] = {
    "a determination left out": Forged(lambda acted: _without(acted, "0001"), "admission.person"),
    "an answered envelope left out": Forged(lambda acted: _without(acted, "0004"), "admission.person"),
    "one too many": Forged(_with_another, "admission.person"),
    "nothing at all": Forged(lambda acted: [with_data(acted[0], changes={}, released=[])], "admission.person"),
    "another outcome before": Forged(
        lambda acted: [
            with_data(acted[0], changes={**acted[0].data["changes"], "0001": ["held", "undecided"]}), *acted[1:]
        ],
        "admission.person",
    ),
    "what was released left out": Forged(lambda acted: [with_data(acted[0], released=[]), *acted[1:]], "admission.person"),
    "from a later entry on": Forged(
        lambda acted: [with_data(acted[0], since=acted[0].data["until"]), *acted[1:]], "admission.person"
    ),
    "to an earlier entry": Forged(lambda acted: [with_data(acted[0], until=30), *acted[1:]], "admission.person"),
    "answers that stay": Forged(_forgotten_less, "admission.follows"),
    "nothing follows for one": Forged(
        lambda acted: [each for each in acted if each.data.get("envelope") != "0001"], "admission.follows"
    ),
}  # fmt: skip
