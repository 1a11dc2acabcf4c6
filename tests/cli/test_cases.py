"""Commands on a case: new, person, receive, status, release; who acts, and every exit code."""

from __future__ import annotations

import os
import re
import sys
from contextlib import closing
from pathlib import Path

import pytest

from adjudicator.cli.files import making
from adjudicator.cli.files.making import NO_RECOVERY, PLAIN
from adjudicator.cli.shared.access import MOST_OF_PASSWORD
from adjudicator.office import Done, Office
from adjudicator.records.trouble import WorldError
from adjudicator.words import told
from tests.cli.conftest import HEADER, ROWS, Terminal
from tests.looking import approve_seen
from tests.office.conftest import PASSWORD, Desk, Watch, open_again

LIVE = ("new", "n.case", "--definition", "def.json", "--plain")


def test_a_sheet_that_has_no_folder_is_refused_before_a_case_is_made(terminal: Terminal) -> None:
    before = terminal.files()
    said = terminal(*LIVE, "--recovery-sheet", "gone/sheet.pdf")
    assert (said.code, said.out) == (3, "")
    assert "There is no file gone" in said.err
    assert terminal.files() == before


@pytest.mark.parametrize("where", ["sheet", "terminal"])
def test_a_case_whose_recovery_words_nobody_got_is_not_left(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """The disk is full, or the person stops the command."""

    def fail(*_: object) -> None:
        raise trouble if where == "sheet" else KeyboardInterrupt

    trouble = WorldError("disk_full", "There is no room left on the disk", "Free some space.")
    before = terminal.files()
    if where == "sheet":
        monkeypatch.setattr(making, "write_recovery_sheet", fail)
        assert terminal(*LIVE, "--recovery-sheet", "sheet.pdf").code == 3
    else:
        monkeypatch.setattr(making, "_give_recovery", fail)
        terminal(*LIVE)
    assert terminal.files() == before


def test_a_new_case_is_ready_and_has_nobody(terminal: Terminal) -> None:
    said = terminal(*LIVE)
    assert (said.code, said.out) == (0, "n.case is ready: Gwinnett County, General Election, Nov 3, 2020.\n")
    assert not {"n.case-wal", "n.case-shm"} & terminal.files()
    assert terminal("verify", "n.case").out == "OK\n"


def test_where_the_pack_of_a_live_case_differs_from_the_statute_is_said_beside_the_answer(terminal: Terminal) -> None:
    said = terminal(*LIVE)
    assert "Where this differs from the statute: The Secretary of State's announcement" in said.err
    assert "(O.C.G.A. 21-2-218(f))" in said.err
    assert "Counsel" not in said.err
    said = terminal("new", "s.case", "--plain", "--definition", "def.json", "--rules", "georgia-2020")
    assert said.err == f"{NO_RECOVERY}\n{told(PLAIN, case='s.case')}\n"


def test_a_case_without_a_recovery_key_says_so_and_has_none(terminal: Terminal) -> None:
    assert NO_RECOVERY in terminal(*LIVE).err
    with closing(Office.open(Path("n.case"), read_only=True)) as office:
        assert office.case.recovery == ""


def test_the_recovery_key_is_on_the_sheet_that_is_named_and_nowhere_else(terminal: Terminal) -> None:
    said = terminal(*LIVE, "--recovery-sheet", "sheet.pdf")
    assert "Print it, lock it away, and remove the file." in said.err
    sheet = Path("sheet.pdf")
    assert sheet.read_bytes().startswith(b"%PDF")
    assert sheet.stat().st_mode & 0o777 == 0o600
    with closing(Office.open(Path("n.case"), read_only=True)) as office:
        assert len(office.case.recovery) == 64
    assert "sheet.pdf" in terminal.files()


def test_a_recovery_sheet_overwrites_nothing_and_no_case_is_made_then(terminal: Terminal) -> None:
    terminal.write("sheet.pdf", "kept")
    assert terminal(*LIVE, "--recovery-sheet", "sheet.pdf").code == 3
    assert Path("sheet.pdf").read_text() == "kept"
    assert "n.case" not in terminal.files()


def test_the_words_shown_on_the_terminal_give_an_administrator_who_lost_the_password_a_new_key(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as screen:
        screen.setattr(sys.stderr, "isatty", lambda: True)
        said = terminal(*LIVE, "--plain").err
    words = " ".join(line for line in said.splitlines() if re.fullmatch(r"[a-z]+( [a-z]+){5}", line))
    assert len(words.split()) == 24
    terminal.password()
    terminal.password("handed over in person", "ADJUDICATOR_NEW_PASSWORD_FILE")
    added = ("person", "add", "n.case", "mo", "--name", "Mo", "--role", "clerk", "--as", "jdoe")
    assert terminal(*added).code == 0
    terminal.password("six grey herons wade", "ADJUDICATOR_NEW_PASSWORD_FILE")
    for wrong in (words.rsplit(" ", 1)[0], f"zebra {words.split(' ', 1)[1]}", ""):
        terminal.password(wrong, "ADJUDICATOR_RECOVERY_FILE")
        assert terminal("person", "recover", "n.case", "jdoe").code in (1, 2)
    terminal.password(words, "ADJUDICATOR_RECOVERY_FILE")
    assert terminal("person", "recover", "n.case", "mo").code == 1
    said = terminal("person", "recover", "n.case", "jdoe", "--json")
    assert (said.code, said.json["person"]) == (0, "jdoe")
    said = terminal("person", "recover", "n.case", "jdoe")
    assert (said.code, said.out) == (0, "jdoe has a new key and a new password.\n")
    terminal.password("six grey herons wade")
    assert terminal("person", "list", "n.case", "--as", "jdoe").code == 0
    terminal.password()
    assert terminal("person", "list", "n.case", "--as", "jdoe").code == 1
    assert terminal("verify", "n.case").code == 0


def test_the_first_person_to_act_becomes_the_first_administrator(terminal: Terminal) -> None:
    terminal(*LIVE)
    terminal.password()
    terminal.write("list.csv", HEADER + ROWS)
    said = terminal("receive", "n.case", "list.csv", "--as", "jdoe")
    assert (said.code, said.out) == (0, "list.csv: 2 received.\n")
    assert "jdoe is now the first administrator" in said.err
    terminal.password(variable="ADJUDICATOR_NEW_PASSWORD_FILE")
    added = terminal("person", "add", "n.case", "mo", "--name", "Mo Ortiz", "--role", "clerk", "--as", "jdoe")
    assert (added.code, added.out) == (0, "mo (Mo Ortiz) may sign in: clerk.\n")


def test_whoever_makes_a_case_gives_it_its_roll_with_or_without_a_name(terminal: Terminal) -> None:
    said = terminal(*LIVE, "--roll", "a.roll")
    assert said.code == 0
    with closing(Office.open(Path("n.case"))) as nameless:
        assert nameless.roll is not None
    terminal.password()
    attached = terminal("new", "m.case", "--definition", "def.json", "--plain", "--roll", "a.roll", "--as", "jdoe")
    assert attached.code == 0
    with closing(Office.open(Path("m.case"))) as named:
        assert named.roll is not None


def test_a_case_that_cannot_be_made_ready_is_not_left_behind(terminal: Terminal) -> None:
    terminal.password("short")
    said = terminal(*LIVE, "--roll", "a.roll", "--as", "jdoe")
    assert said.code == 1
    assert "12 characters" in said.err
    assert "No case was made." in said.err
    assert not any(name.startswith("n.case") for name in terminal.files())


def test_a_case_is_never_made_over_another(terminal: Terminal) -> None:
    before = terminal.digest()
    said = terminal("new", "c.case", "--definition", "def.json")
    assert (said.code, said.out) == (3, "")
    assert "never overwritten" in said.err
    assert terminal.digest() == before


def test_another_pack_is_taken_where_it_is_named(terminal: Terminal) -> None:
    assert terminal(*LIVE, "--rules", "georgia-2020").code == 0
    assert b"georgia-2020" in (terminal.folder / "n.case").read_bytes()


@pytest.mark.parametrize(
    ("password", "person", "code", "says"),
    [
        (PASSWORD, "", 2, "Say who acts: --as PERSON."),
        (PASSWORD, "eve", 1, "do not fit"),
        ("wrong horse battery", "rita", 1, "do not fit"),
        (PASSWORD, "rita", 1, "Your roles do not allow this (reviewer)."),
        (None, "jane", 2, "ADJUDICATOR_PASSWORD_FILE"),
    ],
)
def test_who_acts_is_asked_for_and_checked(
    terminal: Terminal, password: str | None, person: str, code: int, says: str
) -> None:
    if password is not None:
        terminal.password(password)
    terminal.write("list.csv", HEADER + ROWS)
    said = terminal("receive", "c.case", "list.csv", *(("--as", person) if person else ()))
    assert (said.code, said.out) == (code, "")
    assert says in said.err
    assert terminal("status", "c.case", "--json").json["received"] == 0


@pytest.mark.parametrize("content", [None, b"\xff\xfe horse"], ids=["missing", "no text"])
def test_a_password_file_that_cannot_be_read_is_told_without_its_content(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    monkeypatch.setenv("ADJUDICATOR_PASSWORD_FILE", str(terminal.folder / "secret.txt"))
    if content is not None:
        terminal.write("secret.txt", content)
    said = terminal("release", "c.case", "--out", "out", "--as", "sue")
    assert said.code == 2
    assert "ADJUDICATOR_PASSWORD_FILE names a file that cannot be read" in said.err
    assert "horse" not in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other pipes and devices")
@pytest.mark.parametrize("what", ["a pipe", "a device", "a folder", "too long"])
@pytest.mark.parametrize("variable", ["ADJUDICATOR_PASSWORD_FILE", "ADJUDICATOR_PASSPHRASE_FILE"])
def test_a_password_is_read_from_a_plain_file_of_a_passwords_length(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, variable: str, what: str
) -> None:
    path = terminal.folder / "secret"
    if what == "a pipe":
        os.mkfifo(path)
    elif what == "a folder":
        path.mkdir()
    elif what == "too long":
        path.write_bytes(b"horse " * (MOST_OF_PASSWORD // 6 + 1))
    monkeypatch.setenv(variable, "/dev/zero" if what == "a device" else str(path))
    terminal.write("list.csv", HEADER + ROWS)
    command = ("receive", "c.case", "list.csv", "--as", "jane")
    if variable == "ADJUDICATOR_PASSPHRASE_FILE":
        command = ("new", "n.case", "--definition", "def.json")
    said = terminal(*command)
    assert (said.code, said.out) == (2, "")
    assert f"{variable} names a file that cannot be read: it has to be a plain text file of at most 65,536" in said.err
    assert "horse" not in said.err


def test_a_new_persons_password_is_not_that_of_who_adds_them(terminal: Terminal) -> None:
    terminal.password()
    words = ("person", "add", "c.case", "mo", "--name", "Mo Ortiz", "--role", "clerk", "--role", "reviewer")
    said = terminal(*words, "--as", "jane")
    assert said.code == 2
    assert "ADJUDICATOR_NEW_PASSWORD_FILE" in said.err
    terminal.password("a long enough password", "ADJUDICATOR_NEW_PASSWORD_FILE")
    assert terminal(*words, "--as", "jane").code == 0
    assert terminal(*words, "--as", "jane").code == 1
    terminal.password("a long enough password")
    terminal.write("list.csv", HEADER + ROWS)
    first = terminal("receive", "c.case", "list.csv", "--as", "mo")
    assert first.code == 1
    assert "Choose one first: adjudicator person password c.case --as mo" in first.err
    terminal.password("another one that is mine", "ADJUDICATOR_NEW_PASSWORD_FILE")
    assert terminal("person", "password", "c.case", "--as", "mo").code == 0
    terminal.password("another one that is mine")
    assert terminal("receive", "c.case", "list.csv", "--as", "mo").code == 0


def test_a_list_is_only_read_with_check_and_received_without(terminal: Terminal) -> None:
    terminal.write("list.csv", HEADER + ROWS)
    before = terminal.digest()
    checked = terminal("receive", "c.case", "list.csv", "--check", "--json")
    assert checked.code == 0
    assert checked.json == {
        "file": "list.csv", "kind": "envelopes", "rows": 2, "received": 0, "problems": [], "columns": {}, "sheet": None,
    }  # fmt: skip
    assert terminal.digest() == before
    terminal.password()
    received = terminal("receive", "c.case", "list.csv", "--as", "jane", "--json")
    assert received.json["received"] == 2
    again = terminal("receive", "c.case", "list.csv", "--as", "jane")
    assert (again.code, again.out) == (1, "")
    assert "nothing that is not received already" in again.err


def test_the_status_is_the_canvass_in_words_and_as_json(terminal: Terminal) -> None:
    terminal.password()
    terminal.write("list.csv", HEADER + ROWS)
    terminal("receive", "c.case", "list.csv", "--as", "jane")
    assert terminal("status", "c.case").out.splitlines() == [
        "Received 2. May count 0. Not counted 0. Undecided 2.",
        "Departures from the recommendation: 0 of 0.",
        "Answers against a record: 0.",
    ]
    found = terminal("status", "c.case", "--json").json
    assert (found["received"], found["undecided"], found["contests"]["president"]) == (2, 2, 0)
    assert found["departures"] == {"number": 0, "determinations": 0, "by": {}}
    assert found["against_record"] == {"number": 0, "by": {}}


def approved(terminal: Terminal) -> None:
    """One envelope received, determined, closed by Rita and approved by Sue, in a case in which the board does not vote."""
    terminal.password()
    off = ("--board-votes", "off", "--reason", "The board's bylaws")
    assert terminal("steps", "c.case", *off, "--as", "sue").code == 0
    terminal.write("list.csv", HEADER + ROWS.splitlines(keepends=True)[0].replace("yes", "no"))
    terminal("receive", "c.case", "list.csv", "--as", "jane")
    watch = Watch()
    office = open_again(terminal.folder / "c.case", watch, 5000)
    desk = Desk.__new__(Desk)
    desk.office = office
    desk.sign_in("rita")
    for fact, value in (("oath", "signed"), ("identification", "shown"), ("match", "none"), ("registration", "never")):
        desk.say("0001", fact, value)
    owed = {item.id: ("nothing", "") for item in desk.sheet("0001").owed if not item.done}
    office.review.research(desk.sheet("0001"), owed)
    desk.easy("0001")
    office.batches.close()
    desk.sign_in("sue")
    approve_seen(office, office.batches.batches()[0])
    office.close()


def test_the_status_says_how_much_rests_on_what_one_person_alone_gave(terminal: Terminal) -> None:
    assert "one person alone" not in terminal("status", "c.case").out
    assert terminal("status", "c.case", "--json").json["given_by_one"] == 0
    approved(terminal)
    assert terminal("status", "c.case").out.splitlines()[-1] == (
        "2 determinations and approvals rest on an account, role or key that one person alone gave."
    )
    assert terminal("status", "c.case", "--json").json["given_by_one"] == 2


def test_a_release_names_who_makes_it_and_is_verified(terminal: Terminal) -> None:
    approved(terminal)
    said = terminal("release", "c.case", "--out", "first", "--as", "sue", "--json")
    assert said.code == 0
    assert said.json == {
        "release": "R0001", "follows": None, "envelopes": 1, "folder": "first", "zip": "first.zip",
        "tabulation_room_zip": "first-tabulation-room.zip",
    }  # fmt: skip
    for target in ("first", "first.zip", "c.case"):
        assert terminal("verify", target).out == "OK\n"
    again = terminal("release", "c.case", "--out", "second", "--as", "sue")
    assert (again.code, again.out) == (1, "")
    assert "Nothing is approved and not yet released." in again.err
    assert "second" not in terminal.files()


def test_the_status_counts_what_left_and_says_what_is_open_again(terminal: Terminal) -> None:
    approved(terminal)
    terminal("release", "c.case", "--out", "first", "--as", "sue")
    office = open_again(terminal.folder / "c.case", Watch(), 6000)
    office.people.sign_in("sue", PASSWORD)
    assert isinstance(office.review.reopen("0001", "The oath is another person's"), Done)
    office.close()
    assert (
        terminal("status", "c.case")
        .out.splitlines()[0]
        .endswith("Released 1; open again since, in R0001: the tabulation room still holds it.")
    )
    assert terminal("status", "c.case", "--json").json["released"] == {
        "envelopes": 1, "open_again": 1, "releases": {"R0001": {"envelopes": 1, "open_again": 1}},
    }  # fmt: skip


@pytest.mark.parametrize("name", ["dispositions.csv", "totals.csv", "groups.csv"])
def test_a_flipped_byte_in_a_release_is_named(terminal: Terminal, name: str) -> None:
    approved(terminal)
    terminal("release", "c.case", "--out", "first", "--as", "sue")
    path = terminal.folder / "first" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    said = terminal("verify", "first")
    assert said.code == 1
    assert name in said.out
    assert terminal("verify", "first", "--json").json["ok"] is False


@pytest.mark.parametrize("depth", [(), ("--standard",)])
def test_a_flipped_byte_in_a_case_is_named(terminal: Terminal, depth: tuple[str, ...]) -> None:
    data = (terminal.folder / "c.case").read_bytes()
    assert data.count(b'"name":"Rita"') >= 1
    (terminal.folder / "c.case").write_bytes(data.replace(b'"name":"Rita"', b'"name":"Rosa"'))
    said = terminal("verify", "c.case", *depth)
    assert said.code == 1
    assert "entry" in said.out
    found = terminal("verify", "c.case", *depth, "--json").json
    assert found["ok"] is False
    assert found["findings"]


def test_problems_are_told_as_json_too(terminal: Terminal) -> None:
    terminal.write("list.csv", HEADER + ROWS.replace("0001", "0002", 1))
    said = terminal("receive", "c.case", "list.csv", "--json")
    assert said.code == 2
    assert said.json["received"] == 0
    assert {"row", "column", "value", "what", "remedy", "warning"} == said.json["problems"][0].keys()


def test_a_release_whose_summary_could_not_be_typeset_says_so(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise RuntimeError("no font")

    approved(terminal)
    monkeypatch.setattr("typst.compile", fail)
    said = terminal("release", "c.case", "--out", "first", "--as", "sue")
    assert said.code == 0
    assert "summary.pdf could not be typeset" in said.err
    assert terminal("verify", "first").code == 0
