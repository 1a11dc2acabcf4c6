"""Whatever its owner puts into a case file or a release, verify says OK or what is wrong, and never falls over."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from adjudicator.cli.main import run
from tests.golden.test_golden import FORMS, HERE

from .odd import odd_bytes, odd_cell, odd_json, odd_release, packed_again

GOLDEN = HERE / FORMS[-1]

Damage = Callable[[Path, Random], str]

KINDS: dict[str, tuple[Damage, int]] = {"bytes": (odd_bytes, 40), "cells": (odd_cell, 60), "JSON": (odd_json, 60)}


def ended(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """How a command ended, and the last line that it said."""
    code = run(["verify", *words])
    said = capsys.readouterr()
    return code, (said.err or said.out).strip().rpartition("\n")[2]


@pytest.mark.parametrize(
    ("kind", "seed"), [(kind, seed) for kind, (_, times) in KINDS.items() for seed in range(times)]
)
def test_a_damaged_case_is_whole_or_named(
    kind: str, seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Path(shutil.copy(GOLDEN / "small.case", tmp_path))
    what = KINDS[kind][0](case, Random(f"{kind} {seed}"))
    for depth in ((), ("--standard",)):
        code, said = ended(capsys, str(case), *depth)
        # SQLite may refuse the whole file: that is told as damage, and no fault of the program
        assert code in (0, 1) or (code == 3 and "case" in said), (what, code, said)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release as a folder; copied, never changed."""
    folder = tmp_path_factory.mktemp("golden") / "R"
    shutil.unpack_archive(GOLDEN / "release.zip", folder)
    return folder


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_release_is_whole_or_named(
    seed: int, release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, chance = Path(shutil.copytree(release, tmp_path / "R")), Random(seed)
    what = odd_release(folder, chance)
    code, said = ended(capsys, str(folder))
    assert code in (0, 1), (what, said)
    packed_again(folder, tmp_path / "R.zip", chance)
    odd_bytes(tmp_path / "R.zip", chance)
    code, said = ended(capsys, str(tmp_path / "R.zip"))
    assert code in (0, 1), (what, said)
