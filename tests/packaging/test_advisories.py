"""The lock file against advisories in the form of OSV."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import advisories
import pytest
from advisories import Weakness, locked, main, read_advisories, weaknesses


def advisory(name: str = "click", **affected: Any) -> dict[str, Any]:
    """An advisory on one package."""
    about = {"package": {"ecosystem": "PyPI", "name": name}, **affected}
    return {"id": "X-1", "summary": "Too easy.", "modified": "2026-01-02T03:04:05Z", "affected": [about]}


def between(*events: dict[str, str]) -> dict[str, Any]:
    return advisory(ranges=[{"type": "ECOSYSTEM", "events": list(events)}])


def falls(version: str, given: dict[str, Any]) -> bool:
    return weaknesses({"click": version}, [given]) == [Weakness("click", version, "X-1", "Too easy.")]


@pytest.mark.parametrize(
    ("version", "under"), [("7.9", False), ("8.0", True), ("8.9.1", True), ("8.10", False), ("9", False)]
)
def test_a_version_from_the_first_affected_to_before_the_fixed_one_falls_under_it(version: str, under: bool) -> None:
    assert falls(version, between({"introduced": "8.0"}, {"fixed": "8.10"})) is under


@pytest.mark.parametrize(("version", "under"), [("0.1", True), ("8.9", True), ("8.9.1", False)])
def test_the_last_affected_version_still_falls_under_it(version: str, under: bool) -> None:
    assert falls(version, between({"introduced": "0"}, {"last_affected": "8.9"})) is under


def test_a_weakness_that_came_back_is_found(tmp_path: Path) -> None:
    given = between({"introduced": "0"}, {"fixed": "7"}, {"introduced": "8"}, {"fixed": "8.5"})
    assert [version for version in ("6", "7", "8", "8.5") if falls(version, given)] == ["6", "8"]


def test_versions_named_one_by_one_fall_under_it() -> None:
    assert falls("8.1", advisory(versions=["8.1", "8.2"]))
    assert not falls("8.3", advisory(versions=["8.1", "8.2"]))


def test_what_was_withdrawn_or_is_of_another_kind_of_package_counts_for_nothing() -> None:
    given = between({"introduced": "0"})
    assert falls("8", given)
    assert not falls("8", {**given, "withdrawn": "2026-02-02T00:00:00Z"})
    given["affected"][0]["package"]["ecosystem"] = "npm"
    assert not falls("8", given)


def test_names_are_compared_as_the_index_writes_them() -> None:
    assert locked("Sqlite_Utils==4.2 \\\n    --hash=sha256:00\ncffi==2.1.1 ; platform\n") == {
        "sqlite-utils": "4.2",
        "cffi": "2.1.1",
    }


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_the_lock_is_held_against_a_folder_or_a_zip(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text, data, lock = json.dumps(between({"introduced": "8"})), tmp_path / "osv", tmp_path / "lock"
    if kind == "folder":
        data.mkdir()
        (data / "X-1.json").write_text(text)
    else:
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("X-1.json", text)
    assert [each["id"] for each in read_advisories(data)] == ["X-1"]
    monkeypatch.setattr(advisories, "LOCK", lock)
    for version, code in (("8.1", 1), ("7.0", 0)):
        lock.write_text(f"click=={version}\n")
        assert main([str(data)]) == code
    assert "click 8.1: X-1 Too easy." in capsys.readouterr().out


def test_without_data_nothing_is_said_to_be_fine(tmp_path: Path) -> None:
    assert main([]) == main([str(tmp_path / "gone")]) == main([str(tmp_path)]) == 2
