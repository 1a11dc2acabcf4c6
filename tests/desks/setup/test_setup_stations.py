"""Setup's part on a shared case: an administrator shares it, sees the stations, revokes a login, and leaves."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from adjudicator.at_rest import passphrase
from adjudicator.casework.record.entry import Entry, instant, seal
from adjudicator.office import Office
from adjudicator.office.behind.files import sharing
from adjudicator.office.behind.files.sharing import ServerLogin, StationLogin
from adjudicator.office.behind.room import Done
from adjudicator.office.office import MACHINE
from adjudicator.people.passwords import passphrase_of
from adjudicator.records.envelope import Envelope
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal, WorldError
from adjudicator.shared import reaching, system_keyring
from adjudicator.shared.copying import join
from adjudicator.shared.reaching import Reach
from adjudicator.shared.server import SentAct, SentEntry
from tests.desks.setup_cases import DEFINITION, PLACE, Shell, fast_passwords, small
from tests.shared.fake_server import FakeRecord, FakeServer, away
from tests.shared.keyrings import KeyringInMemory, LockedKeyring
from ui.desks.record.words import unsigned_words
from ui.desks.setup.presenter import SetupPresenter
from ui.shared.standing import standing_of

pytest.importorskip("sqlcipher3")

WORDS, URL = "seven quiet herons over the marsh", "postgresql://founder@ballots.example.gov/shared"
PASSWORD, NOW = "several words in a row", datetime(2020, 11, 4, 14, tzinfo=UTC)
CHANCE = replace(MACHINE, clock=lambda: NOW)


class Served:
    """A server, and what it was asked with."""

    def __init__(self) -> None:
        self.record = FakeRecord(clock=lambda: NOW, any_time=True)
        self.before: Any = lambda _: None
        self.asked: list[tuple[str, str]] = []
        self.given: dict[str, str] = {}

    def server(self, url: str, password: str, _case: str = "") -> FakeServer:
        self.asked.append((url, password))
        server = FakeServer(self.record, "founder")
        server.before = self.before
        return server

    def founder(self, url: str, password: str, _case: str = "") -> Served:
        self.asked.append((url, password))
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(self.record, name)

    def add_station(self, login: str, password: str, name: str) -> None:
        self.given[login] = password
        self.record.add_station(login, password, name)


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch) -> Served:
    monkeypatch.setattr(passphrase, "ROUNDS", 1)
    made = Served()
    monkeypatch.setattr(reaching, "server_at", made.server)
    monkeypatch.setattr(reaching, "founder_at", made.founder)
    return made


def live(folder: Path, *, encrypted: bool = True) -> Office:
    """A live case with an administrator signed in."""
    key = passphrase_of(WORDS) if encrypted else None
    made = Office.create(folder / "live.case", DEFINITION.read_bytes(), DEFINITION.name, chance=CHANCE, passphrase=key)
    assert isinstance(made, Office)
    with fast_passwords():
        made.people.add(Person("ada", "Ada Marsh", frozenset({"administrator", "clerk"})), PASSWORD)
        made.people.sign_in("ada", PASSWORD)
    return made


def at_stations(office: Office, shell: Shell | None = None) -> SetupPresenter:
    presenter = SetupPresenter(office, shell or Shell())
    presenter.go("stations")
    return presenter


def station(folder: Path, served: Served, name: str = "east_1") -> Office:
    """A station's copy of the case that was shared, an administrator signed in."""
    copy = folder / f"{name}.case"
    given: Any = FakeServer(served.record, name)
    join(given, copy, passphrase_of(WORDS), URL)
    reach = Reach(lambda _url: FakeServer(served.record, name), 2.0)  # type: ignore[arg-type,return-value]
    office = Office.open(copy, chance=CHANCE, passphrase=passphrase_of(WORDS), reach=reach)
    with fast_passwords():
        office.people.sign_in("ada", PASSWORD)
    return office


def shared(folder: Path) -> SetupPresenter:
    presenter = at_stations(live(folder))
    presenter.stations.send(URL, "the founder's")
    return presenter


def caught_up(office: Office, until: Callable[[], bool]) -> None:
    """Look at the server until something holds; what was fetched before is taken in first."""
    for _ in range(20):
        office._file.log.catch_up(5)
        if until():
            return


