"""The product's own files: where they lie, the packs of rules with their text, Georgia's holidays."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from adjudicator.law.pack import Pack, Paragraph, Parameter, make_pack
from adjudicator.law.packs import DEFAULT_PACK, PROVISIONS
from adjudicator.law.position import Position, Setting, position_of
from adjudicator.law.rule import Provision
from adjudicator.law.texts import read_paragraphs
from adjudicator.law.written import rewritten

__all__ = ["DEFAULT_PACK", "PACK_IDS", "folder", "georgia_holiday", "georgia_holiday_name", "pack", "paragraph", "path"]


@cache
def folder() -> Path:
    """The folder of resources: inside an installed package, or beside the package in a source checkout."""
    package = Path(__file__).parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def path(*parts: str) -> Path:
    """A file or folder among the resources; it need not exist."""
    return folder().joinpath(*parts)


def pack_ids() -> tuple[str, ...]:
    """The packs there are: those whose rules are code, then those whose folder has rules written as tables."""
    written = sorted(file.parent.name for file in path("law").glob("*/rules.toml"))
    return (*PROVISIONS, *written)


PACK_IDS: tuple[str, ...] = pack_ids()


@cache
def pack(name: str = DEFAULT_PACK) -> Pack:
    """A pack by its id, with parameters, the default positions and cited text. Raises KeyError for an unknown id."""
    return pack_with(name, {})


def pack_with(name: str, settings: Mapping[str, Setting]) -> Pack:
    """A pack with some positions set by motions of the board.

    Raises KeyError for an unknown pack or position, and ValueError for a value that is none of the position's choices.
    """
    provisions = _provisions(name)
    own = _toml(path("law", name, "parameters.toml"))
    shared = _toml(path("law", own["shared"]))
    positions = _set(_positions((shared, own), own), settings)
    choices = {each.id: each.value for each in positions}
    turned_on = _parameters((shared, own), own), positions
    rules = [each.under(choices) for each in provisions]
    texts = _texts(tuple(own["texts"]))
    effective = [each for each in rules if each.rows]  # a position may leave a rule nothing to say
    return make_pack((name, own["name"]), effective, turned_on, texts, own)


def _provisions(name: str) -> tuple[Provision, ...]:
    file = path("law", name, "rules.toml")
    if name in PROVISIONS or not file.is_file():
        return PROVISIONS[name]
    written = _toml(file)
    return rewritten(name, _provisions(written["begins_with"]), written)


def _set(positions: Sequence[Position], settings: Mapping[str, Setting]) -> list[Position]:
    for name in settings.keys() - {each.id for each in positions}:
        raise KeyError(name)
    return [each.set_by(settings[each.id]) if each.id in settings else each for each in positions]


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
    return bool(georgia_holiday_name(day))


def georgia_holiday_name(day: date) -> str:
    """The name of the State of Georgia's legal holiday on a day, by the library's table; empty where it is none."""
    return str(_georgia().get(day, "")).replace("; ", " and ")


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _parameters(files: Sequence[Mapping[str, Any]], own: Mapping[str, Any]) -> list[Parameter]:
    return [Parameter(**entry) for entry in _entries(files, "parameter", own)]


def _positions(files: Sequence[Mapping[str, Any]], own: Mapping[str, Any]) -> list[Position]:
    return [position_of(entry) for entry in _entries(files, "position", own)]


def _entries(files: Sequence[Mapping[str, Any]], kind: str, own: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The entries of one kind; a later file's entry takes the place of an earlier one's. Dates default to the pack's."""
    dates = {"since": own["since"], "until": own["until"]}
    merged = {entry["id"]: {**dates, **entry} for file in files for entry in file.get(kind, [])}
    return list(merged.values())


@cache
def _texts(names: tuple[str, ...]) -> Mapping[str, Paragraph]:
    """Paragraphs by citation; where two files have one, the earlier file's."""
    found: dict[str, Paragraph] = {}
    for name in reversed(names):
        found |= read_paragraphs(path("law", "texts", name).read_text(encoding="utf-8"))
    return found
