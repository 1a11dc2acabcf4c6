"""The lock files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
MUTANTS = (ROOT / "packaging" / "mutants.lock").read_text(encoding="utf-8")


def locked(lock: str) -> dict[str, str]:
    return {match[1]: match[2] for match in re.finditer(r"^([a-z0-9.-]+)==(\S+)", lock, re.MULTILINE)}


LOCKED = locked(LOCK)


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9.-]", requirement)[0].lower() for requirement in requirements}


def test_every_package_of_the_project_file_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = (
        project["project"]["dependencies"] + project["dependency-groups"]["dev"] + project["build-system"]["requires"]
    )
    assert names(wanted) - LOCKED.keys() == set()


def test_what_the_mutants_need_is_locked_apart() -> None:
    group = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]["mutants"]
    apart = locked(MUTANTS)
    assert names(group) - apart.keys() == set()
    assert {name: version for name, version in apart.items() if LOCKED.get(name, version) != version} == {}


@pytest.mark.parametrize("lock", [LOCK, MUTANTS], ids=["requirements", "mutants"])
def test_every_locked_package_has_hashes(lock: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(locked(lock))
    assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", [LOCK, MUTANTS], ids=["requirements", "mutants"])
@pytest.mark.parametrize("mark", ["://", "--index-url", "--extra-index-url", "--find-links", " @ "])
def test_a_lock_names_no_host(lock: str, mark: str) -> None:
    assert mark not in lock