def test_a_case_is_shared_and_can_only_be_looked_at_from_then_on(tmp_path, served):
    office, shell = live(tmp_path), Shell()
    presenter = at_stations(office, shell)
    assert presenter.screen.stations.act == "Share the case"
    presenter.stations.send(f" {URL}", "the founder's")
    assert served.record.head == office.record.head()
    assert set(served.asked) == {(URL, "the founder's")}
    assert shell.heard[-1].startswith("The server has all ")
    assert (office.closed.code, presenter.screen.stations.act) == ("read_only", "Bring what the server lacks")
    assert "the founder's" not in repr(presenter.screen)
    office.close()


def test_a_server_that_goes_away_in_the_middle_is_brought_the_rest_later(tmp_path, served, monkeypatch):
    bring, presenter = served.record.bring, at_stations(live(tmp_path))

    def cut(acts):
        raise WorldError("server_away", "The server does not answer", "Wait.")

    monkeypatch.setattr(served.record, "bring", cut)
    presenter.stations.send(URL, "")
    assert presenter.screen.strip.what.startswith("Not everything is at the server yet")
    assert presenter.screen.stations.act == "Bring what the server lacks"
    monkeypatch.setattr(served.record, "bring", bring)
    presenter.stations.send(URL, "")
    assert served.record.head == presenter._office.record.head()


def test_a_server_that_refuses_leaves_the_case_as_it_was(tmp_path, served, monkeypatch):
    def exists(*_):
        raise WorldError("exists", "There is one of that name", "Use another.")

    monkeypatch.setattr(served.record, "found", exists)
    presenter = at_stations(live(tmp_path))
    presenter.stations.send(URL, "")
    assert presenter.screen.strip.what == "The case was not shared: There is one of that name"
    assert (presenter._office.closed, presenter.screen.stations.act) == (None, "Share the case")


def test_what_keeps_a_case_from_being_shared_is_said(tmp_path):
    plain = at_stations(live(tmp_path, encrypted=False))
    assert "not encrypted" in plain.screen.stations.may_not
    assert plain.screen.stations.act == ""
    (tmp_path / "practice").mkdir()
    practice = at_stations(small(tmp_path / "practice", "jbellamy"))
    assert practice.screen.stations.may_not
    plain.stations.send(URL, "")
    assert plain._office.sharing.part == "alone"


def test_only_an_administrator_may(tmp_path, served):
    office = live(tmp_path)
    office.people.sign_out()
    presenter = at_stations(office)
    presenter.stations.send(URL, "")
    assert presenter.screen.stations.may_not
    assert served.asked == []


def test_a_station_lists_all_and_revokes_one(tmp_path, served):
    shared(tmp_path)
    office = station(tmp_path, served)
    served.record.add_station("west_1", "", "West counter")
    presenter = at_stations(office)
    screen = presenter.screen.stations
    assert {row.id for row in screen.list.rows} >= {"east_1", "west_1"}
    (east,) = (row for row in screen.list.rows if row.id == "east_1")
    assert east.cells[2:5] == ("connected", "has every entry", "right")
    presenter.stations.choose_act("revoke")
    presenter.stations.send(URL, "")
    assert presenter.screen.stations.troubles == {"url": "Choose the station in the list first."}
    presenter.stations.choose("west_1")
    presenter.stations.send(URL, "")
    assert presenter.screen.stations.asked.startswith("Revoke the login west_1?")
    presenter.stations.take_back()
    presenter.stations.confirm()
    assert (presenter.screen.stations.asked, served.record.rows["west_1"].revoked) == ("", False)
    presenter.stations.send(URL, "")
    presenter.stations.confirm()
    assert served.record.rows["west_1"].revoked
    assert not served.record.rows["east_1"].revoked
    office.close()


