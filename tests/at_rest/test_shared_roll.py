"""A roll that several cases use goes along with a change of a passphrase only where somebody says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, cast

import pytest

from adjudicator.at_rest.passphrase import is_encrypted
from adjudicator.cli.main import run
from adjudicator.office import Done, Office
from adjudicator.office.behind.station import NO_STATION, Station, this_station
from adjudicator.office.desks.at_rest import FOR_THE_OTHERS
from adjudicator.records.people import Person
from adjudicator.records.trouble import Refusal
from adjudicator.roll import RollInfo, build_roll
from tests.desks.setup_cases import Shell
from tests.office.conftest import PASSWORD, definition_bytes, roll_text
from ui.desks.setup.at_rest import AtRestPart
from ui.parts import Notice

from .conftest import WORDS

pytest.importorskip("sqlcipher3")


@pytest.fixture
def station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Station:
    """A memory in a folder, which commands have, too."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for variable, words in (("PASSWORD", PASSWORD), ("NEW_PASSPHRASE", WORDS), ("PASSPHRASE", WORDS)):
        (tmp_path / variable).write_text(words, encoding="utf-8")
        monkeypatch.setenv(f"ADJUDICATOR_{variable}_FILE", str(tmp_path / variable))
    return this_station()


def made(folder: Path, name: str, station: Station) -> Office:
    """A plain case with an administrator signed in, which uses the roll in the folder."""
    case = Office.create(folder / f"{name}.case", definition_bytes(), "def.json", station=station)
    assert isinstance(case, Office)
    case.people.add(Person("admin", "Ann Admin", frozenset({"administrator", "clerk"})), PASSWORD)
    case.people.sign_in("admin", PASSWORD)
    assert isinstance(case.receive.attach_roll(folder / "small.roll"), Done)
    return case


@pytest.fixture
def two(tmp_path: Path, station: Station) -> Iterator[tuple[Office, Path]]:
    """A case that is open, and the file of another one; both use one roll."""
    (tmp_path / "list.csv").write_text(roll_text(), encoding="utf-8")
    assert isinstance(build_roll(tmp_path / "list.csv", tmp_path / "small.roll"), RollInfo)
    with ExitStack() as opened:
        other = made(tmp_path, "other", station)
        other.close()
        one = made(tmp_path, "one", station)
        opened.callback(one.close)
        yield one, other.path


def test_the_roll_of_two_cases_does_not_go_along_by_itself(two: tuple[Office, Path]) -> None:
    one, other = two
    before = one.record.head()
    refused = one.at_rest.change(WORDS)
    assert isinstance(refused, Refusal)
    assert refused.code == "roll_shared"
    assert refused.words.startswith(f"The roll small.roll is also used by {other}. If it is encrypted too")
    assert "adjudicator roll attach" in refused.words
    assert one.record.head() == before
    assert not is_encrypted(one.path)


@pytest.mark.parametrize("goes", [True, False])
def test_it_goes_along_or_stays_as_somebody_says(two: tuple[Office, Path], goes: bool) -> None:
    one, other = two
    assert isinstance(one.at_rest.change(WORDS, with_roll=goes), Done)
    assert is_encrypted(one.path)
    assert is_encrypted(one.path.with_name("small.roll")) is goes
    assert one.roll is not None
    opened = Office.open(other, station=this_station())
    assert (opened.roll is None) is goes
    opened.close()


def test_under_another_passphrase_and_decrypted_it_is_asked_again(two: tuple[Office, Path]) -> None:
    one, other = two
    assert isinstance(one.at_rest.change(WORDS, with_roll=True), Done)
    for refused in (one.at_rest.change("four shy herons over the marsh"), one.at_rest.remove()):
        assert isinstance(refused, Refusal)
        assert f"used by {other}. If it changes too" in refused.words
    assert isinstance(one.at_rest.remove(with_roll=True), Done)


