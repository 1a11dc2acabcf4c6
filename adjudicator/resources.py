"""The product's own files: where they lie, the packs of rules with their text, Georgia's holidays."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from adjudicator.law.pack import Pack, Paragraph, Parameter, make_pack
from adjudicator.law.packs import DEFAULT_PACK, RULES
from adjudicator.law.texts import read_paragraphs

PACK_IDS: tuple[str, ...] = tuple(RULES)

__all__ = ["DEFAULT_PACK", "PACK_IDS", "folder", "georgia_holiday", "pack", "paragraph", "path"]


@cache
def folder() -> Path:
    """The folder of resources: inside an installed package, or beside the package in a source checkout."""
    package = Path(__file__).parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def path(*parts: str) -> Path:
    """A file or folder among the resources; it need not exist."""
    return folder().joinpath(*parts)


@cache
def pack(name: str = DEFAULT_PACK) -> Pack:
    """A pack by its id, with parameters and cited text. Raises KeyError for an id that is not in PACK_IDS."""
    rules = RULES[name]
    own = _toml(path("law", name, "parameters.toml"))
    shared = _toml(path("law", own["shared"]))
    parameters = _parameters((shared, own), "parameter", own)
    positions = _parameters((shared, own), "position", own)
    texts = _texts(tuple(own["texts"]))
    return make_pack((name, own["name"]), rules, (parameters, positions), texts, own.get("differs", ""))


def paragraph(citation: str, of: Pack) -> Paragraph:
    """A paragraph that the pack's law has, cited by a rule or not. Raises KeyError where there is none."""
    own = _toml(path("law", of.id, "parameters.toml"))
    return of.paragraphs.get(citation) or _texts(tuple(own["texts"]))[citation]


@cache
def _georgia() -> Any:
    import holidays  # noqa: PLC0415 - a library that takes a while to load, and only a new case asks for it

    return holidays.country_holidays("US", subdiv="GA")


def georgia_holiday(day: date) -> bool:
    """Whether a day is a legal holiday of the State of Georgia, by the library's table."""
    return day in _georgia()


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _parameters(files: Sequence[Mapping[str, Any]], kind: str, pack_file: Mapping[str, Any]) -> list[Parameter]:
    """The entries of one kind; a later file's entry takes the place of an earlier one's. Dates default to the pack's."""
    dates = {"since": pack_file["since"], "until": pack_file["until"]}
    merged = {entry["id"]: Parameter(**{**dates, **entry}) for file in files for entry in file.get(kind, [])}
    return list(merged.values())


@cache
def _texts(names: tuple[str, ...]) -> Mapping[str, Paragraph]:
    """Paragraphs by citation; where two files have one, the earlier file's."""
    found: dict[str, Paragraph] = {}
    for name in reversed(names):
        found |= read_paragraphs(path("law", "texts", name).read_text(encoding="utf-8"))
    return found