@pytest.mark.parametrize("of", ["shared", "station"])
def test_a_login_is_added_and_its_password_shown_once(tmp_path, served, of):
    presenter = shared(tmp_path)
    office = presenter._office
    if of == "station":
        office = station(tmp_path, served)
        presenter = at_stations(office)
    part = presenter.stations
    part.choose_act("add")
    part.send("", "the founder's", login="")
    assert set(presenter.screen.stations.troubles) == {"url", "login"}
    part.send(URL, "the founder's", login="west_1", name="West counter")
    assert "west_1" not in served.record.rows
    assert presenter.screen.stations.asked.startswith("Add the login west_1 for West counter?")
    part.confirm()
    handed = presenter.screen.stations.handed
    assert served.record.rows["west_1"].name == "West counter"
    assert served.given["west_1"] == handed.password
    assert re.fullmatch(r"(?:[2-9a-hj-km-np-z]{4}-){3}[2-9a-hj-km-np-z]{4}", handed.password)
    assert handed.url == "postgresql://west_1@ballots.example.gov/shared"
    assert handed.password not in repr(presenter.screen)
    part.save_sheet(str(tmp_path / "west"))
    assert (tmp_path / "west.pdf").read_bytes().startswith(b"%PDF")
    part.save_sheet(str(tmp_path / "west"))
    assert "was not saved" in presenter.screen.stations.handed.strip.what
    part.hand_over()
    assert presenter.screen.stations.handed is None
    part.send(URL, "the founder's", login="east_2")
    part.confirm()
    assert served.given["east_2"] != served.given["west_1"]
    presenter.go("people")
    assert presenter.screen.stations.handed is None
    office.close()


def test_stations_that_join_are_asked_for_another_passphrase_and_this_one_goes_on(tmp_path, served):
    shared(tmp_path)
    office, new = station(tmp_path, served), "nine loud herons under the bridge"
    presenter = at_stations(office)
    part, before = presenter.stations, served.record.wrapped
    part.choose_act("passphrase")
    assert presenter.screen.stations.fields == {"passphrase", "again"}
    part.send(passphrase="short", again="short")
    part.send(passphrase=new, again="another")
    assert set(presenter.screen.stations.troubles) == {"again"}
    part.send(passphrase=new, again=new)
    assert "It takes nothing from a station that left" in presenter.screen.stations.asked
    assert served.record.wrapped == before
    part.confirm()
    assert served.record.wrapped != before
    assert new not in repr(presenter.screen)
    with pytest.raises(WorldError, match="does not open the shared record"):
        station(tmp_path, served, "west_1")
    given: Any = FakeServer(served.record, "west_1")
    join(given, tmp_path / "west_1.case", passphrase_of(new), URL)
    office.close()
    station_again = Office.open(tmp_path / "east_1.case", chance=CHANCE, passphrase=passphrase_of(WORDS))
    station_again.close()


def test_a_server_that_was_restored_is_continued_from_the_longest_copy(tmp_path, served):
    shared(tmp_path)
    office, west, record = station(tmp_path, served), station(tmp_path, served, "west_1"), served.record
    for each in (office, west):
        caught_up(each, lambda each=each: each.record.head() == record.head)
    whole, kept = record.head, len(record.acts) - 1
    lost = record.acts[kept]
    record.acts[kept:], record.leaves[lost.first - 1 :] = [], []
    record.answers.pop(lost.id)
    presenter = at_stations(office)
    caught_up(office, lambda: office.closed is not None)
    assert office.closed.code == "another_story"
    part = presenter.stations
    part.choose_act("continue")
    part.look()
    assert presenter.screen.stations.longest.startswith(f"The server has {record.head.size} entries. The longest copy")
    assert f"This copy has {whole.size} entries, the server {record.head.size}." in presenter.screen.stations.means
    part.send(URL, "the founder's")
    assert record.head != whole
    part.confirm()
    assert record.head == whole
    for each in (office, west):
        caught_up(each, lambda each=each: each.closed is None)
        assert each.closed is None
    assert presenter.screen.stations.longest == ""
    office.close()
    west.close()


@pytest.mark.parametrize("doing", ["add", "revoke", "passphrase", "continue"])
def test_only_an_administrator_sees_to_stations(tmp_path, served, doing):
    shared(tmp_path)
    office = station(tmp_path, served)
    office.people.sign_out()
    desk, login = office.sharing, ServerLogin(URL, "")
    tries = {
        "add": lambda: desk.letting_in(login, StationLogin("w", "w", URL, "p")),
        "revoke": lambda: desk.revoking(login, "east_1"),
        "passphrase": lambda: desk.wrapping_anew("nine loud herons under the bridge"),
        "continue": lambda: desk.bringing(login),
    }
    assert isinstance(tries[doing](), Refusal)
    presenter = at_stations(office)
    presenter.stations.choose_act(doing)
    presenter.stations.send(URL, "", "w", "w", WORDS, WORDS)
    assert (presenter.screen.stations.act, presenter.screen.stations.asked) == ("", "")
    office.close()


