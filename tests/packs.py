"""Every pack as it is, and with every other choice of each of its positions: what codes and rules there can be."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from adjudicator.law.rules.pack import Pack
from adjudicator.law.rules.position import Motion, Setting
from adjudicator.resources import PACK_IDS, own_folder, pack, pack_with, read_folder


def own_packs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a county's own packs, as this machine would have it, in a test's own folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    own_folder().mkdir(parents=True, exist_ok=True)
    return own_folder()


MOTION = Motion("2020-11", "2020-11-05", "Resolved, that the registrars take this position.")


ELSEWHERE = Path(__file__).parent / "law" / "packs" / "elsewhere-2024"
"""A pack written as tables that asks what no law of Georgia does: every fact, code and set of contests of other states."""


@cache
def elsewhere() -> Pack:
    """That pack."""
    folder, problems = read_folder(ELSEWHERE)
    assert folder is not None, problems
    return folder.under({})


def elsewhere_is_ours(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put that pack among the county's own ones, in a test's own folder."""
    shutil.copytree(ELSEWHERE, own_packs(folder, monkeypatch) / ELSEWHERE.name)


def settings_of(choices: Mapping[str, str]) -> dict[str, Setting]:
    """Choices (position -> value), each taken by a motion of the board."""
    return {position: Setting(value, MOTION) for position, value in choices.items()}


@cache
def every_pack() -> tuple[Pack, ...]:
    """The packs as they are, then each with one position set otherwise."""
    others = [
        pack_with(name, settings_of({position.id: choice.value}))
        for name in PACK_IDS
        for position in pack(name).positions
        for choice in position.choices[1:]
    ]
    return (*(pack(name) for name in PACK_IDS), *others)
