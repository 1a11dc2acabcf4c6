"""Pictures of a shared case: joining it, the password at its server, and Setup's part on it in each state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adjudicator.office.behind.files.sharing import StationList
from adjudicator.port.answers import Head
from adjudicator.records.trouble import WorldError
from adjudicator.shared.server import StationRow
from tests.desks.setup_cases import DEFINITION, Shell, small
from tests.pictures.test_at_rest_pictures import _framed
from tests.pictures.test_setup_pictures import FEW, LOOKS, _take
from ui.desks.setup.going_on import CHOICE
from ui.desks.setup.presenter import SetupPresenter
from ui.desks.setup.station_acts import ACTS, OF_A_PART
from ui.desks.setup.stations import (
    A_SUPERVISOR_BEGINS,
    LEAVING,
    SAYS,
    STATIONS,
    TITLES,
    HandedLogin,
    StationsScreen,
    station_row,
    wrong_words,
)
from ui.desks.setup.views.setup import SetupView
from ui.desks.start.joining import FETCHING, TAKEN
from ui.desks.start.presenter import StartPresenter
from ui.desks.start.unlock import StationDoor, UnlockPresenter
from ui.desks.start.views.start import StartView
from ui.desks.start.views.unlock import UnlockView
from ui.frame import FrameScreen
from ui.parts import Choice, Notice, Working
from ui.shared.frame_words import FrameWords

NOT_IN = WorldError(
    "server_refuses", "The server ballots.example.gov does not let this login in", "Check login and password."
)
DARK = ((1280, 800), "dark", 100)
ROWS = (
    StationRow("front_1", "Front counter", "0.9.0", 4711, 0.1, "2020-11-05T14:01:00.000000Z", "2020-11-05T14:00:00.000000Z",
               connected=True, revoked=False),
    StationRow("east_1", "East Gwinnett annex", "0.9.0", 4650, -3.4, "2020-11-05T13:01:00.000000Z",
               "2020-11-05T13:00:00.000000Z", connected=True, revoked=False),
    StationRow("old_1", "Laptop that was lost", "0.8.2", 120, 0.0, "2020-11-04T13:01:00.000000Z", "", connected=False,
               revoked=True),
    StationRow("west_1", "West counter", "", 0, 0.0, "", "", connected=False, revoked=False),
)  # fmt: skip


def test_a_shared_case_is_joined(qtbot, pictures):
    presenter = StartPresenter(Shell(waits=True), lambda *_: None, DEFINITION)
    frame = _framed(qtbot, "start", StartView(presenter), FrameScreen())
    presenter.go("join")
    _take(pictures, frame, "start", "stations-join", (*FEW, DARK))
    taken = replace(presenter.screen.joining, place="/home/county/Gwinnett 2020-11-03.case", missing="", taken=TAKEN)
    presenter.show(
        replace(presenter.screen, joining=replace(taken, troubles={"passphrase": "Type the passphrase of the case."}))
    )
    _take(pictures, frame, "start", "stations-join-trouble", FEW)
    presenter.show(replace(presenter.screen, joining=replace(taken, taken="", making=Working(FETCHING, 4200, 10000))))
    _take(pictures, frame, "start", "stations-join-making", FEW[:1])


def test_the_password_at_the_server_is_asked_for(qtbot, pictures):
    case = Path("/home/county/elections/Gwinnett 2020-11-03.case")
    door = StationDoor(lambda *_: NOT_IN, lambda _: None)
    presenter = UnlockPresenter(case, lambda _: None, lambda: None, door)
    frame = _framed(qtbot, "unlock", UnlockView(presenter), FrameScreen())
    _take(pictures, frame, "unlock", "stations-unlock", (*FEW, DARK))
    presenter.unlock("words", "guessed")
    assert presenter.screen.server_trouble
    _take(pictures, frame, "unlock", "stations-unlock-wrong", FEW)


@pytest.fixture
def setup(qtbot, tmp_path):
    office = small(tmp_path, "jbellamy")
    presenter = SetupPresenter(office, Shell())
    frame = _framed(qtbot, "setup", SetupView(presenter), FrameWords().screen(office, "setup", undo=False))
    presenter.go("stations")
    yield presenter, frame
    office.close()


def test_setup_on_a_case_that_may_not_be_shared(setup, pictures):
    _, frame = setup
    _take(pictures, frame, "setup", "stations-setup-practice", FEW[:1])


def doing(part, what, **more):
    """The part on a file of one kind, with one of its acts chosen."""
    act, offered = ACTS[what], tuple(Choice("", each, ACTS[each].choice) for each in OF_A_PART[part])
    forget = "Forget the password kept at this computer" if part == "station" else ""
    return StationsScreen(
        TITLES[part], SAYS[part], act.button, acts=offered, doing=what, fields=act.fields, means=act.means, forget=forget,
        **more
    )  # fmt: skip


@pytest.mark.parametrize(("part", "act"), [("alone", "share"), ("shared", "bring")])
def test_setup_on_a_case_that_is_shared(setup, pictures, part, act):
    presenter, frame = setup
    screen = doing(part, act)
    presenter.show(replace(presenter.screen, stations=screen))
    _take(pictures, frame, "setup", f"stations-setup-{part}", (*FEW, DARK))
    presenter.show(replace(presenter.screen, stations=replace(screen, working=Working("Bringing the record", 40, 100))))
    _take(pictures, frame, "setup", f"stations-setup-{part}-working", FEW[:1])


@pytest.mark.parametrize("rows", [(), ROWS[:1], ROWS])
def test_setup_on_a_station(setup, pictures, rows):
    presenter, frame = setup
    found = StationList(rows, Head(4711, b""), datetime(2020, 11, 5, 14, 2, tzinfo=UTC))
    listed = replace(STATIONS, rows=tuple(station_row(row, found, presenter._office.local) for row in rows))
    screen = doing(
        "station", "revoke", list=listed, leave="Leave the shared case", chosen="old_1" if len(rows) > 1 else ""
    )
    presenter.show(replace(presenter.screen, stations=screen))
    _take(pictures, frame, "setup", f"stations-setup-station-{len(rows)}", (*FEW, DARK))
    away = "The server of the shared record does not answer."
    presenter.show(replace(presenter.screen, stations=replace(screen, leaving=LEAVING, list_trouble=away)))
    _take(pictures, frame, "setup", f"stations-setup-leaving-{len(rows)}", FEW[:1])


def test_setup_on_a_copy_that_goes_on_alone(setup, pictures):
    presenter, frame = setup
    wrong = (replace(ROWS[0], wrong=("jbellamy",)), ROWS[1])
    found = StationList(wrong, Head(4711, b""), datetime(2020, 11, 5, 14, 2, tzinfo=UTC))
    rows = tuple(station_row(row, found, presenter._office.local) for row in found.rows)
    said = wrong_words(found.rows, presenter._office.people.name_of)
    screen = doing(
        "station", "add", list=replace(STATIONS, rows=rows), wrong=said, leave="Leave the shared case", go_on=CHOICE
    )
    presenter.show(replace(presenter.screen, stations=screen))
    _take(pictures, frame, "setup", "stations-setup-ways-to-leave", (*FEW, DARK))
    presenter.show(replace(presenter.screen, stations=replace(screen, act="", acts=(), leaving=LEAVING)))
    _take(pictures, frame, "setup", "stations-setup-ways-to-leave-asked", (*FEW, DARK))
    supervisors = replace(screen, act="", acts=(), leave="", may_not=A_SUPERVISOR_BEGINS)
    presenter.show(replace(presenter.screen, stations=supervisors))
    _take(pictures, frame, "setup", "stations-setup-supervisor", (*FEW, DARK))
    presenter.stations.going_on.ask()
    asked = presenter.stations.going_on.form()
    presenter.show(replace(presenter.screen, stations=replace(screen, going_on=asked)))
    _take(pictures, frame, "setup", "stations-setup-going-on", LOOKS)
    troubles = {"password": "Type your password.", "seats": "Choose the other person who signs."}
    wrong_form = replace(screen, going_on=replace(asked, problems=troubles), trying=Working("Trying the passwords"))
    presenter.show(replace(presenter.screen, stations=wrong_form))
    _take(pictures, frame, "setup", "stations-setup-going-on-trouble", (*FEW, DARK))


@pytest.mark.parametrize("what", ["add", "passphrase", "continue"])
def test_setup_on_what_is_done_about_the_server(setup, pictures, what):
    presenter, frame = setup
    found = StationList(ROWS[:2], Head(4650, b""), datetime(2020, 11, 5, 14, 2, tzinfo=UTC))
    listed = replace(STATIONS, rows=tuple(station_row(row, found, presenter._office.local) for row in found.rows))
    screen = doing("station", what, list=listed, leave="Leave the shared case")
    if what == "continue":
        screen = replace(screen, longest=found.longest())
    presenter.show(replace(presenter.screen, stations=screen))
    _take(pictures, frame, "setup", f"stations-setup-{what}", LOOKS)
    asked = replace(screen, asked=f"{ACTS[what].choice}? {ACTS[what].means}")
    presenter.show(replace(presenter.screen, stations=asked))
    _take(pictures, frame, "setup", f"stations-setup-{what}-asked", FEW)


def test_setup_on_a_login_to_hand_over(setup, pictures):
    presenter, frame = setup
    found = StationList(ROWS[:2], Head(4711, b""), datetime(2020, 11, 5, 14, 2, tzinfo=UTC))
    listed = replace(STATIONS, rows=tuple(station_row(row, found, presenter._office.local) for row in found.rows))
    url = "postgresql://east_2@ballots.example.gov/shared"
    handed = HandedLogin("The login east_2, for East counter", url, "k7mq-9xwa-3hdr-tz5e")
    screen = doing("station", "add", list=listed, leave="Leave the shared case", handed=handed)
    presenter.show(replace(presenter.screen, stations=screen))
    _take(pictures, frame, "setup", "stations-setup-handed", LOOKS)
    saved = Notice(
        "The sheet is saved as east_2.pdf", remedy="Print it, hand it over, and remove the file.", kind="done"
    )
    presenter.show(replace(presenter.screen, stations=replace(screen, handed=replace(handed, strip=saved))))
    _take(pictures, frame, "setup", "stations-setup-handed-saved", FEW[:1])