def test_a_server_that_is_away_is_said_over_the_list(tmp_path, served):
    shared(tmp_path)
    office = station(tmp_path, served)
    office._file.log._line._server.before = away()
    presenter = at_stations(office)
    assert "does not answer" in presenter.screen.stations.list_trouble
    office.close()


def test_a_copy_that_leaves_is_asked_for_first_and_then_only_looked_at(tmp_path, served):
    shared(tmp_path)
    presenter = at_stations(station(tmp_path, served))
    presenter.stations.ask_to_leave()
    assert presenter.screen.stations.leaving
    presenter.stations.leave()
    assert (presenter._office.sharing.part, presenter._office.closed.code) == ("archive", "read_only")
    assert not (tmp_path / "east_1.case.station").exists()
    assert presenter.screen.stations.title == "This copy has left the shared case"
    presenter._office.close()


def with_a_supervisor(folder: Path, served: Served) -> SetupPresenter:
    """Setup of a station's copy of a case in which a supervisor and a second administrator have keys of their own."""
    office = live(folder)
    with fast_passwords():
        for who, role in (("sue", "supervisor"), ("al", "administrator")):
            office.people.add(Person(who, f"{who.title()} Reed", frozenset({role})), "handed out for once")
            office.people.sign_out()
            office.people.sign_in(who, "handed out for once", OWN)
            office.people.sign_out()
            office.people.sign_in("ada", PASSWORD)
    at_stations(office).stations.send(URL, "the founder's")
    office.close()
    return at_stations(station(folder, served))


OWN = "a password of my own choice"
PAPER = Envelope("0001", "election_day", PLACE, "001", last_name="Delgado", first_name="Maria")


def test_a_copy_that_goes_on_alone_is_worked_in_and_says_so(tmp_path, served):
    presenter = with_a_supervisor(tmp_path, served)
    office, part, head = presenter._office, presenter.stations, served.record.head
    part.ask_to_go_on()
    asked = presenter.screen.stations.going_on
    assert [choice.value for choice in asked.seats.people] == ["sue"]
    assert 'says "not the shared record"' in asked.words
    shell = presenter._shell
    part.going_on.answer({"password": PASSWORD}, [("sue", OWN)])
    assert shell.heard[-1].startswith(f"This copy goes on alone, with {office.record.head().size} entries.")
    assert (office.sharing.part, office.closed, presenter.screen.stations.going_on) == ("alone", None, None)
    assert not (tmp_path / "east_1.case.station").exists()
    assert shell.told[-1] == (1, 1)
    assert isinstance(office.receive.receive_one(PAPER), Done)
    assert served.record.head == head
    for desk in ("overview", "record", "release"):
        assert standing_of(office, desk).notice.what.startswith("Not the shared record: this file left it on ")
    assert standing_of(office, "review") is None
    office.close()
    again = Office.open(tmp_path / "east_1.case", chance=CHANCE, passphrase=passphrase_of(WORDS))
    assert (again.sharing.part, again.closed) == ("alone", None)
    again.close()


def test_a_supervisor_begins_it_and_an_administrator_signs_too(tmp_path, served):
    office = with_a_supervisor(tmp_path, served)._office
    office.people.sign_out()
    office.people.sign_in("sue", OWN)
    presenter = at_stations(office)
    screen, part = presenter.screen.stations, presenter.stations
    assert (screen.act, screen.acts, screen.leave) == ("", (), "")  # nothing else is theirs
    assert screen.go_on == "Leave, and go on with this copy alone"
    assert "A supervisor can begin" in screen.may_not
    part.ask_to_go_on()
    asked = presenter.screen.stations.going_on
    assert [choice.value for choice in asked.seats.people] == ["ada", "al"]
    part.going_on.answer({"password": OWN}, [("ada", PASSWORD)])
    assert (office.sharing.part, office.closed) == ("alone", None)
    last = [logged.entry for logged in office._file.log.entries(office.record.head().size - 1)]
    assert [(entry.kind, entry.by) for entry in last] == [("case.left", "sue"), ("case.left", "ada")]
    office.close()


