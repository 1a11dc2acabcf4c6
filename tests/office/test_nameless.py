"""What the office makes has a name: "." and "/" have none, and a file is made under another one first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from adjudicator.office import Office
from adjudicator.office.office import new_recovery, write_recovery_sheet
from adjudicator.office.restoring import back_up, restore
from adjudicator.records.trouble import WorldError

from .conftest import Desk, definition_bytes

MAKES: dict[str, Callable[[Office, Path], object]] = {
    "case": lambda _, path: Office.create(path, definition_bytes(), "small.json"),
    "backup": lambda office, path: back_up(office.path, path),
    "restored case": lambda office, path: restore(office.path, path),
    "release": lambda office, path: office.releases.release(path),
    "recovery sheet": lambda office, path: write_recovery_sheet(path, new_recovery(), office.election, office.now()),
}


@pytest.mark.parametrize("path", [".", "/", ".."])
@pytest.mark.parametrize("what", MAKES)
def test_nothing_is_made_without_a_name(desk: Desk, what: str, path: str) -> None:
    with pytest.raises(WorldError, match="names no file") as told:
        MAKES[what](desk.office, Path(path))
    assert told.value.code == "no_name"