def test_a_case_that_is_gone_or_uses_another_roll_is_not_asked_for(two: tuple[Office, Path], tmp_path: Path) -> None:
    one, other = two
    lost = other.rename(other.with_suffix(".gone"))
    assert one.at_rest.shared_roll() == ""
    lost.rename(other)
    assert one.at_rest.shared_roll()
    text = roll_text().replace("DELGADO", "DELGADA")
    (tmp_path / "newer.csv").write_text(text, encoding="utf-8")
    assert isinstance(build_roll(tmp_path / "newer.csv", tmp_path / "newer.roll"), RollInfo)
    opened = Office.open(other, station=this_station())
    opened.people.sign_in("admin", PASSWORD)
    assert isinstance(opened.receive.attach_roll(tmp_path / "newer.roll"), Done)
    opened.close()
    assert one.at_rest.shared_roll() == ""
    assert isinstance(one.at_rest.change(WORDS), Done)
    assert is_encrypted(tmp_path / "small.roll")


def test_a_memory_that_is_spoilt_or_is_none_names_nobody(two: tuple[Office, Path], station: Station) -> None:
    one, _ = two
    assert station.folder is not None
    for content in ("{", "[]", json.dumps({"uses": str(one.path.with_name("small.roll")), "file": ["no", "path"]})):
        for file in station.folder.glob("*.json"):
            file.write_text(content, encoding="utf-8")
        assert one.at_rest.shared_roll() == ""
    assert NO_STATION.users_of(one.path.with_name("small.roll"), "") == ()


def test_the_command_asks_and_says_what_to_do_afterwards_which_can_be_done(
    two: tuple[Office, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    one.close()
    command = ["passphrase", str(one.path), "--as", "admin"]
    assert run(command) == 1
    said = capsys.readouterr().err
    assert str(other) in said
    assert "there is no terminal to ask on. Give --roll or --no-roll." in said
    assert not is_encrypted(one.path)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "y")
    assert run(command) == 0
    assert str(FOR_THE_OTHERS) in capsys.readouterr().err
    assert is_encrypted(tmp_path / "small.roll")
    assert run(["roll", "build", str(tmp_path / "list.csv"), "--out", str(tmp_path / "own.roll")]) == 0
    assert run(["roll", "attach", str(other), str(tmp_path / "own.roll"), "--as", "admin"]) == 0
    assert "own.roll is the roll that" in capsys.readouterr().out
    opened = Office.open(other, station=this_station())
    assert opened.roll is not None
    opened.close()


def test_the_command_attaches_another_roll_and_the_record_names_it(
    two: tuple[Office, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, other = two
    (tmp_path / "newer.csv").write_text(roll_text().replace("DELGADO", "DELGADA"), encoding="utf-8")
    assert isinstance(build_roll(tmp_path / "newer.csv", tmp_path / "newer.roll"), RollInfo)
    assert run(["roll", "attach", str(other), str(tmp_path / "newer.roll"), "--as", "admin"]) == 0
    newer = tmp_path / "newer.roll"
    assert capsys.readouterr().out == f"{other} looks voters up in {newer} from now on.\n"
    assert run(["roll", "attach", str(other), str(tmp_path / "list.csv"), "--as", "admin"]) == 3


def part_of(office: Office, told: list[Notice]) -> AtRestPart:
    return AtRestPart(office, cast("Any", Shell()), lambda: None, lambda _: None, told.append, lambda _: None)


@pytest.mark.parametrize("goes", [True, False])
def test_setup_names_the_other_cases_and_says_afterwards_what_they_need(two: tuple[Office, Path], goes: bool) -> None:
    one, other = two
    told: list[Notice] = []
    part = part_of(one, told)
    assert str(other) in part.screen().shared
    assert part.screen(in_front=False).shared == ""
    part.change(WORDS, WORDS, with_roll=goes)
    assert is_encrypted(one.path)
    assert [notice.remedy for notice in told] == ([FOR_THE_OTHERS] if goes else [])