def test_nobody_else_begins_it(tmp_path, served):
    office = with_a_supervisor(tmp_path, served)._office
    office.people.add(Person("rita", "Rita Reed", frozenset({"reviewer", "secretary"})), "handed out for once")
    office.people.sign_out()
    office.people.sign_in("rita", "handed out for once", OWN)
    screen = at_stations(office).screen.stations
    assert (screen.go_on, screen.going_on, screen.leave, screen.act) == ("", None, "", "")
    office.close()


def test_a_copy_that_goes_on_alone_has_its_password_forgotten(tmp_path, served, ring):
    presenter = with_a_supervisor(tmp_path, served)
    system_keyring.keep(URL, "east's own")
    presenter.stations.ask_to_go_on()
    presenter.stations.going_on.answer({"password": PASSWORD}, [("al", OWN)])  # refused: two administrators
    assert ring.passwords == ["east's own"]
    presenter.stations.going_on.answer({"password": PASSWORD}, [("sue", OWN)])
    assert (presenter._office.sharing.part, ring.passwords) == ("alone", [])
    presenter._office.close()


@pytest.mark.parametrize(
    ("own", "others", "field", "words"),
    [
        ("", [("sue", OWN)], "password", "Type your password."),
        (PASSWORD, [], "seats", "Choose the other person who signs."),
        (PASSWORD, [("sue", "")], "seats", "The other person types their own password."),
        ("wrong", [("sue", OWN)], "password", "Name and password do not fit. Try again."),
        (PASSWORD, [("sue", "wrong")], "seats", "Name and password do not fit. Try again."),
        (PASSWORD, [("al", OWN)], "seats", "An administrator and a supervisor sign this, two people."),
        (PASSWORD, [("ada", PASSWORD)], "seats", "Two people sign this. Ada Marsh has signed already."),
    ],
)
def test_what_is_wrong_with_who_signs_stands_at_its_field(tmp_path, served, own, others, field, words):
    presenter = with_a_supervisor(tmp_path, served)
    part, before = presenter.stations, presenter._office.record.head()
    part.ask_to_go_on()
    part.going_on.answer({"password": own}, others)
    assert presenter.screen.stations.going_on.problems == {field: words}
    assert (presenter._office.sharing.part, presenter._office.record.head()) == ("station", before)
    part.going_on.take_back()
    assert presenter.screen.stations.going_on is None
    presenter._office.close()


def test_a_copy_that_could_not_go_on_is_a_stations_copy_again(tmp_path, served, monkeypatch):
    presenter = with_a_supervisor(tmp_path, served)
    office, before = presenter._office, presenter._office.record.head()

    def damaged(*_):
        raise WorldError("damaged", "It does not verify", "Keep it.")

    monkeypatch.setattr("adjudicator.log.copies.leaving.verified", damaged)
    office._file.reach = Reach(lambda _url: FakeServer(served.record, "east_1"), 2.0)
    presenter.stations.ask_to_go_on()
    presenter.stations.going_on.answer({"password": PASSWORD}, [("sue", OWN)])
    assert presenter.screen.strip.what == "The shared case was not left: It does not verify"
    assert (office.sharing.part, office.closed, office.record.head()) == ("station", None, before)
    assert isinstance(office.receive.receive_one(PAPER), Done)
    assert served.record.head == office.record.head()
    office.close()


def test_a_copy_with_an_act_that_is_not_settled_does_not_go_on(tmp_path, served, monkeypatch):
    presenter = with_a_supervisor(tmp_path, served)
    monkeypatch.setattr(sharing, "kept_from_leaving", lambda *_: sharing.NOT_ANSWERED)
    presenter.stations.ask_to_go_on()
    presenter.stations.going_on.answer({"password": PASSWORD}, [("sue", OWN)])
    assert presenter.screen.stations.going_on.problems == {"seats": sharing.NOT_ANSWERED.words}
    presenter._office.close()


def test_a_copy_goes_on_alone_after_its_server_was_lost(tmp_path, served):
    presenter = with_a_supervisor(tmp_path, served)
    office, part = presenter._office, presenter.stations
    line = office._file.log._line
    line._server.before = away()
    part.ask_to_go_on()
    part.going_on.answer({"password": PASSWORD}, [("sue", OWN)])
    assert presenter.screen.strip.what.startswith("The shared case was not left: The server")
    assert office.sharing.part == "station"
    line.quiet_since = monotonic() - 10
    assert office.closed.code == "server_away"
    part.going_on.answer({"password": PASSWORD}, [("sue", OWN)])
    assert (office.sharing.part, office.closed) == ("alone", None)
    assert isinstance(office.receive.receive_one(PAPER), Done)
    office.close()


