"""The lists of Setup that are only read: places, reason codes, files received, people and orders as rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from adjudicator.casework.record.state import FileState, PersonState
from adjudicator.records.election import Election, Precinct
from adjudicator.records.orders import CourtOrder
from adjudicator.records.received import EVERY_FILE, file_title
from adjudicator.words import _, beside, capital, plural, some_of, told
from adjudicator.words.dates import hour, long_day, long_day_and_hour
from ui.desks.setup.orders import hours_words, status_words
from ui.desks.setup.screen import ReadOnlyList
from ui.parts import Column, ListWords, Row
from ui.shared.home_words import precinct_words
from ui.shared.people_words import roles_words

HIDDEN_NAME = _("Not shown to your roles")
PLACES_NAMED = 3
"""As many places of an order are named in its row."""

PEOPLE = ReadOnlyList(
    "people",
    _("Who may sign in, and what each may do. A role does not let anybody approve work of their own."),
    (
        Column("name", _("Name"), "strong", 140),
        Column("id", _("Short name"), width=110, spare=True),
        Column("roles", _("Roles"), width=180, stretch=True),
        Column("account", _("Account"), "muted", 78),
        Column("given", _("Given by"), "muted", 104),
    ),
    ListWords(
        plural("{count} person", "{count} people"),
        _("people"),
        _("Nobody has an account yet"),
        hint=_("Filter people"),
        icon="users",
    ),
)
ORDERS = ReadOnlyList(
    "orders",
    _("Orders of a court that keep polling places open. Ballots cast under one are kept apart from all others."),
    (
        Column("number", _("Order"), "strong", 124),
        Column("court", _("Court, judge"), width=110, stretch=True),
        Column("hours", _("Hours"), width=182),
        Column("status", _("Where it stands"), width=148),
        Column("places", _("Places"), width=110, stretch=True),
        Column("envelopes", _("Envelopes"), "number", 88),
    ),
    ListWords(
        plural("{count} order", "{count} orders"), _("orders"), _("No court order is entered"),
        _("When a court keeps a polling place open, enter its order here. Envelopes of that place and time then need no "
          "further question."),
        hint=_("Filter orders"), icon="gavel",
    ),
)  # fmt: skip
PLACES = ReadOnlyList(
    "places",
    _("The polling places of the election's definition. They cannot change within a case."),
    (
        Column("place", _("Polling place"), "strong", 270, stretch=True),
        Column("precincts", _("Precincts"), width=200),
        Column("address", _("Address"), width=280, stretch=True),
        Column("registered", _("Registered"), "number", 96),
        Column("closes", _("Closes"), width=96),
    ),
    ListWords(
        plural("{count} place", "{count} places"),
        _("places"),
        _("The definition names no places"),
        hint=_("Filter places"),
        icon="map-pin",
    ),
)
REASONS = ReadOnlyList(
    "reasons",
    _(
        "What a poll worker may tick on the envelope. A tick is shown to the reviewer; it never decides anything. An "
        "administrator changes the table with the command: adjudicator reason."
    ),
    (Column("code", _("Code"), "strong", 100), Column("words", _("What it says"), width=300, stretch=True)),
    ListWords(plural("{count} code", "{count} codes"), _("codes"), hint=_("Filter codes")),
)
FILES = ReadOnlyList(
    "files",
    _("Every file that was received whole, newest first. What it said is in the record with its SHA-256."),
    (
        Column("kind", _("File"), "strong", 210),
        Column("dated", _("Dated"), width=180),
        Column("rows", _("Rows"), "number", 90),
        Column("name", _("Name"), "muted", 140, stretch=True),
        Column("by", _("Received by"), width=150),
        Column("when", _("Received"), width=216),
    ),
    ListWords(
        plural("{count} file", "{count} files"), _("files"), _("No file has been received yet"),
        _("Files arrive at the Receive desk: {kinds}.", kinds=EVERY_FILE),
        hint=_("Filter files"), icon="file",
    ),
)  # fmt: skip


def person_row(person: PersonState) -> Row:
    """A person as a row."""
    given = _("One person") if person.grants else ""
    account = _("Open") if person.active else _("Closed")
    return Row(person.id, (person.name, person.id, roles_words(person.roles), account, given))


def reason_rows(reasons: Mapping[str, str]) -> tuple[Row, ...]:
    """The case's codes as rows."""
    return tuple(Row(code, (code, capital(told(words)))) for code, words in reasons.items())


def place_rows(election: Election) -> tuple[Row, ...]:
    """The places as rows, by name."""
    by_place: dict[str, list[Precinct]] = {place: [] for place in election.places}
    for precinct in election.precincts.values():
        by_place[precinct.place].append(precinct)
    return tuple(_place_row(place, here, election) for place, here in by_place.items())


def _place_row(place: str, here: list[Precinct], election: Election) -> Row:
    precincts = beside(*(precinct_words(each, each.code) for each in here), by=", ") or _(
        "all: a site for advance voting"
    )
    address = next((each.address for each in here if each.address), "")
    registered = sum(each.registered for each in here)
    closes = election.closing_of(place)
    return Row(
        place,
        (place, precincts, address, registered, hour(closes)),
        order=(place, precincts, address, registered, closes.isoformat()),
    )


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
        return _("no date")
    if text.endswith("Z"):
        return long_day_and_hour(local(text))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return long_day(moment) if len(text) <= len("2020-11-02") else long_day_and_hour(moment)


def order_row(order: CourtOrder, cast_under: int) -> Row:
    """A court order as a row, with how many envelopes were cast under it."""
    hours, name = hours_words(order), order.name
    court = ", ".join(part for part in (order.court, order.judge) if part)
    stands, places = status_words(order.status), some_of(sorted(order.places), PLACES_NAMED)
    return Row(
        order.number,
        (name, court, hours, stands, places, cast_under),
        order=(name, court, f"{order.begins:%H:%M} {order.ends:%H:%M}", stands, places, cast_under),
    )
