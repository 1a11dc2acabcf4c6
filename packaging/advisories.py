"""Holds the lock file against known weaknesses: `.venv/bin/python packaging/advisories.py DATA`.

DATA is the advisory data of Python packages in the form of OSV (the open format for them, one JSON file an advisory), as
a ZIP or a folder, fetched beforehand on a machine that may: the check itself asks nobody. It prints each advisory
that a locked version falls under, and how old the newest advisory is, since old data find nothing new. Exit: 0 none;
1 some; 2 no data.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"


@dataclass(frozen=True, slots=True)
class Weakness:
    """An advisory that a locked version falls under: package, version, the advisory's id and its summary."""

    package: str
    version: str
    advisory: str
    summary: str

    def __str__(self) -> str:
        return f"{self.package} {self.version}: {self.advisory} {self.summary}".rstrip()


def locked(lock: str) -> dict[str, str]:
    """Package (normalised as in PEP 503) -> version."""
    return {_plain(name): version for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", lock, re.MULTILINE)}


def weaknesses(packages: Mapping[str, str], advisories: Iterable[Mapping[str, Any]]) -> list[Weakness]:
    """The advisories that any of the packages falls under, by package; what was withdrawn counts for nothing."""
    found = {
        Weakness(name, packages[name], str(advisory["id"]), str(advisory.get("summary", "")))
        for advisory in advisories
        if not advisory.get("withdrawn")
        for affected in advisory.get("affected", ())
        if (name := _plain(str(affected.get("package", {}).get("name", "")))) in packages
        and affected["package"].get("ecosystem") == "PyPI"
        and _falls_under(packages[name], affected)
    }
    return sorted(found, key=lambda each: (each.package, each.advisory))


def read_advisories(data: Path) -> Iterator[dict[str, Any]]:
    """Every advisory of a ZIP or folder."""
    if data.is_dir():
        yield from (json.loads(file.read_bytes()) for file in sorted(data.rglob("*.json")))
        return
    with zipfile.ZipFile(data) as archive:
        yield from (json.loads(archive.read(name)) for name in archive.namelist() if name.endswith(".json"))


def _falls_under(version: str, affected: Mapping[str, Any]) -> bool:
    if version in affected.get("versions", ()):
        return True
    return any(_is_in(Version(version), each) for each in affected.get("ranges", ()) if each.get("type") == "ECOSYSTEM")


def _is_in(version: Version, span: Mapping[str, Any]) -> bool:
    """Whether the version lies in a range, by OSV's rule: the events in order, each opening or closing it."""
    inside = False
    for event in sorted(span.get("events", ()), key=_place):
        kind, at = next(iter(event.items()))
        where = _version(at)
        if kind == "introduced" and version >= where:
            inside = True
        elif (kind == "fixed" and version >= where) or (kind == "last_affected" and version > where):
            inside = False
    return inside


def _place(event: Mapping[str, str]) -> tuple[Version, bool]:
    kind, at = next(iter(event.items()))
    return _version(at), kind != "introduced"


def _version(text: str) -> Version:
    try:
        return Version(text)
    except InvalidVersion:
        return Version("0")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main(arguments: list[str]) -> int:
    """Check the lock file against the data named."""
    if len(arguments) != 1 or not Path(arguments[0]).exists():
        sys.stderr.write("usage: advisories.py DATA (a ZIP or folder of advisories in the form of OSV)\n")
        return 2
    advisories = list(read_advisories(Path(arguments[0])))
    if not advisories:
        sys.stderr.write(f"There are no advisories in {arguments[0]}.\n")
        return 2
    packages = locked(LOCK.read_text(encoding="utf-8"))
    found = weaknesses(packages, advisories)
    newest = max(str(advisory.get("modified", "")) for advisory in advisories)
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(found)} of {len(advisories):,} advisories, the newest of {newest[:10]}, on {len(packages)} packages")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
