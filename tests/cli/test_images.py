"""Scans by command: those of a practice election are drawn, a folder is matched and taken, a file of places is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from adjudicator.records.people import practice_people
from tests.cli.conftest import Terminal

pytest.importorskip("zxingcpp")


@pytest.fixture
def practice(terminal: Terminal) -> Terminal:
    """The terminal beside a practice election of two envelopes, signed in as its reviewer."""
    assert terminal("practice", "--headless", "--plant", "none", "--envelopes", "2", "--out", "p").code == 0
    terminal.password(next(password for person, password in practice_people() if person.id == "rwhitfield"))
    return terminal


@pytest.mark.slow
def test_what_is_drawn_is_matched_again_by_name_and_barcode(qapp, practice: Terminal) -> None:
    drawn = practice("images", "draw", "p/practice.case", "--out", "s", "--as", "rwhitfield", "--json").json
    files = sorted((practice.folder / "s").iterdir())
    assert (drawn["scans"], len(files)) == (len(files), len(files))
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)
    (practice.folder / "s" / "0001-envelope.png").rename(practice.folder / "s" / "Scan7.png")
    (practice.folder / "s" / "nobody.png").write_bytes(b"broken")
    said = practice("images", "match", "p/practice.case", "s", "--check", "--as", "rwhitfield")
    assert said.out.startswith(f"{len(files)} scans fit; nothing was taken. 1 does not fit.")
    assert "nobody.png: The scan cannot be shown" in said.err
    found = practice("images", "match", "p/practice.case", "s", "--as", "rwhitfield", "--json").json
    known_by = {Path(each["file"]).name: (each["envelope"], each["known_by"]) for each in found["fits"]}
    assert known_by["Scan7.png"] == ("0001", "barcode")
    assert known_by["0002-envelope.png"] == ("0002", "both")
    assert known_by["0002-form.png"] == ("0002", "name")
    assert (found["taken"], found["already"]) == (len(files), 0)
    again = practice("images", "match", "p/practice.case", "s", "--as", "rwhitfield", "--json").json
    assert (again["taken"], again["already"]) == (0, len(files))


def test_of_a_live_case_nothing_is_drawn(terminal: Terminal) -> None:
    terminal.password()
    said = terminal("images", "draw", "c.case", "--out", "s", "--as", "jane")
    assert said.code != 0
    assert "practice election" in said.err


def test_a_file_of_places_is_checked(terminal: Terminal) -> None:
    terminal.write("scans.toml", "[form]\nresidence = [[1, 2, 3, 4], [5, 6, 7, 8]]\n")
    assert terminal("images", "layout", "scans.toml").out == "form  2 places\n"
    terminal.write("scans.toml", "[form]\nresidence = [1, 2]\n")
    said = terminal("images", "layout", "scans.toml")
    assert (said.code, said.out) == (2, "")
    assert "residence" in said.err


def test_a_folder_that_is_none(terminal: Terminal) -> None:
    terminal.password()
    said = terminal("images", "match", "c.case", "def.json", "--as", "jane")
    assert (said.code != 0, "no folder" in said.err) == (True, True)
