"""Finds the resources folder: beside the packages in a source checkout, inside the package when installed."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def resources() -> Path:
    """The resources folder. Raises FileNotFoundError where the program was installed without it."""
    for folder in _places():
        if (folder / "theme").is_dir():
            return folder
    raise FileNotFoundError("The resources folder is missing: install the program again.")


def resource(*parts: str) -> Path:
    """The path of one file of the resources folder, by its parts."""
    return resources().joinpath(*parts)


def _places() -> list[Path]:
    """Candidates, source checkout first; the core is found by name, not imported (views know no core)."""
    places = [Path(__file__).resolve().parents[2] / "resources"]
    spec = find_spec("adjudicator")
    if spec and spec.origin:
        places.append(Path(spec.origin).parent / "_resources")
    return places
