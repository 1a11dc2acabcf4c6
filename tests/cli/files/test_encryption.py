"""Encrypted cases and rolls from the command line: the passphrase comes from a file or the terminal, never an argument."""

from __future__ import annotations

from pathlib import Path

import pytest

from adjudicator.at_rest import durable
from adjudicator.at_rest.passphrase import is_encrypted
from tests.at_rest.conftest import WORDS, make_passphrases_cheap
from tests.cli.conftest import HEADER, ROWS, Terminal

pytest.importorskip("sqlcipher3")

VARIABLE = "ADJUDICATOR_PASSPHRASE_FILE"
NEW_VARIABLE = "ADJUDICATOR_NEW_PASSPHRASE_FILE"
NEW = ("new", "n.case", "--definition", "def.json")


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys cost nothing here."""
    make_passphrases_cheap(monkeypatch)


@pytest.fixture
def encrypted(terminal: Terminal) -> Terminal:
    """A terminal that has the passphrase at hand, an encrypted roll, and an encrypted case with an envelope list in it."""
    terminal.password(WORDS, VARIABLE)
    terminal.password()
    terminal.write("list.csv", HEADER + ROWS)
    assert terminal("roll", "build", "voters.csv", "--out", "n.roll", "--encrypt").code == 0
    said = terminal(*NEW, "--roll", "n.roll", "--as", "jdoe")
    assert (said.code, said.out) == (0, "n.case is ready: Gwinnett County, General Election, Nov 3, 2020.\n")
    assert terminal("receive", "n.case", "list.csv", "--as", "jdoe").code == 0
    return terminal


def test_a_live_case_is_encrypted_where_there_is_a_passphrase(encrypted: Terminal) -> None:
    assert is_encrypted(Path("n.case"))
    assert is_encrypted(Path("n.roll"))
    assert encrypted("verify", "n.case").out == "OK\n"
    assert encrypted("status", "n.case").code == 0
    assert "DELGADO" in encrypted("roll", "find", "n.roll", "delgado").out


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "n.case"),
        ("status", "n.case"),
        ("reason", "n.case"),
        ("backup", "n.case", "--out", "b.case"),
        ("restore", "n.case", "--out", "b.case"),
        ("observe", "n.case", "--out", "b.case"),
        ("prove", "n.case", "0001", "--out", "b.json"),
        ("checkpoint", "n.case"),
        ("receive", "n.case", "list.csv", "--as", "jdoe"),
        ("roll", "find", "n.roll", "delgado"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_without_the_right_passphrase_no_command_opens_it(
    encrypted: Terminal, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypted.password("another passphrase altogether", VARIABLE)
    said = encrypted(*words)
    assert said.code == 3
    assert said.err.startswith(
        f"This passphrase does not open {words[-2] if words[0] == 'roll' else 'n.case'}, or it is"
    )
    monkeypatch.delenv(VARIABLE)
    assert encrypted(*words).code == 2
    assert not Path("b.case").exists()


def test_backup_restore_and_observers_copy_of_an_encrypted_case(encrypted: Terminal) -> None:
    assert encrypted("backup", "n.case", "--out", "b.case").code == 0
    assert encrypted("restore", "b.case", "--out", "r.case").code == 0
    assert encrypted("observe", "n.case", "--out", "o.case").code == 0
    assert [is_encrypted(Path(name)) for name in ("b.case", "r.case", "o.case")] == [True, True, False]
    assert encrypted("verify", "r.case").out == "OK\n"


def test_a_script_without_a_passphrase_makes_no_plain_case_by_accident(terminal: Terminal) -> None:
    before = terminal.files()
    said = terminal(*NEW)
    assert (said.code, said.out) == (2, "")
    assert VARIABLE in said.err
    assert "--plain" in said.err
    assert "No case was made." in said.err
    assert terminal.files() == before


def test_plain_that_was_asked_for_says_that_it_is_plain(terminal: Terminal) -> None:
    terminal.password(WORDS, VARIABLE)
    said = terminal(*NEW, "--plain", "--json")
    assert said.code == 0
    assert "WARNING: n.case is NOT ENCRYPTED" in said.err
    assert "adjudicator passphrase n.case --as PERSON" in said.err
    assert said.json["encrypted"] is False
    assert not is_encrypted(Path("n.case"))


def test_encryption_that_was_asked_for_needs_a_passphrase(terminal: Terminal) -> None:
    said = terminal(*NEW, "--encrypt")
    assert said.code == 2
    assert VARIABLE in said.err
    assert not Path("n.case").exists()


def test_a_weak_passphrase_makes_no_case(terminal: Terminal) -> None:
    terminal.password("too short", VARIABLE)
    said = terminal(*NEW)
    assert (said.code, said.out) == (2, "")
    assert "A passphrase has at least 12 characters" in said.err
    assert not Path("n.case").exists()


@pytest.mark.parametrize("weak", ["Gwinnett County 2020", "General-Election!"])
def test_the_name_of_the_county_or_of_the_election_is_no_passphrase_of_a_new_case(
    terminal: Terminal, weak: str
) -> None:
    terminal.password(weak, VARIABLE)
    said = terminal(*NEW)
    assert (said.code, said.out) == (2, "")
    assert "passphrase is among the first that anyone would guess" in said.err
    assert not Path("n.case").exists()


@pytest.mark.parametrize(("new", "says"), [("short", "at least 12"), ("Gwinnett County 2020", "anyone would guess")])
def test_a_weak_passphrase_as_the_first_act_leaves_no_administrator_behind(
    terminal: Terminal, new: str, says: str
) -> None:
    assert terminal(*NEW, "--plain").code == 0
    before = Path("n.case").read_bytes()
    terminal.password()
    terminal.password(new, NEW_VARIABLE)
    said = terminal("passphrase", "n.case", "--as", "jdoe")
    assert (said.code, said.out) == (1, "")
    assert says in said.err
    assert Path("n.case").read_bytes() == before
    assert "Nobody has an account yet" in terminal("person", "list", "n.case").out


def test_decrypting_a_plain_case_as_the_first_act_leaves_no_administrator_behind(terminal: Terminal) -> None:
    assert terminal(*NEW, "--plain").code == 0
    terminal.password()
    said = terminal("passphrase", "n.case", "--remove", "--as", "jdoe")
    assert said.code == 1
    assert "Nobody has an account yet" in terminal("person", "list", "n.case").out


def test_a_good_passphrase_may_be_the_first_act(terminal: Terminal) -> None:
    assert terminal(*NEW, "--plain").code == 0
    terminal.password()
    terminal.password(WORDS, NEW_VARIABLE)
    said = terminal("passphrase", "n.case", "--as", "jdoe")
    assert (said.code, said.out) == (0, "n.case is encrypted.\n")
    assert "jdoe is now the first administrator of this case." in said.err


def test_a_roll_under_another_passphrase_makes_no_case(encrypted: Terminal) -> None:
    encrypted.password("another passphrase altogether", VARIABLE)
    said = encrypted("new", "m.case", "--definition", "def.json", "--roll", "n.roll", "--as", "jdoe")
    assert said.code == 3
    assert "Build it again from the state's list under the passphrase of the case" in said.err
    assert not Path("m.case").exists()


def test_on_a_terminal_the_passphrase_is_typed_twice_after_what_losing_it_means(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed, asked = [WORDS, "mistyped on the way", WORDS, WORDS], list[str]()

    def hidden(prompt: str) -> str:
        asked.append(prompt)
        return typed.pop(0)

    monkeypatch.setattr("click.termui.hidden_prompt_func", hidden)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    said = terminal(*NEW)
    assert said.code == 0, said.err
    assert len(asked) == 4
    assert said.err.startswith("If you lose it, you lose the file")
    assert WORDS not in said.out + said.err
    assert is_encrypted(Path("n.case"))


def test_the_passphrase_is_changed_and_removed_by_an_administrator(encrypted: Terminal) -> None:
    encrypted.password("four shy herons over the marsh", NEW_VARIABLE)
    said = encrypted("passphrase", "n.case", "--as", "jdoe")
    assert (said.code, said.out) == (0, "n.case has another passphrase.\n")
    assert "The roll n.roll was changed in the same way" in said.err
    assert encrypted("status", "n.case").code == 3
    encrypted.password("four shy herons over the marsh", VARIABLE)
    assert encrypted("verify", "n.case").out == "OK\n"
    said = encrypted("passphrase", "n.case", "--remove", "--as", "jdoe")
    assert (said.code, said.out) == (0, "n.case is no longer encrypted.\n")
    assert encrypted("verify", "n.case").out == "OK\n"
    assert not is_encrypted(Path("n.roll"))


def test_a_roll_that_is_to_stay_is_said_to_lie_apart(encrypted: Terminal) -> None:
    encrypted.password("four shy herons over the marsh", NEW_VARIABLE)
    said = encrypted("passphrase", "n.case", "--no-roll", "--as", "jdoe")
    assert "The roll n.roll stays as it was" in said.err
    encrypted.password("four shy herons over the marsh", VARIABLE)
    said = encrypted("status", "n.case")
    assert said.code == 0
    assert "The roll n.roll lies under another passphrase than n.case" in said.err


def test_an_interrupted_change_is_told_by_every_command_and_finished_by_the_same_one(
    encrypted: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypted.password("four shy herons over the marsh", NEW_VARIABLE)

    def fails(_: Path) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(durable, "sync_folder", fails)
        said = encrypted("passphrase", "n.case", "--as", "jdoe")
    assert said.code == 3
    for told in (said, encrypted("status", "n.case")):
        assert "n.case is still under the old one: make the same change again, and it is finished" in told.err
    said = encrypted("passphrase", "n.case", "--as", "jdoe")
    assert (said.code, said.out) == (0, "n.case has another passphrase.\n")
    encrypted.password("four shy herons over the marsh", VARIABLE)
    said = encrypted("status", "n.case")
    assert (said.code, said.err) == (0, "")


def test_a_plain_case_is_encrypted_later(terminal: Terminal) -> None:
    terminal.password()
    terminal.password(WORDS, NEW_VARIABLE)
    said = terminal("passphrase", "c.case", "--as", "jane")
    assert (said.code, said.out) == (0, "c.case is encrypted.\n")
    assert "stay readable" in said.err
    assert is_encrypted(Path("c.case"))


def test_whoever_is_no_administrator_changes_no_passphrase(terminal: Terminal) -> None:
    terminal.password()
    before = terminal.digest()
    for words in (("--remove",), ()):
        said = terminal("passphrase", "c.case", *words, "--as", "rita")
        assert said.code == 1
        assert "Your roles do not allow this" in said.err
    assert not is_encrypted(Path("c.case"))
    assert terminal.digest() != before  # two sign-ins
