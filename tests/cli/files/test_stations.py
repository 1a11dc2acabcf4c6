"""A record that many stations share, by commands: shared, joined, worked in from two copies, left."""

from __future__ import annotations

from typing import Any

import pytest

from adjudicator.people.passwords import passphrase_of
from adjudicator.shared import reaching, system_keyring
from adjudicator.shared.case_key import CaseKey, unwrap
from adjudicator.shared.papers import about_part
from tests.at_rest.conftest import make_passphrases_cheap
from tests.cli.conftest import HEADER, ROWS, Terminal
from tests.shared.fake_server import FakeRecord, FakeServer, away
from tests.shared.keyrings import KeyringInMemory, LockedKeyring

EAST, WEST, FOUNDER = (f"postgresql://{login}@localhost/shared" for login in ("east", "west", "founder"))
WORDS = "seven quiet herons over the marsh"


class Founding:
    """Founds on a server in memory."""

    def __init__(self, record: FakeRecord) -> None:
        self._record = record

    def __getattr__(self, name: str) -> Any:
        return getattr(self._record, name)

    def add_station(self, login: str, password: str, name: str) -> None:
        assert password
        self._record.add_station(login, password, name)


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> dict[str, FakeServer]:
    """The servers that commands reach, by login; all have one record."""
    record, made = FakeRecord(), dict[str, FakeServer]()

    def server_at(url: str, password: str, case: str = "") -> Any:
        login = url.partition("//")[2].partition("@")[0]
        before = made[login].before if login in made else None
        made[login] = FakeServer(record, login)
        made[login].before = before or made[login].before
        return made[login]

    monkeypatch.setattr(reaching, "server_at", server_at)
    monkeypatch.setattr(reaching, "founder_at", lambda *_: Founding(record))
    server_at(FOUNDER, "")
    return made


