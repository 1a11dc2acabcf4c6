"""The lists of Setup that are only read: places, reason codes, files received, people and orders as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from adjudicator.casework.record.state import FileState, PersonState
from adjudicator.records.election import Election, Precinct
from adjudicator.records.orders import CourtOrder
from adjudicator.records.received import file_title
from adjudicator.words.dates import hour, long_day, long_day_and_hour
from ui.desks.setup.orders import status_words
from ui.desks.setup.screen import ReadOnlyList
from ui.parts import Column, ListWords, Row
from ui.shared.home_words import precinct_words
from ui.shared.people_words import roles_words

HIDDEN_NAME = "Not shown to your roles"

PEOPLE = ReadOnlyList(
    "people",
    "Who may sign in, and what each may do. A role does not let anybody approve work of their own.",
    (
        Column("name", "Name", "strong", 140),
        Column("id", "Short name", width=100),
        Column("roles", "Roles", width=150, stretch=True),
        Column("account", "Account", "muted", 80),
        Column("given", "Given by", "muted", 110),
    ),
    ListWords("person", "people", "Nobody has an account yet", hint="Filter people", icon="users"),
)
ORDERS = ReadOnlyList(
    "orders",
    "Orders of a court that keep polling places open. Ballots cast under one are kept apart from all others.",
    (
        Column("number", "Order", "strong", 100),
        Column("court", "Court, judge", width=110, stretch=True),
        Column("hours", "Hours", width=114),
        Column("status", "Where it stands", width=148),
        Column("places", "Places", width=110, stretch=True),
        Column("envelopes", "Envelopes", "number", 88),
    ),
    ListWords(
        "order", "orders", "No court order is entered",
        "Where a court keeps a polling place open, enter its order here. Envelopes of that place and time then need no "
        "further question.",
        hint="Filter orders", icon="gavel",
    ),
)  # fmt: skip
PLACES = ReadOnlyList(
    "places",
    "The polling places of the election's definition. They are fixed with the case.",
    (
        Column("place", "Polling place", "strong", 270, stretch=True),
        Column("precincts", "Precincts", width=200),
        Column("address", "Address", width=280, stretch=True),
        Column("registered", "Registered", "number", 96),
        Column("closes", "Closes", width=76),
    ),
    ListWords("place", "places", "The definition names no places", hint="Filter places", icon="map-pin"),
)
REASONS = ReadOnlyList(
    "reasons",
    "What a poll worker may tick on the envelope. A tick is shown to the reviewer; it never decides anything. An "
    "administrator changes the table with the command: adjudicator reason.",
    (Column("code", "Code", "strong", 100), Column("words", "What it says", width=300, stretch=True)),
    ListWords("code", "codes", hint="Filter codes"),
)
FILES = ReadOnlyList(
    "files",
    "Every file that was received whole, newest first. What it said is in the record with its SHA-256.",
    (
        Column("kind", "File", "strong", 210),
        Column("dated", "Dated", width=180),
        Column("rows", "Rows", "number", 90),
        Column("name", "Name", "muted", 140, stretch=True),
        Column("by", "Received by", width=150),
        Column("when", "Received", width=180),
    ),
    ListWords(
        "file", "files", "No file has been received yet",
        "The roll, the absentee file, the check-in list and the envelope list arrive at the Receive desk.",
        hint="Filter files", icon="file",
    ),
)  # fmt: skip


def person_row(person: PersonState) -> Row:
    """A person as a row."""
    given = "One person" if person.grants else ""
    account = "Open" if person.active else "Closed"
    return Row(person.id, (person.name, person.id, roles_words(person.roles), account, given))


def reason_rows(reasons: Mapping[str, str]) -> tuple[Row, ...]:
    """The case's codes as rows."""
    return tuple(Row(code, (code, f"{words[:1].upper()}{words[1:]}")) for code, words in reasons.items())


def place_rows(election: Election) -> tuple[Row, ...]:
    """The places as rows, by name."""
    by_place: dict[str, list[Precinct]] = {place: [] for place in election.places}
    for precinct in election.precincts.values():
        by_place[precinct.place].append(precinct)
    return tuple(_place_row(place, here, election) for place, here in by_place.items())


def _place_row(place: str, here: list[Precinct], election: Election) -> Row:
    precincts = ", ".join(precinct_words(each, each.code) for each in here) or "all: a site for advance voting"
    address = next((each.address for each in here if each.address), "")
    registered = sum(each.registered for each in here)
    return Row(place, (place, precincts, address, registered, hour(election.closing_of(place))))


def file_row(file: FileState, name: str, by: str, local: Callable[[str], datetime]) -> Row:
    """A file as a row; `name` is empty where the person may not see it."""
    received = local(file.received_at)
    cells = (
        file_title(file.kind),
        dated_words(file.dated, local),
        file.rows,
        name or HIDDEN_NAME,
        by,
        long_day_and_hour(received),
    )
    return Row(file.digest, cells, order=("", file.dated, file.rows, "", "", file.received_at))


def dated_words(text: str, local: Callable[[str], datetime]) -> str:
    """A file's own date or instant in words; "no date" where it carries none."""
    if not text:
        return "no date"
    if text.endswith("Z"):
        return long_day_and_hour(local(text))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return long_day(moment) if len(text) <= len("2020-11-02") else long_day_and_hour(moment)


def order_row(order: CourtOrder, cast_under: int) -> Row:
    """A court order as a row, with how many envelopes were cast under it."""
    hours = f"{hour(order.begins)} to {hour(order.ends)}"
    court = ", ".join(part for part in (order.court, order.judge) if part)
    places = _some(sorted(order.places))
    return Row(order.number, (order.number, court, hours, status_words(order.status), places, cast_under))


def _some(places: Iterable[str]) -> str:
    named = tuple(places)
    return ", ".join(named) if len(named) < 4 else f"{', '.join(named[:3])} and {len(named) - 3:,} more"