def test_passwords_are_tried_away_from_the_window_one_after_the_other(tmp_path, served):
    presenter = with_a_supervisor(tmp_path, served)
    shell, part = presenter._shell, presenter.stations
    shell.waits = True
    part.ask_to_go_on()
    part.going_on.answer({"password": PASSWORD}, [("sue", OWN)])
    assert presenter.screen.stations.trying.words == "Trying the passwords"
    part.going_on.answer({"password": "another"}, [])
    assert presenter.screen.stations.going_on.problems == {}
    own = shell.work_on
    own()
    assert presenter.screen.stations.trying is not None
    shell.work_on()
    assert (presenter.screen.stations.trying, presenter._office.sharing.part) == (None, "alone")
    presenter._office.close()


def test_many_wrong_passwords_are_said_over_the_list(tmp_path, served):
    shared(tmp_path)
    office = station(tmp_path, served)
    assert at_stations(office).screen.stations.wrong == ""
    served.record.add_station("west_1", "", "West counter")
    served.record.rows["west_1"] = replace(served.record.rows["west_1"], wrong=("ada",))
    assert at_stations(office).screen.stations.wrong == (
        "Many wrong passwords at West counter (west_1), for Ada Marsh. "
        "If nobody there has forgotten a password, revoke the login."
    )
    office.close()


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> KeyringInMemory:
    """The system's keyring."""
    made = KeyringInMemory()
    monkeypatch.setattr(system_keyring, "system_keyring", lambda: made)
    return made


def test_the_password_kept_at_this_computer_is_forgotten(tmp_path, served, ring):
    shared(tmp_path)
    shell = Shell()
    presenter = at_stations(station(tmp_path, served), shell)
    assert presenter.screen.stations.forget == "Forget the password kept at this computer"
    system_keyring.keep(URL, "east's own")
    system_keyring.keep(URL.replace("founder", "west"), "another's")
    presenter.stations.forget_password()
    assert ring.passwords == ["another's"]
    assert shell.heard[-1] == "The password of the login is kept at this computer no more"
    presenter.stations.forget_password()
    assert shell.heard[-1] == "This computer keeps no password of the login"
    presenter._office.close()


def test_a_copy_that_leaves_has_its_password_forgotten(tmp_path, served, ring):
    shared(tmp_path)
    presenter = at_stations(station(tmp_path, served))
    system_keyring.keep(URL, "east's own")
    presenter.stations.ask_to_leave()
    presenter.stations.leave()
    assert (presenter._office.sharing.part, ring.passwords) == ("archive", [])
    assert (presenter.screen.stations.forget, presenter._office.sharing.forgetting()) == ("", None)
    presenter._office.close()


def test_a_copy_leaves_though_the_keyring_is_locked_and_that_is_said(tmp_path, served, monkeypatch):
    shared(tmp_path)
    presenter = at_stations(station(tmp_path, served))
    monkeypatch.setattr(system_keyring, "system_keyring", LockedKeyring)
    presenter.stations.ask_to_leave()
    presenter.stations.leave()
    assert presenter._office.sharing.part == "archive"
    assert "may still be kept at this computer" in presenter.screen.strip.what
    presenter._office.close()


def test_what_is_in_force_nowhere_is_named_with_the_login_that_brought_it(tmp_path, served):
    shared(tmp_path)
    office = station(tmp_path, served)
    record = served.record
    body = seal(Entry("envelope.received", 1, instant(NOW), "ada", {"envelope": "0099"}), lambda: bytes(32)).body
    rogue = SentAct(bytes(16), "ada", record.head, bytes(64), [SentEntry(body)], {}, instant(NOW))
    assert record.append("rogue_1", rogue) == record.head
    office._file.log.catch_up(5)
    (line,) = office.record.lines(limit=1)
    assert (line.signed, line.login) == (False, "rogue_1")
    assert unsigned_words(line) == "Not signed by Ada Marsh, in force nowhere, brought by the login rogue_1"
    standing = standing_of(office, "overview")
    assert standing is not None
    assert standing.notice.why == f"The login rogue_1 brought entry {line.seq}."
    assert standing_of(office, "review") is None
    office.close()
