"""A case at the tables: envelopes that may be opened, and people with oaths who sort, open and duplicate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from adjudicator.casework.acts.boxes import Step
from adjudicator.casework.acts.piles import Sorted
from adjudicator.casework.acts.sessions import FoundInside, Seated, Stock
from adjudicator.office import Done, Office
from adjudicator.office.desks.tables import Together
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from tests.office.conftest import ABSENTEE, CHECK_IN, FIRST_PASSWORD, PASSWORD, Desk

HANDLERS = (
    Person("mia", "Mia Clerk", frozenset({"clerk"})),
    Person("max", "Max Clerk", frozenset({"clerk"})),
    Person("cleo", "Cleo Custodian", frozenset({"custodian"})),
    Person("carl", "Carl Custodian", frozenset({"custodian"})),
)
HOUR = "2020-11-04T08:00"
OATH = "2020-11-02"
LATE = "2020-11-06T17:30"
"""A time after the last day's hour, to which the absentee file speaks."""
PAST_LAST_DAY = 4 * 24 * 60
"""Minutes from the clock's beginning to a time at which such a file can be there."""


def sign_in(office: Office, person: str) -> None:
    done = office.people.sign_in(person, PASSWORD)
    assert not isinstance(done, Refusal), done


def add_handlers(office: Office, *, sworn: Iterable[str] = ("mia", "max", "cleo", "carl", "sue", "rita")) -> None:
    """Give those who handle ballots accounts, and put their oaths on record."""
    sign_in(office, "admin")
    for person in HANDLERS:
        assert isinstance(office.people.add(person, FIRST_PASSWORD), Done)
    for person in HANDLERS:
        assert not isinstance(office.people.sign_in(person.id, FIRST_PASSWORD, PASSWORD), Refusal)
    sign_in(office, "admin")
    for who in sworn:
        done = office.tables.swear(who, OATH)
        assert isinstance(done, Done), done


def decide(desk: Desk, numbers: Sequence[str], **changes: Any) -> None:
    """Receive, determine, close and approve ordinary envelopes; with `style_cast` of another precinct they count in part."""
    desk.sign_in("rita")
    for number in numbers:
        desk.receive(number, **changes)
        while desk.open_fact(number) == "voted_already":
            desk.say(number, "voted_already", "no")
        one_envelope(desk, number)


def one_envelope(desk: Desk, number: str) -> None:
    """Determine an envelope, whatever other envelopes of the voter there are."""
    for _ in range(8):
        fact = desk.open_fact(number)
        if fact:
            desk.say(number, fact, "no" if fact == "voted_already" else "as_listed")
        elif not desk.ready(number):
            desk.accept(number)
    desk.record(number)


def approve(desk: Desk) -> None:
    """Close what rita determined into a batch, and approve it as Sue."""
    desk.sign_in("rita")
    assert isinstance(desk.office.batches.close(), Done)
    desk.sign_in("sue")
    done = desk.office.batches.approve(desk.office.batches.batches()[0])
    assert isinstance(done, Done), done


def newest_lists(
    office: Office, *, absentee: str = ABSENTEE, as_of: str = LATE, final: bool = True, name: str = "late"
) -> None:
    """Receive an absentee file as of after the last day, and the final check-in list."""
    sign_in(office, "rita")
    for kind, text, more in (
        ("absentee_file", absentee, {"as_of": as_of}),
        ("check_in_list", CHECK_IN + "\n" * (name != "late"), {"final": final}),
    ):
        path = Path(office.path).with_name(f"{name}-{kind}.csv")
        path.write_text(text + f"{'':>{len(name)}}\n", encoding="utf-8")
        preview = office.receive.preview(kind, path)
        assert not preview.errors, preview.errors
        done = office.receive.receive(preview, **more)
        assert isinstance(done, Done), done


def sort(
    office: Office, numbers: Sequence[str], people: Sequence[str] = ("mia", "max"), **changes: Any
) -> Done | Refusal:
    """Sort a pile as the first of two people."""
    sign_in(office, people[0])
    given: dict[str, Any] = {"what": "to_open", "counted": len(numbers), "hour": HOUR} | changes
    return office.tables.sort(Sorted(numbers=tuple(numbers), people=tuple(people), **given))


def open_pile(
    office: Office, pile: str = "P0001", people: Sequence[str] = ("mia", "max"), *, sign: bool = True, **changes: Any
) -> Together | Refusal:
    """Open a pile as two people who both sign at this screen."""
    sign_in(office, people[0])
    found = office.tables.pile(pile)
    size = len(office.tables.still_in(found)) if found is not None else 0
    given: dict[str, Any] = {"by_record": size, "by_hand": size} | changes
    passwords = dict.fromkeys(people[1:], PASSWORD) if sign else {}
    return office.tables.open(pile, Seated(tuple(people), HOUR, HOUR), FoundInside(**given), passwords)


def duplicate(
    office: Office, pile: str = "P0001", people: Sequence[str] = ("cleo", "carl"), **changes: int
) -> Together | Refusal:
    """Duplicate from a pile as a maker and a witness who both sign at this screen."""
    sign_in(office, people[0])
    stock = Stock(**({"issued": 3, "done": 2, "spoiled": 1, "returned": 0} | changes))
    return office.tables.duplicate(pile, Seated(tuple(people), HOUR, HOUR), stock, dict.fromkeys(people[1:], PASSWORD))


def look_up(office: Office, about: str = "P0001") -> object:
    sign_in(office, "mia")
    return office.looking_up.look_up(about)


def step(second: str = "max", **changes: Any) -> Step:
    return Step(**({"second": second, "hour": HOUR} | changes))
