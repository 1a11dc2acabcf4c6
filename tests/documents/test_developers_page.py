"""The developers' page names files and functions that are there, and follows an act through them in order."""

from __future__ import annotations

import re

from .fenced import ROOT

PAGE = (ROOT / "docs" / "developers.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`([\w./*-]+/[\w./*-]+|[\w-]+\.(?:py|toml|md|lock))`")
IN_A_ROW = re.compile(r"`([\w/]+\.py)` `(\w+)`")
ROOMS = (
    "",
    "adjudicator/",
    "ui/",
    "packaging/",
    "tests/",
    "tests/faults/",
    "tests/pictures/",
    "tests/scenarios/",
    "docs/",
)
MADE_LATER = ("tests/pictures/out", "build/", ".venv", "resources/languages/es")
"""What is there once somebody has run what the page says."""


def test_every_file_that_the_page_names_is_there() -> None:
    named = [each for each in dict.fromkeys(NAMED.findall(PAGE)) if not each.startswith(MADE_LATER)]
    assert len(named) > 80
    assert [each for each in named if not is_there(each)] == []


def is_there(name: str) -> bool:
    """Whether a path, from one of the rooms, has a file; `log.tree.acts` and the like are no paths."""
    below = [f"{room}{name.removeprefix('.')}" for room in ROOMS]
    if "/" not in name:  # told beside its folder, or of the folder of a pack
        below = [f"{room}/**/{name}" for room in ("adjudicator", "ui", "packaging", "tests", "docs", "resources")] + [
            name
        ]
    return any(next(ROOT.glob(each.strip("/")), None) is not None for each in below) or is_there_as_module(name)


def is_there_as_module(name: str) -> bool:
    """Whether the last word, after a dot, is defined in the module before it: `people/rights.DESKS`."""
    path, _, word = name.rpartition(".")
    files = [file for room in ROOMS for file in ROOT.glob(f"{room}{path}.py")] if path else []
    return any(re.search(rf"\b{word}\b", file.read_text(encoding="utf-8")) for file in files)


def test_the_act_that_is_followed_goes_through_functions_that_are_there() -> None:
    part = PAGE.partition("## One act, from key to disk")[2].partition("In general")[0]
    steps = IN_A_ROW.findall(part)
    assert len(steps) >= 15
    assert [
        step for step in steps if not re.search(rf"def {step[1]}\b", (ROOT / step[0]).read_text(encoding="utf-8"))
    ] == []
