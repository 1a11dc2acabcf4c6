"""SQLite files under a passphrase."""

from __future__ import annotations

import pickle
import sqlite3
import sys
import traceback
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from adjudicator.at_rest import files
from adjudicator.at_rest import passphrase as passphrases
from adjudicator.at_rest.files import LIBRARY, connect, faults
from adjudicator.at_rest.passphrase import HEADER, PAGE_BYTES, Passphrase, is_encrypted
from adjudicator.people.passwords import passphrase_of, passphrase_problem
from adjudicator.records.trouble import WorldError

from .conftest import WORDS

sqlcipher = pytest.importorskip(LIBRARY)


def made(path: Path, passphrase: Passphrase | None) -> Path:
    """A file with one table of one row."""
    with closing(connect(path, passphrase)) as connection:
        connection.execute("CREATE TABLE voter (name TEXT)")
        connection.execute("INSERT INTO voter VALUES ('Delgado')")
    return path


class _Connection:
    """Stands for a connection of Python 3.12 or newer, and keeps what it is told."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.settings: dict[int, bool] = {}

    def execute(self, statement: str) -> None:
        self.statements.append(statement)

    def setconfig(self, setting: int, on: bool) -> None:
        self.settings[setting] = on


def test_where_python_can_sqlite_defends_itself_and_runs_no_view(monkeypatch: pytest.MonkeyPatch) -> None:
    defensive, view = 1010, 1015  # as SQLite numbers them; Python 3.11 has no names for them
    monkeypatch.setattr(sqlite3, "SQLITE_DBCONFIG_DEFENSIVE", defensive, raising=False)
    monkeypatch.setattr(sqlite3, "SQLITE_DBCONFIG_ENABLE_VIEW", view, raising=False)
    connection = _Connection()
    distrust = files._distrust  # pyright: ignore[reportPrivateUsage]
    distrust(cast("sqlite3.Connection", connection))
    assert connection.settings == {defensive: True, view: False}
    assert connection.statements == ["PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON"]


def test_any_sqlcipher_opens_the_file_with_the_passphrase_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passphrases, "ROUNDS", 256_000)
    path = made(tmp_path / "a.case", passphrase_of(WORDS))
    with closing(sqlcipher.connect(str(path))) as connection:
        connection.execute(f"PRAGMA key = '{WORDS}'")
        assert connection.execute("SELECT name FROM voter").fetchall() == [("Delgado",)]


def test_a_file_that_sqlcipher_made_from_the_passphrase_alone_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passphrases, "ROUNDS", 256_000)
    path = tmp_path / "a.case"
    with closing(sqlcipher.connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA key = 'żółw over the marsh'")
        connection.execute("CREATE TABLE voter (name TEXT)")
    with closing(connect(path, passphrase_of("z\u0307o\u0301łw over the marsh"))) as connection:
        assert connection.execute("SELECT count(*) FROM voter").fetchall() == [(0,)]


def test_an_encrypted_file_has_nothing_of_sqlite_and_nothing_of_its_content(tmp_path: Path, right: Passphrase) -> None:
    path = made(tmp_path / "a.case", right)
    content = path.read_bytes()
    assert is_encrypted(path)
    assert len(content) % PAGE_BYTES == 0
    assert all(word not in content for word in (HEADER, b"CREATE TABLE", b"Delgado"))


def test_two_files_under_one_passphrase_share_no_key(tmp_path: Path, right: Passphrase) -> None:
    first, second = made(tmp_path / "a.case", right), made(tmp_path / "b.case", right)
    assert first.read_bytes()[:16] != second.read_bytes()[:16]


def test_a_plain_file_stays_plain_whatever_passphrase_is_given(tmp_path: Path, right: Passphrase) -> None:
    path = made(tmp_path / "a.case", None)
    assert not is_encrypted(path)
    with closing(connect(path, right)) as connection:
        assert connection.execute("SELECT name FROM voter").fetchall() == [("Delgado",)]


@pytest.mark.parametrize("content", [b"", b"not a database", HEADER + b"x" * (PAGE_BYTES - 16)])
def test_what_is_empty_short_or_plain_does_not_look_encrypted(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.case").write_bytes(content)
    assert not is_encrypted(tmp_path / "a.case")


def test_a_wrong_passphrase_is_told_in_a_sentence(tmp_path: Path, right: Passphrase, other: Passphrase) -> None:
    path = made(tmp_path / "a.case", right)
    with pytest.raises(
        WorldError, match=r"^This passphrase does not open a\.case, or it is not a file of this"
    ) as told:
        connect(path, other)
    assert told.value.code == "wrong_passphrase"


def test_an_encrypted_file_without_a_passphrase_is_told_in_a_sentence(tmp_path: Path, right: Passphrase) -> None:
    path = made(tmp_path / "a.case", right)
    with pytest.raises(WorldError, match=r"^a\.case is encrypted") as told:
        connect(path)
    assert told.value.code == "passphrase_needed"


def test_without_sqlcipher_only_encrypted_files_are_out_of_reach(
    tmp_path: Path, right: Passphrase, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "a.case", right)
    monkeypatch.setitem(sys.modules, LIBRARY, None)
    for each in (path, tmp_path / "new.case"):
        with pytest.raises(WorldError, match="cannot open encrypted files") as told:
            connect(each, right)
        assert told.value.code == "no_encryption"
    made(tmp_path / "plain.case", None)


def test_errors_of_both_libraries_are_caught(tmp_path: Path, right: Passphrase) -> None:
    for name, passphrase in (("a.case", right), ("b.case", None)):
        with closing(connect(made(tmp_path / name, passphrase), passphrase)) as connection:
            with pytest.raises(faults("OperationalError")):
                connection.execute("SELECT * FROM nothing")
            with pytest.raises(faults()):
                connection.execute("SELECT * FROM nothing")


def test_nothing_shows_a_passphrase(tmp_path: Path, right: Passphrase, capfd: pytest.CaptureFixture[str]) -> None:
    path = made(tmp_path / "a.case", right)
    wrong = Passphrase(b"nine blue herons")
    with pytest.raises(WorldError) as told:
        connect(path, wrong)
    text = "".join(traceback.TracebackException.from_exception(told.value, capture_locals=True).format())
    text += f"{wrong} {wrong!r} {vars(told.value)}{''.join(capfd.readouterr())}"
    key = wrong.raw_key(path.read_bytes()[:16])
    assert all(shown not in text for shown in ("nine blue", b"nine blue".hex(), key[2:66]))
    with pytest.raises(TypeError, match="not written anywhere"):
        pickle.dumps(wrong)


def test_sqlcipher_keeps_silent_about_damage(
    tmp_path: Path, right: Passphrase, other: Passphrase, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(WorldError):
        connect(made(tmp_path / "a.case", right), other)
    assert capfd.readouterr() == ("", "")


def test_a_passphrase_follows_the_rules_of_passwords() -> None:
    assert passphrase_problem("short") == (
        "A passphrase has at least 12 characters. Several words in a row are easy to remember."
    )
    assert passphrase_problem(WORDS) is None