@pytest.fixture
def encrypted(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The case, encrypted."""
    make_passphrases_cheap(monkeypatch)
    terminal.password()
    terminal.password(WORDS, "ADJUDICATOR_NEW_PASSPHRASE_FILE")
    terminal.password(WORDS, "ADJUDICATOR_PASSPHRASE_FILE")
    assert terminal("passphrase", "c.case", "--no-roll", "--as", "jane").code == 0
    terminal.write("list.csv", HEADER + ROWS)
    return terminal


def test_a_case_is_shared_joined_worked_in_by_two_and_left(
    encrypted: Terminal, servers: dict[str, FakeServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = encrypted
    said = terminal("share", "c.case", "--server", FOUNDER, "--as", "jane", "--json")
    assert (said.code, said.err) == (0, "")
    entries = said.json["entries"]
    assert terminal("person", "add", "c.case", "mo", "--name", "Mo", "--role", "clerk", "--as", "jane").code != 0
    terminal.password("another password here", "ADJUDICATOR_NEW_SERVER_PASSWORD_FILE")
    added = terminal("stations", FOUNDER, "--add", "east", "--name", "East counter", "--json")
    assert [row["name"] for row in added.json if row["login"] == "east"] == ["East counter"]
    for url, name in ((EAST, "east"), (WEST, "west")):
        (terminal.folder / name).mkdir()
        said = terminal("join", url, "--out", f"{name}/c.case", "--json")
        assert said.code == 0, said.err
        assert said.json["entries"] == entries
        assert (terminal.folder / name / "a.roll").exists()
    done = terminal("receive", "east/c.case", "list.csv", "--as", "jane")
    assert done.code == 0, done.err
    status = terminal("status", "west/c.case", "--json")
    assert status.code == 0
    assert status.json["received"] == 0
    # a command that acts looks at the server first
    assert terminal("person", "change", "west/c.case", "rita", "--role", "clerk", "--as", "jane").code == 0
    assert terminal("status", "west/c.case", "--json").json["received"] == 2
    for name in ("east", "west"):
        assert terminal("verify", f"{name}/c.case").code == 0
    rows = terminal("stations", FOUNDER, "--json").json
    assert {row["login"]: row["behind"] for row in rows if row["login"] in ("east", "west")}["west"] >= 0
    assert "East" in terminal("stations", FOUNDER).out
    left = terminal("leave", "west/c.case", "--json")
    assert left.code == 0, left.err
    assert terminal("status", "west/c.case").code == 0
    assert terminal("person", "change", "west/c.case", "rita", "--role", "reviewer", "--as", "jane").code != 0
    assert terminal("leave", "west/c.case").code != 0
    assert terminal("stations", FOUNDER, "--revoke", "east").code == 0
    refused = terminal("person", "change", "east/c.case", "rita", "--role", "reviewer", "--as", "jane")
    assert refused.code != 0
    assert "This login was taken away" in refused.err


def test_nothing_is_shared_without_a_passphrase_or_the_right(
    terminal: Terminal, servers: dict[str, FakeServer]
) -> None:
    terminal.password()
    said = terminal("share", "c.case", "--server", FOUNDER, "--as", "jane")
    assert said.code != 0
    assert "not encrypted" in said.err
    assert servers["founder"].record.leaves == []


def test_a_station_that_joins_under_a_new_passphrase_opens_the_roll(
    terminal: Terminal, servers: dict[str, FakeServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_passphrases_cheap(monkeypatch)
    terminal.password()
    terminal.password(WORDS, "ADJUDICATOR_NEW_PASSPHRASE_FILE")
    terminal.password(WORDS, "ADJUDICATOR_PASSPHRASE_FILE")
    assert terminal("passphrase", "c.case", "--as", "jane").code == 0  # the roll with it
    assert terminal("share", "c.case", "--server", FOUNDER, "--as", "jane").code == 0
    (terminal.folder / "east").mkdir()
    assert terminal("join", EAST, "--out", "east/c.case").code == 0
    new = "nine loud herons under the bridge"
    terminal.password(new, "ADJUDICATOR_NEW_PASSPHRASE_FILE")
    assert terminal("stations", FOUNDER, "--new-passphrase").code == 0
    terminal.password(new, "ADJUDICATOR_PASSPHRASE_FILE")
    (terminal.folder / "west").mkdir()
    assert terminal("join", WEST, "--out", "west/c.case").code == 0
    for command in (["west/a.roll"], ["west/c.case", "--against-server"]):
        said = terminal("verify", *command)
        assert (said.code, said.out) == (0, "OK\n"), said
    assert sorted(path.name for path in (terminal.folder / "west").glob("a.roll*")) == ["a.roll"]
    assert WORDS not in repr(servers["founder"].record.rolls)
    terminal.password(WORDS, "ADJUDICATOR_PASSPHRASE_FILE")
    assert terminal("verify", "east/a.roll").code == 0
    assert terminal("verify", "west/a.roll").code != 0


def test_only_an_administrator_shares(encrypted: Terminal, servers: dict[str, FakeServer]) -> None:
    assert encrypted("share", "c.case", "--server", FOUNDER, "--as", "sue").code != 0
    assert servers["founder"].record.leaves == []


def test_after_a_restore_the_longest_copy_brings_what_is_missing(
    encrypted: Terminal, servers: dict[str, FakeServer]
) -> None:
    terminal, record = encrypted, servers["founder"].record
    assert terminal("share", "c.case", "--server", FOUNDER, "--as", "jane").code == 0
    again = terminal("share", "c.case", "--server", FOUNDER, "--as", "jane")
    assert again.code != 0  # there is one already
    assert terminal("join", EAST, "--out", "east.case").code == 0
    kept = len(record.acts), len(record.leaves)
    assert terminal("receive", "east.case", "list.csv", "--as", "jane").code == 0
    whole = record.head
    lost = record.acts[kept[0] :]
    del record.acts[kept[0] :], record.leaves[kept[1] :]
    for act in lost:
        del record.answers[act.id]
    assert terminal("receive", "east.case", "list.csv", "--as", "jane").code != 0
    assert terminal("share", "east.case", "--server", FOUNDER, "--continue").code == 0
    assert record.head == whole
    # an older copy has nothing to bring, and is none that goes on
    older = terminal("share", "c.case", "--server", FOUNDER, "--continue")
    assert older.code != 0
    assert "has more entries" in older.err


def test_stations_join_under_a_new_passphrase_and_those_that_are_there_go_on(
    encrypted: Terminal, servers: dict[str, FakeServer]
) -> None:
    terminal = encrypted
    assert terminal("share", "c.case", "--server", FOUNDER, "--as", "jane").code == 0
    assert terminal("join", EAST, "--out", "east.case").code == 0
    terminal.password("short", "ADJUDICATOR_NEW_PASSPHRASE_FILE")
    assert terminal("stations", FOUNDER, "--new-passphrase").code != 0
    terminal.password("three loud herons over the marsh", "ADJUDICATOR_NEW_PASSPHRASE_FILE")
    assert terminal("stations", FOUNDER, "--new-passphrase").code == 0
    refused = terminal("join", WEST, "--out", "west.case")
    assert refused.code != 0
    assert "does not open the shared record" in refused.err
    assert terminal("receive", "east.case", "list.csv", "--as", "jane").code == 0
    terminal.password("three loud herons over the marsh", "ADJUDICATOR_PASSPHRASE_FILE")
    assert terminal("join", WEST, "--out", "west.case").code == 0
    assert terminal("person", "change", "west.case", "rita", "--role", "clerk", "--as", "jane").code == 0
    assert terminal("status", "west.case", "--json").json["received"] == 2


def test_while_the_server_is_away_a_command_records_nothing_and_says_so(
    encrypted: Terminal, servers: dict[str, FakeServer]
) -> None:
    terminal = encrypted
    assert terminal("share", "c.case", "--server", FOUNDER, "--as", "jane").code == 0
    assert terminal("join", EAST, "--out", "east.case").code == 0
    servers["east"].before = away()
    said = terminal("receive", "east.case", "list.csv", "--as", "jane")
    assert said.code != 0
    assert "has not answered since" in said.err
    assert terminal("status", "east.case").code == 0
    assert terminal("verify", "east.case").code == 0


def the_key(record: FakeRecord) -> CaseKey:
    """The case key of a record."""
    key = unwrap(record.wrapped, passphrase_of(WORDS))
    assert key is not None
    return key


def joined_east(terminal: Terminal, copy: str = "east.case") -> None:
    assert terminal("share", "c.case", "--server", FOUNDER, "--as", "jane").code == 0
    assert terminal("join", EAST, "--out", copy).code == 0
    assert terminal("receive", copy, "list.csv", "--as", "jane").code == 0
    terminal.password(variable="ADJUDICATOR_OTHER_PASSWORD_FILE")


def test_a_copy_leaves_and_goes_on_by_itself(encrypted: Terminal, servers: dict[str, FakeServer]) -> None:
    terminal, record = encrypted, servers["founder"].record
    joined_east(terminal)
    shared = record.head.size
    left = terminal("leave", "east.case", "--go-on", "--as", "jane", "--with", "sue", "--json")
    assert left.code == 0, left.err
    assert left.json["entries"] == shared + 2
    assert not (terminal.folder / "east.case.station").exists()
    status = terminal("status", "east.case")
    assert f"behind entry {shared}." in status.out
    assert "Not the shared record" in terminal("status", "east.case", "--json").json["left"]
    done = terminal("person", "change", "east.case", "rita", "--role", "clerk", "--as", "jane")
    assert done.code == 0, done.err
    assert record.head.size == shared
    for depth in (["--standard"], [], ["--every-signature"]):
        said = terminal("verify", "east.case", *depth)
        assert said.code == 0, said.out
    assert terminal("backup", "east.case", "--out", "b.case").code == 0
    again = terminal("restore", "b.case", "--out", "r.case")
    assert again.code == 0, again.err
    assert terminal("verify", "r.case").code == 0
    assert "Not the shared record" in terminal("status", "r.case").out


def test_a_copy_that_left_is_not_brought_to_the_server_that_it_left(
    encrypted: Terminal, servers: dict[str, FakeServer]
) -> None:
    terminal, record = encrypted, servers["founder"].record
    joined_east(terminal)
    assert terminal("leave", "east.case", "--go-on", "--as", "jane", "--with", "sue").code == 0
    before = record.head
    for more in ((), ("--continue",)):
        refused = terminal("share", "east.case", "--server", FOUNDER, "--as", "jane", *more)
        assert refused.code != 0
        assert "This file has left the shared record" in refused.err, refused.err
    assert record.head == before
    assert terminal("verify", "east.case").code == 0


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (("jane", "jane"), "An administrator and a supervisor"),
        (("jane", "rita"), "An administrator and a supervisor"),
        (("rita", "sue"), "An administrator and a supervisor"),
        (("jane", "nobody"), "do not fit"),
    ],
)
def test_who_may_not_let_a_copy_go_on_does_not(
    encrypted: Terminal, servers: dict[str, FakeServer], people: tuple[str, str], words: str
) -> None:
    terminal = encrypted
    joined_east(terminal)
    before = terminal.digest("east.case")
    refused = terminal("leave", "east.case", "--go-on", "--as", people[0], "--with", people[1])
    assert refused.code != 0
    assert words in refused.err
    assert terminal.digest("east.case") == before
    assert terminal("person", "change", "east.case", "rita", "--role", "clerk", "--as", "jane").code == 0
    assert servers["east"].record.head.size > 0


def test_a_copy_does_not_leave_while_an_act_is_not_settled(
    encrypted: Terminal, servers: dict[str, FakeServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = encrypted
    joined_east(terminal)
    monkeypatch.setattr("adjudicator.cli.shared.access.WAITS", 0.2)
    servers["east"].before = away("append", "settle")
    unknown = terminal("person", "change", "east.case", "rita", "--role", "clerk", "--as", "jane")
    assert unknown.code != 0
    refused = terminal("leave", "east.case", "--go-on", "--as", "jane", "--with", "sue")
    assert refused.code != 0
    assert "not known yet" in refused.err, refused.err
    assert terminal("leave", "c.case", "--go-on", "--as", "jane", "--with", "sue").code != 0  # it is no station's copy


def test_a_copy_is_held_against_its_server(encrypted: Terminal, servers: dict[str, FakeServer]) -> None:
    terminal, record = encrypted, servers["founder"].record
    joined_east(terminal)
    same = terminal("verify", "east.case", "--against-server", "--json")
    assert same.code == 0, same.out
    assert same.json["server"] == {"entries": record.head.size, "root": record.head.root.hex(), "newer": 0}
    assert terminal("join", WEST, "--out", "west.case").code == 0
    assert terminal("person", "change", "west.case", "rita", "--role", "clerk", "--as", "jane").code == 0
    behind = terminal("verify", "east.case", "--against-server")
    assert behind.code == 0, behind.out
    assert "newer entr" in behind.err
    lost = record.acts.pop()
    del record.leaves[lost.first - 1 :]
    shorter = terminal("verify", "west.case", "--against-server")
    assert (shorter.code, "server.shorter" in shorter.out) == (1, True)
    assert "not the same record" in shorter.err
    assert terminal("verify", "c.case", "--against-server").code == 2  # it does not say where its server is
    assert terminal("verify", "c.case", "--server", EAST).code == 0
    servers["east"].before = away("head")
    assert terminal("verify", "east.case", "--against-server").code not in (0, 1)


def test_a_warning_alone_is_told_and_says_of_no_record_that_it_is_bad(
    encrypted: Terminal, servers: dict[str, FakeServer]
) -> None:
    terminal = encrypted
    joined_east(terminal)
    servers["east"].before = away("put_checkpoint")
    assert terminal("day", "east.case", "--as", "sue").code == 0
    said = terminal("verify", "east.case")
    assert terminal("join", WEST, "--out", "west.case").code == 0
    told = terminal("verify", "west.case")
    lines = told.out.splitlines()
    assert (told.code, lines[-1]) == (0, "OK")
    assert lines[0].startswith("warning: act.checkpoint_waits: entry ")
    read = terminal("verify", "west.case", "--json")
    assert (read.code, read.json["ok"], len(read.json["findings"])) == (0, True, len(lines) - 1)
    assert {each["state"] for each in read.json["verdicts"].values()} == {"ok"}
    assert said.code == 0


def test_the_roll_at_the_server_is_held_against_the_copys(encrypted: Terminal, servers: dict[str, FakeServer]) -> None:
    terminal, record = encrypted, servers["founder"].record
    (terminal.folder / "east").mkdir()
    joined_east(terminal, "east/c.case")
    roll, key = terminal.folder / "east" / "a.roll", the_key(record)
    ((wanted, part), box) = next(iter(record.rolls.items()))

    def said() -> tuple[int, str]:
        found = terminal("verify", "east/c.case", "--against-server")
        return found.code, found.out

    assert said() == (0, "OK\n")
    record.rolls[wanted, 0] = bytes(len(box))
    assert said()[0] == 1
    assert "server.roll: roll, part 1" in said()[1]
    record.rolls[wanted, 0] = box
    whole = roll.read_bytes()
    record.rolls[wanted, 1] = key.hide(b"more", about_part(wanted, 1))
    assert "server.roll: roll, part 2" in said()[1]
    record.rolls[wanted, 0] = key.hide(whole[:-4096], about_part(wanted, part))
    del record.rolls[wanted, 1]
    assert "server.roll: roll, part 1" in said()[1]
    # the same rows in other bytes are the same roll, and so it is where no file of it lies here
    record.rolls[wanted, 0] = box
    (terminal.folder / "east" / "a.roll").unlink()
    assert said() == (0, "OK\n")
    assert not list((terminal.folder / "east").glob("*server.roll*"))
    roll.write_bytes(whole)
    del record.rolls[wanted, 0]
    code, out = said()
    assert (code, out.splitlines()[-1]) == (0, "OK")  # it can be brought still
    assert "warning: server.roll_lacks: roll" in out


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> KeyringInMemory:
    """The system's keyring."""
    made = KeyringInMemory()
    monkeypatch.setattr(system_keyring, "system_keyring", lambda: made)
    return made


@pytest.fixture
def logins(servers: dict[str, FakeServer], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords with which servers were reached."""
    given = list[str]()
    reach = reaching.server_at

    def server_at(url: str, password: str, case: str = "") -> Any:
        given.append(password)
        return reach(url, password, case)

    monkeypatch.setattr(reaching, "server_at", server_at)
    return given


def test_the_keyring_keeps_a_password_until_the_copy_leaves(
    encrypted: Terminal, logins: list[str], ring: KeyringInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = encrypted
    assert terminal("share", "c.case", "--server", FOUNDER, "--as", "jane").code == 0
    terminal.password("lamp by the stairs", "ADJUDICATOR_SERVER_PASSWORD_FILE")
    joined = terminal("join", EAST, "--out", "east.case", "--keep-password")
    assert joined.code == 0, joined.err
    assert ring.passwords == ["lamp by the stairs"]
    assert "lamp" not in joined.out + joined.err
    monkeypatch.delenv("ADJUDICATOR_SERVER_PASSWORD_FILE")
    logins.clear()
    said = terminal("receive", "east.case", "list.csv", "--as", "jane")
    assert said.code == 0, said.err
    assert set(logins) == {"lamp by the stairs"}
    left = terminal("leave", "east.case")
    assert left.code == 0, left.err
    assert ring.passwords == []


def test_a_copy_that_goes_on_by_itself_needs_no_password_any_more(
    encrypted: Terminal, servers: dict[str, FakeServer], ring: KeyringInMemory
) -> None:
    joined_east(encrypted)
    system_keyring.keep(EAST, "lamp by the stairs")
    system_keyring.keep(WEST, "another's")
    left = encrypted("leave", "east.case", "--go-on", "--as", "jane", "--with", "sue")
    assert left.code == 0, left.err
    assert ring.passwords == ["another's"]


def test_a_password_is_kept_and_forgotten_without_a_copy(
    encrypted: Terminal, servers: dict[str, FakeServer], ring: KeyringInMemory
) -> None:
    terminal = encrypted
    assert terminal("join", EAST).code == 2
    assert terminal("join", EAST, "--keep-password").code == 2  # there is none, and no terminal
    terminal.password("lamp by the stairs", "ADJUDICATOR_SERVER_PASSWORD_FILE")
    assert terminal("share", "c.case", "--server", FOUNDER, "--as", "jane").code == 0
    assert terminal("join", EAST, "--keep-password", "--forget-password").code == 2
    assert terminal("join", EAST, "--forget-password", "--out", "east.case").code == 2
    assert ring.kept == {}
    kept = terminal("join", EAST, "--keep-password", "--json")
    assert (kept.code, kept.json, ring.passwords) == (0, {"password_kept": True}, ["lamp by the stairs"])
    for words in ("keeps the password no more", "keeps no password of this login"):
        said = terminal("join", EAST, "--forget-password")
        assert (said.code, words in said.out, ring.kept) == (0, True, {})
    assert terminal("join", EAST, "--forget-password", "--json").json == {"password_kept": False}


def test_a_password_that_the_server_refuses_is_not_kept(
    encrypted: Terminal, servers: dict[str, FakeServer], ring: KeyringInMemory
) -> None:
    terminal = encrypted
    assert terminal("share", "c.case", "--server", FOUNDER, "--as", "jane").code == 0
    assert terminal("join", EAST, "--out", "east.case").code == 0
    servers["east"].before = away("head")
    terminal.password("guessed", "ADJUDICATOR_SERVER_PASSWORD_FILE")
    assert terminal("join", EAST, "--keep-password").code != 0
    assert ring.kept == {}


def test_a_keyring_that_is_locked_keeps_nobody_from_working(
    encrypted: Terminal, servers: dict[str, FakeServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = encrypted
    monkeypatch.setattr(system_keyring, "system_keyring", LockedKeyring)
    said = terminal("share", "c.case", "--server", FOUNDER, "--as", "jane")
    assert (said.code, "keyring is locked" in said.err) == (0, True)
    terminal.password("lamp by the stairs", "ADJUDICATOR_SERVER_PASSWORD_FILE")
    refused = terminal("join", EAST, "--out", "east.case", "--keep-password")
    assert (refused.code, "keyring is locked" in refused.err, "lamp" in refused.err) == (3, True, False)
    assert "east.case" not in terminal.files()
    assert terminal("join", EAST, "--out", "east.case").code == 0
    left = terminal("leave", "east.case")
    assert (left.code, "may still be kept at this computer" in left.err) == (0, True)
