"""A case at the tables: envelopes that may be opened, and people with oaths who sort, open and duplicate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adjudicator.casework.acts.count.boxes import BoxStep
from adjudicator.casework.acts.count.piles import Sorted
from adjudicator.casework.acts.count.sessions import FoundInside, Seated, Stock
from adjudicator.office import Done, Office
from adjudicator.office.behind.co_signing import Together
from adjudicator.office.desks.count.looking_up import LookedUp
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from tests.looking import approve_seen
from tests.office.conftest import (
    ABSENTEE,
    CHECK_IN,
    FIRST_PASSWORD,
    ORDINARY,
    PASSWORD,
    Desk,
    Watch,
    Worked,
    desk_behind,
    worked_by_the_clock,
)

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


VOTED_BY_MAIL = {
    "last_name": "Patel", "first_name": "Ravi", "birth_date": "1965-01-01", "house_number": "8", "street": "Oak St",
    "place": "School 003", "precinct_cast": "003",
}  # fmt: skip
"""A voter whose absentee ballot was accepted."""

WRONG_PLACE = {"place": "School 001", "precinct_cast": "001", "style_cast": "S1"}
"""Where Nguyen, who lives in precinct 002, counts in part."""


def determine(desk: Desk, number: str) -> None:
    """Record as recommended; what no record answers is as for an ordinary voter."""
    while not desk.ready(number):
        fact = desk.open_fact(number)
        if fact:
            desk.say(number, fact, "absentee_accepted" if fact == "voted_already" else ORDINARY[fact])
        else:
            desk.accept(number)
    desk.record(number)


def decided(desk: Desk) -> Office:
    """0001 and 0002 count in full, 0003 in part, all approved; 0004 is not counted, 0005 nobody has looked at."""
    add_handlers(desk.office)
    desk.sign_in("rita")
    desk.receive("0001")
    desk.receive("0002", "Smith")
    desk.receive("0003", "Nguyen", **WRONG_PLACE)
    desk.receive("0004", **VOTED_BY_MAIL)
    desk.receive("0005", "Nobody")
    for number in ("0001", "0002", "0003", "0004"):
        determine(desk, number)
    approve(desk)
    return desk.office


def at_the_tables(desk: Desk, watch: Watch) -> Office:
    """The same once the newest lists are there; P0001 has 0001 and 0002, P0002 has 0003 to copy, both looked up."""
    office = decided(desk)
    watch.moment += timedelta(days=4)
    newest_lists(office)
    assert isinstance(sort(office, ["0001", "0002"]), Together)
    assert isinstance(sort(office, ["0003"], copy=True), Together)
    for pile in ("P0001", "P0002"):
        assert isinstance(look_up(office, pile), LookedUp)
    return office


@pytest.fixture(scope="session")
def worked_tables(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Worked:
    """That case, worked once. Copied, never changed."""
    return worked_by_the_clock(begun, tmp_path_factory.mktemp("tables"), at_the_tables)


@pytest.fixture
def desk_at_tables(worked_tables: Worked, tmp_path: Path, watch: Watch) -> Iterator[Desk]:
    """A copy of it, with Mia signed in."""
    with desk_behind(worked_tables, tmp_path, watch) as desk:
        sign_in(desk.office, "mia")
        yield desk


def approve(desk: Desk) -> None:
    """Close what rita determined into a batch, and approve it as Sue."""
    desk.sign_in("rita")
    assert isinstance(desk.office.batches.close(), Done)
    desk.sign_in("sue")
    done = approve_seen(desk.office, desk.office.batches.batches()[0])
    assert isinstance(done, Done), done


def newest_lists(
    office: Office, *, absentee: str = ABSENTEE, as_of: str = LATE, final: bool = True, name: str = "late"
) -> None:
    """Receive an absentee file as of after the last day, and the final check-in list."""
    sign_in(office, "rita")
    for kind, text, more in (
        ("absentee_file", absentee, {"as_of": as_of}),
        ("check_in_list", CHECK_IN, {"final": final}),
    ):
        path = Path(office.path).with_name(f"{name}-{kind}.csv")
        path.write_text(text + "\n" * len(name), encoding="utf-8")
        preview = office.receive.preview(kind, path)
        assert not preview.errors, preview.errors
        done = office.receive.receive(preview, **more)
        assert isinstance(done, Done), done


def sort(
    office: Office, numbers: Sequence[str], people: Sequence[str] = ("mia", "max"), *, sign: bool = True, **changes: Any
) -> Together | Refusal:
    """Sort a pile as two people who both sign at this screen."""
    sign_in(office, people[0])
    given: dict[str, Any] = {"what": "to_open", "counted": len(numbers), "hour": HOUR} | changes
    passwords = dict.fromkeys(people[1:], PASSWORD) if sign else {}
    return office.tables.sort(Sorted(numbers=tuple(numbers), people=tuple(people), **given), passwords)


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


def step(second: str = "max", **changes: Any) -> BoxStep:
    return BoxStep(**({"second": second, "hour": HOUR} | changes))
